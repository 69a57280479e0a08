"""A time of day beside a day is read as clocks show it, and refused where the day would be another one in UTC."""

from datetime import date, time, timedelta

import pytest

from karamap.tables.csv_tables import CellError
from karamap.tables.time_of_day import EXPECTED, Stated, check_day, stated

NONE = timedelta(0)
DAY = date(2023, 5, 1)

TIMES = {
    "14:30": (time(14, 30), NONE),
    "7:05": (time(7, 5), NONE),
    "14h30": (time(14, 30), NONE),
    "14:30:59": (time(14, 30), NONE),
    "14:30:59.250": (time(14, 30), NONE),
    "14:30:59,25Z": (time(14, 30), NONE),
    "14:30 UTC": (time(14, 30), NONE),
    "14:30 gmt": (time(14, 30), NONE),
    "12:00 AM": (time(0, 0), NONE),
    "12:59 a.m.": (time(0, 59), NONE),
    "1:05am": (time(1, 5), NONE),
    "11:05 am": (time(11, 5), NONE),
    "12:00 PM": (time(12, 0), NONE),
    "1:05 p.m.": (time(13, 5), NONE),
    "11:59 pm": (time(23, 59), NONE),
    "14:30+04:00": (time(14, 30), timedelta(hours=4)),
    "14:30 +0430": (time(14, 30), timedelta(hours=4, minutes=30)),
    "14:30-05:30": (time(14, 30), -timedelta(hours=5, minutes=30)),
    "14:30 UTC+4": (time(14, 30), timedelta(hours=4)),
    "2:30 pm GMT-3": (time(14, 30), -timedelta(hours=3)),
}


@pytest.mark.parametrize("between", ["T", "t", " "])
@pytest.mark.parametrize("told", TIMES)
def test_a_time_is_read_with_how_far_its_zone_is_ahead(told, between):
    assert stated(f"2023-05-01{between}{told}") == Stated("2023-05-01", *TIMES[told])
    assert stated(f"1 May 2023{between}{told}") == Stated("1 May 2023", *TIMES[told])


@pytest.mark.parametrize(
    "cell", ["2023-05-01", "14:30", "2023-05-01 14", "2023-05-01 14:3", "2023-05-01 14:30 to 15:30"]
)
def test_what_does_not_end_with_a_time_has_none(cell):
    assert stated(cell) is None


@pytest.mark.parametrize("told", ["24:00", "14:60", "99:00"])
def test_a_time_that_no_clock_shows_is_refused(told):
    with pytest.raises(CellError) as refused:
        stated(f"2023-05-01 {told}")
    assert refused.value.problem == f"'2023-05-01 {told}' has a time that no clock shows"
    assert refused.value.expected == EXPECTED


@pytest.mark.parametrize("zone", ["EST", "msk", "AZT", "x"])
def test_a_zone_by_its_name_is_refused(zone):
    with pytest.raises(
        CellError, match=rf"^'2023-05-01 14:30 {zone}' names a time zone in which it may be another day"
    ):
        stated(f"2023-05-01 14:30 {zone}")


@pytest.mark.parametrize(
    ("at", "ahead", "in_utc"),
    [
        (time(4, 0), 4, DAY),
        (time(3, 59), 4, date(2023, 4, 30)),
        (time(18, 59), -5, DAY),
        (time(19, 0), -5, date(2023, 5, 2)),
        (time(0, 0), 0, DAY),
        (time(23, 59), 0, DAY),
    ],
)
def test_a_day_that_is_another_one_in_utc_is_refused_with_both(at, ahead, in_utc):
    said = Stated("2023-05-01", at, timedelta(hours=ahead))
    if in_utc == DAY:
        check_day("cell", DAY, said)
        return
    with pytest.raises(CellError) as refused:
        check_day("cell", DAY, said)
    assert refused.value.problem == f"'cell' is 2023-05-01 by its own clock and {in_utc} in UTC"
    assert refused.value.expected == EXPECTED


@pytest.mark.parametrize(("day", "ahead"), [(date.min, 4), (date.max, -4)])
def test_at_the_ends_of_the_calendar_there_is_no_other_day(day, ahead):
    check_day("cell", day, Stated(day.isoformat(), time(23, 0) if ahead < 0 else time(1, 0), timedelta(hours=ahead)))
