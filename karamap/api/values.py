"""What callers give and get: days, words of a closed choice, tables of pandas."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from karamap.tables.days import Day, stated_day

Choice = TypeVar("Choice", bound=Enum)

DAY_COLUMNS = ("since", "last_reported")


def day_or_none(value: Day | None) -> date | None:
    """A day that may be left out.

    Raises:
        DateError: it is no day.
    """
    return None if value is None else stated_day(value)


def choice(among: type[Choice], value: Any) -> Choice:
    """One of a closed set, by itself or by its word.

    Raises:
        ValueError: it is none of them.
    """
    try:
        return among(value)
    except ValueError:
        words = " or ".join(repr(member.value) for member in among)
        raise ValueError(f"{value!r} is not known here; give {words}") from None


def dates(values: Any) -> Any:
    """Days as `datetime64`, missing where there is none."""
    return np.array(list(values), dtype="datetime64[s]")


def listed(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows of places as a table with days as `datetime64`."""
    frame = pd.DataFrame(rows)
    return frame.assign(**{column: dates(frame[column]) for column in DAY_COLUMNS})
