"""Numbers of places and positions that a sentence states, and those that its lists come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from karamap.statements.clauses.voices import Voice
from karamap.statements.schema import Role
from karamap.statements.values import Piece, StatedTotal, Statement
from karamap.statements.words.lexicon import RUNNING, RUNNING_IF_COUNTED, RUNNING_OF_LIST, Span, Spans, tokens_of
from karamap.statements.words.tokens import Sentence
from karamap.statements.words.word_values import WHERE

COUNTED = frozenset({Role.KIND, Role.POSITIONS})
"""Roles of the phrases that numbers count."""

POSITIONS = "positions"
"""What a number counts that is no place: where an army stands."""

PARTS = frozenset({Role.CLAUSE, Role.BACKGROUND, Role.SINCE, Role.ATTRIBUTION, Role.PERIOD, Role.NEAR, Role.RECIPIENT})
"""Phrases behind which another thing is told than before them ("27 years after the city", "to the city"), and wars."""

BEFORE_KIND = 5
"""Tokens between a number and the kind that it counts at the most ("20 newly taken villages")."""


def totals_in(text: str, sentence: Sentence, spans: Spans, voice: Voice, day: date) -> Iterator[StatedTotal]:
    """The totals that a sentence states: kinds side by side are one, until a kind comes again or a semicolon."""
    if spans.roles.isdisjoint(COUNTED):
        return
    total, used, after = _Counting(), set[int](), 0
    words, apart = _numbers_in_words(spans), _apart(spans)
    for span in spans.among(COUNTED):
        found = _number_before(sentence, span, used, words, apart)
        if found is None:
            continue
        number, at = found
        used.add(at)
        kind = POSITIONS if span.role is Role.POSITIONS else span.value.removesuffix(" plural")
        if total.numbers and (kind in total.numbers or _is_parted(sentence, total.last, at)):
            yield total.stated(text, sentence, spans, after, total.last, voice, day)
            total, after = _Counting(), total.last
        total.add(kind, number, at, span.last)
    if total.numbers:
        yield total.stated(text, sentence, spans, after, len(sentence.tokens), voice, day)


def with_scopes(sentence: Sentence, spans: Spans) -> Spans:
    """Phrases with the scope of a word that may only say that something follows ("thus"): that of a number, or none.

    Args:
        sentence: with its tokens.
        spans: its phrases.
    """
    if not spans.say(Role.SCOPE, RUNNING_IF_COUNTED):
        return spans
    words, apart = _numbers_in_words(spans), _apart(spans)
    is_counted = any(_number_before(sentence, span, set(), words, apart) for span in spans.among(COUNTED))
    found = list[Span]()
    for span in spans:
        if span.role is not Role.SCOPE or span.value != RUNNING_IF_COUNTED:
            found.append(span)
        else:
            role, value = (Role.SCOPE, RUNNING) if is_counted else (Role.WORD, "")
            found.append(span._replace(phrase=replace(span.phrase, role=role, value=value)))
    return Spans(found)


@dataclass
class _Counting:
    """Numbers that stand side by side: by kind, and from which token to which."""

    numbers: dict[str, int] = field(default_factory=dict)
    first: int = 0
    last: int = 0

    def add(self, kind: str, number: int, first: int, last: int) -> None:
        """Count one kind."""
        if not self.numbers:
            self.first = first
        self.numbers[kind], self.last = number, last

    def stated(
        self, text: str, sentence: Sentence, spans: Spans, after: int, before: int, voice: Voice, day: date
    ) -> StatedTotal:
        """The total, with the scope and the bound that are said between two tokens."""
        near = [span for span in spans if after <= span.first < before]
        scope = next((span.value for span in near if span.role is Role.SCOPE), "day")
        bound = next((span.value for span in near if span.role is Role.BOUND), "exact")
        start, end = sentence.tokens.stretch(self.first, self.last)
        scope = POSITIONS if POSITIONS in self.numbers else RUNNING if scope == RUNNING_OF_LIST else scope
        return StatedTotal(
            self.numbers, scope, bound, voice.speaker, voice.side, day, Piece(text[start:end], start, end)
        )


def _is_parted(sentence: Sentence, last: int, at: int) -> bool:
    return any(token.text == ";" for token in sentence.tokens[last:at])


def _numbers_in_words(spans: Spans) -> dict[int, int]:
    """The numbers that a sentence writes in words, by their first token."""
    return {span.first: int(span.value) for span in spans.of(Role.NUMBER) if span.value.isdecimal()}


class _Apart(NamedTuple):
    """Tokens at which a number may be the day of a month, and those of words that part what they stand between."""

    months: frozenset[int]
    words: frozenset[int]


def _apart(spans: Spans) -> _Apart:
    months = frozenset([at for span in spans.of(Role.MONTH) for at in range(span.first - 3, span.last + 2)])
    where = [span for span in spans.of(Role.OF) if span.value == WHERE]
    return _Apart(months, tokens_of([*spans.among(PARTS), *where]))


def _number_before(
    sentence: Sentence, counted: Span, used: set[int], words: dict[int, int], apart: _Apart
) -> tuple[int, int] | None:
    for at in range(counted.first - 1, max(-1, counted.first - 1 - BEFORE_KIND), -1):
        token = sentence.tokens[at]
        is_suffix = token.text == "-" and at > 0 and sentence.tokens[at - 1].text.isdecimal()
        if (token.text in ",;:.()-–—" and not is_suffix) or at in used or at in apart.words:
            return None
        if token.text.isdecimal() and len(token.text) < 4 and at not in apart.months:  # noqa: PLR2004 - no year
            return int(token.text), at
        if at in words:
            return words[at], at
        if token.is_capitalised:
            return None
    return None


def numbers_listed(statements: Sequence[Statement]) -> dict[str, int]:
    """How many places of each kind a text lists as changing hands."""
    changes = {
        (item.place.name.text, item.place.district and item.place.district.text, item.place.kind)
        for item in statements
        if item.stance == "affirms"
    }
    listed = dict[str, int]()
    for _, _, kind in sorted(changes, key=str):
        listed[kind or "village"] = listed.get(kind or "village", 0) + 1
    return listed
