"""Districts that change hands as a whole: facts that name no place, beside the places of lists."""

from datetime import date

import pytest

from karamap.statements.proposals import Page, proposals

DAY = date(2020, 11, 25)


def facts(extraction):
    """Each fact: what it is of, and who gained it on what basis."""
    return [(item.subject, item.kind, item.holder, item.basis) for item in extraction.facts]


@pytest.mark.parametrize(
    ("language", "text", "name", "basis"),
    [
        ("en", "Azerbaijani troops entered the Kalbajar district on Wednesday.", "Kalbajar", "force"),
        ("en", "Azerbaijan's army has entered the district of Kalbajar.", "Kalbajar", "force"),
        ("en", "The Kalbajar region was handed over to Azerbaijan.", "Kalbajar", "handover"),
        ("en", "Azerbaijan entered the Kalbajar district, the second of three to be handed back.", "Kalbajar", "force"),
        ("az", "Azərbaycan Ordusunun bölmələri Kəlbəcər rayonuna daxil olub.", "Kəlbəcər", "force"),
        ("az", "Kəlbəcər rayonu Azərbaycana qaytarılıb.", "Kəlbəcər", "handover"),
        ("tr", "Kelbecer ili Azerbaycan'a iade edildi.", "Kelbecer", "handover"),
        ("ru", "Кельбаджарский район передан Азербайджану.", "Кельбаджарский", "handover"),
        ("hy", "Քարվաճառի շրջանը հանձնվեց Ադրբեջանին։", "Քարվաճառի", "handover"),
    ],
)
def test_a_district_that_changes_hands_as_a_whole_is_a_fact(read, language, text, name, basis):
    found = read(text, language, DAY)
    assert facts(found) == [(name, "district", "AZ", basis)]
    assert found.changes == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Three villages in the Kalbajar district were taken by the Azerbaijani army."),
        ("en", "Most of the Kalbajar district was taken by the Azerbaijani army."),
        ("en", "The Azerbaijani army took positions in the Kalbajar district."),
        ("en", "Armenia will hand over the Kalbajar district to Azerbaijan."),
        ("en", "The Azerbaijani army took Kalbajar district villages."),
        ("az", "Kəlbəcər rayonunun 5 kəndi Azərbaycana qaytarılıb."),
        ("tr", "Kelbecer ilinin köyleri Azerbaycan'a iade edildi."),
        ("ru", "Азербайджанские войска взяли высоты в Кельбаджарском районе."),
        ("hy", "Ադրբեջանական ուժերը գրավեցին բարձունքներ Քարվաճառի շրջանում։"),
    ],
)
def test_a_part_of_a_district_is_not_the_whole(read, language, text):
    assert facts(read(text, language, DAY)) == []


def test_places_of_a_district_stand_for_it(read):
    text = "The Azerbaijani army took Sus and Zabukh villages of the Lachin district."
    found = read(text, "en", DAY)
    assert facts(found) == []
    assert [item.place.name.text for item in found.changes] == ["Sus", "Zabukh"]


def test_a_district_is_proposed_by_its_name_with_its_kind(read, theatre):
    found = read("The Kalbajar district was handed over to Azerbaijan today.", "en", DAY)
    (row,) = proposals(found, Page("page.txt", DAY), theatre.record, theatre.gazetteer)
    kept = ("what", "written_as", "kind", "place_id", "holder", "stance", "basis", "day")
    assert [row[name] for name in kept] == ["fact", "Kalbajar", "district", "", "AZ", "affirms", "handover", DAY]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Füzuli və Xocavənd rayonunun bir sıra kəndləri işğaldan azad olunub."),
        ("az", "Füzuli və Xocavənd rayonunun bir neçə kəndi işğaldan azad olunub."),
        ("tr", "Azerbaycan ordusu Fuzuli ve Hocavend ilinin bazı köylerini kurtardı."),
        ("en", "Azerbaijan liberated several villages of Fuzuli and Khojavend district."),
    ],
)
def test_of_two_districts_whose_villages_are_not_named_none_is_a_town(read, language, text):
    assert read(text, language).changes == ()


