"""Keeps the index of a gazetteer's names between runs, until the tables change."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from karamap.gazetteer import schema as gazetteer_schema
from karamap.gazetteer.places import Dataset, District, Gazetteer, LonLat, Membership, Name, Place
from karamap.names.distances import Distances
from karamap.names.edit_distance import NearKeys
from karamap.names.index import LEVELS, Kept, NameIndex, Numbers, Postings, members_of
from karamap.tables import kept

FORMAT = 8
"""Raised when the shape of what is kept changes."""

KIND = "names"

WINGS = (Path(__file__).parent, Path(gazetteer_schema.__file__).parent)
"""Where the code stands that makes keys."""


def fingerprint(contents: Mapping[str, bytes]) -> str:
    """SHA-256 over the tables that an index is made of, by path, and over the version of what makes it."""
    digest = hashlib.sha256(kept.made_by(FORMAT, WINGS).encode())
    for path, content in sorted(contents.items()):
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def read(cache_folder: Path | None, fingerprint: str) -> Kept | None:
    """What an earlier run kept under a fingerprint, or None: missing, damaged, or made from other tables."""
    body = kept.read(cache_folder, KIND, fingerprint)
    try:
        return None if body is None else deserialise(body)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return None


def save(cache_folder: Path | None, index: NameIndex) -> None:
    """Keep an index under its fingerprint, and the latest of others; a folder that cannot be written is no error."""
    kept.save(cache_folder, KIND, index.fingerprint, serialise(index))


def serialise(index: NameIndex) -> str:
    """An index with its gazetteer as JSON; see `deserialise`."""
    near = {"distances": astuple(index.distances)}
    return _text({**_gazetteer_as_values(index.gazetteer), **_postings_as_values(index.postings), **near})


def deserialise(text: str | bytes) -> Kept:
    """The gazetteer and postings that `serialise` made a text of.

    Names and keys stay texts within it until they are asked for, since a look-up reads few of them.
    """
    values = json.loads(text)
    gazetteer = _gazetteer(values)
    return Kept(gazetteer, _postings(values, gazetteer), Distances(*values["distances"]))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _gazetteer_as_values(gazetteer: Gazetteer) -> dict[str, Any]:
    districts = gazetteer.districts.values()
    datasets = gazetteer.datasets.values()
    memberships: list[Membership] = []
    for items in gazetteer.memberships.values():
        memberships += items
    return {
        "places": [(p.id, p.kind, p.position, p.precision_km, p.source_id) for p in gazetteer.places.values()],
        "names": {place_id: _text(items) for place_id, items in gazetteer.names.items()},
        "counts": [len(items) for items in gazetteer.names.values()],
        "districts": [(d.id, d.system, d.in_theatre, d.seat_id, d.valid_from, d.valid_to) for d in districts],
        "district_names": gazetteer.district_names,
        "memberships": [(m.place_id, m.district_id, m.kind, m.valid_from, m.valid_to) for m in memberships],
        "datasets": [(d.id, d.title, d.publisher, d.licence, d.url, d.lists_all) for d in datasets],
        "overlaps": gazetteer.overlaps,
        "system": gazetteer.system,
        "languages": gazetteer.languages,
    }


def _postings_as_values(postings: Postings) -> dict[str, Any]:
    return {
        "spellings": postings.spellings,
        "plain": postings.plain,
        "usual": postings.usual,
        "keys": {level: _text(postings.keys[level]) for level in LEVELS},
        "keys_of_name": _text(list(postings.keys_of_name)),
        "shortened": _text(list(postings.near.shortened)),
        "firsts": postings.firsts,
        "by_generic": postings.by_generic,
        "sorts": list(postings.sorts),
        "by_district": postings.districts,
    }


def _gazetteer(values: Mapping[str, Any]) -> Gazetteer:
    names: Mapping[str, tuple[Name, ...]] = _OnDemand(values["names"], _names)
    return Gazetteer(
        places={cells[0]: _place(*cells) for cells in values["places"]},
        names=names,
        districts={cells[0]: _district(*cells) for cells in values["districts"]},
        district_names={district_id: _names(items) for district_id, items in values["district_names"].items()},
        memberships=_memberships(values["memberships"]),
        datasets={cells[0]: Dataset(*cells) for cells in values["datasets"]},
        overlaps={id_: tuple(others) for id_, others in values["overlaps"].items()},
        system=values["system"],
        languages=tuple(values["languages"]),
    )


def _postings(values: Mapping[str, Any], gazetteer: Gazetteer) -> Postings:
    places_of_name: list[str] = []
    for place_id, count in zip(values["names"], values["counts"], strict=True):
        places_of_name += [place_id] * count
    texts = {int(level): text for level, text in values["keys"].items()}
    keys: Mapping[int, Numbers] = _OnDemand(texts, lambda numbers: numbers)
    by_generic = {key: list(map(_told, items)) for key, items in values["by_generic"].items()}
    return Postings(
        places_of_name,
        bytes(values["sorts"]),
        values["spellings"],
        values["plain"],
        values["usual"],
        keys,
        _KeysOfName(values["keys_of_name"]),
        _NearKeys(keys, values["shortened"]),
        values["firsts"],
        by_generic,
        values["by_district"],
        members_of(gazetteer.memberships),
    )


Key = TypeVar("Key")


Value = TypeVar("Value")


class _OnDemand(Mapping[Key, Value]):
    """A mapping whose values are JSON until they are asked for."""

    def __init__(self, texts: Mapping[Key, str], made: Callable[[Any], Value]) -> None:
        self._texts, self._made = texts, made
        self._values: dict[Key, Value] = {}

    def __getitem__(self, key: Key) -> Value:
        if key not in self._values:
            self._values[key] = self._made(json.loads(self._texts[key]))
        return self._values[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class _KeysOfName(Sequence[Sequence[str]]):
    """The keys of each name, JSON until one is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _keys(self) -> list[list[str]]:
        keys: list[list[str]] = json.loads(self._text)
        return keys

    def __getitem__(self, number: Any) -> Any:
        return self._keys[number]

    def __len__(self) -> int:
        return len(self._keys)


