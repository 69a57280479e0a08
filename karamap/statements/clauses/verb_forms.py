"""What the form of a verb tells: how it is with a place, or that something was not done to it."""

from __future__ import annotations

from collections.abc import Sequence

from karamap.statements.clauses.asides import RELATIVE
from karamap.statements.clauses.clauses import AFTER, Clause
from karamap.statements.clauses.meaning import (
    AS_NOUN,
    CHANGES,
    IF_SAID,
    NEXT_TO,
    TELLS,
    TURNS,
    UNDER,
    belong_together,
    class_of,
    is_negated,
    means_told,
)
from karamap.statements.clauses.named_parties import LONGEST_GAP
from karamap.statements.days.since_and_until import is_since_alone
from karamap.statements.schema import Role, VerbClass
from karamap.statements.words.lexicon import Endings, Span, Spans
from karamap.statements.words.tokens import Tokens
from karamap.statements.words.word_values import FOLLOWED, PASSIVE, passive_before

WHEN = "when"
"""The value of a word behind which it is told when something else happened."""

BEFORE_WAR = frozenset({Role.DETERMINER, Role.OF})
"""What may stand between a word for "since" and a war."""

DATES = frozenset({Role.MONTH, Role.DAY, Role.PERIOD})
"""Phrases for a day."""


def only_when(tokens: Tokens, clause: Clause, spans: Spans) -> str:
    """Why a clause that begins a sentence tells no change, if it only tells when another was ("When A fell, …").

    Args:
        tokens: of the sentence.
        clause: one of its.
        spans: the phrases of the sentence.
    """
    begins = clause.starting_at(tokens.first_word)
    if begins is None or begins.role is not Role.CLAUSE or begins.value != WHEN:
        return ""
    comma = next((at for at in tokens.marks.get(",", ()) if at >= begins.last), 0)
    is_dated = not clause.spans.roles.isdisjoint(DATES)
    is_told_behind = any(verb.last > comma for verb in spans.of(Role.VERB))
    return "" if is_dated or is_told_behind else "only when something else happened"


def behind_aside(tokens: Tokens, clause: Clause, verb: Span) -> Span:
    """The verb for what was done, where one for holding right behind "which" tells what was before ("A, which …, was").

    Or for who holds it, behind the comma that ends the aside; or the one before that tells under whom, where the
    other one only says that it is ("under the control of A is B"). Else the verb that is asked about.
    """
    if (fronted := _fronted_rule(clause, verb)) is not None:
        return fronted
    if (holds := _held_behind(tokens, clause, verb)) is not None:
        return holds
    which = clause.ending_at(verb.first)
    if which is None or which.role is not Role.CLAUSE or which.value != RELATIVE:
        return verb
    turn = next((other for other in clause.verbs if other.first >= verb.last), None)
    if turn is None or class_of(turn) not in TURNS or class_of(verb) is not VerbClass.HOLDS:
        return verb
    return turn if passive_before(clause.spans, turn.first) is not None else verb


def _fronted_rule(clause: Clause, verb: Span) -> Span | None:
    """The verb for holding of who follows it, before one that only says that something is under somebody."""
    if not verb.value.endswith(UNDER) or clause.of(Role.RECIPIENT):
        return None
    before = (other for other in clause.verbs if other.last <= verb.first and class_of(other) is VerbClass.HOLDS)
    return next((other for other in before if other.value.endswith(FOLLOWED)), None)


def _held_behind(tokens: Tokens, clause: Clause, verb: Span) -> Span | None:
    """The verb that tells who holds something behind a comma, where an aside before that tells who held it."""
    behind = next((other for other in clause.verbs if other.first >= verb.last), None)
    if behind is None or {class_of(verb), class_of(behind)} != {VerbClass.HOLDS}:
        return None
    is_aside = any(word.last <= verb.first and tokens[word.first - 1].text == "," for word in clause.of(Role.CLAUSE))
    return behind if is_aside and any(tokens[at].text == "," for at in range(verb.last, behind.first)) else None


def is_passive(verb: Span, endings: Endings) -> bool:
    """Whether a verb ends so that its subject does not do what it tells, in a language that has such endings."""
    words = (verb.word, *[word.rstrip("*") for word in verb.phrase.words])
    return any(word.endswith(endings("passives")) for word in words)


