"""The panel tells the record of a place, a district and a spot on the ground, for the day and knowledge shown."""

import re
from datetime import date

import pytest
from opened import PHONE, SMALL

from karamap.document.wording import Wording
from karamap.record.timeline import control_as_of

pytestmark = pytest.mark.browser

FIRST = date(2020, 9, 27)
DAY = date(2020, 10, 22)
HEADING = "#karamap-panel h2"
VISIBLE_ENTRIES = "#karamap-panel .entry:not([hidden])"


@pytest.fixture
def opened(open_map, war_page):
    opened = open_map(war_page)
    opened.show(day=(DAY - FIRST).days)
    return opened


@pytest.fixture(scope="module")
def hadrut(theatre):
    (found,) = (
        place
        for place in theatre.gazetteer.places
        if theatre.gazetteer.kind(place) == "town" and theatre.gazetteer.name(place) == "Hadrut"
    )
    return found


def test_it_says_who_holds_a_place_and_why(opened, theatre, hadrut):
    opened.show(place=hadrut)
    item = control_as_of(theatre.record, DAY)[hadrut]
    panel = opened.text("#karamap-panel")
    assert opened.text(HEADING) == "Hadrut"
    assert Wording.of(theatre).verdict(theatre.record, item) in panel
    assert Wording.of(theatre).since(theatre.record, item) in panel
    assert "disputed" in opened.text("#karamap-panel .standing")
    assert "town, Khojavend district" in panel


def test_it_tells_every_statement_in_the_words_of_the_command(opened, theatre, hadrut):
    opened.show(place=hadrut)
    entries = opened.page.locator(VISIBLE_ENTRIES).all_inner_texts()
    record = theatre.record
    told = [claim for claim in record.claims.values() if claim.place_id == hadrut and claim.valid_from <= DAY]
    assert len(entries) == len(told) > 3
    for claim in told:
        sentence = Wording.of(theatre).utterance(record, claim).removesuffix(claim.note or "").strip()
        assert any(sentence in entry for entry in entries)
    assert opened.page.locator(".entry:not([hidden]) .stance").first.inner_text() == "denies"


def test_what_was_not_yet_known_is_left_out_and_counted(opened, theatre, hadrut):
    opened.show(place=hadrut, known="shown")
    record = theatre.record
    about = [claim for claim in record.claims.values() if claim.place_id == hadrut]
    heard = [claim for claim in about if claim.reported_on <= DAY]
    now = [claim for claim in heard if claim.valid_from <= DAY]
    assert opened.page.locator(VISIBLE_ENTRIES).count() == len(now)
    if unheard := len([c for c in about if c.valid_from <= date(2020, 12, 1)]) - len(heard):
        assert f"{unheard} more claim" in opened.text("#karamap-panel")


def test_the_day_changes_what_it_says(opened, hadrut):
    opened.show(place=hadrut)
    opened.show(day=0)
    assert "Armenian forces" in opened.text("#karamap-panel .standing")
    opened.show(day=65)
    assert "Azerbaijan" in opened.text("#karamap-panel .standing")


def test_sources_are_safe_links_with_their_quality(opened, hadrut):
    opened.show(place=hadrut)
    links = opened.page.locator("#karamap-panel .sources a")
    targets = links.evaluate_all("(all) => all.map(({ href, rel, target }) => [href, rel, target])")
    assert len(targets) >= 2
    assert all(href.startswith(("http://", "https://")) for href, _, _ in targets)
    assert all("noopener" in rel and target == "_blank" for _, rel, target in targets)


def test_names_stand_in_all_their_languages(opened, hadrut):
    opened.show(place=hadrut)
    names = opened.page.locator("#karamap-panel .names bdi").evaluate_all(
        "(all) => all.map((n) => [n.lang, n.textContent])"
    )
    assert ["hy", "Հադրութ"] in names
    assert ["ru", "Гадрут"] in names
    assert all(lang for lang, _ in names)


def test_a_place_of_coarse_position_says_so(opened):
    opened.page.evaluate("karamap.app.store.set({ place: karamap.app.model.places.find(({ km }) => km >= 20).id })")
    assert "known only within 20 km" in opened.text("#karamap-panel")


def test_a_place_that_nobody_has_located_says_so(opened):
    opened.page.evaluate(
        "karamap.app.store.set({ place: karamap.app.model.places.find(({ lat }) => lat === null).id })"
    )
    assert "Nobody has located it" in opened.text("#karamap-panel")


def test_a_place_outside_the_theatre_is_not_called_unreported(opened):
    opened.page.evaluate(
        "karamap.app.store.set({ place: karamap.app.model.places.find(({ kind }) => kind === 'outside').id })"
    )
    assert "outside the area covered" in opened.text("#karamap-panel")
    assert opened.page.locator("#karamap-panel .standing").count() == 0


