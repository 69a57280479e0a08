"""The ground of a figure is that of the page: its script traces the same from the same codes."""

import random

import nodejs
import numpy as np
import pytest
import shapely

from karamap.figure import marching_triangles
from karamap.figure.mesh import mesh_of, prepare, state_of
from karamap.figure.sureness import Sureness

ALPHABET = "".join(map(chr, range(0x100, 0x100 + 9 * 26 + 1)))
LAW = {"reach": 3.0, "near": 0.8, "share": 0.15, "age": 0.0167, "sure": 0.9}

RUN = """
const { marchingTriangles: surface } = karamap;
const shape = (traced, lines) => lines.map(({ ids, closed, holder, other = -1, width = null }) => ({
  ids: Array.from(ids), closed, holder, other, width: [width ?? 0],
  at: Array.from(ids).flatMap((id) => [traced.at[2 * id], -traced.at[2 * id + 1]]),
  share: Array.from(ids, (id) => traced.share[id]),
}));
return given.map(({ mesh, lengths, alphabet, law, states, ages }) => {
  let edge = -1;
  const ground = surface.prepare(mesh, () => lengths[edge += 1]);
  const read = states.map((codes) => surface.decode(ground, { alphabet, law }, codes, ages));
  return read.map((state) => {
    const traced = surface.trace(ground, state);
    return {
      rings: shape(traced, traced.rings), lines: shape(traced, traced.lines),
      gains: ((found) => shape(found, found.rings))(karamap.gains.trace(ground, read[0], state)),
      zones: karamap.sureness.zones(ground, state).map(({ holder, sure, may }) => ({
        holder, sure: shape(sure, sure.rings), may: shape(may, may.rings) })),
    };
  });
});
"""


def told(traced, lines):
    """Lines as the script tells them."""
    return [
        {
            "ids": line.ids,
            "closed": line.closed,
            "holder": line.holder,
            "other": line.other,
            "width": [line.width if np.isfinite(line.width) else 0.0],
            "at": traced.at[line.ids].ravel().tolist(),
            "share": traced.share[line.ids].tolist(),
        }
        for line in lines
    ]


def drawn(mesh, before, state):
    traced, gained = marching_triangles.trace(mesh, state), marching_triangles.gains(mesh, before, state)
    zones = Sureness(mesh, state).zones()
    return {
        "rings": told(traced, traced.rings),
        "lines": told(traced, traced.lines),
        "gains": told(gained, gained.rings),
        "zones": [
            {"holder": zone.holder, "sure": told(zone.sure, zone.sure.rings), "may": told(zone.may, zone.may.rings)}
            for zone in zones
        ],
    }


def patchy(points, lot, *, silent):
    """Codes of which neighbours tend to have one of three holders, with a few single nodes amid others."""
    seats = [(lot.random(), lot.random(), lot.randrange(3)) for _ in range(6)]
    codes = []
    for x, y in points.tolist():
        holder = min(seats, key=lambda seat: (seat[0] - x) ** 2 + (seat[1] - y) ** 2)[2]
        holder = lot.randrange(3) if lot.random() < 0.05 else holder
        code = 26 * (3 * holder + lot.randrange(3)) + lot.choice([0, 25, lot.randrange(26)])
        codes.append(ALPHABET[-1] if lot.random() < silent else ALPHABET[code])
    return "".join(codes)


def by_lot(seed):
    """A mesh of points by lot in one square degree, and four states of it."""
    lot = random.Random(seed)
    points = np.round(np.random.default_rng(seed).random((90, 2)), 4)
    number = {tuple(point): index for index, point in enumerate(points.tolist())}
    triangles = shapely.get_parts(shapely.delaunay_triangles(shapely.multipoints(points)))
    corners = [[number[tuple(xy)] for xy in shapely.get_coordinates(one)[:3].tolist()] for one in triangles]
    states = [patchy(points, lot, silent=0.1 * (count > 1)) for count in range(4)]
    ages = [lot.randrange(30) for _ in states[0]]
    return prepare(points, np.array(corners), np.arange(len(points))), ALPHABET, LAW, states, ages


def of_tables(autumn):
    document = autumn.document
    states = [autumn.beginning("all"), *(autumn.codes("all", day) for day in (2, 21))]
    ages = [number % 7 for number in range(len(states[0]))]
    return mesh_of(document, autumn.places), document["alphabet"], document["line"], states, ages


@pytest.fixture(scope="module")
def cases(autumn):
    return [of_tables(autumn), *map(by_lot, range(4))]


def sent(mesh, alphabet, law, states, ages):
    stated = {
        "xy": (mesh.xy * (1, -1)).ravel().tolist(),
        "triangles": np.ravel(mesh.corners).tolist(),
        "site": mesh.site.tolist(),
    }
    return {
        "mesh": stated,
        "lengths": mesh.lengths.tolist(),
        "alphabet": alphabet,
        "law": law,
        "states": states,
        "ages": ages,
    }


def test_rings_lines_gains_and_zones_are_those_of_the_page(cases):
    scripts = ["map/marching_triangles.js", "map/sureness.js", "map/gains.js"]
    answers = nodejs.run(scripts, RUN, [sent(*case) for case in cases])
    for (mesh, alphabet, law, codes, ages), answer in zip(cases, answers, strict=True):
        states = [state_of(mesh, alphabet, law, letters, ages) for letters in codes]
        for state, theirs in zip(states, answer, strict=True):
            ours = drawn(mesh, states[0], state)
            same({**ours, "lines": in_order(ours["lines"])}, {**theirs, "lines": in_order(theirs["lines"])})


def in_order(lines):
    """Lines sorted, each from its least point on towards the lesser neighbour: the page reads them off the rings."""
    return sorted(map(from_least, lines), key=lambda line: line["ids"])


def from_least(line):
    ids, at, share = line["ids"], line["at"], line["share"]
    points = list(zip(ids, at[::2], at[1::2], share, strict=True))
    if line["closed"]:
        first = ids.index(min(ids))
        points = points[first:] + points[:first]
        backwards = points[:1] + points[:0:-1]
    else:
        backwards = points[::-1]
    points = min(points, backwards)
    x_and_y = [value for _, x, y, _ in points for value in (x, y)]
    return {**line, "ids": [point[0] for point in points], "at": x_and_y, "share": [point[3] for point in points]}


def same(ours, theirs):
    """Whether nested values are alike, positions within a part of a million."""
    if isinstance(ours, dict):
        assert ours.keys() == theirs.keys()
        for key, value in ours.items():
            same(value, theirs[key])
    elif isinstance(ours, list):
        assert len(ours) == len(theirs)
        if ours and isinstance(ours[0], float):
            assert ours == pytest.approx(theirs, abs=1e-6)
        else:
            for one, other in zip(ours, theirs, strict=True):
                same(one, other)
    else:
        assert ours == theirs


def test_a_line_tells_how_wide_the_narrower_ground_beside_it_is(cases):
    for mesh, alphabet, law, codes, ages in cases:
        traced = marching_triangles.trace(mesh, state_of(mesh, alphabet, law, codes[-1], ages))
        shapes = {frozenset(ring.ids): shapely.Polygon(traced.at[ring.ids]) for ring in traced.rings}
        islands = [line for line in traced.lines if line.closed and line.holder >= 0]
        for line in islands:
            within = shapes[frozenset(line.ids)]
            assert line.width <= 2 * within.area / within.length + 1e-9
        assert max(line.width for line in traced.lines) > 2 * min(line.width for line in traced.lines)
