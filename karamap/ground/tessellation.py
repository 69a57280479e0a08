"""Places to cells that tile the theatre, and the edges between them, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from karamap.gazetteer.places import LonLat
from karamap.ground.crs import Plane

GRID_DECIMALS = 2
"""Decimals of a metre that cell corners are rounded to, so that neighbours share them exactly."""

SITE_DECIMALS = (1, -1, -2)
"""Decimals of a metre that positions are rounded to; coarser where places a step apart have cells too thin to tile."""


@dataclass(frozen=True)
class Tessellation:
    """Cells in `plane`, one for each distinct position; `cell_of` maps place id to cell index.

    `sites` has shape (n, 2): the position of each cell, metres. `edges` is an integer array of shape
    (m, 2), the cells on both sides of each shared segment, `borders` the m segments.
    """

    cells: np.ndarray
    sites: np.ndarray
    cell_of: Mapping[str, int]
    edges: np.ndarray
    borders: np.ndarray
    plane: Plane

    @cached_property
    def lengths(self) -> np.ndarray:
        """Lengths of the shared segments, metres."""
        lengths: np.ndarray = shapely.length(self.borders)
        return lengths

    @cached_property
    def places_of(self) -> tuple[tuple[str, ...], ...]:
        """Ids of the places in each cell, in the order of `cell_of`."""
        members: list[list[str]] = [[] for _ in self.cells]
        for place_id, cell in self.cell_of.items():
            members[cell].append(place_id)
        return tuple(map(tuple, members))

    @cached_property
    def outline(self) -> BaseGeometry:
        """The ground that the cells tile."""
        return shapely.coverage_union_all(self.cells)


def tile(positions: Mapping[str, LonLat], frame: BaseGeometry, plane: Plane) -> Tessellation:
    """Tile a frame with the nearest-place cells of places within it.

    Args:
        positions: place id to lon/lat; places at one position share a cell.
        frame: the ground to tile, in the plane.
        plane: the equal-area plane, metres.

    A place outside the frame has the ground within it that is nearest to it; if there is none, it has no cell.

    Raises:
        ValueError: no place has ground in the frame, or the cells do not tile.
    """
    ids = sorted(positions)
    points = shapely.get_coordinates(plane.to_plane(shapely.multipoints([positions[place_id] for place_id in ids])))
    for decimals in SITE_DECIMALS:
        found = _tiled(ids, np.round(points, decimals), frame, plane)
        if shapely.coverage_is_valid(found.cells):
            edges, borders = shared_edges(found.cells)
            return replace(found, edges=edges, borders=borders)
    raise ValueError("the cells overlap or leave gaps along shared edges")


def _tiled(ids: Sequence[str], points: np.ndarray, frame: BaseGeometry, plane: Plane) -> Tessellation:
    """The cells of places at some points of shape (n, 2), metres, without what neighbours share."""
    sites, index = np.unique(points, axis=0, return_inverse=True)
    cells = nearest_point_cells(sites, frame)
    grounded = ~shapely.is_empty(cells)
    if not grounded.any():
        raise ValueError(f"no ground within the frame is nearest to {', '.join(ids[:5])}; widen the frame")
    number = np.cumsum(grounded) - 1
    cell_of = {
        place_id: int(number[site])
        for place_id, site in zip(ids, index.ravel().tolist(), strict=True)
        if grounded[site]
    }
    return Tessellation(cells[grounded], sites[grounded], cell_of, np.empty((0, 2), dtype=int), np.empty(0), plane)


def nearest_point_cells(points: np.ndarray, frame: BaseGeometry) -> np.ndarray:
    """Voronoi cells of points of shape (n, 2), metres, cut by the frame, in the order of the points."""
    if len(points) == 1:
        return np.array([frame])
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=frame, ordered=True))
    shapely.prepare(frame)
    cut = ~shapely.contains_properly(frame, cells)
    cells[cut] = [_areas(cell) for cell in shapely.intersection(cells[cut], frame)]
    rounded: np.ndarray = shapely.transform(cells, lambda corners: np.round(corners, GRID_DECIMALS))
    return rounded


def _areas(shape: BaseGeometry) -> BaseGeometry:
    """A shape without the points and lines at which it merely touches the frame."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])


def shared_edges(cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The segments that two cells have in common.

    Args:
        cells: polygons of a valid coverage, so that neighbours have the same corners along a shared edge.

    Returns:
        An integer array of shape (n, 2), the cells on both sides, lower index first, and the n segments as
        line strings.
    """
    rings, ring_cell = shapely.get_rings(cells, return_index=True)
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    inside = ring[:-1] == ring[1:]
    start, end, owner = corners[:-1][inside], corners[1:][inside], ring_cell[ring[:-1][inside]]
    swap = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    start[swap], end[swap] = end[swap], start[swap]
    segments = np.hstack([start, end])
    order = np.lexsort((owner, *segments.T))
    segments, owner = segments[order], owner[order]
    twice = (segments[:-1] == segments[1:]).all(axis=1)
    pairs = np.column_stack([owner[:-1][twice], owner[1:][twice]])
    return pairs, shapely.linestrings(segments[:-1][twice].reshape(-1, 2, 2))
