"""Cells and lines that programs and terminals take as text and nothing else."""

from datetime import date

import pytest

from karamap.cli.common import cell, printable


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
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
