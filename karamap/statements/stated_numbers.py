"""Numbers of places and positions that a sentence states, and what it says that is about no single place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from karamap.statements.lexicon import Span
from karamap.statements.meaning import Voice
from karamap.statements.schema import Role
from karamap.statements.tokens import Sentence
from karamap.statements.values import OtherFact, Piece, StatedTotal

BEFORE_KIND = 4
"""Tokens between a number and the kind that it counts at the most ("20 newly taken villages")."""


def totals_in(
    text: str, sentence: Sentence, spans: Sequence[Span], voice: Voice, day: date
) -> Iterator[StatedTotal]:
    """The total that a sentence states, kinds together; positions stand for themselves."""
    numbers = dict[str, int]()
    counted = [span for span in spans if span.role in (Role.KIND, Role.POSITIONS)]
    first, last = sentence.end, sentence.start
    used = set[int]()
    for span in counted:
        found = _number_before(sentence, spans, span, used)
        if found is None:
            continue
        number, at = found
        used.add(at)
        kind = "positions" if span.role is Role.POSITIONS else span.value.removesuffix(" plural")
        numbers.setdefault(kind, number)
        first = min(first, sentence.tokens[at].start)
        last = max(last, sentence.tokens[span.last - 1].end)
    if not numbers:
        return
    scope = next((span.value for span in spans if span.role is Role.SCOPE), "day")
    bound = next((span.value for span in spans if span.role is Role.BOUND), "exact")
    if "positions" in numbers:
        scope = "positions"
    yield StatedTotal(numbers, scope, bound, voice.speaker, voice.side, day, Piece(text[first:last], first, last))


def _number_before(
    sentence: Sentence, spans: Sequence[Span], counted: Span, used: set[int]
) -> tuple[int, int] | None:
    words = {span.first: int(span.value) for span in spans if span.role is Role.NUMBER and span.value.isdecimal()}
    months = {at for span in spans if span.role is Role.MONTH for at in range(span.first - 3, span.last + 2)}
    for at in range(counted.first - 1, max(-1, counted.first - 1 - BEFORE_KIND), -1):
        token = sentence.tokens[at]
        if token.text in ",;:.()" or at in used:
            return None
        if token.text.isdecimal() and len(token.text) < 4 and at not in months:  # noqa: PLR2004 - no year
            return int(token.text), at
        if at in words:
            return words[at], at
    return None


def facts_in(
    text: str, sentence: Sentence, spans: Sequence[Span], holder: str | None, voice: Voice, day: date
) -> Iterator[OtherFact]:
    """What a sentence that tells of a change of hands says of a border."""
    for span in spans:
        if span.role is Role.BORDER:
            start, end = sentence.tokens[span.first].start, sentence.tokens[span.last - 1].end
            piece = Piece(text[sentence.start : sentence.end], sentence.start, sentence.end)
            yield OtherFact(text[start:end], holder, voice.speaker, voice.side, day, piece)
            return
