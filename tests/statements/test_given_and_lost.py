"""Under whose rule a place is handed over, and whom an enemy before the gates makes lose nothing more."""

from datetime import date

import pytest

DAY = date(2020, 12, 2)


def told(extraction):
    return {(item.place.name.text, item.holder) for item in extraction.changes}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hy", "Լաչին քաղաքը Ադրբեջանի վերահսկողությանն է հանձնվել։"),
        ("hy", "Լաչին քաղաքը դեկտեմբերի 1-ին փոխանցվել է Ադրբեջանի ենթակայությանը։"),
        ("ru", "Город Лачин передан в подчинение Азербайджана."),
        ("ru", "Город Лачин передан под управление Азербайджана."),
        ("az", "Laçın şəhəri Azərbaycanın tabeliyinə verildi."),
        ("tr", "Laçın şehri Azerbaycan yönetimine devredildi."),
        ("tr", "Laçın şehri Azerbaycan'ın kontrolüne bırakıldı."),
        ("en", "The town of Lachin was handed over to the jurisdiction of Azerbaijan."),
    ],
)
def test_it_goes_to_whose_rule_it_comes_under(read, language, text):
    assert {holder for _, holder in told(read(text, language, DAY))} == {"AZ"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Город Лачин передан на попечение Азербайджана."),
        ("az", "Laçın şəhəri Azərbaycanın qayğısına verildi."),
    ],
)
def test_a_word_that_no_table_knows_makes_nobody_the_giver(read, language, text):
    assert "ARM" not in {holder for _, holder in told(read(text, language, DAY))}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hy", "Բերձոր քաղաքը՝ հարակից Աղավնո և Ներքին Սուս գյուղերի հետ միասին, հանձնվել է Ադրբեջանին։"),
        ("az", "Laçın şəhəri Zabux və Sus kəndləri ilə birlikdə Azərbaycana təhvil verildi."),
        ("ru", "Город Лачин вместе с сёлами Забух и Сус передан Азербайджану."),
    ],
)
def test_what_goes_together_with_a_town(read, language, text):
    found = told(read(text, language, DAY))
    assert len(found) == 3
    assert {holder for _, holder in found} == {"AZ"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“We have returned the city of Lachin without firing a shot,” Aliyev said."),
        ("ru", "«Мы вернули город Лачин без единого выстрела», – сказал Алиев."),
        ("az", "“Laçın şəhərini bir güllə atmadan geri qaytardıq”, – deyə Əliyev bildirib."),
        ("tr", "Aliyev: “Laçın şehrini tek kurşun atmadan geri aldık.”"),
        ("hy", "«Լաչին քաղաքը վերադարձրել ենք առանց մեկ կրակոցի»,– ասել է Ալիևը։"),
    ],
)
def test_what_we_returned_is_ours(read, language, text):
    assert {holder for _, holder in told(read(text, language, DAY))} == {"AZ"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“We have returned the village of Talish to Azerbaijan,” Pashinyan said."),
        ("hy", "«Թալիշ գյուղը վերադարձրել ենք Ադրբեջանին»,– ասել է Փաշինյանը։"),
    ],
)
def test_what_we_returned_to_somebody_is_theirs(read, language, text):
    assert {holder for _, holder in told(read(text, language, DAY))} == {"AZ"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Artsakh spokesperson: Shushi is out of our control, the enemy is on Stepanakert outskirts"),
        ("ru", "Пресс-секретарь президента Арцаха: Шуши вне нашего контроля, противник у Степанакерта"),
        ("ru", "Враг на окраинах Степанакерта, Шуши потеряна, заявил пресс-секретарь президента Арцаха."),
        ("ru", "Мы потеряли Шуши, противник у Степанакерта, написал пресс-секретарь президента Арцаха."),
        ("hy", "Արցախի նախագահի խոսնակ. Շուշին մեր վերահսկողությունից դուրս է, թշնամին Ստեփանակերտի մոտ է"),
        ("hy", "Թշնամին Ստեփանակերտի մատույցներում է, Շուշին կորցրել ենք, գրել է Արցախի նախագահի խոսնակը։"),
        ("tr", "Düşman Hankendi eteklerinde, Şuşa kaybedildi, dedi Ermenistan Savunma Bakanlığı sözcüsü."),
    ],
)
def test_an_enemy_beside_it_loses_nothing(read, language, text):
    found = told(read(text, language, date(2020, 11, 9)))
    assert len(found) == 1
    assert {holder for _, holder in found} == {"AZ"}


def test_we_hold_it_though_the_enemy_is_told_of_behind(read):
    text = "Hadrut is under our control, the enemy is retreating, the Ministry of Defence of Azerbaijan said."
    assert told(read(text)) == {("Hadrut", "AZ")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Город Мартуни (второй по числу жителей после Степанакерта) контролируется Арцахом."),
        ("en", "The town of Martuni (the second largest after Stepanakert) is controlled by Armenia."),
    ],
)
def test_a_place_that_another_comes_after_is_not_told_of(read, language, text):
    assert len(told(read(text, language, date(2020, 11, 15)))) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hy", "Ադրբեջանին են անցնում գյուղեր Ասկերանի ու Մարտունու շրջանից։"),
        ("ru", "Азербайджану перешли сёла Аскеранского и Мартунинского района."),
        ("en", "Villages in the Askeran and Martuni district passed to Azerbaijan."),
    ],
)
def test_villages_of_two_districts_are_neither_a_village_nor_a_district(read, language, text):
    found = read(text, language, DAY)
    assert (found.changes, found.facts) == ((), ())


def test_positions_near_a_place_are_not_in_it(read):
    text = "Азербайджанские войска заняли высоты у Талыша и отбили у армян село Суговушан."
    assert told(read(text, "ru")) == {("Суговушан", "AZ")}


@pytest.mark.parametrize(
    "text",
    [
        "Кельбаджар отошёл Азербайджану.",
        "Кельбаджар и прилегающий район отошли Азербайджану по результатам соглашения.",
        "Кельбаджар достался Азербайджану.",
        "Армянские войска отошли из Кельбаджара.",
    ],
)
def test_what_passes_to_a_party_is_not_left_by_it(read, text):
    assert {holder for _, holder in told(read(text, "ru", date(2020, 11, 25)))} == {"AZ"}


def test_what_is_knocked_out_in_a_place_is_driven_from_none(read):
    text = "Füzuli rayonunun Arış kəndində düşmənin zenit-raket qurğusu sıradan çıxarılıb."
    assert [item.verb.value for item in read(text, "az").statements] == ["strikes"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Civilians left Hadrut under Azerbaijani fire.", False),
        ("Armenian forces and civilians left Hadrut.", True),
        ("The civilians were evacuated and the Armenian army left Hadrut.", True),
    ],
)
def test_people_who_leave_give_nothing_up(read, text, left):
    assert bool(read(text, "en").changes) is left


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hadrut, lost by Armenia on 9 October, is now guarded by Azerbaijani police."),
        ("en", "Hadrut is no longer controlled by Armenia, and guarded by Azerbaijani police."),
        ("ru", "Гадрут, потерянный Арменией 9 октября, охраняется азербайджанской полицией."),
        ("ru", "Гадрут остался за Азербайджаном."),
    ],
)
def test_who_lost_a_place_stands_behind_the_word_for_that(read, language, text):
    assert {holder for _, holder in told(read(text, language, date(2020, 11, 10)))} == {"AZ"}
