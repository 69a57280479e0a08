"""Days that are not told, who tells, places that only describe others, and lists that a number announces."""

from datetime import date

import pytest


def told(extraction):
    return [(item.place.name.text, item.holder, item.day) for item in extraction.changes]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijani forces captured the town of Hadrut in mid-October."),
        ("en", "In October, Azerbaijani forces captured the town of Hadrut."),
        ("az", "Azərbaycan Ordusu oktyabrın əvvəllərində Hadrut qəsəbəsini azad edib."),
        ("tr", "Azerbaycan ordusu Ekim ayının ortasında Hadrut kasabasını kurtardı."),
        ("ru", "В середине октября армия Азербайджана взяла посёлок Гадрут."),
        ("en", "On 27 September it began an operation, during which it took the town of Hadrut."),
        ("az", "Sentyabrın 27-dən Azərbaycan Ordusu Hadrut qəsəbəsini azad edib."),
    ],
)
def test_what_has_no_day_is_no_news_of_the_day_of_the_page(read, language, text):
    found = read(text, language, date(2021, 1, 1))
    assert (told(found), len(found.statements)) == ([], 1)


def test_a_day_on_a_page_from_within_a_war_is_not_of_an_older_one_that_it_tells_of(read):
    text = "Laçın 18 Mayıs 1992'de işgal edilmişti.\nErmenistan ordusu 25 Kasım'da Kelbecer'den çekilmişti."
    found = read(text, "tr", date(2020, 11, 30))
    assert told(found) == [("Kelbecer'den", "AZ", date(2020, 11, 25))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijan took the village of Talish and the town of Hadrut, Qwertynews reports."),
        ("ru", "О взятии села Талыш армией Азербайджана сообщил Йцукен."),
    ],
)
def test_who_tells_it_is_no_place(read, language, text):
    assert {item.place.name.text for item in read(text, language).statements} <= {"Talish", "Hadrut", "Талыш"}


def test_a_district_before_a_word_for_a_kind_describes_its_village(read):
    (found,) = read("Azerbaijani troops captured the Askeran village of Parukh.", published=date(2022, 3, 24)).changes
    assert (found.place.name.text, found.place.district.text, found.place.kind) == ("Parukh", "Askeran", "village")


def test_a_city_behind_a_district_is_that_of_its_own(read):
    text = "Noyabrın 20-də Ağdam rayonunun 138 kəndi, noyabrın 25-də Kəlbəcər şəhəri Azərbaycana qaytarıldı."
    found = read(text, "az", date(2020, 11, 30)).changes
    assert [(item.place.name.text, item.place.district) for item in found] == [("Kəlbəcər", None)]


def test_a_list_that_a_participle_is_said_to_be(read):
    text = "Azad olunan kəndlər Füzuli rayonunun Arış və Qərvənd kəndləri oldu, Prezident bildirib."
    found = read(text, "az", date(2020, 10, 15)).changes
    assert [(item.place.district.text, item.place.kind, item.holder) for item in found] == [
        ("Füzuli", "village", "AZ"),
        ("Füzuli", "village", "AZ"),
    ]


def test_a_sentence_behind_a_number_that_tells_of_something_else_is_no_list(read):
    text = (
        "Azərbaycan Ordusu 5 kəndi işğaldan azad edib. Bundan sonra məğlub olduğunu etiraf edən Ermənistan Ağdam və "
        "Laçının tərk olunmasını nəzərdə tutan və hər kəsin gözlədiyi müqaviləni bu günlərdə imzalamışdı."
    )
    assert told(read(text, "az")) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The peacekeepers took control of the village of Parukh."),
        ("ru", "Миротворцы взяли под контроль село Парух."),
    ],
)
def test_troops_of_no_party_give_a_place_to_none(read, language, text):
    assert told(read(text, language, date(2022, 3, 28))) == []


def test_a_withdrawal_that_is_agreed_upon_has_not_happened(read):
    text = "The peacekeepers mediated a deal with Armenian and Azerbaijani soldiers to mutually withdraw from Parukh."
    assert told(read(text, published=date(2022, 3, 26))) == []


def test_who_lost_a_place_is_not_whose_participle_it_is(read):
    assert told(read("Ermənistanın işğalından azad edilən Ağdamda azan səsləndirilib.", "az", date(2020, 11, 21))) == []


def test_a_letter_of_another_script_is_read_as_the_one_that_it_looks_like(read):
    assert told(read("Azәrbaycan Ordusu Talış kәndini azad edib.", "az")) == [("Talış", "AZ", date(2020, 10, 23))]


