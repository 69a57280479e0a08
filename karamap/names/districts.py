"""Which districts a written name means, which places lie in them on a day, and how far others lie from those."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property, lru_cache
from math import inf

from karamap.gazetteer.distance import Field
from karamap.gazetteer.places import Gazetteer, Membership, valid_on
from karamap.names.edit_distance import is_one_edit, length
from karamap.names.index import Index
from karamap.names.keys import Form, Orthographies

SHORTEST_EDITED = 5
"""A key of fewer phonemes is too short to forgive a letter in."""


class Districts:
    """The districts of one gazetteer; what has been asked for is kept, since lists name few districts often."""

    def __init__(self, gazetteer: Gazetteer, index: Index, orthographies: Callable[[], Orthographies]) -> None:
        self._gazetteer, self._index, self._orthographies = gazetteer, index, orthographies
        self._members: defaultdict[str, list[Membership]] = defaultdict(list)
        for items in gazetteer.memberships.values():
            for item in items:
                self._members[item.district_id].append(item)
        dated = (day for items in self._members.values() for item in items for day in (item.valid_from, item.valid_to))
        self._turns = sorted({day for day in dated if day is not None})
        self.named = lru_cache(4096)(self._named)
        self._places_since = lru_cache(1024)(self._places_of)
        self._field = lru_cache(64)(self._field_of)
        self._kinds: defaultdict[date | None, dict[str, str]] = defaultdict(dict)

    def places(self, districts: frozenset[str], day: date | None) -> frozenset[str]:
        """The ids of the places that lie, on a day, in any of some districts; without a day, that ever did."""
        return self._places_since(districts, self._turn(day))

    def kinds(self, places: Iterable[str], day: date | None) -> dict[str, str]:
        """What some places are on a day."""
        turn = self._turn(day)
        known = self._kinds[turn]
        return {id_: known.get(id_) or known.setdefault(id_, self._gazetteer.kind(id_, turn)) for id_ in places}

    def _turn(self, day: date | None) -> date | None:
        """The last day up to a day on which any membership began or ended: nothing has changed since."""
        if day is None:
            return None
        before = bisect_right(self._turns, day)
        return self._turns[before - 1] if before else date.min

    def gap(self, place_id: str, inside: frozenset[str], within: float) -> float:
        """Kilometres from a place to the nearest of those inside; infinite if that is more than `within`."""
        position = self._gazetteer.places[place_id].position
        return inf if position is None else self._field(inside).gap(position, within)

    def _named(self, name: str) -> frozenset[str]:
        """The ids of the districts that a name as written may mean, with those that they lie over."""
        found = self._ids(name)
        return found | {other for id_ in found for other in self._gazetteer.overlaps.get(id_, ())}

    def _ids(self, name: str) -> frozenset[str]:
        """By the whole name; else each of its words; else the one name but a phoneme away, vowels aside."""
        forms = list(self._orthographies().forms(name, district=True))
        if found := self._known(forms):
            return found
        words = {word for form in forms[:2] for word in (*form.words, *form.tags)}
        parts = [self._known(self._orthographies().forms(word, district=True)) for word in words if len(words) > 1]
        if any(parts):
            return frozenset().union(*parts)
        close = frozenset().union(*map(self._close, forms))
        return close if len(close) == 1 else frozenset()

    def _known(self, forms: Iterable[Form]) -> frozenset[str]:
        """The districts of the first key that leads to any."""
        for form in forms:
            for key in self._orthographies().keys(form):
                if key in self._index.districts:
                    return frozenset(self._index.districts[key])
        return frozenset()

    def _close(self, form: Form) -> frozenset[str]:
        keys = self._orthographies().raised(self._orthographies().keys(form, limit=4), 2)
        return frozenset(
            id_
            for other, ids in self._on_level_2
            if length(other) >= SHORTEST_EDITED and any(is_one_edit(key, other) for key in keys)
            for id_ in ids
        )

    @cached_property
    def _on_level_2(self) -> list[tuple[str, list[str]]]:
        raised = self._orthographies().raised
        return [(raised([key], 2)[0], ids) for key, ids in self._index.districts.items()]

    def _places_of(self, districts: frozenset[str], turn: date | None) -> frozenset[str]:
        """The places of some districts; what they are is read along, since most look-ups go on to ask."""
        found = frozenset(
            item.place_id
            for district_id in districts
            for item in self._members[district_id]
            if turn is None or valid_on(item, turn)
        )
        self.kinds(found, turn)
        return found

    def _field_of(self, inside: frozenset[str]) -> Field:
        places = self._gazetteer.places
        return Field([position for id_ in inside if (position := places[id_].position)])
