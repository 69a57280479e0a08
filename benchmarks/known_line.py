"""What is measured on another war and not used by any map: a line known of an earlier day.

`territory.py` beside this file says what it is worth.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from karamap.ground.mesh import Mesh
from karamap.ground.surface import Surface


def redrawn(earlier: BaseGeometry, party: str, before: Surface, now: Surface) -> BaseGeometry:
    """A party's ground on a later day, from a line that is known of an earlier one.

    Where no site around has changed hands the known line stays. Of the triangles around a site that the party has come
    to, it is given what `now` gives it; of those around a site it has lost, it keeps what `now` leaves it.

    Args:
        earlier: the party's ground on the day of `before`, in the plane of the mesh.
        party: id of the party.
        before: the surface on the day of the known line.
        now: the surface of the later day, on the same mesh.
    """
    had, has = (state.holder == _number(state, party) for state in (before, now))
    ground = now.division.ground.get(_number(now, party), shapely.MultiPolygon())
    gained, lost = (_around(now.mesh, changed) for changed in (has & ~had, had & ~has))
    kept = shapely.union(earlier, shapely.intersection(ground, gained))
    return shapely.difference(kept, shapely.difference(lost, ground))


def _number(state: Surface, party: str) -> int:
    return state.parties.index(party) if party in state.parties else -1


def _around(mesh: Mesh, nodes: np.ndarray) -> BaseGeometry:
    """The triangles that have one of the nodes as a corner."""
    return shapely.union_all(shapely.polygons(mesh.nodes[mesh.triangles[nodes[mesh.triangles].any(axis=1)]]))
