"""Constructions that each language has: what is set apart, what a verb's form or a case tells, and by whom."""

from __future__ import annotations

from datetime import date

import pytest

NOV_10 = date(2020, 11, 10)


def told(read, language, text):
    found = read(text, language, NOV_10).statements
    return [(item.place.name.text, item.holder, item.stance) for item in found if item.stance]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("hy", "Շուշին ընկավ։", [("Շուշին", "AZ", "affirms")]),
        ("hy", "Շուշին ընկել է նոյեմբերի 8-ին։", [("Շուշին", "AZ", "affirms")]),
        ("ru", "Шуши пал.", [("Шуши", "AZ", "affirms")]),
        ("ru", "Шуши пал 8 ноября.", [("Шуши", "AZ", "affirms")]),
        ("en", "Shushi fell on 8 November.", [("Shushi", "AZ", "affirms")]),
        ("tr", "Şuşa 8 Kasım'da düştü.", [("Şuşa", "AZ", "affirms")]),
    ],
)
def test_a_place_falls_on_a_day(read, language, text, expected):
    assert told(read, language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("hy", "Մենք այլևս չենք վերահսկում Շուշին, ասել է Վահրամ Պողոսյանը։", [("Շուշին", "AZ", "affirms")]),
        ("tr", "Şuşa artık bizim kontrolümüzde değil, dedi Vahram Poğosyan.", [("Şuşa", "AZ", "affirms")]),
        ("ru", "Армянам пришлось оставить Гадрут.", [("Гадрут", "AZ", "affirms")]),
        ("en", "The Armenians had to give up Hadrut.", [("Hadrut", "AZ", "affirms")]),
    ],
)
def test_a_side_no_longer_holds_or_had_to_leave(read, language, text, expected):
    assert told(read, language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("hy", "Գրավելով Հադրութը՝ ադրբեջանական ուժերը շարժվեցին դեպի Շուշի։", [("Հադրութը", "AZ", "affirms")]),
        ("ru", "Взяв Гадрут, азербайджанские войска двинулись к Шуши.", [("Гадрут", "AZ", "affirms")]),
        ("ru", "Азербайджанская армия, взяв Гадрут, двинулась на север.", [("Гадрут", "AZ", "affirms")]),
        (
            "az",
            "Azərbaycan Ordusu şiddətli döyüşlərdən sonra Hadrut qəsəbəsini azad edib.",
            [("Hadrut", "AZ", "affirms")],
        ),
        ("az", "Erməni qüvvələri döyüşlərdən sonra Hadrutu tutub.", [("Hadrutu", "ARM", "affirms")]),
        (
            "tr",
            "Azerbaycan ordusu şiddetli çatışmaların ardından Hadrut'u ele geçirdi.",
            [("Hadrut'u", "AZ", "affirms")],
        ),
        ("hy", "Ադրբեջանական ուժերը կատաղի մարտերից հետո գրավել են Հադրութը։", [("Հադրութը", "AZ", "affirms")]),
    ],
)
def test_what_is_done_with_a_place_before_something_else(read, language, text, expected):
    assert told(read, language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Houses are being burnt in Hadrut, which has passed under the control of Azerbaijan.",
            [("Hadrut", "AZ", "affirms")],
        ),
        ("hy", "Ադրբեջանի կողմից գրավված Հադրութում այրել են տները։", [("Հադրութում", "AZ", "affirms")]),
        ("hy", "Շուշիում ադրբեջանական դրոշ է բարձրացվել։", [("Շուշիում", "AZ", "affirms")]),
    ],
)
def test_what_describes_a_place_where_something_else_happens(read, language, text, expected):
    assert told(read, language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("az", "Erməni qüvvələri Hadruta nəzarət edir.", [("Hadruta", "ARM", "holds")]),
    ],
)
def test_who_holds_by_controlling(read, language, text, expected):
    assert told(read, language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("hy", "Պաշտպանության բանակը հակառակորդին դուրս է մղել Թալիշից։", [("Թալիշից", "ARM", "affirms")]),
        ("hy", "Հակառակորդին Պաշտպանության բանակը դուրս է մղել Թալիշից։", [("Թալիշից", "ARM", "affirms")]),
    ],
)
def test_the_party_in_the_case_of_an_object_does_not_act(read, language, text, expected):
    assert told(read, language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("hy", "Հետո Հադրութը գրավվեց Ադրբեջանի կողմից։", [("Հադրութը", "AZ", "affirms")]),
        ("hy", "Այնուհետև Հադրութն անցավ Ադրբեջանի վերահսկողության տակ։", [("Հադրութն", "AZ", "affirms")]),
        ("ru", "Потом Гадрут был взят азербайджанскими войсками.", [("Гадрут", "AZ", "affirms")]),
        ("en", "Strategic Hadrut was captured by Azerbaijani forces.", [("Hadrut", "AZ", "affirms")]),
    ],
)
def test_a_word_that_begins_a_sentence_is_no_part_of_the_name_behind_it(read, language, text, expected):
    assert told(read, language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("az", "Azərbaycan Hadrutu almayıb, - deyə Şuşan Stepanyan bildirib.", [("Hadrutu", "AZ", "denies")]),
        ("tr", "Azerbaycan Hadrut'u almadı, dedi Şuşan Stepanyan.", [("Hadrut'u", "AZ", "denies")]),
    ],
)
def test_who_denies_by_the_ending_of_a_verb(read, language, text, expected):
    assert told(read, language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The liberation of Hadrut was announced by Aliyev.", [("Hadrut", "AZ", "affirms")]),
    ],
)
def test_what_is_announced_by_somebody_is_done_by_their_side(read, language, text, expected):
    assert told(read, language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("hy", "Հակառակորդը կրակի տակ է պահում Հադրութը։", []),
        ("hy", "Հայաստանը Ադրբեջանին է հանձնել Աղդամի ականապատ դաշտերի քարտեզները։", []),
        ("en", "Armenia handed over maps of minefields of Aghdam to Azerbaijan.", []),
        ("en", "Houses were burnt in Azerbaijani-held Hadrut.", []),
        ("az", "Paşinyan Şuşanı təslim etdi.", []),
        ("ru", "Пашинян говорил о Шуши.", []),
    ],
)
def test_what_keeps_a_place_with_nobody(read, language, text, expected):
    assert told(read, language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("az", "Paşinyan Şuşanı təslim etdi.", "Şuşanı"),
        ("tr", "Aliyev, Hadrut'un kurtarılmasından dolayı halkı tebrik etti.", "Hadrut'un"),
        ("en", "Houses were burnt in Azerbaijani-held Hadrut.", "Hadrut"),
    ],
)
def test_a_place_beside_somebody_known_leaves_a_mention(read, language, text, name):
    assert [item.place.name.text for item in read(text, language, NOV_10).statements] == [name]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Fighting resumed for the villages of Khtsaberd and Khin Taher. Both remained silent. They are poor.",
            [],
        ),
        (
            "en",
            "Fighting for the villages of Khtsaberd and Khin Taher. These villages remained under Armenian control.",
            [("Khtsaberd", "ARM", "holds"), ("Khin Taher", "ARM", "holds")],
        ),
        (
            "hy",
            "Մարտեր են ընթանում Խծաբերդ և Հին Թաղեր գյուղերի համար։ "
            "Այս գյուղերը մնացել են հայկական վերահսկողության տակ։",
            [("Խծաբերդ", "ARM", "holds"), ("Հին Թաղեր", "ARM", "holds")],
        ),
    ],
)
def test_villages_that_are_fought_for_may_be_told_of_in_the_next_sentence(read, language, text, expected):
    assert told(read, language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Agdam, Kalbajar and Lachin districts were returned to Azerbaijan without a single shot."),
        ("az", "Ağdam, Kəlbəcər və Laçın rayonları heç bir şəhid verilmədən Azərbaycana qaytarıldı."),
        ("tr", "Ağdam, Kelbecer ve Laçın ilçeleri hiçbir kurşun atılmadan Azerbaycan'a teslim edildi."),
        ("ru", "Агдамский, Кельбаджарский и Лачинский районы были возвращены Азербайджану без единого выстрела."),
    ],
)
def test_what_happened_without_something_is_not_negated(read, language, text):
    assert [fact.holder for fact in read(text, language, NOV_10).facts] == ["AZ"] * 3


