"""Versions of the tables that are kept: packed, checked, opened, brought into the columns of today."""

import io
import tarfile
from datetime import date

import pytest
from versioned import bear

import karamap
from karamap.errors import DataError, UnknownVersionError
from karamap.record import schema
from karamap.tables.csv_tables import CellError
from karamap.tables.data_folder import data_dir
from karamap.theatre import data_rows, loader, migrations, versions
from karamap.theatre.settings_file import version


@pytest.mark.parametrize("name", ["2026.12", "2026.01", "2026.12.1", "1999.10.1203"])
def test_a_version_is_year_month_and_a_number(name):
    assert version(name) == name


@pytest.mark.parametrize(
    "name", ["2026", "2026.13", "2026.00", "2026.12.0", "26.12", "2026.12-1", " 2026.12", "", 2026.12]
)
def test_what_is_no_version_is_refused(name):
    with pytest.raises(CellError, match="no version of tables"):
        version(name)


def test_versions_are_listed_in_the_order_of_time(kept_world):
    bear(kept_world, "2026.12.2")
    versions.close(kept_world, date(2026, 12, 2))
    bear(kept_world, "2026.12.10")
    assert versions.names(kept_world) == ["2026.11", "2026.12.2", "2026.12.10"]


def test_the_present_version_is_the_folder_itself(kept_world, tmp_path):
    assert versions.open_version(kept_world, "2026.12", tmp_path / "scratch") == (kept_world, [])


def test_a_kept_version_has_the_rows_it_had(kept_world, tmp_path):
    before = (kept_world / "seeds/claims.csv").read_bytes()
    (kept_world / "seeds/claims.csv").write_bytes(before.replace(b"force", b"handover"))
    opened, done = versions.open_version(kept_world, "2026.11", tmp_path / "scratch")
    assert ((opened / "seeds/claims.csv").read_bytes(), done) == (before, [])
    assert loader.load(opened).settings.version == "2026.11"


def test_packing_twice_gives_the_same_bytes(small_world):
    folder = small_world()
    first = versions.pack(folder)
    for path in folder.rglob("*"):
        path.touch()
    assert versions.pack(folder) == first


def test_an_unknown_version_is_told_with_those_there_are(kept_world, tmp_path):
    with pytest.raises(UnknownVersionError, match=r"no version '2020\.01'.*there are 2026\.11, 2026\.12"):
        versions.open_version(kept_world, "2020.01", tmp_path)


def test_an_altered_archive_is_refused(kept_world, tmp_path):
    path = kept_world / "versions/2026.11.tar.xz"
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(
        DataError, match=r"versions/2026\.11\.tar\.xz:1:-: has SHA-256 [0-9a-f]{64}; expected [0-9a-f]{64}"
    ):
        versions.open_version(kept_world, "2026.11", tmp_path / "scratch")


def test_a_missing_archive_is_a_fault(kept_world, tmp_path):
    (kept_world / "versions/2026.11.tar.xz").unlink()
    with pytest.raises(DataError, match="cannot be read: No such file"):
        versions.open_version(kept_world, "2026.11", tmp_path / "scratch")


