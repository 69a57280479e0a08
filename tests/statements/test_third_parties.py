"""A party that is no opponent of the others: what it holds, takes, leaves, and hands over."""

from datetime import date

import pytest

PEACEKEEPERS = [
    ("ru", "Село Хцаберд находится под контролем российских миротворцев.", "holds", "RU"),
    ("az", "Xtsaberd kəndi Rusiya sülhməramlılarının nəzarəti altındadır.", "holds", "RU"),
    ("tr", "Laçın şehri Rus barış gücünün kontrolünde.", "holds", "RU"),
    ("hy", "Խծաբերդ գյուղը գտնվում է ռուս խաղաղապահների վերահսկողության տակ։", "holds", "RU"),
    ("hy", "Խծաբերդ գյուղը հսկում են ռուս խաղաղապահները։", "holds", "RU"),
    ("ru", "Село Хцаберд перешло под контроль российских миротворческих сил.", "affirms", "RU"),
    ("az", "Laçın şəhəri Rusiya sülhməramlılarının nəzarətinə keçib.", "affirms", "RU"),
    ("tr", "Laçın şehri Rus barış güçlerinin kontrolüne geçti.", "affirms", "RU"),
    ("hy", "Խծաբերդ գյուղն անցել է ռուսական խաղաղապահ զորախմբի վերահսկողության տակ։", "affirms", "RU"),
    ("hy", "Ադրբեջանը գրավել է ռուս խաղաղապահների հսկողության տակ գտնվող Խծաբերդ գյուղը։", "affirms", "AZ"),
    (
        "ru",
        "Азербайджан взял под контроль село Хцаберд в зоне ответственности российских миротворцев.",
        "affirms",
        "AZ",
    ),
    ("az", "Rusiya sülhməramlılarının nəzarətində olan Laçın şəhəri Azərbaycanın nəzarətinə keçib.", "affirms", "AZ"),
    ("tr", "Rus barış gücünün kontrolündeki Laçın şehri Azerbaycan'ın kontrolüne geçti.", "affirms", "AZ"),
    ("hy", "Ռուս խաղաղապահները Բերձորը հանձնեցին Ադրբեջանին։", "affirms", "AZ"),
    ("hy", "Բերձորը, որը ռուս խաղաղապահների վերահսկողության տակ էր, անցավ Ադրբեջանին։", "affirms", "AZ"),
]

WHERE_THEY_ARE = [
    (
        "en",
        "Azerbaijani forces crossed the line in the area of responsibility of Russian peacekeepers and took Parukh.",
    ),
    ("ru", "Азербайджанские силы прошли в зону ответственности российской миротворческой миссии и вошли в село Парух."),
    ("az", "Azərbaycan ordusu Rusiya sülhməramlı kontingentinin məsuliyyət zonasında Fərrux kəndini nəzarətə götürüb."),
    ("tr", "Azerbaycan ordusu, Rus barış gücünün sorumluluk bölgesinde Ferruh köyünü ele geçirdi."),
    ("hy", "Ռուսական խաղաղապահ զորախմբի պատասխանատվության գոտում Ադրբեջանի զորքը մտել է Փառուխ գյուղ։"),
    ("hy", "Ռուս խաղաղապահները տեղափոխել են բնակիչներին, իսկ Փառուխ գյուղը գրավել են ադրբեջանցիները։"),
    ("ru", "Российские миротворцы вывезли жителей, но село Парух заняли азербайджанцы."),
]


@pytest.mark.parametrize(("language", "text", "stance", "holder"), PEACEKEEPERS)
def test_peacekeepers_have_what_is_under_their_control(read, language, text, stance, holder):
    found = read(text, language, date(2020, 12, 12)).changes
    assert [(item.stance, item.holder) for item in found] == [(stance, holder)]


def test_opponents_gain_what_each_other_loses_beside_a_third_party(read):
    found = read("Հայկական ուժերը կորցրել են Մատաղիս գյուղը։", "hy", date(2020, 10, 5)).changes
    assert [item.holder for item in found] == ["AZ"]
    assert [item.holder for item in read("Армия Армении потеряла село Матагис.", "ru", date(2020, 10, 5)).changes] == [
        "AZ"
    ]


@pytest.mark.parametrize("was", ["находящееся", "находившееся"])
def test_who_had_a_village_that_is_taken_does_not_hold_it(read, was):
    for whose in ("армянских сил", "российских миротворцев"):
        text = f"Азербайджанские военные захватили {was} под контролем {whose} село Хцаберд."
        assert [item.holder for item in read(text, "ru", date(2020, 12, 14)).changes] == ["AZ"]


@pytest.mark.parametrize(("language", "text"), WHERE_THEY_ARE)
def test_who_is_responsible_for_an_area_or_does_something_else_takes_nothing(read, language, text):
    assert [item.holder for item in read(text, language, date(2022, 3, 25)).changes] == ["AZ"]
