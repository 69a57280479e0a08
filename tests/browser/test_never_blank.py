"""The page shows something wherever it is opened: without a size, without its script, in an old browser, saved."""

import json
import re
from datetime import date

import pytest
from opened import SMALL, Size

from karamap import page

pytestmark = pytest.mark.browser

DAY = date(2020, 10, 22)
NUMBERS = "NaN|Infinity|undefined"
MAP_STATE = """() => {
  const { map, model } = window.karamap.app;
  const { x, y } = map.getSize();
  const bounds = map.getBounds();
  const shown = model.places.filter(({ lon, lat }) => lon !== null && bounds.contains([lat, lon])).length;
  return { x, y, zoom: map.getZoom(), shown, labels: document.querySelectorAll(".label").length };
}"""
HIDDEN = {
    "tab": ("<div id=a style='display:none'>FRAME</div>", "a.style.display = 'block'"),
    "details": ("<details id=a><summary>Map</summary>FRAME</details>", "a.open = true"),
    "hidden attribute": ("<div id=a hidden>FRAME</div>", "a.hidden = false"),
    "dialog": ("<dialog id=a>FRAME</dialog>", "a.showModal()"),
    "no width": ("<div id=a style='width:0;overflow:hidden'>FRAME</div>", "a.style.width = '900px'"),
    "one pixel": ("<div id=a>FRAME</div>", "f.style.width = '900px'; f.style.height = '640px'"),
    "low": ("<div id=a>FRAME</div>", "f.style.height = '640px'"),
    "narrow": ("<div id=a>FRAME</div>", "f.style.width = '900px'"),
}
FRAMES = {"one pixel": (1, 1), "low": (900, 20), "narrow": (3, 640)}


