"""The quote before a cell stands where a spreadsheet would reckon, and nowhere else."""

import csv
import io
import re

import pytest

from karamap.tables.cells import cell, csv_writer

FORMULAS = [
    *("=1+1", "=not a formula?", "=", "+A1", "-A1", "- A1", "+$B$2", "-A:C", "-R1C1", "+1+1", "-2*3", "-1/2"),
    *("-cmd|' /C calc'!A0", "- cmd|x", "-1+cmd|x", "@SUM(A1)", "@A1+1", "+SUM(1)", "- SUM(1)", "-LOG10(5)", "-sheet!x"),
    *("\t=1", "\r=1", "\n-A1", " =1+1", "\u00a0@SUM(1)", '+HYPERLINK("http://x")', "＝1+1", "＠SUM（1）", "-(SUM(1))"),
]
TEXTS = [
    *("-71.05", "+5", "-12,5", "-1.5e-3", "-1 234,56", "+5%", "-5 km", "+3 °C", "-0", "-", "--", "---", "+", "@"),
    *("+994 12 555-55-55", "+994-12-555", "+994 (12) 555", "+994(12)555", "+1 202-555-0134 ext. 5", "-1-2-3", "+/-5"),
    *("@channel", "@my.channel on Telegram", "@one, @two", "@user_name", "- first report", "- report (9 Oct)", "-Alma"),
    *("- at 14:30 fell", "- 5/6 villages", "- взято, 9 октября", "-- x", "- wow! yes", "- two\nlines", "−71.05", ""),
    *("Alma", "1+1=2", "a=b", "Alma (=Elma)", "(-5)", "'=1", "2020-10-22", "#1", " - first", "\ttext", "\r\n"),
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_gets_a_quote(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", TEXTS)
def test_all_else_goes_out_as_it_came(text):
    assert cell(text) == text


@pytest.mark.parametrize(("value", "text"), [(-71.05, "-71.05"), (-5, "-5"), (None, ""), (True, "yes"), (["a"], "a")])
def test_numbers_are_no_formulas(value, text):
    assert cell(value) == text


def test_no_cell_ends_its_row(tmp_path):
    rows = [["a", text, "b"] for text in (*FORMULAS, *TEXTS)]
    stream = io.StringIO()
    csv_writer(stream).writerows(rows)
    lines = re.sub(r'"(?:[^"]|"")*"', "", stream.getvalue())
    assert ("\r" in lines, lines.count("\n")) == (False, len(rows))
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == rows
