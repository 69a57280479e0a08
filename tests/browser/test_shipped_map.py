"""The map as it is shipped, opened from disk with the network off."""

import random
from datetime import date

import pytest
from opened import DESK, PHONE

from karamap.control import control_as_of

pytestmark = pytest.mark.browser

DAY = date(2020, 10, 22)
CROWDED_DAY = date(2020, 11, 9)
QUIET_DAY = date(2023, 10, 15)

DRAWN = """() => Object.fromEntries(["ground", "hatch", "front", "no-report", "district", "mark"].map((name) => [
  name, [...document.querySelectorAll(`.leaflet-pane .${name}`)].filter((node) => node.getBBox().width > 0).length]))"""
COLOURS = """(id) => [...document.querySelectorAll(`.mark[data-place="${id}"] *`)]
  .flatMap((node) => [node.getAttribute("fill"), node.getAttribute("stroke")])"""
FOCUSED = "document.activeElement.getAttribute('aria-label')"


@pytest.fixture
def document(document_of):
    return document_of(DAY)


@pytest.fixture
def opened(open_map, map_of):
    return open_map(map_of(DAY))


def id_of(document, label, **wanted):
    """The id of the only place of that name that is as wanted."""
    (found,) = (
        place["id"] for place in document["places"] if place["label"] == label and wanted.items() <= place.items()
    )
    return found


def changed_in(document):
    return [place for place in document["places"] if place["changed"]]


def test_it_asks_for_nothing_but_itself_and_logs_nothing(opened, map_of):
    opened.page.wait_for_timeout(300)
    assert opened.requests == [map_of(DAY).as_uri()]
    assert opened.messages == []


def test_ground_front_and_places_are_drawn(opened, document):
    drawn = opened.page.evaluate(DRAWN)
    holders = [feature["properties"]["holder"] for feature in document["territory"]["features"]]
    assert drawn["ground"] == drawn["hatch"] == len([holder for holder in holders if holder]) == 2
    assert drawn["no-report"] == holders.count("")
    assert drawn["front"] == 1
    assert drawn["district"] == len(document["districts"]["features"]) > 10
    assert drawn["mark"] == len(document["places"]) > 1000


def test_title_date_and_knowledge_head_the_page(opened, document):
    head = document["head"]
    assert opened.text("h1") == head["title"]
    assert opened.text(".date") == "22 October 2020"
    assert opened.text(".known-on") == head["known_on_words"]
    assert opened.page.title() == f"{head['title']} · 22 October 2020"


def test_the_date_is_the_largest_text_on_the_page(opened):
    sizes = opened.page.evaluate(
        "[...document.body.querySelectorAll('.words *, .label')].map((n) => parseFloat(getComputedStyle(n).fontSize))"
    )
    date_size = opened.page.locator(".date").evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")
    assert date_size == max(sizes) >= 32


def test_the_legend_says_in_sentences_what_is_drawn(opened, document):
    legend, rows = document["legend"], opened.page.locator(".legend li").all_inner_texts()
    sentences = {row["text"] for row in (*legend["holders"], *legend["points"])}
    assert sentences | {legend["front"], legend["changed"]} <= set(rows)


def test_the_legend_of_a_quiet_day_knows_no_front_and_no_change(open_map, map_of, document_of):
    legend = document_of(QUIET_DAY)["legend"]
    rows = open_map(map_of(QUIET_DAY)).page.locator(".legend li").all_inner_texts()
    assert rows
    assert not {legend["front"], legend["changed"]} & set(rows)


def test_a_click_on_a_place_opens_its_record(opened, document):
    record = opened.open_record(id_of(document, "Ağbənd", kind="town"))
    assert record.locator("h2").inner_text() == "Ağbənd"
    assert "Azerbaijan since 22 October 2020" in record.inner_text()


def test_a_record_names_its_sources_with_safe_links(opened, document):
    links = opened.open_record(id_of(document, "Ağbənd", kind="town")).locator(".sources a")
    targets = links.evaluate_all("(all) => all.map(({ href, rel, target }) => [href, rel, target])")
    assert len(targets) >= 2
    assert all(href.startswith(("http://", "https://")) for href, _, _ in targets)
    assert all("noopener" in rel and target == "_blank" for _, rel, target in targets)


def test_a_denial_is_marked_as_one(opened, document):
    record = opened.open_record(id_of(document, "Hadrut", kind="town"))
    assert "disputed" in record.locator(".standing").inner_text()
    assert record.locator(".entry-denies .stance").first.inner_text() == "denies"


def test_many_sources_unfold_without_leaving_the_window(opened, document):
    record = opened.open_record(id_of(document, "Hadrut", kind="town"))
    record.locator(".sources summary").first.click()
    box = record.bounding_box()
    assert record.locator(".sources details li").first.is_visible()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= DESK.height


def test_a_place_of_coarse_position_says_so(opened, document):
    coarse = next(place for place in document["places"] if place["precision"] == "within 20 km")
    record = opened.open_record(coarse["id"])
    assert "known only within 20 km" in record.inner_text()


