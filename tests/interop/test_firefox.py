"""Debian's Firefox ESR shows the page as Chromium does (opt-in: `make interop`).

Playwright drives it by WebDriver BiDi, which Firefox itself speaks. Each test is one line of the list that a page must
pass in this browser; what the page means by it is tested in `tests/browser`.
"""

import shutil
import time
from datetime import date

import pypdfium2
import pytest
from opened import DESK, SMALL, Opened

from karamap import page
from karamap.document import drawing
from karamap.document.crop import Crop
from karamap.document.story import Step
from karamap.ground.layout import Layout
from karamap.ground.series import Series
from karamap.record.timeline import control_as_of

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
FIRST, LAST, DAY = date(2020, 9, 27), date(2020, 12, 1), date(2020, 10, 22)
HADRUT = "Hadrut"
SLIDER = "#karamap-time input[type=range]"
PANEL = "#karamap-panel"
PATIENCE = 20_000  # milliseconds
HALO = 4  # pixels: a hair, and the outline of a name, which Firefox counts to its box
HELD = """() => { const { model, store } = karamap.app; const { day, known } = store.get();
  return Object.fromEntries(model.places.map((place) => {
    const { holder, standing } = model.at(known).stateOf(place, day); return [place.id, [holder, standing]]; })); }"""
BARE_GROUND = """() => { const { map, model, drawing } = karamap.app; const size = map.getSize();
  const box = map.getContainer().getBoundingClientRect();
  const spots = model.places.filter((place) => place.lat !== null).map((place) => drawing.spotOf(place));
  for (let x = 200; x < size.x - 100; x += 20) for (let y = 100; y < size.y - 150; y += 20) {
    if (spots.every((spot) => Math.hypot(spot.x - x, spot.y - y) > 60)) return [box.left + x, box.top + y];
  } }"""
TOWN = """(name) => { const { model, i18n } = karamap.app;
  return model.places.find((place) => place.kind === "town" && i18n.name(place).text === name).id; }"""
COUNTS = """() => Object.fromEntries(["main", "h1", ".leaflet-pane", ".search-input", ".label", ".time-slider", "[id]"]
  .map((selector) => [selector, document.querySelectorAll(selector).length]))"""

pytestmark = pytest.mark.skipif(FIREFOX is None, reason="needs Firefox (Debian: apt-get install firefox-esr)")


