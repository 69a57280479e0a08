"""One paragraph from tables to ground."""

from datetime import date

import pytest

from karamap.errors import DateError
from karamap.snapshot import Outlines, take

TAKEN = date(2020, 10, 22)


def test_a_snapshot_knows_who_held_what(small_theatre):
    control = take(small_theatre(), TAKEN).control
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
    assert take(small_theatre(), TAKEN).changed == ["gn3", "km0001"]


def test_nothing_changed_on_a_quiet_day(small_theatre):
    assert take(small_theatre(), date(2020, 10, 23)).changed == []


def test_nothing_changed_on_the_first_day(small_theatre):
    assert take(small_theatre(), date(2020, 9, 26)).changed == []


def test_a_place_taken_on_some_day_near_is_counted_from_it_but_not_reported_as_changing(small_theatre):
    shot = take(small_theatre(lambda world: world.claim("gn5", "AZ", TAKEN, earliest=TAKEN)), TAKEN)
    assert (shot.first_counted, shot.changed) == (["gn3", "gn5", "km0001"], ["gn3", "km0001"])


def test_what_was_not_known_did_not_change(small_theatre):
    assert take(small_theatre(), TAKEN, known_on=date(2020, 10, 21)).changed == []


def test_an_unlocated_settlement_is_listed(small_theatre):
    assert take(small_theatre(), TAKEN).unlocated == ["km0001"]


def test_an_unlocated_settlement_has_no_cell(small_theatre):
    assert set(take(small_theatre(), TAKEN).tessellation.cell_of) == {"gn1", "gn2", "gn3", "gn4", "gn5", "gn6"}


def test_every_cell_has_a_holder_and_a_district(small_theatre):
    shot = take(small_theatre(), TAKEN)
    assert shot.territory["holder"].tolist() == ["ARM", "AZ"]
    assert shot.districts["district_id"].tolist() == ["AZ-ALM", "AZ-HEY"]


def test_districts_and_territory_are_the_same_ground(small_theatre):
    shot = take(small_theatre(), TAKEN)
    assert shot.districts["area_km2"].sum() == pytest.approx(shot.territory["area_km2"].sum())


def test_the_front_lies_between_the_two(small_theatre):
    assert take(small_theatre(), TAKEN).front["between"].tolist() == ["ARM-AZ"]


def test_before_the_war_there_is_no_front_inside_the_theatre(small_theatre):
    assert take(small_theatre(), date(2020, 9, 26)).front.empty


@pytest.mark.parametrize("day", [date(2020, 9, 25), date(2020, 12, 2)])
def test_a_day_outside_the_record_is_refused(small_theatre, day):
    with pytest.raises(DateError):
        take(small_theatre(), day)


def test_an_outline_is_one_country_or_all_the_others(small_world):
    outlines = Outlines.load(small_world())
    assert outlines.countries(only="AZ").bounds == (46, 39, 48, 40)
    assert outlines.countries(but="AZ").bounds == (45, 39, 46, 40)


def test_a_snapshot_twice_is_the_same_twice(small_theatre):
    one, other = (take(small_theatre(), TAKEN) for _ in range(2))
    assert one.territory.to_wkb().equals(other.territory.to_wkb())
    assert one.front.to_wkb().equals(other.front.to_wkb())
