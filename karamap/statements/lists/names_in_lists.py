"""What a name of a list may be by its own words: a district, an owner and what is owned, a place and its district."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from karamap.statements.lists.list_surroundings import (
    LARGER,
    LONGEST_GLOSS,
    NAMES_OR_MARKS,
    close_of,
    counts_behind,
    is_of_day,
    is_prefixed,
    is_prefixed_with_of,
)
from karamap.statements.schema import VerbClass
from karamap.statements.values import ListedPlace, Piece
from karamap.statements.words.list_parts import Item, Part, Pending
from karamap.statements.words.tokens import Tokens

ENDS_ASIDE = "՝"
"""The Armenian mark that ends words set apart, and also stands before a list."""

DONE = tuple([kind.value for kind in VerbClass])
"""Begins the value of a phrase for what was done."""

LISTS = frozenset({Part.KIND, Part.SEPARATOR})
"""What stands behind a name that is one of places."""

LONGEST_ATTRIBUTE = 10
"""Parts from a district to the name that it owns at the most, with words that describe it between."""

SHORTEST_LIST = 3
"""Names from which on a list may be known by those in it; two do where a word joins them."""


def _are_two(_one: str, _other: str) -> bool:
    return False


@dataclass
class ListNames:
    """The names of the lists of one sentence.

    Args:
        text: the whole text, that offsets go into.
        tokens: those of the sentence.
        districts_named: the districts that are called so; asked where the grammar allows one without its word.
        is_place: whether a name means a place for sure.
        genitives: endings of a word that owns what stands behind it.
    """

    text: str
    tokens: Tokens
    districts_named: Callable[[str], frozenset[str]]
    is_place: Callable[[str], bool]
    genitives: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    """Endings of a district that stands behind a name without its word, since the sentence has said it before."""
    locatives: tuple[str, ...] = ()
    """Endings of a word that says where or whence something is told of what stands behind it."""
    attributes: tuple[str, ...] = ()
    """Endings of a word that describes the name behind it."""
    begins_name: Callable[[str], bool] = bool
    """Whether a name of several words begins with a word."""
    may_be_one: Callable[[str, str], bool] = _are_two
    """Whether two names may mean one place."""
    is_spelled: Callable[[str], bool] = bool
    """Whether a name is written just so somewhere in the gazetteer."""
    is_seat: Callable[[str], bool] = bool
    """Whether a name means the seat of a district."""
    parts: Sequence[Part] = ()
    """What each item is."""

    def is_district(self, name: str) -> bool:
        """Whether a district is called so."""
        return bool(self.districts_named(name))

    def _count_unknown(self, names: Sequence[Item]) -> int | None:
        """How many of some names are those of no district, if all these are adjectives; None if one is not."""
        unknown = 0
        for item in names:
            if not self.is_district(self._piece(item).text):
                if not self._has_ending(item, self.adjectives):
                    return None
                unknown += 1
        return unknown

    def _stands_before_name(self, items: Sequence[Item], at: int) -> bool:
        """Whether the word for a district stands between a place and the name of its district ("C района A").

        In a language that has adjectives of districts, behind which the word stands.
        """
        named = items[at + 1 : at + 2]
        if not self.adjectives or not named or named[0].part is not Part.NAME:
            return False
        is_adjective = at > 0 and self._has_ending(items[at - 1], self.adjectives)
        return not is_adjective and self.is_district(self._piece(named[0]).text)

    def _has_ending(self, item: Item, endings: tuple[str, ...]) -> bool:
        return bool(endings) and self.tokens[item.last - 1].folded.endswith(endings)

    def _piece(self, item: Item) -> Piece:
        if item.last - item.first == 1:
            name, start = self.tokens[item.first].text, self.tokens.starts[item.first]
            return tuple.__new__(Piece, (name, start, start + len(name)))
        start, end = self.tokens.stretch(item.first, item.last)
        return Piece(self.text[start:end], start, end)

    def _ends_aside(self, items: Sequence[Item], at: int) -> bool:
        """Whether a mark behind a name ends what was done with it, so that it heads no list ("taking A՝ B went on")."""
        is_told = at > 0 and items[at - 1].value.startswith(DONE)
        return is_told and self.tokens[items[at].last].text == ENDS_ASIDE

    def _owns_list(self, items: Sequence[Item], at: int) -> bool:
        """Whether a town in the genitive before a name stands for its district ("the city of A's B, C villages")."""
        kind = items[at + 1]
        is_before_name = at + 2 < len(items) and items[at + 2].part is Part.NAME
        owns = is_before_name and kind.value in LARGER and self._has_ending(kind, self.genitives)
        return owns and self.is_district(self._piece(items[at]).text)

    def _is_prefixed(self, items: Sequence[Item], at: int) -> bool:
        """Whether a word for a district before a name makes it the name of one; only where it may, names are asked."""
        if is_prefixed_with_of(items, at):
            return self.is_district(self._piece(items[at]).text)
        return is_prefixed(items, at)

    def _is_adjective(self, item: Item) -> bool:
        """Whether one word is a district by its ending, its own word left out ("the district of A, that of B")."""
        is_one_word = item.last - item.first == 1 and self._has_ending(item, self.adjectives)
        return is_one_word and self.is_district(self.tokens[item.first].text)

    def _ends_in_district(self, item: Item) -> bool:
        last = self.tokens[item.last - 1].folded
        return bool(self.adjectives) and item.last - item.first > 1 and last.endswith(self.adjectives)

    def _split(self, item: Item) -> int | None:
        """The token at which a district begins behind a name, where no mark parts the two."""
        whole = self.districts_named(self._piece(item).text)
        for first in range(item.last - 1, item.first, -1):
            part = self.districts_named(self._piece(item._replace(first=first)).text)
            if part and (not whole or part == whole):
                return first
        return None

    def _owner(self, item: Item) -> int | None:
        """The token behind a district in the genitive that begins a name, where no word says that it is one."""
        word, endings = self.tokens[item.first].folded, (*self.genitives, *self.locatives)
        if item.last - item.first < 2 or not word.endswith(endings):  # noqa: PLR2004 - two words
            return None
        return item.first + 1 if self.is_district(self.tokens[item.first].text) else None

    def _owns_described(self, items: Sequence[Item], at: int) -> bool:
        """Whether a district in the genitive owns the name behind words that describe it ("A's freed B village")."""
        behind = range(at + 1, min(len(items), at + LONGEST_ATTRIBUTE))
        end = next((here for here in behind if items[here].part is not Part.OTHER), at)
        if end <= at + 1 or items[end].part is not Part.NAME:
            return False
        between = self.tokens[items[at].last : items[end].first]
        is_described = between[-1].folded.endswith(self.attributes) and not between[-1].folded.endswith(self.locatives)
        owns = is_described and all(token.is_word for token in between) and self._has_ending(items[at], self.genitives)
        return owns and self.is_district(self._piece(items[at]).text)

    def _is_in_case(self, item: Item) -> bool:
        """Whether a name has the ending of a case, so that it is not named along with one before a word behind both.

        In the genitive it may be, as in a language in which districts are called so.
        """
        is_bare = not self.genitives or self._has_ending(item, self.genitives)
        return not is_bare and not self.is_spelled(self._piece(item).text)

    def _end_of_listed(self, items: Sequence[Item], at: int) -> int:
        """The part behind names of one word, each behind another between marks of a list, which so are nothing else.

        0 if there is none of them.
        """
        parts, end, last = self.parts, at, len(items) - 1
        if at <= 1 or parts[at - 1] is not Part.SEPARATOR or parts[at - 2] is not Part.NAME:
            return 0
        while end < last and parts[end] is Part.NAME and parts[end + 1] is Part.SEPARATOR:
            name = items[end]
            if name.last > name.first + 1 or (self.adjectives and self._has_ending(name, self.adjectives)):
                break
            end += 2
        return end if end > at else 0

    def _is_before_name(self, item: Item, following: Part) -> bool:
        """Whether the first word of a sentence is none of the name behind it.

        It is in a case that says where, or no name of several words begins with it and a list or a kind follows.
        """
        if item.first != self.tokens.first_word or item.last - item.first < 2 or not self.attributes:  # noqa: PLR2004
            return False
        word, rest = self.tokens[item.first], self._piece(item._replace(first=item.first + 1)).text
        if not word.folded.endswith(self.locatives) and (following not in LISTS or self.begins_name(word.text)):
            return False
        return self.is_place(rest) and not self.is_district(word.text) and not self.is_place(self._piece(item).text)

    def _is_possessor(self, item: Item) -> bool:
        """Whether a name begins with somebody or something in the genitive behind an apostrophe ("the Army's A")."""
        if item.last - item.first < 2:  # noqa: PLR2004 - two words
            return False
        marked = tuple([ending for ending in self.genitives if ending.startswith("'")])
        owns = self.tokens[item.first].folded.endswith(marked)
        return owns and not self.is_district(self.tokens[item.first].text)

    def _behind_dated_districts(self, items: Sequence[Item], at: int) -> int:
        """The part behind a list of whole districts, each behind its day ("on the 20th A, on the 25th B districts").

        0 if there is none, or if a number of their places follows.
        """
        end, names, days = at, 0, 0
        while end < min(len(items), at + LONGEST_GLOSS) and (
            items[end].part in NAMES_OR_MARKS or is_of_day(items, end)
        ):
            if items[end].part is Part.NAME and not self.is_district(self._piece(items[end]).text):
                return 0
            names, days = names + (items[end].part is Part.NAME), days + is_of_day(items, end)
            end += 1
        is_of_several = end < len(items) and items[end].part is Part.DISTRICT and items[end].is_plural
        is_list = is_of_several and bool(days) and names > 1
        return end + 1 if is_list and not counts_behind(items, end + 1) else 0

    def _other_name(self, items: Sequence[Item], at: int) -> int:
        """The part behind brackets that only tell how else a district is called ("the A district (B to C)"); else 0."""
        close = close_of(items, at)
        inside = [item.part for item in items[at:close]]
        if at <= 1 or items[at - 2].part is not Part.NAME or Part.NAME not in inside or Part.KIND in inside:
            return 0
        own = self.districts_named(self._piece(items[at - 2]).text)
        names = [self._piece(item).text for item in items[at:close] if item.part is Part.NAME]
        return close + 1 if own and all(own & self.districts_named(name) for name in names) else 0

    def _is_known(self, names: Sequence[Pending]) -> bool:
        """Whether at least half of a list of three names or more, or of two joined, are places in the gazetteer."""
        items = [item for name in names for item in name.items]
        is_list = len(items) >= SHORTEST_LIST or (len(items) > 1 and self.tokens[items[0].last].is_word)
        return is_list and 2 * sum([self.is_place(self._piece(item).text) for item in items]) >= len(items)

    def _finished(self, name: Pending) -> list[ListedPlace]:
        """Its places; a city by which a district is called lies in that, whatever district is told before it."""
        kind = None if name.kind == "place" else name.kind
        is_own = name.district is not None and (name.district_is_own or not name.follows_list)
        told = (name.district, kind, is_own, name.is_certain, name.is_near)
        places = [tuple.__new__(ListedPlace, (self._piece(item), *told)) for item in name.items]
        for number, place in enumerate(places if kind == "city" else ()):
            own = self.districts_named(place.name.text)
            named = self.districts_named(name.district.text) if name.district else own
            if own and not (name.district_is_own and own.isdisjoint(named)):
                places[number] = place._replace(district=None, district_is_own=False)
        return places

    def _share_certainty(self, listed: Sequence[Pending]) -> None:
        """Let each name be as certain as the others of its list."""
        runs: dict[int, list[Pending]] = {}
        for name in listed:
            runs.setdefault(name.run, []).append(name)
        for names in runs.values():
            is_certain = any(name.is_certain for name in names) or self._is_known(names)
            for name in names:
                name.is_certain = is_certain
