"""Places, their names and districts, each as of a day."""

from datetime import date

import pytest

from karamap.gazetteer.places import Gazetteer, LonLat, Membership, valid_on

BEFORE, ON, LAST, AFTER = date(1999, 12, 31), date(2000, 1, 1), date(2009, 12, 31), date(2010, 1, 1)
TENURE = Membership("gn1", "AZ-ALM", None, ON, AFTER)


@pytest.mark.parametrize(("day", "holds"), [(BEFORE, False), (ON, True), (LAST, True), (AFTER, False)])
def test_a_dated_item_holds_from_its_first_day_until_before_its_last(day, holds):
    assert valid_on(TENURE, day) is holds


def test_without_a_day_what_has_ended_does_not_hold():
    assert not valid_on(TENURE, None)


def test_without_a_day_what_is_open_ended_holds():
    assert valid_on(Membership("gn1", "AZ-ALM", None, ON, None), None)


def test_positions_are_longitude_first(small_theatre):
    assert small_theatre().gazetteer.places["gn1"].position == LonLat(lon=46.8, lat=39.5)


def test_a_place_nobody_located_has_no_position(small_theatre):
    assert small_theatre().gazetteer.places["km0001"].position is None


def test_the_official_name_is_shown(small_theatre):
    assert small_theatre().gazetteer.name("gn2") == "Kənd Alma"


def test_the_name_of_the_wanted_language_is_shown(small_theatre):
    theatre = small_theatre(lambda world: world.name("gn1", "Алма", language="ru", script="Cyrl"))
    assert theatre.gazetteer.name("gn1", language="ru") == "Алма"


def test_without_a_name_in_the_wanted_language_the_azerbaijani_one_is_shown(small_theatre):
    assert small_theatre().gazetteer.name("gn1", language="ru") == "Alma"


def test_the_name_of_the_day_is_shown(small_theatre):
    def renamed(world):
        world.rows["gazetteer/names.csv"][-1]["valid_from"] = ON  # İtkin, of km0001
        world.name("km0001", "Köhnə", kind="official", valid_to=ON)

    gazetteer = small_theatre(renamed).gazetteer
    assert (gazetteer.name("km0001", BEFORE), gazetteer.name("km0001", ON)) == ("Köhnə", "İtkin")


def test_a_misspelling_is_never_shown(small_theatre):
    def misspelt(world):
        for row in world.rows["gazetteer/names.csv"]:
            if row["place_id"] == "gn3":
                row["kind"] = "variant"
        world.name("gn3", "Aaa", kind="misspelling")

    assert small_theatre(misspelt).gazetteer.name("gn3") == "Çöpədərə"


def test_a_place_without_names_is_shown_by_its_id(small_theatre):
    gazetteer = small_theatre().gazetteer
    assert Gazetteer(gazetteer.places, {}, {}, {}, {}, {}).name("gn3") == "gn3"


def test_a_district_has_a_name(small_theatre):
    assert small_theatre().gazetteer.district_name("AZ-ALM") == "Alma"


def moved(world):
    """gn3 moves from Alma to Heyva, and becomes a town, on ON."""
    row = next(row for row in world.rows["gazetteer/memberships.csv"] if row["place_id"] == "gn3")
    row["valid_to"] = ON
    world.add(
        "gazetteer/memberships.csv",
        place_id="gn3",
        district_id="AZ-HEY",
        kind="town",
        valid_from=ON,
        source_id="survey",
    )


@pytest.mark.parametrize(("day", "district"), [(BEFORE, "AZ-ALM"), (ON, "AZ-HEY"), (None, "AZ-HEY")])
def test_the_district_is_that_of_the_day(small_theatre, day, district):
    assert small_theatre(moved).gazetteer.district_id("gn3", day) == district


@pytest.mark.parametrize(("day", "kind"), [(BEFORE, "village"), (ON, "town")])
def test_the_kind_is_that_of_the_day(small_theatre, day, kind):
    assert small_theatre(moved).gazetteer.kind("gn3", day) == kind


def test_the_district_is_one_of_the_theatres_own_system(small_theatre):
    def historic(world):
        world.add("gazetteer/districts.csv", id="NKAO", system="NKAO", in_theatre=False, source_id="survey")
        world.add("gazetteer/memberships.csv", place_id="gn1", district_id="NKAO", source_id="survey")

    gazetteer = small_theatre(historic).gazetteer
    assert gazetteer.district_id("gn1") == "AZ-ALM"


def place_of(world, place_id):
    return next(row for row in world.rows["gazetteer/places.csv"] if row["id"] == place_id)


def test_a_settlement_of_the_theatre_has_a_cell(small_theatre):
    assert small_theatre().gazetteer.in_theatre("gn1")


@pytest.mark.parametrize("values", [{"kind": "height"}, {"lon": None, "lat": None}, {"precision_km": 20.0}])
def test_a_height_an_unlocated_and_a_vague_place_have_no_cell(small_theatre, values):
    theatre = small_theatre(lambda world: place_of(world, "gn3").update(values))
    assert not theatre.gazetteer.in_theatre("gn3")


def test_a_place_outside_the_theatres_districts_has_no_cell(small_theatre):
    def abroad(world):
        world.rows["gazetteer/districts.csv"][1]["in_theatre"] = False

    assert not small_theatre(abroad).gazetteer.in_theatre("gn6")
