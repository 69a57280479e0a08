"""What a sentence only sets aside: somebody's words to which what it tells is contrary ("contrary to A's claims")."""

from __future__ import annotations

from karamap.statements.clauses.asides import MERE_WORD
from karamap.statements.clauses.meaning import CHANGES, class_of, means_told
from karamap.statements.schema import SAYS, Role
from karamap.statements.words.lexicon import Span, Spans
from karamap.statements.words.tokens import Tokens

CONTRARY = "contrary"
"""The value of a word before somebody's words that are set aside, and may hold no change of their own."""

ENDS_ASIDE = (",", ";", "՝")
"""Marks behind what is set aside; the last one is Armenian."""


def without_contrary(tokens: Tokens, spans: Spans) -> Spans:
    """The phrases of a sentence without what it says somebody says otherwise, up to the next mark or the end.

    What happened in spite of something else is no such thing ("despite A's attack"), nor are words that tell a change.
    """
    begins = [span for span in spans.of(Role.CLAUSE) if span.value == CONTRARY] if Role.CLAUSE in spans.roles else []
    left = set[int]()
    for word in begins:
        marks = (at for mark in ENDS_ASIDE for at in tokens.marks.get(mark, ()) if at >= word.last)
        end = min(marks, default=len(tokens))
        inside = [span for span in spans if word.last <= span.first < end]
        if any(map(_says, inside)) and not any(map(_changes, inside)):
            left.update(span.first for span in inside)
    if not left:
        return spans
    return Spans([span._replace(phrase=MERE_WORD) if span.first in left else span for span in spans])


def _says(span: Span) -> bool:
    return span.role in SAYS or means_told(span)


def _changes(span: Span) -> bool:
    return span.role is Role.PARTICIPLE or (span.role is Role.VERB and class_of(span) in CHANGES)
