"""What a sentence tells that is about no single place: of a border, or of a district as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from karamap.names.resolutions import Mention, Outcome, Resolution
from karamap.statements.clauses.meaning import class_of, is_from_where
from karamap.statements.clauses.voices import Voice
from karamap.statements.days.days_of_places import is_run
from karamap.statements.days.written_dates import WrittenDay
from karamap.statements.lists.list_sentences import HEADS
from karamap.statements.lists.named_districts import SEVERAL, NamedDistricts, named_districts
from karamap.statements.schema import Role, VerbClass
from karamap.statements.sentences.settled_holders import OF_SPEAKER, TO_OTHER
from karamap.statements.sentences.spoken_sentence import SpokenSentence
from karamap.statements.values import ListedPlace, OtherFact, Piece, Statement
from karamap.statements.words.lexicon import Span, Spans, tokens_of
from karamap.statements.words.list_parts import BEHIND, QUOTES
from karamap.statements.words.tokens import Sentence, Tokens
from karamap.statements.words.word_values import BEFORE, WHERE

KIND = "district"
"""What a district that changes hands as a whole is called among proposals."""

LONGEST_NAME = 3
"""Words of the name of a district at the most."""

WHOLE = frozenset({"", BEFORE})
"""Values of a word for a district that neither says where something is nor owns what stands behind it."""

PARTS = frozenset({Role.KIND, Role.NEAR, Role.POSITIONS, Role.NUMBER, Role.BOUND})
"""Phrases beside a district by which a part of it is meant, or something in it."""

NOT_SO = frozenset({Role.DENIAL, Role.NEGATION})
"""Of these a sentence has one where it denies that a district changed hands."""

LONGEST_GLOSS = 4
"""Tokens between brackets that hold another name of a district, at the most."""

BETWEEN_DISTRICTS = frozenset({Role.AND, Role.OF, Role.DETERMINER, Role.DAY, Role.MONTH, Role.YEAR})
"""Phrases between the names of several districts, with the days on which something happened to each."""

MARKS_BETWEEN = frozenset({",", "-"})
OF_TIME = frozenset({Role.MONTH, Role.DAY, Role.SINCE})
"""Phrases that are no name of a country of a border, though they may begin with a capital."""

BEFORE_NAMES = frozenset({Role.DETERMINER, Role.ACTOR})
"""Phrases between a word for where and the names of districts ("in A's B district")."""

JOINS = frozenset({Role.OF, Role.DETERMINER})


def facts_in(spoken: SpokenSentence, voice: Voice, names_district: Callable[[str], bool]) -> Iterator[OtherFact]:
    """What a sentence that tells or denies a change of hands says of a border and of whole districts.

    Args:
        spoken: the sentence, with the places that it lists.
        voice: who speaks in it.
        names_district: whether a district is called so.
    """
    sentence = spoken.sentence
    for span in spoken.spans.of(Role.BORDER)[:1] if spoken.is_news else ():
        start, end = sentence.tokens.stretch(span.first, _named_until(sentence, spoken.spans, span.last))
        subject = spoken.reading.text[start:end]
        yield OtherFact(subject, spoken.holder, voice.speaker, voice.side, spoken.day, spoken.piece_of_sentence)
    if spoken.is_news or not spoken.spans.roles.isdisjoint(NOT_SO):
        yield from _districts_told(spoken, names_district)


def _named_until(sentence: Sentence, spans: Spans, at: int) -> int:
    """The token behind the names that follow a border, with one small word before each ("between A and B").

    A day is none of them ("on May 24").
    """
    tokens, held = sentence.tokens, spans.by_first
    of_time = {first for first, span in held.items() if span.role in OF_TIME}
    while at < len(tokens) and at not in of_time:
        if tokens[at].is_capitalised:
            at += 1
        elif tokens[at].is_word and at + 1 < len(tokens) and tokens[at + 1].is_capitalised and at + 1 not in of_time:
            at += 2
        else:
            break
    return at


def _districts_told(spoken: SpokenSentence, names_district: Callable[[str], bool]) -> Iterator[OtherFact]:
    """What a sentence tells of who has a district, of which it names no place ("entered the A district").

    It is no place, so that nothing is painted by it.
    """
    listed, told = [place.district.start for place in spoken.places if place.district], list[Piece]()
    tokens = spoken.sentence.tokens
    behind = {named.word.first: named for named in named_districts(tokens, spoken.spans, names_district)}
    for word in spoken.spans.of(Role.DISTRICT):
        if (named := behind.get(word.first)) is not None:
            names = _named_behind(spoken, named)
            yield from _told_each(spoken, names)
            told.extend(names)
            continue
        names = _names(spoken, word, names_district)
        if not names or any(name.start <= start < name.end for name in names for start in listed):
            continue
        if not _is_part(spoken, word, names):
            yield from _told_each(spoken, names)
            told.extend(names)
    starts = {name.start for name in told}
    for name in _elided(spoken, names_district) if told else ():
        if name.start not in starts:
            yield from _told(spoken, name)


def _told_each(spoken: SpokenSentence, names: Sequence[Piece]) -> Iterator[OtherFact]:
    """What is told of each of several districts, on its own day where a sentence tells one for each."""
    tokens, days = spoken.sentence.tokens, spoken.days
    starts = [spoken.token_at(name.start) for name in names]
    ends = max([spoken.token_at(name.end) for name in names], default=0)
    is_each = len(names) == len(days) > 0 and (
        is_run(days, tokens, spoken.spans, ends) or _is_behind_each(days, starts)
    )
    for number, name in enumerate(names):
        yield from _told(spoken, name, days[number].day if is_each else None)


def _is_behind_each(days: Sequence[WrittenDay], starts: Sequence[int]) -> bool:
    """Whether a day stands behind each of several names, before the next one ("A on 20 November, B on the 25th")."""
    for number, day in enumerate(days):
        is_before_next = number + 1 == len(starts) or day.at < starts[number + 1]
        if day.at <= starts[number] or not is_before_next:
            return False
    return True


def _named_behind(spoken: SpokenSentence, named: NamedDistricts) -> list[Piece]:
    """The districts named behind a word for several; none if it says where something is, or only parts are meant."""
    tokens, word = spoken.sentence.tokens, named.word
    names = [Piece(tokens[at].text, *tokens.stretch(at, at + 1)) for at in named.names]
    is_where = word.value not in (*WHOLE, SEVERAL) or (word.value == SEVERAL and _says_where(spoken, word))
    return [] if is_where or _is_part(spoken, word._replace(first=named.first), names) else names


def _names(spoken: SpokenSentence, word: Span, names_district: Callable[[str], bool]) -> list[Piece]:
    """The names of the districts that a word for one or several stands beside; none if it says where or whose."""
    if word.value in WHOLE or (word.value == WHERE and _is_controlled(spoken, word)):
        name = _name(spoken, word, names_district)
        if name is None or _is_from_where(spoken, word):
            return []
        return _each_with_its_day(spoken, word, names_district) or [name]
    if word.value != SEVERAL or _says_where(spoken, word):
        return []
    before = list(_listed(spoken, range(word.first - 1, -1, -1)))[::-1]
    found = before or list(_listed(spoken, range(word.last, len(spoken.sentence.tokens))))
    known = [name for name in found if names_district(name.text)]
    return known if 2 * len(known) > len(found) else []


def _is_from_where(spoken: SpokenSentence, word: Span) -> bool:
    """Whether the ending of a word for a district says from where something is, and nobody left it."""
    is_from = word.word.endswith(spoken.reading.known.lexicon.endings("ablatives"))
    return is_from and not any(is_from_where(verb) for verb in spoken.verbs)


def _says_where(spoken: SpokenSentence, word: Span) -> bool:
    """Whether the ending of a word for several districts says where something is, or whose."""
    endings = spoken.reading.known.lexicon.endings
    is_left = any(class_of(verb) is VerbClass.LEAVES for verb in spoken.verbs)
    parts = (*endings("locatives"), *endings("genitives"), *(() if is_left else endings("sources")))
    return spoken.verb_side == "after" and word.word.endswith(parts) and not _is_controlled(spoken, word)


def _is_controlled(spoken: SpokenSentence, word: Span) -> bool:
    """Whether a verb for gaining control stands right behind a word for where that is ("control in A was gained")."""
    verb = spoken.spans.by_first.get(word.last)
    if verb is None or verb.role is not Role.VERB or class_of(verb) is not VerbClass.TAKES:
        return False
    controls = spoken.reading.known.lexicon.endings("controls")
    return any(part.startswith(controls) for part in verb.phrase.words)


def _each_with_its_day(spoken: SpokenSentence, word: Span, names_district: Callable[[str], bool]) -> list[Piece]:
    """Districts before a word for one that stands behind the last of them, if each has a day; else none."""
    if spoken.verb_side != "after" or len(spoken.days) <= 1:
        return []
    found = list(_listed(spoken, range(word.first - 1, -1, -1)))[::-1]
    is_each = len(found) == len(spoken.days) and all(names_district(name.text) for name in found)
    return found if is_each else []


def _listed(spoken: SpokenSentence, numbers: Iterable[int]) -> Iterator[Piece]:
    """Names of one word one behind the other, with nothing between but marks of a list, small words and days."""
    tokens, spans = spoken.sentence.tokens, spoken.spans
    turns = [span for span in spans.of(Role.CLAUSE) if span.value == BEHIND]
    between, held = tokens_of([*spans.among(BETWEEN_DISTRICTS), *turns]), tokens_of(spans)
    for at in numbers:
        if at in between or tokens[at].is_number or tokens[at].text in MARKS_BETWEEN:
            continue
        if not tokens[at].is_capitalised or at in held:
            return
        yield Piece(tokens[at].text, *tokens.stretch(at, at + 1))


def _name(spoken: SpokenSentence, word: Span, names_district: Callable[[str], bool]) -> Piece | None:
    """The name of a district, right before the word for one, or behind it and a word for "of"."""
    tokens, spans = spoken.sentence.tokens, spoken.spans
    first = ends = _before_gloss(tokens, word.first)
    while 0 < first > ends - LONGEST_NAME and tokens[first - 1].is_capitalised and first not in spans.by_last:
        first -= 1
    found = [(at, ends) for at in range(first, ends)]
    behind = word.last
    while (joint := spans.by_first.get(behind)) is not None and joint.role in JOINS:
        behind = joint.last
    last = behind
    stop = min(len(tokens), behind + LONGEST_NAME)
    while last < stop and tokens[last].is_capitalised and last not in spans.by_first:
        last += 1
    stands_before = word.value == BEFORE or (last > behind and bool(spoken.reading.known.lexicon.endings("adjectives")))
    if behind > word.last or stands_before:
        found += [(behind, at) for at in range(last, behind, -1)]
    for begins, ends in found:
        start, end = tokens.stretch(begins, ends)
        text = spoken.reading.text[start:end]
        if names_district(text):
            return Piece(text, start, end)
    return None


def _before_gloss(tokens: Tokens, at: int) -> int:
    """The token of the bracket that opens a gloss right before a token ("the A (B) district"); else that token."""
    if not at or tokens[at - 1].text != ")":
        return at
    opens = (here for here in range(at - 2, max(-1, at - 2 - LONGEST_GLOSS), -1) if tokens[here].text == "(")
    return next(opens, at)


def _is_part(spoken: SpokenSentence, word: Span, names: Sequence[Piece]) -> bool:
    """Whether only something in a district is told of: "in the A district", "villages of", "A district of B"."""
    tokens, spans = spoken.sentence.tokens, spoken.spans
    first = min(word.first, *[spoken.token_at(name.start) for name in names])
    last = max(word.last, *[spoken.token_at(name.end) for name in names])
    adjectives = spoken.reading.known.lexicon.endings("adjectives")
    before = spans.by_last.get(_begins_joined(tokens, spans, first, adjectives))
    while before is not None and before.role in BEFORE_NAMES and before.value != WHERE:
        before = spans.by_last.get(before.first)
    if before is not None and before.role in PARTS | {Role.OF} and not _is_left(spans, before):
        return True
    if _is_counted(tokens, spans, first) or _is_where_with(spans, first):
        return True
    behind = spans.by_first.get(last + (last < len(tokens) and tokens[last].text in QUOTES))
    if behind is not None and (behind.role in PARTS or _is_beside_near(tokens, spans, behind)):
        return True
    heads_list = last < len(tokens) and tokens[last].text in HEADS and last + 1 in spoken.places_at
    return heads_list or (last < len(tokens) and tokens[last].is_capitalised and behind is None)


def _is_beside_near(tokens: Tokens, spans: Spans, joint: Span) -> bool:
    """Whether a word joins a name to a district, behind which both are only near ("the A district and B direction")."""
    if joint.role is not Role.AND:
        return False
    at = joint.last
    while at < len(tokens) and tokens[at].is_capitalised and at not in spans.by_first:
        at += 1
    behind = spans.by_first.get(at)
    if behind is not None and behind.role is Role.KIND:
        behind = spans.by_first.get(behind.last)
    return at > joint.last and behind is not None and behind.role is Role.NEAR


def _begins_joined(tokens: Tokens, spans: Spans, first: int, adjectives: tuple[str, ...]) -> int:
    """The token at which names begin that are joined to one of a district ("villages of the A and B district")."""
    while (joint := spans.by_last.get(first)) is not None and joint.role is Role.AND and joint.first:
        at = joint.first - 1
        is_adjective = tokens[at].folded.endswith(adjectives)
        if not tokens[at].is_capitalised or (_is_of_one(spans, at) and not is_adjective):
            break
        first = at
    return first


def _is_where_with(spans: Spans, first: int) -> bool:
    """Whether a name is joined to a district that only says where something is ("in the A district and the B one")."""
    before = spans.by_last.get(first)
    joint = spans.by_last.get(before.first) if before is not None and before.role is Role.DETERMINER else before
    word = spans.by_last.get(joint.first) if joint is not None and joint.role is Role.AND else None
    if word is None or word.role is not Role.DISTRICT or word.first == 0:
        return False
    where = spans.by_last.get(word.first - 1)
    while where is not None and where.role is Role.DETERMINER:
        where = spans.by_last.get(where.first)
    return where is not None and where.role is Role.OF and where.value == WHERE


def _is_of_one(spans: Spans, at: int) -> bool:
    """Whether a word for one place stands before a name, which so is that place ("the town of A and B district")."""
    before = spans.by_last.get(at)
    while before is not None and before.role in JOINS:
        before = spans.by_last.get(before.first)
    return before is not None and before.role is Role.KIND and not before.value.endswith(SEVERAL)


def _is_counted(tokens: Tokens, spans: Spans, at: int) -> bool:
    """Whether a dash stands before a name, and before that how many places of it are meant ("and six – A regions")."""
    if at <= 1 or tokens[at - 1].text not in HEADS:
        return False
    number = spans.by_last.get(at - 1)
    return tokens[at - 2].is_number or (number is not None and number.role is Role.NUMBER)


def _is_left(spans: Spans, of: Span) -> bool:
    """Whether a verb for leaving stands right before a word for "from"."""
    verb = spans.by_last.get(of.first)
    is_from = of.role is Role.OF and of.value != WHERE
    return is_from and verb is not None and verb.role is Role.VERB and class_of(verb) is VerbClass.LEAVES


def _elided(spoken: SpokenSentence, names_district: Callable[[str], bool]) -> Iterator[Piece]:
    """Districts in a list behind one of which the word is told, with no word of their own, by their ending."""
    adjectives = spoken.reading.known.lexicon.endings("adjectives")
    tokens, spans = spoken.sentence.tokens, spoken.spans
    words = [span.last for span in spans.of(Role.DISTRICT)]
    places = {
        at
        for place in spoken.places
        for at in range(spoken.token_at(place.name.start), spoken.token_at(place.name.end))
    }
    for at in range(words[0], len(tokens)) if words and adjectives else ():
        is_name = tokens[at].is_capitalised and tokens[at].folded.endswith(adjectives) and at not in places
        before, behind = spans.by_last.get(at), spans.by_first.get(at + 1)
        is_listed = tokens[at - 1].text in HEADS or (before is not None and before.role is Role.AND)
        is_alone = at not in spans.by_first and (behind is None or behind.role is Role.AND)
        if is_name and is_listed and is_alone and names_district(tokens[at].text):
            yield Piece(tokens[at].text, *tokens.stretch(at, at + 1))


def _told(spoken: SpokenSentence, name: Piece, day: date | None = None) -> Iterator[OtherFact]:
    place = ListedPlace(name, None, KIND)
    resolution = Resolution(Mention(name.text, kind=KIND), Outcome.UNRESOLVED, None, (), ())
    at = spoken.token_at(name.start)
    told = spoken.statement(spoken.stand_at(at), place, at, resolution)
    if told is not None and told.stance is not None and (told.stance == "affirms" or _is_holder_told(told)):
        piece, basis = spoken.piece_of_sentence, told.basis or "force"
        holder, day = None if TO_OTHER in told.reasons else told.holder, day or told.day
        yield OtherFact(name.text, holder, told.speaker, told.side, day, piece, KIND, basis, told.stance)


def _is_holder_told(told: Statement) -> bool:
    """Whether it is told who holds a district or is denied to have taken it, and not only guessed from who speaks."""
    return told.holder is not None and OF_SPEAKER not in told.reasons
