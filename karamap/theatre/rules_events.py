"""What must hold of mentions: where and when something happened that changed no holder."""

from __future__ import annotations

from collections.abc import Iterator

from karamap.errors import Fault
from karamap.record import schema
from karamap.tables.csv_tables import Row, Rows


def events_in_themselves(rows: Rows) -> Iterator[Fault]:
    """An event is at one place or elsewhere, its days are in order, and nobody told of it before it happened."""
    for row in rows[schema.EVENTS.path]:
        yield from _where(row)
        yield from _when(row)


def _where(row: Row) -> Iterator[Fault]:
    if row["place_id"] is not None and row["where"] is not None:
        yield row.fault(
            "where", "given besides place_id", "one of them: where is for what is no place of the gazetteer"
        )
    if (row["lon"] is None) != (row["lat"] is None):
        column = "lon" if row["lon"] is None else "lat"
        yield row.fault(column, "empty while the other coordinate is given", "both or neither")
    elif row["lon"] is not None and row["where"] is None:
        yield row.fault("lon", "a position without where", "none: a place has its own in gazetteer/places.csv")


def _when(row: Row) -> Iterator[Fault]:
    happened, first = row["happened_on"], row["earliest"] or row["happened_on"]
    if first > happened:
        yield row.fault("earliest", f"{first} is after happened_on {happened}", "an earlier day")
    if row["latest"] and row["latest"] < happened:
        yield row.fault("latest", f"{row['latest']} is before happened_on {happened}", "a later day")
    if row["reported_on"] < min(first, happened):
        yield row.fault("reported_on", f"{row['reported_on']} is before it happened, {first}", "that day or later")
