"""`karamap render` draws one day or many as one file that needs nothing else, or leaves everything as it was."""

import gzip
import json
import random
import re
import signal
import subprocess
import sys
import time
from datetime import date

import pytest
from faults import CITATIONS, CLAIMS, REFUSED

from karamap.tables.data_folder import data_dir

KILLS = 8
PAYLOAD = "</script><script>alert(1)</script><!-- \u2028 & \"'"


def document_in(path):
    """The data block of a finished page."""
    text = path.read_text(encoding="utf-8")
    (block,) = re.findall(r'<script type="application/json" id="karamap-data">(.*?)</script>', text, re.DOTALL)
    return json.loads(block)


@pytest.fixture
def render(run, small_world, tmp_path):
    """Render the small world's 22 October 2020 and return the outcome and the file."""

    def call(*arguments, change=lambda _: None, day="2020-10-22"):
        path = tmp_path / "map.html"
        return run("--data", small_world(change), "render", "--date", day, "-o", path, *arguments), path

    return call


def test_the_name_of_the_file_is_all_that_goes_to_stdout(render):
    done, path = render()
    assert (done.exit_code, done.stdout) == (0, f"{path}\n")


def test_without_a_name_the_file_is_named_after_the_day(run, small_world, tmp_path):
    done = run("--data", small_world(), "render", "--date", "2020-10-22")
    assert done.stdout == "karamap-2020-10-22.html\n"
    assert (tmp_path / "karamap-2020-10-22.html").is_file()


def test_what_was_drawn_and_what_not_is_told_on_stderr(render):
    done, _ = render()
    assert done.stderr.splitlines() == [
        "6 of 7 places drawn; changing hands on 2020-10-22: 2.",
        "1 place without coordinates not drawn; the page lists them.",
        "Changing that day but not drawn, since nobody located them: İtkin.",
    ]


def test_verbose_tells_each_step(run, small_world):
    done = run("--data", small_world(), "-v", "render", "--date", "2020-10-22")
    assert done.stderr.splitlines()[:2] == ["loading", "reading and checking the tables"]


def test_the_file_holds_the_day_it_was_asked_for(render):
    head = document_in(render()[1])["head"]
    assert (head["first"], head["last"], head["day"]) == ("2020-10-22", "2020-10-22", 0)


@pytest.fixture
def render_days(run, small_world, tmp_path):
    """Render a run of days of the small world and return the outcome and the file."""

    def call(*arguments):
        path = tmp_path / "map.html"
        return run("--data", small_world(), "render", "-o", path, *arguments), path

    return call


def test_a_run_of_days_opens_on_its_last(render_days):
    done, path = render_days("--from", "2020-09-27", "--to", "2020-12-01")
    head = document_in(path)["head"]
    assert (done.exit_code, head["first"], head["last"], head["day"]) == (0, "2020-09-27", "2020-12-01", 65)


def test_a_run_of_days_opens_on_the_day_that_is_asked_for(render_days):
    _, path = render_days("--from", "2020-09-27", "--to", "2020-12-01", "--date", "2020-10-09")
    assert document_in(path)["head"]["day"] == 12


def test_a_run_of_days_is_named_after_both_ends(run, small_world):
    done = run("--data", small_world(), "render", "--from", "2020-10-01", "--to", "2020-10-09")
    assert done.stdout == "karamap-2020-10-01-2020-10-09.html\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Give --date D, or --from D"),
        (("--from", "2020-10-01"), "--from needs --to as well"),
        (("--to", "2020-10-01"), "--to needs --from as well"),
    ],
)
def test_days_that_are_missing_are_wrong_use(render_days, arguments, words):
    done, path = render_days(*arguments)
    assert (done.exit_code, done.stdout, path.exists()) == (2, "", False)
    assert words in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--from", "2020-10-02", "--to", "2020-10-01"), 2, "--from 2020-10-02 is after --to 2020-10-01"),
        (("--from", "2020-10-01", "--to", "2020-10-02", "--date", "2020-10-03"), 2, "outside the days"),
        (("--from", "2020-01-01", "--to", "2020-10-02"), 1, "before the record"),
        (("--from", "2020-10-01", "--to", "2030-10-02"), 1, "after the record"),
        (("--from", "2020-10-01", "--to", "2020-10-41"), 2, "is not a date"),
    ],
)
def test_days_that_make_no_sense_are_refused(render_days, arguments, code, words):
    done, path = render_days(*arguments)
    assert (done.exit_code, done.stdout, path.exists()) == (code, "", False)
    assert words in done.stderr.splitlines()[-1]


