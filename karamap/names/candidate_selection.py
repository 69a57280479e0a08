"""Chooses among the places that bear a name: by kind, by day, by whose name it is, by how well it is attested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from karamap.gazetteer.places import Name, valid_on
from karamap.gazetteer.schema import SETTLEMENTS
from karamap.names.districts import Districts
from karamap.names.evidence import Evidence, Hits, Match, Reason, Where
from karamap.names.index import NameIndex
from karamap.names.resolutions import Candidate, Flag, Mention, Outcome, Resolution

KIND_ALIASES = {
    "settlement": ("town", "village", "city"),
    "city": ("city",),
    "town": ("town",),
    "village": ("village",),
}
"""What a stated kind may mean, first choice first: announcements call a qəsəbə a settlement."""


PROPER = frozenset({"official", "exonym"})
"""Kinds of names that tell a place from one for which the same spelling is only a variant."""


BY_KIND = (Reason.KIND,)


class Choice(NamedTuple):
    """The places that are left, what chose them, and what is odd about them."""

    ids: list[str]
    reasons: tuple[Reason, ...] = ()
    flags: tuple[Flag, ...] = ()


class CandidateSelection:
    """Makes of the names that a search finds the answer to a mention."""

    def __init__(self, index: NameIndex, districts: Districts) -> None:
        self._index, self._districts = index, districts
        datasets = index.gazetteer.datasets
        self._complete = frozenset({id_ for id_, dataset in datasets.items() if dataset.lists_all})

    def resolution(
        self, mention: Mention, hits: Hits, numbers: Sequence[int], where: Where, flags: tuple[Flag, ...]
    ) -> Resolution:
        """One place or several: what the kind, the day and the names leave of those that bear `numbers`."""
        postings = self._index.postings
        places_of_name = postings.places_of_name
        kinds = self._districts.kinds(sorted({places_of_name[number] for number in numbers}), mention.date)
        stated = mention.kind or hits.kind
        choice = _of_kind(kinds, stated)
        if mention.date is not None and not postings.dated.isdisjoint(numbers):
            choice = self._of_day(choice, numbers, mention.date)
        if len(choice.ids) > 1:
            choice = self._of_better_name(choice, numbers, kinds, where)
        flags += choice.flags
        candidates = self._candidates(choice, hits, where)
        if len(candidates) > 1:
            return Resolution(mention, Outcome.AMBIGUOUS, None, candidates, flags)
        place_id = choice.ids[0]
        if Flag.KIND_DIFFERS in choice.flags and (stated in KIND_ALIASES) != (kinds[place_id] in SETTLEMENTS):
            # A bridge or a height is asked for and a settlement found, or the other way round.
            return Resolution(mention, Outcome.WEAK, None, candidates, (*flags, Flag.WEAK))
        return Resolution(mention, Outcome.RESOLVED, place_id, candidates, flags)

    def _candidates(self, choice: Choice, hits: Hits, where: Where) -> tuple[Candidate, ...]:
        match, taken_off = hits.evidence.match, hits.evidence.taken_off
        places_of_name = self._index.postings.places_of_name
        spelled = {places_of_name[number] for number in hits.spelled}
        candidates: list[Candidate] = []
        for place_id in choice.ids:
            agreement = Match.SPELLING if place_id in spelled else match
            candidates.append(Candidate(place_id, Evidence(agreement, taken_off, where, choice.reasons)))
        return tuple(candidates)

    def _of_day(self, choice: Choice, numbers: Iterable[int], day: date) -> Choice:
        """The places that bore the name on a day, unless none did."""
        names = self._names(choice.ids, numbers)
        on_the_day = [id_ for id_ in choice.ids if any(valid_on(name, day) for name in names[id_])]
        if not on_the_day:
            return choice._replace(flags=(*choice.flags, Flag.NAME_OF_ANOTHER_TIME))
        return _narrowed(choice, on_the_day, Reason.VALID_THEN)

    def _of_better_name(self, choice: Choice, numbers: Iterable[int], kinds: Mapping[str, str], where: Where) -> Choice:
        """The places whose own name it is; inside a district, of one kind, those of them that are better attested."""
        names = self._names(choice.ids, numbers)
        choice = _narrowed(choice, _highest({id_: _is_proper(names[id_]) for id_ in choice.ids}), Reason.PROPER)
        if where is Where.SAME_DISTRICT and len({kinds[id_] for id_ in choice.ids}) == 1:
            attested = {id_: self._attested(names[id_]) for id_ in choice.ids}
            choice = _narrowed(choice, _highest(attested), Reason.ATTESTED)
        return choice

    def _names(self, ids: Iterable[str], numbers: Iterable[int]) -> dict[str, list[Name]]:
        """Those of some names that each of some places bears."""
        places_of_name = self._index.postings.places_of_name
        names: dict[str, list[Name]] = {id_: [] for id_ in ids}
        for number in numbers:
            if (place_id := places_of_name[number]) in names:
                names[place_id].append(self._index.name(number))
        return names

    def _attested(self, names: Iterable[Name]) -> int:
        """Whether a list of all settlements has one of these names, and whether a page of the record does."""
        sources = {name.source_id for name in names}
        listed = not sources.isdisjoint(self._complete)
        return listed + (not sources <= self._index.gazetteer.datasets.keys())


def _is_proper(names: Iterable[Name]) -> bool:
    """Whether any of the names is the place's own, rather than one that some list gives it beside."""
    return not PROPER.isdisjoint([name.kind for name in names])


def _of_kind(kinds: Mapping[str, str], stated: str | None) -> Choice:
    """The places that the kind leaves."""
    if stated:
        for meant in KIND_ALIASES.get(stated, (stated,)):
            if same := [id_ for id_, kind in kinds.items() if kind == meant]:
                return Choice(same, BY_KIND)
        return Choice(list(kinds), (), (Flag.KIND_DIFFERS,))
    settled = [id_ for id_, kind in kinds.items() if kind in SETTLEMENTS]
    return Choice(settled or list(kinds))


def _highest(ranks: Mapping[str, int]) -> list[str]:
    highest = max(ranks.values())
    return [id_ for id_, rank in ranks.items() if rank == highest]


def _narrowed(choice: Choice, ids: list[str], reason: Reason) -> Choice:
    """The choice narrowed to some of its places; the reason is one only if it leaves any out."""
    return choice._replace(ids=ids, reasons=(*choice.reasons, reason)) if len(ids) < len(choice.ids) else choice
