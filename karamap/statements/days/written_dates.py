"""Days as sentences write them, in words or numbers, and relative to the day of publication."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from karamap.statements.days.documents import BY_VIRTUE, is_of_document
from karamap.statements.days.since_and_until import REACH, UNTIL, is_handed_over, is_since
from karamap.statements.schema import Role
from karamap.statements.words.lexicon import Span, Spans, tokens_of
from karamap.statements.words.tokens import Token, Tokens
from karamap.statements.words.word_values import CONTRAST

NUMERIC = re.compile(r"(\d{1,2})[.,](\d{1,2})[.,](\d{4})")
YEAR = re.compile(r"((?:19|20)\d\d)")
WEEKDAY = "weekday"
"""Begins the value of a phrase for a day of the week, before its number; 0 is Monday."""

THAT = "that"
"""The value of a phrase for the day that was told last."""

BESIDE = {"before": -1, "after": 1}
"""Values of phrases for the day before or behind the one that was told last, and how many days they lie from it."""

SEVERAL_BESIDE = {"days before": -1, "days after": 1}
"""Values of phrases for a day so many days before or behind the one that was told last, whose number is before them."""

YEARS_AGO = "years ago"
"""The value of a phrase for the same day so many years before, whose number stands before it."""

LAST_YEAR = "last year"
"""The value of a phrase for background that beside a month only tells the year of its day."""

OF_MONTH = "month"
"""The value of an ending that makes a number the day of a month told before."""

OF_MONTH_BEFORE = "month before"
"""The value of an ending that, before a comma, makes a number the day of the month of the day told last."""

BEFORE_ENDING = 2
"""Tokens before such an ending: a number and a dash."""

LARGEST_DAY = 31
SHORTLY = timedelta(days=60)
"""How far ahead of a page a day may lie by which something is due, and whose year is not told."""

OLDEST, YOUNGEST = 1900, 2100
BETWEEN_DAYS = frozenset("-–—,")
"""Marks between several days of a month, and before their year."""

YEAR_REACH = 5
"""Tokens between a month and its year at the most, with a word for "year" and its ending between ("2020-ci il")."""

DayOf = Callable[[int, int], tuple[date | None, str]]
"""The day of a month whose year is not written beside it, and why it may be that of another year."""

NTH_DAY = "of period"
"""The value of a phrase for a day of a war, counted by the number before it."""

COMES_UNDER = "takes under a party"
"""The value of a verb by which something comes under somebody's control ("passed to")."""

SETS_OFF = frozenset({",", ":", "՝"})
"""Marks between a word for saying and what is said."""

APART = frozenset(",;:։|")
"""Marks that part the members of a list."""

ASIDE = "aside"
"""The value of what a sentence adds of times long past, which dates nothing that it tells."""

