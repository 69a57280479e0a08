"""Whether a verb tells of a place, or of something else beside which the place is only named."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial

from karamap.statements.clauses.clauses import Clause
from karamap.statements.clauses.meaning import ALONE, AS_NOUN, BY_TROOPS, DRIVEN_OUT, NEXT_TO, UNDER, class_of
from karamap.statements.clauses.mere_places import TOWARD, WHERE_KIND, Check, is_before
from karamap.statements.clauses.verb_forms import tells_what_is_done
from karamap.statements.schema import Role, VerbClass
from karamap.statements.words.lexicon import Endings, Span, Spans, actor_of, first_of, last_of
from karamap.statements.words.list_parts import BEFORE_LIST, BEHIND
from karamap.statements.words.tokens import Token, Tokens
from karamap.statements.words.word_values import FOLLOWED, WHERE

REACH = 8
"""Tokens at the most between a place and the words that tell with which verb it goes."""

FARTHEST = 40
"""Tokens at the most before a list that are looked through for what a verb tells of, so that work stays in bounds."""

SHORT = 3
"""Letters at the most of words that no table need have and that tell nothing (auxiliaries, endings of days)."""

TAKEN_OR_LOST = frozenset({VerbClass.TAKES, VerbClass.LOSES})
"""Classes of verbs with an "in" behind which it is told where somebody or something was taken."""

FROM = frozenset({"source", "source determiner"})
"""Values of words behind which it may be told from where somebody came."""

BEHIND_FROM = WHERE_KIND | {Role.DISTRICT}
"""What may stand between such a word and a list of places."""

SMALL = frozenset({Role.WORD, Role.NUMBER, Role.DETERMINER})
"""Phrases that may stand between who owns something and that."""

Begins = Mapping[int, int]
"""The first token of the list that each place is in, by the first token of the place."""


def list_begins(tokens: Tokens, spans: Spans, places: Iterable[range], cuts: Container[int]) -> dict[int, int]:
    """Where the list of each place begins: the names of places and what joins them.

    Args:
        tokens: of the sentence.
        spans: its phrases.
        places: the tokens of each place, in their order.
        cuts: tokens at which a clause begins, where a list ends.
    """
    found, before = dict[int, int](), range(0)
    for place in places:
        at = place.start
        while at > before.stop and at not in cuts and (first := _joint_ending(tokens, spans, at)) < at:
            at = first
        is_joined = len(before) > 0 and at == before.stop and at not in cuts
        found[place.start] = found[before.start] if is_joined else at
        before = place
    return found


def _joint_ending(tokens: Tokens, spans: Spans, at: int) -> int:
    """The first token of the comma or the word for "and" that ends before a token; the token itself if none does."""
    span = spans.by_last.get(at)
    if span is not None and span.role is Role.AND:
        return span.first
    return at - 1 if tokens[at - 1].text == "," else at


OF_NAMES = frozenset({Role.KIND, Role.DISTRICT, Role.AND, Role.OF, Role.DETERMINER, Role.ACTOR})
"""Roles of phrases that stand among the names of places."""

OF_SUBJECT = (ALONE, UNDER, FOLLOWED, DRIVEN_OUT, AS_NOUN)
"""Ends the values of verbs by which what stands before them is told of, and nouns."""


def checks_of_lists(
    tokens: Tokens, clause: Clause, begins: Callable[[], Begins], endings: Endings
) -> list[tuple[Check, str]]:
    """What may make some places of a clause mere ones by what stands before the list that they are in.

    Args:
        tokens: of the sentence.
        clause: with its phrases.
        begins: gives where the list of each place begins; asked only where it matters.
        endings: of the language, by the names of settings.
    """
    where = _where_check(tokens, clause, begins, endings)
    found = [(where, "where it was")] if where is not None else []
    is_before_all = endings("verb") == ("before",)
    telling = [verb for verb in clause.verbs if class_of(verb) is not VerbClass.MENTIONS] if is_before_all else []
    nouns = [verb for verb in telling if verb.value.endswith(AS_NOUN)]
    if nouns and len(nouns) == len(telling):
        found.append((partial(_is_apart_from_noun, first=nouns[0].first), "before what a noun tells"))
    subject = _subject_behind_comma(tokens, clause, endings) if is_before_all else None
    if subject is not None:
        found.append((partial(is_before, last=subject), "before who does something else"))
    if clause.spans.say(Role.CLAUSE, BEHIND) and len(clause.of(Role.ACTOR)) > 1:
        found.append((_is_of_left_out, "of a verb that is left out"))
    sources = _sources(tokens, clause)
    if sources:
        found.append((partial(_is_source, begins=begins(), sources=sources), "from where somebody came"))
    return found


def _is_apart_from_noun(tokens: Sequence[Token], clause: Clause, at: int, *, first: int) -> bool:
    """Whether a place stands before a noun that tells what was done, with words of its sentence between.

    What was done to it stands behind the noun, or right before it as its owner or its name ("A's capture").
    """
    held = clause.held_by(OF_NAMES)
    between = (here for here in range(at, first) if tokens[here].is_word and here not in held)
    return any(not tokens[here].is_capitalised for here in between)


def _is_of_left_out(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a party and a comma stand behind a token and no verb, which is told of another party behind the comma.

    So it is where one verb stands for two ("A is B's, and C D's"), in the order of languages in which verbs stand last.
    """
    behind = next((span for span in clause.of(Role.ACTOR) if span.first > at), None)
    if behind is None or behind.last >= clause.last or tokens[behind.last].text != ",":
        return False
    other = next((span for span in clause.of(Role.ACTOR) if span.first > behind.last), None)
    is_parted = other is not None and any(
        behind.last < span.first < other.first and span.value == BEHIND for span in clause.of(Role.CLAUSE)
    )
    if other is None or not is_parted or actor_of(other).party == actor_of(behind).party:
        return False
    return not any(at < verb.first < other.first for verb in clause.verbs)


