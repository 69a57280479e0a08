"""The command itself: help, version, errors that are messages."""

import shutil
import subprocess
import sys

import pytest
from world import small_world as new_world

import karamap
from karamap.cli import COMMANDS, main

HEAVY = {"folium", "branca", "geopandas", "shapely", "numpy", "pandas", "pyproj", "rapidfuzz", "anyascii"}
IMPORTED = """
import sys
from karamap.cli import main
try:
    main({arguments!r}, standalone_mode=False)
except SystemExit:
    pass
print(" ".join(sys.modules), file=sys.stderr)
"""


def imported_by(*arguments):
    """The modules that a fresh process has loaded after a command."""
    script = IMPORTED.format(arguments=list(arguments))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)], ids=" ".join
)
def test_help_and_version_load_nothing_heavy(arguments):
    assert not HEAVY & imported_by(*arguments)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_listed_in_help(run, name):
    assert f"\n  {name} " in run("--help").stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_of_its_own(run, name):
    shown = run(name, "--help")
    assert (shown.exit_code, "Usage:" in shown.stdout) == (0, True)


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_goes_to_stdout(run, flag):
    assert run(flag).stdout.startswith("Usage:")


def test_the_version_is_that_of_the_package(run):
    assert run("--version").stdout == f"karamap {karamap.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["conquer"],
        ["render"],
        ["render", "--date"],
        ["render", "--date", "2020-10-22", "--frobnicate"],
        ["render", "--date", "2020-10-22", "--language", "xx"],
        ["control"],
        ["control", "--date", "2020-10-22", "--format", "xml"],
        ["resolve"],
        ["-v", "-q", "check"],
        ["--data", "/nonexistent", "check"],
    ],
    ids=" ".join,
)
def test_wrong_use_exits_with_2_and_says_why_on_stderr(run, arguments):
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error:" in done.stderr


NOT_DATES = ["yesterday", "22.10.2020", "2020-02-30", "20201022", "2020-10-22T00:00", "2020-W43-4", "", "٢٠٢٠-١٠-٢٢"]


@pytest.mark.parametrize("command", ["render", "control"])
@pytest.mark.parametrize("day", NOT_DATES)
def test_what_is_no_date_is_refused_as_wrong_use(run, command, day):
    done = run(command, "--date", day)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == (
        f"Error: Invalid value for '--date': {day!r} is not a date; write a day that exists as YYYY-MM-DD, "
        "such as 1999-12-31"
    )


@pytest.mark.parametrize("command", ["render", "control"])
@pytest.mark.parametrize(
    ("day", "words"),
    [("2020-09-25", "is before the record, which begins"), ("2024-05-25", "is after the record, which ends")],
)
def test_a_date_outside_the_record_is_refused_in_one_line(run, command, day, words):
    done = run(command, "--date", day)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"karamap: {day} {words}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["render", "control"])
def test_a_day_on_which_nothing_was_known_is_refused(run, command):
    done = run(command, "--date", "2020-10-22", "--known-on", "2019-01-01")
    assert (done.exit_code, "nothing in the record was known on 2019-01-01" in done.stderr) == (1, True)


ASKED = {
    "render": ["render", "--date", "2020-10-22"],
    "control": ["control", "--date", "2020-10-22"],
    "why": ["why", "Alma"],
    "events": ["events"],
    "export": ["export", "--date", "2020-10-22"],
    "resolve": ["resolve", "Alma"],
    "check": ["check"],
}


@pytest.mark.parametrize("command", ASKED.values(), ids=ASKED)
def test_a_folder_without_tables_is_refused_in_one_line(run, tmp_path, command):
    done = run("--data", tmp_path, *command)
    words = f"{tmp_path} has no gazetteer/ and no seeds/; make them with `karamap init {tmp_path}`\n"
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", words)


def test_a_folder_with_half_of_the_tables_is_told_which_half_it_lacks(run, small_world):
    folder = small_world()
    shutil.rmtree(folder / "seeds")
    done = run("--data", folder, "check")
    assert (done.exit_code, done.stderr) == (1, f"{folder} has no seeds/; make them with `karamap init {folder}`\n")


@pytest.mark.parametrize("half", ["gazetteer", "seeds"])
def test_half_of_a_folder_of_tables_given_for_the_whole_is_told_so(run, small_world, half):
    folder = small_world()
    done = run("--data", folder / half, "check")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert f"{folder / half} has no gazetteer/ and no seeds/; give the folder above: {folder}" in done.stderr


@pytest.mark.parametrize("command", ASKED.values(), ids=ASKED)
def test_what_check_refuses_no_command_answers_from(run, small_world, command):
    """A missing last line feed keeps nothing from being read, and is a fault all the same."""
    folder = small_world()
    path = folder / "gazetteer/memberships.csv"
    assert run("--data", folder, *command).exit_code == 0
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    refused = run("--data", folder, *command)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("gazetteer/memberships.csv:8:-: not in canonical form; expected here: km0001,")
    assert refused.stderr == run("--data", folder, "check").stderr


@pytest.mark.slow
def test_an_error_leaves_no_traceback_in_a_real_process(run_process):
    done = run_process("control", "--date", "2030-01-01")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


def test_a_bug_stays_a_traceback(run, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("karamap.ground.snapshot.listing", broken)
    assert isinstance(run("control", "--date", "2020-10-22").exception, ZeroDivisionError)


@pytest.mark.parametrize(
    "command", [["render", "--date", "2020-10-22"], ["control", "--date", "2020-10-22"], ["resolve", "Alma"], ["check"]]
)
def test_quiet_says_nothing_on_stderr(run, small_world, command):
    done = run("--data", small_world(), "-q", *command)
    assert (done.exit_code, done.stderr) == (0, "")


def test_the_package_runs_as_a_module(run_process):
    assert run_process("--version").stdout == f"karamap {karamap.__version__}\n"


def test_the_group_knows_no_other_command():
    assert main.get_command(None, "common") is None


def test_ones_own_tables_replace_the_shipped_ones(run, tmp_path):
    folder = new_world().write(tmp_path / "mine")
    assert run("--data", folder, "control", "--date", "2020-10-22").stdout.count("\n") == 8
