"""English encyclopaedias and wires: a village of two names, years beside days, attempts, flags, what is surrendered."""

from __future__ import annotations

from datetime import date

import pytest

OF_2023 = date(2023, 1, 1)


@pytest.fixture
def page(read):
    """Read an English page of a day."""
    return lambda text, day=OF_2023, side="": read(text, "en", day, side)


def told(extraction):
    return [
        (item.place.name.text, item.place.district.text if item.place.district else None, item.holder, item.day)
        for item in extraction.changes
    ]


@pytest.mark.parametrize(
    "names",
    [
        "Alkhasly (Azerbaijani: Alxaslı) or Arvakan (Armenian: Արվական)",
        "Alkhasly or Arvakan",
        "Alkhasly / Arvakan",
        "Alkhasly (Azerbaijani: Alxaslı; Armenian: Արվական)",
    ],
)
def test_a_village_of_two_names_is_told_of_without_them(page, names):
    text = f"{names} is a village in the Lachin District of Azerbaijan. On 1 December 2020, it was returned to "
    found = page(text + "Azerbaijan as part of the 2020 ceasefire agreement.")
    assert told(found) == [("Alkhasly", "Lachin", "AZ", date(2020, 12, 1))]
    assert {item.side for item in found.statements} == {""}


def test_it_may_stand_behind_the_verb(page):
    text = "Susanlyg is a village in the Khojavend District. Azerbaijani forces captured it on 9 November 2020."
    assert told(page(text)) == [("Susanlyg", "Khojavend", "AZ", date(2020, 11, 9))]


def test_the_year_of_a_day_is_no_background(page):
    text = "The town of Hadrut was captured by Azerbaijan on 9 October 2020, early in the 2020 fighting."
    assert told(page(text)) == [("Hadrut", None, "AZ", date(2020, 10, 9))]


@pytest.mark.parametrize(
    "text",
    [
        "Hovhannisyan said that efforts by Azerbaijani units to enter Hadrut had been repulsed.",
        "Azerbaijani units made an effort to take Hadrut.",
        "By 20 November, Armenia had to abandon Hadrut.",
    ],
)
def test_what_is_tried_or_due_is_no_change(page, text):
    found = page(text, date(2020, 10, 12))
    assert (found.changes, found.facts) == ((), ())
    assert found.statements


@pytest.mark.parametrize("verb", ["managed to take", "was able to take", "went on to take"])
def test_what_somebody_managed_to_take_is_taken(page, verb):
    text = f"The Azerbaijani army {verb} Hadrut on 9 October 2020."
    assert told(page(text)) == [("Hadrut", None, "AZ", date(2020, 10, 9))]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijani forces have taken control of villages in the Karabakh districts of Jabrayil and Zangilan.",
        "Azerbaijani forces have taken several villages in Azerbaijan's Jabrayil district.",
    ],
)
def test_villages_in_districts_are_no_whole_districts(page, text):
    assert page(text, date(2020, 11, 2)).facts == ()


def test_last_year_counts_from_the_page_and_not_from_its_heading(page):
    text = "Chronicle of the 44-day war: October 4\n\n- On this day of last year, the Azerbaijani flag was hoisted in "
    assert told(page(text + "Sugovushan;", date(2021, 10, 4))) == [("Sugovushan", None, "AZ", date(2020, 10, 4))]


def test_what_was_surrendered_is_not_so_by_the_enemy_of_the_part_before(page):
    text = "Harutyunyan said the enemy was five kilometres from Shusha and that Zarisli had been surrendered."
    assert [(place, holder) for place, _, holder, _ in told(page(text, date(2020, 11, 6)))] == [("Zarisli", "AZ")]


@pytest.mark.parametrize(
    "text",
    [
        "The Azerbaijani flag is now flying over Zarisli.",
        "Azerbaijani forces are near Shusha after taking Zarisli.",
    ],
)
def test_other_words_for_taking(page, text):
    assert [(place, holder) for place, _, holder, _ in told(page(text, date(2020, 11, 6)))] == [("Zarisli", "AZ")]


@pytest.mark.parametrize(
    "text",
    [
        "Armenian soldiers taking part in a parade in Zarisli sang.",
        "Azerbaijani troops taking up positions near Zarisli came under fire.",
        "Residents of Zarisli are taking shelter from Azerbaijani fire.",
    ],
)
def test_not_all_taking_is_of_places(page, text):
    assert page(text, date(2020, 11, 6)).changes == ()