# Mentions without a change of holder.

MENTIONS = "#karamap-panel .mentions"


@pytest.fixture(scope="module")
def mentioned(theatre):
    """A mention of a place by its id."""
    return {item.id: item for item in theatre.record.events}


def test_mentions_stand_under_a_heading_of_their_own(opened, theatre, mentioned):
    strike = mentioned["founding-3.e3"]
    opened.show(place=strike.place_id, day=(strike.happened_on - FIRST).days)
    assert opened.text(f"{MENTIONS} h3") == "Mentioned, with no change of holder"
    told = opened.page.locator(f"{MENTIONS} .mention:not([hidden])").all_inner_texts()
    assert len(told) == 1
    assert Wording.of(theatre).mention(strike).removesuffix(strike.note).strip() in told[0]
    assert strike.note in told[0]
    assert opened.page.locator(f"{MENTIONS} .mention:not([hidden]) .sources a").count() == 1


def test_mentions_of_later_days_are_not_told_yet(opened, mentioned):
    strike = mentioned["founding-3.e3"]
    opened.show(place=strike.place_id, day=(strike.happened_on - FIRST).days - 1)
    assert opened.page.locator(MENTIONS).is_hidden()


def test_mentions_made_public_later_are_left_out_of_what_was_known(opened, mentioned):
    told = mentioned["wikipedia-copy-20230618.e1"]
    opened.show(place=told.place_id, day=(told.happened_on - FIRST).days)
    entries = opened.page.locator(f"{MENTIONS} .mention:not([hidden])")
    assert entries.count() == 1
    opened.show(known="shown")
    assert entries.count() == 0


def test_a_place_outside_the_theatre_has_its_mentions(opened, mentioned):
    crash = mentioned["tehran-times-20201013.e1"]
    opened.show(place=crash.place_id)
    assert crash.note in opened.text(MENTIONS)
    opened.show(language="ru")
    assert "Упоминания без смены контроля" in opened.text(MENTIONS)
    assert "крушение" in opened.text(MENTIONS)


def test_a_place_that_nobody_mentions_has_no_such_heading(opened):
    unmentioned = "karamap.app.model.places.find((place) => !karamap.app.model.mentionsOf(place).length)"
    opened.page.evaluate(f"karamap.app.store.set({{ place: {unmentioned}.id }})")
    assert opened.page.locator(MENTIONS).count() == 0


def test_a_district_lists_its_places_and_ground(opened, theatre):
    opened.show(district="AZ-ZAN")
    panel = opened.text("#karamap-panel")
    members = [
        place
        for place in theatre.gazetteer.places
        if theatre.gazetteer.district_id(place, date(2020, 12, 1)) == "AZ-ZAN"
    ]
    assert opened.page.locator("#karamap-panel .places-list li").count() == len(members)
    assert "km²" in panel
    assert opened.page.locator("#karamap-panel .turns .link").count() > 3
    opened.page.locator("#karamap-panel .turns .link").first.click()
    assert opened.state()["day"] < (DAY - FIRST).days


def test_a_place_of_a_district_opens_and_leads_back(opened):
    opened.show(district="AZ-ZAN")
    opened.page.locator("#karamap-panel .places-list .link").first.click()
    assert opened.text(HEADING) == "Zangilan"
    opened.page.locator("#karamap-panel .whereabouts .link").click()
    assert opened.text(HEADING) == "Zangilan district"


def test_a_spot_says_who_holds_it_how_surely_and_what_lies_near(opened):
    opened.show(spot={"lon": 46.75, "lat": 39.75})
    assert opened.text(HEADING) == "Selected point"
    assert "Armenian forces" in opened.text("#karamap-panel .verdict")
    assert "%" in opened.text("#karamap-panel .verdict")
    distances = opened.page.locator("#karamap-panel .places-list li").all_inner_texts()
    km = [float(text.split(",")[-1].replace("km", "").strip()) for text in distances]
    assert len(km) == 5
    assert km == sorted(km)


TO_FRONT = """([lon, lat]) => {
  const front = document.querySelector(".leaflet-front-pane .front");
  const { map } = karamap.app;
  const { x, y } = map.latLngToLayerPoint([lat, lon]);
  const least = Math.min(...Array.from({ length: 4000 }, (_, at) => {
    const point = front.getPointAtLength((front.getTotalLength() * at) / 4000);
    return Math.hypot(point.x - x, point.y - y);
  }));
  return least * map.distance(map.layerPointToLatLng([x, y]), map.layerPointToLatLng([x + 1, y])) / 1000;
}"""


