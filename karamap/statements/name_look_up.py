"""What names mean in the gazetteer, each looked up once for all days on which the gazetteer says the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache

from karamap.gazetteer.schema import OUTSIDE, TOWNS
from karamap.names.resolutions import Flag, Mention, Outcome, Resolution
from karamap.names.resolver import Resolver
from karamap.statements.lexicon import SHORTEST_STEM

LONGEST_DISTRICT = 60
"""Characters of the name of a district at the most."""

KEPT = 1 << 16
"""So many answers are kept, since pages name the same places again and again."""


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
        self._since = lru_cache(KEPT)(self._looked)

    def _on_day(
        self, name: str, district: str | None = None, kind: str | None = None, day: date | None = None
    ) -> Resolution:
        """What a name means, by what a `Mention` says of it."""
        found = self._since(Mention(name, district, kind, self._last_change(day)))
        asked = found.mention._replace(date=day)
        return Resolution(asked, found.outcome, found.place_id, found.candidates, found.flags)

    def seat_meant(self, found: Resolution, beside: Sequence[str]) -> Resolution:
        """What a bare name of several places means in a text: the seat of a district, if one of them is that.

        Beside bare names of villages it may be one of these, and stays ambiguous.

        Args:
            found: what the name means by itself.
            beside: the other bare names of its sentence.
        """
        gazetteer = self._resolver.gazetteer
        seats = [item.place_id for item in found.candidates if item.place_id in gazetteer.seats]
        if found.outcome is not Outcome.AMBIGUOUS or len(seats) != 1:
            return found
        others = [self.resolution(name).place_id for name in beside]
        if any(other is not None and gazetteer.kind(other) not in TOWNS for other in others):
            return found
        return found._replace(outcome=Outcome.RESOLVED, place_id=seats[0], flags=(*found.flags, Flag.TAKEN_FOR_A_SEAT))

    def _districts(self, name: str) -> frozenset[str]:
        """The districts that are called so."""
        return self._resolver.districts_named(name) if len(name) <= LONGEST_DISTRICT else frozenset()

    def is_district(self, name: str) -> bool:
        """Whether a district is called so."""
        return bool(self.districts_named(name))

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
        if found.outcome is not Outcome.UNRESOLVED:
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
        return ambiguous or found

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
