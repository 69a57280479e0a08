"""English reports, chronicles and encyclopaedias: who took what when, whoever tells it, and what was long before."""

from __future__ import annotations

from datetime import date

import pytest

NOV_12 = date(2020, 11, 12)


@pytest.fixture
def page(read):
    """Read an English page of a day."""
    return lambda text, day, side="": read(text, "en", day, side)


def told(extraction):
    return [
        (item.place.name.text, item.holder, item.stance, item.day.isoformat()[5:])
        for item in extraction.statements
        if item.stance
    ]


def named(extraction):
    return {item.place.name.text for item in extraction.statements}


def voices(extraction):
    return [item.side for item in extraction.statements if item.stance]


@pytest.mark.parametrize(
    "text",
    [
        "October 9: Hadrut falls.",
        "9 October – Hadrut has fallen.",
        "On 9 October, the town of Hadrut fell.",
        "Hadrut had fallen on 9 October.",
    ],
)
def test_a_place_falls_without_anybody_named(page, text):
    assert told(page(text, NOV_12)) == [("Hadrut", "AZ", "affirms", "10-09")]


@pytest.mark.parametrize(
    "text",
    [
        "Two soldiers from Hadrut fell on 9 October.",
        "Temperatures in Hadrut fell on 9 October.",
        "Shells fell on Hadrut on 9 October.",
    ],
)
def test_what_falls_is_no_place(page, text):
    assert told(page(text, NOV_12)) == []


def test_a_line_that_begins_with_a_day_and_a_hyphen_is_an_item(page):
    text = "Oct. 4 - Jabrayil captured by Azerbaijani forces\nOct. 9 - Aliyev announces capture of Hadrut\n"
    text += "17 October - Azerbaijan takes Fuzuli\n"
    found = page(text, NOV_12)
    assert [(place, day) for place, *_, day in told(found)] == [
        ("Jabrayil", "10-04"),
        ("Hadrut", "10-09"),
        ("Fuzuli", "10-17"),
    ]
    assert voices(found) == ["", "AZ", ""]


def test_nobody_speaks_on_in_the_next_item_of_a_chronicle(page):
    text = "17 October: Aliyev announces the liberation of Fuzuli.\n8 November: Shusha falls.\n"
    assert voices(page(text, NOV_12)) == ["AZ", ""]


@pytest.mark.parametrize(
    "text",
    [
        "Independent sources confirmed that Azerbaijan had taken Hadrut on 9 October.",
        "It is reported that the Azerbaijani military took Hadrut on 9 October.",
        "It was confirmed that Azerbaijani troops had captured Hadrut on 9 October.",
        "Local media reported that Azerbaijani forces took Hadrut on 9 October.",
        "Hadrut (Armenian: Հադրութ) was captured by Azerbaijani forces on 9 October.",
    ],
)
def test_who_took_a_place_does_not_tell_it(page, text):
    found = page(text, NOV_12)
    assert (told(found), voices(found)) == ([("Hadrut", "AZ", "affirms", "10-09")], [""])


def test_a_party_before_a_word_for_saying_tells_it(page):
    found = page("Azerbaijan said on 9 October that its troops had taken Hadrut.", NOV_12)
    assert voices(found) == ["AZ"]


@pytest.mark.parametrize(
    ("text", "side", "holder"),
    [
        ("The statement by Aliyev about the capture of Shusha is a lie.", "", "AZ"),
        ("The statement by Aliyev about the capture of Shusha is a lie.", "ARM", "AZ"),
        ("The statement by Pashinyan about the recapture of Shusha is a lie.", "AZ", "ARM"),
        ("The claim by Azerbaijan of the capture of Shusha is false.", "ARM", "AZ"),
    ],
)
def test_who_makes_a_statement_does_not_deny_it(page, text, side, holder):
    found = page(text, date(2020, 11, 9), side)
    assert told(found) == [("Shusha", holder, "denies", "11-09")]
    assert voices(found) == [side]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan's claim that it had captured Hadrut was disputed by Armenia.",
        "Azerbaijan's claim that it had captured Hadrut was rejected by Armenia, which said its troops held the town.",
    ],
)
def test_a_claim_is_disputed_by_the_other_side(page, text):
    found = page(text, date(2020, 10, 14))
    assert (told(found), voices(found)) == ([("Hadrut", "AZ", "denies", "10-14")], ["ARM"])


def test_what_is_told_behind_a_denial_does_not_hide_it(page):
    text = "President Aliyev announced the capture of Hadrut, but Armenian spokesman Artsrun Hovhannisyan said the "
    text += "reports were false and that fighting was under way near the town."
    found = page(text, date(2020, 10, 10))
    assert [(holder, stance) for _, holder, stance, _ in told(found)] == [("AZ", "affirms"), ("AZ", "denies")]
    assert voices(found) == ["AZ", "ARM"]


def test_nobody_denies_what_it_gained_itself(page):
    text = "On 24 March Azerbaijani troops took the village of Farrukh. Moscow said they had pulled back. "
    text += "Baku rejected this."
    assert [stance for _, _, stance, _ in told(page(text, date(2022, 3, 29)))] == ["affirms"]


@pytest.mark.parametrize(
    "text",
    [
        "Karabakh officials said the village of Talish had come under Azerbaijani control.",
        "The Armenian ministry said that the village of Talish is under the full control of Azerbaijani troops.",
        "According to Artsakh's authorities, the village of Talish is under Azerbaijani control.",
        "Nagorno-Karabakh officials have confirmed the loss of Talish.",
        "The Karabakh authorities admitted losing control of Talish.",
    ],
)
def test_who_tells_of_a_loss_does_not_hold_the_place(page, text):
    found = page(text, date(2020, 10, 20))
    assert [(place, holder) for place, holder, *_ in told(found)] == [("Talish", "AZ")]
    assert voices(found) == ["ARM"]


