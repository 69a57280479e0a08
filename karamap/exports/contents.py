"""What goes into an export: the layers of one day, or of a run of days with the days from and to which each is so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from importlib import metadata
from typing import Any

from karamap import __version__
from karamap.document.wording import credit, sources_in_words
from karamap.exports.columns import Export, Feature, Kind, Look, Table
from karamap.exports.layers import LAYERS, Layer
from karamap.exports.shapes import rounded
from karamap.ground.crs import libraries
from karamap.ground.daily import changing_snapshots
from karamap.ground.series import Series
from karamap.ground.snapshot import Snapshot

BEGINS, ENDS = "valid_from", "valid_to"
"""From when to when a feature is so: midnight (UTC) before its first day, and the last second of its last day."""

RENAMED = {BEGINS: "in_force_from", ENDS: "in_force_to"}
"""What a layer's own columns of these names are called beside them."""


def of_day(snapshot: Snapshot, layers: Iterable[str]) -> Export:
    """Some layers of one day.

    Args:
        snapshot: who held what.
        layers: names of `LAYERS`.
    """
    day = snapshot.as_of.isoformat()
    about = {"as_of": day, **_made(snapshot)}
    repeated = {name: about[name] for name in ("as_of", *REPEATED)}
    tables = []
    for name in layers:
        layer = LAYERS[name]
        features = [
            Feature({**one.properties, **repeated}, rounded(one.shape, layer.shape)) for one in layer.features(snapshot)
        ]
        columns = {**layer.columns, **dict.fromkeys(repeated, Kind.TEXT)}
        tables.append(Table(name, layer.title, layer.shape, columns, features))
    return _export(snapshot, tables, about, (day, day))


def of_days(series: Series, layers: Iterable[str]) -> Export:
    """Some layers of a run of days: each feature says from when to when it was so, and no two of one thing overlap.

    Args:
        series: the days; of the states of knowledge that it has, the usual one is told.
        layers: names of `LAYERS`.
    """
    first, last = series.first.isoformat(), series.last.isoformat()
    about = about_days(series)
    repeated = {name: about[name] for name in REPEATED}
    runs = {name: _Runs(LAYERS[name]) for name in layers}
    for snapshot in changing_snapshots(series, _turning_days(series)):
        for run in runs.values():
            run.update(snapshot)
    tables = []
    for name, run in runs.items():
        features = [
            Feature({**one.properties, **repeated}, rounded(one.shape, run.layer.shape))
            for one in run.until(series.last)
        ]
        columns = {**run.columns, **dict.fromkeys(repeated, Kind.TEXT)}
        tables.append(Table(name, run.layer.title, run.layer.shape, columns, features))
    return _export(series, tables, about, (first, last))


def about_days(series: Series) -> dict[str, str | None]:
    """What is told of a file with a run of days; see `Export.about`."""
    return {BEGINS: _begin(series.first), ENDS: _end(series.last), **_made(series)}


def versions() -> str:
    """The versions of karamap and of everything that shapes the bytes of an export."""
    parts = {"karamap": __version__, "geopandas": metadata.version("geopandas"), **libraries()}
    return ", ".join(f"{name} {version}" for name, version in parts.items())


REPEATED = ("known_on", "surface", "show", "fingerprint")
"""What is told of the whole file and of each feature as well, since features are copied into other files."""


def _made(shown: Snapshot | Series) -> dict[str, str | None]:
    """How a file was made, and what must stay with it."""
    theatre = shown.theatre
    made = {
        "known_on": shown.known_on.isoformat() if shown.known_on else None,
        "surface": shown.method.value,
        "show": shown.show.value,
        "tables": theatre.settings.version or None,
        "fingerprint": theatre.fingerprint,
        "licence": "; ".join(dict.fromkeys(dataset.licence for dataset in theatre.gazetteer.datasets.values())),
        "sources": sources_in_words(theatre.gazetteer.datasets),
        "credit": credit(theatre),
        "made_with": versions(),
    }
    return {**made, "own_claims": theatre.user_claims} if theatre.user_claims else made


