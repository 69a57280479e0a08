"""What makes the map easy to read: names apart and at rest, nothing covered, looks that differ by more than colour."""

from collections import Counter
from datetime import date

import pytest
from opened import DESK, PHONE, SMALL, TABLET, Size

from karamap.record.timeline import Timeline

pytestmark = pytest.mark.browser

DAY, CROWDED, LAST = date(2020, 10, 22), date(2020, 11, 9), date(2020, 12, 1)
SIZES = {"desk": DESK, "tablet": TABLET, "phone": PHONE, "small": SMALL}

LASTING = """() => Object.fromEntries([...document.querySelectorAll(".karamap-names > g:first-child .label")]
  .map((node) => [node.dataset.place || node.textContent, `${node.getAttribute("x")} ${node.getAttribute("y")}`]))"""
PATTERNS = """[...document.querySelectorAll('pattern[id^=karamap-ground]')]
  .map((node) => node.lastChild.getAttribute('d') || 'dots')"""
SAMPLES = """[...document.querySelectorAll('.legend .legend-points .sample')]
  .map((node) => node.innerHTML.replace(/#\\w+/g, ''))"""
ON_THE_WRONG_SIDE = """() => {
  const { app, marchingTriangles } = window.karamap;
  const { model, map, ground } = app;
  const areas = [...document.querySelectorAll(".leaflet-pane .ground")];
  const { day, known } = app.store.get();
  const state = marchingTriangles.decode(ground, model, model.at(known).codes(day), model.at(known).ages(day));
  const scale = 2 ** (map.getZoom() - 9);
  const origin = map.getPixelOrigin();
  return model.sites.map((_, site) => site).filter((site) => {
    if (state.holder[site] < 0) return false;
    const at = new DOMPoint(ground.xy[2 * site] * scale - origin.x, -ground.xy[2 * site + 1] * scale - origin.y);
    return !areas[state.holder[site]].isPointInFill(at);
  }).length;
}"""
CONTRAST = """(selector) => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const style = getComputedStyle(document.querySelector(selector));
  const [fill, halo] = [light(style.fill), light(style.stroke)].sort((a, b) => b - a);
  return (fill + 0.05) / (halo + 0.05);
}"""


def on(day, more=""):
    return f"#d={day}{more}"


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("day", [DAY, CROWDED, LAST], ids=str)
def test_no_name_lies_upon_another_or_upon_a_control(open_map, war_page, size, day):
    opened = open_map(war_page, size, on(day))
    opened.settle()
    assert len(opened.boxes(".label")) > 15
    assert opened.overlapping_labels() == []
    assert opened.covered_controls() == []


@pytest.mark.parametrize("language", ["az", "hy", "ru", "tr"])
def test_names_keep_apart_in_every_language(open_map, war_page, language):
    opened = open_map(war_page, DESK, on(CROWDED, f"&l={language}"))
    opened.settle()
    assert opened.overlapping_labels() == []
    assert opened.page.locator(f'.label[lang="{language}"]').count() > 10


@pytest.mark.parametrize("zoom", [9.5, 10.5, 12])
def test_closer_up_names_keep_apart_and_leaders_uncrossed(open_map, war_page, zoom):
    opened = open_map(war_page, DESK, on(CROWDED))
    opened.go_to(46.85, 39.45, zoom)
    assert len(opened.boxes(".label")) > 12
    assert opened.overlapping_labels() == []
    assert opened.crossing_leaders() == 0


def test_villages_are_named_only_closer_up_or_on_their_day(open_map, war_page):
    opened = open_map(war_page, DESK, on(date(2020, 10, 26)))
    assert opened.page.locator(".label-village").count() == 0
    opened.go_to(46.85, 39.45, 11)
    assert opened.page.locator(".label-village").count() > 30


def test_names_stay_where_they_are_while_days_go_by(open_map, war_page):
    opened = open_map(war_page, DESK, on(date(2020, 9, 27)))
    opened.settle()
    before = opened.page.evaluate(LASTING)
    for day in (5, 25, 43, 44, 65):
        opened.show(day=day)
        assert opened.page.evaluate(LASTING) == before
        assert opened.overlapping_labels() == []


def test_holders_differ_by_hatch_and_not_by_colour_alone(open_map, war_page, war):
    opened = open_map(war_page, DESK, on(DAY))
    shapes = opened.page.evaluate(PATTERNS)
    assert len(shapes) == len(set(shapes)) == len(war["parties"])


def test_standings_differ_by_shape(open_map, war_page):
    opened = open_map(war_page, DESK, on(DAY))
    drawn = opened.page.evaluate(SAMPLES)
    assert len(drawn) == len(set(drawn)) >= 6


@pytest.mark.parametrize("name", [".label-city", ".label-water", ".label-country", ".label-changed-village"])
def test_names_stand_out_from_their_halo(open_map, war_page, name):
    opened = open_map(war_page, DESK, on(DAY))
    assert opened.page.evaluate(CONTRAST, name) >= 4.5


def test_the_frame_in_the_inset_follows_the_map(open_map, war_page):
    opened = open_map(war_page, DESK, on(DAY))
    width = "Number(document.querySelector('.inset-view').getAttribute('width'))"
    before = opened.page.evaluate(width)
    opened.go_to(46.7, 39.8, 11)
    assert 3 <= opened.page.evaluate(width) < before / 3


