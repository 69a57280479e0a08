"""Where it begins what somebody plans besides what was done."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from karamap.statements.schema import Role
from karamap.statements.words.lexicon import Span, Spans, first_of
from karamap.statements.words.tokens import Tokens
from karamap.statements.words.word_values import FOLLOWED

BESIDE = 2
"""Tokens from a joint to the word for a plan behind it, at the most."""

LONGEST_NAME = 3
"""Tokens from the name of a party to the comma behind the word for its forces, at the most."""

LONGEST_PLAN = 6
"""Tokens from the name of a party to the place in what it plans, at the most."""


def following(spans: Sequence[Span], at: int) -> Span | None:
    """The first of some phrases that begins at a token or behind it."""
    number = bisect_left(spans, at, key=first_of)
    return spans[number] if number < len(spans) else None


def plans_behind(spans: Spans) -> set[int]:
    """Where a joint begins what somebody plans besides what was done ("took A and plans to take B")."""
    if Role.HYPOTHESIS not in spans.roles:
        return set()
    found, plans, verbs = set[int](), spans.of(Role.HYPOTHESIS), spans.of(Role.VERB)
    for joint in spans.of(Role.AND):
        plan = following(plans, joint.last)
        if plan is None or not any(verb.last <= joint.first for verb in verbs):
            continue
        behind = following(verbs, joint.last)
        is_next = behind is None or behind.first > plan.first
        is_beside = plan.first - joint.last < BESIDE or any(verb.last == joint.first for verb in verbs)
        if is_next and is_beside:
            found.add(joint.first)
    return found


def plans_of_same(tokens: Tokens, spans: Spans) -> set[int]:
    """Where what somebody plans begins, behind the comma of what that party did ("the from A withdrawn B, will …").

    Without a comma it begins with the name of another place ("the A that took B advances to C", in another order).
    """
    if Role.HYPOTHESIS not in spans.roles:
        return set()
    found = set[int]()
    for verb in spans.of(Role.VERB):
        actor = spans.by_first.get(verb.last) if verb.value.endswith(FOLLOWED) else None
        if actor is None or actor.role is not Role.ACTOR:
            continue
        behind = range(actor.last, min(len(tokens), actor.last + LONGEST_NAME))
        comma = next((at for at in behind if tokens[at].text == ","), None)
        plan = following(spans.of(Role.HYPOTHESIS), actor.last)
        if plan is None:
            continue
        if comma is not None and plan.first >= comma:
            found.add(comma)
            continue
        between = range(actor.last, min(plan.first, actor.last + LONGEST_PLAN))
        named = next((at for at in between if tokens[at].is_capitalised and at not in spans.by_first), None)
        if named is not None:
            found.add(named)
    return found
