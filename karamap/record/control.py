"""Weighs the claims about one place: its holder and how far that is carried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import reduce
from itertools import groupby
from warnings import warn

from karamap.record.claims import Claim
from karamap.record.schema import NO_SIDE, Basis, Stance
from karamap.record.voices import Voices, is_own_inference

MUTUAL_BASES = frozenset({Basis.AGREEMENT, Basis.HANDOVER})
"""Bases that both sides are bound by: a signed arrangement, or a handover made under one."""


class Standing(Enum):
    """How far a conclusion is carried: by one side's word, or by more or less than that."""

    NONE = "none"
    ASSUMED = "assumed"
    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    AGREED = "agreed"

    def combine(self, other: Standing) -> Standing:
        """The standing that two pieces of evidence have together; the order never matters.

        An agreement outweighs everything. A denial that its own side has not taken back outweighs the
        word of third parties, so `disputed` outweighs `confirmed`; both outweigh a bare claim, and that what is only
        assumed.
        """
        return max(self, other, key=_LADDER.index)


_LADDER = tuple(Standing)


CORROBORATED = frozenset({Standing.CONFIRMED, Standing.AGREED})
"""Standings that rest on more than the word of the side that gained."""


PartyOn = Callable[[str, date], str]
"""Who a party is on a day: see `karamap.record.ties.Ties.party_on`."""


def itself(party_id: str, _: date) -> str:
    """Who a party is on any day where parties neither merge nor end."""
    return party_id


@dataclass(frozen=True, slots=True)
class Control:
    """The conclusion for one place on one day.

    `holder` is a party id, empty where nothing is reported and where several parties are said to be there: then
    `contested` has their ids, sorted. `since` is the first day of the present holding, or of its being contested,
    `dated` whether the change is known to that very day, `last_reported` the day of the newest claim that bears on it,
    `claims` the ids of every claim that bears on it, oldest first, `voices` how many independent voices say so.
    """

    place_id: str
    holder: str
    standing: Standing
    since: date | None
    dated: bool
    last_reported: date | None
    claims: tuple[str, ...]
    contested: tuple[str, ...] = ()
    voices: int = 0

    def on(self, day: date, party_on: PartyOn) -> Control:
        """The same with the parties as they are on a later day, to be set beside the conclusion for that day."""
        holder, contested = party_on(self.holder, day), {party_on(party, day) for party in self.contested} - {""}
        if (holder, contested) == (self.holder, set(self.contested)):
            return self
        alone = len(contested) == 1
        return replace(
            self, holder=min(contested) if alone else holder, contested=() if alone else tuple(sorted(contested))
        )


def no_report(place_id: str) -> Control:
    """The conclusion for a place that no claim speaks of."""
    return Control(place_id, "", Standing.NONE, None, False, None, ())


