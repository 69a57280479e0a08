"""The index of a gazetteer of any size: one file that is mapped into memory, of which a look-up reads what it needs.

`karamap.batch.index_file` writes it. All numbers are little-endian; `Stored` says what each section holds. Spellings
and keys are found by a hash of 64 bits: the first ones choose a bucket, the next 32 are compared. Among a hundred
million, a look-up meets another one by chance once in 10^7 times at the most.
"""

from __future__ import annotations

import mmap
import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, TypeVar

from karamap.errors import NameFileError
from karamap.gazetteer.places import Dataset, District, Gazetteer, LonLat, Membership, Name, Place, Span
from karamap.names.distances import Distances
from karamap.names.edit_distance import NearKeys, one_edit_away, shortened
from karamap.names.index import LEVELS, Members, NameIndex, Postings
from karamap.names.keys import Orthographies
from karamap.names.name_sorts import sorting
from karamap.names.spellings import fold
from karamap.tables import json_text

MAGIC = b"karamap names 1\n"

ALIGNED = 8
"""Each section begins at a multiple of so many bytes."""

PER_DEGREE = 1_000_000
"""Positions are whole numbers of so many parts of a degree (11 cm)."""

UNLOCATED = -(2**31)

FIRST = 1 << 31
"""Set in the number of a name of which a key is the usual reading."""

SINGLE, LOOKED_UP = 1 << 16, 1 << 14
"""So many names and places are kept once they were read."""

KEPT_DISTRICTS = 64
"""The keys of so many districts are kept once they were read."""

MOST_LIKE = 5_000
"""So many names are compared with one that was not found."""

Value = TypeVar("Value")


