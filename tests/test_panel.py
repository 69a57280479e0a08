"""A panel says of every day what `control` says of that day."""

import csv
import io
from datetime import date, timedelta

import pytest

from karamap.control import Show, control_as_of
from karamap.panel import chunks, rows, steps

FIRST, LAST = date(2020, 9, 26), date(2020, 12, 5)
DAYS = [FIRST + timedelta(offset) for offset in range((LAST - FIRST).days + 1)]


def told(item):
    return (
        (item.holder, item.standing.value, item.since.isoformat() if item.since else "") if item else ("", "none", "")
    )


@pytest.mark.parametrize("show", Show)
@pytest.mark.parametrize("known_on", [None, date(2020, 10, 15)], ids=str)
def test_every_day_of_the_panel_is_that_days_control(small_theatre, known_on, show):
    theatre = small_theatre()
    places = sorted(theatre.gazetteer.places)
    expected = [
        (day.isoformat(), place_id, *told(control_as_of(theatre.record, day, known_on, show).get(place_id)))
        for day in DAYS
        for place_id in places
    ]
    assert list(rows(steps(theatre.record, places, known_on, show), FIRST, LAST)) == expected


def test_the_shipped_panel_is_that_days_control(theatre):
    places = sorted(theatre.gazetteer.places)
    found = steps(theatre.record, places)
    for day in (date(2020, 10, 22), date(2020, 11, 25), date(2023, 9, 29)):
        control = control_as_of(theatre.record, day)
        assert [row[1:] for row in rows(found, day, day)] == [(place, *told(control.get(place))) for place in places]


def test_chunks_hold_every_place_on_every_day_once(small_theatre):
    theatre = small_theatre()
    found = steps(theatre.record, sorted(theatre.gazetteer.places))
    pairs = [
        (day, place)
        for piece in chunks(found, FIRST, LAST)
        for day, place in zip(piece["day"], piece["place"], strict=False)
    ]
    assert len(pairs) == len(set(pairs)) == len(DAYS) * len(theatre.gazetteer.places)


def test_a_panel_is_a_csv_of_its_columns(run, small_world):
    done = run("--data", small_world(), "control", "--from", "2020-10-21", "--to", "2020-10-22", "--format", "csv")
    panel = list(csv.DictReader(io.StringIO(done.stdout)))
    assert list(panel[0]) == ["date", "place_id", "holder", "standing", "since"]
    assert [row["holder"] for row in panel if row["place_id"] == "gn3"] == ["ARM", "AZ"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--from", "2020-10-21"],
        ["--date", "2020-10-21", "--from", "2020-10-21", "--to", "2020-10-22"],
        ["--from", "2020-10-21", "--to", "2020-10-22", "--format", "json"],
        ["--date", "2020-10-21", "--format", "parquet"],
    ],
    ids=["nothing", "no end", "both", "panel as json", "parquet to nowhere"],
)
def test_half_a_question_is_wrong_use(run, small_world, arguments):
    assert run("--data", small_world(), "control", *arguments).exit_code == 2


def test_a_panel_that_ends_before_it_begins_is_refused(run, small_world):
    done = run("--data", small_world(), "control", "--from", "2020-10-22", "--to", "2020-10-21", "--format", "csv")
    assert (done.exit_code, "would begin on 2020-10-22 and end before it" in done.stderr) == (1, True)
