"""A page whose every text tries to run a script: texts must appear as text, and nothing may run."""

import copy
from datetime import date
from itertools import cycle

import pytest
from opened import PHONE
from poisoned import TEXTS, important, poison, walk_through

from karamap import page
from karamap.document.format import SOURCE
from karamap.document.reader import DrawnDocument

pytestmark = pytest.mark.browser

DAYS = date(2020, 10, 17), date(2020, 10, 22)

ATTACKS = (
    "<img src=x onerror=window.hacked=1>",
    "<svg onload=window.hacked=1>",
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=1</script>",
    "<!--<script>",
    "--><script>window.hacked=1</script>",
    "<iframe srcdoc='<script>parent.hacked=1</script>'>",
    "<a href='javascript:window.hacked=1' autofocus onfocus=window.hacked=1>x</a>",
    "<style>@import url(https://example.org/x.css);</style>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<base href=https://example.org/>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<object data=https://example.org/></object>",
    "<input autofocus onfocus=window.hacked=1>",
    "<details open ontoggle=window.hacked=1>",
    "`${window.hacked=1}`",
    "${window.hacked=1}",
    "{{ 7*7 }}{% for x in 'a' %}{{ x }}{% endfor %}",
    "{count}{names}{constructor}{__proto__}",
    "\"' onfocus=window.hacked=1 autofocus x='",
    "]]><!--",
    "line\u2028separator\u2029here",
    "right\u202eto left",
    "url(https://example.org/x)",
    "javascript:window.hacked=1",
)
WRAPS = ("{}", "Hadrut {}", "{} şəhəri", "&lt;{}&gt;", "\\{}\\", "'{}'", '"{}"', "{}\u0000", "{} {}", "\n{}\t")
HOSTILES = tuple(wrap.replace("{}", attack) for wrap in WRAPS for attack in ATTACKS)
URLS = (
    "javascript:window.hacked=1",
    " javascript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>",
    "https://example.org/\"onmouseover='window.hacked=1'",
)


def everywhere(value, texts):
    """A copy in which every text is hostile, also those that are words that the page knows."""
    if isinstance(value, dict):
        return {key: everywhere(item, texts) for key, item in value.items()}
    if isinstance(value, list):
        return [everywhere(item, texts) for item in value]
    return next(texts) if isinstance(value, str) else value


@pytest.fixture(scope="module")
def tame(document_of):
    return document_of(*DAYS, title="Who held what")


@pytest.fixture(scope="module")
def hostile(tame):
    document = copy.deepcopy(tame)
    texts = cycle(HOSTILES)
    for path in TEXTS:
        poison(document, path, texts)
    for index, source in enumerate(document["sources"]):
        source[SOURCE.names.index("url")] = URLS[index % len(URLS)]
    return document


@pytest.fixture
def show(open_map, tmp_path):
    def open_document(document, **options):
        path = tmp_path / "hostile.html"
        path.write_text(page.html(document), encoding="utf-8", newline="\n")
        return open_map(path, **options)

    return open_document


def hacked(opened):
    return opened.page.evaluate("'hacked' in window")


def foreign(opened):
    """Elements that only a text taken as markup could have brought."""
    return opened.page.locator(
        "img:not(.relief), iframe, object, base, link[rel=stylesheet], meta[http-equiv=refresh]"
    ).count()


def test_there_are_250_hostile_texts_and_each_stands_somewhere(hostile):
    assert len(set(HOSTILES)) == 250
    found = page.assets.data_block(hostile)
    used = sum(page.assets.data_block({"": text})[5:-2] in found for text in HOSTILES)
    assert used == 250


def test_no_text_runs(show, hostile):
    opened = show(hostile)
    walk_through(opened, hostile)
    assert not hacked(opened)
    assert foreign(opened) == 0
    assert opened.messages == []
    assert len(opened.requests) == 1


def test_texts_appear_as_they_are(show, hostile):
    opened = show(hostile)
    assert opened.page.locator("h1").text_content() == hostile["head"]["title"]
    names = {name["text"] for place in DrawnDocument(hostile).places for name in place["names"]}
    labels = opened.page.locator(".label[data-place]").all_text_contents()
    assert labels
    assert set(labels) <= names


def test_a_record_shows_hostile_texts_as_text(show, hostile):
    opened = show(hostile)
    place = important(hostile)[0]
    opened.show(place=place["id"])
    assert opened.shown_record().locator("h2").first.text_content() in {name["text"] for name in place["names"]}


def test_only_addresses_of_the_web_become_links(show, hostile):
    opened = show(hostile)
    seen = set()
    for place in important(hostile)[:6]:
        opened.show(place=place["id"])
        links = opened.page.locator("#karamap-panel a").evaluate_all("(all) => all.map((a) => a.href)")
        seen |= {link.split(":")[0] for link in links}
    assert seen <= {"https"}


def test_words_that_the_page_does_not_know_do_no_harm(show, tame):
    kept = ("mesh", "frame", "countries", "water", "districts", "view", "fields")
    document = everywhere(copy.deepcopy(tame), cycle(HOSTILES))
    document.update({key: tame[key] for key in kept})
    document["head"].update({key: tame["head"][key] for key in ("epoch", "first", "last", "day", "begins")})
    opened = show(document, whole=False)
    opened.page.wait_for_timeout(500)
    assert not hacked(opened)
    assert foreign(opened) == 0
    assert len(opened.requests) == 1


def test_hostile_colours_and_hatches_do_no_harm(show, tame):
    document = copy.deepcopy(tame)
    for party in document["parties"]:
        party["colour"] = party["ink"] = "url(https://example.org/x)"
        party["hatch"] = "constructor"
    opened = show(document)
    assert len(opened.requests) == 1
    assert opened.messages == []
    assert "example.org" not in opened.page.locator(".definitions").first.inner_html()


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
