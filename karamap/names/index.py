"""The index of a gazetteer's names: where each spelling and key leads, together with the gazetteer it was made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from karamap.gazetteer.places import ORDINARY, Gazetteer, Membership, Name, Span
from karamap.names.distances import Distances
from karamap.names.edit_distance import NearKeys
from karamap.names.name_sorts import sorting
from karamap.names.spellings import fold, in_plain_letters

if TYPE_CHECKING:
    from karamap.names.keys import Orthographies

LEVELS = (1, 2, 3)

ALWAYS = Span(None, None)

LAST_PLAIN = 0x7F
"""The last character of a plain keyboard."""


Numbers = Mapping[str, Sequence[int]]
"""From a spelling or a key to the numbers of the names that have it."""


class Members(NamedTuple):
    """What lies in a district: places that always did, and others by the days on which they came and went."""

    always: list[str]
    at_times: dict[Span, list[str]]

    def add(self, place_id: str, span: Span) -> None:
        """Put a place among them."""
        if span == ALWAYS:
            self.always.append(place_id)
        else:
            self.at_times.setdefault(span, []).append(place_id)


class Near(Protocol):
    """Keys, to be asked for those that are one phoneme away from another; see `NearKeys`."""

    @property
    def shortened(self) -> Sequence[int]:
        """The keys by what is left of them without a phoneme."""

    def near(self, *keys: str) -> set[str]:
        """The keys that have the same tags as one of some others and are one phoneme away from it, or none."""


@dataclass(frozen=True)
class Postings:
    """Where each spelling and key leads: to numbers of names, in the order in which one gazetteer holds them."""

    places_of_name: Sequence[str]
    """The place of each name, by its number."""

    sorts: Sequence[int]
    """Of what sort each name is, by its number; see `karamap.names.name_sorts`."""

    spellings: Numbers
    plain: Numbers
    """The names in letters that a plain keyboard lacks, by how it writes them."""

    usual: Mapping[str, str]
    """The first key of each spelling, whatever its language: what a look-up would make of it."""

    keys: Mapping[int, Numbers]
    keys_of_name: Sequence[Sequence[str]]
    """The level-1 keys of each name, by its number, the usual reading first."""

    near: Near
    """The level-1 keys, to be asked for those that are nearly another."""

    firsts: Numbers
    """From a level-1 key to the names of which it is the usual reading."""

    by_generic: Mapping[str, Sequence[tuple[int, str]]]
    """Names that begin with a generic word, by the key of the rest, or by "=" and its spelling: the
    name, and the kind the word tells."""

    districts: Mapping[str, Sequence[str]]
    """From a level-1 key to the districts that have it."""

    members: Mapping[str, Members]
    """From a district to what lies in it."""


class Kept(NamedTuple):
    """What an earlier run kept of an index: postings, the gazetteer whose names they number, what is near in it."""

    gazetteer: Gazetteer
    postings: Postings
    distances: Distances


class NameIndex:
    """A gazetteer with the index of its names and the orthographies they are read by.

    The three belong together: numbers of names mean nothing in another gazetteer, so nothing takes one
    without the other. The postings are built on first need, and so are the orthographies if a callable gives
    them: a look-up in an index that an earlier run kept may need neither.

    Args:
        gazetteer: whose names are looked up.
        orthographies: how they are read, or what gives that.
        distances: what counts as near in it; without them, multiples of the spacing of settlements (`Distances.of`).
        fingerprint: under which the postings may be kept for the next run; empty if they may not.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        orthographies: Orthographies | Callable[[], Orthographies],
        distances: Distances | None = None,
        *,
        fingerprint: str = "",
    ) -> None:
        self.gazetteer, self.fingerprint = gazetteer, fingerprint
        self._orthographies_given = orthographies
        self._distances_given = distances
        self._postings_kept: Postings | None = None
        self._first_numbers: dict[str, int] = {}

    @classmethod
    def of_kept(cls, kept: Kept, orthographies: Orthographies | Callable[[], Orthographies]) -> NameIndex:
        """The index that an earlier run kept; the orthographies must be those it was made by."""
        index = cls(kept.gazetteer, orthographies, kept.distances)
        index._postings_kept = kept.postings
        return index

    @cached_property
    def orthographies(self) -> Orthographies:
        """How the names are read."""
        given = self._orthographies_given
        return given() if callable(given) else given

    @cached_property
    def distances(self) -> Distances:
        """What counts as near."""
        return self._distances_given or Distances.of(self.gazetteer)

    @property
    def is_worth_keeping(self) -> bool:
        """Whether the postings were made in this run, and belong to tables that another run may meet."""
        return bool(self.fingerprint) and self._postings_kept is None and "postings" in self.__dict__

    @cached_property
    def postings(self) -> Postings:
        """Where each spelling and key leads."""
        return self._postings_kept or _postings(self.gazetteer, self.orthographies)

    @cached_property
    def days_of_change(self) -> Sequence[date]:
        """The days on which any membership begins or ends, sorted."""
        spans = {span for held in self.postings.members.values() for span in held.at_times}
        return sorted({day for span in spans for day in span if day is not None})

    def near_inside(self, keys: Iterable[str], inside: frozenset[str]) -> set[str]:
        """Those of some places that have a level-1 key one phoneme away from one of some keys."""
        return {place_id for place_id in self._near(keys) if place_id in inside}

    def near_towns(self, keys: Iterable[str]) -> set[str]:
        """The seats of districts and the towns that have a level-1 key one phoneme away from one of some keys."""
        importance = self.gazetteer.importance
        return {place_id for place_id in self._near(keys) if importance(place_id) < ORDINARY}

    def _near(self, keys: Iterable[str]) -> Iterator[str]:
        """The places that have a level-1 key one phoneme away, some perhaps twice."""
        postings = self.postings
        for near in postings.near.near(*keys):
            for number in postings.keys[1][near]:
                yield postings.places_of_name[number]

    def spellings_like(self, _name: str) -> Sequence[str]:
        """The spellings among which those are that are close to a name: all of them here."""
        return list(self.postings.spellings)

    def name(self, number: int) -> Name:
        """The name of a number."""
        places_of_name = self.postings.places_of_name
        place_id = places_of_name[number]
        if (first := self._first_numbers.get(place_id)) is None:
            first = number
            while first and places_of_name[first - 1] == place_id:
                first -= 1
            self._first_numbers[place_id] = first
        return self.gazetteer.names[place_id][number - first]


