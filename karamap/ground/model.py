"""From claims about places to how surely each holder has the ground of every cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from karamap.ground.evidence import NO_REPORT, Evidence
from karamap.ground.tessellation import Tessellation

SLOPE, TURN = 10.0, 0.6
"""A place of which nothing newer is reported changes hands with its surroundings: log-odds rise by `SLOPE` for the
share of its boundary with its own side that this side has lost, and are even where that share is `TURN`.

Measured on places of another war whose reports were hidden at random: see `benchmarks/territory.py`.
"""


SWEEPS = 8
"""How often neighbours are asked; beyond so many neighbours no report is felt."""


CONTACT_SHARE = 0.2
"""The share of its boundary that a place must have lost for a later report to count in full: nothing is taken before
its time where the taker is not next door. Assumed."""


KEPT_LOG_ODDS = 0.2
"""By how much at least the log-odds of a holder who keeps a place exceed those of any other: a probability of 0.55
between two. Assumed: a place that its row gives to one party lies in that party's ground, however narrowly."""


NOBODY = -1
"""Stands for the party that keeps a cell where none does."""


DECIMALS = 6
"""Decimals of a probability in each sweep: what is smaller is not passed on, so that a report is felt near it only."""


LEVELS = 25
"""Steps from even (probability 0.5) to sure (1); probabilities are told no finer, since they are known no finer."""


_SILENCE = Evidence(NO_REPORT, NO_REPORT, fixed=True, spreads=False)


@dataclass(frozen=True)
class Assessment:
    """How surely each holder has the ground of each cell.

    `parties` are the holders, `NO_REPORT` first; `probability` has shape (cells, parties), rows adding up to 1.
    `holder`, of shape (cells,), is the likeliest party as a number into `parties`, where odds are even the one that
    held the cell before; `level` how sure that is, in steps from 0 (even) to `LEVELS` (certain). `held_before`, of
    shape (cells,), is the party that held the cell before the holder came by arms, be it said or assessed, else the
    holder; where a place is contested, whoever is said to be there beside the holder (of several the first);
    `last_word`, one for each cell, is the day of which the newest
    claim speaks that bears on it, None where there is none.
    """

    parties: tuple[str, ...]
    probability: np.ndarray
    holder: np.ndarray
    level: np.ndarray
    held_before: np.ndarray
    last_word: tuple[date | None, ...]


def assess(tessellation: Tessellation, said: Mapping[str, Evidence]) -> Assessment:
    """Carry what is said of places to the ground of all cells.

    Args:
        tessellation: cells and their shared edges.
        said: by place id, from `evidence`; places without a cell are left aside.
    """
    cells = by_cell(tessellation, said)
    assessor = Assessor(tessellation, parties_of(cells.values()))
    assessor.update(cells)
    return assessor.assessment()


