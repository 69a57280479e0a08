"""Cells and lines that programs and terminals take as text and nothing else."""

from datetime import date

import pytest

from karamap.cli.output import printable
from karamap.tables.cells import cell


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1"])
def test_text_that_a_spreadsheet_would_calculate_gets_an_apostrophe(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", ""),
        (None, ""),
        ("Alma", "Alma"),
        (-46.5, "-46.5"),
        (True, "yes"),
        (date(2020, 10, 9), "2020-10-09"),
        (["gn1", "gn2"], "gn1 gn2"),
        ([], ""),
    ],
)
def test_other_values_are_cells_as_they_are(value, text):
    assert cell(value) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Çöpədərə", "Çöpədərə"),
        ("Kənd Alma", "Kənd Alma"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\u202eAlma", "\\u202eAlma"),
        ("\udcff", "\\udcff"),
        ("a\nb", "a\\nb"),
    ],
)
def test_what_would_steer_a_terminal_is_written_out(text, shown):
    assert printable(text) == shown


@pytest.mark.parametrize("place", ["before", "after"])
def test_global_options_stand_before_or_after_the_command(run, small_world, place):
    world, command = ("--data", small_world()), ("check", "--fingerprint")
    done = run(*world, *command) if place == "before" else run(*command, *world)
    assert done.exit_code == 0
    assert done.stdout == run("--data", small_world(), *command).stdout


def test_quiet_after_the_command_is_quiet(run, small_world):
    assert run("check", "--data", small_world(), "-q").stderr == ""
    assert run("-v", "check", "-q").exit_code == 2


@pytest.mark.parametrize("command", [("resolve", "Agbend"), ("geocode",), ("init", "folder")])
def test_claims_are_refused_by_what_asks_no_record(run, tmp_path, command):
    own = tmp_path / "own.csv"
    own.write_text("")
    done = run(*command, "--claims", own)
    assert done.exit_code == 2
    assert f"`karamap {command[0]}` asks no record: leave --claims out." in done.stderr


def test_help_of_every_command_names_the_global_options(run):
    from karamap.cli import COMMANDS

    for command in COMMANDS:
        assert "--claims FILE.csv" in run(command, "--help").stdout, command


def test_a_shell_completes_commands_and_options(run_process):
    def completed(words, at):
        env = {"_KARAMAP_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)}
        return run_process(env=env).stdout.split()

    assert "plain,render" in completed("karamap re", 1)
    assert "plain,--known-on" in completed("karamap render --kn", 2)
