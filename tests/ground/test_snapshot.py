"""One paragraph from tables to ground."""

from datetime import date

import pytest
import shapely

from karamap.errors import DateError
from karamap.ground.evidence import Method
from karamap.ground.layout import Layout
from karamap.ground.snapshot import Snapshot
from karamap.theatre import loader

TAKEN = date(2020, 10, 22)


def test_a_snapshot_knows_who_held_what(small_theatre):
    control = Snapshot.at(small_theatre(), TAKEN).control
    assert {place_id: item.holder for place_id, item in control.items()} == {
        "gn1": "ARM",
        "gn2": "ARM",
        "gn3": "AZ",
        "gn4": "AZ",
        "gn5": "ARM",
        "gn6": "ARM",
        "km0001": "AZ",
    }


def test_a_place_that_changed_hands_that_day_is_listed(small_theatre):
    assert Snapshot.at(small_theatre(), TAKEN).changed == ("gn3", "km0001")


def test_nothing_changed_on_a_quiet_day(small_theatre):
    assert Snapshot.at(small_theatre(), date(2020, 10, 23)).changed == ()


def test_nothing_changed_on_the_first_day(small_theatre):
    assert Snapshot.at(small_theatre(), date(2020, 9, 26)).changed == ()


def test_a_place_taken_on_some_day_near_is_counted_from_it_but_not_reported_as_changing(small_theatre):
    snapshot = Snapshot.at(small_theatre(lambda world: world.claim("gn5", "AZ", TAKEN, earliest=TAKEN)), TAKEN)
    assert (snapshot.first_counted, snapshot.changed) == (("gn3", "gn5", "km0001"), ("gn3", "km0001"))


def test_what_was_not_known_did_not_change(small_theatre):
    assert Snapshot.at(small_theatre(), TAKEN, known_on=date(2020, 10, 21)).changed == ()


def test_an_unlocated_settlement_is_listed(small_theatre):
    assert Snapshot.at(small_theatre(), TAKEN).unlocated == ["km0001"]


def test_an_unlocated_settlement_has_no_cell(small_theatre):
    assert set(Snapshot.at(small_theatre(), TAKEN).tessellation.cell_of) == {"gn1", "gn2", "gn3", "gn4", "gn5", "gn6"}


def test_every_cell_has_a_holder_and_a_district(small_theatre):
    snapshot = Snapshot.at(small_theatre(), TAKEN)
    assert snapshot.territory["holder"].tolist() == ["ARM", "AZ"]
    assert snapshot.districts["district_id"].tolist() == ["AZ-ALM", "AZ-HEY"]


def test_districts_and_territory_are_the_same_ground(small_theatre):
    snapshot = Snapshot.at(small_theatre(), TAKEN)
    assert snapshot.districts["area_km2"].sum() == pytest.approx(snapshot.territory["area_km2"].sum())


def test_the_front_lies_between_the_two(small_theatre):
    assert Snapshot.at(small_theatre(), TAKEN).front["between"].tolist() == ["ARM-AZ"]


def test_before_the_war_there_is_no_front_inside_the_theatre(small_theatre):
    assert Snapshot.at(small_theatre(), date(2020, 9, 26)).front.empty


@pytest.mark.parametrize("day", [date(2020, 9, 25), date(2020, 12, 2)])
def test_a_day_outside_the_record_is_refused(small_theatre, day):
    with pytest.raises(DateError):
        Snapshot.at(small_theatre(), day)


def test_an_outline_is_one_country_or_all_the_others(small_world):
    outlines = loader.load(small_world()).outlines
    assert outlines.countries(["AZ"]).bounds == (46, 39, 48, 40)
    assert outlines.countries(["AM"]).bounds == (45, 39, 46, 40)


def surrounded(world):
    """gn1, in the west of its district, is silent amid places taken; of those nearest to it one learns later."""
    place = next(row for row in world.rows["gazetteer/places.csv"] if row["id"] == "gn1")
    place["kind"] = "village"
    world.rows["seeds/claims.csv"] = [row for row in world.rows["seeds/claims.csv"] if row["basis"] == "baseline"]
    world.rows["seeds/citations.csv"] = world.rows["seeds/citations.csv"][: len(world.rows["seeds/claims.csv"])]
    for place_id in ("gn2", "gn3", "gn4", "gn5"):
        world.claim(place_id, "AZ", TAKEN, reported_on=date(2020, 10, 24))
    world.drop_unused_pages()


def holder_of_ground(snapshot, place_id):
    site = shapely.Point(snapshot.tessellation.sites[snapshot.tessellation.cell_of[place_id]])
    territory = snapshot.territory
    return territory["holder"][shapely.contains(territory.geometry, site)].item()


def test_assessed_ground_goes_with_its_surroundings(small_theatre):
    assert holder_of_ground(Snapshot.at(small_theatre(surrounded), TAKEN), "gn1") == "AZ"


def test_claimed_ground_goes_with_its_own_place(small_theatre):
    snapshot = Snapshot.at(small_theatre(surrounded), TAKEN, method=Method.CLAIMED)
    assert holder_of_ground(snapshot, "gn1") == snapshot.control["gn1"].holder == "ARM"


def test_assessed_ground_goes_by_what_was_known(small_theatre):
    theatre = small_theatre(surrounded)
    before, after = (Snapshot.at(theatre, TAKEN, known_on=date(2020, 10, day)) for day in (23, 24))
    assert (holder_of_ground(before, "gn1"), holder_of_ground(after, "gn1")) == ("ARM", "AZ")


@pytest.mark.parametrize("method", Method)
def test_a_layout_at_hand_gives_what_a_new_one_gives(small_theatre, method):
    theatre = small_theatre(surrounded)
    layout = Layout.of(theatre)
    one, other = (Snapshot.at(theatre, TAKEN, method=method, layout=at_hand) for at_hand in (layout, None))
    assert one.territory.to_wkb().equals(other.territory.to_wkb())
    assert one.front.to_wkb().equals(other.front.to_wkb())
    assert one.surface.band.to_wkb().equals(other.surface.band.to_wkb())
    assert one.districts.to_wkb().equals(other.districts.to_wkb())


def test_a_layout_serves_every_day(small_theatre):
    theatre = small_theatre()
    layout = Layout.of(theatre)
    for day in (date(2020, 9, 26), TAKEN, date(2020, 12, 1)):
        at_hand, new = Snapshot.at(theatre, day, layout=layout), Snapshot.at(theatre, day)
        assert at_hand.territory.to_wkb().equals(new.territory.to_wkb())


def test_a_snapshot_twice_is_the_same_twice(small_theatre):
    one, other = (Snapshot.at(small_theatre(), TAKEN) for _ in range(2))
    assert one.territory.to_wkb().equals(other.territory.to_wkb())
    assert one.front.to_wkb().equals(other.front.to_wkb())
