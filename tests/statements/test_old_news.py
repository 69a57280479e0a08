"""Changes of long ago on a page that tells no day, or no year, beside them: no news of the day of the page."""

from datetime import date

import pytest

LATER = date(2025, 9, 20)

HELD_LATER = [
    ("en", "The Azerbaijani army took control of Hadrut."),
    ("az", "Hadrut şəhəri Azərbaycanın nəzarətinə keçib."),
    ("tr", "Hadrut, Azerbaycan'ın kontrolüne geçti."),
    ("ru", "Гадрут перешёл под контроль Азербайджана."),
    ("hy", "Հադրութն անցել է Ադրբեջանի վերահսկողության տակ։"),
]

OLD_YEARS = [
    ("en", "In 1992 fighting raged around Shusha. On 8 May Shusha was captured by Armenian forces."),
    ("az", "1992-ci ildə Şuşa uğrunda döyüşlər gedirdi. Mayın 8-də Şuşa erməni silahlıları tərəfindən işğal olundu."),
    ("tr", "1992'de Şuşa için savaşıldı. 8 Mayıs'ta Şuşa Ermeni güçleri tarafından işgal edildi."),
    ("ru", "В 1992 году шли бои за Шушу. 8 мая Шуша была захвачена армянскими силами."),
]


def told(found):
    return [(item.holder, item.stance, item.day) for item in found.changes]


@pytest.mark.parametrize(("language", "text"), HELD_LATER)
def test_what_was_taken_long_before_a_page_without_a_day_is_held_on_its_day(read, language, text):
    assert told(read(text, language, LATER)) == [("AZ", "holds", LATER)]


@pytest.mark.parametrize(("language", "text"), HELD_LATER)
def test_it_is_news_shortly_behind_the_day_on_which_it_was_taken(read, language, text):
    day = date(2020, 10, 11)
    assert told(read(text, language, day)) == [("AZ", "affirms", day)]


def test_it_is_news_that_another_party_took_it(read):
    assert told(read("The Armenian army took control of Hadrut.", "en", LATER)) == [("ARM", "affirms", LATER)]


def test_a_day_beside_it_dates_it(read):
    text = "The Azerbaijani army took control of Hadrut on 9 October 2020."
    assert told(read(text, "en", LATER)) == [("AZ", "affirms", date(2020, 10, 9))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We show a report from the liberated town of Hadrut."),
        ("az", "İşğaldan azad olunan Hadrutdan videoreportajı təqdim edirik."),
        ("ru", "Освобождён от оккупации город Гадрут."),
        ("en", "The liberation of Hadrut by the Azerbaijani army was a historic step."),
        ("az", "Ermənilər Hadrutu işğal etdikdən sonra burada hərbi hissələr yaratmışdı."),
    ],
)
def test_without_who_took_it_or_told_by_a_noun_the_place_is_only_mentioned(read, language, text):
    found = read(text, language, LATER)
    assert found.changes == ()
    assert len(found.statements) == 1


@pytest.mark.parametrize(("language", "text"), OLD_YEARS)
def test_a_day_behind_a_year_of_long_ago_is_of_that_year(read, language, text):
    found = read(text, language, date(2022, 5, 8))
    assert found.changes == ()
    assert found.statements[-1].resolution.place_id


def test_a_day_behind_such_a_year_is_news_of_who_had_not_the_place_at_first(read):
    text = "In 1993 Armenian forces occupied Zangilan. On October 20 the Azerbaijani army liberated Zangilan."
    assert told(read(text, "en", date(2020, 10, 20))) == [("AZ", "affirms", date(2020, 10, 20))]
