"""What readers of tables say is wrong, and what would be right, to the letter."""

import io

import pytest

from karamap.errors import DataError, Fault
from karamap.record.control import Show
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Column, Row, Table
from karamap.tables.hand_made import MAX_TOLD, HandMadeTable, any_case

PAIRS = Table("seeds/pairs.csv", (Column("id", tables.identifier), Column("what", tables.text)), ("id",))

ASKED = (Column("place", tables.text), Column("valid_from", tables.text, required=False))


@pytest.mark.parametrize(
    ("header", "column", "named"),
    [
        ("id", "2", "'(nothing)'"),
        ("id,other", "2", "'other'"),
        ("ID,what", "1", "'ID'"),
        ("id,what,more", "3", "'more'"),
        ("what,id", "1", "'what'"),
    ],
)
def test_the_first_column_that_is_off_is_named(header, column, named):
    rows, faults = tables.scan_text(PAIRS, f"{header}\n")
    assert rows == []
    assert faults == [Fault("seeds/pairs.csv", 1, column, f"header has {named} here", "id,what")]


def test_a_fault_of_a_row_says_where_what_and_what_would_be_right():
    row = Row(PAIRS, 7, {"id": "a"})
    assert row.fault("what", "is odd", "even") == Fault("seeds/pairs.csv", 7, "what", "is odd", "even")
    assert row.fault("what", "is odd").expected == ""


def test_a_word_is_taken_in_any_case():
    assert any_case(tables.choice("yes", "no"))("YES") == "yes"


def read(text):
    return HandMadeTable(io.BytesIO(text.encode()), "mine.csv", ASKED)


@pytest.mark.parametrize(
    ("mark", "words"), [(",", "a comma"), (";", "a semicolon"), ("\t", "a tab"), ("|", "a vertical bar")]
)
def test_quotes_that_never_close_are_told_where_they_open(mark, words):
    with pytest.raises(DataError) as caught:
        list(read(f'place{mark}note\nA{mark}x\n"B{mark}y\nC{mark}z\n'))
    assert caught.value.faults == (
        Fault(
            "mine.csv",
            3,
            "-",
            "not valid CSV: a quote is opened here and never closed",
            f'{words} between cells, quoted with "',
        ),
    )


def test_quotes_within_a_cell_are_told_in_the_words_of_the_reader():
    with pytest.raises(DataError) as caught:
        list(read('place,note\n"A"x,y\n'))
    (fault,) = caught.value.faults
    assert (fault.line, fault.column) == (2, "-")
    assert fault.problem.startswith("not valid CSV: ")
    assert "expected after" in fault.problem


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("valid_form", "valid_from"),
        ("Valid From 2", "valid_from"),
        ("valid_fro", "valid_from"),
        ("valid_from_it", None),
        ("valid", None),
        ("note", None),
        ("until_from", None),
    ],
)
def test_a_column_is_taken_for_a_misspelt_one_up_to_two_letters_off(heading, meant):
    assert read(f"place,{heading}\nA,x\n").misspelt() == ({heading: meant} if meant else {})


def test_a_misspelt_column_is_guessed_once_for_each():
    two = (*ASKED, Column("valid_to", tables.text, required=False))
    table = HandMadeTable(io.BytesIO(b"place,valid_form,valid_t\n"), "mine.csv", two)
    assert table.misspelt() == {"valid_form": "valid_from", "valid_t": "valid_to"}


def test_all_that_was_understood_is_told_in_order():
    dated = (ASKED[0], Column("on", tables.day, required=False))
    rows = "".join(f"A;{day}.11.2020\n" for day in range(13, 13 + MAX_TOLD + 2)) + "A;24.11.2020\n"
    table = HandMadeTable(io.BytesIO(f"place;on\n\n{rows}".encode("utf-16")), "mine.csv", dated)
    assert len(list(table)) == MAX_TOLD + 3
    told = table.understood.sentences()
    assert told[0].startswith("read as UTF-16")
    assert told[1:3] == ["a semicolon parts the cells", "1 blank row passed over"]
    assert told[3:] == [f"{MAX_TOLD + 3} cells with a day such as '13.11.2020', read as 2020-11-13"]


def test_each_way_to_write_a_day_is_told_by_an_example():
    dated = (ASKED[0], Column("on", tables.day, required=False))
    rows = "".join(f"A,{day} November 2020\nA,2020/11/{day}\n" for day in range(13, 20)) + "A,13-Nov-2020\n"
    table = HandMadeTable(io.BytesIO(f"place,on\n{rows}".encode()), "mine.csv", dated)
    assert len(list(table)) == 15
    assert table.understood.sentences() == [
        "7 cells with a day such as '13 November 2020', read as 2020-11-13",
        "7 cells with a day such as '2020/11/13', read as 2020-11-13",
        "1 cell with a day such as '13-Nov-2020', read as 2020-11-13",
    ]


def test_a_former_word_is_taken_and_told_and_another_is_none():
    with pytest.warns(FutureWarning, match="conceded"):
        assert Show("conceded") is Show.CONFIRMED
    with pytest.raises(ValueError, match="is not a valid Show"):
        Show("nonsense")


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("plaec,speakr", "; is 'plaec' 'place' and 'speakr' 'speaker'?"),
        ("Speaker,plase,", "; is 'plase' 'place'?"),
        ("xyz,speaker", ""),
        ("colour,,note", ""),
    ],
)
def test_a_column_that_is_missing_is_pointed_to_where_one_is_like_it(header, meant):
    asked = (ASKED[0], Column("speaker", tables.text))
    with pytest.raises(DataError) as caught:
        HandMadeTable(io.BytesIO(f"{header}\n".encode()), "mine.csv", asked)
    (fault,) = caught.value.faults
    _, _, end = fault.problem.rpartition(repr(header)[:-1])
    assert end == f"'{meant}"
    assert (fault.line, fault.column, fault.expected) == (1, "1", "place,speaker")


def test_faults_beyond_those_that_are_told_are_counted():
    table = HandMadeTable(io.BytesIO(b"place,valid_from\n" + b",x\n" * 30), "mine.csv", ASKED)
    with pytest.raises(DataError) as caught:
        list(table)
    *told, counted = caught.value.faults
    assert [fault.line for fault in told] == [*range(2, 2 + len(told))]
    assert counted == Fault("mine.csv", 31, "-", f"{30 - len(told)} more faults up to here")
