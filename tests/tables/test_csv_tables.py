"""A table is read into rows that know their line, and every fault says where it is."""

import unicodedata
from datetime import date
from enum import Enum

import pytest
from hangs import finishing
from hypothesis import given
from hypothesis import strategies as st

from karamap.errors import DataError, Fault
from karamap.tables import csv_tables as tables
from karamap.tables import data_folder
from karamap.tables.csv_tables import Column, Table, read, scan, written
from karamap.tables.data_folder import DataFolder

FRUIT = Table(
    "garden/fruit.csv",
    (
        Column("id", tables.identifier),
        Column("name", tables.text),
        Column("weight", tables.number(0, 100), required=False),
        Column("picked", tables.day, required=False),
        Column("ripe", tables.yes_no, required=False),
    ),
    ("id",),
)
HEADER = "id,name,weight,picked,ripe\n"


@pytest.fixture
def garden(tmp_path):
    """Put bytes or text where the table belongs; return what reading it gives."""

    def put(content, header=HEADER):
        path = tmp_path / FRUIT.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else (header + content).encode())
        return scan(FRUIT, DataFolder(tmp_path))

    return put


def only_fault(scanned):
    (fault,) = scanned[1]
    return fault.path, fault.line, fault.column


def test_a_row_holds_parsed_values_and_its_line(garden):
    (row,), faults = garden("apple,Alma,0.25,2020-10-22,yes\n")
    assert not faults
    assert (row.line, dict(row.values)) == (
        2,
        {"id": "apple", "name": "Alma", "weight": 0.25, "picked": date(2020, 10, 22), "ripe": True},
    )


def test_an_empty_cell_is_none(garden):
    (row,), _ = garden("apple,Alma,,,\n")
    assert (row["weight"], row["picked"], row["ripe"]) == (None, None, None)


def test_a_table_without_rows_is_fine(garden):
    assert garden("") == ([], [])


def test_a_quoted_cell_may_hold_commas_and_quotes(garden):
    (row,), _ = garden('apple,"Alma, ""the red""",,,\n')
    assert row["name"] == 'Alma, "the red"'


def test_windows_line_ends_are_read(garden):
    rows, faults = garden(b"id,name,weight,picked,ripe\r\napple,Alma,,,\r\n")
    assert (len(rows), faults) == (1, [])


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("apple,Alma,,,\npear,,,,\n", 3, "name"),
        ("a b,Alma,,,\n", 2, "id"),
        ("apple, Alma,,,\n", 2, "name"),
        ("apple,Alma ,,,\n", 2, "name"),
        ("apple,Al\u0000ma,,,\n", 2, "name"),
        ("apple,Al\u0007ma,,,\n", 2, "name"),
        ("apple,Al\u202ema,,,\n", 2, "name"),
        ("apple,Al\u200bma,,,\n", 2, "name"),
        ("apple,U\u0308zu\u0308m,,,\n", 2, "name"),
        ("apple,Alma,heavy,,\n", 2, "weight"),
        ("apple,Alma,nan,,\n", 2, "weight"),
        ("apple,Alma,1e1,,\n", 2, "weight"),
        ("apple,Alma,101,,\n", 2, "weight"),
        ("apple,Alma,,2020-02-30,\n", 2, "picked"),
        ("apple,Alma,,22.10.2020,\n", 2, "picked"),
        ("apple,Alma,,20201022,\n", 2, "picked"),
        ("apple,Alma,,2020-W43-4,\n", 2, "picked"),
        ("apple,Alma,,,maybe\n", 2, "ripe"),
        ("apple,Alma,,\n", 2, "-"),
        ("apple,Alma,,,,\n", 2, "-"),
        ("apple,Alma,,,\n\npear,Armud,,,\n", 3, "-"),
        ("apple,Alma,,,\napple,Elma,,,\n", 3, "id"),
    ],
    ids=[
        "empty",
        "id-with-space",
        "leading-space",
        "trailing-space",
        "NUL",
        "bell",
        "right-to-left-override",
        "zero-width-space",
        "not-NFC",
        "not-a-number",
        "nan",
        "exponent",
        "out-of-range",
        "no-such-day",
        "German-date",
        "basic-date",
        "week-date",
        "not-yes-or-no",
        "short-row",
        "long-row",
        "blank-line",
        "repeated-key",
    ],
)
def test_a_bad_cell_is_a_fault_at_its_line_and_column(garden, content, line, column):
    assert only_fault(garden(content)) == (FRUIT.path, line, column)


def test_a_persian_joiner_is_a_letter(garden):
    _, faults = garden("apple,می\u200cوه,,,\n")
    assert not faults


def test_a_fault_says_what_would_be_right(garden):
    (fault,) = garden("apple,Alma,,2020-02-30,\n")[1]
    assert str(fault) == (
        "garden/fruit.csv:2:picked: '2020-02-30' is not a date; expected YYYY-MM-DD, a day that exists"
    )


def test_a_cell_with_a_bar_in_it_is_told_whole(garden):
    (fault,) = garden("apple,see A | B ,,,\n")[1]
    assert (fault.problem, fault.expected) == ("'see A | B ' begins or ends with a space", "the text alone")


