"""The days as a reader meets them: slide, step, play, hear, and the same answers as the rules give."""

import random
from datetime import date, timedelta

import pytest
from opened import PHONE, Size

from karamap.record.control import no_report
from karamap.record.timeline import control_as_of

pytestmark = pytest.mark.browser

FIRST, LAST = date(2020, 9, 27), date(2020, 12, 1)
SLIDER = "#karamap-time input[type=range]"
HELD = """(known) => { const { model, store } = karamap.app; const at = model.at(known); const { day } = store.get();
  return Object.fromEntries(model.places.map((place) => {
    const { holder, standing, since, dated } = at.stateOf(place, day);
    return [place.id, [holder, standing, since === null ? null : model.isoOf(since), dated]];
  })); }"""


@pytest.fixture
def opened(open_map, war_page):
    return open_map(war_page)


def day_shown(opened):
    """The day that the slider says it stands on."""
    return FIRST + timedelta(days=int(opened.page.locator(SLIDER).input_value()))


def slide_to(opened, day):
    """Move the slider as its own keyboard would, without every day between."""
    opened.page.locator(SLIDER).fill(str((day - FIRST).days))


def told(item):
    return [item.holder, item.standing.value, item.since.isoformat() if item.since else None, item.dated]


def choose_known(opened, known):
    opened.page.locator(f'#karamap-time input[value="{known}"]').check()


@pytest.mark.parametrize("known", ["all", "shown"])
def test_the_slider_shows_on_random_days_what_the_rules_say_place_by_place(opened, theatre, known):
    choose_known(opened, known)
    for number in random.Random(known).sample(range((LAST - FIRST).days + 1), 30):
        day = FIRST + timedelta(days=number)
        slide_to(opened, day)
        control = control_as_of(theatre.record, day, day if known == "shown" else None)
        shown = opened.page.evaluate(HELD, known)
        assert shown == {key: told(control.get(key) or no_report(key)) for key in theatre.gazetteer.places}, day
    assert opened.messages == []


@pytest.mark.parametrize("width", [1440, 1280, 1024, 900, 640, 390])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_map_keeps_its_size_whatever_a_day_brings(open_map, war_page, width, language):
    opened = open_map(war_page, Size(width, 800), f"#l={language}")
    sizes = opened.page.evaluate(
        """() => { const map = document.querySelector(".karamap"); const sizes = new Set();
        for (let day = 0; day < karamap.app.model.days; day += 1) {
          karamap.app.store.set({ day });
          karamap.nodes.drawNow();
          sizes.add(`${map.clientWidth} ${map.clientHeight}`);
        }
        return [...sizes]; }"""
    )
    assert len(sizes) == 1, sizes


def test_it_opens_on_the_last_day(opened):
    assert day_shown(opened) == LAST


def test_a_day_is_told_in_words(opened):
    slide_to(opened, date(2020, 10, 22))
    slider = opened.page.locator(SLIDER)
    assert slider.get_attribute("aria-valuetext") == "22 October 2020: 21 places change hands"
    assert opened.text(".time-now") == "22 October 2020: 21 places change hands"


def test_a_day_without_a_change_says_so(opened):
    slide_to(opened, date(2020, 11, 1))
    assert opened.text(".time-now") == "1 November 2020: no report of a change"


def test_the_whole_of_it_works_from_the_keyboard(opened):
    slider = opened.page.locator(SLIDER)
    slider.focus()
    slide_to(opened, date(2020, 10, 10))
    for key, days in (("ArrowRight", 1), ("ArrowLeft", -1), ("PageUp", 7), ("PageDown", -7), ("ArrowUp", 1)):
        before = day_shown(opened)
        opened.page.keyboard.press(key)
        assert day_shown(opened) - before == timedelta(days=days), key
    opened.page.keyboard.press("Home")
    assert day_shown(opened) == FIRST
    opened.page.keyboard.press("PageDown")
    assert day_shown(opened) == FIRST
    opened.page.keyboard.press("End")
    assert day_shown(opened) == LAST


def test_buttons_step_by_day_and_by_change(opened):
    press = lambda name: opened.page.locator(f".time-{name}").click()  # noqa: E731
    slide_to(opened, date(2020, 10, 25))
    press("on")
    assert day_shown(opened) == date(2020, 10, 26)
    press("back")
    press("before")
    assert day_shown(opened) == date(2020, 10, 23)
    press("after")
    assert day_shown(opened) == date(2020, 10, 25)


def test_at_either_end_the_buttons_beyond_are_off(opened):
    assert opened.page.locator(".time-on").is_disabled()
    opened.page.locator(SLIDER).press("Home")
    assert opened.page.locator(".time-back").is_disabled()
    assert opened.page.locator(".time-on").is_enabled()


