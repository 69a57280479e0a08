"""Who has a place since a war or a year, told of its name or of a word for it; and who only had it, or has a part."""

from datetime import date

import pytest

SINCE = [
    ("en", "Since 2020, Hadrut has been under Azerbaijani control."),
    ("en", "Hadrut is under the control of Azerbaijan since the Second Karabakh War."),
    ("ru", "С 2020 года Гадрут находится под контролем Азербайджана."),
    ("ru", "После 44-дневной войны Гадрут находится под контролем Азербайджана."),
    ("az", "2020-ci ildən Hadrut qəsəbəsi Azərbaycanın nəzarəti altındadır."),
    ("az", "44 günlük müharibədən sonra Hadrut qəsəbəsi Azərbaycanın nəzarətindədir."),
    ("tr", "Hadrut kasabası 2020'den beri Azerbaycan'ın kontrolünde."),
    ("tr", "44 günlük savaştan sonra Hadrut kasabası Azerbaycan'ın kontrolü altındadır."),
    ("hy", "Հադրութը 2020 թվականից ի վեր գտնվում է Ադրբեջանի վերահսկողության տակ։"),
    ("hy", "Արցախյան երկրորդ պատերազմից հետո Հադրութը գտնվում է Ադրբեջանի վերահսկողության տակ։"),
]

PAST = [
    ("en", "After the 2020 war, the village of Khtsaberd remained under the control of Armenian forces."),
    ("en", "Since the First Karabakh War, Hadrut has been under the control of Artsakh."),
    ("ru", "После войны 2020 года село Хцаберд осталось под контролем армянских сил."),
    ("ru", "С 2020 года село Хцаберд было под контролем армянских сил."),
    ("az", "44 günlük müharibədən sonra Xtsaberd kəndi ermənilərin nəzarətində qalıb."),
    ("tr", "2020'den sonra Talış köyü Ermenistan'ın kontrolünde kaldı."),
    ("hy", "44-օրյա պատերազմից հետո Ներքին Թաղավարդը մնացել էր հայկական կողմի վերահսկողության տակ։"),
    ("hy", "2020 թվականից հետո Ներքին Թաղավարդը գտնվում էր հայկական կողմի վերահսկողության տակ։"),
]


@pytest.mark.parametrize(("language", "text"), SINCE)
def test_who_has_a_place_since_a_year_or_a_war_has_it_on_the_day_of_the_page(read, language, text):
    found = read(text, language, date(2022, 2, 15)).changes
    assert [(item.stance, item.holder, item.day) for item in found] == [("holds", "AZ", date(2022, 2, 15))]


@pytest.mark.parametrize(("language", "text"), PAST)
def test_who_had_a_place_after_a_war_or_since_an_earlier_one_need_not_have_it(read, language, text):
    assert read(text, language, date(2024, 2, 15)).changes == ()


TOPICS = [
    ("en", "Tumi is a village in the Hadrut district. The village is under the control of Azerbaijan."),
    ("ru", "Туми — село в Гадрутском районе. С 2020 года село находится под контролем Азербайджана."),
    ("az", "Tumi — Xocavənd rayonunda kənd. Kənd Azərbaycanın nəzarəti altındadır."),
    ("tr", "Tumi, Hadrut ilçesinde bir köydür. Köy Azerbaycan'ın kontrolündedir."),
    (
        "hy",
        "Տումի, գյուղ Հադրութի շրջանում։ 2020 թվականի պատերազմից հետո գյուղը գտնվում է Ադրբեջանի վերահսկողության տակ։",
    ),
    ("hy", "Տումի, գյուղ Արցախի Հանրապետության Հադրութի շրջանում, որը գտնվում է Ադրբեջանի վերահսկողության տակ։"),
]


@pytest.mark.parametrize(("language", "text"), TOPICS)
def test_an_article_tells_who_has_the_village_that_it_is_about(read, language, text):
    found = read(text, language, date(2022, 2, 15)).changes
    assert [(item.place.name.text, item.place.kind, item.stance, item.holder) for item in found] == [
        (found[0].place.name.text, "village", "holds", "AZ")
    ]
    assert all(item.place.district for item in found)


def test_both_villages_are_held_by_whom_a_verb_names_and_not_by_whom_a_map_gives_them(read):
    text = (
        "Fights broke out for the villages of Khtsaberd and Tumi. Both villages remained under the control of Armenia"
    )
    for end in (".", ", but on the map they went to Azerbaijan."):
        found = read(text + end, published=date(2020, 12, 15)).changes
        assert [(item.place.name.text, item.holder) for item in found] == [("Khtsaberd", "ARM"), ("Tumi", "ARM")]


PARTS = [
    ("en", "The town of Hadrut, part of which was captured by Azerbaijan, is empty."),
    ("ru", "Село Туми, половина которого находится под контролем Азербайджана, пустует."),
    ("hy", "Տումի գյուղը, որի մեծ մասը գրավել է ադրբեջանական բանակը, դատարկ է։"),
    ("hy", "Տումի գյուղը, որի գրեթե կեսը գտնվում է Ադրբեջանի վերահսկողության տակ, դատարկ է։"),
]


@pytest.mark.parametrize(("language", "text"), PARTS)
def test_a_part_of_a_place_is_not_the_place(read, language, text):
    assert read(text, language, date(2021, 2, 15)).changes == ()


def test_what_one_side_has_is_not_the_others_who_remain_beside_it(read):
    text = "Տների մի մասը մնացել են ադրբեջանցիների կողմում, մյուսները՝ հայկական վերահսկողության տակ գտնվող Տումիում։"
    assert read(text, "hy", date(2021, 2, 15)).changes == ()


@pytest.mark.parametrize("of", ["Ադրբեջանի «զինված ուժերի»", "Ադրբեջանի Հանրապետության զինված ուժերի"])
def test_words_between_a_party_and_its_control_are_of_its_forces(read, of):
    text = f"Տումի, գյուղ, որը ներկայումս գտնվում է {of} վերահսկողության ներքո և համարվում է օկուպացված։"
    assert [(item.stance, item.holder) for item in read(text, "hy", date(2022, 2, 15)).changes] == [("holds", "AZ")]


def test_who_is_named_right_behind_which_is_no_place_that_is_told_of(read):
    text = "Տումի, գյուղ Հադրութի շրջանում, որը Վարդգեսի շնորհիվ գտնվում է Ադրբեջանի վերահսկողության տակ։"
    assert [item.place.name.text for item in read(text, "hy", date(2022, 2, 15)).changes] == ["Տումի"]
