"""Whose words are denied, by where a denial names them ("denied A's claims", "denied the claim by A's office")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from karamap.statements.clauses.meaning import NEXT_TO, means_told
from karamap.statements.schema import WHO, Role
from karamap.statements.words.lexicon import Span, Spans, actor_of
from karamap.statements.words.word_values import CONTRAST

NAMED = WHO | {Role.WORD, Role.DETERMINER}
"""Phrases by which it is told whose words they are: a party, an office and words for it."""

DENIES = frozenset({Role.DENIAL})
"""Phrases by which somebody denies something."""

TO_SOMEBODY = frozenset({Role.RECIPIENT, Role.BY, Role.OF, Role.LOSER})
"""Phrases right before somebody who is told of there, and does not speak."""


def is_told_of(actor: Span, spans: Spans) -> bool:
    """Whether a phrase right before somebody makes them who something was given to, done by or taken from."""
    before = spans.by_last.get(actor.first)
    return before is not None and before.role in TO_SOMEBODY


def says_passively(actor: Span, spans: Spans, roles: frozenset[Role]) -> bool:
    """Whether a word for "by" stands behind somebody, and right behind that one by which something is said or denied.

    Args:
        actor: who is named.
        spans: phrases around.
        roles: of the words by which it is.
    """
    by = spans.by_first.get(actor.last)
    if by is None or by.role is not Role.BY or by.value != "before":
        return False
    said = spans.by_first.get(by.last)
    return said is not None and said.role in roles


def without_disputed(actors: Sequence[Span], spans: Spans) -> Sequence[Span]:
    """Names without those of a party whose words are denied right behind a denial, if others are named too."""
    parties = {actor_of(owner).party for owner in _owners(spans)}
    if not parties:
        return actors
    return [span for span in actors if actor_of(span).party not in parties] or actors


def is_other_said(spans: Spans, denial: Span, at: int) -> bool:
    """Whether who denies something says something else before a token ("denied that A was taken, but said B was")."""
    said = [span for span in spans.of(Role.ATTRIBUTION) if denial.last <= span.first < at and not means_told(span)]
    contrasts = [span.first for span in spans.of(Role.CLAUSE) if span.value == CONTRAST and span.first >= denial.last]
    if said and contrasts and contrasts[0] < said[-1].first:
        return True
    joints = {span.last for span in spans.of(Role.AND)}
    return any(span.first - gap in joints for span in said for gap in range(NEXT_TO))


def _owners(spans: Spans) -> Iterator[Span]:
    """Who stands between a denial and a word for what was told, or behind that and "by"."""
    for denial in spans.of(Role.DENIAL):
        named, told = _named_from(denial.last, spans)
        if told is None or not means_told(told):
            continue
        yield from named
        by = spans.by_first.get(told.last)
        if by is not None and by.role is Role.BY:
            yield from _named_from(by.last, spans)[0]


def _named_from(at: int, spans: Spans) -> tuple[list[Span], Span | None]:
    """Who is named from a token on, without a gap, and the phrase behind that."""
    named = list[Span]()
    while (span := spans.by_first.get(at)) is not None and span.role in NAMED and not means_told(span):
        named += [span] if span.role is Role.ACTOR else []
        at = span.last
    return named, span
