"""Days as sentences write them, in words or numbers, and relative to the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from karamap.statements.lexicon import Span
from karamap.statements.schema import Role
from karamap.statements.tokens import Token

NUMERIC = re.compile(r"(\d{1,2})[.,](\d{1,2})[.,](\d{4})")
LARGEST_DAY = 31
OLDEST, YOUNGEST = 1900, 2100
REACH = 3
"""Tokens between the day of a month and its month, or its year, at the most."""


def day_in(tokens: Sequence[Token], spans: Sequence[Span], published: date) -> date | None:
    """The first day that a sentence states, or None."""
    for place, token in enumerate(tokens):
        if (numeric := NUMERIC.fullmatch(token.text)) and (day := _day(*map(int, reversed(numeric.groups())))):
            return day
        if token.text.isdigit() and len(token.text) == 4 and (day := _iso(tokens, place)):  # noqa: PLR2004 - a year
            return day
    for span in spans:
        if span.role is Role.MONTH and (day := _named(tokens, span, published)):
            return day
    for span in spans:
        if span.role is Role.DAY:
            return published + timedelta(days=int(span.value))
    return None


def bare_years(tokens: Sequence[Token], spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Years that stand without a day: number of the token, and the year."""
    months = [span for span in spans if span.role is Role.MONTH]
    found = list[tuple[int, int]]()
    for place, token in enumerate(tokens):
        year = re.fullmatch(r"((?:19|20)\d\d)", token.text)
        if year and not any(-REACH - 1 <= place - span.first <= REACH + 1 for span in months):
            found.append((place, int(year[1])))
    return found


def month_alone(tokens: Sequence[Token], spans: Sequence[Span], published: date) -> str:
    """A month with its year that stands without a day and is not that of publication, as written; else nothing."""
    if day_in(tokens, spans, published):
        return ""
    for span in spans:
        if span.role is not Role.MONTH:
            continue
        around = (*tokens[span.last : span.last + REACH], *tokens[max(0, span.first - REACH) : span.first])
        years = [number for token in around if (number := _number(token)) and OLDEST <= number <= YOUNGEST]
        if years and (years[0], int(span.value)) != (published.year, published.month):
            return f"{tokens[span.first].text} {years[0]}"
    return ""


def _iso(tokens: Sequence[Token], place: int) -> date | None:
    texts = [token.text for token in tokens[place : place + 5]]
    if len(texts) < 5 or texts[1] != "-" or texts[3] != "-":  # noqa: PLR2004 - year, month, day and two dashes
        return None
    return _day(*map(int, (texts[0], texts[2], texts[4]))) if texts[2].isdigit() and texts[4].isdigit() else None


def _named(tokens: Sequence[Token], month: Span, published: date) -> date | None:
    before = tokens[max(0, month.first - REACH) : month.first]
    behind = tokens[month.last : month.last + REACH + 2]
    day = next((number for token in reversed(before) if (number := _number(token)) and number <= LARGEST_DAY), None)
    if day is None:
        day = next((number for token in behind[:2] if (number := _number(token)) and number <= LARGEST_DAY), None)
    if day is None:
        return None
    years = [number for token in (*behind, *before) if (number := _number(token)) and OLDEST <= number <= YOUNGEST]
    if years:
        return _day(years[0], int(month.value), day)
    this = _day(published.year, int(month.value), day)
    if this and this > published:
        return _day(published.year - 1, int(month.value), day)
    return this


def _number(token: Token) -> int | None:
    return int(token.text) if token.text.isdecimal() and len(token.text) <= 4 else None  # noqa: PLR2004 - a year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
