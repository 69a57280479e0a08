"""Names that are not those of who is called so: villages called like a country, people of the same family name."""

from __future__ import annotations

from collections.abc import Sequence

from karamap.statements.schema import ActorKind, Role
from karamap.statements.words.lexicon import Span, Spans, actor_of
from karamap.statements.words.tokens import Token, Tokens


def without_namesakes(tokens: Tokens, spans: Spans) -> Spans:
    """Phrases of a sentence without names of others.

    These are that of another country which ends a list of places ("A, B and C villages"), that of a known speaker
    behind the first name of somebody else, and a word for "not" that begins a name ("Nor A").

    Args:
        tokens: of the sentence.
        spans: its phrases.
    """
    actors = spans.of(Role.ACTOR)
    others = {span.first for span in actors if _is_listed(tokens, span, spans) or _is_namesake(tokens, span, spans)}
    others.update([span.first for span in spans.of(Role.NEGATION) if _begins_name(tokens, span, spans)])
    return Spans([span for span in spans if span.first not in others]) if others else spans


def _begins_name(tokens: Tokens, span: Span, spans: Spans) -> bool:
    """Whether a word with a capital, which is not in capitals, stands before another one of which nothing is known.

    At the beginning, where every word has one, it denies if another word for "not" follows ("Neither A nor B").
    """
    is_first = span.first <= tokens.first_word
    if is_first and any(not tokens[other.first].is_capitalised for other in spans.of(Role.NEGATION)):
        return False
    if span.last - span.first > 1 or span.last >= len(tokens) or span.last in spans.by_first:
        return False
    word, behind = tokens[span.first], tokens[span.last]
    return word.is_capitalised and behind.is_capitalised and not word.text.isupper()


def _is_namesake(tokens: Tokens, span: Span, spans: Spans) -> bool:
    """Whether a family name alone stands behind a capitalised word that is no known phrase, in a sentence of words.

    In capitals, or as the first word of the sentence, that may be any word.
    """
    before = span.first - 1
    if actor_of(span).kind is not ActorKind.SPEAKER or span.last - span.first > 1 or before <= tokens.first_word:
        return False
    return tokens[before].is_capitalised and not tokens[before].text.isupper() and span.first not in spans.by_last


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
