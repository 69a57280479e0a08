"""The days of a text as it is read: a day that heads what follows, and the year of one that is given without."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from karamap.statements.days.written_dates import (
    NTH_DAY,
    THEREBY,
    WrittenDay,
    days_in,
    days_in_full,
    newest_day,
    number_before,
)
from karamap.statements.schema import Role
from karamap.statements.words.lexicon import ANNIVERSARY, Lexicon, Period, Span, Spans, tokens_of
from karamap.statements.words.tokens import Tokens, sentences

NEWS = timedelta(days=100)
"""How far back a page tells of as of news; what lies behind is told for its own sake."""

LONG = timedelta(days=3653)
"""How far a war lies back at the least that is only told of beside a later one."""

OF_LATE = timedelta(days=366)
"""How far a day of that later one lies back, at the most."""

LONGEST_HEADING = 40
"""Characters of a line that holds nothing but a day, at the most."""

AROUND_DAY = 3
"""Tokens between a colon and the month of the day behind it, at the most."""

BEHIND_DAY = frozenset({":", "–", "—"})
"""Marks between a day and what is told of it, at the beginning of a line."""

WORDS_BESIDE = 2
"""Words of a heading besides the day itself at the most ("year", an ending behind a number)."""

MOST_YEARS = 100
"""Years that an anniversary counts at the most."""

OF_DAYS = frozenset({Role.MONTH, Role.DAY, Role.YEAR})
"""Roles of the phrases that days are made of."""

OF_TIME = OF_DAYS | {Role.PERIOD, Role.BACKGROUND}
"""Of these a sentence without a number has one at least that tells anything of days."""

AFTERMATH = timedelta(days=30)
"""How long after a war a day without its year is likely to be of its year still (what a truce hands over)."""

OF_A_WAR = "its year is not told: that of a war that the page names is taken"
OF_A_DAY_BEFORE = "its year is not told: the first such day behind one told before is taken"
OF_THE_YEAR_TOLD = "its year is not told: the one that the page names most is taken"
OF_THE_LAST = "its year is not told: the last such day is taken"
"""Why a day that is written without its year may be that of another one."""

OF_OLD_YEAR = "its year is not told, and one before the record begins stands before it"
"""Why a day may be one of long ago: who is said to gain a place then must not have had it at first by the record."""

BEHIND_OLD_YEAR = 300
"""Characters from a year to a sentence behind it on the same line that may go on with it, at the most."""

A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
EARLIER_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass
class DaysOfText:
    """What the sentences read so far tell of days.

    Attributes:
        text: the whole text.
        published: the day of the page.
        lexicon: phrases of its language, with the wars of the theatre.
        begins: the day whose state the record begins with, if it says one.
        heading: the last day that stood alone, under which sentences stand that tell none.
        looks_back: whether an anniversary has been spoken of.
        last: the day that was told last.
        year_back: the year that an anniversary counts back to ("3 years since").
        in_full: the last day that was told with its year.
        unread: the last sentence that was not read, which may tell the day of the one behind it.
        of_line: the day that the line of the last sentence began with, before a mark ("9 October: …").
    """

    text: str
    published: date
    lexicon: Lexicon
    begins: date | None = None
    heading: date | None = None
    looks_back: bool = False
    last: date | None = None
    year_back: int | None = None
    in_full: date | None = None
    unread: str = ""
    of_line: date | None = None
    _line_ends: int = 0
    _with_year: list[str] = field(default_factory=list)
    _until: int = 0
    _start: int = 0
    _here: list[Period] = field(default_factory=list)
    _named: list[Period] = field(default_factory=list)
    _told: list[Period] = field(default_factory=list)
    _year_of: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def otherwise(self) -> date:
        """The day of a sentence that tells none."""
        return self.heading or self.published

    @property
    def lies_back(self) -> bool:
        """Whether what is told without a day is that of an anniversary, and so no news of the day of the page."""
        return self.looks_back and self.heading is None and self._year_looked_back_to is not None

    def may_head(self, sentence: str) -> bool:
        """Whether a sentence is short enough to be a day that heads what follows."""
        line = sentence.strip()
        return len(line) <= LONGEST_HEADING and any(map(str.isdigit, line))

    def leave(self, sentence: str) -> None:
        """Leave a sentence unread that tells nothing of places; what it says of days is asked where it matters."""
        self.unread = sentence
        if A_YEAR.search(sentence):
            self._with_year.append(sentence)

    def read(self, tokens: Tokens, spans: Spans) -> list[WrittenDay]:
        """The days of the next sentence."""
        if not tokens.numbers and spans.roles.isdisjoint(OF_TIME):
            self._here = []
            return []
        self.looks_back = self.looks_back or bool(_anniversaries(spans))
        self.year_back = self.year_back or self._year_counted_back_to(tokens, spans)
        self._here = [span.phrase.period for span in spans.of(Role.PERIOD) if span.phrase.period is not None]
        self._start = tokens.starts[0]
        days = days_in(
            tokens,
            spans,
            self.published,
            spoken=self.heading,
            last=self.last,
            before=self._day_right_before(tokens, spans),
            day_of=self._without_year,
        )
        self._keep(tokens, spans)
        for written in days:
            if any(period.first <= written.day <= period.last for period in self._here):
                self._year_of[written.day.month, written.day.day] = written.day.year
        self._named = list(dict.fromkeys([*self._here, *self._named]))
        if days:
            self.last, self._until = days[-1].day, tokens.stretch(0, len(tokens))[1]
        is_heading = len(days) == 1 and (_is_day_alone(tokens, spans) or _is_chronicle(tokens, spans, days[0]))
        if is_heading and days[0].day <= self.published:
            self.heading = days[0].day
        if len(days) == 1 and days[0].day <= self.published and _is_day_before_mark(tokens, spans, days[0]):
            self.of_line, self._line_ends = days[0].day, self.text.find("\n", tokens.starts[0])
        return days

    def day_of_line(self, start: int) -> date | None:
        """The day that the line began with in which a sentence begins at an offset."""
        return self.of_line if start < self._line_ends or self._line_ends < 0 else None

    def _keep(self, tokens: Tokens, spans: Spans) -> None:
        """Keep the days that a sentence tells with their years, and the wars in which they lie."""
        for day in days_in_full(tokens, spans):
            self._year_of[day.month, day.day] = day.year
            self.in_full = day
            self._told += [period for period in self.lexicon.periods if period.first <= day <= period.last]

    def _without_year(self, month: int, day: int) -> tuple[date | None, str]:
        """The day that is meant by one without its year, and why it may be that of another year.

        Its year is told elsewhere in the text, by an anniversary, or by a war; else it is the last such day, unless
        that is no news any more and an earlier one follows from what the text tells before.
        """
        for unread in self._with_year:
            for tokens, spans in self._parsed(unread):
                self._keep(tokens, spans)
        self._with_year.clear()
        years = self._year_of.get((month, day)), self.year_back if self.looks_back else None
        for year in filter(None, years):
            return on(year, month, day), ""
        newest = newest_day(self.published, month, day)
        if war := self._of_war(newest, month, day):
            return war
        if self.looks_back and self._year_told_most:
            return on(self._year_told_most, month, day), ""
        meant, doubt = newest, ""
        if newest is not None and self.published - newest > NEWS:
            meant, doubt = self._long_ago(newest)
        if meant == newest and self._is_behind_old_year:
            doubt = OF_OLD_YEAR
        return meant, doubt

    @property
    def _is_behind_old_year(self) -> bool:
        """Whether the last year told on the line before the sentence is one before that in which the record begins."""
        if self.begins is None:
            return False
        before = self.text[max(0, self._start - BEHIND_OLD_YEAR) : self._start].rpartition("\n")[2]
        years = A_YEAR.findall(before)
        return bool(years) and int(years[-1]) < self.begins.year

    def _of_war(self, newest: date | None, month: int, day: int) -> tuple[date, str] | None:
        """The day that is meant by one of a war: that named beside it, or before, or of which another day is told.

        A war of which only a day is told is not meant on a page that tells of days of another one, or right behind it.
        """
        if (here := _in_period(self._here, month, day)) and here <= self.published:
            return here, ""
        is_of_now = newest is not None and any(is_about(period, newest) for period in self.lexicon.periods)
        named_wars = [war for war in self._named if not is_of_now or not self._is_long_before(war, newest)]
        for periods in (named_wars, self._told if not is_of_now else ()):
            if (named := _in_period(periods, month, day)) and named <= self.published:
                return named, "" if named == newest else OF_A_WAR
        return None

    def _is_long_before(self, war: Period, newest: date | None) -> bool:
        """Whether a war was over long before a day of another one, which lies back a year at the most."""
        return newest is not None and newest - war.last > LONG and self.published - newest <= OF_LATE

    def _long_ago(self, newest: date) -> tuple[date | None, str]:
        """The day that is meant by one whose last occurrence is no news any more."""
        if newest.year == self.published.year:
            return newest, OF_THE_LAST
        month, day = newest.month, newest.day
        if self.in_full is not None:
            behind = (on(self.in_full.year + more, month, day) for more in (0, 1))
            if found := next((other for other in behind if other and self.in_full <= other < newest), None):
                return found, OF_A_DAY_BEFORE
        if self._year_told_most and (found := on(self._year_told_most, month, day)) and found < newest:
            return found, OF_THE_YEAR_TOLD
        return newest, OF_THE_LAST

    def _day_right_before(self, tokens: Tokens, spans: Spans) -> date | None:
        """The day that the sentence right before tells, on the same line; asked only where one goes on with it."""
        if not spans.say(Role.DAY, THEREBY):
            return None
        gap = self.text[self._until : tokens.starts[0]]
        if not gap.strip(" "):
            return self.last
        before = self.text[: tokens.starts[0]].rstrip(" ")
        if not self.unread or not before.endswith(self.unread.strip()):
            return None
        days = [
            written.day
            for unread, phrases in self._parsed(self.unread)
            for written in days_in(unread, phrases, self.published, day_of=self._without_year)
        ]
        return days[-1] if days else None

    def _parsed(self, unread: str) -> Iterator[tuple[Tokens, Spans]]:
        """Tokens and phrases of a sentence that was not read."""
        for sentence in sentences(unread, self.lexicon.abbreviations):
            yield sentence.tokens, self.lexicon.spans(sentence.tokens)

    def _year_counted_back_to(self, tokens: Tokens, spans: Spans) -> int | None:
        counts = (number_before(tokens, spans, span.first) for span in _anniversaries(spans))
        return next((self.published.year - count for count in counts if count and count <= MOST_YEARS), None)

    @property
    def _year_looked_back_to(self) -> int | None:
        return self.year_back or self._year_told_most

    @cached_property
    def _year_told_most(self) -> int | None:
        years = Counter(map(int, EARLIER_YEAR.findall(self.text)))
        earlier = {year: count for year, count in years.items() if year < self.published.year}
        return max(earlier, key=lambda year: (earlier[year], -year)) if earlier else None


def on(year: int, month: int, day: int) -> date | None:
    """A day of a month in a year; None if that year lacks it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_about(period: Period, day: date) -> bool:
    """Whether a day lies in a war or right behind it."""
    return period.first <= day <= period.last + AFTERMATH


