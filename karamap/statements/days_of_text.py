"""The days of a text as it is read: a day that heads what follows, and the year of one that is given without."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from karamap.statements.lexicon import ANNIVERSARY, Span, Spans, tokens_of
from karamap.statements.schema import Role
from karamap.statements.tokens import Token
from karamap.statements.written_dates import WrittenDay, days_in, number_before

LONGEST_HEADING = 40
"""Characters of a line that holds nothing but a day, at the most."""

AROUND_DAY = 3
"""Tokens between a colon and the month of the day behind it, at the most."""

WORDS_BESIDE = 2
"""Words of a heading besides the day itself at the most ("year", an ending behind a number)."""

MOST_YEARS = 100
"""Years that an anniversary counts at the most."""

OF_DAYS = frozenset({Role.MONTH, Role.DAY, Role.YEAR})
"""Roles of the phrases that days are made of."""

EARLIER_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass
class DaysOfText:
    """What the sentences read so far tell of days.

    Attributes:
        text: the whole text.
        published: the day of the page.
        heading: the last day that stood alone, under which sentences stand that tell none.
        looks_back: whether an anniversary has been spoken of.
        last: the day that was told last.
        year_back: the year that an anniversary counts back to ("3 years since").
    """

    text: str
    published: date
    heading: date | None = None
    looks_back: bool = False
    last: date | None = None
    year_back: int | None = None
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

    def read(self, tokens: Sequence[Token], spans: Spans) -> list[WrittenDay]:
        """The days of the next sentence."""
        self.looks_back = self.looks_back or bool(_anniversaries(spans))
        self.year_back = self.year_back or self._year_counted_back_to(tokens, spans)
        days = days_in(tokens, spans, self.published, spoken=self.heading, last=self.last, year_of=self.year_of)
        texts = {token.text for token in tokens} if days else set()
        for written in days:
            if str(written.day.year) in texts:
                self._year_of[written.day.month, written.day.day] = written.day.year
        self.last = days[-1].day if days else self.last
        is_heading = len(days) == 1 and (_is_day_alone(tokens, spans) or _is_chronicle(tokens, spans, days[0]))
        if is_heading and days[0].day <= self.published:
            self.heading = days[0].day
        return days

    def year_of(self, month: int, day: int) -> int | None:
        """The year of a day that the text gives in full elsewhere, or on an anniversary the one it speaks most of."""
        told = self._year_of.get((month, day))
        return told or (self._year_looked_back_to if self.looks_back else None)

    def _year_counted_back_to(self, tokens: Sequence[Token], spans: Spans) -> int | None:
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


def _anniversaries(spans: Spans) -> list[Span]:
    """Phrases that look back to a day of earlier years."""
    return [span for span in spans.of(Role.BACKGROUND) if span.value == ANNIVERSARY]


def _is_chronicle(tokens: Sequence[Token], spans: Spans, day: WrittenDay) -> bool:
    """Whether a heading looks back to the day that it ends with ("Chronicle of the war: 3 October")."""
    before_day = tokens[max(0, day.at - AROUND_DAY) : day.at]
    is_told = Role.VERB in spans.roles
    return bool(_anniversaries(spans)) and not is_told and any(token.text == ":" for token in before_day)


def _is_day_alone(tokens: Sequence[Token], spans: Spans) -> bool:
    """Whether a sentence is made of a day, marks, and a word or two such as that for the year."""
    said = tokens_of(spans.among(OF_DAYS))
    words = [token for at, token in enumerate(tokens) if token.is_word and at not in said]
    return bool(said) and len(words) <= WORDS_BESIDE and not any(token.is_capitalised for token in words)