def hash_of(text: str) -> int:
    """The 64 bits by which a spelling or key is found."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True)
class Stored:
    """A file of names, mapped into memory: pages of it that several processes read are there once.

    Sections, each an array: `place_id_ends, place_ids, place_sort, place_lon, place_lat, place_members,
    place_first_name` by the number of a place, in the order of ids; `name_ends, name_text, name_sort` by the number of
    a name; `district_ends, district_places` places by district; `towns` seats and towns; and for each kind of postings
    `X_buckets, X_rest, X_numbers`. `head` has the rest.
    """

    head: Mapping[str, Any]
    sections: Mapping[str, memoryview]

    @classmethod
    def open(cls, path: Path) -> Stored:
        """Map a file.

        Raises:
            NameFileError: it is none, or is cut off.
        """
        if sys.byteorder != "little":
            raise NameFileError("files of names are read on little-endian machines alone")
        try:
            with path.open("rb") as stream:
                view = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError) as error:
            raise NameFileError(f"{path} cannot be read: {error}") from error
        try:
            begins = len(MAGIC) + 8
            if view[: len(MAGIC)] != MAGIC:
                raise ValueError("it does not begin as those of this version do")
            length = int.from_bytes(view[len(MAGIC) : begins], "little")
            head = json_text.parsed(str(view[-length:], "utf-8"))
            if head["bytes"] != len(view):
                raise ValueError("it is cut off")
            sections = {
                name: view[at : at + size].cast(code) if code != "B" else view[at : at + size]
                for name, (code, at, size) in head["sections"].items()
            }
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise NameFileError(f"{path} is no file of names: {error}; build it anew") from error
        return cls(head, sections)

    def text(self, what: str, number: int) -> str:
        """One of the texts of `place_id` or `name`."""
        ends, texts = self.sections[f"{what}_ends"], self.sections[f"{what}_text"]
        return str(texts[ends[number - 1] if number else 0 : ends[number]], "utf-8")


class _Lazy(Mapping[str, Value], Generic[Value]):
    """A mapping that is asked for single keys alone, and kept as far as it was."""

    def __init__(self, found: Callable[[str], Value | None], size: int) -> None:
        self._found, self._size = lru_cache(SINGLE)(found), size

    def __getitem__(self, key: str) -> Value:
        value = self._found(key)
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        raise NameFileError("an index on disk is not gone through")

    def __len__(self) -> int:
        return self._size


class _PlacesOfName(Sequence[str]):
    """The place of each name."""

    def __init__(self, stored: Stored) -> None:
        self._first, self._id = stored.sections["place_first_name"], lru_cache(SINGLE)(stored_id(stored))

    def __getitem__(self, number: Any) -> Any:
        return self._id(bisect_right(self._first, number) - 1)

    def __len__(self) -> int:
        return int(self._first[-1])


def stored_id(stored: Stored) -> Callable[[int], str]:
    """What gives the id of a place by its number."""
    return lambda number: stored.text("place_id", number)


class _Sorts(Sequence[int]):
    """Of what sort each name is."""

    def __init__(self, stored: Stored, sort_of: Callable[[Name], int]) -> None:
        self._kept_as = stored.sections["name_sort"]
        self._sorts = [sort_of(_name_of("", *cells)) for cells in stored.head["names"]]

    def __getitem__(self, number: Any) -> Any:
        return self._sorts[self._kept_as[number]]

    def __len__(self) -> int:
        return len(self._kept_as)


class _Found:
    """Where the spellings or keys of one kind lead."""

    def __init__(self, stored: Stored, what: str) -> None:
        names = (f"{what}_buckets", f"{what}_rest", f"{what}_numbers")
        self._buckets, self._rest, self._numbers = (stored.sections[name] for name in names)
        self._bits = (len(self._buckets) - 1).bit_length() - 1

    def __len__(self) -> int:
        return len(self._numbers)

    def between(self, key: str) -> tuple[int, int]:
        """From where to where the numbers of a key stand."""
        hashed = hash_of(key)
        bucket, rest = hashed >> (64 - self._bits), (hashed >> (32 - self._bits)) & 0xFFFFFFFF
        ends = self._buckets[bucket + 1]
        begins = bisect_left(self._rest, rest, self._buckets[bucket], ends)
        if begins == ends or self._rest[begins] != rest:
            return begins, begins
        return begins, bisect_right(self._rest, rest, begins, ends)

    def numbers(self, key: str) -> Sequence[int] | None:
        """The numbers of a key; None if there are none."""
        begins, ends = self.between(key)
        return self._numbers[begins:ends].tolist() if begins < ends else None


class _KeysOfPlaces:
    """The level-1 keys of some places, to be asked for those that are nearly another."""

    def __init__(self, index: StoredIndex, places: Iterable[str]) -> None:
        reads, names = index.orthographies, index.gazetteer.names
        self._places: defaultdict[str, list[str]] = defaultdict(list)
        for place_id in places:
            for name in names.get(place_id, ()):
                for key in reads.keys(reads.form(name.text), name.language):
                    self._places[key].append(place_id)
        self._keys = NearKeys(self._places)

    def near(self, keys: Iterable[str]) -> set[str]:
        """The places with a key that has the same tags as one of some keys and is one phoneme away, or none."""
        return set[str]().union(*[self._places[near] for near in self._keys.near(*keys)])


class _KeysOfName(Sequence[Sequence[str]]):
    """The level-1 keys of each name, read when they are asked for."""

    def __init__(self, index: StoredIndex) -> None:
        self._index = index

    def __getitem__(self, number: Any) -> Any:
        reads, name = self._index.orthographies, self._index.name(number)
        return reads.keys(reads.form(name.text), name.language)

    def __len__(self) -> int:
        return len(self._index.postings.places_of_name)


class StoredIndex(NameIndex):
    """The same as `NameIndex` over a file, so that a resolver answers alike; nothing is read before it is asked for.

    Args:
        stored: the file.
        orthographies: those that it was built by.
    """

    def __init__(self, stored: Stored, orthographies: Orthographies | Callable[[], Orthographies]) -> None:
        self._stored = stored
        super().__init__(_gazetteer(stored), orthographies, Distances(*stored.head["distances"]))
        self._postings_kept = self._stored_postings()
        self._towns = _Found(stored, "town")
        self._keys_inside = lru_cache(KEPT_DISTRICTS)(lambda places: _KeysOfPlaces(self, places))
        self._one_name = lru_cache(SINGLE)(lambda number: _name(stored, number))

    def name(self, number: int) -> Name:
        """The name of a number."""
        return self._one_name(number)

    def spellings_like(self, name: str) -> Sequence[str]:
        """The spellings of names whose consonants are those of a name but for one, since all are too many.

        At most `MOST_LIKE` names are read, those first that have the most in common.
        """
        reads, level = self.orthographies, LEVELS[-1]
        keys, alike = reads.coarsened(reads.keys(reads.form(name)), level), self.postings.keys[level]
        letters = reads.rewriting.written(level)
        near = [*keys, *[other for key in keys for other in one_edit_away(key, letters)]]
        numbers: dict[int, None] = {}
        for key in near:
            numbers.update(dict.fromkeys(alike.get(key, ())[: MOST_LIKE - len(numbers)]))
        return list(dict.fromkeys([fold(self.name(number).text) for number in numbers]))

    @cached_property
    def days_of_change(self) -> list[date]:
        """The days on which any membership begins or ends, sorted."""
        days = {day for items in self._stored.head["memberships"] for item in items for day in item[2:] if day}
        return sorted(map(date.fromisoformat, days))

    def near_inside(self, keys: Iterable[str], inside: frozenset[str]) -> set[str]:
        """Those of some places that have a level-1 key one phoneme away from one of some keys."""
        return self._keys_inside(inside).near(keys)

    def near_towns(self, keys: Iterable[str]) -> set[str]:
        """The seats of districts and the towns that have a level-1 key one phoneme away from one of some keys."""
        near, id_of = set[str](), stored_id(self._stored)
        for key in keys:
            numbers = {number for shorter in shortened(key) for number in self._towns.numbers(shorter) or ()}
            near |= _KeysOfPlaces(self, map(id_of, numbers)).near([key])
        return near

    def _members_of(self, district_id: str) -> Members | None:
        if (district := self._district_numbers.get(district_id)) is None:
            return None
        sections, sorts, id_of = self._stored.sections, self._stored.head["memberships"], stored_id(self._stored)
        ends, places, sort = (sections[name] for name in ("district_ends", "district_places", "place_members"))
        members = Members([], {})
        for number in places[ends[district - 1] if district else 0 : ends[district]]:
            place_id = id_of(number)
            for one, _, *days in sorts[sort[number]]:
                if one == district:
                    members.add(place_id, Span(*map(_day, days)))
        return members

    @cached_property
    def _district_numbers(self) -> dict[str, int]:
        return {district[0]: number for number, district in enumerate(self._stored.head["districts"])}

    def _stored_postings(self) -> Postings:
        stored = self._stored
        found = {what: _Found(stored, what) for what in ("spelling", "plain", "generic", *map("key{}".format, LEVELS))}
        firsts = _Found(stored, "key1")
        kinds, sorts = stored.sections["generic_kinds"], stored.head["kinds"]

        def plainly(what: str) -> Mapping[str, Sequence[int]]:
            return _Lazy(found[what].numbers, len(found[what]))

        def every(key: str) -> Sequence[int] | None:
            numbers = found["key1"].numbers(key)
            return [number & ~FIRST for number in numbers] if numbers else None

        def first(key: str) -> Sequence[int] | None:
            return [number & ~FIRST for number in firsts.numbers(key) or () if number & FIRST] or None

        def generic(key: str) -> list[tuple[int, str]] | None:
            begins, ends = found["generic"].between(key)
            numbers = found["generic"].numbers(key) or ()
            return [(number, sorts[kinds[at]]) for number, at in zip(numbers, range(begins, ends), strict=True)] or None

        def usual(spelling: str) -> str | None:
            if found["spelling"].numbers(spelling) is None:
                return None
            reads = self.orthographies
            return next(iter(reads.keys(reads.form(spelling), limit=1)), None)

        return Postings(
            places_of_name=_PlacesOfName(stored),
            sorts=_Sorts(stored, sorting(self.gazetteer.datasets)),
            spellings=plainly("spelling"),
            plain=plainly("plain"),
            usual=_Lazy(usual, 0),
            keys_of_name=_KeysOfName(self),
            near=NearKeys(()),  # asked for in a district or among towns alone
            keys={1: _Lazy(every, len(firsts)), 2: plainly("key2"), 3: plainly("key3")},
            firsts=_Lazy(first, len(firsts)),
            by_generic=_Lazy(generic, len(found["generic"])),
            districts=stored.head["by_district"],
            members=_Lazy(self._members_of, len(stored.head["districts"])),
        )


def _gazetteer(stored: Stored) -> Gazetteer:
    head, sections = stored.head, stored.sections
    count = len(sections["place_sort"])
    numbered = lru_cache(LOOKED_UP)(lambda place_id: _number(stored, place_id))
    districts = [_district(*cells) for cells in head["districts"]]
    memberships = [
        [(districts[number].id, kind, *map(_day, days)) for number, kind, *days in items]
        for items in head["memberships"]
    ]
    first = sections["place_first_name"]

    def place(place_id: str) -> Place | None:
        number = numbered(place_id)
        return None if number is None else _place(stored, number, place_id)

    def names(place_id: str) -> tuple[Name, ...] | None:
        number = numbered(place_id)
        if number is None:
            return None
        return tuple([_name(stored, at) for at in range(first[number], first[number + 1])]) or None

    def members(place_id: str) -> tuple[Membership, ...] | None:
        number = numbered(place_id)
        if number is None:
            return None
        return tuple([Membership(place_id, *cells) for cells in memberships[sections["place_members"][number]]]) or None

    return Gazetteer(
        places=_Lazy(place, count),
        names=_Lazy(names, count),
        districts={district.id: district for district in districts},
        district_names={
            id_: tuple([_name_of(*cells) for cells in named]) for id_, named in head["district_names"].items()
        },
        memberships=_Lazy(members, count),
        datasets={cells[0]: Dataset(*cells) for cells in head["datasets"]},
        overlaps={id_: tuple(others) for id_, others in head["overlaps"].items()},
        system=head["system"],
        languages=tuple(head["languages"]),
    )


def _number(stored: Stored, place_id: str) -> int | None:
    """The number of a place: ids stand in their order."""
    begins, ends = 0, len(stored.sections["place_sort"])
    while begins < ends:
        middle = (begins + ends) // 2
        if stored.text("place_id", middle) < place_id:
            begins = middle + 1
        else:
            ends = middle
    is_there = begins < len(stored.sections["place_sort"]) and stored.text("place_id", begins) == place_id
    return begins if is_there else None


def _place(stored: Stored, number: int, place_id: str) -> Place:
    lon, lat = stored.sections["place_lon"][number], stored.sections["place_lat"][number]
    kind, precision_km, source_id = stored.head["places"][stored.sections["place_sort"][number]]
    position = None if lon == UNLOCATED else LonLat(lon / PER_DEGREE, lat / PER_DEGREE)
    return Place(place_id, kind, position, precision_km, source_id)


def _name(stored: Stored, number: int) -> Name:
    return _name_of(stored.text("name", number), *stored.head["names"][stored.sections["name_sort"][number]])


def _name_of(text: str, language: str, script: str, kind: str, start: str | None, end: str | None, source: str) -> Name:
    return Name(text, language, script, kind, _day(start), _day(end), source)


def _district(
    id_: str, system: str, in_theatre: bool, seat_id: str | None, start: str | None, end: str | None
) -> District:
    return District(id_, system, in_theatre, seat_id, _day(start), _day(end))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
