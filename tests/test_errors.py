"""Errors say where, what, and what would be right."""

import pytest

from karamap.errors import (
    AmbiguousPlaceError,
    DataError,
    DateError,
    Fault,
    KaramapError,
    RenderError,
    UnknownPlaceError,
)


def test_a_fault_reads_as_file_line_column_problem_expectation():
    fault = Fault("seeds/claims.csv", 12, "holder", "'XX' does not exist", "an id of seeds/parties.csv")
    assert str(fault) == "seeds/claims.csv:12:holder: 'XX' does not exist; expected an id of seeds/parties.csv"


def test_a_fault_without_expectation_ends_with_the_problem():
    assert str(Fault("a.csv", 1, "-", "empty")) == "a.csv:1:-: empty"


def test_a_data_error_holds_every_fault_sorted_and_once():
    second, first = Fault("a.csv", 10, "x", "bad"), Fault("a.csv", 9, "x", "bad")
    assert DataError([second, first, second]).faults == (first, second)


def test_a_data_error_has_one_line_a_fault():
    error = DataError([Fault("a.csv", 1, "x", "bad"), Fault("b.csv", 2, "y", "worse")])
    assert str(error).splitlines() == ["a.csv:1:x: bad", "b.csv:2:y: worse"]


def test_an_unknown_place_names_the_nearest_spellings():
    assert "did you mean agtepe, agdam?" in str(UnknownPlaceError("Agandepe", ["agtepe", "agdam"]))


def test_an_unknown_place_without_near_spellings_does_not_guess():
    assert "did you mean" not in str(UnknownPlaceError("Qwxyz"))


def test_an_ambiguous_place_lists_its_candidates():
    error = AmbiguousPlaceError("Tatar", ["Tatar (A)", "Tatar (B)"])
    assert str(error) == "'Tatar' may be 2 places: Tatar (A); Tatar (B). State its district, or take an id"


@pytest.mark.parametrize(
    ("error", "family"),
    [
        (DataError([]), ValueError),
        (UnknownPlaceError("x"), LookupError),
        (AmbiguousPlaceError("x", []), LookupError),
        (DateError("x"), ValueError),
        (RenderError("x"), Exception),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else type(value).__name__,
)
def test_every_error_is_ours_and_of_its_python_family(error, family):
    assert isinstance(error, KaramapError)
    assert isinstance(error, family)
