"""On paper every name stands at its place, from whatever window it is printed."""

from datetime import date
from statistics import median

import pypdfium2
import pytest
from opened import DESK, PHONE, TABLET, Size

pytestmark = pytest.mark.browser

WIDE = Size(1920, 1080)
WINDOWS = {"wide": WIDE, "desk": DESK, "tablet": TABLET, "phone": PHONE}
SHOWN = (("day", "map"), ("day", "table"), ("series", "map"), ("series", "compare"), ("series", "table"))
MARGIN = 12 / 25.4 * 72
POINTS = 0.75  # of a PDF to a pixel
DAY = date(2020, 10, 22)

LOOK = """() => {
  const { drawing, model } = karamap.app;
  const { left, top } = karamap.app.map.getContainer().getBoundingClientRect();
  const seen = [...document.querySelectorAll(".label[data-place]")]
    .filter((node) => getComputedStyle(node).visibility !== "hidden");
  return seen.map((node) => {
    const box = node.getBoundingClientRect();
    const { x, y } = drawing.spotOf(model.place(node.dataset.place));
    return { text: node.textContent, left: box.left, right: box.right, top: box.top, bottom: box.bottom,
      x: left + x, y: top + y };
  });
}"""
WATCH = f"() => window.addEventListener('beforeprint', () => {{ window.printed = ({LOOK})(); }})"


def printed(opened, path):
    """The page on paper, and what stood where when the browser drew it."""
    opened.page.evaluate(WATCH)
    path.write_bytes(opened.page.pdf(prefer_css_page_size=True, print_background=True))
    return pypdfium2.PdfDocument(path), opened.page.evaluate("window.printed")


def letters_of(paper):
    """Every letter of the only page with its middle, in points from the upper left corner."""
    page = paper[0]
    words, height = page.get_textpage(), page.get_height()
    letters = []
    for index, letter in enumerate(words.get_text_range(0, words.count_chars())):
        left, bottom, right, top = words.get_charbox(index)
        letters.append((letter, (left + right) / 2, height - (bottom + top) / 2))
    return letters


def text_at(letters, label):
    """What can be read on paper where a name stood when the browser drew it; outlined letters are there twice."""
    left, right, top, bottom = (MARGIN + POINTS * label[side] for side in ("left", "right", "top", "bottom"))
    inside = sorted((x, letter) for letter, x, y in letters if left - 1 < x < right + 1 and top < y < bottom)
    read = [
        letter for (x, letter), before in zip(inside, [None, *inside], strict=False) if not is_same(before, x, letter)
    ]
    return "".join("".join(read).split())


def is_same(before, x, letter):
    return before is not None and before[1] == letter and x - before[0] < 0.5


def away(label):
    """Pixels from the point of a place to the box of its name."""
    across = max(label["left"] - label["x"], label["x"] - label["right"], 0)
    down = max(label["top"] - label["y"], label["y"] - label["bottom"], 0)
    return (across**2 + down**2) ** 0.5


@pytest.mark.parametrize(("days", "view"), SHOWN)
@pytest.mark.parametrize("window", WINDOWS)
def test_names_stand_at_their_places(open_map, map_of, war_page, tmp_path, window, view, days):
    opened = open_map(map_of(DAY) if days == "day" else war_page, WINDOWS[window])
    opened.show(view=view, **({} if days == "day" else {"day": 25}))
    paper, labels = printed(opened, tmp_path / "map.pdf")
    assert len(paper) == 1
    assert len(labels) >= 12
    assert median(map(away, labels)) < 10
    letters = letters_of(paper)
    told = {label["text"]: text_at(letters, label) for label in labels}
    assert {text: text.replace(" ", "") for text in told} == told


@pytest.mark.parametrize("day", ["2020-10-22", "2020-11-09", "2020-12-01"])
@pytest.mark.parametrize("window", ["desk", "phone"])
def test_all_words_have_room_on_paper(open_map, war_page, tmp_path, window, day):
    opened = open_map(war_page, WINDOWS[window], f"#d={day}")
    opened.page.evaluate("""() => window.addEventListener("beforeprint", () => {
      const words = document.querySelector(".words");
      window.room = [words.scrollHeight, words.clientHeight, document.querySelector(".inset").clientWidth];
    })""")
    paper, _ = printed(opened, tmp_path / "map.pdf")
    needed, room, inset = opened.page.evaluate("window.room")
    assert needed <= room + 1
    assert inset > 60
    assert "Former Nagorno-Karabakh" in paper[0].get_textpage().get_text_range()
    assert opened.page.evaluate("document.querySelector('.words').style.zoom") == ""


def test_what_waits_for_the_next_frame_is_on_paper(open_map, war_page, tmp_path):
    """A step, and at once the printer: names, sentences and band of the new day."""
    opened = open_map(war_page)
    opened.page.evaluate("() => karamap.app.store.set({ day: 10 })")
    opened.settle()
    opened.page.evaluate(WATCH)
    path = tmp_path / "map.pdf"
    opened.page.evaluate("() => karamap.app.store.set({ day: 25 })")
    path.write_bytes(opened.page.pdf(prefer_css_page_size=True))
    text = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    assert "22 October 2020" in text
    assert "21 places" in text
    assert "Aghband" in text


def test_after_printing_the_map_is_as_it_was(open_map, war_page, tmp_path):
    opened = open_map(war_page)
    opened.go_to(46.9, 39.5, 10)
    before = opened.page.evaluate("[karamap.app.map.getZoom(), karamap.app.map.getCenter()]")
    printed(opened, tmp_path / "map.pdf")
    opened.settle()
    assert opened.page.evaluate("[karamap.app.map.getZoom(), karamap.app.map.getCenter()]") == before
    assert not opened.page.evaluate("document.documentElement.classList.contains('printing')")


def test_a_hint_is_not_printed(open_map, war_page):
    opened = open_map(war_page)
    place = opened.page.evaluate("karamap.app.model.places.find(({ rank }) => rank === 1).id")
    opened.page.mouse.move(*opened.centre_of(place))
    opened.page.locator(".hint").wait_for()
    opened.page.evaluate("document.documentElement.classList.add('printing')")
    assert not opened.page.locator(".hint").is_visible()
