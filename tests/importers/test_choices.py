"""What the maker of a theatre decides: asked on a terminal, stated by options, or as the files give it."""

import csv
import tomllib

import pytest
from click.testing import CliRunner

from karamap.cli import main, new
from karamap.theatre import loader

PLACES = "name,name:ar,lon,lat\nBank,بنك,30.0,14.0\nHill,تل,30.1,14.1\n"
CLAIMS = "place,holder,date\nBank,RED,2031-03-01\nHill,BLU,2031-03-05\n"
PARTIES = "id,name\nRED,Red\nBLU,Blue\n"


@pytest.fixture
def ask(tmp_path, monkeypatch):
    """Call `karamap new` as on a terminal, with answers; the result, and what the settings say."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("a_war", PLACES), ("claims", CLAIMS), ("parties", PARTIES)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")

    def call(*options, answers=None):
        monkeypatch.setattr(new, "_is_terminal", lambda: answers is not None)
        files = ("--places", "a_war.csv", "--claims", "claims.csv", "--parties", "parties.csv")
        done = CliRunner().invoke(main, ["new", "mine", *files, *options], input="\n".join(answers or ()) + "\n")
        path = tmp_path / "mine/gazetteer/theatre.toml"
        return done, tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    return call


def licences(tmp_path):
    with (tmp_path / "mine/gazetteer/sources.csv").open(encoding="utf-8", newline="") as stream:
        return {row["id"]: row["licence"] for row in csv.DictReader(stream)}


def test_every_question_has_an_answer_that_the_files_give(ask, tmp_path):
    done, settings = ask(answers=[""] * 6)
    assert done.exit_code == 0, done.stderr
    assert done.stderr.count("]:") == 6
    for default in ("[a war]", "[SD]", "[2031-03-01]", "[stays]", "[ar,en]", "[not stated]"):
        assert default in done.stderr
    assert settings["theatre"]["title"] == "a war"
    assert settings["land"]["countries"] == ["SD"]
    assert "state_as_of" not in settings["record"] and "names" not in settings
    assert loader.problems(tmp_path / "mine") == []


def test_answers_are_what_the_theatre_says_and_bad_ones_are_asked_again(ask, tmp_path):
    said = ["Two banks", "XX", "SD", "2031-13-01", "5 March 2031", "moves", "follows", "english", "fa en", "CC0"]
    done, settings = ask(answers=said)
    assert done.exit_code == 0, done.stderr
    for refused in ("no country 'XX'", "'2031-13-01' is not a date", "'moves' is neither", "'english' is no code"):
        assert refused in done.stderr
    assert settings["theatre"]["title"] == "Two banks"
    assert settings["land"]["countries"] == ["SD"]
    assert (settings["record"]["silence"], str(settings["record"]["state_as_of"])) == ("follows", "2031-03-05")
    assert settings["names"]["shown"] == ["fa", "en"]
    assert licences(tmp_path) == {"places": "CC0", "natural-earth-50m": "public domain"}
    sources = (tmp_path / "mine/seeds/sources.csv").read_text(encoding="utf-8")
    assert "licence: CC0" in sources
    assert loader.problems(tmp_path / "mine") == []


def test_what_an_option_states_is_not_asked(ask):
    done, settings = ask("--title", "T", "--land", "SD", "--languages", "en", answers=[""] * 3)
    assert done.exit_code == 0, done.stderr
    assert "called?" not in done.stderr and "countries" not in done.stderr and "languages" not in done.stderr
    assert settings["names"]["shown"] == ["en"]


def test_without_a_terminal_the_defaults_are_taken_and_told(ask, tmp_path):
    done, _ = ask()
    assert done.exit_code == 0, done.stderr
    for told in ("Taken: title: a war", "Taken: land: SD", "Taken: start: 2031-03-01", "Taken: silence: stays"):
        assert told in done.stderr
    note = (tmp_path / "mine/IMPORT.md").read_text(encoding="utf-8")
    assert "karamap new DIR --places a_war.csv --claims claims.csv --parties parties.csv" in note
    assert "a_war.csv: 'lon' lon, 'lat' lat, 'name' name, 'name:ar' name in ar" in note


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--land", "Sudan"), "no country 'Sudan' lies in this frame; those that do:"),
        (("--languages", "Arabic"), "'Arabic' is no code of a language"),
        (("--start", "spring"), "YYYY-MM-DD"),
    ],
)
def test_a_choice_that_is_none_is_refused_and_leaves_nothing(ask, option, said):
    done, settings = ask(*option)
    assert done.exit_code in (1, 2)
    assert said in done.stderr
    assert settings is None


def test_names_in_a_script_are_of_the_first_stated_language_of_that_script(ask, tmp_path):
    text = "name,aliases,lon,lat\nBank,بانک,30.0,14.0\nHill,,30.1,14.1\n"
    (tmp_path / "a_war.csv").write_text(text, encoding="utf-8")
    done, _ = ask("--languages", "fa,en")
    assert done.exit_code == 0, done.stderr
    with (tmp_path / "mine/gazetteer/names.csv").open(encoding="utf-8", newline="") as stream:
        assert {row["name"]: row["language"] for row in csv.DictReader(stream)}["بانک"] == "fa"


def test_a_format_that_tells_its_licence_keeps_it(ask, tmp_path):
    (tmp_path / "a_war.csv").write_text("\t".join([
        "5", "Bank", "Bank", "", "14.0", "30.0", "P", "PPL", "SD", *[""] * 5, "0", "", "", "", "",
    ]) + "\n")  # fmt: skip
    (tmp_path / "claims.csv").write_text("place,holder,date\nBank,RED,2031-03-01\n")
    done, _ = ask("--licence", "CC0")
    assert done.exit_code == 0, done.stderr
    assert licences(tmp_path)["places"] == "CC BY 4.0"
