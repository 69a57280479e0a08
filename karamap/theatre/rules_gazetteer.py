"""What must hold of places, names and districts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from karamap.errors import Fault
from karamap.gazetteer import schema
from karamap.names.scripts import is_written_in, script_of
from karamap.tables.csv_tables import Row, Rows

SHORTEST_COURSE = 2
"""So many places a road leads through at the least."""


def positions(rows: Rows, frame: tuple[float, float, float, float]) -> Iterator[Fault]:
    """Both coordinates or neither, inside the frame (west, south, east, north)."""
    west, south, east, north = frame
    for row in rows[schema.PLACES.path]:
        lon, lat = row["lon"], row["lat"]
        if (lon is None) != (lat is None):
            yield row.fault(
                "lon" if lon is None else "lat",
                "empty while the other coordinate is given",
                "both or neither",
            )
        elif lon is not None and not (west <= lon <= east and south <= lat <= north):
            swapped = west <= lat <= east and south <= lon <= north
            problem = "lon and lat are swapped" if swapped else f"{lon}, {lat} lies outside the frame of the theatre"
            yield row.fault("lon", problem, f"lon {west} to {east}, lat {south} to {north}")


def dated_items(rows: Rows) -> Iterator[Fault]:
    """Whatever holds for a time ends after it begins."""
    for table in (
        schema.NAMES,
        schema.DISTRICTS,
        schema.DISTRICT_NAMES,
        schema.MEMBERSHIPS,
    ):
        for row in rows[table.path]:
            if row["valid_from"] and row["valid_to"] and row["valid_from"] >= row["valid_to"]:
                yield row.fault(
                    "valid_to",
                    f"{row['valid_to']} is not after valid_from {row['valid_from']}",
                    "a later day",
                )


def courses_of_roads(rows: Rows) -> Iterator[Fault]:
    """A road leads through two places or more, each of which has a position."""
    places = rows[schema.PLACES.path]
    known = {row["id"] for row in places}
    located = {row["id"] for row in places if row["lon"] is not None and row["lat"] is not None}
    for row in rows[schema.ROADS.path]:
        if len(row["course"]) < SHORTEST_COURSE:
            yield row.fault("course", f"{row['course'][0]!r} alone is no road", "the ids of two places or more")
        nowhere = [place_id for place_id in row["course"] if place_id in known - located]
        if nowhere:
            yield row.fault("course", f"{nowhere[0]!r} has no position", "places that have one")


def places_without_names(rows: Rows) -> Iterator[Fault]:
    """Every place bears a name that is fit to be shown."""
    named = {row["place_id"] for row in rows[schema.NAMES.path] if row["kind"] != "misspelling"}
    for row in rows[schema.PLACES.path]:
        if row["id"] not in named and rows.whole(schema.NAMES):
            yield row.fault("id", f"{row['id']} has no name", "at least one row in gazetteer/names.csv")


def scripts(rows: Rows) -> Iterator[Fault]:
    """A name is written in the script that its row states."""
    for row in rows[schema.NAMES.path] + rows[schema.DISTRICT_NAMES.path]:
        if not is_written_in(row["name"], row["script"]):
            yield row.fault("script", f"{row['name']!r} is not written in {row['script']}", script_of(row["name"]))


def one_district_at_a_time(rows: Rows) -> Iterator[Fault]:
    """A place is in one district of a system at a time."""
    systems = {row["id"]: row["system"] for row in rows[schema.DISTRICTS.path]}
    seen: dict[tuple[str, str | None], list[Row]] = {}
    for row in rows[schema.MEMBERSHIPS.path]:
        others = seen.setdefault((row["place_id"], systems.get(row["district_id"])), [])
        for other in others:
            if _overlap(row, other):
                yield row.fault(
                    "district_id",
                    f"in force together with line {other.line}",
                    "one district of a system at a time",
                )
        others.append(row)


def _overlap(one: Row, other: Row) -> bool:
    starts = max(one["valid_from"] or date.min, other["valid_from"] or date.min)
    return bool(starts < min(one["valid_to"] or date.max, other["valid_to"] or date.max))
