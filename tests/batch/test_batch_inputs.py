"""What may be given to long work, what comes of it, and what is said of what cannot be read."""

import csv
import io
import json

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from karamap.tables.csv_tables import Column
from karamap.tables.hand_made import HandMadeTable

LIST = 'id;name;district\n1;Chopedere;Zangilan\n2;"Hadrut\n";\n3;Nowhere;\n\n4;Şuşa;\n'


@pytest.fixture
def batch(run, tmp_path):
    """Do long work in this process; the rows that come of it, and what the command said."""

    def call(*arguments):
        done = run("batch", *arguments, "-o", tmp_path / "out", "--workers", "0")
        files = sorted((tmp_path / "out").glob("part-*.parquet")) if done.exit_code == 0 else []
        rows = ds.dataset(files, format="parquet").to_table().to_pylist() if files else []
        return rows, done

    return call


@pytest.mark.parametrize("count", [1, 2, 3, 100])
def test_pieces_of_a_table_have_its_rows_and_its_lines(count):
    columns = [Column("name", str)]
    whole = list(HandMadeTable(io.BytesIO(LIST.encode()), "list.csv", columns))
    rows, lines = [], []
    for piece in HandMadeTable(io.BytesIO(LIST.encode()), "list.csv", columns).pieces(count):
        for row in HandMadeTable(io.BytesIO(piece.content), "list.csv", columns):
            rows.append(row.cells)
            lines.append(piece.line_in_file(row.line))
    assert rows == [row.cells for row in whole]
    assert lines == [row.line for row in whole]


def test_names_come_from_csv_json_lines_and_parquet_alike(batch, tmp_path):
    asked = [("Chopedere", "Zangilan"), ("Nowhere", None), ("Şuşa", None)]
    table = tmp_path / "a.csv"
    table.write_text("name,district\n" + "".join(f"{name},{district or ''}\n" for name, district in asked))
    lines = tmp_path / "b.jsonl"
    lines.write_text("".join(json.dumps({"name": name, "district": d, "page": 7}) + "\n" for name, d in asked))
    parquet = tmp_path / "c.parquet"
    pq.write_table(pa.table({"name": [n for n, _ in asked], "district": [d for _, d in asked]}), parquet)
    found = []
    for place in (table, lines, parquet):
        rows, done = batch("resolve", place, "--rows", "2")
        assert done.exit_code == 0, done.stderr
        found.append([(row["outcome"], row["place_id"], row["candidates"]) for row in rows])
        for file in (tmp_path / "out").iterdir():
            file.unlink()
    assert found[0] == found[1] == found[2]
    assert [outcome for outcome, _, _ in found[0]] == ["resolved", "unresolved", "resolved"]


def test_other_columns_are_kept(batch, tmp_path):
    (tmp_path / "names.csv").write_text("place,name\nhere,Şuşa\n")
    ((row,), _) = batch("resolve", tmp_path / "names.csv")
    assert (row["input_place"], row["name"], row["place"]) == ("here", "Şuşa", "Şuşa")
    pq.write_table(pa.table({"name": ["Şuşa"], "weight": [1.5]}), tmp_path / "names.parquet")
    (tmp_path / "out/part-00000.parquet").unlink()
    (tmp_path / "out/manifest.json").unlink()
    ((row,), _) = batch("resolve", tmp_path / "names.parquet")
    assert row["weight"] == 1.5


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"name,date\nA,\nB,2020-13-01\n", "a.csv:3:date: "),
        ("a.csv", b"title\nA\n", "a.csv:1:1: no column 'name'"),
        ("a.csv", b'name\nA\n"B\n', "a.csv:3:-: not valid CSV: a quote is opened here and never closed"),
        ("a.csv", b"PK\x03\x04", "a spreadsheet file"),
        ("a.jsonl", b'{"name": "A"}\n\n["B"]\n', "a.jsonl:3:-: no object of JSON"),
        ("a.jsonl", b'{"name": 7}\n', "a.jsonl:1:name: 7 is no text"),
        ("a.jsonl", b'{"name": "\\ud800"}\n', "a.jsonl:1:-: half of a pair of surrogates"),
        ("a.jsonl", b'{"name": "A", "more": [{"\\uDFFF": 1}]}\n', "a.jsonl:1:-: half of a pair of surrogates"),
        ("a.jsonl", b'{"name": "A\xfd"}\n', "a.jsonl:1:-: byte 0xfd is not UTF-8"),
        ("a.jsonl", b"\n \n\n", "there is nothing to be done: the input has no rows"),
        ("a.jsonl", b'{"name": "A", "kind": "shed"}\n', "a.jsonl:1:kind: 'shed' is no kind of place"),
        ("a.parquet", b"PAR2", "a.parquet:1:-: not valid Parquet"),
        ("a.txt", b"A", "is no input: give a folder, or a file that ends with .csv"),
        ("a.csv", b"name\n", "there is nothing to be done"),
    ],
)
def test_what_cannot_be_read_is_told_by_line(batch, tmp_path, name, content, told):
    path = tmp_path / name
    path.write_bytes(content)
    _, done = batch("resolve", path, "--rows", "1")
    assert done.exit_code == 1
    assert told in done.stderr
    assert not (tmp_path / "out/manifest.json").exists()


