"""Every problem in the tables is found, with its file, line and column; nothing is drawn from broken ones."""

import gc
import weakref
from datetime import date

import pytest
from faults import CITATIONS, CLAIMS, NAMES, PLACES, REFUSED, REPORTED, edited, row_of
from world import small_world as new_world

from karamap.errors import DataError
from karamap.names import orthographies
from karamap.record.claims import Record
from karamap.tables import data_folder
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre import loader, outlines, rules, settings_file
from karamap.theatre.names import kept_names, load_names

ALL = {**REFUSED, **REPORTED}


@pytest.fixture(params=ALL.values(), ids=ALL.keys())
def broken(request):
    return request.param


def test_a_sound_world_has_no_problem(small_world):
    assert loader.problems(small_world()) == []


def test_the_shipped_tables_have_no_problem():
    assert [str(fault) for fault in loader.problems(data_dir())] == []


def test_a_problem_is_reported_where_it_is(small_world, broken):
    folder = broken.build(small_world)
    report = [str(fault) for fault in loader.problems(folder)]
    assert any(line.startswith(broken.where(folder) + broken.words) for line in report), report


def test_a_problem_brings_no_other_in_its_train(small_world, broken):
    """A reader mends what the report names; echoes of the same fault in other tables would mislead."""
    folder = broken.build(small_world)
    assert {fault.path for fault in loader.problems(folder)} <= {broken.path}


@pytest.mark.parametrize("ask", [loader.load, load_names])
def test_tables_with_a_fault_are_refused_in_the_words_of_the_check(small_world, broken, ask):
    folder = broken.build(small_world)
    with pytest.raises(DataError) as caught:
        ask(folder)
    assert list(caught.value.faults) == loader.problems(folder)


def test_the_rows_of_tables_are_gone_once_a_theatre_is_loaded(small_world, monkeypatch):
    rows, of = [], Record.of

    def watched(read, **settings):
        rows.append(weakref.ref(read))
        return of(read, **settings)

    monkeypatch.setattr(Record, "of", watched)
    theatre = loader.load(small_world())
    gc.collect()
    assert [held() for held in rows] == [None]
    assert theatre.names.orthographies.all


@pytest.mark.parametrize("name", ["wrong claim id", "no line end at the end", "missing table", "unknown party"])
def test_what_was_kept_of_sound_tables_serves_no_others(small_world, tmp_path, name):
    folder, cache = small_world(), tmp_path / "cache"
    theatre = loader.load(folder, cache)
    assert theatre.names.postings
    loader.keep(theatre, cache)
    assert kept_names(DataFolder(folder), cache) is not None
    ALL[name].build(small_world)
    assert kept_names(DataFolder(folder), cache) is None
    with pytest.raises(DataError):
        loader.load(folder, cache)


def test_tables_that_were_found_sound_are_not_checked_again(small_world, tmp_path, monkeypatch):
    folder, cache = small_world(), tmp_path / "cache"
    theatre = loader.load(folder, cache)
    loader.keep(theatre, cache)
    monkeypatch.setattr(rules, "broken", lambda *_: pytest.fail("checked again"))
    again = loader.load(folder, cache)
    assert (bool(theatre.verdict), again.verdict, again.fingerprint) == (True, "", theatre.fingerprint)
    monkeypatch.undo()
    (folder / "gazetteer/zones.geojson").write_text("{")
    with pytest.raises(DataError):
        loader.load(folder, cache)


def test_an_empty_table_is_not_taken_for_a_missing_one(small_world, tmp_path):
    folder, cache = small_world(), tmp_path / "cache"
    path = folder / "gazetteer/overlaps.csv"
    path.unlink()
    loader.keep(loader.load(folder, cache), cache)
    path.write_bytes(b"")
    with pytest.raises(DataError, match=r"overlaps\.csv:1:1: header has '\(nothing\)' here"):
        loader.load(folder, cache)


