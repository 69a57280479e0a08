"""The ground between places: triangles over the sites, cut where the say of one holder ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from karamap.ground.crs import Plane
from karamap.ground.tessellation import Tessellation

RIM_OFFSET_M, RIM_STEP_M = 2_000.0, 4_000.0
"""Nodes around the frame, so that the triangles cover it: how far outside, and how far from each other at most."""

CLEARANCE = 0.05
"""No cut comes nearer to a node than this share of the edge, so that every site lies inside its own ground."""


@dataclass(frozen=True)
class Mesh:
    """Delaunay triangles over the sites of a tessellation, those that zones add, and a rim of nodes around its frame.

    `nodes` has shape (n, 2), metres in `plane`; the sites come first, in their order, then those of zones.
    `site` gives for each node the site that speaks for it: itself, or for a rim node the nearest of a place.
    `triangles` has shape (t, 3), node numbers; `edges` (e, 2), node numbers, the lower first; `sides` (t, 3), the
    number of the edge from corner k to corner k + 1. `frame` is the ground that the cells tile; the first `places`
    nodes are sites of places.
    """

    nodes: np.ndarray
    site: np.ndarray
    triangles: np.ndarray
    edges: np.ndarray
    sides: np.ndarray
    frame: BaseGeometry
    plane: Plane
    places: int

    @cached_property
    def lengths_km(self) -> np.ndarray:
        """How long each edge is, of shape (e,), in km."""
        first, second = self.nodes[self.edges].transpose(1, 0, 2)
        lengths: np.ndarray = np.hypot(*(second - first).T) / 1000
        return lengths

    @cached_property
    def spacing_km(self) -> float:
        """The median distance from a site of places to the next, in km; nought if there is but one."""
        sites = shapely.points(self.nodes[: self.places])
        _, distances = shapely.STRtree(sites).query_nearest(
            sites, exclusive=True, all_matches=False, return_distance=True
        )
        return float(np.median(distances)) / 1000 if len(distances) else 0.0

    @cached_property
    def hull(self) -> np.ndarray:
        """Numbers of the edges that only one triangle has."""
        return np.flatnonzero(self.beside[:, 1] < 0)

    @cached_property
    def beside(self) -> np.ndarray:
        """Of shape (e, 2): the triangles on both sides of each edge, -1 where there is none."""
        order = np.argsort(self.sides.ravel(), kind="stable")
        edge, triangle = self.sides.ravel()[order], order // 3
        beside = np.full((len(self.edges), 2), -1)
        second = np.concatenate([[False], edge[1:] == edge[:-1]])
        beside[edge[~second], 0] = triangle[~second]
        beside[edge[second], 1] = triangle[second]
        return beside


def triangulate(tessellation: Tessellation, added: np.ndarray | None = None) -> Mesh:
    """The mesh of a tessellation (Delaunay, Sur la sphère vide, 1934; Lee and Schachter 1980).

    Args:
        tessellation: the cells of places.
        added: positions of further sites, of shape (z, 2), metres; none by default.
    """
    frame = tessellation.outline
    sites = tessellation.sites if added is None else np.vstack([tessellation.sites, added])
    rim = _rim(frame, sites)
    nodes = np.vstack([sites, rim])
    nearest = shapely.STRtree(shapely.points(tessellation.sites)).nearest(shapely.points(rim))
    triangles = _delaunay(nodes)
    ends = np.sort(triangles[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    edges, sides = np.unique(ends, axis=0, return_inverse=True)
    site = np.concatenate([np.arange(len(sites)), nearest])
    return Mesh(nodes, site, triangles, edges, sides.reshape(-1, 3), frame, tessellation.plane, len(tessellation.sites))


def _rim(frame: BaseGeometry, sites: np.ndarray) -> np.ndarray:
    """Positions around the frame, the outermost on a circle, so that no triangle of the hull is flat."""
    circle = shapely.minimum_bounding_circle(frame).buffer(2 * RIM_OFFSET_M)
    around = shapely.segmentize(shapely.buffer(frame, RIM_OFFSET_M, quad_segs=2).simplify(RIM_OFFSET_M / 4), RIM_STEP_M)
    corners = np.round(np.concatenate([shapely.get_coordinates(circle), shapely.get_coordinates(around)]), 1)
    corners = np.unique(corners, axis=0)
    taken = {tuple(position) for position in sites.tolist()}
    return corners[[tuple(position) not in taken for position in corners.tolist()]]


def _delaunay(nodes: np.ndarray) -> np.ndarray:
    """Triangles as node numbers, counter-clockwise, in a fixed order."""
    triangles = shapely.get_parts(shapely.delaunay_triangles(shapely.multipoints(nodes)))
    corners = shapely.get_coordinates(triangles).reshape(-1, 4, 2)[:, :3]
    order = np.lexsort(nodes.T)
    place = np.searchsorted(_sortable(nodes[order]), _sortable(corners.reshape(-1, 2)))
    numbers = order[place].reshape(-1, 3)
    lowest = numbers.argmin(axis=1)
    numbers = numbers[np.arange(len(numbers))[:, None], (lowest[:, None] + np.arange(3)) % 3]
    first, second, third = (nodes[numbers[:, corner]] for corner in range(3))
    turn = (second[:, 0] - first[:, 0]) * (third[:, 1] - first[:, 1])
    turn -= (second[:, 1] - first[:, 1]) * (third[:, 0] - first[:, 0])
    clockwise = turn < 0
    numbers[clockwise, 1:] = numbers[clockwise, :0:-1]
    ordered: np.ndarray = numbers[np.lexsort(numbers.T[::-1])]
    return ordered


def _sortable(positions: np.ndarray) -> np.ndarray:
    """Positions as one number each, in the order of `np.lexsort`: by y, then by x."""
    return positions[:, 1] + 1j * positions[:, 0]


@dataclass(frozen=True)
class Division:
    """A mesh divided among labels: the lines between them and the ground of each.

    `segments` has shape (s, 2, 2), metres, not yet cut at the frame; `left` and `right`, of shape (s,), are the labels
    on both sides of each. `rim` has shape (r, 2, 2), the hull of the mesh, parted where labels change; `within` is the
    label inside of each piece.
    """

    mesh: Mesh
    segments: np.ndarray
    left: np.ndarray
    right: np.ndarray
    rim: np.ndarray
    within: np.ndarray

    def line(self, one: int, other: int) -> shapely.MultiLineString:
        """The line between two labels, within the frame."""
        pair = {(one, other), (other, one)}
        chosen = np.array([sides in pair for sides in zip(self.left.tolist(), self.right.tolist(), strict=True)], bool)
        merged = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(self.segments[chosen])))
        inside = shapely.get_parts(shapely.intersection(merged, self.mesh.frame))
        inside = inside[shapely.get_type_id(inside) == shapely.GeometryType.LINESTRING]
        return shapely.normalize(shapely.multilinestrings(inside))

    @cached_property
    def ground(self) -> dict[int, shapely.MultiPolygon]:
        """The ground of each label within the frame."""
        faces = shapely.get_parts(shapely.polygonize(shapely.linestrings(np.concatenate([self.segments, self.rim]))))
        label = self._labels(faces)
        inside = _cut(faces, self.mesh.frame)
        return {party: _polygons(inside[label == party]) for party in np.unique(label).tolist()}

    def _labels(self, faces: np.ndarray) -> np.ndarray:
        """The label inside each face: of its rim's first piece, on the side where the face lies."""
        pieces = np.concatenate([self.segments, self.segments[:, ::-1], self.rim, self.rim[:, ::-1]]).reshape(-1, 4)
        inside = np.concatenate([self.left, self.right, self.within, self.within])
        label_of = dict(zip(map(tuple, pieces.tolist()), inside.tolist(), strict=True))
        rims = shapely.get_exterior_ring(faces)
        turned = np.where(shapely.is_ccw(rims), rims, shapely.reverse(rims))
        ends = [shapely.get_coordinates(shapely.get_point(turned, number)) for number in (0, 1)]
        return np.array([label_of[tuple(piece)] for piece in np.hstack(ends).tolist()])


