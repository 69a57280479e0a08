"""`karamap control` lists who held every place on one day, and on whose word."""

import csv
import io
import json

import pytest
from faults import CITATIONS, CLAIMS, REFUSED
from pyarrow import parquet

COLUMNS = (
    "place_id,name,other_name,district,kind,lon,lat,holder,standing,since,changed,last_reported,claim_ids,source_ids,"
    "change,contested,voices,assessed_holder,probability"
)


@pytest.fixture
def listing(run, small_world):
    """What the command prints about the small world."""

    def call(*arguments, change=lambda _: None):
        done = run("--data", small_world(change), "control", *arguments)
        assert done.exit_code == 0, done.stderr
        return done.stdout

    return call


def rows(text):
    return {row["place_id"]: row for row in csv.DictReader(io.StringIO(text))}


def test_csv_has_the_columns_that_are_promised(listing):
    assert listing("--date", "2020-10-22", "--format", "csv").splitlines()[0] == COLUMNS


def test_csv_has_one_row_a_place_unlocated_ones_included(listing):
    assert list(rows(listing("--date", "2020-10-22", "--format", "csv"))) == [
        "gn1",
        "gn2",
        "gn3",
        "gn4",
        "gn5",
        "gn6",
        "km0001",
    ]


def test_a_row_tells_who_since_when_and_by_which_page(listing):
    row = rows(listing("--date", "2020-10-23", "--format", "csv"))["gn3"]
    assert {**row, "claim_ids": ""} == {
        "place_id": "gn3",
        "name": "Çöpədərə",
        "other_name": "",
        "district": "Alma",
        "kind": "village",
        "lon": "46.8",
        "lat": "39.6",
        "holder": "AZ",
        "standing": "claimed",
        "since": "2020-10-22",
        "changed": "no",
        "last_reported": "2020-10-22",
        "claim_ids": "",
        "source_ids": "page-az",
        "change": "",
        "contested": "",
        "voices": "1",
        "assessed_holder": "AZ",
        "probability": "0.99",
    }


def test_several_ids_are_separated_by_spaces(listing):
    assert rows(listing("--date", "2020-10-22", "--format", "csv"))["gn4"]["source_ids"] == "page-arm page-az"


def test_known_on_leaves_out_what_came_later(listing):
    shown = listing("--date", "2020-10-22", "--known-on", "2020-10-21", "--format", "csv")
    assert rows(shown)["gn3"]["holder"] == "ARM"


def test_json_says_the_same_as_csv(listing):
    told = json.loads(listing("--date", "2020-10-22", "--format", "json"))
    listed = rows(listing("--date", "2020-10-22", "--format", "csv"))
    assert [(row["place_id"], row["holder"], row["standing"]) for row in told] == [
        (row["place_id"], row["holder"], row["standing"]) for row in listed.values()
    ]


def test_json_keeps_what_is_absent_as_null(listing):
    lost = json.loads(listing("--date", "2020-10-22", "--format", "json"))[-1]
    assert (lost["place_id"], lost["lon"], lost["lat"]) == ("km0001", None, None)


def test_a_table_is_the_default_and_lines_up(listing):
    lines = listing("--date", "2020-10-22").splitlines()
    at = lines[0].index("holder")
    assert [line[at - 2 : at].isspace() for line in lines] == [True] * 8


@pytest.mark.parametrize("start", "=+-@")
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(listing, start):
    def renamed(world):
        world.rows["gazetteer/names.csv"][-1]["name"] = f"{start}SUM(A1)"

    shown = rows(listing("--date", "2020-10-22", "--format", "csv", change=renamed))
    assert shown["km0001"]["name"] == f"'{start}SUM(A1)"


@pytest.mark.parametrize("name", REFUSED)
def test_broken_tables_are_refused(run, small_world, name):
    folder = REFUSED[name].build(small_world)
    done = run("--data", folder, "control", "--date", "2020-10-22")
    assert (done.exit_code, done.stdout) == (1, "")
    assert REFUSED[name].where(folder) + REFUSED[name].words in done.stderr


def test_a_record_without_claims_is_refused_without_a_traceback(run, small_world):
    def silent(world):
        world.rows[CLAIMS].clear()
        world.rows[CITATIONS].clear()

    done = run("--data", small_world(silent), "control", "--date", "2020-10-22")
    assert isinstance(done.exception, SystemExit)
    assert done.exit_code == 1


def test_the_shipped_record_lists_every_place(run, theatre):
    shown = run("control", "--date", "2020-10-22", "--format", "csv").stdout
    assert set(rows(shown)) == set(theatre.gazetteer.places)


