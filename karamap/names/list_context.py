"""Reads the names of one list in the light of each other: what is listed together lies together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from karamap.gazetteer.distance import kilometres, median
from karamap.gazetteer.places import Gazetteer, LonLat
from karamap.names.evidence import Match, Reason
from karamap.names.resolutions import DOUBTS, Candidate, Flag, Outcome, Resolution

SIBLINGS = 3
"""Fewer resolved names than this have no middle to speak of."""


CLOSED = DOUBTS | {Flag.WEAK}
"""Flags of answers between which no neighbours choose."""


Group = frozenset[str]
"""The districts that a mention states: what makes siblings of those of a list that state the same."""


class ListContext:
    """Weighs the names of lists in one gazetteer; `siblings_km` is how far from the middle they may lie."""

    def __init__(self, gazetteer: Gazetteer, group_of: Callable[[Resolution], Group], siblings_km: float) -> None:
        self._gazetteer, self._group_of, self._siblings_km = gazetteer, group_of, siblings_km

    def weighed(self, alone: Sequence[Resolution]) -> list[Resolution]:
        """The answers to the names of one list, given what each comes to by itself; their order is of no account."""
        groups = list(map(self._group_of, alone))
        middles = self._middles(alone, groups)
        return [
            self._among_siblings(item, middles[group]) if group in middles else item
            for item, group in zip(alone, groups, strict=True)
        ]

    def _middles(self, alone: Sequence[Resolution], groups: Sequence[Group]) -> Mapping[Group, LonLat]:
        """The median of longitude and of latitude of the resolved siblings that have a position."""
        positions: defaultdict[Group, dict[str, LonLat]] = defaultdict(dict)
        for item, group in zip(alone, groups, strict=True):
            if item.place_id and (position := self._position(item.place_id)):
                positions[group][item.place_id] = position
        many = {group: list(among.values()) for group, among in positions.items() if len(among) >= SIBLINGS}
        return {group: _middle(among) for group, among in many.items()}

    def _among_siblings(self, item: Resolution, middle: LonLat) -> Resolution:
        """Flag a place far from the middle of its list; of several candidates take the only one near it."""
        near = [candidate for candidate in item.candidates if self._is_close(candidate.place_id, middle)]
        if item.outcome is Outcome.RESOLVED and not near and self._position(item.place_id or ""):
            return item._replace(flags=(*item.flags, Flag.FAR_FROM_SIBLINGS))
        if len(near) == 1 and self._is_open_to_choice(item) and _agrees_best(near[0], item):
            return _chosen(item, near[0])
        return item

    def _is_open_to_choice(self, item: Resolution) -> bool:
        """Whether it is several places on good evidence, all of them located."""
        if item.outcome is not Outcome.AMBIGUOUS or not CLOSED.isdisjoint(item.flags):
            return False
        return all(self._position(candidate.place_id) is not None for candidate in item.candidates)

    def _is_close(self, place_id: str, middle: LonLat) -> bool:
        position = self._position(place_id)
        return position is not None and kilometres(position, middle) <= self._siblings_km

    def _position(self, place_id: str) -> LonLat | None:
        return self._gazetteer.places[place_id].position


def _agrees_best(near: Candidate, item: Resolution) -> bool:
    """Whether no other place is spelled like the name while this one is not."""
    if near.evidence.match is Match.SPELLING:
        return True
    return all(other.evidence.match is not Match.SPELLING for other in item.candidates)


def _middle(positions: Sequence[LonLat]) -> LonLat:
    lons, lats = zip(*positions, strict=True)
    return LonLat(median(lons), median(lats))


def _chosen(item: Resolution, near: Candidate) -> Resolution:
    evidence = near.evidence._replace(chosen_by=(*near.evidence.chosen_by, Reason.NEAR_LIST))
    chosen = Candidate(near.place_id, evidence)
    others = tuple(candidate for candidate in item.candidates if candidate is not near)
    flags = (*item.flags, Flag.BY_SIBLINGS)
    return item._replace(outcome=Outcome.RESOLVED, place_id=chosen.place_id, candidates=(chosen, *others), flags=flags)
