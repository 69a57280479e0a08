"""A hostile text in every column of every table appears as it is in every view, runs nothing and asks for nothing."""

import re
from datetime import date

import folium
import pytest
from hostile_world import hostile_world

import karamap
from karamap import page
from karamap.document import drawing
from karamap.document.wording import LANGUAGES
from karamap.ground.series import Series
from karamap.theatre import loader

pytestmark = pytest.mark.browser

DAYS = date(2020, 10, 21), date(2020, 12, 1)
MARK = re.compile(r"n\d+n")
SEEN = r"""() => {
  const roots = [document, ...[...document.querySelectorAll("*")].flatMap((node) => node.shadowRoot || [])];
  const texts = [document.title];
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const around = walker.currentNode.parentElement;
      if (!around || around.closest("script, style") || !/n\d+n/.test(walker.currentNode.data)) continue;
      const block = around.closest("p, li, dd, td, th, h1, h2, h3, text, label, button, summary, div");
      texts.push((block || around).textContent);
    }
    for (const node of root.querySelectorAll("[aria-label], [title], option, input")) {
      texts.push(node.getAttribute("aria-label") || "", node.getAttribute("title") || "", node.value || "");
    }
  }
  return texts.filter((text) => /n\d+n/.test(text));
}"""
FOREIGN = (
    "img, iframe, object, base, animate, link[rel=stylesheet], meta[http-equiv=refresh], [onfocus], a[href^=javascript]"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    built, columns = hostile_world()
    return loader.load(built.write(tmp_path_factory.mktemp("hostile") / "tables")), columns


@pytest.fixture(scope="module")
def series(hostile):
    return Series.between(hostile[0], *DAYS)


def altered(opened, columns):
    """Texts on the page that hold the number of a text of the tables, but not that text whole; and those seen whole."""
    whole, broken = set(), []
    by_mark = {MARK.search(text).group(): text for text in columns}
    for shown in opened.page.evaluate(SEEN):
        for mark in MARK.findall(shown):
            if by_mark[mark] in shown or by_mark[mark].upper() in shown.upper():
                whole.add(by_mark[mark])
            else:
                broken.append((columns[by_mark[mark]], shown))
    return whole, broken


def is_harmless(opened):
    return (
        not opened.page.evaluate("'hacked' in window")
        and opened.page.locator(FOREIGN).count() == 0
        and opened.messages == []
        and len(opened.requests) == 1
    )


def views(document, gazetteer):
    """What a reader may have open."""
    nothing = {"place": None, "district": None, "zone": None, "spot": None, "view": "map"}
    for language in LANGUAGES:
        yield {**nothing, "language": language, "day": 1}
        yield {**nothing, "view": "table"}
        yield {**nothing, "place": "gn3"}
    for place in gazetteer.places:
        yield {**nothing, "place": place, "day": 40, "language": "en"}
    for district in document["units"]:
        yield {**nothing, "district": district}
    yield {**nothing, "zone": "belt"}
    yield {**nothing, "spot": {"lon": 46.9, "lat": 39.5}}
    yield {**nothing, "view": "compare", "other": {"day": 0, "known": document["head"]["known"]}}


@pytest.mark.parametrize("embed", [False, True], ids=["page", "embed"])
def test_each_text_appears_as_it_is_in_every_view(hostile, series, open_map, tmp_path, embed):
    theatre, columns = hostile
    document = drawing.document(series, embed=embed)
    path = tmp_path / "hostile.html"
    path.write_text(page.html(document), encoding="utf-8", newline="\n")
    opened = open_map(path)
    seen = set()
    for view in views(document, theatre.gazetteer):
        opened.show(**view)
        whole, broken = altered(opened, columns)
        assert broken == [], view
        seen |= whole
    opened.page.locator(".about summary").click()
    seen |= altered(opened, columns)[0]
    assert is_harmless(opened)
    shown = {columns[text] for text in seen}
    assert shown >= {
        "gazetteer/names.csv name",
        "gazetteer/district_names.csv name",
        "outlines name",
        "outlines note",
        "seeds/parties.csv name",
        "seeds/parties.csv short",
        "seeds/claims.csv speaker",
        "seeds/claims.csv note",
        "seeds/sources.csv publisher",
        "seeds/sources.csv title",
        "seeds/events.csv note",
        "seeds/events.csv speaker",
    }


def test_each_name_is_found_and_shown_as_it_is(hostile, series, open_map, tmp_path):
    _, columns = hostile
    path = tmp_path / "hostile.html"
    path.write_text(page.html(drawing.document(series)), encoding="utf-8", newline="\n")
    opened = open_map(path)
    box = opened.page.locator("#karamap-search input").first
    for text in (text for text, column in columns.items() if column.endswith("names.csv name")):
        box.fill(text)
        opened.settle()
        assert altered(opened, columns)[1] == []
    assert is_harmless(opened)


def test_a_layer_on_another_map_runs_nothing(hostile, series, open_map, tmp_path):
    _, columns = hostile
    around = folium.Map((39.5, 46.9), zoom_start=9, tiles=None)
    around.default_js, around.default_css = [], []
    karamap.ControlLayer(series).add_to(around)
    path = tmp_path / "layer.html"
    around.get_root().save(str(path))
    opened = open_map(path, whole=False)
    opened.page.wait_for_timeout(300)
    assert not opened.page.evaluate("'hacked' in window")
    assert altered(opened, columns)[1] == []