@pytest.mark.slow
def test_the_same_question_has_the_same_answer_in_any_process(run_process):
    answers = {
        run_process(
            "control", "--date", "2020-10-22", "--format", "csv", env={"PYTHONHASHSEED": seed, "TZ": zone}
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Baku"))
    }
    assert len(answers) == 1


AREAS = "district_id,district,holder,area_km2,area_low_km2,area_high_km2"


@pytest.fixture
def areas(listing):
    """Rows of areas of the small world on 22 October 2020."""

    def call(*arguments, **change):
        shown = listing("--areas", "--date", "2020-10-22", "--format", "csv", *arguments, **change)
        assert shown.splitlines()[0] == AREAS
        return list(csv.DictReader(io.StringIO(shown)))

    return call


def test_areas_are_by_district_and_holder_and_then_of_the_whole_theatre(listing):
    shown = listing("--areas", "--date", "2020-09-26", "--format", "csv")
    told = [(row["district_id"], row["district"], row["holder"]) for row in csv.DictReader(io.StringIO(shown))]
    assert told == [("AZ-ALM", "Alma", "ARM"), ("AZ-HEY", "Heyva", "ARM"), ("", "whole theatre", "ARM")]


@pytest.mark.parametrize("surface", ["assessed", "claimed"])
def test_areas_of_districts_add_up_to_those_of_the_theatre(areas, surface):
    rows = areas("--surface", surface)
    wholes = [row for row in rows if not row["district_id"]]
    assert [row["holder"] for row in wholes] == ["ARM", "AZ"]
    for whole in wholes:
        parts = [float(row["area_km2"]) for row in rows if row["district_id"] and row["holder"] == whole["holder"]]
        assert sum(parts) == pytest.approx(float(whole["area_km2"]), abs=0.02)


def test_bounds_are_told_for_the_whole_theatre_only(areas):
    for row in areas():
        bounds = (row["area_low_km2"], row["area_high_km2"])
        if row["district_id"]:
            assert bounds == ("", "")
        else:
            assert float(bounds[0]) <= float(row["area_km2"]) <= float(bounds[1])


def test_areas_follow_what_was_known(areas):
    assert {row["holder"] for row in areas("--known-on", "2020-10-08")} == {"ARM"}


def test_areas_as_json_keep_what_is_absent_as_null(listing):
    told = json.loads(listing("--areas", "--date", "2020-10-22", "--format", "json"))
    assert list(told[0]) == AREAS.split(",")
    assert (told[0]["area_low_km2"], told[-1]["district_id"]) == (None, "")


def test_areas_as_a_table_leave_ids_out(listing):
    assert listing("--areas", "--date", "2020-10-22").split()[:2] == ["district", "holder"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--areas", "--date", "2020-10-22", "--format", "parquet", "-o", "x.parquet"],
        ["--areas"],
        ["--areas", "--date", "2020-10-22", "--every", "7d"],
        ["--from", "2020-10-20", "--to", "2020-10-22", "--every", "7d", "--format", "csv"],
        *(
            ["--areas", "--from", "2020-10-20", "--to", "2020-10-22", "--every", step]
            for step in ("0d", "-7d", "7x", "d", "", "1.5d", "٧d")
        ),
    ],
)
def test_areas_of_no_days_are_wrong_use(run, arguments):
    done = run("control", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")


RUN = ("--areas", "--from", "2020-10-01", "--to", "2020-10-30", "--every", "1w")
WEEKS = ["2020-10-01", "2020-10-08", "2020-10-15", "2020-10-22", "2020-10-29"]


def test_areas_over_days_are_those_of_each_day(run, small_world):
    folder = small_world()
    told = json.loads(run("--data", folder, "control", *RUN, "--format", "json").stdout)
    assert list(dict.fromkeys(row["date"] for row in told)) == WEEKS
    for day in WEEKS:
        single = json.loads(run("--data", folder, "control", "--areas", "--date", day, "--format", "json").stdout)
        over_days = [{name: row[name] for name in AREAS.split(",")} for row in told if row["date"] == day]
        assert [row for row in over_days if row["area_km2"]] == single


def test_areas_over_days_count_places_by_holder_the_unlocated_too(run, small_world):
    folder = small_world()
    told = json.loads(run("--data", folder, "control", *RUN, "--format", "json").stdout)
    whole = {row["holder"]: row["places"] for row in told if row["date"] == "2020-10-22" and not row["district_id"]}
    assert whole == {"ARM": 4, "AZ": 3}
    before = {row["holder"]: row["places"] for row in told if row["date"] == "2020-10-15" and not row["district_id"]}
    assert before == {"ARM": 5, "AZ": 1, "": 1}


def test_areas_over_days_go_into_csv_and_parquet_alike(run, small_world, tmp_path):
    folder = small_world()
    done = run("--data", folder, "control", *RUN, "-o", tmp_path / "a.csv")
    assert (done.exit_code, done.stdout) == (0, f"{tmp_path / 'a.csv'}\n")
    assert "5 days from 2020-10-01 to 2020-10-29; 2020-10-30 is no such day." in done.stderr
    assert run("--data", folder, "control", *RUN, "-o", tmp_path / "a.parquet").exit_code == 0
    rows = list(csv.DictReader((tmp_path / "a.csv").open(encoding="utf-8", newline="")))
    table = parquet.read_table(tmp_path / "a.parquet")
    assert list(rows[0]) == table.column_names == ["date", *AREAS.split(","), "places"]
    kept = [{name: "" if value is None else str(value) for name, value in row.items()} for row in table.to_pylist()]
    assert kept == rows
    assert json.loads(table.schema.metadata[b"karamap"])["credit"] == "Settlements: a survey of the small world (CC0)."


def test_areas_over_days_of_one_district_alone(run, small_world):
    done = run("--data", small_world(), "control", *RUN, "--district", "Heyva", "--format", "csv")
    assert {row["district_id"] for row in csv.DictReader(io.StringIO(done.stdout))} == {"AZ-HEY"}


@pytest.mark.parametrize("surface", ["assessed", "claimed"])
def test_the_shipped_areas_of_districts_add_up(run, surface):
    shown = run("control", "--areas", "--date", "2020-10-22", "--surface", surface, "--format", "json").stdout
    rows = json.loads(shown)
    parts, whole = ([row["area_km2"] for row in rows if bool(row["district_id"]) is named] for named in (True, False))
    assert sum(parts) == pytest.approx(sum(whole), abs=0.2)
    assert sum(whole) > 15_000


def ids(text):
    return [row["place_id"] for row in csv.DictReader(io.StringIO(text))]


def test_places_of_one_district_alone(listing):
    every = rows(listing("--date", "2020-10-22", "--format", "csv"))
    inside = rows(listing("--date", "2020-10-22", "--format", "csv", "--district", "Alma"))
    assert inside
    assert inside == {place: row for place, row in every.items() if row["district"] == "Alma"}
    assert inside.keys() < every.keys()


def test_areas_of_one_district_alone(listing):
    every = json.loads(listing("--date", "2020-10-22", "--areas", "--format", "json"))
    inside = json.loads(listing("--date", "2020-10-22", "--areas", "--format", "json", "--district", "Alma"))
    assert inside
    assert inside == [row for row in every if row["district"] == "Alma"]


def test_a_district_that_is_none_is_refused_with_those_there_are(run, small_world):
    done = run("--data", small_world(), "control", "--date", "2020-10-22", "--district", "Nowhere")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "karamap: no district is called 'Nowhere'; there are Alma, Heyva\n"


@pytest.mark.parametrize("column", ["name", "district", "kind", "holder", "standing", "since", "last_reported"])
def test_places_are_sorted_by_a_column_and_what_lacks_it_comes_last(listing, column):
    said = listing("--date", "2020-10-22", "--format", "csv", "--sort", column)
    values = [row[column] for row in csv.DictReader(io.StringIO(said))]
    there = [value for value in values if value]
    assert values == there + [""] * (len(values) - len(there))
    if column not in ("name", "district"):
        assert there == sorted(there)
    assert sorted(ids(said)) == sorted(ids(listing("--date", "2020-10-22", "--format", "csv")))


def test_names_are_sorted_as_they_are_read_not_by_code_point(listing):
    names = [row["name"] for row in rows(listing("--date", "2020-10-22", "--format", "csv", "--sort", "name")).values()]
    assert names.index("Çöpədərə") < names.index("Heyva")


@pytest.mark.parametrize(
    "command", [("control", "--date", "2020-10-22"), ("diff", "2020-10-21", "2020-10-22"), ("totals",), ("events",)]
)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_ending_of_a_file_says_its_form(run, small_world, tmp_path, command, form):
    world = small_world()
    done = run("--data", world, *command, "-o", f"out.{form}")
    assert (done.exit_code, done.stdout) == (0, f"out.{form}\n")
    printed = run("--data", world, *command, "--format", form, "-o", "-")
    assert (tmp_path / f"out.{form}").read_text(encoding="utf-8") == printed.stdout
    assert printed.stdout == run("--data", world, *command, "--format", form).stdout


def test_a_stated_form_wins_over_the_ending(run, small_world, tmp_path):
    done = run("--data", small_world(), "control", "--date", "2020-10-22", "--format", "json", "-o", "out.csv")
    assert done.exit_code == 0
    assert json.loads((tmp_path / "out.csv").read_text(encoding="utf-8"))


def test_a_panel_goes_into_a_file(run, small_world, tmp_path):
    days = ("--from", "2020-10-21", "--to", "2020-10-22")
    world = small_world()
    assert run("--data", world, "control", *days, "-o", "panel.csv").exit_code == 0
    assert (tmp_path / "panel.csv").read_text(encoding="utf-8") == run(
        "--data", world, "control", *days, "--format", "csv"
    ).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("--from", "2020-10-21", "--to", "2020-10-22", "--format", "csv", "--district", "Alma"),
        ("--from", "2020-10-21", "--to", "2020-10-22", "--format", "csv", "--sort", "name"),
        ("--date", "2020-10-22", "--areas", "--sort", "name"),
        ("--from", "2020-10-22", "--to", "2020-10-21", "--format", "csv"),
        ("--from", "2020-10-21", "--to", "2020-10-22", "--format", "parquet", "-o", "-"),
    ],
)
def test_options_that_mean_nothing_together_are_refused(run, small_world, arguments):
    done = run("--data", small_world(), "control", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
