"""Hatches as lines of their own, cut at the edges of the ground: crisp in print, quick to draw, open to any program.

A hatch is one family of parallel lines or several. Where a line lies within rings is told by the crossings with their
edges, pair by pair (even-odd), so that rings need not be simple.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, pi, sin

import numpy as np

from karamap.figure.projection import number

Span = tuple[float, float]
Spans = dict[int, list[Span]]
"""For the lines of a family by number, the pieces of each that lie within something."""

DOT_STEP, DOT_RADIUS = 8.0, 1.1
WAVE, WAVE_HEIGHT = 10.0, 2.0
WAVE_STEP = 1.0


@dataclass(frozen=True)
class Family:
    """The lines on which across * x + down * y is `offset` and so many times `step` more or less."""

    across: int
    down: int
    step: float
    offset: float = 0.0

    def place(self, line: int, along: float) -> tuple[float, float]:
        """A point of a line, by how far along it lies."""
        height, square = self.offset + line * self.step, self.across**2 + self.down**2
        x = (self.across * height + self.down * along) / square
        y = (self.down * height - self.across * along) / square
        return x, y

    def spans(self, rings: Iterable[np.ndarray]) -> Spans:
        """The pieces of the lines that lie within rings of shape (n, 2), by the even-odd rule."""
        pieces = [np.hstack([ring, np.roll(ring, -1, axis=0)]) for ring in rings if len(ring)]
        if not pieces:
            return {}
        x1, y1, x2, y2 = np.concatenate(pieces).T
        start, end = self.across * x1 + self.down * y1, self.across * x2 + self.down * y2
        low, high = (np.ceil((edge - self.offset) / self.step).astype(int) for edge in _sorted(start, end))
        counts = high - low
        lines = np.repeat(low, counts) + np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        from_along, to_along = self.down * x1 - self.across * y1, self.down * x2 - self.across * y2
        part = (self.offset + lines * self.step - np.repeat(start, counts)) / np.repeat(end - start, counts)
        along = np.repeat(from_along, counts) + part * np.repeat(to_along - from_along, counts)
        order = np.lexsort([along, lines])
        return _paired(lines[order].tolist(), along[order].tolist())


def _sorted(one: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.minimum(one, other), np.maximum(one, other)


def _paired(lines: Sequence[int], along: Sequence[float]) -> Spans:
    spans: Spans = {}
    for at in range(0, len(lines) - 1, 2):
        spans.setdefault(lines[at], []).append((along[at], along[at + 1]))
    return spans


def common(one: Spans, other: Spans) -> Spans:
    """The pieces that lie within both."""
    shared = {line: _overlaps(pieces, other.get(line, [])) for line, pieces in one.items()}
    return {line: pieces for line, pieces in shared.items() if pieces}


def _overlaps(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    found, at = [], 0
    for start, end in one:
        while at and other[at - 1][1] > start:
            at -= 1
        while at < len(other) and other[at][0] < end:
            low, high = max(start, other[at][0]), min(end, other[at][1])
            if low < high:
                found.append((low, high))
            at += 1
    return found


def straight(family: Family, spans: Spans) -> str:
    """Straight lines as path data."""
    parts = []
    for line, pieces in spans.items():
        for start, end in pieces:
            (x1, y1), (x2, y2) = family.place(line, start), family.place(line, end)
            parts.append(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}")
    return "".join(parts)


def dots(family: Family, spans: Spans) -> str:
    """Dots along horizontal lines as path data, to be drawn with round ends."""
    parts = []
    for line, pieces in spans.items():
        for start, end in pieces:
            for at in range(ceil((start - DOT_STEP / 2) / DOT_STEP), floor((end - DOT_STEP / 2) / DOT_STEP) + 1):
                x, y = family.place(line, DOT_STEP / 2 + at * DOT_STEP)
                parts.append(f"M{number(x)} {number(y)}h.01")
    return "".join(parts)


def waves(family: Family, spans: Spans) -> str:
    """Waves along horizontal lines as path data."""
    parts = []
    for line, pieces in spans.items():
        for start, end in pieces:
            steps = max(1, ceil((end - start) / WAVE_STEP))
            along = [start + (end - start) * step / steps for step in range(steps + 1)]
            spots = [family.place(line, own) for own in along]
            corners = [f"{number(x)} {number(y - WAVE_HEIGHT * sin(2 * pi * x / WAVE))}" for x, y in spots]
            parts.append(f"M{'L'.join(corners)}")
    return "".join(parts)


Draw = Callable[[Family, Spans], str]

HATCHES: Mapping[str, tuple[Draw, tuple[Family, ...]]] = {
    "rising": (straight, (Family(1, 1, 9),)),
    "falling": (straight, (Family(-1, 1, 9),)),
    "dots": (dots, (Family(0, 1, DOT_STEP, DOT_STEP / 2),)),
    "cross": (straight, (Family(1, 1, 11), Family(-1, 1, 11))),
    "horizontal": (straight, (Family(0, 1, 6, 3),)),
    "vertical": (straight, (Family(1, 0, 6, 3),)),
    "grid": (straight, (Family(0, 1, 9, 4.5), Family(1, 0, 9, 4.5))),
    "waves": (waves, (Family(0, 1, WAVE, WAVE / 2),)),
}
"""The lines of each pattern, as `page/js/map/symbols.js` has them on its tiles."""


def between(family: Family) -> Family:
    """The lines halfway between those of a family, which together with them make the hatch twice as dense."""
    return Family(family.across, family.down, family.step, family.offset + family.step / 2)


class Hatcher:
    """Hatches what lies within the rings of something, such as the ground of a theatre on a sheet."""

    def __init__(self, *limits: Sequence[np.ndarray]) -> None:
        self._limits = limits
        self._known: dict[Family, Spans] = {}

    def _within(self, family: Family) -> Spans | None:
        if not self._limits:
            return None
        if family not in self._known:
            spans = family.spans(self._limits[0])
            for rings in self._limits[1:]:
                spans = common(spans, family.spans(rings))
            self._known[family] = spans
        return self._known[family]

    def lines(self, family: Family, rings: Sequence[np.ndarray], draw: Draw = straight) -> str:
        """The lines of a family within rings as path data."""
        spans, limits = family.spans(rings), self._within(family)
        return draw(family, spans if limits is None else common(spans, limits))

    def hatch(self, pattern: str, rings: Sequence[np.ndarray], *, dense: bool = False) -> str:
        """A pattern within rings as path data, or the lines that make it twice as dense."""
        draw, families = HATCHES[pattern]
        chosen = [between(family) for family in families] if dense else families
        return "".join(self.lines(family, rings, draw) for family in chosen)
