"""The report of a day says what the commands say, and text of the tables is nothing but text in it."""

import re
from datetime import date

import pytest

from karamap.ground.areas import changed_areas
from karamap.ground.snapshot import Snapshot
from karamap.report.day_report import Beside, report
from karamap.report.markdown import link, plain, table

BEGINNING, DAY = date(2020, 9, 26), date(2020, 10, 22)


@pytest.fixture
def told(small_theatre):
    """The report of the small world on 22 October 2020, and its snapshots."""

    def call(change=lambda _: None, *beside):
        theatre = small_theatre(change)
        before, day = Snapshot.at(theatre, BEGINNING), Snapshot.at(theatre, DAY)
        return report(before, day, Beside(*beside)), before, day

    return call


def section(text, title):
    return text.split(f"## {title}")[1].split("\n## ")[0]


def test_ground_is_that_of_the_areas(told):
    text, before, day = told()
    whole = {row["holder"]: row for row in day.area_rows if not row["district_id"]}
    ground = section(text, "Ground and places")
    assert f"| Azerbaijan | {whole['AZ']['area_km2']:,.0f} | {whole['AZ']['area_low_km2']:,.0f} |" in ground
    assert re.search(r"\| Azerbaijan \|.* 3 \|\n", ground)
    moved = [row for row in changed_areas(before.area_rows, day.area_rows) if row["holder"] == "AZ"]
    changed = section(text, "Ground that changed since 26 September 2020")
    assert all(f"+{row['km2_change']:,.0f}" in changed for row in moved)


def test_contested_places_are_counted_without_a_holder_and_named(told):
    def contested(world):
        world.claim("gn5", "AZ", date(2020, 10, 20), stance="contested", side="none", source="page-none")

    ground = section(told(contested)[0], "Ground and places")
    assert re.search(r"\| no report \|.* 1 \|\n", ground)
    assert "counted as without a holder: Tatar (contested by Armenian forces or Azerbaijan)." in ground


def test_places_that_changed_hands_have_their_standing_and_pages(told):
    text, *_ = told()
    places = section(text, "Places that changed hands since 26 September 2020")
    assert (
        "**Alma**, Armenian forces to Azerbaijan, 2 places: Çöpədərə (claimed) \\[1\\]; Tatar (disputed) \\[1, 2\\]."
        in places
    )
    assert "**Heyva**, no report to Azerbaijan, 1 place: İtkin (claimed) \\[1\\]." in places


def test_pages_are_numbered_once_and_listed(told):
    text, *_ = told()
    sources = section(text, "Sources")
    assert re.findall(r"^(\d+)\. ", sources, flags=re.MULTILINE) == ["1", "2"]
    assert "1. Publisher of AZ. *A page*. 23 October 2020. <https://example.org/page-az>" in sources
    referred = {int(number) for found in re.findall(r"\\\[([\d, ]+)\\\]", text) for number in found.split(", ")}
    assert referred == {1, 2}


def test_totals_stand_beside_the_record(told):
    text, *_ = told()
    assert "| 22 October 2020 (running) | 2 villages \\[1\\] |" in section(text, "Announced totals beside the record")


def test_method_limits_and_citation_are_there(told):
    text, _, day = told()
    titles = re.findall(r"^## (.*)$", text, flags=re.MULTILINE)
    assert titles[-4:] == ["Method", "Limits", "Sources", "How to cite"]
    assert day.theatre.fingerprint in text
    assert "Settlements: a survey of the small world (CC0)." in text
    assert "1 place without coordinates has no ground" in text


def test_files_beside_are_referred_to(told):
    text, *_ = told(lambda _: None, "map.html", "map.png")
    assert "![Who held which ground on 22 October 2020](map.png)" in text
    assert "[map.html](map.html)" in text
    assert "map.html" not in told()[0]


def test_a_day_without_changes_says_so(small_theatre):
    first = Snapshot.at(small_theatre(), BEGINNING)
    text = report(first, first)
    assert "No district changed" in text
    assert section(text, "Places that changed hands since 26 September 2020").strip() == "None."


HOSTILE = "[x](javascript:alert(1)) <b>|*`_ $1$ # \\ <!-- & \n- y"


def test_texts_of_the_tables_are_nothing_but_text(told):
    def hostile(world):
        world.rows["seeds/sources.csv"][0].update(
            title="[x](javascript:alert(1)) <b>|*`_$#\\", publisher="1. *P* | <i>"
        )

    text, *_ = told(hostile)
    (entry,) = (line for line in text.splitlines() if line.startswith("1. "))
    assert entry.startswith(
        "1. 1\\. \\*P\\* \\| \\<i\\>. *\\[x\\](javascript:alert(1)) \\<b\\>\\|\\*\\`\\_\\$\\#\\\\*."
    )


def test_plain_text_escapes_what_means_something():
    unescaped = re.sub(r"\\.", "", plain(HOSTILE))
    assert not set("[]<>|*`_$#&\\\n") & set(unescaped)
    assert re.sub(r"\\(.)", r"\1", plain(HOSTILE)) == " ".join(HOSTILE.split())


def test_addresses_end_where_they_end():
    assert link("https://example.org/a>b c") == "<https://example.org/a%3Eb%20c>"


def test_a_table_has_its_numbers_flush_right():
    head, rule, row, empty = table(("a", "b"), [("x", "1")], numbers=1)
    assert (head, row, empty) == ("| a | b |", "| x | 1 |", "")
    assert re.fullmatch(r"\| -+ \| -+: \|", rule)