class Assessor:
    """Carries what is said of cells to their surroundings, day after day; only what changes is weighed anew.

    An autologistic model on the graph of cells (Besag, Spatial interaction and the statistical analysis of lattice
    systems, 1974), solved by mean field in `SWEEPS` sweeps: for each party that it has a cell and not the rest, each by
    itself, and at last shared out among the parties. Cells of which nothing newer is reported go with their
    surroundings; the others keep what is said of them. With any number of parties, and as long as it stays the same who
    held what before, more evidence for a holder lowers that holder's probability nowhere: every step of a sweep is
    increasing in it for that holder and decreasing for each other one. What is told in several steps
    gives the same numbers, to the last bit, as the same told at once.

    Args:
        tessellation: cells and their shared edges.
        parties: ids of all parties that evidence may name, `NO_REPORT` first.
    """

    def __init__(self, tessellation: Tessellation, parties: Sequence[str]) -> None:
        count = len(tessellation.cells)
        self._parties = tuple(parties)
        self._number = {party: at for at, party in enumerate(parties)}
        self._graph = _Graph(tessellation)
        self._previous_holder = np.zeros(count, dtype=int)
        self._fixed = np.ones(count, dtype=bool)
        self._spreads = np.zeros(count, dtype=bool)
        self._keeper = np.zeros(count, dtype=int)
        self._beside = np.full(count, NOBODY)
        self._last_word: list[date | None] = [None] * count
        self._odds = np.zeros((count, len(parties)))
        self._future_log_odds = np.zeros((count, len(parties)))
        self._sure = np.zeros((count, len(parties)))
        self._sure[:, 0] = 1
        self._sweeps = [self._sure.copy() for _ in range(SWEEPS + 1)]
        self._holder, self._level = np.zeros(count, dtype=int), np.full(count, LEVELS)

    def update(self, said: Mapping[int, Evidence | None]) -> None:
        """Take in what is now said of some cells, by cell number; `None` is no report."""
        told = np.array(list(said), dtype=int)
        self._enter(told, [item or _SILENCE for item in said.values()])
        anew = self._graph.around(told)
        rows = told
        for sweep, state in enumerate(self._sweeps):
            found = self._against_the_rest(rows, self._sweeps[sweep - 1] if sweep else None)
            moved = rows[(found != state[rows]).any(axis=1)]
            state[rows] = found
            rows = self._graph.ordered(anew, self._graph.around(moved))
        self._conclude(self._graph.ordered(told, moved))

    def assessment(self) -> Assessment:
        """How things stand after all that has been told."""
        held_before = np.where(self._beside == NOBODY, self._previous_holder, self._beside)
        last_word = tuple(self._last_word)
        return Assessment(
            self._parties,
            _normalised(self._sweeps[-1]),
            self._holder.copy(),
            self._level.copy(),
            held_before,
            last_word,
        )

    def _conclude(self, cells: np.ndarray) -> None:
        probability = _normalised(self._sweeps[-1][cells])
        even = 1e-9 * (np.arange(len(self._parties)) == self._previous_holder[cells][:, None])
        self._holder[cells] = np.argmax(probability + even, axis=1)
        best = np.take_along_axis(probability, self._holder[cells][:, None], axis=1)[:, 0]
        self._level[cells] = np.clip(np.rint((2 * best - 1) * LEVELS), 0, LEVELS)

    def _enter(self, cells: np.ndarray, items: Sequence[Evidence]) -> None:
        def numbers(parties: Iterable[str]) -> list[int]:
            return [self._number[party] for party in parties]

        holder, coming = numbers(item.holder for item in items), numbers(item.coming for item in items)
        self._previous_holder[cells] = numbers(item.previous_holder for item in items)
        self._fixed[cells] = [item.fixed for item in items]
        self._spreads[cells] = [item.spreads or not item.fixed for item in items]
        self._keeper[cells] = [number if item.keeps else NOBODY for number, item in zip(holder, items, strict=True)]
        self._sure[cells] = self._odds[cells] = 0
        self._beside[cells] = NOBODY
        self._sure[cells, holder] = 1
        for cell, item in zip(cells.tolist(), items, strict=True):
            self._last_word[cell] = item.last_word
            if item.contested:
                self._sure[cell] = 0
                self._sure[cell, numbers(item.contested)] = round(1 / len(item.contested), DECIMALS)
                self._beside[cell] = next(iter(numbers(party for party in item.contested if party != item.holder)))
        claimed = [item.claim_log_odds + SLOPE * TURN if item.claim_log_odds else 0 for item in items]
        self._odds[cells, holder] += claimed
        self._future_log_odds[cells] = 0
        self._future_log_odds[cells, coming] = [item.future_log_odds for item in items]

    def _against_the_rest(self, rows: np.ndarray, before: np.ndarray | None) -> np.ndarray:
        """Of some cells, for each party the probability that it has them and not the rest, of shape (rows, parties).

        Args:
            rows: the cells.
            before: the same of all cells in the sweep before; None in the first.
        """
        found: np.ndarray = self._sure[rows]
        free = ~self._fixed[rows]
        cells = rows[free]
        previous_holder = self._previous_holder[cells]
        lost = np.zeros((len(cells), len(self._parties)))
        if before is not None:
            lost = self._graph.lost(cells, before, self._previous_holder, self._spreads)
        odds = _odds_against_the_rest(self._odds[cells], self._future_log_odds[cells], lost, previous_holder)
        keeper = self._keeper[cells]
        is_keeper = np.arange(len(self._parties)) == keeper[:, None]
        odds = np.where(is_keeper, np.maximum(odds, KEPT_LOG_ODDS), odds)
        odds = np.where(~is_keeper & (keeper != NOBODY)[:, None], np.minimum(odds, -KEPT_LOG_ODDS), odds)
        shares = 1 / (1 + np.exp(-odds))
        shares[:, 0] = 0
        found[free] = shares.round(DECIMALS)
        return found


def as_claimed(tessellation: Tessellation, holders: Mapping[str, str]) -> Assessment:
    """Every cell with whoever is said to hold its place, by place id, and nothing inferred."""
    said = {place_id: without_inference(holder) for place_id, holder in holders.items()}
    return assess(tessellation, said)


def without_inference(holder: str) -> Evidence:
    """Evidence for a place that is its holder's and says nothing of the ground around."""
    return Evidence(holder, holder, fixed=True, spreads=False)


def by_cell(
    tessellation: Tessellation, said: Mapping[str, Evidence], cells: Collection[int] | None = None
) -> dict[int, Evidence | None]:
    """The evidence for each cell: of places at one position the holder that more of them name, none if they tie.

    Args:
        tessellation: cells, and which places lie in them.
        said: by place id; places without a cell are left aside.
        cells: the cells to tell of, all by default.
    """
    wanted = range(len(tessellation.cells)) if cells is None else cells
    places = tessellation.places_of
    return {cell: _joined([said[place_id] for place_id in places[cell] if place_id in said]) for cell in wanted}


