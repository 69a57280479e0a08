"""Reads a day that somebody states as an argument."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from karamap.errors import DateError
from karamap.tables.csv_tables import day

Day = date | str
"""A day as an argument: a `datetime.date`, or text as YYYY-MM-DD."""


def stated_day(value: Any) -> date:
    """A day from a `datetime.date` (or what is one, such as a pandas Timestamp), or from text as YYYY-MM-DD.

    >>> stated_day("1999-12-31")
    datetime.date(1999, 12, 31)

    Raises:
        DateError: it is no day that exists, or written otherwise.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return day(value)
    except (TypeError, ValueError):
        problem = f"{value!r} is not a date; write a day that exists as YYYY-MM-DD, such as 1999-12-31"
        raise DateError(problem) from None
