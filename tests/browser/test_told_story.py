"""A story is told step by step, and printed as a page for each."""

from datetime import date

import pytest
from opened import Opened

from karamap.document.crop import Crop
from karamap.document.story import Step

pytestmark = pytest.mark.browser

FIRST, LAST = date(2020, 10, 20), date(2020, 10, 25)
STEPS = (
    Step(
        day=FIRST,
        text="One.\n\nTwo <b>bold</b>.",
        heading="To begin",
        known="shown",
        sources=("https://example.org/a",),
    ),
    Step(day=LAST, text="Later.", crop=Crop(box=(47.0, 39.4, 47.4, 39.7))),
)


@pytest.fixture
def opened(open_map, document_of, written) -> Opened:
    return open_map(written(document_of(FIRST, LAST, story=STEPS, opening=FIRST), "story"))


def test_next_and_back_lead_through_its_steps(opened):
    words = opened.page.locator(".story-words")
    assert words.locator("p").all_inner_texts() == ["One.", "Two <b>bold</b>."]
    assert words.locator("a").get_attribute("href") == "https://example.org/a"
    assert (opened.state()["day"], opened.state()["known"]) == (0, "shown")
    assert opened.page.locator(".story-back").is_disabled()
    before = opened.zoom()
    opened.page.locator(".story-next").click()
    opened.settle()
    assert (opened.state()["day"], opened.state()["known"]) == (5, "all")
    assert opened.zoom() > before + 1
    assert words.inner_text() == "Later."
    opened.page.locator(".story-back").click()
    opened.settle()
    assert opened.zoom() == before
    assert opened.messages == []


def test_it_is_printed_as_a_page_for_each_step(opened):
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    pages = opened.page.locator(".story-page")
    assert pages.count() == 2
    for number, day in enumerate(("20 October 2020", "25 October 2020")):
        assert day in pages.nth(number).locator("svg text").all_text_contents()[1]
    ids = opened.page.evaluate("[...document.querySelectorAll('.story-page [id]')].map(({ id }) => id)")
    assert len(ids) == len(set(ids)) > 10
    opened.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert pages.count() == 0
    assert opened.state()["day"] == 0
