"""What a sentence adds of times long past about a place that it tells something else of ("A, occupied in 1993")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from karamap.statements.clauses.meaning import LASTING, SAME_AGENT, TURNS, class_of
from karamap.statements.days.written_dates import ASIDE, year_at
from karamap.statements.schema import Role
from karamap.statements.words.lexicon import Phrase, Span, Spans, first_of, tokens_of
from karamap.statements.words.tokens import Tokens

SAYS_NOTHING = Phrase((), Role.WORD, ASIDE)
"""What such words are to the sentence."""

LONGEST, LONGEST_ATTRIBUTE = 10, 14
"""Tokens from the verb of an aside to the mark of the past that it ends with, or from its year to such a verb."""

LONGEST_AUXILIARY = 3
"""Letters at the most of a word of no phrase before a verb ("had")."""

LONGEST_TROOPS = 4
"""Tokens from a word for who did something to the name of a party before it, at the most ("A's armed forces by")."""

ENDS_ATTRIBUTE = frozenset(",;:()")
"""Marks that no words which describe a name go over."""

BEFORE_PRONOUN = frozenset({"-", "–", "—"})
"""Marks before a word for who acted that begins an aside, besides words ("the villages it took in 1993")."""


def without_past(tokens: Tokens, spans: Spans, first_year: int) -> Spans:
    """The phrases of a sentence without those of its asides about the past, each of which becomes one mere word.

    An aside has a verb of change behind a comma, a word for a kind, or a word for who acted before; it ends with a
    year before all that is told of or with a word for background, names nobody that no phrase knows, and has no verb
    more. Another verb tells something of the same place.

    Args:
        tokens: of the sentence.
        spans: its phrases.
        first_year: the year before which nothing is news.
    """
    verbs = spans.of(Role.VERB)
    if len(verbs) <= 1:
        return spans
    found = list[range]()
    for number, verb in enumerate(verbs):
        following = verbs[number + 1].first if number + 1 < len(verbs) else len(tokens)
        begins = _begin(tokens, spans, verb, is_first=number == 0) if class_of(verb) in TURNS else None
        if begins is None or (found and begins < found[-1].stop):
            continue
        end = _end(tokens, spans, range(verb.last, min(following, verb.last + LONGEST)), first_year)
        if end and _is_closed(tokens, spans, range(begins, end), is_first=number == 0):
            found.append(range(begins, end))
    return _collapsed(spans, found) if found and len(found) < len(verbs) else spans


def without_past_attributes(tokens: Tokens, spans: Spans, first_year: int, relatives: tuple[str, ...]) -> Spans:
    """The same for asides before the name that they are of, where verbs stand behind all ("the in 1993 occupied B").

    One goes from its year to a word for background, or to a verb that describes what stands behind it; a verb of change
    stands behind the name.

    Args:
        tokens: of the sentence.
        spans: its phrases.
        first_year: the year before which nothing is news.
        relatives: endings of verbs that describe the name behind them; none where verbs stand elsewhere.
    """
    last = max([verb.first for verb in spans.of(Role.VERB) if class_of(verb) in TURNS], default=0) if relatives else 0
    years = [at for at in range(last) if tokens[at].is_number and (year := year_at(tokens, at)) and year < first_year]
    found = list[range]()
    for at in years:
        end = _attribute_end(tokens, spans, range(at + 1, min(last, at + LONGEST_ATTRIBUTE)), relatives)
        if end and (not found or at >= found[-1].stop):
            found.append(range(_date_begin(tokens, spans, at), end))
    return _collapsed(spans, found) if found else spans


def _attribute_end(tokens: Tokens, spans: Spans, behind: range, relatives: tuple[str, ...]) -> int:
    """The token behind what describes a name among some; 0 if a mark or another name stands before."""
    for at in behind:
        span = spans.by_first.get(at)
        if span is not None and span.role is Role.BACKGROUND and span.value in ("", LASTING):
            word = tokens[span.last]
            end = span.last + (word.is_word and not word.is_capitalised and span.last not in spans.by_first)
            return end if _may_begin_name(tokens, spans, end) else 0
        if tokens[at].folded.endswith(relatives):
            return at + 1 if _may_begin_name(tokens, spans, at + 1) else 0
        is_other = tokens[at].is_capitalised and at not in spans.by_first and at not in spans.by_last
        if tokens[at].text in ENDS_ATTRIBUTE or is_other:
            return 0
    return 0


def _may_begin_name(tokens: Tokens, spans: Spans, at: int) -> bool:
    """Whether a name stands at a token, or an "and" before more that describes it."""
    span = spans.by_first.get(at)
    return tokens[at].is_capitalised or (span is not None and span.role is Role.AND)


def _date_begin(tokens: Tokens, spans: Spans, at: int) -> int:
    """The first token of the date that a year belongs to, or of who did it that day, right before it.

    A word for who did it may stand behind that, with one for troops between ("by A's forces in 1993").
    """
    while at > 0:
        before = spans.by_last.get(at)
        if before is not None and before.role is Role.BY:
            actor = _actor_before(tokens, spans, before.first)
            return at if actor is None else actor
        if before is not None and before.role in (Role.MONTH, Role.ACTOR):
            at = before.first
        elif tokens[at - 1].is_number:
            at -= 1
        else:
            break
    return at


def _actor_before(tokens: Tokens, spans: Spans, at: int) -> int | None:
    """The first token of a party before a token, with words for its troops between; None if none stands there."""
    for here in range(at, max(0, at - LONGEST_TROOPS), -1):
        span = spans.by_last.get(here)
        if span is not None and span.role is Role.ACTOR:
            return span.first
        if not tokens[here - 1].is_word or tokens[here - 1].is_capitalised:
            return None
    return None


def _begin(tokens: Tokens, spans: Spans, verb: Span, *, is_first: bool) -> int | None:
    """The token that an aside begins at; None if the verb is no such one."""
    at = verb.first
    if at > 1 and at not in spans.by_last and len(tokens[at - 1].text) <= LONGEST_AUXILIARY and tokens[at - 1].is_word:
        at -= 1
    while (before := spans.by_last.get(at)) is not None and before.role is Role.WORD and before.value != SAME_AGENT:
        at = before.first
    if at == 0:
        return None
    if before is not None and before.role is Role.WORD:
        owner = spans.by_last.get(before.first)
        is_free = owner is None or owner.role is Role.KIND
        mark = tokens[before.first - 1] if before.first else None
        is_behind = mark is not None and (mark.is_word or mark.text in BEFORE_PRONOUN)
        return before.first if is_free and is_behind and not is_first else None
    is_behind_kind = before is not None and before.role is Role.KIND and not is_first
    return at if is_behind_kind or tokens[at - 1].text == "," else None


def _end(tokens: Tokens, spans: Spans, behind: range, first_year: int) -> int:
    """The token behind the first mark of the past among some; 0 if there is none before a mark."""
    for at in behind:
        span = spans.by_first.get(at)
        if span is not None and span.role is Role.BACKGROUND and not span.value:
            return span.last
        year = year_at(tokens, at)
        if year is not None:
            return at + 1 if year < first_year else 0
        if not tokens[at].is_word and not tokens[at].is_number:
            return 0
    return 0


def _is_closed(tokens: Tokens, spans: Spans, aside: range, *, is_first: bool) -> bool:
    """Whether an aside names nobody that no phrase knows, and a mark or the end of the sentence stands behind it."""
    held = tokens_of(_within(spans, aside))
    if any(tokens[at].is_capitalised and at not in held for at in aside):
        return False
    if any(span.role in (Role.KIND, Role.DISTRICT, Role.ATTRIBUTION) for span in _within(spans, aside)):
        return False
    behind, span = tokens[aside.stop].text if aside.stop < len(tokens) else ".", spans.by_first.get(aside.stop)
    is_day = span is not None and span.role in (Role.DAY, Role.WORD)
    return behind == "," if is_first else is_day or not behind[0].isalnum()


def _within(spans: Spans, stretch: range) -> Sequence[Span]:
    first, last = (bisect_left(spans, at, key=first_of) for at in (stretch.start, stretch.stop))
    return spans[first:last]


def _collapsed(spans: Spans, asides: Sequence[range]) -> Spans:
    """The phrases with one word in the stead of those of each aside."""
    inside = frozenset([at for aside in asides for at in aside])
    kept = [span for span in spans if span.first not in inside]
    return Spans(sorted([*kept, *[Span(aside.start, aside.stop, SAYS_NOTHING) for aside in asides]], key=first_of))
