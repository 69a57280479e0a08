"""What the stretches of a sentence are to the lists in it: names, words for kinds and districts, marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from karamap.statements.schema import Role
from karamap.statements.values import Piece
from karamap.statements.words.lexicon import Span, Spans
from karamap.statements.words.tokens import DOTS, Token, Tokens

LONGEST_NAME = 5
"""Words of a name at the most."""


JOINT = "and"
"""What a separator says that is a word and no mark."""

ABOUT = "about"
"""The value of a word that before a name says that something is near, and else tells something else ("around")."""

BEHIND = "behind"
"""The value of a word for "near" that stands behind a name."""

TOLD_OF = frozenset({Role.VERB, Role.PARTICIPLE, Role.KIND, Role.DISTRICT})
"""Phrases that tell of places, and so not of who says it."""

PERSONS = frozenset({"President", "Prime Minister", "spokesperson"})
"""What offices are called that one person holds."""

TELLER = "teller"
"""The value of a word for those who tell something ("media", "office of")."""

POSSESSIVE = "'s"

LONGEST_DOMAIN = 4
"""Letters behind the dot of a site's address at the most."""


LONGEST_TELLER = 3
"""Words of the name of who says it, at the most."""

MOST_BEFORE_NAME = 3
"""Tokens that more than so many stand before the name of who says it."""


class Part(StrEnum):
    """What a stretch of a sentence is to a list."""

    NAME = "name"
    SEPARATOR = "separator"
    KIND = "kind"
    DISTRICT = "district"
    OF = "of"
    NUMBER = "number"
    DASH = "dash"
    COLON = "colon"
    OPEN = "open"
    CLOSE = "close"
    NEAR = "near"
    DETERMINER = "determiner"
    OTHER = "other"


class Item(NamedTuple):
    """One part: what it says, and numbers of its first token and of the one behind its last."""

    part: Part
    value: str
    is_plural: bool
    """Whether a word for a kind or a district is one for several."""
    first: int
    last: int


@dataclass(slots=True)
class Pending:
    """A name of a list before the list has ended, or several next to each other of which the same is told so far."""

    items: list[Item]
    kind: str | None = None
    district: Piece | None = None
    district_is_own: bool = False
    is_certain: bool = False
    is_near: bool = False
    is_carried: bool = False
    """Whether its kind is that of a word for one place, which stands before the name before it."""
    follows_list: bool = False
    """Whether a word for a kind has ended the list that the district is said of."""
    run: int = 0
    """Which list of one district it stands in."""
    stretch: int = 0
    """Which uninterrupted list of lists it stands in."""


MARKS = {
    ",": Part.SEPARATOR,
    "،": Part.SEPARATOR,
    ";": Part.SEPARATOR,
    "՝": Part.DASH,
    "•": Part.SEPARATOR,
    "-": Part.DASH,
    "–": Part.DASH,
    "—": Part.DASH,
    ":": Part.COLON,
    "(": Part.OPEN,
    ")": Part.CLOSE,
    "[": Part.OPEN,
    "]": Part.CLOSE,
}
BEFORE_LIST = frozenset({":", "՝", "–", "—"})
"""Marks behind which a list of places stands, whatever stands before it."""

BEFORE_QUOTATION = frozenset({":", ","})
"""Marks behind which a quotation begins that is somebody's speech."""

QUOTES = frozenset("\"'«»“”„‘’*")

ROLES = {
    Role.AND: Part.SEPARATOR,
    Role.OF: Part.OF,
    Role.DISTRICT: Part.DISTRICT,
    Role.NUMBER: Part.NUMBER,
    Role.NEAR: Part.NEAR,
    Role.DETERMINER: Part.DETERMINER,
    Role.OPENS: Part.COLON,
}


