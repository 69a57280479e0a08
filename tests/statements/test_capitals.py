"""Headings in capitals, and the first word of what somebody says: any word may look like a name."""

from datetime import date

import pytest

DAY = date(2020, 11, 7)


def changed(extraction):
    return [item.place.name.text for item in extraction.changes]


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("en", "AZERBAIJANI TROOPS CAPTURE HADRUT AND MANY VILLAGES IN BREAKTHROUGH", ["HADRUT"]),
        ("en", "AZERBAIJANI ARMY LIBERATES VILLAGES OF JABRAYIL DISTRICT: SIRIK, MAZRA", ["SIRIK", "MAZRA"]),
        ("tr", "AZERBAYCAN ORDUSU ARTIK HOCALI'DA, BÖLGENİN İLK KÖYLERİ KURTARILDI", ["HOCALI'DA"]),
        ("tr", "AZERBAYCAN ORDUSU STRATEJİK ÖNEME SAHİP CEBRAİL'İ İŞGALDEN KURTARDI", ["CEBRAİL'İ"]),
        ("ru", "СРОЧНО: АРМИЯ АЗЕРБАЙДЖАНА ОСВОБОДИЛА СЕЛО ТАЛЫШ", ["ТАЛЫШ"]),
        ("az", "AZƏRBAYCAN ORDUSU CƏBRAYIL ŞƏHƏRİNİ İŞĞALDAN AZAD EDİB", ["CƏBRAYIL"]),
    ],
)
def test_only_known_names_of_a_heading_in_capitals_change_hands(read, language, text, places):
    assert changed(read(text, language, DAY)) == places


def test_an_unknown_word_in_capitals_leaves_a_trace(read):
    found = read("AZERBAIJANI ARMY LIBERATES SIRIK, NOWHERETON VILLAGES OF JABRAYIL", "en", DAY)
    assert changed(found) == ["SIRIK"]
    assert "NOWHERETON" in [item.place.name.text for item in found.statements]


def test_an_unknown_name_in_small_letters_changes_hands(read):
    found = read("Azerbaijani army liberates Sirik, Nowhereton villages of Jabrayil", "en", DAY)
    assert changed(found) == ["Sirik", "Nowhereton"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Aliyev, Azerbaycan ordusunun Cebrayil şehrini kurtardığını duyurarak, “Aşk olsun!” dedi.", ["Cebrayil"]),
        ("Aliyev, “Talış köyü kurtarıldı” dedi.", ["Talış"]),
    ],
)
def test_the_first_word_of_what_is_said_need_not_be_a_name(read, text, places):
    assert changed(read(text, "tr", DAY)) == places