def test_a_place_outside_the_theatre_is_not_called_unreported(opened, document):
    outside = next(place for place in document["places"] if place["kind"] == "outside" and place["label"] == "Qafan")
    record = opened.open_record(outside["id"])
    assert "outside the mapped ground" in record.inner_text()
    assert record.locator(".standing").count() == 0


def test_escape_closes_the_record(opened, document):
    record = opened.open_record(id_of(document, "Hadrut", kind="town"))
    opened.page.keyboard.press("Escape")
    record.wait_for(state="detached")


def test_the_keyboard_alone_opens_and_closes_a_record(opened):
    keyboard = opened.page.keyboard
    for _ in range(20):
        keyboard.press("Tab")
        if opened.page.evaluate("document.activeElement.classList.contains('mark')"):
            break
    label = opened.page.evaluate(FOCUSED)
    keyboard.press("Enter")
    record = opened.shown_record()
    assert record.locator("h2").inner_text() == label
    keyboard.press("Escape")
    record.wait_for(state="detached")
    assert opened.page.evaluate(FOCUSED) == label


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("day", [DAY, CROWDED_DAY], ids=str)
def test_no_name_lies_upon_another(open_map, map_of, size, day):
    opened = open_map(map_of(day), size)
    assert opened.page.locator(".label").count() > 20
    assert opened.overlapping_labels() == []


@pytest.mark.parametrize("notches", [1, 2])
def test_closer_up_names_keep_apart_and_leaders_uncrossed(opened, document, notches):
    opened.zoom_to(id_of(document, "Tatar", changed=True), notches=notches)
    assert opened.overlapping_labels() == []
    assert opened.crossing_leaders() == 0


def test_a_day_of_many_changes_shows_each_but_names_only_what_a_reader_can_take_in(open_map, map_of, document_of):
    document, opened = document_of(CROWDED_DAY), open_map(map_of(CROWDED_DAY))
    changed = changed_in(document)
    assert opened.page.locator(".karamap-marks .mark-changed").count() == len(changed) > 60
    assert opened.page.locator(".leader").count() <= 20
    assert 10 < opened.page.locator("[class*='label-changed']").count() < len(changed) / 2
    assert opened.crossing_leaders() == 0


def test_cities_keep_their_names_on_a_day_of_many_changes(open_map, map_of, document_of):
    named = open_map(map_of(CROWDED_DAY)).page.locator(".label").all_text_contents()
    cities = [place["label"] for place in document_of(CROWDED_DAY)["places"] if place["rank"] == 1]
    assert len(cities) > 10
    assert set(cities) <= set(named)


def test_a_phone_shows_the_map_above_the_fold_and_never_scrolls_sideways(open_map, map_of):
    opened = open_map(map_of(DAY), PHONE, has_touch=True)
    sheet = opened.page.locator(".sheet").bounding_box()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= PHONE.width
    assert sheet["y"] + sheet["height"] / 2 < PHONE.height


def test_marks_bear_the_colour_of_the_holder_that_the_record_gives(opened, document, theatre):
    control = control_as_of(theatre.record, DAY)
    inks = {party["ink"]: party["id"] for party in document["parties"]}
    held = [place["id"] for place in document["places"] if place["id"] in control]
    asked = random.Random(0).sample(sorted(held), 30)
    drawn = {
        place_id: {inks[colour] for colour in opened.page.evaluate(COLOURS, place_id) if colour in inks}
        for place_id in asked
    }
    assert drawn == {place_id: {control[place_id].holder} for place_id in asked}
    assert len({control[place_id].holder for place_id in asked}) == 2


def test_the_notes_are_complete_and_come_into_view_when_opened(opened, document):
    opened.page.locator(".about summary").click()
    notes = opened.page.locator(".about").text_content()
    shown = [key for key in document["notes"] if key != "credit"]
    assert all(document["notes"][key] in notes for key in shown)
    assert opened.page.locator(".about dt").first.is_visible()
    assert opened.text(".source-line") == document["notes"]["credit"]


def test_paper_shows_the_notes_and_no_buttons(opened, document):
    opened.page.emulate_media(media="print")
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert document["notes"]["neutrality"] in opened.text(".about")
    assert not opened.page.locator(".leaflet-control-zoom").is_visible()
    opened.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert not opened.page.locator(".about dl").is_visible()


def test_printing_leaves_the_view_as_it_was(opened, document):
    place_id = id_of(document, "Hadrut", kind="town")
    opened.zoom_to(place_id)
    before = opened.centre_of(place_id)
    assert opened.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    assert opened.centre_of(place_id) == pytest.approx(before, abs=1)
    assert opened.messages == []


def test_who_asks_for_less_motion_gets_none(open_map, map_of, document):
    opened = open_map(map_of(DAY), reduced_motion="reduce")
    opened.zoom_to(id_of(document, "Hadrut", kind="town"))
    moving = "[...document.querySelectorAll('*')].filter((n) => getComputedStyle(n).transitionDuration !== '0s').length"
    assert opened.page.evaluate(moving) == 0
    assert opened.page.evaluate("document.getAnimations().length") == 0
