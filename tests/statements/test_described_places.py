"""Places that words before them describe by who had them: who gains them is who the rest of the sentence tells."""

from datetime import date

import pytest
from exchange import OTHER, exchange

TOLD = date(2020, 11, 9)

DESCRIBED = {
    "tr": (
        (
            "Ermeni işgali altında kalan",
            "Ermeni güçler tarafından 18 Mayıs 1992'de işgal edilen",
            "Ermenistan ordusunun elindeki",
        ),
        (
            "{} Şuşa şehri 9 Kasım'da Azerbaycan'ın kontrolüne geçti.",
            "Azerbaycan ordusu, {} Şuşa şehrini 9 Kasım'da kurtardı.",
            "Azerbaycan ordusu 9 Kasım'da {} Şuşa şehrine girdi.",
            "{} Fuzuli köyünü kurtaran Azerbaycan ordusu 9 Kasım'da Şuşa şehrine girdi.",
        ),
    ),
    "az": (
        ("Ermənistanın işğalı altında qalmış", "Ermənistan silahlı qüvvələri tərəfindən 1993-cü ildə işğal edilmiş"),
        (
            "{} Şuşa şəhəri noyabrın 9-da Azərbaycanın nəzarətinə keçib.",
            "Azərbaycan ordusu {} Şuşa şəhərini noyabrın 9-da azad edib.",
            "{} Arış kəndini azad edən Azərbaycan ordusu noyabrın 9-da Şuşa şəhərinə daxil olub.",
        ),
    ),
    "hy": (
        ("Հայաստանի հսկողության տակ եղած", "Հայաստանի վերահսկողության տակ գտնվող"),
        (
            "Նոյեմբերի 9-ին Ադրբեջանի զինված ուժերը գրավել են {} Շուշի քաղաքը։",
            "Նոյեմբերի 9-ին Ադրբեջանի զինված ուժերը մտել են {} Շուշի քաղաք։",
        ),
    ),
    "ru": (
        ("оккупированный армянскими войсками", "удерживаемый армянскими силами"),
        (
            "9 ноября город Шуша, {}, перешёл под контроль Азербайджана.",
            "Азербайджанская армия 9 ноября взяла город Шуша, {}.",
        ),
    ),
    "en": (
        ("occupied by Armenia since 1993", "held by Armenian forces", "captured by Armenian troops in 1992"),
        (
            "On 9 November the city of Shusha, {}, came under the control of Azerbaijan.",
            "The city of Shusha, {}, was taken by the Azerbaijani army on 9 November.",
            "On 9 November the Azerbaijani army entered Shusha, {}.",
        ),
    ),
}
"""Words that describe a place by who had it, and sentences with such a place."""

CASES = [
    (language, text.format(words))
    for language, (described, sentences) in DESCRIBED.items()
    for words in described
    for text in sentences
]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_who_had_a_place_does_not_gain_it(read, language, text):
    told = read(text, language, date(2020, 11, 10)).changes
    assert told
    assert {(item.holder, item.day) for item in told} == {("AZ", TOLD)}
    exchanged = read(exchange(language, text), language, date(2020, 11, 10)).changes
    assert {item.holder for item in exchanged} == {OTHER["AZ"]}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Жители Бердзора и Агавно остались, несмотря на передачу Азербайджану Лачинского района."),
        ("ru", "Корреспондент побывала в Бердзоре за несколько часов до его передачи под контроль Азербайджана."),
        ("en", "In Hadrut and Tugh they spoke of the capture by Azerbaijan that was near."),
    ],
)
def test_a_noun_tells_nothing_of_places_far_before_it(read, language, text):
    assert read(text, language, date(2020, 12, 1)).changes == ()


@pytest.mark.parametrize("text", ["Hadrut's capture by Azerbaijan", "The capture of Hadrut by Azerbaijan"])
def test_a_noun_tells_of_the_place_right_beside_it(read, text):
    told = read(f"{text} was announced on 9 October.", "en", date(2020, 10, 10)).changes
    assert [(item.holder, item.day) for item in told] == [("AZ", date(2020, 10, 9))]


def test_who_is_not_left_a_place_does_not_hold_it(read):
    assert read("Ermenistan Hadrut'u Azerbaycan'a bırakmadı.", "tr", date(2020, 11, 2)).changes == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Shusha, the second city of Karabakh, fell on 8 November."),
        ("en", "Shusha, an Armenian stronghold, fell on 8 November."),
        ("en", "Shusha, a town with an Armenian majority, fell on 8 November."),
        ("ru", "Шуша, второй город Карабаха, пала 8 ноября."),
        ("ru", "Шуша, армянская крепость, пала 8 ноября."),
        ("tr", "Şuşa, Karabağ'ın ikinci şehri, 8 Kasım'da düştü."),
    ],
)
def test_who_is_named_in_an_aside_does_not_take_what_fell(read, language, text):
    told = read(text, language, date(2020, 11, 10)).changes
    assert [(item.holder, item.day) for item in told] == [("AZ", date(2020, 11, 8))]


@pytest.mark.parametrize(
    "text",
    [
        "In Shusha, the second city, snow fell on 8 November.",
        "The mayor of Shusha, a father of two, fell on 8 November.",
    ],
)
def test_what_else_fell_is_no_place(read, text):
    assert read(text, "en", date(2020, 11, 10)).changes == ()
