"""Sentences that begin with a clause of their own: each place goes with the verb of its clause."""

from __future__ import annotations

from datetime import date

import pytest

NOV_20 = date(2020, 11, 20)


@pytest.fixture
def page(read):
    """Read a page of a day."""
    return lambda text, language="en": read(text, language, NOV_20)


def told(extraction):
    return [(item.place.name.text, item.holder, item.stance) for item in extraction.changes]


HADRUT = ("Hadrut", "AZ", "affirms")


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("While Azerbaijani troops entered Hadrut, the village of Zar remained in the hands of the Armenians.", "Zar"),
        ("Although Azerbaijan took Hadrut, the town of Martuni remained under Armenian control.", "Martuni"),
        ("Although Azerbaijan took Hadrut, the small town of Martuni was still held by Armenian forces.", "Martuni"),
    ],
)
def test_what_another_party_holds_behind_the_comma_is_its_own(page, text, behind):
    assert told(page(text)) == [HADRUT, (behind, "ARM", "holds")]


@pytest.mark.parametrize(
    "text",
    [
        "After Azerbaijan captured Hadrut, Shushi was still far away.",
        "After Azerbaijan captured Hadrut, Shushi became its next target.",
        "As Azerbaijani troops entered Hadrut, the village of Tugh was shelled.",
        "After Azerbaijani forces captured Hadrut, the residents of Stepanakert fled.",
        "Since Azerbaijan captured Hadrut on 9 October, Stepanakert has been under fire.",
        "On 9 October, after Azerbaijan took Hadrut, Shushi was shelled.",
        "While Armenian forces held Martuni, Hadrut was taken by Azerbaijan.",
        "While Azerbaijan's army took Hadrut, the heights near Shushi were out of its reach.",
    ],
)
def test_nothing_is_told_of_a_place_in_the_other_clause(page, text):
    assert told(page(text)) == [HADRUT]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("After Azerbaijan took Jabrayil, Fuzuli and Zangilan, it moved on.", ["Jabrayil", "Fuzuli", "Zangilan"]),
        (
            "As Azerbaijan took Hadrut, including the villages of Tugh and Azykh, people fled.",
            ["Hadrut", "Tugh", "Azykh"],
        ),
        ("After Azerbaijan took Hadrut, Aliyev said, Fuzuli was freed too.", ["Hadrut", "Fuzuli"]),
        ("After capturing Hadrut, Azerbaijani forces moved on.", ["Hadrut"]),
        ("When the truce ended, Azerbaijan took Hadrut.", ["Hadrut"]),
        ("After talks in Moscow, Azerbaijan took Hadrut on 9 October.", ["Hadrut"]),
    ],
)
def test_a_list_in_the_first_clause_stays_one(page, text, places):
    assert told(page(text)) == [(place, "AZ", "affirms") for place in places]


@pytest.mark.parametrize(
    "text",
    [
        "When Armenian forces attacked in 1992, Azerbaijan lost the city of Lachin.",
        "When in 1992 Armenian forces took Shusha, the town of Lachin fell to them.",
    ],
)
def test_what_is_long_ago_in_the_first_clause_is_so_behind_it(page, text):
    assert told(page(text)) == []


def test_each_of_two_speakers_speaks_in_a_clause(page):
    found = page("While Aliyev said that Hadrut was captured, Pashinyan said that Hadrut was under Armenian control.")
    assert [(item.holder, item.side) for item in found.changes] == [("AZ", "AZ"), ("ARM", "ARM")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("После того как Азербайджан взял Гадрут, Шуша оставалась под контролем Армении.", ["AZ", "ARM"]),
        ("Хотя Азербайджан взял Гадрут и Физули, Мартуни остался под контролем Армении.", ["AZ", "AZ", "ARM"]),
        ("Когда азербайджанские войска вошли в Гадрут, село Туг было обстреляно.", ["AZ"]),
    ],
)
def test_russian_clauses_end_at_their_comma(page, text, places):
    assert [holder for _, holder, _ in told(page(text, "ru"))] == places


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijani forces entered the largely abandoned city of Aghdam on Friday.",
        "Azerbaijani troops entered the town of Aghdam after 27 years under Armenian control.",
        "After almost 30 years under the control of Armenia, Aghdam was handed over to Azerbaijan.",
    ],
)
def test_how_a_place_was_before_is_not_who_has_it_now(page, text):
    assert [holder for _, holder, _ in told(page(text))] == ["AZ"]


@pytest.mark.parametrize(
    "text",
    [
        "They drove through the abandoned city of Aghdam.",
        "The city of Aghdam lay in ruins after nearly 30 years under the control of Armenian forces.",
        "Aghdam was captured by Armenian forces in the first Nagorno Karabakh war.",
        "The Artsakh ministry said that the village of Zar came under the control of the Russian contingent.",
        "The Artsakh ministry said that the village of Zar is under the control of the peacekeeping forces.",
    ],
)
def test_who_had_a_place_long_ago_and_who_is_no_party_holds_nothing(page, text):
    assert told(page(text)) == []


def test_both_villages_are_those_told_of_before(page):
    found = page(
        "The army of Azerbaijan attacked the villages of Zar and Tugh. Both villages remained under Armenian control."
    )
    assert told(found) == [("Zar", "ARM", "holds"), ("Tugh", "ARM", "holds")]


@pytest.mark.parametrize(
    "text",
    [
        "With Hadrut gone and Shushi besieged, Armenian commanders gave up.",
        "In the town of Hadrut, Azerbaijani forces captured an Armenian general.",
        "Azerbaijani saboteurs entered Hadrut but were destroyed.",
        "An Azerbaijani sabotage group entered Hadrut.",
    ],
)
def test_what_stands_before_who_does_something_is_not_done(page, text):
    assert told(page(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hadrut, Azerbaijan's newest town, fell on 8 November.",
        "Azerbaijan has regained Hadrut, which Armenian forces captured in October 1992.",
        "Azerbaijan has regained the town of Hadrut, which it lost in October 1992.",
    ],
)
def test_an_aside_parts_nobody_from_what_is_done(page, text):
    assert told(page(text)) == [HADRUT]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Armenian forces still hold Shushi despite claims by Azerbaijan.", "ARM"),
        ("Armenian forces still hold Shushi despite attacks by Azerbaijan.", "ARM"),
        ("Pashinyan said Armenian forces still hold Shushi despite claims by Azerbaijan.", "ARM"),
        ("Azerbaijan took Shushi despite resistance by Armenian forces.", "AZ"),
        ("Azerbaijan captured Shushi after a counter-attack by Armenian forces.", "AZ"),
    ],
)
def test_who_is_named_behind_despite_does_not_hold_what_another_one_does(page, text, holder):
    assert [holder for _, holder, _ in told(page(text))] == [holder]
