"""Places that somebody goes to who holds nothing, or withdraws to; heights of a village."""

from datetime import date

import pytest

PEOPLE = [
    ("en", "Azerbaijani journalists entered Hadrut."),
    ("ru", "Армянские спасатели вошли в Гадрут."),
    ("az", "Azərbaycan jurnalistləri Hadrut qəsəbəsinə daxil olub."),
    ("tr", "Azerbaycan heyeti Şuşa'ya girdi."),
    ("hy", "Ադրբեջանցի լրագրողները մտել են Ստեփանակերտ։"),
    ("hy", "Ադրբեջանցի քաղաքացիական անձինք մտել են Տումի գյուղ։"),
    ("hy", "Արցախի փրկարարները մուտք են գործել Ադրբեջանի վերահսկողության տակ անցած Հադրութ քաղաք։"),
    ("ru", "Армия Азербайджана освободила высоты села Талыш."),
    ("hy", "Պաշտպանության բանակը ազատագրել է Մատաղիսի բարձունքները։"),
]


@pytest.mark.parametrize(("language", "text"), PEOPLE)
def test_who_holds_nothing_takes_nothing(read, language, text):
    found = read(text, language, date(2021, 12, 15))
    assert found.changes == ()
    assert found.statements != ()


LEFT = [
    ("Հակառակորդը, կորցնելով Մատաղիսը, նահանջել է Թալիշ։", [("Մատաղիսը", "ARM")]),
    ("Մատաղիսից հայկական ուժերը նահանջել են Թալիշ գյուղ։", [("Մատաղիսից", "AZ")]),
    ("Հայկական ուժերը հեռացել են Թալիշ և Մատաղիս գյուղերից։", [("Թալիշ", "AZ"), ("Մատաղիս", "AZ")]),
    ("Հայկական ուժերը լքել են Թալիշ և Մատաղիս գյուղերը։", [("Թալիշ", "AZ"), ("Մատաղիս", "AZ")]),
    ("Ադրբեջանցիները դուրս են բերվել Փառուխ գյուղի տարածքից։", [("Փառուխ", "ARM")]),
    ("Հայկական ուժերը թողեցին Հադրութը և նահանջեցին Շուշի։", [("Հադրութը", "AZ")]),
]


@pytest.mark.parametrize(("text", "gains"), LEFT)
def test_who_withdraws_to_a_place_did_not_leave_it(read, text, gains):
    found = read(text, "hy", date(2020, 10, 15)).changes
    assert [(item.place.name.text, item.holder) for item in found] == gains
