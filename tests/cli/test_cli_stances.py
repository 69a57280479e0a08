"""A place that is contested, and one that is held still, in every output that tells of places."""

import csv
import json
from datetime import date

import pytest

CONTESTED, RETAKEN = date(2020, 10, 25), date(2020, 10, 30)


@pytest.fixture
def told(run, small_world):
    """Ask a command of a small world in which gn5 is contested for some days and gn3 is said to be held still."""

    def change(world):
        world.claim("gn5", "AZ", CONTESTED, stance="contested", side="none", source="page-none")
        world.claim("gn5", "ARM", RETAKEN, side="ARM", source="page-arm")
        world.claim("gn3", "AZ", CONTESTED, stance="holds", side="ARM", source="page-arm")

    folder = small_world(change)
    return lambda *arguments: run("--data", folder, *arguments).stdout


def listed(text):
    return {row["place_id"]: row for row in csv.DictReader(text.splitlines())}


def test_control_names_who_is_there(told):
    row = listed(told("control", "--date", "2020-10-25", "--format", "csv"))["gn5"]
    assert (row["holder"], row["standing"], row["contested"], row["since"]) == ("", "disputed", "ARM AZ", "2020-10-25")
    assert (row["changed"], row["change"]) == ("yes", "dated")
    assert "ARM or AZ" in told("control", "--date", "2020-10-25")


def test_control_tells_who_confirms_by_saying_who_holds_it_still(told):
    row = listed(told("control", "--date", "2020-10-25", "--format", "csv"))["gn3"]
    assert (row["holder"], row["standing"], row["since"]) == ("AZ", "confirmed", "2020-10-22")
    assert (row["last_reported"], row["change"], row["voices"]) == ("2020-10-25", "", "2")


def test_the_panel_of_days_names_who_is_there(told):
    panel = told("control", "--from", "2020-10-24", "--to", "2020-10-30", "--format", "csv").splitlines()
    own = [line for line in panel if ",gn5," in line]
    assert own[0].startswith("2020-10-24,gn5,ARM,assumed,2020-09-26,,ARM,0.")
    assert own[1] == "2020-10-25,gn5,,disputed,2020-10-25,ARM AZ,ARM,0.5"
    assert own[-1].startswith("2020-10-30,gn5,ARM,")


def test_why_says_that_it_is_contested_and_who_said_so(told):
    lines = told("why", "gn5", "--date", "2020-10-25").splitlines()
    assert lines[1] == "Armenian forces, Azerbaijan: all are said to be there, and none to hold it alone."
    assert lines[2].startswith("Standing: contested, since 25 October 2020; several parties are said to be there")
    assert any("Speaker of none: several sides are in this place, Azerbaijan among them." in line for line in lines)


def test_why_as_json_names_who_is_there(told):
    answer = json.loads(told("why", "gn5", "--date", "2020-10-25", "--format", "json"))
    assert (answer["holder"], answer["contested"], answer["voices"]) == ("", ["ARM", "AZ"], 1)


def test_why_marks_a_word_for_the_holder_and_one_for_another(told):
    assert "\n+ 25 October 2020  Speaker of ARM: Azerbaijan holds this place." in told("why", "gn3")


def test_diff_tells_that_it_came_to_be_contested_and_was_retaken(told):
    assert "ARM to contested by ARM or AZ, 1 place" in told("diff", "2020-10-24", "2020-10-25")
    assert "contested by ARM or AZ to ARM, 1 place" in told("diff", "2020-10-29", "2020-10-30")
    row = listed(told("diff", "2020-10-24", "2020-10-25", "--format", "csv"))["gn5"]
    assert (row["holder_after"], row["contested_after"], row["change"]) == ("", "ARM AZ", "dated")


def test_an_export_of_places_names_who_is_there(told):
    features = json.loads(told("export", "--date", "2020-10-25", "--layer", "places"))["features"]
    (own,) = (each["properties"] for each in features if each["properties"]["place_id"] == "gn5")
    assert (own["holder"], own["contested"]) == ("", ["ARM", "AZ"])


def test_the_word_of_earlier_versions_is_told_on_stderr(run, small_world):
    folder = small_world()
    now, before = (
        run("--data", folder, "control", "--date", "2020-10-22", "--show", word) for word in ("confirmed", "conceded")
    )
    assert (before.exit_code, before.stdout) == (0, now.stdout)
    assert before.stderr.splitlines()[-1] == "--show conceded is called --show confirmed now."


def test_another_word_is_wrong_use_that_names_the_right_ones(run, small_world):
    done = run("--data", small_world(), "control", "--date", "2020-10-22", "--show", "agreed")
    assert (done.exit_code, "'claimed', 'confirmed'" in done.stderr) == (2, True)


@pytest.mark.parametrize("day", ["2020-09-26", "2020-10-22"])
def test_why_makes_no_sentence_of_empty_values(run, small_world, day):
    for place_id in ("gn1", "gn3", "gn4", "km0001"):
        lines = run("--data", small_world(), "why", place_id, "--date", day).stdout.splitlines()
        assert not [line for line in lines if "never" in line or "None" in line or ", ;" in line or " ." in line]


def test_why_tells_kind_and_district_of_its_day(run, small_world):
    def moved(world):
        row = next(row for row in world.rows["gazetteer/memberships.csv"] if row["place_id"] == "gn3")
        row["valid_to"] = date(2020, 11, 1)
        world.add(
            "gazetteer/memberships.csv",
            **{**row, "district_id": "AZ-HEY", "kind": "town", "valid_from": row["valid_to"], "valid_to": None},
        )

    folder = small_world(moved)
    before, after = (run("--data", folder, "why", "gn3", "--date", day).stdout for day in ("2020-10-22", "2020-11-01"))
    assert before.startswith("Çöpədərə (village, Alma, gn3), 22 October 2020")
    assert after.startswith("Çöpədərə (town, Heyva, gn3), 1 November 2020")


@pytest.mark.parametrize(("count", "said"), [(1, "1 place has another holder"), (2, "2 places have another holder")])
def test_one_place_is_no_places(run, small_world, count, said):
    def change(world):
        for place_id in ("gn1", "gn2")[:count]:
            world.claim(place_id, "AZ", CONTESTED)

    assert run("--data", small_world(change), "diff", "2020-10-24", "2020-10-25").stdout.startswith(said)
