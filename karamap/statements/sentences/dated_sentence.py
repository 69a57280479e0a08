"""Which day, month or war a sentence tells of, and what so keeps its clauses from telling news."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from karamap.statements.clauses import meaning, mere_places, verb_forms
from karamap.statements.clauses.clauses import Clause
from karamap.statements.clauses.fronted import PAST
from karamap.statements.days.days_of_text import is_about
from karamap.statements.days.months_alone import MonthAlone, is_month_of, month_alone
from karamap.statements.days.written_dates import WrittenDay
from karamap.statements.schema import Role
from karamap.statements.sentences.sentence_in_text import SentenceInText
from karamap.statements.sentences.so_far import SoFar
from karamap.statements.words.lexicon import RUNNING, RUNNING_OF_LIST, Span, Spans
from karamap.statements.words.tokens import Sentence
from karamap.statements.words.word_values import DATED

UNCONFIRMED = "of reports"
"""The value of a phrase by which what was told of, before it, is only not confirmed."""

NOT_CONFIRMED = "not confirmed"
"""Why what is told of reports is no change."""

LONGEST_DAY = 3
"""Tokens of a day of a month at the most."""

LEAST_OF_LIST = 3
"""Places at the least that make a sentence a list of what was reached so far."""


class DatedSentence(SentenceInText):
    """One sentence with why its clauses tell no news, by their days and by what blocks them."""

    def __init__(
        self, reading: SoFar, sentence: Sentence, spans: Spans, days: Sequence[WrittenDay], otherwise: date
    ) -> None:
        super().__init__(reading, sentence, spans, days, otherwise)
        self._why_blocked: dict[int, str] = {}
        self._why_stopped: dict[tuple[int, date], str] = {}

    def _stop_of_all(self, clause: Clause, day: date) -> str:
        """Why nothing is told of who holds any place of a clause that stands under a day; made once for each."""
        key = (clause.first, day)
        if key not in self._why_stopped:
            self._why_stopped[key] = self._stopped(clause, day)
        return self._why_stopped[key]

    def _stopped(self, clause: Clause, day: date) -> str:
        begins = self.reading.known.begins
        if begins and day < begins:
            return "before the day that the record begins with"
        if self.lies_back and self.month_alone is None:
            return "no day is told, on a page that looks back"
        if self.month_alone is not None and self.last_of_month(clause) is None and not self.is_of_aside(clause):
            return f"no day is told, only {self.month_alone.written}"
        if self.month_alone is None and self.is_in_war_alone(clause):
            return "no day is told, only a war"
        if meaning.is_asked(self.reading.text, self.sentence.tokens, clause):
            return self._blocked(clause) or "a question"
        month = mere_places.IN_MONTH if self.last_of_month(clause) is not None else ""
        return self._blocked(clause) or month or self._reached_by(clause, day)

    @cached_property
    def _unconfirmed(self) -> range:
        """The tokens between a word for what was told and one by which that is only not confirmed."""
        behind = [span for span in self.spans.of(Role.HYPOTHESIS) if span.value == UNCONFIRMED]
        told = next(filter(meaning.means_told, self.spans), None) if behind else None
        return range(told.first, behind[-1].last) if told is not None else range(0)

    def _blocked(self, clause: Clause) -> str:
        if clause.first not in self._why_blocked:
            if clause.first < self._unconfirmed.stop and self._unconfirmed.start < clause.last:
                return NOT_CONFIRMED
            tokens, year = self.sentence.tokens, self.reading.published.year

            def goes_on(at: int, since: int) -> bool:
                return self._holds_since(clause, range(at, at + 1), since)

            why = verb_forms.only_when(tokens, clause, self.spans) or meaning.blocked(tokens, clause, year, goes_on)
            if not why and clause.when is not None and self._blocked(clause.when).startswith(PAST):
                why = self._blocked(clause.when)
            self._why_blocked[clause.first] = why
        return self._why_blocked[clause.first]

    def is_in_war_alone(self, clause: Clause) -> bool:
        """Whether a clause tells no day, but a war: one that is named and over, or "the war"."""
        if self.days:
            return False
        if any(span.value == meaning.IN_WAR for span in clause.of(Role.BACKGROUND)):
            return self.otherwise == self.reading.published
        named = next(iter(clause.of(Role.PERIOD)), None)
        war = named.phrase.period if named is not None else None
        if named is None or war is None or war.first <= self.otherwise <= war.last:
            return False
        return not self._holds_since(clause, range(named.first, named.last), war.last.year)

    def _holds_since(self, clause: Clause, when: range, year: int) -> bool:
        """Whether a clause tells who has a place since a year or a war that the record knows."""
        begins = self.reading.known.begins
        is_known = begins is None or year >= begins.year
        endings = self.reading.known.lexicon.endings
        return is_known and verb_forms.holds_since(self.sentence.tokens, clause, when, endings)

    @cached_property
    def month_alone(self) -> MonthAlone | None:
        """The month that the sentence tells without any day."""
        return month_alone(self.sentence.tokens, self.spans, self.reading.published)

    def is_of_aside(self, clause: Clause) -> bool:
        """Whether the month is told in another clause, of what stands right before it ("took A, lost in May 1992")."""
        month, others = self.month_alone, [one for one in self._relative_clauses if one is not clause]
        return month is not None and any(one.first <= month.at < one.last for one in others)

    def last_of_month(self, clause: Clause) -> date | None:
        """The last day of the month that a clause tells without a day and with its year, if the record has begun."""
        month, begins = self.month_alone, self.reading.known.begins
        if month is None or month.last is None or not clause.first <= month.at < clause.last:
            return None
        return min(month.last, self.reading.published) if begins is None or begins <= month.last else None

    def is_in_month(self, clause: Clause, verb: Span) -> bool:
        """Whether the month that a clause tells without a day is that of what it tells by a verb."""
        month, others = self.month_alone, self.reading.known.lexicon.endings("of others")
        tokens, names = self.sentence.tokens, list(self.places_at.values())
        return month is not None and is_month_of(tokens, clause.spans, month.at, verb, clause.first, names, others)

    @cached_property
    def lists_several(self) -> bool:
        """Whether it names so many places that are told of that what it says of them is a list."""
        count = 0
        for place in self.places:
            count += place.is_certain and not place.is_near
            if count == LEAST_OF_LIST:
                return True
        return False

    def is_so_far(self, clause: Clause) -> bool:
        """Whether a clause tells what was reached so far; of a list also by a day ("by 19 October A, B and C …")."""
        if clause.spans.say(Role.SCOPE, RUNNING):
            return True
        if clause.spans.say(Role.SCOPE, RUNNING_OF_LIST) or self._is_by_day(clause):
            return self.lists_several
        return False

    def _is_by_day(self, clause: Clause) -> bool:
        at = bisect_left(self._by_days, clause.first)
        return at < len(self._by_days) and self._by_days[at] < clause.last

    def is_on_day(self, clause: Clause, verb: Span) -> bool:
        """Whether a verb of the past that needs a day stands with one on or by which it was so."""
        if not verb.value.endswith(DATED):
            return False
        words = (*self.reading.known.lexicon.endings("by days"), *self.reading.known.lexicon.endings("on days"))
        return any(clause.first <= at < clause.last for at in self._before_days(words))

    def is_dated_noun(self, clause: Clause, verb: Span) -> bool:
        """Whether a noun for what was done stands before a place right behind which its day is told.

        "The fall of A on 9 October": the words of the day alone stand between.
        """
        if self.verb_side == "after" or not self.days or not verb.value.endswith(meaning.AS_NOUN):
            return False
        behind = [place.stop for place in self.places_at.values() if verb.last <= place.start < clause.last]
        if not behind or any(other.first >= verb.last and other.first < behind[0] for other in clause.verbs):
            return False
        tokens, words = self.sentence.tokens, self.reading.known.lexicon.endings("on days")
        at = behind[0] + (tokens[behind[0]].folded in words) if behind[0] < len(tokens) else 0
        return any(at <= day.at <= at + 1 for day in self.days)

    @cached_property
    def _by_days(self) -> list[int]:
        """The tokens of words right before a day by which something had been reached ("by 19 October")."""
        return self._before_days(self.reading.known.lexicon.endings("by days"))

    def _before_days(self, words: tuple[str, ...]) -> list[int]:
        """The tokens right before the days of the sentence that are one of some words."""
        tokens, found = self.sentence.tokens, list[int]()
        for day in self.days if words else ():
            at = day.at - 1
            while at > max(0, day.at - LONGEST_DAY) and (tokens[at].is_number or self._is_month(at)):
                at -= 1
            if at >= 0 and tokens[at].folded in words:
                found.append(at)
        return found

    def _is_month(self, at: int) -> bool:
        span = self.spans.by_first.get(at)
        return span is not None and span.role is Role.MONTH

    def _reached_by(self, clause: Clause, day: date) -> str:
        """Why a clause tells of no news, if it tells what was reached so far, in a war of that day or a former one."""
        if not self.is_so_far(clause):
            return ""
        periods = self.reading.known.lexicon.periods
        is_now = not periods or any(is_about(period, day) for period in periods)
        return mere_places.REACHED_SO_FAR if is_now else "what was reached so far, told of a war that is over"
