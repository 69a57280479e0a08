"""The page's surface, run in Node: rings tile the mesh, lines join up, and areas are those of a plain calculation."""

import math
import random
from datetime import date

import nodejs
import numpy as np
import pytest
import shapely

from karamap.ground.snapshot import Snapshot
from karamap.ground.surface import GAIN_REACH, LINE_LAW, SURE

ALPHABET = "".join(map(chr, range(0x100, 0x100 + 9 * 26 + 1)))
"""For each of three holders and each of three before it 26 levels, then no report; the page has its own.
"""

LAW = {"reach": 0.03, "near": 0.01, "share": 0.15, "age": 0.0002, "sure": SURE}
"""For places about 0.05 apart."""

RUN = """
const { marchingTriangles: surface } = karamap;
const polygon = (traced, { ids }) => Array.from(ids, (id) => [traced.at[2 * id], traced.at[2 * id + 1]]);
const area = (corners) => corners.reduce((sum, [x, y], at) => {
  const [nextX, nextY] = corners[(at + 1) % corners.length];
  return sum + (x * nextY - nextX * y) / 2;
}, 0);
const areas = (traced) => {
  const sums = new Map();
  for (const ring of traced.rings) {
    sums.set(ring.holder, (sums.get(ring.holder) || 0) + area(polygon(traced, ring)));
  }
  return [...sums];
};
const shapes = (traced, lines) => lines.map((line) => ({
  ...line, ids: Array.from(line.ids), at: polygon(traced, line) }));
return given.map(({ mesh, alphabet, law, states, spots, ages }) => {
  const ground = surface.prepare(mesh);
  const drawn = states.map((codes) => {
    const state = surface.decode(ground, { alphabet, law }, codes, ages);
    return { state, traced: surface.trace(ground, state), zones: karamap.sureness.zones(ground, state) };
  });
  return { E: ground.E, T: ground.T, states: drawn.map(({ state, traced, zones }, index) => {
    const turned = surface.difference(ground, drawn[Math.max(0, index - 1)].state, state);
    return {
      rings: shapes(traced, traced.rings), lines: shapes(traced, traced.lines), areas: areas(traced),
      zones: zones.map(({ holder, sure, may }) => ({
        holder, sure: shapes(sure, sure.rings), may: shapes(may, may.rings) })),
      looks: spots.map(([x, y]) => karamap.sureness.identify(ground, state, x, y)),
      turned: areas(turned),
      gained: areas(karamap.gains.trace(ground, drawn[Math.max(0, index - 1)].state, state)),
    };
  }) };
});
"""


def mesh_of(points):
    """A Delaunay mesh as the document carries it; node and site are the same here."""
    number = {tuple(point): index for index, point in enumerate(points.tolist())}
    triangles = shapely.get_parts(shapely.delaunay_triangles(shapely.multipoints(points)))
    corners = [number[tuple(corner)] for shape in triangles for corner in shapely.get_coordinates(shape)[:3].tolist()]
    return {"xy": points.ravel().tolist(), "site": list(range(len(points))), "triangles": corners}


def patchy(points, lot, holders, *, silent):
    """A state in which neighbours tend to have one holder, with a few single nodes amid others."""
    seats = [(lot.random(), lot.random(), lot.randrange(holders)) for _ in range(6)]
    codes = []
    for x, y in points.tolist():
        holder = min(seats, key=lambda seat: (seat[0] - x) ** 2 + (seat[1] - y) ** 2)[2]
        if lot.random() < 0.05:
            holder = lot.randrange(holders)
        code = 26 * (3 * holder + lot.randrange(3)) + lot.choice([0, 25, lot.randrange(26)])
        codes.append(ALPHABET[-1] if lot.random() < silent else ALPHABET[code])
    return "".join(codes)


def cases():
    for seed in range(6):
        lot, numbers = random.Random(seed), np.random.default_rng(seed)
        points = np.round(numbers.random((120, 2)), 4)
        states = [patchy(points, lot, 1 + count % 3, silent=0.1 * (count > 3)) for count in range(7)]
        yield {"points": points, "mesh": mesh_of(points), "states": states, "spots": numbers.random((40, 2)).tolist()}


def run(given):
    usual = {"alphabet": ALPHABET, "law": LAW, "ages": []}
    sent = [usual | {key: one[key] for key in one if key != "points"} for one in given]
    return nodejs.run(["map/marching_triangles.js", "map/sureness.js", "map/gains.js"], RUN, sent)


@pytest.fixture(scope="module")
def ran():
    """Each state with its mesh and what became of it."""
    given = list(cases())
    answers = run(given)
    return [
        (one, answer, state, drawn)
        for one, answer in zip(given, answers, strict=True)
        for state, drawn in zip(one["states"], answer["states"], strict=True)
    ]