def items_of(
    tokens: Tokens, spans: Spans, may_begin: Callable[[str], bool], begins_name: Callable[[str], bool] = bool
) -> list[Item]:
    """The parts of a sentence.

    Args:
        tokens: of the sentence.
        spans: its phrases, in their order.
        may_begin: whether a capitalised first word is a name, since every sentence begins with a capital.
        begins_name: whether a name of several words begins with a word.
    """
    starts, found, at, count, first_word = spans.by_first, list[Item](), 0, len(tokens), tokens.first_word
    says, has_dots = Role.ATTRIBUTION in spans.roles, "." in tokens.marks and tokens.marks["."][0] + 1 < count
    is_quoted = not QUOTES.isdisjoint(tokens.marks)
    is_in_capitals = all(token.text.isupper() for token in tokens if token.is_word)
    teller = _teller(tokens, spans) if says else _teller_behind_dot(tokens, spans)
    has_offices = Role.OFFICE in spans.roles
    while at < count:
        span, token = starts.get(at), tokens[at]
        if span is not None and not _is_part_of_name(tokens, span, starts):
            meant, value, is_plural = _meant(span.phrase.role, span.phrase.value)
            if value == ABOUT:
                meant, value = _meant_beside_name(tokens, starts, span)
            elif span.role is Role.ACTOR and _owns_name(tokens, starts, span):
                meant = Part.DETERMINER
            item = tuple.__new__(Item, (meant, value, is_plural, span.first, span.last))
        elif token.is_capitalised:
            end = _name_end(tokens, starts, at) if at + 1 < count and tokens[at + 1].is_capitalised else at + 1
            if end > at + 1 and is_in_capitals:
                at, end = _known_in(tokens, range(at, end), may_begin)
            is_before_word = end + 1 < count and end not in starts and tokens[end].is_word
            if is_before_word and _goes_on_small(tokens, starts, range(at, end), may_begin, begins_name):
                end += 1
            begins = at <= first_word or (is_quoted and _begins_quotation(tokens, at))
            if begins and end > at + 1 and not begins_name(token.text) and _is_apart(tokens, at, end, may_begin):
                end = at + 1
            item = tuple.__new__(Item, (Part.NAME, "", False, at, end))
            is_told = not begins or _is_name(tokens, starts, item, may_begin)
            is_told = is_told and not (has_dots and _is_address(tokens, item.last))
            if is_told and has_offices and end > at + 1:
                is_told = not _is_in_office(tokens, spans, item, may_begin)
            if not is_told or at in teller or (says and _tells(tokens, starts, item)):
                item = item._replace(part=Part.OTHER)
        elif token.text in QUOTES:
            at += 1
            continue
        else:
            part = Part.OTHER if token.is_word else MARKS.get(token.text) or _part_of_number(token)
            item = tuple.__new__(Item, (part, "", False, at, at + 1))
        found.append(item)
        at = item.last
    return found


def _is_apart(tokens: Tokens, first: int, end: int, is_place: Callable[[str], bool]) -> bool:
    """Whether the first of some capitalised words is no part of the name of the place behind it ("Later A was taken").

    By itself it is no place, nor are all of the words.
    """
    words = [token.text for token in tokens[first:end]]
    return is_place(" ".join(words[1:])) and not is_place(words[0]) and not is_place(" ".join(words))


def _part_of_number(token: Token) -> Part:
    return Part.NUMBER if token.text.isdecimal() else Part.OTHER


def _known_in(tokens: Tokens, words: range, is_place: Callable[[str], bool]) -> tuple[int, int]:
    """The first and the end of the longest name of a place among words in capitals; of all of them if there is none."""
    for length in range(len(words) - 1, 0, -1):
        for first in range(words.stop - length, words.start - 1, -1):
            if is_place(" ".join([token.text for token in tokens[first : first + length]])):
                return first, first + length
    return words.start, words.stop


def _meant_beside_name(tokens: Sequence[Token], starts: dict[int, Span], span: Span) -> tuple[Part, str]:
    """What a word for "about" is beside a name, where it stands before no number ("around A"), and what it says."""
    behind = tokens[span.last] if span.last < len(tokens) else None
    if behind is not None and behind.is_capitalised and span.last not in starts:
        return Part.NEAR, ""
    if span.role is Role.LOSER:
        return Part.OTHER, ABOUT
    is_behind_name = span.first > 0 and tokens[span.first - 1].is_capitalised
    is_of_number = behind is not None and behind.is_number
    return (Part.NEAR, BEHIND) if is_behind_name and not is_of_number else (Part.OTHER, ABOUT)


def _owns_name(tokens: Tokens, starts: dict[int, Span], span: Span) -> bool:
    """Whether a name follows who owns it ("A's B district")."""
    is_before_name = span.last < len(tokens) and tokens[span.last].is_capitalised and span.last not in starts
    return is_before_name and span.word.endswith(POSSESSIVE)


def _teller(tokens: Tokens, spans: Spans) -> range:
    """The tokens of who says it, behind a comma before the last word for saying ("A, the office of B reports")."""
    saying = spans.of(Role.ATTRIBUTION)[-1]
    told = [span for span in spans if span.role in TOLD_OF]
    if any(span.first >= saying.last for span in told):
        return range(0)
    since = max([span.last for span in told if span.last <= saying.first], default=0)
    begins = [at + 1 for at in tokens.marks.get(",", ()) if since <= at < saying.first - 1]
    small = next((at for at in begins if not tokens[at].is_capitalised), saying.first)
    between = [span for span in spans if small <= span.first < saying.first]
    teller = next((span for span in between if span.role is Role.OFFICE or span.value == TELLER), None)
    if teller is None:
        return range(0)
    first = max(at for at in begins if at <= teller.first)
    return range(0) if tokens[first].is_capitalised else range(first, saying.first)


def _teller_behind_dot(tokens: Tokens, spans: Spans) -> range:
    """The tokens of who says it, a name alone behind the dot of an Armenian heading ("A is taken. B")."""
    dots = [at for mark in DOTS for at in tokens.marks.get(mark, ())]
    first = max(dots, default=len(tokens)) + 1
    words = tokens[first:]
    is_name = 0 < len(words) <= LONGEST_TELLER and all(token.is_capitalised for token in words)
    is_alone = is_name and first > MOST_BEFORE_NAME and not any(span.first >= first for span in spans)
    return range(first, len(tokens)) if is_alone else range(0)