def tells_what_is_done(clause: Clause, verb: Span, endings: Endings) -> bool:
    """Whether a verb tells what is done to its subject, by its ending or by the word before it ("was")."""
    return is_passive(verb, endings) or passive_before(clause.spans, verb.first) is not None


def tells_state(verb: Span, states: tuple[str, ...]) -> bool:
    """Whether a verb tells how it is with a place ("is held", "is occupied"), so that it may be so since a day.

    Args:
        verb: which is for holding, or one of its words has one of some endings.
        states: those endings.
    """
    return class_of(verb) is VerbClass.HOLDS or any(word.endswith(states) for word in verb.phrase.words)


def holds_since(tokens: Tokens, clause: Clause, when: range, endings: Endings) -> bool:
    """Whether a clause tells who has a place since or after a year or a war, so that it is so on the day of the page.

    Args:
        tokens: of the sentence.
        clause: with its verbs, all of which tell how it is.
        when: the tokens of the year or the war.
        endings: `ablatives` and `sources` tell since when something is, of a word for it or right behind it; `pasts`
            that a verb for holding tells of what was.
    """
    told = [verb for verb in clause.verbs if class_of(verb) in CHANGES]
    if not told or clause.of(Role.NOW) or any(_is_of_past(tokens, verb, endings("pasts")) for verb in told):
        return False
    ablatives = endings("ablatives") + endings("sources")
    before = clause.ending_at(when.start)
    while before is not None and before.role in BEFORE_WAR:
        before = clause.ending_at(before.first)
    if before is not None and (before.role is Role.SINCE or before.value == AFTER):
        return not before.value or before.value == AFTER
    last = range(when.stop - 1, min(when.stop + NEXT_TO, clause.last)) if ablatives else range(0)
    return any(tokens[at].folded.endswith(ablatives) and not tokens[at].is_capitalised for at in last)


def _is_of_past(tokens: Tokens, verb: Span, pasts: tuple[str, ...]) -> bool:
    """Whether a verb does not tell who has a place, or who had it: by its form, or by a word right beside it."""
    if class_of(verb) is not VerbClass.HOLDS or verb.value.removesuffix(FOLLOWED).endswith(IF_SAID):
        return True
    beside = tokens[max(0, verb.first - NEXT_TO + 1) : verb.last + NEXT_TO - 1]
    return bool(pasts) and any(token.folded.endswith(pasts) for token in beside)


def class_told(clause: Clause, spans: Spans, verb: Span, states: tuple[str, ...], *, is_dated: bool) -> VerbClass:
    """What a verb says where it stands: that a place is held "now" is news, that it is occupied since a day is none.

    Args:
        clause: in which the verb stands.
        spans: the phrases of the sentence.
        verb: which is asked about.
        states: endings of one that tells how it is with a place.
        is_dated: whether the sentence tells the day of something.
    """
    kind = class_of(verb)
    if kind is VerbClass.HOLDS and clause.of(Role.NOW):
        return VerbClass.TAKES
    is_state = kind is VerbClass.TAKES and not is_dated and tells_state(verb, states)
    return VerbClass.HOLDS if is_state and is_since_alone(spans) else kind


def is_undone(clause: Clause, verb: Span, passives: tuple[str, ...]) -> bool:
    """Whether it is told that a place was not taken or handed over, by a verb that tells what is done to it.

    Args:
        clause: in which the verb stands.
        verb: by which nobody acts.
        passives: endings of such verbs; others are so behind a word for that ("was not").
    """
    if class_of(verb) is VerbClass.DENIES:
        return any(word.endswith(passives) for word in verb.phrase.words)
    words = (span for span in clause.of(Role.WORD) if span.value == PASSIVE)
    is_done = verb.word.endswith(passives) or any(0 <= verb.first - span.last < NEXT_TO for span in words)
    return is_done and class_of(verb) in (VerbClass.TAKES, VerbClass.HANDS_OVER) and is_negated(clause, verb)


