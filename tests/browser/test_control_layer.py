"""Ground, front and places as a layer of somebody else's folium map, with the network off.

folium's own map links to Leaflet and others on the network; here they are answered from this machine.
"""

import copy
from datetime import date, timedelta
from importlib.resources import files
from itertools import cycle

import folium
import pytest
from opened import DESK, PHONE
from test_hostile_map import HOSTILES, TEXTS, URLS, foreign, hacked, poison

from karamap.document.format import SOURCE
from karamap.document.reader import DrawnDocument
from karamap.ground.series import Series
from karamap.ground.snapshot import Snapshot
from karamap.page.control_layer import ControlLayer
from karamap.record.timeline import control_as_of

pytestmark = pytest.mark.browser

DAY = date(2020, 10, 22)
FIRST, LAST = date(2020, 10, 8), date(2020, 10, 24)
HADRUT = "Hadrut"

HELD = """([layer, day]) => {
  const { model, store } = window[layer].app();
  store.set({ day });
  const { known } = store.get();
  return Object.fromEntries(model.places.map((place) => [place.id, model.at(known).stateOf(place, day).holder]));
}"""
SITES = """([layer, day]) => {
  const { model, store, ground } = window[layer].app();
  const codes = model.at(store.get().known).codes(day);
  const decoded = karamap.marchingTriangles.decode(ground, model, codes, []);
  return Array.from(decoded.holder.slice(0, model.sites.length), (index) => model.parties[index]?.id ?? "");
}"""
SPOT = """([layer, name]) => {
  const { model, map } = window[layer].app();
  const place = model.places.find(({ names, lat }) => lat !== null && names.some(({ text }) => text === name));
  const { x, y } = map.latLngToContainerPoint([place.lat, place.lon]);
  const box = map.getContainer().getBoundingClientRect();
  return [box.left + x, box.top + y];
}"""


def answer(route):
    """Leaflet from this machine; of all else that folium links to, nothing."""
    url = route.request.url
    if url.startswith("file:"):
        route.continue_()
        return
    name = url.rsplit("/", 1)[-1]
    kind = "text/javascript" if name.endswith(".js") else "text/css"
    own = files("xstatic.pkg.leaflet").joinpath("data", name)
    route.fulfill(body=own.read_bytes() if name in ("leaflet.js", "leaflet.css") else b"", content_type=kind)


class OpenedMap:
    """A folium map that is open in a browser, and its layers."""

    def __init__(self, page, path, layers):
        self.page, self.messages, self.requests = page, [], []
        self.names = [layer.get_name() for layer in layers]
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.route("**/*", answer)
        page.goto(path.as_uri())
        page.locator(".karamap-tree path.ground").first.wait_for(state="attached")

    def state(self, layer=0):
        return self.page.evaluate("(layer) => window[layer].app().store.get()", self.names[layer])

    def shapes(self, selector):
        """Path data of the parts of the layers that match and are not empty."""
        return self.page.eval_on_selector_all(
            f".karamap-tree {selector}", "(nodes) => nodes.map((node) => node.getAttribute('d')).filter(Boolean)"
        )

    def click(self, name, layer=0):
        """Click on a place, and return what opens."""
        self.page.mouse.click(*self.page.evaluate(SPOT, [self.names[layer], name]))
        record = self.page.locator(".karamap-record .panel")
        record.locator("h2").wait_for()
        return record


@pytest.fixture(scope="module")
def october(theatre, layout):
    return Series.between(theatre, FIRST, LAST, layout=layout)


@pytest.fixture(scope="module")
def shot(theatre, october):
    return Snapshot.at(theatre, DAY, layout=october.layout)


@pytest.fixture
def open_layers(browser, tmp_path):
    """Save a map with some layers, and open it."""
    contexts = []

    def open_map(*layers, size=DESK, control=False, **options):
        drawn = folium.Map((39.8, 46.7), zoom_start=9, tiles=None, **options)
        for layer in layers:
            layer.add_to(drawn)
        if control:
            folium.LayerControl(collapsed=False).add_to(drawn)
        path = tmp_path / "map.html"
        drawn.save(path)
        context = browser.new_context(viewport=size._asdict())
        context.set_offline(True)
        contexts.append(context)
        return OpenedMap(context.new_page(), path, layers)

    yield open_map
    for context in contexts:
        context.close()


