"""Counts of places by the columns of a total, from the claims that it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from karamap.gazetteer.places import Gazetteer
from karamap.gazetteer.schema import SETTLEMENTS
from karamap.record.announcements import announcements
from karamap.record.claims import Claim, Record, Total
from karamap.record.schema import COUNTED, Basis, Bound, Scope, Stance

Numbers = Mapping[str, int]
"""Numbers of places by the columns of a total: those of `COUNTED`, and `total`."""

IN_TOTAL = tuple(column for column, kind in COUNTED.items() if kind in SETTLEMENTS)
"""Columns of kinds that a single number of places adds up."""

BOUNDED = frozenset({"villages", "total"})
"""Columns that a bound is about: a page that says "five cities and nearly 240 villages" counts the cities exactly."""

RUNNING = frozenset({Scope.RUNNING, Scope.WAR, Scope.BY_DISTRICT})
"""Scopes that count everything up to a day; `day` counts one day, `handover` what was handed over on one day."""

NEARLY = 0.05
"""By what share of itself a number that is "about" or "nearly" right may be off. An assumption: pages round to tens."""

NAMED = 3
"""Names that a sentence gives before it says how many more there are."""

_ONE = {"cities": "city", "towns": "town", "villages": "village", "heights": "height", "total": "place"}
_MANY = {"total": "places"}


@dataclass(frozen=True)
class Question:
    """One total, what had been made public when it was said, and the columns of it that are asked about."""

    record: Record
    gazetteer: Gazetteer
    total: Total
    heard: date
    said: Numbers

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims that the total is about, as made public by then."""
        return self.bearing(self.heard)

    def bearing(self, heard: date | None) -> list[Claim]:
        """The claims that the total is about, as made public by a day; all of them without one."""
        total = self.total
        if total.scope in (Scope.POSITIONS, Scope.LOST):
            return []
        if total.scope is Scope.HANDOVER:
            handovers = [claim for claim in self.record.known(heard) if claim.basis is Basis.HANDOVER]
            return [claim for claim in handovers if _is_of_place(claim) and claim.valid_from == total.as_of]
        if total.scope in RUNNING:
            without_today = total.includes_today is False
            return announcements(self.record, total.as_of - timedelta(days=int(without_today)), heard)
        spoken = announcements(self.record, total.as_of, heard)
        return [claim for claim in spoken if claim.valid_from == total.as_of]

    def count(self, claims: Iterable[Claim], *, distinct: bool = True, by_gazetteer: bool = False) -> dict[str, int]:
        """Places by the columns asked about: distinct ones or each mention, as called or by kind."""
        kind_of = self.kind if by_gazetteer else called
        return counted(((kind_of(claim), claim.place_id or "") for claim in claims), self.said, distinct=distinct)

    def kind(self, claim: Claim) -> str:
        """What the gazetteer calls a settlement on the day a claim counts from; else what the speaker called it."""
        kind = self.gazetteer.kind(claim.place_id or "", claim.valid_from)
        return kind if called(claim) in SETTLEMENTS and kind in SETTLEMENTS else called(claim)

    def carried(self, claims: Iterable[Claim], source_id: str) -> list[Claim]:
        """Those of some claims that a page carries."""
        return [claim for claim in claims if source_id in self.pages(claim)]

    def pages(self, claim: Claim) -> set[str]:
        """Ids of the pages that carry a claim."""
        return {item.source_id for item in self.record.citations.get(claim.id, ())}

    def asked_about(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Those of some claims that one of the columns counts."""
        return tuple(claim for claim in claims if any(self.count([claim]).values()))

    def names(self, claims: Iterable[Claim]) -> str:
        """The first few places of some claims by name, and how many more there are."""
        return self.names_of(claim.place_id for claim in claims if claim.place_id)

    def names_of(self, place_ids: Iterable[str]) -> str:
        """The first few of some places by name, and how many more there are."""
        return some(sorted(self.gazetteer.name(place_id, self.total.as_of) for place_id in set(place_ids)))


def meets(said: Numbers, numbers: Numbers, bound: Bound) -> bool:
    """Whether numbers are as stated: a bound is about villages or the one number, all else must be equal."""
    return all(
        _within(said[column], numbers[column], bound) if column in BOUNDED else said[column] == numbers[column]
        for column in said
    )


def _within(said: int, number: int, bound: Bound) -> bool:
    return {
        Bound.EXACT: number == said,
        Bound.AT_LEAST: number >= said,
        Bound.MORE_THAN: number > said,
        Bound.AT_MOST: number <= said,
        Bound.ABOUT: abs(number - said) <= NEARLY * said,
        Bound.NEARLY: said - NEARLY * said <= number <= said,
    }[bound]


def counted(places: Iterable[tuple[str, str]], columns: Iterable[str], *, distinct: bool) -> dict[str, int]:
    """Pairs of a kind and a place id, counted by the columns of a total."""
    pairs = sorted(set(places)) if distinct else list(places)
    by_kind = Counter(kind for kind, _ in pairs)
    numbers = {column: by_kind[kind] for column, kind in COUNTED.items()}
    numbers["total"] = sum(numbers[column] for column in IN_TOTAL)
    return {column: numbers[column] for column in columns}


def in_words(numbers: Numbers) -> str:
    """Numbers with what they count.

    >>> in_words({"cities": 1, "villages": 20})
    '1 city, 20 villages'
    """
    return ", ".join(f"{number} {noun(column, number)}" for column, number in numbers.items())


def noun(column: str, number: int) -> str:
    """What a number counts, in the singular for one.

    >>> noun("cities", 1), noun("cities", 2), noun("total", 2)
    ('city', 'cities', 'places')
    """
    return _ONE[column] if number == 1 else _MANY.get(column, column)


def some(names: Iterable[str]) -> str:
    """A few names, and how many more there are.

    >>> some(["a", "b", "c", "d", "e"])
    'a, b, c and 2 more'
    """
    names = list(names)
    rest = len(names) - NAMED
    return ", ".join(names) if rest <= 0 else f"{', '.join(names[:NAMED])} and {rest} more"


def distance(said: Numbers, numbers: Numbers) -> int:
    """How many places two counts differ by, added up over the columns of the first."""
    return sum(abs(number - numbers.get(column, 0)) for column, number in said.items())


def called(claim: Claim) -> str:
    """What the speaker called the place; a village if he did not say."""
    return claim.called or "village"


def _is_of_place(claim: Claim) -> bool:
    return claim.subject is None and claim.stance is Stance.AFFIRMS and claim.place_id is not None
