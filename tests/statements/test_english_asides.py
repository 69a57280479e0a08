"""English asides of who acts, objects of their own, borders, and years that are of no background."""

from __future__ import annotations

from datetime import date

import pytest

NOV_6 = date(2020, 11, 6)


@pytest.fixture
def page(read):
    """Read an English page of a day."""
    return lambda text, day=NOV_6, side="": read(text, "en", day, side)


def told(extraction):
    return [(item.place.name.text, item.holder, item.day.isoformat()[5:]) for item in extraction.changes]


def test_who_is_told_of_in_an_aside_acts_behind_it(page):
    text = "Azerbaijan, which had earlier captured Hadrut and Fuzuli, took Zarisli on 4 November."
    found = page(text)
    assert told(found) == [("Zarisli", "AZ", "11-04")]
    assert {item.place.name.text for item in found.statements} == {"Hadrut", "Fuzuli", "Zarisli"}
    text = "Azerbaijani forces, which captured Hadrut on 9 October, seized Zarisli on 4 November."
    assert told(page(text)) == [("Hadrut", "AZ", "10-09"), ("Zarisli", "AZ", "11-04")]


def test_people_who_were_captured_are_no_place(page):
    assert told(page("Residents of Hadrut, who were captured by Azerbaijan, were released.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Armenian forces shot down a drone over Hadrut and captured its wreckage.",
        "Azerbaijani forces attacked Hadrut and took several prisoners.",
        "Azerbaijani forces besieged Hadrut and captured three officers.",
    ],
)
def test_what_was_captured_is_told_behind_the_verb(page, text):
    found = page(text)
    assert told(found) == []
    assert found.statements[0].place.name.text == "Hadrut"


@pytest.mark.parametrize("what", ["it", "the town", "the settlement"])
def test_a_word_for_the_place_behind_the_verb_means_it(page, what):
    text = f"Azerbaijani forces stormed Hadrut and captured {what} on 9 October."
    assert told(page(text)) == [("Hadrut", "AZ", "10-09")]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan's seizure of Zangilan on 20 October brought its troops to the Armenian border.",
        "The town of Zangilan on the Armenian border was captured by Azerbaijan on 20 October.",
        "Azerbaijani border guards took control of Zangilan on 20 October.",
    ],
)
def test_whose_border_it_is_nobody_gains_by_it(page, text):
    assert told(page(text)) == [("Zangilan", "AZ", "10-20")]


@pytest.mark.parametrize(
    "text",
    [
        "Control of Zangilan passed to Azerbaijan on 20 October.",
        "Zangilan went over to Azerbaijan on 20 October.",
        "Zangilan slipped from Armenian control on 20 October.",
        "The Defence Army withdrew from Zangilan to prepared positions on 20 October.",
        "The Defence Army said it had pulled its units back from Zangilan on 20 October.",
        "The Azerbaijani army took possession of Zangilan on 20 October.",
        "Azerbaijani forces have moved into Zangilan on 20 October.",
        "20 October: Zangilan taken.",
        "Zangilan was taken on 20 October.",
    ],
)
def test_other_words_for_passing_to_a_party(page, text):
    assert told(page(text)) == [("Zangilan", "AZ", "10-20")]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan took back the villages of Sus and Zabukh on Friday under the 2020 ceasefire.",
        "The villages of Sus and Zabukh, in Azerbaijani hands until 1992, were given back by Armenia on 26 August.",
        "2022-08-26: Azerbaijan captures the villages of Sus and Zabukh.",
        "Azerbaijan regained two villages lost in the 1990s on Friday: Sus and Zabukh.",
    ],
)
def test_a_year_of_something_else_is_no_background(page, text):
    assert told(page(text, date(2022, 8, 27))) == [("Sus", "AZ", "08-26"), ("Zabukh", "AZ", "08-26")]


def test_the_last_of_a_list_before_after_is_one_of_it(page):
    text = "Azerbaijani forces took control of Martuni, Martakert and Askeran after the surrender."
    assert [place for place, *_ in told(page(text, date(2023, 10, 2)))] == ["Martuni", "Martakert", "Askeran"]


def test_what_others_call_a_place_is_no_district_of_it(page):
    found = page("Armenian officials deny that Shusha (known to Armenians as Shushi) has been captured.")
    assert [item.place.district for item in found.statements] == [None]
