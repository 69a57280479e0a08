"""Cells tile the theatre: no gap, no overlap, each with its place inside, each shared edge once."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from world import PLANE, REACH_KM, tessellate

from karamap.gazetteer.places import LonLat
from karamap.ground.tessellation import tile

STATE = shapely.box(46, 39, 48, 40)
ABROAD = shapely.box(45, 39, 46, 40)
GROUPS = {
    "one": [(47, 39.5)],
    "two": [(47, 39.5), (47.1, 39.5)],
    "three in a line": [(46.8, 39.5), (47, 39.5), (47.2, 39.5)],
    "at one spot": [(47, 39.5), (47, 39.5)],
    "at one spot, and one more": [(47, 39.5), (47, 39.5), (47.1, 39.6)],
    "ten metres apart": [(47, 39.5), (47.0001, 39.5), (47.1, 39.6)],
    "on a grid": [(46.5 + 0.1 * x, 39.3 + 0.1 * y) for x in range(4) for y in range(4)],
    "far apart": [(46.2, 39.2), (47.8, 39.8)],
    "by the border": [(46.01, 39.5), (46.2, 39.6), (46.1, 39.4)],
    "outside the state": [(48.02, 39.5), (47.9, 39.6), (47.8, 39.4)],
}
AT_THE_FOREIGN_BORDER = {
    "on the border": [(46, 39.5), (46.2, 39.6)],
    "beyond the border": [(45.97, 39.5), (46.2, 39.6), (46.3, 39.4)],
    "in the corner": [(46.05, 39.05), (46.05, 39.4)],
}


def positions(points):
    return {f"gn{at}": LonLat(*point) for at, point in enumerate(points)}


def cells_of(points):
    return tessellate(positions(points), STATE, ABROAD)


@pytest.fixture(params=GROUPS.values(), ids=GROUPS.keys())
def points(request):
    return request.param


@pytest.fixture
def cells(points):
    return cells_of(points)


def test_every_place_has_a_cell(cells, points):
    assert set(cells.cell_of) == set(positions(points))


def test_there_is_one_cell_for_each_position(cells, points):
    assert len(cells.cells) == len(set(points))


def test_every_cell_holds_its_place(cells, points):
    strays = [
        place_id
        for place_id, position in positions(points).items()
        if shapely.distance(cells.cells[cells.cell_of[place_id]], PLANE.to_plane(shapely.Point(position))) > 0.1
        and shapely.contains_xy(STATE, *position)
    ]
    assert not strays


def test_the_areas_add_up_to_the_outline(cells):
    assert shapely.area(cells.cells).sum() == pytest.approx(cells.outline.area, rel=1e-6)


def test_no_two_cells_overlap(cells):
    assert shapely.area(cells.cells).sum() == pytest.approx(shapely.union_all(cells.cells).area, rel=1e-6)


def test_every_cell_knows_the_site_of_its_place(cells, points):
    for place_id, position in positions(points).items():
        site = shapely.Point(cells.sites[cells.cell_of[place_id]])
        assert shapely.distance(site, PLANE.to_plane(shapely.Point(position))) < 0.1


def test_lengths_are_those_of_the_shared_edges(cells):
    assert cells.lengths.tolist() == [border.length for border in cells.borders]


def test_every_shared_edge_is_on_both_cells(cells):
    for (left, right), border in zip(cells.edges, cells.borders, strict=True):
        middle = shapely.line_interpolate_point(border, 0.5, normalized=True)
        assert left < right
        assert shapely.distance(cells.cells[[left, right]], middle).max() < 0.01


def test_shared_edges_and_rim_are_all_the_edges_there_are(cells):
    perimeters = shapely.length(shapely.boundary(cells.cells)).sum()
    rim = shapely.length(shapely.boundary(cells.outline))
    assert 2 * shapely.length(cells.borders).sum() + rim == pytest.approx(perimeters, rel=1e-6)


@pytest.mark.parametrize("points", AT_THE_FOREIGN_BORDER.values(), ids=AT_THE_FOREIGN_BORDER.keys())
def test_places_at_a_foreign_border_tile_like_any_others(points):
    cells = cells_of(points)
    assert shapely.is_valid(cells.cells).all()
    assert shapely.area(cells.cells).sum() == pytest.approx(cells.outline.area, rel=1e-6)


FRAME = PLANE.to_plane(shapely.box(46.5, 39, 47.5, 40))


def test_a_frame_in_which_no_place_has_ground_is_refused():
    with pytest.raises(ValueError, match="no ground within the frame is nearest to gn0; widen the frame"):
        tile(positions([(49, 39.5)]), shapely.Polygon(), PLANE)


def test_a_place_outside_the_frame_to_which_no_ground_is_nearest_has_none():
    cells = tile(positions([(47, 39.5), (47.49, 39.5), (49, 39.5)]), FRAME, PLANE)
    assert sorted(cells.cell_of) == ["gn0", "gn1"]
    assert len(cells.cells) == len(cells.sites) == 2


def test_a_place_outside_the_state_has_the_ground_within_that_is_nearest_to_it():
    cells = cells_of(GROUPS["outside the state"])
    cell = cells.cells[cells.cell_of["gn0"]]
    assert cell.area > 0
    assert shapely.difference(PLANE.to_lonlat(cell), STATE.buffer(1e-6)).area < 1e-6


def test_places_at_one_spot_share_a_cell():
    cells = cells_of(GROUPS["at one spot, and one more"])
    assert cells.cell_of["gn0"] == cells.cell_of["gn1"] != cells.cell_of["gn2"]


def test_ground_goes_to_the_nearest_place():
    points = GROUPS["on a grid"]
    cells = cells_of(points)
    sites = shapely.points([PLANE.to_plane(shapely.Point(point)).coords[0] for point in points])
    for place_id, index in cells.cell_of.items():
        inside = shapely.point_on_surface(cells.cells[index])
        assert place_id == f"gn{int(np.argmin(shapely.distance(sites, inside)))}"


def test_the_theatre_ends_at_the_state_border():
    outline = PLANE.to_lonlat(cells_of(GROUPS["by the border"]).outline)
    assert outline.difference(STATE.buffer(1e-6)).area < 1e-9


def test_a_lone_place_has_no_more_ground_than_its_reach():
    assert 0 < cells_of(GROUPS["one"]).outline.area < np.pi * (REACH_KM * 1000) ** 2


def test_the_order_of_places_does_not_matter():
    points = positions(GROUPS["on a grid"])
    one, other = (tessellate(dict(order), STATE, ABROAD) for order in (points.items(), reversed(points.items())))
    assert one.cell_of == other.cell_of
    assert shapely.to_wkb(one.cells).tolist() == shapely.to_wkb(other.cells).tolist()


def test_the_plane_and_back_is_where_one_started():
    shape = shapely.box(46.1, 39.2, 47.3, 39.8)
    assert shapely.equals_exact(PLANE.to_lonlat(PLANE.to_plane(shape)), shape, tolerance=1e-7)


def test_the_plane_keeps_areas():
    """A degree square at this latitude, by the formula for a zone of the WGS84 ellipsoid."""
    square = shapely.segmentize(shapely.box(46, 39, 47, 40), 0.01)
    semi_major, eccentricity = 6378137.0, 0.0818191908426215

    def zone(latitude):
        sine = np.sin(np.radians(latitude)) * eccentricity
        return (
            (semi_major**2 * (1 - eccentricity**2) * np.radians(1))
            * (np.arctanh(sine) / eccentricity + sine / eccentricity / (1 - sine**2))
            / 2
        )

    assert PLANE.to_plane(square).area == pytest.approx(zone(40) - zone(39), rel=1e-6)


inland = st.tuples(st.integers(0, 60), st.integers(0, 90)).map(lambda at: (46.5 + at[0] / 50, 39.05 + at[1] / 100))


@given(st.lists(inland, min_size=1, max_size=25))
@settings(max_examples=40)
def test_any_places_tile_their_ground(points):
    cells = cells_of(points)
    assert shapely.area(cells.cells).sum() == pytest.approx(cells.outline.area, rel=1e-6)
    assert shapely.is_valid(cells.cells).all()


@given(st.lists(inland, min_size=1, max_size=25))
@settings(max_examples=40)
def test_any_place_lies_in_its_cell_and_in_no_other(points):
    cells = cells_of(points)
    cell, site = shapely.STRtree(shapely.points(cells.sites)).query(cells.cells, predicate="intersects")
    assert cell.tolist() == site.tolist() == list(range(len(cells.sites)))


@given(st.lists(inland, min_size=1, max_size=25))
@settings(max_examples=40)
def test_any_places_tile_any_frame_that_has_ground_for_them(points):
    frame = PLANE.to_plane(shapely.box(46.4, 39, 47.8, 40))
    assert (
        shapely.symmetric_difference(tile(positions(points), frame, PLANE).outline, frame).area < 5_000
    )  # corners, rounded


@given(st.data())
@settings(max_examples=20)
def test_any_of_the_shipped_places_tile_within_the_shipped_borders(theatre, data):
    outlines = theatre.outlines
    located = [place.id for place in theatre.gazetteer.places.values() if theatre.gazetteer.in_theatre(place.id)]
    chosen = data.draw(st.sets(st.sampled_from(located), min_size=1, max_size=40))
    where = {place_id: theatre.gazetteer.places[place_id].position for place_id in chosen}
    cells = tessellate(where, outlines.countries(["AZ"]), outlines.countries(["AM", "GE", "IR", "RU", "TR"]))
    assert shapely.area(cells.cells).sum() == pytest.approx(cells.outline.area, rel=1e-6)


@pytest.mark.parametrize("at", [(46.8, 39.5), (46.0, 39.0), (46.0, 39.5)])
@pytest.mark.parametrize("step", [(1e-5, 0), (0, 1e-5), (1e-5, 1e-5), (3e-5, -1e-5)])
def test_places_a_step_apart_tile_like_any_others(at, step):
    """Seven houses in a row: a metre wide, their cells would reach to the end of the theatre."""
    positions = {f"p{n}": LonLat(at[0] + n * step[0], at[1] + n * step[1]) for n in range(7)}
    tiled = tessellate(positions, shapely.box(46, 39, 48, 40), shapely.MultiPolygon())
    assert shapely.coverage_is_valid(tiled.cells)
    assert set(tiled.cell_of) == set(positions)
