"""Parties, sources, and dated statements of who holds a place."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from karamap.record.events import Event, events_of
from karamap.record.schema import (
    CITATIONS,
    CLAIMS,
    COALITIONS,
    COUNTED,
    EVENTS,
    MERGERS,
    NO_SIDE,
    PARTIES,
    SEARCHES,
    SOURCES,
    TOTALS,
    Basis,
    Bound,
    Precision,
    Quality,
    Scope,
    Stance,
    Witness,
)
from karamap.record.ties import Ties
from karamap.tables.csv_tables import Row, as_text

IDENTITY = (
    "place_id",
    "subject",
    "holder",
    "stance",
    "speaker",
    "basis",
    "valid_from",
    "reported_on",
    "target_id",
)
"""The columns that make a claim the claim it is; its id is derived from them. A zone stands where else a place does."""

BORDER = "state border between "
"""How the subject of a claim begins that is about the border of two states."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who may hold ground, and how it is drawn; it exists from `valid_from` until the day before `valid_to`."""

    id: str
    name: str
    short: str
    colour: str
    ink: str
    hatch: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One publication; `published_on` is the page's own day, never the day of what it reports."""

    id: str
    publisher: str
    side: str
    witness: Witness
    language: str
    published_on: date | None
    published_precision: Precision | None
    title: str | None
    url: str | None
    quality: Quality


@dataclass(frozen=True, slots=True)
class Claim:
    """One utterance about one place, one zone or one other subject.

    It counts from `valid_from` (inclusive) until a later claim. `earliest` and `latest` bound the day on
    which the change really came, where that is not known to the day. `reported_on` is the day on which
    the utterance was first made public. `called` is the kind of place the speaker called it. `target_id`
    is the claim that a retraction takes back, or that a second announcement repeats. `side` is the id of the party
    whose voice the speaker is, or `NO_SIDE`.
    """

    id: str
    place_id: str | None
    zone_id: str | None
    subject: str | None
    holder: str | None
    stance: Stance
    speaker: str
    side: str
    independence_group: str | None
    basis: Basis
    called: str | None
    valid_from: date
    earliest: date | None
    latest: date | None
    reported_on: date
    target_id: str | None
    note: str | None


_Noun = TypeVar("_Noun", Party, Source, Claim)


@dataclass(frozen=True, slots=True)
class Citation:
    """One page that carries one claim, with the place as that page spells it."""

    claim_id: str
    source_id: str
    written_as: str | None
    district_as_written: str | None


@dataclass(frozen=True, slots=True)
class Total:
    """A number of places that a page says were taken: on one day, or up to it.

    `numbers` are those that the page gives, by the columns in `COUNTED`, and by `total` for a number of places of
    several kinds. `bound` says how it states the number of villages, or the one number: as it is, or as a bound.
    """

    id: str
    as_of: date
    reported_on: date
    scope: Scope
    includes_today: bool | None
    numbers: Mapping[str, int]
    bound: Bound
    source_id: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Search:
    """A search for a side's word on one place that found none: the pages that were read (ids), and the day."""

    place_id: str
    looked_for: str
    pages: tuple[str, ...]
    searched_on: date
    note: str | None


