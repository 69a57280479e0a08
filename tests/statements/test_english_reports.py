"""English reports: who speaks, whose noun it is, days of a list, parts and denials beside what is held."""

from __future__ import annotations

from datetime import date

import pytest

NOV_10 = date(2020, 11, 10)


@pytest.fixture
def page(read):
    """Read an English page of a day."""
    return lambda text, day=NOV_10, side="": read(text, "en", day, side)


def told(extraction):
    return [
        (item.place.name.text, item.holder, item.stance, item.day.isoformat()[5:])
        for item in extraction.statements
        if item.stance
    ]


def sides(extraction):
    return [item.side for item in extraction.statements if item.stance]


def test_who_owns_a_noun_does_not_do_what_it_brings_about(page):
    found = page("Azerbaijan's capture of Shusha on 8 November left Stepanakert exposed.")
    assert told(found) == [("Shusha", "AZ", "affirms", "11-08")]
    found = page("Azerbaijan's taking of Jabrayil on 4 October was followed by the seizure of Fuzuli on 17 October.")
    assert [place for place, *_ in told(found)] == ["Jabrayil", "Fuzuli"]


@pytest.mark.parametrize(
    "text",
    [
        "With the fall of Shusha to Azerbaijani forces on 8 November, Stepanakert came within artillery range.",
        "After Azerbaijan's capture of Shusha on 8 November, the city of Stepanakert became untenable.",
    ],
)
def test_a_place_behind_what_was_before_has_a_verb_of_its_own(page, text):
    assert told(page(text)) == [("Shusha", "AZ", "affirms", "11-08")]


@pytest.mark.parametrize(
    "text",
    [
        "Once Shusha was in Azerbaijani hands, the war was over.",
        "Eventually Shusha ended up in Azerbaijani hands.",
        "Finally Shusha was taken by Azerbaijan.",
    ],
)
def test_a_small_word_at_the_beginning_is_no_part_of_a_name(page, text):
    assert [(place, holder) for place, holder, *_ in told(page(text))] == [("Shusha", "AZ")]


@pytest.mark.parametrize(
    "text",
    [
        "Neither Dashalty nor Shushakend was captured.",
        "None of Dashalty, Shushakend and Zarisli were captured by Azerbaijan.",
        "The Armenian Defence Ministry retracted its claim that it had retaken Dashalty.",
    ],
)
def test_what_neither_was_taken_nor_is_claimed_any_more_is_no_change(page, text):
    found = page(text)
    assert told(found) == []
    assert found.statements


def test_a_list_behind_were_is_what_stands_before_it(page):
    found = told(page("Among the villages captured by Azerbaijan that week were Dashalty and Shushakend."))
    assert [(place, holder) for place, holder, *_ in found] == [("Dashalty", "AZ"), ("Shushakend", "AZ")]


@pytest.mark.parametrize(
    "text",
    [
        "The cities of Jabrayil, Fuzuli and Zangilan were captured by Azerbaijan on 4, 17 and 20 October respectively.",
        "Jabrayil, Fuzuli and Zangilan were captured by Azerbaijan on 4 October, 17 October and 20 October.",
        "Azerbaijan took Jabrayil on 4 October, Fuzuli on 17 October and Zangilan on 20 October.",
    ],
)
def test_each_place_of_a_list_has_the_day_of_its_number(page, text):
    expected = [("Jabrayil", "10-04"), ("Fuzuli", "10-17"), ("Zangilan", "10-20")]
    assert [(place, day) for place, *_, day in told(page(text))] == expected


def test_each_district_of_a_list_has_the_day_of_its_number(page):
    text = "The districts of Agdam, Kalbajar and Lachin were returned to Azerbaijan on 20 November, 25 November and "
    facts = page(text + "1 December respectively.", date(2020, 12, 20)).facts
    assert [(fact.subject, fact.day) for fact in facts] == [
        ("Agdam", date(2020, 11, 20)),
        ("Kalbajar", date(2020, 11, 25)),
        ("Lachin", date(2020, 12, 1)),
    ]


def test_a_number_before_a_comma_is_a_day_of_the_month_told_last(page):
    text = "On October 4, Azerbaijan says it has captured Jabrayil. On the 9th, it says it has taken Hadrut."
    assert told(page(text)) == [("Jabrayil", "AZ", "affirms", "10-04"), ("Hadrut", "AZ", "affirms", "10-09")]


def test_a_place_that_is_lost_again_is_so_on_the_day_of_that(page):
    text = "Armenian troops recaptured the village of Talish on 28 September but lost it again on 3 October."
    assert told(page(text)) == [("Talish", "AZ", "affirms", "10-03")]


def test_what_is_held_beside_a_denial_is_told_with_it(page):
    text = "On 9 October, President Aliyev announced that Azerbaijani forces had taken Hadrut. This was denied by the "
    text += "president of Artsakh, who stated that the Defence Army was in full control of Hadrut."
    assert [(holder, stance) for _, holder, stance, _ in told(page(text))] == [
        ("AZ", "affirms"),
        ("ARM", "holds"),
        ("AZ", "denies"),
    ]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Azerbaijan has withdrawn its troops from the village of Farrukh, Russia said.", ""),
        ("Azerbaijani forces have left the village of Farrukh, local officials said.", ""),
        ("Azerbaijani forces have left the village of Farrukh, Armenia said.", "ARM"),
    ],
)
def test_who_acts_at_the_beginning_does_not_say_so_at_the_end(page, text, side):
    found = page(text, date(2022, 3, 28))
    assert ([holder for _, holder, *_ in told(found)], sides(found)) == (["ARM"], [side])


def test_what_comes_under_a_party_is_not_handed_over_by_it(page):
    text = "The villages of Baganis Ayrum and Kheyrimli had returned “under the control of the border guards of the "
    text += "Republic of Azerbaijan”, an official said."
    assert {holder for _, holder, *_ in told(page(text, date(2024, 5, 24)))} == {"AZ"}


def test_several_villages_at_a_district_do_not_give_it_to_the_names_before(page):
    found = page("Aliyev announced the capture of Mataghis, as well as Talish, and several settlements in Jabrayil.")
    assert [item.place.district for item in found.statements if item.stance] == [None, None]


def test_places_on_a_border_are_no_border(page):
    text = "Azerbaijan has taken control of four villages in the Gazakh district on the border with Armenia."
    assert page(text, date(2024, 5, 24)).facts == ()


def test_a_place_falls_behind_words_for_where(page):
    text = "Armenian forces lost Talish, while in the south Jabrayil fell on October 4."
    assert ("Jabrayil", "AZ", "affirms", "10-04") in told(page(text))


def test_who_is_denied_to_hold_a_place_is_who_gained_it_by_the_record(page):
    found = page("Local media denied reports that Hadrut had fallen.", date(2020, 10, 10))
    assert [(holder, stance) for _, holder, stance, _ in told(found)] == [("AZ", "denies")]


def test_a_loss_is_denied_by_who_would_have_lost(page):
    found = page("“The town of Hadrut was not lost,” Stepanyan said.", date(2020, 10, 20))
    assert [(holder, stance) for _, holder, stance, _ in told(found)] == [("AZ", "denies")]
