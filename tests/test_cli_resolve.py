"""`karamap resolve` finds the places that names mean, or says why that cannot be told."""

import csv
import io
import json

import pytest


@pytest.fixture
def ask(run, small_world):
    """Ask about names in the small world."""
    return lambda *arguments: run("--data", small_world(), "resolve", *arguments)


def test_a_name_is_answered_with_its_place_and_evidence(ask):
    assert ask("Chopedere").stdout == (
        "Chopedere: resolved\n  Çöpədərə (village, Alma) gn3 at 46.8000, 39.6000: same first-level key\n"
    )


def test_an_unlocated_place_is_said_to_be_so(ask):
    assert "km0001 at not located" in ask("İtkin").stdout


def test_json_has_one_object_a_name_in_the_order_asked(ask):
    told = json.loads(ask("Tatar", "Heyva", "Qwxyz", "--format", "json").stdout)
    assert [(item["input"]["name"], item["outcome"]) for item in told] == [
        ("Tatar", "ambiguous"),
        ("Heyva", "resolved"),
        ("Qwxyz", "unresolved"),
    ]


def test_json_has_the_shape_that_is_promised(ask):
    (told,) = json.loads(
        ask("Tatar", "--district", "Heyva", "--kind", "village", "--date", "2020-10-22", "--format", "json").stdout
    )
    assert told == {
        "input": {"name": "Tatar", "district": "Heyva", "kind": "village", "date": "2020-10-22"},
        "outcome": "resolved",
        "place": {"id": "gn5", "name": "Tatar", "district": "Heyva", "kind": "village", "lon": 47.1, "lat": 39.5},
        "candidates": [
            {
                "id": "gn5",
                "name": "Tatar",
                "district": "Heyva",
                "kind": "village",
                "lon": 47.1,
                "lat": 39.5,
                "evidence": "same spelling, same district, kind agrees",
            }
        ],
        "flags": [],
    }


def test_csv_repeats_the_question_first(ask):
    (row,) = csv.DictReader(io.StringIO(ask("Heyva", "--district", "Heyva", "--format", "csv").stdout))
    assert list(row.items())[:4] == [("name", "Heyva"), ("district", "Heyva"), ("kind", ""), ("date", "")]
    assert (row["outcome"], row["place_id"], row["lon"], row["lat"]) == ("resolved", "gn6", "47.2", "39.5")


def test_csv_lists_every_candidate(ask):
    (row,) = csv.DictReader(io.StringIO(ask("Tatar", "--format", "csv").stdout))
    assert (row["place_id"], row["candidates"]) == ("", "gn4 gn5")


@pytest.mark.parametrize("start", "=+@")
def test_a_csv_cell_that_a_spreadsheet_would_run_is_made_text(ask, start):
    (row,) = csv.DictReader(io.StringIO(ask("--format", "csv", f"{start}SUM(A1)").stdout))
    assert row["name"] == f"'{start}SUM(A1)"


@pytest.mark.parametrize(("name", "code"), [("Heyva", 0), ("Tatar", 3), ("Qwxyz", 3)])
def test_strict_exits_with_3_for_a_name_left_open(ask, name, code):
    assert ask(name, "--strict").exit_code == code


def test_without_strict_an_open_name_is_no_failure(ask):
    assert ask("Qwxyz").exit_code == 0


def test_a_name_nobody_knows_gets_the_nearest_spellings_on_stderr(ask):
    assert ask("Hevya").stderr == "Hevya: no such name; the nearest are heyva\n"


def test_a_district_nobody_knows_is_told_on_stderr_even_if_the_name_is_found(ask):
    done = ask("Heyva", "--district", "Nowhere")
    assert "unknown_district" in done.stdout
    assert "Nowhere: no such district" in done.stderr


def test_a_name_that_begins_with_a_dash_may_follow_two(ask):
    assert ask("--", "-Heyva").exit_code == 0


@pytest.mark.parametrize("name", ["Agandepe", "Yarahdaba", "Yarahmdliadli", "Şərvənj"])
def test_what_no_source_explains_is_left_open(run, name):
    assert run("resolve", "--strict", name).exit_code == 3


@pytest.mark.parametrize(
    ("name", "arguments", "shown"),
    [
        ("Chopedere", [], "Çöpədərə (village, Zəngilan)"),
        ("Чопедере", [], "Çöpədərə (village, Zəngilan)"),
        ("Zəngilan", ["--kind", "city"], "Zəngilan (city, Zəngilan)"),
        ("Kənd Zəngilan", [], "Kənd Zəngilan (village, Zəngilan)"),
        ("Tatar", ["--district", "Zangilan district"], "Tatar (village, Zəngilan)"),
    ],
)
def test_the_shipped_gazetteer_knows(run, name, arguments, shown):
    done = run("resolve", "--strict", name, *arguments)
    assert (done.exit_code, shown in done.stdout) == (0, True)
