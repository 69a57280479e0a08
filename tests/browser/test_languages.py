"""The page in each of its languages."""

import re

import pytest
import shipped

from karamap.document.wording import texts_of

pytestmark = pytest.mark.browser

TEXT_OF = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { parentElement: parent, textContent } = walker.currentNode;
    if (parent.closest("script, noscript, [lang]:not(html), bdi, .languages") || !textContent.trim()) continue;
    found.push(textContent.trim());
  }
  return found;
}"""

TEXTS = texts_of(shipped.theatre())
LANGUAGES = tuple(TEXTS)


@pytest.fixture
def opened(war_map):
    return war_map


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_that_is_chosen(opened, language):
    opened.page.locator(".languages").select_option(language)
    opened.settle()
    said = TEXTS[language]
    assert opened.page.evaluate("document.documentElement.lang") == language
    assert opened.text("h1") == said["title"]
    assert opened.page.locator(".search-input").get_attribute("placeholder") == said["search.hint"]
    assert said["legend.changed"] in opened.text(".legend")
    assert opened.page.title().startswith(said["title"])
    assert opened.messages == []


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
@pytest.mark.parametrize("view", ["map", "table", "compare"])
def test_nothing_english_is_left(opened, language, view):
    english = {text for key, text in TEXTS["en"].items() if text != TEXTS[language][key] and "{" not in text}
    opened.show(language=language, view=view, day=25)
    found = {text for text in opened.page.evaluate(TEXT_OF) if text in english and len(text) > 3}
    assert found - set(TEXTS[language].values()) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_and_no_key_is_left_open(opened, language):
    for patch in ({"view": "map", "district": "AZ-ZAN"}, {"view": "table"}, {"view": "compare", "district": None}):
        opened.show(language=language, **patch)
        texts_ = opened.page.evaluate(TEXT_OF)
        assert [text for text in texts_ if "{" in text or "undefined" in text or text in TEXTS["en"]] == []


def test_names_bear_their_language(opened):
    opened.show(language="hy", view="table")
    langs = set(opened.page.locator("#karamap-table bdi").evaluate_all("(all) => all.map((n) => n.lang)"))
    assert "hy" in langs
    assert langs <= {"hy", "az", "en", "ru", "tr", ""}


def test_the_language_stands_in_the_address(open_map, war_page):
    opened = open_map(war_page, fragment="#d=2020-10-22&l=ru")
    assert opened.text("h1") == TEXTS["ru"]["title"]
    assert opened.text(".date") == "22 октября 2020"


@pytest.mark.parametrize("locale", ["tr-TR", "ar-EG", "de-DE"])
def test_the_machine_of_the_reader_has_no_say(open_map, war_page, locale):
    opened = open_map(war_page, fragment="#d=2020-10-22", locale=locale)
    assert opened.text(".date") == "22 October 2020"
    assert "1,231" in opened.page.evaluate("karamap.app.i18n.number(1231)")


def test_a_map_in_armenian_has_no_latin_letters(open_map, war_page):
    opened = open_map(war_page)
    opened.show(language="hy")
    opened.settle()
    names = opened.page.eval_on_selector_all(".label, .inset-name", "nodes => nodes.map((node) => node.textContent)")
    assert len(names) > 20
    assert [name for name in names if re.search("[A-Za-z]", name)] == []


ROW = """async (place) => {
  const scroller = document.querySelector("#karamap-table .table-scroll");
  scroller.scrollTop = 0;
  for (let top = -1; scroller.scrollTop > top; scroller.scrollTop += scroller.clientHeight) {
    top = scroller.scrollTop;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    const row = document.querySelector(`#karamap-table tr[data-place="${place}"] th button`);
    if (row) return row.innerText;
  }
  return null;
}"""
"""What the button of a place says in the table, of which only the rows in view are there."""


@pytest.mark.parametrize(("language", "names"), [("en", "Khankendi / Stepanakert"), ("hy", "Ստեփանակերտ / Խանքանդի")])
def test_a_place_of_two_names_stands_under_both(open_map, war_page, language, names):
    opened = open_map(war_page)
    opened.show(language=language, place="gn146970")
    opened.settle()
    assert opened.text("#karamap-panel h2") == names
    opened.show(place="", view="table")
    opened.settle()
    found = opened.page.evaluate(ROW, "gn146970")
    assert found == names
