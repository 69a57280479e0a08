"""Why a place has its colour: the chain of claims behind one conclusion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from karamap.record.claims import Claim, Record, Source
from karamap.record.control import Control, Standing, in_order
from karamap.record.schema import Quality, Stance
from karamap.record.ties import Ties
from karamap.record.timeline import Interval, Timeline

READING_ORDER = (Quality.ORIGINAL, Quality.WIRE_COPY, Quality.RETROSPECTIVE, Quality.MIRROR, Quality.UNSTATED)
"""Qualities of pages, the one to read first in front."""


class Role(Enum):
    """What a claim does to the conclusion."""

    BEFORE = "before"
    FOR = "for"
    AGAINST = "against"
    ASIDE = "aside"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Reason:
    """One claim, what it does to the conclusion, and the pages that carry it, originals first."""

    claim: Claim
    role: Role
    pages: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """A conclusion and all that leads to it, oldest claim first.

    `rule` says in words which rule gave the standing. `unheard` counts the claims that were made public
    later than the known-on date, `to_come` those that count from a later day than the as-of date.
    """

    control: Control
    reasons: tuple[Reason, ...]
    rule: str
    unheard: int
    to_come: int


RULES = {
    Standing.NONE: "no claim says who came to hold it",
    Standing.ASSUMED: "a rule, a line or a page that only reports says so; no side and no observer does",
    Standing.CLAIMED: "one side says so, or a page that only reports; nobody else confirms it",
    Standing.CONFIRMED: "the side that lost it, another side or an independent observer says so, and no denial stands",
    Standing.DISPUTED: "a denial stands: whoever denies it has neither taken that back nor said otherwise later",
    Standing.AGREED: "it rests on an agreement or a handover, which outweighs everything else",
}
"""Which rule of `karamap.record.control` gives each standing, in words."""

CONTESTED_RULE = "several parties are said to be there, and no later claim says which of them holds it"
"""The rule for a place that nobody holds alone."""


def chain(timeline: Timeline, place_id: str, as_of: date) -> Chain:
    """The conclusion for one place on a day and every claim about it that had been made public and counts by then.

    With a timeline about zones the same for one zone.
    """
    record, known_on = timeline.record, timeline.known_by(as_of)
    named = {claim.id for claim in record.claims.values() if timeline.subject_of(claim) == place_id}
    about = [claim for claim in record.claims.values() if claim.id in named or claim.target_id in named]
    heard = [claim for claim in about if known_on is None or claim.reported_on <= known_on]
    now = [claim for claim in heard if claim.valid_from <= as_of]
    interval = timeline.interval(place_id, as_of)
    return Chain(
        control=interval.control,
        reasons=tuple(
            Reason(claim, _role(claim, interval, record.ties, as_of), pages(record, claim)) for claim in in_order(now)
        ),
        rule=CONTESTED_RULE if interval.control.contested else RULES[interval.control.standing],
        unheard=len(about) - len(heard),
        to_come=len(heard) - len(now),
    )


def pages(record: Record, claim: Claim) -> tuple[Source, ...]:
    """The pages that carry a claim, originals before copies and later pages."""
    cited = {item.source_id for item in record.citations.get(claim.id, ())}
    carrying = [record.sources[source_id] for source_id in sorted(cited)]
    return tuple(sorted(carrying, key=lambda source: READING_ORDER.index(source.quality)))


def _role(claim: Claim, interval: Interval, ties: Ties, as_of: date) -> Role:
    if claim.subject is not None or claim.stance is Stance.RETRACTS:
        return Role.ASIDE
    if claim not in interval.counting:
        return Role.WITHDRAWN
    if claim.id not in interval.control.claims:
        return Role.BEFORE
    return Role.AGAINST if _speaks_against(claim, interval.control, ties, as_of) else Role.FOR


def _speaks_against(claim: Claim, control: Control, ties: Ties, as_of: date) -> bool:
    """Whether a claim that bears on a conclusion denies it, or says that another party holds the place."""
    if claim.stance is Stance.HOLDS:
        return ties.party_on(claim.holder or "", as_of) not in (control.contested or (control.holder,))
    return claim.stance is Stance.DENIES
