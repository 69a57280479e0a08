"""What the record says of each place on a day, as evidence for its ground."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import takewhile

from karamap.record.claims import Claim, Record
from karamap.record.control import HARD, MUTUAL_BASES, Control, Show, Standing, conclude, conclude_hard, in_order
from karamap.record.timeline import claims_by_place

NO_REPORT = ""


WORD = {Standing.CLAIMED: 8.0, Standing.DISPUTED: 6.0}
"""Log-odds of a holder who is only claimed, on top of the surroundings.

Where these are still the other side's (-5) they make a probability of 0.95, or of 0.73 against a denial. Assumed.
"""


PULL, FADE_DAYS = 4.0, 3.0
"""Log-odds of the next holder by arms of whom a later report tells, on the eve of that change, and in how many days
before it they fall to 1/e. Assumed."""


BY_ARMS = frozenset({"force", "withdrawal"})
"""Bases of changes that come with a front and so say something of the ground around; a handover moves what it names."""


class Method(Enum):
    """How the ground comes by its colour."""

    ASSESSED = "assessed"
    CLAIMED = "claimed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is said of one place on one day.

    `resting` is the party that held it before `holder` came by arms, else the holder. `word` are log-odds for the
    holder, nought where nothing has been said since the beginning of the record; `firm` tells that more stands behind
    it than one side's word. `spreads` tells whether neighbours feel it. `coming` is the next holder by arms of whom a
    later report tells, `pull` the log-odds that this report gives already.
    """

    resting: str
    holder: str
    firm: bool
    spreads: bool
    word: float = 0.0
    coming: str = NO_REPORT
    pull: float = 0.0


def evidence(
    record: Record, as_of: date, known_on: date | None = None, show: Show = Show.CLAIMED
) -> dict[str, Evidence]:
    """What the record says of every place on a day, by place id; places that no claim speaks of are left out.

    Args:
        record: parties, claims, citations.
        as_of: the day on the ground.
        known_on: leave out what was made public after this day, later changes of hands included.
        show: whether a place moves on any claim, or only on what is conceded or agreed.
    """
    found = {}
    weigh = conclude if show is Show.CLAIMED else conclude_hard
    for place_id, claims in claims_by_place(record, known_on).items():
        now = [claim for claim in claims if claim.valid_from <= as_of]
        if now and (item := weigh(place_id, now)).holder:
            later = [claim for claim in claims if claim.valid_from > as_of]
            found[place_id] = evidence_for(item, now, later, as_of, show)
    return found


def evidence_for(
    item: Control, now: Sequence[Claim], later: Sequence[Claim], as_of: date, show: Show = Show.CLAIMED
) -> Evidence:
    """What is said of one place on a day.

    Args:
        item: the conclusion for it, with a holder.
        now: the claims about it that count by that day.
        later: those that count from a later day.
        as_of: the day.
        show: whether a place moves on any claim, or only on what is conceded or agreed.
    """
    if show is Show.CONCEDED:
        later = [claim for claim in later if claim.basis in MUTUAL_BASES]
    affirming = [claim for claim in in_order(now) if claim.stance == "affirms"]
    bases = [claim.basis for claim in affirming if claim.id in item.claims]
    before = list(takewhile(lambda claim: claim.id not in item.claims, affirming))
    by_arms = bool(before) and bases[0] in BY_ARMS
    silent = set(bases) == {"baseline"}
    moves = (claim for claim in in_order(later) if claim.stance == "affirms" and claim.holder != item.holder)
    coming = next(moves, None)
    held_till_then = coming is not None and coming.earliest is None and coming.basis != "force"
    pulls = coming is not None and not held_till_then and coming.basis in BY_ARMS
    return Evidence(
        resting=before[-1].holder or NO_REPORT if by_arms else item.holder,
        holder=item.holder,
        firm=(item.standing in HARD and not silent) or (silent and held_till_then),
        spreads=by_arms,
        word=0.0 if silent else WORD.get(item.standing, 0.0),
        coming=coming.holder or NO_REPORT if coming and pulls else NO_REPORT,
        pull=_pull(coming, as_of) if coming and pulls else 0.0,
    )


def _pull(coming: Claim, as_of: date) -> float:
    """Of a change on a known day more the nearer it is; of one on some day of a span more the further that has gone."""
    if coming.earliest is None:
        return PULL * math.exp(-(coming.valid_from - as_of).days / FADE_DAYS)
    span = (coming.valid_from - coming.earliest).days + 1
    return PULL * max(0, (as_of - coming.earliest).days + 1) / span
