"""Triangles cover the frame, and whatever the labels of their corners, the grounds of all labels tile it."""

from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from world import PLANE, tessellate

from karamap.gazetteer.places import LonLat
from karamap.ground.mesh import divide, triangulate
from karamap.ground.tessellation import tile

STATE, ABROAD = shapely.box(46, 39, 48, 40), shapely.box(45, 39, 46, 40)
FRAME = PLANE.to_plane(shapely.segmentize(shapely.box(46.4, 39.2, 47.4, 39.8), 0.1))
SCATTERED = [(46.45 + 0.9 * (at * 0.618 % 1), 39.25 + 0.5 * (at * 0.414 % 1)) for at in range(15)]
GROUPS = {
    "one": [(47, 39.5)],
    "two": [(47, 39.5), (47.1, 39.5)],
    "three in a line": [(46.8, 39.5), (47, 39.5), (47.2, 39.5)],
    "ten in a line": [(46.5 + 0.1 * at, 39.5) for at in range(10)],
    "at one spot": [(47, 39.5), (47, 39.5)],
    "at one spot, and one more": [(47, 39.5), (47, 39.5), (47.1, 39.6)],
    "ten metres apart": [(47, 39.5), (47.0001, 39.5), (47.1, 39.6)],
    "on a grid": [(46.5 + 0.1 * x, 39.3 + 0.1 * y) for x in range(4) for y in range(4)],
    "far apart": [(46.2, 39.2), (47.8, 39.8)],
    "by the border": [(46.01, 39.5), (46.2, 39.6), (46.1, 39.4)],
    "outside the state": [(48.02, 39.5), (47.9, 39.6), (47.8, 39.4)],
}
SQUARE_METRE = 1.0
M = 0.01


def positions(points):
    return {f"gn{at:02}": LonLat(*point) for at, point in enumerate(points)}


def mesh_of(points):
    return triangulate(tessellate(positions(points), STATE, ABROAD))


def halfway(edges):
    return np.full(len(edges), 0.5)


def sites_of(mesh):
    return mesh.nodes[: mesh.site.max() + 1]


def corners(mesh):
    return shapely.polygons(mesh.nodes[mesh.triangles])


SCATTER = triangulate(tile(positions(SCATTERED), FRAME, PLANE))
SITES = len(sites_of(SCATTER))


@st.composite
def divisions(draw):
    """The scattered places among up to four labels, with lines anywhere along the edges, their ends included.

    The labels of the places, and what comes of them.
    """
    label = np.array(draw(st.lists(st.integers(0, 3), min_size=SITES, max_size=SITES)))
    margin = st.sampled_from([0.0, 0.04, 0.5, 1.0])
    margin = np.array(draw(st.lists(margin, min_size=SITES, max_size=SITES)))
    first, second = margin[SCATTER.site][SCATTER.edges.T]
    share = np.divide(first, first + second, out=np.full(len(first), 0.5), where=first + second > 0)
    return label, divide(SCATTER, label[SCATTER.site], share.__getitem__)


@pytest.fixture(params=GROUPS.values(), ids=GROUPS.keys())
def mesh(request):
    return mesh_of(request.param)


@pytest.fixture
def dealt(mesh):
    """The places dealt out to three labels in turn, lines halfway."""
    return divide(mesh, mesh.site % 3, halfway)


def test_the_triangles_cover_the_frame(mesh):
    assert shapely.difference(mesh.frame, shapely.union_all(corners(mesh), grid_size=M)).area < SQUARE_METRE


def test_no_two_triangles_overlap(mesh):
    area = shapely.area(corners(mesh)).sum()
    assert area == pytest.approx(shapely.convex_hull(shapely.multipoints(mesh.nodes)).area, rel=1e-9)


def test_triangles_run_counter_clockwise(mesh):
    assert shapely.is_ccw(shapely.get_exterior_ring(corners(mesh))).all()


def test_no_node_lies_within_the_circle_around_a_triangle(mesh):
    for triangle in mesh.triangles:
        first, *others = mesh.nodes[triangle]
        centre = first + np.linalg.solve(others - first, ((others - first) ** 2).sum(axis=1) / 2)
        away = np.linalg.norm(mesh.nodes - centre, axis=1)
        assert away.min() > away[triangle[0]] * (1 - 1e-6)


def test_every_node_is_a_corner(mesh):
    assert np.array_equal(np.unique(mesh.triangles), np.arange(len(mesh.nodes)))


def test_a_site_speaks_for_itself_and_a_rim_node_has_the_nearest(mesh):
    sites = sites_of(mesh)
    assert np.array_equal(mesh.site[: len(sites)], np.arange(len(sites)))
    away = np.linalg.norm(mesh.nodes[:, None] - sites, axis=2)
    assert np.allclose(away[np.arange(len(mesh.nodes)), mesh.site], away.min(axis=1))


def test_sides_name_the_edges_of_the_corners(mesh):
    ends = np.stack([mesh.triangles, np.roll(mesh.triangles, -1, axis=1)], axis=2)
    assert np.array_equal(mesh.edges[mesh.sides], np.sort(ends, axis=2))


def test_the_hull_is_the_rim_of_all_triangles(mesh):
    rim = shapely.linestrings(mesh.nodes[mesh.edges[mesh.hull]])
    around = shapely.convex_hull(shapely.multipoints(mesh.nodes))
    assert shapely.length(rim).sum() == pytest.approx(around.length, rel=1e-9)