def test_whoever_only_passed_takes_nothing(read):
    text = "Փրկարարներն անցել են Ադրբեջանի օկուպացիայի տակ անցած տարածքներ՝ Շուշի, Հադրութ։"
    assert "ARM" not in {holder for _, holder, _ in told(read(text, "hy", date(2020, 11, 20)))}


@pytest.mark.parametrize("joint", ["in", "of"])
def test_a_city_that_a_village_lies_in_is_its_district(read, joint):
    (found,) = read(f"Azerbaijan's army liberated the village of Arish {joint} the city of Fuzuli.").changes
    assert (found.place.name.text, found.place.district.text) == ("Arish", "Fuzuli")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijani forces took positions near Hadrut, Talish and Tugh."),
        ("en", "Azerbaijani forces captured a hill near Talish and Tugh."),
        ("en", "Azerbaijani forces captured a hill southwest of Talish."),
    ],
)
def test_what_a_word_for_near_stands_before_is_all_of_a_list(read, language, text):
    assert told(read(text, language)) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijani forces seized the last two occupied Hadrut villages."),
        ("az", "Azərbaycan Ordusu Füzuli kəndlərini azad edib."),
        ("tr", "Azerbaycan ordusu Fuzuli köylerini kurtardı."),
    ],
)
def test_a_district_before_a_word_for_several_places_is_none_of_them(read, language, text):
    assert told(read(text, language)) == []


def test_villages_in_an_area_lie_in_its_district(read):
    found = read("Azerbaijan's army liberated the villages of Ishigli and Dedeli in the Fuzuli area.").changes
    assert [(item.place.name.text, item.place.district.text) for item in found] == [
        ("Ishigli", "Fuzuli"),
        ("Dedeli", "Fuzuli"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "holder"),
    [
        ("en", "Azerbaijan's capture of Hadrut is a turning point.", "AZ"),
        ("ru", "Взятие Гадрута азербайджанской армией стало поворотным пунктом.", "AZ"),
    ],
)
def test_who_owns_or_does_what_a_noun_says(read, language, text, holder):
    assert [who for _, who, _ in told(read(text, language))] == [holder]


def test_a_lost_connection_is_no_lost_place(read):
    text = "Karabakh's army reported that it has lost communication with troops in the village of Khtsaberd."
    assert told(read(text, published=date(2020, 12, 16))) == []


def test_a_flag_that_is_raised_somewhere(read):
    text = "3 октября 2020 года в Талыше был поднят трехцветный Государственный флаг Азербайджана."
    assert told(read(text, "ru")) == [("Талыше", "AZ", date(2020, 10, 3))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On Oct. 4, Azerbaijan took the village of Sirik."),
        ("en", "Oct. 4, 2020: Azerbaijan took the village of Sirik."),
        ("en", "Azerbaijan captured 6 villages on October 4, including Sirik."),
        ("en", "Azerbaijan took the village of Sirik on the 4th of October."),
        ("az", "Azərbaycan Ordusu 6 kəndi, o cümlədən Sirik kəndini oktyabrın 4-də azad edib."),
        ("ru", "Азербайджан взял 6 сел 4 октября, в том числе Сирик."),
        ("ru", "Азербайджан взял село Сирик 4 окт. 2020 г."),
    ],
)
def test_a_day_stands_by_its_month_however_that_is_written(read, language, text):
    assert {item.day for item in read(text, language, date(2020, 10, 20)).changes} == {date(2020, 10, 4)}


def test_each_short_month_begins_a_day_of_a_chronicle(read):
    found = read(
        "Oct. 4: Azerbaijan took the village of Sirik.\nOct. 17: Azerbaijan took the village of Arish.",
        published=date(2021, 1, 20),
    )
    assert [item.day for item in found.changes] == [date(2020, 10, 4), date(2020, 10, 17)]


def test_who_speaks_for_another_side_is_not_the_side_that_spoke_before(read):
    text = (
        "Ermənistan məğlubiyyəti etiraf etdi. Prezident İlham Əliyev Xocavənd rayonunun Tuğ kəndinin azad edildiyini "
        "qeyd edərək xalqı təbrik etdi."
    )
    assert {item.holder for item in read(text, "az", date(2020, 11, 10)).changes} <= {"AZ", None}


@pytest.mark.parametrize(
    "heading",
    [
        "Vətən müharibəsinin 37-ci günü",
        "Vətən müharibəsinin 37-ci gününün xronikası",
        "Vətən müharibəsinin 37-ci gününün xronikasını təqdim edirik.",
    ],
)
def test_a_day_by_its_number_in_a_war_heads_its_chronicle(read, heading):
    text = f"{heading}\n\nAzərbaycan Ordusu Cəbrayıl rayonunun Çaprand kəndini azad edib."
    assert [item.day for item in read(text, "az", date(2021, 11, 5)).changes] == [date(2020, 11, 2)]