def test_villages_of_a_district_called_like_another_keep_their_names(read):
    text = "Azerbaijan took the villages of Arish and Gorgan of Fuzuli district."
    assert {item.place.name.text for item in read(text).changes} == {"Arish", "Gorgan"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Azerbaijan established control over the Kalbajar region (the Armenian name for Kelbajar is Karvachar).",
        ),
        ("en", "The Kalbajar (Karvachar) district was handed over to Azerbaijan."),
        ("ru", "Азербайджан установил контроль над Кельбаджарским районом (армянское название — Карвачар)."),
        ("ru", "Кельбаджарский (Карвачарский) район передан Азербайджану."),
        ("tr", "Kelbecer (Karvaçar) ili Azerbaycan'a teslim edildi."),
        ("az", "Kəlbəcər (Karvaçar) rayonu Azərbaycana təhvil verilib."),
    ],
)
def test_another_name_in_brackets_is_no_place(read, language, text):
    found = read(text, language, date(2020, 12, 1))
    assert not found.statements
    assert [(fact.kind, fact.holder) for fact in found.facts] == [("district", "AZ")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Ermenistan ordusu Laçın ilinden çekildi."),
        ("ru", "Армянские войска выведены из Лачинского района."),
    ],
)
def test_a_district_that_troops_left(read, language, text):
    assert [(fact.subject[:3], fact.holder) for fact in read(text, language, date(2020, 12, 2)).facts] in (
        [("Laç", "AZ")],
        [("Лач", "AZ")],
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "20 ноября Азербайджану передан Агдамский район, 25 ноября — Кельбаджарский, а вчера — Лачинский.",
        ),
        ("az", "Noyabrın 20-də Ağdam, 25-də Kəlbəcər, dekabrın 1-də isə Laçın rayonu Azərbaycana qaytarıldı."),
        ("tr", "20 Kasım'da Ağdam, 25 Kasım'da Kelbecer, 1 Aralık'ta Laçın ili Azerbaycan'a teslim edildi."),
    ],
)
def test_districts_that_share_a_word_have_each_its_day(read, language, text):
    facts = read(text, language, date(2020, 12, 2)).facts
    assert {fact.day for fact in facts} == {date(2020, 11, 20), date(2020, 11, 25), date(2020, 12, 1)}
    assert {fact.holder for fact in facts} == {"AZ"}


def test_a_day_told_from_that_of_the_page_stands_beside_written_ones(read):
    text = "Ermenistan ordusu 20 Kasım'da Ağdam'dan, 25 Kasım'da Kelbecer'den dün de Laçın'dan çekilmişti."
    days = {item.resolution.place_id: item.day for item in read(text, "tr", date(2020, 12, 2)).changes}
    assert days == {
        "gn148619": date(2020, 11, 20),
        "gn586268": date(2020, 11, 25),
        "gn147625": date(2020, 12, 1),
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "До 1 декабря Армения передаст Азербайджану Лачин."),
        ("en", "Armenia is to hand over Lachin by December 1."),
        ("tr", "Ermenistan Laçın'ı 1 Aralık'a kadar geri verecek."),
        ("az", "Laçın dekabrın 1-dək Azərbaycana qaytarılacaq."),
    ],
)
def test_a_day_by_which_something_is_due_lies_ahead(read, language, text):
    assert {item.day for item in read(text, language, date(2020, 11, 25)).statements} == {date(2020, 12, 1)}


def test_a_day_behind_the_comma_of_a_document_is_that_of_the_change(read):
    text = "By the terms of the trilateral statement, on November 20, Azerbaijan took control of the Aghdam region."
    assert [fact.day for fact in read(text, "en", date(2020, 12, 1)).facts] == [date(2020, 11, 20)]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("az", "Laçın rayonu işğaldan azad edildi.", date(2020, 12, 1)),
        ("tr", "Ağdam ili işgalden kurtarıldı.", date(2020, 11, 20)),
        ("ru", "Агдамский район освобождён.", date(2020, 11, 20)),
        ("en", "The Aghdam district was liberated today.", date(2020, 11, 20)),
    ],
)
def test_who_gained_a_whole_district_without_a_party_is_told_by_the_record(read, language, text, day):
    assert [(fact.kind, fact.holder) for fact in read(text, language, day).facts] == [("district", "AZ")]


def test_a_whole_district_of_which_the_record_has_no_change_about_a_day_has_no_holder(read):
    assert [fact.holder for fact in read("Ağdam ili işgalden kurtarıldı.", "tr", date(2022, 5, 1)).facts] == [None]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Ermenistan, Kelbecer, Laçın ve Ağdam bölgelerinden çekilmek zorunda kaldı."),
        ("az", "Ağdam, Kəlbəcər və Laçın rayonları Azərbaycanın nəzarətinə qayıtdı."),
    ],
)
def test_districts_that_had_to_be_left_or_came_back(read, language, text):
    found = read(text, language, date(2020, 12, 3))
    assert {(fact.subject[0], fact.holder) for fact in found.facts} == {("A", "AZ"), ("K", "AZ"), ("L", "AZ")}
    assert found.changes == ()


