"""Capitals that speak for their parties: right beside a word for saying, or set off before what is denied."""

from __future__ import annotations

from collections.abc import Sequence

from karamap.statements.clauses.meaning import NEXT_TO
from karamap.statements.days.days_of_text import OF_DAYS
from karamap.statements.schema import ActorKind, Role
from karamap.statements.words.lexicon import Span, Spans, actor_of
from karamap.statements.words.list_parts import QUOTES
from karamap.statements.words.tokens import Tokens

OF_A_DAY = OF_DAYS | {Role.WORD, Role.BY}
"""Phrases that may stand between who speaks and the word for that ("Baku on 10 October said", "by Baku")."""

SMALL = 2
"""Letters of a small word, at the most."""

LONGEST_DAY = 7
"""Tokens between the two, at the most."""


def stands_beside(span: Span, others: Sequence[Span]) -> bool:
    """Whether a phrase stands next to one of some others, with two words between at the most."""
    return any(0 <= other.first - span.last < NEXT_TO or 0 <= span.first - other.last < NEXT_TO for other in others)


def seat_that_speaks(tokens: Tokens, spans: Spans, saying: Sequence[Span], actors: Sequence[Span]) -> Span | None:
    """A capital right beside a word for saying, or only a day from it, or set off at the beginning.

    Where something is denied it may be the only one named, or the first of all, whose denial stands behind the rest.

    Args:
        tokens: of the sentence.
        spans: its phrases.
        saying: words for saying.
        actors: who is named, without those whose words are denied.
    """
    seats = [span for span in actors if actor_of(span).kind is ActorKind.SEAT]
    if not seats:
        return None
    beside = (span for span in seats if stands_beside(span, saying))
    dated = (span for span in seats if any(is_day_apart(tokens, spans, span, said) for said in saying))
    first = seats[0]
    set_off = first if first.first == 0 and first.last < len(tokens) and tokens[first.last].text == "," else None
    denies = any(span.role is Role.DENIAL for span in saying)
    begins = (denies and (len(actors) == 1 or _begins(tokens, spans, first))) or _opens_speech(tokens, spans, first)
    return next(beside, None) or next(dated, None) or set_off or (first if begins else None)


def _begins(tokens: Tokens, spans: Spans, seat: Span) -> bool:
    """Whether a capital is named before all others, at the beginning or behind a day there."""
    return spans.of(Role.ACTOR)[0] is seat and all(_is_of_day(tokens, spans, at) for at in range(seat.first))


def _opens_speech(tokens: Tokens, spans: Spans, seat: Span) -> bool:
    """Whether words in quotation marks follow who begins a sentence, behind a day at the most."""
    behind = next((at for at in range(seat.last, len(tokens)) if not _is_of_day(tokens, spans, at)), seat.last)
    return behind < len(tokens) and tokens[behind].text in QUOTES and _begins(tokens, spans, seat)


def is_day_apart(tokens: Tokens, spans: Spans, named: Span, said: Span) -> bool:
    """Whether nothing but a day stands between somebody's name and a word for saying."""
    first, last = (named, said) if named.last <= said.first else (said, named)
    between = range(first.last, last.first)
    return len(between) <= LONGEST_DAY and all(_is_of_day(tokens, spans, at) for at in between)


def _is_of_day(tokens: Tokens, spans: Spans, at: int) -> bool:
    """Whether a token is of a day, a small word ("is") or a mark in one."""
    token = tokens[at]
    if token.is_number or token.text in ("-", ".") or (len(token.text) <= SMALL and token.text.islower()):
        return True
    return any(span.first <= at < span.last for span in spans.among(OF_A_DAY))
