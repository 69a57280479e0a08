"""A story is read whole, or every fault in it is told by its line."""

from datetime import date

import pytest

from karamap.document import story
from karamap.document.crop import Crop
from karamap.errors import DataError

WHOLE = """
[[step]]
day = 2020-10-09
heading = " Claimed and denied "
text = "One.\\n\\nTwo."
known = "shown"
bbox = "46,39,47,40"
zoom = 2
sources = ["A page, https://example.org/a"]

[[step]]
day = 2020-10-22
text = "Later."
"""


def test_steps_are_read_in_their_order():
    first, second = story.read(WHOLE.encode(), "story.toml")
    assert (first.day, first.heading, first.known) == (date(2020, 10, 9), "Claimed and denied", "shown")
    assert first.text == "One.\n\nTwo."
    assert first.crop == Crop(box=(46, 39, 47, 40), zoom=2)
    assert first.sources == ("A page, https://example.org/a",)
    assert second == story.Step(day=date(2020, 10, 22), text="Later.")


def test_marks_and_line_ends_of_other_systems_are_understood():
    assert len(story.read(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode(), "story.toml")) == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("day = 2020-10-22", "day = '2020-10-22'"), "story.toml:12:day: '2020-10-22'; expected a day"),
        (("day = 2020-10-22", "day = 2020-10-22T10:00:00"), "story.toml:12:day"),
        (("day = 2020-10-22\n", ""), "story.toml:11:day: a step without day"),
        (('text = "Later."', "text = 7"), "story.toml:13:text: 7; expected a text"),
        (('text = "Later."', 'text = "  "'), "story.toml:13:text"),
        (('"shown"', '"then"'), "story.toml:6:known: 'then'; expected all or shown"),
        (('"46,39,47,40"', '"47,39,46,40"'), "story.toml:7:bbox"),
        (("zoom = 2", "zoom = true"), "story.toml:8:zoom"),
        (("zoom = 2", "zoom = nan"), "story.toml:8:zoom"),
        (('["A page, https://example.org/a"]', '"A page"'), "story.toml:9:sources: 'A page'; expected a list"),
        (("zoom = 2", "scale = 2"), "story.toml:8:scale: scale is no part of a step; expected day, text"),
        (("zoom = 2", "district = 'X'"), "story.toml:7:bbox: district and bbox both say"),
        (("[[step]]", "title = 1\n[[step]]"), "title is no part of a story"),
        (("day = 2020-10-22", "day = = 1"), "story.toml:12:7: not valid TOML"),
    ],
)
def test_what_is_wrong_is_told_by_its_line(change, told):
    with pytest.raises(DataError) as caught:
        story.read(WHOLE.replace(change[0], change[1], 1).encode(), "story.toml")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"", b"step = 1", b"step = []", b"step = [1]", b"\xff", b"[" * 5000, b"a = " + b"9" * 5000]
)
def test_what_is_no_story_is_refused_in_words(content):
    with pytest.raises(DataError) as caught:
        story.read(content, "story.toml")
    assert str(caught.value).startswith("story.toml:1:")


def test_a_story_that_is_too_long_is_refused():
    with pytest.raises(DataError, match="at most"):
        story.read(b"#" * (story.MAX_BYTES + 1), "story.toml")
    with pytest.raises(DataError, match="at most 100"):
        story.read(b"[[step]]\nday = 2020-10-22\ntext = 'a'\n" * 101, "story.toml")