def test_a_retake_is_a_noun_as_a_capture_is(page):
    text = "The retake of the village of Talish by the Defence Army was reported on 6 October."
    assert told(page(text, NOV_12)) == [("Talish", "ARM", "affirms", "10-06")]


def test_words_between_was_and_the_verb_hide_it_not(page):
    text = "Fuzuli and Jabrayil were both captured by Azerbaijan on 17 October."
    assert {place for place, *_ in told(page(text, NOV_12))} == {"Fuzuli", "Jabrayil"}


@pytest.mark.parametrize(
    "text",
    [
        "The village of Talish was held by Artsakh until it was captured by Azerbaijan on 3 October.",
        "The village of Talish remained under Armenian control until Azerbaijan captured it on 3 October.",
        "The village of Talish was controlled by Artsakh forces before being captured by Azerbaijan on 3 October.",
    ],
)
def test_what_ended_is_told_behind_until(page, text):
    assert told(page(text, NOV_12)) == [("Talish", "AZ", "affirms", "10-03")]


@pytest.mark.parametrize(
    "text",
    [
        "Until 17 October, Fuzuli was held by Armenian forces.",
        "Armenian forces held on to Fuzuli until 17 October.",
        "Fuzuli was occupied in August 1993 and remained under occupation until October 17, 2020.",
    ],
)
def test_a_day_until_which_a_place_was_held_is_no_day_of_it(page, text):
    found = page(text, NOV_12)
    assert (told(found), named(found)) == ([], {"Fuzuli"})


def test_what_a_party_has_had_since_a_day_it_holds(page):
    text = "Since 20 October Zangilan has been in Azerbaijani hands."
    assert told(page(text, date(2020, 10, 28))) == [("Zangilan", "AZ", "holds", "10-28")]


@pytest.mark.parametrize(
    "text",
    [
        "Armenia handed back two villages - Baganis Ayrum and Kheyrimli - it seized decades ago.",
        "Armenia returned to Azerbaijan two villages it had captured in the 1990s: Baganis Ayrum and Kheyrimli.",
        "Armenia returned two villages captured in the 1990s: Baganis Ayrum and Kheyrimli.",
        "Azerbaijan regained the villages of Baganis Ayrum and Kheyrimli, occupied by Armenia in 1990.",
        "Azerbaijan regained the villages of Baganis Ayrum and Kheyrimli, lost to Armenian forces in March 1990.",
    ],
)
def test_what_was_long_before_hides_no_news(page, text):
    found = told(page(text, date(2024, 5, 24)))
    assert found == [(place, "AZ", "affirms", "05-24") for place in ("Baganis Ayrum", "Kheyrimli")]


def test_the_year_of_what_was_long_before_is_none_of_the_news(page):
    text = "On 17 October Azerbaijan retook Fuzuli, lost to Armenian forces on 23 August 1993."
    assert [(item.holder, item.day) for item in page(text, NOV_12).statements] == [("AZ", date(2020, 10, 17))]


def test_a_relative_clause_tells_of_the_place_before_it(page):
    text = "Azerbaijani forces took Fuzuli on 17 October and reached Gubadli, which they captured on 25 October."
    expected = [("Fuzuli", "AZ", "affirms", "10-17"), ("Gubadli", "AZ", "affirms", "10-25")]
    assert told(page(text, NOV_12)) == expected
    text = "Azerbaijani forces took Fuzuli and reached Gubadli, which they captured on 25 October."
    assert told(page(text, NOV_12))[0] == ("Fuzuli", "AZ", "affirms", "11-12")


def test_a_day_is_not_that_of_a_document_behind_a_comma(page):
    text = "Azerbaijani forces took the village of Farrukh on 24 March, violating the ceasefire, officials said."
    assert told(page(text, date(2022, 3, 26))) == [("Farrukh", "AZ", "affirms", "03-24")]


def test_days_earlier_are_counted(page):
    text = "Pashinyan acknowledged that Shusha had been lost two days earlier."
    assert told(page(text, date(2020, 11, 10))) == [("Shusha", "AZ", "affirms", "11-08")]


def test_a_town_on_the_border_of_another_country_may_be_taken(page):
    text = "Zangilan, a town on the Iranian border, has been captured, Aliyev announced on 20 October."
    assert [(place, holder) for place, holder, *_ in told(page(text, NOV_12))] == [("Zangilan", "AZ")]


def facts(extraction):
    return [(fact.subject, fact.holder) for fact in extraction.facts]


@pytest.mark.parametrize("whole", ["All of", "The whole of", "The entire"])
def test_a_whole_district_is_a_fact(page, whole):
    assert facts(page(f"{whole} Hadrut Province was captured by Azerbaijan.", NOV_12)) == [("Hadrut", "AZ")]


def test_a_border_service_is_no_border(page):
    text = "Four villages passed under the control of the State Border Service of Azerbaijan on May 24."
    assert facts(page(text, date(2024, 5, 25))) == []


def test_a_day_is_no_name_of_a_border(page):
    text = "Azerbaijan restored control over the state border with Iran on May 4."
    assert facts(page(text, date(2024, 5, 25))) == [("state border with Iran", "AZ")]


def test_a_district_that_is_told_of_is_not_that_of_the_next_name(page):
    found = page("The Agdam district was handed over on 20 November, and Kalbajar on 25 November.", date(2020, 11, 27))
    assert told(found) == [("Kalbajar", "AZ", "affirms", "11-25")]
    assert [(fact.subject, fact.day) for fact in found.facts] == [("Agdam", date(2020, 11, 20))]
