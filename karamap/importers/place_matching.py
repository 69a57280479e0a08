"""Finds the place that a claim of somebody's file means, or says why that cannot be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from math import inf
from typing import NamedTuple

from karamap.gazetteer.distance import kilometres
from karamap.gazetteer.places import LonLat
from karamap.importers.found import FoundClaim, FoundEvent, counted, shortened
from karamap.importers.gazetteer_rows import SAME_KM, GazetteerRows
from karamap.importers.identifiers import GEONAMES
from karamap.names.resolutions import Mention, Outcome
from karamap.names.resolver import Resolver
from karamap.names.spellings import fold

NEAR_KM = 10.0
"""A place of the stated name may lie so far from the stated position: lists give that of a station or a centre."""

VERY_NEAR_KM = 2.0
"""Where no place bears the stated name, one so near to the stated position is pointed to, and not taken."""

CLEARLY = 2.0
"""Of two places of one name the nearer is meant if the other is so many times as far."""


class Match(NamedTuple):
    """The place that is meant; or none, with the reason and what comes nearest."""

    place_id: str | None
    reason: str = ""
    nearest: str = ""


class PlaceMatcher:
    """Finds places by id, by name and position, and by name alone."""

    def __init__(self, gazetteer: GazetteerRows, resolver: Callable[[], Resolver]) -> None:
        """Take the gazetteer.

        Args:
            gazetteer: the places.
            resolver: makes the resolver of their names; called only if a name is not known as it stands.
        """
        self._gazetteer, self._make = gazetteer, resolver
        self._by_name_alone: Counter[str] = Counter()

    @cached_property
    def _resolver(self) -> Resolver:
        return self._make()

    @property
    def notes(self) -> list[str]:
        """How many claims name their place by nothing but its name, and which of these are villages.

        A list of places that lacks a town may have a village of the same name.
        """
        if not (count := self._by_name_alone.total()):
            return []
        kinds = {row["id"]: row["kind"] for row in self._gazetteer.rows["gazetteer/places.csv"]}
        villages = [id_ for id_, told in self._by_name_alone.items() if told and kinds.get(id_) == "village"]
        told = f"{counted(count, 'claim')} with no more of the place than its name, which one place bears"
        return [f"{told}; villages among these: {self._told(villages)}" if villages else told]

    def match(self, claim: FoundClaim | FoundEvent) -> Match:
        """The place that a claim is about."""
        if claim.place_key and ((found := self._of_key(claim)).place_id or not self._is_by_name(claim)):
            return found
        ids = self._gazetteer.by_name.get(fold(claim.place), [])
        if claim.district and ids:
            district = self._gazetteer.districts.get(fold(claim.district))
            inside = [id_ for id_ in ids if district and self._gazetteer.district_of.get(id_) == district]
            if not inside:
                return Match(None, f"no {claim.place!r} lies in {claim.district!r}", self._told(ids))
            ids = inside
        if claim.position and ids:
            return self._nearest(claim, ids)
        if len(ids) == 1:
            self._by_name_alone[ids[0]] += not claim.district
            return Match(ids[0])
        if ids:
            return Match(
                None, f"{len(ids)} places bear this name: state a district, a position or an id", self._told(ids)
            )
        return self._resolved(claim)

    def _of_key(self, claim: FoundClaim | FoundEvent) -> Match:
        key, authority, by_key = claim.place_key, claim.authority, self._gazetteer.by_key
        own = {"": (key, f"gn{key}", key.removeprefix("gn")), GEONAMES: (f"gn{key}",)}.get(authority, ())
        for wanted in own:
            if wanted in self._gazetteer.positions:
                return Match(wanted)
        for whose in (authority, "") if authority else ("", *sorted(self._gazetteer.authorities)):
            if found := by_key.get((whose, key)):
                return Match(found)
        return Match(None, f"no place has the id {key!r}")

    def _is_by_name(self, claim: FoundClaim | FoundEvent) -> bool:
        """Whether the places have no ids of that kind at all, so that a name beside the id has to do."""
        return bool(claim.place) and not {claim.authority, ""} & self._gazetteer.authorities

    def _nearest(self, claim: FoundClaim | FoundEvent, ids: Sequence[str]) -> Match:
        """The place of a name that lies near the stated position, and clearly nearer than any other of that name."""
        at = LonLat(*claim.position) if claim.position else LonLat(0.0, 0.0)
        measured = sorted((kilometres(self._gazetteer.positions[id_], at), id_) for id_ in ids)
        distance, id_ = measured[0]
        if distance > NEAR_KM:
            return Match(
                None, f"the nearest place of this name lies {distance:.0f} km from the position", self._told(ids)
            )
        next_distance = measured[1][0] if len(measured) > 1 else inf
        is_its_own = distance < SAME_KM <= next_distance
        if not is_its_own and next_distance < CLEARLY * max(distance, 0.5):
            return Match(None, "two places of this name lie near the position", self._told(ids))
        return Match(id_)

    def _resolved(self, claim: FoundClaim | FoundEvent) -> Match:
        """What the resolver makes of a name that no place bears as it stands."""
        found = self._resolver.resolve(Mention(claim.place, claim.district or None))
        ids = [candidate.place_id for candidate in found.candidates]
        if found.outcome is Outcome.RESOLVED and not found.flags and ids:
            return self._nearest(claim, ids) if claim.position else Match(ids[0])
        if claim.position and ids and (near := self._nearest(claim, ids)).place_id:
            return near
        reason = "no place bears this name for sure" if not ids else "the name is not sure to mean one place"
        return Match(
            None, reason, self._told(ids) or self._close_by(claim) or shortened(self._resolver.nearest(claim.place))
        )

    def _close_by(self, claim: FoundClaim | FoundEvent) -> str:
        """The place that lies very near the stated position, in words."""
        if not claim.position:
            return ""
        at = LonLat(*claim.position)
        distance, id_ = min((kilometres(position, at), id_) for id_, position in self._gazetteer.positions.items())
        return f"{self._told([id_])}, {distance:.1f} km away" if distance <= VERY_NEAR_KM else ""

    def _told(self, ids: Iterable[str]) -> str:
        return shortened([f"{self._gazetteer.names[id_]} ({id_})" for id_ in ids])
