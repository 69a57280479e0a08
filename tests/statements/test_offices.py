"""Whose an office is that speaks without a country beside it."""

from datetime import date

import pytest

from karamap.statements.texts.offices import OF_GAINER


def sides(extraction):
    return {(item.place.name.text, item.speaker, item.side) for item in extraction.changes}


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "ru",
            "Видео опубликовало Минобороны Азербайджана. На сайте Минобороны указывается, что взят посёлок Гадрут.",
            "Ministry of Defence of Azerbaijan",
        ),
        (
            "en",
            "Azerbaijan's Ministry of Defence published a video. The defence ministry said Hadrut had been captured.",
            "Ministry of Defence of Azerbaijan",
        ),
    ],
)
def test_an_office_is_that_of_the_country_beside_it_before(read, language, text, speaker):
    assert {(side, who) for _, who, side in sides(read(text, language, date(2020, 11, 15)))} == {("AZ", speaker)}


def test_the_head_of_state_is_that_of_who_gained_last(read):
    text = (
        "25 октября азербайджанская армия освободила город Губадлы. А 26 октября глава государства в обращении сообщил "
        "об освобождении сёл Губадлинского района – Падар, Эфендиляр."
    )
    told = sides(read(text, "ru", date(2020, 10, 28)))
    assert {(name, side) for name, _, side in told} == {("Губадлы", ""), ("Падар", "AZ"), ("Эфендиляр", "AZ")}


def test_an_office_of_nobody_named_is_that_of_who_gained_last_with_a_doubt(read):
    text = "Azerbaijani forces took Hadrut. The Defence Ministry said the village of Talish had been captured."
    taken, said = read(text, "en", date(2020, 10, 28)).changes
    assert (taken.place.name.text, OF_GAINER in taken.reasons) == ("Hadrut", False)
    assert (said.place.name.text, said.side, OF_GAINER in said.reasons) == ("Talish", "AZ", True)
    named = "The Azerbaijani Defence Ministry spoke. The Defence Ministry said the village of Talish had been captured."
    (said,) = read(named, "en", date(2020, 10, 28)).changes
    assert (said.side, said.reasons.count(OF_GAINER)) == ("AZ", 0)


def test_an_office_of_another_country_is_no_party_of_the_theatre(read):
    text = (
        "Azerbaijani forces took Hadrut. Russia's president spoke. The president said Tugh village had been captured."
    )
    assert ("Tugh", "", "") in sides(read(text, "en", date(2020, 11, 15)))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "İlham Aliyev daha önce de Talış köyünün kurtarıldığını bildirmişti."),
        ("az", "İlham Əliyev daha əvvəl Talış kəndinin azad edildiyini bildirmişdi."),
        ("az", "Daha əvvəl Prezident İlham Əliyev Talış kəndinin azad olunduğunu açıqlayıb."),
        ("ru", "Алиев ранее сообщил об освобождении села Талыш."),
        ("en", "Aliyev had earlier announced the liberation of the village of Talish."),
    ],
)
def test_what_somebody_said_earlier_is_a_change(read, language, text):
    (item,) = read(text, language, date(2020, 10, 6)).changes
    assert (item.holder, item.stance, item.side) == ("AZ", "affirms", "AZ")


@pytest.mark.parametrize(
    ("language", "text", "party"),
    [
        (
            "az",
            "Azərbaycan Ordusunun Fərrux kəndi və ətraf yüksəkliklərdəki mövqelərində dəyişiklik baş verməyib.",
            "AZ",
        ),
        ("tr", "Azerbaycan ordusunun Ferruh köyündeki mevzilerinde herhangi bir değişiklik olmadı.", "AZ"),
        ("hy", "Հնարավոր է եղել պահել Խծաբերդ և Հին Թաղեր գյուղերը, ասել է Արցախի նախագահը։", "ARM"),
    ],
)
def test_who_kept_a_place_or_their_positions_in_it_holds_it(read, language, text, party):
    found = read(text, language, date(2022, 3, 27)).changes
    assert {(item.holder, item.stance) for item in found} == {(party, "holds")}


def test_from_a_district_villages_went_and_not_the_district(read):
    found = read("Հադրութի շրջանից 45 գյուղ է անցել Ադրբեջանին։", "hy", date(2020, 11, 20))
    assert (found.changes, found.facts) == ((), ())


def test_from_where_somebody_held_out_is_not_held(read):
    text = "Հադրութից հնարավոր է եղել պահել Խծաբերդ գյուղը, ասել է Արցախի նախագահը։"
    assert {item.place.name.text for item in read(text, "hy", date(2020, 11, 20)).changes} == {"Խծաբերդ"}


@pytest.mark.parametrize("text", ["Azerbaycan ordusu Hankendi'ye Türk bayrağı ile girdi."])
def test_troops_enter_a_town_with_a_flag(read, text):
    assert {item.holder for item in read(text, "tr", date(2023, 9, 29)).changes} == {"AZ"}


def test_what_stands_between_quotation_marks_is_told_of(read):
    text = "Об «освобождении» города Шуша президент Азербайджана Ильхам Алиев заявил ещё 8 ноября."
    (item,) = read(text, "ru", date(2020, 11, 9)).changes
    assert (item.holder, item.side, item.day) == ("AZ", "AZ", date(2020, 11, 8))