def _in_period(periods: Iterable[Period], month: int, day: int) -> date | None:
    """Such a day in the first of some wars in which one lies."""
    for period in periods:
        days = (on(year, month, day) for year in range(period.first.year, period.last.year + 1))
        if found := next((told for told in days if told and is_about(period, told)), None):
            return found
    return None


def _anniversaries(spans: Spans) -> list[Span]:
    """Phrases that look back to a day of earlier years."""
    return [span for span in spans.of(Role.BACKGROUND) if span.value == ANNIVERSARY]


def _is_chronicle(tokens: Tokens, spans: Spans, day: WrittenDay) -> bool:
    """Whether a heading looks back to the day that it ends with, or before a colon ("Chronicle of the 9th day:").

    A day by its number in a war may stand anywhere in it ("we present the chronicle of the 9th day of the war").
    """
    if Role.VERB in spans.roles or not _anniversaries(spans):
        return False
    beside = (*tokens[max(0, day.at - AROUND_DAY) : day.at], tokens[-1])
    return spans.say(Role.DAY, NTH_DAY) or any(token.text == ":" for token in beside)


def _is_day_before_mark(tokens: Tokens, spans: Spans, day: WrittenDay) -> bool:
    """Whether a sentence begins with a day and a mark behind it, and with nothing else."""
    mark = min([at for mark in BEHIND_DAY for at in tokens.marks.get(mark, ()) if at > day.at], default=0)
    said = tokens_of(spans.among(OF_DAYS))
    words = [at for at in range(mark) if tokens[at].is_word and at not in said]
    return bool(mark) and len(words) <= WORDS_BESIDE and not any(tokens[at].is_capitalised for at in words)


def _is_day_alone(tokens: Tokens, spans: Spans) -> bool:
    """Whether a sentence is made of a day, marks, the name of its war, and a word or two such as that for the year."""
    said = tokens_of(spans.among(OF_DAYS | {Role.PERIOD}))
    words = [token for at, token in enumerate(tokens) if token.is_word and at not in said]
    return bool(said) and len(words) <= WORDS_BESIDE and not any(token.is_capitalised for token in words)
