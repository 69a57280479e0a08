"""How far apart settlements lie: what a theatre's reach of ground is computed from where nobody states it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely

from karamap.gazetteer.distance import KM_PER_DEGREE
from karamap.gazetteer.places import LonLat

USUAL_SHARE, MOST_TIMES = 0.99, 2.0
"""Of the steps of the shortest net that joins all settlements, longer ones than this quantile count as outliers: they
lengthen what is usual to this many times its length at the most."""


def joining_km(positions: Sequence[LonLat]) -> float:
    """The longest step that is needed to go from any settlement to any other by way of others, in km.

    That is the longest edge of the minimum spanning tree (Kruskal 1956, on the edges of the Delaunay triangulation),
    but for settlements that lie by themselves: see `USUAL_SHARE`. 0 if there are fewer than two positions.
    """
    distinct = sorted(set(positions))
    if len(distinct) < 2:  # noqa: PLR2004
        return 0.0
    lonlat = np.array(distinct)
    plane = lonlat * KM_PER_DEGREE * [np.cos(np.radians(lonlat[:, 1].mean())), 1.0]
    steps = np.sort(_tree(plane))
    usual = float(np.quantile(steps, USUAL_SHARE))
    return min(float(steps[-1]), MOST_TIMES * usual)


def _tree(points: np.ndarray) -> np.ndarray:
    """The lengths of the edges of the minimum spanning tree of points of shape (n, 2)."""
    ends = _neighbours(points)
    lengths = np.hypot(*(points[ends[:, 0]] - points[ends[:, 1]]).T)
    root = list(range(len(points)))

    def root_of(point: int) -> int:
        while root[point] != point:
            root[point] = root[root[point]]
            point = root[point]
        return point

    kept = []
    for edge in np.argsort(lengths, kind="stable").tolist():
        one, other = (root_of(int(end)) for end in ends[edge])
        if one != other:
            root[one] = other
            kept.append(lengths[edge])
    return np.array(kept)


def _neighbours(points: np.ndarray) -> np.ndarray:
    """Pairs of points of shape (n, 2), by number, that are joined in the Delaunay triangulation; of shape (m, 2)."""
    numbers = {tuple(point): number for number, point in enumerate(points.tolist())}
    lines = shapely.get_parts(shapely.delaunay_triangles(shapely.multipoints(points), only_edges=True))
    corners = shapely.get_coordinates(shapely.get_parts(lines)).reshape(-1, 2, 2).tolist()
    found = [(numbers[tuple(one)], numbers[tuple(other)]) for one, other in corners]
    in_line = list(pairwise(range(len(points))))  # points on one line, or two, have no triangles
    return np.array(found or in_line)
