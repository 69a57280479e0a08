"""On every day header, rings, table and slider tell the same changes as `control` and `diff`."""

import csv
import re
from collections import Counter
from datetime import date, timedelta

import pytest

from karamap.document import drawing
from karamap.ground.series import Series
from karamap.record.timeline import Timeline

pytestmark = pytest.mark.browser

FIRST, LAST = date(2020, 9, 26), date(2023, 10, 5)
UNDATED_DAY = date(2023, 9, 20)
KINDS = ("dated", "undated", "learned")

TOLD = """async ([days, known]) => {
  const { model, store } = karamap.app;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const byKind = (selector) => [...document.querySelectorAll(selector)].reduce((all, { dataset }) => (
    { ...all, [dataset.change]: [...(all[dataset.change] ?? []), dataset.place] }), {});
  const told = [];
  for (const iso of days) {
    store.set({ day: model.indexOf(iso), known });
    for (let frames = 0; frames < 4; frames += 1) await frame();
    const rows = {};
    const scroller = document.querySelector("#karamap-table .table-scroll");
    scroller.scrollTop = 0;
    for (let top = -1; scroller.scrollTop > top; scroller.scrollTop += scroller.clientHeight) {
      top = scroller.scrollTop;
      for (let frames = 0; frames < 2; frames += 1) await frame();
      for (const [kind, places] of Object.entries(byKind("#karamap-table tbody tr[data-change]"))) {
        rows[kind] = [...new Set([...(rows[kind] ?? []), ...places])];
      }
    }
    told.push({
      rings: byKind(".places-changed .mark"),
      rows,
      words: [...document.querySelectorAll(".day-words p")].map((sentence) => sentence.textContent),
      now: document.querySelector(".time-now").textContent,
    });
  }
  return told;
}"""


@pytest.fixture(scope="module")
def page(document_of, written):
    return written(document_of(FIRST, LAST), "all-days")


def told(opened, days, known):
    """What the page says of each of some days, in its header, on its map, in its table and beside its slider."""
    opened.show(view="table")
    opened.page.locator(".table-tools input[type=checkbox]").check()
    return opened.page.evaluate(TOLD, [[day.isoformat() for day in days], known])


def numbers_in(words):
    """How many places the sentences of a day give, by kind."""
    patterns = {
        "dated": r"^(\d+) places? (?:is|are) reported as changing hands",
        "undated": r"^Another (\d+) to ",
        "learned": r"^Shown otherwise.*? \((\d+)\):",
    }
    counts = Counter()
    for kind, pattern in patterns.items():
        for sentence in words:
            if found := re.match(pattern, sentence):
                counts[kind] += int(found[1])
    return +counts


def changed_days(timeline):
    days = [FIRST + timedelta(offset) for offset in range((LAST - FIRST).days + 1)]
    return [day for day in days[1:] if timeline.changed_on(day).kinds]


@pytest.mark.parametrize("known", ["all", "shown"])
def test_header_rings_and_table_give_the_same_places_on_every_day(theatre, open_map, page, known):
    timeline = Timeline(theatre.record, as_shown=known == "shown")
    days = changed_days(timeline)
    assert len(days) > 40
    places = theatre.gazetteer.places
    for day, said in zip(days, told(open_map(page), days, known), strict=True):
        kinds = timeline.changed_on(day).kinds
        wanted = {kind: sorted(key for key, own in kinds.items() if own == kind) for kind in KINDS}
        assert {kind: sorted(said["rows"].get(kind, [])) for kind in KINDS} == wanted, day
        drawn = {kind: [key for key in keys if places[key].position] for kind, keys in wanted.items()}
        assert {kind: sorted(said["rings"].get(kind, [])) for kind in KINDS} == drawn, day
        assert numbers_in(said["words"]) == +Counter(kinds.values()), day
        assert [int(number) for number in re.findall(r"(\d+) places?", said["now"])] == [
            len(keys) for keys in wanted.values() if keys
        ], day


def test_the_commands_give_the_same_numbers(theatre, run):
    timeline = Timeline(theatre.record)
    for day in (date(2020, 10, 9), date(2020, 10, 22), date(2020, 11, 10), date(2020, 12, 1), UNDATED_DAY):
        wanted = Counter(timeline.changed_on(day).kinds.values())
        before = day - timedelta(days=1)
        for command in (("control", "--date", day), ("diff", before, day)):
            rows = csv.DictReader(run(*map(str, command), "--format", "csv").stdout.splitlines())
            changed = [row["change"] for row in rows if row["change"] and not row.get("zone_id")]
            assert Counter(changed) == wanted, (command, day)


