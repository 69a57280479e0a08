"""Years of days that are written without one: by a war that a page names, by its days, by what it tells before."""

from datetime import date

import pytest

from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre.statement_tables import StatementTables


def told(extraction):
    return [(item.place.name.text, item.day) for item in extraction.changes]


def doubts(extraction):
    return {reason for item in extraction.changes for reason in item.reasons if "year" in reason}


IN_A_WAR = [
    ("en", "In the 44-day war Azerbaijan's army took the village of Talish on 3 October."),
    ("az", "44 günlük müharibədə Azərbaycan Ordusu oktyabrın 3-də Talış kəndini işğaldan azad edib."),
    ("tr", "Azerbaycan ordusu, 44 günlük savaşta 3 Ekim'de Talış köyünü işgalden kurtardı."),
    ("ru", "В ходе 44-дневной войны 3 октября армия Азербайджана взяла под контроль село Талыш."),
    ("hy", "44-օրյա պատերազմի ընթացքում հոկտեմբերի 3-ին Ադրբեջանի զորքերը գրավել են Թալիշ գյուղը։"),
]


@pytest.mark.parametrize(("language", "text"), IN_A_WAR)
def test_a_war_tells_the_year_of_a_day_beside_it(read, language, text):
    found = read(text, language, date(2023, 10, 9))
    assert [day for _, day in told(found)] == [date(2020, 10, 3)]
    assert doubts(found) == set()


def test_a_war_tells_the_year_of_days_behind_it_with_a_doubt(read):
    text = "The Second Karabakh War began three years before.\nOn 3 October, Azerbaijan took the village of Talish."
    found = read(text, published=date(2023, 11, 20))
    assert told(found) == [("Talish", date(2020, 10, 3))]
    assert doubts(found) == {"its year is not told: that of a war that the page names is taken"}


def test_what_a_truce_hands_over_is_of_the_year_of_its_war(read):
    text = "The 44-day war ended in a truce.\nOn 25 November, Armenia handed over the city of Kalbajar to Azerbaijan."
    assert told(read(text, published=date(2023, 11, 30))) == [("Kalbajar", date(2020, 11, 25))]


def test_a_day_in_full_within_a_war_tells_of_which_war_the_next_ones_are(read):
    text = "The war began on 27 September 2020.\nOn 3 October, Azerbaijan took the village of Talish."
    assert told(read(text, published=date(2021, 10, 20))) == [("Talish", date(2020, 10, 3))]


def test_a_day_of_this_year_stays_one_beside_days_in_full_of_another(read):
    text = "The truce of 10 November 2020 holds. On August 26, Azerbaijan took the villages of Zabukh and Sus."
    found = told(read(text, published=date(2022, 9, 2)))
    assert found == [("Zabukh", date(2022, 8, 26)), ("Sus", date(2022, 8, 26))]


def test_a_day_that_is_no_news_follows_one_told_in_full_before(read):
    text = "The truce was broken on 12 December 2020.\nOn 14 January, Azerbaijan took the village of Talish."
    found = read(text, published=date(2023, 1, 10))
    assert told(found) == [("Talish", date(2021, 1, 14))]
    assert doubts(found) == {"its year is not told: the first such day behind one told before is taken"}


def test_a_day_long_past_of_which_nothing_tells_the_year_is_the_last_such_day_with_a_doubt(read):
    found = read("On 14 January, Azerbaijan took the village of Talish.", published=date(2022, 12, 1))
    assert told(found) == [("Talish", date(2022, 1, 14))]
    assert doubts(found) == {"its year is not told: the last such day is taken"}


def test_a_war_without_a_day_dates_nothing(read):
    found = read("Azerbaijan took the village of Talish during the 44-day war.", published=date(2023, 11, 24))
    assert told(found) == []
    assert [item.reasons[0] for item in found.statements] == ["no day is told, only a war"]


