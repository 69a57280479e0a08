"""What moved on the ground, or was merely learned."""

from datetime import date

import pytest

from karamap.record.changes import Kind, changes
from karamap.record.timeline import control_as_of

DAYS = date(2020, 10, 24), date(2020, 10, 25)


@pytest.fixture
def between(small_theatre):
    record = small_theatre().record
    return lambda one, other: changes(control_as_of(record, *one), control_as_of(record, *other), one[0], other[0])


def day(number, known=None):
    return date(2020, 10, number), known and date(2020, 10, known)


def test_a_place_that_moved_is_a_change(between):
    (change,) = (item for item in between(day(21), day(22)) if item.place_id == "gn3")
    assert (change.before.holder, change.after.holder, change.moved) == ("ARM", "AZ", True)


def test_a_place_that_stayed_is_none(between):
    assert "gn1" not in {item.place_id for item in between(day(21), day(22))}


def test_a_place_first_reported_is_a_change_from_no_report(between):
    (change,) = (item for item in between(day(21), day(22)) if item.place_id == "km0001")
    assert (change.before.holder, change.after.holder) == ("", "AZ")


def test_what_was_merely_learned_is_a_change_of_knowledge(between):
    learned = [(item.place_id, item.kind) for item in between(day(22, 21), day(22, 22))]
    assert learned == [("gn3", Kind.LEARNED), ("km0001", Kind.LEARNED)]


def test_what_moved_between_two_days_moved_on_a_day_that_is_known(between):
    assert {item.kind for item in between(day(8), day(22)) if item.moved} == {Kind.DATED}


def test_going_back_in_time_undoes_it_in_the_same_way(between):
    there, back = between(day(8), day(22)), between(day(22), day(8))
    assert [item.kind for item in there] == [item.kind for item in back]


def test_a_change_on_some_day_that_no_source_gives_is_undated(small_theatre):
    late = small_theatre(lambda world: world.claim("gn5", "AZ", date(2020, 10, 25), earliest=date(2020, 10, 1))).record
    (change,) = changes(*(control_as_of(late, date(2020, 10, number)) for number in (24, 25)), *DAYS)
    assert (change.place_id, change.kind) == ("gn5", Kind.UNDATED)


def test_a_place_that_comes_to_be_contested_moved(small_theatre):
    both = small_theatre(lambda world: world.claim("gn5", "AZ", date(2020, 10, 25), stance="contested")).record
    (change,) = changes(*(control_as_of(both, date(2020, 10, number)) for number in (24, 25)), *DAYS)
    assert (change.moved, change.after.contested) == (True, ("ARM", "AZ"))


def test_nothing_changes_between_a_day_and_itself(between):
    assert between(day(22), day(22)) == []


def test_there_and_back_are_the_same_places(between):
    there, back = between(day(8), day(22)), between(day(22), day(8))
    assert [item.place_id for item in there] == [item.place_id for item in back]


def test_another_standing_alone_did_not_move(small_theatre):
    theatre = small_theatre(lambda world: world.claim("gn3", "AZ", date(2020, 10, 25), side="ARM"))
    (change,) = changes(*(control_as_of(theatre.record, date(2020, 10, number)) for number in (24, 25)), *DAYS)
    assert (change.place_id, change.moved) == ("gn3", False)
