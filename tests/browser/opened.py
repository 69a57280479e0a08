"""A map that is open in a browser, in the words of its reader."""

from typing import NamedTuple


class Size(NamedTuple):
    """Width and height of a window, in pixels."""

    width: int
    height: int


DESK, PHONE = Size(1280, 800), Size(390, 844)

LABEL_BOXES = """() => [...document.querySelectorAll(".label")].map((node) => {
  const { left, top, right, bottom } = node.getBoundingClientRect();
  return { text: node.textContent, left, top, right, bottom };
})"""
LEADERS = """() => [...document.querySelectorAll(".leader")].map((line) =>
  ["x1", "y1", "x2", "y2"].map((name) => Number(line.getAttribute(name))))"""
SCALE = ".leaflet-control-scale-line"


class Opened:
    """One page showing one file, with everything that it logged and requested."""

    def __init__(self, page, path):
        self.page = page
        self.messages = []
        self.requests = []
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(path.as_uri())

    def text(self, selector):
        """What a reader sees in a part of the page."""
        return self.page.locator(selector).inner_text()

    def centre_of(self, place_id):
        """Where a place's mark is on the screen."""
        box = self.page.locator(f'.mark[data-place="{place_id}"]').bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def zoom_to(self, place_id, *, notches=2):
        """Turn the wheel over a place."""
        for _ in range(notches):
            before = self.text(SCALE)
            self.page.mouse.move(*self.centre_of(place_id))
            self.page.mouse.wheel(0, -120)
            self.page.wait_for_function(f"before => document.querySelector('{SCALE}').innerText !== before", arg=before)

    def open_record(self, place_id):
        """Come closer, click on a place, and return the pop-up that opens."""
        self.zoom_to(place_id)
        self.page.mouse.click(*self.centre_of(place_id))
        return self.shown_record()

    def shown_record(self):
        """The pop-up, once it is there."""
        record = self.page.locator(".record")
        record.wait_for()
        return record

    def overlapping_labels(self):
        """Pairs of names whose boxes share more than a hair of the screen."""
        boxes = self.page.evaluate(LABEL_BOXES)
        return [(one["text"], other["text"]) for one, other in _pairs(boxes) if _overlap(one, other)]

    def crossing_leaders(self):
        """How often one line from a name to its place meets another."""
        return sum(_meet(one, other) for one, other in _pairs(self.page.evaluate(LEADERS)))


def _pairs(things):
    return ((one, other) for index, one in enumerate(things) for other in things[index + 1 :])


def _overlap(one, other, hair=1):
    return (
        min(one["right"], other["right"]) - max(one["left"], other["left"]) > hair
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > hair
    )


def _meet(one, other):
    def side(line, x, y):
        x1, y1, x2, y2 = line
        return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) > 0

    return side(one, *other[:2]) != side(one, *other[2:]) and side(other, *one[:2]) != side(other, *one[2:])
