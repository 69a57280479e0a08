"""Reads days as lists give them, coarse ones too: a month, a season, a year, from one day to another."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import cache, lru_cache

from karamap.importers import list_words
from karamap.importers.found import Span
from karamap.tables.csv_tables import CellError
from karamap.tables.written_days import MONTHS, written_day

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
"""First and last month of the meteorological seasons of the northern half of the Earth; winter begins in December."""

PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "end of": (21, 31), "beginning of": (1, 10)}
"""First and last day of thirds of a month."""

_YEAR = re.compile(r"\d{4}")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})")
_NAMED = re.compile(r"([a-z]+)\.?,? (\d{4})|(\d{4}) ([a-z]+)\.?", re.IGNORECASE)
_QUARTER = re.compile(r"(?:q([1-4])[ -]?(\d{4})|(\d{4})[ -]?q([1-4]))", re.IGNORECASE)
_PART = re.compile(rf"({'|'.join(PARTS)})[ -](.+)", re.IGNORECASE)
_RANGE = re.compile(r"(.+?)(?: ?\.\. ?| ?[–—] ?| to | ?/ ?| - | until )(.+)")
_WORDS = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"(?<=\d)(?:\.|er)(?= )|\bde\b|(?<=\d) ?(?:р|г|року|года)\.?$", re.IGNORECASE)
"""What stands beside numbers and months in German, French, Spanish, Ukrainian and Russian: 1. März, 1er mars, 5 марта
2022 г."""

_DAYS_OF_A_MONTH = re.compile(r"(\d{1,2}) ?[-–] ?(\d{1,2}) ([a-z]+) (\d{4})", re.IGNORECASE)

EXPECTED = "YYYY-MM-DD, YYYY-MM, YYYY, 'spring 1993', or two of them with .. between"


@lru_cache(maxsize=4096)
def span(cell: str) -> Span:
    """When a text says that something came to be.

    What is not told to the day counts from the last day that it may have been: from then on the statement is true.

    >>> span("2023-10-26").day.isoformat()
    '2023-10-26'
    >>> [day.isoformat() for day in span("spring 1993")]
    ['1993-05-31', '1993-03-01', '1993-05-31']

    Raises:
        CellError: it is no day or stretch of days, reads two ways, or is another day in UTC.
    """
    first, last = _bounds(_in_english(" ".join(cell.split())))
    return Span(last) if first == last else Span(last, first, last)


def _in_english(text: str) -> str:
    """A text with its months and seasons in English, and without what other languages write between them.

    >>> _in_english("1. März 2023"), _in_english("1er mars 2023"), _in_english("1 de marzo de 2023")
    ('1 march 2023', '1 march 2023', '1 march 2023')
    """
    known = _known()
    words = [word.casefold() for word in _WORDS.findall(text)]
    if not any(word in known or pair in known for word, pair in zip(words, _pairs(words), strict=True)):
        return text
    for word in known:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", known[word], text, flags=re.IGNORECASE)
    return " ".join(_BETWEEN.sub(" ", text).split())


@cache
def _known() -> dict[str, str]:
    """What months and seasons are called in English, by their names in other languages, the longest first."""
    words = {**list_words.meanings("month"), **list_words.meanings("season")}
    return dict(sorted(words.items(), key=lambda item: -len(item[0])))


def _pairs(words: Sequence[str]) -> list[str]:
    """Each word with the one after it."""
    return [f"{one} {other}" for one, other in zip(words, [*words[1:], ""], strict=False)]


def _bounds(text: str) -> tuple[date, date]:
    """The first and the last day that a text may mean."""
    if found := _coarse(text):
        return found
    try:
        day = written_day(text)
    except CellError as error:
        if bounds := _stretch(text):
            return bounds
        expected = EXPECTED if "not a date" in error.problem else error.expected
        raise CellError(error.problem, expected) from None
    return day, day


def _coarse(text: str) -> tuple[date, date] | None:  # noqa: PLR0911 - one way to write it a line
    """The bounds of a year, a quarter, a month, a season or a part of a month."""
    if _YEAR.fullmatch(text):
        return _months(int(text), 1, 12)
    if found := _YEAR_MONTH.fullmatch(text):
        return _months(int(found[1]), int(found[2]), int(found[2]))
    if found := _MONTH_YEAR.fullmatch(text):
        return _months(int(found[2]), int(found[1]), int(found[1]))
    if found := _QUARTER.fullmatch(text):
        last = 3 * int(found[1] or found[4])
        return _months(int(found[2] or found[3]), last - 2, last)
    if found := _NAMED.fullmatch(text):
        return _named((found[1] or found[4]).casefold(), int(found[2] or found[3]))
    if found := _PART.fullmatch(text):
        return _part(*PARTS[found[1].casefold()], found[2])
    return None


def _named(word: str, year: int) -> tuple[date, date] | None:
    """The bounds of a month or a season by its name."""
    if month := MONTHS.get(word):
        return _months(year, month, month)
    if word == "winter":
        raise CellError(f"'winter {year}' may begin or end in {year}", "two months, such as 2023-12..2024-02")
    return _months(year, *SEASONS[word]) if word in SEASONS else None


def _part(first: int, last: int, rest: str) -> tuple[date, date] | None:
    """The bounds of a third of a month; of a year, its first, middle or last four months."""
    bounds = _coarse(rest)
    if bounds is None:
        return None
    begin, end = bounds
    if (begin.year, begin.month) == (end.year, end.month):
        return begin.replace(day=first), begin.replace(day=min(last, end.day))
    if (begin.month, end.month) != (1, 12):
        return None
    third = (first - 1) // 10
    return _months(begin.year, 4 * third + 1, 4 * third + 4)


def _stretch(text: str) -> tuple[date, date] | None:
    """The bounds of a text that names two days or stretches of days."""
    if found := _DAYS_OF_A_MONTH.fullmatch(text):
        month, year = MONTHS.get(found[3].casefold()), int(found[4])
        with suppress(ValueError):
            if month and int(found[1]) < int(found[2]):
                return date(year, month, int(found[1])), date(year, month, int(found[2]))
        return None
    found = _RANGE.fullmatch(text)
    if not found:
        return None
    try:
        first, last = _bounds(found[1].strip())[0], _bounds(found[2].strip())[1]
    except CellError:
        return None
    if first > last:
        raise CellError(f"{text!r} ends before it begins", "the earlier day first")
    return first, last


def _months(year: int, first: int, last: int) -> tuple[date, date] | None:
    """The first day of one month and the last of another; None in a year that no calendar has."""
    with suppress(ValueError):  # no such month
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    return None


def between(before: date | None, at: date) -> Span:
    """When a change came that one list does not have and the next one, of day `at`, has."""
    if before is None or before + timedelta(days=1) >= at:
        return Span(at)
    return Span(at, before + timedelta(days=1), at)