def test_known_on_a_day_is_all_that_is_in_the_file(render):
    _, path = render("--known-on", "2020-10-21")
    document = document_in(path)
    assert (document["head"]["known"], list(document["series"])) == ("2020-10-21", ["2020-10-21"])


def test_known_on_shown_opens_with_what_was_known_that_day(render):
    _, path = render("--known-on", "Shown")
    document = document_in(path)
    assert (document["head"]["known"], sorted(document["series"])) == ("shown", ["all", "shown"])


def test_ground_may_go_with_the_nearest_place(render):
    _, path = render("--surface", "claimed")
    assert document_in(path)["head"]["surface"] == "claimed"


def test_a_page_may_open_on_a_part_of_the_theatre(render):
    _, whole = render()
    assert document_in(whole)["view"]["crop"] is None
    west, south, east, north = document_in(whole)["view"]["bounds"]
    middle = f"{west},{south},{east},{north}"
    _, path = render("--bbox", middle, "--zoom", "2")
    shown = document_in(path)["view"]["crop"]
    assert shown[2] - shown[0] == pytest.approx((east - west) / 2, abs=2e-4)
    assert shown[1] - south == pytest.approx((north - south) / 4, abs=2e-4)


def test_a_part_that_is_none_is_refused_and_an_older_file_stays(render):
    _, path = render()
    before = path.read_bytes()
    done, _ = render("--bbox", "10,10,11,11")
    assert (done.exit_code, path.read_bytes()) == (1, before)
    assert "lies outside the theatre" in done.stderr


STORY = """
[[step]]
day = 2020-10-21
text = "Before. https://example.org/ </script>"
known = "shown"

[[step]]
day = 2020-10-22
text = "After."
zoom = 2
"""


def test_a_story_takes_its_days_from_its_steps_and_is_verified(run, small_world, tmp_path):
    folder, story, path = small_world(), tmp_path / "told.toml", tmp_path / "map.html"
    story.write_text(STORY, encoding="utf-8")
    done = run("--data", folder, "render", "--story", story, "-o", path)
    assert done.exit_code == 0, done.stderr
    document = document_in(path)
    assert (document["head"]["first"], document["head"]["last"]) == ("2020-10-21", "2020-10-22")
    assert [(step["day"], step["known"]) for step in document["story"]] == [(0, "shown"), (1, "all")]
    assert document["story"][0]["crop"] is None
    assert len(document["story"][1]["crop"]) == 4
    assert run("--data", folder, "verify", path).exit_code == 0


def test_a_step_on_a_day_that_the_map_lacks_is_refused(run, small_world, tmp_path):
    story, path = tmp_path / "told.toml", tmp_path / "map.html"
    story.write_text(STORY, encoding="utf-8")
    done = run("--data", small_world(), "render", "--story", story, "--date", "2020-10-22", "-o", path)
    assert (done.exit_code, path.exists()) == (1, False)
    assert "the story has a step on 2020-10-21; the map has 2020-10-22 to 2020-10-22" in done.stderr


def test_a_page_for_a_frame_comes_with_the_snippet_that_shows_it(render):
    done, path = render("--embed")
    assert document_in(path)["head"]["embed"] is True
    assert done.stdout.splitlines()[0] == str(path)
    assert '<iframe src="map.html"' in done.stdout


def test_known_on_takes_no_other_word(render):
    done, path = render("--known-on", "today")
    assert (done.exit_code, path.exists()) == (2, False)


def test_the_language_of_the_page_is_an_option(render):
    assert document_in(render()[1])["language"] == "en"
    assert document_in(render("--language", "ru")[1])["language"] == "ru"
    assert '<html lang="ru">' in render("--language", "ru")[1].read_text(encoding="utf-8")


@pytest.mark.parametrize("title", ["Hello", PAYLOAD, "{{ 7*7 }}", "{% raw %}", "Ağbənd · Աղբենդ", "\\u0041 \\n"])
def test_a_title_is_taken_as_text_whatever_it_holds(render, title):
    done, path = render("--title", title)
    assert done.exit_code == 0
    assert document_in(path)["head"]["title"] == title


def test_a_title_cannot_add_a_script(render):
    plain, harmful = (render("--title", title)[1].read_text(encoding="utf-8") for title in ("Hello", PAYLOAD))
    assert harmful.lower().count("<script") == plain.lower().count("<script")
    assert "<script>alert" not in harmful


