"""The page is carried elsewhere: as a link, in another page, on paper, on a small screen."""

import csv
import io
import re
import shutil
from datetime import date
from xml.etree import ElementTree

import pytest
from opened import Size

from karamap import page

pytestmark = pytest.mark.browser

STATE = "karamap.app.store.get()"


def fragment_of(opened):
    return opened.page.evaluate("location.hash")


def test_a_copied_link_opens_on_what_its_giver_saw(open_map, war_page):
    giver = open_map(war_page)
    giver.page.locator(".time-slider").fill("25")
    giver.page.locator('#karamap-time input[value="shown"]').check()
    giver.page.locator('#karamap-views input[value="table"]').check()
    giver.page.evaluate("karamap.app.store.set({ place: karamap.app.model.places[7].id, language: 'az' })")
    giver.page.wait_for_function("() => location.hash.includes('l=az')")
    taker = open_map(war_page, fragment=fragment_of(giver))
    assert taker.page.evaluate(STATE) == giver.page.evaluate(STATE)
    assert taker.messages == []


FRAME = "(({ _southWest: a, _northEast: b }) => [a.lng, a.lat, b.lng, b.lat])(karamap.app.map.getBounds())"


def inside(part, whole, slack=0.02):
    return all(part[at] >= whole[at] - slack for at in (0, 1)) and all(part[at] <= whole[at] + slack for at in (2, 3))


def test_a_link_holds_the_part_that_its_giver_had_moved_to(open_map, war_page):
    giver = open_map(war_page)
    giver.page.locator(".karamap").dispatch_event("pointerdown")
    giver.go_to(46.6, 39.5, 10)
    giver.page.wait_for_function("() => location.hash.includes('b=')")
    taker = open_map(war_page, fragment=fragment_of(giver))
    assert (taker.zoom(), taker.messages) == (10, [])
    assert taker.page.evaluate(FRAME) == pytest.approx(giver.page.evaluate(FRAME), abs=0.02)


@pytest.mark.parametrize(
    ("fragment", "part", "most"),
    [
        ("b=46.5,39.3,46.9,39.6", (46.5, 39.3, 46.9, 39.6), 1.5),
        ("c=AZ-FUZ", (47.0, 39.4, 47.3, 39.6), 2),
        ("c=Füzuli", (47.0, 39.4, 47.3, 39.6), 2),
        ("c=FUZULI", (47.0, 39.4, 47.3, 39.6), 2),
        ("c=Физули", (47.0, 39.4, 47.3, 39.6), 2),
        ("n=4", (46.7, 39.7, 46.75, 39.75), 2),
        ("b=1,2,3,4", (45.5, 38.9, 47.4, 40.3), 9),
        ("b=46.5,39.3,46.5,39.6&c=__proto__&n=1e9", (45.5, 38.9, 47.4, 40.3), 9),
    ],
)
def test_an_address_may_ask_for_a_part_of_the_theatre(open_map, war_page, fragment, part, most):
    opened = open_map(war_page, fragment=f"#{fragment}")
    seen = opened.page.evaluate(FRAME)
    assert inside(part, seen)
    assert seen[2] - seen[0] < most
    assert opened.messages == []