def divide(mesh: Mesh, label: np.ndarray, share: Callable[[np.ndarray], np.ndarray]) -> Division:
    """Divide the mesh among the labels of its nodes.

    Args:
        mesh: the triangles.
        label: integers of shape (n,), one a node.
        share: for some edges, by number, how far along each, from its first node, the ground of that node reaches.

    The line runs straight from cut to cut through a triangle of two labels; in a triangle of three the cuts are
    joined at their mean. This is marching triangles, the two-dimensional marching cubes of Lorensen and Cline (1987),
    with cuts shared by neighbours, so that grounds meet without gap or overlap.
    """
    mixed = np.flatnonzero(label[mesh.edges[:, 0]] != label[mesh.edges[:, 1]])
    cuts = np.full((len(mesh.edges), 2), np.nan)
    first, second = mesh.nodes[mesh.edges[mixed]].transpose(1, 0, 2)
    cuts[mixed] = first + (second - first) * np.clip(share(mixed), CLEARANCE, 1 - CLEARANCE)[:, None]
    met = np.unique(mesh.beside[mixed])
    met = met[met >= 0]
    corner = label[mesh.triangles[met]]
    alone = [(corner[:, k] != corner[:, k - 1]) & (corner[:, k] != corner[:, k - 2]) for k in range(3)]
    triple = np.logical_and.reduce(alone)
    segments, left, right = [], [], []
    for k in range(3):
        lone = alone[k] & ~triple
        sides = mesh.sides[met[lone]]
        segments.append(np.stack([cuts[sides[:, k]], cuts[sides[:, k - 1]]], axis=1))
        left.append(corner[lone, k])
        right.append(corner[lone, k - 1])
    centre = cuts[mesh.sides[met[triple]]].mean(axis=1)
    for k in range(3):
        segments.append(np.stack([cuts[mesh.sides[met[triple], k]], centre], axis=1))
        left.append(corner[triple, k])
        right.append(corner[triple, k - 2])
    rim, within = _rim_pieces(mesh, label, cuts)
    return Division(mesh, np.concatenate(segments), np.concatenate(left), np.concatenate(right), rim, within)


def _rim_pieces(mesh: Mesh, label: np.ndarray, cuts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The hull of the mesh as pieces with the label inside, parted where labels change."""
    ends = mesh.edges[mesh.hull]
    parted = label[ends[:, 0]] != label[ends[:, 1]]
    first, second, cut = mesh.nodes[ends[:, 0]], mesh.nodes[ends[:, 1]], cuts[mesh.hull]
    whole = np.stack([first[~parted], second[~parted]], axis=1)
    halves = [np.stack([end[parted], cut[parted]], axis=1) for end in (first, second)]
    within = [label[ends[~parted, 0]], label[ends[parted, 0]], label[ends[parted, 1]]]
    return np.concatenate([whole, *halves]), np.concatenate(within)


def _cut(faces: np.ndarray, frame: BaseGeometry) -> np.ndarray:
    shapely.prepare(frame)
    outside = ~shapely.contains_properly(frame, faces)
    inside = faces.copy()
    inside[outside] = shapely.intersection(faces[outside], frame)
    return inside


def _polygons(shapes: np.ndarray) -> shapely.MultiPolygon:
    parts = shapely.get_parts(shapely.get_parts(shapes))
    return shapely.normalize(shapely.multipolygons(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]))