@pytest.fixture(scope="module")
def framed(document_of, tmp_path_factory):
    """Write an author's page that shows the map for frames, or the whole page, in a frame of some size."""
    folder = tmp_path_factory.mktemp("frames")
    for embed in (True, False):
        document = document_of(DAY, embed=embed)
        (folder / f"{embed}.html").write_text(page.html(document), encoding="utf-8", newline="\n")

    def write(body, width, height, *, embed=True):
        frame = f"<iframe id=f src='{embed}.html' style='border:0;width:{width}px;height:{height}px'></iframe>"
        path = folder / "host.html"
        path.write_text(f"<!DOCTYPE html><title>Host</title>{body.replace('FRAME', frame)}", encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("embed", [True, False])
@pytest.mark.parametrize("kind", HIDDEN)
def test_a_map_without_a_size_is_drawn_when_it_gets_one(open_map, framed, kind, embed):
    body, show = HIDDEN[kind]
    opened = open_map(framed(body, *FRAMES.get(kind, (900, 640)), embed=embed), whole=False)
    frame = opened.page.frames[1]
    frame.wait_for_function("() => window.karamap && window.karamap.app && window.karamap.app.drawing")
    opened.page.wait_for_timeout(100)
    opened.page.evaluate(
        f"() => {{ const [a, f] = [document.getElementById('a'), document.getElementById('f')]; {show} }}"
    )
    frame.wait_for_function("() => document.querySelectorAll('.label').length > 5")
    state = frame.evaluate(MAP_STATE)
    assert state["x"] > 500
    assert state["y"] > 200
    assert state["shown"] > 1100
    drawn = frame.evaluate(
        "[...document.querySelectorAll('path')].map((node) => node.getAttribute('d') || '').join(' ')"
    )
    assert len(drawn) > 20_000
    assert not re.search(NUMBERS, drawn)
    assert opened.messages == []


def test_a_shown_map_that_is_hidden_and_shown_again_stays_where_its_reader_was(open_map, framed):
    opened = open_map(framed("<div id=a>FRAME</div>", 900, 640), whole=False)
    frame = opened.page.frames[1]
    frame.wait_for_function("() => document.querySelectorAll('.label').length > 5")
    frame.locator(".karamap").click(position={"x": 300, "y": 200})
    frame.evaluate("karamap.app.map.setView([39.7, 46.7], 10.5)")
    for display in ("none", "block"):
        opened.page.evaluate("(display) => { document.getElementById('a').style.display = display; }", display)
        opened.page.wait_for_timeout(100)
    assert frame.evaluate("karamap.app.map.getZoom()") == 10.5
    assert opened.messages == []


def test_a_step_and_a_print_while_hidden_raise_nothing(open_map, framed):
    opened = open_map(framed(HIDDEN["tab"][0], 900, 640), whole=False)
    frame = opened.page.frames[1]
    frame.wait_for_function("() => window.karamap && window.karamap.app && window.karamap.app.drawing")
    frame.evaluate("['beforeprint', 'afterprint'].forEach((name) => window.dispatchEvent(new Event(name)))")
    frame.evaluate("karamap.app.store.set({ place: karamap.app.model.places[3].id })")
    frame.evaluate("['compare', 'table', 'map'].forEach((view) => karamap.app.store.set({ view }))")
    assert opened.messages == []


def blocked(path, folder, policy):
    """The page with a policy of its host before its own."""
    text = path.read_text(encoding="utf-8")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    kept = folder / "blocked.html"
    kept.write_text(text.replace('<meta charset="utf-8">', f'<meta charset="utf-8">{meta}', 1), encoding="utf-8")
    return kept


@pytest.mark.parametrize(
    "policy", ["script-src 'self'", "default-src 'none'", "script-src 'none'; style-src 'unsafe-inline'"]
)
@pytest.mark.parametrize("size", [Size(1280, 800), SMALL])
def test_where_a_host_allows_no_script_the_day_stands_in_words(open_map, war_page, tmp_path, policy, size):
    opened = open_map(blocked(war_page, tmp_path, policy), size, whole=False)
    shown = opened.text("body")
    assert "22 October 2020" not in shown  # the page opens on its last day
    assert "1 December 2020" in shown
    assert "based on all sources to date" in shown
    assert "The script did not run" in shown
    assert "Lachin" in shown
    assert '"epoch"' not in shown
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= size.width


def test_without_javascript_the_day_stands_in_words_in_the_language_of_the_page(open_map, document_of, written):
    path = written(document_of(DAY, language="hy"), "hy")
    opened = open_map(path, whole=False, java_script_enabled=False)
    shown = opened.text("#karamap-words")
    assert "22 հոկտեմբերի 2020" in shown
    assert "Ադրբեջան" in shown
    assert "(21)" in shown
    assert opened.page.locator("#karamap-words").get_attribute("lang") == "hy"


def test_the_words_go_once_the_map_is_drawn(open_map, war_page):
    opened = open_map(war_page)
    assert opened.page.locator("#karamap-words").count() == 0
    assert opened.page.locator("main").count() == 1


@pytest.mark.parametrize(
    "failing",
    [
        "delete window.JSON",
        "delete Document.prototype.createElementNS",
        "Object.defineProperty(window, 'L', { get() { throw new Error('no Leaflet'); }, set() {} })",
        "delete Intl.PluralRules",
    ],
)
def test_where_the_script_fails_the_words_stay_above_what_it_has_begun(open_map, war_page, failing):
    opened = open_map(war_page, whole=False, script=failing)
    opened.page.wait_for_timeout(100)
    assert opened.messages
    words = opened.page.locator("#karamap-words")
    assert "1 December 2020" in words.inner_text()
    above = "document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('#karamap-words') !== null"
    assert opened.page.evaluate(above)


OLD = {
    "2021": ["Object.hasOwn", "Array.prototype.findLast", "Array.prototype.at", "String.prototype.at"],
    "early 2020": [
        "Object.hasOwn", "Object.fromEntries", "Array.prototype.findLast", "Array.prototype.at", "String.prototype.at",
        "Array.prototype.flat", "Array.prototype.flatMap", "String.prototype.replaceAll", "String.prototype.matchAll",
        "Element.prototype.replaceChildren", "Document.prototype.replaceChildren",
        "DocumentFragment.prototype.replaceChildren", "window.ResizeObserver", "Intl.DisplayNames",
    ],
}  # fmt: skip


@pytest.mark.parametrize("age", OLD)
def test_an_old_browser_draws_the_same(open_map, war_page, age):
    new = open_map(war_page)
    old = open_map(war_page, script="".join(f"delete {name};" for name in OLD[age]))
    for opened in (new, old):
        opened.show(day=25)
        opened.search("Чопедере")
    for part in (".hits", "#karamap-masthead", "#karamap-legend", "#karamap-time"):
        assert old.text(part) == new.text(part)
    names = [sorted(opened.page.locator(".label").all_text_contents()) for opened in (new, old)]
    assert names[0] == names[1]
    old.page.locator(".search-input").press("Enter")
    old.shown_record()
    old.show(view="table")
    old.show(view="compare")
    assert old.messages == []


def test_an_old_browser_sees_the_map_grow_with_its_frame(open_map, framed):
    opened = open_map(framed(HIDDEN["tab"][0], 900, 640), whole=False, script="delete window.ResizeObserver;")
    opened.page.evaluate("document.getElementById('a').style.display = 'block'")
    frame = opened.page.frames[1]
    frame.wait_for_function("() => document.querySelectorAll('.label').length > 5")
    assert frame.evaluate(MAP_STATE)["shown"] > 1100
    assert opened.messages == []


COUNTS = """() => Object.fromEntries(["main", "h1", ".leaflet-pane", ".leaflet-control", ".search-input", ".label",
  "#karamap-legend li", ".definitions", ".time-slider", ".inset", ".karamap", "[id]", "path", "table", "select"]
  .map((selector) => [selector, document.querySelectorAll(selector).length]))"""


@pytest.mark.parametrize("view", ["map", "table", "compare"])
def test_saved_from_the_browser_and_opened_again_nothing_stands_twice(open_map, war_page, tmp_path, view):
    opened = open_map(war_page)
    fresh = opened.page.evaluate(COUNTS)
    opened.show(day=25, language="ru", view=view, place="gn146970")
    opened.go_to(46.7, 39.7, 10)
    saved = tmp_path / "saved.html"
    for _ in range(2):  # and once more, from the copy
        saved.write_text(f"<!DOCTYPE html>\n{opened.page.content()}", encoding="utf-8", newline="\n")
        opened = open_map(saved)
        assert opened.page.evaluate(COUNTS) == fresh
        assert opened.state()["day"] == 65
        assert opened.state()["language"] == "en"
        assert opened.page.evaluate("document.documentElement.lang") == "en"
        opened.show(day=3, view="table")
        opened.show(view="map", day=40)
        assert opened.overlapping_labels() == []
        assert opened.messages == []


def test_saved_while_it_was_printed_it_opens_as_a_page(open_map, war_page, tmp_path):
    opened = open_map(war_page)
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    saved = tmp_path / "saved.html"
    saved.write_text(opened.page.content(), encoding="utf-8", newline="\n")
    assert open_map(saved).page.evaluate("document.documentElement.className") == ""


def test_hostile_texts_stand_in_the_words_as_text(open_map, document_of, tmp_path):
    title = "</main><script>window.hacked=1</script><img src=x onerror=window.hacked=1>{{ 7*7 }}${1}\u0000"
    document = json.loads(json.dumps(document_of(DAY)))
    document["head"]["title"] = document["head"]["own"] = title
    for texts in document["texts"].values():
        texts["page.unscripted"] = texts["day.changed.many"] = title
    for place in document["places"]:
        for name in place[document["fields"]["place"].index("names")]:
            name[document["fields"]["name"].index("text")] = title
    path = tmp_path / "hostile.html"
    path.write_text(page.html(document), encoding="utf-8", newline="\n")
    opened = open_map(blocked(path, tmp_path, "script-src 'self'"), whole=False)
    assert opened.text("#karamap-words h1") == title.replace("\0", "\ufffd")
    assert opened.page.locator("img, main script").count() == 0
    assert opened.text("#karamap-words").count("{{ 7*7 }}") >= 21