def is_denied_to_hold(
    tokens: Tokens, clause: Clause, spans: Spans, verb: Span, denials: Sequence[Span], since: int
) -> bool:
    """Whether it is denied that somebody holds a place, beside the verb or behind it ("claims that …").

    What is denied behind a comma by a word of its own is something else ("A is under B's control, the reports are
    false"). Denials before the token `since` are of somebody who spoke before.
    """
    before = [span for span in denials if span.first < clause.last]
    is_behind = any(verb.last <= span.first for span in before)
    if is_behind and any(means_told(span) for span in spans if span.last <= verb.first):
        return True
    beside = (
        span
        for span in before
        if span.first >= since and (belong_together(spans, verb, span) or _is_of_reports(tokens, spans, verb, span))
    )
    beside = (span for span in beside if not _is_behind_colon(tokens, verb, span))
    return any(not _is_of_something_told(tokens, spans, verb, denial) for denial in beside)


def _is_of_reports(tokens: Tokens, spans: Spans, verb: Span, denial: Span) -> bool:
    """Whether a word for what was told is all that is told between a denial and a verb ("denied reports that …")."""
    between = [span for span in spans.among(TELLS) if denial.last <= span.first < verb.first]
    told = between[0] if len(between) == 1 and means_told(between[0]) else None
    return told is not None and tokens[told.last].is_word


def _is_behind_colon(tokens: Tokens, verb: Span, denial: Span) -> bool:
    return any(denial.last <= at < verb.first for at in tokens.marks.get(":", ()))


def _is_of_something_told(tokens: Tokens, spans: Spans, verb: Span, denial: Span) -> bool:
    """Whether a word for what was told stands between a verb and a denial, behind a comma."""
    told = next((span for span in spans.of(Role.TOLD) if verb.last <= span.first < denial.first), None)
    return told is not None and any(verb.last <= at < told.first for at in tokens.marks.get(",", ()))


def is_noun_apart(clause: Clause, verb: Span, side: str) -> bool:
    """Whether a noun for what was done is not what somebody reports, so that who speaks need not have done it.

    "After the fall of B …, A said": no word for saying stands shortly before the noun, and one does elsewhere.

    Args:
        clause: with its phrases.
        verb: perhaps a noun.
        side: on which side of its places a verb stands; behind them, a word for saying may stand anywhere.
    """
    if not verb.value.endswith(AS_NOUN) or side == "after":
        return False
    saying = clause.of(Role.ATTRIBUTION)
    before = next((said for said in reversed(saying) if 0 <= verb.first - said.last <= LONGEST_GAP), None)
    if before is None:
        return bool(saying) and not _is_announced(clause, verb, saying[0])
    between = (*clause.verbs, *clause.of(Role.CLAUSE))
    return any(before.last <= other.first < verb.first for other in between)


def _is_announced(clause: Clause, noun: Span, saying: Span) -> bool:
    """Whether a noun for what was done is the subject of a passive for saying ("the fall of B was announced by A")."""
    by = clause.starting_at(saying.last)
    is_by = by is not None and by.role is Role.BY
    is_passive = passive_before(clause.spans, saying.first) is not None
    return is_passive and is_by and 0 <= saying.first - noun.last <= LONGEST_GAP


def is_under_nothing(tokens: Tokens, clause: Clause, verb: Span, ruled: tuple[str, ...]) -> bool:
    """Whether a place is told to be under something else than somebody's rule ("A is again under heavy fire from B").

    Args:
        tokens: of the sentence.
        clause: in which the verb stands.
        verb: one of who follows, the last word of which tells that something is under what stands behind it.
        ruled: that word, and behind it beginnings of words for rule; it is asked of no verb without these.
    """
    if not ruled or not verb.value.endswith(FOLLOWED) or verb.phrase.words[-1] != ruled[0]:
        return False
    is_open = False
    for at in range(verb.last, min(verb.last + LONGEST_GAP, clause.last)):
        if tokens[at].folded.startswith(ruled[1:]):
            return False
        if not tokens[at].is_word:
            break
        is_open = is_open or at not in clause.held
    return is_open or verb.last >= clause.last or any(strike.first >= verb.last for strike in clause.verbs)


def tells_aside(verb: Span, endings: Endings) -> bool:
    """Whether a change is told beside what its sentence is about, by a noun, a participle or what else came after it.

    ("A's capture was a victory", "the taken town of A", "after B had taken A, it built barracks there".)
    """
    is_before_other = verb.phrase.words[-1] in endings("afterwards")
    return verb.role is Role.PARTICIPLE or verb.value.endswith(AS_NOUN) or is_before_other