def test_parts_of_the_rest_stay_where_a_row_cannot_be_read(batch, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("name,date\nŞuşa,\nB,soon\nHadrut,\n")
    batch("resolve", path, "--rows", "1")
    assert sorted(file.name for file in (tmp_path / "out").glob("*.parquet")) == [
        "part-00000.parquet",
        "part-00002.parquet",
    ]
    path.write_text("name,date\nŞuşa,\nB,2020-10-01\nHadrut,\n")
    rows, done = batch("resolve", path, "--rows", "1")
    assert (done.exit_code, [row["name"] for row in rows]) == (0, ["Şuşa", "B", "Hadrut"])


def test_the_output_may_not_lie_in_the_input(run, tmp_path):
    (tmp_path / "a.csv").write_text("name\nA\n")
    done = run("batch", "resolve", tmp_path, "-o", tmp_path / "out", "--workers", "0")
    assert "lies within the input" in done.stderr


def test_pages_come_to_the_proposals_of_the_command(batch, run, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "one.txt").write_text("The Azerbaijani army took Chopedere village of Zangilan district.")
    (pages / "two.txt").write_text("Azerbaijan said it had taken Hadrut.\nOn 9 October a meeting took place.")
    (pages / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    done = run(
        "batch", "extract", pages, "--published", "2020-10-22", "-o", tmp_path / "out", "--workers", "0", "--rows", "1"
    )
    assert done.exit_code == 1
    assert "broken.pdf" in done.stderr
    assert "1 page could not be read" in done.stderr
    rows = ds.dataset(sorted((tmp_path / "out").glob("*.parquet")), format="parquet").to_table().to_pylist()
    (pages / "broken.pdf").unlink()
    wanted = list(csv.DictReader(run("-q", "extract", pages, "--published", "2020-10-22").stdout.splitlines()))
    assert rows
    assert rows == wanted


def test_tables_of_pages_say_of_each_what_they_know(batch, tmp_path):
    text = "The Azerbaijani army took Chopedere village of Zangilan district."
    lines = [{"text": text, "published": "2020-10-21", "publisher": "A"}, {"text": text, "file": "b"}]
    path = tmp_path / "pages.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    rows, done = batch("extract", path, "--published", "2020-10-22", "--publisher", "B")
    assert done.exit_code == 0, done.stderr
    found = [(row["file"], row["reported_on"], row["publisher"]) for row in rows]
    assert found == [("pages.jsonl:1", "2020-10-21", "A"), ("b", "2020-10-22", "B")]


def test_blocks_of_days_come_to_the_panel_of_the_command(batch, run, tmp_path):
    days = ("--from", "2020-10-18", "--to", "2020-10-24")
    rows, done = batch("panel", *days, "--known-on", "2020-10-22", "--known-on", "all", "--days", "3")
    assert done.exit_code == 0, done.stderr
    found = pd.DataFrame(rows)
    for known, option in (("2020-10-22", ("--known-on", "2020-10-22")), ("all", ())):
        run("control", *days, *option, "-o", tmp_path / "panel.parquet")
        wanted = pd.read_parquet(tmp_path / "panel.parquet").astype(object)
        own = found[found["known_on"] == known].drop(columns="known_on").reset_index(drop=True).astype(object)
        assert own.fillna("").equals(wanted.fillna(""))


def test_surfaces_are_those_of_the_export(batch, run, tmp_path):
    days = ("--from", "2020-10-20", "--to", "2020-10-21")
    rows, done = batch("surfaces", *days)
    assert done.exit_code == 0, done.stderr
    run("export", *days, "--layer", "territory", "-o", tmp_path / "ground.parquet")
    assert rows == pq.read_table(tmp_path / "ground.parquet").to_pylist()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--tls-cert", "c.pem"), "--tls-ca-file, --tls-cert and --tls-key go together."),
        (("--without-tls",), "TLS is for --scheduler"),
        (("--workers", "0", "--limit-memory", "1GB"), "--workers 0 starts none"),
        (("--scheduler", "tcp://127.0.0.1:1", "--workers", "2"), "say it to `dask worker`"),
        (("--limit-memory", "much"), "'much' is no size of memory; give one such as 500MB or 2GB."),
        (("--limit-memory", "1KB"), "1KB is too little for a worker"),
        (("--scheduler", "tls://127.0.0.1:1"), "tls:// takes --tls-ca-file"),
        (("--claims", "c.pem"), "asks no record: leave --claims out"),
    ],
)
def test_options_that_contradict_each_other_are_wrong_use(run, tmp_path, options, told):
    (tmp_path / "c.pem").write_text("")
    (tmp_path / "a.csv").write_text("name\nA\n")
    done = run("batch", "resolve", tmp_path / "a.csv", "-o", tmp_path / "out", *options)
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_day_outside_the_record_is_refused(run, tmp_path):
    done = run("batch", "panel", "--from", "1990-01-01", "--to", "1990-01-02", "-o", tmp_path / "out", "--workers", "0")
    assert (done.exit_code, "is before the record" in done.stderr) == (1, True)
