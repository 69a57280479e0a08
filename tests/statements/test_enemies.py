"""What the enemy of who speaks does, holds or loses."""

from datetime import date

import pytest


def holders(extraction):
    return {(item.place.name.text, item.holder) for item in extraction.changes}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "After the war in Artsakh the village of Talish remained under the control of the enemy."),
        ("en", "The village of Talish in Artsakh is under enemy control."),
        ("ru", "После войны в Арцахе село Талыш осталось под контролем противника."),
        ("ru", "Село Талыш Республики Арцах перешло под контроль врага."),
        ("ru", "Село Талыш занято противником."),
        ("hy", "Արցախի Հանրապետության Թալիշ գյուղն անցել է հակառակորդի վերահսկողության տակ։"),
    ],
)
def test_what_is_under_the_enemy_is_the_enemys_wherever_it_lies(read, language, text):
    assert {holder for _, holder in holders(read(text, language, date(2021, 4, 15), "ARM"))} == {"AZ"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Our army took the village of Talish from the enemy.", "Talish"),
        ("en", "Our army captured enemy positions near Hadrut and took the village of Talish.", "Talish"),
        ("en", "The village of Talish is under our control and the enemy is fleeing.", "Talish"),
        ("ru", "Наша армия освободила занятое противником село Талыш.", "Талыш"),
        ("ru", "Взяты позиции противника, освобождено село Талыш.", "Талыш"),
        ("az", "Ordumuz düşmən mövqelərini ələ keçirib, Talış kəndi azad edilib.", "Talış"),
        ("tr", "Ordumuz düşman işgalindeki Talış köyünü kurtardı.", "Talış"),
    ],
)
def test_an_enemy_that_is_only_taken_from_gains_nothing(read, language, text, name):
    assert holders(read(text, language, date(2020, 10, 21), "AZ")) == {(name, "AZ")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The enemy attacked our positions and took the village of Talish."),
        ("ru", "Противник атаковал наши позиции и занял село Талыш."),
        ("hy", "Հակառակորդը հարձակվել է մեր դիրքերի վրա և գրավել Թալիշ գյուղը։"),
    ],
)
def test_an_enemy_that_comes_first_acts(read, language, text):
    assert {holder for _, holder in holders(read(text, language, date(2020, 10, 21), "ARM"))} == {"AZ"}


def test_a_day_beside_a_war_long_over_is_of_the_year_of_the_page(read):
    text = (
        "The city of Shusha was captured by Armenia in 1992, during the First Nagorno-Karabakh War. Azerbaijan seized "
        "control of the village of Chanakhchi on 4 November."
    )
    assert {item.day for item in read(text, "en", date(2021, 3, 1)).changes} == {date(2020, 11, 4)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Ermenistan işgalinde olan Cebrail şehri kurtarıldı."),
        ("tr", "Ermenistan'ın kontrolündeki Cebrail şehri ele geçirildi."),
        ("tr", "Ermenistan ordusunun elindeki Cebrail şehri geri alındı."),
        ("az", "Ermənistanın işğalında olan Cəbrayıl şəhəri azad edildi."),
        ("az", "Ermənistanın nəzarətində olan Cəbrayıl şəhəri azad edildi."),
        ("az", "Ermənistanın işğal etdiyi Cəbrayıl şəhəri azad edildi."),
        ("ru", "Взят контролируемый армянами город Джебраил."),
        ("ru", "Освобождён оккупированный Арменией город Джебраил."),
        ("ru", "Город Джебраил, который контролировала Армения, взят."),
        ("hy", "Գրավվել է հայկական ուժերի վերահսկողության տակ գտնվող Ջեբրայիլ քաղաքը։"),
        ("hy", "Հայկական կողմի վերահսկած Ջեբրայիլ քաղաքը գրավվել է։"),
        ("en", "Jabrayil was taken from the Armenian forces, officials in Baku said."),
        ("en", "The town of Jabrayil was retaken from the Armenian army."),
    ],
)
def test_who_had_a_place_that_was_taken_has_not_gained_it(read, language, text):
    assert "ARM" not in {holder for _, holder in holders(read(text, language, date(2020, 10, 21)))}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Cebrail şehri Azerbaycan ordusu tarafından ele geçirildi."),
        ("tr", "Cebrail şehri Azerbaycan'ın kontrolü altına alındı."),
        ("az", "Cəbrayıl şəhəri Azərbaycan Ordusu tərəfindən azad edildi."),
        ("az", "Cəbrayıl şəhəri Azərbaycanın nəzarətinə götürüldü."),
        ("ru", "Город Джебраил взят ВС Азербайджана."),
        ("ru", "Азербайджанской армией взят город Джебраил."),
        ("hy", "Ջեբրայիլ քաղաքը գրավվել է Ադրբեջանի բանակի կողմից։"),
    ],
)
def test_who_did_it_by_a_passive_has_gained_it(read, language, text):
    assert {holder for _, holder in holders(read(text, language, date(2020, 10, 21)))} == {"AZ"}
