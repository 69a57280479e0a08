"""Builds a file of names, one place after the other, in bounded memory: what is to be sorted waits on disk."""

from __future__ import annotations

import hashlib
import json
import tempfile
from array import array as array_
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from karamap.batch.name_readers import ENTRY, READ_AT_ONCE, Entries, Readers, ReadHere
from karamap.errors import NameFileError
from karamap.gazetteer.places import Gazetteer, Membership, Name, Place
from karamap.names.distances import Distances
from karamap.names.edit_distance import SHORTEST_EDITED, length, shortened
from karamap.names.index import LEVELS, districts_by_key
from karamap.names.keys import Orthographies
from karamap.names.stored_index import ALIGNED, MAGIC, PER_DEGREE, UNLOCATED, hash_of
from karamap.tables.atomic_write import Tell, whole_file

BLOCK = 200_000
"""So many entries are held before they go to disk."""

MOST_SORTED = 4_000_000
"""So many postings are sorted in memory at a time: 12 bytes each, and three times as much again to sort them."""

PER_BUCKET = 32
"""So many postings share a bucket on average."""

MOST_NAMES = 2**31 - 1

NUMBERS: Mapping[str, Any] = {"I": np.dtype("<u4"), "i": np.dtype("<i4"), "H": np.dtype("<u2"), "B": np.dtype("u1")}
"""The types of arrays, by the letters of Python's `struct`."""


@dataclass(frozen=True)
class Listed:
    """One place with its names and memberships."""

    place: Place
    names: tuple[Name, ...]
    memberships: tuple[Membership, ...] = ()


def listed(gazetteer: Gazetteer) -> Iterable[Listed]:
    """The places of a gazetteer in the order of their ids."""
    for place_id, place in sorted(gazetteer.places.items()):
        yield Listed(place, gazetteer.names.get(place_id, ()), gazetteer.memberships.get(place_id, ()))


class _Array:
    """Numbers of one type that grow on disk."""

    def __init__(self, folder: Path, name: str, code: str) -> None:
        self.code, self.path, self.count = code, folder / name, 0
        self._held: list[int] = []
        self._stream: BinaryIO = self.path.open("wb")

    def add(self, number: int) -> None:
        self._held.append(number)
        self.count += 1
        if len(self._held) == BLOCK:
            self._put()

    def extend(self, numbers: np.ndarray) -> None:
        self._put()
        self._stream.write(numbers.astype(NUMBERS[self.code]).tobytes())
        self.count += len(numbers)

    def close(self) -> None:
        self._put()
        self._stream.close()

    def _put(self) -> None:
        self._stream.write(np.array(self._held, dtype=NUMBERS[self.code]).tobytes())
        self._held.clear()


class _Texts:
    """Texts one after the other, and where each ends."""

    def __init__(self, sections: _Sections, what: str) -> None:
        self._ends, self._size = sections.array(f"{what}_ends", "I"), 0
        self._stream = sections.bytes(f"{what}_text")

    def add(self, text: str) -> None:
        content = text.encode()
        self._stream.write(content)
        self._size += len(content)
        if self._size >= 2**32:
            raise NameFileError("the names have more than 4 GB of text")
        self._ends.add(self._size)


