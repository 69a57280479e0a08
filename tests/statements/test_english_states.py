"""English prose: how it is with a place, under what it is, and what is told of it by a noun or an aside."""

from __future__ import annotations

from datetime import date

import pytest

DEC_1 = date(2020, 12, 1)


@pytest.fixture
def page(read):
    """Read an English page of a day."""
    return lambda text, day=DEC_1, side="": read(text, "en", day, side)


def told(extraction):
    return [(item.place.name.text, item.holder, item.stance, str(item.day)[5:]) for item in extraction.changes]


@pytest.mark.parametrize(
    "text",
    [
        "Hadrut is under heavy fire from Azerbaijani forces.",
        "Hadrut is under Azerbaijani fire.",
        "Hadrut is again under heavy Azerbaijani shelling.",
        "Stepanakert is now under constant bombardment by the Azerbaijani army.",
        "Hadrut came under heavy Azerbaijani artillery fire.",
        "Shushi is still under Azerbaijani siege.",
        "The village of Talish is under threat from Azerbaijan.",
        "The village of Talish is under the watch of Armenian posts.",
        "Aliyev said that Hadrut is now under attack.",
        "Hadrut was under pressure, Aliyev said.",
        "Hadrut is under reconstruction, Aliyev said.",
        "Stepanakert is again under heavy shelling, the Armenian ministry said.",
    ],
)
def test_what_is_under_fire_is_under_nobodys_rule(page, text):
    assert told(page(text)) == []


def test_what_is_under_fire_behind_what_somebody_took_is_not_taken(page):
    found = page("Aliyev said that Hadrut was taken.\nStepanakert is again under heavy shelling.")
    assert [name for name, *_ in told(found)] == ["Hadrut"]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Hadrut is under Armenian occupation.", "ARM"),
        ("Hadrut is under the sovereignty of Azerbaijan.", "AZ"),
        ("Hadrut is now under Azerbaijan.", "AZ"),
        ("Hadrut came under the administration of Azerbaijan.", "AZ"),
        ("Aliyev said that Hadrut is under full control.", "AZ"),
        ("Hadrut was later confirmed to be under Azerbaijani control.", "AZ"),
        ("The town of Hadrut is reported to be under the control of Azerbaijan.", "AZ"),
    ],
)
def test_what_is_under_a_partys_rule_is(page, text, holder):
    assert [holder for _, holder, *_ in told(page(text))] == [holder]


def test_who_has_a_place_is_not_whom_it_was_assigned_to_behind_a_contrast(page):
    text = "The village of Zar remained under the control of Armenia, but the map assigned it to Azerbaijan."
    assert [holder for _, holder, *_ in told(page(text))] == ["ARM"]


@pytest.mark.parametrize(
    "text",
    [
        "By 10 October, Azerbaijan controlled Hadrut.",
        "On 10 October Azerbaijani troops controlled Hadrut.",
    ],
)
def test_who_controlled_a_place_by_a_day_held_it_then(page, text):
    assert told(page(text)) == [("Hadrut", "AZ", "holds", "10-10")]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan controlled Hadrut.",
        "Armenian forces controlled Hadrut before the war.",
        "Before 9 October Armenian forces controlled Hadrut.",
        "Until 9 October Armenia controlled Hadrut.",
        "Armenian forces controlled Hadrut from 1992 to 9 October 2020.",
        "On 9 October neither Armenia nor Azerbaijan controlled Hadrut.",
        "On 9 October it was unclear whether Azerbaijan controlled Hadrut.",
        "On 9 October Azerbaijan controlled the heights above Hadrut.",
        "On 9 October Azerbaijan attacked Armenian controlled Hadrut.",
        "The Armenian-controlled town of Hadrut was shelled on 9 October.",
    ],
)
def test_who_controlled_a_place_at_some_time_need_not_hold_it(page, text):
    assert told(page(text)) == []


@pytest.mark.parametrize("which", ["Armenian-controlled", "Armenian controlled", "Armenian-held"])
def test_who_had_a_place_hides_no_verb_before_it(page, which):
    assert told(page(f"On 9 October Azerbaijan captured {which} Hadrut.")) == [("Hadrut", "AZ", "affirms", "10-09")]


@pytest.mark.parametrize(
    "text",
    [
        "Hadrut passed from Armenia to Azerbaijan on 9 October.",
        "Hadrut was taken under the control of the Azerbaijani army on 9 October.",
        "Hadrut passed from Armenian to Azerbaijani control on 9 October.",
        "The town of Hadrut came into Azerbaijani hands on 9 October.",
        "She comes from the town of Hadrut, which fell on 9 October.",
        "The fall of Hadrut on 9 October forced Armenia to talk.",
        "After the capture of Hadrut on October 9, they went north.",
    ],
)
def test_a_change_is_told_by_few_words(page, text):
    assert told(page(text)) == [("Hadrut", "AZ", "affirms", "10-09")]


@pytest.mark.parametrize(
    "text",
    [
        "She comes from Hadrut, a town now under Azerbaijani control.",
        "She comes from Hadrut, now under the control of Azerbaijan.",
        "Azerbaijani troops are now in Hadrut.",
        "Azerbaijani soldiers are already in the town of Hadrut.",
    ],
)
def test_how_it_is_now_is_told(page, text):
    assert told(page(text)) == [("Hadrut", "AZ", "affirms", "12-01")]


@pytest.mark.parametrize(
    "text",
    [
        "The road passed from Armenia to Azerbaijan through Hadrut.",
        "She is from Hadrut, now in ruins.",
        "The family from Hadrut, now under the care of Armenia, lives in Goris.",
        "They talked of Hadrut, which fell silent on 9 October.",
        "Talks on the liberation of Lachin were held on 19 November.",
        "On 5 November the ministry said that the capture of Shusha was only a matter of time.",
        "On 7 November, a day before the fall of Shusha, they left.",
        "Rumours about the fall of Hadrut spread on 7 October.",
        "The fall of Shusha on 9 May 1992 shook Azerbaijan.",
        "During the fighting Azerbaijani forces captured the town of Hadrut.",
        "Prior to this, Azerbaijani troops occupied the village of Talish.",
    ],
)
def test_other_words_tell_no_change(page, text):
    assert told(page(text)) == []


def test_an_anniversary_of_a_fall_is_no_news(page):
    assert told(page("On 8 November Azerbaijan marked the liberation of Shusha.", date(2021, 11, 8))) == []
    assert told(page("The liberation of Shusha on 8 November was marked.", date(2022, 11, 20))) == []