def _subject_behind_comma(tokens: Tokens, clause: Clause, endings: Endings) -> int | None:
    """The comma behind which a party does what the first verb of a clause tells ("With A gone, B gave up"); else None.

    In a language whose verbs stand before their places, nothing is done to what stands before it; but it may fall, or
    come to somebody.
    """
    commas, verb = tokens.marks.get(",", ()), next(iter(clause.verbs), None)
    if not commas or verb is None or verb.value.endswith(OF_SUBJECT):
        return None
    party = next((span for span in reversed(clause.of(Role.ACTOR)) if span.last <= verb.first), None)
    if party is None or tells_what_is_done(clause, verb, endings):
        return None
    before = [at for at in commas if clause.first < at < verb.first]
    if not before or before[-1] > party.first:
        return None
    is_apart = any(before[-1] < word.first < verb.first for word in clause.of(Role.CLAUSE))
    is_listed = any(tokens[at].is_capitalised for at in range(before[-1], party.first))
    return None if is_apart or is_listed else before[-1]


def _sources(tokens: Tokens, clause: Clause) -> frozenset[int]:
    """The first tokens of words for "from" behind what somebody took, behind which it is told from where they came."""
    told = [span for span in clause.spans if span.value in FROM and span.role in (Role.LOSER, Role.OF)]
    found = set[int]()
    for source in told:
        verb = next((verb for verb in reversed(clause.verbs) if verb.last <= source.first), None)
        if verb is None or class_of(verb) is not VerbClass.TAKES:
            continue
        between = range(verb.last, source.first)
        if any(tokens[at].is_capitalised and at not in clause.held for at in between):
            found.add(source.first)
    return frozenset(found)