def test_a_repeated_key_names_the_first_line(garden):
    (fault,) = garden("apple,Alma,,,\npear,Armud,,,\napple,Elma,,,\n")[1]
    assert fault.problem == "apple is already on line 2"


def test_a_byte_order_mark_is_a_fault_of_the_header(garden):
    assert only_fault(garden(b"\xef\xbb\xbf" + HEADER.encode())) == (FRUIT.path, 1, "1")


def test_a_byte_that_is_not_utf8_is_found_by_line_and_byte(garden):
    assert only_fault(garden(HEADER.encode() + b"apple,Alma,,,\npear,Arm\xffd,,,\n")) == (FRUIT.path, 3, "9")


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("id,name,weight,ripe,picked\n", "4"),
        ("id,name,weight,picked\n", "5"),
        ("id,name,weight,picked,ripe,colour\n", "6"),
        ("", "1"),
    ],
    ids=["swapped", "missing", "too many", "empty file"],
)
def test_a_wrong_header_is_found_by_its_first_wrong_column(garden, header, column):
    assert only_fault(garden("", header)) == (FRUIT.path, 1, column)


def test_text_after_a_closing_quote_is_a_fault_at_its_line(garden):
    assert only_fault(garden('apple,Alma,,,\npear,"Arm"ud,,,\nquince,Heyva,,,\n'))[:2] == (FRUIT.path, 3)


def test_a_quote_that_is_never_closed_is_a_fault_at_the_line_where_it_opens(garden):
    assert only_fault(garden('apple,Alma,,,\npear,"Armud,,,\nquince,Heyva,,,\nfig,Encir,,,\n'))[:2] == (FRUIT.path, 3)


def test_a_line_break_inside_a_cell_is_a_fault_at_the_line_where_the_row_begins(garden):
    assert only_fault(garden('apple,"Al\nma",,,\n')) == (FRUIT.path, 2, "name")


def test_a_missing_file_is_a_fault(tmp_path):
    assert only_fault(scan(FRUIT, DataFolder(tmp_path))) == (FRUIT.path, 1, "-")


def test_a_folder_in_place_of_the_file_is_a_fault(tmp_path):
    (tmp_path / FRUIT.path).mkdir(parents=True)
    assert only_fault(scan(FRUIT, DataFolder(tmp_path))) == (FRUIT.path, 1, "-")


def test_a_huge_file_is_refused(garden, monkeypatch):
    monkeypatch.setattr(data_folder, "MAX_BYTES", 10)
    assert only_fault(garden("apple,Alma,,,\n")) == (FRUIT.path, 1, "-")


def test_a_file_of_the_largest_size_is_read(tmp_path, monkeypatch):
    (tmp_path / "note.txt").write_bytes(b"0123456789")
    monkeypatch.setattr(data_folder, "MAX_BYTES", 10)
    assert DataFolder(tmp_path).content("note.txt") == b"0123456789"


def test_all_faults_are_reported_not_the_first(garden):
    _, faults = garden("apple,Alma,heavy,never,\npear,Armud,,,maybe\n")
    assert {(fault.line, fault.column) for fault in faults} == {(2, "weight"), (2, "picked"), (3, "ripe")}


def test_good_rows_are_kept_beside_bad_ones(garden):
    rows, _ = garden("apple,Alma,heavy,,\npear,Armud,,,\n")
    assert [row["id"] for row in rows] == ["pear"]


def test_read_raises_what_scan_reports(garden, tmp_path):
    _, faults = garden("apple,Alma,heavy,never,\n")
    with pytest.raises(DataError) as caught:
        read(FRUIT, DataFolder(tmp_path))
    assert set(caught.value.faults) == set(faults)


def test_a_row_makes_faults_about_itself(garden):
    (row,), _ = garden("apple,Alma,,,\n")
    assert row.fault("name", "sour") == Fault(FRUIT.path, 2, "name", "sour")


def test_the_canonical_text_is_sorted_by_key():
    rows = [dict.fromkeys(FRUIT.header) | {"id": key, "name": key} for key in ("pear", "apple", "quince")]
    assert [line.split(",")[0] for line in written(FRUIT, rows).splitlines()] == ["id", "apple", "pear", "quince"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.25, "0.25"), (46.0, "46"), (46.123456, "46.12346"), (0.1 + 0.2, "0.3")],
)
def test_the_canonical_number_has_at_most_five_decimals(value, text):
    row = dict.fromkeys(FRUIT.header) | {"id": "a", "name": "A", "weight": value}
    assert written(FRUIT, [row]).splitlines()[1] == f"a,A,{text},,"


@pytest.mark.parametrize(
    ("parse", "good"),
    [
        (tables.identifier, "gn148261"),
        (tables.identifiers, "gn1"),
        (tables.identifiers, "gn1 gn2"),
        (tables.count, "0"),
        (tables.url, "https://example.org/a?b=c"),
        (tables.colour, "#2f8a83"),
        (tables.choice("a", "b"), "b"),
    ],
)
def test_a_parser_takes_what_is_right(parse, good):
    parse(good)


