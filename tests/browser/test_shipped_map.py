"""The page as it is shipped, opened from disk with the network off."""

import random
from datetime import date

import pytest
from opened import DESK, PHONE, SMALL

from karamap.record.timeline import Timeline, control_as_of

pytestmark = pytest.mark.browser

DAY = date(2020, 10, 22)
CROWDED_DAY = date(2020, 11, 9)
QUIET_DAY = date(2020, 10, 26)

INKS = """([ids, inks]) => Object.fromEntries(ids.map((id) => {
  const { model, map } = window.karamap.app;
  const { lat, lon } = model.place(id);
  const { x, y } = map.latLngToLayerPoint([lat, lon]);
  const start = `M${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}h`;
  const found = [...document.querySelectorAll(".places path")]
    .filter((node) => (node.getAttribute("d") || "").includes(start));
  const colours = found.flatMap(({ parentNode: shape }) => [shape.getAttribute("fill"), shape.getAttribute("stroke")]);
  return [id, colours.filter((colour) => inks.includes(colour))];
}))"""
DRAWN = """() => Object.fromEntries([".ground", ".front", ".band", ".district"].map((name) => [
  name, [...document.querySelectorAll(`.leaflet-pane ${name}`)].filter((node) => node.getBBox().width > 0).length]))"""


def on(day):
    return f"#d={day}"


@pytest.fixture
def opened(open_map, war_page):
    return open_map(war_page, fragment=on(DAY))


@pytest.fixture
def id_of(theatre):
    """The id of the place that bears a name, of a kind."""

    def find(name, kind):
        places = theatre.gazetteer.places
        (found,) = (
            place_id
            for place_id in places
            if theatre.gazetteer.name(place_id, DAY) == name and theatre.gazetteer.kind(place_id, DAY) == kind
        )
        return found

    return find


def test_it_asks_for_nothing_but_itself_and_logs_nothing(opened, war_page):
    opened.page.wait_for_timeout(300)
    assert opened.requests == [war_page.as_uri()]
    assert opened.messages == []


def test_every_day_is_drawn_without_a_word_or_a_request(opened):
    for day in range(0, 66, 5):
        opened.show(day=day)
    assert opened.messages == []
    assert len(opened.requests) == 1


def test_ground_front_band_and_districts_are_drawn(opened, war):
    drawn = opened.page.evaluate(DRAWN)
    assert drawn[".ground"] == drawn[".band"] == 2
    assert drawn[".front"] == 1
    assert drawn[".district"] == len(war["districts"]["features"]) > 10


def test_the_page_of_a_single_day_draws_it_too(open_map, map_of):
    opened = open_map(map_of(DAY))
    assert opened.text(".date") == "22 October 2020"
    assert opened.page.evaluate(DRAWN)[".front"] == 1
    assert opened.page.locator(".mark[data-place]").count() > 10
    assert opened.messages == []


def test_the_date_heads_the_page_and_is_its_largest_text(opened):
    assert opened.text(".date") == "22 October 2020"
    assert opened.page.title().endswith("22 October 2020")
    sizes = opened.page.evaluate(
        "[...document.body.querySelectorAll('.words *, .label')].map((n) => parseFloat(getComputedStyle(n).fontSize))"
    )
    date_size = opened.page.locator(".date").evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")
    assert date_size == max(sizes) >= 30


def test_marks_bear_the_ink_of_the_holder_that_the_record_gives(opened, war, theatre):
    control = control_as_of(theatre.record, DAY)
    inks = {party["ink"]: party["id"] for party in war["parties"]}
    located = theatre.gazetteer.places
    held = sorted(id_ for id_, item in control.items() if located[id_].position and item.standing.value != "agreed")
    asked = random.Random(0).sample(held, 40)
    drawn = opened.page.evaluate(INKS, [asked, list(inks)])
    assert {place_id: {inks[ink] for ink in drawn[place_id]} for place_id in asked} == {
        place_id: {control[place_id].holder} for place_id in asked
    }
    assert len({control[place_id].holder for place_id in asked}) == 2


def test_what_changed_on_the_day_stands_out_and_only_that(opened, theatre):
    changed = Timeline(theatre.record).changed_on(DAY).first_counted
    wanted = {place_id for place_id in changed if theatre.gazetteer.places[place_id].position}
    marked = "[...document.querySelectorAll('.places-changed .mark')].map((node) => node.dataset.place)"
    assert set(opened.page.evaluate(marked)) == wanted
    opened.show(day=(QUIET_DAY - date(2020, 9, 27)).days)
    assert opened.page.evaluate(marked) == []


def test_a_click_on_a_place_opens_its_record(opened, id_of):
    record = opened.open_record(id_of("Ağbənd", "town"))
    assert record.locator("h2").first.inner_text() == "Aghband"
    assert "22 October 2020" in record.inner_text()
    assert opened.page.locator(".mark-chosen").get_attribute("display") == "inline"


def test_a_click_on_a_name_is_a_click_on_its_place(opened, id_of):
    name = opened.page.locator(".label", has_text="Shusha").first
    name.click()
    assert opened.state()["place"] == id_of("Şuşa", "city")


def test_a_click_on_a_name_of_a_district_chooses_the_district(opened):
    opened.go_to(46.3, 40.0, 9.75)
    opened.page.locator(".label-district", has_text="KALBAJAR").click()
    assert opened.state()["district"] == "AZ-KAL"
    assert opened.page.locator(".district-chosen").get_attribute("d")


