"""What happened in a month of which no day is told: who holds a place by its last day."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.statements.sentences.tellings import ONLY_MONTH

LATER = date(2021, 6, 1)


@pytest.fixture
def later(read):
    """Read a page of the year after."""
    return lambda text, language="en": read(text, language, LATER)


def told(extraction):
    return [(item.holder, item.stance, str(item.day)) for item in extraction.changes]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In October 2020 Azerbaijan captured Hadrut."),
        ("en", "In late October 2020, Azerbaijan took control of Hadrut."),
        ("en", "Hadrut was captured by Azerbaijani forces in October 2020."),
        ("en", "Armenia lost Hadrut in October 2020."),
        ("ru", "В октябре 2020 года Азербайджан взял Гадрут."),
        ("ru", "Гадрут перешёл под контроль Азербайджана в октябре 2020 года."),
        ("az", "2020-ci ilin oktyabrında Azərbaycan Hadrutu azad etdi."),
        ("tr", "2020 yılının Ekim ayında Azerbaycan ordusu Hadrut'u işgalden kurtardı."),
        ("tr", "Ekim 2020'de Azerbaycan Hadrut'u ele geçirdi."),
        ("hy", "2020 թվականի հոկտեմբերին Ադրբեջանը գրավեց Հադրութը։"),
        ("hy", "Հադրութը 2020 թ. հոկտեմբերին գրավվել է Ադրբեջանի կողմից։"),
    ],
)
def test_who_took_a_place_in_a_month_holds_it_by_its_last_day(later, language, text):
    found = later(text, language)
    assert told(found) == [("AZ", "holds", "2020-10-31")]
    assert ONLY_MONTH in found.changes[0].reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kalbajar was handed over to Azerbaijan in November 2020."),
        ("ru", "В ноябре 2020 года Кельбаджар был передан Азербайджану."),
        ("az", "2020-ci ilin noyabrında Kəlbəcər Azərbaycana qaytarıldı."),
        ("tr", "Kasım 2020'de Kelbecer Azerbaycan'a geri verildi."),
        ("hy", "2020 թ. նոյեմբերին Քարվաճառը հանձնվեց Ադրբեջանին։"),
    ],
)
def test_what_was_handed_over_in_a_month_is_held_by_its_last_day(later, language, text):
    found = later(text, language)
    assert told(found) == [("AZ", "holds", "2020-11-30")]
    assert [item.basis for item in found.changes] == ["handover"]


def test_each_place_of_a_list_is_held_by_the_last_day_of_the_month(later):
    found = later("Azerbaijan captured Fuzuli, Jabrayil and Zangilan in October 2020.")
    assert [item.place.name.text for item in found.changes] == ["Fuzuli", "Jabrayil", "Zangilan"]


def test_no_day_behind_that_of_the_page_is_told(read):
    found = read("In November 2020 Armenian forces left Kalbajar.", "en", date(2020, 11, 26))
    assert told(found) == [("AZ", "affirms", "2020-11-26")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hadrut was captured in October 2020."),
        ("en", "Armenian forces captured Shusha in May 1992."),
        ("en", "In October 2020 Hadrut was under the control of Armenia."),
        ("en", "In October 2020 Azerbaijan planned to capture Hadrut."),
        ("en", "In October 2020 Azerbaijan captured Hadrut but lost it again."),
        ("en", "Did Azerbaijan capture Hadrut in October 2020?"),
        ("en", "In October 2020 Azerbaijan captured Hadrut, and in November Shusha."),
        ("en", "Before October 2020 Armenia had captured Hadrut."),
        ("en", "After October 2020 Azerbaijan captured Hadrut."),
        ("en", "After the war ended in November 2020, Azerbaijan captured Hadrut."),
        ("en", "The war that began in September 2020 ended with the capture of Shusha by Azerbaijan."),
        ("en", "In the war launched in September 2020 Azerbaijan captured Hadrut."),
        ("en", "During the war, which started in September 2020, Azerbaijan captured Hadrut."),
        ("en", "Azerbaijan captured Hadrut in the war that began in September 2020."),
        ("ru", "В ходе войны, начавшейся в сентябре 2020 года, Азербайджан взял Гадрут."),
        ("ru", "В начавшейся в сентябре 2020 года войне Азербайджан взял Гадрут."),
        ("az", "2020-ci ilin sentyabrında başlayan müharibədə Azərbaycan Hadrutu azad etdi."),
        ("tr", "Eylül 2020'de başlayan savaşta Azerbaycan Hadrut'u ele geçirdi."),
        ("hy", "2020 թ. սեպտեմբերին սկսված պատերազմի ընթացքում Ադրբեջանը գրավեց Հադրութը։"),
    ],
)
def test_the_month_of_something_else_tells_nothing(later, language, text):
    assert told(later(text, language)) == []


def test_a_list_behind_a_change_in_a_month_is_no_news(later):
    assert told(later("In October 2020 Azerbaijan captured the following villages:\nTalish\nMadagiz")) == []
