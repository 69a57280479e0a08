"""Where a page was written is told before its news, and nothing is told of that place."""

from datetime import date

import pytest

DAY = date(2020, 10, 10)


def changed(extraction):
    return [(item.place.name.text, item.holder, item.day) for item in extraction.changes]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "STEPANAKERT, OCTOBER 10, ARTSAKHPRESS: The enemy took the village of Talish.", "Talish"),
        ("en", "STEPANAKERT, OCTOBER 10, ARMENPRESS. Azerbaijani forces have captured Hadrut.", "Hadrut"),
        ("en", "Stepanakert, October 10 — Azerbaijani forces have captured Hadrut.", "Hadrut"),
        ("en", "STEPANAKERT, Azerbaijan (AP) — Azerbaijani forces have captured Hadrut.", "Hadrut"),
        ("ru", "ШУША, 10 октября. Азербайджанские войска взяли Гадрут.", "Гадрут"),
        ("ru", "Степанакерт, 10 октября — Азербайджанские войска взяли Гадрут.", "Гадрут"),
        ("ru", "Арцахпресс: Противник взял Гадрут.", "Гадрут"),
        ("az", "ŞUŞA, 10 oktyabr, AZƏRTAC: Azərbaycan Ordusu Talış kəndini azad edib.", "Talış"),
        ("hy", "ՍՏԵՓԱՆԱԿԵՐՏ, 10 ՀՈԿՏԵՄԲԵՐԻ, ԱՐՑԱԽՊՐԵՍ․ Հակառակորդը գրավել է Հադրութը։", "Հադրութը"),
    ],
)
def test_the_place_of_a_dateline_does_not_change_hands(read, language, text, name):
    assert changed(read(text, language, DAY)) == [(name, "AZ", DAY)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hadrut, October 9: the town was captured by Azerbaijan.", ["Hadrut"]),
        ("Jabrayil, Hadrut and Talish: taken by Azerbaijan, says Aliyev.", ["Jabrayil", "Hadrut", "Talish"]),
        ("Villages of Jabrayil taken by Azerbaijan: Sirik, Shikhlar.", ["Sirik", "Shikhlar"]),
    ],
)
def test_what_only_resembles_a_dateline_is_read(read, text, names):
    assert [item.place.name.text for item in read(text, "en", DAY).statements] == names