def test_a_title_that_no_file_can_hold_is_refused_without_a_traceback(render):
    done, path = render("--title", "\udcff")
    assert isinstance(done.exception, SystemExit)
    assert (done.exit_code, list(path.parent.glob("*map.html*"))) == (1, [])


def test_a_name_in_the_tables_cannot_add_a_script(render):
    def harmful(world):
        world.rows["gazetteer/names.csv"][0]["name"] = "<script>alert(1)</script>"

    _, path = render(change=harmful)
    assert "<script>alert" not in path.read_text(encoding="utf-8")


def test_the_page_asks_for_nothing_from_elsewhere(render):
    text = render()[1].read_text(encoding="utf-8")
    loads = re.findall(
        r"""<(?:script|link|img|iframe|audio|video|source|object|embed)\b[^>]*(?:src|href)=[^>]*>""", text
    )
    assert loads == ['<link rel="icon" href="data:,">']
    assert not re.findall(r"url\(|@import", text.split("</style>")[0])


def test_the_page_forbids_itself_to_ask(render):
    text = render()[1].read_text(encoding="utf-8")
    assert "default-src 'none'" in text


@pytest.mark.parametrize("name", ["map.jpg", "map", "map.html.gz", ".html.txt"])
def test_a_file_it_cannot_draw_is_refused(run, small_world, tmp_path, name):
    done = run("--data", small_world(), "render", "--date", "2020-10-22", "-o", name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "cannot draw a " in done.stderr.splitlines()[-1]
    assert ".svg, .png, .pdf, .webp or .gif file for a figure" in done.stderr.splitlines()[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


@pytest.mark.parametrize("name", ["map.htm", "MAP.HTML"])
def test_other_ways_to_write_html_are_taken(run, small_world, tmp_path, name):
    assert run("--data", small_world(), "render", "--date", "2020-10-22", "-o", tmp_path / name).exit_code == 0


def test_a_missing_folder_is_one_line(run, small_world):
    done = run("--data", small_world(), "render", "--date", "2020-10-22", "-o", "nowhere/map.html")
    assert (done.exit_code, done.stderr) == (
        1,
        "karamap: cannot write nowhere/map.html: there is no folder nowhere; make it first, or name another\n",
    )


@pytest.mark.parametrize("name", REFUSED)
def test_broken_tables_are_refused_in_the_words_of_check(run, small_world, tmp_path, name):
    folder = REFUSED[name].build(small_world)
    done = run("--data", folder, "render", "--date", "2020-10-22")
    assert done.exit_code == 1
    assert REFUSED[name].where(folder) + REFUSED[name].words in done.stderr
    report = run("--data", folder, "check").stderr.splitlines()
    assert {line.removeprefix("karamap: ") for line in done.stderr.splitlines()} <= {
        line.removeprefix("karamap: ") for line in report
    }


@pytest.mark.parametrize("name", REFUSED)
def test_broken_tables_write_no_file(run, small_world, tmp_path, name):
    run("--data", REFUSED[name].build(small_world), "render", "--date", "2020-10-22")
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_broken_tables_leave_the_old_file(run, small_world, tmp_path):
    old = tmp_path / "karamap-2020-10-22.html"
    old.write_text("old")
    run("--data", REFUSED["bad date"].build(small_world), "render", "--date", "2020-10-22")
    assert old.read_text() == "old"


def test_a_record_without_claims_is_refused_without_a_traceback(render):
    def silent(world):
        world.rows[CLAIMS].clear()
        world.rows[CITATIONS].clear()

    done, path = render(change=silent)
    assert isinstance(done.exception, SystemExit)
    assert (done.exit_code, path.exists()) == (1, False)


def test_tables_without_located_places_are_refused_without_a_traceback(render):
    def lost(world):
        for row in world.rows["gazetteer/places.csv"]:
            row["lon"] = row["lat"] = None

    done, path = render(change=lost)
    assert isinstance(done.exception, SystemExit)
    assert (done.exit_code, path.exists()) == (1, False)


def test_a_single_located_place_can_be_drawn(render):
    def alone(world):
        for row in world.rows["gazetteer/places.csv"][1:]:
            row["lon"] = row["lat"] = None

    assert render(change=alone)[0].exit_code == 0


def test_every_day_on_which_something_happens_can_be_drawn(render):
    for day in (date(2020, 9, 26), date(2020, 10, 9), date(2020, 10, 22), date(2020, 12, 1)):
        assert render(day=str(day))[0].exit_code == 0


# Bytes.

WAR = ("--from", "2020-09-27", "--to", "2020-12-01")
ENVIRONMENTS = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Baku", "LC_ALL": "C", "LANG": "C"},
    {
        "PYTHONHASHSEED": "2",
        "TZ": "America/Los_Angeles",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "PYTHONUTF8": "0",
    },
    {"COLUMNS": "40", "HOME": "/dev/null/home", "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"},
]


@pytest.fixture(scope="session")
def shipped_map(tmp_path_factory):
    """The shipped tables from the first day of the war to the last handover, drawn by a process of its own."""
    path = tmp_path_factory.mktemp("shipped") / "map.html"
    command = [sys.executable, "-m", "karamap", "-q", "render", *WAR, "-o", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("env", ENVIRONMENTS, ids=lambda env: " ".join(f"{k}={v}" for k, v in env.items()) or "again")
def test_the_bytes_are_the_same_whatever_the_machine_is_set_to(run_process, tmp_path, shipped_map, env):
    done = run_process("render", *WAR, "-o", "map.html", env=env)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "map.html").read_bytes() == shipped_map


def test_the_bytes_are_the_same_in_one_process_twice(run, tmp_path):
    for name in ("one.html", "other.html"):
        run("render", "--from", "2020-10-21", "--to", "2020-10-22", "-o", name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "other.html").read_bytes()


@pytest.mark.slow
def test_the_bytes_are_the_same_in_this_process(run, tmp_path, shipped_map):
    run("render", *WAR, "-o", "map.html")
    assert (tmp_path / "map.html").read_bytes() == shipped_map


def test_another_day_is_another_map(run, tmp_path, shipped_map):
    run("render", "--date", "2020-10-21", "-o", "map.html")
    assert (tmp_path / "map.html").read_bytes() != shipped_map


def test_the_page_names_no_folder_of_this_machine(shipped_map):
    assert str(data_dir()).encode() not in shipped_map


def test_the_whole_map_is_a_file_one_can_send(shipped_map):
    assert len(shipped_map) < 1_300_000
    assert len(gzip.compress(shipped_map)) < 355_000


@pytest.mark.slow
def test_a_killed_render_leaves_one_whole_map_or_the_other(tmp_path, shipped_map):
    path = tmp_path / "map.html"
    path.write_bytes(shipped_map)
    command = [sys.executable, "-m", "karamap", "-q", "render", "--date", "2020-10-21", "-o", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    maps = {shipped_map, path.read_bytes()}
    started = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    lasts = time.monotonic() - started
    for at in range(KILLS):
        path.write_bytes(shipped_map)
        share = random.uniform(0, 1) if at % 3 else random.uniform(0.8, 1.05)  # often near the end, where it writes
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as renderer:
            time.sleep(share * lasts)
            renderer.send_signal(signal.SIGKILL)
        assert path.read_bytes() in maps
    subprocess.run(command, check=True, capture_output=True)
    assert path.read_bytes() in maps - {shipped_map}


def test_a_map_may_go_to_stdout(run, small_world, render):
    _, path = render()
    done = run("--data", small_world(), "render", "--date", "2020-10-22", "-o", "-")
    assert done.exit_code == 0
    assert done.stdout == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--embed", "--open"])
def test_what_needs_a_file_is_refused_on_stdout(run, small_world, option):
    done = run("--data", small_world(), "render", "--date", "2020-10-22", "-o", "-", option)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "name one with -o FILE.html" in done.stderr


def test_maps_of_different_things_have_different_names(run, small_world, tmp_path):
    options = [
        (),
        ("--known-on", "2020-10-21"),
        ("--known-on", "SHOWN"),
        ("--show", "confirmed"),
        ("--surface", "claimed"),
        ("--language", "ru"),
        ("--language", "ru", "--embed"),
        ("--zoom", "2"),
        ("--zoom", "2.5"),
        ("--from", "2020-10-21", "--to", "2020-10-22"),
    ]
    world = small_world()
    written = []
    for chosen in options:
        done = run("--data", world, "render", "--date", "2020-10-22", *chosen)
        assert done.exit_code == 0, done.stderr
        written.append(done.stdout.splitlines()[0])
    assert len(set(written)) == len(options)
    assert {*written} == {path.name for path in tmp_path.glob("*.html")}
    assert written[:3] == [
        "karamap-2020-10-22.html",
        "karamap-2020-10-22-known-2020-10-21.html",
        "karamap-2020-10-22-known-shown.html",
    ]
