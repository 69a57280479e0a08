"""What the stretches of a sentence are to the lists in it: names, words for kinds and districts, marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from karamap.statements.lexicon import Span, Spans, tokens_of
from karamap.statements.schema import Role
from karamap.statements.tokens import Token
from karamap.statements.values import Piece

LONGEST_NAME = 5
"""Words of a name at the most."""


LONGEST_DOMAIN = 4
"""Letters behind the dot of a site's address at the most."""


class Part(Enum):
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
    """One part: numbers of its first token and of the one behind its last, and what it says."""

    part: Part
    first: int
    last: int
    value: str = ""
    is_plural: bool = False
    """Whether a word for a kind or a district is one for several."""


@dataclass(slots=True)
class Pending:
    """A name of a list before the list has ended."""

    item: Item
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


def items_of(tokens: Sequence[Token], spans: Spans, may_begin: Callable[[str], bool]) -> list[Item]:
    """The parts of a sentence.

    Args:
        tokens: of the sentence.
        spans: its phrases, in their order.
        may_begin: whether a capitalised first word is a name, since every sentence begins with a capital.
    """
    return list(_grouped(tokens, spans.by_first, may_begin))


IN_LIST = frozenset({Role.KIND, Role.DISTRICT, Role.AND, Role.OF, Role.DETERMINER, Role.NUMBER})
"""What words of a mere list are, besides names."""


def is_mere_list(tokens: Sequence[Token], spans: Spans) -> bool:
    """Whether what stands between the first and the last quotation mark of a sentence are names and words for them.

    A quotation may end with the sentence, its last mark standing behind the dot.
    """
    marks = [at for at, token in enumerate(tokens) if token.text in QUOTES]
    if not marks:
        return False
    listed = tokens_of(spans.among(IN_LIST))
    inside = range(marks[0] + 1, marks[-1] if len(marks) > 1 else len(tokens))
    names = sum(tokens[at].is_capitalised for at in inside)
    return names > 1 and all(tokens[at].is_capitalised or at in listed or not tokens[at].is_word for at in inside)


def _grouped(tokens: Sequence[Token], starts: dict[int, Span], may_begin: Callable[[str], bool]) -> Iterator[Item]:
    at = 0
    first_word = next((number for number, token in enumerate(tokens) if token.is_word), 0)
    while at < len(tokens):
        span, token = starts.get(at), tokens[at]
        if span is not None and not _is_part_of_name(tokens, span, starts):
            yield Item(*_meant(span), value=_value(span), is_plural=span.value.endswith("plural"))
            at = span.last
        elif token.text in MARKS:
            yield Item(MARKS[token.text], at, at + 1)
            at += 1
        elif token.text in QUOTES:
            at += 1
        elif token.text.isdecimal():
            yield Item(Part.NUMBER, at, at + 1)
            at += 1
        elif token.is_capitalised:
            end = _name_end(tokens, starts, at)
            is_name = at > first_word or end > first_word + 1 or _in_list(tokens, starts, end) or may_begin(token.text)
            is_name = is_name and not _is_address(tokens, end)
            yield Item(Part.NAME if is_name else Part.OTHER, at, end)
            at = end
        else:
            yield Item(Part.OTHER, at, at + 1)
            at += 1


def _is_address(tokens: Sequence[Token], end: int) -> bool:
    """Whether a dot and a short word follow without a space, as in the address of a site."""
    if end + 1 >= len(tokens) or tokens[end].text != ".":
        return False
    beside = tokens[end - 1].end == tokens[end].start and tokens[end].end == tokens[end + 1].start
    return beside and tokens[end + 1].is_word and len(tokens[end + 1].text) <= LONGEST_DOMAIN


def _meant(span: Span) -> tuple[Part, int, int]:
    part = Part.KIND if span.role is Role.KIND else ROLES.get(span.role, Part.OTHER)
    return part, span.first, span.last


def _value(span: Span) -> str:
    return span.value.removesuffix(" plural") if span.role is Role.KIND else span.value


def _in_list(tokens: Sequence[Token], starts: dict[int, Span], end: int) -> bool:
    """Whether what follows a first word makes it a name: a comma, a word for a kind or a district."""
    if end >= len(tokens):
        return False
    span = starts.get(end)
    if span is None or span.role not in (Role.KIND, Role.DISTRICT):
        return False
    return not span.value.endswith(" plural")


def _is_part_of_name(tokens: Sequence[Token], span: Span, starts: dict[int, Span]) -> bool:
    """Whether a capitalised word for one village begins a name, as where two places are told apart by it."""
    if span.role is not Role.KIND or span.last - span.first > 1 or span.value.endswith(" plural"):
        return False
    if not span.phrase.words[0].isalpha() or not tokens[span.first].is_capitalised:
        return False
    if not any(token.is_word for token in tokens[: span.first]):
        return False
    behind = span.last
    return behind < len(tokens) and tokens[behind].is_capitalised and behind not in starts


def _name_end(tokens: Sequence[Token], starts: dict[int, Span], at: int) -> int:
    end = at + 1
    while end < len(tokens) and end - at < LONGEST_NAME and end not in starts and tokens[end].is_capitalised:
        end += 1
    return end
