"""The index of names: one with its gazetteer whatever the order of names, and kept between runs as it was made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import shipped

from karamap.gazetteer.places import Dataset, Name
from karamap.names import index_cache
from karamap.names.distances import Distances
from karamap.names.index import NameIndex
from karamap.names.name_sorts import CITED, DATED, LISTED, OWN, sorting
from karamap.names.resolutions import Mention, answer
from karamap.names.resolver import Resolver
from karamap.tables.data_folder import data_dir
from karamap.theatre.names import keep, load_names

INDEX = shipped.theatre().names
GAZETTEER, ORTHOGRAPHIES = INDEX.gazetteer, INDEX.orthographies


def test_the_order_of_names_never_matters() -> None:
    backwards = dict(reversed([*GAZETTEER.names.items()]))
    reordered = replace(GAZETTEER, names=backwards)
    assert reordered == GAZETTEER and [*reordered.names] != [*GAZETTEER.names]
    assert keys_of_places(NameIndex(reordered, ORTHOGRAPHIES)) == keys_of_places(INDEX)


def keys_of_places(index: NameIndex) -> dict[str, set[str]]:
    """The keys of all names of each place."""
    keys: dict[str, set[str]] = {}
    for place_id, held in zip(index.postings.places_of_name, index.postings.keys_of_name, strict=True):
        keys.setdefault(place_id, set()).update(held)
    return keys


def test_the_keys_of_a_name_are_those_it_is_read_by_and_lead_to_it() -> None:
    postings = INDEX.postings
    for number in range(0, len(postings.places_of_name), 20):
        name, keys = INDEX.name(number), postings.keys_of_name[number]
        assert [*keys] == ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form(name.text), name.language)
        assert all(number in postings.keys[1][key] for key in keys)


def test_a_number_is_a_name_of_its_place() -> None:
    numbered = [(place_id, name) for place_id, names in GAZETTEER.names.items() for name in names]
    places = INDEX.postings.places_of_name
    assert [(places[number], INDEX.name(number)) for number in range(len(places))] == numbered


def opened(folder: Path, cache: Path) -> NameIndex:
    """An index as a command has it, kept when the command has ended."""
    index = load_names(folder, cache)
    assert index.postings
    keep(index, cache)
    return index


def test_nothing_is_read_before_it_is_asked_for() -> None:
    def refused() -> object:
        raise AssertionError("orthographies were read")

    index = NameIndex.of_kept(index_cache.deserialise(index_cache.serialise(INDEX)), refused)  # type: ignore[arg-type]
    assert len(index.postings.keys_of_name) == len(INDEX.postings.keys_of_name)
    assert Resolver(index).resolve(Mention("Çöpədərə")).place_id == "gn148261"


def test_a_kept_index_answers_as_a_new_one(tmp_path: Path) -> None:
    first, second = opened(data_dir(), tmp_path), opened(data_dir(), tmp_path)
    assert len(list(tmp_path.glob("names-*.json"))) == 1
    for mention in (Mention("Chopedere", "Zangilan"), Mention("Talış"), Mention("Zangilan", "Zangilan", "village")):
        answers = [answer(GAZETTEER, Resolver(index).resolve(mention)) for index in (first, second, INDEX)]
        assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"x y\n{}", b"[" * 100_000])
def test_a_damaged_index_is_made_anew(small_world: Callable[[], Path], tmp_path: Path, damage: bytes) -> None:
    folder, cache = small_world(), tmp_path / "cache"
    opened(folder, cache)
    path = next(cache.glob("names-*.json"))
    path.write_bytes(damage)
    assert Resolver(opened(folder, cache)).resolve(Mention("Çöpədərə")).place_id == "gn3"
    assert path.read_bytes() != damage


def test_a_kept_index_holds_what_was_built(tmp_path: Path) -> None:
    index_cache.save(tmp_path, NameIndex(GAZETTEER, ORTHOGRAPHIES, INDEX.distances, fingerprint="0" * 64))
    kept = index_cache.read(tmp_path, "0" * 64)
    assert kept is not None
    gazetteer, postings, distances = kept
    assert distances == INDEX.distances == Distances(40.0, 10.0, 25.0)
    assert dict(gazetteer.names) == GAZETTEER.names
    assert replace(gazetteer, names=GAZETTEER.names) == GAZETTEER
    built = INDEX.postings
    assert postings.near.shortened == built.near.shortened
    assert postings.near.near("ʧobadara") == built.near.near("ʧobadara") > {"ʧobadara"}
    read = replace(postings, keys=dict(postings.keys), keys_of_name=list(postings.keys_of_name), near=built.near)
    assert read == built
    assert index_cache.read(tmp_path, "0" * 63 + "1") is None


def test_what_sort_a_name_is_depends_on_its_days_kind_and_source() -> None:
    datasets = {id_: Dataset(id_, "", "", "", None, lists_all=id_ == "census") for id_ in ("census", "map")}
    sort_of = sorting(datasets)
    plain = Name("Alma", "en", "Latn", "variant", None, None, "map")
    assert sort_of(plain) == 0
    assert sort_of(plain._replace(valid_from=date(2000, 1, 1))) == DATED
    assert sort_of(plain._replace(valid_to=date(2000, 1, 1), kind="official")) == DATED | OWN
    assert sort_of(plain._replace(kind="exonym", source_id="census")) == OWN | LISTED
    assert sort_of(plain._replace(source_id="page")) == CITED


def test_names_are_sorted_by_their_numbers() -> None:
    sort_of = sorting(GAZETTEER.datasets)
    assert list(INDEX.postings.sorts) == [sort_of(name) for held in GAZETTEER.names.values() for name in held]
    assert {sort & OWN for sort in INDEX.postings.sorts} == {0, OWN}


def test_changed_tables_make_the_index_anew(small_world: Callable[[], Path], tmp_path: Path) -> None:
    folder, cache = small_world(), tmp_path / "cache"
    opened(folder, cache)
    path = folder / "gazetteer/names.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Çöpədərə", "Çöpədərəx"), encoding="utf-8")
    assert Resolver(opened(folder, cache)).resolve(Mention("Çöpədərəx")).place_id == "gn3"
    assert len(list(cache.iterdir())) == 2


def test_the_fingerprint_is_that_of_every_byte_and_path() -> None:
    base = {"a.csv": b"1", "b.csv": b"2"}
    others = ({"a.csv": b"1"}, {"a.csv": b"2", "b.csv": b"1"}, {"a.csv": b"1", "c.csv": b"2"})
    prints = {index_cache.fingerprint(tables) for tables in (base, *others)}
    assert len(prints) == 4
    assert index_cache.fingerprint(dict(reversed(base.items()))) == index_cache.fingerprint(base)


def test_a_folder_that_cannot_be_written_is_no_error(small_world: Callable[[], Path], tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert Resolver(opened(small_world(), blocked / "cache")).resolve(Mention("Çöpədərə")).place_id


def test_an_index_of_no_folder_is_not_kept(tmp_path: Path) -> None:
    index = NameIndex(GAZETTEER, ORTHOGRAPHIES)
    assert index.postings
    keep(index, tmp_path)
    assert not list(tmp_path.iterdir())


def test_opening_alone_writes_nothing(small_world: Callable[[], Path], tmp_path: Path) -> None:
    keep(load_names(small_world(), tmp_path / "cache"), tmp_path / "cache")
    assert not (tmp_path / "cache").exists()
