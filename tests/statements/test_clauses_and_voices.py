"""Whose word a clause is, what is told beside a change, and what only looks like one."""

from datetime import date

import pytest


def told(extraction):
    return {(item.place.name.text, item.stance, item.holder, item.side) for item in extraction.changes}


TWO_VOICES = [
    (
        "en",
        "Armenia's defence ministry denied that Azerbaijan had taken the village of Talish; and on 6 October, the "
        "defence ministry of Azerbaijan announced that it took the village of Tiri.",
        {("Talish", "denies", "AZ", "ARM"), ("Tiri", "affirms", "AZ", "AZ")},
    ),
    (
        "ru",
        "Минобороны Армении опровергло взятие Азербайджаном села Талыш, однако Минобороны Азербайджана заявило, что "
        "азербайджанская армия взяла село Тири.",
        {("Талыш", "denies", "AZ", "ARM"), ("Тири", "affirms", "AZ", "AZ")},
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), TWO_VOICES)
def test_each_clause_has_its_own_voice(read, language, text, expected):
    assert told(read(text, language)) == expected


def test_whose_words_are_denied_does_not_speak(read):
    text = "Ваграм Погосян отметил, что слова Алиева о взятии Гадрута далеки от истины."
    assert {(stance, holder, side) for _, stance, holder, side in told(read(text, "ru"))} == {("denies", "AZ", "ARM")}


CEREMONIES = [
    ("en", "President Aliyev raised the national flag in the city of Lachin."),
    ("az", "Prezident İlham Əliyev Laçın şəhərində Azərbaycanın bayrağını qaldırıb."),
    ("tr", "Cumhurbaşkanı Aliyev, Laçin şehrinde Azerbaycan bayrağını göndere çekti."),
    ("ru", "Президент Алиев поднял флаг в городе Лачин."),
]


@pytest.mark.parametrize(("language", "text"), CEREMONIES)
def test_a_flag_raised_by_somebody_in_office_is_no_change(read, language, text):
    assert read(text, language, date(2023, 5, 1)).changes == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijan's army raised the flag in the village of Talish."),
        ("en", "President Aliyev said that Azerbaijan's army raised the flag in the village of Talish."),
        ("az", "Azərbaycan Ordusu Talış kəndində Azərbaycan bayrağını qaldırıb."),
        ("tr", "Azerbaycan ordusu Talış köyünde Azerbaycan bayrağını (göndere çekti)."),
    ],
)
def test_a_flag_raised_by_troops_is_one(read, language, text):
    assert [item.holder for item in read(text, language).changes] == ["AZ"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijan took the village of Talish, no shots were fired."),
        ("hy", "Ադրբեջանցիները գրավել են Թալիշ գյուղը, կրակոցներ չեն հնչել։"),
    ],
)
def test_what_did_not_happen_besides_denies_no_change(read, language, text):
    assert [item.stance for item in read(text, language).changes] == ["affirms"]


def test_a_place_that_was_not_taken_is_not(read):
    assert read("Azerbaijan took the heights, not the village of Talish.").changes == ()


def test_districts_of_which_only_the_number_of_villages_is_told_are_no_places(read):
    text = "Azerbaijan took six villages of Fuzuli district, seven – Jabrayil, five – Khojavend."
    assert read(text).changes == ()


def test_an_adjective_before_a_kind_ends_no_list(read):
    text = "Армия Азербайджана освободила сёла Собу, Гарагёз, стратегическую высоту Сыгырт Зангиланского района."
    districts = [item.place.district.text for item in read(text, "ru").changes]
    assert districts == ["Зангиланского"] * 3


NO_CHANGE = [
    ("en", "Photos were presented as evidence of the capture of Shusha by Azerbaijan."),
    ("en", "The ministry of Azerbaijan shared footage from the liberated Talish village."),
    ("ru", "Бои сыграли роль в освобождении города Шуша азербайджанской армией."),
]


@pytest.mark.parametrize(("language", "text"), NO_CHANGE)
def test_what_only_speaks_of_a_change_is_none(read, language, text):
    assert read(text, language).changes == ()


def test_a_city_in_the_genitive_before_its_villages_is_their_district(read):
    text = "Aliyev, Fuzuli kentinin Mollaveli; Cebrail kentinin Sirik ve Şıhlar köylerinin kurtarıldığını duyurdu."
    found = [(item.place.name.text, item.place.district.text) for item in read(text, "tr").changes]
    assert found == [("Mollaveli", "Fuzuli"), ("Sirik", "Cebrail"), ("Şıhlar", "Cebrail")]