def own_requests(opened):
    """Requests that folium's own links do not account for."""
    return [
        url for url in opened.requests if not url.startswith(("file:", "https://cdn", "https://code.", "https://net"))
    ]


def test_a_snapshot_is_drawn_without_a_message_or_a_request(open_layers, shot):
    opened = open_layers(ControlLayer(shot))
    assert len(opened.shapes(".ground")) == 2
    assert opened.shapes(".front")
    assert opened.page.locator(".karamap-tree .places").count() == 3
    assert opened.page.locator(".karamap-time").count() == 0
    assert own_requests(opened) == []
    assert opened.messages == []


def test_a_click_says_who_holds_a_place_and_who_says_so(open_layers, shot):
    record = open_layers(ControlLayer(shot)).click(HADRUT)
    words = record.inner_text()
    for expected in ("Hadrut", "Azerbaijan", "disputed", "since 9 October 2020", "denied", "Armenpress"):
        assert expected in words
    links = record.locator("a").evaluate_all("(nodes) => nodes.map((node) => node.href)")
    assert links
    assert all(link.startswith(("http://", "https://")) for link in links)


def test_a_hint_names_holder_and_standing(open_layers, shot):
    opened = open_layers(ControlLayer(shot, language="az"))
    opened.page.mouse.move(*opened.page.evaluate(SPOT, [opened.names[0], HADRUT]))
    hint = opened.page.locator(".leaflet-tooltip").inner_text()
    assert hint.startswith("Hadrut · Azərbaycan, ")


def test_day_knowledge_looks_and_credit_stand_on_the_map(open_layers, shot):
    opened = open_layers(ControlLayer(shot, name="22 October"))
    legend = opened.page.locator(".karamap-legend")
    words = legend.locator("details").inner_text()
    assert words.split("\n\n")[:2] == ["22 October", "22 October 2020"]
    assert "Based on all sources to date" in words
    assert "Armenian forces: about" in words
    assert legend.locator("pattern").count() == 9
    assert "GeoNames (CC BY 4.0)" in opened.page.locator(".leaflet-control-attribution").inner_text()


@pytest.mark.parametrize(("option", "gone"), [("show_places", ".places"), ("show_names", ".label")])
def test_what_is_not_wanted_is_not_drawn(open_layers, shot, option, gone):
    opened = open_layers(ControlLayer(shot, **{option: False}))
    opened.page.wait_for_timeout(300)
    assert opened.page.locator(f".karamap-tree {gone}").count() == 0


def test_without_the_front_its_line_is_hidden_on_map_and_legend(open_layers, shot):
    opened = open_layers(ControlLayer(shot, show_front=False))
    assert not opened.page.locator(".karamap-tree .front").is_visible()
    assert "Where the sides meet" not in opened.page.locator(".karamap-legend details").inner_text()


def test_a_series_is_stepped_by_keyboard(open_layers, october):
    opened = open_layers(ControlLayer(october, opening=FIRST))
    assert opened.state()["day"] == 0
    slider = opened.page.locator(".karamap-time input[type=range]")
    slider.focus()
    before = opened.shapes(".ground")
    for _ in range(9):
        opened.page.keyboard.press("ArrowRight")
    assert opened.state()["day"] == 9
    assert "17 October 2020" in opened.page.locator(".karamap-time .time-now").inner_text()
    assert "17 October 2020" in opened.page.locator(".karamap-legend .date").inner_text()
    assert opened.shapes(".ground") != before
    opened.page.keyboard.press("End")
    assert opened.state()["day"] == 16
    assert opened.messages == []


def test_the_buttons_step_and_play(open_layers, october):
    opened = open_layers(ControlLayer(october, opening="2020-10-09"))
    opened.page.locator(".time-on").click()
    assert opened.state()["day"] == 2
    opened.page.locator(".time-back").click()
    assert opened.state()["day"] == 1
    opened.page.locator(".time-play").click()
    opened.page.wait_for_function("(layer) => window[layer].app().store.get().day > 3", arg=opened.names[0])


def test_an_open_record_follows_the_day(open_layers, october):
    opened = open_layers(ControlLayer(october, opening=FIRST))
    record = opened.click(HADRUT)
    assert "Armenian forces" in record.locator(".standing strong").inner_text()
    opened.page.locator(".time-on").click()
    assert "Azerbaijan" in record.locator(".standing strong").inner_text()


