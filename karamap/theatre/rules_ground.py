"""What must hold of settlements, settings and countries together, so that there is ground to draw, and a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from pyproj import Transformer
from pyproj.exceptions import ProjError

from karamap.errors import Fault
from karamap.gazetteer import schema as gazetteer_schema
from karamap.gazetteer.distance import KM_PER_DEGREE
from karamap.gazetteer.places import CELL_PRECISION_KM, Gazetteer, LonLat
from karamap.record import schema as record_schema
from karamap.tables.csv_tables import Rows
from karamap.theatre.outlines import Outlines
from karamap.theatre.settings import GREATEST_WITHDRAWAL, Settings
from karamap.theatre.settings_file import SettingsFile

GREATEST_STRETCH = 10.0
"""How many times too long or too short the plane may show a short way at any settlement."""

STEP_DEGREES = 0.001
"""How far from a settlement that is measured."""

HALF_KM, LEAST_GROUND = 0.005, 1e-7
"""How far around a settlement its country is looked at, degrees, and what must be there of it: 30 by 30 metres."""

PLANE = "a plane centred on the theatre, in metres"
"""What a projection must be."""

NEAR_POLE = 89.9
"""Beyond this latitude it is not measured: all directions are south."""


def faults(rows: Rows, outlines: Outlines, settings: Settings, stated: SettingsFile) -> list[Fault]:
    """What keeps a theatre from being drawn whose tables are sound by themselves.

    Args:
        rows: the rows of all tables, without a fault.
        outlines: countries and water.
        settings: all settings.
        stated: the settings file, which knows the lines of those that it states.
    """
    gazetteer = Gazetteer.of(rows)
    places = gazetteer.places.values()
    positions = [place.position for place in places if place.position and gazetteer.in_theatre(place.id)]
    if not positions:
        problem = "no settlement of the theatre has a position"
        expected = f"at least one, known to {CELL_PRECISION_KM:g} km, in a district with in_theatre = yes"
        return [Fault(gazetteer_schema.PLACES.path, 1, "-", problem, expected)]
    return [
        *_plane(positions, settings, stated),
        *_reach(settings, stated),
        *_countries(positions, outlines, settings, stated),
        *_days(rows, settings, stated),
    ]


def _plane(positions: Sequence[LonLat], settings: Settings, stated: SettingsFile) -> Iterator[Fault]:
    """The plane shows short ways at every settlement about as long as they are."""
    lon, lat = np.array(positions).T
    inward = np.where(lon > 0, -STEP_DEGREES, STEP_DEGREES), np.where(lat > 0, -STEP_DEGREES, STEP_DEGREES)
    try:
        to_plane = Transformer.from_crs("EPSG:4326", settings.projection, always_xy=True).transform
    except ProjError:
        yield stated.fault("land.projection", "no plane of the Earth", PLANE)
        return
    here, beside, below = (
        np.array(to_plane(*end)) for end in ((lon, lat), (lon + inward[0], lat), (lon, lat + inward[1]))
    )
    step_m = STEP_DEGREES * KM_PER_DEGREE * 1000
    with np.errstate(invalid="ignore", divide="ignore"):
        stretches = np.hypot(*(beside - here)) / (step_m * np.cos(np.radians(lat))), np.hypot(*(below - here)) / step_m
        bad = ~np.isfinite(here).all(axis=0)
        for stretch in stretches:
            bad |= ~((stretch <= GREATEST_STRETCH) & (stretch >= 1 / GREATEST_STRETCH)) & (np.abs(lat) < NEAR_POLE)
    if bad.any():
        at = positions[int(np.argmax(bad))]
        problem = f"shows the ground at {at.lon:g}, {at.lat:g} far too large or too small"
        yield stated.fault("land.projection", problem, PLANE)


def _reach(settings: Settings, stated: SettingsFile) -> Iterator[Fault]:
    """Some of the reach of ground is left when its withdrawal has been taken back."""
    most = round(GREATEST_WITHDRAWAL * settings.reach_km, 3)
    if settings.withdrawal_km > most:
        name = "land.withdrawal_km" if "land.withdrawal_km" in stated.values else "land.reach_km"
        problem = f"{settings.withdrawal_km:g} km of {settings.reach_km:g} km of reach are withdrawn"
        yield stated.fault(name, problem, f"a withdrawal of {most:g} km at the most")


def _countries(
    positions: Sequence[LonLat], outlines: Outlines, settings: Settings, stated: SettingsFile
) -> Iterator[Fault]:
    """Some settlement lies in the countries that the ground lies in, as stated or found, and has ground there."""
    countries = settings.countries or outlines.countries_of(positions)
    if not countries:
        return
    land = outlines.countries(countries)
    lon, lat = np.array(positions).T
    inside = np.flatnonzero(shapely.contains_xy(land, lon, lat)).tolist()
    if not any(shapely.area(shapely.intersection(land, _around(positions[at]))) > LEAST_GROUND for at in inside):
        problem = f"no settlement of the theatre lies in {', '.join(countries)} with any ground around it"
        yield stated.fault("land.countries", problem, "the countries that its settlements lie in")


def _around(position: LonLat) -> shapely.Geometry:
    """The next half kilometre around a position."""
    lon, lat = position
    return shapely.box(lon - HALF_KM, lat - HALF_KM, lon + HALF_KM, lat + HALF_KM)


def _days(rows: Rows, settings: Settings, stated: SettingsFile) -> Iterator[Fault]:
    """The record ends on the day on which it begins, or later."""
    days = [row["valid_from"] for row in rows[record_schema.CLAIMS.path]]
    first, last = settings.state_as_of or min(days), settings.ends_on or max(days)
    if first > last:
        name = "record.ends_on" if settings.ends_on else "record.state_as_of"
        yield stated.fault(name, f"the record would begin on {first} and end on {last}", "days in their order")