def saved(opened, what):
    with opened.page.expect_download() as download:
        opened.page.locator(f".carry-{what}").click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_what_is_seen_is_taken_along_in_two_clicks(open_map, war_page):
    opened = open_map(war_page, fragment="#d=2020-10-22")
    opened.page.locator(".carry .map-button").click()
    name, picture = saved(opened, "png")
    assert (name, picture[:4]) == ("karamap-2020-10-22.png", b"\x89PNG")
    _, drawing = saved(opened, "svg")
    root = ElementTree.fromstring(drawing)
    told = {node.text for node in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Shusha", "Sevan", "22 October 2020 · based on all sources to date"} <= told
    assert {"Gained since 26 September 2020", "Uncertain: less than 90 % sure.", "Estimated front line"} <= told
    assert {name for name in ("Sugovushan", "Aghband") if name not in told} == set()
    assert not [node for node in root.iter() if node.get("class") or node.get("onclick")]
    _, table = saved(opened, "csv")
    rows = {row["place_id"]: row for row in csv.DictReader(io.StringIO(table.decode("utf-8-sig")))}
    controls = opened.page.evaluate("""() => { const { model, store } = karamap.app; const { day } = store.get();
      return model.places.filter(({ kind }) => kind !== "outside").map((place) =>
        [place.id, model.at("all").stateOf(place, day)]); }""")
    assert {place_id: (state["holder"], state["standing"]) for place_id, state in controls} == {
        place_id: (row["holder"], row["standing"]) for place_id, row in rows.items()
    }
    opened.page.locator(".carry-link").click()
    assert opened.page.locator(".carry-text").input_value().endswith("war.html#d=2020-10-22")
    opened.page.locator(".carry-cite").click()
    assert "Control as of 22 October 2020" in opened.page.locator(".carry-text").input_value()
    assert opened.messages == []
    assert [url for url in opened.requests if not url.startswith(("file:", "data:", "blob:"))] == []


def test_a_link_typed_into_the_open_page_is_followed(open_map, war_page):
    opened = open_map(war_page)
    opened.page.evaluate("location.hash = 'd=2020-10-09&k=shown'")
    opened.page.wait_for_function("() => karamap.app.store.get().day === 12")
    assert opened.page.evaluate(STATE)["known"] == "shown"


@pytest.mark.parametrize(
    "fragment",
    ["d=2030-01-01", "d=x&k=y&v=z&p=q&r=s&l=t&o=u", "p=__proto__&l=__proto__&k=constructor", "%", "d=2020-10-22&d=1"],
)
def test_a_link_that_makes_no_sense_opens_the_page_as_usual(open_map, war_page, fragment):
    opened = open_map(war_page, fragment=f"#{fragment}")
    state = opened.page.evaluate(STATE)
    assert (state["known"], state["view"], state["place"], state["language"]) == ("all", "map", None, "en")
    assert opened.messages == []


RUNNING_OUT = """() => {
  const { text, width } = karamap.picture.draw(karamap.app);
  const holder = document.createElement("div");
  holder.innerHTML = text.replace(/^<svg/, "<svg style='position:absolute;left:0;top:0'");
  document.body.append(holder);
  const words = [...holder.querySelectorAll("text")].filter((node) => !node.closest("[clip-path]"));
  return [words.length, words.filter((node) => node.getBoundingClientRect().right > width)
    .map((node) => node.textContent)];
}"""


@pytest.mark.parametrize("language", ["en", "hy", "ru"])
def test_all_words_of_a_picture_are_on_it_on_a_phone(open_map, war_page, language):
    opened = open_map(war_page, Size(360, 740), fragment=f"#d=2020-10-22&l={language}")
    opened.page.locator("#karamap-legend li").first.wait_for(state="attached")
    count, running_out = opened.page.evaluate(RUNNING_OUT)
    assert count > 10
    assert running_out == []


@pytest.mark.parametrize("language", ["az", "hy", "ru"])
def test_the_brief_legend_is_seen_whole_beside_the_map(open_map, war_page, language):
    opened = open_map(war_page, Size(1280, 800), fragment=f"#d=2020-10-20&l={language}")
    below = opened.page.locator(".legend-more").bounding_box()
    around = opened.page.locator(".words").bounding_box()
    assert below["y"] + below["height"] <= around["y"] + around["height"]


@pytest.fixture(scope="module")
def framed(embedded_page, tmp_path_factory):
    """An author's page that shows the map by the snippet, and the map for it, side by side."""
    folder = tmp_path_factory.mktemp("frame")
    shutil.copy(embedded_page, folder / "the map.html")
    host = f"<!DOCTYPE html><title>Host</title><body style='margin:0'><h1>A report</h1>{page.snippet('the map.html')}"
    (folder / "host.html").write_text(host, encoding="utf-8")
    return folder / "host.html"


@pytest.mark.parametrize("width", [1000, 720, 360])
def test_in_a_frame_it_gets_the_height_it_asks_for(open_map, framed, width):
    opened = open_map(framed, Size(width, 900), whole=False)
    frame = opened.page.locator("iframe")
    opened.page.wait_for_function("() => document.querySelector('iframe').style.height !== ''")
    height = frame.bounding_box()["height"]
    assert height == opened.page.frames[1].evaluate("karamap.embed.wantedHeight()")
    assert 500 <= height <= (560 if width == 720 else 760)
    assert opened.page.frames[1].locator(".sheet").bounding_box()["height"] >= (265 if width == 720 else 240)
    assert opened.page.frames[1].evaluate("document.documentElement.classList.contains('embed')")
    assert opened.messages == []


def test_the_article_around_a_frame_scrolls_and_ctrl_zooms_the_map(open_map, framed):
    opened = open_map(framed, Size(736, 500), whole=False)
    opened.page.wait_for_function("() => document.querySelector('iframe').style.height !== ''")
    frame = opened.page.frames[1]
    frame.locator(".label").first.wait_for(state="attached")
    assert opened.page.locator("iframe").bounding_box()["height"] <= 560
    before = frame.evaluate("karamap.app.map.getZoom()")
    opened.page.mouse.move(300, 200)  # over the map before and after
    opened.page.mouse.wheel(0, 100)
    opened.page.wait_for_function("() => scrollY > 50")
    assert frame.evaluate("karamap.app.map.getZoom()") == before
    assert frame.locator(".gesture-hint").inner_text() == "Ctrl + wheel zooms the map"
    opened.page.keyboard.down("Control")
    opened.page.mouse.wheel(0, -200)
    opened.page.keyboard.up("Control")
    frame.wait_for_function("before => karamap.app.map.getZoom() > before", arg=before)
    link = frame.locator(".whole-link").get_attribute("href")
    assert "the%20map.html?whole#d=2020-12-01" in link


def test_map_slider_and_play_are_in_the_first_screen_of_a_small_phone(open_map, war_page):
    opened = open_map(war_page, Size(360, 640), "#d=2020-11-10")
    for selector in (".karamap", ".time-slider", ".time-play"):
        box = opened.page.locator(selector).bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 640, selector
    assert opened.page.locator(".karamap").bounding_box()["height"] >= 240
    second = opened.page.locator(".day-words p").nth(1)
    assert second.is_visible()


@pytest.mark.parametrize("language", ["en", "az", "hy", "ru", "tr"])
def test_a_phone_shows_the_whole_title_and_the_day_beside_the_choice_of_language(open_map, war_page, language):
    opened = open_map(war_page, Size(360, 640), f"#l={language}")
    for part in ("h1", ".date"):
        room = opened.page.evaluate(
            "(part) => { const { scrollWidth, clientWidth } = document.querySelector(part);"
            " return [scrollWidth, clientWidth]; }",
            part,
        )
        assert room[0] <= room[1] <= 340
    date, choice = (opened.page.locator(part).bounding_box() for part in (".date", ".languages"))
    assert date["x"] + date["width"] <= choice["x"]
    assert opened.page.locator(".time-play").bounding_box()["y"] < 640 - 40


def test_a_phone_tells_in_its_first_lines_what_changed_on_no_known_day(open_map, document_of, written):
    day = date(2023, 9, 20)
    opened = open_map(written(document_of(day, date(2023, 9, 21), opening=day), "undated"), Size(360, 640))
    words, told = opened.page.locator(".day-words"), opened.page.locator(".day-words p", has_text="Another 201")
    box, sentence = words.bounding_box(), told.bounding_box()
    assert "the exact day is unknown" in told.inner_text()
    assert sentence["y"] + 34 <= box["y"] + box["height"] + 1  # two lines of it


@pytest.mark.parametrize(("width", "least"), [(720, 330), (480, 220)])
def test_a_frame_for_one_day_gives_its_height_to_the_map(open_map, document_of, written, width, least):
    opened = open_map(written(document_of(date(2020, 10, 22), embed=True), "framed-day"), Size(width, 560))
    assert opened.page.locator(".karamap").bounding_box()["height"] >= least
    assert opened.page.evaluate("document.body.getBoundingClientRect().height") <= 560


def test_in_a_wide_frame_the_source_is_not_cut(open_map, document_of, written):
    opened = open_map(written(document_of(date(2020, 10, 22), embed=True), "framed-day"), Size(1000, 640))
    link = opened.page.locator(".whole-link").bounding_box()
    right = opened.page.evaluate("""() => { const range = document.createRange();
      range.selectNodeContents(document.querySelector(".source-line"));
      return range.getBoundingClientRect().right; }""")
    assert right <= link["x"] + 1


def test_the_search_stays_where_it_is_while_days_go_by_and_panels_open(open_map, war_page):
    opened = open_map(war_page)
    places = set()
    for patch in (
        {"day": 25},
        {"day": 65},
        {"day": 0},
        {"place": opened.page.evaluate("karamap.app.model.places[9].id")},
    ):
        opened.show(**patch)
        places.add(opened.page.locator(".search-input").bounding_box()["y"])
    assert len(places) == 1


@pytest.fixture
def among_others(tmp_path):
    """An author's page with two frames of the snippet and, between them, somebody else's."""
    for name in ("one", "two", "other"):
        (tmp_path / f"{name}.html").write_text(f"<!DOCTYPE html><title>{name}</title>", encoding="utf-8")
    frames = [
        page.snippet("one.html"),
        '<iframe src="other.html" style="height:100px"></iframe>',
        page.snippet("two.html"),
    ]
    path = tmp_path / "host.html"
    path.write_text(f"<!DOCTYPE html><title>Host</title>{''.join(frames)}", encoding="utf-8")
    return path


def heights(opened):
    opened.page.evaluate("() => new Promise((done) => setTimeout(done, 50))")
    return opened.page.evaluate("[...document.querySelectorAll('iframe')].map(({ style }) => style.height)")


def post(opened, name, message):
    (frame,) = [frame for frame in opened.page.frames if frame.url.endswith(f"/{name}.html")]
    frame.evaluate(f"parent.postMessage({message}, '*')")


def test_the_snippet_listens_to_its_own_frame_alone(open_map, among_others):
    opened = open_map(among_others, whole=False)
    opened.page.wait_for_function("() => frames.length === 3")
    post(opened, "other", "{ karamap: 'height', height: 900 }")
    opened.page.evaluate("postMessage({ karamap: 'height', height: 901 }, '*')")
    assert heights(opened) == ["", "100px", ""]
    post(opened, "two", "{ karamap: 'height', height: 777.4 }")
    assert heights(opened) == ["", "100px", "777px"]
    post(opened, "one", "{ karamap: 'height', height: 640 }")
    assert heights(opened) == ["640px", "100px", "777px"]


ODD = (
    "null",
    "undefined",
    "'karamap'",
    "7",
    "10n",
    "[]",
    "{}",
    "{ karamap: 'height' }",
    *(
        f"{{ karamap: 'height', height: {height} }}"
        for height in (
            "0",
            "-5",
            "199",
            "4001",
            "1e308",
            "NaN",
            "Infinity",
            "'900'",
            "'900px;color:red'",
            "10n",
            "null",
            "[900]",
            "{}",
            "{ valueOf: 900 }",
            "true",
            "new Date()",
        )
    ),
    "{ karamap: { height: 900 } }",
    "new Map([['karamap', 'height']])",
    "new ArrayBuffer(8)",
    "new Error('height')",
)


def test_odd_messages_change_nothing_and_raise_nothing(open_map, among_others):
    opened = open_map(among_others, whole=False)
    opened.page.wait_for_function("() => frames.length === 3")
    for message in ODD:
        post(opened, "one", message)
        opened.page.evaluate(f"postMessage({message}, '*')")
    assert heights(opened) == ["", "100px", ""]
    assert opened.messages == []


def test_messages_to_the_map_itself_raise_nothing(open_map, war_page):
    opened = open_map(war_page)
    for message in ODD:
        opened.page.evaluate(f"postMessage({message}, '*')")
    opened.settle()
    assert opened.messages == []


@pytest.mark.parametrize("width", [1000, 640, 360])
def test_a_frame_shows_map_and_days_without_scrolling(open_map, framed, width):
    opened = open_map(framed, Size(width, 900), whole=False)
    opened.page.wait_for_function("() => document.querySelector('iframe').style.height !== ''")
    opened.page.wait_for_timeout(300)
    inner = opened.page.frames[1]
    height = inner.evaluate("innerHeight")
    assert inner.evaluate("document.documentElement.scrollHeight") <= height + 1
    for part in (".sheet", ".time"):
        box = inner.evaluate(f"document.querySelector('{part}').getBoundingClientRect().toJSON()")
        assert 0 <= box["top"] < box["bottom"] <= height + 1, part
        assert box["height"] > 90, part


def test_on_paper_it_is_one_page(open_map, war_page, tmp_path):
    opened = open_map(war_page, fragment="#d=2020-11-10")
    pdf = opened.page.pdf(prefer_css_page_size=True, print_background=True)
    (tmp_path / "map.pdf").write_bytes(pdf)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


@pytest.mark.parametrize("width", [360, 414, 768, 1024, 1600])
def test_nothing_runs_off_the_screen(open_map, war_page, width):
    opened = open_map(war_page, Size(width, 740))
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