def test_what_a_war_before_the_record_took_is_no_change(read):
    text = "In the First Karabakh War, Armenian forces took the city of Shusha on 8 May."
    assert told(read(text, published=date(2023, 6, 1))) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Chronicle of the 7th day of the Second Karabakh War:\n- Azerbaijan took the village of Talish."),
        ("az", "İkinci Qarabağ müharibəsinin 7-ci gününün xronikası:\n- Azərbaycan Ordusu Talış kəndini azad edib."),
        ("ru", "Хроника: 7-й день второй карабахской войны:\n- Армия Азербайджана взяла под контроль село Талыш."),
    ],
)
def test_a_day_is_told_by_its_number_in_a_war(read, language, text):
    assert [day for _, day in told(read(text, language, date(2023, 10, 3)))] == [date(2020, 10, 3)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On this day in 2020, Azerbaijan took the village of Talish."),
        ("az", "2020-ci ilin bu günü Azərbaycan Ordusu Talış kəndini azad edib."),
        ("ru", "В этот день 2020 года армия Азербайджана взяла под контроль село Талыш."),
        ("hy", "2020 թվականի այս օրը Ադրբեջանի զորքերը գրավել են Թալիշ գյուղը։"),
    ],
)
def test_this_day_of_another_year(read, language, text):
    assert [day for _, day in told(read(text, language, date(2023, 10, 3)))] == [date(2020, 10, 3)]


def test_what_results_from_what_was_told_right_before_is_of_the_same_day(read):
    text = "On August 3, the army held an operation. As a result, Azerbaijan took the villages of Zabukh and Sus."
    assert {day for _, day in told(read(text, published=date(2022, 9, 2)))} == {date(2022, 8, 3)}


def test_a_change_that_is_told_again_has_the_day_that_is_told_of_it_once(read):
    text = "Azerbaijan took the village of Talish.\n\nThe army of Azerbaijan took the village of Talish on 3 October."
    assert {day for _, day in told(read(text, published=date(2020, 10, 5)))} == {date(2020, 10, 3)}


def test_every_war_of_the_theatre_has_a_name_in_every_language():
    tables = StatementTables(DataFolder(data_dir()))
    wars = {language: {item.period for item in tables.periods(language)} for language in tables.languages}
    assert len({frozenset(found) for found in wars.values()}) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijan recaptured the city of Shusha during six weeks of fighting."),
        ("en", "Azerbaijan took the city of Shusha in last year's war."),
        ("az", "Müharibə zamanı Azərbaycan Ordusu Şuşa şəhərini azad edib."),
        ("tr", "Savaş sırasında Azerbaycan ordusu Şuşa kentini geri aldı."),
        ("ru", "В ходе войны азербайджанская армия взяла город Шуша."),
        ("hy", "Պատերազմի ընթացքում ադրբեջանական զորքերը գրավել են Շուշի քաղաքը։"),
    ],
)
def test_in_the_war_is_no_day(read, language, text):
    found = read(text, language, date(2021, 3, 15))
    assert told(found) == []
    assert [item.reasons[0] for item in found.statements] == ["no day is told, only a war"]


def test_a_day_in_the_war_is_one(read):
    text = "Azerbaijani forces took the city of Shusha on 8 November, during the war."
    assert told(read(text, published=date(2021, 3, 15))) == [("Shusha", date(2020, 11, 8))]


@pytest.mark.parametrize("under", ["under the 10 November ceasefire", "under the truce of 10 November"])
def test_the_day_of_a_ceasefire_is_not_that_of_what_it_brings(read, under):
    text = f"Azerbaijani forces entered the city of Aghdam on Friday morning {under}."
    assert told(read(text, published=date(2020, 11, 21))) == [("Aghdam", date(2020, 11, 20))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Under the statement signed on November 10, the city of Agdam was returned to Azerbaijan on November 20.",
        ),
        ("az", "Noyabrın 10-da imzalanan bəyanata əsasən Ağdam şəhəri noyabrın 20-də Azərbaycana qaytarıldı."),
        ("tr", "10 Kasım'da imzalanan üçlü bildiriye göre Ağdam 20 Kasım'da Azerbaycan'a iade edildi."),
    ],
)
def test_the_day_of_signing_is_not_that_of_what_was_signed(read, language, text):
    assert [day for _, day in told(read(text, language, date(2020, 12, 21)))] == [date(2020, 11, 20)]


def test_a_name_between_a_word_for_saying_and_a_day_parts_the_two(read):
    text = "Bildiriye göre Ağdam 20 Kasım'da, Kelbecer 25 Kasım'da Azerbaycan'a iade edildi."
    found = told(read(text, "tr", date(2020, 12, 21)))
    assert found == [("Ağdam", date(2020, 11, 20)), ("Kelbecer", date(2020, 11, 25))]
