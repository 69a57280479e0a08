"""Which of several parties before a verb is its subject, by their cases, where verbs stand behind all else."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from karamap.statements.clauses.cases import KINDS
from karamap.statements.clauses.clauses import AFTER, Clause
from karamap.statements.clauses.meaning import class_of
from karamap.statements.clauses.named_parties import is_beside
from karamap.statements.schema import SAYS, ActorKind, Role, VerbClass
from karamap.statements.words.lexicon import Endings, Span, Spans, actor_of
from karamap.statements.words.tokens import Token, Tokens

LONGEST_NAME = 3
"""Words behind a party to the one that bears its case, at the most ("A's armed forces")."""


NO_FORCES = frozenset(set(Role) - {Role.WORD})
"""Phrases that are no words for forces."""

AFTER_THAT = 2
"""Tokens of a comma and "that" behind a word for saying."""

LENGTHS_OF_FORCES = (3, 4)
"""So many tokens stand between a word for saying and whose forces are told of: comma, "that", one word or two."""

SHORT = 2
"""Letters of a preposition at the most."""


ENDS_NAME = frozenset({Role.ACTOR, Role.CLAUSE})
"""Phrases before which the name of a party has ended."""


class _Case(Enum):
    SUBJECT = "subject"
    OWNER = "owner"
    OTHER = "other"


class Cases(NamedTuple):
    """What the endings of words say of the case of a party, and whether a verb is a noun; none for most languages."""

    owners: tuple[str, ...]
    obliques: tuple[str, ...]
    dependents: tuple[str, ...]
    possessed: tuple[str, ...]
    relatives: tuple[str, ...]
    nominals: tuple[str, ...]
    controls: tuple[str, ...]
    gerunds: tuple[str, ...]


def cases_of(endings: Endings) -> Cases:
    """The endings of a language that tell cases."""
    return Cases(
        endings("subjects"),
        endings("obliques"),
        endings("dependents"),
        endings("possessed"),
        endings("relatives"),
        endings("nominals"),
        endings("controls"),
        endings("gerunds"),
    )


def subject_of(tokens: Sequence[Token], clause: Clause, verb: Span, before: Sequence[Span], cases: Cases) -> Span:
    """Who does what a verb tells, of those named before it: the last whose case may be that of its subject.

    The subject of a finite verb bears no ending, that of a noun ("that A took B") owns it; who owns what only describes
    a place ("the by A held B") is neither. Where a verb begins with what somebody has, they own that ("A said that B is
    in C's control").

    Args:
        tokens: of the sentence.
        clause: in which the verb stands.
        verb: the verb.
        before: the parties that stand before it, at least one.
        cases: endings of the language.
    """
    if len({actor_of(span).party for span in before}) == 1:
        return before[-1]
    if not cases.relatives:
        acting = [span for span in before if not _is_oblique(tokens, clause, span, cases)]
        acting = [span for span in acting if not _is_in_gerund(tokens, verb, span, before, cases.gerunds)] or acting
        return before[-1] if _owns_what_begins(tokens, clause, before[-1]) else (acting or before)[-1]
    if _is_owned(verb, cases) and _owns(tokens, clause, before[-1], verb, cases):
        return before[-1]
    wanted = _Case.OWNER if is_noun(tokens, verb, cases) else _Case.SUBJECT
    found = [span for span in before if _case(tokens, clause, span, cases) is wanted]
    if wanted is _Case.OWNER:
        found = [span for span in found if not _is_of_relative(tokens, span, verb, cases)] or found[:1]
    return found[-1] if found else before[-1]


def _is_oblique(tokens: Sequence[Token], clause: Clause, span: Span, cases: Cases) -> bool:
    """Whether a party bears the ending of no subject, or the word for its forces right behind it does."""
    if not cases.obliques:
        return False
    other = clause.starting_at(span.last)
    if (
        span.word.endswith(cases.obliques)
        or span.last >= len(tokens)
        or (other is not None and other.role in ENDS_NAME)
    ):
        return span.word.endswith(cases.obliques)
    return not tokens[span.last].is_capitalised and tokens[span.last].folded.endswith(cases.obliques)


def _owns_what_begins(tokens: Sequence[Token], clause: Clause, span: Span) -> bool:
    """Whether a party owns the forces with which begins what somebody says ("B said that the armed forces of A")."""
    said = next((word for word in reversed(clause.of(Role.ATTRIBUTION)) if word.last <= span.first), None)
    between = tokens[said.last : span.first] if said is not None else ()
    if said is None or len(between) not in LENGTHS_OF_FORCES or between[0].text != ",":
        return False
    of_phrases = clause.held_by(NO_FORCES)
    forces = range(said.last + AFTER_THAT, span.first)
    return all(len(tokens[at].text) > SHORT and not tokens[at].is_capitalised and at not in of_phrases for at in forces)


def who_says(tokens: Tokens, spans: Spans, endings: Endings) -> Span | None:
    """The party that begins a sentence and says or denies what that tells by its last word ("A that B took C said").

    In a language whose verbs stand behind all else; where somebody is named who speaks for a party, they say it.
    """
    said = next(reversed(spans.among(SAYS)), None) if endings("relatives") else None
    if said is None or said.last < len(tokens) - 1 or said.value:
        return None
    named, cases = spans.of(Role.ACTOR), cases_of(endings)
    if not named or named[0].first > 1 or any(actor_of(span).kind is ActorKind.SPEAKER for span in named):
        return None
    first, clause = named[0], Clause(0, len(tokens), spans)
    behind = clause.starting_at(first.last)
    is_party = actor_of(first).kind in (ActorKind.PARTY, ActorKind.SEAT)
    told = [verb for verb in clause.verbs if verb.first < said.first]
    is_other = bool(told) and any(other.first >= told[-1].last for other in named[1:])
    if not is_party or is_other or is_beside(clause, first, Role.BY):
        return None
    if behind is not None and behind.role is Role.OFFICE:
        return None
    is_told = all(is_noun(tokens, verb, cases) for verb in told)
    return first if is_told and _case(tokens, clause, first, cases) is _Case.SUBJECT else None


def _is_in_gerund(
    tokens: Sequence[Token], verb: Span, span: Span, before: Sequence[Span], gerunds: tuple[str, ...]
) -> bool:
    """Whether commas set off what somebody else does with a party besides ("A, pursuing B, entered C")."""
    if not gerunds or not any(tokens[at].text == "," for at in range(span.last, verb.first)):
        return False
    comma = next((at for at in range(span.first - 1, -1, -1) if tokens[at].text == ","), None)
    if comma is None or not any(other.last <= comma for other in before):
        return False
    word = tokens[comma + 1]
    return not word.is_capitalised and word.folded.endswith(gerunds)


def _is_owned(verb: Span, cases: Cases) -> bool:
    """Whether a verb begins with what somebody has ("in the control of", "in the hands of")."""
    first = verb.phrase.words[0]
    if class_of(verb) in (VerbClass.HOLDS, VerbClass.DENIES) or first.startswith(cases.controls):
        return True
    stems = (first.removesuffix(ending) for ending in cases.dependents if first.endswith(ending))
    return len(verb.phrase.words) > 1 and any(stem.endswith(cases.possessed) for stem in stems)


def _owns(tokens: Sequence[Token], clause: Clause, span: Span, verb: Span, cases: Cases) -> bool:
    """Whether a party stands right before a verb, or with few words between and in the case of who owns something."""
    gap = verb.first - span.last
    return gap == 0 or (gap <= LONGEST_NAME and _case(tokens, clause, span, cases) is _Case.OWNER)


def only_had_it(tokens: Sequence[Token], clause: Clause, verb: Span, span: Span, cases: Cases) -> bool:
    """Whether a party before a finite verb only owns what describes the place ("the by A held B was freed")."""
    if not cases.relatives or span.last > verb.first or is_noun(tokens, verb, cases):
        return False
    if _case(tokens, clause, span, cases) is not _Case.OWNER:
        return False
    describes = (at for at in range(span.last, verb.first - 1) if tokens[at].folded.endswith(cases.relatives))
    return any(tokens[at + 1].is_capitalised for at in describes)


def is_behind_fight(found: Sequence[Clause], clause: Clause) -> bool:
    """Whether a clause goes on behind a fight with who is named before that ("A after fights took B").

    Args:
        found: the clauses of a sentence.
        clause: one of them.
    """
    begins = clause.starting_at(clause.first)
    before = next((other for other in found if other.last == clause.first), None)
    is_after = begins is not None and begins.role is Role.CLAUSE and begins.value == AFTER
    fights = before.verbs if is_after and before is not None else ()
    return bool(fights) and all(class_of(verb) is VerbClass.FIGHTS for verb in fights)


def is_noun(tokens: Sequence[Token], verb: Span, cases: Cases) -> bool:
    """Whether a verb is a noun by its ending ("that A took B"), so that its subject owns it."""
    return tokens[verb.last - 1].folded.endswith((*cases.relatives, *cases.nominals))


def is_owner(tokens: Sequence[Token], clause: Clause, span: Span, cases: Cases) -> bool:
    """Whether a party, or the word for its forces behind it, is in the case of who owns something."""
    return _case(tokens, clause, span, cases) is _Case.OWNER


def _case(tokens: Sequence[Token], clause: Clause, span: Span, cases: Cases) -> _Case:
    """The case of a party, by its own ending or by that of the word for its forces behind it."""
    if span.word.endswith(cases.owners):
        return _Case.SUBJECT if _owns_subject(tokens, clause, span.last, cases) else _Case.OWNER
    if span.word.endswith(cases.obliques):
        return _Case.OTHER
    joint = clause.starting_at(span.last)
    if joint is not None and joint.role is Role.AND:
        return _Case.OTHER
    return _case_of_head(tokens, clause, span, cases)


def _case_of_head(tokens: Sequence[Token], clause: Clause, span: Span, cases: Cases) -> _Case:
    kinds = clause.held_by(KINDS)
    for at in range(span.last, min(clause.last, span.last + LONGEST_NAME)):
        word, other = tokens[at].folded, clause.starting_at(at)
        if other is not None and other.role in ENDS_NAME:
            return _Case.SUBJECT
        if not tokens[at].is_word or at in kinds or _is_name(tokens, clause, at):
            return _Case.SUBJECT
        if word.endswith(cases.owners):
            return _Case.SUBJECT if _owns_subject(tokens, clause, at + 1, cases) else _Case.OWNER
        if word.endswith(cases.dependents):
            return _Case.OTHER
        if word.endswith(cases.possessed):
            return _Case.SUBJECT
    return _Case.SUBJECT


def _is_name(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a capitalised word of no phrase stands here, and no other one behind it that goes on with it."""
    is_last = at + 1 >= clause.last or not tokens[at + 1].is_capitalised or at + 1 in clause.held
    return tokens[at].is_capitalised and at not in clause.held and is_last


def _owns_subject(tokens: Sequence[Token], clause: Clause, at: int, cases: Cases) -> bool:
    """Whether a word behind an owner is what it owns, and bears no other ending ("the units of A's army")."""
    if at >= clause.last or tokens[at].is_capitalised or at in clause.held_by(frozenset({Role.VERB, Role.LOSER})):
        return False
    word, behind = tokens[at].folded, tokens[at + 1] if at + 1 < clause.last else None
    is_of_other = behind is not None and not behind.is_capitalised and behind.folded.endswith(cases.dependents)
    ends_else = word.endswith((*cases.relatives, *cases.nominals, *cases.dependents))
    return word.endswith(cases.possessed) and not ends_else and not is_of_other


def _is_of_relative(tokens: Sequence[Token], span: Span, verb: Span, cases: Cases) -> bool:
    """Whether a word between a party and a verb describes what stands behind it by what the party does."""
    return any(tokens[at].folded.endswith(cases.relatives) for at in range(span.last, verb.first))
