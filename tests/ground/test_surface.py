"""The ground of all holders tiles the theatre, the front runs where they meet, and what is not sure is told."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from world import tessellate

from karamap.gazetteer.places import LonLat
from karamap.ground.areas import areas, districts
from karamap.ground.mesh import triangulate
from karamap.ground.model import LEVELS, as_claimed
from karamap.ground.surface import GAIN_REACH, LINE_LAW, SURE, Surface, surface

PLACES = {f"gn{x}{y}": LonLat(46.5 + 0.1 * x, 39.3 + 0.1 * y) for x in range(4) for y in range(3)}
STATE, ABROAD = shapely.box(46, 39, 48, 40), shapely.box(45, 39, 46, 40)
CELLS = tessellate(PLACES, STATE, ABROAD)
MESH = triangulate(CELLS)
PARTIES = ("", "ARM", "AZ", "RU")

WEST = {place_id: "ARM" for place_id in PLACES if place_id[2] in "01"}
EAST = {place_id: "AZ" for place_id in PLACES if place_id[2] in "23"}
SQUARE_METRE = 1e-6
M = 0.01


def claimed(holders):
    return surface(MESH, as_claimed(CELLS, holders))


def ground(state):
    return state.territory.set_index("holder")


def front(state):
    return state.front.set_index("between")


def longitudes(state):
    """How far west and east the front runs, between the first row of places and the last."""
    west, _, east, _ = state.front.to_crs(4326).clip(shapely.box(46, 39.3, 48, 39.5)).total_bounds
    return west, east


def shape_of(state, party):
    return ground(state).geometry[party]


def site(place_id):
    return shapely.Point(CELLS.sites[CELLS.cell_of[place_id]])


def test_contested_ground_may_be_that_of_whoever_is_there_and_not_of_whoever_is_near():
    """West and east meet between the second and the third column; the third party is nowhere but in a town of both."""
    state, town, beside, far = claimed(WEST | EAST), "gn11", "gn21", "gn01"
    cell = CELLS.cell_of[town]
    there = MESH.site == cell
    holder = state.parties.index("ARM")
    parties = (*state.parties, "RU")
    contested = replace(
        state,
        parties=parties,
        margin=np.where(there, 0.0, state.margin),
        held_before=np.where(there, parties.index("RU"), state.held_before),
    )
    assert (contested.holder[there] == holder).all()
    assert site(town).distance(contested.above("RU", 1 - 2 * SURE)) < M
    assert not contested.above("AZ", 1 - 2 * SURE).buffer(-M).contains(site(town))
    assert not contested.sure["ARM"].contains(site(town))
    assert contested.sure["AZ"].contains(site(beside))
    assert contested.sure["ARM"].contains(site(far))
    assert not state.above("AZ", 1 - 2 * SURE).contains(site(far))


@st.composite
def surfaces(draw):
    """Any holder, any margin, any holder before, any age of the last word at every site."""
    count = len(CELLS.sites)
    holder = np.array(draw(st.lists(st.integers(0, 3), min_size=count, max_size=count)))
    level = st.sampled_from([0, 1, 10, 15, 16, LEVELS])
    level = np.array(draw(st.lists(level, min_size=count, max_size=count)))
    margin = np.where(holder == 0, 1, level / LEVELS)
    before = np.array(draw(st.lists(st.integers(0, 3), min_size=count, max_size=count)))
    scale = LINE_LAW.scale(
        before != holder, np.array(draw(st.lists(st.integers(0, 300), min_size=count, max_size=count)))
    )
    return Surface(MESH, PARTIES, holder[MESH.site], margin[MESH.site], before[MESH.site], scale[MESH.site])


@given(surfaces())
@settings(max_examples=25)
def test_the_areas_add_up_to_the_theatre(state):
    assert ground(state)["area_km2"].sum() == pytest.approx(CELLS.outline.area / 1e6, abs=SQUARE_METRE)


@given(surfaces())
@settings(max_examples=25)
def test_no_two_holders_have_the_same_ground(state):
    shapes = list(ground(state).geometry)
    assert shapely.union_all(shapes).area == pytest.approx(sum(shape.area for shape in shapes), rel=1e-9)


@given(surfaces())
@settings(max_examples=25)
def test_the_area_lies_between_its_bounds(state):
    for row in state.territory.itertuples():
        assert row.area_low_km2 - SQUARE_METRE <= row.area_km2 <= row.area_high_km2 + SQUARE_METRE


@given(surfaces())
@settings(max_examples=25)
def test_what_is_surely_somebodys_lies_within_its_ground(state):
    for party, shape in state.sure.items():
        assert shapely.difference(shape, shape_of(state, party)).area < 1


@given(surfaces())
@settings(max_examples=25)
def test_the_band_is_all_ground_that_is_not_surely_somebodys(state):
    (band,) = state.band["area_km2"]
    assert band + ground(state)["area_low_km2"].sum() == pytest.approx(CELLS.outline.area / 1e6, rel=1e-6)


@given(surfaces())
@settings(max_examples=25)
def test_places_of_which_one_is_not_sure_lie_in_the_band(state):
    (band,) = state.band.geometry
    sure = state.sureness[: len(CELLS.sites)] >= 2 * SURE - 1
    assert (shapely.contains_xy(band, *CELLS.sites.T) == ~sure).all()


@given(surfaces())
@settings(max_examples=25)
def test_the_front_is_the_shared_rim_of_two_grounds(state):
    for between, length in front(state)["length_km"].items():
        one, other = (shape_of(state, party).boundary for party in between.split("-"))
        assert shapely.length(shapely.intersection(one, other, grid_size=M)) / 1e3 == pytest.approx(length, abs=0.01)


@given(surfaces())
@settings(max_examples=25)
def test_the_front_lies_in_the_band_but_for_a_twentieth_of_the_way_to_a_place(state):
    (band,) = state.band.geometry
    furthest = 0.05 * shapely.length(shapely.linestrings(MESH.nodes[MESH.edges])).max()
    for line in state.front.geometry:
        assert shapely.difference(line, band.buffer(furthest)).length < 1


def test_the_same_holder_on_both_sides_makes_no_front():
    assert front(claimed(dict.fromkeys(PLACES, "AZ"))).empty


def test_ground_without_report_makes_no_front():
    assert front(claimed(WEST)).empty


def test_no_front_is_an_empty_table_with_its_columns():
    assert list(claimed(WEST).front.columns) == ["between", "length_km", "geometry"]


def test_the_front_is_named_by_both_parties_sorted():
    assert list(front(claimed(WEST | EAST)).index) == ["ARM-AZ"]


def test_between_sure_places_the_front_runs_halfway():
    assert longitudes(claimed(WEST | EAST)) == pytest.approx((46.65, 46.65), abs=0.001)


def test_the_front_runs_nearer_to_the_less_sure():
    state = claimed(WEST | EAST)
    less_sure = np.where(state.holder == state.parties.index("AZ"), 0.5, 1)
    assert longitudes(replace(state, margin=less_sure)) == pytest.approx((46.7 - 0.1 / 3, 46.7 - 0.1 / 3), abs=0.001)


def test_gained_ground_ends_within_reach_of_the_places_taken():
    state = claimed(WEST | EAST)
    gained = replace(state, held_before=np.full(len(state.holder), state.parties.index("ARM")))
    line = gained.front.clip(shapely.box(-1e6, site("gn20").y, 1e6, site("gn22").y)).geometry.item()
    nearest = min(shapely.distance(line, site(place_id)) for place_id in EAST) / 1000
    halfway = site("gn10").distance(site("gn20")) / 2000
    assert nearest == pytest.approx(min(halfway, GAIN_REACH * MESH.spacing_km), rel=0.02)


def test_ground_gained_amid_wider_spaces_does_not_reach_halfway():
    pairs = {f"{place_id}b": LonLat(place.lon, place.lat + 0.01) for place_id, place in PLACES.items()}
    cells = tessellate(PLACES | pairs, STATE, ABROAD)
    state = surface(
        triangulate(cells), as_claimed(cells, {at: "AZ" if at[2] in "23" else "ARM" for at in cells.cell_of})
    )
    gained = replace(state, held_before=np.full(len(state.holder), state.parties.index("ARM")))
    taken = shapely.multipoints([cells.sites[cells.cell_of[at]] for at in cells.cell_of if at[2] == "2"])
    reach = GAIN_REACH * state.mesh.spacing_km * 1000
    assert 0.8 * reach < shapely.distance(gained.front.geometry[0], taken) < 1.01 * reach
    assert shapely.distance(state.front.geometry[0], taken) > 3 * reach


def test_gained_ground_reaches_halfway_towards_a_third_party():
    holders = WEST | EAST | dict.fromkeys([place_id for place_id in PLACES if place_id[2] == "3"], "RU")
    state = claimed(holders)
    gained = replace(state, held_before=np.where(state.holder == state.parties.index("AZ"), 1, state.holder))
    assert state.parties[1] == "ARM"
    assert front(gained)["length_km"]["AZ-RU"] == pytest.approx(front(state)["length_km"]["AZ-RU"])
    assert ground(gained)["area_km2"]["RU"] == pytest.approx(ground(state)["area_km2"]["RU"])


def test_sureness_falls_towards_the_front_and_with_the_age_of_the_last_word():
    state = claimed(WEST | EAST)
    old = replace(state, scale=LINE_LAW.scale(state.holder < 0, np.full(len(state.holder), 60)))
    assert old.areas["ARM"][0] == state.areas["ARM"][0]
    assert old.areas["ARM"][1] < state.areas["ARM"][1] < state.areas["ARM"][0]
    (narrow,), (wide,) = state.band.geometry, old.band.geometry
    assert shapely.difference(narrow, wide).area < shapely.area(narrow) / 1000


def test_what_came_by_arms_does_not_age():
    gained, age = np.array([True, False]), np.array([100, 100])
    assert LINE_LAW.scale(gained, age).tolist() == [LINE_LAW.near_km, LINE_LAW.near_km + 100 * LINE_LAW.age_km]


def test_a_front_is_one_line_where_it_is_one():
    (line,) = front(claimed(WEST | EAST)).geometry
    assert len(line.geoms) == 1


def test_three_holders_make_three_fronts():
    holders = WEST | EAST | {"gn10": "RU", "gn20": "RU"}
    assert list(front(claimed(holders)).index) == ["ARM-AZ", "ARM-RU", "AZ-RU"]


def test_ground_without_report_has_an_empty_holder():
    assert list(ground(claimed(WEST)).index) == ["", "ARM"]


def test_a_holder_nobody_names_has_no_ground():
    assert list(ground(claimed(dict.fromkeys(PLACES, "AZ"))).index) == ["AZ"]


def test_what_one_sure_holder_has_is_all_sure():
    state = claimed(dict.fromkeys(PLACES, "AZ"))
    assert state.band["area_km2"].tolist() == [0]
    assert ground(state)["area_low_km2"]["AZ"] == pytest.approx(ground(state)["area_high_km2"]["AZ"])


def test_areas_are_multipolygons_in_square_kilometres():
    frame = ground(claimed(WEST | EAST))
    assert set(frame.geom_type) == {"MultiPolygon"}
    assert (frame.geometry.area / 1e6).tolist() == pytest.approx(frame["area_km2"].tolist())


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


@given(surfaces())
@settings(max_examples=20)
def test_areas_by_district_add_up_to_those_of_the_holders(state):
    rows = areas(state, districts(CELLS, {place_id: f"ROW{place_id[3]}" for place_id in PLACES}))
    for party, area in ground(state)["area_km2"].items():
        assert sum(row["area_km2"] for row in rows if row["holder"] == party) == pytest.approx(area, abs=SQUARE_METRE)


def test_a_district_that_one_holder_has_is_named_with_it_alone():
    everywhere = claimed(dict.fromkeys(PLACES, "AZ"))
    rows = areas(everywhere, districts(CELLS, dict.fromkeys(PLACES, "ONE")))
    assert [(row["district_id"], row["holder"]) for row in rows] == [("ONE", "AZ")]
