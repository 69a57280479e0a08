"""What moved on the ground between two days, or was merely learned between two states of knowledge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from karamap.record.control import Control, PartyOn, itself, no_report


class Kind(Enum):
    """How a place came to have another holder than before.

    On a day that is known, on some day that no source gives, or earlier: then it was merely learned.
    """

    DATED = "dated"
    UNDATED = "undated"
    LEARNED = "learned"


def kind_of_change(before: Control, after: Control, day_before: date) -> Kind | None:
    """How a place moved after a day; None if it has the same holder, or is contested by the same parties.

    Every list of what changed, of one day or between two, asks this.

    Args:
        before: the conclusion for it on that day.
        after: the conclusion for it on a later day, or for the same day with other knowledge.
        day_before: the day.
    """
    if (before.holder, before.contested) == (after.holder, after.contested):
        return None
    if after.since is None or after.since <= day_before:
        return Kind.LEARNED
    return Kind.DATED if after.dated else Kind.UNDATED


@dataclass(frozen=True, slots=True)
class Change:
    """One place whose holder or standing differs between two conclusions; without a `kind` the holder does not."""

    place_id: str
    before: Control
    after: Control
    kind: Kind | None

    @property
    def moved(self) -> bool:
        """Whether the holder differs, not only the standing."""
        return self.kind is not None


def changes(
    before: Mapping[str, Control],
    after: Mapping[str, Control],
    first: date,
    last: date | None = None,
    party_on: PartyOn = itself,
) -> list[Change]:
    """Every place whose holder or standing differs, sorted by place id.

    That a party has become another by the later day is no change of hands.

    Args:
        before: the conclusions for one day, by place id.
        after: those for another day, or for the same with other knowledge.
        first: the day of the former.
        last: the day of the latter, if it is another one.
        party_on: who parties are on a day, see `karamap.record.ties.Ties.party_on`.
    """
    last = last or first
    later = max(first, last)
    differing = []
    for place_id in sorted({*before, *after}):
        old, new = (state.get(place_id) or no_report(place_id) for state in (before, after))
        then, now = (item.on(later, party_on) for item in (old, new))
        if (then.holder, then.standing, then.contested) != (now.holder, now.standing, now.contested):
            differing.append(Change(place_id, old, new, _kind(then, now, first, last)))
    return differing


def _kind(before: Control, after: Control, first: date, last: date) -> Kind | None:
    """Going back in time undoes what going forth did."""
    return kind_of_change(before, after, first) if first <= last else kind_of_change(after, before, last)
