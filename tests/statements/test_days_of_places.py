"""A day stands before the places that it is told of, or right behind each."""

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijan took Hadrut on 9 October and Fuzuli on 17 October."),
        ("en", "On 9 October Azerbaijan took Hadrut, on 17 October Fuzuli."),
        ("en", "Hadrut was taken by Azerbaijan on 9 October, Fuzuli on 17 October."),
        ("en", "After Azerbaijan took Hadrut on 9 October, it advanced and captured Fuzuli on 17 October."),
        ("en", "Azerbaijan took Hadrut (9 October) and Fuzuli (17 October)."),
        ("en", "Azerbaijan took Hadrut (09.10.2020) and Fuzuli (17.10.2020)."),
        ("ru", "Азербайджан взял Гадрут 9 октября, Физули 17 октября."),
        ("ru", "Азербайджан 9 октября взял Гадрут, 17 октября – Физули."),
        ("ru", "Гадрут был взят азербайджанской армией 9 октября, а Физули — 17 октября."),
        ("az", "Azərbaycan Ordusu oktyabrın 9-da Hadrutu, 17-də Füzulini azad edib."),
        ("az", "Azərbaycan Ordusu Hadrutu oktyabrın 9-da, Füzulini oktyabrın 17-də azad edib."),
        ("tr", "Azerbaycan ordusu Hadrut'u 9 Ekim'de, Fuzuli'yi 17 Ekim'de kurtardı."),
        ("hy", "Ադրբեջանը գրավել է Հադրութը հոկտեմբերի 9-ին, Ֆիզուլին՝ հոկտեմբերի 17-ին։"),
    ],
)
def test_each_place_has_its_own_day(read, language, text):
    found = [(item.resolution.place_id, item.day) for item in read(text, language, date(2020, 12, 1)).changes]
    assert found == [("gn148105", date(2020, 10, 9)), ("gn148106", date(2020, 10, 17))]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Azerbaijan took Hadrut and Sur on 9 October, Fuzuli and Tugh on 17 October.", [9, 9, 17, 17]),
        ("On 9 October Azerbaijan took Hadrut and Sur, on 17 October Fuzuli and Tugh.", [9, 9, 17, 17]),
        ("Azerbaijan, which opened fire on 27 September, took Hadrut on 9 October.", [9]),
        ("Azerbaijan took Hadrut on 9 October, Sur and Tugh.", [9, 9, 9]),
    ],
)
def test_lists_have_the_day_that_is_told_of_them(read, text, days):
    assert [item.day.day for item in read(text, "en", date(2020, 12, 1)).changes] == days