def _is_source(_tokens: object, clause: Clause, at: int, *, begins: Begins, sources: frozenset[int]) -> bool:
    before = clause.ending_at(begins.get(at, at))
    while before is not None and before.first not in sources and before.role in BEHIND_FROM:
        before = clause.ending_at(before.first)
    return before is not None and before.first in sources


def _where_check(tokens: Tokens, clause: Clause, begins: Callable[[], Begins], endings: Endings) -> Check | None:
    """What tells whether a place of a clause only says where something else was taken or given; None if none can.

    Troops may raise a flag in a place, or be or have control there, by which they hold it.

    Args:
        tokens: of the sentence.
        clause: with its phrases.
        begins: gives where the list of each place begins; asked only where it matters.
        endings: `locatives` of a word for a kind that says where something is, `controls` beginnings of words for that.
    """
    locatives, controls = endings("locatives"), endings("controls")
    if not clause.spans.say(Role.OF, WHERE) and not any(kind.word.endswith(locatives) for kind in clause.of(Role.KIND)):
        return None
    if is_held_where_it_is(tokens, clause, controls, endings("goals")):
        return None
    return partial(_is_where_it_was, begins=begins(), locatives=locatives)


def is_held_where_it_is(tokens: Tokens, clause: Clause, controls: tuple[str, ...], goals: tuple[str, ...]) -> bool:
    """Whether a clause tells who holds a place by what is in it: troops, their flag, or control.

    What comes to be under control, by the case of that word, is something else in it ("a fire in A was").
    """
    if any(class_of(verb) is VerbClass.HOLDS or verb.value.endswith(BY_TROOPS) for verb in clause.verbs):
        return True
    words = [token.folded for token in tokens[clause.first : clause.last] if token.folded.startswith(controls)]
    return any(not word.endswith(goals) for word in words)


def _is_where_it_was(tokens: Tokens, clause: Clause, at: int, *, begins: Begins, locatives: tuple[str, ...]) -> bool:
    kinds, verbs = clause.of(Role.KIND), clause.verbs
    kind, verb = bisect_right(kinds, at, key=first_of), bisect_right(verbs, at, key=first_of)
    is_before_verb = kind < len(kinds) and (verb == len(verbs) or kinds[kind].first < verbs[verb].first)
    if is_before_verb and kinds[kind].word.endswith(locatives):
        return True
    return _where_before(clause, begins.get(at, at)) is not None and not _is_done_by(tokens, clause, at)


def _where_before(clause: Clause, at: int) -> Span | None:
    """The word for "in" before a token, with words for a kind and determiners between at the most."""
    where = clause.ending_at(at)
    while where is not None and where.role in WHERE_KIND and where.value != WHERE:
        where = clause.ending_at(where.first)
    return where if where is not None and where.role is Role.OF and where.value == WHERE else None


def is_of_unknown_verb(tokens: Tokens, clause: Clause, at: int, side: str) -> bool:
    """Whether a place goes with a verb that no table knows ("took A and besieged the town of B").

    Behind the last verb of the clause, that is so if a word of no phrase stands right behind an "and" or a "to" before
    it; where verbs stand behind their places, if one stands behind a place that a joint, or a word that begins a
    clause, parts from the verb.

    Args:
        tokens: of the sentence.
        clause: in which the place stands.
        at: number of its first token.
        side: on which side of its places a verb stands: before, after, or nearest.
    """
    if at < clause.told_until:
        return False
    if side == "after" and any(clause.told_until <= turn.first < at for turn in clause.of(Role.CLAUSE)):
        return _has_unknown(tokens, clause, range(at, clause.last))
    joint = _joint_before(tokens, clause, at)
    if any(tokens[here].text in BEFORE_LIST for here in range(joint, at)):
        return False
    if side == "after":
        is_parted = 0 <= joint - clause.told_until <= 1
        return is_parted and _has_unknown(tokens, clause, range(at, min(at + REACH, clause.last)))
    joined = clause.starting_at(joint) if joint < at else None
    behind = [joined.last] if joined is not None and joined.role is Role.AND else []
    near = range(max(clause.told_until, at - REACH), at)
    behind += [word.last for word in clause.of(Role.RECIPIENT) if word.first in near and word.value == TOWARD]
    return bool(behind) and _has_unknown(tokens, clause, [here for here in behind if here < at])


