"""What a party does or loses that a speaker calls the enemy."""

from __future__ import annotations

from collections.abc import Sequence

from karamap.statements.clauses.acting import (
    Parties,
    is_of_next_part,
    we_act,
)
from karamap.statements.clauses.clauses import Clause
from karamap.statements.clauses.meaning import AS_NOUN, NEXT_TO, acts_in_clause_before, class_of
from karamap.statements.clauses.named_parties import is_beside, is_done_to_other, is_from_whom, is_right_behind
from karamap.statements.clauses.verb_forms import is_passive
from karamap.statements.schema import Role, VerbClass
from karamap.statements.words.lexicon import Endings, Span
from karamap.statements.words.tokens import Token, Tokens
from karamap.statements.words.word_values import FOLLOWED, OURS, WE


def with_enemy(
    tokens: Tokens, told: Parties, clause: Clause, verb: Span, enemy: str | None, endings: Endings
) -> Parties:
    """What is told, where a speaker calls a party the enemy: it acts, or loses (also by an ending of `sources`).

    Args:
        tokens: of the sentence.
        told: by the names of parties.
        clause: with its phrases.
        verb: of the place that is asked about.
        enemy: the id of that party.
        endings: of the language, by the names of settings.
    """
    spans = [span for span in clause.of(Role.ENEMY) if enemy and _may_act(tokens, clause, verb, span, endings)]
    if not spans:
        return told
    is_source = any(span.word.endswith(endings("sources")) for span in spans)
    if is_source or any(is_beside(clause, span, Role.LOSER, tokens) or is_from_whom(clause, span) for span in spans):
        return told._replace(loser=told.loser or enemy)
    if any(_has_it(tokens, clause, verb, span, endings("instruments")) for span in spans):
        return told._replace(agent=enemy, recipient=None)
    spans = [span for span in spans if is_beside(clause, span, Role.BY) or _is_subject(tokens, clause, verb, span)]
    if class_of(verb) in (VerbClass.LOSES, VerbClass.LEAVES):
        is_ours = we_act(tokens, verb, endings("we"))
        spans = [
            span for span in spans if not is_ours and (span.first < verb.last or is_right_behind(tokens, verb, span))
        ]
    return told._replace(agent=told.agent or enemy) if spans else told


def _may_act(tokens: Tokens, clause: Clause, verb: Span, span: Span, endings: Endings) -> bool:
    """Whether a word for the enemy is of what a verb tells, and not of what stands before or behind that."""
    if is_of_next_part(tokens, clause, verb, span) or _begins_anew(tokens, clause, verb, span):
        return False
    if is_done_to_other(tokens, clause, verb, span, is_passive=is_passive(verb, endings)):
        return False
    if acts_in_clause_before(tokens, clause, verb, span, endings):
        return False
    return not verb.value.endswith(AS_NOUN) or span.last <= verb.first or is_beside(clause, span, Role.BY)


def _is_subject(tokens: Sequence[Token], clause: Clause, verb: Span, span: Span) -> bool:
    """Whether an enemy does what a verb tells: right behind it, or before it and not behind those of who speaks.

    Those whose positions are told of do not ("enemy positions").
    """
    beside = (clause.ending_at(span.first), clause.starting_at(span.last))
    if any(other is not None and other.role is Role.POSITIONS for other in beside):
        return False
    if any(other.last <= min(span.first, verb.first) and other.value == WE for other in clause.spans.among(OURS)):
        return False
    return span.first < verb.first or is_right_behind(tokens, verb, span)


def _has_it(tokens: Sequence[Token], clause: Clause, verb: Span, span: Span, instruments: tuple[str, ...]) -> bool:
    """Whether an enemy stands right beside a verb by which so it takes or holds something ("under enemy control").

    Small words may stand between one of who follows and the enemy; behind another it stands in the case of who did it.
    """
    if class_of(verb) not in (VerbClass.TAKES, VerbClass.HOLDS):
        return False
    if span.first < verb.last:
        return span.last == verb.first
    between = tokens[verb.last : span.first]
    parting = [word for word in clause.spans.among(OURS) if word.value == WE]
    is_small = len(between) <= NEXT_TO and all(token.is_word and not token.is_capitalised for token in between)
    is_small = is_small and not any(verb.last <= other.first < span.first for other in parting)
    did_it = bool(instruments) and not between and span.word.endswith(instruments)
    return did_it or (is_small and verb.value.endswith(FOLLOWED))


def _begins_anew(tokens: Sequence[Token], clause: Clause, verb: Span, span: Span) -> bool:
    """Whether a comma or "and" behind a verb stands right before a name ("…, the enemy fled")."""
    before = clause.ending_at(span.first)
    first = before.first if before is not None and before.role is Role.DETERMINER else span.first
    joint = clause.ending_at(first)
    is_joined = joint is not None and joint.role is Role.AND and verb.last <= joint.first
    return is_joined or (verb.last < first and tokens[first - 1].text == ",")
