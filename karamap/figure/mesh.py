"""The mesh of a drawing document and who holds its nodes, as `page/js/map/marching_triangles.js` reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isqrt
from typing import Any

import numpy as np

from karamap.document.format import LEVELS
from karamap.figure.projection import EARTH_RADIUS_KM, world

NONE = -1
"""The holder of ground without a report, and the triangle beside the rim."""

NEAREST, FARTHEST = 0.05, 0.95
"""How near a line may come to a node, in shares of an edge; `karamap.ground.mesh.CLEARANCE` says the same."""

LEAST = 1e-9


@dataclass(frozen=True)
class Mesh:
    """Triangles over the sites and beyond, edges numbered in the order in which triangles have them.

    `xy` has shape (nodes, 2), in pixels of the whole world at zoom 0, y to the south. `corners` and `edge_of` have
    shape (triangles, 3): corners so that the inside lies to the left with y to the north, and the edges after each.
    `ends` and `beside` have shape (edges, 2): nodes, the lower number first, and triangles, `NONE` beyond the rim.
    `lengths` are km. `site` is whose site each node follows.
    """

    xy: np.ndarray
    corners: list[list[int]]
    edge_of: list[list[int]]
    ends: np.ndarray
    beside: list[list[int]]
    lengths: np.ndarray
    site: np.ndarray


@dataclass(frozen=True)
class State:
    """Who holds each node, who held it before it was taken by arms, by what margin, and km in which sureness rises."""

    law: Mapping[str, float]
    holder: np.ndarray
    before: np.ndarray
    margin: np.ndarray
    scale: np.ndarray


def mesh_of(document: Mapping[str, Any], places: Sequence[Mapping[str, Any]]) -> Mesh:
    """The mesh of a document; `places` are its rows with names."""
    stated, sites = document["mesh"], document["sites"]
    own = sites["place"][: len(sites["place"]) - sites["added"]]
    positions = [(places[number]["lon"], places[number]["lat"]) for number in own]
    lonlat = np.array([*positions, *np.reshape(stated["xy"], (-1, 2)).tolist()], dtype=float)
    site = np.array([*range(len(own)), *stated["site"]])
    return prepare(lonlat, _triangles(stated["triangles"]), site)


def _triangles(stated: Sequence[int]) -> np.ndarray:
    """Corners by number, from their differences."""
    steps = np.reshape(stated, (-1, 3))
    first = np.cumsum(steps[:, 0])
    return np.column_stack([first, first + steps[:, 1], first + steps[:, 2]])


def prepare(lonlat: np.ndarray, triangles: np.ndarray, site: np.ndarray) -> Mesh:
    """Number the edges of triangles over positions in degrees, and say how long they are and what lies beside them."""
    xy = world(lonlat)
    corners = _turned_left(xy, triangles).tolist()
    edge_of, ends, beside = _edges(corners)
    first, second = lonlat[[one for one, _ in ends]], lonlat[[other for _, other in ends]]
    return Mesh(xy, corners, edge_of, np.array(ends), beside, _apart_km(first, second), site)


def _turned_left(xy: np.ndarray, triangles: np.ndarray) -> np.ndarray:
    """The corners of each triangle counter-clockwise with y to the north."""
    a, b, c = (xy[triangles[:, corner]] * (1, -1) for corner in range(3))
    turn = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    turned = triangles.copy()
    turned[turn < 0] = triangles[turn < 0][:, [0, 2, 1]]
    return turned


def _edges(corners: list[list[int]]) -> tuple[list[list[int]], list[tuple[int, int]], list[list[int]]]:
    """Of each triangle the edges, of each edge its ends and the triangles beside it."""
    known: dict[tuple[int, int], int] = {}
    edge_of: list[list[int]] = []
    ends: list[tuple[int, int]] = []
    beside: list[list[int]] = []
    for triangle, (a, b, c) in enumerate(corners):
        own = []
        for one, other in ((a, b), (b, c), (c, a)):
            pair = (one, other) if one < other else (other, one)
            edge = known.get(pair)
            if edge is None:
                edge = known[pair] = len(ends)
                ends.append(pair)
                beside.append([triangle, NONE])
            else:
                beside[edge][1] = triangle
            own.append(edge)
        edge_of.append(own)
    return edge_of, ends, beside


def _apart_km(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Great-circle distances by the haversine formula between positions in degrees, of shape (n,)."""
    from_lon, from_lat, to_lon, to_lat = (np.radians(column) for column in (*one.T, *other.T))
    across = np.sin((to_lat - from_lat) / 2) ** 2
    along = np.cos(from_lat) * np.cos(to_lat) * np.sin((to_lon - from_lon) / 2) ** 2
    part = across + along
    apart: np.ndarray = EARTH_RADIUS_KM * 2 * np.arctan2(np.sqrt(part), np.sqrt(1 - part))
    return apart


def state_of(
    mesh: Mesh, letters: str, law: Mapping[str, float], codes: str, ages: Sequence[float] | None = None
) -> State:
    """Read the surface codes of the sites onto the nodes.

    Args:
        mesh: the triangles.
        letters: the alphabet of the document.
        law: its `line`.
        codes: a letter for each site.
        ages: days of fighting since the last word about each site; none by default.
    """
    number = {letter: at for at, letter in enumerate(letters)}
    silent = len(letters) - 1
    parties = isqrt(silent // LEVELS)
    value = np.array([number[letter] for letter in codes])[mesh.site]
    told = value != silent
    run = value // LEVELS
    holder, before = np.where(told, run // parties, NONE), np.where(told, run % parties, NONE)
    margin = np.where(told, (value % LEVELS) / (LEVELS - 1), 1.0)
    age = np.zeros(len(codes)) if ages is None else np.asarray(ages, dtype=float)
    scale = law["near"] + np.where(told & (before == holder), law["age"] * age[mesh.site], 0.0)
    return State(law, holder, before, margin, scale)


def crossings(mesh: Mesh, state: State) -> np.ndarray:
    """Where the line between the ends of each edge crosses it, as a share of the way, whether they differ or not.

    By the margins of both; but ground gained by arms ends, towards whom it was taken from, so many km beyond the places
    taken at the latest. `karamap.ground.surface.Surface.cut` says the same of the same edges.
    """
    a, b = mesh.ends.T
    one, other = state.margin[a], state.margin[b]
    both = one + other
    share = np.divide(one, both, out=np.full(len(a), 0.5), where=both > 0)
    ahead, behind = np.maximum(one, LEAST), np.maximum(other, LEAST)
    reach = state.law["reach"] / np.maximum(mesh.lengths, LEAST)
    a_took = (state.before[a] == state.holder[b]) & (state.holder[b] != NONE)
    b_took = (state.before[b] == state.holder[a]) & (state.holder[a] != NONE)
    share = np.where(a_took & ~b_took, np.minimum(share, reach * ahead / behind), share)
    share = np.where(b_took & ~a_took, np.maximum(share, 1 - reach * behind / ahead), share)
    crossing: np.ndarray = np.clip(share, NEAREST, FARTHEST)
    return crossing