def archive_of(*members):
    """An archive of members of a name and, for links, a target."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:xz") as tar:
        for name, target in members:
            info = tarfile.TarInfo(name)
            if target:
                info.type, info.linkname = tarfile.SYMTYPE, target
            tar.addfile(info, io.BytesIO())
    return buffer.getvalue()


@pytest.mark.parametrize(
    "member",
    [
        ("../seeds/claims.csv", ""),
        ("/seeds/claims.csv", ""),
        ("seeds/../../x", ""),
        ("karamap/x.py", ""),
        ("seeds/a", "/etc"),
        ("seeds", ""),
        (".", ""),
        (f"seeds/{'a' * 256}.csv", ""),
    ],
    ids=lambda member: ascii(member)[:40],
)
def test_an_archive_puts_nothing_beside_the_tables(tmp_path, member):
    with pytest.raises(DataError, match=r"^archive:1:-: holds .*; expected files of gazetteer/ and seeds/$"):
        versions.unpack(archive_of(member), tmp_path / "in")
    assert not list(tmp_path.rglob("*"))


def test_an_archive_of_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(versions, "MOST_FILES", 2)
    with pytest.raises(DataError, match="more files or bytes than tables have"):
        versions.unpack(archive_of(*((f"seeds/{number}.csv", "") for number in range(3))), tmp_path)


@pytest.mark.parametrize("content", [b"", b"no archive", b"\xfd7zXZ\0cut"], ids=["empty", "text", "cut"])
def test_what_is_no_archive_is_refused(tmp_path, content):
    with pytest.raises(DataError, match="no archive"):
        versions.unpack(content, tmp_path)


@pytest.mark.parametrize(("path", "name"), sorted(migrations.NEW_COLUMNS), ids=str)
def test_a_table_without_a_column_gets_it(path, name):
    (table,) = (table for table in migrations.TABLES if table.path == path)
    old = [column for column in table.header if column != name]
    text, added = migrations.migrated(table, ",".join(old) + "\n" + ",".join(old) + "\n")
    cells = [migrations.NEW_COLUMNS[path, name] if column == name else column for column in table.header]
    assert (text, added) == (f"{','.join(table.header)}\n{','.join(cells)}\n", (name,))


def test_a_table_of_other_columns_stays_as_it_is():
    assert migrations.migrated(schema.TOTALS, "id,what\n1,2\n") == ("id,what\n1,2\n", ())


def test_a_table_of_today_stays_as_it_is():
    text = (data_dir() / "seeds/totals.csv").read_text(encoding="utf-8")
    assert migrations.migrated(schema.TOTALS, text) == (text, ())


@pytest.mark.parametrize("name", versions.names(data_dir()))
def test_every_version_that_is_kept_has_no_fault_today(name, tmp_path):
    folder, _ = versions.open_version(data_dir(), name, tmp_path)
    assert loader.problems(folder) == []
    assert loader.load(folder).settings.version == name


def test_rows_are_read_from_every_file():
    rows = data_rows.rows_of(versions.DataFolder(data_dir()))
    assert {path.rpartition(".")[2] for path in rows} == {"csv", "geojson", "toml", "webp"}
    assert rows["gazetteer/theatre.toml"]["land.reach_km"] == {"value": "15"}
    assert rows["gazetteer/zones.geojson"]["corridor-lachin-2020"]["kind"] == "corridor"
    assert "theatre.version" not in rows["gazetteer/theatre.toml"]


def test_two_rows_of_one_key_are_refused(small_world):
    folder = small_world()
    path = folder / "seeds/parties.csv"
    path.write_text(path.read_text() + path.read_text().splitlines()[-1] + "\n")
    with pytest.raises(DataError, match=r"seeds/parties\.csv:1:-: .* stands there twice"):
        data_rows.rows_of(versions.DataFolder(folder))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("seeds/parties.csv", b'id\n"a'),
        ("seeds/parties.csv", b"\xff"),
        ("gazetteer/theatre.toml", b"= 1"),
        ("gazetteer/theatre.toml", b"a = 1"),
        ("gazetteer/borders.geojson", b"[]"),
        ("gazetteer/borders.geojson", b'{"features": [{"properties": {}, "geometry": 1}]}'),
        ("gazetteer/borders.geojson", b"[" * 100_000),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault(small_world, name, content):
    folder = small_world()
    (folder / name).write_bytes(content)
    with pytest.raises(DataError, match=f"{name}:1:-: cannot be read"):
        data_rows.rows_of(versions.DataFolder(folder))


def test_a_kept_version_is_opened_from_python(kept_world):
    old = karamap.open(kept_world, version="2026.11")
    assert (old.settings.version, karamap.open(kept_world).settings.version) == ("2026.11", "2026.12")
    assert old.snapshot("2020-10-01").areas.equals(karamap.open(kept_world).snapshot("2020-10-01").areas)
    with pytest.raises(UnknownVersionError):
        karamap.open(kept_world, version="1999.01")
