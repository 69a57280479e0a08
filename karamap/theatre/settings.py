"""What is true of one theatre and no other: stated in its settings file, else computed from its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from karamap.errors import Fault
from karamap.gazetteer import schema as gazetteer_schema
from karamap.gazetteer.distance import median_spacing
from karamap.gazetteer.places import LonLat
from karamap.names.distances import LEAST_SPACINGS, RADIUS_SPACINGS, SIBLINGS_SPACINGS
from karamap.record import schema as record_schema
from karamap.tables.csv_tables import Row, Rows
from karamap.theatre.outlines import Outlines
from karamap.theatre.settings_file import SettingsFile, Silence
from karamap.theatre.spacing import joining_km

REACH_SPACINGS, WITHDRAWAL_SPACINGS = 9.2, 6.8
"""Reach and withdrawal of ground in median distances between neighbouring settlements.

They are those that were found best for the shipped theatre (15 and 11 km, by `benchmarks/outlines.py`) over its median
distance of 1.63 km.
"""

JOINED_REACHES = 1.3
"""Ground of two settlements so many reaches apart is joined when the withdrawal has been taken back: 2 * sqrt(1 - w²)
where w is the share of the reach that is withdrawn, and a little less."""

LEAST_REACH_KM, GREATEST_REACH_KM = 1.0, 150.0
"""No reach that is computed is less or more, however near or far from each other a few places lie: a lone place then
has ground for some 40 km around it (withdrawal leaves a quarter of the reach), about as far as word of a place goes."""

GREATEST_WITHDRAWAL = 0.9
"""How much of the reach of ground may be taken back at the most, as a share: else nothing is left of it."""

USUAL_SPACING_KM = 5.0
"""Taken for the distance between neighbours where there are too few settlements to measure one."""

MARGIN = 0.25
"""How far the frame reaches beyond the outermost place, as a share of the longer side of their extent."""

LEAST_MARGIN = 0.3
"""The same in degrees at the least, so that a handful of villages has some country around it."""

GLOBAL_SPAN = 180.0
"""Places further apart than this many degrees of longitude lie on both sides of the meridian of 180°."""


@dataclass(frozen=True)
class Settings:
    """The settings of a theatre, every one of them known.

    Attributes:
        title: what the theatre is called; empty if nothing says so.
        credit: what must stay with exported files; empty if nothing says so.
        version: what this version of the tables is called; empty if nothing says so.
        state_as_of: the day whose end the baseline describes; by default the earliest day that a claim counts from.
        ends_on: the last day that may be asked for; by default the latest day that a claim counts from.
        silence: what becomes of ground that nobody speaks of; by default it stays.
        countries: ids of the countries that the ground lies in; None takes those that settlements lie in.
        frame: west, south, east, north of the base data, degrees; by default the extent of all places and a margin.
        projection: the plane in which areas are measured; by default Lambert's azimuthal equal-area projection (Snyder,
            Map Projections, USGS PP 1395, 1987, p. 182), centred on the extent of all settlements.
        reach_km: how far ground reaches from a settlement; by default 9.2 times the median distance of neighbours,
            or as far as joins settlements that lie further apart than that, see `karamap.theatre.spacing.joining_km`.
        withdrawal_km: how much of that is taken back once gaps have closed; by default 6.8/9.2 of the reach.
        system: the administrative system of districts; by default the one that most districts with ground are of,
            empty without districts.
        shown_languages: languages of the names that a page lists, the one to fall back on first; by default those of
            the names table, the most frequent first.
        interface_languages: languages in which a page can be read; None takes all that karamap has texts in.
        radius_km, least_km, siblings_km: distances of the resolver; see `karamap.names`.
        totals_side: id of the party whose announced totals are compared; None compares none.
    """

    title: str
    credit: str
    version: str
    state_as_of: date | None
    ends_on: date | None
    silence: Silence
    countries: tuple[str, ...] | None
    frame: tuple[float, float, float, float]
    projection: str
    reach_km: float
    withdrawal_km: float
    system: str
    shown_languages: tuple[str, ...]
    interface_languages: tuple[str, ...] | None
    radius_km: float
    least_km: float
    siblings_km: float
    totals_side: str | None


def of(stated: SettingsFile, rows: Rows) -> Settings:
    """The settings that a file states, and for the others what the rows of the tables give."""
    given = stated.values
    positions = located(rows[gazetteer_schema.PLACES.path])
    defaults = _Defaults(given, rows)
    return Settings(
        title=given.get("theatre.title", ""),
        credit=given.get("theatre.credit", ""),
        version=given.get("theatre.version", ""),
        state_as_of=given.get("record.state_as_of"),
        ends_on=given.get("record.ends_on"),
        silence=given.get("record.silence", Silence.STAYS),
        countries=given.get("land.countries"),
        frame=given.get("land.frame") or frame_around(positions),
        projection=given.get("land.projection") or projection_centred_on(positions),
        reach_km=defaults.reach_km,
        withdrawal_km=defaults.withdrawal_km,
        system=given.get("districts.system") or usual_system(rows[gazetteer_schema.DISTRICTS.path]),
        shown_languages=given.get("names.shown") or languages_by_frequency(rows[gazetteer_schema.NAMES.path]),
        interface_languages=given.get("names.interface"),
        radius_km=defaults.kilometres("names.radius_km", RADIUS_SPACINGS),
        least_km=defaults.kilometres("names.least_km", LEAST_SPACINGS),
        siblings_km=defaults.kilometres("names.siblings_km", SIBLINGS_SPACINGS),
        totals_side=given.get("totals.side"),
    )


class _Defaults:
    """Distances by default; the spacing of settlements is measured only if some distance is not stated."""

    def __init__(self, given: Mapping[str, Any], rows: Rows) -> None:
        self._given, self._rows = given, rows
        self._spacing_km: float | None = None

    @cached_property
    def _settlements(self) -> list[LonLat]:
        """The positions of the settlements."""
        places = self._rows[gazetteer_schema.PLACES.path]
        return located([row for row in places if row["kind"] in gazetteer_schema.SETTLEMENTS])

    @cached_property
    def reach_km(self) -> float:
        """How far ground reaches, by default far enough to join settlements that lie further apart than is usual."""
        if "land.reach_km" in self._given:
            return self._usual_reach_km
        joining = round(joining_km(self._settlements) / JOINED_REACHES, 1)
        return min(max(self._usual_reach_km, joining), GREATEST_REACH_KM)

    @property
    def _usual_reach_km(self) -> float:
        return self.kilometres("land.reach_km", REACH_SPACINGS, LEAST_REACH_KM, GREATEST_REACH_KM)

    @property
    def withdrawal_km(self) -> float:
        """How much of that is taken back, by default no more than leaves some ground."""
        withdrawal = self.kilometres("land.withdrawal_km", WITHDRAWAL_SPACINGS)
        is_usual = self.reach_km == self._usual_reach_km and withdrawal <= GREATEST_WITHDRAWAL * self.reach_km
        if "land.withdrawal_km" in self._given or is_usual:
            return withdrawal
        return round(self.reach_km * WITHDRAWAL_SPACINGS / REACH_SPACINGS, 1)

    def kilometres(self, name: str, spacings: float, least: float = 0.1, most: float = 1000.0) -> float:
        """A distance as it is stated, else so many times the spacing of settlements, within bounds."""
        if name in self._given:
            return float(self._given[name])
        if self._spacing_km is None:
            self._spacing_km = median_spacing(self._settlements) or USUAL_SPACING_KM
        return min(max(round(spacings * self._spacing_km, 1), least), most)


def located(places: Sequence[Row]) -> list[LonLat]:
    """The positions of the places that have one."""
    return [LonLat(row["lon"], row["lat"]) for row in places if row["lon"] is not None and row["lat"] is not None]


def frame_around(positions: Sequence[LonLat]) -> tuple[float, float, float, float]:
    """West, south, east and north of some positions with a margin, degrees; the world where there are none."""
    if not positions:
        return -180.0, -90.0, 180.0, 90.0
    lons, lats = zip(*positions, strict=True)
    margin = max(MARGIN * max(max(lons) - min(lons), max(lats) - min(lats)), LEAST_MARGIN)
    west, south = max(-180.0, min(lons) - margin), max(-90.0, min(lats) - margin)
    east, north = min(180.0, max(lons) + margin), min(90.0, max(lats) + margin)
    return round(west, 1), round(south, 1), round(east, 1), round(north, 1)


def projection_centred_on(positions: Sequence[LonLat]) -> str:
    """Lambert's azimuthal equal-area projection, centred on the extent of some positions, to a tenth of a degree."""
    west, south, east, north = 0.0, 0.0, 0.0, 0.0
    if positions:
        lons, lats = zip(*positions, strict=True)
        west, south, east, north = min(lons), min(lats), max(lons), max(lats)
    lat, lon = round((south + north) / 2, 1), round((west + east) / 2, 1)
    return f"+proj=laea +lat_0={lat:g} +lon_0={lon:g} +datum=WGS84 +units=m +no_defs"


