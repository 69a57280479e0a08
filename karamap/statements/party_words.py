"""What the words beside the name of a party say of it: that its border is meant, or that it only owns a noun."""

from __future__ import annotations

from karamap.statements.clauses import PASSIVE, Clause
from karamap.statements.lexicon import Span
from karamap.statements.meaning import AS_NOUN
from karamap.statements.schema import Role

FRONTIER = "frontier"
"""The value of a word for a border behind whose it is, by which it is only told where something lies."""


def is_done_to_other(clause: Clause, verb: Span, span: Span) -> bool:
    """Whether a verb behind a joint tells what was done to something else ("the enemy came and A had been lost")."""
    passive = clause.ending_at(verb.first)
    is_passive = passive is not None and passive.role is Role.WORD and passive.value == PASSIVE
    return is_passive and any(span.last <= joint.first < verb.first for joint in clause.of(Role.AND))


def owns_other(clause: Clause, verb: Span, span: Span) -> bool:
    """Whether a party owns what another noun says that was done, right behind it ("A's capture of B left C alone")."""
    noun = clause.starting_at(span.last) if not verb.value.endswith(AS_NOUN) else None
    is_verb = noun is not None and noun.role is Role.VERB and verb.first >= noun.last
    return is_verb and noun is not None and noun.value.endswith(AS_NOUN)


def is_of_frontier(clause: Clause, span: Span) -> bool:
    """Whether a country is named only for its border ("a town on the A border")."""
    behind = clause.starting_at(span.last)
    return behind is not None and behind.role is Role.WORD and behind.value == FRONTIER
