"""Places that an aside says somebody had, and that were taken by what stands behind it ("A, held by B, was taken")."""

from __future__ import annotations

from collections.abc import Sequence

from karamap.statements.clauses.acting import parties_in
from karamap.statements.clauses.asides import VERBS
from karamap.statements.clauses.clauses import Clause
from karamap.statements.clauses.meaning import NEXT_TO, class_of
from karamap.statements.clauses.named_parties import parties_of
from karamap.statements.clauses.verb_forms import tells_what_is_done
from karamap.statements.schema import ActorKind, Role, VerbClass
from karamap.statements.words.lexicon import Endings, Span, actor_of
from karamap.statements.words.tokens import Token

HAD = frozenset({VerbClass.TAKES, VerbClass.HOLDS})
"""What verbs say by which a party had a place."""

NAMES = frozenset({Role.ACTOR, Role.AND})
"""Phrases behind which something else may be told of."""


def taken_behind_aside(tokens: Sequence[Token], clause: Clause, endings: Endings) -> Span | None:
    """The verb by which a clause tells that what stands before an aside was taken: right behind the comma that ends it.

    Args:
        tokens: of the sentence.
        clause: one of its.
        endings: of the language, by the names of settings.
    """
    verb = next(iter(clause.verbs), None)
    if verb is None or not clause.first or tokens[clause.first].text != "," or class_of(verb) is not VerbClass.TAKES:
        return None
    if not tells_what_is_done(clause, verb, endings):
        return None
    between = range(clause.first + 1, verb.first)
    is_named = any(tokens[at].is_capitalised for at in between)
    is_parted = any(span.first in between for span in clause.spans.among(NAMES))
    return None if is_named or is_parted else verb


def had_in_aside(tokens: Sequence[Token], before: Clause, endings: Endings) -> str | None:
    """The party that an aside says had a place, which begins by that behind a comma or "which"; None if it is none.

    Args:
        tokens: of the sentence.
        before: the clause that the aside ends.
        endings: of the language, by the names of settings.
    """
    told = before.spans.among(VERBS)
    if not told or class_of(told[0]) not in HAD or not _begins_aside(tokens, before, told[0]):
        return None
    if told[0].role is Role.PARTICIPLE:
        named = [span for span in parties_of(tokens, before) if span.first >= told[0].last]
        return actor_of(named[0]).party if named else None
    parties = parties_in(tokens, before, told[0], endings)
    return parties.recipient or parties.agent


def holder_in_word(clause: Clause, verb: Span) -> str | None:
    """The party that a word before a verb says holds the place that it describes ("the A-held B")."""
    named = (span for span in reversed(clause.of(Role.ACTOR)) if span.last <= verb.first)
    return next((actor_of(span).party for span in named if actor_of(span).kind is ActorKind.REGION), None)


def _begins_aside(tokens: Sequence[Token], clause: Clause, told: Span) -> bool:
    """Whether a comma or "which" stands shortly before a phrase, and no name between."""
    for at in range(told.first - 1, max(clause.first, told.first - NEXT_TO) - 1, -1):
        span = clause.starting_at(at)
        if tokens[at].text == "," or (span is not None and span.role is Role.CLAUSE):
            return True
        if tokens[at].is_capitalised and not any(actor.first <= at < actor.last for actor in clause.of(Role.ACTOR)):
            return False
    return False
