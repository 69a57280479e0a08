"""The ground between places: triangles over the sites, cut where the say of one holder ends."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from karamap.tessellation import Tessellation

RIM_OFFSET_M, RIM_STEP_M = 2_000.0, 4_000.0
"""Nodes around the frame, so that the triangles cover it: how far outside, and how far from each other at most."""

CLEARANCE = 0.05
"""No cut comes nearer to a node than this share of the edge, so that every site lies inside its own ground."""


@dataclass(frozen=True)
class Mesh:
    """Delaunay triangles over the sites of a tessellation and a rim of nodes around its frame.

    `nodes` has shape (n, 2), metres in the CRS of `karamap.tessellation`; the sites come first, in their order.
    `site` gives for each node the site that speaks for it: itself, or for a rim node the nearest. `triangles` has
    shape (t, 3), node numbers; `edges` (e, 2), node numbers, the lower first; `sides` (t, 3), the number of the edge
    from corner k to corner k + 1. `frame` is the ground that the cells tile.
    """

    nodes: np.ndarray
    site: np.ndarray
    triangles: np.ndarray
    edges: np.ndarray
    sides: np.ndarray
    frame: BaseGeometry

    @cached_property
    def hull(self) -> np.ndarray:
        """Numbers of the edges that only one triangle has."""
        return np.flatnonzero(np.bincount(self.sides.ravel(), minlength=len(self.edges)) == 1)

    @cached_property
    def areas(self) -> np.ndarray:
        """Of each triangle the m² that lie inside the frame."""
        areas: np.ndarray = shapely.area(_cut(shapely.polygons(self.nodes[self.triangles]), self.frame))
        return areas


def triangulate(tessellation: Tessellation) -> Mesh:
    """The mesh of a tessellation (Delaunay, Sur la sphère vide, 1934; Lee and Schachter 1980)."""
    sites, frame = tessellation.sites, tessellation.outline
    rim = _rim(frame, sites)
    nodes = np.vstack([sites, rim])
    nearest = shapely.STRtree(shapely.points(sites)).nearest(shapely.points(rim))
    triangles = _delaunay(nodes)
    ends = np.sort(triangles[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    edges, sides = np.unique(ends, axis=0, return_inverse=True)
    site = np.concatenate([np.arange(len(sites)), nearest])
    return Mesh(nodes, site, triangles, edges, sides.reshape(-1, 3), frame)


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
    """A mesh divided among labels: the lines between them and the ground of each, not yet cut at the frame.

    `segments` has shape (s, 2, 2), metres; `between` (s, 2), the labels on both sides, the lower first.
    """

    mesh: Mesh
    label: np.ndarray
    segments: np.ndarray
    between: np.ndarray
    hull_segments: np.ndarray

    def line(self, one: int, other: int) -> shapely.MultiLineString:
        """The line between two labels, within the frame."""
        chosen = (self.between == sorted((one, other))).all(axis=1)
        merged = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(self.segments[chosen])))
        inside = shapely.get_parts(shapely.intersection(merged, self.mesh.frame))
        inside = inside[shapely.get_type_id(inside) == shapely.GeometryType.LINESTRING]
        return shapely.normalize(shapely.multilinestrings(inside))

    @cached_property
    def ground(self) -> dict[int, shapely.MultiPolygon]:
        """The ground of each label within the frame."""
        lines = shapely.linestrings(np.concatenate([self.segments, self.hull_segments]))
        faces = shapely.get_parts(shapely.polygonize(lines))
        mixed = np.unique(self.mesh.triangles[_labels_differ(self.label[self.mesh.triangles])])
        witnesses = mixed if len(mixed) else np.array([0])
        witness, face = shapely.STRtree(faces).query(shapely.points(self.mesh.nodes[witnesses]), predicate="intersects")
        label_of_face = np.full(len(faces), -1)
        label_of_face[face] = self.label[witnesses[witness]]
        inside = _cut(faces, self.mesh.frame)
        return {label: _polygons(inside[label_of_face == label]) for label in np.unique(self.label).tolist()}


def divide(mesh: Mesh, label: np.ndarray, share: np.ndarray) -> Division:
    """Divide the mesh among the labels of its nodes.

    Args:
        mesh: the triangles.
        label: integers of shape (n,), one a node.
        share: of shape (e,): how far along each edge, from its first node, the ground of the first node reaches;
            it matters only where the labels differ.

    The line runs straight from cut to cut through a triangle of two labels; in a triangle of three the cuts are
    joined at their mean. This is marching triangles, the two-dimensional marching cubes of Lorensen and Cline (1987),
    with cuts shared by neighbours, so that grounds meet without gap or overlap.
    """
    cuts = _cuts(mesh, np.clip(share, CLEARANCE, 1 - CLEARANCE))
    corner_label = label[mesh.triangles]
    differs = corner_label != np.roll(corner_label, -1, axis=1)
    double, triple = differs.sum(axis=1) == 2, differs.all(axis=1)  # noqa: PLR2004 - of three sides
    through = cuts[mesh.sides[double][differs[double]].reshape(-1, 2)]
    sides = mesh.sides[triple]
    spokes = np.stack([cuts[sides], np.repeat(cuts[sides].mean(axis=1)[:, None], 3, axis=1)], axis=2).reshape(-1, 2, 2)
    pairs = [
        _pair(label, mesh.edges[mesh.sides[double][differs[double]][::2]]),
        _pair(label, mesh.edges[sides.ravel()]),
    ]
    return Division(mesh, label, np.concatenate([through, spokes]), np.concatenate(pairs), _hull(mesh, label, cuts))


def shares(mesh: Mesh, label: np.ndarray, share: np.ndarray, one: int) -> np.ndarray:
    """Of each triangle the part that is the ground of one label, between 0 and 1, with the lines of `divide`."""
    share = np.clip(share, CLEARANCE, 1 - CLEARANCE)
    turned = mesh.triangles != mesh.edges[mesh.sides][..., 0]
    onward = np.where(turned, 1 - share[mesh.sides], share[mesh.sides])  # how far from corner k towards k + 1
    backward = 1 - np.roll(onward, 1, axis=1)  # how far from corner k towards k - 1
    labels = label[mesh.triangles]
    own = labels == one
    alone = (labels != np.roll(labels, -1, axis=1)) & (labels != np.roll(labels, 1, axis=1))
    triple = alone.all(axis=1)
    tip = np.where(alone & ~triple[:, None], onward * backward, 0)
    lone = (alone & own).any(axis=1)
    found: np.ndarray = np.where(lone, tip.sum(axis=1), np.where(own.any(axis=1), 1 - tip.sum(axis=1), 0))
    found[triple] = _part_of_three(onward[triple], own[triple])
    return found


def _part_of_three(onward: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Of triangles of three labels the part of one: between its corner, two cuts, and the mean of all three cuts."""
    corners = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    cuts = corners + (np.roll(corners, -1, axis=0) - corners) * onward[:, :, None]
    middle = cuts.mean(axis=1)
    parts = [shapely.polygons(_ring(corners[k], cuts[:, k], middle, cuts[:, k - 1])) for k in range(3)]
    areas: np.ndarray = 2 * np.where(own, shapely.area(np.stack(parts, axis=1).reshape(-1, 3)), 0).sum(axis=1)
    return areas


