"""Traced ground as path data upon a sheet, its corners cut by curves that neighbours share, as the page draws it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from karamap.figure.marching_triangles import ROUNDING, Line, Traced
from karamap.figure.projection import View, number


def path_of(traced: Traced, lines: Iterable[Line], view: View) -> str:
    """Lines as path data: each curve depends on a corner and its two neighbours alone, so that holders share it."""
    at = traced.at * view.scale - (view.left, view.top)
    cuts = np.minimum(0.5, ROUNDING * traced.share)
    return "".join(_line(at[line.ids], cuts[line.ids], line.closed) for line in lines)


def ground_path(traced: Traced, holder: int, view: View) -> str:
    """The ground of one holder, by number."""
    return path_of(traced, [ring for ring in traced.rings if ring.holder == holder], view)


def _line(xy: np.ndarray, cut: np.ndarray, closed: bool) -> str:
    if not closed:
        cut = cut.copy()
        cut[[0, -1]] = 0
    before, after = np.roll(xy, 1, axis=0), np.roll(xy, -1, axis=0)
    leaving = (xy + cut[:, None] * (before - xy)).tolist()
    reaching = (xy + cut[:, None] * (after - xy)).tolist()
    parts = []
    for (x, y), (x1, y1), (x2, y2), own in zip(xy.tolist(), leaving, reaching, cut.tolist(), strict=True):
        if own == 0:
            parts.append(f"{number(x)} {number(y)}")
        else:
            parts.append(f"{number(x1)} {number(y1)}Q{number(x)} {number(y)} {number(x2)} {number(y2)}")
    return f"M{'L'.join(parts)}{'Z' if closed else ''}"


SAMPLES = (0.25, 0.5, 0.75)
"""Where a curve is met by straight lines that stand for it."""


def corners_of(traced: Traced, lines: Iterable[Line], view: View) -> list[np.ndarray]:
    """Lines with their curves as points of the sheet, each of shape (n, 2)."""
    at = traced.at * view.scale - (view.left, view.top)
    cuts = np.minimum(0.5, ROUNDING * traced.share)
    return [_sampled(at[line.ids], cuts[line.ids], line.closed) for line in lines]


def _sampled(xy: np.ndarray, cut: np.ndarray, closed: bool) -> np.ndarray:
    if not closed:
        cut = cut.copy()
        cut[[0, -1]] = 0
    leaving = xy + cut[:, None] * (np.roll(xy, 1, axis=0) - xy)
    reaching = xy + cut[:, None] * (np.roll(xy, -1, axis=0) - xy)
    curve = [(1 - t) ** 2 * leaving + 2 * t * (1 - t) * xy + t**2 * reaching for t in SAMPLES]
    sampled: np.ndarray = np.stack([leaving, *curve, reaching], axis=1).reshape(-1, 2)
    return sampled
