"""What the form of a verb tells: how it is with a place, or that something was not done to it."""

from __future__ import annotations

from karamap.statements.clauses.clauses import Clause
from karamap.statements.clauses.meaning import NEXT_TO, class_of, is_negated
from karamap.statements.days.since_and_until import is_since_alone
from karamap.statements.schema import Role, VerbClass
from karamap.statements.words.lexicon import Span, Spans
from karamap.statements.words.word_values import PASSIVE


def tells_state(verb: Span, states: tuple[str, ...]) -> bool:
    """Whether a verb tells how it is with a place ("is held", "is occupied"), so that it may be so since a day.

    Args:
        verb: which is for holding, or one of its words has one of some endings.
        states: those endings.
    """
    return class_of(verb) is VerbClass.HOLDS or any(word.endswith(states) for word in verb.phrase.words)


def class_told(clause: Clause, spans: Spans, verb: Span, states: tuple[str, ...], *, is_dated: bool) -> VerbClass:
    """What a verb says where it stands: that a place is held "now" is news, that it is occupied since a day is none.

    Args:
        clause: in which the verb stands.
        spans: the phrases of the sentence.
        verb: which is asked about.
        states: endings of one that tells how it is with a place.
        is_dated: whether the sentence tells the day of something.
    """
    kind = class_of(verb)
    if kind is VerbClass.HOLDS and clause.of(Role.NOW):
        return VerbClass.TAKES
    is_state = kind is VerbClass.TAKES and not is_dated and tells_state(verb, states)
    return VerbClass.HOLDS if is_state and is_since_alone(spans) else kind


def is_undone(clause: Clause, verb: Span, passives: tuple[str, ...]) -> bool:
    """Whether it is told that a place was not taken or handed over, by a verb that tells what is done to it.

    Args:
        clause: in which the verb stands.
        verb: by which nobody acts.
        passives: endings of such verbs; others are so behind a word for that ("was not").
    """
    if class_of(verb) is VerbClass.DENIES:
        return any(word.endswith(passives) for word in verb.phrase.words)
    words = (span for span in clause.of(Role.WORD) if span.value == PASSIVE)
    is_done = verb.word.endswith(passives) or any(0 <= verb.first - span.last < NEXT_TO for span in words)
    return is_done and class_of(verb) in (VerbClass.TAKES, VerbClass.HANDS_OVER) and is_negated(clause, verb)
