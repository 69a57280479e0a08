"""What the record says of each place on a day, as evidence for its ground."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import takewhile

import numpy as np

from karamap.record.claims import Claim
from karamap.record.control import CORROBORATED, MUTUAL_BASES, PartyOn, Show, Standing, in_order, itself
from karamap.record.schema import Basis, Stance
from karamap.record.timeline import Interval, Timeline
from karamap.theatre.settings_file import Silence

NO_REPORT = ""


CLAIM_LOG_ODDS = {Standing.ASSUMED: 3.0, Standing.CLAIMED: 3.0, Standing.DISPUTED: 0.3}
"""Log-odds of a holder who is only claimed, or put there by the record itself, where all the ground around is still the
other side's: a probability of 0.95, or of 0.57 against a denial. Assumed; nothing independent measures words here.
"""


FUTURE_LOG_ODDS = 4.0
"""Log-odds of the next holder by arms at the end of a span of days on some day of which it came. Assumed."""


BY_ARMS = frozenset({Basis.FORCE, Basis.WITHDRAWAL})
"""Bases of changes that come with a front and so say something of the ground around; a handover moves what it names."""


class Method(Enum):
    """How the ground comes by its colour."""

    ASSESSED = "assessed"
    CLAIMED = "claimed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is said of one place on one day.

    `previous_holder` is the party that held it before `holder` came by arms, else the holder. `claim_log_odds` are for
    the holder, nought where nothing has been said since the beginning of the record; `fixed` tells that more stands
    behind it than one side's word, `keeps` that the holder keeps the place whatever is said around it, though less
    surely. `spreads` tells whether it came by arms, so that neighbours feel it. `coming` is the next holder by arms who
    came on some day of a span, `future_log_odds` what that gives it already. `last_word` is the day of which the newest
    claim speaks that bears on the holder. Where the place is contested, `contested` are those who are said to be there,
    none of them surer than another; `holder` is the one who held it before.
    """

    previous_holder: str
    holder: str
    fixed: bool
    spreads: bool
    claim_log_odds: float = 0.0
    keeps: bool = False
    coming: str = NO_REPORT
    future_log_odds: float = 0.0
    last_word: date | None = None
    contested: tuple[str, ...] = ()


def evidence(
    timeline: Timeline, as_of: date, silence: Silence, towns: Collection[str] = frozenset()
) -> dict[str, Evidence]:
    """What the record says of every place on a day, by place id; those that nobody holds or contests are left out.

    Args:
        timeline: what is concluded, from what was known; later changes of hands count as far as they were.
        as_of: the day on the ground.
        silence: what becomes of a place of which nothing has been said since the record began.
        towns: ids of the places that nobody takes in silence.
    """
    intervals = (interval for (interval,) in timeline.between(as_of, as_of).values())
    return {
        interval.control.place_id: evidence_for(
            interval, as_of, silence, towns, timeline.show, timeline.record.ties.party_on
        )
        for interval in intervals
        if interval.control.holder or interval.control.contested
    }


def evidence_for(
    interval: Interval,
    as_of: date,
    silence: Silence,
    towns: Collection[str] = frozenset(),
    show: Show = Show.CLAIMED,
    party_on: PartyOn = itself,
) -> Evidence:
    """What is said of one place on a day.

    A place keeps its holder, whatever is said around it, where somebody has said since the record began that it is that
    party's; where a later change of hands is known, until the day from which it counts; where the place is a town,
    since nobody takes a town in silence; and everywhere if silence stays. It keeps it surely only where somebody has
    spoken of it: a word of the beginning alone is the less sure the more of the ground around is another's. So ground
    differs from the row of a place at most where silence follows, that row describes the beginning of the record,
    nothing is known of a later change of hands, and it is no town.

    Args:
        interval: the conclusion for it, with a holder or contested, and the claims about it.
        as_of: the day, within the interval.
        silence: what becomes of a place of which nothing has been said since the record began.
        towns: ids of the places that nobody takes in silence.
        show: whether a place moves on any claim, or only on what is confirmed or agreed.
        party_on: who parties are on a day, see `karamap.record.ties.Ties.party_on`.
    """
    control = interval.control
    if control.contested:
        return _contested(interval, as_of, party_on)
    affirming = [claim for claim in in_order(interval.counting) if claim.stance is Stance.AFFIRMS]
    holding = [claim for claim in affirming if claim.id in control.claims]
    before = list(takewhile(lambda claim: claim.id not in control.claims, affirming))
    by_arms = bool(before) and holding[0].basis in BY_ARMS
    named = {claim.holder for claim in interval.counting if claim.stance is Stance.HOLDS}
    upheld = any(party_on(party or NO_REPORT, as_of) == control.holder for party in named)
    from_before = any(claim.basis is Basis.BASELINE for claim in holding)
    silent = all(claim.basis is Basis.BASELINE for claim in holding) and not upheld
    backed = control.standing in CORROBORATED or (from_before and control.standing is not Standing.DISPUTED)
    coming = _next_change(interval, show, party_on)
    begun = coming is not None and coming.earliest is not None and coming.earliest <= as_of
    held_till_then = coming is not None and coming.earliest is None and coming.basis is not Basis.FORCE
    future_log_odds = _future_log_odds(coming, as_of) if coming and begun and coming.basis in BY_ARMS else 0.0
    return Evidence(
        previous_holder=_present_name(before[-1], as_of, party_on) if by_arms else control.holder,
        holder=control.holder,
        fixed=held_till_then or (backed and not silent),
        spreads=by_arms,
        claim_log_odds=0.0 if silent else CLAIM_LOG_ODDS.get(control.standing, 0.0),
        keeps=not silent or silence is Silence.STAYS or control.place_id in towns or coming is not None,
        coming=coming.holder or NO_REPORT if coming and future_log_odds else NO_REPORT,
        future_log_odds=future_log_odds,
        last_word=max(claim.valid_from for claim in interval.counting if claim.id in control.claims),
    )


