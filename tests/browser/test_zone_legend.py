"""Lines and zones on the page: which ones the day has, in what look, what a click says, what a reader may choose."""

from datetime import date

import pytest
import shapely
from opened import PHONE

pytestmark = pytest.mark.browser

FIRST, LAST = date(2020, 9, 27), date(2020, 12, 1)
SHOWN = """() => [...document.querySelectorAll(".karamap-zones g")]
  .flatMap((node, at) => (node.getAttribute("display") === "inline" ? [window.karamap.app.model.zones[at].id] : []))"""
ROWS = ".legend-zones .zone-row:not([hidden])"
HEADING = "#karamap-panel h2"
IDENTIFY = """([lon, lat]) => {
  const { app } = window.karamap;
  const found = app.drawing.identify(lon, lat);
  return found && found.holder >= 0 ? app.model.parties[found.holder].id : "";
}"""


def number(day):
    return (day - FIRST).days


def zones_on(theatre, day):
    """The ids of the zones that a page shows on a day by itself, by what the file says of each."""
    shown = []
    for zone in theatre.zones.values():
        begun = zone.valid_from is None or zone.valid_from <= day
        if {"in force": zone.in_force(day), "since": begun}.get(zone.shown.value, False):
            shown.append(zone.id)
    return sorted(shown)


@pytest.fixture
def opened(open_map, war_page):
    opened = open_map(war_page)
    opened.page.locator(".legend-more").click()
    return opened


@pytest.fixture(scope="module")
def corridor(theatre):
    (found,) = (zone for zone in theatre.zones.values() if zone.is_ground and zone.in_force(LAST))
    return found


@pytest.mark.parametrize("day", [FIRST, date(2020, 10, 22), date(2020, 11, 10), LAST])
def test_the_map_has_the_zones_of_the_day(opened, theatre, day):
    opened.show(day=number(day))
    assert sorted(opened.page.evaluate(SHOWN)) == zones_on(theatre, day)
    assert opened.messages == []


def test_the_legend_lists_what_is_drawn_and_says_until_when(opened, theatre, corridor):
    opened.show(day=number(FIRST))
    rows = opened.page.locator(ROWS).all_inner_texts()
    assert any(row.strip() == "Line of contact of 1994, until 27 September 2020" for row in rows)
    assert not any(corridor.name in row for row in rows)
    opened.show(day=number(LAST))
    assert any(row.strip() == corridor.name for row in opened.page.locator(ROWS).all_inner_texts())


def test_a_box_takes_a_zone_off_the_map_and_puts_one_on_it(opened, theatre, corridor):
    opened.show(day=number(LAST))
    asked = next(zone for zone in theatre.zones.values() if zone.shown.value == "asked")
    for zone, wanted in ((corridor, False), (asked, True), (corridor, True)):
        opened.page.locator(ROWS).filter(has_text=zone.name).locator("input").first.click()
        opened.settle()
        assert (zone.id in opened.page.evaluate(SHOWN)) is wanted


def test_a_name_in_the_legend_opens_what_is_said_of_the_zone(opened, theatre, corridor):
    opened.show(day=number(LAST))
    opened.page.locator(ROWS).filter(has_text=corridor.name).locator("button").click()
    panel = opened.text("#karamap-panel")
    assert opened.text(HEADING) == corridor.name
    assert "corridor, from 10 November 2020, until 26 August 2022" in panel
    claims = [claim for claim in theatre.record.claims.values() if claim.zone_id == corridor.id]
    assert len(claims) == opened.page.locator("#karamap-panel .entry:not([hidden])").count() > 0
    assert theatre.record.parties[claims[0].holder].name in panel
    assert "agreed" in opened.text("#karamap-panel .standing")
    assert corridor.note.split(":")[0] in panel
    assert "z=corridor" in opened.page.evaluate(
        "() => new Promise((done) => setTimeout(() => done(location.hash), 400))"
    )


def test_a_click_on_a_line_opens_it_and_one_on_its_ground_leads_to_it(opened, theatre, corridor):
    opened.show(day=number(LAST))
    inside = corridor.shape.representative_point()
    opened.go_to(inside.x, inside.y, 11)
    ring, places = corridor.shape.exterior, [place.position for place in theatre.gazetteer.places.values()]
    points = shapely.multipoints([position for position in places if position])
    candidates = [ring.interpolate(share / 100, normalized=True) for share in range(100)]
    on_edge = max(candidates, key=lambda spot: spot.distance(points))
    spot = opened.page.evaluate(
        "([lon, lat]) => { const { map } = window.karamap.app; const at = map.latLngToContainerPoint([lat, lon]);"
        " const box = map.getContainer().getBoundingClientRect(); return [at.x + box.left, at.y + box.top]; }",
        [on_edge.x, on_edge.y],
    )
    opened.page.mouse.click(*spot)
    opened.settle()
    assert opened.page.evaluate("window.karamap.app.store.get().zone") is not None
    opened.show(zone=None, spot={"lon": inside.x, "lat": inside.y})
    buttons = opened.page.locator("#karamap-panel .zones-list button")
    assert corridor.name in buttons.all_inner_texts()
    buttons.filter(has_text=corridor.name).first.click()
    assert opened.text(HEADING) == corridor.name


def test_the_ground_within_goes_with_its_holder_from_that_day_on(opened, theatre, corridor):
    held = next(claim for claim in theatre.record.claims.values() if claim.zone_id == corridor.id)
    inside = corridor.shape.buffer(-0.012).representative_point()
    for day, wanted in ((LAST, True), (date(2020, 11, 30), False)):
        opened.show(day=number(day))
        assert (opened.page.evaluate(IDENTIFY, [inside.x, inside.y]) == held.holder) is wanted


@pytest.mark.parametrize("language", ["az", "hy", "ru", "tr"])
def test_zones_speak_every_language(opened, theatre, corridor, language):
    opened.show(day=number(LAST), language=language, zone=corridor.id)
    own = theatre.texts[language]
    assert opened.text(HEADING) == own[f"zone.{corridor.id}"]
    rows = opened.page.locator(ROWS).all_inner_texts()
    assert any(own["zone.line-1994"] in row and "2020" in row for row in rows)


def test_names_of_zones_lie_upon_no_other_name(opened, corridor):
    opened.show(day=number(LAST))
    inside = corridor.shape.centroid
    opened.go_to(inside.x, inside.y, 10)
    opened.page.wait_for_function("document.querySelectorAll('.label-zone').length > 0")
    assert opened.overlapping_labels() == []
    assert opened.covered_controls() == []


def test_a_phone_reaches_it_all(open_map, war_page, corridor):
    opened = open_map(war_page, size=PHONE)
    opened.show(day=number(LAST), zone=corridor.id)
    assert opened.text(HEADING) == corridor.name
    assert opened.messages == []
