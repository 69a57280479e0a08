"""CSV as people make it is read as it is meant, or refused with what is wrong and what would be right."""

import calendar
import io
import os

import pytest

from karamap.errors import DataError, Fault
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Column
from karamap.tables.hand_made import MAX_FAULTS, MAX_TOLD, HandMadeTable, any_case
from karamap.tables.text_lines import MAX_LINE

COLUMNS = (
    Column("place", tables.text),
    Column("valid_from", tables.day, required=False),
    Column("kind", any_case(tables.choice("town", "village")), required=False),
    Column("note", tables.text, required=False),
)
PLAIN = "place,valid_from,kind,note\nŞuşa,2020-11-08,town,taken\n"
MEANT = {"place": "Şuşa", "valid_from": "2020-11-08", "kind": "town", "note": "taken"}


def table(text, encoding="utf-8"):
    return HandMadeTable(io.BytesIO(text if isinstance(text, bytes) else text.encode(encoding)), "own.csv", COLUMNS)


def values(text, encoding="utf-8"):
    return [{name: tables.as_text(value) for name, value in row.values.items()} for row in table(text, encoding)]


def faults(text):
    with pytest.raises(DataError) as caught:
        list(table(text))
    return caught.value.faults


SAME = {
    "byte order mark": ("\ufeff" + PLAIN).encode(),
    "UTF-16, little end first": PLAIN.encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + PLAIN.encode("utf-16-be"),
    "CRLF": PLAIN.replace("\n", "\r\n").encode(),
    "CR": PLAIN.replace("\n", "\r").encode(),
    "mixed line ends": PLAIN.replace("\n", "\r", 1).encode() + b"\r\n\n\r",
    "no last line end": PLAIN.rstrip("\n").encode(),
    "letters apart": PLAIN.replace("Ş", "S\u0327").replace("ş", "s\u0327").encode(),
    "spaces": "place, valid_from , kind,note\n Şuşa ,2020-11-08\u00a0,\u2009town,taken\t\n".encode(),
    "spaces and quotes": 'place, valid_from, kind, note\n"Şuşa", "2020-11-08", "town", "taken"\n'.encode(),
    "unseen at the ends": "place,valid_from,kind,note\n\u200bŞuşa\ufeff,2020-11-08,town,\u202ataken\u202c\n".encode(),
    "blank rows": b"\n,,,\n" + PLAIN.encode() + b'\n \t\n,,,\n"",,,\n',
    "another order": "note,kind,valid_from,place\ntaken,town,2020-11-08,Şuşa\n".encode(),
    "header in other letters": "PLACE,Valid From,Kind,NOTE\nŞuşa,2020-11-08,Town,taken\n".encode(),
    "header with hyphens": 'place,valid-from," Kind ",note\nŞuşa,2020-11-08,TOWN,taken\n'.encode(),
    "semicolons": PLAIN.replace(",", ";").encode(),
    "tabs": PLAIN.replace(",", "\t").encode(),
    "bars": PLAIN.replace(",", "|").encode(),
    "a first line for a spreadsheet": b"sep=;\r\n" + PLAIN.replace(",", ";").encode(),
    "quotes": '"place","valid_from","kind","note"\n"Şuşa","2020-11-08","town","taken"\n'.encode(),
    "more columns": "id,place,valid_from,kind,note,,colour\n7,Şuşa,2020-11-08,town,taken,,red\n".encode(),
    "cells beyond the last column that are empty": PLAIN.replace("taken", "taken,,,").encode(),
    "a line break for a space": PLAIN.replace("Şuşa,", '"Şuşa\r\n",').encode(),
    "a day as people write it": PLAIN.replace("2020-11-08", "8 Nov 2020").encode(),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_how_a_file_is_written_does_not_matter(text):
    assert values(text) == [MEANT]


def test_missing_columns_and_missing_cells_at_the_end_are_empty():
    empty = dict.fromkeys(("valid_from", "kind", "note"), "")
    assert values("place\nŞuşa\n") == [{"place": "Şuşa", **empty}]
    assert values("place,valid_from,kind\nŞuşa\n") == [{"place": "Şuşa", **empty}]


def test_line_breaks_and_spaces_within_a_cell_are_one_space():
    (row,) = values('place,note\n"Dağ\u00a0 Tumas","two\r\nlines,\n\nquoted ""so"""\n')
    assert (row["place"], row["note"]) == ("Dağ Tumas", 'two lines, quoted "so"')


def test_typographic_apostrophes_and_joiners_stay():
    (row,) = values("place,note\nStepan’akert,می‌شود\n")
    assert (row["place"], row["note"]) == ("Stepan’akert", "می‌شود")


def test_cells_come_as_they_were():
    (row,) = table("x,place\n =1\u00a0,\u200bŞuşa \n")
    assert row.cells == (" =1\u00a0", "\u200bŞuşa ")


def test_the_delimiter_is_that_of_the_header_whatever_the_rows_hold():
    assert [row["place"] for row in values("place\nA;B;C\n")] == ["A;B;C"]
    assert values("place;note\nA,B;x,y\n")[0]["note"] == "x,y"


def test_what_was_understood_is_told():
    read = table("sep=;\nplace;valid_from\n;\nA;8.11.2020\nB;8.11.2020\nC;2020/11/09\nD;2020-11-10\n\n")
    assert len(list(read)) == 4
    assert read.understood.sentences() == [
        "a semicolon parts the cells",
        "2 blank rows passed over",
        "2 cells: '8.11.2020' read as 2020-11-08",
        "1 cell: '2020/11/09' read as 2020-11-09",
    ]
    plain = table(PLAIN)
    list(plain)
    assert plain.understood.sentences() == []


def test_times_of_day_and_their_number_are_told():
    read = table("place,valid_from\nA,2020-11-08 14:30\nB,2020-11-09T07:00Z\nC,2020-11-09\n")
    assert [str(row.values["valid_from"]) for row in read] == ["2020-11-08", "2020-11-09", "2020-11-09"]
    assert read.understood.sentences() == [
        "2 cells with a time of day beside the day, which was left aside",
        "1 cell: '2020-11-08 14:30' read as 2020-11-08",
        "1 cell: '2020-11-09T07:00Z' read as 2020-11-09",
    ]


def test_beyond_the_most_usual_ways_to_write_a_day_the_others_are_counted():
    ways = [f"{day} {month} 2020" for month in calendar.month_name[1:] for day in (3, 13)]
    others = [*(f"2020/{n}/{n}" for n in (1, 11)), *(f"2020.{n}.{n}" for n in (1, 11)), "2020/1/11", "2020/11/1"]
    others += ["2020.1.11", "2020.11.1", "Jan. 3, 2020", "13. 1. 2020", "3 JAN, 2020"]
    read = table("place;valid_from\n" + "".join(f"A;{day}\n" for day in [*ways, *others]))
    assert len(list(read)) == len(ways) + len(others)
    told = read.understood.sentences()
    assert told[0] == "a semicolon parts the cells"
    assert told[1:3] == [
        "12 cells with a day such as '3 January 2020', read as 2020-01-03",
        "12 cells with a day such as '13 January 2020', read as 2020-01-13",
    ]
    assert len(told) == 1 + MAX_TOLD + 1
    assert told[-1] == f"{len(others) - (MAX_TOLD - 2)} more cells with days written in other ways"


def pieces(text, count):
    return list(table(text).pieces(count))


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6])
def test_a_file_in_pieces_says_the_same_with_the_lines_of_the_whole(count):
    text = 'sep=;\n;\nplace;note\nA;1\n"B\nb";2\n\n;\nC;"3\n"\nD;4'
    found = pieces(text, count)
    rows = [
        (piece.line_in_file(row.line), row.values["place"], row.values["note"])
        for piece in found
        for row in table(piece.content)
    ]
    assert rows == [(row.line, row.values["place"], row.values["note"]) for row in table(text)]
    assert [row[0] for row in rows] == [4, 5, 9, 11]
    assert len(found) == -(-6 // count)
    assert {(piece.head, piece.head_lines) for piece in found} == {("sep=;\n;\nplace;note\n", 3)}
    assert "".join(piece.body for piece in found) == text.partition("note\n")[2]
    assert [piece.line for piece in pieces(text, 2)] == [4, 7, 9]


def test_a_line_of_the_head_of_a_piece_is_that_of_the_file():
    (_, second) = pieces("place,note\nA,1\nB,2\n", 1)
    assert [second.line_in_file(line) for line in (1, 2, 3)] == [1, 3, 4]


def test_a_file_without_rows_has_no_pieces():
    assert pieces("place,note\n", 2) == []


def test_a_column_can_be_found_fault_with_where_its_name_stands():
    fault = table("\n\nx,place\nA,B\n").heading_fault("place", "is odd", "even")
    assert fault == Fault("own.csv", 3, "2", "is odd", "even")


def test_columns_that_nobody_asked_for_are_named_and_guessed_at():
    read = table("place,colour,valid_form,notes\nA,,,\n")
    assert read.unused == ("colour", "valid_form", "notes")
    assert read.misspelt() == {"valid_form": "valid_from", "notes": "note"}
    assert table("place,note,notes\nA,,\n").misspelt() == {}


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("", 1, "1", "no column 'place' in the header of an empty file"),
        ("\n\n", 1, "1", "no column 'place'"),
        ("plase,note\nA,\n", 1, "1", "is 'plase' 'place'?"),
        ("\n\nnote\nA\n", 3, "1", "no column 'place'"),
        ("place,Place\nA,B\n", 1, "2", "a second column 'Place'"),
        ("place,note\nA,b,c\n", 2, "-", "3 cells, 'c' in no column"),
        ("place;note\nA,b\n;x\n", 3, "place", "empty"),
        ('place,note\n"A\nB",\n\n,x\n', 5, "place", "empty"),
        ("place,kind\nA,hamlet\n", 2, "kind", "'hamlet' is not known here"),
        ("place,valid_from\nA,03/04/2020\n", 2, "valid_from", "may be 2020-04-03 or 2020-03-04"),
        ("place,note\nA,\x07\n", 2, "note", "unprintable character U+0007"),
        ("place,note\nA,a\u202eb\n", 2, "note", "unprintable character U+202E"),
        ('place,note\nA, "b"\n', 2, "2", "a space before the quote"),
        ('place,note\nA,"b\nc\n', 2, "-", "a quote is opened here and never closed"),
        ('place,note\nA,"b"c\n', 2, "-", "not valid CSV"),
        (
            b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0",
            1,
            "-",
            "this is a spreadsheet file (xlsx, ods) or another archive, not CSV",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 1, "-", "this is a spreadsheet file (xls) or another document, not CSV"),
        (b"\x89PNG\r\n\x1a\n", 1, "-", "this is an image (PNG), not CSV"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", 1, "-", "this is an image (JPEG), not CSV"),
        (b"GIF89a", 1, "-", "this is an image (GIF), not CSV"),
        (b"%PDF-1.7\n", 1, "-", "this is a PDF document, not CSV"),
        (b"{\\rtf1\\ansi", 1, "-", "this is a document (RTF), not CSV"),
        (b"\x1f\x8b\x08\0", 1, "-", "this is a compressed file (gzip), not CSV"),
        (b"SQLite format 3\0", 1, "-", "this is a database (SQLite), not CSV"),
        (b"\0\0\xfe\xff\0\0\0p", 1, "-", "UTF-32"),
        (b"\xff\xfe\0\0p\0\0\0", 1, "-", "UTF-32"),
        (b"place\nA\0\n", 2, "2", "a NUL"),
        (PLAIN.encode("utf-16-le"), 1, "2", "a NUL"),
        ("place\nШуша\n".encode("cp1251"), 2, "1", "byte 0xd8 is not UTF-8"),
        ("place\nA\nCafé\n".encode("cp1252"), 3, "4", "byte 0xe9 is not UTF-8"),
        (b"place\nA\n\xed\xa0\x80\n", 3, "1", "byte 0xed is not UTF-8"),
        (b"\xff\xfep\0l\0a\0c\0e\0\n\0A\0\n", 2, "-", "not valid UTF-16"),
        ("place\n" + "x" * (MAX_LINE + 1), 2, "-", "a line of more than"),
        ("place\n" + "x" * 200_000, 2, "-", "not valid CSV"),
    ],
)
def test_a_fault_has_its_place_and_says_what_would_be_right(text, line, column, words):
    (fault,) = faults(text)
    assert (fault.line, fault.column) == (line, column)
    assert words in fault.problem
    assert fault.expected


