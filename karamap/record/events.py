"""Mentions: what pages say of places without a change of holder. They are told, never drawn or counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from karamap.gazetteer.places import Gazetteer
from karamap.record.schema import EventKind
from karamap.tables.csv_tables import Row

COLUMNS = (
    *("id", "place_id", "place", "lon", "lat", "kind", "happened_on", "earliest", "latest", "speaker", "side"),
    *("reported_on", "source_id", "written_as", "note"),
)
"""Columns of events as plain values."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that one page says happened, at a place of the gazetteer or elsewhere.

    `place_id` is the place; without one, `where` says in words where it was (None where the page does not say), `lon`
    and `lat` in degrees (EPSG:4326) where that is known. It happened on `happened_on`, or on some day from `earliest`
    to `latest` where these are given. `reported_on` is the day on which it was first made public. `side` is the id of
    the party whose voice the speaker is, or `NO_SIDE`. `note` is our own sentence.
    """

    id: str
    place_id: str | None
    where: str | None
    lon: float | None
    lat: float | None
    kind: EventKind
    happened_on: date
    earliest: date | None
    latest: date | None
    speaker: str
    side: str
    reported_on: date
    source_id: str
    written_as: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Told:
    """Events up to a day as known on another, oldest first, and how many more there are.

    `unheard` counts those that were made public after the known-on date, `to_come` those that happened after the day.
    """

    events: tuple[Event, ...]
    unheard: int
    to_come: int


def events_of(rows: Iterable[Row]) -> tuple[Event, ...]:
    """The events in the rows of their table, oldest first."""
    return tuple(in_order(Event(**row.values) for row in rows))


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events by the day on which they happened, then by the day they were made public."""
    return sorted(events, key=lambda event: (event.happened_on, event.reported_on, event.id))


def told(events: Sequence[Event], as_of: date, known_on: date | None = None) -> Told:
    """Those of some events that had happened by a day (inclusive) and had been made public by another."""
    heard = [event for event in events if known_on is None or event.reported_on <= known_on]
    now = [event for event in heard if event.happened_on <= as_of]
    return Told(tuple(in_order(now)), len(events) - len(heard), len(heard) - len(now))


def told_of(events: Iterable[Event], place_id: str, as_of: date, known_on: date | None = None) -> Told:
    """The same for one place."""
    return told([event for event in events if event.place_id == place_id], as_of, known_on)


def event_row(event: Event, gazetteer: Gazetteer) -> dict[str, Any]:
    """An event as plain values, in the order of `COLUMNS`.

    `place` is the name of the place on that day, else where it was in words; `lon` and `lat` (EPSG:4326) are those of
    the place, else of the event, None where neither is known. Days are dates.
    """
    where, lon, lat = event.where, event.lon, event.lat
    if event.place_id is not None:
        where = gazetteer.name(event.place_id, event.happened_on)
        position = gazetteer.places[event.place_id].position
        lon, lat = position or (None, None)
    values = (
        *(event.id, event.place_id, where, lon, lat, event.kind.value),
        *(event.happened_on, event.earliest, event.latest, event.speaker, event.side, event.reported_on),
        *(event.source_id, event.written_as, event.note),
    )
    return dict(zip(COLUMNS, values, strict=True))
