"""Where a sentence that begins with a clause of its own goes on ("After A took B, C was still held by D")."""

from __future__ import annotations

from bisect import bisect_left

from karamap.statements.clauses.asides import OF_PERSONS, RELATIVE
from karamap.statements.schema import BLOCKS, SAYS, Role
from karamap.statements.words.lexicon import Span, Spans, tokens_of
from karamap.statements.words.tokens import Tokens
from karamap.statements.words.word_values import passive_before

OF_WHAT_STANDS_BEFORE = frozenset({RELATIVE, OF_PERSONS, "behind"})
"""Values of words that begin no clause at the beginning of a sentence."""

BEGINS = frozenset({Role.CLAUSE, Role.SINCE})
"""Phrases that a clause begins with."""

NAMES = frozenset({Role.DETERMINER, Role.NUMBER, Role.KIND, Role.DISTRICT})
"""Phrases of the members of a list, besides "of"."""

GOES_ON = frozenset({Role.AND, Role.OPENS, Role.CLAUSE, Role.SINCE, Role.MONTH, Role.DAY, Role.BY})
"""Phrases behind a comma with which a list or what is told before goes on."""

PAST = BLOCKS[Role.BACKGROUND]
"""Begins why a clause tells no news that tells of long ago, as does what stands behind it ("When in 1992 …, A …")."""

LONGEST_ATTRIBUTE = 2
"""Words of no phrase between a determiner and the word for a kind, at the most."""


def main_clause(tokens: Tokens, spans: Spans) -> int | None:
    """The token behind the comma at which the sentence goes on behind the clause that it begins with; None without one.

    That has a subject before its first comma. Behind the comma of a list its next member stands, and a joint, a mark or
    the end behind that.
    """
    commas = tokens.marks.get(",", ())
    if not commas or spans.roles.isdisjoint(BEGINS):
        return None
    word = next((span for span in spans if span.role in BEGINS), None)
    if word is None or not (word.first == tokens.first_word or word.first - 1 in commas):
        return None
    behind = bisect_left(commas, word.last)
    if word.value in OF_WHAT_STANDS_BEFORE or behind == len(commas) or not _tells(tokens, spans, word, commas[behind]):
        return None
    for comma in commas[behind:]:
        if _begins_main(tokens, spans, comma + 1):
            return comma + 1
        if _says(tokens, spans, comma + 1):
            return None
    return None


def _tells(tokens: Tokens, spans: Spans, word: Span, comma: int) -> bool:
    """Whether something is told between the word that begins a clause and its first comma, of a subject.

    That is a passive, or something has a name before the verb; where no verb is known, a party has and does something.
    """
    inside = [span for span in spans if word.last <= span.first < comma]
    verb = next((span for span in inside if span.role is Role.VERB), None)
    if verb is None:
        held = tokens_of(inside)
        is_open = any(tokens[at].is_word and at not in held for at in range(word.last, comma))
        return is_open and word.role is Role.CLAUSE and any(span.role is Role.ACTOR for span in inside)
    if any(span.role is Role.VERB and span.first < word.first for span in spans):
        return False
    if passive_before(spans, verb.first) is not None:
        return True
    held = tokens_of([span for span in inside if span.role is not Role.WORD])
    is_named = any(tokens[at].is_capitalised and at not in held for at in range(word.last, verb.first))
    return is_named or any(span.role is Role.ACTOR and span.last <= verb.first for span in inside)


def _says(tokens: Tokens, spans: Spans, at: int) -> bool:
    """Whether somebody at a token, or a word for saying there, only says what stands before that."""
    first = spans.by_first.get(at)
    behind = spans.by_first.get(first.last) if first is not None else None
    said = next((span for span in (first, behind) if span is not None and span.role in SAYS), None)
    return said is not None and (said.last >= len(tokens) or not tokens[said.last].is_word)


def _begins_main(tokens: Tokens, spans: Spans, at: int) -> bool:
    """Whether a subject stands at a token and something that it does or is behind it."""
    first = spans.by_first.get(at)
    if at >= len(tokens) or (first is not None and (first.role in GOES_ON or first.role is Role.OF)):
        return False
    if first is not None and first.role is Role.ACTOR:
        return not _says(tokens, spans, at)
    last = _behind_names(tokens, spans, at)
    told = spans.by_first.get(last)
    if last >= len(tokens) or not tokens[last].is_word:
        return False
    if told is None:
        return not tokens[last].is_capitalised
    is_passive = told.role is Role.WORD and bool(told.value)
    return told.role in (Role.VERB, Role.NEAR, Role.HYPOTHESIS, Role.NEGATION) or is_passive


def _behind_names(tokens: Tokens, spans: Spans, at: int) -> int:
    """The token behind a name with the words for its kind, its district and what brackets add."""
    while at < len(tokens):
        span = spans.by_first.get(at)
        if span is not None and (span.role in NAMES or (span.role is Role.OF and not span.value)):
            at = _behind_attributes(tokens, spans, span.last) if span.role is Role.DETERMINER else span.last
        elif span is None and tokens[at].is_capitalised:
            at += 1
        elif tokens[at].text == "(":
            at = next((close + 1 for close in tokens.marks.get(")", ()) if close > at), len(tokens))
        else:
            break
    return at


def _behind_attributes(tokens: Tokens, spans: Spans, at: int) -> int:
    """The token of the word for a kind behind words of no phrase; the same token if no such word follows."""
    for here in range(at, min(at + LONGEST_ATTRIBUTE + 1, len(tokens))):
        span = spans.by_first.get(here)
        if span is not None and (span.role is not Role.WORD or span.value):
            return here if span.role is Role.KIND else at
        if not tokens[here].is_word:
            break
    return at
