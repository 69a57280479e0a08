"""Places, the names they bear and when, the districts they belong to and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple, TypeVar

from karamap.gazetteer.schema import (
    COUNTERPART,
    DATASETS,
    DISTRICT_NAMES,
    DISTRICTS,
    MEMBERSHIPS,
    NAME_PREFERENCE,
    NAMES,
    OVERLAPS,
    PLACES,
    SETTLEMENTS,
)
from karamap.tables.csv_tables import Row

SEAT, TOWN, ORDINARY = 1, 2, 3
"""How important a place is: a seat of a district, a city or town, any other."""

CELL_PRECISION_KM = 5.0
"""A place known less well than this is drawn as a point but has no cell."""


class LonLat(NamedTuple):
    """A position in decimal degrees, EPSG:4326, longitude first."""

    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Dataset:
    """Where coordinates and names come from, and under what licence."""

    id: str
    title: str
    publisher: str
    licence: str
    url: str | None
    lists_all: bool = False
    """Whether it means to list every settlement of a district, so that what it lacks is hardly one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the ground; `position` is `None` while nobody has located it."""

    id: str
    kind: str
    position: LonLat | None
    precision_km: float | None
    source_id: str


class Name(NamedTuple):
    """A name that a place or district bears, in one language, from (inclusive) to (exclusive)."""

    text: str
    language: str
    script: str
    kind: str
    valid_from: date | None
    valid_to: date | None
    source_id: str


@dataclass(frozen=True, slots=True)
class District:
    """A unit of one administrative system; `in_theatre` if its settlements make up the mapped ground."""

    id: str
    system: str
    in_theatre: bool
    seat_id: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Membership:
    """A place in a district from (inclusive) to (exclusive), as a settlement of the kind it then was."""

    place_id: str
    district_id: str
    kind: str | None
    valid_from: date | None
    valid_to: date | None


class Span(NamedTuple):
    """The days from (inclusive) to (exclusive); without one of them, from ever or for ever."""

    valid_from: date | None
    valid_to: date | None


def valid_on(item: Name | Membership | District | Span, day: date | None) -> bool:
    """Whether a dated item holds on a day; without a day, whether it is open-ended or undated."""
    if day is None:
        return item.valid_to is None
    return (item.valid_from is None or item.valid_from <= day) and (item.valid_to is None or day < item.valid_to)


@dataclass(frozen=True)
class Gazetteer:
    """All places and districts of a theatre, by id, with their names and dated memberships."""

    places: Mapping[str, Place]
    names: Mapping[str, tuple[Name, ...]]
    districts: Mapping[str, District]
    district_names: Mapping[str, tuple[Name, ...]]
    memberships: Mapping[str, tuple[Membership, ...]]
    datasets: Mapping[str, Dataset]
    overlaps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Districts of other systems whose places are not listed one by one, and the districts they lie over."""

    system: str = ""
    """The administrative system whose districts tell places apart; empty where there are none."""

    languages: tuple[str, ...] = ()
    """Languages of names, the one to fall back on first."""

    @classmethod
    def of(cls, rows: Mapping[str, Iterable[Row]], *, system: str = "", languages: tuple[str, ...] = ()) -> Gazetteer:
        """Assemble a gazetteer from the rows of its tables, keyed by table path."""
        memberships = (_membership(row) for row in rows[MEMBERSHIPS.path])
        return cls(
            places={row["id"]: _place(row) for row in rows[PLACES.path]},
            names=_names_by("place_id", rows[NAMES.path]),
            districts={row["id"]: _district(row) for row in rows[DISTRICTS.path]},
            district_names=_names_by("district_id", rows[DISTRICT_NAMES.path]),
            memberships=_grouped((item.place_id, item) for item in memberships),
            datasets={
                row["id"]: Dataset(
                    row["id"], row["title"], row["publisher"], row["licence"], row["url"], row["lists_all"]
                )
                for row in rows[DATASETS.path]
            },
            overlaps=_grouped((row["district_id"], row["overlaps_id"]) for row in rows[OVERLAPS.path]),
            system=system,
            languages=languages,
        )

    @property
    def usual_language(self) -> str:
        """The language to fall back on; empty if none is preferred."""
        return self.languages[0] if self.languages else ""

    def name(self, place_id: str, as_of: date | None = None, language: str = "") -> str:
        """The name to show for a place on a day: in the wanted language, else in the usual one, else in any."""
        return self._shown(self.names.get(place_id, ()), as_of, language) or place_id

    def counterpart(self, place_id: str, as_of: date | None = None, language: str = "") -> str:
        """What another side calls a place, in the wanted language, else in the usual one; empty if nothing is told."""
        names = [name for name in self.names.get(place_id, ()) if name.kind == COUNTERPART and valid_on(name, as_of)]
        for wanted in (language, self.usual_language):
            for name in names:
                if name.language == wanted:
                    return name.text
        return ""

    def both_names(self, place_id: str, as_of: date | None = None, language: str = "") -> str:
        """The name to show, and what another side calls the place, parted by a slash; or the first alone."""
        name, other = self.name(place_id, as_of, language), self.counterpart(place_id, as_of, language)
        return f"{name} / {other}" if other and other != name else name

    def district_name(self, district_id: str, as_of: date | None = None, language: str = "") -> str:
        """The name to show for a district on a day: as for a place."""
        return self._shown(self.district_names.get(district_id, ()), as_of, language) or district_id

    def membership(self, place_id: str, as_of: date | None = None) -> Membership | None:
        """The membership of a place in a district of `system` that holds on a day."""
        for item in self.memberships.get(place_id, ()):
            if item.district_id in self._own_districts and valid_on(item, as_of):
                return item
        return None

    @cached_property
    def _own_districts(self) -> frozenset[str]:
        """The districts of `system`."""
        return frozenset({id_ for id_, district in self.districts.items() if district.system == self.system})

    def district_id(self, place_id: str, as_of: date | None = None) -> str | None:
        """The district of the theatre's own system that a place belongs to on a day."""
        item = self.membership(place_id, as_of)
        return item.district_id if item else None

    def kind(self, place_id: str, as_of: date | None = None) -> str:
        """What a place is on a day: its membership may say otherwise than its own row."""
        item = self.membership(place_id, as_of)
        return item.kind if item and item.kind else self.places[place_id].kind

    def importance(self, place_id: str, as_of: date | None = None) -> int:
        """`SEAT`, `TOWN` or `ORDINARY` on a day; where no district has a seat, cities stand in their place."""
        return self.importance_of(place_id, self.kind(place_id, as_of))

    def importance_of(self, place_id: str, kind: str) -> int:
        """The same, where it is known what the place is."""
        if place_id in self.seats or (not self.seats and kind == "city"):
            return SEAT
        return TOWN if kind in ("city", "town") else ORDINARY

    @cached_property
    def seats(self) -> frozenset[str]:
        """The places that are seats of districts."""
        return frozenset({item.seat_id for item in self.districts.values() if item.seat_id})

    def in_theatre(self, place_id: str) -> bool:
        """Whether a place has ground: a settlement, located well enough, and not in districts outside alone.

        A place that belongs to no district is in the theatre, as all places are where there are no districts.
        """
        place = self.places[place_id]
        districts = [self.districts[item.district_id] for item in self.memberships.get(place_id, ())]
        return (
            place.position is not None
            and (place.precision_km or 0) <= CELL_PRECISION_KM
            and place.kind in SETTLEMENTS
            and (not districts or any(district.in_theatre for district in districts))
        )

    def _shown(self, names: Iterable[Name], as_of: date | None, language: str) -> str | None:
        """The best display name: right language, valid on the day, official before variant; ties by text."""

        def rank(name: Name) -> tuple[bool, bool, bool, int, str]:
            return (
                name.language != (language or self.usual_language),
                name.language != self.usual_language,
                not valid_on(name, as_of),
                NAME_PREFERENCE[name.kind],
                name.text,
            )

        usable = [name for name in names if name.kind not in ("misspelling", COUNTERPART)]
        return min(usable, key=rank).text if usable else None


def _place(row: Row) -> Place:
    located = row["lon"] is not None and row["lat"] is not None
    position = LonLat(row["lon"], row["lat"]) if located else None
    return Place(row["id"], row["kind"], position, row["precision_km"], row["source_id"])


def _district(row: Row) -> District:
    return District(row["id"], row["system"], row["in_theatre"], row["seat_id"], row["valid_from"], row["valid_to"])


def _membership(row: Row) -> Membership:
    return Membership(row["place_id"], row["district_id"], row["kind"], row["valid_from"], row["valid_to"])


def _names_by(column: str, rows: Iterable[Row]) -> dict[str, tuple[Name, ...]]:
    fields = itemgetter("name", "language", "script", "kind", "valid_from", "valid_to", "source_id")
    return _grouped((row[column], Name._make(fields(row.values))) for row in rows)


Item = TypeVar("Item")


def _grouped(pairs: Iterable[tuple[str, Item]]) -> dict[str, tuple[Item, ...]]:
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return {key: tuple(items) for key, items in groups.items()}
