"""Another theatre: four parties, the far south, scripts without an orthography, no districts, no water, no baseline."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from opened import PHONE

from karamap import page
from karamap.document import drawing
from karamap.document.wording import package_texts
from karamap.ground.series import Series
from karamap.theatre import loader

pytestmark = pytest.mark.browser

TABLES = Path(__file__).parents[1] / "data/four_parties"
FIRST, LAST = date(2031, 3, 1), date(2031, 3, 18)
SPOT = "50.0° S, 70.0° W"
OURS = re.compile(
    "qarab|karabakh|artsa|azerb|azərb|armen|ermen|baku|bakı|yerevan|caucas|hadrut|shusha|şuşa|"
    "арцах|карабах|азерб|армян|արցախ|ադրբեջ",
    re.IGNORECASE,
)
"""Words of the theatre that the package comes with."""

NAMES = {"አዲስ": "p001", "addis": "p001", "المرج": "p002", "almrj": "p002", "မန္တလေး": "p003", "Cragmere": "p003"}
"""What a reader may type, and the place that is meant."""


@pytest.fixture(scope="module")
def other():
    """The tables of the other theatre."""
    return loader.load(TABLES)


@pytest.fixture(scope="module")
def document(other):
    return drawing.document(Series.between(other, FIRST, LAST))


@pytest.fixture
def opened(document, written, open_map):
    return open_map(written(document, "four-parties"))


def quiet(opened):
    return opened.messages == [] and len(opened.requests) == 1


def test_the_page_opens_without_a_word_to_the_console_or_the_network(opened):
    assert quiet(opened)
    assert opened.page.evaluate("document.documentElement.dir") == "ltr"


def test_no_word_of_our_own_theatre_is_on_the_page_or_in_its_data(opened, document):
    shown = opened.page.evaluate("document.body.innerText")
    assert OURS.findall(shown) == []
    assert OURS.findall(json.dumps(document, ensure_ascii=False)) == []


def test_positions_are_south_and_west_in_both_panels(opened):
    opened.show(spot={"lon": -70, "lat": -50})
    assert SPOT in opened.text("#karamap-panel")
    opened.show(spot=None, place="p016")
    assert SPOT in opened.text("#karamap-panel")
    opened.show(language="tr")
    assert "50,0° G, 70,0° B" in opened.text("#karamap-panel")


def test_a_mention_stands_in_the_panel_of_its_place(opened):
    opened.show(place="p025", day=9)
    assert "A delegation came and left." in opened.text("#karamap-panel .mentions")
    opened.show(known="shown")
    assert opened.page.locator("#karamap-panel .mentions").is_hidden()


def test_every_party_has_its_look_in_the_legend(opened):
    fills = opened.page.locator("#karamap-legend .sample-edge").evaluate_all(
        "(all) => all.map((node) => node.getAttribute('fill'))"
    )
    for number in range(4):
        assert f"url(#karamap-ground-{number})" in fills
        assert f"url(#karamap-band-{number})" in fills
    tiles = opened.page.locator("pattern[id^=karamap-ground]").evaluate_all(
        "(all) => all.map((node) => node.innerHTML.replace(/#[0-9a-f]{6}/g, ''))"
    )
    assert len(set(tiles)) == 4


@pytest.mark.parametrize(("typed", "place"), NAMES.items())
def test_names_are_found_in_their_own_script_and_in_latin_letters(opened, typed, place):
    opened.page.locator("#karamap-search input").fill(typed)
    opened.page.locator("[role=option]").first.wait_for()
    opened.page.keyboard.press("Enter")
    assert opened.state()["place"] == place


def test_names_in_every_script_are_listed_under_their_language(opened):
    for place, name, language in (
        ("p001", "አዲስ", "Amharic"),
        ("p002", "المرج", "Arabic"),
        ("p003", "မန္တလေး", "Burmese"),
    ):
        opened.show(place=place)
        told = opened.text("#karamap-panel .names")
        assert name in told
        assert language in told


def test_a_theatre_without_districts_offers_none(opened):
    opened.show(view="table")
    assert "District" not in opened.text("#karamap-table")
    assert opened.page.locator("#karamap-table tbody tr").count() == 25
    opened.show(view="map", place="p001")
    assert opened.text("#karamap-panel .whereabouts") == "city"


def test_its_zones_are_drawn_and_hold_their_ground(opened):
    day, pine = 8, "p016"
    opened.show(day=day)
    opened.page.locator(".legend-more").click()
    rows = opened.page.locator(".legend-zones .zone-row:not([hidden])").all_inner_texts()
    assert [row.strip() for row in rows] == ["The buffer", "The old line, until 3 March 2031"]
    opened.show(day=day, zone="buffer")
    assert "Green Hill" in opened.text("#karamap-panel .standing")
    assert "disputed" in opened.text("#karamap-panel .standing")
    model = "window.karamap.app.model"
    code = f"[...{model}.at('all').codes(DAY)][{model}.place('{pine}').site]"
    holder = f"{model}.parties[Math.floor([...{model}.alphabet].indexOf({code}) / (26 * {model}.parties.length))].id"
    assert opened.page.evaluate(holder.replace("DAY", str(day))) == "GRN"  # nothing had been said of the town
    assert opened.page.evaluate(holder.replace("DAY", "15")) == "GLD"  # it has a word of its own


def test_everything_can_be_used_on_a_phone(document, written, open_map):
    opened = open_map(written(document, "four-parties"), PHONE)
    for patch in (
        {"view": "compare", "other": {"day": 0, "known": "all"}},
        {"view": "table"},
        {"view": "map", "day": 0},
    ):
        opened.show(**patch)
    assert opened.overlapping_labels() == []
    assert quiet(opened)


def test_villages_are_named_where_there_is_room(opened):
    assert {"Dunlow", "Elmstead", "Stonely"} & {box["text"] for box in opened.boxes(".label[data-place]")}


def test_a_page_in_a_language_from_right_to_left_is_mirrored(document, open_map, tmp_path):
    english = document["texts"]["en"]
    texts = {**document["texts"], "ar": {**english, "title": "من سيطر على أي أرض"}}
    path = tmp_path / "rtl.html"
    path.write_text(page.html({**document, "texts": texts, "language": "ar"}), encoding="utf-8", newline="\n")
    opened = open_map(path)
    assert opened.page.evaluate("document.documentElement.dir") == "rtl"
    words, sheet = (opened.page.locator(name).bounding_box() for name in (".words", "#karamap-sheet"))
    assert words["x"] > sheet["x"]
    assert "المرج" in {box["text"] for box in opened.boxes(".label[data-place]")}
    opened.show(language="en")
    assert opened.page.evaluate("document.documentElement.dir") == "ltr"


@pytest.fixture
def in_arabic(other, open_map, tmp_path):
    """The page in Arabic, whose texts the package brings."""
    spoken = replace(other, settings=replace(other.settings, interface_languages=("ar", "en")))
    path = tmp_path / "ar.html"
    written = page.html(drawing.document(Series.between(spoken, FIRST, LAST)))
    path.write_text(written, encoding="utf-8", newline="\n")
    return open_map(path)


SEEN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest("script")) found.push(walker.currentNode.data.trim());
  }
  for (const node of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
    found.push(...["aria-label", "title", "placeholder"].map((name) => node.getAttribute(name) || ""));
  }
  return found;
}"""


