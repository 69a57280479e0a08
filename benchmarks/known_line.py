"""What is measured on another war and not used by any map: a line known of an earlier day, a limit of reach.

`territory.py` beside this file says what each of them is worth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from karamap.ground.mesh import Mesh
from karamap.ground.model import Assessment
from karamap.ground.surface import Surface, surface


@dataclass(frozen=True)
class LimitedSurface(Surface):
    """A surface on which ground of some parties ends so many km beyond their outermost places at the latest."""

    limit_km: Mapping[str, float] = field(default_factory=dict)

    def cut(self, edges: np.ndarray) -> np.ndarray:
        """As without a limit, but towards another party's place within the limit of either."""
        share = super().cut(edges)
        first, second = self.mesh.edges[edges].T
        length = np.hypot(*(self.mesh.nodes[second] - self.mesh.nodes[first]).T) / 1000
        limit = np.array([self.limit_km.get(party, np.inf) for party in self.parties])
        within: np.ndarray = share.clip(1 - limit[self.holder[second]] / length, limit[self.holder[first]] / length)
        return within


def limited(mesh: Mesh, assessment: Assessment, limit_km: Mapping[str, float]) -> Surface:
    """Spread what is assessed at the sites over the mesh, within the limits."""
    plain = surface(mesh, assessment)
    return LimitedSurface(plain.mesh, plain.parties, plain.holder, plain.margin, limit_km) if limit_km else plain


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


def interpolate(mesh: Mesh, values: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Values of the nodes carried over to positions, linearly within each triangle; NaN outside all of them.

    Args:
        mesh: the triangles.
        values: of shape (n,), one a node.
        points: of shape (p, 2), metres in the plane of the mesh.
    """
    shapes = shapely.polygons(mesh.nodes[mesh.triangles])
    position, triangle = shapely.STRtree(shapes).query(shapely.points(points), predicate="intersects")
    first, second, third = (mesh.nodes[mesh.triangles[triangle, corner]] for corner in range(3))
    (ax, ay), (bx, by), (px, py) = ((there - first).T for there in (second, third, points[position]))
    whole = ax * by - ay * bx
    beside, across = (px * by - py * bx) / whole, (ax * py - ay * px) / whole
    corner = values[mesh.triangles[triangle]]
    carried = np.full(len(points), np.nan)
    carried[position] = corner[:, 0] * (1 - beside - across) + corner[:, 1] * beside + corner[:, 2] * across
    return carried