def is_of_something_else(tokens: Tokens, clause: Clause, at: int, begins: Begins, endings: Endings) -> bool:
    """Whether something else is told of than a place which nothing but its capital makes one ("handed over maps of A").

    A word of no phrase stands between the verb and the list that the place is in; where verbs stand behind their
    places, behind one in the genitive, or behind one that no verb follows; where they stand before them, an "in" stands
    before the place and no verb, or a mere participle ("police in A seized", "soldiers captured in A").

    Args:
        tokens: of the sentence.
        clause: in which the place stands.
        at: number of its first token.
        begins: where the list of each place begins.
        endings: `verb`, on which side of its places one stands; `genitives` of what something belongs to, where verbs
            stand behind their places; `possessed` of what a name before it describes; `copulas` before what the words
            before them describe; `controls` beginnings of words for control, which somebody loses or gains of a place.
    """
    side, genitives, copulas = endings("verb"), endings("genitives"), endings("copulas")
    if "after" in side:
        before = clause.ending_at(at)
        is_described = before is not None and before.role is Role.PARTICIPLE
        is_owner = at < clause.told_until and tokens[at].folded.endswith(genitives) and not is_described
        if at < clause.told_until and _describes(tokens, clause, at, endings("possessed")):
            return True
        reach = REACH if at >= clause.told_until else 1 if is_owner else 0
        return _has_unknown(tokens, clause, range(at + 1, min(at + 1 + reach, clause.last)))
    first = begins.get(at, at)
    number = bisect_right(clause.verbs, first, key=last_of)
    verb = clause.verbs[number - 1] if number else None
    if "before" in side and _is_where_alone(tokens, clause, verb, first):
        return True
    between = range(max(verb.last, first - FARTHEST), first) if verb is not None else range(0)
    if any(tokens[here].text in BEFORE_LIST for here in between) or _is_behind_copula(tokens, clause, first, copulas):
        return False
    told = (here for here in between if len(tokens[here].text) > SHORT and not _is_behind_actor(clause, here))
    controls = endings("controls")
    return _has_unknown(tokens, clause, [here for here in told if not tokens[here].folded.startswith(controls)])


def _describes(tokens: Tokens, clause: Clause, at: int, possessed: tuple[str, ...]) -> bool:
    """Whether a word right behind a name has the ending of what the name describes ("the A separatists")."""
    behind = tokens[at + 1] if possessed and at + 1 < clause.last else None
    if behind is None or behind.is_capitalised or not behind.folded.endswith(possessed):
        return False
    span = clause.starting_at(at + 1)
    return _has_unknown(tokens, clause, [at + 1]) or (span is not None and span.role is Role.WORD and not span.value)


def is_owned_behind(tokens: Tokens, clause: Clause, at: int, controls: tuple[str, ...]) -> bool:
    """Whether something else stands at a token, right behind what owns it ("A's reservoir", "the A village's school").

    Who has control of a place, or goes against it, is told of the place.

    Args:
        tokens: of the sentence.
        clause: in which the place stands.
        at: the token behind the place, or behind the word for its kind.
        controls: beginnings of words for control.
    """
    while (span := clause.starting_at(at)) is not None and span.role in SMALL:
        at = span.last
    if span is not None:
        return span.role in (Role.POSITIONS, Role.NEAR)
    if at < clause.last and tokens[at].is_number:
        at += 1
    is_unknown = at < clause.last and _has_unknown(tokens, clause, [at])
    return is_unknown and not (controls and tokens[at].folded.startswith(controls))