def test_the_band_lies_on_both_sides_of_the_front(open_map, war_page):
    opened = open_map(war_page, DESK, on(DAY))
    opened.go_to(46.85, 39.45, 10)
    assert opened.page.locator(".band-veil").get_attribute("d")
    assert (
        opened.page.evaluate("[...document.querySelectorAll('.band')].filter((n) => n.getAttribute('d')).length") == 2
    )


@pytest.mark.parametrize("day", [DAY, CROWDED, LAST], ids=str)
def test_smooth_lines_leave_every_site_on_the_side_of_its_holder(open_map, war_page, day):
    opened = open_map(war_page, DESK, on(day))
    opened.go_to(46.8, 39.8, 12)
    assert opened.page.evaluate(ON_THE_WRONG_SIDE) == 0


def test_a_comparison_names_nothing_of_a_single_day(open_map, war_page):
    opened = open_map(war_page, DESK, on(DAY))
    assert opened.page.locator("[class*=label-changed-]").count() > 5
    opened.show(view="compare")
    opened.settle()
    assert opened.page.locator("[class*=label-changed-]").count() == 0
    assert opened.covered_controls() == []


def test_a_document_without_assessment_has_no_band(open_map, written, document_of):
    document = document_of(DAY)
    claimed = {**document, "head": {**document["head"], "surface": "claimed"}}
    opened = open_map(written(claimed, "claimed"))
    assert not opened.page.locator(".band-veil").get_attribute("d")


@pytest.mark.parametrize("day", [DAY, CROWDED, date(2020, 11, 20), date(2020, 11, 25), LAST], ids=str)
def test_of_many_changes_a_few_are_named_and_the_rest_counted_in_words(open_map, war_page, theatre, day):
    opened = open_map(war_page, DESK, on(day))
    opened.settle()
    names = opened.page.locator(".label-changed-town, .label-changed-village").evaluate_all(
        "(all) => all.map((node) => node.dataset.place)"
    )
    assert len(names) <= 12
    changed = [place for place, kind in Timeline(theatre.record).changed_on(day).kinds.items() if kind == "dated"]
    nameless = Counter(
        theatre.gazetteer.district_id(place, day)
        for place in changed
        if theatre.gazetteer.places[place].position and place not in {*names, *lasting_places(opened)}
    )
    counts = opened.page.locator(".label-changed-more").all_text_contents()
    told = {text.split(" more in ")[1]: int(text.split()[1]) for text in counts}
    assert len(told) == len(counts)
    by_name = {
        opened.page.evaluate("(id) => karamap.app.i18n.district(id).text", id_): n for id_, n in nameless.items()
    }
    assert told.items() <= by_name.items()
    if sum(nameless.values()) > 60:
        assert sum(told.values()) > 0.8 * sum(nameless.values())


@pytest.mark.parametrize(("size", "most"), [(DESK, 40), (Size(1024, 768), 80)])
@pytest.mark.parametrize("day", [CROWDED, LAST], ids=str)
def test_counts_stand_near_the_points_that_they_are_about(open_map, war_page, size, most, day):
    opened = open_map(war_page, size, on(day))
    opened.settle()
    away = opened.page.evaluate("""() => { const { model, store, drawing, map } = karamap.app;
      const { day } = store.get();
      const { left, top } = map.getContainer().getBoundingClientRect();
      const spots = [...model.at("all").changedOn(day).keys()].filter(({ lon }) => lon !== null).map(drawing.spotOf);
      return [...document.querySelectorAll(".label-changed-more")].map((node) => {
        const box = node.getBoundingClientRect();
        return Math.min(...spots.map(({ x, y }) => Math.hypot(Math.max(box.left - left - x, x - box.right + left, 0),
          Math.max(box.top - top - y, y - box.bottom + top, 0))));
      }); }""")
    assert away
    assert max(away) < most


def lasting_places(opened):
    return opened.page.evaluate(
        "[...document.querySelectorAll('.karamap-names > g:first-child .label')].map((node) => node.dataset.place)"
    )


RELIEF = """() => {
  const { map, document: { relief } } = window.karamap.app;
  const [picture, ...more] = map.getContainer().querySelectorAll("img");
  const box = picture.getBoundingClientRect();
  const [west, south, east, north] = relief.bounds;
  const [first, last] = [[north, west], [south, east]].map((corner) => map.latLngToContainerPoint(corner));
  const { left, top } = map.getContainer().getBoundingClientRect();
  return {
    more: more.length, scheme: picture.src.slice(0, 23), width: picture.naturalWidth,
    below: picture.parentNode.className,
    off: Math.max(Math.abs(box.left - left - first.x), Math.abs(box.top - top - first.y),
      Math.abs(box.right - left - last.x), Math.abs(box.bottom - top - last.y)),
  };
}"""


def test_the_hillshade_lies_by_its_corners_under_the_ground_and_asks_for_nothing(open_map, war_page):
    opened = open_map(war_page)
    opened.page.wait_for_function("() => document.querySelector('.karamap img').complete")
    found = opened.page.evaluate(RELIEF)
    assert (found["more"], found["scheme"], found["width"]) == (0, "data:image/webp;base64,", 600)
    assert "relief" in found["below"]
    assert found["off"] < 1.5
    assert opened.messages == []
    assert len(opened.requests) == 1 + sum(address.startswith("data:") for address in opened.requests)
