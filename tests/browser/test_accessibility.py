"""Who reads without a mouse or without eyes: no fault by axe-core, and every deed by the keyboard alone."""

import json
from datetime import date
from importlib.resources import files

import pytest
from opened import DESK, PHONE, Size

pytestmark = pytest.mark.browser

DAY = date(2020, 10, 22)
FRAME = Size(640, 480)
LANGUAGES = ("en", "az", "hy", "ru", "tr")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
STATES = {
    "map": {},
    "place": {"place": "HADRUT"},
    "district": {"district": "AZ-ZAN"},
    "spot": {"spot": {"lon": 46.9, "lat": 39.5}},
    "table": {"view": "table"},
    "compare": {"view": "compare"},
}
SET = """(patch) => {
  const { model, store } = karamap.app;
  const hadrut = model.places.find(({ kind, names }) => kind === "town" && names.some(({ text }) => text === "Hadrut"));
  store.set({ ...patch, ...(patch.place ? { place: hadrut.id } : {}) });
}"""


@pytest.fixture(scope="session")
def axe():
    """The script of axe-core, from the package that brings it."""
    package = pytest.importorskip("axe_playwright_python", reason="axe is not installed: pip install 'karamap[test]'")
    return files(package).joinpath("axe.min.js").read_text(encoding="utf-8")


def faults(opened, axe):
    """What axe-core has to say against the page as it stands."""
    opened.settle()
    if opened.page.evaluate("typeof window.axe") == "undefined":
        opened.page.evaluate(axe)
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = opened.page.evaluate(f"axe.run(document, {json.dumps(options)})")["violations"]
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"]][:4]) for rule in found]


def faults_by_state(opened, axe, states=STATES):
    """What axe-core has to say against the page in each of some states, one after the other."""
    before = opened.state()
    found = {}
    for state in states:
        opened.page.evaluate(SET, {**before, **STATES[state]})
        found[state] = faults(opened, axe)
    return {state: said for state, said in found.items() if said}


def test_axe_finds_no_fault_on_a_desk(open_map, war_page, axe):
    assert faults_by_state(open_map(war_page), axe) == {}


def test_axe_finds_no_fault_on_a_phone(open_map, war_page, axe):
    assert faults_by_state(open_map(war_page, PHONE, has_touch=True), axe) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_fault_in_any_language(war_map, axe, language):
    for state in ("place", "table"):
        war_map.page.evaluate(SET, {**STATES[state], "language": language})
        assert faults(war_map, axe) == []


def test_axe_finds_no_fault_inside_another_page(open_map, embedded_page, axe):
    assert faults_by_state(open_map(embedded_page, FRAME), axe) == {}


def test_axe_finds_no_fault_on_a_page_of_one_day(open_map, map_of, axe):
    assert faults_by_state(open_map(map_of(DAY)), axe, ["place", "table"]) == {}


def test_axe_finds_no_fault_while_searching(open_map, war_page, axe):
    opened = open_map(war_page)
    opened.search("agd")
    opened.page.keyboard.press("ArrowDown")
    assert opened.page.locator("[role=option]").count() > 1
    assert faults(opened, axe) == []


def test_axe_finds_no_fault_with_the_notes_open(open_map, war_page, axe):
    opened = open_map(war_page)
    opened.page.locator(".about summary").click()
    assert faults(opened, axe) == []


def tab_to(opened, selector, most=60):
    """Press Tab until an element that fits has the focus."""
    for _ in range(most):
        if opened.page.evaluate(f"document.activeElement.matches({json.dumps(selector)})"):
            return
        opened.page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by {most} tabs")


def test_the_keyboard_alone_searches_reads_closes_and_sorts(open_map, war_page):
    opened = open_map(war_page)
    keyboard = opened.page.keyboard
    tab_to(opened, ".search-input")
    keyboard.type("Hadrut")
    keyboard.press("Enter")
    heading = opened.page.locator("#karamap-panel h2")
    heading.wait_for()
    assert opened.page.evaluate("document.activeElement.id") == "karamap-panel-heading"
    keyboard.press("Escape")
    assert opened.page.locator("#karamap-panel").is_hidden()
    assert opened.page.evaluate("document.activeElement.matches('.search-input')")
    tab_to(opened, "input[name=karamap-view], .views button")
    for _ in range(3):
        keyboard.press("ArrowRight")
        if opened.page.evaluate("karamap.app.store.get().view") == "table":
            break
    assert opened.page.evaluate("karamap.app.store.get().view") == "table"
    tab_to(opened, "th:nth-child(2) .table-sort")
    keyboard.press("Enter")
    assert opened.page.locator("th[aria-sort]").count() == 1
    assert opened.page.locator("th").nth(1).get_attribute("aria-sort") == "ascending"
    tab_to(opened, "tbody .link")
    name = opened.page.evaluate("document.activeElement.textContent")
    keyboard.press("Enter")
    assert opened.page.locator("#karamap-panel h2").inner_text() == name
    keyboard.press("Escape")
    assert opened.page.evaluate("document.activeElement.textContent") == name


def test_everything_that_takes_the_focus_shows_it_and_has_a_name(open_map, war_page):
    opened = open_map(war_page)
    opened.page.evaluate(SET, STATES["place"])
    nameless = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
      .filter((node) => node.checkVisibility() && !(node.getAttribute("aria-label") || node.textContent.trim()
        || (node.labels && node.labels.length) || node.getAttribute("aria-labelledby")))
      .map((node) => node.outerHTML.slice(0, 120))"""
    assert opened.page.evaluate(nameless) == []


def test_who_asks_for_less_motion_gets_none(open_map, war_page):
    opened = open_map(war_page, DESK, reduced_motion="reduce")
    opened.page.evaluate(SET, STATES["place"])
    moving = (
        "[...document.querySelectorAll('*')].filter((n) => parseFloat(getComputedStyle(n).transitionDuration) > 0.01)"
    )
    assert opened.page.evaluate(f"{moving}.length") == 0
    assert opened.page.evaluate("document.getAnimations().length") == 0


def test_what_a_reader_touches_is_large_enough(open_map, war_page):
    opened = open_map(war_page, PHONE, has_touch=True, is_mobile=True)
    opened.page.evaluate(SET, STATES["place"])
    small = """() => [...document.querySelectorAll("button, select, summary, input")]
      .filter((node) => node.checkVisibility() && !node.closest(".unseen, label"))
      .map((node) => [node.className || node.tagName, node.getBoundingClientRect()])
      .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24)).map(([name]) => name)"""
    assert opened.page.evaluate(small) == []
