"""Places to cells that tile the theatre, and the edges between them, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pyproj
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from karamap.gazetteer.places import LonLat

CRS = "+proj=laea +lat_0=39.7 +lon_0=46.7 +datum=WGS84 +units=m +no_defs"
"""Lambert azimuthal equal-area, centred on the theatre (Snyder, Map Projections, USGS PP 1395, 1987, p. 182).

Areas are exact; within 150 km of the centre a length is off by less than 1 part in 10,000, so distances
between neighbours can be compared in it too.
"""

GEOGRAPHIC = "EPSG:4326"

REACH_KM, WITHDRAWAL_KM = 15.0, 11.0
"""How the theatre ends where no state border ends it: ground within the reach of a settlement, of which the
withdrawal is taken back at the rim once gaps inside, and gaps towards a foreign state, have closed.

Chosen from measurement: `benchmarks/outlines.py` prints the overlap with reference districts for other values.
"""

STRAY_KM = 0.6
"""How far the theatre reaches around a settlement that the border outline puts outside the state."""

STRAY_GAP_KM = 3.0
"""Gaps up to twice this wide between such settlements close, so that the outline follows the river they stand on."""

OUTLINE_GRID_M = 1.0
"""Grid of the theatre's outline, metres: slivers between two states' outlines are finer than this."""

GRID_DECIMALS = 2
"""Decimals of a metre that cell corners are rounded to, so that neighbours share them exactly."""


@dataclass(frozen=True)
class Tessellation:
    """Cells in the CRS above, one for each distinct position; `cell_of` maps place id to cell index.

    `sites` has shape (n, 2): the position of each cell, metres, to a tenth. `edges` is an integer array of shape
    (m, 2), the cells on both sides of each shared segment, `borders` the m segments.
    """

    cells: np.ndarray
    sites: np.ndarray
    cell_of: Mapping[str, int]
    edges: np.ndarray
    borders: np.ndarray

    @cached_property
    def lengths(self) -> np.ndarray:
        """Lengths of the shared segments, metres."""
        lengths: np.ndarray = shapely.length(self.borders)
        return lengths

    @cached_property
    def outline(self) -> BaseGeometry:
        """The ground that the cells tile."""
        return shapely.coverage_union_all(self.cells)


def libraries() -> dict[str, str]:
    """The libraries that compute geometry, with their versions: others may give other last digits."""
    return {"shapely": shapely.__version__, "GEOS": shapely.geos_version_string, "PROJ": pyproj.proj_version_str}


def to_plane(geometry: BaseGeometry) -> BaseGeometry:
    """From lon/lat (EPSG:4326) to the plane of the cells."""
    return _transformed(geometry, _transformer(GEOGRAPHIC, CRS))


def to_lonlat(geometry: BaseGeometry) -> BaseGeometry:
    """From the plane of the cells to lon/lat (EPSG:4326)."""
    return _transformed(geometry, _transformer(CRS, GEOGRAPHIC))


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def _transformed(geometry: BaseGeometry, transformer: Transformer) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])))


def tessellate(positions: Mapping[str, LonLat], state: BaseGeometry, abroad: BaseGeometry) -> Tessellation:
    """Give every place the ground nearer to it than to any other, within the theatre.

    Args:
        positions: place id to lon/lat; places at one position share a cell.
        state: outline of the state that the theatre lies in, EPSG:4326. A place that this outline puts
            outside keeps a cell of its own.
        abroad: the states around it, EPSG:4326.

    Raises:
        ValueError: there is no place, or the cells do not tile (a fault of the outlines).
    """
    if not positions:
        raise ValueError("no located place to make cells of")
    points = to_plane(shapely.multipoints([positions[place_id] for place_id in sorted(positions)]))
    frame = theatre_outline(shapely.get_coordinates(points), to_plane(state), to_plane(abroad))
    return tile(positions, frame)


def tile(positions: Mapping[str, LonLat], frame: BaseGeometry) -> Tessellation:
    """Tile a frame with the nearest-place cells of places within it.

    Args:
        positions: place id to lon/lat; places at one position share a cell.
        frame: the ground to tile, in the CRS above.

    Raises:
        ValueError: a place has no ground in the frame, or the cells do not tile.
    """
    ids = sorted(positions)
    points = shapely.get_coordinates(to_plane(shapely.multipoints([positions[place_id] for place_id in ids])))
    sites, index = np.unique(np.round(points, 1), axis=0, return_inverse=True)
    cell_of = dict(zip(ids, index.ravel().tolist(), strict=True))
    cells = _cells(sites, frame)
    if without := [place_id for place_id in ids if shapely.is_empty(cells[cell_of[place_id]])]:
        raise ValueError(f"no ground within the frame is nearest to {', '.join(without[:5])}; widen the frame")
    if not shapely.coverage_is_valid(cells):
        raise ValueError("the cells overlap or leave gaps along shared edges")
    edges, borders = shared_edges(cells)
    return Tessellation(cells, sites, cell_of, edges, borders)


def theatre_outline(points: np.ndarray, state: BaseGeometry, abroad: BaseGeometry) -> BaseGeometry:
    """Ground within reach of the settlements, gaps inside and towards the state border closed.

    This is a morphological closing (Serra, Image Analysis and Mathematical Morphology, 1982) of the
    settlements and the foreign states together, cut at the state border. A settlement that the border
    outline puts outside draws the outline around itself.
    """
    sites = shapely.points(points)
    near = shapely.box(*shapely.total_bounds(sites)).buffer(6 * REACH_KM * 1000)
    reach = shapely.union_all(shapely.buffer(sites, REACH_KM * 1000, quad_segs=4))
    foreign = shapely.simplify(shapely.intersection(abroad, near), 200).buffer(WITHDRAWAL_KM * 1000, quad_segs=6)
    closed = shapely.union_all([reach, foreign]).buffer(-WITHDRAWAL_KM * 1000, quad_segs=6).intersection(state)
    parts = shapely.get_parts(closed)
    inhabited = parts[shapely.intersects(parts, shapely.multipoints(points))]
    strays = sites[~shapely.contains_xy(state, points[:, 0], points[:, 1])]
    margins = shapely.buffer(strays, shapely.distance(state, strays) + STRAY_KM * 1000, quad_segs=6)
    ragged = shapely.union_all([*inhabited, *margins])
    smooth = ragged.buffer(STRAY_GAP_KM * 1000, quad_segs=4).buffer(-STRAY_GAP_KM * 1000, quad_segs=4)
    bank = shapely.intersection(smooth, shapely.union_all(shapely.buffer(strays, 2 * STRAY_GAP_KM * 1000)))
    return shapely.set_precision(shapely.union_all([ragged, bank]), OUTLINE_GRID_M)


def _cells(points: np.ndarray, frame: BaseGeometry) -> np.ndarray:
    """Nearest-point cells cut by the frame, in the order of the points."""
    if len(points) == 1:
        return np.array([frame])
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=frame, ordered=True))
    shapely.prepare(frame)
    cut = ~shapely.contains_properly(frame, cells)
    cells[cut] = shapely.intersection(cells[cut], frame)
    rounded: np.ndarray = shapely.transform(cells, lambda corners: np.round(corners, GRID_DECIMALS))
    return rounded


def shared_edges(cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The segments that two cells have in common.

    Args:
        cells: polygons of a valid coverage, so that neighbours have the same corners along a shared edge.

    Returns:
        An integer array of shape (n, 2), the cells on both sides, lower index first, and the n segments as
        line strings.
    """
    rings = shapely.get_rings(cells)
    ring_cell = np.repeat(np.arange(len(cells)), [len(shapely.get_rings(cell)) for cell in cells])
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