THEREBY = "result"
"""The value of a phrase by which something follows from what was told right before, on the same day."""


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day, the number of the token that says it, and why it may be that of another year."""

    at: int
    day: date
    doubt: str = ""
    has_year: bool = True
    """Whether its year is told, beside it or by what else the sentence tells."""


def day_ahead(written: WrittenDay, published: date) -> date:
    """The day that is meant by one without its year of which no change is told: one that lies shortly ahead, if any."""
    ahead = _day(written.day.year + 1, written.day.month, written.day.day)
    is_ahead = not written.has_year and ahead is not None and published < ahead <= published + SHORTLY
    return ahead if is_ahead and ahead is not None else written.day


def newest_day(published: date, month: int, day: int) -> date | None:
    """The last such day of a month up to that of publication."""
    this = _day(published.year, month, day)
    return _day(published.year - 1, month, day) if this and this > published else this


def days_in(
    tokens: Tokens,
    spans: Spans,
    published: date,
    *,
    spoken: date | None = None,
    last: date | None = None,
    before: date | None = None,
    day_of: DayOf | None = None,
) -> list[WrittenDay]:
    """The days that a sentence states, in its order: those written out, or else those told from that of publication.

    Args:
        tokens: of the sentence.
        spans: its phrases.
        published: the day of the page.
        spoken: the day under which the sentence stands, from which "today" counts; that of publication if None.
        last: the day that was told last, which "that day" means; none is told by it if None.
        before: the day that the sentence right before tells, on which this one may go on ("as a result").
        day_of: the day that is meant by one without its year; the last such day if None.
    """
    found = list[WrittenDay]()
    if in_numbers := [WrittenDay(at, day) for at in tokens.numbers if (day := _in_numbers(tokens, at))]:
        return in_numbers
    months = spans.of(Role.MONTH)
    documents = [span for span in months if is_of_document(tokens, span, spans)]
    shared = _years_told(tokens, [span for span in months if span not in documents], spans) if months else []
    in_last_year, going_on = _of_last_year(spans), list[WrittenDay]()
    otherwise = day_of or (lambda *day: (newest_day(published, *day), ""))
    if months and not shared and (signed := _day_of_document(tokens, spans)):
        otherwise = _first_behind(signed, published, otherwise)
    for span in months:
        years = [published.year - 1] if span.first in in_last_year else shared
        if written := _named(tokens, span, years, otherwise):
            kept = going_on if is_of_other(tokens, span, spans) else found
            kept += [*_of_same_month(tokens, spans, written), written]
    if found or going_on:
        own = [day for day in found if not _follows(tokens, day.at, spans) or _is_before_contrast(day, found, spans)]
        own = own or found
        own += _of_month(tokens, spans, [*own, *going_on])
        if own:
            own += _told_behind(tokens, spans, max(own, key=lambda written: written.at), spoken or published)
            return sorted(own, key=lambda written: written.at)
    if last is not None and (told := _of_month_before(tokens, spans, last)):
        return [told]
    days = (span for span in spans.of(Role.DAY) if span.value not in (OF_MONTH, OF_MONTH_BEFORE))
    relative = (span for span in days if not _is_of_saying(span, spans))
    for span in relative:
        is_in_years = span.value in (YEARS_AGO, LAST_YEAR)
        since = published if is_in_years else spoken or published
        day = before if span.value == THEREBY else _told(tokens, spans, span, since, last)
        if day is not None:
            return [WrittenDay(span.first, day)]
    return []


def _told_behind(tokens: Tokens, spans: Spans, last: WrittenDay, published: date) -> Iterator[WrittenDay]:
    """Days told by how far they lie back, each before a name in a list behind others ("on the 20th A, yesterday B").

    Or by how many days they lie behind the last one that is named ("A on the 20th, and B five days later").
    """
    for span in spans.of(Role.DAY):
        if span.first <= last.at:
            continue
        if SEVERAL_BESIDE.get(span.value, 0) > 0:
            yield WrittenDay(span.first, last.day + timedelta(days=number_before(tokens, spans, span.first) or 0))
        if not span.value.lstrip("-").isdecimal():
            continue
        joint = spans.by_last.get(span.first)
        before = tokens[span.first - 1]
        is_listed = (
            before.text == ","
            or (before.is_capitalised and joint is None)
            or (joint is not None and joint.role in (Role.AND, Role.CLAUSE))
        )
        if is_listed and any(token.is_capitalised for token in tokens[span.last : span.last + REACH]):
            yield WrittenDay(span.first, published + timedelta(days=int(span.value)))


def days_in_full(tokens: Tokens, spans: Spans) -> list[date]:
    """The days that a sentence writes with their years, whatever it says of them."""
    numbers = (_in_numbers(tokens, place) for place in tokens.numbers)
    months = spans.of(Role.MONTH)
    shared = _years_told(tokens, months, spans) if months else []
    named = (_named(tokens, span, shared, _no_day) for span in months)
    return [*filter(None, numbers), *[written.day for written in named if written]]


def _of_same_month(tokens: Tokens, spans: Spans, last: WrittenDay) -> list[WrittenDay]:
    """The days before one of the same month, of which only the numbers are told ("on 4, 17 and 20 October")."""
    found, at = list[WrittenDay](), last.at - 1
    while at > 1 and tokens[at].is_number:
        joint = spans.by_last.get(at)
        is_joint = tokens[at - 1].text == "," or (joint is not None and joint.role is Role.AND)
        number = _day_number(tokens[at - 2]) if is_joint else None
        day = _day(last.day.year, last.day.month, number) if number else None
        if day is None:
            break
        at -= 2
        found.append(WrittenDay(at, day))
    return found[::-1]


def _of_month(tokens: Tokens, spans: Spans, found: Sequence[WrittenDay]) -> Iterator[WrittenDay]:
    """Days of a month that is told once, before the first of them ("on the 17th of October …, on the 20th …")."""
    months = {span.last for span in spans.of(Role.MONTH)}
    for span in spans.of(Role.DAY):
        number = span.first - BEFORE_ENDING
        if span.value != OF_MONTH or number < 0 or number in months:
            continue
        day = _number(tokens[number])
        before = [written.day for written in sorted(found, key=lambda other: other.at) if written.at < number]
        if day is None or tokens[number + 1].text != "-" or not before:
            continue
        if told := _day(before[-1].year, before[-1].month, day):
            yield WrittenDay(number, told)


def _of_month_before(tokens: Tokens, spans: Spans, last: date) -> WrittenDay | None:
    """The day of the month that was told last, whose number is set off by a comma behind it ("On the 9th, …")."""
    for span in spans.of(Role.DAY):
        number = span.first - 1
        is_set_off = span.last < len(tokens) and tokens[span.last].text in APART
        if span.value != OF_MONTH_BEFORE or number < 1 or not is_set_off or number - 1 not in tokens_of(spans):
            continue
        day = _day_number(tokens[number])
        if day is not None and (told := _day(last.year, last.month, day)):
            return WrittenDay(number, told)
    return None


def day_in(tokens: Tokens, spans: Spans, published: date) -> date | None:
    """The first day that a sentence states, or None."""
    return next((written.day for written in days_in(tokens, spans, published)), None)


def without_background(days: Sequence[WrittenDay], spans: Spans) -> Sequence[WrittenDay]:
    """Days without those before another that belong to background between both ("taken in May, on the 4th …")."""
    behind = [span.first for span in spans.of(Role.BACKGROUND) if not span.value]
    if len(days) <= 1 or not behind:
        return days
    kept = [day for day, following in pairwise(days) if not any(day.at < at < following.at for at in behind)]
    return [*kept, days[-1]]


def is_of_other(tokens: Tokens, month: Span, spans: Spans) -> bool:
    """Whether a day of a month is that since which something goes on, or that of a document.

    Since a day something comes under somebody's control, or is handed over, on it.
    """
    is_done = spans.say(Role.VERB, COMES_UNDER) or is_handed_over(spans)
    goes_on = is_since(month, spans.of(Role.SINCE)) and not is_done
    return goes_on or is_of_document(tokens, month, spans)


def _day_of_document(tokens: Tokens, spans: Spans) -> date | None:
    """The day of a document, written with its year, from which something is told to follow."""
    if not spans.say(Role.DOCUMENT, BY_VIRTUE):
        return None
    of = [span for span in spans.of(Role.MONTH) if is_of_document(tokens, span, spans)]
    return next((written.day for span in of if (written := _named(tokens, span, (), _no_day))), None)


def _no_day(_month: int, _day: int) -> tuple[date | None, str]:
    return None, ""


def _first_behind(signed: date, published: date, otherwise: DayOf) -> DayOf:
    """The first such day of a month behind that of a document, by which something is told to have happened."""

    def day_of(month: int, day: int) -> tuple[date | None, str]:
        days = (_day(signed.year + more, month, day) for more in (0, 1))
        found = next((told for told in days if told and signed <= told <= published), None)
        return (found, "") if found else otherwise(month, day)

    return day_of


def _follows(tokens: Tokens, day: int, spans: Spans) -> bool:
    """Whether a word for saying, and no name or mark, stands right before a day: that is the day of saying it."""
    for last in range(day, day - REACH, -1):
        word = spans.by_last.get(last)
        if word is not None and word.role is Role.ATTRIBUTION:
            return not any(token.is_capitalised or token.text in SETS_OFF for token in tokens[last:day])
    return False


def _is_before_contrast(day: WrittenDay, days: Sequence[WrittenDay], spans: Spans) -> bool:
    """Whether no other day stands before the clause of another side that follows one ("said on …, but on … B …")."""
    begins = next(
        (word.first for word in spans.of(Role.CLAUSE) if word.first > day.at and word.value == CONTRAST), None
    )
    return begins is not None and not any(other is not day and other.at < begins for other in days)


def _is_of_saying(day: Span, spans: Spans) -> bool:
    """Whether a day of the week stands right beside a word for saying, whose day it then is."""
    beside = spans.of(Role.ATTRIBUTION) if day.value.startswith(WEEKDAY) else ()
    return any(day.first == span.last or span.first == day.last for span in beside)


def _told(tokens: Tokens, spans: Spans, span: Span, published: date, last: date | None) -> date | None:
    """A day told by how many days or years it lies from publication, by its name, or by its number in a war."""
    value = span.value
    if value in (YEARS_AGO, LAST_YEAR):
        years = 1 if value == LAST_YEAR else number_before(tokens, spans, span.first)
        return _day(published.year - years, published.month, published.day) if years else None
    if value == NTH_DAY:
        return _nth_day(tokens, spans, span)
    if value == THAT:
        year = _year_beside(tokens, span)
        return _day(year, published.month, published.day) if year else last
    if value in BESIDE:
        return last + timedelta(days=BESIDE[value]) if last else None
    if value in SEVERAL_BESIDE:
        count, since = number_before(tokens, spans, span.first), last or (published if value == "days before" else None)
        return since + timedelta(days=count * SEVERAL_BESIDE[value]) if count and since else None
    name, _, number = value.partition(" ")
    back = (published.weekday() - int(number)) % 7 if name == WEEKDAY else -int(value)
    return published - timedelta(days=back)


def _year_beside(tokens: Sequence[Token], span: Span) -> int | None:
    """The year right before or behind a phrase ("on this day in 2011")."""
    beside = (
        *reversed(tokens[max(0, span.first - REACH + 1) : span.first]),
        *tokens[span.last : span.last + REACH - 1],
    )
    return next((number for token in beside if (number := _number(token)) and OLDEST <= number <= YOUNGEST), None)


def _nth_day(tokens: Tokens, spans: Spans, span: Span) -> date | None:
    """The day that is the so-manieth of the war that a sentence names."""
    period = next((other.phrase.period for other in spans.of(Role.PERIOD)), None)
    before = reversed(tokens[max(0, span.first - BEFORE_ENDING) : span.first])
    number = next((number for token in before if (number := _number(token))), None)
    if period is None or not number:
        return None
    day = period.first + timedelta(days=number - 1)
    return day if day <= period.last else None


def _of_last_year(spans: Spans) -> set[int]:
    """First tokens of months beside which it is told that they are of the year before."""
    last_year = [span for span in spans if span.value == LAST_YEAR] if Role.MONTH in spans.roles else ()
    begun = {at for span in last_year for at in range(span.last, span.last + REACH)}
    ended = {at for span in last_year for at in range(span.first - REACH, span.first + 1)}
    return {span.first for span in spans.of(Role.MONTH) if span.first in begun or span.last in ended}


def number_before(tokens: Tokens, spans: Spans, at: int) -> int | None:
    """The number right before a token, in words or in digits."""
    in_words = (int(span.value) for span in spans.of(Role.NUMBER) if span.last == at)
    return next(in_words, _number(tokens[at - 1]) if at else None)


def bare_years(tokens: Tokens, spans: Spans, first: int, last: int) -> list[tuple[int, int]]:
    """Years that stand without a day between two tokens, and are that of no day there: the token, and the year."""
    numbers = tokens.numbers[bisect_left(tokens.numbers, first) : bisect_left(tokens.numbers, last)]
    if not numbers:
        return []
    months = spans.of(Role.MONTH)
    days = [span for span in spans.of(Role.DAY) if span.value == THAT]
    named = tokens_of([*spans.of(Role.PERIOD), *_asides(spans)])
    found, dated = list[tuple[int, int]](), set[int]()
    for place in numbers:
        if place in named or _in_numbers(tokens, place) or _is_year_of_other(spans, place):
            continue
        year = YEAR.fullmatch(tokens[place].text)
        if year and any(span.first - REACH < place < span.last + REACH - 1 for span in days):
            continue
        if year and any(_is_year_of(tokens, span, place) for span in months):
            dated.add(int(year[1]))
        elif year:
            found.append((place, int(year[1])))
    return [(place, year) for place, year in found if year not in dated]


def _is_year_of(tokens: Tokens, month: Span, place: int) -> bool:
    """Whether a year stands beside a month, or behind several days of it ("August 25-26, 2022")."""
    if -YEAR_REACH <= place - month.first <= REACH + 1:
        return True
    between = tokens[month.last : place] if month.last < place <= month.last + YEAR_REACH else ()
    return bool(between) and all(token.is_number or token.text in BETWEEN_DAYS for token in between)


def _is_year_of_other(spans: Spans, place: int) -> bool:
    """Whether a year is that of a document ("the 2020 ceasefire"), or that until which something was."""
    until = spans.by_last.get(place)
    document = next((span for at in range(place + 1, place + 1 + REACH) if (span := spans.by_first.get(at))), None)
    is_until = until is not None and until.role is Role.SINCE and until.value.startswith(UNTIL)
    return is_until or (document is not None and document.role is Role.DOCUMENT)


def _asides(spans: Spans) -> list[Span]:
    """What a sentence adds of times long past."""
    return [span for span in spans.of(Role.WORD) if span.value == ASIDE]


def year_at(tokens: Sequence[Token], at: int) -> int | None:
    """The year that a token is; None if it is none."""
    year = YEAR.fullmatch(tokens[at].text)
    return int(year[1]) if year else None


def _in_numbers(tokens: Sequence[Token], place: int) -> date | None:
    text = tokens[place].text
    if numeric := NUMERIC.fullmatch(text):
        return _day(*map(int, reversed(numeric.groups())))
    return _iso(tokens, place) if len(text) == 4 and text.isdigit() else None  # noqa: PLR2004 - a year


def _iso(tokens: Sequence[Token], place: int) -> date | None:
    texts = [token.text for token in tokens[place : place + 5]]
    if len(texts) < 5 or texts[1] != "-" or texts[3] != "-":  # noqa: PLR2004 - year, month, day and two dashes
        return None
    return _day(*map(int, (texts[0], texts[2], texts[4]))) if texts[2].isdigit() and texts[4].isdigit() else None


def _named(tokens: Sequence[Token], month: Span, shared: Sequence[int], day_of: DayOf) -> WrittenDay | None:
    before = tokens[max(0, month.first - REACH) : month.first]
    behind = tokens[month.last : month.last + YEAR_REACH]
    day = next(filter(None, map(_day_number, (*before[-1:], *behind[:2], *reversed(before[:-1])))), None)
    if day is None:
        return None
    around = (*behind, *tokens[max(0, month.first - YEAR_REACH) : month.first])
    years = [number for token in around if (number := _number(token)) and OLDEST <= number <= YOUNGEST]
    if years or shared:
        told, doubt = _day((*years, *shared)[0], int(month.value), day), ""
    else:
        told, doubt = day_of(int(month.value), day)
    return WrittenDay(month.first, told, doubt, bool(years or shared)) if told else None


def _years_told(tokens: Tokens, months: Sequence[Span], spans: Spans) -> list[int]:
    """The year of the days that a sentence writes out in full, if it is one, which those without a year share."""
    aside = tokens_of(_asides(spans))
    found_numbers = ((at, _number(tokens[at])) for at in tokens.numbers if at not in aside)
    numbers = {at: number for at, number in found_numbers if number is not None}
    starts = [month.first for month in months]
    found, is_one = set[int](), len({month.value for month in months}) == 1
    for at, number in numbers.items():
        if not OLDEST <= number <= YOUNGEST:
            continue
        if any(numbers.get(before, YOUNGEST) <= LARGEST_DAY for before in range(at - REACH, at)):
            found.add(number)
            continue
        behind = bisect_left(starts, at)
        month = months[behind] if behind < len(months) and starts[behind] - at <= YEAR_REACH else None
        if month is not None and (is_one or _has_day(tokens, month)):
            found.add(number)
    return list(found) if len(found) == 1 else []


def _has_day(tokens: Sequence[Token], month: Span) -> bool:
    """Whether the number of a day stands beside a month, which else is told alone."""
    beside = (*tokens[max(0, month.first - 1) : month.first], *tokens[month.last : month.last + 2])
    return any(_day_number(token) is not None for token in beside)


def _day_number(token: Token) -> int | None:
    """The number of a day of a month that a token is; None if it is none."""
    number = _number(token)
    return number if number is not None and number <= LARGEST_DAY else None


def _number(token: Token) -> int | None:
    return int(token.text) if token.text.isdecimal() and len(token.text) <= 4 else None  # noqa: PLR2004 - a year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
