"""Announced totals against the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from karamap.gazetteer.schema import SETTLEMENTS
from karamap.record.announcements import announcements
from karamap.record.claims import Claim, Record, Total
from karamap.record.schema import COUNTED, Basis, Scope

IN_TOTAL = tuple(column for column, kind in COUNTED.items() if kind in SETTLEMENTS)
"""Columns of kinds that a single number of places adds up."""


RUNNING = frozenset({Scope.RUNNING, Scope.WAR, Scope.BY_DISTRICT})
"""Scopes that count everything up to a day; `day` counts one day, `handover` what was handed over on one day."""


class Match(Enum):
    """How a stated number stands to the record."""

    EXACT = "exact"
    EXPLAINED = "explained"
    UNEXPLAINED = "unexplained"
    NO_NUMBER = "no number"


@dataclass(frozen=True, slots=True)
class TotalComparison:
    """One announced total beside the record.

    `said`, `counted` (distinct places) and `mentioned` (with repeats) map the kinds the total speaks of (or
    `total`) to numbers; `words` says what explains a difference, or that nothing does.
    """

    total: Total
    match: Match
    said: Mapping[str, int]
    counted: Mapping[str, int]
    mentioned: Mapping[str, int]
    words: str

    @property
    def difference(self) -> dict[str, int]:
        """Said minus counted, by kind."""
        return {kind: number - self.counted[kind] for kind, number in self.said.items()}

    def row(self) -> dict[str, Any]:
        """The comparison as plain values.

        Columns: `id, as_of, reported_on` (days in ISO 8601), `scope`, `said, counted, with_repeats, difference`
        (numbers by kind), `match, explanation, source_id`.
        """
        return {
            "id": self.total.id,
            "as_of": self.total.as_of.isoformat(),
            "reported_on": self.total.reported_on.isoformat(),
            "scope": self.total.scope.value,
            "said": dict(self.said),
            "counted": dict(self.counted),
            "with_repeats": dict(self.mentioned),
            "difference": self.difference,
            "match": self.match.value,
            "explanation": self.words,
            "source_id": self.total.source_id,
        }


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to count the record, and what it would mean if it gave the stated number."""

    words: str
    numbers: Mapping[str, int]


def compare_totals(record: Record, *, by: date | None = None, known_on: date | None = None) -> list[TotalComparison]:
    """Every announced total against the record, oldest first.

    Args:
        record: the record.
        by: leave out totals for later days.
        known_on: leave out totals and claims that were made public later. Without it, each total meets the
            claims that had been made public on the day the total was.
    """
    wanted = [item for item in record.totals if by is None or item.as_of <= by]
    heard = [item for item in wanted if known_on is None or item.reported_on <= known_on]
    return [_compared(record, item, known_on) for item in sorted(heard, key=lambda item: (item.as_of, item.id))]


def _compared(record: Record, total: Total, known_on: date | None) -> TotalComparison:
    said, heard = total.numbers, known_on or max(total.reported_on, total.as_of)
    claims = _bearing(record, total, heard)
    counted, mentioned = _numbers(claims, said, distinct=True), _numbers(claims, said, distinct=False)
    if not said:
        return TotalComparison(
            total, Match.NO_NUMBER, said, counted, mentioned, "the page gives no number that counts places"
        )
    if said == counted:
        return TotalComparison(total, Match.EXACT, said, counted, mentioned, "")
    for reading in _readings(record, total, heard):
        if said == reading.numbers:
            return TotalComparison(total, Match.EXPLAINED, said, counted, mentioned, reading.words)
    return TotalComparison(
        total, Match.UNEXPLAINED, said, counted, mentioned, "no row of the record explains the difference"
    )


def _readings(record: Record, total: Total, heard: date) -> Iterable[_Reading]:
    """Other ways to count, from the plainest on."""
    said, claims = total.numbers, _bearing(record, total, heard)
    yield _Reading("counts repeated announcements again", _numbers(claims, said, distinct=False))
    yield _Reading("counts towns among the villages", _towns_as_villages(claims, said))
    listed = [claim for claim in claims if _carries(record, total.source_id, claim)]
    yield _Reading("counts what this page itself lists", _numbers(listed, said, distinct=True))
    day_before = [claim for claim in claims if claim.valid_from < total.as_of]
    if total.scope in RUNNING:
        yield _Reading("leaves out the day itself", _numbers(day_before, said, distinct=True))
        yield _Reading("leaves out the day itself, counts repeats again", _numbers(day_before, said, distinct=False))
        yield _Reading(
            "leaves out the day itself, counts towns among the villages", _towns_as_villages(day_before, said)
        )
    later = _bearing(record, total, None)
    yield _Reading("counts places whose names were made public later", _numbers(later, said, distinct=True))
    yield _Reading(
        "counts places whose names were made public later, and repeats", _numbers(later, said, distinct=False)
    )
    if total.scope is Scope.DAY:
        known_first = [claim for claim in claims if not _announced_before(record, claim)]
        yield _Reading("leaves out places announced before", _numbers(known_first, said, distinct=True))


def _bearing(record: Record, total: Total, heard: date | None) -> list[Claim]:
    """The claims a total is about, as made public by a day."""
    if total.scope is Scope.HANDOVER:
        known = [claim for claim in record.known(heard) if claim.subject is None and claim.basis is Basis.HANDOVER]
        return [claim for claim in known if claim.valid_from == total.as_of]
    spoken = announcements(record, total.as_of, heard)
    return spoken if total.scope in RUNNING else [claim for claim in spoken if claim.valid_from == total.as_of]


def _numbers(claims: Iterable[Claim], said: Mapping[str, int], *, distinct: bool) -> dict[str, int]:
    places = [(claim.called or "village", claim.place_id) for claim in claims]
    if distinct:
        places = sorted(set(places), key=str)
    by_kind = Counter(called for called, _ in places)
    numbers = {column: by_kind[kind] for column, kind in COUNTED.items()}
    numbers["total"] = sum(numbers[column] for column in IN_TOTAL)
    return {column: numbers[column] for column in said}


def _towns_as_villages(claims: Iterable[Claim], said: Mapping[str, int]) -> dict[str, int]:
    claims = list(claims)
    full = _numbers(claims, dict.fromkeys((*COUNTED, "total"), 0), distinct=True)
    full["villages"], full["towns"] = full["villages"] + full["towns"], 0
    return {name: full[name] for name in said}


def _carries(record: Record, source_id: str, claim: Claim) -> bool:
    """Whether a page carries a claim."""
    return any(citation.source_id == source_id for citation in record.citations.get(claim.id, ()))


def _announced_before(record: Record, claim: Claim) -> bool:
    before = claim.valid_from - timedelta(days=1)
    return any(other.place_id == claim.place_id for other in announcements(record, before))
