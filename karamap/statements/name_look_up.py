"""What names mean in the gazetteer, each looked up once for all days on which the gazetteer says the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache

from karamap.names.resolutions import Mention, Outcome, Resolution
from karamap.names.resolver import Resolver
from karamap.statements.lexicon import SHORTEST_STEM

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
        self.kind = lru_cache(KEPT)(resolver.gazetteer.kind)
        self._since = lru_cache(KEPT)(self._looked)

    def _on_day(self, mention: Mention) -> Resolution:
        """What a mention means."""
        found = self._since(_on(mention, self._last_change(mention.date)))
        asked = _on(found.mention, mention.date)
        return Resolution(asked, found.outcome, found.place_id, found.candidates, found.flags)

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


def _on(mention: Mention, day: date | None) -> Mention:
    """The same name on another day."""
    return Mention(mention.name, mention.district, mention.kind, day, mention.language)
