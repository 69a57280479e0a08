"""A map whose every text tries to run a script: texts must appear as text, and nothing may run."""

import copy
from datetime import date

import pytest
from opened import PHONE

from karamap import page

pytestmark = pytest.mark.browser

ATTACKS = (
    "<img src=x onerror=window.hacked=1>",
    "</script><script>window.hacked=1</script>",
    "`${window.hacked=1}`",
    "${window.hacked=1}",
    "{{ 7*7 }}{% for x in 'a' %}{{ x }}{% endfor %}",
    "\"' onfocus=window.hacked=1 autofocus x='",
    "]]><!--",
    "line\u2028separator\u2029here",
    "right\u202eto left",
)
HOSTILE = " ".join(ATTACKS)
URLS = (
    "javascript:window.hacked=1",
    " javascript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>",
    "https://example.org/\"onmouseover='window.hacked=1'",
)
FIXED = frozenset(
    {"type", "id", "holder", "party", "kind", "standing", "stance", "rank", "lang", "as_of", "colour", "ink"}
)
"""Keys whose values are words that the page knows, not texts that it shows."""


def poisoned(value, key="", fixed=FIXED):
    """A copy in which every text is hostile, save under the keys that are fixed."""
    if isinstance(value, dict):
        return {name: poisoned(item, name, fixed) for name, item in value.items()}
    if isinstance(value, list):
        return [poisoned(item, key, fixed) for item in value]
    return HOSTILE if isinstance(value, str) and key not in fixed else value


@pytest.fixture(scope="module")
def tame(document_of):
    """A small part of the real theatre: enough to draw, click and read."""
    document = copy.deepcopy(document_of(date(2020, 10, 22)))
    document["places"] = [place for place in document["places"] if place["changed"] or place["rank"] == 1]
    return document


@pytest.fixture
def hostile(tame):
    document = poisoned(tame)
    for index, source in enumerate(document["sources"]):
        source["url"] = URLS[index % len(URLS)]
    return document


@pytest.fixture
def show(open_map, tmp_path):
    def open_document(document):
        path = tmp_path / "hostile.html"
        path.write_text(page.html(document), encoding="utf-8", newline="\n")
        return open_map(path)

    return open_document


def hacked(opened):
    return opened.page.evaluate("'hacked' in window")


def test_no_text_runs(show, hostile):
    opened = show(hostile)
    opened.open_record(hostile["places"][0]["id"])
    opened.page.locator(".about summary").click()
    opened.page.mouse.move(640, 400)
    opened.page.wait_for_timeout(200)
    assert not hacked(opened)
    assert opened.messages == []
    assert len(opened.requests) == 1


def test_texts_appear_as_they_are(show, hostile):
    opened = show(hostile)
    assert opened.page.locator("h1").text_content() == HOSTILE
    assert opened.page.title() == f"{HOSTILE} · {HOSTILE}"
    assert opened.page.locator(".legend li").first.text_content() == HOSTILE
    assert HOSTILE in opened.page.locator(".about dd").first.text_content()
    assert opened.page.locator(".source-line").text_content() == HOSTILE


def test_a_record_shows_hostile_texts_as_text(show, hostile):
    record = show(hostile).open_record(hostile["places"][0]["id"])
    assert record.locator("h2").text_content() == HOSTILE
    assert record.locator(".verdict").text_content() == HOSTILE
    assert record.locator(".entry-text").first.text_content() == HOSTILE


def test_only_addresses_of_the_web_become_links(show, hostile):
    for place in hostile["places"]:
        for entry in place["chain"]:
            entry["sources"] = list(range(len(URLS)))
    links = show(hostile).open_record(hostile["places"][0]["id"]).locator(".sources a")
    assert [link.split(":")[0] for link in links.evaluate_all("(all) => all.map((a) => a.href)")] == ["https"]


def test_words_that_the_page_does_not_know_do_no_harm(show, tame):
    document = poisoned(tame, fixed=frozenset({"type", "id", "lang"}))
    opened = show(document)
    opened.open_record(document["places"][0]["id"])
    assert not hacked(opened)
    assert opened.messages == []


def test_hostile_ids_do_no_harm(show, tame):
    opened = show(poisoned(tame, fixed=FIXED - {"id", "holder", "party"}))
    opened.page.wait_for_timeout(200)
    assert not hacked(opened)
    assert opened.messages == []
    assert opened.page.locator(".mark").count() > 0


def test_a_long_title_does_not_push_the_map_off_a_phone(open_map, tmp_path, tame):
    path = tmp_path / "long.html"
    path.write_text(page.html({**tame, "head": {**tame["head"], "title": "Who held what " * 60}}), encoding="utf-8")
    opened = open_map(path, PHONE)
    sheet = opened.page.locator(".sheet").bounding_box()
    assert sheet["y"] < PHONE.height / 2


def test_the_policy_stops_a_script_that_someone_slips_in(show, tame):
    opened = show(tame)
    opened.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.hacked = 1";
          document.body.append(script);
          document.body.insertAdjacentHTML("beforeend", "<b onclick='window.hacked = 1' id='bait'>bait</b>");
          document.getElementById("bait").click();
        }"""
    )
    assert not hacked(opened)
    assert any("Content Security Policy" in message for message in opened.messages)


def test_the_policy_stops_requests(show, tame):
    opened = show(tame)
    failed = opened.page.evaluate("fetch('https://example.org/').then(() => '', (error) => error.name)")
    assert failed == "TypeError"
    assert any("Content Security Policy" in message for message in opened.messages)


def test_the_same_document_gives_the_same_bytes(hostile):
    assert page.html(hostile) == page.html(copy.deepcopy(hostile))
