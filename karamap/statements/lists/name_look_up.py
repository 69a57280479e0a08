"""What names mean in the gazetteer, each looked up once for all days on which the gazetteer says the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from karamap.gazetteer.schema import OUTSIDE, TOWNS
from karamap.names.resolutions import Flag, Mention, Outcome, Resolution
from karamap.names.resolver import Resolver
from karamap.statements.lists.list_surroundings import LARGER
from karamap.statements.words.lexicon import SHORTEST_STEM
from karamap.statements.words.tokens import fold

LONGEST_DISTRICT = 60
"""Characters of the name of a district at the most."""

KEPT = 1 << 16
"""So many answers are kept, since pages name the same places again and again."""

LISTS_KEPT = 1 << 10
"""Of so many lists that are alike in district, kind and day the answers are kept."""


class Listed(NamedTuple):
    """What the name of a listed place means."""

    resolution: Resolution
    doubts: tuple[str, ...]
    """What is not sure of it, whatever is said of it."""
    is_elsewhere: bool
    """Whether it is a town that does not lie in the district of the list."""
    is_plain: bool
    """Whether the rest of its sentence makes nothing else of it: it is known, no bare name of several places, in the
    district, and never outside the area."""


class NameLookUp:
    """Looks names up as they stand, or in their first case.

    Args:
        resolver: looks names up in a gazetteer.
        endings: of cases in one language, each with what the first case has in its place ("ы>а").
    """

    def __init__(self, resolver: Resolver, endings: Sequence[str]) -> None:
        self._resolver, self._endings = resolver, endings
        self.resolution = lru_cache(KEPT)(self._on_day)
        self.districts_named = lru_cache(KEPT)(self._districts)
        self.listed = lru_cache(LISTS_KEPT)(self._asking)
        self.in_first_case = lru_cache(KEPT)(self._in_first_case)
        self._since = lru_cache(KEPT)(self._looked)

    def _on_day(
        self, name: str, district: str | None = None, kind: str | None = None, day: date | None = None
    ) -> Resolution:
        """What a name means, by what a `Mention` says of it."""
        found = self._since(Mention(name, district, kind, self._last_change(day)))
        asked = found.mention._replace(date=day)
        return Resolution(asked, found.outcome, found.place_id, found.candidates, found.flags)

    def seat_meant(self, found: Resolution) -> Resolution:
        """What a bare name of several places means in a text: the seat of a district, if just one of them is that."""
        seats = [item.place_id for item in found.candidates if item.place_id in self._resolver.gazetteer.seats]
        if found.outcome is not Outcome.AMBIGUOUS or len(seats) != 1:
            return found
        return found._replace(outcome=Outcome.RESOLVED, place_id=seats[0], flags=(*found.flags, Flag.TAKEN_FOR_A_SEAT))

    def is_place(self, name: str, district: str | None = None) -> bool:
        """Whether a name means one place, or one of several, by itself or in a district."""
        return self.resolution(name, district).outcome in (Outcome.RESOLVED, Outcome.AMBIGUOUS)

    def is_village(self, name: str) -> bool:
        """Whether a name by itself means one place, which is no town."""
        place_id = self.resolution(name).place_id
        return place_id is not None and self._resolver.gazetteer.kind(place_id) not in TOWNS

    def _asking(self, district: str | None, kind: str | None, day: date, *, is_own: bool) -> Callable[[str], Listed]:
        """What tells the meaning of the names of a list.

        Args:
            district: in which the list is said to lie.
            kind: of its places.
            day: that it stands under.
            is_own: whether the district is said of the list itself.
        """
        return lru_cache(KEPT)(partial(self._in_list, district, kind, day, is_own=is_own))

    def _in_list(self, district: str | None, kind: str | None, day: date, name: str, *, is_own: bool) -> Listed:
        """What a name of a list means; a town behind the villages of a district need not lie in it.

        Nor need a place lie in an area that is called like no district.
        """
        found, is_elsewhere = self.resolution(name, district, kind, day), False
        if found.outcome is not Outcome.RESOLVED and not is_own and (kind is None or kind in LARGER):
            alone = self.resolution(name, None, kind, day)
            if alone.place_id and (
                kind in LARGER or self._resolver.gazetteer.kind(alone.place_id) in (*LARGER, OUTSIDE)
            ):
                found, is_elsewhere = alone, True
        if found.outcome is not Outcome.RESOLVED and district is not None and not self.is_district(district):
            alone = self.resolution(name, None, kind, day)
            found, is_elsewhere = (alone, True) if alone.place_id else (found, is_elsewhere)
        is_open = found.outcome is Outcome.AMBIGUOUS and kind is None and district is None
        is_plain = found.outcome is not Outcome.UNRESOLVED and found.place_id not in self.ever_outside and not is_open
        return Listed(found, doubts_of(kind, found), is_elsewhere, is_plain and not is_elsewhere)

    def _districts(self, name: str) -> frozenset[str]:
        """The districts that are called so."""
        return self._resolver.districts_named(name) if len(name) <= LONGEST_DISTRICT else frozenset()

    def _in_first_case(self, name: str, endings: tuple[str, ...]) -> str:
        """The place that a name in one of some cases is of, by its name in the first case; empty if it is of none.

        Args:
            name: as written.
            endings: of these cases, each with what the first case has in its place ("ու>ի").
        """
        for ending in endings:
            taken, _, becomes = ending.partition(">")
            if len(name) <= len(taken) + SHORTEST_STEM or not name.endswith(taken):
                continue
            first = name.removesuffix(taken) + becomes
            if self.is_place(first):
                return first
        return ""

    def is_district(self, name: str) -> bool:
        """Whether a district is called so."""
        return bool(self.districts_named(name))

    def may_be_one(self, name: str, other: str) -> bool:
        """Whether two names may mean one place, as where one of them glosses the other."""
        one, two = (self.resolution(text) for text in (name, other))
        meant = [{found.place_id, *[item.place_id for item in found.candidates]} - {None} for found in (one, two)]
        return not meant[0].isdisjoint(meant[1])

    def places_of_district(self, name: str, day: date) -> frozenset[str]:
        """The places that lie on a day in the districts that are called so."""
        return self._resolver.places_of_districts(self.districts_named(name), day)

    def is_seat(self, name: str) -> bool:
        """Whether a name by itself means the seat of a district."""
        return self.seat_meant(self.resolution(name)).place_id in self._resolver.gazetteer.seats

    def is_spelled(self, name: str) -> bool:
        """Whether a place or a district is written just so."""
        return fold(name) in self._resolver.index.postings.spellings or fold(name) in self._districts_spelled

    @cached_property
    def _districts_spelled(self) -> frozenset[str]:
        named = self._resolver.gazetteer.district_names.values()
        return frozenset([fold(name.text) for names in named for name in names])

    def begins_name(self, word: str) -> bool:
        """Whether a name of several words begins with a word ("Upper A")."""
        return fold(word) in self._first_words

    @cached_property
    def _first_words(self) -> frozenset[str]:
        named = (name.text.split(maxsplit=1) for names in self._resolver.gazetteer.names.values() for name in names)
        return frozenset([fold(words[0]) for words in named if len(words) > 1])

    def is_outside(self, place_id: str, day: date) -> bool:
        """Whether a place lies outside the area covered on a day."""
        return self._resolver.gazetteer.kind(place_id, day) == OUTSIDE

    @cached_property
    def ever_outside(self) -> frozenset[str]:
        """The places that lie outside on any day."""
        gazetteer = self._resolver.gazetteer
        found = {place_id for place_id, place in gazetteer.places.items() if place.kind == OUTSIDE}
        for items in gazetteer.memberships.values():
            found.update([item.place_id for item in items if item.kind == OUTSIDE])
        return frozenset(found)

    def _looked(self, mention: Mention) -> Resolution:
        found = self._resolver.resolve(mention)
        if found.outcome not in (Outcome.UNRESOLVED, Outcome.WEAK):
            return found
        ambiguous = None
        for ending in self._endings:
            taken, _, becomes = ending.partition(">")
            if len(mention.name) > len(taken) + SHORTEST_STEM and mention.name.endswith(taken):
                other = self._resolver.resolve(mention._replace(name=mention.name.removesuffix(taken) + becomes))
                if other.outcome is Outcome.RESOLVED:
                    return other
                if other.outcome is Outcome.AMBIGUOUS and ambiguous is None:
                    ambiguous = other
        return found if found.outcome is Outcome.WEAK else ambiguous or found

    def _last_change(self, day: date | None) -> date | None:
        """The last day up to a day on which anything changed, which stands for all days up to the next."""
        if day is None:
            return None
        before = bisect_right(self._days_of_change, day)
        return self._days_of_change[before - 1] if before else date.min

    @cached_property
    def _days_of_change(self) -> list[date]:
        """The days on which a name or a membership begins or ends, sorted."""
        gazetteer = self._resolver.gazetteer
        days = set[date | None]()
        for names in gazetteer.names.values():
            days.update(*[(name.valid_from, name.valid_to) for name in names])
        for memberships in gazetteer.memberships.values():
            days.update(*[(item.valid_from, item.valid_to) for item in memberships])
        return sorted([day for day in days if day is not None])


def doubts_of(kind: str | None, resolution: Resolution) -> tuple[str, ...]:
    """What is not sure of a place of some kind, or of one that is not told, whatever is said of it."""
    doubts = [] if resolution.outcome is Outcome.RESOLVED else [f"the name is {resolution.outcome.value}"]
    doubts += [flag.value.replace("_", " ") for flag in resolution.flags]
    if kind is None:
        doubts.append("its kind is not told")
    return tuple(doubts)
