"""Which districts a written name means, which places lie in them on a day, and how far others lie from those."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from math import inf
from typing import TYPE_CHECKING, TypeVar

from karamap.gazetteer.distance import Strips
from karamap.gazetteer.places import valid_on
from karamap.names.edit_distance import SHORTEST_EDITED, length, near_to
from karamap.names.index import NameIndex

if TYPE_CHECKING:
    from karamap.names.name_forms import Form


Value = TypeVar("Value")


class _Known(dict[str, Value]):
    """What is known of places, found out when it is first asked for."""

    def __init__(self, found: Callable[[str], Value]) -> None:
        super().__init__()
        self._found = found

    def __missing__(self, place_id: str) -> Value:
        value = self[place_id] = self._found(place_id)
        return value


class Districts:
    """The districts of one gazetteer; what has been asked for is kept, since lists name few districts often."""

    def __init__(self, index: NameIndex) -> None:
        self._index, self._gazetteer = index, index.gazetteer
        self.named = lru_cache(4096)(self._named)
        self._places_since = lru_cache(1024)(self._places_of)
        self._strips = lru_cache(64)(self._strips_of)
        self._last_change = lru_cache(4096)(self._last_change_up_to)
        self._kinds: dict[date | None, _Known[str]] = {}
        self._importances: dict[date | None, _Known[int]] = {}

    def places(self, districts: frozenset[str], day: date | None) -> frozenset[str]:
        """The ids of the places that lie, on a day, in any of some districts; without a day, that ever did."""
        return self._places_since(districts, self._last_change(day))

    def kinds(self, places: Iterable[str], day: date | None) -> dict[str, str]:
        """What some places are on a day."""
        known = self._kinds_since(self._last_change(day))
        return {place_id: known[place_id] for place_id in places}

    def importances(self, day: date | None) -> Mapping[str, int]:
        """From each place that is asked for to `SEAT`, `TOWN` or `ORDINARY` on a day."""
        since = self._last_change(day)
        if since not in self._importances:
            kinds, importance_of = self._kinds_since(since), self._gazetteer.importance_of
            self._importances[since] = _Known(lambda place_id: importance_of(place_id, kinds[place_id]))
        return self._importances[since]

    def _kinds_since(self, since: date | None) -> Mapping[str, str]:
        if since not in self._kinds:
            self._kinds[since] = _Known(lambda place_id: self._gazetteer.kind(place_id, since))
        return self._kinds[since]

    def distance(self, place_id: str, inside: frozenset[str], within: float) -> float:
        """Kilometres from a place to the nearest of those inside; infinite if that is more than `within`."""
        position = self._gazetteer.places[place_id].position
        return inf if position is None else self._strips(inside).nearest_distance(position, within)

    def _last_change_up_to(self, day: date | None) -> date | None:
        """The last day up to a day on which any membership began or ended: nothing has changed since."""
        if day is None:
            return None
        before = bisect_right(self._index.days_of_change, day)
        return self._index.days_of_change[before - 1] if before else date.min

    def _named(self, name: str) -> frozenset[str]:
        """The ids of the districts that a name as written may mean, with those that they lie over."""
        ids = self._ids(name)
        return ids.union(*[self._gazetteer.overlaps.get(id_, ()) for id_ in ids])

    def _ids(self, name: str) -> frozenset[str]:
        """By the whole name; else each of its words; else the one name but a phoneme away, vowels aside."""
        orthographies = self._index.orthographies
        if ids := self._known(orthographies.forms(name, district=True)):
            return ids
        forms = list(orthographies.forms(name, district=True))
        words = {word for form in forms[:2] for word in (*form.words, *form.tags)}
        parts = [self._known(orthographies.forms(word, district=True)) for word in words if len(words) > 1]
        if any(parts):
            return frozenset().union(*parts)
        close = frozenset().union(*map(self._close, forms))
        return close if len(close) == 1 else frozenset()

    def _known(self, forms: Iterable[Form]) -> frozenset[str]:
        """The districts of the first key that leads to any."""
        known, keys_of = self._index.postings.districts, self._index.orthographies.keys
        for form in forms:
            for key in keys_of(form):
                if key in known:
                    return frozenset(known[key])
        return frozenset()

    def _close(self, form: Form) -> frozenset[str]:
        """The districts with a level-2 key that is one phoneme away."""
        orthographies = self._index.orthographies
        keys = orthographies.coarsened(orthographies.keys(form, limit=4), 2)
        known = self._on_level_2
        return frozenset().union(*[known[key] for key in near_to(keys, known.keys())])

    @cached_property
    def _on_level_2(self) -> Mapping[str, Sequence[str]]:
        """The districts by the level-2 keys that are long enough to be compared."""
        coarsened = self._index.orthographies.coarsened
        known: defaultdict[str, list[str]] = defaultdict(list)
        for key, ids in self._index.postings.districts.items():
            if length(coarser := coarsened([key], 2)[0]) >= SHORTEST_EDITED:
                known[coarser] += ids
        return known

    def _places_of(self, districts: frozenset[str], since: date | None) -> frozenset[str]:
        """The places of some districts."""
        held: list[Iterable[str]] = []
        for district_id in districts:
            if members := self._index.postings.members.get(district_id):
                held.append(members.always)
                held += [ids for span, ids in members.at_times.items() if since is None or valid_on(span, since)]
        return frozenset().union(*held)

    def _strips_of(self, inside: frozenset[str]) -> Strips:
        places = self._gazetteer.places
        return Strips([position for id_ in inside if (position := places[id_].position)])