def test_playing_runs_and_stops(opened):
    slide_to(opened, date(2020, 10, 1))
    opened.page.locator(".time-play").click()
    opened.page.wait_for_function("() => karamap.app.store.get().day > 7")
    opened.page.locator(".time-play").click()
    stopped = day_shown(opened)
    opened.page.wait_for_timeout(900)
    assert day_shown(opened) == stopped < LAST


def test_the_space_bar_plays_and_the_last_day_ends_it(opened):
    slide_to(opened, LAST - timedelta(days=2))
    opened.page.locator(SLIDER).press(" ")
    opened.page.wait_for_function("() => !karamap.app.store.get().playing && karamap.app.store.get().day === 65")


def test_whoever_wants_less_motion_gets_change_after_change(open_map, war_page):
    opened = open_map(war_page, reduced_motion="reduce")
    slide_to(opened, date(2020, 10, 25))
    opened.page.locator(".time-play").click()
    opened.page.wait_for_function("() => karamap.app.store.get().day > 28")
    assert day_shown(opened) == date(2020, 10, 28)


def test_pressing_on_the_chart_goes_to_that_day(opened):
    box = opened.page.locator(".time-chart").bounding_box()
    opened.page.mouse.click(box["x"] + box["width"] * 25.5 / 66, box["y"] + 20)
    assert day_shown(opened) == date(2020, 10, 22)


def test_the_chart_is_told_in_words(opened):
    label = opened.page.locator(".time-chart").get_attribute("aria-label")
    assert "27 September 2020" in label
    assert "1 December 2020" in label
    assert "Azerbaijan: " in label


def test_the_slider_points_at_its_day_in_the_chart(opened):
    for day in (FIRST, date(2020, 10, 22), LAST):
        slide_to(opened, day)
        offset = opened.page.evaluate(
            """() => { const cursor = document.querySelector(".time-cursor").getBoundingClientRect();
            const slider = document.querySelector(".time-slider"); const box = slider.getBoundingClientRect();
            const share = Number(slider.value) / Number(slider.max);
            return cursor.left + cursor.width / 2 - (box.left + 11 + share * (box.width - 22)); }"""
        )
        assert abs(offset) < 1.5


def test_what_was_known_that_day_is_a_switch(opened):
    slide_to(opened, date(2020, 11, 7))
    today = opened.text(".legend")
    choose_known(opened, "shown")
    assert opened.text(".legend") != today
    assert "Based on what was published by that day" in opened.text(".masthead")


def test_the_map_follows_the_day(opened):
    def ground():
        return opened.page.evaluate("[...document.querySelectorAll('.front')].map((n) => n.getAttribute('d')).join()")

    slide_to(opened, FIRST)
    before = ground()
    slide_to(opened, date(2020, 11, 10))
    assert ground() != before


def test_in_another_language_the_days_are_told_in_it(open_map, war_page):
    opened = open_map(war_page, fragment="#d=2020-10-22&l=ru")
    assert opened.text(".time-now").startswith("22 октября 2020")


def test_one_day_has_no_slider(open_map, map_of):
    opened = open_map(map_of(date(2020, 10, 22)))
    assert opened.page.locator(SLIDER).count() == 0
    assert opened.messages == []


def test_on_a_phone_the_buttons_are_wide_enough_to_touch(open_map, war_page):
    opened = open_map(war_page, PHONE)
    boxes = [button.bounding_box() for button in opened.page.locator(".time-buttons button").all()]
    assert all(box["width"] >= 44 and box["height"] >= 44 for box in boxes)
    assert max(box["x"] + box["width"] for box in boxes) <= PHONE.width


PARTS = """(day) => [...document.querySelectorAll(".time-bars")].flatMap((part) => {
  const bars = part.getAttribute("d").matchAll(/M([-.0-9]+) ([-.0-9]+)V([-.0-9]+)/g);
  const bar = [...bars].find(([, x]) => Math.floor(Number(x)) === day);
  return bar ? [Number(bar[2]) - Number(bar[3])] : [];
})"""


def test_the_parts_of_a_bar_share_it_as_they_share_its_places(open_map, war_page):
    opened = open_map(war_page)
    counts = opened.page.evaluate("""() => { const { model } = karamap.app; const timeline = model.at("all");
      const holders = [...timeline.changedOn(44).keys()].map((place) => timeline.stateOf(place, 44).holder);
      return model.parties.map(({ id }) => holders.filter((one) => one === id).length).filter(Boolean); }""")
    parts = opened.page.evaluate(PARTS, 44)
    assert sorted(counts) == [2, 65]
    assert [part / sum(parts) for part in parts] == pytest.approx([count / 67 for count in counts], abs=0.01)