@pytest.mark.parametrize("day", [date(2020, 10, 8), DAY, LAST, date(2020, 10, 9), date(2020, 10, 17)], ids=str)
def test_holders_are_those_of_the_record(open_layers, october, theatre, day):
    opened = open_layers(ControlLayer(october))
    held = opened.page.evaluate(HELD, [opened.names[0], (day - FIRST).days])
    expected = {place_id: item.holder for place_id, item in control_as_of(theatre.record, day).items()}
    assert held == {place_id: expected.get(place_id, "") for place_id in theatre.gazetteer.places}


def test_every_site_has_the_holder_that_it_has_on_the_page(open_layers, open_map, october, written, document_of):
    layer = open_layers(ControlLayer(october))
    page = open_map(written(document_of(FIRST, LAST), "october"))
    for number in (0, 1, 9, 14, 16):
        page.page.evaluate("window.layered = { app: () => window.karamap.app }")
        on_page = page.page.evaluate(SITES, ["layered", number])
        assert layer.page.evaluate(SITES, [layer.names[0], number]) == on_page


def test_two_layers_stand_on_one_map_and_can_be_taken_off(open_layers, october, shot, theatre):
    early = Snapshot.at(theatre, FIRST, layout=october.layout)
    layers = ControlLayer(early, name="Early"), ControlLayer(shot, name="Late", show=False)
    opened = open_layers(*layers, control=True)
    assert len(opened.shapes(".ground")) == 2
    late = opened.page.locator(".leaflet-control-layers label", has_text="Late").locator("input")
    late.check()
    assert len(opened.shapes(".ground")) == 4
    assert opened.page.locator(".karamap-legend").count() == 2
    assert opened.page.evaluate("document.querySelectorAll('script').length") < 12
    opened.page.locator(".leaflet-control-layers label", has_text="Early").locator("input").uncheck()
    assert opened.page.locator(".karamap-legend .date").inner_text() == "22 October 2020"
    assert "22 October 2020" in opened.click(HADRUT, layer=1).inner_text()
    late.uncheck()
    opened.page.locator(".karamap-record").wait_for(state="detached")
    assert opened.page.locator(".karamap-tree, .karamap-legend").count() == 0
    assert opened.messages == []


def test_the_scripts_are_in_a_page_of_two_layers_once(october, shot):
    drawn = folium.Map(tiles=None)
    for what in (shot, october):
        ControlLayer(what).add_to(drawn)
    text = drawn.get_root().render()
    assert text.count("karamap.controlLayer = controlLayer") == 1
    assert drawn.get_root().render().count("karamap.controlLayer = controlLayer") == 1


def test_ground_stays_with_the_map_while_it_moves_and_zooms(open_layers, shot):
    opened = open_layers(ControlLayer(shot))
    west = "(node) => node.getBoundingClientRect().left"
    before = opened.page.locator(".karamap-tree .ground").first.evaluate(west)
    opened.page.evaluate("(layer) => window[layer].app().map.panBy([100, 0], { animate: false })", opened.names[0])
    assert opened.page.locator(".karamap-tree .ground").first.evaluate(west) == pytest.approx(before - 100, abs=1)
    opened.page.locator(".leaflet-control-zoom-in").click()
    opened.page.wait_for_timeout(500)
    expected = opened.page.evaluate(SPOT, [opened.names[0], HADRUT])
    opened.page.mouse.click(*expected)
    assert opened.page.locator(".karamap-record h2").inner_text() == HADRUT
    assert opened.page.locator(".karamap-tree").first.evaluate("(node) => node.style.transform") in (
        "translate3d(0px, 0px, 0px)",
        "translate3d(0px, 0px, 0px) scale(1)",
    )


def test_style_sheets_keep_to_themselves(open_layers, shot):
    opened = open_layers(ControlLayer(shot))
    opened.page.add_style_tag(content="path, p, li { display: none !important }")
    opened.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p class=date id=own>mine</p>')")
    assert opened.page.locator(".karamap-legend li").first.is_visible()
    opened.page.add_style_tag(content="p { display: block !important }")
    own = opened.page.locator("#own").evaluate("(node) => getComputedStyle(node).fontWeight")
    assert own == "400"