def named_in(item: Evidence | None) -> set[str]:
    """The parties that a piece of evidence names; none where nothing is said."""
    return {item.holder, item.previous_holder, item.coming, *item.contested} - {NO_REPORT} if item else set()


def parties_of(said: Iterable[Evidence | None]) -> tuple[str, ...]:
    """All parties that evidence names, `NO_REPORT` first, the others sorted."""
    return (NO_REPORT, *sorted(set().union(*map(named_in, said))))


def _joined(items: Sequence[Evidence]) -> Evidence | None:
    if len(items) == 1:
        return items[0]
    votes = Counter(item.holder for item in items).most_common(2)
    if not votes or (len(votes) > 1 and votes[0][1] == votes[1][1]):
        return None
    leading = votes[0][0]
    agreeing = [item for item in items if item.holder == leading]
    return max(agreeing, key=lambda item: (item.fixed, item.claim_log_odds, item.future_log_odds, item.previous_holder))


def _normalised(states: np.ndarray) -> np.ndarray:
    """Shares that add up to one, from the probabilities of parties against the rest; of shape (cells, parties)."""
    shares: np.ndarray = (states / states.sum(axis=1, keepdims=True)).round(DECIMALS)
    return shares


def _odds_against_the_rest(
    claimed: np.ndarray, coming: np.ndarray, lost: np.ndarray, previous_holder: np.ndarray
) -> np.ndarray:
    """For each party the log-odds that it has a cell and not the rest of them, of shape (cells, parties).

    For the previous holder speaks besides that nothing has changed. Of the rest, whoever most speaks for counts.

    Args:
        claimed: log-odds of what is said, of shape (cells, parties).
        coming: those of a later report, which count in full where the party has `CONTACT_SHARE` of the boundary.
        lost: from `_Graph.lost`.
        previous_holder: party by number, of shape (cells,).
    """
    cells, parties = claimed.shape
    at = np.arange(cells), previous_holder
    stays = np.zeros((cells, parties))
    stays[at] = SLOPE * TURN
    own, others = lost.copy(), 1 - lost
    own[at], others[at] = 1 - lost[at], lost[at]
    gained = SLOPE * lost
    gained[at] = 0
    for_it = claimed + stays + gained + coming * np.minimum(1, own / CONTACT_SHARE)
    odds = np.empty((cells, parties))
    for party in range(parties):
        contact = np.minimum(1, others[:, [party]] / CONTACT_SHARE)
        against = claimed + stays + coming * contact
        against[:, [0, party]] = -np.inf
        taken_from_it = np.where(previous_holder == party, SLOPE * lost[:, party], 0)
        odds[:, party] = for_it[:, party] - (against.max(axis=1) + taken_from_it)
    return odds


class _Graph:
    """Which cells share how much of their boundary: for each cell its neighbours, one after the other."""

    def __init__(self, tessellation: Tessellation) -> None:
        left, right = tessellation.edges.T
        cell = np.concatenate([left, right])
        order = np.argsort(cell, kind="stable")
        self._neighbour = np.concatenate([right, left])[order]
        self._length = np.tile(tessellation.lengths, 2)[order]
        self._start = np.searchsorted(cell[order], np.arange(len(tessellation.cells) + 1))

    def _entries(self, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where the neighbours of some cells stand, and which of the cells each belongs to."""
        counts = self._start[cells + 1] - self._start[cells]
        of = np.repeat(np.arange(len(cells)), counts)
        first = np.cumsum(counts) - counts
        return np.repeat(self._start[cells] - first, counts) + np.arange(len(of)), of

    def around(self, cells: np.ndarray) -> np.ndarray:
        """Some cells and all their neighbours, in order."""
        return self.ordered(cells, self._neighbour[self._entries(cells)[0]])

    def ordered(self, *cells: np.ndarray) -> np.ndarray:
        """Cells of several kinds, each once, in order."""
        marked = np.zeros(len(self._start) - 1, dtype=bool)
        for some in cells:
            marked[some] = True
        return np.flatnonzero(marked)

    def lost(
        self, cells: np.ndarray, state: np.ndarray, previous_holder: np.ndarray, spreads: np.ndarray
    ) -> np.ndarray:
        """What share of its boundary with its own side each cell has lost to each party, of shape (cells, parties).

        For the previous holder of a cell it is what that side has lost to all others.
        """
        entries, of = self._entries(cells)
        beside = self._neighbour[entries]
        length = self._length[entries] * (previous_holder[beside] == previous_holder[cells[of]])
        whole = np.bincount(of, length, minlength=len(cells))
        felt = length * spreads[beside]
        lost = np.zeros((len(cells), state.shape[1]))
        for party in range(1, state.shape[1]):
            has = state[beside, party]
            taken = np.where(previous_holder[beside] == party, 1 - has, has)
            lost[:, party] = np.bincount(of, felt * taken, minlength=len(cells))
        return lost / np.where(whole > 0, whole, 1)[:, None]
