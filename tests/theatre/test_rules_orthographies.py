"""Levels that never end are refused, and those that undo each other end: no name is rewritten for ever."""

import csv

import pytest
from hangs import finishing

from karamap.names.resolutions import Mention
from karamap.names.resolver import Resolver
from karamap.theatre import loader

LEVELS, PHONEMES = "gazetteer/orthographies/levels.csv", "gazetteer/orthographies/phonemes.csv"


@pytest.fixture
def with_rows(small_world):
    """The small world with other rows in one of its tables of orthographies."""

    def build(path, rows):
        folder = small_world()
        header, *own = csv.reader((folder / path).read_text(encoding="utf-8").splitlines())
        changed = sorted(rows(own), key=lambda row: row[:2])
        with (folder / path).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([header, *changed])
        return folder

    return build


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["1", "50", "a", "aa", ""], "'aa' is longer than 'a'"),
        (["1", "50", "ab", "abab", ""], "'abab' is longer than 'ab'"),
        (["1", "50", "a", "ab", "initial"], "'ab' is longer than 'a'"),
        (["1", "50", "n", "nb", ""], "'nb' is longer than 'n'"),
    ],
)
def test_a_rule_that_lengthens_what_it_writes_is_a_fault(with_rows, row, told):
    (fault,) = loader.problems(with_rows(LEVELS, lambda rows: [*rows, row]))
    assert (fault.path, fault.column, fault.problem) == (LEVELS, "to", told)


def test_rules_that_undo_each_other_end(with_rows):
    folder = with_rows(LEVELS, lambda rows: [*rows, ["1", "50", "rb", "br", ""], ["1", "51", "br", "rb", ""]])
    assert loader.problems(folder) == []
    with finishing():
        assert Resolver(loader.load(folder).names).resolve(Mention("Arbat Kərbəla")).place_id is None


@pytest.mark.parametrize("level", [None, "1", "2", "3"], ids=["none left", "without 1", "without 2", "without 3"])
def test_a_level_without_rules_changes_nothing(run, with_rows, level):
    folder = with_rows(LEVELS, lambda rows: [row for row in rows if level and row[0] != level])
    assert loader.problems(folder) == []
    assert run("--data", folder, "resolve", "Chopedere", "Alma").exit_code == 0
    assert run("--data", folder, "render", "--date", "2020-10-22", "-o", "map.html").exit_code == 0


def test_phonemes_without_a_vowel_are_read(run, with_rows):
    folder = with_rows(PHONEMES, lambda rows: [[row[0], "consonant", *row[2:]] for row in rows])
    assert [str(fault) for fault in loader.problems(folder)] == []
    assert run("--data", folder, "resolve", "Chopedere", "Alma").exit_code == 0
