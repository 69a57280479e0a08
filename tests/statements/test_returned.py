"""Places that somebody "returned", gave to the other side or took back: the record tells where the text does not."""

from datetime import date

import pytest

DAY = date(2020, 11, 20)

RETURNED = [
    ("en", "Azerbaijan has returned Aghdam.", "AZ", "takes"),
    ("en", "Azerbaijan returned Aghdam under its control.", "AZ", "takes"),
    ("en", "Azerbaijan got back Aghdam.", "AZ", "takes"),
    ("en", "Armenia has returned Aghdam.", "AZ", "hands over"),
    ("en", "Armenia has returned Aghdam to Azerbaijan.", "AZ", "hands over"),
    ("ru", "Азербайджан вернул Агдам.", "AZ", "takes"),
    ("ru", "Азербайджанская армия вернула Агдам.", "AZ", "takes"),
    ("ru", "Азербайджан вернул себе Агдам.", "AZ", "takes"),
    ("ru", "Армения вернула Агдам.", "AZ", "hands over"),
    ("ru", "Армения вернула Агдам Азербайджану.", "AZ", "hands over"),
    ("az", "Azərbaycan Ağdamı geri qaytarıb.", "AZ", "takes"),
    ("az", "Ermənistan Ağdamı qaytarıb.", "AZ", "hands over"),
    ("hy", "Ադրբեջանը վերադարձրել է Աղդամը։", "AZ", "takes"),
    ("hy", "Հայաստանը վերադարձրել է Աղդամը։", "AZ", "hands over"),
]


@pytest.mark.parametrize(("language", "text", "holder", "verb"), RETURNED)
def test_who_returned_a_place_gave_it_up_or_has_it_again_by_the_record(read, language, text, holder, verb):
    assert [(item.holder, item.verb.value) for item in read(text, language, DAY).changes] == [(holder, verb)]


@pytest.mark.parametrize(("text", "holder"), [("Azerbaijan has returned the Aghdam district.", "AZ")])
def test_so_did_who_returned_a_district(read, text, holder):
    assert [fact.holder for fact in read(text, "en", DAY).facts] == [holder]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijan has returned 10 families to the village of Aghali."),
        ("en", "Azerbaijan returned two prisoners captured near Hadrut."),
        ("az", "Azərbaycan köçkünləri Ağalı kəndinə qaytarıb."),
        ("ru", "Азербайджан вернул первые семьи в Агалы."),
        ("hy", "Ադրբեջանը վերադարձրել է գերիներին Շուշիից։"),
    ],
)
def test_whom_somebody_returned_is_no_place(read, language, text):
    found = read(text, language, DAY)
    assert found.changes == ()
    assert found.totals == ()
