"""Announced totals against the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from karamap.gazetteer.places import Gazetteer
from karamap.record.claims import Record, Total
from karamap.record.schema import Bound
from karamap.record.total_counts import Question, distance, in_words, some
from karamap.record.total_readings import Reading, Way, districts_alone, explaining, nearest

HEIGHTS = "heights"
"""The column of places that are no settlements: it is explained by itself."""


COLUMNS = (
    *("id", "as_of", "reported_on", "scope", "bound", "said", "counted", "with_repeats", "difference", "match"),
    *("explained_by", "explanation", "claims", "places", "source_id", "note"),
)
"""Columns of comparisons as plain values."""


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
    `total`) to numbers. `words` says what explains a difference, or why nothing does; `ways` in a word for each way to
    count that was needed; `claims` are ids of the claims that make the difference, `places` of the places they name.
    """

    total: Total
    match: Match
    said: Mapping[str, int]
    counted: Mapping[str, int]
    mentioned: Mapping[str, int]
    words: str = ""
    ways: tuple[Way, ...] = ()
    claims: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def difference(self) -> dict[str, int]:
        """Said minus counted, by kind."""
        return {kind: number - self.counted[kind] for kind, number in self.said.items()}

    def row(self, gazetteer: Gazetteer) -> dict[str, Any]:
        """The comparison as plain values.

        Columns: `id, as_of, reported_on` (days in ISO 8601), `scope`, `bound` (how the number of villages, or the one
        number, is stated), `said, counted, with_repeats, difference` (numbers by kind), `match`, `explained_by` (ways
        to count), `explanation`, `claims` (ids) and `places` (names on that day) that make the difference, `source_id`,
        `note`.
        """
        return {
            "id": self.total.id,
            "as_of": self.total.as_of.isoformat(),
            "reported_on": self.total.reported_on.isoformat(),
            "scope": self.total.scope.value,
            "bound": self.total.bound.value,
            "said": dict(self.said),
            "counted": dict(self.counted),
            "with_repeats": dict(self.mentioned),
            "difference": self.difference,
            "match": self.match.value,
            "explained_by": [way.value for way in self.ways],
            "explanation": self.words,
            "claims": list(self.claims),
            "places": [gazetteer.name(place_id, self.total.as_of) for place_id in self.places],
            "source_id": self.total.source_id,
            "note": self.total.note,
        }


def compare_totals(
    record: Record, gazetteer: Gazetteer, *, by: date | None = None, known_on: date | None = None
) -> list[TotalComparison]:
    """Every announced total against the record, oldest first.

    Args:
        record: the record.
        gazetteer: names, kinds and districts of its places.
        by: leave out totals for later days.
        known_on: leave out totals and claims that were made public later. Without it, each total meets the
            claims that had been made public on the day the total was.
    """
    wanted = [item for item in record.totals if by is None or item.as_of <= by]
    heard = [item for item in wanted if known_on is None or item.reported_on <= known_on]
    ordered = sorted(heard, key=lambda item: (item.as_of, item.id))
    return [_compared(_asked(record, gazetteer, item, known_on)) for item in ordered]


def _asked(record: Record, gazetteer: Gazetteer, total: Total, known_on: date | None) -> Question:
    return Question(record, gazetteer, total, known_on or max(total.reported_on, total.as_of), total.numbers)


def _compared(question: Question) -> TotalComparison:
    total, said = question.total, question.said
    counted, mentioned = question.count(question.claims), question.count(question.claims, distinct=False)
    if not said:
        words = "the page gives no number that counts places"
        return TotalComparison(total, Match.NO_NUMBER, said, counted, mentioned, words)
    if said == counted and total.bound in _MET_BY_EQUALITY:
        return TotalComparison(total, Match.EXACT, said, counted, mentioned)
    found = [_explained(question, part) for part in _parts(said)]
    told = [reading for reading in found if reading is not None]
    if len(told) < len(found):
        return TotalComparison(total, Match.UNEXPLAINED, said, counted, mentioned, _why_not(question))
    claims = {claim.id: claim for reading in told for claim in reading.claims}
    places = [claim.place_id for claim in claims.values() if claim.place_id]
    places += [place_id for reading in told for place_id in reading.places]
    return TotalComparison(
        total,
        Match.EXPLAINED,
        said,
        counted,
        mentioned,
        "; ".join(reading.words for reading in told if reading.words),
        tuple(dict.fromkeys(way for reading in told for way in reading.ways)),
        tuple(claims),
        tuple(dict.fromkeys(places)),
    )


_MET_BY_EQUALITY = frozenset({Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT, Bound.NEARLY})
"""Bounds that the very number keeps."""


def _parts(said: Mapping[str, int]) -> list[dict[str, int]]:
    """The columns of a total that are explained together: settlements, and heights by themselves."""
    settlements = {column: number for column, number in said.items() if column != HEIGHTS}
    heights = {column: number for column, number in said.items() if column == HEIGHTS}
    return [part for part in (settlements, heights) if part]


def _explained(question: Question, part: Mapping[str, int]) -> Reading | None:
    """What explains some of the columns; a reading without words where they are as counted."""
    asked = Question(question.record, question.gazetteer, question.total, question.heard, part)
    plain = asked.count(asked.claims)
    if part == plain and question.total.bound in _MET_BY_EQUALITY:
        return Reading((), "", plain)
    return explaining(asked)


def _why_not(question: Question) -> str:
    """That nothing explains a number, what comes near to it, and who says otherwise of the same day."""
    parts = ["no row of the record explains the difference"]
    if near := nearest(question):
        numbers = near.numbers or {}
        off = distance(question.said, numbers)
        parts.append(f"nearest is a count that {near.words}; that gives {in_words(numbers)} and is still {off} off")
    for district, claims in districts_alone(question):
        name = question.gazetteer.district_name(district, question.total.as_of)
        parts.append(f"as many lie in {name} alone: {question.names(claims)}")
    if agreeing := _met_by(question):
        parts.append(f"what the record counts of that day is also said in {some(agreeing)}")
    return "; ".join(parts)


def _met_by(question: Question) -> list[str]:
    """The other totals of the same day and scope that the record meets in every column of this one."""
    total, counted = question.total, question.count(question.claims)
    others = (item for item in question.record.totals if item.id != total.id)
    same = [item for item in others if (item.as_of, item.scope) == (total.as_of, total.scope)]
    return [item.id for item in same if counted == {column: item.numbers.get(column) for column in counted}]