class _NearKeys:
    """The keys near to others, JSON until some are asked for."""

    def __init__(self, keys: Mapping[int, Numbers], text: str) -> None:
        self._keys, self._text = keys, text

    @cached_property
    def _held(self) -> NearKeys:
        return NearKeys(self._keys[1], json.loads(self._text))

    @property
    def shortened(self) -> Sequence[int]:
        return self._held.shortened

    def near(self, *keys: str) -> set[str]:
        """The keys that have the same tags as one of some others and are one phoneme away from it, or none."""
        return self._held.near(*keys)


def _place(id_: str, kind: str, position: list[float] | None, precision_km: float | None, source_id: str) -> Place:
    return Place(id_, kind, LonLat(*position) if position else None, precision_km, source_id)


def _district(
    id_: str, system: str, in_theatre: bool, seat_id: str | None, start: str | None, end: str | None
) -> District:
    return District(id_, system, in_theatre, seat_id, _day(start), _day(end))


def _memberships(items: Iterable[list[Any]]) -> dict[str, tuple[Membership, ...]]:
    memberships: defaultdict[str, list[Membership]] = defaultdict(list)
    for place_id, district_id, kind, start, end in items:
        memberships[place_id].append(Membership(place_id, district_id, kind, _day(start), _day(end)))
    return {place_id: tuple(held) for place_id, held in memberships.items()}


def _names(items: Iterable[list[Any]]) -> tuple[Name, ...]:
    return tuple(map(_name, items))


def _name(cells: list[Any]) -> Name:
    text, language, script, kind, start, end, source = cells
    return Name(text, language, script, kind, start and _day(start), end and _day(end), source)


def _told(item: list[Any]) -> tuple[int, str]:
    number, kind = item
    return number, kind


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
