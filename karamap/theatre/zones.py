"""Ground and lines that no settlement stands for: corridors, zones, sectors and lines of a theatre, each dated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from shapely.geometry.base import BaseGeometry

from karamap.errors import AmbiguousPlaceError, Fault
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import CellError
from karamap.tables.data_folder import DataFolder
from karamap.tables.json_text import told
from karamap.theatre import geojson_reader
from karamap.theatre.geojson_reader import AREAS, LINES, Feature, properties_of, shape_of
from karamap.theatre.texts import Texts

PATH = "gazetteer/zones.geojson"
"""Where the zones of a theatre stand, below its folder; a theatre may lack the file."""


MOST_ZONES = 500
"""So many zones a theatre has at the most."""


class ZoneKind(Enum):
    """What a zone is, and so whether ground goes with it."""

    CORRIDOR = "corridor"
    """A way through: ground that goes with its holder, or a line where nobody says how wide it is."""

    ZONE = "zone"
    """An area that goes with its holder."""

    SECTOR = "sector"
    """An area that is named or patrolled; it is drawn as an outline, and says nothing of who holds the ground in it."""

    LINE = "line"
    """A line that is drawn and holds no ground."""


class Shown(Enum):
    """When a map shows a zone unless its reader chooses otherwise."""

    IN_FORCE = "in force"
    """On the days on which it is in force."""

    SINCE = "since"
    """On these, and on later days as what once was."""

    EVER = "ever"
    """On every day, also on those before it."""

    ASKED = "asked"
    """Only where a reader asks for it."""


@dataclass(frozen=True, slots=True)
class Zone:
    """One feature of the file: what is called so, from when to when, and where; degrees (EPSG:4326).

    It is in force from `valid_from` (inclusive) to `valid_to` (exclusive), each open if it is None. `precision_km` says
    how far off its lines may be; `number` and `line` where it stands in the file.
    """

    id: str
    kind: ZoneKind
    name: str
    valid_from: date | None
    valid_to: date | None
    precision_km: float
    source_id: str
    shown: Shown
    note: str | None
    shape: BaseGeometry
    number: int = field(default=1, compare=False)
    line: int = field(default=1, compare=False)

    @property
    def is_ground(self) -> bool:
        """Whether the ground within it goes with whoever holds it."""
        return self.kind in (ZoneKind.CORRIDOR, ZoneKind.ZONE) and self.shape.geom_type in AREAS

    def in_force(self, day: date) -> bool:
        """Whether a day lies within its validity."""
        return (self.valid_from or date.min) <= day < (self.valid_to or date.max)


Zones = Mapping[str, Zone]
"""The zones of a theatre by id, in the order of the file."""


def names(zone: Zone, texts: Texts) -> dict[str, str]:
    """What a zone is called, by language: by the texts of the theatre (`zone.` and its id), else by its file."""
    return {language: own.get(f"zone.{zone.id}", zone.name) for language, own in texts.items()}


def zone_named(zones: Zones, texts: Texts, name: str, day: date) -> str | None:
    """The id of the zone that an id or, in any language and however capitalised, a name means; None if none does.

    Of several that share a name the one that is in force on the day.

    >>> zone_named({}, {}, "nowhere", date(2001, 1, 1))

    Raises:
        AmbiguousPlaceError: several bear the name, and the day does not tell them apart.
    """
    if name in zones:
        return name
    wanted = " ".join(name.split()).casefold()
    bearing = [zone for zone in zones.values() if wanted in _spoken(zone, texts)]
    fitting = [zone for zone in bearing if zone.in_force(day)] or bearing
    if len(fitting) > 1:
        raise AmbiguousPlaceError(name, [described(zone) for zone in fitting])
    return fitting[0].id if fitting else None


def _spoken(zone: Zone, texts: Texts) -> set[str]:
    return {word.casefold() for word in (zone.name, *names(zone, texts).values())}


def described(zone: Zone) -> str:
    """A zone in a few words: name, kind, days, id."""
    first, last = zone.valid_from or "", zone.valid_to or ""
    days = f"{first} to {last}" if first and last else f"from {first}" if first else f"until {last}" if last else ""
    return ", ".join(part for part in (zone.name, zone.kind.value, days, zone.id) if part)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise CellError(f"{told(value)} is not a text", "a text")
    return tables.text(value)


def _parsed(parse: Callable[[str], Any]) -> Callable[[Any], Any]:
    return lambda value: parse(_text(value))


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:  # noqa: PLR2004
        raise CellError(f"{told(value)} is not a number of kilometres", "a number from 0 to 100")
    return float(value)


REQUIRED: Mapping[str, Callable[[Any], Any]] = {
    "id": _parsed(tables.identifier),
    "kind": _parsed(tables.enum(ZoneKind)),
    "name": _text,
    "precision_km": _number,
    "source_id": _parsed(tables.identifier),
}
"""Properties that each feature has, and how they are read."""

OPTIONAL: Mapping[str, Callable[[Any], Any]] = {
    "valid_from": _parsed(tables.day),
    "valid_to": _parsed(tables.day),
    "shown": _parsed(tables.enum(Shown)),
    "note": _text,
}
"""Properties that a feature may lack, or have as null."""


def read(folder: DataFolder) -> tuple[Zones, list[Fault]]:
    """The zones below a folder, and what keeps any of them from being used: no more than one fault a feature."""
    seen: set[str] = set()

    def made(feature: Feature) -> tuple[Zone, BaseGeometry]:
        zone = _zone(feature)
        if zone.id in seen:
            raise CellError(f"id: {zone.id!r} stands twice", "each id once")
        seen.add(zone.id)
        return zone, zone.shape

    found = geojson_reader.read(folder, PATH, made, MOST_ZONES)
    return {zone.id: zone for zone in found.items}, found.faults


def fault(zone: Zone, problem: str, expected: str) -> Fault:
    """A fault of one feature, by its number in the file, the first being 1."""
    return Fault(PATH, zone.line, f"feature {zone.number}", problem, expected)


def _zone(feature: Feature) -> Zone:
    properties = properties_of(feature)
    if unknown := sorted(properties.keys() - REQUIRED.keys() - OPTIONAL.keys()):
        raise CellError(f"{unknown[0]}: no such property", f"one of {', '.join([*REQUIRED, *OPTIONAL])}")
    values = dict(_properties(properties))
    kind, first, last = values["kind"], values["valid_from"], values["valid_to"]
    allowed = {ZoneKind.LINE: LINES, ZoneKind.CORRIDOR: LINES | AREAS}.get(kind, AREAS)
    shape = shape_of(feature, allowed, kind.value)
    if first and last and first >= last:
        raise CellError(f"valid_to: {last} is not after valid_from {first}", "a later day")
    values |= {"shown": values["shown"] or Shown.IN_FORCE, "shape": shape}
    return Zone(**values, number=feature.number, line=feature.line)


def _properties(given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, parse in {**REQUIRED, **OPTIONAL}.items():
        value = given.get(name)
        if value is None and name in OPTIONAL:
            yield name, None
            continue
        if value is None:
            raise CellError(f"{name}: missing", "a value")
        try:
            yield name, parse(value)
        except CellError as error:
            raise CellError(f"{name}: {error.problem}", error.expected) from None
