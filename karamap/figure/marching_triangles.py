"""From who holds the nodes of a mesh to rings of ground and front lines, as `page/js/map/marching_triangles.js`.

Lines are linked by the numbers of the mesh edges and triangles that they pass, never by comparing positions. A point
has a number: an edge's crossing that of its edge, a triangle's middle E + triangle, a corner of the rim E + T + node.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from karamap.figure.mesh import FARTHEST, NEAREST, NONE, Mesh, State, crossings

PARTED = 128
"""In a difference the label of ground is before * PARTED + after, each one more than the number of the holder."""

ROUNDING = 2.5
"""How fast corners are cut as a line keeps away from the nodes on both sides."""


@dataclass(frozen=True)
class Line:
    """A ring around ground, holder on the left, or a line where two meet, by the numbers of its points."""

    ids: list[int]
    closed: bool
    holder: int
    other: int = NONE
    width: float = np.inf
    """Of a line: how wide the narrower of both pieces of ground is in the mean, in pixels of the world."""


@dataclass(frozen=True)
class Traced:
    """Points, of shape (points, 2) in pixels of the world, how near each is to a node, and the lines through them."""

    at: np.ndarray
    share: np.ndarray
    rings: list[Line]
    lines: list[Line] = field(default_factory=list)


def trace(mesh: Mesh, state: State) -> Traced:
    """What the holders hold: a ring around every piece of ground, and a line where two meet."""
    a, b = mesh.ends.T
    crossed = np.flatnonzero(state.holder[a] != state.holder[b])
    return _traced(mesh, state.holder, crossed, crossings(mesh, state)[crossed], with_lines=True)


def contour(mesh: Mesh, above: np.ndarray, passing: Callable[[np.ndarray], np.ndarray]) -> Traced:
    """Where ground of one kind, 1, ends and that of another, 0, begins; `passing` tells it of edges by number."""
    a, b = mesh.ends.T
    crossed = np.flatnonzero(above[a] != above[b])
    return _traced(mesh, above, crossed, np.clip(passing(crossed), NEAREST, FARTHEST))


def gains(mesh: Mesh, before: State, after: State) -> Traced:
    """Ground that one holder had and another has; where both have a line across an edge, the later one counts."""
    label = (before.holder + 1) * PARTED + after.holder + 1
    a, b = mesh.ends.T
    crossed = np.flatnonzero(label[a] != label[b])
    is_later = after.holder[a] != after.holder[b]
    cuts = np.where(is_later, crossings(mesh, after), crossings(mesh, before))
    traced = _traced(mesh, label, crossed, cuts[crossed])
    return Traced(traced.at, traced.share, [gained for ring in traced.rings for gained in _gained(ring)])


def _gained(ring: Line) -> list[Line]:
    lost, holder = divmod(ring.holder, PARTED)
    is_gain = lost and holder and lost != holder
    return [Line(ring.ids, ring.closed, holder - 1)] if is_gain else []


def _traced(
    mesh: Mesh, label: np.ndarray, crossed: np.ndarray, cuts: np.ndarray, *, with_lines: bool = False
) -> Traced:
    edges, triangles = len(mesh.ends), len(mesh.corners)
    at = np.zeros((edges + triangles + len(mesh.xy), 2))
    at[edges + triangles :] = mesh.xy
    share = np.zeros(len(at))
    a, b = mesh.xy[mesh.ends[crossed, 0]], mesh.xy[mesh.ends[crossed, 1]]
    at[crossed] = a + cuts[:, None] * (b - a)
    share[crossed] = np.minimum(cuts, 1 - cuts)
    linker = _Linker(mesh, label.tolist(), at, share)
    linker.link()
    return Traced(at, share, linker.rings(), linker.lines() if with_lines else [])


class _Linker:
    """Links slots: a slot is a point as one holder's ring passes it.

    Two for a crossing, three for a middle, one for a corner of the rim. Each slot has one successor, so rings come out
    by following them.
    """

    def __init__(self, mesh: Mesh, label: list[int], at: np.ndarray, share: np.ndarray) -> None:
        self._mesh, self._label, self._at, self._share = mesh, label, at, share
        self._ends: list[list[int]] = mesh.ends.tolist()
        self._edges, self._triangles = len(mesh.ends), len(mesh.corners)
        self._middles = 2 * self._edges
        self._rim = self._middles + 3 * self._triangles
        self._next = [NONE] * (self._rim + len(mesh.xy))
        self._ahead = [NONE] * (2 * self._edges)

    def link(self) -> None:
        """Go through all triangles."""
        label, beside = self._label, self._mesh.beside
        for triangle, (nodes, edges) in enumerate(zip(self._mesh.corners, self._mesh.edge_of, strict=True)):
            a, b, c = nodes
            one, two, three = label[a], label[b], label[c]
            if one != two or two != three:
                self._link_mixed(triangle, nodes, edges, (one == two, two == three, three == one))
            for side in range(3):
                if beside[edges[side]][1] == NONE:
                    self._link_rim(nodes[side], nodes[(side + 1) % 3], edges[side])

    def _link_mixed(
        self, triangle: int, nodes: Sequence[int], edges: Sequence[int], alike: tuple[bool, bool, bool]
    ) -> None:
        if not any(alike):
            self._link_three(triangle, nodes, edges)
            return
        odd = {1: 0, 2: 1, 0: 2}[alike.index(True)]  # the corner that is not of the side that is alike
        out, back = edges[odd], edges[odd - 1]
        after, before = nodes[(odd + 1) % 3], nodes[odd - 1]
        self._next[self._slot(out, nodes[odd])] = self._slot(back, nodes[odd])
        self._next[self._slot(back, before)] = self._slot(out, after)
        self._put(out, triangle, back)
        self._put(back, triangle, out)

    def _link_three(self, triangle: int, nodes: Sequence[int], edges: Sequence[int]) -> None:
        """Three holders meet in the middle of a triangle."""
        middle = self._edges + triangle
        first, second, third = self._at[list(edges)]
        self._at[middle] = (first + second + third) / 3
        for side in range(3):
            inner = self._middles + 3 * triangle + side
            self._next[self._slot(edges[side], nodes[side])] = inner
            self._next[inner] = self._slot(edges[side - 1], nodes[side])
            self._put(edges[side], triangle, middle)

    def _link_rim(self, start: int, end: int, edge: int) -> None:
        first, last = self._rim + start, self._rim + end
        if self._label[start] == self._label[end]:
            self._next[first] = last
            return
        self._next[first] = self._slot(edge, start)
        self._next[self._slot(edge, end)] = last
        self._share[edge] = 0

    def _slot(self, edge: int, node: int) -> int:
        return 2 * edge + (self._ends[edge][0] != node)

    def _put(self, edge: int, triangle: int, point: int) -> None:
        self._ahead[2 * edge + (self._mesh.beside[edge][0] != triangle)] = point

    def rings(self) -> list[Line]:
        """Follow the slots from one to the next until each ring closes."""
        found: list[Line] = []
        following = self._next
        self._ring: dict[int, int] = {}
        for first in range(len(following)):
            if following[first] == NONE:
                continue
            ids, slot, holder = [], first, self._label[self._node(first)]
            while following[slot] != NONE:
                ids.append(self._point(slot))
                self._ring[slot] = len(found)
                following[slot], slot = NONE, following[slot]
            found.append(Line(ids, closed=True, holder=holder))
        self._widths = [np.inf if ring.holder == NONE else _width(self._at[ring.ids]) for ring in found]
        return found

    def _point(self, slot: int) -> int:
        if slot < self._middles:
            return slot >> 1
        if slot < self._rim:
            return self._edges + (slot - self._middles) // 3
        return self._edges + self._triangles + slot - self._rim

    def _node(self, slot: int) -> int:
        if slot < self._middles:
            return self._ends[slot >> 1][slot & 1]
        if slot < self._rim:
            triangle, corner = divmod(slot - self._middles, 3)
            return self._mesh.corners[triangle][corner]
        return slot - self._rim

    def lines(self) -> list[Line]:
        """Lines from end to end, then those that close. An end is a middle or the rim."""
        self._done: set[int] = set()
        self._found: list[Line] = []
        crossed = [edge for edge, (a, b) in enumerate(self._ends) if self._label[a] != self._label[b]]
        for edge in crossed:
            left, right = self._ahead[2 * edge], self._ahead[2 * edge + 1]
            if edge in self._done:
                continue
            if self._is_end(left):
                self._add_from(edge, left, 1)
            elif self._is_end(right):
                self._add_from(edge, right, 0)
        for edge in crossed:
            if edge not in self._done:
                self._add(edge, *self._walk(edge, 0))
        return self._found

    def _is_end(self, point: int) -> bool:
        return point == NONE or point >= self._edges

    def _walk(self, start: int, way: int) -> tuple[list[int], bool]:
        """From a crossing on, one way; whether it comes back."""
        ids, edge = [start], start
        self._done.add(start)
        while True:
            point = self._ahead[2 * edge + way]
            if point in (NONE, start):
                return ids, point == start
            ids.append(point)
            if point >= self._edges:
                return ids, False
            self._done.add(point)
            triangle = self._mesh.beside[edge][way]
            way = int(self._mesh.beside[point][0] == triangle)  # on through the other side
            edge = point

    def _add_from(self, edge: int, end: int, way: int) -> None:
        """From an end on; the middle of a triangle, if that is the end, comes first."""
        ids, closed = self._walk(edge, way)
        self._add(edge, [end, *ids] if end >= self._edges else ids, closed)

    def _add(self, edge: int, ids: list[int], closed: bool) -> None:
        one, other = sorted(self._label[node] for node in self._ends[edge])
        width = min(self._widths[self._ring[2 * edge]], self._widths[self._ring[2 * edge + 1]])
        self._found.append(Line(ids, closed, one, other, width))


def _width(ring: np.ndarray) -> float:
    """How wide what a ring surrounds is in the mean: twice its area by its length."""
    before = np.roll(ring, 1, axis=0)
    area = float(np.sum(before[:, 0] * ring[:, 1] - ring[:, 0] * before[:, 1])) / 2
    length = float(np.sum(np.hypot(*(ring - before).T)))
    return 2 * abs(area) / length if length else 0.0