@pytest.mark.parametrize("points", GROUPS.values(), ids=GROUPS.keys())
def test_the_order_of_places_does_not_matter(points):
    places = positions(points)
    one, other = (
        triangulate(tessellate(dict(order), STATE, ABROAD)) for order in (places.items(), reversed(places.items()))
    )
    assert one.nodes.tobytes() == other.nodes.tobytes()
    assert one.triangles.tobytes() == other.triangles.tobytes()


def test_the_grounds_tile_the_frame(dealt):
    shapes = list(dealt.ground.values())
    assert shapely.area(shapes).sum() == pytest.approx(dealt.mesh.frame.area, rel=1e-9)
    assert shapely.is_valid(shapes).all()


def test_places_stand_on_their_own_ground(dealt):
    for number, site in enumerate(shapely.points(sites_of(dealt.mesh))):
        if shapely.covers(dealt.mesh.frame, site):
            assert shapely.distance(dealt.ground[number % 3], site) < 1


@given(divisions())
@settings(max_examples=60)
def test_any_grounds_tile_the_frame(labelled):
    _, division = labelled
    shapes = list(division.ground.values())
    assert shapely.area(shapes).sum() == pytest.approx(SCATTER.frame.area, abs=SQUARE_METRE)
    assert all(shapely.intersection(*pair).area < SQUARE_METRE for pair in combinations(shapes, 2))
    assert shapely.is_valid(shapes).all()


@given(divisions())
@settings(max_examples=60)
def test_any_place_lies_inside_the_ground_of_its_label(labelled):
    label, division = labelled
    for site, own in zip(shapely.points(sites_of(SCATTER)), label.tolist(), strict=True):
        assert shapely.contains_properly(division.ground[own], site)


@given(divisions())
@settings(max_examples=40)
def test_any_line_is_the_shared_rim_of_two_grounds(labelled):
    _, division = labelled
    for one, other in combinations(division.ground, 2):
        rims = [shapely.boundary(division.ground[label]) for label in (one, other)]
        shared = shapely.intersection(*rims, grid_size=M)
        assert division.line(one, other).length == pytest.approx(shapely.length(shared), abs=5)


@given(divisions())
@settings(max_examples=40)
def test_lines_and_frame_are_all_the_rims_there_are(labelled):
    _, division = labelled
    rims = sum(shapely.length(shapely.boundary(shape)) for shape in division.ground.values())
    lines = sum(division.line(*pair).length for pair in combinations(division.ground, 2))
    assert rims == pytest.approx(2 * lines + SCATTER.frame.length, rel=1e-9)


def test_an_edge_knows_the_triangles_beside_it(mesh):
    for number, beside in enumerate(mesh.beside):
        assert [at for at in range(len(mesh.triangles)) if number in mesh.sides[at]] == [at for at in beside if at >= 0]


def test_one_label_has_the_whole_frame():
    division = divide(SCATTER, np.full(len(SCATTER.nodes), 7), halfway)
    assert list(division.ground) == [7]
    assert shapely.equals(division.ground[7], SCATTER.frame)


def test_labels_that_never_meet_have_no_line():
    west, middle, east = (
        SCATTER.nodes[:, 0] < -20_000,
        abs(SCATTER.nodes[:, 0]) <= 40_000,
        SCATTER.nodes[:, 0] > 40_000,
    )
    label = np.select([west, middle, east], [0, 1, 2])
    division = divide(SCATTER, label, halfway)
    assert division.line(0, 2).is_empty
    assert division.line(1, 2).length > 0


def test_a_line_is_the_same_both_ways():
    division = divide(SCATTER, SCATTER.site % 2, halfway)
    assert division.line(0, 1) == division.line(1, 0)


def test_a_line_keeps_clear_of_the_places():
    site, label = 4, (SCATTER.site == 4).astype(int)
    nearest = np.where((SCATTER.edges == site)[:, 0], 0.0, 1.0)
    ground = divide(SCATTER, label, nearest.__getitem__).ground[1]
    assert shapely.contains_properly(ground, shapely.Point(SCATTER.nodes[site]))


def test_a_place_just_outside_the_frame_has_the_ground_nearest_to_it():
    mesh = triangulate(tile(positions([(46.39, 39.5), (47, 39.5)]), FRAME, PLANE))
    ground = divide(mesh, mesh.site, halfway).ground
    assert shapely.area(list(ground.values())).sum() == pytest.approx(mesh.frame.area, abs=SQUARE_METRE)
    assert ground[0].area > 0


places = st.tuples(st.integers(0, 60), st.integers(0, 90)).map(lambda at: (46.5 + at[0] / 50, 39.05 + at[1] / 100))


@given(st.lists(places, min_size=1, max_size=25))
@settings(max_examples=30)
def test_any_places_share_out_the_ground_among_them(points):
    mesh = mesh_of(points)
    shapes = list(divide(mesh, mesh.site, halfway).ground.values())
    assert len(shapes) == len(set(points))
    assert shapely.area(shapes).sum() == pytest.approx(mesh.frame.area, abs=SQUARE_METRE)
    assert shapely.area(shapely.union_all(shapes)) == pytest.approx(mesh.frame.area, abs=SQUARE_METRE)
