"""What is denied after it was told: in a sentence or two behind it, or at the end of its own ("…, which A denied")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from karamap.statements.clauses.meaning import TURNS, class_of
from karamap.statements.clauses.voices import Voice, voice_in
from karamap.statements.schema import Role, VerbClass
from karamap.statements.sentences.spoken_sentence import SpokenSentence
from karamap.statements.values import Piece, Statement
from karamap.statements.words.lexicon import Actor

GAINED_OR_HELD = frozenset({"affirms", "holds"})
"""Stances of what somebody may deny who has not gained by it."""

RECENT = 2
"""Sentences from a change that was told to a denial of it that does not say it again, at the most."""


def denied(
    told: Iterable[Statement], voice: Voice, wording: Piece, sentence: Piece, only: frozenset[str]
) -> Iterator[Statement]:
    """The changes that another side has told, as somebody denies them who has not gained by them.

    Args:
        told: statements of the last change.
        voice: who denies it.
        wording: the words of the denial.
        sentence: in which they stand.
        only: ids of the places that the denial names; it is of all of them if it names none.
    """
    for item in told:
        is_named = item.resolution is not None and item.resolution.place_id in only
        is_others = voice.side not in (item.side, item.holder)
        if item.stance in GAINED_OR_HELD and is_others and (is_named or not only):
            told_again = item._replace(stance="denies", verb=VerbClass.DENIES, basis="force", wording=wording)
            yield told_again._replace(speaker=voice.speaker, side=voice.side, sentence=sentence)


def denier_behind(spoken: SpokenSentence, home: Actor | None) -> tuple[Voice, Piece] | None:
    """Who denies at the end of a sentence what it tells before, and the words of it.

    The last clause names nobody and nothing else before the denial and tells no change; what else is told stands
    behind it.
    """
    if Role.DENIAL not in spoken.spans.roles or len(spoken.clauses) == 1:
        return None
    last, tokens = spoken.clauses[-1], spoken.sentence.tokens
    denial = next(iter(last.of(Role.DENIAL)), None)
    if denial is None or any(class_of(verb) in TURNS or verb.first < denial.first for verb in last.verbs):
        return None
    if any(tokens[at].is_capitalised for at in range(last.first, denial.first) if at not in last.held):
        return None
    voice = voice_in(tokens, last.spans, home)
    return (voice, spoken.piece(denial)) if voice is not None else None
