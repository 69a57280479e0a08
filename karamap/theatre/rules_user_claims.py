"""Asks the rules of the tables of claims of the user, beside those of the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields

from karamap.errors import Fault
from karamap.record import schema
from karamap.record.claims import Claim, Party, Record
from karamap.tables.csv_tables import Row, Rows, Table
from karamap.theatre import rules_claims, rules_history

RULES = (
    rules_claims.claims_in_themselves,
    rules_claims.parties_on_their_day,
    rules_claims.known_sides,
    rules_claims.order_of_claims,
    rules_history.reported_before_true,
)
"""What claims must obey by themselves and in pairs."""

OF_HISTORIES = (
    rules_history.unmarked_repeats,
    rules_history.needless_handovers,
    rules_history.contested_by_one,
)
"""What all claims about a place must obey together. Other rules are about pages, totals, searches and ids of tables."""

Rule = Callable[[Rows], Iterable[Fault]]

OWN_COLUMNS = {"place_id": "place"}
"""Columns that a file of own claims has under another name."""


def broken(
    record: Record, claims: Mapping[str, Claim], said: Mapping[str, Row], *, is_whole: bool
) -> tuple[list[Fault], list[str]]:
    """The faults of own claims, at the lines of their file; and what they make odd in the record, in words.

    Args:
        record: what the claims are laid over.
        claims: the own claims by id.
        said: the row that says each of them, by id.
        is_whole: whether these are all claims of the file; else nothing can be said of histories.
    """
    faults = list(_outside_the_record(record, claims, said))
    recorded = _rows_of(record.claims.values())
    own = [
        Row(Table(said[id_].table.path, schema.CLAIMS.columns, ()), said[id_].line, _values(claim))
        for id_, claim in claims.items()
    ]
    rules = (*RULES, *OF_HISTORIES) if is_whole else RULES
    odd: list[Fault] = []
    for fault in _asked(rules, record, [*recorded, *own]):
        if fault.path == schema.CLAIMS.path:
            odd.append(fault)
        else:
            column = OWN_COLUMNS.get(fault.column, fault.column)
            faults.append(Fault(fault.path, fault.line, column, fault.problem, fault.expected))
    before = frozenset(_asked(rules, record, recorded)) if odd else frozenset()
    new = sorted({fault for fault in odd if fault not in before})
    return faults, [f"line {fault.line} of {fault.path} does not fit: {fault.problem}" for fault in new]


def _outside_the_record(record: Record, claims: Mapping[str, Claim], said: Mapping[str, Row]) -> Iterator[Fault]:
    """A claim counts from a day that the record is about: nothing is known of any other."""
    first, last = record.first_day, record.last_day
    for id_, claim in claims.items():
        if not first <= claim.valid_from <= last:
            problem = f"{claim.valid_from} lies outside the record"
            yield said[id_].fault("valid_from", problem, f"a day from {first} to {last}")


def _asked(rules: Iterable[Rule], record: Record, claims: list[Row]) -> list[Fault]:
    """What rules find in claims of a record."""
    rows = Rows({table.path: [] for table in schema.TABLES})
    rows[schema.PARTIES.path] = [
        Row(schema.PARTIES, line, {field.name: getattr(party, field.name) for field in fields(Party)})
        for line, party in enumerate(record.parties.values(), 2)
    ]
    rows[schema.CLAIMS.path] = claims
    return [fault for rule in rules for fault in rule(rows)]


def _rows_of(claims: Iterable[Claim]) -> list[Row]:
    """The claims of the record as rows; in canonical form each has one line."""
    return [Row(schema.CLAIMS, line, _values(claim)) for line, claim in enumerate(claims, 2)]


def _values(claim: Claim) -> dict[str, object]:
    return {field.name: getattr(claim, field.name) for field in fields(Claim)}