def _export(
    shown: Snapshot | Series, tables: Sequence[Table], about: dict[str, str | None], days: tuple[str, str]
) -> Export:
    parties = {party.id: (party.name, party.colour, party.ink) for party in shown.record.parties.values()}
    plane = shown.tessellation.plane.frame({}, []).crs.to_wkt()
    west, south, east, north = (round(edge) for edge in shown.tessellation.outline.bounds)
    look = Look(parties, plane, (west, south, east, north))
    return Export(tuple(tables), look, about, days, shown.theatre.settings.title)


def _turning_days(series: Series) -> set[date]:
    """Days on which anything of which a layer tells may change, but for the ground."""
    timeline = next(iter(series.timelines.values()))
    days = {event.happened_on for event in series.record.events}
    for weighed in (timeline, timeline.zones):
        for intervals in weighed.between(series.first, series.last).values():
            days.update(interval.day for interval in intervals)
    for zone in series.theatre.zones.values():
        days.update(day for day in (zone.valid_from, zone.valid_to) if day)
    gazetteer = series.gazetteer
    dated = (gazetteer.names, gazetteer.district_names, gazetteer.memberships)
    for items in (items for by_id in dated for items in by_id.values()):
        days.update(day for item in items for day in (item.valid_from, item.valid_to) if day)
    return {day for day in days if series.first <= day <= series.last}


class _Runs:
    """The features of one layer, each from the day on which it came to be so until the day before it is otherwise."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self._open: dict[Any, tuple[date, Feature]] = {}
        self._closed: list[tuple[Any, date, date, Feature]] = []
        self._is_settled = False

    @property
    def columns(self) -> dict[str, Kind]:
        """The columns of the layer in a run of days."""
        kept = {RENAMED.get(name, name): kind for name, kind in self.layer.columns.items()}
        told = {name: kind for name, kind in kept.items() if name not in self.layer.of_a_day}
        return {**told, BEGINS: Kind.MOMENT, ENDS: Kind.MOMENT}

    def update(self, snapshot: Snapshot) -> None:
        """Take in how it is from a day on."""
        if self._is_settled:
            return
        self._is_settled = not self.layer.key
        now = dict(self._keyed(snapshot))
        for key, (begun, feature) in list(self._open.items()):
            if key not in now or self._differs(now[key], feature):
                self._closed.append((key, begun, snapshot.as_of - timedelta(days=1), feature))
                del self._open[key]
        for key, feature in now.items():
            self._open.setdefault(key, (snapshot.as_of, feature))

    def until(self, last: date) -> list[Feature]:
        """All of them with the moments from and to which they are so, each thing in the order of its days."""
        rest = [(key, begun, last, feature) for key, (begun, feature) in self._open.items()]
        spans = sorted([*self._closed, *rest], key=lambda span: span[:2])
        return [
            Feature({**feature.properties, BEGINS: _begin(begun), ENDS: _end(ended)}, feature.shape)
            for _, begun, ended, feature in spans
        ]

    def _keyed(self, snapshot: Snapshot) -> Iterator[tuple[Any, Feature]]:
        for number, (properties, shape) in enumerate(self.layer.features(snapshot)):
            if properties.get("in_force", True):
                told = {name: value for name, value in properties.items() if name not in self.layer.of_a_day}
                renamed = {RENAMED.get(name, name): value for name, value in told.items()}
                yield properties.get(self.layer.key, number), Feature(renamed, shape)

    def _differs(self, one: Feature, other: Feature) -> bool:
        """Whether anything but how it began is another."""
        same = dict.fromkeys(self.layer.beginnings)
        return {**one.properties, **same} != {**other.properties, **same} or one.shape != other.shape


def _begin(day: date) -> str:
    return f"{day}T00:00:00Z"


def _end(day: date) -> str:
    return f"{day}T23:59:59Z"