def test_several_problems_at_once_are_all_reported(small_world):
    chosen = ["unknown place", "swapped lon and lat", "bad UTF-8", "unknown party", "missing outline"]

    def all_rows(world):
        for name in chosen:
            ALL[name].rows(world)

    folder = small_world(all_rows)
    for name in chosen:
        ALL[name].files(folder)
    report = "\n".join(str(fault) for fault in loader.problems(folder))
    assert not [name for name in chosen if ALL[name].where(folder) not in report]


def test_problems_are_sorted_by_file_and_line(small_world):
    def several(world):
        for at, place_id in enumerate(("gn1", "gn3", "gn5")):
            row_of(world, PLACES, id=place_id)["lon"] = 10.0 + at
        world.rows[NAMES].remove(row_of(world, NAMES, place_id="km0001"))

    found = loader.problems(small_world(several))
    assert [(fault.path, fault.line) for fault in found] == [(PLACES, 2), (PLACES, 4), (PLACES, 6), (PLACES, 8)]


def test_an_unread_row_is_not_taken_for_a_missing_one(small_world):
    """A place whose own row is broken is not reported as unknown wherever it is pointed to."""
    folder = small_world()
    edited(PLACES, b"gn3,village", b"gn3,hamlet")(folder)
    assert [fault.path for fault in loader.problems(folder)] == [PLACES]


def test_empty_halves_lack_every_table_that_must_be_there(tmp_path):
    for half in ("gazetteer", "seeds"):
        (tmp_path / half).mkdir()
    needed = {table.path for table in loader.TABLES if not table.optional}
    needed = {path for path in needed if not path.startswith(orthographies.FOLDER)}
    assert {fault.path for fault in loader.problems(tmp_path)} == needed


def test_a_name_in_use_may_follow_one_that_has_ended(small_world):
    def renamed(world):
        row_of(world, "gazetteer/memberships.csv", place_id="gn3")["valid_to"] = date(2000, 1, 1)
        world.add(
            "gazetteer/memberships.csv",
            place_id="gn3",
            district_id="AZ-HEY",
            valid_from=date(2000, 1, 1),
            source_id="survey",
        )

    assert loader.problems(small_world(renamed)) == []


def test_a_fingerprint_is_the_same_for_the_same_tables(tmp_path):
    folders = [new_world().write(tmp_path / name) for name in ("one", "other")]
    assert len({loader.fingerprint(folder) for folder in folders}) == 1


@pytest.mark.parametrize("path", [*(table.path for table in loader.TABLES), *outlines.OUTLINES, settings_file.PATH])
def test_every_table_and_outline_changes_the_fingerprint(small_world, path):
    folder = small_world()
    before = loader.fingerprint(folder)
    (folder / path).write_bytes((folder / path).read_bytes() + b"\n")
    assert loader.fingerprint(folder) != before


def test_load_gives_what_the_tables_hold(small_theatre, small_world):
    theatre = small_theatre()
    assert (len(theatre.gazetteer.places), len(theatre.record.parties)) == (7, 3)
    assert theatre.fingerprint == loader.fingerprint(small_world())


def test_every_table_is_sorted_into_the_fingerprint_once():
    paths = [table.path for table in loader.TABLES]
    assert len(paths) == len(set(paths))
    assert {CLAIMS, CITATIONS} <= set(paths)


@pytest.mark.parametrize("ask", [loader.load, load_names, lambda folder: _refuse(loader.problems(folder))])
@pytest.mark.parametrize("path", ["gazetteer/names.csv", "gazetteer/theatre.toml"])
def test_a_file_too_large_is_a_fault_whoever_reads_it(small_world, monkeypatch, ask, path):
    folder = small_world()
    size = (folder / path).stat().st_size
    others = max(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    (folder / path).write_bytes((folder / path).read_bytes() + b"\n" * (others + 1))
    monkeypatch.setattr(data_folder, "MAX_BYTES", others)
    with pytest.raises(DataError, match=rf"{path}:1:-: {size + others + 1:,} bytes; expected at most {others:,}"):
        ask(folder)


def _refuse(faults):
    if faults:
        raise DataError(faults)