def _present_name(claim: Claim, as_of: date, party_on: PartyOn) -> str:
    """Who the party of a claim is on a day; itself if it is no more."""
    named = claim.holder or NO_REPORT
    return party_on(named, as_of) or named


def _contested(interval: Interval, as_of: date, party_on: PartyOn) -> Evidence:
    """Even between those who are said to be there, the one who held the place before in front."""
    control = interval.control
    moving = [claim for claim in in_order(interval.counting) if claim.stance in (Stance.AFFIRMS, Stance.CONTESTED)]
    earlier = [party_on(claim.holder or NO_REPORT, as_of) for claim in moving if claim.id not in control.claims]
    before = [party for party in earlier if party in control.contested]
    bearing = [claim for claim in moving if claim.id in control.claims]
    holder = before[-1] if before else control.contested[0]
    return Evidence(
        previous_holder=holder,
        holder=holder,
        fixed=True,
        spreads=any(claim.basis in BY_ARMS for claim in bearing),
        last_word=max(claim.valid_from for claim in interval.counting if claim.id in control.claims),
        contested=control.contested,
    )


def _next_change(interval: Interval, show: Show, party_on: PartyOn) -> Claim | None:
    """The first claim from a later day that names another holder."""
    for claim in in_order(interval.later):
        counts = show is Show.CLAIMED or claim.basis in MUTUAL_BASES
        if not counts or claim.stance is not Stance.AFFIRMS:
            continue
        if claim.holder != party_on(interval.control.holder, claim.valid_from):
            return claim
    return None


def _future_log_odds(coming: Claim, as_of: date) -> float:
    """Of a change on some day of a span more the further that has gone."""
    assert coming.earliest is not None
    span = (coming.valid_from - coming.earliest).days + 1
    return FUTURE_LOG_ODDS * ((as_of - coming.earliest).days + 1) / span


@dataclass(frozen=True)
class Fighting:
    """The days on which some place is said to have come to another holder by arms, and since when that is known.

    `days` are sorted; `known_from`, one for each, is the day on which the first claim about it was made public.
    """

    days: tuple[date, ...]
    known_from: tuple[date, ...]

    @classmethod
    def of(cls, timeline: Timeline) -> Fighting:
        """Those of a record, from what is known; a change that came on some day of a span names no day."""
        known_from: dict[date, date] = {}
        for claim in timeline.record.known(timeline.known_on):
            dated = claim.earliest is None and claim.latest is None
            if claim.stance is Stance.AFFIRMS and claim.basis in BY_ARMS and dated:
                day = claim.valid_from
                known_from[day] = min(claim.reported_on, known_from.get(day, claim.reported_on))
        days = tuple(sorted(known_from))
        return cls(days, tuple(known_from[day] for day in days))

    def since(self, words: Iterable[date | None], day: date, known_by: date | None) -> np.ndarray:
        """How many days of fighting there had been on a day since each word; since no word, none.

        Args:
            words: the days of which the newest claims speak.
            day: the day on the ground, inclusive.
            known_by: leave out what was made public later; `None` leaves out nothing.
        """
        pairs = zip(self.days, self.known_from, strict=True)
        fought = [at.toordinal() for at, known in pairs if at <= day and (known_by is None or known <= known_by)]
        spoken = np.array([word.toordinal() if word else day.toordinal() for word in words], dtype=int)
        ages: np.ndarray = len(fought) - np.searchsorted(np.array(fought, dtype=int), spoken, side="right")
        return ages
