"""The page tells of the ground at a place what `control` tells, and draws what nobody spoke of in a weaker look."""

from datetime import date

import pytest

from karamap.ground.layout import Layout
from karamap.ground.snapshot import Snapshot
from karamap.record.schema import Basis

pytestmark = pytest.mark.browser

FIRST, DAY = date(2020, 9, 27), date(2020, 10, 26)
ASSESSED = """() => {
  const { app } = window.karamap;
  const { model, drawing } = app;
  return Object.fromEntries(model.places.flatMap((place) => {
    const found = drawing.identifyPlace(place);
    return found && found.holder >= 0 ? [[place.id, [model.parties[found.holder].id, found.chance]]] : [];
  }));
}"""
UNREPORTED = """([day, known]) => {
  const { model } = window.karamap.app;
  const looks = model.places.map((place) => [place.id, model.at(known).lookOf(place, day)]);
  return looks.filter(([, { standing }]) => standing === "unreported").map(([id, { holder }]) => [id, holder]);
}"""


@pytest.fixture
def opened(open_map, war_page):
    opened = open_map(war_page)
    opened.show(day=(DAY - FIRST).days, known="shown")
    return opened


@pytest.fixture(scope="module")
def snapshot(theatre):
    return Snapshot.at(theatre, DAY, DAY, layout=Layout.of(theatre))


def unreported(snapshot):
    """Places that only the beginning of the record speaks of, in the ground of another than its holder."""
    claims = snapshot.record.claims
    for place_id, item in snapshot.control.items():
        holder, _ = snapshot.assessed.get(place_id, ("", 0))
        if (
            item.holder
            and holder not in ("", item.holder)
            and {claims[one].basis for one in item.claims} == {Basis.BASELINE}
        ):
            yield place_id, holder


def test_the_ground_at_every_place_is_what_control_tells(opened, snapshot):
    told = opened.page.evaluate(ASSESSED)
    assert told.keys() == snapshot.assessed.keys()
    for place_id, (holder, probability) in snapshot.assessed.items():
        assert told[place_id][0] == holder
        assert min(0.99, told[place_id][1]) == pytest.approx(probability, abs=0.011)


def test_what_nobody_spoke_of_is_drawn_as_unreported_in_the_ground_of_another(opened, snapshot):
    expected = sorted(unreported(snapshot))
    assert len(expected) > 10
    drawn = opened.page.evaluate(UNREPORTED, [(DAY - FIRST).days, "shown"])
    assert sorted(map(tuple, drawn)) == expected
    assert opened.page.evaluate(UNREPORTED, [(DAY - FIRST).days, "all"]) == []


def test_the_panel_says_so_in_words(opened, snapshot):
    place_id, _ = min(unreported(snapshot))
    opened.show(place=place_id)
    said = opened.text("#karamap-panel .verdict-ground")
    assert said.startswith("Nobody has reported on this place since the record begins.")
    assert "Azerbaijan" in said
    assert "100" not in said


GAINED = """() => [...document.querySelectorAll(".karamap path.gain")].map((node) => Boolean(node.getAttribute("d")))"""
LEGEND = """() => [...document.querySelectorAll(".legend-ground li:not([hidden])")].map((row) => row.textContent)"""


def test_ground_gained_since_the_record_began_has_a_look_and_a_line_in_the_legend(opened, theatre):
    gainers = {}
    for day in (FIRST, date(2020, 12, 1)):
        opened.show(day=(day - FIRST).days, known="all")
        drawn = opened.page.evaluate(GAINED)
        gainers[day] = {party for party, is_drawn in zip(theatre.record.parties, drawn, strict=True) if is_drawn}
        said = [line for line in opened.page.evaluate(LEGEND) if "Gained since" in line]
        assert said == ["Gained since 26 September 2020"]
    assert gainers == {FIRST: {"AZ"}, date(2020, 12, 1): {"AZ", "RU"}}


FRAMED = """async (steps) => {
  const { app } = window.karamap;
  const { map } = app;
  const found = [];
  for (let zoom = map.getMinZoom(); zoom <= map.getMaxZoom(); zoom += steps) {
    map.setView([38.9, 46.6], zoom, { animate: false });
    const wanted = karamap.groundLayer.outlineData(map, app.document.frame);
    const groups = [...map.getContainer().querySelectorAll(".leaflet-territory-pane g, .leaflet-front-pane g")];
    found.push(groups.length > 1 && groups.every((group) => {
      const [, id] = /#([\\w-]+)/.exec(group.getAttribute("clip-path"));
      return document.querySelector(`#${id} path`).getAttribute("d") === wanted;
    }));
    const loose = [...map.getContainer().querySelectorAll(".leaflet-territory-pane path, .leaflet-front-pane path")]
      .filter((path) => !path.closest("[clip-path], defs"));
    found.push(loose.length === 0);
  }
  return found;
}"""


def test_ground_and_front_never_leave_the_frame_at_any_zoom(opened):
    held = opened.page.evaluate(FRAMED, 0.5)
    assert len(held) > 8
    assert all(held)
