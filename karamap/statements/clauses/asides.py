"""What a sentence sets apart: words in brackets, and what it tells of a name between two commas."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from karamap.statements.schema import BLOCKING, ActorKind, Role
from karamap.statements.words.lexicon import Phrase, Spans, actor_of, tokens_of
from karamap.statements.words.tokens import Tokens
from karamap.statements.words.word_values import passive_before

RELATIVE = "relative"
"""The value of a word that begins a clause which tells of what stands right before it ("which")."""

OF_PERSONS = "of persons"
"""The value of a word that begins a clause which tells of somebody right before it ("who")."""

MOST_IN_ASIDE = 20
"""Commas of what is told of somebody between two, at the most."""

VERBS = frozenset({Role.VERB, Role.PARTICIPLE})
"""Phrases that tell what was done to a place."""

TOLD_OR_PAST = VERBS | {Role.BACKGROUND}
"""The same, and those that tell what was done to it long ago."""

DOES = frozenset({Role.VERB, Role.ATTRIBUTION})
"""Phrases by which somebody does or says something."""

LEAST_CONTRASTED = 2
"""Parties that are named where one of them is only who it is not."""

MERE_WORD = Phrase((), Role.WORD)
"""What stands for a phrase that says nothing where it stands."""

BEHIND_ASIDE = 2
"""Tokens from the comma behind an aside to what its subject does, at the most ("…, has taken")."""


def asides(tokens: Tokens, spans: Spans) -> set[int]:
    """Numbers of the tokens of what is said of a subject between two commas ("A, which wants to, took B").

    It names nothing, and a word for telling or doing something stands right behind it.
    """
    if Role.CLAUSE not in spans.roles or BLOCKING.isdisjoint(spans.roles):
        return set()
    begins = [span for span in spans.of(Role.CLAUSE) if span.first and tokens[span.first - 1].text == ","]
    if not begins:
        return set()
    told, held, found = spans.among(BLOCKING), tokens_of(spans), set[int]()
    commas, does = tokens.marks[","], sorted([span.first for span in spans.among(DOES)])
    for word in begins:
        first, behind = word.first - 1, bisect_left(commas, word.first)
        last = commas[behind] if behind < len(commas) else first
        at = bisect_left(does, last)
        is_done = at < len(does) and does[at] - last <= BEHIND_ASIDE
        if not is_done or not any(first < span.first < last for span in told):
            continue
        if not any(tokens[here].is_capitalised and here not in held for here in range(first + 1, last)):
            found.update(range(first, last))
    return found


def in_brackets(tokens: Tokens) -> set[int]:
    """Numbers of the tokens between round brackets that close again within the sentence."""
    opens, closes = tokens.marks.get("(", ()), tokens.marks.get(")", ())
    if not opens or not closes:
        return set()
    found, opened = set[int](), list[int]()
    for at in sorted((*opens, *closes)):
        if tokens[at].text == "(":
            opened.append(at)
        elif opened:
            first = opened.pop()
            if not opened:
                found.update(range(first, at))
    return found


def relatives_behind(tokens: Tokens, spans: Spans) -> Iterator[int]:
    """The commas behind what is told of somebody, before what he does ("A, which had taken B, took C").

    Also of a place, before what was done to it ("A, which B had taken, was retaken").
    """
    commas, does = tokens.marks.get(",", ()), [span.first for span in spans.of(Role.VERB)]
    told = [span.first for span in spans.among(TOLD_OR_PAST)]
    for word in spans.of(Role.CLAUSE):
        if word.value not in (RELATIVE, OF_PERSONS) or word.first == 0 or tokens[word.first - 1].text != ",":
            continue
        before = spans.by_last.get(word.first - 1)
        is_place = before is None and word.value == RELATIVE and tokens[word.first - 2].is_capitalised
        if not is_place and (before is None or before.role not in (Role.ACTOR, Role.WORD)):
            continue
        number = bisect_left(told, word.last)
        first = bisect_left(commas, told[number]) if number < len(told) else len(commas)
        behind = commas[first : first + MOST_IN_ASIDE]
        if is_place:
            passives = {was.first for verb in spans.of(Role.VERB) if (was := passive_before(spans, verb.first))}
            yield from [at for at in behind if at + 1 in passives][:1]
        else:
            yield from [at for at in behind if (n := bisect_left(does, at)) < len(does) and does[n] - at <= 1][:1]


def relatives_of_names(tokens: Tokens, spans: Spans) -> frozenset[int]:
    """Where something is told of a name right before a comma that no phrase holds ("in A, which passed to B")."""
    relatives = [span.first for span in spans.of(Role.CLAUSE) if span.value == RELATIVE and span.first > 1]
    behind_comma = [at for at in relatives if tokens[at - 1].text == ","]
    return frozenset([at for at in behind_comma if tokens[at - 2].is_capitalised and at - 1 not in spans.by_last])


def without_contrasted(tokens: Tokens, spans: Spans) -> Spans:
    """The phrases of a sentence without a party that is only named as who it is not ("A, not B, holds C").

    The word for "not" stands right beside it, a comma or the end behind the two, and another party is named too. No
    verb stands between, whose "not" it would be ("not taken by B").
    """
    if Role.NEGATION not in spans.roles:
        return spans
    parties = [span for span in spans.of(Role.ACTOR) if actor_of(span).kind is ActorKind.PARTY]
    if len({actor_of(span).party for span in parties}) < LEAST_CONTRASTED:
        return spans
    left = set[int]()
    for party in parties:
        before = spans.by_last.get(party.first)
        is_done = before is not None and before.role in (Role.VERB, Role.PARTICIPLE)
        beside = (before, None if is_done else spans.by_last.get(party.first - 1), spans.by_first.get(party.last))
        denied = next((span for span in beside if span is not None and span.role is Role.NEGATION), None)
        if denied is None:
            continue
        last = max(party.last, denied.last)
        if last >= len(tokens) - 1 or tokens[last].text == ",":
            but = spans.by_first.get(last + 1)
            left |= {party.first, denied.first, *([but.first] if but is not None and but.role is Role.CLAUSE else ())}
    if not left:
        return spans
    return Spans([span._replace(phrase=MERE_WORD) if span.first in left else span for span in spans])
