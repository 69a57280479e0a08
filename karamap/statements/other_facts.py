"""What a sentence tells that is about no single place: of a border, or of a district as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from karamap.names.resolutions import Mention, Outcome, Resolution
from karamap.statements.lexicon import Span
from karamap.statements.list_surroundings import BEFORE, WHERE
from karamap.statements.schema import Role
from karamap.statements.spoken_sentence import SpokenSentence
from karamap.statements.tokens import Sentence
from karamap.statements.values import ListedPlace, OtherFact, Piece
from karamap.statements.voices import Voice

KIND = "district"
"""What a district that changes hands as a whole is called among proposals."""

LONGEST_NAME = 3
"""Words of the name of a district at the most."""

WHOLE = frozenset({"", BEFORE})
"""Values of a word for a district that neither says where something is nor owns what stands behind it."""

PARTS = frozenset({Role.KIND, Role.NEAR, Role.POSITIONS, Role.NUMBER, Role.BOUND})
"""Phrases beside a district by which a part of it is meant, or something in it."""

JOINS = frozenset({Role.OF, Role.DETERMINER})


def facts_in(spoken: SpokenSentence, voice: Voice, names_district: Callable[[str], bool]) -> Iterator[OtherFact]:
    """What a sentence that tells of a change of hands says of a border and of whole districts.

    Args:
        spoken: the sentence, with the places that it lists.
        voice: who speaks in it.
        names_district: whether a district is called so.
    """
    sentence = spoken.sentence
    for span in spoken.spans.of(Role.BORDER)[:1]:
        start, end = sentence.tokens.stretch(span.first, _named_until(sentence, span.last))
        subject = spoken.reading.text[start:end]
        yield OtherFact(subject, spoken.holder, voice.speaker, voice.side, spoken.day, spoken.piece_of_sentence)
    yield from _districts_told(spoken, names_district)


def _named_until(sentence: Sentence, at: int) -> int:
    """The token behind the names that follow a border, with one small word before each ("between A and B")."""
    tokens = sentence.tokens
    while at < len(tokens):
        if tokens[at].is_capitalised:
            at += 1
        elif tokens[at].is_word and at + 1 < len(tokens) and tokens[at + 1].is_capitalised:
            at += 2
        else:
            break
    return at


def _districts_told(spoken: SpokenSentence, names_district: Callable[[str], bool]) -> Iterator[OtherFact]:
    """What a sentence tells of who has a district, of which it names no place ("entered the A district").

    It is no place, so that nothing is painted by it.
    """
    words = [span for span in spoken.spans.of(Role.DISTRICT) if span.value in WHOLE]
    if not words:
        return
    listed = [place.district.start for place in spoken.places if place.district]
    for word in words:
        name = _name(spoken, word, names_district)
        if name is None or any(name.start <= start < name.end for start in listed):
            continue
        if not _is_part(spoken, word, name):
            yield from _told(spoken, name)


def _name(spoken: SpokenSentence, word: Span, names_district: Callable[[str], bool]) -> Piece | None:
    """The name of a district, right before the word for one, or behind it and a word for "of"."""
    tokens, spans = spoken.sentence.tokens, spoken.spans
    first = word.first
    while 0 < first > word.first - LONGEST_NAME and tokens[first - 1].is_capitalised and first not in spans.by_last:
        first -= 1
    found = [(at, word.first) for at in range(first, word.first)]
    behind = word.last
    while (joint := spans.by_first.get(behind)) is not None and joint.role in JOINS:
        behind = joint.last
    last = behind
    stop = min(len(tokens), behind + LONGEST_NAME)
    while last < stop and tokens[last].is_capitalised and last not in spans.by_first:
        last += 1
    if behind > word.last or word.value == BEFORE:
        found += [(behind, at) for at in range(last, behind, -1)]
    for begins, ends in found:
        start, end = tokens.stretch(begins, ends)
        text = spoken.reading.text[start:end]
        if names_district(text):
            return Piece(text, start, end)
    return None


def _is_part(spoken: SpokenSentence, word: Span, name: Piece) -> bool:
    """Whether only something in a district is told of: "in the A district", "villages of", "A district of B"."""
    tokens, spans = spoken.sentence.tokens, spoken.spans
    first = min(spoken.token_at(name.start), word.first)
    last = max(spoken.token_at(name.end), word.last)
    before = spans.by_last.get(first)
    while before is not None and before.role is Role.DETERMINER and before.value != WHERE:
        before = spans.by_last.get(before.first)
    if before is not None and before.role in PARTS | {Role.OF}:
        return True
    behind = spans.by_first.get(last)
    if behind is not None and behind.role in PARTS:
        return True
    return last < len(tokens) and tokens[last].is_capitalised and behind is None


def _told(spoken: SpokenSentence, name: Piece) -> Iterator[OtherFact]:
    place = ListedPlace(name, None, KIND)
    resolution = Resolution(Mention(name.text, kind=KIND), Outcome.UNRESOLVED, None, (), ())
    at = spoken.token_at(name.start)
    told = spoken.statement(spoken.stand_at(at), place, at, resolution)
    if told is not None and told.stance == "affirms":
        piece, basis = spoken.piece_of_sentence, told.basis or "force"
        yield OtherFact(name.text, told.holder, told.speaker, told.side, told.day, piece, KIND, basis)