def test_the_address_of_a_site_is_no_place(read):
    text = "Azerbaijan's army entered the village of Zabukh in Lachin district, AzVision.az and Day.Az report."
    assert [item.place.name.text for item in read(text).statements] == ["Zabukh"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The town of Kalbajar was turned over to Baku.", {("Kalbajar", "affirms", "AZ", "")}),
        ("Baku has taken the village of Talish.", {("Talish", "affirms", "AZ", "")}),
        ("In Baku, taken aback, people spoke of the village of Talish.", set()),
    ],
)
def test_a_capital_stands_for_its_party_where_it_acts_or_is_given_something(read, text, expected):
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    "text", ["Azerbaijan took the Lachin pass.", "Azerbaijan is going to take the village of Tiri."]
)
def test_what_is_named_by_a_place_is_not_the_place_nor_what_is_going_to_happen_a_change(read, text):
    assert read(text).changes == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Claims by the Azerbaijani side that Mataghis was captured are false.", "en"),
        ("The Azerbaijani side's claims that Mataghis is under its control do not correspond to reality.", "en"),
        ("Утверждения азербайджанской стороны о том, что Матагис взят, не соответствуют действительности.", "ru"),
        ("Ադրբեջանական կողմի պնդումներն այն մասին, թե Մատաղիսը վերահսկողության տակ է, սուտ են:", "hy"),
    ],
)
def test_what_a_party_claims_is_denied_behind_it_by_somebody_else(read, text, language):
    assert [(item.stance, item.holder, item.side) for item in read(text, language).statements] == [("denies", "AZ", "")]


@pytest.mark.parametrize(
    "text",
    ["Azerbaycan ordusu tarafından kurtarılan Şuşa'da bayram havası var.", "Şuşa işgalden azad edilmiştir."],
)
def test_a_participle_right_before_a_place_tells_of_it(read, text):
    assert [(item.stance, item.holder) for item in read(text, "tr").statements] == [("affirms", "AZ")]


DENIED_TO_HOLD = [
    ("en", "The Ministry of Defence of Armenia denied that the town of Hadrut is under Azerbaijani control."),
    ("en", "The Armenian Defence Ministry denies that the town of Hadrut is under the control of Azerbaijan."),
    ("ru", "Министерство обороны Армении опровергло, что город Гадрут находится под контролем Азербайджана."),
]


@pytest.mark.parametrize(("language", "text"), DENIED_TO_HOLD)
def test_who_is_denied_to_hold_a_place_does_not_hold_it(read, language, text):
    ((_, stance, holder, side),) = told(read(text, language))
    assert (stance, holder, side) == ("denies", "AZ", "ARM")


def test_a_denial_reaches_no_farther_than_to_what_is_said_next(read):
    text = "Armenia denied the loss of the town of Hadrut and said that its forces hold the village of Talish."
    assert ("Talish", "holds", "ARM", "ARM") in told(read(text))
    text = "Azerbaijan controls the town of Hadrut, the presidential aide said, denying Armenian claims."
    assert {(stance, holder) for _, stance, holder, _ in told(read(text))} == {("holds", "AZ")}


def test_a_foreigner_that_holds_a_place_is_no_party_in_whose_land_it_stands(read):
    text = "The village of Talish is under the control of the Russian peacekeeping contingent deployed in Artsakh."
    assert {holder for _, _, holder, _ in told(read(text, published=date(2022, 3, 28)))} <= {None, "RU"}


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijani forces have taken Hadrut, Aliyev said on Sunday, in what would be a major victory for Baku.",
        "Azerbaijani forces took Hadrut, which would allow them to go on.",
        "Azerbaijani forces took Hadrut, a move that would open the road.",
    ],
)
def test_what_would_follow_is_no_condition_of_what_happened(read, text):
    assert [(item.place.name.text, item.holder) for item in read(text).changes] == [("Hadrut", "AZ")]


@pytest.mark.parametrize(
    ("text", "holder", "day"),
    [
        ("By 14 October, Hadrut was completely under Azerbaijani control.", "AZ", 14),
        ("On 12 October, an Armenian official said that Hadrut remained under Armenian control.", "ARM", 12),
    ],
)
def test_a_place_was_under_control_on_a_day(read, text, holder, day):
    assert [(item.holder, item.stance, item.day.day) for item in read(text).changes] == [(holder, "holds", day)]


def test_that_a_place_was_under_control_at_some_time_is_only_kept(read):
    found = read("Hadrut was under Armenian control.")
    assert [(item.place.name.text, item.is_change) for item in found.statements] == [("Hadrut", False)]
