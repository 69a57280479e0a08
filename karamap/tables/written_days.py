"""Reads days as people write them, where that has one reading; what reads two ways is refused with both."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache

from karamap.tables import time_of_day
from karamap.tables.csv_tables import CellError
from karamap.tables.csv_tables import day as day_in_iso

FORM = "YYYY-MM-DD"
"""The form that always reads one way."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
"""The months in English; a month of another language is told from none."""

LONGEST_DAY = 40
"""No way to write a day has more characters."""


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


_YEAR_FIRST = _form(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})")
_COMPACT = _form(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_DOTTED = _form(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})")
_IN_FIGURES = (_YEAR_FIRST, _COMPACT, _DOTTED)
"""Forms in figures with one reading."""

_DAY_MONTH = _form(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<month>[a-z]+)\.?,?[ -](?P<year>\d{4})")
_MONTH_DAY = _form(r"(?P<month>[a-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})")
_YEAR_MONTH = _form(r"(?P<year>\d{4})[ -](?P<month>[a-z]+)\.?[ -](?P<day>\d{1,2})")
_IN_WORDS = (_DAY_MONTH, _MONTH_DAY, _YEAR_MONTH)
"""Forms with the month in words."""

_YEAR_LAST = _form(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})")
_SHORT_YEAR = _form(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})")
_SHORT_IN_WORDS = _form(r"(\d{1,2})[ -]([a-z]+)\.?[ -]'?(\d{2})")
_SERIAL = _form(r"(\d{5})(?:\.\d+)?")

_FIRST_DAYS = (date(1899, 12, 30), date(1904, 1, 1))
"""The days from which spreadsheets count, by whether their first year is 1900 or 1904."""


@lru_cache(maxsize=4096)
def written_day(cell: str) -> date:
    """The day that a text means, if it can mean only one.

    >>> written_day("2020-10-22") == written_day("22.10.2020") == written_day("October 22, 2020")
    True
    >>> written_day("13/04/2020")
    datetime.date(2020, 4, 13)

    The year first is followed by month and day; with dots and the year last the day comes first. With slashes or
    hyphens and the year last, day and month may come in either order: such a day is taken where one number is no month.
    A time of day beside it is left aside (`karamap.tables.time_of_day`).

    Raises:
        CellError: it is no day, a day that does not exist, one that can be read two ways, or by its time of day
            another one in UTC.
    """
    with suppress(CellError):
        return day_in_iso(cell)
    text = " ".join(cell[: LONGEST_DAY + 1].split())
    if not (said := time_of_day.stated(text)):
        return _day_alone(cell, text)
    day = _day_alone(cell, said.day)
    time_of_day.check_day(cell, day, said)
    return day


def _day_alone(cell: str, text: str) -> date:
    for form in _IN_FIGURES:
        if found := form.fullmatch(text):
            return _existing(cell, _day(found["year"], found["month"], found["day"]))
    for form in _IN_WORDS:
        if (found := form.fullmatch(text)) and (month := MONTHS.get(found["month"].casefold())):
            return _existing(cell, _day(found["year"], month, found["day"]))
    return _only(cell, _readings(text))


def _readings(text: str) -> list[date | None]:
    """The days that a text may mean whose form has several readings; None for one that does not exist."""
    if found := _YEAR_LAST.fullmatch(text):
        one, other, year = found[1], found[3], found[4]
        return [_day(year, other, one), _day(year, one, other)]
    if found := _SHORT_YEAR.fullmatch(text):
        one, other, last = found[1], found[3], found[4]
        this, before = f"20{last}", f"19{last}"
        days = [_day(this, other, one), _day(this, one, other), _day(f"20{one:0>2}", other, last)]
        return [*days, _day(before, other, one), _day(before, one, other)]
    if found := _SHORT_IN_WORDS.fullmatch(text):
        month = MONTHS.get(found[2].casefold(), 0)
        day, last = found[1], found[3]
        return [_day(f"20{last}", month, day), _day(f"20{day:0>2}", month, last), _day(f"19{last}", month, day)]
    if found := _SERIAL.fullmatch(text):
        return [first + timedelta(days=int(found[1])) for first in _FIRST_DAYS]
    return []


def _only(cell: str, readings: list[date | None]) -> date:
    """The one day among some readings."""
    days = list(dict.fromkeys([day for day in readings if day is not None]))
    if len(days) > 1:
        shown = " or ".join(map(str, days[:2]))
        raise CellError(f"{cell!r} may be {shown}", f"{FORM}, which reads one way")
    if not days:
        shown = repr(cell) if len(cell) <= LONGEST_DAY else f"{cell[:LONGEST_DAY]!r}…"
        raise CellError(f"{shown} is not a date", f"{FORM}, a day that exists")
    return days[0]


def _existing(cell: str, day: date | None) -> date:
    return _only(cell, [day])


def _day(year: str, month: str | int, day: str) -> date | None:
    with suppress(ValueError):
        return date(int(year), int(month), int(day))
    return None