def test_what_changed_within_two_weeks_is_shown_fading_to_whoever_asks(open_map, war_page):
    opened = open_map(war_page, fragment="#d=2020-10-22&f=1")
    rings = """() => [...document.querySelectorAll(".recent")].map((path) =>
      [(path.getAttribute("d").match(/M/g) || []).length, Number(path.getAttribute("stroke-opacity"))])"""
    drawn = opened.page.evaluate(rings)
    counts = opened.page.evaluate("""() => Array.from({ length: 13 }, (_, at) =>
      [...karamap.app.model.at("all").changedOn(24 - at)].filter(([place, kind]) =>
        kind === "dated" && place.lat !== null).length)""")
    assert [count for count, _ in drawn] == counts
    assert sum(counts) > 50
    strengths = [strength for _, strength in drawn]
    assert strengths == sorted(strengths, reverse=True)
    opened.page.locator(".legend-more").click()
    opened.page.locator(".legend-points input").uncheck()
    assert {count for count, _ in opened.page.evaluate(rings)} == {0}


def test_what_only_counts_from_a_day_is_not_ringed_as_changing_on_it(theatre, open_map, page):
    opened = open_map(page)
    opened.show(day=(UNDATED_DAY - FIRST).days)
    dated = Timeline(theatre.record).changed_on(UNDATED_DAY).dated
    assert opened.page.locator(".places-changed .mark-dated").count() == len(dated)
    assert opened.page.locator(".places-changed .mark-undated").count() > 100
    legend = opened.text(".legend")
    assert "Changed hands by this date; the exact day is unknown" in legend
    assert "Shown otherwise from this day" not in legend


def test_a_place_says_how_it_changed(theatre, open_map, page):
    opened = open_map(page)
    undated = Timeline(theatre.record).changed_on(UNDATED_DAY).undated[0]
    opened.show(day=(UNDATED_DAY - FIRST).days, place=undated)
    assert "counted from this day" in opened.shown_record().inner_text()


def test_the_strip_draws_what_is_not_known_to_the_day_more_weakly(theatre, open_map, page):
    opened = open_map(page)
    label = opened.page.locator(".time-chart").get_attribute("aria-label")
    undated = len(Timeline(theatre.record).changed_on(UNDATED_DAY).undated)
    assert f"most of them count from 20 September 2023 ({undated})." in label
    weak = opened.page.locator(".time-bars-further").evaluate_all("(all) => all.filter((one) => one.getAttribute('d'))")
    assert len(weak) > 0


def test_a_contested_place_is_drawn_in_the_looks_of_all_who_are_there(small_theatre, open_map, written):
    def change(world):
        world.claim("gn5", "AZ", date(2020, 10, 12), stance="contested", side="none", source="page-none")

    theatre = small_theatre(change)
    document = drawing.document(Series.between(theatre, FIRST, date(2020, 10, 14)))
    opened = open_map(written(document, "contested"))
    inks = [theatre.record.parties[party].ink for party in ("ARM", "AZ")]
    fills = "(all) => all.map((one) => one.getAttribute('fill')).filter(Boolean)"
    group = opened.page.locator(".places g").filter(has=opened.page.locator(".mark-contested"))
    assert group.locator(".shape").evaluate_all(fills) == inks
    opened.show(day=(date(2020, 10, 12) - FIRST).days)
    assert "Contested from this day: Tatar." in opened.text(".day-words")
    ring = opened.page.locator(".places-changed [data-place=gn5]")
    assert ring.get_attribute("data-change") == "dated"
    assert ring.locator("path").evaluate_all(fills) == inks
    opened.page.locator(".legend-more").click()
    assert "several sides are said to be there" in opened.text(".legend").lower()
    opened.show(place="gn5")
    assert "Contested: Armenian forces, Azerbaijan" in opened.shown_record().inner_text()
    opened.show(view="table")
    row = opened.page.locator("#karamap-table tr[data-place=gn5]").inner_text()
    assert "Contested: Armenian forces, Azerbaijan" in row
    assert opened.messages == []


STEPS = """() => {
  const { model, store } = karamap.app;
  const steps = [];
  let before = [];
  for (let day = 0; day < model.days; day += 1) {
    store.set({ day });
    const marks = [...document.querySelectorAll(".places-changed > .mark")];
    const alike = marks.filter((mark, at) => before[at]?.look === mark.innerHTML);
    const moved = alike.filter((mark) => before.some(({ node }) => node === mark));
    steps.push({ many: marks.length, before: before.length, alike: alike.length, moved: moved.length });
    before = marks.map((node) => ({ node, look: node.innerHTML }));
  }
  return steps;
}"""


def test_a_step_moves_the_rings_of_the_day_before_where_they_look_alike(open_map, war_page):
    steps = open_map(war_page).page.evaluate(STEPS)
    assert sum(step["alike"] for step in steps) > 20
    assert {step["many"] > step["before"] for step in steps} == {True, False}
    for step in steps:
        assert step["moved"] == step["alike"]