def test_a_page_in_arabic_has_no_english_sentence(in_arabic):
    english = {text for text in package_texts()["en"].values() if re.search("[a-z]{3}", text)}
    sentences = [re.split(r"\{\w+\}", text) for text in english]
    pieces = {piece.strip(" .:,()") for pieces in sentences for piece in pieces if len(piece.strip(" .:,()")) > 3}
    for patch in (
        {},
        {"view": "table"},
        {"view": "compare"},
        {"view": "map", "place": "p001"},
        {"spot": {"lon": -70, "lat": -50}},
    ):
        in_arabic.show(**patch)
        seen = [re.sub("\u2068[^\u2068\u2069]*\u2069", "", text) for text in in_arabic.page.evaluate(SEEN)]
        assert {text for text in seen if any(piece in text for piece in pieces)} - {"English"} == set()


def test_names_whose_letters_join_are_not_spaced_and_the_scale_is_in_the_words_of_the_page(in_arabic):
    spaced = in_arabic.page.evaluate(
        "[...document.querySelectorAll('.label')].map((node) => [node.textContent, node.style.letterSpacing])"
    )
    assert {apart for text, apart in spaced if re.search("[\u0620-\u064a]", text)} == {"0em"}
    assert re.fullmatch(r"\u2068+[\d,.]+\u2069?\u00a0كم\u2069", in_arabic.text(".leaflet-control-scale-line"))


def test_eight_parties_have_eight_looks(document, open_map, tmp_path):
    hatches = ("rising", "falling", "dots", "cross", "horizontal", "vertical", "grid", "waves")
    parties = [{**document["parties"][0], "id": f"P{number}", "hatch": hatch} for number, hatch in enumerate(hatches)]
    parties[:4] = [{**party, "hatch": hatch} for party, hatch in zip(document["parties"], hatches, strict=False)]
    path = tmp_path / "eight.html"
    path.write_text(page.html({**document, "parties": parties}), encoding="utf-8", newline="\n")
    opened = open_map(path)
    tiles = opened.page.locator("pattern[id^=karamap-ground]").evaluate_all(
        "(all) => all.map((node) => node.lastElementChild.outerHTML.replace(/#[0-9a-f]{6}/g, ''))"
    )
    assert len(set(tiles)) == 8
    assert opened.page.locator("pattern[id^=karamap-band]").count() == 4  # those that hold ground


def test_a_page_whose_data_states_other_fields_says_so_once(document, open_map, tmp_path):
    stated = json.dumps(document["fields"]["place"], separators=(",", ":"))
    other = json.dumps([*document["fields"]["place"][1:], "height"], separators=(",", ":"))
    written = page.html(document)
    assert written.count(stated) == 1
    path = tmp_path / "fields.html"
    path.write_text(written.replace(stated, other), encoding="utf-8", newline="\n")
    opened = open_map(path, whole=False)
    (said,) = opened.messages
    assert "the page cannot read its data: place.id is missing, place.height is unknown" in said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("check",), "no problem found"),
        (("resolve", "Dunlow"), "p004"),
        (("resolve", "ጎንደር"), "p004"),
        (("control", "--date", "2031-03-16", "--areas"), "GLD"),
        (("export", "--date", "2031-03-16", "--layer", "territory"), '"holder": "GRN"'),
        (("export", "--date", "2031-03-10", "--layer", "zones"), '"standing": "disputed"'),
        (("why", "the buffer", "--date", "2031-03-10"), "Green Hill Guard"),
        (("render", "--date", "2031-03-16", "--language", "tr", "-o", "four.html"), "four.html"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_every_command_works_on_it(run, arguments, expected):
    done = run("--data", TABLES, *arguments)
    assert done.exit_code == 0, done.output
    assert expected in done.output


def test_a_language_that_its_pages_lack_is_refused_with_those_they_have(run):
    done = run("--data", TABLES, "render", "--date", "2031-03-16", "--language", "hy")
    assert done.exit_code == 2
    assert "cannot be read in 'hy'; choose en or tr" in done.output
