"""Which of the days that a sentence writes a place of it stands under."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from karamap.statements.days.written_dates import APART, WrittenDay
from karamap.statements.schema import Role
from karamap.statements.words.lexicon import Spans, tokens_of
from karamap.statements.words.tokens import Tokens

IN_RUN = frozenset({Role.MONTH, Role.AND, Role.WORD, Role.YEAR})
"""Phrases that days of a run are made of, and what stands between them ("on the 4th, on the 17th and on …")."""


def day_at(
    days: Sequence[WrittenDay], tokens: Tokens, spans: Spans, places: Sequence[range], place: range
) -> WrittenDay | None:
    """The day that a place stands under.

    It is that right behind it ("A on 9 October, B on the 17th"), else the last one written before it, else the first
    behind it. Where each day stands right behind a place, that is so of lists too ("A and B on 9 October, C and D on
    the 17th").

    Args:
        days: that the sentence writes, in its order.
        tokens: of the sentence.
        spans: its phrases.
        places: the tokens of each place of the sentence.
        place: those of the place that is asked about.
    """
    if place in places and len(places) == len(days) and is_run(days, tokens, spans, places[-1].stop):
        return days[places.index(place)]
    if place in places and _all_before(places, days):
        return days[places.index(place)]
    before = bisect_right(days, place.start, key=_place)
    if before < len(days):
        parted = _parting(tokens, spans)
        if _is_beside(parted, place, days[before]) or _all_behind(parted, places, days):
            return days[before]
    return days[max(0, before - 1)] if days else None


def is_run(days: Sequence[WrittenDay], tokens: Tokens, spans: Spans, first: int) -> bool:
    """Whether several days stand behind a token with nothing between them but joints: one for each name before them."""
    if len(days) <= 1 or days[0].at < first:
        return False
    joints = tokens_of(spans.among(IN_RUN))
    between = (at for at in range(days[0].at, days[-1].at) if at not in joints)
    return not any(tokens[at].is_word for at in between)


def day_within(days: Sequence[WrittenDay], first: int, last: int) -> WrittenDay | None:
    """The first day written between two tokens, else the last one before them."""
    begun, ended = bisect_left(days, first, key=_place), bisect_left(days, last, key=_place)
    if begun < ended:
        return days[begun]
    return days[begun - 1] if begun else None


def _parting(tokens: Tokens, spans: Spans) -> list[int]:
    """Where something parts the members of a list, in order."""
    marks = [at for mark in APART for at in tokens.marks.get(mark, ())]
    return sorted([*marks, *[span.first for span in spans.of(Role.AND)]])


def _is_beside(parted: Sequence[int], place: range, day: WrittenDay) -> bool:
    """Whether a day stands behind a place, and nothing parts them."""
    at = bisect_left(parted, place.stop)
    return place.stop <= day.at and (at == len(parted) or parted[at] > day.at)


def _all_behind(parted: Sequence[int], places: Sequence[range], days: Sequence[WrittenDay]) -> bool:
    """Whether each day stands right behind a place, the last one behind all."""
    if not places or places[-1].stop > days[-1].at:
        return False
    return all(any(_is_beside(parted, place, day) for place in places) for day in days)


def _all_before(places: Sequence[range], days: Sequence[WrittenDay]) -> bool:
    """Whether each place has a day of its own before it, behind the place before ("on the 20th A, on the 25th B")."""
    ends = [0, *[place.stop for place in places]]
    told = zip(ends, days, places, strict=False)
    return len(days) == len(places) > 1 and all(end <= day.at < place.start for end, day, place in told)


def _place(written: WrittenDay) -> int:
    return written.at
