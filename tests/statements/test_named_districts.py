"""Districts that are counted or called several and named behind a mark: whole districts, and no towns of that name."""

from datetime import date

import pytest

DAY = date(2020, 12, 2)


def subjects(extraction):
    return [(item.subject, item.holder) for item in extraction.facts]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Three districts - Agdam, Kalbajar and Lachin - were returned to Azerbaijan.", "Agdam Kalbajar Lachin"),
        ("en", "Three districts were returned to Azerbaijan: Agdam, Kalbajar and Lachin.", "Agdam Kalbajar Lachin"),
        ("en", "Two districts, Agdam and Lachin, were returned to Azerbaijan.", "Agdam Lachin"),
        (
            "en",
            "Armenia handed over three districts (Agdam, Kalbajar and Lachin) to Azerbaijan.",
            "Agdam Kalbajar Lachin",
        ),
        ("az", "Üç rayonumuz - Ağdam, Kəlbəcər və Laçın bizə qaytarıldı.", "Ağdam Kəlbəcər Laçın"),
        ("az", "Üç rayon: Ağdam, Kəlbəcər və Laçın Azərbaycana qaytarıldı.", "Ağdam Kəlbəcər Laçın"),
        ("tr", "Üç ilçe - Ağdam, Kelbecer ve Laçın - Azerbaycan'a iade edildi.", "Ağdam Kelbecer Laçın"),
        ("ru", "Три района – Агдам, Кельбаджар и Лачин – переданы Азербайджану.", "Агдам Кельбаджар Лачин"),
        ("ru", "Азербайджану переданы два района: Агдамский и Лачинский.", "Агдамский Лачинский"),
        ("hy", "Ադրբեջանին հանձնվեցին երկու շրջաններ՝ Աղդամ և Լաչին։", "Աղդամ Լաչին"),
    ],
)
def test_named_districts_are_facts_and_no_towns(read, language, text, names):
    found = read(text, language, DAY, "AZ" if language == "az" else "")
    assert subjects(found) == [(name, "AZ") for name in names.split()]
    assert found.changes == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Villages of three districts - Fuzuli, Jabrayil and Zangilan - were taken by the Azerbaijani army."),
        ("en", "The Azerbaijani army took heights in three districts: Fuzuli, Jabrayil and Zangilan."),
        ("en", "The Azerbaijani army took villages in the following districts: Fuzuli and Jabrayil."),
        ("en", "Azerbaijan wants three districts - Agdam, Kalbajar and Lachin - to be returned."),
        ("ru", "Азербайджанские войска взяли селения Физулинского и Джебраильского районов."),
        ("ru", "Азербайджанские войска взяли хутора Физулинского района."),
        ("az", "Füzuli və Cəbrayıl rayonlarının kəndləri işğaldan azad olunub."),
    ],
)
def test_places_in_named_districts_are_neither_facts_nor_changes(read, language, text):
    found = read(text, language, DAY)
    assert subjects(found) == []
    assert found.changes == ()


def test_districts_that_head_a_list_of_villages_are_no_facts(read):
    text = "Füzuli, Cəbrayıl rayonları: Aşağı Əbdürrəhmanlı və Qarxulu kəndləri işğaldan azad edildi."
    found = read(text, "az", DAY)
    assert subjects(found) == []
    assert [item.place.name.text for item in found.changes] == ["Aşağı Əbdürrəhmanlı", "Qarxulu"]


def test_each_named_district_has_its_own_day(read):
    text = "Armenia returned three districts: Agdam on November 20, Kalbajar on November 25 and Lachin on December 1."
    found = read(text, "en", DAY)
    days = [(item.subject, item.day) for item in found.facts]
    assert days == [("Agdam", date(2020, 11, 20)), ("Kalbajar", date(2020, 11, 25)), ("Lachin", date(2020, 12, 1))]
    assert found.changes == ()


def test_a_day_may_stand_before_each_named_district(read):
    text = "İki rayon - noyabrın 25-də Kəlbəcər, dekabrın 1-də Laçın Azərbaycana qaytarıldı."
    found = read(text, "az", DAY)
    assert [(item.subject, item.day) for item in found.facts] == [
        ("Kəlbəcər", date(2020, 11, 25)),
        ("Laçın", date(2020, 12, 1)),
    ]
    assert found.changes == ()


def test_towns_named_beside_districts_stay_places(read):
    found = read("Azerbaijan liberated these towns and districts: Fuzuli and Jabrayil.", "en", date(2020, 11, 10))
    assert subjects(found) == []
    assert [item.place.name.text for item in found.changes] == ["Fuzuli", "Jabrayil"]