def test_land_that_a_district_occupies_is_held_by_nobody(read):
    assert told(read, "en", "Location and Terrain\nJabrayil District occupies the southwest of Azerbaijan.") == []


def test_who_signs_an_agreement_does_not_act_by_it(read):
    text = "Units of Azerbaijan's army entered Kalbajar district on November 9 under the agreement signed by Armenia."
    assert {fact.holder for fact in read(text, "en", NOV_10).facts} == {"AZ"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "8 ноября пал Шуши.", [("Шуши", "AZ", "affirms")]),
        ("hy", "Նոյեմբերի 8-ին ընկավ Շուշին։", [("Շուշին", "AZ", "affirms")]),
        ("en", "On 8 November fell Shushi.", [("Shushi", "AZ", "affirms")]),
        ("ru", "В бою пал Шушинский герой.", []),
    ],
)
def test_a_place_falls_behind_the_verb(read, language, text, expected):
    assert told(read, language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("az", "Azərbaycan Ağdamda dron ələ keçirib.", []),
        ("az", "Azərbaycan Ordusu Hadrutda düşmən tankını ələ keçirib.", []),
        ("tr", "Azerbaycan ordusu Fuzuli'de silah ve mühimmat ele geçirdi.", []),
        ("az", "Azərbaycan qüvvələri Şuşada nəzarəti ələ keçirib.", [("Şuşada", "AZ", "affirms")]),
        ("tr", "Azerbaycan güçleri Şuşa'da kontrolü sağladı.", [("Şuşa'da", "AZ", "affirms")]),
    ],
)
def test_where_something_was_captured_was_not(read, language, text, expected):
    assert told(read, language, text) == expected
