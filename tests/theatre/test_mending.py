"""`karamap check --fix` makes files canonical and says the same; what cannot be read it leaves alone."""

import random
import unicodedata

import pytest

from karamap.tables import atomic_write
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import written
from karamap.tables.data_folder import DataFolder
from karamap.theatre import loader, mending

NAMES, CLAIMS, PLACES = "gazetteer/names.csv", "seeds/claims.csv", "gazetteer/places.csv"


def contents(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def change(folder, name, how):
    path = folder / name
    path.write_bytes(how(path.read_bytes()))


def shuffled(content):
    header, *lines = content.decode().splitlines()
    random.Random(7).shuffle(lines)
    return "\n".join([header, *lines, ""]).encode()


def quoted(content):
    return "".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) + "\n" for line in content.decode().splitlines()
    ).encode()


SLIPS = {
    "byte order mark": (lambda content: b"\xef\xbb\xbf" + content, "byte order mark taken off"),
    "CRLF": (lambda content: content.replace(b"\n", b"\r\n"), "from CRLF to LF"),
    "some CRLF": (lambda content: content.replace(b"\n", b"\r\n", 1), "1 line end from CRLF to LF"),
    "no last line end": (lambda content: content.rstrip(b"\n"), "a line end put after the last row"),
    "order": (shuffled, "rows sorted"),
    "quotes": (quoted, "quotes only where they are needed"),
    "letters apart": (lambda content: unicodedata.normalize("NFD", content.decode()).encode(), "composed to NFC"),
    "spaces": (lambda content: content.replace(b",", b" ,\xc2\xa0"), "spaces taken off the ends of"),
    "everything": (
        lambda content: b"\xef\xbb\xbf" + quoted(shuffled(content)).replace(b'"\n', b' "\r\n').rstrip(),
        "rows sorted",
    ),
}


@pytest.mark.parametrize("name", [NAMES, PLACES, "seeds/sources.csv", "gazetteer/orthographies/az-Latn.csv"])
@pytest.mark.parametrize(("slip", "said"), SLIPS.values(), ids=SLIPS)
def test_a_slip_of_form_is_mended_and_told(run, small_world, name, slip, said):
    folder = small_world()
    before = contents(folder)
    change(folder, name, slip)
    is_changed = contents(folder) != before
    done = run("--data", folder, "check", "--fix")
    assert (done.exit_code, contents(folder)) == (0, before)
    assert not is_changed or said in done.stderr.split(f"{name}: ")[1].splitlines()[0] or slip is quoted
    again = run("--data", folder, "check", "--fix")
    assert "nothing to bring into canonical form" in again.stderr
    assert contents(folder) == before


@pytest.mark.parametrize("name", ["gazetteer/theatre.toml", "gazetteer/borders.geojson", "gazetteer/water.geojson"])
def test_settings_and_outlines_lose_marks_and_crlf_alone(run, small_world, name):
    folder = small_world()
    before = (folder / name).read_bytes()
    wanted = before + b" \n\n"
    change(folder, name, lambda content: b"\xef\xbb\xbf" + wanted.replace(b"\n", b"\r\n"))
    assert run("--data", folder, "check", "--fix").exit_code == 0
    assert (folder / name).read_bytes() == wanted


BROKEN = {
    "a cell that does not parse": lambda content: content.replace(b"2020-10-22", b"22.10.2020", 1),
    "a row too short": lambda content: content + b"x,y\n",
    "a blank row": lambda content: content + b"\n",
    "a row twice": lambda content: content + content.splitlines(keepends=True)[1],
    "a quote without end": lambda content: content + b'"',
    "bytes of another encoding": lambda content: content + b"\xff",
    "another header": lambda content: content.replace(b"place_id", b"place", 1),
    "CR alone": lambda content: content.replace(b"\n", b"\r"),
    "a NUL": lambda content: content.replace(b"2020", b"\0", 1),
    "nothing": lambda _: b"",
}


@pytest.mark.parametrize("slip", BROKEN.values(), ids=BROKEN)
def test_what_does_not_parse_is_told_and_left_as_it_is(run, small_world, slip):
    folder = small_world()
    change(folder, CLAIMS, lambda content: b"\xef\xbb\xbf" + slip(content))
    change(folder, NAMES, shuffled)
    before = contents(folder)
    done = run("--data", folder, "check", "--fix")
    assert done.exit_code == 1
    assert f"{CLAIMS}:" in done.stderr and f"{NAMES}: rows sorted" in done.stderr
    after = contents(folder)
    assert {path for path in after if after[path] != before[path]} == {folder / NAMES}


def test_a_number_that_canonical_form_would_change_is_left_and_told(run, small_world):
    folder = small_world()
    change(folder, PLACES, lambda content: content.replace(b"46.8,", b"46.8000001,", 1))
    before = contents(folder)
    done = run("--data", folder, "check", "--fix")
    assert (done.exit_code, contents(folder)) == (1, before)
    assert f"{PLACES}:2:-: not in canonical form" in done.stderr


def test_a_number_written_longer_is_the_same_number(run, small_world):
    folder = small_world()
    before = contents(folder)
    change(folder, PLACES, lambda content: content.replace(b"46.8,", b"46.800,", 1))
    done = run("--data", folder, "check", "--fix")
    assert (done.exit_code, contents(folder)) == (0, before)
    assert f"{PLACES}: numbers written the short way" in done.stderr


def test_the_tables_mean_the_same_before_and_after(small_world):
    folder = small_world()
    spoilt = {"gazetteer/memberships.csv": shuffled, "seeds/citations.csv": quoted, CLAIMS: shuffled}
    for name, slip in spoilt.items():
        change(folder, name, slip)
    by_path = {table.path: table for table in loader.TABLES}

    def said(name):
        return sorted(written(by_path[name], [row.values]) for row in tables.read(by_path[name], DataFolder(folder)))

    before = {name: said(name) for name in spoilt}
    mending.write(folder, mending.mend(folder))
    assert {name: said(name) for name in spoilt} == before


def test_all_are_written_or_none(small_world, monkeypatch):
    folder = small_world()
    for name in (NAMES, CLAIMS, PLACES):
        change(folder, name, lambda content: content.replace(b"\n", b"\r\n"))
    before, written_ = contents(folder), []

    def failing(path, text, whole=atomic_write.write_whole):
        written_.append(path)
        if len(written_) == 3:
            raise mending.RenderError(f"cannot write {path}: no space left")
        whole(path, text)

    monkeypatch.setattr(atomic_write, "write_whole", failing)
    with pytest.raises(mending.FolderInUseError, match="nothing was changed"):
        mending.write(folder, mending.mend(folder))
    assert contents(folder) == before


def test_a_folder_that_may_not_be_written_is_refused(run, small_world, monkeypatch):
    folder = small_world()
    change(folder, NAMES, shuffled)

    def refuse(path):
        raise mending.RenderError(f"cannot write {path}")

    monkeypatch.setattr(atomic_write, "check_writable", refuse)
    before = contents(folder)
    done = run("--data", folder, "check", "--fix")
    assert (done.exit_code, contents(folder)) == (1, before)
    assert "karamap init DIR" in done.stderr


def test_the_shipped_tables_need_no_mending():
    from karamap.tables.data_folder import data_dir

    assert mending.mend(data_dir()) == []
