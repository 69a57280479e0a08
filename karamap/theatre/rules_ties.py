"""What must hold of coalitions and mergers of parties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from karamap.errors import Fault
from karamap.record import schema
from karamap.tables.csv_tables import Row, Rows


def one_coalition_at_a_time(rows: Rows) -> Iterator[Fault]:
    """A membership ends after it begins, and a party belongs to one coalition at a time."""
    earlier: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows[schema.COALITIONS.path]:
        if _first(row) >= _end(row):
            yield row.fault("valid_to", f"{row['valid_to']} is not after valid_from", "a later day, or none")
        for other in earlier[row["party_id"]]:
            if _first(row) < _end(other) and _first(other) < _end(row):
                problem = f"{row['party_id']} belongs to {other['coalition']!r} too ({other.beside(row)}), at that time"
                yield row.fault("party_id", problem, "one coalition at a time: days that do not overlap")
        earlier[row["party_id"]].append(row)


def mergers_that_end(rows: Rows) -> Iterator[Fault]:
    """A party becomes another one that there is on that day, never itself, and when it ends if that is stated."""
    parties = {row["id"]: row for row in rows[schema.PARTIES.path]}
    successor_of = {row["party_id"]: row["successor"] for row in rows[schema.MERGERS.path]}
    for row in rows[schema.MERGERS.path]:
        day, party, successor = row["valid_from"], parties.get(row["party_id"]), parties.get(row["successor"])
        if party and party["valid_to"] not in (None, day):
            problem = f"{row['party_id']} ends on {party['valid_to']}, by {party.beside(row)}"
            yield row.fault("valid_from", problem, "the day on which it ends")
        if successor and not _first(successor) <= day < _end(successor):
            yield row.fault("successor", f"{row['successor']} does not exist on {day}", "a party of that day")
        if row["party_id"] in _successors(row["successor"], successor_of):
            problem = f"{row['party_id']} becomes itself in the end"
            yield row.fault("successor", problem, "a party that does not become this one again")


def _successors(party_id: str, successor_of: dict[str, str]) -> set[str]:
    """A party and all that it becomes one after the other."""
    met: set[str] = set()
    while party_id and party_id not in met:
        met.add(party_id)
        party_id = successor_of.get(party_id, "")
    return met


def _first(row: Row) -> date:
    return row["valid_from"] or date.min


def _end(row: Row) -> date:
    return row["valid_to"] or date.max
