"""Finds what cannot be right in the record as history, though each row is in order by itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby

from karamap.errors import Fault
from karamap.gazetteer import schema as gazetteer_schema
from karamap.record import schema as record_schema
from karamap.record.schema import COUNTED, Basis, Scope, Stance
from karamap.tables.csv_tables import Row, Rows

LISTED = {column: kind for column, kind in COUNTED.items() if kind in gazetteer_schema.SETTLEMENTS}
"""Columns of a total that count settlements, and the kind of settlement; other places a page does not list."""


def unmarked_repeats(rows: Rows) -> Iterator[Fault]:
    """A place announced as taken twice, by one side, without a loss between, is a repeat and must say of what."""
    for history in _histories(rows):
        holder, taken = "", dict[str, Row]()
        for row in history:
            if row["holder"] != holder or row["stance"] is Stance.CONTESTED:
                taken = {}
            holder = row["holder"]
            if row["stance"] is Stance.CONTESTED:
                continue
            if row["called"] is None or row["basis"] is not Basis.FORCE:
                continue
            earlier = taken.setdefault(row["side"], row)
            if earlier is not row and row["target_id"] is None:
                problem = f"announced already by {earlier.beside(row)}, and not lost since"
                yield row.fault("target_id", problem, f"{earlier['id']}, to mark the repeat")


def reported_before_true(rows: Rows) -> Iterator[Fault]:
    """What was taken by force, what is held still or contested cannot have been reported before it was."""
    for row in rows[record_schema.CLAIMS.path]:
        first = row["earliest"] or row["valid_from"]
        by_force = row["basis"] is Basis.FORCE and row["stance"] is Stance.AFFIRMS
        is_seen = by_force or row["stance"] in (Stance.HOLDS, Stance.CONTESTED)
        if is_seen and row["reported_on"] < first:
            yield row.fault(
                "reported_on", f"{row['reported_on']} is before the change itself, {first}", "that day or later"
            )


def needless_handovers(rows: Rows) -> Iterator[Fault]:
    """Nobody is handed a place that it held already; two accounts of one handover share its day."""
    for history in _histories(rows):
        previous: Row | None = None
        for row in history:
            if row["stance"] is Stance.CONTESTED:
                previous = None
                continue
            held = previous is not None and previous["holder"] == row["holder"]
            if held and previous and row["basis"] is Basis.HANDOVER and previous["valid_from"] < row["valid_from"]:
                yield row.fault(
                    "basis", f"{row['holder']} holds this place since {previous.beside(row)}", "another basis"
                )
            previous = row


def contested_by_one(rows: Rows) -> Iterator[Fault]:
    """A place is contested by two parties at the least: the one that held it, and those that the claims name."""
    for history in _histories(rows):
        there: set[str] = set()
        for _, together in groupby(history, key=lambda row: (row["valid_from"], row["reported_on"])):
            said = list(together)
            contested = [row for row in said if row["stance"] is Stance.CONTESTED]
            there = {row["holder"] for row in said} | (there if contested else set())
            if contested and len(there) == 1:
                problem = f"contested, but {contested[0]['holder']} is the only party that the claims put there"
                yield contested[0].fault("holder", problem, "a party beside the one that held the place")


def unused_sources(rows: Rows) -> Iterator[Fault]:
    """A page that carries no claim, total, mention or name, and in which nothing was looked for, belongs nowhere."""
    using = (record_schema.CITATIONS, record_schema.TOTALS, record_schema.EVENTS)
    if not rows.whole(*using, record_schema.SEARCHES, *gazetteer_schema.TABLES):
        return
    used = {page for row in rows[record_schema.SEARCHES.path] for page in row["pages"]}
    used |= {row["source_id"] for table in using for row in rows[table.path]}
    for table in gazetteer_schema.TABLES:
        used |= {row["source_id"] for row in rows[table.path] if "source_id" in row.values}
    for row in rows[record_schema.SOURCES.path]:
        if row["id"] not in used:
            yield row.fault(
                "id", "no claim, total, mention or name rests on this page", "a row that uses it, or no row here"
            )


def answered_searches(rows: Rows) -> Iterator[Fault]:
    """Where a side's word on a place is recorded, no search for it was in vain."""
    words = {
        (row["place_id"], row["side"]): row
        for row in rows[record_schema.CLAIMS.path]
        if row["subject"] is None and row["basis"] is not Basis.BASELINE
    }
    for row in rows[record_schema.SEARCHES.path]:
        word = words.get((row["place_id"], row["looked_for"]))
        if word is not None and word["reported_on"] <= row["searched_on"]:
            problem = f"{row['looked_for']} speaks of this place in {word['id']}"
            yield row.fault("looked_for", problem, "no row, now that the word is found")


def contradicted_totals(rows: Rows) -> Iterator[Fault]:
    """A total of a day that differs from what its own page lists must say so in its note."""
    listed = _listed(rows) if rows.whole(record_schema.CLAIMS, record_schema.CITATIONS) else {}
    for row in rows[record_schema.TOTALS.path]:
        own = listed.get((row["source_id"], row["as_of"]))
        if row["scope"] is not Scope.DAY or not own or row["note"]:
            continue
        for column, kind in LISTED.items():
            if row[column] is not None and row[column] != own[kind]:
                problem = f"{row[column]} stated, {own[kind]} carried by the same page"
                yield row.fault(column, problem, "the number on the page, and a note that it contradicts its list")


def _histories(rows: Rows) -> Iterator[list[Row]]:
    """The claims of each place that move it, in the order in which they count."""
    by_place: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows[record_schema.CLAIMS.path]:
        if row["place_id"] and row["stance"] in (Stance.AFFIRMS, Stance.CONTESTED) and row["subject"] is None:
            by_place[row["place_id"]].append(row)
    for history in by_place.values():
        yield sorted(history, key=lambda row: (row["valid_from"], row["reported_on"], row["id"]))


def _listed(rows: Rows) -> dict[tuple[str, object], Counter[str]]:
    """How many places of each kind a page carries announcements of, by page and day."""
    announced = {
        row["id"]: row for row in rows[record_schema.CLAIMS.path] if row["called"] and row["basis"] is Basis.FORCE
    }
    pairs = {
        (row["source_id"], row["claim_id"])
        for row in rows[record_schema.CITATIONS.path]
        if row["claim_id"] in announced
    }
    listed: defaultdict[tuple[str, object], Counter[str]] = defaultdict(Counter)
    for source_id, claim_id in pairs:
        row = announced[claim_id]
        listed[source_id, row["valid_from"]][row["called"]] += 1
    return listed


RULES = (
    *(unmarked_repeats, reported_before_true, needless_handovers, contested_by_one),
    *(unused_sources, answered_searches, contradicted_totals),
)