BARE_GROUND = """() => { const { map, model, drawing } = window.karamap.app; const size = map.getSize();
  const box = map.getContainer().getBoundingClientRect();
  const spots = model.places.filter((place) => place.lat !== null).map((place) => drawing.spotOf(place));
  for (let x = 200; x < size.x - 100; x += 20) for (let y = 100; y < size.y - 150; y += 20) {
    if (spots.every((spot) => Math.hypot(spot.x - x, spot.y - y) > 90)) return [box.left + x, box.top + y];
  } }"""


def test_a_click_on_the_ground_asks_about_the_spot_and_opens_its_district(opened):
    opened.go_to(46.1, 39.75, 11)
    opened.page.mouse.click(*opened.page.evaluate(BARE_GROUND))
    spot = opened.state()["spot"]
    assert 45.5 < spot["lon"] < 47
    assert 39 < spot["lat"] < 40.5
    seen = opened.page.evaluate("(spot) => window.karamap.app.drawing.identify(spot.lon, spot.lat)", spot)
    assert seen is None or 0.5 <= seen["chance"] <= 1
    assert opened.state()["district"] == "AZ-KAL"
    told = opened.text("#karamap-panel")
    assert told.index("Selected point") < told.index("Nearest") < told.index("Kalbajar district") < told.index("km²")
    assert opened.page.locator(".district-chosen").get_attribute("d")


def test_a_click_beyond_the_theatre_opens_no_district(opened):
    opened.show(district="AZ-LAC")
    opened.go_to(48.6, 40.8, 11)
    box = opened.page.locator(".karamap").bounding_box()
    opened.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert opened.state()["spot"] is not None
    assert opened.state()["district"] is None
    assert not opened.page.locator(".district-chosen").get_attribute("d")


def test_escape_chooses_nothing(opened, id_of):
    opened.open_record(id_of("Hadrut", "town"))
    opened.page.keyboard.press("Escape")
    state = opened.state()
    assert state["place"] is state["district"] is None


def test_cities_keep_their_names_on_a_day_of_many_changes(open_map, war_page, theatre):
    named = open_map(war_page, fragment=on(CROWDED_DAY)).page.locator(".label").all_text_contents()
    seats = [
        theatre.gazetteer.places[district.seat_id]
        for district in theatre.gazetteer.districts.values()
        if district.seat_id
    ]
    cities = [theatre.gazetteer.name(place.id, CROWDED_DAY, "en") for place in seats if place.position]
    assert len(cities) > 10
    assert len(set(cities) & set(named)) >= len(set(cities)) - 3  # some lie outside the mapped ground


def test_a_day_of_many_changes_shows_each_but_names_only_what_a_reader_can_take_in(open_map, war_page):
    opened = open_map(war_page, fragment=on(CROWDED_DAY))
    changed = opened.page.locator(".places-changed .mark").count()
    assert changed > 60
    assert opened.page.locator(".leader").count() <= 20
    assert 8 < opened.page.locator("[class*='label-changed']").count() < changed / 2
    assert opened.crossing_leaders() == 0


def test_a_phone_shows_the_map_and_the_days_above_the_fold_and_never_scrolls_sideways(open_map, war_page):
    for size in (PHONE, SMALL):
        opened = open_map(war_page, size, on(DAY), has_touch=True)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= size.width
        sheet = opened.page.locator(".sheet").bounding_box()
        assert sheet["y"] + sheet["height"] / 2 < size.height * 0.75
        slider = opened.page.locator("#karamap-time input[type=range]").first.bounding_box()
        assert slider["y"] < size.height


def test_a_place_chosen_elsewhere_comes_into_view(opened, id_of):
    opened.go_to(46.0, 40.3, 11)
    place_id = id_of("Hadrut", "town")
    opened.show(place=place_id)
    x, y = opened.centre_of(place_id)
    sheet = opened.page.locator(".sheet").bounding_box()
    assert sheet["x"] < x < sheet["x"] + sheet["width"]
    assert sheet["y"] < y < sheet["y"] + sheet["height"]


def test_printing_gives_one_landscape_page_and_leaves_the_view_as_it_was(opened, id_of):
    place_id = id_of("Hadrut", "town")
    opened.zoom_to(place_id)
    before = opened.centre_of(place_id)
    paper = opened.page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") + paper.count(b"/Type /Page/") == 1
    assert opened.centre_of(place_id) == pytest.approx(before, abs=1)
    assert opened.messages == []


def test_paper_shows_no_buttons(opened):
    opened.page.emulate_media(media="print")
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for selector in (".leaflet-control-zoom", "#karamap-time", "#karamap-search"):
        assert not opened.page.locator(selector).is_visible()
    assert opened.page.locator(".legend").is_visible()
    opened.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator(".leaflet-control-zoom").is_visible()


def test_paper_shows_the_map_from_every_view(opened):
    opened.page.emulate_media(media="print")
    for view in ("table", "compare", "map"):
        opened.show(view=view)
        opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert opened.page.locator(".leaflet-pane .front").first.is_visible()
        opened.page.evaluate("window.dispatchEvent(new Event('afterprint'))")


def test_who_asks_for_less_motion_gets_none(open_map, war_page, id_of):
    opened = open_map(war_page, DESK, on(DAY), reduced_motion="reduce")
    opened.zoom_to(id_of("Hadrut", "town"))
    moving = "[...document.querySelectorAll('*')].filter((n) => getComputedStyle(n).transitionDuration !== '0s').length"
    assert opened.page.evaluate(moving) == 0
    assert opened.page.evaluate("document.getAnimations().length") == 0