def usual_system(districts: Sequence[Row]) -> str:
    """The system that most districts with ground are of, else that most districts are of; empty without any."""
    with_ground = [row["system"] for row in districts if row["in_theatre"]]
    counted = Counter(with_ground or [row["system"] for row in districts])
    return min(counted, key=lambda system: (-counted[system], system), default="")


def languages_by_frequency(names: Sequence[Row]) -> tuple[str, ...]:
    """The languages of some names, the most frequent first; what is of no known language (`und`) is left out."""
    counted = Counter(row["language"] for row in names if row["kind"] != "misspelling" and row["language"] != "und")
    return tuple(sorted(counted, key=lambda language: (-counted[language], language)))


def faults(stated: SettingsFile, rows: Rows, outlines: Outlines) -> Iterator[Fault]:
    """What a settings file says that the tables know nothing of.

    Args:
        stated: the settings file.
        rows: the rows of all tables.
        outlines: countries and water.
    """
    yield from stated.faults
    parties = rows.ids(record_schema.PARTIES)
    systems = {row["system"] for row in rows[gazetteer_schema.DISTRICTS.path]}
    known: tuple[tuple[str, str, Sequence[str] | None], ...] = (
        ("land.countries", "has no outline", outlines.country_ids if outlines.whole else None),
        ("totals.side", "is no party", sorted(parties) if parties is not None else None),
        ("districts.system", "has no district", sorted(systems) if rows.whole(gazetteer_schema.DISTRICTS) else None),
    )
    for name, problem, among in known:
        value = stated.values.get(name, ())
        for item in (value,) if isinstance(value, str) else value:
            if among is not None and item not in among:
                yield stated.fault(name, f"{item!r} {problem}", f"one of {', '.join(among)}")
    yield from _across_the_date_line(rows)
    first, last = stated.values.get("record.state_as_of"), stated.values.get("record.ends_on")
    if first and last and first > last:
        yield stated.fault("record.ends_on", f"{last} is before record.state_as_of {first}", "a later day")


def _across_the_date_line(rows: Rows) -> Iterator[Fault]:
    """A theatre on both sides of 180° would be drawn around the whole world; it is refused instead."""
    places = [row for row in rows[gazetteer_schema.PLACES.path] if row["lon"] is not None]
    if not places:
        return
    western, eastern = (choose(places, key=lambda row: row["lon"]) for choose in (min, max))
    if eastern["lon"] - western["lon"] > GLOBAL_SPAN:
        problem = f"{western['lon']:g} and {eastern['lon']:g} (line {eastern.line}) lie on both sides of 180°"
        yield western.fault("lon", problem, "a theatre on one side of it; one across it cannot be drawn")
