"""`karamap check` reports every problem in the tables, one line each."""

import pytest
from faults import REFUSED, REPORTED

from karamap.theatre import loader

ALL = {**REFUSED, **REPORTED}


def test_sound_tables_pass_without_output(run, small_world):
    done = run("--data", small_world(), "check")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no problem found" in done.stderr


def test_the_shipped_tables_pass(run):
    assert run("check").exit_code == 0


@pytest.mark.parametrize("name", ALL)
def test_a_problem_is_one_line_with_its_place(run, small_world, name):
    folder = ALL[name].build(small_world)
    done = run("--data", folder, "check")
    assert (done.exit_code, done.stdout) == (1, "")
    lines = [line.removeprefix("karamap: ") for line in done.stderr.splitlines()]
    assert any(line.startswith(ALL[name].where(folder) + ALL[name].words) for line in lines)


@pytest.mark.parametrize("name", ["unknown place", "missing table"], ids=["one problem", "several problems"])
def test_a_line_begins_with_the_file_so_that_an_editor_can_jump_there(run, small_world, name):
    folder = ALL[name].build(small_world)
    done = run("--data", folder, "check")
    assert done.stderr.splitlines() == [str(fault) for fault in loader.problems(folder)]


def test_the_fingerprint_goes_to_stdout(run, small_world):
    folder = small_world()
    assert run("--data", folder, "check", "--fingerprint").stdout == loader.fingerprint(folder) + "\n"


def test_broken_tables_have_no_fingerprint_to_share(run, small_world):
    done = run("--data", REFUSED["bad date"].build(small_world), "check", "--fingerprint")
    assert (done.exit_code, done.stdout) == (1, "")
