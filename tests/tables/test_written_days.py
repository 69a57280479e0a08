"""Days as people write them are read where that has one reading, and refused with both where it has two."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.tables.csv_tables import CellError
from karamap.tables.written_days import written_day

ONE_READING = {
    "2020-10-22": "2020-10-22",
    "2020-1-2": "2020-01-02",
    "2020/10/22": "2020-10-22",
    "2020.10.22": "2020-10-22",
    "20201022": "2020-10-22",
    "27.09.2020": "2020-09-27",
    "3.4.2020": "2020-04-03",
    "22. 10. 2020": "2020-10-22",
    "13/04/2020": "2020-04-13",
    "04/13/2020": "2020-04-13",
    "22-10-2020": "2020-10-22",
    "05/05/2020": "2020-05-05",
    "22 Oct 2020": "2020-10-22",
    "22-Oct-2020": "2020-10-22",
    "22nd october 2020": "2020-10-22",
    "OCT. 22, 2020": "2020-10-22",
    "October 2 2020": "2020-10-02",
    "2020 Oct 22": "2020-10-22",
    "2020-10-22T00:00:00Z": "2020-10-22",
    "2020-10-22 14:30": "2020-10-22",
    "22.10.2020 0:00": "2020-10-22",
}


@pytest.mark.parametrize(("text", "day"), ONE_READING.items())
def test_one_reading_is_taken(text, day):
    assert written_day(text).isoformat() == day


TWO_READINGS = {
    "03/04/2020": ("2020-04-03", "2020-03-04"),
    "3-4-2020": ("2020-04-03", "2020-03-04"),
    "12/10/2020 0:00": ("2020-10-12", "2020-12-10"),
    "3.4.20": ("2020-04-03", "2020-03-04"),
    "13.04.20": ("2020-04-13", "2013-04-20"),
    "10/22/20": ("2020-10-22", "1920-10-22"),
    "31/12/99": ("2099-12-31", "1999-12-31"),
    "22-Oct-20": ("2020-10-22", "2022-10-20"),
    "44126": ("2020-10-22", "2024-10-23"),
}


@pytest.mark.parametrize(("text", "days"), TWO_READINGS.items())
def test_two_readings_are_both_named(text, days):
    with pytest.raises(CellError) as caught:
        written_day(text)
    assert caught.value.problem == f"{text!r} may be {days[0]} or {days[1]}"
    assert "YYYY-MM-DD" in caught.value.expected


@pytest.mark.parametrize(
    "text",
    [
        *("2020-02-30", "31.09.2020", "32/13/2020", "09.27.2020", "2020-10", "2020", "Oct 2020", "22 окт 2020", "x"),
        *("٢٠٢٠-١٠-٢٢", "2020-10/22", "0000-01-01", "22 Foo 2020", "22-Foo-20", "1" * 1000, "99999999", "-1.1.2020"),
        "22.10",
    ],
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(CellError, match="is not a date"):
        written_day(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_no_form_is_ever_read_as_another_day(day):
    forms = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d", "%d %B %Y", "%b %d, %Y")
    assert {written_day(day.strftime(form)) for form in forms} == {day}
    for form in ("%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y"):
        try:
            assert written_day(day.strftime(form)) == day
        except CellError:
            assert day.day <= 12 and day.day != day.month


def test_a_serial_number_is_told_as_both_systems_read_it():
    with pytest.raises(CellError) as caught:
        written_day("43831.5")
    first = date(2020, 1, 1)
    assert f"{first} or {first + timedelta(days=1462)}" in caught.value.problem
