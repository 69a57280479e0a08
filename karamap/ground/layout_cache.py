"""Keeps the layout of a theatre between runs, until its tables change."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from karamap.ground.crs import Plane, libraries
from karamap.ground.layout import Layout
from karamap.ground.mesh import Mesh
from karamap.ground.tessellation import Tessellation
from karamap.ground.zones import ZoneSites
from karamap.tables import kept
from karamap.theatre.theatre import Theatre

FORMAT = 2
"""Raised when the shape of what is kept changes."""

KIND = "layout"


def layout_of(theatre: Theatre, cache: Path | None = None) -> tuple[Layout, bool]:
    """The layout of a theatre as an earlier run kept it, else laid out now; and whether it was laid out now.

    Args:
        theatre: as it was loaded, so that its fingerprint tells all that the layout is made of.
        cache: where earlier runs kept layouts; the user's cache folder by default. Nothing is written.

    Raises:
        DataError: no settlement of the theatre has a position.
    """
    body = kept.read(cache or kept.cache_dir(), KIND, _fingerprint(theatre))
    if body is not None:
        try:
            return deserialise(body, theatre), False
        except (ValueError, KeyError, TypeError, IndexError, RecursionError, shapely.errors.ShapelyError):
            pass
    return Layout.of(theatre), True


def keep(theatre: Theatre, layout: Layout, cache: Path | None = None) -> None:
    """Keep a layout for the next run; a folder that cannot be written is no error."""
    kept.save(cache or kept.cache_dir(), KIND, _fingerprint(theatre), serialise(layout))


def _fingerprint(theatre: Theatre) -> str:
    """SHA-256 over what a layout is made of and by: tables, code, libraries of geometry."""
    made_by = kept.made_by(FORMAT, [Path(__file__).parent])
    return hashlib.sha256(f"{made_by} {libraries()} {theatre.fingerprint}".encode()).hexdigest()


def serialise(layout: Layout) -> str:
    """Cells and mesh as JSON; shapes as well-known binary in hexadecimal, which loses no digit."""
    tessellation, added, mesh = layout.tessellation, layout.zone_sites, layout.mesh
    values = {
        "cells": _hexadecimal(tessellation.cells),
        "cell_of": tessellation.cell_of,
        "edges": tessellation.edges.tolist(),
        "borders": shapely.get_coordinates(tessellation.borders).tolist(),
        "outline": _hexadecimal(tessellation.outline),
        "zones": added.zone_ids,
        "beside": added.beside.tolist(),
        "nearest": added.nearest.tolist(),
        "beyond": added.beyond.tolist(),
        "within": [np.flatnonzero(inside).tolist() for inside in added.within],
        "km2": added.km2.tolist(),
        "nodes": mesh.nodes.tolist(),
        "site": mesh.site.tolist(),
        "triangles": mesh.triangles.tolist(),
        "ends": mesh.edges.tolist(),
        "sides": mesh.sides.tolist(),
    }
    return json.dumps(values, separators=(",", ":"))


def deserialise(text: str | bytes, theatre: Theatre) -> Layout:
    """The layout that `serialise` made a text of."""
    values = json.loads(text)
    plane, outline = Plane(theatre.settings.projection), shapely.from_wkb(values["outline"])
    cells, nodes = shapely.from_wkb(values["cells"]), np.array(values["nodes"])
    borders = shapely.linestrings(np.array(values["borders"]).reshape(-1, 2, 2))
    edges = _numbers(values["edges"], 2)
    tessellation = Tessellation(cells, nodes[: len(cells)], values["cell_of"], edges, borders, plane)
    tessellation.__dict__["outline"] = outline
    added = _zone_sites(values, nodes, len(cells))
    mesh = Mesh(
        nodes,
        np.array(values["site"], dtype=np.int64),
        _numbers(values["triangles"], 3),
        _numbers(values["ends"], 2),
        _numbers(values["sides"], 3),
        outline,
        plane,
        len(cells),
    )
    return Layout(theatre.outlines, tessellation, added, mesh)


def _zone_sites(values: dict[str, Any], nodes: np.ndarray, own: int) -> ZoneSites:
    beside, nearest, beyond = (np.array(values[name], dtype=np.int64) for name in ("beside", "nearest", "beyond"))
    within = np.zeros((len(values["zones"]), own + len(nearest)), dtype=bool)
    for zone, inside in enumerate(values["within"]):
        within[zone, inside] = True
    positions, zone_ids = nodes[own : own + len(nearest)], tuple(values["zones"])
    return ZoneSites(zone_ids, positions, beside, nearest, beyond, within, np.array(values["km2"]))


def _hexadecimal(shapes: Any) -> Any:
    text = shapely.to_wkb(shapes, hex=True)
    return text.tolist() if isinstance(text, np.ndarray) else text


def _numbers(values: list[list[int]], width: int) -> np.ndarray:
    return np.array(values, dtype=np.int64).reshape(-1, width)
