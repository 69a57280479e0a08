"""Tells which rows of a list's versions are one place: names are corrected and changed, positions are mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import cos, radians
from typing import NamedTuple

import shapely
from rapidfuzz import fuzz

from karamap.gazetteer.distance import KM_PER_DEGREE, kilometres
from karamap.gazetteer.places import LonLat
from karamap.names.spellings import fold

SAME_NAME_KM = 2.0
"""A row of a known name so near to the place that bore it is that place, mended or listed twice."""

MOVED_KM = 10.0
"""So far a name may move from one version to the next: lists give the position of a station or of a centre."""

RESPELLED_KM = 1.5
"""So far from the name that went a similar name may come, and be another spelling of it."""

RENAMED_KM = 0.1
"""So near to the position of a name that went any new name is of the same place."""

SIMILAR = 88.0
"""From here on two spellings are similar, in per cent (`rapidfuzz.fuzz.ratio`): Ashbyy and Ashby have 91, North Ashby
and South Ashby 82."""


CELL = 0.5
"""Degrees: places of one name are looked for in squares of this size."""

_Cell = tuple[str, int, int]


class ListedRow(NamedTuple):
    """What one row tells of which place it means; `key` is the list's own id, empty if it has none."""

    name: str
    position: LonLat | None
    key: str = ""
    district: str = ""


@dataclass(slots=True)
class _Known:
    """A place of the versions so far: its last name (folded) and position, and the last version that has it."""

    name: str
    position: LonLat
    version: int


@dataclass(slots=True)
class ListedPlaces:
    """Numbers the places of a list, version by version: the same number is the same place.

    A row is known by the list's own id; else by its name near the place that bore it; else, where a name went from one
    version to the next and another came in its stead, by that. Rows without a position are known by name and district.
    """

    _numbers: dict[object, int] = field(default_factory=dict)
    _known: dict[int, _Known] = field(default_factory=dict)
    _by_name: dict[_Cell, set[int]] = field(default_factory=lambda: defaultdict(set))
    _version: int = 0
    _count: int = 0

    def of_version(self, rows: Sequence[ListedRow]) -> list[int]:
        """The number of the place that each row of the next version means."""
        if not rows:
            return []
        before, self._version = self._version, self._version + 1
        names = [fold(row.name) for row in rows]
        found = [self._found(row, name) for row, name in zip(rows, names, strict=True)]
        came = [number for number, place in enumerate(found) if place is None]
        here = {place for place in found if place is not None}
        went = [place for place, known in self._known.items() if known.version == before and place not in here]
        for number, place in self._successors(rows, names, came, went):
            found[number] = place
            self._see(place, names[number], rows[number].position)
        for number in came:
            if found[number] is None:
                found[number] = self._found(rows[number], names[number])
            if found[number] is None:
                found[number] = self._new(rows[number], names[number])
        return [place for place in found if place is not None]

    def _found(self, row: ListedRow, name: str) -> int | None:
        """The place that a row means by its id, or by its name where the place is; noted as seen."""
        if row.key or row.position is None:
            return self._numbers.get(_id_of(row, name))
        borne = {place for cell in _cells(name, row.position) for place in self._by_name.get(cell, ())}
        near = [(kilometres(self._known[place].position, row.position), place) for place in borne]
        distance, place = min(near, default=(SAME_NAME_KM, -1))
        if distance >= SAME_NAME_KM:
            return None
        self._see(place, name, row.position)
        return place

    def _successors(
        self, rows: Sequence[ListedRow], names: Sequence[str], came: Sequence[int], went: Sequence[int]
    ) -> Iterator[tuple[int, int]]:
        """Numbers of rows that came with the place that each goes on with, the nearest pairs first, each once."""
        tree = shapely.STRtree([shapely.Point(self._known[place].position) for place in went])
        pairs = []
        for number in came:
            position = rows[number].position
            if position is None or rows[number].key:
                continue
            for at in tree.query(shapely.box(*_around(position, MOVED_KM))).tolist():
                known = self._known[went[at]]
                distance = kilometres(known.position, position)
                if distance <= _farthest(known.name, names[number]):
                    pairs.append((distance, number, went[at]))
        taken_rows, taken_places = set[int](), set[int]()
        for _, number, place in sorted(pairs):
            if number not in taken_rows and place not in taken_places:
                taken_rows.add(number)
                taken_places.add(place)
                yield number, place

    def _see(self, place: int, name: str, position: LonLat | None) -> None:
        """Keep what the version at hand says of a place."""
        if position is None:
            return
        self._known[place] = _Known(name, position, self._version)
        self._by_name[name, int(position.lon // CELL), int(position.lat // CELL)].add(place)

    def _new(self, row: ListedRow, name: str) -> int:
        place, self._count = self._count, self._count + 1
        if row.key or row.position is None:
            self._numbers[_id_of(row, name)] = place
        else:
            self._see(place, name, row.position)
        return place


def _around(position: LonLat, within_km: float) -> tuple[float, float, float, float]:
    """West, south, east and north of all points within some kilometres of a position, degrees."""
    along = within_km / KM_PER_DEGREE
    across = along / max(cos(radians(abs(position.lat) + along)), 0.01)
    return position.lon - across, position.lat - along, position.lon + across, position.lat + along


def _cells(name: str, position: LonLat) -> list[_Cell]:
    """A name with each square in which there are points nearer to a position than a name may stray."""
    west, south, east, north = (int(value // CELL) for value in _around(position, SAME_NAME_KM))
    return [(name, column, row) for column in range(west, east + 1) for row in range(south, north + 1)]


def _id_of(row: ListedRow, name: str) -> object:
    return row.key or (name, fold(row.district))


def _farthest(name: str, other: str) -> float:
    """How far apart, in kilometres, a name that went and one that came may be and mean one place."""
    if name == other:
        return MOVED_KM
    shorter, longer = sorted((name, other), key=len)
    is_part = longer.startswith(shorter) and not longer[len(shorter)].isalpha()
    return RESPELLED_KM if is_part or fuzz.ratio(name, other) >= SIMILAR else RENAMED_KM
