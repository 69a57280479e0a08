"""The clauses of a sentence, and the verb that a place in one goes with."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from karamap.statements.clauses.asides import (
    RELATIVE,
    TOLD_OR_PAST,
    VERBS,
    asides,
    in_brackets,
    relatives_behind,
    relatives_of_names,
)
from karamap.statements.clauses.fronted import main_clause
from karamap.statements.clauses.planned import following, plans_behind, plans_of_same
from karamap.statements.days.since_and_until import undated_until
from karamap.statements.schema import WHO, Role
from karamap.statements.words.lexicon import Span, Spans, first_of, last_of, tokens_of
from karamap.statements.words.list_parts import QUOTES
from karamap.statements.words.tokens import Token, Tokens
from karamap.statements.words.word_values import CONTRAST, DATED, FOLLOWED, passive_before

BEHIND_SUBJECT = 8
"""Tokens from a mark to a word that stands behind the subject of the clause it begins, at the most."""

LONGEST_SUBJECT = 10
"""Tokens from a joint to the word for saying of the clause that it begins, at the most."""

BEHIND = "behind"
"""The value of a word that begins a clause and stands behind its subject."""

AFTER = "after"
"""The value of a word that begins a clause, or stands behind a name, for what was before what is told."""

DETERMINES = "determiner"
"""Ends the value of a word for "of" that ends with a determiner."""

HANDS_OVER = "hands over"
"""What the value of a verb for that begins with."""

OF_WHAT_IS_DENIED = frozenset({Role.VERB, Role.KIND, Role.DISTRICT, Role.RECIPIENT, Role.LOSER})
"""Phrases of what is denied, in a list of which a comma may stand before a denial."""

MAY_BEGIN = frozenset({Role.CLAUSE, Role.SINCE, Role.THESE, Role.ATTRIBUTION, Role.DENIAL, Role.HYPOTHESIS})
"""Phrases of which a sentence with several clauses has one, or one of `MARKS`, or it tells of two things done."""

MARKS = frozenset(";:")
"""Marks of which a sentence with several clauses has one, or a phrase of `MAY_BEGIN`."""

IN_GLOSS = frozenset({Role.NEGATION, Role.HYPOTHESIS, Role.BACKGROUND, Role.VERB, Role.CLAUSE})
"""Phrases that say nothing of the sentence around brackets in which they stand."""


LONGEST_ATTRIBUTE = 5
"""Words between a determiner and the last one that describes what a word for a kind names, at the most."""

BEFORE_DESCRIBED = frozenset({Role.VERB, Role.OF, Role.DETERMINER, Role.LOSER, Role.RECIPIENT, Role.NEAR})
"""Phrases right before the name of a party that describes what stands behind it."""


@dataclass(eq=False)
class Clause:
    """Part of a sentence with verbs of its own: numbers of its first token and of the one behind its last.

    `told_until` is the token behind its last verb, `when` the clause that the sentence begins with, if it goes on here.
    """

    first: int
    last: int
    spans: Spans
    when: Clause | None = None

    def __post_init__(self) -> None:
        self.verbs = self.spans.of(Role.VERB)
        self.told_until = self.verbs[-1].last if self.verbs else self.last

    def of(self, role: Role) -> Sequence[Span]:
        """Its phrases of one role."""
        return self.spans.of(role)

    def starting_at(self, at: int) -> Span | None:
        """The phrase that begins at a token."""
        return self.spans.by_first.get(at)

    def ending_at(self, at: int) -> Span | None:
        """The phrase that ends right before a token."""
        return self.spans.by_last.get(at)

    @cached_property
    def held(self) -> frozenset[int]:
        """Numbers of the tokens that belong to a phrase."""
        return tokens_of(self.spans)

    def held_by(self, roles: frozenset[Role]) -> frozenset[int]:
        """Numbers of the tokens that belong to a phrase of one of some roles."""
        if roles not in self._held:
            self._held[roles] = tokens_of(self.spans.among(roles))
        return self._held[roles]

    @cached_property
    def _held(self) -> dict[frozenset[Role], frozenset[int]]:
        return {}


def plain(tokens: Tokens, spans: Spans, relatives: tuple[str, ...] = ()) -> Spans:
    """Phrases as they bear on the sentence: none of a gloss in brackets blocks it, and no adjective is a verb.

    A verb of one word right behind a determiner describes a place ("the … village of"); it heads a list alone. So does
    one of who follows it, or with one of the endings `relatives`, right before a name that is no party's, the last of
    several words before a kind behind another verb, and one that a hyphen joins to the name of a party before it ("the
    A-held B"). A verb that is all that brackets hold is one of the sentence.
    """
    verbs, glossed = spans.of(Role.VERB), in_brackets(tokens) | asides(tokens, spans)
    if not glossed and not verbs:
        return spans
    determined = {span.last for span in spans.of(Role.DETERMINER) if passive_before(spans, span.first) is None}
    determined.update([span.last for span in spans.of(Role.OF) if span.value.endswith(DETERMINES)])
    describing = {
        verb.first
        for verb in verbs
        if ((verb.value.endswith(FOLLOWED) or verb.word.endswith(relatives)) and _is_before_name(tokens, spans, verb))
        or _is_joined_to_party(tokens, spans, verb)
        or _is_of_object(tokens, spans, verb)
    }
    if not glossed and not describing and determined.isdisjoint([verb.first for verb in verbs]):
        return spans
    found = list[Span]()
    for span in spans:
        if span.first in glossed and span.role in IN_GLOSS and not _fills_brackets(tokens, span):
            if span.value != AFTER:
                continue
            span = span._replace(phrase=replace(span.phrase, role=Role.WORD))  # noqa: PLW2901 - the same words
        is_adjective = span.role is Role.VERB and span.last - span.first == 1 and span.first in determined
        if (is_adjective and span.last < len(tokens)) or (span.role is Role.VERB and span.first in describing):
            span = span._replace(phrase=replace(span.phrase, role=Role.PARTICIPLE))  # noqa: PLW2901 - the same words
        found.append(span)
    return Spans(found)


def _is_before_name(tokens: Tokens, spans: Spans, verb: Span) -> bool:
    """Whether a capitalised word that belongs to no phrase stands right behind a verb."""
    return verb.last < len(tokens) and tokens[verb.last].is_capitalised and verb.last not in spans.by_first


def _is_joined_to_party(tokens: Tokens, spans: Spans, verb: Span) -> bool:
    """Whether a hyphen joins a verb of one word to the party before it, or a party right before it does what is told.

    That is told by a verb that needs a day ("captured A controlled B").
    """
    at, is_dated = verb.first - 1, verb.value.endswith(DATED)
    if verb.last - verb.first > 1 or at < 1:
        return False
    is_joined = tokens[at].text == "-" and tokens.starts[at] + 1 == tokens.starts[at + 1]
    party = spans.by_last.get(at if is_joined else at + 1) if is_joined or is_dated else None
    if party is None or party.role is not Role.ACTOR:
        return False
    before = spans.by_last.get(party.first)
    return is_joined or (before is not None and before.role in BEFORE_DESCRIBED)


def _is_of_object(tokens: Tokens, spans: Spans, verb: Span) -> bool:
    """Whether a verb of one word describes the object of the one before it ("entered the old and abandoned town of").

    A word for a kind stands right behind it, and a few words that name nothing up to a determiner behind the other one.
    """
    kind = spans.by_first.get(verb.last)
    if verb.last - verb.first > 1 or kind is None or kind.role is not Role.KIND:
        return False
    for at in range(verb.first, max(0, verb.first - LONGEST_ATTRIBUTE), -1):
        span = spans.by_last.get(at)
        if span is not None and span.role is Role.DETERMINER:
            before = spans.by_last.get(span.first)
            return before is not None and before.role is Role.VERB
        if not tokens[at - 1].is_word or tokens[at - 1].is_capitalised:
            return False
    return False


def _fills_brackets(tokens: Sequence[Token], span: Span) -> bool:
    """Whether a verb is all that stands between two brackets."""
    beside = (*tokens[max(0, span.first - 1) : span.first], *tokens[span.last : span.last + 1])
    return span.role is Role.VERB and [token.text for token in beside] == ["(", ")"]


def clauses(tokens: Tokens, spans: Spans) -> list[Clause]:
    """The clauses of a sentence; a part without a verb belongs to the one before it, or else behind it."""
    turns = _turns(tokens, spans)
    if not turns and spans.roles.isdisjoint(MAY_BEGIN) and tokens.marks.keys().isdisjoint(MARKS):
        return [Clause(0, len(tokens), spans)]
    colons = tokens.marks.get(":", ())
    marks = {
        *tokens.marks.get(";", ()),
        *[at for at in colons if _opens_speech(tokens, at) or _parts_clauses(spans, at)],
    }
    words = {_cut(tokens, span) for span in spans.of(Role.CLAUSE) if span.first > 0}
    words.update([at for at in undated_until(spans) if at > 0])
    asides = set(relatives_behind(tokens, spans))
    of_same = {span.first for span in spans.of(Role.THESE) if span.first and tokens[span.first - 1].text == ","}
    planned = plans_of_same(tokens, spans)
    apart = _joints(tokens, spans) | _denials_behind(tokens, spans) | plans_behind(spans)
    main = main_clause(tokens, spans)
    alone = planned if main is None else planned | {main}
    cuts = sorted(words | asides | marks | of_same | apart | turns | alone)
    if not cuts:
        return [Clause(0, len(tokens), spans)]
    starts, relatives = [span.first for span in spans], relatives_of_names(tokens, spans)

    def between(first: int, last: int) -> Clause:
        return Clause(first, last, Spans(spans[bisect_left(starts, first) : bisect_left(starts, last)]))

    found, waiting = list[tuple[int, int]](), 0
    for first, last in pairwise([0, *cuts, len(tokens)]):
        part = between(first, last)
        tells = part.verbs or part.of(Role.PARTICIPLE) or last in turns | asides
        if found:
            tells = tells or waiting in alone or _stands_alone(part) or _is_of_other(part, spans)
        else:
            tells = tells or last == main or last in relatives or _tells_of_plan(part) or _is_of_another(part, spans)
        if tells:
            found.append((waiting, last))
        elif found:
            found[-1] = (found[-1][0], last)
        else:
            continue
        waiting = last
    parted = [between(first, last) for first, last in found or [(0, len(tokens))]]
    for before, clause in pairwise(parted):
        clause.when = before if clause.first == main else None
    return parted


def _stands_alone(clause: Clause) -> bool:
    """Whether a part without a verb denies something, or begins with a word of its own and tells of a plan."""
    begins = clause.starting_at(clause.first)
    is_begun = begins is not None and begins.role in (Role.CLAUSE, Role.AND)
    return bool(clause.of(Role.DENIAL)) or (is_begun and bool(clause.of(Role.HYPOTHESIS)))


def _is_of_other(clause: Clause, spans: Spans) -> bool:
    """Whether a part without a verb tells in contrast of a party that is not named before ("…, while B goes to A")."""
    begins = clause.starting_at(clause.first)
    if begins is None or begins.role is not Role.CLAUSE or begins.value != CONTRAST:
        return False
    before = {_party(actor) for actor in spans.of(Role.ACTOR) if actor.last <= clause.first}
    return any(_party(actor) not in (None, *before) for actor in clause.of(Role.ACTOR))


def _tells_of_plan(clause: Clause) -> bool:
    """Whether a part is somebody's word for a plan."""
    return bool(clause.of(Role.HYPOTHESIS)) and bool(clause.of(Role.ATTRIBUTION))


def _is_of_another(clause: Clause, spans: Spans) -> bool:
    """Whether a part without a verb is of another party than what is told in contrast ("A moved out, and B took …")."""
    contrast = spans.by_first.get(clause.last)
    if contrast is None or contrast.value != CONTRAST or clause.of(Role.ATTRIBUTION):
        return False
    before = {_party(actor) for actor in clause.of(Role.ACTOR)} - {None}
    behind = {_party(actor) for actor in spans.of(Role.ACTOR) if actor.first >= clause.last} - {None}
    return bool(before) and not behind <= before


def _joints(tokens: Sequence[Token], spans: Spans) -> set[int]:
    """Where a joint behind a comma begins what somebody else says ("A denied it, and B announced …")."""
    said = (spans.of(Role.ATTRIBUTION), spans.of(Role.DENIAL))
    if sum(map(len, said)) <= 1:
        return set()
    found, begun = set[int](), min([spoken[0].last for spoken in said if spoken])
    for joint in spans.of(Role.AND):
        if joint.first <= begun or tokens[joint.first - 1].text != ",":
            continue
        behind = [span for spoken in said if (span := following(spoken, joint.last))]
        saying = next((span for span in behind if span.first <= joint.last + LONGEST_SUBJECT), None)
        verb = following(spans.of(Role.VERB), joint.last)
        if saying is not None and (verb is None or verb.first >= saying.first):
            found.add(joint.first)
    return found


def _turns(tokens: Tokens, spans: Spans) -> set[int]:
    """Where the second of two things begins that were done to one place ("taken by A in 1993 and retaken by B").

    Nothing has a name between the two verbs but who did the first.
    """
    told = [span for span in spans.among(TOLD_OR_PAST) if span.role is not Role.BACKGROUND or not span.value]
    if len(told) <= 1:
        return set()
    held, found = tokens_of(spans), set[int]()
    parts = sorted([*tokens.marks.get(",", ()), *[span.first for span in spans.of(Role.AND)]])
    for one, other in pairwise(told):
        between = parts[bisect_left(parts, one.last) : bisect_left(parts, other.first)]
        if not between or other.role is not Role.VERB:
            continue
        at = between[0] if between[0] == one.last or one.role is Role.BACKGROUND else between[-1]
        is_named = any(tokens[here].is_capitalised and here not in held for here in range(one.last, other.first))
        is_other = _is_done_by(spans, one, at) or _is_done_by_another(spans, one, at, other)
        if not is_named and (is_other or _has_day_of_its_own(spans, one, at, other)):
            found.add(at)
    return found


def _is_done_by(spans: Spans, verb: Span, end: int) -> bool:
    """Whether what a verb tells was done by who is named behind it, or before it with a word for "by"."""
    actors = spans.of(Role.ACTOR)
    if any(by.last <= verb.first for by in spans.of(Role.BY)):
        return any(actor.last <= verb.first for actor in actors)
    is_behind = any(verb.last <= actor.first < end for actor in actors)
    by = spans.by_first.get(verb.last)
    return is_behind and (
        (by is not None and by.role is Role.BY) or not any(span.last <= verb.first for span in actors)
    )


def _is_done_by_another(spans: Spans, verb: Span, at: int, behind: Span) -> bool:
    """Whether another party than before a verb stands between a token and the verb behind it, both so done by each."""
    actors = spans.of(Role.ACTOR)
    before = {_party(actor) for actor in actors if actor.last <= verb.first}
    between = {_party(actor) for actor in actors if at <= actor.first and actor.last <= behind.first}
    return bool(before) and bool(between) and before.isdisjoint(between)


def _has_day_of_its_own(spans: Spans, verb: Span, at: int, behind: Span) -> bool:
    """Whether a day stands before a verb, and another one between a token and the verb behind it."""
    months = spans.of(Role.MONTH)
    is_dated = any(month.last <= verb.first for month in months)
    return is_dated and any(at <= month.first < behind.first for month in months)


def _party(span: Span) -> str | None:
    return span.phrase.actor.party if span.phrase.actor is not None else None


def of_same_subject(tokens: Tokens, found: Sequence[Clause], number: int, at: int) -> Iterator[Clause]:
    """The clauses behind one that go on with what stands at a token before its verb, having no subject of their own.

    Args:
        tokens: of the sentence.
        found: its clauses.
        number: of the clause in which the token stands.
        at: that token.
    """
    if number + 1 == len(found):
        return
    told = found[number].spans.among(VERBS) or found[number].of(Role.BACKGROUND)
    if not told or at > told[0].first or _has_subject(found[number], told[0]):
        return
    for clause in found[number + 1 :]:
        names = [here for here in range(clause.first, clause.last) if tokens[here].is_capitalised]
        if not clause.verbs or any(here not in clause.held for here in names):
            return
        if _has_subject(clause, clause.verbs[0]):
            return
        yield clause


def is_relative(clause: Clause) -> bool:
    """Whether a clause tells of what stands right before it ("A, which …")."""
    begins = clause.starting_at(clause.first)
    return begins is not None and begins.role is Role.CLAUSE and begins.value == RELATIVE


def is_behind_relative(clause: Clause, at: int) -> bool:
    """Whether a token stands right behind a word for "which", so that it may be who does what is told there."""
    before = clause.ending_at(at)
    return before is not None and before.role is Role.CLAUSE and before.value == RELATIVE


def _has_subject(clause: Clause, verb: Span) -> bool:
    """Whether somebody is named before a verb as who does it; one beside handing over may be to whom that goes."""
    is_given = clause.first > 0 and verb.value.startswith(HANDS_OVER)
    return not (clause.of(Role.BY) or is_given) and any(actor.last <= verb.first for actor in clause.of(Role.ACTOR))


def _denials_behind(tokens: Tokens, spans: Spans) -> set[int]:
    """Where a comma begins that somebody else denies what was said before ("A said so, B denies it")."""
    found, commas = set[int](), tokens.marks.get(",", ()) if spans.of(Role.DENIAL) else ()
    saying = [span.last for span in (*spans.of(Role.ATTRIBUTION), *spans.of(Role.VERB)) if _says(span)]
    if not commas or not saying:
        return found
    said = min(saying)
    for denial in spans.of(Role.DENIAL):
        before = bisect_left(commas, denial.first)
        at = commas[before - 1] if before else denial.first
        first, last = bisect_right(spans, at, key=first_of), bisect_left(spans, denial.first, key=first_of)
        between = [span.role for span in spans[first:last]]
        is_other = not WHO.isdisjoint(between) and OF_WHAT_IS_DENIED.isdisjoint(between)
        is_other = is_other and not any(_joins_names(tokens, spans, joint) for joint in spans[first:last])
        if said <= at and is_other and denial.first - at <= LONGEST_SUBJECT:
            found.add(at + 1)
    return found


def _joins_names(tokens: Tokens, spans: Spans, joint: Span) -> bool:
    """Whether "and" stands between two names that no phrase is."""
    if joint.role is not Role.AND or joint.last >= len(tokens):
        return False
    is_open = joint.first not in spans.by_last and joint.last not in spans.by_first
    return is_open and tokens[joint.first - 1].is_capitalised and tokens[joint.last].is_capitalised


def _says(span: Span) -> bool:
    return span.role is Role.ATTRIBUTION or span.phrase.says


def begins_contrast(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether a clause may tell what another side says than the one before it."""
    begins = clause.starting_at(clause.first)
    if tokens[clause.first].text == ";" or (begins is not None and begins.role is Role.AND):
        return True
    if begins is not None and begins.role in WHO and tokens[clause.first - 1].text == ",":
        return True
    return any(word.value in (CONTRAST, BEHIND) for word in clause.of(Role.CLAUSE))


def _opens_speech(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].text in QUOTES


def _parts_clauses(spans: Spans, at: int) -> bool:
    """Whether a verb stands before a mark and behind it."""
    verbs = spans.of(Role.VERB)
    return bool(verbs) and verbs[0].last <= at < verbs[-1].first


def _cut(tokens: Sequence[Token], word: Span) -> int:
    """Where the clause of a word begins: at the word, or behind the mark before its subject, which it follows."""
    if word.value != BEHIND:
        return word.first
    marks = (
        at + 1 for at in range(word.first - 1, max(-1, word.first - BEHIND_SUBJECT), -1) if tokens[at].text in ",;"
    )
    return next(marks, word.first)


def verb_of(clause: Clause, at: int, prefers: str) -> Span | None:
    """The verb that a place at a token goes with: on the side that the language prefers, else the nearest.

    Args:
        clause: with its verbs.
        at: number of the first token of the place.
        prefers: before, after, or nearest.
    """
    verbs = clause.verbs
    if len(verbs) <= 1:
        return verbs[0] if verbs else None
    ended, begun = bisect_right(verbs, at, key=last_of), bisect_left(verbs, at, key=first_of)
    if prefers == "before" and ended:
        return verbs[ended - 1]
    if prefers == "after" and begun < len(verbs):
        return verbs[begun]
    if ended and begun < len(verbs) and _is_behind_joint(clause, verbs[begun]):
        return verbs[ended - 1]
    return min(verbs[max(0, begun - 1) : begun + 1], key=lambda span: (abs(span.first - at), -span.first))


def _is_behind_joint(clause: Clause, verb: Span) -> bool:
    """Whether "and" stands right before a verb, so that it tells of what stands behind it ("took A, B and hit C")."""
    joint = clause.ending_at(verb.first)
    return joint is not None and joint.role is Role.AND


def verb_turns(clause: Clause) -> list[int]:
    """The tokens at which a place may go with another verb than one right before them, whatever a language prefers."""
    verbs = clause.verbs
    if len(verbs) <= 1:
        return []
    beside = [at for verb in verbs for at in (verb.first + 1, verb.last)]
    return beside + [(verb.first + following.first + 1) // 2 for verb, following in pairwise(verbs)]


def resumes(tokens: Sequence[Token], clause: Clause, verb: Span) -> bool:
    """Whether a clause goes on with who is told of before the aside that its comma ends ("A, which …, took B")."""
    return clause.first > 0 and tokens[clause.first].text == "," and verb.first == clause.first + 1
