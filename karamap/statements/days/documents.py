"""Agreements and statements that a sentence names: whose they are, who so does not act, and which day is theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from karamap.statements.days.since_and_until import REACH
from karamap.statements.schema import ActorKind, Role
from karamap.statements.words.lexicon import Span, Spans
from karamap.statements.words.tokens import Token, Tokens

NEAR_DOCUMENT = 12
"""Tokens between a document and those whose it is, at the most."""

WORDS_BETWEEN = 2
"""Words of no phrase between two of those whose a document is, at the most ("the authorities of")."""

APART = "apart"
"""What a comma before words of no phrase is, which ends a list behind its "and" ("of A and B, units of C entered")."""

SMALL = frozenset({Role.OF, Role.BY, Role.DETERMINER, Role.WORD, Role.NEAR, Role.RECIPIENT, Role.ATTRIBUTION})
"""Small words that part a day from a document behind it, by which something is told to happen on that day."""

SIGNS = "signs"
"""The value of a word for signing a document, behind which its day may stand far off."""

BY_VIRTUE = "by virtue"
"""The value of a phrase by which something is told to follow from a document: a day behind it is that of this."""

JOINING = frozenset({Role.ACTOR, Role.OFFICE, Role.AND, Role.OF, Role.DETERMINER, Role.NEAR, Role.WORD, Role.BY})
"""Phrases by which it is told whose a document is ("between the president of A and B")."""

SIDES = frozenset({ActorKind.PARTY, ActorKind.SPEAKER, ActorKind.SEAT})


def signatories(tokens: Sequence[Token], spans: Spans) -> frozenset[int]:
    """The tokens of those whose a document is, with their offices.

    They are of two parties at least, joined by "and": "under the agreement between A, B and C the town was taken" tells
    of none of them who took it.
    """
    documents, actors = spans.of(Role.DOCUMENT), spans.of(Role.ACTOR)
    if not documents or len(actors) <= 1:
        return frozenset()
    found = set[int]()
    for run in _runs(tokens, spans, actors):
        told = [span.phrase.actor for span in run if span.phrase.actor is not None]
        parties = {actor.party for actor in told if actor.kind in SIDES}
        if len(parties) > 1 and any(_belong_together(spans, run, document) for document in documents):
            office = spans.by_last.get(run[0].first)
            first = office.first if office is not None and office.role is Role.OFFICE else run[0].first
            found.update(range(first, run[-1].last))
    return frozenset(found)


def _runs(tokens: Sequence[Token], spans: Spans, actors: Sequence[Span]) -> Iterator[list[Span]]:
    """Names that are joined to each other by commas and "and", and by words for whose they are."""
    run, is_joined = [actors[0]], False
    for actor in actors[1:]:
        joint = _joint(tokens, spans, run[-1].last, actor.first)
        if joint is None or (joint == APART and is_joined):
            if is_joined:
                yield run
            run, is_joined = [], False
        run.append(actor)
        is_joined = is_joined or joint == "and"
    if is_joined:
        yield run


def _joint(tokens: Sequence[Token], spans: Spans, first: int, last: int) -> str | None:
    """What joins two names between which nothing else is told: a comma, one before words, or "and"; None if nothing."""
    at, words, joint = first, 0, None
    while at < last:
        span = spans.by_first.get(at)
        if span is not None and span.role in JOINING:
            joint = "and" if span.role is Role.AND else joint
            at = span.last
            continue
        if span is not None or tokens[at].is_capitalised or (tokens[at].is_word and words == WORDS_BETWEEN):
            return None
        words += tokens[at].is_word
        joint = joint or ("," if tokens[at].text == "," else None)
        at += 1
    return APART if joint == "," and words else joint


def _belong_together(spans: Spans, run: Sequence[Span], document: Span) -> bool:
    """Whether a document stands near those whose it is, and no verb between."""
    first, last = (document.last, run[0].first) if document.last <= run[0].first else (run[-1].last, document.first)
    return last - first <= NEAR_DOCUMENT and not any(first <= verb.first < last for verb in spans.of(Role.VERB))


def end_of(tokens: Sequence[Token], spans: Spans, document: Span) -> int:
    """The token behind a document and those whose it is, who stand right behind it ("the agreement of A and B of")."""
    at, end, words = document.last, document.last, 0
    while at < len(tokens) and at - document.last <= NEAR_DOCUMENT:
        span = spans.by_first.get(at)
        words += span is None and tokens[at].is_word
        is_other = tokens[at].is_capitalised or tokens[at].is_number if span is None else span.role not in JOINING
        if is_other or words > WORDS_BETWEEN:
            break
        at = span.last if span is not None else at + 1
        if span is not None and span.role is Role.ACTOR:
            end, words = at, 0
    return end


def is_of_document(tokens: Tokens, month: Span, spans: Spans) -> bool:
    """Whether a day of a month stands beside a word for a document, or behind one for signing it with no verb between.

    No comma parts a day from such a word behind it ("on 10 November, breaking the ceasefire").
    What is told by virtue of it happens on another day ("under the statement of 10 November A was handed over").
    """
    of = spans.by_last.get(month.first) or spans.by_last.get(month.first - 1)
    if of is not None and of.role is Role.OF and (told := spans.by_last.get(of.first)) and told.role is Role.TOLD:
        return True
    for word in spans.of(Role.DOCUMENT):
        is_behind = word.last <= month.first
        if is_behind and (word.value == BY_VIRTUE or _has_own_day(tokens, word, spans)):
            continue
        by_it = any(word.last <= said.first < month.first for said in spans.of(Role.ATTRIBUTION))
        end = end_of(tokens, spans, word)
        is_set_off = end < len(tokens) and tokens[end].text == ","
        if not by_it and (
            _is_near_behind(tokens, end, month) and not is_set_off
            if is_behind
            else _is_before(tokens, spans, word, month)
        ):
            return True
        if word.value == SIGNS and is_behind and not is_set_off:
            return not any(word.last <= verb.first < month.first for verb in spans.of(Role.VERB))
    return False


def _is_near_behind(tokens: Tokens, end: int, month: Span) -> bool:
    """Whether a day stands shortly behind a document and those whose it is, with no name between."""
    is_named = any(token.is_capitalised for token in tokens[end : month.first])
    return 0 <= month.first - end <= REACH and not is_named


def _is_before(tokens: Tokens, spans: Spans, document: Span, month: Span) -> bool:
    """Whether a day stands shortly before a document, with no comma and no small word such as "under" between."""
    if not 0 <= document.first - month.last <= REACH:
        return False
    between = (spans.by_first.get(at) for at in range(month.last, document.first))
    is_parted = any(tokens[at].text == "," for at in range(month.last, document.first))
    return not is_parted and not any(span is not None and span.role in SMALL for span in between)


def _has_own_day(tokens: Tokens, document: Span, spans: Spans) -> bool:
    """Whether a day stands right before a word for a document or for signing it, which is its own."""
    return any(_is_before(tokens, spans, document, month) for month in spans.of(Role.MONTH))
