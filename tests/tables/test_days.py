"""A day as an argument is a day, or text in one form."""

from datetime import date, datetime

import pandas as pd
import pytest

from karamap.errors import DateError
from karamap.tables.days import stated_day

DAY = date(1999, 12, 31)


@pytest.mark.parametrize(
    "stated", ["1999-12-31", DAY, datetime(1999, 12, 31, 23, 59), pd.Timestamp("1999-12-31 06:00")]
)
def test_a_day_is_taken_in_any_of_its_forms(stated):
    assert stated_day(stated) == DAY
    assert type(stated_day(stated)) is date


@pytest.mark.parametrize("stated", ["1999-02-30", "31.12.1999", "", None, 19991231, "1999-12-31 "])
def test_what_is_no_day_is_refused_with_what_would_be_one(stated):
    with pytest.raises(DateError) as refused:
        stated_day(stated)
    assert str(refused.value) == (
        f"{stated!r} is not a date; write a day that exists as YYYY-MM-DD, such as 1999-12-31"
    )