def test_districts_that_came_back_under_a_party(read):
    found = read("The Aghdam, Kalbajar and Lachin districts came back under Azerbaijani control.", "en", DAY)
    assert {(fact.subject, fact.holder) for fact in found.facts} == {
        ("Aghdam", "AZ"),
        ("Kalbajar", "AZ"),
        ("Lachin", "AZ"),
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Laçın bir güllə atılmadan Azərbaycana qaytarıldı."),
        ("tr", "Laçın bir kurşun atılmadan Azerbaycan'a geri verildi."),
    ],
)
def test_one_shot_behind_a_name_counts_no_places(read, language, text):
    assert [item.place.name.text for item in read(text, language, date(2020, 12, 1)).statements] == ["Laçın"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Районы Агдам, Кельбаджар и Лачин перешли под контроль Азербайджана."),
        ("ru", "Армения передала Азербайджану районы Агдам, Кельбаджар и Лачин."),
        ("en", "Armenia handed the districts Aghdam, Kalbajar and Lachin over to Azerbaijan."),
    ],
)
def test_names_right_behind_a_word_for_districts_are_no_towns(read, language, text):
    found = read(text, language, date(2020, 12, 3))
    assert found.changes == ()
    assert [fact.holder for fact in found.facts] == ["AZ", "AZ", "AZ"]


@pytest.mark.parametrize(
    ("language", "text", "holder"),
    [
        ("en", "Fuzuli district is under Azerbaijani control.", "AZ"),
        ("en", "The whole of Fuzuli district is controlled by Azerbaijan.", "AZ"),
        ("en", "The Lachin district remains under Armenian control.", "ARM"),
        ("az", "Füzuli rayonu Azərbaycanın nəzarətindədir.", "AZ"),
        ("tr", "Azerbaycan ordusu Fuzuli ilçesini kontrol ediyor.", "AZ"),
        ("ru", "Весь Физулинский район находится под контролем Азербайджана.", "AZ"),
        ("hy", "Ֆիզուլիի շրջանը գտնվում է Ադրբեջանի վերահսկողության տակ։", "AZ"),
    ],
)
def test_who_holds_a_whole_district_is_a_fact(read, theatre, language, text, holder):
    found = read(text, language, DAY)
    assert [(fact.holder, fact.stance, fact.day) for fact in found.facts] == [(holder, "holds", DAY)]
    (row,) = proposals(found, Page("page.txt", DAY), theatre.record, theatre.gazetteer)
    assert (row["what"], row["stance"], row["holder"]) == ("fact", "holds", holder)


