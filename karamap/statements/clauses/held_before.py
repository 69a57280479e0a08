"""Who had a place before it changed hands, by what only describes it ("B, occupied by A, was liberated")."""

from __future__ import annotations

from collections.abc import Sequence

from karamap.statements.clauses.clauses import Clause
from karamap.statements.clauses.meaning import LASTING, NEXT_TO, class_of
from karamap.statements.days.days_of_text import OF_DAYS
from karamap.statements.schema import Role, VerbClass
from karamap.statements.words.lexicon import Span
from karamap.statements.words.tokens import Token

LONGEST_DAY = 6
"""Tokens of a day between who did something and the word for that, at the most ("by A on 17 October 2020 occupied")."""


def had_it(
    tokens: Sequence[Token],
    clause: Clause,
    verb: Span,
    span: Span,
    instruments: tuple[str, ...],
    controls: tuple[str, ...],
    *,
    is_passive: bool,
) -> bool:
    """Whether a party had a place that a verb says was taken, by words that only describe the place.

    Args:
        tokens: of the sentence.
        clause: in which the verb stands.
        verb: by which the place changes hands.
        span: the party.
        instruments: endings of who did something.
        controls: beginnings of words for control.
        is_passive: whether the verb tells what is done to its subject.
    """
    if class_of(verb) is not VerbClass.TAKES:
        return False
    did = bool(instruments) and span.word.endswith(instruments)
    before = clause.ending_at(span.first)
    if did and _is_of_past(before):
        return True
    if verb.role is not Role.VERB or span.last > verb.first:
        return False
    if did and before is not None and before.role is Role.PARTICIPLE and class_of(before) is VerbClass.TAKES:
        return True
    is_under = is_passive and _under_control(tokens, verb, span, instruments, controls)
    return is_under or _did_what_describes(clause, span)


def _is_of_past(span: Span | None) -> bool:
    return span is not None and span.role is Role.BACKGROUND and span.value == LASTING


def _did_what_describes(clause: Clause, span: Span) -> bool:
    """Whether a party did what a participle behind the word for that describes ("by A occupied B")."""
    if Role.BY not in clause.spans.roles:
        return False
    behind = (clause.starting_at(at) for at in range(span.last, span.last + NEXT_TO))
    by = next((other for other in behind if other is not None and other.role is not Role.WORD), None)
    if by is None or by.role is not Role.BY:
        return False
    behind = (clause.starting_at(at) for at in range(by.last, by.last + LONGEST_DAY))
    told = next((other for other in behind if other is not None and other.role not in OF_DAYS), None)
    is_taken = told is not None and told.role is Role.PARTICIPLE and class_of(told) is VerbClass.TAKES
    return is_taken or (told is not None and told.role is Role.BACKGROUND and told.value in ("", LASTING))


def _under_control(
    tokens: Sequence[Token], verb: Span, span: Span, instruments: tuple[str, ...], controls: tuple[str, ...]
) -> bool:
    """Whether the word for control stands right behind a party, and is not that of the verb ("under A control")."""
    if span.last >= verb.first or not controls:
        return False
    word = tokens[span.last].folded
    return word.startswith(controls) and (not instruments or word.endswith(instruments))
