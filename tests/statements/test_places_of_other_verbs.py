"""Places that go with another verb than the one that tells a change, and places that a word for them alone gives."""

from datetime import date

import pytest


def told(extraction):
    return {(item.place.name.text, item.holder) for item in extraction.changes}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Azerbaijani forces took the village of Tugh and besieged Shusha.", "Tugh"),
        ("en", "Azerbaijani forces took the village of Tugh and besieged the town of Shusha.", "Tugh"),
        ("en", "Having captured Tugh, Azerbaijani troops went on to besiege Shusha.", "Tugh"),
        ("en", "Azerbaijani forces took Tugh, five kilometres away from Shusha.", "Tugh"),
        ("en", "With Tugh captured, Azerbaijan's army is now within 10 km of Shusha.", "Tugh"),
        ("en", "Azerbaijani forces took Tugh as well as strategic heights around Shusha.", "Tugh"),
        ("az", "Azərbaycan Ordusu Tuğ kəndini azad edib və Şuşanı mühasirəyə alıb.", "Tuğ"),
        ("az", "Ordumuz Tuğ kəndini azad edib, Hadrut şəhərinə yaxınlaşır.", "Tuğ"),
        ("az", "Azərbaycan Ordusu Tuğ kəndini azad edərək Şuşaya yaxınlaşıb.", "Tuğ"),
        ("tr", "Azerbaycan ordusu Tuğ köyünü aldı ve Şuşa'yı kuşattı.", "Tuğ"),
        ("tr", "Azerbaycan ordusu Tuğ köyünü aldı ve Hadrut kasabasını kuşattı.", "Tuğ"),
        ("tr", "Azerbaycan ordusu Tuğ köyünü aldı, Şuşa'ya 5 kilometre kaldı.", "Tuğ"),
        ("ru", "Азербайджанские войска взяли село Туг и окружили Шушу.", "Туг"),
        ("ru", "Азербайджанские войска взяли село Туг и окружили город Гадрут.", "Туг"),
        ("ru", "Азербайджанские войска взяли село Туг, осадив Шушу.", "Туг"),
        ("ru", "Азербайджанские войска взяли село Туг и подошли к Шуше.", "Туг"),
        ("hy", "Ադրբեջանական զորքերը գրավել են Տող գյուղը և շրջապատել Շուշին։", "Տող"),
        ("hy", "Ադրբեջանական զորքերը գրավել են Տող գյուղը և Շուշիի շուրջ բարձունքները։", "Տող"),
    ],
)
def test_what_an_unknown_verb_tells_of_is_not_taken(read, language, text, name):
    found = read(text, language)
    assert told(found) == {(name, "AZ")}
    assert len(found.statements) == 2, "the other place is kept as a mention"


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Azerbaijani forces took Tugh, Salakatin and Hadrut.", {"Tugh", "Salakatin", "Hadrut"}),
        ("en", "Azerbaijani forces took Tugh and then Hadrut.", {"Tugh", "Hadrut"}),
        ("en", "Azerbaijani forces took Tugh and the neighbouring town of Hadrut.", {"Tugh", "Hadrut"}),
        ("ru", "Азербайджанские войска взяли село Туг и соседний город Гадрут.", {"Туг", "Гадрут"}),
        ("ru", "Азербайджанские войска взяли Туг и Гадрут.", {"Туг", "Гадрут"}),
        ("az", "Azərbaycan Ordusu Şuşanı və Hadrutu azad edib.", {"Şuşanı", "Hadrutu"}),
    ],
)
def test_what_the_same_verb_tells_of_is(read, language, text, names):
    assert told(read(text, language)) == {(name, "AZ") for name in names}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Azerbaijani forces attacked Hadrut on Friday and took it after heavy fighting.", "Hadrut"),
        ("en", "Azerbaijani forces shelled Hadrut, then took it.", "Hadrut"),
        ("tr", "Azerbaycan ordusu Hadrut'a saldırdı ve onu ele geçirdi.", "Hadrut'a"),
    ],
)
def test_what_was_attacked_and_then_taken_changes_hands(read, language, text, name):
    assert told(read(text, language)) == {(name, "AZ")}


