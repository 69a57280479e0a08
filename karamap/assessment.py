"""From claims about places to how surely each holder has the ground of every cell."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

import numpy as np

from karamap.claims import Claim, Record
from karamap.control import HARD, Control, Show, Standing, claims_by_place, conclude, conclude_hard, in_order
from karamap.tessellation import Tessellation

NO_REPORT = ""

SLOPE, TURN = 10.0, 0.5
"""A place of which nothing newer is reported changes hands with its surroundings: log-odds rise by `SLOPE` for the
share of its boundary with its own side that this side has lost, and are even where that share is `TURN`.

Measured on places of another war whose reports were hidden at random: see `benchmarks/territory.py`.
"""

SWEEPS = 8
"""How often neighbours are asked; beyond so many neighbours no report is felt."""

WORD = {Standing.CLAIMED: 8.0, Standing.DISPUTED: 6.0}
"""Log-odds of a holder who is only claimed, on top of the surroundings.

Where these are still the other side's (-5) they make a probability of 0.95, or of 0.73 against a denial. Assumed.
"""

PULL, FADE_DAYS = 4.0, 3.0
"""Log-odds of the next holder by arms of whom a later report tells, on the eve of that change, and in how many days
before it they fall to 1/e. Alone they make no change: the surroundings must have changed too. Assumed."""

LEVELS = 25
"""Steps from even (probability 0.5) to sure (1); probabilities are told no finer, since they are known no finer."""

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
            later = [claim for claim in claims if claim.valid_from > as_of] if show is Show.CLAIMED else []
            found[place_id] = evidence_for(item, now, later, as_of)
    return found


def evidence_for(item: Control, now: Sequence[Claim], later: Sequence[Claim], as_of: date) -> Evidence:
    """What is said of one place on a day.

    Args:
        item: the conclusion for it, with a holder.
        now: the claims about it that count by that day.
        later: those that count from a later day.
        as_of: the day.
    """
    affirming = [claim for claim in in_order(now) if claim.stance == "affirms"]
    bases = {claim.basis for claim in affirming if claim.id in item.claims}
    before = [claim.holder or NO_REPORT for claim in affirming if claim.id not in item.claims]
    by_arms = bool(before) and bases <= BY_ARMS
    silent = bases == {"baseline"}
    moves = (claim for claim in in_order(later) if claim.stance == "affirms" and claim.holder != item.holder)
    coming = next(moves, None)
    held_till_then = coming is not None and coming.earliest is None and coming.basis != "force"
    pulls = coming is not None and not held_till_then and coming.basis in BY_ARMS
    return Evidence(
        resting=before[-1] if by_arms else item.holder,
        holder=item.holder,
        firm=(item.standing in HARD and not silent) or (silent and held_till_then),
        spreads=by_arms,
        word=WORD.get(item.standing, 0.0),
        coming=coming.holder or NO_REPORT if coming and pulls else NO_REPORT,
        pull=_pull(coming, as_of) if coming and pulls else 0.0,
    )


def _pull(coming: Claim, as_of: date) -> float:
    """Of a change on a known day more the nearer it is; of one on some day of a span more the further that has gone."""
    if coming.earliest is None:
        return PULL * math.exp(-(coming.valid_from - as_of).days / FADE_DAYS)
    span = (coming.valid_from - coming.earliest).days + 1
    return PULL * max(0, (as_of - coming.earliest).days + 1) / span


@dataclass(frozen=True)
class Assessment:
    """How surely each holder has the ground of each cell.

    `parties` are the holders, `NO_REPORT` first; `probability` has shape (cells, parties), rows adding up to 1.
    """

    parties: tuple[str, ...]
    probability: np.ndarray
    resting: np.ndarray

    @cached_property
    def holder(self) -> np.ndarray:
        """The likeliest party of each cell, as numbers into `parties`; where odds are even, the one that held it."""
        even = 1e-9 * (np.arange(len(self.parties)) == self.resting[:, None])
        top: np.ndarray = np.argmax(self.probability + even, axis=1)
        return top

    @cached_property
    def level(self) -> np.ndarray:
        """How sure the likeliest party is, in steps from 0 (even) to `LEVELS` (certain)."""
        best = np.take_along_axis(self.probability, self.holder[:, None], axis=1)[:, 0]
        steps: np.ndarray = np.clip(np.rint((2 * best - 1) * LEVELS), 0, LEVELS).astype(int)
        return steps


def assess(tessellation: Tessellation, said: Mapping[str, Evidence]) -> Assessment:
    """Carry what is said of places to the ground of all cells.

    An autologistic model on the graph of cells (Besag, Spatial interaction and the statistical analysis of lattice
    systems, 1974), solved by mean field in `SWEEPS` sweeps. Cells of which nothing newer is reported go with their
    surroundings; the others keep what is said of them. With two parties, more evidence for a holder lowers that
    holder's probability nowhere: every step of the sweep is increasing in it.

    Args:
        tessellation: cells and their shared edges.
        said: by place id, from `evidence`; places without a cell are left aside.
    """
    cells = _by_cell(tessellation, said)
    named = {item.holder for item in cells if item} | {item.coming for item in cells if item} - {""}
    parties = (NO_REPORT, *sorted(named | {item.resting for item in cells if item} - {NO_REPORT}))
    number = {party: at for at, party in enumerate(parties)}
    resting = np.array([number[item.resting] if item else 0 for item in cells])
    holder = np.array([number[item.holder] if item else 0 for item in cells])
    odds = _odds(cells, number)
    fixed = np.array([item is None or item.firm for item in cells])
    spreads = np.array([item is not None and (item.spreads or not item.firm) for item in cells])
    sure = np.zeros(odds.shape)
    sure[np.arange(len(cells)), holder] = 1
    probability = np.where(fixed[:, None], sure, _softmax(odds - SLOPE * TURN, resting))
    lost = _Boundary(tessellation, resting)
    for _ in range(SWEEPS):
        gained = np.where(spreads[:, None], probability, 0)
        gained[np.arange(len(cells)), resting] = 0
        moved = _softmax(odds + SLOPE * (lost.share(gained) - TURN), resting)
        probability = np.where(fixed[:, None], sure, moved)
    return Assessment(parties, probability, resting)


def as_claimed(tessellation: Tessellation, holders: Mapping[str, str]) -> Assessment:
    """Every cell with whoever is said to hold its place, by place id, and nothing inferred."""
    said = {place_id: Evidence(holder, holder, firm=True, spreads=False) for place_id, holder in holders.items()}
    return assess(tessellation, said)


def _by_cell(tessellation: Tessellation, said: Mapping[str, Evidence]) -> list[Evidence | None]:
    """The evidence for each cell: of places at one position the holder that more of them name, none if they tie."""
    of_cell: defaultdict[int, list[Evidence]] = defaultdict(list)
    for place_id, cell in tessellation.cell_of.items():
        if place_id in said:
            of_cell[cell].append(said[place_id])
    return [_joined(of_cell.get(cell, [])) for cell in range(len(tessellation.cells))]


def _joined(items: Sequence[Evidence]) -> Evidence | None:
    votes = Counter(item.holder for item in items).most_common(2)
    if not votes or (len(votes) > 1 and votes[0][1] == votes[1][1]):
        return None
    leading = votes[0][0]
    agreeing = [item for item in items if item.holder == leading]
    return max(agreeing, key=lambda item: (item.firm, item.word, item.pull, item.resting))


def _odds(cells: Sequence[Evidence | None], number: Mapping[str, int]) -> np.ndarray:
    """Log-odds of each party by what is said, over the party that rests there, of shape (cells, parties)."""
    odds = np.zeros((len(cells), len(number)))
    for at, item in enumerate(cells):
        if item is None:
            continue
        if item.holder != item.resting:
            odds[at, number[item.holder]] += item.word
        if item.coming:
            odds[at, number[item.coming]] += item.pull
    return odds


def _softmax(odds: np.ndarray, resting: np.ndarray) -> np.ndarray:
    """Probabilities from log-odds over the resting party; ground without report takes no part."""
    odds = odds.copy()
    odds[:, 0] = -np.inf
    odds[np.arange(len(odds)), resting] = 0
    weight = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares: np.ndarray = weight / weight.sum(axis=1, keepdims=True)
    return shares


class _Boundary:
    """The boundary that each cell shares with cells of its own side, and how much of it that side has lost."""

    def __init__(self, tessellation: Tessellation, resting: np.ndarray) -> None:
        length = tessellation.lengths
        left, right = tessellation.edges.T
        inner = resting[left] == resting[right]
        self._of = np.concatenate([left[inner], right[inner]])
        self._with = np.concatenate([right[inner], left[inner]])
        self._length = np.concatenate([length[inner], length[inner]])
        whole = np.bincount(self._of, self._length, minlength=len(resting))
        self._whole = np.where(whole > 0, whole, 1)

    def share(self, gained: np.ndarray) -> np.ndarray:
        """Of shape (cells, parties): the share of a cell's boundary with its own side that each party has gained."""
        by_party = [
            np.bincount(self._of, self._length * column[self._with], minlength=len(gained)) / self._whole
            for column in gained.T
        ]
        return np.stack(by_party, axis=1)