def _ring(corner: np.ndarray, *others: np.ndarray) -> np.ndarray:
    ring: np.ndarray = np.stack([np.broadcast_to(corner, others[0].shape), *others], axis=1)
    return ring


def _cuts(mesh: Mesh, share: np.ndarray) -> np.ndarray:
    first, second = mesh.nodes[mesh.edges[:, 0]], mesh.nodes[mesh.edges[:, 1]]
    cuts: np.ndarray = first + (second - first) * share[:, None]
    return cuts


def _pair(label: np.ndarray, edges: np.ndarray) -> np.ndarray:
    return np.sort(label[edges], axis=1)


def _labels_differ(labels: np.ndarray) -> np.ndarray:
    differ: np.ndarray = (labels != labels[:, :1]).any(axis=1)
    return differ


def _hull(mesh: Mesh, label: np.ndarray, cuts: np.ndarray) -> np.ndarray:
    """The rim of the mesh as segments, parted where labels change."""
    ends = mesh.edges[mesh.hull]
    mixed = label[ends[:, 0]] != label[ends[:, 1]]
    first, second, cut = mesh.nodes[ends[:, 0]], mesh.nodes[ends[:, 1]], cuts[mesh.hull]
    whole = np.stack([first[~mixed], second[~mixed]], axis=1)
    halves = [np.stack([end[mixed], cut[mixed]], axis=1) for end in (first, second)]
    return np.concatenate([whole, *halves])


def _cut(faces: np.ndarray, frame: BaseGeometry) -> np.ndarray:
    shapely.prepare(frame)
    outside = ~shapely.contains_properly(frame, faces)
    inside = faces.copy()
    inside[outside] = shapely.intersection(faces[outside], frame)
    return inside


def _polygons(shapes: np.ndarray) -> shapely.MultiPolygon:
    parts = shapely.get_parts(shapely.get_parts(shapes))
    return shapely.normalize(shapely.multipolygons(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]))
