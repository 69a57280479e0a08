"""`why`, `diff`, `totals`, `verify` and `init`, each on the small world."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest

from karamap.cli import control, diff
from karamap.record import panel, totals
from karamap.theatre import loader


@pytest.fixture
def small(run, small_world):
    """Call a command on the small world."""
    folder = small_world()
    return lambda *arguments: run("--data", folder, *arguments)


def test_why_tells_place_verdict_and_every_claim_with_its_page(small):
    lines = small("why", "Çöpədərə", "--date", "2020-10-22").stdout.splitlines()
    assert lines[0] == "Çöpədərə (village, Alma, gn3), 22 October 2020"
    assert lines[1] == "Azerbaijan: one side, or a page that only reports, says so."
    assert "+ 22 October 2020  Speaker of AZ: Azerbaijan took this place." in lines
    assert any("Publisher of AZ" in line and "https://example.org/page-az" in line for line in lines)


def test_why_marks_a_denial(small):
    assert "\n- 9 October 2020" in small("why", "gn4", "--date", "2020-10-22").stdout


def test_why_takes_an_id(small):
    assert small("why", "gn5").stdout.startswith("Tatar (village, Heyva, gn5)")


def test_why_refuses_a_name_of_two_places_and_lists_them(small):
    done = small("why", "Tatar")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("karamap: 'Tatar' may be 2 places: ")


def test_why_takes_the_district_to_choose(small):
    assert small("why", "Tatar", "--district", "Heyva").stdout.startswith("Tatar (village, Heyva, gn5)")


@pytest.mark.parametrize(
    ("district", "said"), [("Nowhere", "no district is called 'Nowhere'"), ("Heyva", "no 'Çöpədərə' lies in 'Heyva'")]
)
def test_why_says_what_is_wrong_with_a_district(small, district, said):
    done = small("why", "Çöpədərə", "--district", district)
    assert (done.exit_code, done.stdout) == (1, "") and said in done.stderr


def test_why_refuses_an_unknown_name_and_names_the_nearest(small):
    done = small("why", "Hevya")
    assert (done.exit_code, "did you mean Heyva?" in done.stderr) == (1, True)


def test_why_tells_what_was_not_yet_public(small):
    assert (
        "1 more of its claims was made public after"
        in small("why", "gn3", "--date", "2020-10-22", "--known-on", "2020-10-21").stdout
    )


def test_why_as_json_says_the_same(small):
    told = json.loads(small("why", "gn4", "--date", "2020-10-22", "--format", "json").stdout)
    assert (told["holder"], told["standing"]) == ("AZ", "disputed")
    assert [claim["stance"] for claim in told["claims"]].count("denies") == 1


def test_why_tells_whose_word_was_looked_for_in_vain(run, small_world):
    def searched(world):
        row = {"place_id": "gn3", "looked_for": "ARM", "pages": ("page-arm", "page-none")}
        world.add("seeds/searches.csv", **row, searched_on="2026-11-26")

    folder = small_world(searched)
    assert run("--data", folder, "why", "gn3").stdout.splitlines()[-1] == (
        "No word of Armenian forces found; pages read: Publisher of ARM; Publisher of none, on 26 November 2026."
    )
    (told,) = json.loads(run("--data", folder, "why", "gn3", "--format", "json").stdout)["searches"]
    assert (told["looked_for"], told["pages"], told["searched_on"]) == ("ARM", ["page-arm", "page-none"], "2026-11-26")


@pytest.mark.parametrize(("day", "code"), [("2020-09-25", 1), ("2030-01-01", 1), ("x", 2)])
def test_why_refuses_a_day_it_cannot_answer_for(small, day, code):
    assert small("why", "gn3", "--date", day).exit_code == code


BELT = [[[46.85, 39.45], [47.0, 39.45], [47.0, 39.65], [46.85, 39.65], [46.85, 39.45]]]


@pytest.fixture
def zoned(run, small_world):
    """Call a command on the small world with a belt that RU is handed on 10 November 2020."""

    def belt(world):
        told = {"name": "The belt", "valid_from": "2020-11-01", "valid_to": "2020-11-20"}
        world.zone("belt", "zone", "Polygon", BELT, **told)
        world.add("gazetteer/texts.csv", key="zone.belt", language="az", text="Kəmər")
        world.claim(None, "RU", date(2020, 11, 10), zone_id="belt", basis="agreement", source="page-none")

    folder = small_world(belt)
    return lambda *arguments: run("--data", folder, *arguments)


@pytest.mark.parametrize("name", ["belt", "the belt", "KƏMƏR"])
def test_why_tells_of_a_zone_by_its_id_or_any_name(zoned, name):
    lines = zoned("why", name, "--date", "2020-11-12").stdout.splitlines()
    assert lines[:2] == [
        "The belt, zone, 2020-11-01 to 2020-11-20, belt, 12 November 2020",
        "Peacekeepers: transferred under an agreement.",
    ]
    assert "+ 10 November 2020  Speaker of AZ: Peacekeepers is here." in lines


def test_why_tells_of_a_zone_without_holder_and_out_of_force(zoned):
    assert zoned("why", "belt", "--date", "2020-11-05").stdout.splitlines()[1] == "No claim says who is here."
    assert zoned("why", "belt", "--date", "2020-12-01").stdout.splitlines()[1] == "Not in force on 1 December 2020."
    value = json.loads(zoned("why", "belt", "--date", "2020-11-12", "--format", "json").stdout)
    assert (value["place_id"], value["zone_id"], value["in_force"], value["holder"]) == (None, "belt", True, "RU")


def test_diff_lists_zones_apart_from_places(zoned):
    table = zoned("diff", "2020-11-05", "2020-11-12").stdout
    assert table.startswith("0 places have another holder")
    assert table.endswith("\nLines and zones:\n  The belt (zone): nobody to RU (agreed)\n")
    assert "The belt (zone): RU (agreed) to nobody" in zoned("diff", "2020-11-12", "2020-11-20").stdout
    (row,) = csv.DictReader(io.StringIO(zoned("diff", "2020-11-05", "2020-11-12", "--format", "csv").stdout))
    assert (row["place_id"], row["zone_id"], row["holder_after"], row["cell_km2"]) == ("", "belt", "RU", "")


def test_areas_and_ground_tell_the_same_of_a_zone(zoned):
    areas = json.loads(zoned("control", "--date", "2020-11-12", "--areas", "--format", "json").stdout)
    (whole,) = (row for row in areas if row["holder"] == "RU" and not row["district_id"])
    ground = json.loads(zoned("export", "--date", "2020-11-12").stdout)["features"]
    (own,) = (item["properties"] for item in ground if item["properties"]["holder"] == "RU")
    assert own["area_km2"] == pytest.approx(whole["area_km2"], abs=0.01)
    districts = sum(row["area_km2"] for row in areas if row["holder"] == "RU" and row["district_id"])
    assert districts == pytest.approx(whole["area_km2"], abs=0.05)


def test_diff_lists_what_moved(small):
    (row,) = (
        row
        for row in csv.DictReader(io.StringIO(small("diff", "2020-10-21", "2020-10-22", "--format", "csv").stdout))
        if row["place_id"] == "gn3"
    )
    assert (row["holder_before"], row["holder_after"], row["since"]) == ("ARM", "AZ", "2020-10-22")
    assert float(row["cell_km2"]) > 0


def test_diff_as_a_table_counts_first(small):
    assert small("diff", "2020-10-21", "2020-10-22").stdout.startswith(
        "2 places have another holder (2 on a day that is known); no other standing changed."
    )


DAYS = ("2020-10-21", "2020-10-22")


def areas_of(done):
    return {(row["district"], row["holder"]): row for row in json.loads(done.stdout)}


def test_diff_tells_the_ground_that_control_tells(small):
    before, after = (areas_of(small("control", "--date", day, "--areas", "--format", "json")) for day in DAYS)
    moved = areas_of(small("diff", *DAYS, "--areas", "--format", "json"))
    assert moved.keys() == before.keys() | after.keys()
    for key, row in moved.items():
        old, new = (side[key]["area_km2"] if key in side else 0 for side in (before, after))
        assert (row["km2_before"], row["km2_after"]) == (old, new)
        assert row["km2_change"] == pytest.approx(new - old, abs=0.005)


def test_diff_as_a_table_begins_with_the_ground(small):
    table = small("diff", *DAYS).stdout
    gained = areas_of(small("diff", *DAYS, "--areas", "--format", "json"))["whole theatre", "AZ"]["km2_change"]
    assert gained > 0
    assert f"({gained:+,.0f})" in table.splitlines()[2]
    assert table.splitlines()[2].startswith("Assessed ground of AZ: ")


def test_diff_of_knowledge_lists_what_was_learned(small):
    done = small("diff", "--known-on", "2020-10-21", "2020-10-22", "--date", "2020-10-22", "--format", "json")
    assert [row["place_id"] for row in json.loads(done.stdout)] == ["gn3", "km0001"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["2020-10-21"],
        ["2020-10-20", "2020-10-21", "2020-10-22"],
        ["--known-on", "2020-10-21", "2020-10-22"],
        ["2020-10-20", "2020-10-21", "--date", "2020-10-22"],
    ],
    ids=["nothing", "one day", "three days", "no date", "both"],
)
def test_diff_refuses_half_a_question(small, arguments):
    assert small("diff", *arguments).exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [("2020-10-22", "2020-10-21"), ("--known-on", "2020-10-22", "2020-10-21", "--date", "2020-10-22")],
    ids=["days", "knowledge"],
)
def test_diff_of_days_in_reverse_is_refused_as_render_refuses_it(run, small_world, arguments):
    done = run("--data", small_world(), "diff", *arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.endswith("give the earlier day first\n")


def test_totals_sets_both_numbers_side_by_side(small):
    (row,) = csv.DictReader(io.StringIO(small("totals", "--format", "csv").stdout))
    assert (row["said"], row["counted"]) == ("2 villages", "3 villages")


def test_totals_as_json(small):
    (told,) = json.loads(small("totals", "--format", "json").stdout)
    assert (told["said"], told["difference"]) == ({"villages": 2}, {"villages": -1})


def test_totals_before_any_are_an_empty_answer(small):
    assert small("totals", "--date", "2020-10-01").exit_code == 0


def test_totals_without_a_statement_about_a_border_list_none(small):
    assert json.loads(small("totals", "--borders", "--format", "json").stdout) == []


def test_totals_tell_under_the_table_how_much_of_a_border_is_held(run):
    last = run("totals", "--date", "2020-10-22").stdout.splitlines()[-1]
    assert last.startswith("2020-10-22: state border between Azerbaijan and Iran completely secured (President")
    assert re.search(r"By the record Azerbaijan held \d+ % of \d+ km as known then, \d+ % by all that is known", last)


def test_totals_before_that_statement_do_not_tell_of_it(run):
    assert "state border" not in run("totals", "--date", "2020-10-21").stdout


@pytest.mark.parametrize("surface", ["assessed", "claimed"])
def test_borders_are_rows_with_kilometres_by_holder(run, surface):
    (row,) = json.loads(run("totals", "--borders", "--surface", surface, "--format", "json").stdout)
    assert (row["border"], row["holder"]) == ("AZ-IR", "AZ")
    assert row["share"] == pytest.approx(row["held_km"]["AZ"] / row["length_km"], abs=0.002)


def test_borders_in_csv_have_the_columns_that_are_promised(run):
    lines = run("totals", "--borders", "--format", "csv").stdout.splitlines()
    promised = (
        "claim_id,as_of,reported_on,border,speaker,said,holder,length_km,held_km,share,held_km_by_all,share_by_all"
    )
    assert lines[0] == promised
    assert "km" not in lines[1]
    assert " AZ" in lines[1]


def test_verify_of_the_same_exits_with_0(small, tmp_path):
    small("render", "--date", "2020-10-22", "-o", tmp_path / "map.html")
    done = small("verify", tmp_path / "map.html")
    assert (done.exit_code, ": same: " in done.stdout) == (0, True)


def test_verify_of_an_altered_map_exits_with_1(small, tmp_path):
    path = tmp_path / "map.html"
    small("render", "--date", "2020-10-22", "-o", path)
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8", newline="")
    done = small("verify", path)
    assert (done.exit_code, ": altered: " in done.stderr) == (1, True)


def test_verify_of_no_map_is_one_line(small, tmp_path):
    (tmp_path / "map.html").write_text("hello")
    done = small("verify", tmp_path / "map.html")
    assert (done.exit_code, done.stderr.count("\n"), isinstance(done.exception, SystemExit)) == (1, 1, True)


def test_init_copies_tables_that_are_the_same(small, run, tmp_path):
    done = small("init", tmp_path / "mine")
    assert (done.exit_code, loader.problems(tmp_path / "mine")) == (0, [])


def test_init_of_the_shipped_tables_gives_the_same_fingerprint(run, theatre, tmp_path):
    run("init", tmp_path / "mine")
    assert loader.fingerprint(tmp_path / "mine") == theatre.fingerprint


def test_init_overwrites_nothing(small, tmp_path):
    small("init", tmp_path / "mine")
    (tmp_path / "mine/seeds/claims.csv").write_text("mine")
    done = small("init", tmp_path / "mine")
    assert (done.exit_code, (tmp_path / "mine/seeds/claims.csv").read_text()) == (1, "mine")


def test_init_where_nothing_can_be_written_is_one_line(run, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    answer = run("init", tmp_path / "file" / "folder")
    assert (answer.exit_code, answer.stderr.count("\n")) == (1, 1)
    assert "cannot write" in answer.stderr


# Mentions without a change of holder.


@pytest.fixture
def mentioned(run, small_world):
    """Call a command on the small world with three mentions: two at one place, one elsewhere."""

    def told(world):
        world.event("m1")
        world.event(
            "m2", kind="visit", happened_on=date(2020, 10, 30), reported_on=date(2020, 10, 30), note="One came."
        )
        world.event(
            "m3", place_id=None, where="beyond the river", lon=47.5, lat=38.9, kind="crash", note="A drone fell."
        )

    folder = small_world(told)
    return lambda *arguments: run("--data", folder, *arguments)


def test_why_tells_mentions_under_a_heading_of_their_own(mentioned):
    lines = mentioned("why", "gn3", "--date", "2020-10-25").stdout.splitlines()
    at = lines.index("Mentioned, with no change of holder:")
    assert lines[at + 2 :] == [
        "· 22 October 2020  Speaker of ARM: a strike. Houses were hit.",
        "    made public 23 October 2020; mention m1",
        "    Publisher of ARM, 23 October 2020, original, https://example.org/page-arm",
        "1 more of its mentions is of a later day.",
    ]


def test_why_leaves_out_mentions_made_public_later(mentioned):
    told = mentioned("why", "gn3", "--date", "2020-10-25", "--known-on", "2020-10-22").stdout
    assert "Houses were hit" not in told
    assert "2 more of its mentions were made public after 22 October 2020." in told


def test_why_has_no_heading_where_nothing_is_mentioned(mentioned):
    assert "Mentioned" not in mentioned("why", "gn1").stdout


def test_why_tells_mentions_as_json(mentioned):
    told = json.loads(mentioned("why", "gn3", "--date", "2020-10-25", "--format", "json").stdout)
    assert [(item["id"], item["kind"], item["place"]) for item in told["mentions"]] == [("m1", "strike", "Çöpədərə")]
    assert (told["mentions_to_come"], told["mentions_unheard"]) == (1, 0)


def test_events_are_listed_oldest_first_wherever_they_were(mentioned):
    rows = list(csv.DictReader(io.StringIO(mentioned("events", "--format", "csv").stdout)))
    assert [(row["id"], row["place"], row["lon"]) for row in rows] == [
        ("m1", "Çöpədərə", "46.8"),
        ("m3", "beyond the river", "47.5"),
        ("m2", "Çöpədərə", "46.8"),
    ]


def test_events_obey_both_dates(mentioned):
    done = mentioned("events", "--date", "2020-10-25", "--known-on", "2020-10-22", "--format", "json")
    assert (json.loads(done.stdout), done.stderr) == ([], "0 mentions, 3 made public later\n")


def test_events_as_a_table_tell_the_note(mentioned):
    assert "One came." in mentioned("events").stdout


def test_mentions_move_and_count_nothing(mentioned, small):
    for command in (("control", "--date", "2020-10-22"), ("totals",), ("diff", "2020-10-21", "2020-10-22")):
        assert mentioned(*command).stdout == small(*command).stdout


@pytest.mark.parametrize(
    ("output", "columns"),
    [
        ("`control --date --format csv`", control.COLUMNS),
        ("`control --areas --format csv`", control.AREAS),
        ("`control --from --to`", panel.COLUMNS),
        ("`diff --format csv`", diff.COLUMNS),
        ("`diff --areas --format csv`", diff.AREAS),
        ("`totals --format csv`", totals.COLUMNS),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_readme_promises_the_columns_that_are_written(output, columns):
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (row,) = (line for line in readme.splitlines() if line.startswith(f"| {output} |"))
    assert row.split("|")[2].split("`")[1].split(", ") == list(columns)
