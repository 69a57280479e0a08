"""The place that a text is about ("A is a village in the B district"), and words that speak of it later ("it")."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from karamap.gazetteer.schema import TOWNS
from karamap.names.resolutions import Resolution
from karamap.statements.clauses.asides import RELATIVE, in_brackets
from karamap.statements.clauses.clauses import Clause
from karamap.statements.clauses.meaning import TURNS, class_of
from karamap.statements.schema import Role, VerbClass
from karamap.statements.sentences.spoken_sentence import SpokenSentence
from karamap.statements.values import ListedPlace, Piece, Statement
from karamap.statements.words.lexicon import Lexicon, Span, Spans, tokens_of
from karamap.statements.words.list_parts import LONGEST_NAME
from karamap.statements.words.tokens import Tokens
from karamap.statements.words.word_values import DEFINITE, OF_ALL, PASSIVE, WHERE

DEFINES = frozenset({"—", "–", "-", "՝", ","})
"""Marks behind a name at the beginning of a sentence that tells what it is."""

PASSIVE_BEHIND = 2
"""Tokens at the most from "it" to a word by which something was done to it ("it had been")."""

LONGEST_DAY = 4
"""Tokens at the most from the number of a year or a day to the last word of it ("2020 year", "in the 20-th year")."""

MOST_ALIASES = 3
"""Other names of a place at its definition, at the most."""

BOTH = 2
"""Places of which "both" speaks."""

SAYS_WHICH = frozenset({Role.DISTRICT, Role.OF, Role.NEAR, Role.NUMBER})
"""Phrases beside a word for a place that say which one it is, or that something else is meant."""

OF_OTHERS = frozenset({Role.KIND, Role.DISTRICT, Role.THESE})
"""Phrases of a sentence that may be of other places, where no word speaks of the one that the text is about."""


SUBJECTS = frozenset({Role.ACTOR, Role.OFFICE, Role.KIND})
"""Phrases before a verb for somebody or something of which it may tell."""

HOLDS = VerbClass.HOLDS.value

TOLD_OF_TOPICS = TURNS | {VerbClass.HOLDS}
"""What verbs say of a place told of before: that it changes hands, or who has it."""

DistrictsNamed = Callable[[str], frozenset[str]]


class Topic(NamedTuple):
    """A place that sentences behind speak of without its name, and what that means."""

    place: ListedPlace
    resolution: Resolution


@dataclass
class Topics:
    """The places that the next sentence may speak of without their names.

    Attributes:
        lexicon: knows the words for a place told of before (setting `topics`), and for "is" (setting `defines`).
        of_text: the place that the text tells the kind of.
        named: the places of the last sentence that names any.
    """

    lexicon: Lexicon
    of_text: Topic | None = None
    named: Sequence[Statement] = ()

    def note(self, defined: ListedPlace | None, statements: Sequence[Statement]) -> None:
        """Keep what a sentence names: the place that it tells the kind of, and the statements that it makes."""
        if defined is not None:
            own = [item for item in statements if item.place.name.start == defined.name.start]
            self.of_text = next((Topic(item.place, item.resolution) for item in own if item.resolution), self.of_text)
        self.named = statements if any(item.resolution for item in statements) else self.named

    def told(self, spoken: SpokenSentence) -> Iterator[Statement]:
        """The changes that a sentence which names no place tells of those that were named before.

        One is spoken of by a word for its kind, two by "both"; that which the text is about by "it" or, where verbs
        stand behind their objects, by nothing.
        """
        telling = TURNS if Role.THESE in spoken.spans.roles else TOLD_OF_TOPICS
        if not any(class_of(verb) in telling for verb in spoken.verbs):
            return
        at, topics = self._both(spoken.spans)
        is_undated = not spoken.days and spoken.otherwise == spoken.reading.published
        if not topics:
            at, topics = self._all(spoken)
        if not topics:
            at, topics = self._one(spoken)
        for clause in spoken.clauses if topics else ():
            begins = max(at, clause.first)
            if begins >= clause.last or not any(class_of(verb) in TOLD_OF_TOPICS for verb in clause.verbs):
                continue
            if clause.first > at and self._tells_of_somebody(spoken.sentence.tokens, clause):
                continue
            stand = spoken.stand_at(begins)
            for topic in topics:
                statement = spoken.statement(stand, topic.place, begins, topic.resolution)
                if statement is None or not statement.is_change:
                    continue
                if statement.stance == HOLDS or not (is_undated and self._is_of_text(topic)):
                    yield statement

    def _is_of_text(self, topic: Topic) -> bool:
        """Whether a place is that which the text is about, of which an article tells no news of its own day."""
        return self.of_text is not None and topic.resolution.place_id == self.of_text.resolution.place_id

    def _tells_of_somebody(self, tokens: Tokens, clause: Clause) -> bool:
        """Whether a clause tells where somebody went ("and A's troops withdrew to B"), by no word of the place."""
        verb = next(verb for verb in clause.verbs if class_of(verb) in TOLD_OF_TOPICS)
        words = (*self.lexicon.endings("topics"), *self.lexicon.endings("objects"))
        acts = any(span.last <= verb.first for span in clause.of(Role.ACTOR))
        is_left = class_of(verb) is VerbClass.LEAVES and acts
        return is_left and not any(token.folded in words for token in tokens[clause.first : clause.last])

    def _both(self, spans: Spans) -> tuple[int, list[Topic]]:
        """The token of a word for the kind of both places named last ("both villages"), and these, if it is there."""
        for kind in spans.of(Role.KIND):
            determiner, behind = spans.by_last.get(kind.first), spans.by_first.get(kind.last)
            is_both = determiner is not None and determiner.role is Role.DETERMINER and determiner.value == OF_ALL
            if is_both and (behind is None or behind.role not in SAYS_WHICH):
                value = kind.value.removesuffix(" plural")
                found = _topics([item for item in self.named if item.place.kind == value])
                return kind.first, found if len(found) == BOTH else []
        return 0, []

    def _all(self, spoken: SpokenSentence) -> tuple[int, list[Topic]]:
        """The token of a word for a kind that begins a sentence ("the villages"), and all of it that were named last.

        Languages without an article have it alone.
        """
        tokens, spans = spoken.sentence.tokens, spoken.spans
        at = tokens.first_word
        article = spans.by_first.get(at)
        if article is not None and article.role is Role.DETERMINER and article.value == DEFINITE:
            at = article.last
        elif spoken.verb_side != "after":
            return 0, []
        kind = spans.by_first.get(at)
        if kind is None or kind.role is not Role.KIND or not kind.value.endswith(" plural"):
            return 0, []
        behind = spans.by_first.get(kind.last)
        is_named = kind.last < len(tokens) and tokens[kind.last].is_capitalised and behind is None
        if is_named or (behind is not None and behind.role in SAYS_WHICH):
            return 0, []
        value = kind.value.removesuffix(" plural")
        found = _topics([item for item in self.named if item.place.kind == value])
        return at, found if len(found) > 1 else []

    def _one(self, spoken: SpokenSentence) -> tuple[int, list[Topic]]:
        """The token of a word for one place named before, or the first if it is left out, and that place, if any."""
        tokens, spans, words = spoken.sentence.tokens, spoken.spans, self.lexicon.endings("topics")
        about = next((at for at, token in enumerate(tokens) if token.folded in words), None)
        by_kind = about is not None and _is_kind(spans, about)
        named = [item for item in self.named if item.place.kind and not item.place.is_near] if by_kind else self.named
        if len({_called(item) for item in named}) > 1:
            return 0, []
        last = next((topic for topic in _topics(named) if topic.place.kind and not topic.place.is_near), None)
        topic = last if last is not None and by_kind else self.of_text
        if topic is None:
            return 0, []
        if about is None:
            is_left_out = self.lexicon.settings.get("verb") != "before" or (
                "subject" in self.lexicon.endings("dropped") and _has_no_subject(tokens, spans)
            )
            return 0, [topic] if is_left_out and spans.roles.isdisjoint(OF_OTHERS) else []
        meant = (item for item in (topic, self.of_text) if item and _may_mean(item, tokens, spans, about))
        return about, [*meant][:1]


def _has_no_subject(tokens: Tokens, spans: Spans) -> bool:
    """Whether nothing but a day, and what tells of a time, stands before the verb by which a place changes hands."""
    turn = next((verb for verb in spans.of(Role.VERB) if class_of(verb) in TURNS), None)
    if turn is None or any(span.first < turn.first for span in spans.among(SUBJECTS)):
        return False
    held = tokens_of(spans)
    months = [month.last for month in spans.of(Role.MONTH)]
    of_day = {last + 1 for last in months if last < len(tokens) and tokens[last].is_number}
    return bool(months) and all(at in held or at in of_day or not tokens[at].is_word for at in range(turn.first))


def _called(item: Statement) -> str | int:
    """What tells the place of a statement from others: its id, or where its name stands if that is not known."""
    place_id = item.resolution.place_id if item.resolution else None
    return place_id or item.place.name.start


def _topics(statements: Sequence[Statement]) -> list[Topic]:
    """The places of some statements, each once."""
    found = {item.place.name.start: Topic(item.place, item.resolution) for item in statements if item.resolution}
    return list(found.values())


def with_definition(
    tokens: Tokens,
    spans: Spans,
    lexicon: Lexicon,
    listed: Sequence[ListedPlace],
    districts_named: DistrictsNamed,
) -> tuple[Sequence[ListedPlace], ListedPlace | None]:
    """The places of a sentence, and that which it says the kind of ("A is a village in the B district"), if any.

    Args:
        tokens: of the sentence.
        spans: its phrases.
        lexicon: knows the words for "is" (setting `defines`).
        listed: the places found in it.
        districts_named: the districts that are called so.
    """
    start = tokens.starts[tokens.first_word]
    named = next((place for place in listed if place.name.start == start), None)
    kind = _kind_told(tokens, spans, lexicon.endings("defines"), lexicon.endings("aliases")) if named else None
    if kind is None or named is None:
        return listed, None
    district = named.district or _district_in(tokens, spans, districts_named)
    place = named._replace(kind=kind.value, district=district, is_certain=True)
    where, defined_at = district.start if district else None, tokens.starts[kind.first]
    others = [other for other in listed if other.name.start > defined_at and other.name.start != where]
    return [place, *others], place


def _kind_told(tokens: Tokens, spans: Spans, defines: Sequence[str], aliases: Sequence[str]) -> Span | None:
    """The word for one place that says what the name at the beginning is; None if a verb stands before it."""
    if Role.KIND not in spans.roles:
        return None
    at = _behind_names(tokens, spans, aliases)
    if at in (tokens.first_word, len(tokens)):
        return None
    if (own := _kind_before(tokens, spans, at, defines)) is not None:
        return own
    if tokens[at].text not in DEFINES and tokens[at].folded not in defines:
        return None
    verbs = [verb for verb in spans.of(Role.VERB) if verb.first >= at]
    kind = next((span for span in spans.of(Role.KIND) if span.first > at), None)
    if tokens[at].text in DEFINES and verbs and not _is_told_by_relative(spans, at, kind, verbs[0]):
        return None
    is_one = kind is not None and not kind.value.endswith("plural")
    return kind if kind and is_one and all(verb.first > kind.first for verb in verbs) else None


def _is_told_by_relative(spans: Spans, at: int, kind: Span | None, verb: Span) -> bool:
    """Whether a kind stands right behind a mark, and "which" before the verb ("A, a village, which …")."""
    if kind is None or kind.first != at + 1:
        return False
    return any(word.value == RELATIVE and kind.last <= word.first < verb.first for word in spans.of(Role.CLAUSE))


def _behind_names(tokens: Tokens, spans: Spans, aliases: Sequence[str]) -> int:
    """The token behind the name at the beginning, and behind what it is called as well ("A (…) or B (…) is")."""
    at = _behind_name(tokens, spans, tokens.first_word)
    for _ in range(MOST_ALIASES):
        begins = at + 1 if at < len(tokens) and tokens[at].text == "," else at
        behind = begins
        while behind < len(tokens) and tokens[behind].folded in aliases:
            behind += 1
        if behind == begins or (end := _behind_name(tokens, spans, behind)) == behind:
            break
        at = end + 1 if end + 1 < len(tokens) and tokens[end].text == "," and begins > at else end
    return at


def _kind_before(tokens: Tokens, spans: Spans, at: int, defines: Sequence[str]) -> Span | None:
    """The word for one place at a token, behind which a word for "is" stands, where nothing changes hands."""
    kind = spans.by_first.get(at)
    if kind is None or kind.role is not Role.KIND or kind.value.endswith("plural") or kind.last >= len(tokens):
        return None
    is_defined = tokens[kind.last].folded in defines
    return kind if is_defined and not any(class_of(verb) in TURNS for verb in spans.of(Role.VERB)) else None


def _behind_name(tokens: Tokens, spans: Spans, first: int) -> int:
    """The token behind the name that begins at one, and behind the brackets that follow it; that one if none does."""
    at = first
    while at < len(tokens) and at - first < LONGEST_NAME and tokens[at].is_capitalised and at not in spans.by_first:
        at += 1
    glossed = in_brackets(tokens) if at > first and at in tokens.marks.get("(", ()) else ()
    while at < len(tokens) and (at in glossed or tokens[at].text == ")"):
        at += 1
    return at


def _district_in(tokens: Tokens, spans: Spans, districts_named: DistrictsNamed) -> Piece | None:
    """The district that a definition names, before the word for one or behind "in"."""
    before = [span.first - 1 for span in spans.of(Role.DISTRICT) if span.first]
    behind = [span.last for span in spans.of(Role.OF) if span.value == WHERE and span.last < len(tokens)]
    names = [at for at in (*before, *behind) if tokens[at].is_capitalised]
    found = next((at for at in names if districts_named(tokens[at].text)), None)
    return None if found is None else Piece(tokens[found].text, *tokens.stretch(found, found + 1))


def _may_mean(topic: Topic, tokens: Tokens, spans: Spans, at: int) -> bool:
    """Whether a word speaks of a place: of its kind, with nothing beside it that says of which other one."""
    word, own = spans.by_first.get(at), topic.place.kind
    if word is None or word.role is not Role.KIND:
        verb = spans.by_last.get(at)
        if verb is not None and verb.role is Role.VERB and class_of(verb) in TURNS:
            return True
        return any(span.value == PASSIVE and 0 < span.first - at <= PASSIVE_BEHIND for span in spans.of(Role.WORD))
    kind = word.value.removesuffix(" plural")
    if (kind not in (own, "place") and not {kind, own} <= TOWNS) or (at and tokens[at - 1].is_number):
        return False
    determiner = spans.by_last.get(at)
    if determiner is not None and determiner.role is Role.DETERMINER:
        if determiner.value != DEFINITE:
            return False
        at = determiner.first
    beside = (spans.by_last.get(at), spans.by_first.get(word.last))
    is_of_other = any(span is not None and span.role in SAYS_WHICH for span in beside)
    is_day = any(token.is_number for token in tokens[max(0, at - LONGEST_DAY) : at])
    is_word = _is_of_nobody(spans, beside[0]) if beside[0] is not None else tokens[at - 1].is_word
    is_described = at > tokens.first_word and is_word and not is_day
    is_named = word.last < len(tokens) and tokens[word.last].is_capitalised and word.last not in spans.by_first
    return not (is_of_other or is_described or is_named)


def _is_of_nobody(spans: Spans, span: Span) -> bool:
    """Whether a phrase is a word that stands behind no party ("the brave", and not "A's army")."""
    owner = spans.by_last.get(span.first)
    return span.role is Role.WORD and (owner is None or owner.role is not Role.ACTOR)


def _is_kind(spans: Spans, at: int) -> bool:
    word = spans.by_first.get(at)
    return word is not None and word.role is Role.KIND
