"""A map that is open in a browser, in the words of its reader."""

from typing import NamedTuple


class Size(NamedTuple):
    """Width and height of a window, in pixels."""

    width: int
    height: int


DESK, TABLET, PHONE, SMALL = Size(1280, 800), Size(768, 1024), Size(390, 844), Size(360, 740)

VIEW = "(({ lat, lng }, zoom) => [[lat, lng], zoom])(karamap.app.map.getCenter(), karamap.app.map.getZoom())"
BACK = """([state, [centre, zoom]]) => {
  karamap.app.store.set(state);
  karamap.app.map.setView(centre, zoom, { animate: false });
}"""
VISIBLE_BOXES = """(selector) => [...document.querySelectorAll(selector)]
  .filter((node) => getComputedStyle(node).visibility !== "hidden").map((node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return { text: node.textContent, left, top, right, bottom };
  })"""
LEADERS = """() => [...document.querySelectorAll(".leader")]
  .filter((node) => getComputedStyle(node).visibility !== "hidden")
  .map((line) => ["x1", "y1", "x2", "y2"].map((name) => Number(line.getAttribute(name))))"""
SPOT = """(id) => {
  const { drawing, model, map } = window.karamap.app;
  const { x, y } = drawing.spotOf(model.place(id));
  const box = map.getContainer().getBoundingClientRect();
  return [box.left + x, box.top + y];
}"""
SETTLED = (
    """() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done), 30)))"""
)


class Opened:
    """One page showing one file, with everything that it logged and requested."""

    def __init__(self, page, path, fragment="", *, whole=True):
        self.page = page
        self.messages = []
        self.requests = []
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(path.as_uri() + fragment)
        if whole:
            page.locator(".label").first.wait_for(state="attached")

    def text(self, selector):
        """What a reader sees in a part of the page."""
        return self.page.locator(selector).inner_text()

    def settle(self):
        """Wait until what was asked for has been drawn, names included."""
        self.page.evaluate(SETTLED)

    def state(self):
        """What the page shows at present."""
        return self.page.evaluate("window.karamap.app.store.get()")

    def show(self, **patch):
        """Change what the page shows."""
        self.page.evaluate("(patch) => window.karamap.app.store.set(patch)", patch)
        self.settle()

    def as_at_first(self):
        """What brings the page back to what it shows now, without opening it anew."""
        before = [self.state(), self.page.evaluate(VIEW)]

        def go_back():
            self.page.locator(".search-input").fill("")
            self.page.evaluate(BACK, before)
            self.settle()
            assert self.state() == before[0]
            self.messages.clear()
            del self.requests[1:]

        return go_back

    def centre_of(self, place_id):
        """Where a place is on the screen."""
        return tuple(self.page.evaluate(SPOT, place_id))

    def go_to(self, lon, lat, zoom):
        """Look at a part of the map."""
        self.page.evaluate("([lon, lat, zoom]) => window.karamap.app.map.setView([lat, lon], zoom)", [lon, lat, zoom])
        self.settle()

    def zoom(self):
        """How near the map is."""
        return self.page.evaluate("window.karamap.app.map.getZoom()")

    def zoom_to(self, place_id, *, notches=2):
        """Turn the wheel over a place."""
        for _ in range(notches):
            before = self.zoom()
            self.page.mouse.move(*self.centre_of(place_id))
            self.page.mouse.wheel(0, -120)
            self.page.wait_for_function("before => window.karamap.app.map.getZoom() !== before", arg=before)
        self.settle()

    def search(self, text):
        """Type a name, and wait until it has been looked for among all names."""
        self.page.locator(".search-input").fill(text)
        self.page.locator(".hits[data-whole=true]").wait_for(state="attached")

    def open_record(self, place_id):
        """Come closer, click on a place, and return the panel that opens."""
        self.zoom_to(place_id)
        self.page.mouse.click(*self.centre_of(place_id))
        return self.shown_record()

    def shown_record(self):
        """The panel, once it is there."""
        record = self.page.locator("#karamap-panel")
        record.locator("h2").first.wait_for()
        return record

    def boxes(self, selector):
        """Where the visible parts that match are on the screen."""
        return self.page.evaluate(VISIBLE_BOXES, selector)

    def overlapping_labels(self, hair=1):
        """Pairs of names whose boxes share more than a hair of the screen."""
        boxes = self.boxes(".label")
        return [(one["text"], other["text"]) for one, other in _pairs(boxes) if _overlap(one, other, hair)]

    def covered_controls(self):
        """Names that lie upon something that stands over the map."""
        controls = self.boxes(".leaflet-control a, .leaflet-control-scale-line, .over-map")
        return [name["text"] for name in self.boxes(".label") if any(_overlap(name, one) for one in controls)]

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