def test_a_spot_tells_how_far_the_front_is(opened):
    spot = (46.9, 39.75)
    opened.show(spot={"lon": spot[0], "lat": spot[1]})
    told = re.search(r"([0-9.]+) km from the estimated front line", opened.text("#karamap-panel .to-front"))
    assert float(told[1]) == pytest.approx(opened.page.evaluate(TO_FRONT, spot), abs=0.5)


def test_the_nearest_places_are_those_that_somebody_has_reported_by_the_day(opened):
    holders = """() => [...document.querySelectorAll("#karamap-panel h3 + .places-list")][0].innerText"""
    opened.show(spot={"lon": 47.2, "lat": 39.5}, day=0)
    assert "No report" not in opened.page.evaluate(holders)
    assert "Outside" not in opened.page.evaluate(holders)


def test_a_place_that_was_searched_for_is_seen_from_near(opened):
    opened.search("Tugh")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    opened.settle()
    assert opened.state()["place"] is not None
    assert opened.zoom() >= opened.page.evaluate("karamap.app.zooms.villages") - 0.25


def test_a_spot_beyond_the_theatre_says_so(opened):
    opened.show(spot={"lon": 49.0, "lat": 41.0})
    assert "Outside the area covered" in opened.text("#karamap-panel .verdict")


def test_the_focus_moves_in_and_back(opened, hadrut):
    opened.page.locator(".search-input").focus()
    opened.show(place=hadrut)
    assert opened.page.evaluate("document.activeElement.matches('#karamap-panel h2')")
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#karamap-panel").is_hidden()
    assert opened.page.evaluate("document.activeElement.matches('.search-input')")


def test_the_button_closes_it(opened, hadrut):
    opened.show(place=hadrut)
    opened.page.locator(".panel-close").click()
    assert opened.page.locator("#karamap-panel").is_hidden()
    assert opened.state()["place"] is None


def test_a_step_in_time_keeps_the_focus_and_what_was_unfolded(opened, hadrut):
    opened.show(place=hadrut)
    opened.page.locator("#karamap-panel .sources summary").first.click()
    opened.page.locator("#karamap-panel .sources summary").first.focus()
    opened.show(day=(DAY - FIRST).days + 1)
    assert opened.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert opened.page.locator("#karamap-panel .sources details[open]").count() == 1


@pytest.mark.parametrize("size", [PHONE, SMALL], ids=["phone", "small phone"])
def test_a_phone_shows_it_from_below_and_the_place_above_it(open_map, war_page, hadrut, size):
    opened = open_map(war_page, size, has_touch=True)
    opened.show(place=hadrut)
    box = opened.page.locator("#karamap-panel").bounding_box()
    _, y = opened.centre_of(hadrut)
    assert box["width"] == size.width
    assert box["y"] >= size.height * 0.39
    assert 0 < y < box["y"]
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= size.width


def test_the_legend_leads_to_how_reliable_the_ground_is(opened):
    opened.page.locator(".legend-more").click()
    opened.page.locator(".legend-ground button.link").click()
    note = opened.page.locator(".about dd", has_text="In a test of the method on another war")
    note.wait_for()
    assert note.is_visible()
    opened.page.locator(".about summary").click()
    assert not note.is_visible()
    opened.page.locator(".legend-ground button.link").click()
    note.wait_for()


def test_a_name_in_the_words_of_the_day_opens_its_place_and_sources_are_links(opened):
    opened.show(day=25)
    words = opened.page.locator(".day-words")
    assert words.get_attribute("aria-live") == "polite"
    assert words.locator(".day-sources a").first.get_attribute("href").startswith("http")
    link = words.locator("a[href*='p=']").first
    name = link.inner_text()
    link.click()
    opened.settle()
    assert name in opened.text(HEADING)
    assert opened.state()["day"] == 25


def test_the_legend_is_brief_until_more_is_asked_for(opened):
    visible = "() => [...document.querySelectorAll('.legend li')].filter((row) => row.offsetHeight).length"
    for day in (25, 44, 65):
        opened.show(day=day)
        assert opened.page.evaluate(visible) <= 8
    opened.page.locator(".legend-more").click()
    assert opened.page.evaluate(visible) > 14


def test_some_villages_are_named_before_there_is_room_for_all_and_towns_twice(opened):
    count = "(zoom) => document.querySelectorAll('.label-village').length"
    opened.page.locator(".karamap").dispatch_event("pointerdown")
    villages = opened.page.evaluate("karamap.app.zooms.villages")
    counts = []
    for nearer in (-1, -0.75, 0):
        opened.go_to(46.9, 39.6, villages + nearer)
        counts.append(opened.page.evaluate(count))
    assert counts[0] == 0
    assert 10 < counts[1] < counts[2]
    assert {"Shushi", "Stepanakert"} <= set(opened.page.locator(".label-second").all_text_contents())
    assert opened.overlapping_labels() == []
