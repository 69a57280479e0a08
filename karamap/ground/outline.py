"""How far the ground of a theatre reaches."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

OUTLINE_GRID_M = 1.0
"""Grid of the theatre's outline, metres: slivers between two states' outlines are finer than this."""


def theatre_outline(
    points: np.ndarray, state: BaseGeometry, abroad: BaseGeometry, *, reach_km: float, withdrawal_km: float
) -> BaseGeometry:
    """Ground within reach of the settlements, gaps inside and towards the state border closed.

    This is a morphological closing (Serra, Image Analysis and Mathematical Morphology, 1982) of the
    settlements and the foreign states together, cut at the state border.

    Args:
        points: positions of the settlements, shape (n, 2), metres in the plane.
        state: the land that the ground lies in, in the plane; empty if nothing cuts the ground.
        abroad: the land around it, in the plane; may be empty.
        reach_km: ground within so many kilometres of a settlement belongs to it ...
        withdrawal_km: ... of which so much is taken back at the rim, once gaps have closed.
    """
    sites = shapely.points(points)
    near = shapely.box(*shapely.total_bounds(sites)).buffer(6 * reach_km * 1000)
    within_reach = shapely.union_all(shapely.buffer(sites, reach_km * 1000, quad_segs=4))
    foreign = shapely.simplify(shapely.intersection(abroad, near), 200).buffer(withdrawal_km * 1000, quad_segs=6)
    closed = shapely.union_all([within_reach, foreign]).buffer(-withdrawal_km * 1000, quad_segs=6)
    if shapely.is_empty(state):
        return shapely.set_precision(closed, OUTLINE_GRID_M)
    parts = shapely.get_parts(closed.intersection(state))
    parts = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    inhabited = parts[shapely.intersects(parts, within_reach)]
    return shapely.set_precision(shapely.union_all(inhabited), OUTLINE_GRID_M)
