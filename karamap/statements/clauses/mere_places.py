"""Places that a sentence names without telling who holds them: of who speaks, where something was, in a title."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from karamap.statements.clauses.acting import SET_OFF
from karamap.statements.clauses.asides import RELATIVE, VERBS
from karamap.statements.clauses.clauses import AFTER, Clause
from karamap.statements.clauses.meaning import ALONE, AS_NOUN, BY_TROOPS, IF_SAID, NEXT_TO, TURNS, UNDER, class_of
from karamap.statements.days.days_of_text import OF_DAYS
from karamap.statements.schema import ActorKind, Role, VerbClass
from karamap.statements.words.lexicon import Span, Spans, actor_of, first_of
from karamap.statements.words.list_parts import QUOTES
from karamap.statements.words.tokens import Token
from karamap.statements.words.word_values import DATED, FOLLOWED, PART, WHERE, passive_before

LONGEST_TITLE = 6
"""Words between two quotation marks at the most that are the name of something."""

ENDS_TELLER = frozenset(',:;–—«“"')
"""Marks behind who says it."""

TOWARD = "toward"
"""The value of a phrase behind which it is told where somebody goes, or to whom something is given."""

WHERE_KIND = frozenset({Role.DETERMINER, Role.KIND, Role.OF})
"""What may stand between such a phrase and the place."""

WHERE_TAKEN = frozenset({Role.KIND, Role.DISTRICT, Role.ACTOR, Role.NEAR})
"""What is taken where it is told so of places, or who takes it."""

ADDS = frozenset({Role.DETERMINER, Role.NUMBER, Role.BOUND, Role.DAY, Role.MONTH, Role.AND, Role.OF, Role.BY, Role.NOW})
"""Phrases that name nothing that could be taken."""

ONE_OF = frozenset({Role.DETERMINER, Role.NUMBER})
"""Words before what is one of several."""

MORE_THAN = "more than"
"""The value of a phrase by which a number is the least."""

WHO = frozenset({Role.ACTOR, Role.OFFICE, Role.ATTRIBUTION})
"""Phrases for somebody who acts, and for saying so of somebody else."""

BEFORE_ALONE = frozenset({Role.KIND, Role.DETERMINER}) | {Role.OF}
"""What may stand before the name of a place that alone is told of."""

BEGINS_ALONE = frozenset({Role.MONTH, Role.DAY, Role.CLAUSE, Role.AND, Role.WORD})
"""Phrases right before such a place, or the words for its kind."""

BEHIND_ALONE = frozenset({Role.WORD, Role.AND, Role.CLAUSE, Role.BACKGROUND}) | OF_DAYS
"""Phrases right behind the verb of such a place."""

OF_OTHERS = frozenset({Role.OFFICE, Role.VERB, Role.PARTICIPLE, Role.ATTRIBUTION, Role.DENIAL, Role.NEAR})
"""Phrases of an aside by which it tells of more than the place before it."""

LONGEST_ASIDE = 12
"""Tokens of such an aside, at the most."""

BEFORE_OBJECT = frozenset({Role.DETERMINER, Role.NUMBER, Role.BOUND, Role.WORD})
"""What may stand between a verb and the word of no phrase that is its object ("captured its wreckage")."""

SAID = frozenset({Role.ATTRIBUTION, Role.TOLD})
"""Phrases behind which it is told what somebody says of today."""

SHORTEST_VERB = 4
"""Letters of a word of no phrase that may be a verb, at the least."""

GIVES = frozenset({VerbClass.TAKES, VerbClass.LOSES, VerbClass.HANDS_OVER, VerbClass.LEAVES, VerbClass.HOLDS})
"""Classes of verbs that have an object."""

COUNTRY_BEHIND = 5
"""Tokens from the beginning of a place to the country that it is in, at the most."""

BEGINS_BEFORE = frozenset({Role.CLAUSE, Role.WORD})
"""Phrases by which something is told to have been before; in brackets such a word begins no clause."""

ENDS_BEFORE = frozenset(",)-–—")
"""Marks behind what was before, or behind what a place comes after in a count ("the second town after A)")."""

BEHIND_NAME = 2
"""Tokens from the beginning of a name to such a word behind it, at the most."""

REACHED_SO_FAR = "what was reached so far, not news of a day"

IN_MONTH = "no day is told, only a month"

TELLS_OF_DISTRICT = frozenset({Role.VERB, Role.ACTOR, Role.WORD})
"""Phrases behind a small word that begins what is told of a district."""

Check = Callable[[Sequence[Token], Clause, int], bool]


def checks_of(clause: Clause, *, is_so_far: bool) -> list[tuple[Check, str]]:
    """What may make some places of a clause mere ones, each with what it says; few clauses hold anything of it.

    Args:
        clause: of a sentence.
        is_so_far: whether it tells what was reached so far, so that some of it may be named.
    """
    found = list[tuple[Check, str]]()
    is_said_where = clause.spans.say(Role.OF, WHERE)
    if clause.of(Role.ATTRIBUTION):
        found.append((is_of_teller, "of who tells it"))
    if is_said_where:
        found.append((is_where, "where something else was taken"))
    if any(verb.value.endswith(AS_NOUN) or _is_fronted(clause, verb) for verb in clause.verbs[:1]):
        found.append((is_subject_of_unknown, "of a verb that is not known"))
    if any(_is_joined(clause, verb) for verb in clause.verbs[:1]):
        found.append((is_of_verb_before_joint, "of a verb that is not known"))
    if any(clause.spans.say(role, AFTER) for role in BEGINS_BEFORE):
        found.append((is_after, "what was before"))
    if clause.spans.say(Role.RECIPIENT, TOWARD):
        found.append((is_destination, "where somebody goes"))
    if clause.spans.say(Role.RECIPIENT, TOWARD) and any(verb.value.endswith(UNDER) for verb in clause.verbs):
        found.append((is_on_way, "where something passes"))
    if any(actor_of(span).kind is ActorKind.ELSEWHERE for span in clause.of(Role.ACTOR)):
        found.append((is_elsewhere, "in another country"))
    if clause.spans.say(Role.OF, PART):
        found.append((is_in_part, "a part of it"))
    if len(clause.verbs) > 1 and class_of(clause.verbs[0]) is VerbClass.MENTIONS:
        found.append((is_visited, "of a verb that tells no change"))
    if (described := _described(clause)) is not None:
        found.append((partial(is_before, last=described), "of a district that is told of"))
    if clause.of(Role.OPENS) and clause.of(Role.BOUND) and not is_so_far:
        found.append((is_among_all, "one of all that was reached, not news of a day"))
    return found


def _described(clause: Clause) -> int | None:
    """The token of a district without a name that all verbs tell of ("A is a town in a district which B holds").

    A word for "which", or a small one that stands before a verb or who acts, is right behind that for the district.
    """
    for word in clause.of(Role.DISTRICT):
        before, which = clause.ending_at(word.first), clause.starting_at(word.last)
        if before is None or which is None or before.role is not Role.DETERMINER:
            continue
        behind = clause.starting_at(which.last)
        is_small = which.role is Role.DETERMINER and behind is not None and behind.role in TELLS_OF_DISTRICT
        is_relative = is_small or (which.role is Role.CLAUSE and which.value == RELATIVE)
        if is_relative and clause.verbs and clause.verbs[0].first >= which.last:
            return word.first
    return None


def is_before(_tokens: Sequence[Token], _clause: Clause, at: int, *, last: int) -> bool:
    """Whether a token stands before another one."""
    return at < last


def is_of_teller(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a place is that of who tells what stands before it ("A was taken, said the head of B").

    Args:
        tokens: of the sentence.
        clause: in which the place stands.
        at: number of its first token.
    """
    saying = next((span for span in reversed(clause.of(Role.ATTRIBUTION)) if span.last <= at), None)
    if saying is None or saying.first == 0 or tokens[saying.first - 1].text not in SET_OFF:
        return False
    if any(token.text in ENDS_TELLER for token in tokens[saying.last : at]):
        return False
    told = any(verb.last <= saying.first for verb in clause.verbs)
    return told and not any(verb.first >= saying.last for verb in clause.verbs)