def test_a_word_for_the_last_place_is_not_one_for_those_before(read):
    text = "Azerbaijani forces shelled Hadrut, took Tugh and left it."
    assert ("Hadrut", "ARM") not in told(read(text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Armenian civilians left the city of Lachin."),
        ("en", "Armenian residents left the city of Lachin."),
        ("az", "Erməni əhali Laçın şəhərini tərk edib."),
        ("tr", "Ermeni siviller Laçın kentini terk etti."),
        ("ru", "Армянское население покинуло город Лачин."),
        ("ru", "Армянские жители оставили город Лачин."),
        ("hy", "Հայ բնակիչները լքել են Բերձոր քաղաքը։"),
    ],
)
def test_people_who_leave_hand_nothing_over(read, language, text):
    assert told(read(text, language)) == set()


def test_troops_who_leave_do(read):
    assert told(read("Armenian troops left the city of Lachin.")) == {("Lachin", "AZ")}


def test_what_was_surrounded_behind_a_number_of_positions_was_not_taken(read):
    text = (
        "The Azerbaijani defence ministry said that more than 90 positions had been taken. "
        "Officials reported that the villages of Charektar and Getavan in the Martakert district were surrounded."
    )
    assert told(read(text)) == set()


def test_what_else_somebody_names_was_taken_too(read):
    text = (
        "Aliyev said that the village of Havali in the Zangilan district had been taken. "
        "He also named Dordchinar and Kurdlar in the Fuzuli district."
    )
    assert {name for name, _ in told(read(text))} == {"Havali", "Dordchinar", "Kurdlar"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("az", "Azərbaycan Ordusu Arış kəndini döyüşlərlə azad edib.", "Arış"),
        ("az", "Füzuli rayonunun Arış kəndi döyüşlərdə ordumuz tərəfindən azad edilib.", "Arış"),
        ("tr", "Azerbaycan ordusu Arış köyünü çatışmaların ardından ele geçirdi.", "Arış"),
    ],
)
def test_a_fight_before_the_verb_tells_how_it_was_taken(read, language, text, name):
    assert told(read(text, language)) == {(name, "AZ")}


@pytest.mark.parametrize(
    "text",
    [
        "Arış köyünde çatışmalar sürüyor, Azerbaycan ordusu Gorgan köyünü ele geçirdi.",
        "Arış köyünde çatışmalar sürüyor ve Azerbaycan ordusu Gorgan köyünü ele geçirdi.",
    ],
)
def test_a_fight_elsewhere_tells_of_no_other_place(read, text):
    assert told(read(text, "tr")) == {("Gorgan", "AZ")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Azerbaijani flag was raised in the village of Tugh."),
        ("en", "Azerbaijani forces established control in the village of Tugh."),
        ("az", "Tuğ kəndində Azərbaycan bayrağı ucaldılıb."),
        ("tr", "Azerbaycan ordusu Tuğ köyünde kontrolü sağladı."),
        ("ru", "В селе Туг поднят флаг Азербайджана."),
        ("ru", "Азербайджанская армия установила контроль в селе Туг."),
        ("ru", "Азербайджанские войска вошли в село Туг."),
    ],
)
def test_a_flag_or_control_somewhere_holds_the_place(read, language, text):
    assert {holder for _, holder in told(read(text, language))} == {"AZ"}


def test_a_flag_on_a_bridge_is_not_in_the_place_it_is_called_by(read):
    text = "Азербайджанские военные подняли флаг на Худаферинском мосту."
    assert told(read(text, "ru")) == set()


def test_a_place_stays_under_the_control_of_who_speaks(read):
    found = read("Армянская сторона заявила, что село Талыш остается под ее контролем.", "ru").changes
    assert [(item.holder, item.stance) for item in found] == [("ARM", "holds")]


@pytest.mark.parametrize("text", ["Şuşada yanğın nəzarətə götürülüb.", "Şuşa şəhərində yanğın nəzarətə götürülüb."])
def test_what_comes_under_control_in_a_place_is_something_else(read, text):
    assert read(text, "az").changes == ()


def test_control_itself_may_be_in_a_place(read):
    assert len(read("Şuşa şəhərində nəzarət bərpa edilib.", "az", date(2020, 11, 10)).changes) == 1
