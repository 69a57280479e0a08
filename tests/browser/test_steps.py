"""What a step leaves as it is was right: after many jumps, all stands as if drawn anew."""

import random

import pytest

pytestmark = pytest.mark.browser

DRAWN = """() => {
  const origin = karamap.app.map.getPixelOrigin(); // moves with the size of the window
  const spotsOf = (node) => [...(node.getAttribute("d") || "").matchAll(/M([-.0-9]+) ([-.0-9]+)/g)]
    .map(([, x, y]) => `${Math.round(Number(x) + origin.x)} ${Math.round(Number(y) + origin.y)}`).sort().join(", ");
  const points = [...document.querySelectorAll(".places path")].filter((node) => node.getAttribute("d")).map((node) =>
    [node.closest(".places"), node.parentNode].map((one) => one.getAttribute("class")).concat(
      node.parentNode.getAttribute("stroke"), node.parentNode.getAttribute("fill"), spotsOf(node)).join(" ")).sort();
  const changed = [...document.querySelectorAll(".places-changed g")].map((node) => node.dataset.place).sort();
  return { points, changed };
}"""


@pytest.mark.parametrize("seed", range(3))
def test_after_any_jumps_all_stands_as_if_drawn_anew(open_map, war_page, seed):
    chance = random.Random(seed)
    opened = open_map(war_page)
    opened.page.locator(".karamap").dispatch_event("pointerdown")  # a reader's own view stays
    opened.go_to(46.7, 39.7, 9)
    for _ in range(8):
        opened.show(day=chance.randrange(66), known=chance.choice(["all", "shown"]))
    one = opened.page.evaluate(DRAWN)
    opened.go_to(46.7, 39.7, 10)  # all is drawn anew for another zoom
    opened.go_to(46.7, 39.7, 9)
    other = opened.page.evaluate(DRAWN)
    assert len(one["points"]) > 5
    for what in ("points", "changed"):
        assert one[what] == other[what], what


GROUND = """(panes) => panes.map((name) =>
  [...document.querySelectorAll(`.leaflet-${name}-pane path`)].map((node) => node.getAttribute("d")))"""


def test_what_was_made_ready_is_what_is_drawn_without_it(open_map, war_page):
    opened = open_map(war_page)
    opened.page.evaluate("karamap.app.drawing.prepare({ day: 44, known: 'all' })")
    opened.show(day=44)
    opened.page.evaluate("karamap.app.drawing.layer({ day: 44, known: 'all' }, 'fresh')")
    opened.settle()
    ready = opened.page.evaluate(GROUND, ["territory", "front"])
    assert sum(len(data or "") for pane in ready for data in pane) > 10_000
    assert ready == opened.page.evaluate(GROUND, ["fresh-territory", "fresh-front"])


def test_values_on_a_day_are_those_of_the_steps_in_whatever_order_days_are_asked_for(open_map, war_page):
    opened = open_map(war_page)
    wrong = opened.page.evaluate(
        """() => {
      const { model } = karamap.app;
      const wrong = [];
      for (const known of model.knowledge) {
        const timeline = karamap.model(model.document).at(known);
        let before = 0;
        for (const day of [65, 0, 30, 29, 31, 64, 3, 3, 40]) {
          const differing = timeline.differing(before, day);
          for (const place of model.places) {
            const [one, other] = [timeline.lookOf(place, before), timeline.lookOf(place, day)];
            if (one !== other && !differing.has(place.index)) wrong.push([known, before, day, place.id]);
          }
          const fresh = karamap.model(model.document).at(known);
          if (timeline.hasUnreported(day) !== fresh.hasUnreported(day)) wrong.push([known, day, "unreported"]);
          if (timeline.codes(day) !== fresh.codes(day)) wrong.push([known, day, "codes"]);
          if (String(timeline.ages(day)) !== String(fresh.ages(day))) wrong.push([known, day, "ages"]);
          before = day;
        }
      }
      return wrong;
    }"""
    )
    assert wrong == []


FIRST = """(() => {
  const paths = () => [...document.querySelectorAll(".leaflet-territory-pane path.ground")];
  const look = () => requestAnimationFrame(() => {
    if (!paths().some((node) => node.getAttribute("d"))) look();
    else requestAnimationFrame(() => { window.namesAtFirst = document.querySelectorAll(".label").length; });
  });
  look();
})()"""


def test_the_ground_is_shown_before_names_are_looked_for(open_map, war_page):
    opened = open_map(war_page, script=FIRST)
    assert opened.page.evaluate("window.namesAtFirst") == 0