def test_lines_are_those_of_the_file_after_what_was_passed_over():
    text = b'sep=,\r\n\r\nplace,note\r\n,\r\n"A\r\nB",\r\n\r\nC,"x\ry\rz"\r\n,q\r\n'
    assert [row.line for row in table(text).rows() if not isinstance(row, list)] == [5, 8]
    assert faults(text)[0].line == 11


def test_faults_are_told_together_and_bounded():
    found = faults("place,kind\n" + ",x\n" * 500)
    assert len(found) == MAX_FAULTS + 1
    assert {fault.line for fault in found[:MAX_FAULTS]} == set(range(2, 12))
    assert found[-1].problem == "980 more faults up to here"


def test_a_pipe_is_answered_before_it_ends():
    ours, theirs = os.pipe()
    with os.fdopen(ours, "rb") as stream:
        os.write(theirs, b"place\r\nA\r\n")
        rows = iter(HandMadeTable(stream, "pipe", COLUMNS))
        assert next(rows).values["place"] == "A"
        os.write(theirs, b"B\r\n")
        assert next(rows).values["place"] == "B"
        os.close(theirs)
        assert list(rows) == []


def test_the_stream_is_left_open():
    stream = io.BytesIO(PLAIN.encode())
    list(HandMadeTable(stream, "own.csv", COLUMNS))
    assert not stream.closed


def test_a_quote_after_a_space_is_told_to_the_letter():
    assert faults('place,note\nA, "b"\n') == (
        Fault("own.csv", 2, "2", "a space before the quote", "the quote right at the start"),
    )