class _Sections:
    """The sections of a file as they are made, each in a scratch file of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._arrays: dict[str, _Array] = {}
        self._bytes: dict[str, BinaryIO] = {}

    def array(self, name: str, code: str) -> _Array:
        array = self._arrays[name] = _Array(self.folder, name, code)
        return array

    def bytes(self, name: str) -> BinaryIO:
        stream = self._bytes[name] = (self.folder / name).open("wb")
        return stream

    def put(self, stream: BinaryIO, head: Mapping[str, Any]) -> None:
        """Write all sections and the head that says where they are."""
        codes = {name: array.code for name, array in self._arrays.items()} | dict.fromkeys(self._bytes, "B")
        for array in self._arrays.values():
            array.close()
        for written in self._bytes.values():
            written.close()
        digest, at, where = hashlib.sha256(), len(MAGIC) + 8, dict[str, tuple[str, int, int]]()
        stream.write(bytes(at))
        for name, code in codes.items():
            padding = -at % ALIGNED
            stream.write(bytes(padding))
            size = (self.folder / name).stat().st_size
            where[name] = (code, at + padding, size)
            at += padding + size
            with (self.folder / name).open("rb") as part:
                while block := part.read(1 << 20):
                    digest.update(block)
                    stream.write(block)
        digest.update(_text_of(head).encode())
        text = _head({**head, "sections": where, "sha256": digest.hexdigest()}, at)
        stream.write(text)
        stream.seek(0)
        stream.write(MAGIC + len(text).to_bytes(8, "little"))


def _head(head: Mapping[str, Any], before: int) -> bytes:
    """The head as JSON; it says how many bytes there are with itself."""
    size = before
    while True:
        text = _text_of({**head, "bytes": size}).encode()
        if before + len(text) == size:
            return text
        size = before + len(text)


def _text_of(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str)


class _Postings:
    """From the hashes of spellings or keys to numbers; they wait on disk to be sorted."""

    def __init__(self, folder: Path, what: str) -> None:
        self.what = what
        self._path, self._held, self.count = folder / f"{what}.unsorted", list[tuple[int, int]](), 0
        self._stream: BinaryIO = self._path.open("wb")

    def add(self, key: str, number: int) -> None:
        self._held.append((hash_of(key), number))
        if len(self._held) == BLOCK:
            self._put()

    def extend(self, entries: np.ndarray) -> None:
        self._put()
        self._stream.write(entries.tobytes())
        self.count += len(entries)

    def _put(self) -> None:
        self._stream.write(np.array(self._held, dtype=ENTRY).tobytes())
        self.count += len(self._held)
        self._held.clear()

    def sort(self, sections: _Sections) -> None:
        """Make the sections of it: by hash, those of one hash in the order in which they came."""
        self._put()
        self._stream.close()
        bits = max(1, (self.count // PER_BUCKET).bit_length())
        buckets, rest, numbers = (sections.array(f"{self.what}_{part}", "I") for part in ("buckets", "rest", "numbers"))
        passes = 1 << max(0, (self.count // MOST_SORTED).bit_length())
        sizes = np.zeros(1 << bits, dtype=np.int64)
        for number in range(passes):
            entries = self._within(number, passes)
            entries = entries[np.argsort(entries["hash"], kind="stable")]
            sizes += np.bincount((entries["hash"] >> np.uint64(64 - bits)).astype(np.int64), minlength=1 << bits)
            rest.extend((entries["hash"] >> np.uint64(32 - bits)) & np.uint64(0xFFFFFFFF))
            numbers.extend(entries["number"])
        buckets.extend(np.concatenate([[0], np.cumsum(sizes)]))
        self._path.unlink()

    def _within(self, number: int, passes: int) -> np.ndarray:
        """The entries whose hash lies in one of some equal ranges."""
        kept = [np.zeros(0, dtype=ENTRY)]
        with self._path.open("rb") as stream:
            while len(block := np.fromfile(stream, dtype=ENTRY, count=1 << 20)):
                which = block["hash"] >> np.uint64(65 - passes.bit_length()) if passes > 1 else np.zeros(len(block))
                kept.append(block[which == number])
        return np.concatenate(kept)


class _Numbered:
    """Values that many places or names have, by the order in which they were met."""

    def __init__(self) -> None:
        self.values: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        return self.values.setdefault(value, len(self.values))


class _Builder:
    """Takes in places one after the other."""

    def __init__(self, folder: Path, gazetteer: Gazetteer, orthographies: Orthographies, readers: Readers) -> None:
        self._orthographies, self._sections = orthographies, _Sections(folder)
        self._district_numbers = {id_: number for number, id_ in enumerate(gazetteer.districts)}
        self._gazetteer, self._readers = gazetteer, readers
        self._unread: list[Name] = []
        array = self._sections.array
        self._ids, self._names = _Texts(self._sections, "place_id"), _Texts(self._sections, "name")
        self._sort, self._members = array("place_sort", "H"), array("place_members", "I")
        self._lon, self._lat = array("place_lon", "i"), array("place_lat", "i")
        self._first, self._name_sort = array("place_first_name", "I"), array("name_sort", "H")
        self._towns, self._generic_kinds = array("towns", "I"), array("generic_kinds", "B")
        self._sorts, self._member_sets, self._name_sorts, self._kinds = (_Numbered() for _ in range(4))
        self._in_districts = [array_("I") for _ in self._district_numbers]
        kinds = ("spelling", "plain", "generic", "town", *(f"key{level}" for level in LEVELS))
        self._postings = {what: _Postings(folder, what) for what in kinds}
        self._generic_of: list[tuple[str, int, int]] = []
        self._last, self._number, self._name_number = "", 0, 0

    def add(self, item: Listed) -> None:
        place = item.place
        if place.id <= self._last:
            raise NameFileError(f"places must stand in the order of their ids: {place.id} comes after {self._last}")
        self._last = place.id
        self._ids.add(place.id)
        self._sort.add(self._sorts.number((place.kind, place.precision_km, place.source_id)))
        lon, lat = (round(edge * PER_DEGREE) for edge in place.position) if place.position else (UNLOCATED, 0)
        self._lon.add(lon)
        self._lat.add(lat)
        self._add_memberships(item)
        self._first.add(self._name_number)
        for name in item.names:
            self._add_name(name)
        self._number += 1

    def _add_memberships(self, item: Listed) -> None:
        gazetteer, cells = self._gazetteer, []
        for one in item.memberships:
            district = self._district_numbers[one.district_id]
            cells.append((district, one.kind, _text(one.valid_from), _text(one.valid_to)))
            held = self._in_districts[district]
            if not held or held[-1] != self._number:
                held.append(self._number)
        self._members.add(self._member_sets.number(tuple(cells)))
        own = [one for one in item.memberships if gazetteer.districts[one.district_id].system == gazetteer.system]
        kind = next((one.kind for one in own if one.valid_to is None and one.kind), item.place.kind)
        is_seat = item.place.id in gazetteer.seats or (not gazetteer.seats and kind == "city")
        if is_seat or kind in ("city", "town"):
            self._add_town(item)

    def _add_town(self, item: Listed) -> None:
        reads = self._orthographies
        self._towns.add(self._number)
        keys = {key for name in item.names for key in reads.keys(reads.form(name.text), name.language)}
        for key in sorted(keys):
            for shorter in shortened(key) if length(key) >= SHORTEST_EDITED - 1 else ():
                self._postings["town"].add(shorter, self._number)

    def _add_name(self, name: Name) -> None:
        if self._name_number > MOST_NAMES:
            raise NameFileError(f"more than {MOST_NAMES:,} names")
        self._name_number += 1
        self._names.add(name.text)
        days = _text(name.valid_from), _text(name.valid_to)
        self._name_sort.add(self._name_sorts.number((name.language, name.script, name.kind, *days, name.source_id)))
        self._unread.append(name)
        if len(self._unread) == READ_AT_ONCE:
            self._read()

    def _read(self) -> None:
        """Have the names read that were not yet."""
        for entries in self._readers.put((self._name_number - len(self._unread), self._unread)):
            self._take(entries)
        self._unread = []

    def _take(self, found: Entries) -> None:
        for what, entries in found.postings.items():
            self._postings[what].extend(entries)
        self._generic_of += [(key, number, self._kinds.number(kind)) for key, number, kind in found.generic]

    @property
    def counts(self) -> tuple[int, int]:
        """How many places and names there are so far."""
        return self._number, self._name_number

    def finish(self, stream: BinaryIO, distances: Distances, read_by: str) -> None:
        gazetteer = self._gazetteer
        self._read()
        for entries in self._readers.rest():
            self._take(entries)
        self._first.add(self._name_number)
        ends, places = self._sections.array("district_ends", "I"), self._sections.array("district_places", "I")
        for held in self._in_districts:
            places.extend(np.array(held, dtype=np.int64))
            ends.add(places.count)
        for key, number, kind in sorted(self._generic_of, key=lambda item: (hash_of(item[0]), item[1])):
            self._postings["generic"].add(key, number)
            self._generic_kinds.add(kind)
        for postings in self._postings.values():
            postings.sort(self._sections)
        names = {id_: [_cells(name) for name in held] for id_, held in gazetteer.district_names.items()}
        head = {
            "places": list(self._sorts.values),
            "names": list(self._name_sorts.values),
            "memberships": list(self._member_sets.values),
            "kinds": list(self._kinds.values),
            "districts": [astuple(district) for district in gazetteer.districts.values()],
            "district_names": names,
            "by_district": districts_by_key(gazetteer.district_names, self._orthographies),
            "datasets": [astuple(dataset) for dataset in gazetteer.datasets.values()],
            "overlaps": gazetteer.overlaps,
            "system": gazetteer.system,
            "languages": gazetteer.languages,
            "distances": astuple(distances),
            "read_by": read_by,
        }
        self._sections.put(stream, head)


def build(
    path: Path,
    places: Iterable[Listed],
    gazetteer: Gazetteer,
    orthographies: Orthographies,
    distances: Distances,
    tell: Tell,
    readers: Readers | None = None,
    *,
    read_by: str = "",
) -> tuple[int, int]:
    """Write the file of names of some places.

    Args:
        path: where it goes; scratch files of twice its size stand beside it meanwhile.
        places: in the order of their ids, each once; they need not fit into memory.
        gazetteer: of whose districts, data sets, system and languages they are; its own places are of no account.
        orthographies: how names are read.
        distances: what counts as near.
        tell: as in `karamap.tables.atomic_write.whole_file`.
        readers: who reads the names, by the same orthographies; this process by default. The file is the same.
        read_by: what tells these orthographies from others (`karamap.theatre.names.reading_fingerprint`).

    Returns:
        How many places and how many names there are.

    Raises:
        NameFileError: places are not in order, or too many.
        RenderError: the file cannot be written.
    """
    with whole_file(path, tell) as scratch, tempfile.TemporaryDirectory(dir=path.parent, prefix=".names-") as folder:
        builder = _Builder(Path(folder), gazetteer, orthographies, readers or ReadHere(orthographies))
        for item in places:
            builder.add(item)
        with scratch.open("wb") as stream:
            builder.finish(stream, distances, read_by)
    return builder.counts


def _cells(name: Name) -> tuple[Any, ...]:
    return (
        name.text,
        name.language,
        name.script,
        name.kind,
        _text(name.valid_from),
        _text(name.valid_to),
        name.source_id,
    )


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
