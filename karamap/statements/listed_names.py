"""Names of countries that are no countries: villages called so, in a list of villages."""

from __future__ import annotations

from collections.abc import Sequence

from karamap.statements.lexicon import Span
from karamap.statements.meaning import actor_of
from karamap.statements.schema import ActorKind, Role
from karamap.statements.tokens import Token


def without_listed_names(tokens: Sequence[Token], spans: Sequence[Span]) -> list[Span]:
    """Phrases of a sentence without a name of another country that ends a list of places ("A, B and C villages").

    Args:
        tokens: of the sentence.
        spans: its phrases.
    """
    by_first, by_last = {span.first: span for span in spans}, {span.last: span for span in spans}
    return [span for span in spans if not _is_listed(tokens, span, by_first, by_last)]


def _is_listed(tokens: Sequence[Token], span: Span, by_first: dict[int, Span], by_last: dict[int, Span]) -> bool:
    if span.role is not Role.ACTOR or actor_of(span).kind is not ActorKind.ELSEWHERE:
        return False
    kind, joint = by_first.get(span.last), by_last.get(span.first)
    if kind is None or kind.role is not Role.KIND or not kind.value.endswith("plural"):
        return False
    before = joint.first if joint is not None and joint.role is Role.AND else span.first
    if before == span.first:
        before -= tokens[span.first - 1].text == ","
    is_joined = 0 < before < span.first
    return is_joined and tokens[before - 1].is_capitalised and before not in by_last
