"""Places that a spelling comes close to, by its consonants or but for one phoneme: weak evidence, never enough."""

from __future__ import annotations

from collections.abc import Iterable

from karamap.names.edit_distance import SHORTEST_EDITED, length
from karamap.names.evidence import Evidence, Match, Where
from karamap.names.index import NameIndex
from karamap.names.name_search import NameSearch
from karamap.names.resolutions import Candidate, Mention

SHORTEST_OF_TOWN = 4
"""Keys of so few phonemes may be a town's but for one; they do no more than leave a name open."""


SHORTEST_SKELETON = 3
"""A key without vowels must keep so many consonants to mean anything."""


class NearMisses:
    """Looks for them among the places of a district, or among towns."""

    def __init__(self, index: NameIndex, search: NameSearch) -> None:
        self._index, self._search = index, search

    def candidates(self, mention: Mention, inside: frozenset[str]) -> tuple[Candidate, ...]:
        """The places inside that a level-3 key or one changed phoneme leads to, by id."""
        orthographies = self._index.orthographies
        for form in orthographies.forms(mention.name):
            keys = orthographies.keys(form, mention.language)
            long = [key for key in keys if length(key) >= SHORTEST_EDITED]
            near = self._index.near_inside(long, inside)
            matches = dict.fromkeys(near, Match.ONE_PHONEME)
            matches |= dict.fromkeys(self._of_skeleton(keys, inside), Match.SKELETON)
            if matches:
                where = Where.SAME_DISTRICT
                return tuple([Candidate(id_, Evidence(match, (), where)) for id_, match in sorted(matches.items())])
        return ()

    def towns(self, mention: Mention) -> tuple[Candidate, ...]:
        """The seats of districts and the towns with a key but one phoneme from one of the spelling's, by id."""
        orthographies = self._index.orthographies
        keys = orthographies.keys(orthographies.form(mention.name), mention.language)
        long = [key for key in keys if length(key) >= SHORTEST_OF_TOWN]
        near = self._index.near_towns(long)
        return tuple([Candidate(place_id, Evidence(Match.ONE_PHONEME)) for place_id in sorted(near)])

    def _of_skeleton(self, keys: Iterable[str], inside: frozenset[str]) -> set[str]:
        """Places with the same consonants."""
        coarsest = self._index.orthographies.coarsened(keys, 3)
        skeletons = [key for key in coarsest if length(key) >= SHORTEST_SKELETON]
        places_of_name = self._index.postings.places_of_name
        return {places_of_name[number] for number in self._search.at(self._search.under(skeletons, 3), inside)}
