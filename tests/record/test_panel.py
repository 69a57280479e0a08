"""A panel says for every place and day what control says for that day."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from karamap.record import panel
from karamap.record.control import Show
from karamap.record.timeline import Timeline, control_as_of

FIRST, LAST = date(2020, 9, 27), date(2024, 1, 1)


@pytest.fixture(scope="module")
def found(theatre):
    return panel.steps(Timeline(theatre.record), sorted(theatre.gazetteer.places))


@pytest.mark.parametrize("offset", range(0, (LAST - FIRST).days, 97))
def test_any_day_of_the_panel_is_what_control_says_of_it(theatre, found, offset):
    day = FIRST + timedelta(days=offset)
    control = control_as_of(theatre.record, day)
    told = {place: (holder, standing) for _, place, holder, standing, *_ in panel.rows(found, day, day)}
    assert told == {
        place: (control[place].holder, control[place].standing.value) if place in control else ("", "none")
        for place in theatre.gazetteer.places
    }


def test_pieces_and_rows_are_the_same_panel(found, monkeypatch):
    monkeypatch.setattr(panel, "CHUNK_ROWS", 5_000)
    last = FIRST + timedelta(days=20)
    words = [
        (holder, standing, since.isoformat() if since else "", contested, "", "")
        for holder, standing, since, contested, *_ in found.conclusions
    ]
    pieced = [
        (date.fromordinal(day).isoformat(), found.place_ids[place], *words[value])
        for piece in panel.chunks(found, FIRST, last)
        for day, place, value in zip(*(piece[name].tolist() for name in ("day", "place", "value")), strict=True)
    ]
    assert pieced == list(panel.rows(found, FIRST, last))


def test_a_confirmed_panel_moves_nothing_that_one_side_alone_claims(theatre):
    found = panel.steps(Timeline(theatre.record, show=Show.CONFIRMED), sorted(theatre.gazetteer.places))
    baseline = control_as_of(theatre.record, theatre.record.first_day)
    for _, place, holder, standing, *_ in panel.rows(found, LAST, LAST):
        assert standing in ("none", "confirmed", "agreed") or holder == baseline[place].holder


@given(some.lists(some.lists(some.integers(1, 30), max_size=5, unique=True), min_size=1, max_size=6))
def test_the_step_that_holds_is_the_latest_not_after_the_day(changes):
    places = np.array([place for place, days in enumerate(changes) for _ in [0, *days]])
    starts = np.array([day for days in changes for day in sorted([0, *days])])
    held = panel.expand(places, starts, 5, 25)
    for place in range(len(changes)):
        for day in range(5, 26):
            rows = [row for row in range(len(starts)) if places[row] == place and starts[row] <= day]
            assert held[place, day - 5] == max(rows, key=lambda row: starts[row])


def test_the_command_writes_one_row_a_place_and_day(run, small_world):
    answer = run("--data", small_world(), "control", "--from", "2020-10-21", "--to", "2020-10-23", "--format", "csv")
    lines = answer.stdout.splitlines()
    assert lines[0] == ",".join(panel.COLUMNS)
    assert len(lines) == 1 + 3 * 7
    (row,) = (line for line in lines if line.startswith("2020-10-22,gn3,"))
    assert row.startswith("2020-10-22,gn3,AZ,claimed,2020-10-22,,AZ,0.")


def test_parquet_holds_the_same_panel(run, small_world, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    folder, days = small_world(), ("--from", "2020-10-21", "--to", "2020-10-23")
    text = run("--data", folder, "control", *days, "--format", "csv").stdout.splitlines()[1:]
    run("--data", folder, "control", *days, "--format", "parquet", "-o", tmp_path / "panel.parquet")
    assert len(parquet.read_schema(tmp_path / "panel.parquet").metadata[b"karamap.tables"]) == 64
    table = parquet.read_table(tmp_path / "panel.parquet").to_pylist()
    assert [",".join("" if value is None else str(value) for value in row.values()) for row in table] == text


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--date", "2020-10-22", "--from", "2020-10-21"),
        ("--from", "2020-10-21"),
        ("--date", "2020-10-22", "--format", "parquet"),
        ("--from", "2020-10-21", "--to", "2020-10-22", "--format", "json"),
    ],
    ids=["nothing", "both", "half", "parquet without a file", "panel as json"],
)
def test_a_mixed_up_question_is_wrong_use(run, options):
    assert run("control", *options).exit_code == 2


def test_a_panel_that_ends_before_it_begins_is_refused(run):
    answer = run("control", "--from", "2020-10-22", "--to", "2020-10-21", "--format", "csv")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "give the earlier day first" in answer.stderr
