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
