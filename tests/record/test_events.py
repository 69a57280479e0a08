"""Mentions: in order, by both dates, told and never weighed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.record.events import COLUMNS, Event, event_row, in_order, told, told_of
from karamap.record.schema import EventKind
from karamap.record.timeline import Timeline
from karamap.record.totals import compare_totals

DAYS = st.dates(date(2020, 9, 1), date(2020, 12, 1))


def event(happened_on, reported_on=None, place_id="gn3", event_id="m1"):
    values = {
        **dict.fromkeys(("where", "lon", "lat", "earliest", "latest", "written_as")),
        **{"id": event_id, "place_id": place_id, "kind": EventKind.STRIKE, "happened_on": happened_on},
        **{"speaker": "Somebody", "side": "none", "reported_on": reported_on or happened_on},
        **{"source_id": "page-none", "note": "Houses were hit."},
    }
    return Event(**values)


EVENTS = st.lists(st.tuples(DAYS, st.integers(0, 30))).map(
    lambda pairs: [
        event(day, date.fromordinal(day.toordinal() + delay), event_id=f"m{number}")
        for number, (day, delay) in enumerate(pairs)
    ]
)


@given(EVENTS, DAYS, DAYS)
def test_each_event_is_told_or_counted_once(events, as_of, known_on):
    found = told(events, as_of, known_on)
    assert len(found.events) + found.unheard + found.to_come == len(events)
    assert all(item.happened_on <= as_of and item.reported_on <= known_on for item in found.events)
    assert list(found.events) == in_order(found.events)


def test_without_a_known_on_date_everything_is_known():
    late = event(date(2020, 10, 22), date(2024, 1, 1))
    assert told([late], date(2020, 10, 22)).events == (late,)


def test_only_those_of_the_place_are_told_of_it():
    here, there = event(date(2020, 10, 22)), event(date(2020, 10, 22), place_id="gn4", event_id="m2")
    assert told_of([here, there], "gn4", date(2020, 10, 22)).events == (there,)


def test_a_row_has_the_name_and_position_of_the_place(small_theatre):
    loaded = small_theatre(lambda world: world.event("m1"))
    (found,) = loaded.record.events
    row = event_row(found, loaded.gazetteer)
    assert tuple(row) == COLUMNS
    assert (row["place"], row["lon"], row["lat"], row["kind"]) == ("Çöpədərə", 46.8, 39.6, "strike")


def test_a_place_that_nobody_has_located_has_no_position(small_theatre):
    loaded = small_theatre(lambda world: world.event("m1", place_id="km0001"))
    row = event_row(loaded.record.events[0], loaded.gazetteer)
    assert (row["place"], row["lon"]) == ("İtkin", None)


@pytest.mark.parametrize("kind", EventKind)
def test_no_kind_of_event_moves_or_counts_anything(small_theatre, kind):
    def mentioned(world):
        world.event("m1", place_id="gn5", kind=kind.value, side="AZ", speaker="Speaker of AZ")

    plain, told_ = small_theatre(), small_theatre(mentioned)
    last = plain.record.last_day
    assert Timeline(told_.record).at(last) == Timeline(plain.record).at(last)
    assert compare_totals(told_.record, told_.gazetteer) == compare_totals(plain.record, plain.gazetteer)


def test_tables_may_lack_events(small_world):
    from karamap.theatre import loader

    folder = small_world()
    (folder / "seeds/events.csv").unlink()
    assert loader.load(folder).record.events == ()