def test_hostile_texts_appear_as_text(open_layers, october):
    layer = ControlLayer(october, name=HOSTILES[0] + "{{ 7*7 }}")
    texts = cycle(HOSTILES)
    layer.document = copy.deepcopy(layer.document)
    for path in TEXTS:
        poison(layer.document, path, texts)
    for index, source in enumerate(layer.document["sources"]):
        source[SOURCE.names.index("url")] = URLS[index % len(URLS)]
    layer.options["credit"] = "".join(HOSTILES[:25])
    opened = open_layers(layer, control=True)
    drawn = DrawnDocument(layer.document)
    place = next(row for row in drawn.places if row["site"] is not None and row["rank"] == 1)
    opened.page.evaluate("([layer, place]) => window[layer].app().store.set({ place })", [opened.names[0], place["id"]])
    record = opened.page.locator(".karamap-record .panel")
    assert record.locator("h2").text_content() in {name["text"] for name in place["names"]}
    links = record.locator("a").evaluate_all("(nodes) => nodes.map((node) => node.getAttribute('href'))")
    assert all(link.startswith(("http://", "https://")) for link in links)
    opened.page.locator(".time-back").click()
    x, y = opened.page.evaluate(
        """([layer, id]) => { const { model, map } = window[layer].app(); const { lat, lon } = model.place(id);
        const { x, y } = map.latLngToContainerPoint([lat, lon]); return [x, y]; }""",
        [opened.names[0], place["id"]],
    )
    opened.page.mouse.move(x, y)
    opened.page.wait_for_timeout(200)
    assert HOSTILES[0] + "{{ 7*7 }}" in opened.page.locator(".leaflet-control-layers").text_content()
    assert opened.page.locator(".leaflet-control-attribution").text_content().endswith(layer.options["credit"])
    assert not hacked(opened)
    assert foreign(opened) == opened.page.locator("head > link[rel=stylesheet]").count()
    assert own_requests(opened) == []
    assert opened.messages == []


def test_a_phone_shows_slider_and_legend_beside_one_another(open_layers, october):
    opened = open_layers(ControlLayer(october), size=PHONE)
    legend, slider = (opened.page.locator(name).bounding_box() for name in (".karamap-legend", ".karamap-time"))
    credit = opened.page.locator(".leaflet-control-attribution").bounding_box()
    assert legend["y"] + legend["height"] < slider["y"]
    assert slider["y"] + slider["height"] <= credit["y"] + 1
    assert slider["x"] >= 0
    assert slider["x"] + slider["width"] <= PHONE.width


def test_a_record_on_a_phone_opens_below_the_legend(open_layers, shot):
    opened = open_layers(ControlLayer(shot), size=PHONE, control=True)
    opened.click(HADRUT)
    opened.page.wait_for_timeout(600)
    above = opened.page.locator(".leaflet-top.leaflet-right").bounding_box()
    popup = opened.page.locator(".leaflet-popup-content-wrapper").bounding_box()
    assert popup["y"] >= above["y"] + above["height"]
    assert popup["x"] >= 0
    assert popup["x"] + popup["width"] <= PHONE.width


def test_a_notebook_gets_the_whole_map(shot):
    drawn = folium.Map(tiles=None)
    ControlLayer(shot).add_to(drawn)
    assert "controlLayer" in drawn._repr_html_()


def test_the_map_can_be_fitted_to_the_ground(shot):
    drawn = folium.Map(tiles=None)
    ControlLayer(shot).add_to(drawn)
    (south, west), (north, east) = drawn.get_bounds()
    assert 38 < south < 39.5 < 40 < north < 41
    assert 45 < west < 46.5 < 47 < east < 48.5


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"language": "xx"}, "no texts in 'xx'; the languages are en, az, hy, ru, tr"),
        ({"opening": LAST + timedelta(days=1)}, "is not among the days from 2020-10-08 to 2020-10-24"),
        ({"opening": "yesterday"}, "'yesterday' is not a date"),
        ({"known": "never"}, "no state of knowledge 'never'; there are all, shown"),
    ],
)
def test_what_a_layer_cannot_show_is_refused(october, options, words):
    with pytest.raises(ValueError, match=words):
        ControlLayer(october, **options)


def test_a_layer_without_a_map_says_what_it_needs(shot):
    with pytest.raises(TypeError, match=r"add it to a folium\.Map"):
        ControlLayer(shot).render()
