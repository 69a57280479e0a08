"""What the record says of each place on a day, as evidence for its ground."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import takewhile

from karamap.record.claims import Claim
from karamap.record.control import CORROBORATED, MUTUAL_BASES, Show, Standing, in_order
from karamap.record.schema import Basis, Stance
from karamap.record.timeline import Interval, Timeline
from karamap.theatre.settings_file import Silence

NO_REPORT = ""


CLAIM_LOG_ODDS = {Standing.CLAIMED: 8.0, Standing.DISPUTED: 6.0}
"""Log-odds of a holder who is only claimed, on top of the surroundings.

Where these are still the other side's (-5) they make a probability of 0.95, or of 0.73 against a denial. Assumed.
"""


FUTURE_LOG_ODDS, FADE_DAYS = 4.0, 3.0
"""Log-odds of the next holder by arms of whom a later report tells, on the eve of that change, and in how many days
before it they fall to 1/e. Assumed."""


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
    behind it than one side's word. `spreads` tells whether neighbours feel it. `coming` is the next holder by arms of
    whom a later report tells, `future_log_odds` what this report gives it already.
    """

    previous_holder: str
    holder: str
    fixed: bool
    spreads: bool
    claim_log_odds: float = 0.0
    coming: str = NO_REPORT
    future_log_odds: float = 0.0


def evidence(timeline: Timeline, as_of: date, silence: Silence) -> dict[str, Evidence]:
    """What the record says of every place on a day, by place id; places without a holder are left out.

    Args:
        timeline: what is concluded, from what was known; later changes of hands count as far as they were.
        as_of: the day on the ground.
        silence: what becomes of a place of which nothing has been said since the record began.
    """
    intervals = (interval for (interval,) in timeline.between(as_of, as_of).values())
    return {
        interval.control.place_id: evidence_for(interval, as_of, silence, timeline.show)
        for interval in intervals
        if interval.control.holder
    }


def evidence_for(interval: Interval, as_of: date, silence: Silence, show: Show = Show.CLAIMED) -> Evidence:
    """What is said of one place on a day.

    Args:
        interval: the conclusion for it, with a holder, and the claims about it.
        as_of: the day, within the interval.
        silence: what becomes of a place of which nothing has been said since the record began.
        show: whether a place moves on any claim, or only on what is conceded or agreed.
    """
    control = interval.control
    affirming = [claim for claim in in_order(interval.counting) if claim.stance is Stance.AFFIRMS]
    bases = [claim.basis for claim in affirming if claim.id in control.claims]
    before = list(takewhile(lambda claim: claim.id not in control.claims, affirming))
    by_arms = bool(before) and bases[0] in BY_ARMS
    silent = set(bases) == {Basis.BASELINE}
    coming = _next_change(interval, show)
    held_till_then = coming is not None and coming.earliest is None and coming.basis is not Basis.FORCE
    nears = coming is not None and not held_till_then and coming.basis in BY_ARMS
    return Evidence(
        previous_holder=before[-1].holder or NO_REPORT if by_arms else control.holder,
        holder=control.holder,
        fixed=held_till_then or (silence is Silence.STAYS if silent else control.standing in CORROBORATED),
        spreads=by_arms,
        claim_log_odds=0.0 if silent else CLAIM_LOG_ODDS.get(control.standing, 0.0),
        coming=coming.holder or NO_REPORT if coming and nears else NO_REPORT,
        future_log_odds=_future_log_odds(coming, as_of) if coming and nears else 0.0,
    )


def _next_change(interval: Interval, show: Show) -> Claim | None:
    """The first claim from a later day that names another holder."""
    for claim in in_order(interval.later):
        counts = show is Show.CLAIMED or claim.basis in MUTUAL_BASES
        if counts and claim.stance is Stance.AFFIRMS and claim.holder != interval.control.holder:
            return claim
    return None


def _future_log_odds(coming: Claim, as_of: date) -> float:
    """Of a change on a known day more the nearer it is; of one on some day of a span more the further that has gone."""
    if coming.earliest is None:
        return FUTURE_LOG_ODDS * math.exp(-(coming.valid_from - as_of).days / FADE_DAYS)
    span = (coming.valid_from - coming.earliest).days + 1
    return FUTURE_LOG_ODDS * max(0, (as_of - coming.earliest).days + 1) / span