@pytest.fixture(scope="module")
def downloads(tmp_path_factory):
    """Where the browser puts what is taken along."""
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def firefox(downloads):
    """One Firefox for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.firefox.launch(executable_path=FIREFOX, channel="moz-firefox", downloads_path=downloads)
        yield started
        started.close()


@pytest.fixture(scope="module")
def written(theatre, tmp_path_factory):
    """Write the page of some days."""
    folder, layout = tmp_path_factory.mktemp("pages"), Layout.of(theatre)

    def write(name, first, last, **options):
        path = folder / f"{name}.html"
        document = drawing.document(Series.between(theatre, first, last, layout=layout), **options)
        path.write_text(page.html(document), encoding="utf-8", newline="\n")
        return path

    return write


@pytest.fixture(scope="module")
def war_page(written):
    return written("war", FIRST, LAST)


@pytest.fixture(scope="module")
def embedded(written):
    return written("embedded", DAY, DAY, embed=True)


@pytest.fixture
def open_page(firefox):
    """Open a file; at the end nothing may have been said on the console, nor anything asked of a network."""
    shown = []

    def open_file(path, size=DESK, fragment="", **options):
        context = firefox.new_context(viewport=size._asdict())
        context.set_default_timeout(PATIENCE)
        shown.append((context, Opened(context.new_page(), path, fragment, **options)))
        return shown[-1][1]

    yield open_file
    for context, opened in shown:
        messages, requests = opened.messages, opened.requests
        context.close()
        assert messages == []
        assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.fixture
def opened(open_page, war_page):
    return open_page(war_page, fragment="#d=2020-10-22")


WATCH = """() => window.addEventListener("beforeprint", () => {
  const names = [...document.querySelectorAll(".label")];
  const shown = names.filter((node) => getComputedStyle(node).visibility !== "hidden");
  const boxOf = (node) => { const { left, top, right, bottom } = node.getBoundingClientRect();
    return [left, top, right, bottom]; };
  window.inset = boxOf(document.querySelector(".inset"));
  window.printed = shown.map(boxOf); })"""
MARGIN = 12 / 25.4 * 96


def on_paper(box):
    """Where something stands on a sheet that is drawn with as many pixels to the inch as the screen."""
    return tuple(round(side + MARGIN) for side in box)


def until(opened, told, **arguments):
    """Wait until a script of the page says yes."""
    opened.page.wait_for_function(f"() => {told}", **arguments)


def test_it_opens_with_ground_points_and_names(opened):
    assert opened.text(".date") == "22 October 2020"
    assert opened.page.locator(".label").count() > 20
    assert opened.overlapping_labels(HALO) == []
    assert len(opened.page.locator(".leaflet-front-pane .front").get_attribute("d")) > 1000
    assert opened.page.locator("#karamap-words").count() == 0


def test_a_step_shows_the_holders_of_the_next_day(opened, theatre):
    opened.page.locator(SLIDER).focus()
    opened.page.keyboard.press("ArrowRight")
    assert opened.text(".date") == "23 October 2020"
    held = opened.page.evaluate(HELD)
    control = control_as_of(theatre.record, date(2020, 10, 23))
    told = {place: [item.holder, item.standing.value] for place, item in control.items() if place in held}
    assert len(told) > 1000
    assert {place: held[place] for place in told} == told


def test_it_plays_and_stops(opened):
    opened.page.locator(".time-play").click()
    until(opened, "karamap.app.store.get().day >= 27")
    opened.page.locator(".time-play").click()
    stopped = opened.state()["day"]
    opened.page.wait_for_timeout(2500)
    assert opened.state()["day"] == stopped


def test_a_search_comes_nearer_and_opens_the_place(opened):
    opened.search("Һадрут")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    assert opened.shown_record().locator("h2").first.inner_text() == HADRUT
    until(opened, "karamap.app.map.getZoom() >= karamap.app.zooms.villages - 0.3")


def test_a_click_on_a_place_says_who_says_so(opened):
    record = opened.open_record(opened.page.evaluate(TOWN, HADRUT))
    assert record.locator("h2").first.inner_text() == HADRUT
    assert record.locator("a[href^=http]").count() > 1
    opened.page.keyboard.press("Escape")
    assert not record.is_visible()


def test_a_click_on_the_ground_opens_its_district(opened):
    opened.go_to(46.1, 39.75, 11)
    opened.page.mouse.click(*opened.page.evaluate(BARE_GROUND))
    told = opened.shown_record().inner_text()
    assert "km from the estimated front line" in told
    assert "Kalbajar district" in told


def test_the_table_shows_the_rows_in_view(opened):
    opened.page.locator('#karamap-views input[value="table"]').check()
    rows = opened.page.locator("#karamap-table tbody tr[aria-rowindex]")
    rows.nth(3).wait_for()
    assert rows.count() < 200
    opened.page.locator(".table-scroll").evaluate("(node) => { node.scrollTop = node.scrollHeight / 2; }")
    until(opened, "Number(document.querySelector('#karamap-table tbody tr[aria-rowindex]').ariaRowIndex) > 300")
    assert rows.count() < 200


def test_two_days_are_compared(opened):
    opened.page.locator('#karamap-views input[value="compare"]').check()
    opened.page.locator(".compare-handle").wait_for()
    assert opened.page.locator("[class*=compare] .front, .leaflet-front-pane .front").count() >= 2
    assert "22 October 2020" in opened.text("#karamap-compare")


@pytest.mark.parametrize(("code", "told"), [("az", "22 oktyabr 2020"), ("hy", "22 հոկտեմբերի 2020")])
def test_it_speaks_other_languages(opened, code, told):
    opened.page.locator(".languages").select_option(code)
    assert opened.text(".date") == told
    assert opened.page.evaluate("document.documentElement.lang") == code
    opened.settle()
    assert opened.overlapping_labels(HALO) == []


def test_the_keyboard_reaches_the_map_and_leaves_it(opened):
    opened.page.locator(".karamap").focus()
    before = opened.zoom()
    opened.page.keyboard.press("+")
    until(opened, f"karamap.app.map.getZoom() > {before}")
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.classList.contains('karamap')") is False
    opened.page.locator(SLIDER).focus()
    opened.page.keyboard.press("Home")
    assert opened.text(".date") == "27 September 2020"


def test_a_link_opens_on_what_its_giver_saw(opened, open_page, war_page):
    opened.page.locator(".karamap").dispatch_event("pointerdown")
    opened.go_to(46.6, 39.5, 10)
    until(opened, "location.hash.includes('b=')")
    opened.show(known="shown", district="AZ-FUZ", language="az")
    until(opened, "location.hash.includes('l=az')")
    taker = open_page(war_page, fragment=opened.page.evaluate("location.hash"))
    assert taker.zoom() == 10
    assert taker.state() == opened.state()


def test_what_is_seen_is_taken_along(opened, downloads):
    opened.page.locator(".carry .map-button").click()
    begins = {"png": b"\x89PNG", "svg": b"<svg", "csv": b"\xef\xbb\xbfplace_id"}
    for kind, beginning in begins.items():
        opened.page.locator(f".carry-{kind}").click()
        path = downloads / f"karamap-2020-10-22.{kind}"
        for _ in range(100):
            if path.exists() and path.stat().st_size:
                break
            time.sleep(0.1)
        assert path.read_bytes().startswith(beginning)


def test_a_hidden_frame_draws_when_it_is_shown(open_page, embedded):
    path = embedded.with_name("hidden.html")
    frame = f"<iframe src='{embedded.name}' style='border:0;width:900px;height:640px'></iframe>"
    path.write_text(f"<!DOCTYPE html><title>Host</title><div id=a hidden>{frame}</div>", encoding="utf-8")
    opened = open_page(path, whole=False)
    inner = opened.page.frames[1]
    inner.wait_for_function("() => window.karamap && window.karamap.app && window.karamap.app.drawing")
    opened.page.evaluate("document.getElementById('a').hidden = false")
    inner.wait_for_function("() => document.querySelectorAll('.label').length > 5")
    assert inner.evaluate("karamap.app.map.getSize().y") > 400


def test_embedded_it_leaves_the_wheel_to_the_article(open_page, embedded):
    path = embedded.with_name("article.html")
    frame = f"<iframe src='{embedded.name}' style='border:0;width:720px;height:560px'></iframe>"
    path.write_text(f"<!DOCTYPE html><title>Article</title>{frame}<p style='height:3000px'>Text", encoding="utf-8")
    opened = open_page(path, whole=False)
    inner = opened.page.frames[1]
    inner.wait_for_function("() => document.querySelectorAll('.label').length > 5")
    before = inner.evaluate("karamap.app.map.getZoom()")
    opened.page.mouse.move(300, 200)
    opened.page.mouse.wheel(0, 300)
    until(opened, "window.scrollY > 100")
    assert inner.evaluate("karamap.app.map.getZoom()") == before
    assert inner.locator(".whole-link").is_visible()


def test_on_paper_it_is_one_page_with_its_names_at_their_places(opened):
    opened.page.evaluate(WATCH)
    paper = pypdfium2.PdfDocument(opened.page.pdf(prefer_css_page_size=True, print_background=True))
    assert len(paper) == 1
    assert paper[0].get_width() > paper[0].get_height()
    assert "22 October 2020" in paper[0].get_textpage().get_text_range()
    names = opened.page.evaluate("window.printed")
    assert len(names) > 12
    seen = paper[0].render(scale=96 / 72).to_pil().convert("L")  # names are outlines there, not text
    inked = [name for name in names if seen.crop(on_paper(name)).getextrema()[0] < 120]
    assert len(inked) == len(names)
    corner = seen.crop(on_paper(opened.page.evaluate("window.inset")))
    assert len(corner.getcolors()) > 20


def test_saved_and_opened_again_nothing_stands_twice(opened, open_page, tmp_path):
    saved, fresh = tmp_path / "saved.html", opened.page.evaluate(COUNTS)
    saved.write_text(f"<!DOCTYPE html>\n{opened.page.content()}", encoding="utf-8", newline="\n")
    assert open_page(saved, fragment="#d=2020-10-22").page.evaluate(COUNTS) == fresh


def test_a_story_is_told_step_by_step(open_page, written):
    steps = (
        Step(day=DAY, text="One."),
        Step(day=date(2020, 10, 25), text="Two.", crop=Crop(box=(47.0, 39.4, 47.4, 39.7))),
    )
    opened = open_page(written("story", DAY, date(2020, 10, 25), story=steps, opening=DAY))
    before = opened.zoom()
    opened.page.locator(".story-next").click()
    until(opened, f"karamap.app.map.getZoom() > {before + 1}")
    assert opened.text(".story-words") == "Two."
    assert opened.text(".date") == "25 October 2020"


def test_a_small_phone_has_map_slider_and_play_in_its_first_screen(open_page, war_page):
    opened = open_page(war_page, SMALL)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= SMALL.width
    for part in (".karamap", ".time-play", SLIDER):
        assert opened.page.locator(part).bounding_box()["y"] < SMALL.height - 40


def test_without_its_script_the_day_stands_in_words(open_page, war_page, tmp_path):
    text = war_page.read_text(encoding="utf-8")
    meta = '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">'
    path = tmp_path / "blocked.html"
    path.write_text(text.replace('<meta charset="utf-8">', f'<meta charset="utf-8">{meta}', 1), encoding="utf-8")
    opened = open_page(path, whole=False)
    assert "1 December 2020" in opened.text("#karamap-words")
    opened.messages.clear()  # the browser tells what the policy refused