def is_where(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a place only says where something was taken or handed over ("captured positions in A")."""
    where = next((span for span in reversed(clause.of(Role.OF)) if span.value == WHERE and span.last <= at), None)
    if where is None:
        return False
    verb = next((span for span in reversed(clause.verbs) if span.last <= where.first), None)
    if verb is None or class_of(verb) not in GIVES:
        return False
    if _has_words(tokens, clause, range(where.last, at), WHERE_KIND):
        return False
    between = range(verb.last, where.first)
    described = _describing(tokens, clause, verb, where)
    names = any(tokens[number].is_capitalised for number in between if number not in described)
    told = [span for span in clause.spans if span.role in WHERE_TAKEN and span.first in between]
    if names or any(span.first not in described for span in told):
        return False
    return _has_words(tokens, clause, between, ADDS)


def _describing(tokens: Sequence[Token], clause: Clause, verb: Span, where: Span) -> range:
    """The tokens of a party that tells whose one of what was taken is: behind a verb and "a" ("took an A soldier")."""
    word = clause.starting_at(verb.last)
    first = word.last if word is not None and word.role in ONE_OF else verb.last
    party = clause.starting_at(first)
    if party is None or party.role is not Role.ACTOR:
        return range(0)
    is_before_where = all(tokens[at].is_word and not tokens[at].is_capitalised for at in range(party.last, where.first))
    return range(party.first, party.last) if first > verb.last or is_before_where else range(0)


def nothing_told(clause: Clause, verb: Span, *, is_on_day: bool = False) -> str:
    """Why a verb of a clause tells of no place by itself; empty if it may.

    Args:
        clause: in which the verb stands.
        verb: which is asked about.
        is_on_day: whether a day is told on or by which it was so, where it needs one.
    """
    if verb.value.endswith(DATED) and not is_on_day:
        return "only who held it is told"
    if is_ceremony(clause, verb):
        return "a flag raised by somebody in office"
    is_past = verb.value.removesuffix(FOLLOWED).endswith(IF_SAID) and not _is_said_of_today(clause, verb)
    return "only who held it is told" if is_past else ""


def _is_said_of_today(clause: Clause, verb: Span) -> bool:
    """Whether somebody says what a verb of the past tells, of now, and not of an occupation that may be over."""
    is_said = bool(clause.of(Role.DENIAL)) or any(said.last <= verb.first for said in clause.spans.among(SAID))
    of_other = any(word.value == RELATIVE and word.first < verb.first for word in clause.of(Role.CLAUSE))
    return is_said and not of_other and not clause.of(Role.LOSER)


def is_ceremony(clause: Clause, verb: Span) -> bool:
    """Whether somebody in office does what only troops take a place by ("the president raised the flag in A").

    A party right before the verb owns the flag.
    """
    if not verb.value.endswith(BY_TROOPS):
        return False
    before = [span for span in clause.spans.among(WHO) if span.last <= verb.first]
    if before and _is_party(before[-1]) and verb.first - before[-1].last <= NEXT_TO:
        before.pop()
    return bool(before) and before[-1].role is not Role.ATTRIBUTION and not _is_party(before[-1])


def is_alone(tokens: Sequence[Token], clause: Clause, verb: Span, places: Iterable[range]) -> bool:
    """Whether a verb tells of nothing but a place before it, at the beginning ("On 9 October A fell.").

    Nothing but a day stands between the two. The place may stand right behind it, at the end ("On that day fell A").

    Args:
        tokens: of the sentence.
        clause: in which the verb stands.
        verb: that says so of a place alone, by its value.
        places: the tokens of each place of the sentence.
    """
    if not verb.value.endswith(ALONE):
        return False
    passive = passive_before(clause.spans, verb.first)
    begins = passive.first if passive is not None else verb.first
    days = clause.held_by(OF_DAYS)
    while begins > 0 and (begins - 1 in days or tokens[begins - 1].is_number):
        begins -= 1
    which = clause.ending_at(begins)
    ends = {begins, which.first - 1} if which is not None and which.value == RELATIVE else {begins}
    if begins > 0 and tokens[begins - 1].text == ",":
        ends.add(_before_aside(tokens, clause, begins - 1))
    place = next((place for place in places if place.stop in ends or verb.last == place.start), None)
    if place is None:
        return False
    if place.stop < begins:
        return _is_told_alone(tokens, clause, verb)
    if place.start == verb.last:
        before = clause.ending_at(verb.first)
        is_first = verb.first <= clause.first or (before is not None and before.role in BEGINS_ALONE)
        return is_first and not any(token.is_word for token in tokens[place.stop : place.stop + 1])
    at = place.start
    while (before := clause.ending_at(at)) is not None and before.role in BEFORE_ALONE:
        at = before.first
    is_first = at <= clause.first or not tokens[at - 1].is_word
    return _is_told_alone(tokens, clause, verb) and (is_first if before is None else before.role in BEGINS_ALONE)


def _before_aside(tokens: Sequence[Token], clause: Clause, end: int) -> int:
    """The comma that begins an aside which ends with another and names nobody ("A, the city, fell"); else its end."""
    for at in range(end - 1, max(clause.first, end - LONGEST_ASIDE) - 1, -1):
        span = clause.starting_at(at)
        if tokens[at].text == ",":
            return at
        if span is not None and span.role in OF_OTHERS:
            return end
    return end


def _is_told_alone(tokens: Sequence[Token], clause: Clause, verb: Span) -> bool:
    """Whether nothing but a day or another clause stands behind a verb."""
    behind, told = tokens[verb.last : verb.last + 1], clause.starting_at(verb.last)
    return not any(token.is_word for token in behind) or (told is not None and told.role in BEHIND_ALONE)


def _is_party(span: Span) -> bool:
    return span.role is Role.ACTOR and actor_of(span).kind is ActorKind.PARTY


def is_destination(_tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a word for "to" stands before a place, where somebody goes ("troops returned to the village of A")."""
    before = clause.ending_at(at)
    while before is not None and before.role in WHERE_KIND and before.value != WHERE:
        before = clause.ending_at(before.first)
    return before is not None and before.role is Role.RECIPIENT and before.value == TOWARD


def is_on_way(_tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a place stands behind a verb and to whom something goes by it ("passed from A to B through C")."""
    verb = next((verb for verb in reversed(clause.verbs) if verb.last <= at), None)
    if verb is None or not verb.value.endswith(UNDER):
        return False
    return any(span.value == TOWARD and verb.last <= span.first < at for span in clause.of(Role.RECIPIENT))


def is_after(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a place alone stands for what was before what is told ("after A, they went on to B").

    The word for "after" stands right before it and a comma or a bracket behind it before any verb, or right behind it.
    """
    before = clause.ending_at(at)
    while before is not None and before.role in WHERE_KIND and before.value != WHERE:
        before = clause.ending_at(before.first)
    if before is not None and before.role in BEGINS_BEFORE and before.value == AFTER:
        comma = next((number for number in range(at, clause.last) if tokens[number].text in ENDS_BEFORE), None)
        verbs = clause.spans.among(VERBS)
        return comma is not None and not any(at <= verb.first < comma for verb in verbs)
    if any(verb.last <= at for verb in clause.verbs):
        return False
    behind = (clause.starting_at(number) for number in range(at + 1, at + 1 + BEHIND_NAME))
    first = next((span for span in behind if span is not None), None)
    return first is not None and first.role is Role.CLAUSE and first.value == AFTER and before is not first


def is_elsewhere(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether another country stands right before a place, or behind it without a comma between."""
    if _is_other_country(clause.ending_at(at)):
        return True
    for here in range(at, min(at + COUNTRY_BEHIND + 1, clause.last)):
        if here > at and _is_other_country(clause.starting_at(here)):
            return True
        if tokens[here].text == ",":
            return False
    return False


def _is_other_country(span: Span | None) -> bool:
    return span is not None and span.role is Role.ACTOR and actor_of(span).kind is ActorKind.ELSEWHERE


def _is_fronted(clause: Clause, verb: Span) -> bool:
    """Whether several words at the beginning say what was before what the clause tells ("with the capture of A, …")."""
    return verb.last - verb.first > 1 and verb.first <= clause.first + 1


def _is_joined(clause: Clause, verb: Span) -> bool:
    """Whether a joint stands right before a verb ("and captured")."""
    joint = clause.ending_at(verb.first)
    return joint is not None and joint.role is Role.AND


def is_of_verb_before_joint(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a place goes with a verb that no table knows, before "and" and one that has an object of its own.

    "A shot down a drone over B and captured its wreckage": who acts is named before the place.
    """
    verb = clause.verbs[0]
    if at > verb.first or not any(actor.last <= at and _is_party(actor) for actor in clause.of(Role.ACTOR)):
        return False
    here = verb.last
    while (word := clause.starting_at(here)) is not None and word.role in BEFORE_OBJECT:
        here = word.last
    is_open = here < clause.last and here not in clause.held and tokens[here].is_word
    return is_open and not tokens[here].is_capitalised and len(tokens[here].text) >= SHORTEST_VERB


def is_subject_of_unknown(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a place stands behind the comma of what was before, and before a verb that no table knows.

    "With the fall of A to B, C came within range": words of no phrase and no name stand behind it.
    """
    first, last = at, at
    while (before := clause.ending_at(first)) is not None and before.role in WHERE_KIND:
        first = before.first
    while last < clause.last and tokens[last].is_capitalised and last not in clause.held:
        last += 1
    is_behind_comma = first > clause.first and tokens[first - 1].text == ","
    is_listed = is_behind_comma and tokens[first - 2].is_capitalised and first - 2 not in clause.held
    verb = next((verb for verb in reversed(clause.verbs) if verb.last < first), None)
    if not is_behind_comma or is_listed or verb is None or last >= clause.last or verb.last - verb.first == 1:
        return False
    word = tokens[last]
    is_open = last not in clause.held and word.is_word and not word.is_capitalised
    return (
        is_open
        and len(word.text) >= SHORTEST_VERB
        and not any(span.first >= last and class_of(span) in TURNS for span in clause.verbs)
    )


def is_in_part(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a place stands right behind "part of", or behind a comma and another place that does."""
    before = clause.ending_at(at)
    while before is None and at > clause.first and (tokens[at - 1].text == "," or tokens[at - 1].is_capitalised):
        at -= 1
        before = clause.ending_at(at)
    return before is not None and before.role is Role.OF and before.value == PART


def is_visited(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a place is the object of a verb that tells no change, and what was done to it only describes it.

    "Visited A, freed from occupation, and B": nobody is told to do that, and no day of it.
    """
    told, described = clause.verbs[0], clause.verbs[1]
    if class_of(described) not in TURNS or len(clause.verbs) > 2 or at < told.last:  # noqa: PLR2004 - both of them
        return False
    behind = (*clause.of(Role.MONTH), *clause.of(Role.BY))
    if any(span.first >= described.last for span in behind):
        return False
    if described.first == told.last:
        loser = clause.starting_at(described.last)
        return loser is not None and loser.role is Role.LOSER
    is_listed = at < described.first or any(tokens[here].text == "," for here in range(described.last, at))
    return is_listed and tokens[described.first - 1].text == ","


def is_among_all(_tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a place is one of more than a number of places ("over 200 villages, including A")."""
    opens = next((span for span in reversed(clause.of(Role.OPENS)) if span.last <= at), None)
    if opens is None:
        return False
    bound = next((span for span in clause.of(Role.BOUND) if span.last <= opens.first), None)
    return bound is not None and bound.value == MORE_THAN


def is_in_title(tokens: Sequence[Token], spans: Spans, at: int) -> bool:
    """Whether a name stands between quotation marks with that of a party, and no verb ("the New A party")."""
    if at == 0 or Role.ACTOR not in spans.roles or tokens[at - 1].text not in QUOTES:
        return False
    behind = tokens[at : at + LONGEST_TITLE]
    close = next((end for end, token in enumerate(behind, at) if token.text in QUOTES), at)
    first, last = (bisect_left(spans, number, key=first_of) for number in (at, close))
    roles = {span.role for span in spans[first:last]}
    return Role.ACTOR in roles and Role.VERB not in roles


def _has_words(tokens: Sequence[Token], clause: Clause, numbers: range, but: frozenset[Role]) -> bool:
    """Whether any of some tokens is a word that belongs to no phrase of some roles."""
    known = clause.held_by(but)
    return any(tokens[at].is_word for at in numbers if at not in known)
