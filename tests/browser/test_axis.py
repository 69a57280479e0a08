"""The names on the axis below the slider have room, whatever the time between the first day and the last."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from karamap import page
from karamap.document import drawing
from karamap.ground.series import Series
from karamap.theatre import loader

pytestmark = pytest.mark.browser

FIRST = date(2031, 3, 1)
NAMED = """() => { const axis = document.querySelector(".time-axis").getBoundingClientRect();
  return [...document.querySelectorAll(".time-tick:not(.time-tick-bare)")].map((tick) => tick.getBoundingClientRect())
    .map(({ left, right }, at, boxes) => [left - axis.left, right - axis.left, axis.width])
    .sort((one, other) => one[0] - other[0]); }"""
TEXTS = """() => [...document.querySelectorAll(".time-tick:not(.time-tick-bare)")]
  .sort((one, other) => one.getBoundingClientRect().left - other.getBoundingClientRect().left)
  .map((tick) => tick.textContent)"""


@pytest.fixture(scope="module")
def page_to(tmp_path_factory):
    """A page of a small theatre from the first day to another."""
    theatre = loader.load(Path(__file__).parents[1] / "data/four_parties")

    def drawn(last):
        record = replace(theatre.record, ends_on=last)
        path = tmp_path_factory.mktemp("axis") / "page.html"
        found = Series.between(replace(theatre, record=record), FIRST, last)
        path.write_text(page.html(drawing.document(found)), encoding="utf-8")
        return path

    return drawn


@pytest.mark.parametrize(
    ("last", "on_a_phone", "on_a_desk"),
    [
        (date(2031, 4, 2), {"March 2031", "10", "20"}, {"March 2031", "10", "15", "20", "25"}),
        (date(2031, 10, 1), {"July 2031"}, {"July 2031", "April 2031", "May 2031", "September 2031"}),
        (date(2032, 8, 2), {"July 2031", "2032"}, {"April 2031", "July 2031", "October 2031", "2032", "April 2032"}),
        (date(2034, 1, 20), {"2032", "2033"}, {"July 2031", "2032", "July 2032", "2033", "July 2033"}),
        (date(2038, 6, 1), {"2032", "2034", "2036"}, {"2032", "2033", "2034", "2035", "2036", "2037", "2038"}),
    ],
)
def test_names_on_the_axis_stand_apart_and_within_it(page_to, open_map, last, on_a_phone, on_a_desk):
    opened = open_map(page_to(last))
    for width, expected in ((1440, on_a_desk), (360, on_a_phone), (768, on_a_phone)):
        opened.page.set_viewport_size({"width": width, "height": 800})
        opened.page.wait_for_timeout(200)
        boxes = opened.page.evaluate(NAMED)
        assert all(left >= 0 and right <= whole for left, right, whole in boxes)
        assert all(one[1] < other[0] for one, other in pairwise(boxes)), (width, boxes)
        assert expected <= {*opened.page.evaluate(TEXTS)}, width
    assert opened.messages == []