class Show(Enum):
    """How much it takes for a claim to move a place."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"

    @classmethod
    def _missing_(cls, value: object) -> Show | None:
        """The word of earlier versions, with a warning."""
        if value != FORMER_CONFIRMED:
            return None
        warn(f"{FORMER_CONFIRMED!r} is called 'confirmed' now", FutureWarning, stacklevel=4)
        return cls.CONFIRMED


FORMER_CONFIRMED = "conceded"
"""What `Show.CONFIRMED` was called in earlier versions."""


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


def conclude(
    place_id: str,
    claims: Sequence[Claim],
    observed: Set[str] = frozenset(),
    day: date = date.max,
    party_on: PartyOn = itself,
) -> Control:
    """Weigh all claims about one place that are valid by now; their order never matters.

    What is said last decides who holds it: last by the day from which it counts, then by the day it was reported. The
    holding is the unbroken run of claims for that holder up to then. Where the last claims name several parties, or one
    says that several are there, the place is contested, until a later claim affirms that somebody holds it.

    Args:
        place_id: the place.
        claims: what is said of it, without what was taken back.
        observed: ids of the claims of no side that an observer made, see `karamap.record.claims.Record.observed`.
        day: the day.
        party_on: who parties are on a day. A party that becomes another goes on holding what it held; what a party held
            that is no more has no report.
    """
    run = _run(claims, day, party_on)
    if run is None or not run.parties:
        return replace(no_report(place_id), last_reported=_last_reported(claims), claims=_ids(claims))
    saying = [*run.claims, *(claim for claim in claims if run.is_upheld_by(claim))]
    against = [claim for claim in claims if run.is_denied_by(claim)]
    bearing = [*saying, *against]
    voices = Voices.behind(saying, run.holder, frozenset() if run.contested else run.names)
    standing = Standing.DISPUTED
    if not run.contested:
        standing = _standing(voices, saying, against, run.losers, observed)
    return Control(
        place_id=place_id,
        holder=run.holder,
        standing=standing,
        since=run.since,
        dated=any(claim.valid_from == run.since and _is_dated(claim) for claim in run.claims),
        last_reported=_last_reported(bearing),
        claims=_ids(bearing),
        contested=tuple(sorted(run.parties)) if run.contested else (),
        voices=voices.count(saying),
    )


def conclude_corroborated(
    place_id: str,
    claims: Sequence[Claim],
    observed: Set[str] = frozenset(),
    day: date = date.max,
    party_on: PartyOn = itself,
) -> Control:
    """The newest conclusion that is confirmed or agreed, else that of the baseline, whatever stands behind it.

    Later holdings that only one side claims, that are disputed or contested, are set aside with what bears on them.
    """
    left = list(claims)
    while (run := _run(left, day, party_on)) is not None:
        newest = conclude(place_id, left, observed, day, party_on)
        begins = any(claim.basis is Basis.BASELINE for claim in run.claims)
        if newest.standing in CORROBORATED or begins:
            return newest
        left = [claim for claim in left if claim not in run.claims and not _bears_only_on(claim, run)]
    return no_report(place_id)


@dataclass(frozen=True, slots=True)
class _Run:
    """The present holding of a place, or the present time in which it is contested: the claims that make it.

    `parties` are the holder alone, or all that are said to be there; `losers` those that held the place before.
    `names` are the ids that the former have borne since, if they have become other parties.
    """

    parties: frozenset[str]
    names: frozenset[str]
    contested: bool
    claims: tuple[Claim, ...]
    losers: frozenset[str] = frozenset()

    def on(self, day: date, party_on: PartyOn) -> _Run:
        """The same as the parties are on a day; those that are no more are left out."""
        parties = frozenset(party_on(party, day) for party in self.parties) - {""}
        if parties == self.parties:
            return self
        contested = self.contested and len(parties) > 1
        return replace(self, parties=parties, names=self.names | parties, contested=contested)

    @property
    def holder(self) -> str:
        """The id of the one party that holds the place; empty if it is contested."""
        return "" if self.contested else min(self.parties)

    @property
    def since(self) -> date:
        """The first day."""
        return self.claims[0].valid_from

    def is_upheld_by(self, claim: Claim) -> bool:
        """Whether a claim says that one of the parties is still there."""
        counts = claim.stance is Stance.HOLDS and claim.valid_from >= self.since
        return counts and (claim.holder or "") in self.names

    def is_denied_by(self, claim: Claim) -> bool:
        """Whether a claim denies that one of the parties holds the place, or says that still another one does."""
        if claim.valid_from < self.since:
            return False
        if claim.stance is Stance.DENIES:
            return (claim.holder or "") in self.names
        return claim.stance is Stance.HOLDS and (claim.holder or "") not in self.names


def _run(claims: Iterable[Claim], day: date, party_on: PartyOn) -> _Run | None:
    """The run of claims that move a place on a day; None if none does.

    Claims that count from one day and were made public on one day are weighed together.
    """
    moving = in_order(claim for claim in claims if claim.stance in (Stance.AFFIRMS, Stance.CONTESTED))
    run: _Run | None = None
    for (since, _), together in groupby(moving, key=lambda claim: (claim.valid_from, claim.reported_on)):
        said = tuple(together)
        run = run.on(since, party_on) if run else None
        parties = frozenset(party_on(claim.holder or "", since) for claim in said)
        contested = any(claim.stance is Stance.CONTESTED for claim in said)
        if contested:  # whoever held the place is there too
            parties = (parties | (run.parties if run else frozenset())) - {""}
            has_merged = run is not None and len(run.names.union(claim.holder or "" for claim in said)) > len(parties)
            contested = len(parties) > 1 or not has_merged
        contested = contested or len(parties) > 1
        if run and contested == run.contested and (contested or parties == run.parties):
            run = replace(run, parties=parties, names=run.names | parties, claims=(*run.claims, *said))
        else:
            run = _Run(parties, parties, contested, said, run.names - parties if run else frozenset())
    return run.on(day, party_on) if run else None


def _bears_only_on(claim: Claim, run: _Run) -> bool:
    """Whether a claim goes with a run that is set aside; who holds a place besides is said of another holding too."""
    if claim.stance is Stance.HOLDS:
        return not run.contested and run.is_upheld_by(claim)
    return run.is_denied_by(claim)


def _standing(
    voices: Voices, saying: Collection[Claim], against: Iterable[Claim], losers: Set[str], observed: Set[str]
) -> Standing:
    """The standing of a holding, from the claims for it, those against it, and the parties that lost the place.

    Each piece of evidence has a standing of its own and `Standing.combine` is all that joins them: an agreement or
    handover `agreed`; the word of a loser or of an observer of no side `confirmed`; any other word `claimed`; what
    the record infers, or a baseline of no side, `assumed`; a word against it `disputed`, until its own voice says
    otherwise.
    """
    admitted: dict[tuple[str, str], date] = {}
    for claim in saying:
        speaker = _speaker(claim)
        admitted[speaker] = max(claim.reported_on, admitted.get(speaker, claim.reported_on))
    pieces = [_evidence(claim, voices, losers, observed) for claim in saying]
    pieces += [
        Standing.DISPUTED
        for claim in against
        if _speaker(claim) not in admitted or admitted[_speaker(claim)] < claim.reported_on
    ]
    return reduce(Standing.combine, pieces, Standing.NONE)


def _evidence(claim: Claim, voices: Voices, losers: Set[str], observed: Set[str]) -> Standing:
    affirms = claim.stance is Stance.AFFIRMS
    if affirms and claim.basis in MUTUAL_BASES:
        return Standing.AGREED
    if is_own_inference(claim):
        return Standing.ASSUMED
    if voices.confirms(claim, losers, observed):
        return Standing.CONFIRMED
    if affirms and claim.side == NO_SIDE and claim.basis is Basis.BASELINE:
        return Standing.ASSUMED
    return Standing.CLAIMED


def _speaker(claim: Claim) -> tuple[str, str]:
    """Who can take back what a claim says: its side, or whoever speaks for none."""
    return claim.side, claim.speaker if claim.side == NO_SIDE else ""


def _is_dated(claim: Claim) -> bool:
    """Whether a claim gives the day of a change; a baseline gives one on which a place was held already."""
    return claim.earliest is None and claim.latest is None and claim.basis is not Basis.BASELINE


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by the day they count from, then the day they were reported; what is denied stands before its denial."""
    return sorted(
        claims, key=lambda claim: (claim.valid_from, claim.reported_on, claim.stance is not Stance.AFFIRMS, claim.id)
    )


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in in_order(claims))


def _last_reported(claims: Iterable[Claim]) -> date | None:
    return max((claim.reported_on for claim in claims), default=None)
