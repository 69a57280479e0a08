"""Cells of one holder make its ground, and the front runs where holders meet."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from karamap.gazetteer import LonLat
from karamap.territory import cell_holders, districts, front_line, territory
from karamap.tessellation import tessellate

PLACES = {f"gn{x}{y}": LonLat(46.5 + 0.1 * x, 39.3 + 0.1 * y) for x in range(4) for y in range(3)}
TWINS = {"gn1": LonLat(47, 39.5), "gn2": LonLat(47, 39.5), "gn3": LonLat(47, 39.5), "gn4": LonLat(47.1, 39.5)}
STATE, ABROAD = shapely.box(46, 39, 48, 40), shapely.box(45, 39, 46, 40)
CELLS, TWIN_CELLS = (tessellate(places, STATE, ABROAD) for places in (PLACES, TWINS))

WEST = {place_id: "ARM" for place_id in PLACES if place_id[2] in "01"}
EAST = {place_id: "AZ" for place_id in PLACES if place_id[2] in "23"}
any_holders = st.fixed_dictionaries({place_id: st.sampled_from(["AZ", "ARM", "RU", ""]) for place_id in PLACES})


def ground(holders):
    return territory(CELLS, cell_holders(CELLS, holders)).set_index("holder")


def front(holders):
    return front_line(CELLS, cell_holders(CELLS, holders)).set_index("between")


@given(any_holders)
def test_the_areas_add_up_to_the_theatre(holders):
    assert ground(holders)["area_km2"].sum() == pytest.approx(CELLS.outline.area / 1e6, rel=1e-6)


@given(any_holders)
def test_no_two_holders_have_the_same_ground(holders):
    shapes = list(ground(holders).geometry)
    assert shapely.union_all(shapes).area == pytest.approx(sum(shape.area for shape in shapes), rel=1e-6)


@given(any_holders)
def test_the_front_is_the_shared_rim_of_two_grounds(holders):
    areas = ground(holders).geometry
    for between, length in front(holders)["length_km"].items():
        one, other = (areas[party].boundary for party in between.split("-"))
        assert shapely.length(shapely.intersection(one, other, grid_size=0.01)) / 1e3 == pytest.approx(length, rel=0.01)


def test_the_same_holder_on_both_sides_makes_no_front():
    assert front(dict.fromkeys(PLACES, "AZ")).empty


def test_ground_without_report_makes_no_front():
    assert front(WEST).empty


def test_the_front_is_named_by_both_parties_sorted():
    assert list(front(WEST | EAST).index) == ["ARM-AZ"]


def test_the_front_runs_halfway():
    west, _, east, _ = front(WEST | EAST).to_crs(4326).total_bounds
    assert (west, east) == pytest.approx((46.65, 46.65), abs=0.01)


def test_a_front_is_one_line_where_it_is_one():
    (line,) = front(WEST | EAST).geometry
    assert len(line.geoms) == 1


def test_three_holders_make_three_fronts():
    holders = WEST | EAST | {"gn10": "RU", "gn20": "RU"}
    assert list(front(holders).index) == ["ARM-AZ", "ARM-RU", "AZ-RU"]


def test_ground_without_report_has_an_empty_holder():
    assert list(ground(WEST).index) == ["", "ARM"]


def test_a_holder_nobody_names_has_no_ground():
    assert list(ground(dict.fromkeys(PLACES, "AZ")).index) == ["AZ"]


def test_areas_are_multipolygons_in_square_kilometres():
    frame = ground(WEST | EAST)
    assert set(frame.geom_type) == {"MultiPolygon"}
    assert (frame.geometry.area / 1e6).tolist() == pytest.approx(frame["area_km2"].tolist())


@pytest.mark.parametrize(
    ("holders", "elected"),
    [
        ({"gn1": "AZ", "gn2": "AZ", "gn3": "ARM"}, "AZ"),
        ({"gn1": "AZ", "gn2": "ARM"}, ""),
        ({"gn1": "AZ"}, "AZ"),
        ({"gn1": "AZ", "gn2": "ARM", "gn3": "RU"}, ""),
        ({}, ""),
    ],
    ids=["most", "tie", "only one", "three-way tie", "no report"],
)
def test_a_shared_cell_goes_to_most_of_its_places_and_to_nobody_in_a_tie(holders, elected):
    assert cell_holders(TWIN_CELLS, holders)[TWIN_CELLS.cell_of["gn1"]] == elected


def test_districts_share_out_the_ground():
    frame = districts(CELLS, {place_id: "WEST" if place_id in WEST else "EAST" for place_id in PLACES})
    assert list(frame["district_id"]) == ["EAST", "WEST"]
    assert frame["area_km2"].sum() == pytest.approx(CELLS.outline.area / 1e6, rel=1e-6)


def test_a_district_keeps_its_exclaves():
    frame = districts(CELLS, {place_id: "RIM" if place_id[2] in "03" else "CORE" for place_id in PLACES})
    assert [len(shape.geoms) for shape in frame.set_index("district_id").loc[["CORE", "RIM"]].geometry] == [1, 2]


def test_a_place_without_district_is_in_none():
    frame = districts(CELLS, {"gn00": "ONE"})
    assert frame["area_km2"].tolist() == pytest.approx([CELLS.cells[CELLS.cell_of["gn00"]].area / 1e6])


def test_no_front_is_an_empty_table_with_its_columns():
    frame = front_line(CELLS, np.full(len(CELLS.cells), "AZ", dtype=object))
    assert list(frame.columns) == ["between", "length_km", "geometry"]
