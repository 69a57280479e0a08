"""Whose voice a claim is: which claims are one voice, and which voices confirm that somebody holds a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from karamap.record.claims import Claim
from karamap.record.schema import NO_SIDE, OWN_VOICE


def is_own_inference(claim: Claim) -> bool:
    """Whether nobody made a claim: the record infers it, by a line, a district, or what was said around."""
    return claim.side == NO_SIDE and f"{claim.speaker},".startswith(f"{OWN_VOICE},")


@dataclass(frozen=True)
class Voices:
    """The voices behind some claims that one party holds one place.

    Claims of one side are one voice. Claims of one `independence_group` repeat one utterance and are one voice too: the
    holder's if its side is among them, else that of another side among them. A claim of no side in a group without any
    is the voice of its group, one without a group that of its speaker.
    """

    holder: str
    _names: Set[str]
    _sides: Mapping[str, Set[str]]

    @classmethod
    def behind(cls, claims: Iterable[Claim], holder: str, names: Set[str] = frozenset()) -> Voices:
        """The voices behind claims that say of a place that a party holds it.

        Args:
            claims: the claims.
            holder: id of the party.
            names: further ids that it has borne while it held the place.
        """
        sides: defaultdict[str, set[str]] = defaultdict(set)
        for claim in claims:
            if claim.independence_group and claim.side != NO_SIDE:
                sides[claim.independence_group].add(claim.side)
        return cls(holder, {holder, *names}, sides)

    def count(self, claims: Iterable[Claim]) -> int:
        """How many voices there are behind some of the claims; what the record infers is none."""
        return len({self._voice(claim) for claim in claims if not is_own_inference(claim)})

    def confirms(self, claim: Claim, losers: Set[str], observed: Set[str]) -> bool:
        """Whether a claim is more than the word of the holder's own side, or of a page that only reports.

        Args:
            claim: one of the claims.
            losers: the parties that lost the place; if nobody did, the word of any other party goes against its side.
            observed: ids of the claims of observers of no side.
        """
        sides = self._sides_of(claim)
        if sides & self._names:
            return False
        if sides:
            return not losers or bool(sides & losers)
        return claim.id in observed

    def _sides_of(self, claim: Claim) -> Set[str]:
        """The parties whose word a claim is or repeats."""
        own = frozenset(() if claim.side == NO_SIDE else (claim.side,))
        repeated = self._sides.get(claim.independence_group or "")
        return own | repeated if repeated else own

    def _voice(self, claim: Claim) -> tuple[str, str]:
        sides = self._sides_of(claim)
        if sides:
            return self.holder if sides & self._names else min(sides), ""
        return NO_SIDE, claim.independence_group or claim.speaker
