"""Districts that a sentence counts, or calls several, and then names: "three districts – A, B and C"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from karamap.statements.schema import Role
from karamap.statements.words.lexicon import Span, Spans
from karamap.statements.words.tokens import Tokens
from karamap.statements.words.word_values import OURS, WE, WHERE

SEVERAL = "plural"
"""The value of a word for several districts."""

FAR_MARKS = (":", "՝")
"""Marks before a list of names that need not stand right behind the word for districts."""

NEAR_MARKS = frozenset({"-", "–", "—", "(", *FAR_MARKS})
"""Marks before a list of names, right behind the word for districts."""

FEWEST = 2
"""Names of several districts at the least."""

MOST_BEFORE = 4
"""Phrases and words from a number to the word for districts at the most ("three of our border districts")."""

MOST_UNKNOWN = 1
"""Words among them that no table knows, at the most."""


OF_DAYS = frozenset({Role.DAY, Role.MONTH, Role.YEAR, Role.OF})
"""Phrases behind a name that tell on which day something happened to the district."""

SMALL = frozenset({Role.DETERMINER, Role.OF, Role.THESE})
"""Phrases before a word for districts that go with it."""

OF_PLACES = frozenset({Role.KIND, Role.THESE})
"""Phrases for places, to which a word for districts may be joined."""

BRACKETS = frozenset({"(", ")"})


class NamedDistricts(NamedTuple):
    """A word for districts with the names behind it: their tokens, and the first one of what is said of how many."""

    first: int
    word: Span
    names: tuple[int, ...]


def named_districts(tokens: Tokens, spans: Spans, is_district: Callable[[str], bool]) -> Iterator[NamedDistricts]:
    """The words for several districts behind which all of these are named, after a mark or right away.

    Behind a comma they are so only where as many are counted ("two districts, A and B").

    Args:
        tokens: of the sentence.
        spans: its phrases.
        is_district: whether a district is called so.
    """
    words = spans.of(Role.DISTRICT)
    for number, word in enumerate(words):
        first, count = _counted(tokens, spans, word)
        if (word.value != SEVERAL and count is None) or _is_joined_to_kind(spans, first):
            continue
        stop = words[number + 1].first if number + 1 < len(words) else len(tokens)
        mark = _mark_behind(tokens, spans, word, stop)
        names = _names(tokens, spans, mark + 1, stop) if mark >= 0 else ()
        if len(names) < FEWEST or not all(is_district(tokens[at].text) for at in names):
            continue
        is_of_kind = (behind := spans.by_first.get(names[-1] + 1)) is not None and behind.role is Role.KIND
        is_beside = mark < word.last or tokens[mark].text in NEAR_MARKS
        if not is_of_kind and (is_beside or count == len(names)):
            yield NamedDistricts(first, word, names)


def _counted(tokens: Tokens, spans: Spans, word: Span) -> tuple[int, int | None]:
    """The first token of the number of districts before a word for them, and that number; None if none is told.

    Without a number, it is that of the small words before the word for them ("of the following districts").
    """
    at, unknown = word.first, 0
    for _ in range(MOST_BEFORE):
        span = spans.by_last.get(at)
        if span is not None and span.role is Role.NUMBER:
            return span.first, int(span.value) if span.value.isdecimal() else None
        if span is not None and _is_small(span):
            at = span.first
        elif span is None and at and tokens[at - 1].text.isdecimal():
            return at - 1, int(tokens[at - 1].text)
        elif span is None and at and tokens[at - 1].is_word and not tokens[at - 1].is_capitalised:
            at, unknown = at - 1, unknown + 1
        else:
            break
        if unknown > MOST_UNKNOWN:
            return word.first, None
    return at, None


def _is_small(span: Span) -> bool:
    """Whether a phrase may stand between a number and a word for districts: an article, "of", "our", "following"."""
    is_ours = span.role in OURS and span.value == WE
    return is_ours or (span.role in SMALL and span.value != WHERE)


def _is_joined_to_kind(spans: Spans, first: int) -> bool:
    """Whether a word for places is joined to that for districts, and either may be named ("towns and districts")."""
    joint = spans.by_last.get(first)
    if joint is None or joint.role is not Role.AND:
        return False
    before = spans.by_last.get(joint.first)
    return before is not None and before.role in OF_PLACES


def _mark_behind(tokens: Tokens, spans: Spans, word: Span, stop: int) -> int:
    """The token before the names: a mark right behind the word, a colon with no other name between, or the word; or -1.

    A name right behind a word for several is in apposition to it ("districts A and B").
    """
    at = word.last
    if at < stop and word.value == SEVERAL and tokens[at].is_capitalised and at not in spans.by_first:
        return at - 1
    if at < stop and (tokens[at].text in NEAR_MARKS or tokens[at].text == ","):
        return at
    mark = stop
    for text in FAR_MARKS:
        marks = tokens.marks.get(text, ())
        mark = min([mark, *marks[(number := bisect_left(marks, at)) : number + 1]])
    if mark >= stop:
        return -1
    while at < mark:
        span = spans.by_first.get(at)
        if span is None and tokens[at].is_capitalised:
            return -1
        if span is not None and span.role is Role.KIND:
            return -1
        at = span.last if span is not None else at + 1
    return mark


def _names(tokens: Tokens, spans: Spans, at: int, stop: int) -> tuple[int, ...]:
    """Names of one word from a token on, with marks, words that join them or the day of each between them."""
    found = list[int]()
    while at < stop:
        span, text = spans.by_first.get(at), tokens[at].text
        is_apart = not found or (found[-1] != at - 1 and tokens[at - 1].text != "(")
        if span is None and tokens[at].is_capitalised and is_apart:
            found.append(at)
            at += 1
        elif span is not None and (span.role in OF_DAYS or (found and span.role is Role.AND)):
            at = span.last
        elif (found and span is None and (text == "," or text in BRACKETS)) or _is_of_day(tokens, spans, at):
            at += 1
        else:
            break
    return tuple(found)


def _is_of_day(tokens: Tokens, spans: Spans, at: int) -> bool:
    """Whether a token is the number of a day, its ending behind a hyphen, or a small word right before a day."""
    token, before = tokens[at], tokens[at - 1]
    if token.is_number or (token.text == "-" and before.is_number):
        return True
    span = spans.by_first.get(at)
    is_small = span is None or (span.role is Role.WORD and span.last == at + 1)
    if token.is_capitalised or not token.is_word or not is_small:
        return False
    if before.text == "-":
        return at > 1 and tokens[at - 2].is_number
    following = spans.by_first.get(at + 1)
    is_day = following is not None and following.role in (Role.DAY, Role.MONTH)
    return is_day or (at + 1 < len(tokens) and tokens[at + 1].is_number)
