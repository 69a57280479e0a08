"""The name of a district before a colon or a dash heads a list of its places; where none follows, it is the town."""

from datetime import date

import pytest

DAY = date(2020, 12, 20)


def told(extraction):
    return [(item.place.name.text, item.holder, item.stance, item.day) for item in extraction.statements]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hadrut – under the control of Azerbaijan, Aliyev said."),
        ("ru", "Гадрут — под контролем Азербайджана, сообщил Алиев."),
        ("ru", "Агдам: город перешел под контроль Азербайджана."),
        ("az", "Ağdam: düşmən şəhəri tərk etdi."),
        ("hy", "Ֆիզուլի՝ հակառակորդը գրավել է քաղաքը։"),
    ],
)
def test_a_town_before_a_mark_is_told_of(read, language, text):
    (only,) = read(text, language, DAY).statements
    assert only.holder == "AZ"
    assert only.stance


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Aghdam - on 20 November, Kalbajar - on 25 November, Lachin - on 1 December were handed to Azerbaijan.",
        ),
        ("ru", "Агдам - 20 ноября, Кельбаджар - 25 ноября, Лачин - 1 декабря переданы Азербайджану."),
    ],
)
def test_each_town_before_its_day_has_it(read, language, text):
    days = [(holder, day) for _, holder, _, day in told(read(text, language, DAY))]
    assert days == [("AZ", date(2020, 11, 20)), ("AZ", date(2020, 11, 25)), ("AZ", date(2020, 12, 1))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Jabrayil: several villages were liberated by the Azerbaijani army."),
        ("en", "Fuzuli – Azerbaijani forces take heights around the town."),
        ("en", "Jabrayil: Azerbaijani forces take two hills."),
        ("az", "Füzuli: 5 kənd azad edilib."),
        ("ru", "Джебраил: освобождены несколько сел, сообщил Алиев."),
        ("en", "Hadrut: fighting continues in the streets."),
        ("ru", "Заявление Алиева о взятии Гадрута — ложь, сообщил Арцрун Ованнисян."),
    ],
)
def test_a_name_before_a_mark_leaves_a_trace(read, language, text):
    (only,) = read(text, language, DAY).statements
    assert only.holder != "AZ" or only.stance == "denies"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Jabrayil - liberated villages: Sirik, Shikhlar."),
        ("az", "Cəbrayıl - 2 kənd: Sirik, Şıxlar azad edilib."),
        ("en", "Jabrayil: Sirik and Shikhlar were taken by Azerbaijan."),
    ],
)
def test_a_name_before_a_list_is_its_district(read, language, text):
    statements = read(text, language, DAY).statements
    assert [item.place.district.text[:4] for item in statements] == [text[:4]] * 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Armenia bids Aghdam farewell."),
        ("ru", "Армения прощается с Агдамом."),
        ("az", "Ermənistan Ağdama göz dikib."),
    ],
)
def test_a_place_beside_a_party_leaves_a_trace_without_a_known_verb(read, language, text):
    (only,) = read(text, language, DAY).statements
    assert only.stance is None
    assert only.resolution.place_id == "gn148619"