def _is_in_office(tokens: Tokens, spans: Spans, item: Item, is_place: Callable[[str], bool]) -> bool:
    """Whether two names or more that mean no place stand right behind an office ("president A B")."""
    office, behind = spans.by_last.get(item.first), spans.by_first.get(item.last)
    if office is None or office.role is not Role.OFFICE or office.value not in PERSONS:
        return False
    if behind is not None and behind.role in (Role.KIND, Role.DISTRICT):
        return False
    return not is_place(" ".join([token.text for token in tokens[item.first : item.last]]))


def _tells(tokens: Sequence[Token], starts: dict[int, Span], item: Item) -> bool:
    """Whether a name between a comma and a word for saying is that of who says it ("A was taken, B reports")."""
    saying = starts.get(item.last)
    if saying is None or saying.role is not Role.ATTRIBUTION or item.first == 0 or tokens[item.first - 1].text != ",":
        return False
    behind = starts.get(saying.last)
    return behind is None or behind.role not in (Role.VERB, Role.PARTICIPLE)


def _is_address(tokens: Tokens, end: int) -> bool:
    """Whether a dot and a short word follow without a space, as in the address of a site."""
    if end + 1 >= len(tokens) or tokens[end].text != ".":
        return False
    is_beside = tokens.stretch(end - 1, end)[1] == tokens.starts[end] == tokens.starts[end + 1] - 1
    return is_beside and tokens[end + 1].is_word and len(tokens[end + 1].text) <= LONGEST_DOMAIN


@lru_cache(maxsize=1024)
def _meant(role: Role, value: str) -> tuple[Part, str, bool]:
    """What a phrase is to a list, what it says there, and whether of several places."""
    if role is Role.KIND:
        return Part.KIND, value.removesuffix(" plural"), value.endswith("plural")
    return ROLES.get(role, Part.OTHER), JOINT if role is Role.AND else value, value.endswith("plural")


def _begins_quotation(tokens: Tokens, at: int) -> bool:
    """Whether a quotation begins with a token, behind a mark before what is said (`said: "We …`)."""
    return at > 1 and tokens[at - 1].text in QUOTES and tokens[at - 2].text in BEFORE_QUOTATION


def _is_name(tokens: Tokens, starts: dict[int, Span], item: Item, may_begin: Callable[[str], bool]) -> bool:
    """Whether capitalised words at the beginning are a name: several, made one by what follows, or by themselves."""
    is_told = item.last > max(item.first, tokens.first_word) + 1 or _in_list(tokens, starts, item.last)
    return is_told or may_begin(tokens[item.first].text)


def _in_list(tokens: Sequence[Token], starts: dict[int, Span], end: int) -> bool:
    """Whether what follows a first word makes it a name: a name in brackets, a word for a kind or a district."""
    if end >= len(tokens):
        return False
    span = starts.get(end)
    if tokens[end].text == "(" and end + 1 < len(tokens):
        return tokens[end + 1].is_capitalised
    if span is None or span.role not in (Role.KIND, Role.DISTRICT):
        return False
    return not span.value.endswith(" plural")


def _is_part_of_name(tokens: Tokens, span: Span, starts: dict[int, Span]) -> bool:
    """Whether a capitalised word for one village begins a name, as where two places are told apart by it."""
    if span.role is not Role.KIND or span.last - span.first > 1 or span.value.endswith(" plural"):
        return False
    if not span.phrase.words[0].isalpha() or not tokens[span.first].is_capitalised:
        return False
    if tokens.first_word >= span.first:
        return False
    behind = span.last
    return behind < len(tokens) and tokens[behind].is_capitalised and behind not in starts


ENDS_NAME = frozenset({Role.KIND, Role.AND})
"""Phrases right behind a name of a list."""


def _goes_on_small(
    tokens: Tokens,
    starts: dict[int, Span],
    name: range,
    is_place: Callable[[str], bool],
    begins_name: Callable[[str], bool],
) -> bool:
    """Whether a small word behind a name belongs to it: before a word for its kind, or the next name ("A b village").

    Elsewhere it does if names of several words begin with the one before it.
    """
    small, behind = tokens[name.stop], starts.get(name.stop + 1)
    is_ended = behind.role in ENDS_NAME if behind is not None else tokens[name.stop + 1].text == ","
    if not is_ended and not (len(name) == 1 and begins_name(tokens[name.start].text)):
        return False
    words = [token.text for token in tokens[name.start : name.stop]]
    return is_place(" ".join([*words, small.text])) and not is_place(" ".join(words))


def _name_end(tokens: Sequence[Token], starts: dict[int, Span], at: int) -> int:
    end = at + 1
    while end < len(tokens) and end - at < LONGEST_NAME and end not in starts and tokens[end].is_capitalised:
        end += 1
    return end
