"""Lists of all that was reached so far tell who holds it by now, and never that it was taken on the day of the page."""

from datetime import date

import pytest

DAY = date(2020, 10, 21)
PLACES = 3

SO_FAR = [
    ("en", "So far the Azerbaijani army has liberated the city of Jabrayil, Hadrut town and Talish village."),
    ("en", "To date, the Azerbaijani army has captured the city of Jabrayil, Hadrut town and Talish village."),
    ("az", "Azərbaycan Ordusu indiyədək Cəbrayıl şəhərini, Hadrut qəsəbəsini və Talış kəndini azad edib."),
    ("az", "Bu günə qədər ordumuz Cəbrayıl şəhərini, Hadrut qəsəbəsini və Talış kəndini azad edib."),
    ("tr", "Azerbaycan ordusu şimdiye kadar Cebrail şehrini, Hadrut kasabasını ve Talış köyünü kurtardı."),
    ("ru", "К настоящему времени азербайджанская армия освободила город Джебраил, посёлок Гадрут и село Талыш."),
    ("hy", "Մինչ օրս Ադրբեջանի բանակը գրավել է Ջեբրայիլ քաղաքը, Հադրութ ավանը և Թալիշ գյուղը։"),
]

BY_DAY = [
    (
        "en",
        "By October 19, Azerbaijan had captured the city of Jabrayil, the town of Hadrut and the village of Talish.",
    ),
    (
        "en",
        "As of October 19, Azerbaijan has taken the city of Jabrayil, the town of Hadrut and the village of Talish.",
    ),
    ("az", "Oktyabrın 19-dək Azərbaycan Ordusu Cəbrayıl şəhərini, Hadrut qəsəbəsini və Talış kəndini azad edib."),
    ("tr", "19 Ekim itibarıyla Azerbaycan ordusu Cebrail şehrini, Hadrut kasabasını ve Talış köyünü kurtardı."),
    ("ru", "К 19 октября азербайджанская армия освободила город Джебраил, посёлок Гадрут и село Талыш."),
    ("ru", "По состоянию на 19 октября под контроль Азербайджана перешли город Джебраил, посёлок Гадрут и село Талыш."),
    ("hy", "Հոկտեմբերի 19-ի դրությամբ Ադրբեջանը գրավել է Ջեբրայիլ քաղաքը, Հադրութ ավանը և Թալիշ գյուղը։"),
]


def told(extraction):
    return {(item.holder, item.stance, item.verb.value, item.day) for item in extraction.changes}


@pytest.mark.parametrize(("language", "text"), SO_FAR)
def test_what_is_listed_so_far_is_held_on_the_day_of_the_page(read, language, text):
    found = read(text, language, DAY)
    assert told(found) == {("AZ", "holds", "holds", DAY)}
    assert len(found.changes) == PLACES
    assert all("listed among all that was reached so far" in " ".join(item.reasons) for item in found.changes)


@pytest.mark.parametrize(("language", "text"), BY_DAY)
def test_what_is_listed_by_a_day_is_held_then(read, language, text):
    found = read(text, language, DAY)
    assert told(found) == {("AZ", "holds", "holds", date(2020, 10, 19))}
    assert len(found.changes) == PLACES


@pytest.mark.parametrize(("language", "text"), SO_FAR)
def test_what_is_listed_again_years_later_is_no_news(read, language, text):
    assert read(text, language, date(2023, 5, 3)).changes == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "By 9 November the city of Shusha had been captured by Azerbaijan."),
        ("ru", "К 9 ноября город Шуша был занят азербайджанской армией."),
    ],
)
def test_a_place_alone_is_taken_by_its_day(read, language, text):
    assert told(read(text, language, date(2020, 11, 20))) == {("AZ", "affirms", "takes", date(2020, 11, 9))}


def test_a_list_behind_a_colon_is_one_so_far(read):
    text = "To date, the following villages have been liberated by the Azerbaijani army:\n- Tugh\n- Sur\n- Tagaser"
    found = read(text, "en", DAY)
    assert told(found) == {("AZ", "holds", "holds", DAY)}
    assert len(found.changes) == PLACES


def test_a_total_with_names_of_its_own_day(read):
    text = (
        "By October 19 Azerbaijan claimed control of more than 70 villages, including two regional centres – Jabrayil "
        "and Hadrut, as well as over the completely destroyed city of Fuzuli."
    )
    found = read(text, "en", DAY)
    assert {(item.holder, item.stance) for item in found.changes} == {("AZ", "holds")}
    assert len(found.changes) == PLACES


def test_nothing_goes_on_with_a_total_so_far(read):
    text = "In total, 4 villages were liberated by Azerbaijan. The villages of Tugh, Sur and Tagaser were shelled."
    assert read(text, "en", DAY).changes == ()


def test_what_has_not_been_taken_so_far_is_denied(read):
    text = "The Armenian Ministry of Defence said the enemy has so far not taken Jabrayil, Hadrut and Talish."
    assert {(item.holder, item.stance) for item in read(text, "en", DAY).changes} == {("AZ", "denies")}
