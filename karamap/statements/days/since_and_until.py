"""Days since which or until which something is said to go on, which so are not those of what is told."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from karamap.statements.schema import Role, VerbClass
from karamap.statements.words.lexicon import Span, Spans
from karamap.statements.words.tokens import Tokens

REACH = 3
"""Tokens between the day of a month and its month, at the most."""

REACH_OF_DAYS = REACH + 2
"""Tokens between a month and a word behind its day, which may be two days that a hyphen joins ("9-10")."""

UNTIL = "until"
"""Begins the value of a word by which something is said to have gone on until a day."""


def is_since(month: Span, since: Sequence[Span]) -> bool:
    """Whether something is said to go on since or until a day of this month, which so is not that of what is told."""
    return any(
        0 <= month.first - word.last <= REACH - 1
        if not word.value.endswith("behind")
        else 0 <= word.first - month.last <= REACH_OF_DAYS
        for word in since
    )


def begins_day(tokens: Tokens, spans: Spans, at: int) -> bool:
    """Whether the words of a day of a month begin at a token, or behind one more word there ("on 10 October")."""
    for here in range(at, min(at + REACH, len(tokens))):
        span = spans.by_first.get(here)
        if span is not None and span.role is Role.MONTH:
            return True
        if not tokens[here].is_number and (here > at or span is None or span.role is not Role.WORD):
            return False
    return False


def is_since_alone(spans: Spans) -> bool:
    """Whether a day is told since which or until which something goes on."""
    since, months = spans.of(Role.SINCE), spans.of(Role.MONTH)
    return bool(since and months) and not is_handed_over(spans) and any(is_since(span, since) for span in months)


def is_handed_over(spans: Spans) -> bool:
    """Whether something is told to be handed over, which is done on the day since which it is so."""
    return any(verb.value.startswith(VerbClass.HANDS_OVER.value) for verb in spans.of(Role.VERB))


def is_until(spans: Spans, verb: Span) -> bool:
    """Whether what a verb tells is said to have gone on until a day, or until what is told behind."""
    until = [span for span in spans.of(Role.SINCE) if span.value.startswith(UNTIL)]
    is_behind = any(span.first >= verb.last for span in until)
    return is_behind or any(is_since(span, until) for span in spans.of(Role.MONTH))


def years_since(tokens: Tokens, spans: Spans) -> set[int]:
    """The tokens of years since which something was so, before what a comma parts from it ("held since 1993, was")."""
    found, verbs = set[int](), spans.of(Role.VERB)
    for span in spans.of(Role.SINCE):
        behind = [token.text for token in tokens[span.last + 1 : span.last + 1 + REACH - 1]]
        is_year = span.last < len(tokens) and tokens[span.last].is_number
        if is_year and "," in behind and any(verb.first > span.last + 1 for verb in verbs):
            found.add(span.last)
    return found


def undated_until(spans: Spans) -> Iterator[int]:
    """The tokens of words for "until" behind which no day of a month stands, but what ended what is told."""
    months = [span.first for span in spans.of(Role.MONTH)]
    for span in spans.of(Role.SINCE):
        number = bisect_left(months, span.last)
        if span.value == UNTIL and (number == len(months) or months[number] - span.last >= REACH):
            yield span.first