@pytest.mark.parametrize(
    ("parse", "bad"),
    [
        (tables.identifier, ""),
        (tables.identifier, "-x"),
        (tables.identifier, "a/b"),
        (tables.identifier, "a\n"),
        (tables.identifiers, "gn1  gn2"),
        (tables.identifiers, "gn1 gn1"),
        (tables.identifiers, "gn1,gn2"),
        (tables.count, "-1"),
        (tables.count, "1.5"),
        (tables.count, "12345678901"),
        (tables.url, "javascript:alert(1)"),
        (tables.url, "https://a b"),
        (tables.url, 'https://a"b'),
        (tables.url, "file:///etc/passwd"),
        (tables.colour, "#2F8A83"),
        (tables.colour, "red"),
        (tables.choice("a", "b"), "c"),
        (tables.number(-180, 180), "180.1"),
        (tables.number(-180, 180), "٤٦"),
        (tables.count, "٤٦"),
        (tables.day, "٢٠٢٠-١٠-٢٢"),
    ],
)
def test_a_parser_refuses_what_is_wrong(parse, bad):
    with pytest.raises(tables.CellError) as caught:
        parse(bad)
    assert caught.value.problem
    assert caught.value.expected


class Colour(Enum):
    RED = "red"
    GREEN = "pale green"


def test_a_choice_is_a_member_and_is_written_as_its_text():
    parse = tables.enum(Colour)
    assert [parse("red"), parse("pale green")] == list(Colour)
    assert [tables.as_text(member) for member in Colour] == ["red", "pale green"]


def test_some_members_may_be_all_that_is_allowed():
    with pytest.raises(tables.CellError, match=r"'pale green' is not known here; expected one of red"):
        tables.enum([Colour.RED])("pale green")


clean = st.text(st.characters(exclude_categories=("C", "Z", "M")), min_size=1).map(
    lambda text: unicodedata.normalize("NFC", text)
)
fruit = st.fixed_dictionaries(
    {
        "id": st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,6}", fullmatch=True),
        "name": clean.filter(lambda text: text.isprintable() and text == text.strip()),
        "weight": st.none() | st.integers(0, 9_999_999).map(lambda n: n / 100_000),
        "picked": st.none() | st.dates(),
        "ripe": st.none() | st.booleans(),
    }
)


@given(st.lists(fruit, unique_by=lambda row: row["id"]))
def test_what_is_written_reads_back_the_same(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("garden")
    (folder / "garden").mkdir()
    (folder / FRUIT.path).write_text(written(FRUIT, rows), encoding="utf-8", newline="")
    found, faults = scan(FRUIT, DataFolder(folder))
    assert not faults
    assert [dict(row.values) for row in found] == sorted(rows, key=lambda row: row["id"])


@given(st.lists(fruit, unique_by=lambda row: row["id"]), st.randoms())
def test_the_canonical_text_does_not_depend_on_the_order_of_rows(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert written(FRUIT, shuffled) == written(FRUIT, rows)


@given(st.binary())
def test_no_bytes_make_reading_raise_anything_but_faults(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("garden")
    (folder / "garden").mkdir()
    (folder / FRUIT.path).write_bytes(HEADER.encode() + content)
    rows, faults = scan(FRUIT, DataFolder(folder))
    assert all(row["id"] for row in rows)
    assert all(fault.path == FRUIT.path and fault.line >= 1 for fault in faults)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\n" * 600_000, "600,001 lines and"),
        (b"\r" * 600_000, "600,001 lines and"),
        (b"," * 5_000_000, "lines and 5,000,0"),
    ],
    ids=["lines", "lines of old", "columns"],
)
def test_more_than_is_read_is_one_fault_at_once(garden, content, words):
    with finishing():
        _, (fault,) = garden(HEADER.encode() + content)
    assert (fault.line, words in fault.problem, fault.expected) == (1, True, "at most 500,000 and 4,000,000")


@pytest.mark.parametrize(
    "cell", ["a" * 200_000, '"' + "a" * 200_000 + '"', '"' * 100_001], ids=["bare", "quoted", "quotes"]
)
def test_a_giant_cell_is_told_in_a_line_of_some_length(garden, cell):
    _, (fault, *_) = garden(f"pear,{cell},,,\n" * 2)
    assert fault.line == 2
    assert len(str(fault)) < 1_200


def test_of_very_many_faults_the_first_are_told_and_the_rest_counted(garden):
    _, faults = garden("pear,Armud,east,,\n" * 150_000)
    told = str(DataError(faults)).splitlines()
    assert len(DataError(faults).faults) == len(faults) == 150_000
    assert len(told) == 101
    assert told[-1].endswith(": 149,900 more of its lines have faults")


def test_a_fault_is_one_line_without_control_characters():
    fault = Fault("a.csv", 1, "na\nme", "an \x1b[2J escape\r\nand a line", "\u202ename")
    assert str(fault) == "a.csv:1:na\\nme: an \\x1b[2J escape\\r\\nand a line; expected \\u202ename"
