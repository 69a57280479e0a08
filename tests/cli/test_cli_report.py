"""`karamap report` writes text and map; `karamap cite` says how to cite."""

import json

import pytest

DAY = ("--date", "2020-10-22")


@pytest.fixture
def command(run, small_world):
    folder = small_world()
    return lambda *arguments: run("--data", folder, *arguments)


def test_a_folder_gets_text_map_and_citation(command, tmp_path):
    done = command("report", *DAY, "-o", f"{tmp_path / 'report'}/")
    names = ["report.md", "map.html", "citation.bib", "map.png"]
    assert (done.exit_code, done.stdout.split()) == (0, [str(tmp_path / "report" / name) for name in names])
    text = (tmp_path / "report" / "report.md").read_text(encoding="utf-8")
    assert text == command("report", *DAY).stdout.replace(
        "*Control on 22 October 2020, by all that the record knows.*\n",
        "*Control on 22 October 2020, by all that the record knows.*\n\n"
        "![Who held which ground on 22 October 2020](map.png)\n\n"
        "The map with every source behind it: [map.html](map.html)\n",
    )
    assert command("verify", tmp_path / "report" / "map.html").exit_code == 0


def test_a_picture_lies_beside_where_figures_can_be_drawn(command, tmp_path):
    command("report", *DAY, "-o", f"{tmp_path / 'report'}/")
    assert (tmp_path / "report" / "map.png").read_bytes().startswith(b"\x89PNG")
    assert "](map.png)" in (tmp_path / "report" / "report.md").read_text(encoding="utf-8")


def test_days_knowledge_and_show_are_passed_on(command):
    text = command("report", *DAY, "--since", "2020-10-09", "--known-on", "2020-10-22", "--show", "confirmed").stdout
    assert "changed hands since 9 October 2020" in text
    assert "as known on 22 October 2020" in text
    assert "moves only on what the side that lost it" in text


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((*DAY, "-o", "report.docx"), 1),
        ((*DAY, "--since", "2020-10-23"), 1),
        (("--date", "2031-01-01"), 1),
        ((), 2),
    ],
)
def test_what_cannot_be_told_is_one_line_and_writes_nothing(command, tmp_path, arguments, code):
    done = command("report", *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


@pytest.mark.parametrize(("name", "start"), [("c.bib", "@misc{"), ("c.json", "["), ("c.txt", "The karamap")])
def test_the_ending_says_how_to_cite(command, tmp_path, name, start):
    assert command("cite", *DAY, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_an_address_and_a_day_are_named(command):
    done = command("cite", "--format", "json", *DAY, "--known-on", "2020-10-23", "--address", "https://example.org")
    (item,) = json.loads(done.stdout)
    assert (item["URL"], item["title"]) == (
        "https://example.org",
        "The small world: who held what, as of 22 October 2020",
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--address", "example"), 2), (("--known-on", "2020-10-22"), 2), (("--date", "2031-01-01"), 1)],
)
def test_what_cannot_be_cited_is_refused(command, arguments, code):
    done = command("cite", *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