def meaning(code):
    value = ALPHABET.index(code)
    return (-1, 1.0, -1) if value == len(ALPHABET) - 1 else (value // 78, value % 26 / 25, value // 26 % 3)


def plain_areas(mesh, codes):
    """Area by holder, triangle by triangle, from the definition."""
    sums = {}
    xy, triangles = np.reshape(mesh["xy"], (-1, 2)), np.reshape(mesh["triangles"], (-1, 3))
    for nodes in triangles.tolist():
        told = [meaning(codes[node]) for node in nodes]
        corner = [xy[node] for node in nodes]

        def cut(i, j, told=told, corner=corner):
            (own, mine, before), (other, yours, other_before) = told[i], told[j]
            share = mine / (mine + yours) if mine + yours else 0.5
            reach, ahead, behind = LAW["reach"] / math.dist(corner[i], corner[j]), max(mine, 1e-9), max(yours, 1e-9)
            took, lost = before == other and other >= 0, other_before == own and own >= 0
            if took and not lost:
                share = min(share, reach * ahead / behind)
            if lost and not took:
                share = max(share, 1 - reach * behind / ahead)
            return corner[i] + min(0.95, max(0.05, share)) * (corner[j] - corner[i])

        whole = area(corner)
        different = {holder for holder, *_ in told}
        if len(different) == 1:
            parts = {told[0][0]: whole}
        elif len(different) == 2:
            odd = next(i for i in range(3) if [holder for holder, *_ in told].count(told[i][0]) == 1)
            others = [i for i in range(3) if i != odd]
            own = area([corner[odd], cut(odd, others[0]), cut(odd, others[1])])
            parts = {told[odd][0]: own, told[others[0]][0]: whole - own}
        else:
            middle = (cut(0, 1) + cut(1, 2) + cut(2, 0)) / 3
            parts = {told[i][0]: area([corner[i], cut(i, (i + 1) % 3), middle, cut(i, (i + 2) % 3)]) for i in range(3)}
        for holder, size in parts.items():
            sums[holder] = sums.get(holder, 0) + size
    return sums


def area(corners):
    return shapely.Polygon(corners).area


def ground_of(rings):
    """Rings to one area: what an odd number of them surrounds."""
    shape = shapely.Polygon()
    for ring in rings:
        shape = shape.symmetric_difference(shapely.make_valid(shapely.Polygon(ring["at"])))
    return shape


def test_areas_by_holder_are_those_of_the_definition(ran):
    for one, _, codes, drawn in ran:
        assert dict(map(tuple, drawn["areas"])) == pytest.approx(plain_areas(one["mesh"], codes))


def test_rings_tile_the_mesh(ran):
    for one, _, _, drawn in ran:
        hull = shapely.MultiPoint(one["points"]).convex_hull.area
        assert sum(size for _, size in drawn["areas"]) == pytest.approx(hull)
        assert all(size > 0 for _, size in drawn["areas"])


def test_every_node_lies_in_the_ground_of_its_holder_and_of_nobody_else(ran):
    for one, _, codes, drawn in ran[::3]:
        holders = {ring["holder"] for ring in drawn["rings"]}
        grounds = {
            holder: ground_of([ring for ring in drawn["rings"] if ring["holder"] == holder]) for holder in holders
        }
        for (x, y), code in zip(one["points"], codes, strict=True):
            holder = meaning(code)[0]
            assert grounds[holder].distance(shapely.Point(x, y)) < 1e-9
            assert not any(shape.contains(shapely.Point(x, y)) for other, shape in grounds.items() if other != holder)


def test_lines_pass_every_crossing_once_and_end_only_where_three_meet_or_at_the_rim(ran):
    for _, answer, _, drawn in ran:
        passed = [number for line in drawn["lines"] for number in line["ids"] if number < answer["E"]]
        assert len(passed) == len(set(passed))
        in_rings = {number for ring in drawn["rings"] for number in ring["ids"] if number < answer["E"]}
        assert set(passed) == in_rings
        assert all(line["holder"] < line["other"] for line in drawn["lines"])
        for line in drawn["lines"]:
            assert all(number < answer["E"] for number in line["ids"][1:-1])


def test_a_ring_is_marked_as_a_line_exactly_where_a_closed_line_runs_along_it(ran):
    seen = 0
    for _, _, _, drawn in ran:
        closed = [line for line in drawn["lines"] if line["closed"]]
        marked = {(ring["holder"], frozenset(ring["ids"])) for ring in drawn["rings"] if ring["isLine"]}
        sides = {(line[side], frozenset(line["ids"])) for line in closed for side in ("holder", "other")}
        assert marked == sides
        seen += len(closed)
    assert seen > 50


def test_ground_held_surely_lies_within_ground_that_may_be_held(ran):
    for one, _, codes, drawn in ran[::3]:
        for zone in drawn["zones"]:
            sure, may = (ground_of([ring for ring in zone[key] if ring["holder"] == 1]) for key in ("sure", "may"))
            assert sure.difference(may).area < 1e-9
            for (x, y), code in zip(one["points"], codes, strict=True):
                holder, margin, _ = meaning(code)
                if holder == zone["holder"]:
                    assert may.distance(shapely.Point(x, y)) < 1e-9
                if holder != zone["holder"] or margin < 2 * SURE - 1:
                    assert not sure.buffer(-1e-9).contains(shapely.Point(x, y))


def test_a_look_at_a_node_gives_its_own_code_and_off_the_mesh_nothing():
    points = np.round(np.random.default_rng(7).random((60, 2)), 4)
    codes = patchy(points, random.Random(7), 3, silent=0.0)
    spots = [*points.tolist(), [5.0, 5.0]]
    (answer,) = run([{"mesh": mesh_of(points), "states": [codes], "spots": spots}])
    *looks, nowhere = answer["states"][0]["looks"]
    assert nowhere is None
    hit = 0
    for code, look in zip(codes, looks, strict=True):
        if look is None:  # a corner of the rim may fall off by rounding
            continue
        holder, margin, _ = meaning(code)
        assert 0.5 <= look["chance"] <= 0.5 + margin / 2 + 1e-9
        hit += look["holder"] == holder
    assert hit > 50


def test_a_spot_is_its_holders_as_it_is_drawn(ran):
    for one, _, _, drawn in ran[::3]:
        for (x, y), look in zip(one["spots"], drawn["looks"], strict=True):
            if look is None:
                continue
            ground = ground_of([ring for ring in drawn["rings"] if ring["holder"] == look["holder"]])
            assert ground.distance(shapely.Point(x, y)) < 1e-9


def test_what_changed_and_what_did_not_tile_the_mesh_too(ran):
    for one, _, codes, drawn in ran:
        hull = shapely.MultiPoint(one["points"]).convex_hull.area
        turned = {divmod(label, 128): size for label, size in drawn["turned"]}
        assert sum(turned.values()) == pytest.approx(hull)
        after = {meaning(code)[0] + 1 for code in codes}
        assert {now for _, now in turned} == after


def test_gained_ground_is_what_one_party_held_before_and_another_one_holds(ran):
    seen = False
    for _, _, _, drawn in ran:
        wanted: dict[int, float] = {}
        for label, size in drawn["turned"]:
            before, now = divmod(label, 128)
            if before and now and before != now:
                wanted[now - 1] = wanted.get(now - 1, 0) + size
        assert dict(drawn["gained"]) == pytest.approx(wanted)
        seen = seen or bool(wanted)
    assert seen


@pytest.mark.parametrize("day", [date(2020, 9, 27), date(2020, 10, 22), date(2020, 11, 9), date(2020, 12, 1)], ids=str)
def test_the_page_divides_the_shipped_ground_as_python_does(theatre, day):
    state = Snapshot.at(theatre, day).surface
    mesh = state.mesh
    letters = [
        ALPHABET[26 * (3 * (holder - 1) + (before or holder) - 1) + round(25 * margin)] if holder else ALPHABET[-1]
        for holder, margin, before in zip(state.holder, state.margin, state.held_before, strict=True)
    ]
    ages = (state.scale - LINE_LAW.near_km) / LINE_LAW.age_km
    sent = {
        "mesh": {
            "xy": mesh.nodes.ravel().tolist(),
            "site": list(range(len(mesh.nodes))),
            "triangles": mesh.triangles.ravel().tolist(),
        },
        "states": ["".join(letters)],
        "spots": [],
        "ages": ages.round(3).tolist(),
        "law": {  # in metres, as the mesh
            "reach": 1000 * GAIN_REACH * mesh.spacing_km,
            "near": 1000 * LINE_LAW.near_km,
            "share": LINE_LAW.place_share,
            "age": 1000 * LINE_LAW.age_km,
            "sure": SURE,
        },
    }
    (drawn,) = run([sent])[0]["states"]
    here = state.territory.set_index("holder")
    for holder in {ring["holder"] for ring in drawn["rings"]}:
        inside = ground_of([ring for ring in drawn["rings"] if ring["holder"] == holder]).intersection(mesh.frame)
        party = state.parties[holder + 1] if holder >= 0 else ""
        wanted = here.loc[party, "geometry"]
        assert inside.symmetric_difference(wanted).area / 1e6 < 0.5, party
    for zone in drawn["zones"]:
        party = state.parties[zone["holder"] + 1]
        sure, may = (
            ground_of([ring for ring in zone[key] if ring["holder"] == 1]).intersection(mesh.frame)
            for key in ("sure", "may")
        )
        assert sure.area / 1e6 == pytest.approx(here.loc[party, "area_low_km2"], abs=0.5)
        assert sure.symmetric_difference(state.sure[party]).area / 1e6 < 0.5
        assert may.area / 1e6 == pytest.approx(here.loc[party, "area_high_km2"], abs=0.5)
