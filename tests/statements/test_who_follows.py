"""Who has a place by the party behind a verb, whoever tells it, and places that only say how far another one is."""

from datetime import date

import pytest


def told(extraction):
    return {(item.place.name.text, item.holder, item.stance) for item in extraction.changes}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Armenian media write that the village of Talish is under the control of Azerbaijan.", "holds"),
        ("en", "Armenian media write that the village of Talish passed under the control of Azerbaijan.", "affirms"),
        (
            "en",
            "Armenian officials said the village of Talish came under the control of the Azerbaijani army.",
            "affirms",
        ),
        ("en", "Armenian media write that the village of Talish is controlled by Azerbaijan.", "holds"),
        ("ru", "Армянские СМИ пишут, что село Талыш перешло под контроль Азербайджана.", "affirms"),
        ("az", "Erməni mətbuatı yazır ki, Talış kəndi Azərbaycan Ordusunun nəzarəti altındadır.", "holds"),
        ("tr", "Ermeni medyası Talış köyünün Azerbaycan ordusunun kontrolünde olduğunu yazdı.", "holds"),
        ("hy", "Հայկական մամուլը գրում է, որ Թալիշ գյուղն անցել է Ադրբեջանի վերահսկողության տակ։", "affirms"),
    ],
)
def test_the_party_behind_the_verb_has_the_place_and_not_who_tells_it(read, language, text, wanted):
    assert {(holder, stance) for _, holder, stance in told(read(text, language))} == {("AZ", wanted)}


def test_what_media_of_a_party_tell_is_not_what_it_did(read):
    found = read("Armenian media confirmed that the village of Talish had been captured.", published=date(2020, 12, 1))
    assert {holder for _, holder, _ in told(found)} <= {None}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijani troops took Talish, 60 km from Stepanakert."),
        ("ru", "Армия Азербайджана взяла село Талыш в 60 км от Степанакерта."),
    ],
)
def test_how_far_it_is_from_another_place(read, language, text):
    assert len(told(read(text, language))) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Село Талыш находится под армянским контролем.", {("Талыш", "ARM", "holds")}),
        ("Село Талыш находится в Тертерском районе Азербайджана.", set()),
    ],
)
def test_what_lies_under_a_control_is_held(read, text, wanted):
    assert told(read(text, "ru")) == wanted


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "After Gubadli, Azerbaijani forces took the village of Talish.", "Talish"),
        ("az", "Qubadlıdan sonra Azərbaycan Ordusu Talış kəndini azad etdi.", "Talış"),
        ("tr", "Ağdam'dan sonra Azerbaycan ordusu Talış köyünü kurtardı.", "Talış"),
        ("ru", "После Губадлы, армия Азербайджана взяла село Талыш.", "Талыш"),
        ("en", "After capturing Gubadli, Azerbaijani forces took the village of Talish.", "Gubadli Talish"),
        ("en", "Azerbaijani forces took Gubadli after a battle.", "Gubadli"),
        ("az", "Azərbaycan Ordusu döyüşdən sonra Talış kəndini azad etdi.", "Talış"),
    ],
)
def test_a_place_alone_behind_a_word_for_after_was_before(read, language, text, name):
    assert " ".join(sorted(place for place, _, _ in told(read(text, language, date(2020, 10, 26))))) == name


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Exactly one year ago, the Azerbaijani army liberated the city of Gubadli."),
        ("az", "Düz bir il əvvəl Azərbaycan Ordusu Qubadlı şəhərini azad etdi."),
        ("tr", "Tam bir yıl önce Azerbaycan ordusu Kubadlı şehrini kurtardı."),
        ("ru", "Ровно год назад армия Азербайджана освободила город Губадлы."),
    ],
)
def test_exactly_a_year_ago_is_the_same_day_of_the_year_before(read, language, text):
    found = read(text, language, date(2021, 10, 25)).changes
    assert [item.day for item in found] == [date(2020, 10, 25)]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("az", "Talış kəndini ələ keçirən Azərbaycan ordusu irəliləyir.", "Talış"),
        ("tr", "Talış köyünü geri alan Azerbaycan ordusu bölgeyi temizledi.", "Talış"),
        ("tr", "Azerbaycan ordusunun Talış köyünü aldığı bildirildi.", "Talış"),
        ("ru", "Освободившая село Талыш азербайджанская армия наступает.", "Талыш"),
        ("ru", "Азербайджанские войска, занявшие село Талыш, наступают.", "Талыш"),
        ("hy", "Թալիշ գյուղը գրաված ադրբեջանական զորքերը շարունակում են կրակել։", "Թալիշ"),
    ],
)
def test_an_army_may_be_called_by_what_it_took(read, language, text, name):
    assert told(read(text, language)) == {(name, "AZ", "affirms")}


def test_a_place_that_is_called_taken_is_only_where_something_is(read):
    assert told(read("Գրաված Թալիշ գյուղում մարտեր են։", "hy")) == set()
