"""How long a cell may be is karamap's to say, whatever the process has set for its own reader of CSV."""

import ast
import csv
import io
from pathlib import Path

import pytest

import karamap
from karamap.errors import DataError
from karamap.importers import alternate_names, brought_files, theatre_folder
from karamap.importers.found import ImportFailedError
from karamap.importers.source_file import SourceFile
from karamap.record import schema
from karamap.tables import csv_reader, csv_tables
from karamap.tables.csv_tables import Column
from karamap.tables.data_folder import DataFolder
from karamap.tables.hand_made import HandMadeTable
from karamap.theatre import data_rows, migrations

LONGEST = "x" * csv_reader.MAX_CELL
TOO_LONG = f"not valid CSV: a cell of more than {csv_reader.MAX_CELL:,} characters"


@pytest.fixture(params=[1, 10_000_000], ids=["short", "long"])
def set_by_the_host(request):
    """A limit that the process has set for its own reader."""
    usual = csv.field_size_limit(request.param)
    yield request.param
    assert csv.field_size_limit(usual) == request.param


def hand_made(text):
    return HandMadeTable(io.BytesIO(text.encode()), "mine.csv", [Column("name", csv_tables.text)])


def brought(text):
    return SourceFile(Path("dump.txt"), "dump.txt", text.encode(), "")


def dumped(name):
    return "\t".join(["1", name, "", "", "39.5", "46.5", "P", "PPL", *[""] * 11]) + "\n"


def named(name):
    return "\t".join(["1", "2", "en", name, *[""] * 6]) + "\n"


@pytest.mark.usefixtures("set_by_the_host")
def test_every_reader_takes_the_longest_cell():
    assert csv_tables.scan_text(schema.CLAIMS, f"id,{LONGEST}\n")[1][0].problem.startswith("header has ")
    assert [row.values["name"] for row in hand_made(f"name\n{LONGEST}\n")] == [LONGEST]
    places = brought_files.place_reader(brought(dumped("A") + dumped(LONGEST)))
    assert [place.names[0].text for place in places] == ["A", LONGEST]
    assert list(alternate_names.read(brought(named(LONGEST)), [])) == []


@pytest.mark.usefixtures("set_by_the_host")
def test_every_reader_refuses_a_longer_one_in_the_same_words():
    (fault,) = csv_tables.scan_text(schema.CLAIMS, f"{','.join(schema.CLAIMS.header)}\na\n{LONGEST}x\n")[1]
    assert (fault.line, fault.problem) == (3, TOO_LONG)
    with pytest.raises(DataError, match=rf"^mine\.csv:2:-: {TOO_LONG}; expected a comma between cells"):
        list(hand_made(f"name\n{LONGEST}x\n"))
    with pytest.raises(ImportFailedError, match=rf"^dump\.txt:2: {TOO_LONG}$"):
        list(brought_files.place_reader(brought(dumped("A") + dumped(f"{LONGEST}x"))))
    with pytest.raises(ImportFailedError, match=rf"^dump\.txt:2: {TOO_LONG}$"):
        list(alternate_names.read(brought(named("A") + named(f"{LONGEST}x")), []))
    text = f"id\n{LONGEST}x\n"
    assert migrations.migrated(schema.TOTALS, text) == (text, ())


@pytest.mark.usefixtures("set_by_the_host")
def test_tables_that_are_no_csv_are_neither_compared_nor_brought_up_to_date(tmp_path):
    path = tmp_path / schema.TOTALS.path
    path.parent.mkdir()
    path.write_text(f"{','.join(schema.TOTALS.header)}\n{LONGEST}x\n", encoding="utf-8")
    with pytest.raises(DataError, match="a cell of more than"):
        data_rows.rows_of(DataFolder(tmp_path))
    path.write_text("id,what\na,b,c\n", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be read: 3 cells in the row that ends on line 2"):
        data_rows.rows_of(DataFolder(tmp_path))
    path.write_text(f"{','.join(schema.TOTALS.header)}\n{LONGEST}x\n", encoding="utf-8")
    with pytest.raises(ImportFailedError, match=f"^{schema.TOTALS.path}: {TOO_LONG}; run `karamap check`$"):
        theatre_folder.hand_edits(tmp_path, schema.TOTALS)


@pytest.mark.usefixtures("set_by_the_host")
def test_a_theatre_is_the_same(small_theatre, theatre):
    assert {claim.place_id for claim in small_theatre().record.claims.values()}
    assert karamap.open().record.claims == theatre.record.claims


def test_nothing_else_reads_csv_or_asks_for_a_dialect_by_name():
    asked = {}
    for path in Path(karamap.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "csv":
                asked.setdefault(node.attr, path.name)
    assert asked.keys() == {"writer"}, asked
