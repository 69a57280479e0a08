"""To whom a place goes by a verb: by the case of a party beside it, or by what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence

from karamap.statements.clauses.cases import unmistakable
from karamap.statements.clauses.clauses import Clause
from karamap.statements.clauses.meaning import UNDER, class_of
from karamap.statements.schema import Role, VerbClass
from karamap.statements.words.lexicon import Span
from karamap.statements.words.tokens import Token
from karamap.statements.words.word_values import FOLLOWED

GIVES = frozenset({VerbClass.TAKES, VerbClass.HANDS_OVER, VerbClass.LEAVES})
"""Classes of verbs that may tell to whom a place goes by the case of a party right beside them."""


def is_given(
    tokens: Sequence[Token],
    verb: Span,
    span: Span,
    given: tuple[str, ...],
    datives: tuple[str, ...],
    instruments: tuple[str, ...],
) -> bool:
    """Whether a place goes to a party that stands right beside a verb in the dative ("was returned to A").

    An adjective whose ending may also be that of who did it tells so by its noun.
    """
    if not given:
        return False
    if _begins_handover(tokens, verb, span):
        return span.word.endswith(given)
    if span.last == verb.first:
        return span.word.endswith(datives)
    if span.first != verb.last:
        return False
    if span.word.endswith(unmistakable(instruments)):
        return False
    noun = tokens[span.last] if span.last < len(tokens) else None
    is_of_noun = noun is not None and noun.is_word and not noun.is_capitalised
    may_be_both = class_of(verb) is VerbClass.HANDS_OVER and span.word.endswith(instruments) and is_of_noun
    return span.word.endswith(given) or (may_be_both and noun is not None and not noun.folded.endswith(instruments))


def _begins_handover(tokens: Sequence[Token], verb: Span, span: Span) -> bool:
    """Whether a party alone stands before a verb of handing over, with one small word between at the most."""
    is_first = span.first == 0 or not tokens[span.first - 1].is_word
    between = tokens[span.last : verb.first]
    is_beside = span.last <= verb.first and len(between) <= 1
    is_small = all(token.is_word and not token.is_capitalised for token in between)
    return is_first and is_beside and is_small and class_of(verb) is VerbClass.HANDS_OVER


def may_go_to(clause: Clause, verb: Span) -> bool:
    """Whether a verb tells to whom something goes by the case of a party ("A passed to B").

    One that tells under whom something came does, where no word says that.
    """
    if class_of(verb) is VerbClass.TAKES and verb.value.endswith(UNDER):
        return not clause.of(Role.RECIPIENT)
    return class_of(verb) is VerbClass.HANDS_OVER


def is_lost_by_who_follows(verb: Span) -> bool:
    """Whether a verb tells under whose control or in whose hands a place is no longer."""
    return class_of(verb) is VerbClass.LOSES and verb.value.endswith(FOLLOWED)


def goes_on_by(clause: Clause, span: Span) -> bool:
    """Whether the word for who lost something goes on with a verb before it ("was captured and held by A")."""
    held = clause.ending_at(span.first)
    joint = clause.ending_at(held.first) if held is not None and held.role is Role.LOSER else None
    verb = clause.ending_at(joint.first) if joint is not None and joint.role is Role.AND else None
    return verb is not None and verb.role is Role.VERB