def _postings(gazetteer: Gazetteer, orthographies: Orthographies) -> Postings:
    """Read every name of a gazetteer by the orthography of its language."""
    numbered = [(place_id, name) for place_id, names in gazetteer.names.items() for name in names]
    names = [name for _, name in numbered]
    spellings = _by_spelling(names)
    keys = [orthographies.keys(orthographies.form(name.text), name.language) for name in names]
    by_key = {level: _by_key(keys, level, orthographies) for level in LEVELS}
    return Postings(
        places_of_name=[place_id for place_id, _ in numbered],
        sorts=bytes(map(sorting(gazetteer.datasets), names)),
        spellings=spellings,
        plain=_by_plain_letters(spellings, orthographies),
        usual=_usual_keys(spellings, orthographies),
        keys=by_key,
        keys_of_name=keys,
        near=NearKeys(by_key[1]),
        firsts=_by_first_key(keys),
        by_generic=_by_generic_word(names, orthographies),
        districts=districts_by_key(gazetteer.district_names, orthographies),
        members=members_of(gazetteer.memberships),
    )


def members_of(memberships: Mapping[str, Iterable[Membership]]) -> dict[str, Members]:
    """What lies in each district."""
    members: defaultdict[str, Members] = defaultdict(lambda: Members([], {}))
    for items in memberships.values():
        for item in items:
            members[item.district_id].add(item.place_id, Span(item.valid_from, item.valid_to))
    return dict(members)


def _by_spelling(names: Iterable[Name]) -> Numbers:
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        numbers[fold(name.text)].append(number)
    return dict(numbers)


def plain_letters(orthographies: Orthographies) -> Callable[[str], set[str]]:
    """How a plain keyboard writes a spelling: letter by letter, and as the one-letter rules of level 1 would."""
    letters = orthographies.rewriting.letters(1)
    joined = {letter: to for letter, to in letters.items() if letter > LAST_PLAIN and to.isascii()}

    def written(spelling: str) -> set[str]:
        ways = {in_plain_letters(spelling), in_plain_letters(spelling.translate(joined))}
        return {way for way in ways if way != spelling and way.isascii()}

    return written


def _by_plain_letters(spellings: Numbers, orthographies: Orthographies) -> Numbers:
    plain: defaultdict[str, list[int]] = defaultdict(list)
    written = plain_letters(orthographies)
    for spelling, numbers in spellings.items():
        for way in written(spelling):
            plain[way] += numbers
    return dict(plain)


def _usual_keys(spellings: Iterable[str], orthographies: Orthographies) -> dict[str, str]:
    usual: dict[str, str] = {}
    for spelling in spellings:
        if first := orthographies.keys(orthographies.form(spelling), limit=1):
            usual[spelling] = first[0]
    return usual


Keys = Iterable[Sequence[str]]
"""The level-1 keys of each name, by its number."""


def _by_key(keys: Keys, level: int, orthographies: Orthographies) -> Numbers:
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, held in enumerate(keys):
        for key in orthographies.coarsened(held, level):
            numbers[key].append(number)
    return dict(numbers)


def _by_first_key(keys: Keys) -> Numbers:
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, held in enumerate(keys):
        for key in held[:1]:
            numbers[key].append(number)
    return dict(numbers)


def generic_keys(name: Name, orthographies: Orthographies) -> tuple[str, Sequence[str]]:
    """The kind that the generic word tells with which a name begins, and the keys of the rest; else nothing."""
    rest = orthographies.name_forms.generic_first(name.text)
    if not rest or not rest.kind:
        return "", ()
    return rest.kind, ("=" + fold(" ".join(rest.words)), *orthographies.keys(rest, name.language))


def _by_generic_word(names: Iterable[Name], orthographies: Orthographies) -> dict[str, list[tuple[int, str]]]:
    told: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, name in enumerate(names):
        kind, keys = generic_keys(name, orthographies)
        for key in keys:
            told[key].append((number, kind))
    return dict(told)


def districts_by_key(
    district_names: Mapping[str, Iterable[Name]], orthographies: Orthographies
) -> dict[str, list[str]]:
    """From each level-1 key to the districts that have it."""
    districts: defaultdict[str, list[str]] = defaultdict(list)
    for district_id, names in district_names.items():
        for name in names:
            for key in orthographies.keys(orthographies.form(name.text), name.language):
                if district_id not in districts[key]:
                    districts[key].append(district_id)
    return dict(districts)
