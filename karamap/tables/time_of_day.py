"""A time of day that a list gives beside a day: what is counted here is days, so it is left aside, or it is refused."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from karamap.tables.csv_tables import CellError

_TIME = re.compile(
    r"[T ](?P<hour>\d{1,2})(?:h|:)(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?"
    r" ?(?P<half>[ap]\.?m\.?)?"
    r" ?(?P<zone>(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?|[a-z]{1,5})?",
    re.IGNORECASE | re.ASCII,
)
_BEGINNING = re.compile(r"[T ]\d{1,2}(?:h|:)\d{2}", re.IGNORECASE | re.ASCII)

UTC = frozenset(("", "z", "utc", "gmt"))
"""Zones by which a day is that of the list, for it states no other."""

HALF_A_DAY = 12
EXPECTED = "the day alone, YYYY-MM-DD"


class Stated(NamedTuple):
    """What stands before the time of day in a cell, the time, and how far its zone is ahead of UTC."""

    day: str
    at: time
    ahead: timedelta


def stated(cell: str) -> Stated | None:
    """The parts of a cell that ends with a time of day; None of one that does not.

    >>> stated("2023-05-01T23:30:00-05:00").ahead == timedelta(hours=-5)
    True
    >>> stated("2023-05-01 to 2023-05-03") is None
    True

    Raises:
        CellError: there is no such time, or its zone is given by a name.
    """
    begins = _BEGINNING.search(cell)
    found = _TIME.fullmatch(cell, begins.start()) if begins else None
    if not begins or not found:
        return None
    hour, zone = int(found["hour"]), (found["zone"] or "").casefold()
    if found["half"]:
        hour = hour % HALF_A_DAY + (HALF_A_DAY if found["half"].casefold().startswith("p") else 0)
    try:
        at = time(hour, int(found["minute"]))
    except ValueError:
        raise CellError(f"{cell!r} has a time that no clock shows", EXPECTED) from None
    if not found["sign"] and zone not in UTC:
        raise CellError(f"{cell!r} names a time zone in which it may be another day", EXPECTED)
    ahead = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    return Stated(cell[: begins.start()], at, -ahead if found["sign"] == "-" else ahead)


def check_day(cell: str, day: date, said: Stated) -> None:
    """Refuse a day that is another one in UTC.

    Raises:
        CellError: naming both.
    """
    try:
        elsewhere = (datetime.combine(day, said.at) - said.ahead).date()
    except OverflowError:
        elsewhere = day
    if elsewhere != day:
        raise CellError(f"{cell!r} is {day} by its own clock and {elsewhere} in UTC", EXPECTED)