@pytest.mark.parametrize(
    "text",
    [
        "Until December the Lachin district was controlled by Armenia.",
        "In the years when the Lachin district was under the control of the authorities, nothing was built.",
    ],
)
def test_who_held_a_district_before_is_no_fact(read, text):
    assert read(text, "en", date(2020, 12, 2), "AZ").facts == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Armenia denied that Azerbaijan had taken the Fuzuli district."),
        ("en", "Fuzuli district has not been taken by Azerbaijan, Armenia said."),
        ("ru", "Армения заявила, что Физулинский район не взят Азербайджаном."),
    ],
)
def test_a_district_that_is_denied_to_be_taken_is_no_gain(read, language, text):
    assert [(fact.holder, fact.stance, fact.side) for fact in read(text, language, DAY).facts] == [
        ("AZ", "denies", "ARM")
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijan took the Fuzuli district and Hadrut."),
        ("en", "The Fuzuli district and the town of Hadrut were handed over to Azerbaijan."),
        ("az", "Azərbaycan Ordusu Füzuli rayonunu və Hadrutu azad edib."),
        ("tr", "Azerbaycan ordusu Fuzuli ilçesi ve Hadrut kasabasını kurtardı."),
        ("ru", "Азербайджанская армия взяла Физулинский район и Гадрут."),
        ("hy", "Ադրբեջանի բանակը գրավել է Ֆիզուլիի շրջանը և Հադրութը։"),
    ],
)
def test_a_place_that_is_joined_to_a_district_does_not_lie_in_it(read, language, text):
    found = read(text, language, DAY)
    assert [(item.place.district, item.holder) for item in found.changes] == [(None, "AZ")]
    assert [(fact.kind, fact.holder) for fact in found.facts] == [("district", "AZ")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Füzuli rayonu və Hadrut istiqamətində yüksəkliklər ələ keçirilib."),
        ("tr", "Azerbaycan ordusu Fuzuli ilçesi ve Hadrut kasabası yönünde tepeleri ele geçirdi."),
    ],
)
def test_a_district_that_something_is_only_near_is_not_the_whole(read, language, text):
    found = read(text, language, DAY)
    assert (found.changes, found.facts) == ((), ())
    assert [item.place.name.text for item in found.statements] == ["Hadrut"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Azərbaycan Ordusu Hadrutu və Füzuli rayonunun bütün kəndlərini azad edib."),
        ("az", "Azərbaycan Ordusu Şuşanı və Füzuli rayonunun bir neçə kəndini azad edib."),
        ("tr", "Azerbaycan ordusu Hadrut'u ve Fuzuli ilçesinin bütün köylerini kurtardı."),
        ("hy", "Ադրբեջանի բանակը գրավել է Հադրութը և Ֆիզուլիի շրջանի բոլոր գյուղերը։"),
    ],
)
def test_a_town_in_a_case_is_no_district_of_the_word_behind_both(read, language, text):
    found = read(text, language, DAY)
    assert [(item.place.district, item.holder) for item in found.changes] == [(None, "AZ")]
    assert found.facts == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Azərbaycan Ordusu Hadrut və Füzuli rayonunun bütün kəndlərini azad edib."),
        ("tr", "Azerbaycan ordusu Hadrut ve Fuzuli ilçesinin bütün köylerini kurtardı."),
        ("hy", "Ադրբեջանի բանակը գրավել է Հադրութի և Ֆիզուլիի շրջանի բոլոր գյուղերը։"),
    ],
)
def test_a_town_that_may_be_a_district_of_the_word_behind_both_leaves_a_trace(read, language, text):
    found = read(text, language, DAY)
    assert found.changes == found.facts == ()
    assert [item.resolution.place_id for item in found.statements] == ["gn148105"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Azərbaycan Ordusu Hadrutu və Füzuli rayonunun tamamını azad edib."),
        ("az", "Hadrut və Füzuli rayonunun bütün ərazisi Azərbaycana qaytarılıb."),
        ("tr", "Azerbaycan ordusu Hadrut'u ve Fuzuli ilçesinin tamamını kurtardı."),
        ("tr", "Bütün Fuzuli ilçesi ve Hadrut Azerbaycan'a iade edildi."),
        ("tr", "Azerbaycan ordusu Hadrut'ta ve Fuzuli ilçesinde kontrolü sağladı."),
        ("ru", "Азербайджанская армия взяла Гадрут и весь Физулинский район."),
        ("ru", "Азербайджанская армия взяла город Гадрут и Физулинский район."),
        ("ru", "Район Физули и Гадрут находятся под контролем Азербайджана."),
        ("ru", "Азербайджан установил контроль над Гадрутом и Физулинским районом."),
        ("hy", "Ադրբեջանի բանակը գրավել է Հադրութը և Ֆիզուլիի շրջանի ամբողջ տարածքը։"),
    ],
)
def test_a_town_and_the_whole_of_a_district(read, language, text):
    found = read(text, language, DAY)
    assert [(item.resolution.place_id, item.place.district, item.holder) for item in found.changes] == [
        ("gn148105", None, "AZ")
    ]
    assert [(fact.subject[0], fact.kind, fact.holder) for fact in found.facts] in (
        [(letter, "district", "AZ")] for letter in "FФՖ"
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Азербайджанская армия взяла центр Физулинского района."),
        ("ru", "Азербайджан установил контроль над южной частью Физулинского района."),
        ("tr", "Azerbaycan ordusu Fuzuli ilçesinde bazı tepelerde kontrolü sağladı."),
        ("az", "Azərbaycan Ordusu Füzuli rayonunda yüksəkliklərə nəzarəti bərpa edib."),
    ],
)
def test_what_lies_in_a_district_is_not_the_whole(read, language, text):
    found = read(text, language, DAY)
    assert (found.changes, found.facts) == ((), ())


def test_all_villages_of_a_district_do_not_give_it_to_a_town_beside_them(read):
    found = read("Азербайджан установил контроль над Гадрутом и всеми сёлами Физулинского района.", "ru", DAY)
    assert [(item.resolution.place_id, item.place.district) for item in found.changes] == [("gn148105", None)]


def test_a_name_that_no_district_has_leaves_the_others_of_its_list(read):
    text = "Azerbaijan took control of the Fuzuli, Jabrayil and Gandzasar districts."
    assert [fact.subject for fact in read(text, "en", DAY).facts] == ["Fuzuli", "Jabrayil"]


@pytest.mark.parametrize("verb", ["находятся", "остаются"])
def test_whose_control_is_told_before_a_district_and_a_town(read, verb):
    found = read(f"Под контролем Азербайджана {verb} Физулинский район и Гадрут.", "ru", DAY)
    assert [(item.holder, item.stance) for item in (*found.changes, *found.facts)] == [("AZ", "holds")] * 2


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("Azerbaijan took five villages in the Zangilan district and the Gubadli district.", []),
        ("Azerbaijan's army liberated 8 villages in Fuzuli district and Hadrut.", ["gn148105"]),
    ],
)
def test_where_villages_were_taken_was_not_taken_whole(read, text, trace):
    found = read(text, "en", DAY)
    assert (found.changes, found.facts) == ((), ())
    assert [item.resolution.place_id for item in found.statements] == trace