def _is_behind_copula(tokens: Tokens, clause: Clause, first: int, copulas: tuple[str, ...]) -> bool:
    """Whether "was" stands before a list at the end, which so is what the words before it describe."""
    is_last = not any(verb.first >= first for verb in clause.verbs)
    return is_last and first > clause.first and tokens[first - 1].folded in copulas


def _is_behind_actor(clause: Clause, at: int) -> bool:
    """Whether a token stands right behind who acts: a word for its forces, in whatever case."""
    before = clause.ending_at(at)
    return before is not None and before.role is Role.ACTOR


def _is_where_alone(tokens: Tokens, clause: Clause, verb: Span | None, at: int) -> bool:
    """Whether "in" stands before a token, and before that no verb that a place goes with: none, or one of one word.

    Right behind the comma of the place it may be told by whom something was done to it ("in A, taken by B").
    """
    where = _where_before(clause, at)
    if where is None:
        return False
    if verb is None:
        return any(not behind.value.endswith(BY_TROOPS) for behind in clause.verbs) and not _is_done_by(
            tokens, clause, at
        )
    return verb.last == where.first and verb.last - verb.first == 1 and class_of(verb) in TAKEN_OR_LOST


def _is_done_by(tokens: Tokens, clause: Clause, at: int) -> bool:
    """Whether the first verb, right behind the comma of a place, has a word for "by" right behind it."""
    if not clause.verbs:
        return False
    done = clause.verbs[0]
    by = clause.starting_at(done.last)
    is_near = 0 < done.first - at <= NEXT_TO and tokens[done.first - 1].text == ","
    return is_near and by is not None and by.role is Role.BY


def _joint_before(tokens: Tokens, clause: Clause, at: int) -> int:
    """The last comma or word for "and" between the verbs and a token, `REACH` back at the most; else that token."""
    for here in range(at - 1, max(clause.told_until, at - REACH) - 1, -1):
        span = clause.starting_at(here)
        if tokens[here].text == "," or (span is not None and span.role is Role.AND):
            return here
    return at


def _has_unknown(tokens: Tokens, clause: Clause, numbers: Iterable[int]) -> bool:
    """Whether any of some tokens is a word in small letters that belongs to no phrase."""
    return any(tokens[at].is_word and not tokens[at].is_capitalised and at not in clause.held for at in numbers)


def dated_attribute(tokens: Tokens, clause: Clause, at: int, days: Sequence[int]) -> Clause | None:
    """The words from a day to a participle before a place, or before its district, that tell what happened to it.

    They do so whatever the sentence tells of the place besides ("in the village of A, freed on the 3rd, …" as languages
    have it whose verbs stand behind their places).

    Args:
        tokens: of the sentence.
        clause: in which the place stands.
        at: the first token of the list that the place is in.
        days: the tokens at which days are written.
    """
    before = clause.ending_at(at)
    if before is not None and before.role is Role.DISTRICT:
        before = clause.ending_at(before.first - 1)
    if before is None or before.role is not Role.PARTICIPLE:
        return None
    number = bisect_right(days, before.first)
    day = days[number - 1] if number else -1
    if not clause.first <= day or before.first - day > REACH:
        return None
    told = any(day <= verb.first < before.first for verb in clause.verbs)
    if told or any(tokens[here].text in ",;" for here in range(day, before.first)):
        return None
    begins = _owner_before(tokens, clause, day)
    first, last = (bisect_right(clause.spans, here - 1, key=first_of) for here in (begins, before.last))
    return Clause(begins, before.last, Spans(clause.spans[first:last]))


def _owner_before(tokens: Tokens, clause: Clause, day: int) -> int:
    """Where the party begins that stands before the words of a day, or before one for its forces; else the day."""
    for at in range(day, max(clause.first, day - NEXT_TO), -1):
        named = clause.ending_at(at)
        if named is not None and named.role is Role.ACTOR:
            return named.first
        if tokens[at - 1].is_capitalised or tokens[at - 1].text == ",":
            break
    return day
