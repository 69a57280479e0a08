"""Weighs the claims about one place: its holder and how far that is carried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import reduce

from karamap.record.claims import Claim
from karamap.record.schema import NO_SIDE, Basis, Stance

MUTUAL_BASES = frozenset({Basis.AGREEMENT, Basis.HANDOVER})
"""Bases that both sides are bound by: a signed arrangement, or a handover made under one."""


class Standing(Enum):
    """How far a conclusion is carried: by one side's word, or by more than that."""

    NONE = "none"
    CLAIMED = "claimed"
    CONCEDED = "conceded"
    DISPUTED = "disputed"
    AGREED = "agreed"

    def combine(self, other: Standing) -> Standing:
        """The standing that two pieces of evidence have together; the order never matters.

        An agreement outweighs everything. A denial that its own side has not taken back outweighs the
        word of third parties, so `disputed` outweighs `conceded`; both outweigh a bare claim.
        """
        return max(self, other, key=_LADDER.index)


_LADDER = tuple(Standing)


CORROBORATED = frozenset({Standing.CONCEDED, Standing.AGREED})
"""Standings that rest on more than the word of the side that gained."""


@dataclass(frozen=True, slots=True)
class Control:
    """The conclusion for one place on one day.

    `holder` is a party id, empty where nothing is reported. `since` is the first day of the present
    holding, `dated` whether the change is known to that very day, `last_reported` the day of the newest
    claim that bears on it, `claims` the ids of every claim that bears on it, oldest first.
    """

    place_id: str
    holder: str
    standing: Standing
    since: date | None
    dated: bool
    last_reported: date | None
    claims: tuple[str, ...]


def no_report(place_id: str) -> Control:
    """The conclusion for a place that no claim speaks of."""
    return Control(place_id, "", Standing.NONE, None, False, None, ())


class Show(Enum):
    """How much it takes for a claim to move a place."""

    CLAIMED = "claimed"
    CONCEDED = "conceded"


def standing_claims(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that nobody has taken back: retractions and what they retract are left out.

    A retraction that is itself taken back takes nothing back.
    """
    heard = list(claims)
    retractions: defaultdict[str | None, list[Claim]] = defaultdict(list)
    for claim in heard:
        if claim.stance is Stance.RETRACTS:
            retractions[claim.target_id].append(claim)
    if not retractions:
        return heard

    def withdrawn(claim: Claim, above: frozenset[str] = frozenset()) -> bool:
        by = (retraction for retraction in retractions.get(claim.id, ()) if retraction.id not in above)
        return any(not withdrawn(retraction, above | {claim.id}) for retraction in by)

    return [claim for claim in heard if claim.stance is not Stance.RETRACTS and not withdrawn(claim)]


def conclude(place_id: str, claims: Sequence[Claim]) -> Control:
    """Weigh all claims about one place that are valid by now; their order never matters.

    The holder is the one that the latest affirming claim names: latest by the day it counts from, then
    by the day it was reported. The holding is the unbroken run of claims for that holder up to it.
    """
    affirming = in_order(claim for claim in claims if claim.stance is Stance.AFFIRMS)
    if not affirming:
        return replace(no_report(place_id), last_reported=_last_reported(claims), claims=_ids(claims))
    holder = affirming[-1].holder or ""
    start = max((at + 1 for at, claim in enumerate(affirming) if (claim.holder or "") != holder), default=0)
    holding, before = affirming[start:], affirming[:start]
    loser = before[-1].holder if before else None
    denials = [claim for claim in claims if _denies(claim, holder, since=holding[0].valid_from)]
    bearing = [*holding, *denials]
    return Control(
        place_id,
        holder,
        standing_of(holding, denials, loser),
        holding[0].valid_from,
        holding[0].earliest is None and holding[0].latest is None,
        _last_reported(bearing),
        _ids(bearing),
    )


def conclude_corroborated(place_id: str, claims: Sequence[Claim]) -> Control:
    """The newest conclusion that is conceded or agreed: holdings that only one side claims are set aside."""
    left = list(claims)
    while left:
        newest = conclude(place_id, left)
        if newest.standing in CORROBORATED:
            return newest
        bearing = set(newest.claims)
        left = [claim for claim in left if claim.id not in bearing]
    return no_report(place_id)


def standing_of(holding: Iterable[Claim], denials: Iterable[Claim], loser: str | None) -> Standing:
    """The standing of a holding, from the claims for it, the denials of it, and the party that lost the place.

    Each piece of evidence has a standing of its own and `Standing.combine` is all that joins them:
    an agreement or handover `agreed`; the word of the loser, of an independent voice, or of a baseline
    `conceded`; the word of anybody else `claimed`; a denial `disputed` until its own side says otherwise.
    """
    holding = list(holding)
    admitted: dict[str, date] = {}
    for claim in holding:
        admitted[claim.side] = max(claim.reported_on, admitted.get(claim.side, claim.reported_on))
    pieces = [_evidence(claim, loser) for claim in holding]
    pieces += [
        Standing.DISPUTED
        for denial in denials
        if denial.side not in admitted or admitted[denial.side] < denial.reported_on
    ]
    return reduce(Standing.combine, pieces, Standing.NONE)


def _evidence(claim: Claim, loser: str | None) -> Standing:
    if claim.basis in MUTUAL_BASES:
        return Standing.AGREED
    against_interest = loser is not None and claim.side == loser
    if against_interest or claim.side == NO_SIDE or claim.basis is Basis.BASELINE:
        return Standing.CONCEDED
    return Standing.CLAIMED


def _denies(claim: Claim, holder: str, *, since: date) -> bool:
    return claim.stance is Stance.DENIES and claim.holder == holder and claim.valid_from >= since


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by the day they count from, then the day they were reported; what is denied stands before its denial."""
    return sorted(
        claims, key=lambda claim: (claim.valid_from, claim.reported_on, claim.stance is not Stance.AFFIRMS, claim.id)
    )


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in in_order(claims))


def _last_reported(claims: Iterable[Claim]) -> date | None:
    return max((claim.reported_on for claim in claims), default=None)