@dataclass(frozen=True)
class Record:
    """Everything that was said: parties, sources, claims by id, pages that carry them, totals, mentions, vain searches.

    `announcer` is the party whose announcements the totals count; without one they count nothing but handovers.
    `state_as_of` is the day whose state the record begins with, and `ends_on` the last for which it states anything,
    where these are not the days of its first and last claim. `ties` are the coalitions, mergers and ends of parties.
    """

    parties: Mapping[str, Party]
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    citations: Mapping[str, tuple[Citation, ...]]
    totals: tuple[Total, ...]
    searches: Mapping[str, tuple[Search, ...]] = field(default_factory=dict)
    announcer: str | None = None
    state_as_of: date | None = None
    ends_on: date | None = None
    events: tuple[Event, ...] = ()
    ties: Ties = field(default_factory=Ties)

    @classmethod
    def of(
        cls,
        rows: Mapping[str, Iterable[Row]],
        *,
        announcer: str | None = None,
        state_as_of: date | None = None,
        ends_on: date | None = None,
    ) -> Record:
        """Assemble the record from the rows of its tables, keyed by table path."""
        citations: defaultdict[str, list[Citation]] = defaultdict(list)
        for row in rows[CITATIONS.path]:
            citations[row["claim_id"]].append(Citation(**row.values))
        searches: defaultdict[str, list[Search]] = defaultdict(list)
        for row in rows[SEARCHES.path]:
            searches[row["place_id"]].append(Search(**row.values))
        parties = (Party(**_taken(row, Party)) for row in rows[PARTIES.path])
        sources = (Source(**_taken(row, Source)) for row in rows[SOURCES.path])
        claims = (Claim(**row.values) for row in rows[CLAIMS.path])
        return cls(
            parties=_by_id(parties),
            sources=_by_id(sources),
            claims=_by_id(claims),
            citations={claim: tuple(items) for claim, items in citations.items()},
            totals=tuple(map(_total, rows[TOTALS.path])),
            searches={place: tuple(items) for place, items in searches.items()},
            announcer=announcer,
            state_as_of=state_as_of,
            ends_on=ends_on,
            events=events_of(rows[EVENTS.path]),
            ties=Ties.of(rows[PARTIES.path], rows[COALITIONS.path], rows[MERGERS.path]),
        )

    @property
    def sides(self) -> tuple[str, ...]:
        """Whose voice somebody may be: ids of the parties, and `NO_SIDE` at the end."""
        return (*self.parties, NO_SIDE)

    def known(self, known_on: date | None) -> list[Claim]:
        """The claims that had been made public by a day (inclusive); all of them without one."""
        return [claim for claim in self.claims.values() if known_on is None or claim.reported_on <= known_on]

    @cached_property
    def observed(self) -> frozenset[str]:
        """Ids of the claims of no side that a publisher of no side carries who saw what it tells of.

        These alone are the word of an independent observer. A side that is unknown, and a page that repeats what others
        say, confirm nothing.
        """
        observers = {
            source.id
            for source in self.sources.values()
            if source.side == NO_SIDE and source.witness is Witness.OBSERVES
        }
        carried = ((self.claims.get(claim_id), citations) for claim_id, citations in self.citations.items())
        return frozenset(
            claim.id
            for claim, citations in carried
            if claim and claim.side == NO_SIDE and any(item.source_id in observers for item in citations)
        )

    @cached_property
    def first_day(self) -> date:
        """The day the record begins: the state its baseline describes."""
        return self.state_as_of or min(claim.valid_from for claim in self.claims.values())

    @cached_property
    def last_day(self) -> date:
        """The last day for which the record states anything."""
        return self.ends_on or max(claim.valid_from for claim in self.claims.values())


def claim_id(values: Mapping[str, object]) -> str:
    """The id of a claim, derived from what makes it that claim, so that importing it twice adds nothing.

    `values` maps the columns in `IDENTITY` to text, dates, members of Enums or None. The id is `c` and the first ten
    hexadecimal digits of the SHA-256 of those values joined by U+001F.

    >>> claim_id({"place_id": "gn1", "holder": "RED", "stance": "affirms"})
    'ccd2da1072a'
    """
    about = {**values, "place_id": values.get("place_id") or values.get("zone_id")}
    joined = "\x1f".join(as_text(about.get(name)) for name in IDENTITY)
    return "c" + hashlib.sha256(joined.encode()).hexdigest()[:10]


def border_in(subject: str, states: Iterable[str]) -> tuple[str, str] | None:
    """The names of the two states whose border a subject is about, in its order; None if it is about none of theirs.

    >>> border_in("state border between France and Spain completely secured", ["France", "Spain"])
    ('France', 'Spain')
    """
    name = "|".join(map(re.escape, states))
    named = re.match(rf"{BORDER}({name}) and ({name})(?: |$)", subject)
    return (named[1], named[2]) if named and named[1] != named[2] else None


def _by_id(nouns: Iterable[_Noun]) -> dict[str, _Noun]:
    return {noun.id: noun for noun in nouns}


def _total(row: Row) -> Total:
    given = {column: row[column] for column in (*COUNTED, "total") if row[column] is not None}
    return Total(
        id=row["id"],
        as_of=row["as_of"],
        reported_on=row["reported_on"],
        scope=row["scope"],
        includes_today=row["includes_today"],
        numbers=given,
        bound=row["bound"] or Bound.EXACT,
        source_id=row["source_id"],
        note=row["note"],
    )


def _taken(row: Row, noun: Any) -> dict[str, Any]:
    """The values of a row that a dataclass has fields for."""
    return {field.name: row.values[field.name] for field in fields(noun)}
