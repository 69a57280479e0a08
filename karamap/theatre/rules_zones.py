"""What must hold of zones, and of the claims about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import shapely

from karamap.errors import Fault
from karamap.gazetteer import schema as gazetteer_schema
from karamap.record import schema as record_schema
from karamap.tables.csv_tables import Rows
from karamap.theatre import texts, zones
from karamap.theatre.zones import Zones

Frame = tuple[float, float, float, float]
"""West, south, east and north of the base data, degrees."""


def zones_among_tables(rows: Rows, found: Zones, frame: Frame) -> Iterator[Fault]:
    """A zone rests on a known source, lies in the frame, and shares its id with no place."""
    sources = rows.ids(gazetteer_schema.DATASETS, record_schema.SOURCES)
    places = {row["id"] for row in rows[gazetteer_schema.PLACES.path]}
    west, south, east, north = frame
    for zone in found.values():
        if sources is not None and zone.source_id not in sources:
            expected = f"an id of {gazetteer_schema.DATASETS.path} or {record_schema.SOURCES.path}"
            yield zones.fault(zone, f"source_id: {zone.source_id!r} does not exist", expected)
        if zone.id in places:
            yield zones.fault(zone, f"id: {zone.id!r} is the id of a place", "an id of its own")
        if not shapely.covers(shapely.box(*frame), shapely.envelope(zone.shape)):
            problem = "geometry: reaches beyond the frame of the theatre"
            yield zones.fault(zone, problem, f"lon {west:g} to {east:g}, lat {south:g} to {north:g}")


def claims_about_zones(rows: Rows, found: Zones) -> Iterator[Fault]:
    """A claim about a zone is about nothing else, and counts from a day on which the zone is in force."""
    for row in rows[record_schema.CLAIMS.path]:
        if row["zone_id"] is None:
            continue
        zone = found.get(row["zone_id"])
        if zone is None:
            yield row.fault("zone_id", f"{row['zone_id']!r} does not exist", f"an id of {zones.PATH}")
        elif not zone.in_force(row["valid_from"]):
            first, last = zone.valid_from or date.min, zone.valid_to or date.max
            problem = f"{zone.id} is not in force on {row['valid_from']}"
            yield row.fault("valid_from", problem, f"a day from {first} on, before {last}")


def names_of_zones(rows: Rows, found: Zones) -> Iterator[Fault]:
    """A text that names a zone names one that there is."""
    for row in rows[texts.TEXTS.path]:
        family, _, zone = row["key"].partition(".")
        if family == "zone" and zone not in found:
            yield row.fault("key", f"{zone!r} is no zone", f"zone. and an id of {zones.PATH}")
