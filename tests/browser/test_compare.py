"""Two days, or two states of knowledge, on one map."""

from datetime import date

import pytest
from opened import PHONE

from karamap.record.control import no_report
from karamap.record.timeline import control_as_of

pytestmark = pytest.mark.browser

DIVIDER = ".compare-divider"


@pytest.fixture
def compare(open_map, war_page):
    """Open the comparison of two moments."""
    return lambda words, *size: open_map(war_page, *size, fragment=f"#v=compare&{words}")


def listed(opened):
    """Names of all places in the list of changes, folded groups included."""
    return opened.page.locator(".compare-places li").all_text_contents()


def differing(theatre, before, after):
    """Ids of the places with another holder."""
    holder = lambda control, key: (control.get(key) or no_report(key)).holder  # noqa: E731
    return [key for key in theatre.gazetteer.places if holder(before, key) != holder(after, key)]


def test_the_list_has_every_place_whose_holder_differs(compare, theatre):
    opened = compare("d=2020-10-22&o=2020-10-09")
    before, after = (control_as_of(theatre.record, date(2020, 10, day)) for day in (9, 22))
    opened.page.locator(".compare-list summary").first.wait_for()
    assert len(listed(opened)) == len(differing(theatre, before, after)) > 50


def test_two_states_of_knowledge_of_one_day_can_be_compared(compare, theatre):
    day = date(2020, 11, 11)
    opened = compare("d=2020-11-11&o=2020-11-11&ok=shown")
    before, after = control_as_of(theatre.record, day, day), control_as_of(theatre.record, day)
    opened.page.locator(".compare-list summary").first.wait_for()
    assert len(listed(opened)) == len(differing(theatre, before, after)) > 20
    assert "based on what was published by that day" in opened.text(".compare-summary")


def test_a_day_with_itself_has_no_difference(compare):
    opened = compare("d=2020-10-22&o=2020-10-22")
    opened.page.locator(".compare-list p").last.wait_for()
    assert opened.text(".compare-list").endswith("No change between these two dates.")
    assert opened.page.locator(".compare-outline").count() == 0


def test_ground_that_changed_hands_is_outlined_and_the_outline_explained(compare):
    opened = compare("d=2020-10-22&o=2020-10-09")
    assert opened.page.locator(".karamap .compare-outline").count() >= 1
    assert "Ground that changed hands between the two dates" in opened.text(".compare-key")
    assert opened.page.locator(".compare-key .compare-outline").bounding_box()["width"] > 30


@pytest.mark.parametrize("language", ["en", "hy", "ru"])
def test_what_a_side_offers_lies_upon_its_card(compare, language):
    opened = compare(f"d=2020-10-22&o=2020-10-09&l={language}")
    opened.page.locator(".compare-side").first.wait_for()
    for side in opened.page.locator(".compare-side").all():
        card, choice = side.bounding_box(), side.locator("select").bounding_box()
        assert choice["x"] + choice["width"] <= card["x"] + card["width"]


def cut_at(opened):
    """Where the two maps meet, in pixels from the left edge of the map."""
    return opened.page.evaluate(
        """() => { const sheet = document.querySelector(".sheet").getBoundingClientRect();
        const box = document.querySelector(".compare-divider").getBoundingClientRect();
        return box.left + box.width / 2 - sheet.left; }"""
    )


def test_the_divider_is_dragged(compare):
    opened = compare("d=2020-10-22&o=2020-10-09")
    box = opened.page.locator(DIVIDER).bounding_box()
    before = cut_at(opened)
    opened.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] - 150, box["y"] + box["height"] / 2, steps=4)
    opened.page.mouse.up()
    assert cut_at(opened) == pytest.approx(before - 150 - box["width"] / 2, abs=3)


def test_the_divider_is_moved_by_keys_and_says_where_it_stands(compare):
    opened = compare("d=2020-10-22&o=2020-10-09")
    divider = opened.page.locator(DIVIDER)
    divider.focus()
    opened.page.keyboard.press("ArrowLeft")
    assert divider.get_attribute("aria-valuenow") == "45"
    assert divider.get_attribute("aria-valuetext") == "45 % of the width shows 9 October 2020"
    opened.page.keyboard.press("Home")
    assert cut_at(opened) == pytest.approx(0, abs=1)


def test_the_two_sides_are_cut_where_the_divider_stands(compare):
    opened = compare("d=2020-10-22&o=2020-10-09")
    shapes = opened.page.evaluate(
        """() => ["territory", "compare-territory"].map((name) => karamap.app.map.getPane(name).style.clipPath)"""
    )
    assert all(shape.startswith("polygon") for shape in shapes)
    assert shapes[0] != shapes[1]


def test_the_divider_cuts_no_name(compare):
    opened = compare("d=2020-10-22&o=2020-10-09")
    levels = opened.page.evaluate(
        """() => ["compare-line", "points", "names"].map((name) =>
          Number(karamap.app.map.getPane(name).style.zIndex))"""
    )
    assert levels == sorted(levels)
    assert (
        opened.page.evaluate("getComputedStyle(document.querySelector('.compare-divider'), '::before').content")
        == "none"
    )
    line = opened.page.evaluate("document.querySelector('.compare-line').getBoundingClientRect().x")
    assert line == pytest.approx(cut_at(opened) + opened.page.locator(".sheet").bounding_box()["x"], abs=1)


def test_each_side_has_its_own_day(compare):
    opened = compare("d=2020-10-22&o=2020-10-09")
    opened.page.locator(".compare-left input").fill("5")
    assert opened.text(".compare-left .compare-when") == "2 October 2020"
    assert opened.text(".compare-right .compare-when") == "22 October 2020"


def test_sides_can_be_swapped(compare):
    opened = compare("d=2020-10-22&o=2020-10-09")
    opened.page.locator(".compare-swap").click()
    assert opened.text(".compare-left .compare-when") == "22 October 2020"


def test_a_place_of_the_list_opens_its_record(compare):
    opened = compare("d=2020-10-22&o=2020-10-19")
    button = opened.page.locator(".compare-places button:visible").first
    if not button.count():
        opened.page.locator(".compare-list summary").first.click()
    opened.page.locator(".compare-places button:visible").first.click()
    assert opened.page.evaluate("karamap.app.store.get().place") is not None


def test_back_on_the_map_nothing_is_cut(compare):
    opened = compare("d=2020-10-22&o=2020-10-09")
    opened.page.locator('#karamap-views input[value="map"]').check()
    assert opened.page.evaluate("karamap.app.map.getPane('territory').style.clipPath") == ""
    assert not opened.page.locator(DIVIDER).is_visible()
    assert opened.messages == []


def test_a_comparison_fits_a_phone(compare):
    opened = compare("d=2020-10-22&o=2020-10-09", PHONE)
    boxes = [side.bounding_box() for side in opened.page.locator(".compare-side").all()]
    assert boxes[0]["x"] >= 0
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert boxes[1]["x"] + boxes[1]["width"] <= PHONE.width
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= PHONE.width
