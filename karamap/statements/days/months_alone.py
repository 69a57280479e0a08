"""Months that a sentence tells without a day, and where one is that of what it tells besides."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from karamap.statements.days.since_and_until import REACH
from karamap.statements.days.written_dates import OLDEST, YEAR_REACH, YOUNGEST, day_in, is_of_other
from karamap.statements.schema import Role
from karamap.statements.words.lexicon import Span, Spans
from karamap.statements.words.tokens import Tokens

LONGEST_FRONT = 5
"""Tokens from the beginning of a clause to the month that it begins with, at the most ("In late October")."""

APART = frozenset({Role.CLAUSE, Role.VERB, Role.PARTICIPLE, Role.ATTRIBUTION, Role.SINCE})
"""Phrases between a month and a verb behind which something else is told."""


class MonthAlone(NamedTuple):
    """A month that stands without a day.

    Attributes:
        written: the month as written, with its year.
        at: its token.
        last: its last day; None if its year is not told, or if another month stands beside it.
    """

    written: str
    at: int
    last: date | None


def month_alone(tokens: Tokens, spans: Spans, published: date) -> MonthAlone | None:
    """The month that a sentence tells without any day, if it is not that of publication."""
    if Role.MONTH not in spans.roles or day_in(tokens, spans, published):
        return None
    months = [span for span in spans.of(Role.MONTH) if not is_of_other(tokens, span, spans)]
    for span in months:
        years, number = _years_beside(tokens, span), int(span.value)
        if (*years, published.year)[0] == published.year and number == published.month:
            continue
        written = " ".join([tokens[span.first].text, *map(str, years[:1])])
        is_one = len(set(years)) == 1 and len({month.value for month in spans.of(Role.MONTH)}) == 1
        last = date(years[0], number, monthrange(years[0], number)[1]) if is_one else None
        return MonthAlone(written, span.first, last)
    return None


def _years_beside(tokens: Tokens, month: Span) -> list[int]:
    """The years right behind a month or before it."""
    around = (*tokens[month.last : month.last + REACH], *tokens[max(0, month.first - YEAR_REACH) : month.first])
    numbers = [int(token.text) for token in around if token.text.isdecimal()]
    return [number for number in numbers if OLDEST <= number <= YOUNGEST]


def is_month_of(
    tokens: Tokens, spans: Spans, month: int, verb: Span, begins: int, names: Sequence[range], others: tuple[str, ...]
) -> bool:
    """Whether a month without a day is that of what a verb tells: the clause begins with it, or nothing parts the two.

    Args:
        tokens: of the sentence.
        spans: its phrases.
        month: the token of the month.
        verb: of what is told.
        begins: the first token of the clause.
        names: the tokens of each place, behind which a comma parts nothing.
        others: endings of words of no phrase by which the month is that of something else ("the war begun in …").
    """
    before = spans.by_last.get(month)
    if before is not None and before.role is Role.CLAUSE:
        return False
    commas = tokens.marks.get(",", ())
    is_front = (
        month <= verb.first and month - begins <= LONGEST_FRONT and not any(begins <= at < month for at in commas)
    )
    first, last = begins if is_front else min(month, verb.last), max(month, verb.first)
    if any(first <= span.first < last and span.role in APART for span in spans):
        return False
    ended = {name.stop for name in names}
    if not is_front and any(first <= at < last and at not in ended for at in commas):
        return False
    return not _tells_of_other(tokens, spans, first, min(last, month + LONGEST_FRONT), others)


def _tells_of_other(tokens: Tokens, spans: Spans, first: int, last: int, others: tuple[str, ...]) -> bool:
    """Whether one of the words of no phrase between two tokens has one of some endings."""
    words = (tokens[at] for at in range(first, last) if at not in spans.by_first)
    return any(not word.is_capitalised and word.folded.endswith(others) for word in words) if others else False
