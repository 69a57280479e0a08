"""Texts that are written from right to left keep to themselves: what stands beside them stays in its place."""

import copy
from datetime import date
from itertools import cycle

import pytest
from poisoned import TEXTS, important, poison, walk_through

from karamap import page

pytestmark = pytest.mark.browser

DAYS = date(2020, 10, 17), date(2020, 10, 22)
FOREIGN = ("ایرنا", "משרד הביטחון 2", "شهر (ساعت 9).", "הארץ: 3–4", "12 قریه", "ܐܬܘܪܝܐ")
"""Names of agencies and the like, some with numbers and signs, which take the direction of what is around them."""

LOOSE = r"""() => {
  const turned = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
  const withoutIsolates = (text) => {
    for (let before = ""; before !== text;) {
      before = text;
      text = text.replace(/\u2068[^\u2068\u2069]*\u2069/g, "");
    }
    return text;
  };
  const isAlone = (node) => { // nothing of the page's stands in the paragraph or the drawn text that holds it
    if (!node || !node.parentElement) return false;
    for (let at = node.parentElement; at; at = at.parentElement) {
      if (at.matches("bdi, [dir=auto]")) return true;
      if (at instanceof SVGTextElement || getComputedStyle(at).display !== "inline") {
        return [...at.childNodes].every((one) => one === node || one.contains(node) || !one.textContent.trim());
      }
    }
    return false;
  };
  const loose = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest("script, style, title")) continue;
    const told = withoutIsolates(node.data);
    if (turned.test(told) && (!isAlone(node) || /[a-z]{3}/i.test(told))) {
      loose.push(`${node.parentElement.className}: ${node.data}`);
    }
  }
  for (const node of document.querySelectorAll("[aria-label], [title]")) {
    for (const name of ["aria-label", "title"]) {
      const told = withoutIsolates(node.getAttribute(name) || "");
      if (turned.test(told) && /[a-z]{3}|\d{4}/i.test(told)) loose.push(`${name}: ${told}`);
    }
  }
  const title = withoutIsolates(document.title);
  if (turned.test(title)) loose.push(`window: ${title}`);
  return loose;
}"""
"""Texts from right to left among words of the page, without anything that keeps the two apart."""


@pytest.fixture(scope="module")
def tame(document_of):
    return document_of(*DAYS, title="Who held what")


@pytest.fixture
def shown(open_map, tmp_path, tame):
    document = copy.deepcopy(tame)
    texts = cycle(FOREIGN)
    for path in TEXTS:
        if path[0] not in ("texts", "notes"):
            poison(document, path, texts)
    path = tmp_path / "foreign.html"
    path.write_text(page.html(document), encoding="utf-8", newline="\n")
    return open_map(path), document


def test_no_foreign_text_turns_what_stands_beside_it(shown):
    opened, document = shown
    seen = []

    def look(step):
        seen.extend(f"{step}: {text}" for text in opened.page.evaluate(LOOSE))

    look("begin")
    walk_through(opened, document, look)
    for place in important(document)[:5]:
        opened.show(place=place["id"], view="map", day=5)
        look(place["id"])
    assert seen == []


def test_the_day_stays_with_its_month(shown):
    """Where each word of a source's line stands on the screen: publisher, then the day before its month."""
    opened, document = shown
    opened.show(place=important(document)[0]["id"])
    boxes = opened.page.evaluate(
        r"""() => [...document.querySelectorAll("#karamap-panel .sources li")].flatMap((item) => {
      const range = document.createRange();
      const remark = item.querySelector(".remark");
      const text = remark && remark.firstChild;
      const found = text && /(\d+) (\p{L}+) (\d{4})/u.exec(text.data);
      if (!found) return [];
      const left = (word) => {
        const at = text.data.indexOf(word, found.index);
        range.setStart(text, at);
        range.setEnd(text, at + word.length);
        return range.getBoundingClientRect().left;
      };
      return [[left(found[1]), left(found[2]), left(found[3])]];
    })"""
    )
    assert boxes
    assert all(day < month < year for day, month, year in boxes)
