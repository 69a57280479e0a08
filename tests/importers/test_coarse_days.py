"""Days as lists give them: each has one reading with bounds, or is refused."""

from datetime import date

import pytest

from karamap.importers import list_words
from karamap.importers.coarse_days import between, span
from karamap.importers.found import Span
from karamap.tables.csv_tables import CellError


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-10", (2023, 10, 1), (2023, 10, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("10/2023", (2023, 10, 1), (2023, 10, 31)),
        ("October 2023", (2023, 10, 1), (2023, 10, 31)),
        ("Oct. 2023", (2023, 10, 1), (2023, 10, 31)),
        ("2023", (2023, 1, 1), (2023, 12, 31)),
        ("spring 1993", (1993, 3, 1), (1993, 5, 31)),
        ("Autumn 2020", (2020, 9, 1), (2020, 11, 30)),
        ("Q3 2023", (2023, 7, 1), (2023, 9, 30)),
        ("2023 Q1", (2023, 1, 1), (2023, 3, 31)),
        ("early March 2022", (2022, 3, 1), (2022, 3, 10)),
        ("late February 2022", (2022, 2, 21), (2022, 2, 28)),
        ("mid-2022", (2022, 5, 1), (2022, 8, 31)),
        ("2023-10-01..2023-10-09", (2023, 10, 1), (2023, 10, 9)),
        ("2023-10-01 – 2023-10-09", (2023, 10, 1), (2023, 10, 9)),
        ("1 October 2023 to 9 October 2023", (2023, 10, 1), (2023, 10, 9)),
        ("1–9 October 2023", (2023, 10, 1), (2023, 10, 9)),
        ("2023-10..2023-11", (2023, 10, 1), (2023, 11, 30)),
        ("2023-10-01 08:00 to 2023-10-09 17:30", (2023, 10, 1), (2023, 10, 9)),
    ],
)
def test_what_is_not_told_to_the_day_has_bounds_and_counts_from_the_last(text, first, last):
    assert span(text) == Span(date(*last), date(*first), date(*last))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-10-26", (2023, 10, 26)),
        ("26.10.2023", (2023, 10, 26)),
        ("26 October 2023", (2023, 10, 26)),
        ("1 March 2022 06h37 UTC", (2022, 3, 1)),
        ("20231026", (2023, 10, 26)),
        ("2023-10-26 14:05:00", (2023, 10, 26)),
        ("10/26/2023 2:05:00 PM", (2023, 10, 26)),
        ("2023-10-26T14:05:00.000+03:00", (2023, 10, 26)),
        ("2023-10-26 23:59:59Z", (2023, 10, 26)),
    ],
)
def test_a_day_is_a_day(text, day):
    assert span(text) == Span(date(*day))


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2023",
        "winter 1993",
        "soon",
        "2023-13",
        "2023-02-30",
        "2023-10-09..2023-10-01",
        "0000",
        "31 April 2023",
        "2023-05-01T23:30:00-05:00",
        "2023-05-01 01:30 UTC+3",
        "2023-05-01 12:00 EST",
        "2023-05-01 25:00",
        "-",
    ],
)
def test_what_has_no_reading_or_two_is_refused_with_what_would_be_right(text):
    with pytest.raises(CellError) as refused:
        span(text)
    assert refused.value.expected


def test_a_change_between_two_lists_came_after_the_first():
    assert between(date(2023, 1, 1), date(2023, 2, 1)) == Span(date(2023, 2, 1), date(2023, 1, 2), date(2023, 2, 1))
    assert between(date(2023, 1, 31), date(2023, 2, 1)) == Span(date(2023, 2, 1))
    assert between(None, date(2023, 2, 1)) == Span(date(2023, 2, 1))


def test_a_day_that_is_another_in_utc_is_told_with_both():
    with pytest.raises(CellError, match="2023-05-01 by its own clock and 2023-05-02 in UTC"):
        span("2023-05-01T23:30:00-05:00")


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("1. März 2023", "2023-03-01"),
        ("1er août 2023", "2023-08-01"),
        ("5 de octubre de 2023", "2023-10-05"),
        ("5 березня 2022 р.", "2022-03-05"),
        ("5 марта 2022 г.", "2022-03-05"),
        ("5 مارس 2022", "2022-03-05"),
        ("5 كانون الثاني 2022", "2022-01-05"),
        ("Mai 2023", "2023-05"),
        ("лютий 2022", "2022-02"),
        ("Frühjahr 2023", "spring 2023"),
        ("été 2023", "summer 2023"),
        ("1. März 2023 – 5. April 2023", "2023-03-01..2023-04-05"),
    ],
)
def test_months_and_seasons_are_read_in_other_languages(text, english):
    assert span(text) == span(english)


@pytest.mark.parametrize("text", ["5 Brumaire 2022", "32. März 2023", "März", "maggio 2023"])
def test_what_is_no_day_in_another_language_is_refused(text):
    with pytest.raises(CellError):
        span(text)


def test_no_month_or_season_of_one_language_is_another_one_of_another():
    words = {}
    for of, means, _, word in list_words.rows():
        if of in ("month", "season"):
            words.setdefault(word.casefold(), set()).add(means)
    assert {word: means for word, means in words.items() if len(means) > 1} == {}
