"""What the case of a party tells: that it did something, is given it, or only where that was; and who admits it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from karamap.statements.clauses.asides import VERBS
from karamap.statements.clauses.clauses import Clause
from karamap.statements.clauses.meaning import NEXT_TO, SAME_AGENT, class_of
from karamap.statements.schema import ActorKind, Role, VerbClass
from karamap.statements.words.lexicon import Endings, Span, Spans, actor_of
from karamap.statements.words.tokens import Token
from karamap.statements.words.word_values import OWN_TROOPS, WE, WHERE, passive_before

UNMISTAKABLE = 3
"""Letters from which on an ending of who did it is that of nothing else."""

KINDS = frozenset({Role.KIND, Role.DISTRICT})
"""Words for what a place is."""

NO_ENDING = ("\0",)
"""An ending that no word has."""

HEIGHTS = "height plural"
"""The value of a word for heights, which are those of a place whose name owns it."""

ADMITS = "admits"
"""The value of a word for saying by which somebody tells what is to the own harm."""


def is_where(
    clause: Clause, span: Span, inside: tuple[str, ...], belonging: tuple[str, ...], instruments: tuple[str, ...]
) -> bool:
    """Whether a party only tells where something happened ("in A it was said", "the C district of A was taken").

    So does one that a place is of, by its kind ("C, a town of A, was taken"), but not in the case of who did it.
    """
    before = clause.ending_at(span.first)
    if before is not None and before.role is Role.DETERMINER:
        before = clause.ending_at(before.first)
    of = before if before is not None and before.role is Role.OF else None
    if of is not None and of.value != WHERE:
        before = clause.ending_at(of.first)
    belongs = bool(belonging) and span.word.endswith(belonging) and not span.word.endswith(instruments or NO_ENDING)
    is_owner = of is not None or belongs
    is_of_place = is_owner and before is not None and before.role in (Role.DISTRICT, Role.KIND)
    return (of is not None and of.value == WHERE) or is_of_place or (bool(inside) and span.word.endswith(inside))


def only_describes(
    tokens: Sequence[Token], clause: Clause, verb: Span, span: Span, instruments: tuple[str, ...]
) -> bool:
    """Whether a party only says what place a name is that of ("the A town of C was taken", "C (A)", "C, A, was taken").

    In a language whose verbs stand before what they take. The case of who did it says otherwise.
    """
    kind = clause.starting_at(span.last)
    if kind is not None and kind.role is Role.KIND:
        return not span.word.endswith(instruments or NO_ENDING)
    beside = [
        token.text for token in (*tokens[max(0, span.first - 1) : span.first], *tokens[span.last : span.last + 1])
    ]
    if beside == ["(", ")"]:
        return True
    passive = passive_before(clause.spans, verb.first)
    is_set_off = beside == [",", ","] and passive is not None and passive.first == span.last + 1
    return is_set_off and tokens[span.first - 2].is_capitalised and span.first - 2 not in clause.held


def did_it(
    tokens: Sequence[Token], clause: Clause, verb: Span, agents: Sequence[Span], instruments: tuple[str, ...]
) -> Span | None:
    """The party right behind a verb in the case of who did it, or that owns a noun in it ("by the army of A").

    What was done it to may stand between, by its kind and name ("the taking of the town of B by A").
    """
    first = _behind_names(tokens, clause, verb.last) if instruments else verb.last
    for span in agents if instruments else ():
        gap = range(first, span.first)
        if span.first < first or len(gap) > NEXT_TO:
            continue
        if any(not tokens[at].folded.endswith(instruments) or at in clause.held_by(VERBS) for at in gap):
            continue
        if gap or (span.word.endswith(instruments) and _is_sure(tokens, clause, span, instruments)):
            return span
    return None


def _behind_names(tokens: Sequence[Token], clause: Clause, at: int) -> int:
    """The token behind the words for a kind and the names of no party that stand at a token."""
    kinds = clause.held_by(KINDS)
    while at < min(clause.last, len(tokens)) and (
        at in kinds or (tokens[at].is_word and tokens[at].is_capitalised and at not in clause.held)
    ):
        at += 1
    return at


def _is_sure(tokens: Sequence[Token], clause: Clause, span: Span, instruments: tuple[str, ...]) -> bool:
    """Whether the ending of a party is that of who did it and of nothing else, or the noun behind it says so."""
    if span.word.endswith(unmistakable(instruments)):
        return True
    if span.last >= min(clause.last, len(tokens)) or span.last in clause.held or not tokens[span.last].is_word:
        return True
    return tokens[span.last].is_capitalised or tokens[span.last].folded.endswith(instruments)


def is_goal(
    tokens: Sequence[Token], clause: Clause, verb: Span, goals: tuple[str, ...], is_place: Callable[[str], bool]
) -> bool:
    """Whether what stands right before a verb is where somebody went, so that it was not left ("withdrew to A").

    Args:
        tokens: of the sentence.
        clause: in which the verb stands.
        verb: which may be one for leaving.
        goals: endings of a name that somebody goes to; long ones are also those of the word for its kind.
        is_place: whether a name is that of a place, by which the ending is told from what the name itself ends with.
    """
    if not goals or verb.first == clause.first or class_of(verb) is not VerbClass.LEAVES:
        return False
    kind = clause.ending_at(verb.first)
    if kind is not None:
        long = tuple([ending for ending in unmistakable(goals) if ending[0].isalpha()])
        return kind.role in (Role.KIND, Role.DISTRICT) and kind.word.endswith(long)
    name = tokens[verb.first - 1]
    found = (name.text[: -len(ending)] for ending in goals if name.is_capitalised and name.folded.endswith(ending))
    return any(is_place(stem) for stem in found)


def may_be_goals(clause: Clause, endings: Endings) -> bool:
    """Whether a clause tells that somebody left, in a language that tells by its case from where they did."""
    return bool(endings("left")) and any(class_of(verb) is VerbClass.LEAVES for verb in clause.verbs)


def is_no_source(
    tokens: Sequence[Token],
    clause: Clause,
    verb: Span | None,
    at: int,
    places: Mapping[int, range],
    endings: Endings,
) -> bool:
    """Whether somebody left for a place, where a language tells by its case from where they did ("withdrew to A").

    Args:
        tokens: of the sentence.
        clause: in which the place stands.
        verb: with which it goes.
        at: the first token of the place.
        places: the tokens of each place of the sentence, by the first of them.
        endings: `left` are beginnings of verbs that have what is left as their object; beside others a place, the last
            one of its list, or a word behind it, has an ending of `origins`.
    """
    left = endings("left")
    if verb is None or class_of(verb) is not VerbClass.LEAVES or at not in places:
        return False
    if any(word.startswith(left) for word in verb.phrase.words):
        return False
    end = places[at].stop
    while (joint := joint_at(tokens, clause, end)) != end and joint in places:
        end = places[joint].stop
    until = next((other.first for other in clause.verbs if other.first >= end), clause.last)
    last = tokens[end - 1 : min(end + NEXT_TO, until)]
    return not any(token.folded.endswith(bare(endings("origins"))) for token in last)


@lru_cache(maxsize=64)
def unmistakable(endings: tuple[str, ...]) -> tuple[str, ...]:
    """Endings that are so long that they are those of nothing else."""
    return tuple([ending for ending in endings if len(ending) >= UNMISTAKABLE])


@lru_cache(maxsize=64)
def bare(endings: tuple[str, ...]) -> tuple[str, ...]:
    """Endings of cases without what each becomes in the first one."""
    return tuple([ending.partition(">")[0] for ending in endings])


def joint_at(tokens: Sequence[Token], clause: Clause, at: int) -> int:
    """The token behind the comma or the word for "and" that stands at a token; that token if none does."""
    span = clause.starting_at(at)
    if span is not None and span.role is Role.AND:
        return span.last
    return at + 1 if at < clause.last and tokens[at].text == "," else at


def admits(clause: Clause) -> bool:
    """Whether somebody tells what is to the own harm, and of nobody else who did it ("A admitted that B was taken")."""
    if not clause.spans.say(Role.ATTRIBUTION, ADMITS) or any(
        span.value in (SAME_AGENT, OWN_TROOPS) for span in clause.of(Role.WORD)
    ):
        return False
    kinds = [actor_of(span).kind for span in clause.of(Role.ACTOR)]
    is_person = ActorKind.SPEAKER in kinds or ActorKind.SEAT in kinds
    return kinds.count(ActorKind.PARTY) <= (0 if is_person else 1) and not clause.spans.say(Role.WORD, WE)


def speaks_of_own(spans: Spans, party: str, side: str) -> bool:
    """Whether somebody says something of the own side: somebody who is not only named as whom it is told of."""
    named = [span for span in spans.of(Role.ACTOR) if actor_of(span).party == party]
    return party == side and (Role.ATTRIBUTION not in spans.roles or len(named) > 1 or Role.OFFICE in spans.roles)
