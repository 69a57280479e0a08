"""What must hold before anything may be answered from tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from karamap.errors import Fault
from karamap.gazetteer import schema as gazetteer_schema
from karamap.record import schema as record_schema
from karamap.tables.csv_tables import Rows, Table
from karamap.theatre import (
    rules_claims,
    rules_events,
    rules_gazetteer,
    rules_history,
    rules_orthographies,
    rules_ties,
    rules_zones,
)
from karamap.theatre.outlines import Outlines
from karamap.theatre.settings import Settings
from karamap.theatre.zones import Zones

Rule = Callable[[Rows], Iterable[Fault]]
"""Finds faults that only show when rows are read side by side."""

POINTERS: tuple[tuple[Table, str, tuple[Table, ...]], ...] = (
    (gazetteer_schema.PLACES, "source_id", (gazetteer_schema.DATASETS,)),
    (gazetteer_schema.NAMES, "place_id", (gazetteer_schema.PLACES,)),
    (gazetteer_schema.NAMES, "source_id", (gazetteer_schema.DATASETS, record_schema.SOURCES)),
    (gazetteer_schema.DISTRICTS, "seat_id", (gazetteer_schema.PLACES,)),
    (gazetteer_schema.DISTRICTS, "source_id", (gazetteer_schema.DATASETS, record_schema.SOURCES)),
    (gazetteer_schema.DISTRICT_NAMES, "district_id", (gazetteer_schema.DISTRICTS,)),
    (gazetteer_schema.DISTRICT_NAMES, "source_id", (gazetteer_schema.DATASETS, record_schema.SOURCES)),
    (gazetteer_schema.MEMBERSHIPS, "place_id", (gazetteer_schema.PLACES,)),
    (gazetteer_schema.MEMBERSHIPS, "district_id", (gazetteer_schema.DISTRICTS,)),
    (gazetteer_schema.MEMBERSHIPS, "source_id", (gazetteer_schema.DATASETS, record_schema.SOURCES)),
    (gazetteer_schema.OVERLAPS, "district_id", (gazetteer_schema.DISTRICTS,)),
    (gazetteer_schema.OVERLAPS, "overlaps_id", (gazetteer_schema.DISTRICTS,)),
    (gazetteer_schema.OVERLAPS, "source_id", (gazetteer_schema.DATASETS, record_schema.SOURCES)),
    (gazetteer_schema.CONCORDANCES, "place_id", (gazetteer_schema.PLACES,)),
    (gazetteer_schema.CONCORDANCES, "source_id", (gazetteer_schema.DATASETS, record_schema.SOURCES)),
    (gazetteer_schema.ROADS, "course", (gazetteer_schema.PLACES,)),
    (gazetteer_schema.ROADS, "source_id", (gazetteer_schema.DATASETS, record_schema.SOURCES)),
    (record_schema.CLAIMS, "place_id", (gazetteer_schema.PLACES,)),
    (record_schema.CLAIMS, "holder", (record_schema.PARTIES,)),
    (record_schema.CLAIMS, "target_id", (record_schema.CLAIMS,)),
    (record_schema.COALITIONS, "party_id", (record_schema.PARTIES,)),
    (record_schema.MERGERS, "party_id", (record_schema.PARTIES,)),
    (record_schema.MERGERS, "successor", (record_schema.PARTIES,)),
    (record_schema.CITATIONS, "claim_id", (record_schema.CLAIMS,)),
    (record_schema.CITATIONS, "source_id", (record_schema.SOURCES,)),
    (record_schema.TOTALS, "source_id", (record_schema.SOURCES,)),
    (record_schema.SEARCHES, "place_id", (gazetteer_schema.PLACES,)),
    (record_schema.SEARCHES, "looked_for", (record_schema.PARTIES,)),
    (record_schema.SEARCHES, "pages", (record_schema.SOURCES,)),
    (record_schema.EVENTS, "place_id", (gazetteer_schema.PLACES,)),
    (record_schema.EVENTS, "source_id", (record_schema.SOURCES,)),
)
"""Columns that hold the id of a row elsewhere, and where it must be found."""


def references(rows: Rows) -> Iterator[Fault]:
    """An id that stands in a row is the id of a row elsewhere."""
    for table, column, among in POINTERS:
        known = rows.ids(*among)
        expected = "an id of " + " or ".join(target.path for target in among)
        if known is None:
            continue
        for row in rows[table.path]:
            ids = row[column] if isinstance(row[column], tuple) else (row[column],)
            for missing in (one for one in ids if one is not None and one not in known):
                yield row.fault(column, f"{missing!r} does not exist", expected)


RULES: tuple[Rule, ...] = (
    rules_claims.something_to_draw,
    references,
    rules_gazetteer.dated_items,
    rules_gazetteer.places_without_names,
    rules_gazetteer.one_district_at_a_time,
    rules_gazetteer.scripts,
    rules_gazetteer.courses_of_roads,
    rules_claims.claims_in_themselves,
    rules_claims.claim_ids,
    rules_claims.every_claim_has_a_page,
    rules_claims.parties_on_their_day,
    rules_claims.known_sides,
    rules_claims.order_of_claims,
    rules_ties.one_coalition_at_a_time,
    rules_ties.mergers_that_end,
    rules_events.events_in_themselves,
    rules_orthographies.sounds,
    rules_orthographies.rules_that_end,
    rules_orthographies.words_of_languages,
    rules_orthographies.one_meaning_a_word,
    *rules_history.RULES,
)
"""What must hold of rows side by side."""


def broken(rows: Rows, outlines: Outlines, zones: Zones | None, settings: Settings) -> Iterator[Fault]:
    """The faults of tables that were read, by `RULES` and those of outlines and zones. Without zones none of theirs."""
    for rule in RULES:
        yield from rule(rows)
    yield from rules_gazetteer.positions(rows, settings.frame)
    if outlines.whole:
        yield from rules_claims.unknown_borders(rows, sorted(outlines.states))
    if zones is not None:
        yield from rules_zones.zones_among_tables(rows, zones, settings.frame)
        yield from rules_zones.claims_about_zones(rows, zones)
        yield from rules_zones.names_of_zones(rows, zones)
