"""From a written name and its context to one place, several candidates, or none, with the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from karamap.errors import AmbiguousPlaceError, UnknownDistrictError, UnknownPlaceError, WrongDistrictError
from karamap.names import listed_names
from karamap.names.candidate_selection import CandidateSelection
from karamap.names.districts import Districts
from karamap.names.evidence import Hits, Match, Where
from karamap.names.index import NameIndex
from karamap.names.list_context import ListContext
from karamap.names.list_reading import ListReading
from karamap.names.name_search import NameSearch
from karamap.names.near_misses import NearMisses
from karamap.names.resolutions import Candidate, Flag, Mention, Outcome, Resolution, described
from karamap.names.spellings import fold, is_readable

CLEARLY = 2.0
"""Another place of the name must lie so many times as far from the district before it is left out."""


SPELLINGS_OF_A_PLACE = 6
"""So many spellings are looked at for each name that is offered, since a place bears several that are alike."""


Flags = tuple[Flag, ...]


class Resolver:
    """Looks names up in one gazetteer, from the surest evidence to the weakest, and stops where it suffices.

    Inside the stated district: the same spelling, the level-1 key, the level-1 key by another reading, the
    level-2 key. Then the same outside it, within `index.distances.radius_km` (flag `district_mismatch`). Then, inside
    the district again, the level-3 key or a level-1 key with one phoneme changed: these are weak, they name a
    candidate and resolve nothing. The kind, the date and the words taken off choose among places; they
    never add one. One place is resolved, several are ambiguous, none is unresolved.

    The steps follow Fellegi and Sunter's idea of agreement on keys of falling strength (1969, "A theory for
    record linkage", JASA 64), with rules in place of weights, since nothing here is frequent enough to count.
    """

    def __init__(self, index: NameIndex) -> None:
        self.index, self.gazetteer = index, index.gazetteer
        self._districts = Districts(index)
        self.districts_named, self.places_of_districts = self._districts.named, self._districts.places
        self._search = NameSearch(index)
        self._near_misses = NearMisses(index, self._search)
        self._selection = CandidateSelection(index, self._districts)
        ranked = self._selection.ranked
        self._lists = ListReading(
            index, self._alone, self.districts_named, lambda candidates, mention: ranked(candidates, mention.date)
        )

    def resolve(self, mention: Mention) -> Resolution:
        """Find the place that a mention means, or say why that cannot be told."""
        if not is_readable(mention.name) or not is_readable(mention.district or ""):
            return Resolution(mention, Outcome.UNRESOLVED, None, (), (Flag.UNREADABLE,))
        listed = None if mention.name.isalpha() else listed_names.read(mention.name)
        if listed is None or fold(mention.name) in self.index.postings.spellings:
            return self._alone(mention)
        return self._lists.resolution(mention, listed)

    def _alone(self, mention: Mention) -> Resolution:
        """What one name means that stands by itself."""
        districts = self.districts_named(mention.district) if mention.district else frozenset()
        flags = (Flag.UNKNOWN_DISTRICT,) if mention.district and not districts else ()
        if not districts:
            return self._anywhere(mention, flags)
        inside = self._districts.places(districts, mention.date)
        outside: list[Hits] = []
        for hits in self._search.steps(mention, inside):
            if within := self._search.at(hits.numbers, inside):
                is_whole = len(within) == len(hits.numbers) or within[0] in hits.spelled
                if not is_whole and (rivals := self._selection.rivals(hits, within, inside, mention.date)):
                    flags = (*flags, Flag.DISTRICT_MISMATCH)
                    return self._selection.resolution(mention, hits, [*within, *rivals], Where.ANYWHERE, flags)
                return self._selection.resolution(mention, hits, within, Where.SAME_DISTRICT, flags)
            outside.append(hits)
        return (
            self._nearby(mention, inside, outside, flags)
            or self._weak(mention, inside, flags)
            or self._open(mention, outside, flags)
        )

    def resolve_all(self, mentions: Iterable[Mention]) -> list[Resolution]:
        """Resolve the names of one list in the light of each other.

        Siblings are the names with the same stated district. A place far from the rest of them is flagged
        (`far_from_siblings`). A name that may be several places becomes the only one of them that lies near
        the rest (`by_siblings`). What they are measured from is the median of longitude and of latitude of the
        resolved siblings that have a position; the order of the list is of no account.
        """
        alone = [self.resolve(mention) for mention in mentions]
        return ListContext(self.gazetteer, self._group_of, self.index.distances.siblings_km).weighed(alone)

    def nearest(self, name: str, limit: int = 3) -> list[str]:
        """The names whose spellings are closest to one (Levenshtein ratio of at least 70), best first, one a place."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a failed look-up pays for it

        if not is_readable(name):
            return []
        postings = self.index.postings
        matches = process.extract(
            fold(name),
            self.index.spellings_like(name),
            scorer=fuzz.ratio,
            limit=SPELLINGS_OF_A_PLACE * limit,
            score_cutoff=70,
        )
        of_place: dict[str, str] = {}
        for spelling, _, _ in matches:
            number = postings.spellings[spelling][0]
            of_place.setdefault(postings.places_of_name[number], self.index.name(number).text)
        return list(dict.fromkeys(of_place.values()))[:limit]

    @property
    def district_names(self) -> list[str]:
        """What the districts of the theatre's own system are called, in the order of their ids."""
        gazetteer = self.gazetteer
        own = [id_ for id_, district in gazetteer.districts.items() if district.system == gazetteer.system]
        return [gazetteer.district_name(id_) for id_ in own]

    def _group_of(self, item: Resolution) -> frozenset[str]:
        stated = item.mention.district
        return self.districts_named(stated) if stated and is_readable(stated) else frozenset()

    def _anywhere(self, mention: Mention, flags: Flags) -> Resolution:
        """Without a district: spelling and level-1 key alone, the first that finds anything."""
        weaker: list[Hits] = []
        for hits in self._search.steps(mention):
            if hits.evidence.match is Match.LEVEL_2:
                weaker.append(hits)
            elif hits.numbers:
                found = self._selection.resolution(mention, hits, hits.numbers, Where.ANYWHERE, flags)
                return self._name_alone(self._beside_towns(found, hits.numbers))
        return self._open(mention, weaker, flags)

    def _beside_towns(self, found: Resolution, numbers: Iterable[int]) -> Resolution:
        """What was found; where a hamlet was guessed, with the towns of which the name may be a slip."""
        if not self._selection.is_mere_guess(found, numbers):
            return found
        if not (towns := self._near_misses.towns(found.mention)):
            return found
        candidates = self._selection.ranked((*found.candidates, *towns), found.mention.date)
        return found._replace(outcome=Outcome.AMBIGUOUS, place_id=None, candidates=candidates)

    def _name_alone(self, found: Resolution) -> Resolution:
        """What was found; flagged where a namesake that the tables lack may as well be meant."""
        if found.place_id is None or not self._selection.may_lack_namesakes(found.place_id, found.mention.date):
            return found
        return found._replace(flags=(*found.flags, Flag.NAME_ALONE))

    def _nearby(
        self, mention: Mention, inside: frozenset[str], outside: Iterable[Hits], flags: Flags
    ) -> Resolution | None:
        """The same evidence outside the stated district: what lies within the radius, and what is hardly further."""
        places_of_name = self.index.postings.places_of_name
        for hits in outside:
            distances: dict[str, float] = {}
            nearest = inf
            for place_id in {places_of_name[number] for number in hits.numbers}:
                distances[place_id] = self._districts.distance(place_id, inside, self._reach(nearest))
                nearest = min(nearest, distances[place_id])
            if nearest <= self.index.distances.radius_km:
                reach = self._reach(nearest)
                near = [number for number in hits.numbers if distances[places_of_name[number]] <= reach]
                flags = (*flags, Flag.DISTRICT_MISMATCH)
                return self._selection.resolution(mention, hits, near, Where.OUTSIDE_DISTRICT, flags)
        return None

    def _reach(self, nearest: float) -> float:
        """How far outside the stated district a place may lie beside the nearest, in km."""
        return max(CLEARLY * min(nearest, self.index.distances.radius_km), self.index.distances.least_km)

    def _weak(self, mention: Mention, inside: frozenset[str], flags: Flags) -> Resolution | None:
        """Places inside the district that a level-3 key or one changed phoneme leads to."""
        candidates = self._near_misses.candidates(mention, inside)
        if not candidates:
            return None
        outcome = Outcome.WEAK if len(candidates) == 1 else Outcome.AMBIGUOUS
        return Resolution(mention, outcome, None, candidates, (*flags, Flag.WEAK))

    def _open(self, mention: Mention, steps: Iterable[Hits], flags: Flags) -> Resolution:
        """Unresolved; what the name means elsewhere is listed."""
        places_of_name = self.index.postings.places_of_name
        where = Where.ELSEWHERE if mention.district else Where.ANYWHERE
        for hits in steps:
            if hits.numbers:
                ids = sorted({places_of_name[number] for number in hits.numbers})
                evidence = hits.evidence._replace(where=where)
                elsewhere = tuple([Candidate(place_id, evidence) for place_id in ids])
                if mention.district:
                    flags = (*flags, Flag.DISTRICT_MISMATCH)
                return Resolution(mention, Outcome.UNRESOLVED, None, elsewhere, flags)
        return Resolution(mention, Outcome.UNRESOLVED, None, (), flags)


def place_named(resolver: Resolver, mention: Mention) -> str:
    """The id of the one place that a mention means.

    Raises:
        UnknownDistrictError: no district is called as stated.
        WrongDistrictError: places of the name lie elsewhere.
        AmbiguousPlaceError: several places bear the name.
        UnknownPlaceError: no place bears the name, or only one that comes close to it.
    """
    answer = resolver.resolve(mention)
    if answer.place_id is not None:
        return answer.place_id
    candidates = [described(resolver.gazetteer, item.place_id) for item in answer.candidates]
    if Flag.UNKNOWN_DISTRICT in answer.flags:
        raise UnknownDistrictError(mention.district or "", resolver.district_names)
    if Flag.DISTRICT_MISMATCH in answer.flags and candidates:
        raise WrongDistrictError(mention.name, mention.district or "", candidates)
    if answer.outcome is Outcome.AMBIGUOUS:
        raise AmbiguousPlaceError(mention.name, candidates)
    nearest = candidates if answer.outcome is Outcome.WEAK else resolver.nearest(mention.name)
    raise UnknownPlaceError(mention.name, nearest)
