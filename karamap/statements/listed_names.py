"""Names of countries that are no countries: villages called so, in a list of villages."""

from __future__ import annotations

from collections.abc import Sequence

from karamap.statements.lexicon import Span, Spans
from karamap.statements.meaning import actor_of
from karamap.statements.schema import ActorKind, Role
from karamap.statements.tokens import Token


def without_listed_names(tokens: Sequence[Token], spans: Spans) -> Spans:
    """Phrases of a sentence without a name of another country that ends a list of places ("A, B and C villages").

    Args:
        tokens: of the sentence.
        spans: its phrases.
    """
    listed = {span.first for span in spans.of(Role.ACTOR) if _is_listed(tokens, span, spans)}
    return Spans([span for span in spans if span.first not in listed]) if listed else spans


def _is_listed(tokens: Sequence[Token], span: Span, spans: Spans) -> bool:
    if actor_of(span).kind is not ActorKind.ELSEWHERE:
        return False
    kind, joint = spans.by_first.get(span.last), spans.by_last.get(span.first)
    if kind is None or kind.role is not Role.KIND or not kind.value.endswith("plural"):
        return False
    before = joint.first if joint is not None and joint.role is Role.AND else span.first
    if before == span.first:
        before -= tokens[span.first - 1].text == ","
    is_joined = 0 < before < span.first
    return is_joined and tokens[before - 1].is_capitalised and before not in spans.by_last
