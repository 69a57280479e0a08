"""The table says what the map says."""

from datetime import date, datetime

import pytest

from karamap.record.timeline import control_as_of

pytestmark = pytest.mark.browser

FIRST = date(2020, 9, 27)
DAY = date(2020, 10, 22)
ROWS = """async () => {
  const scroller = document.querySelector("#karamap-table .table-scroll");
  const found = new Map();
  const look = () => document.querySelectorAll("#karamap-table tr[data-place]").forEach((row) => {
    found.set(Number(row.getAttribute("aria-rowindex")), [row.dataset.place, ...[...row.children].map((cell) =>
      cell.querySelector("bdi, .link") ? cell.querySelector("bdi, .link").textContent : cell.textContent)]);
  });
  scroller.scrollTop = 0;
  for (let top = -1; scroller.scrollTop > top; scroller.scrollTop += scroller.clientHeight) {
    top = scroller.scrollTop;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    look();
  }
  scroller.scrollTop = 0;
  return [...found.keys()].sort((a, b) => a - b).map((at) => found.get(at));
}"""
LINES = "#karamap-table tbody tr[data-place]"
INDEXES = "(all) => all.map((row) => row.getAttribute('aria-rowindex'))"
IN_VIEW = """() => {
  const { top, bottom } = document.querySelector(".table-scroll").getBoundingClientRect();
  return [...document.querySelectorAll("#karamap-table tr[data-place]")].filter((row) => {
    const box = row.getBoundingClientRect();
    return box.bottom > top && box.top < bottom;
  }).map((row) => row.dataset.place);
}"""
FOCUSED = "() => Number(document.activeElement.closest('tr').getAttribute('aria-rowindex'))"
SORTED = "(all) => all.map((cell) => cell.getAttribute('aria-sort'))"


@pytest.fixture
def opened(open_map, war_page):
    opened = open_map(war_page)
    opened.show(day=(DAY - FIRST).days, view="table")
    return opened


def rows(opened):
    opened.settle()
    return opened.page.evaluate(ROWS)


def test_every_place_has_its_row_with_the_holder_of_the_record(opened, theatre):
    control = control_as_of(theatre.record, DAY)
    shown = {row[0]: row for row in rows(opened)}
    assert shown.keys() == theatre.gazetteer.places.keys()
    short = {party.id: party.short for party in theatre.record.parties.values()}
    outside = {place for place in shown if theatre.gazetteer.kind(place, DAY) == "outside"}
    wrong = {
        place: shown[place][4]
        for place, item in control.items()
        if place not in outside and shown[place][4] != short.get(item.holder, "No report")
    }
    assert wrong == {}
    assert {shown[place][4] for place in outside} <= {""}


def test_standing_and_days_are_those_of_the_record(opened, theatre):
    control = control_as_of(theatre.record, DAY)
    shown = {row[0]: row for row in rows(opened)}
    later = {place: item for place, item in control.items() if item.since and item.since > theatre.record.first_day}
    claimed = [place for place, item in later.items() if item.standing.value == "claimed"]
    assert claimed
    assert {shown[place][5] for place in claimed} == {"claimed"}
    assert all("2020" in shown[place][6] for place in claimed)


@pytest.mark.parametrize("column", range(7))
def test_a_head_sorts_and_says_so(opened, column):
    head = opened.page.locator(".table-sort").nth(column)
    before = {row[0] for row in rows(opened)}
    if column:
        head.click()
    states = opened.page.locator("#karamap-table thead th").evaluate_all(SORTED)
    assert states[column] == "ascending"
    assert states.count(None) == 6
    up = [row[column + 1] for row in rows(opened)]
    head.click()
    down = rows(opened)
    assert opened.page.locator("#karamap-table thead th").nth(column).get_attribute("aria-sort") == "descending"
    assert {row[0] for row in down} == before
    assert [row[column + 1] for row in down] == up[::-1]


def test_days_are_sorted_as_days(opened):
    opened.page.locator(".table-sort").nth(6).click()
    days = [row[7] for row in rows(opened) if row[7]]
    keys = [datetime.strptime(day, "%d %B %Y") for day in days]
    assert keys == sorted(keys)
    assert len(set(keys)) > 10


def test_a_district_and_a_holder_narrow_it(opened, theatre):
    opened.page.locator(".table-tools select").first.select_option("AZ-ZAN")
    opened.page.locator(".table-tools select").nth(1).select_option(label="Azerbaijan")
    control = control_as_of(theatre.record, DAY)
    wanted = {
        place
        for place, item in control.items()
        if item.holder == "AZ" and theatre.gazetteer.district_id(place, date(2020, 12, 1)) == "AZ-ZAN"
    }
    assert {row[0] for row in rows(opened)} == wanted
    assert opened.text(".table-count") == f"{len(wanted)} of 1,259 places"


def test_only_what_changed(opened):
    opened.page.locator(".table-tools input[type=checkbox]").check()
    changed = opened.page.evaluate(
        "(() => { const s = karamap.app.store.get(); return karamap.app.model.at(s.known).changedOn(s.day).size; })()"
    )
    assert len(rows(opened)) == changed == 21
    assert opened.page.locator(".table-changed").count() == changed


def test_a_name_opens_the_record_and_marks_its_row(opened):
    name = opened.page.locator("#karamap-table tbody tr .link").nth(3)
    text = name.inner_text()
    name.click()
    assert opened.page.locator("#karamap-panel h2").inner_text() == text
    assert opened.page.locator("#karamap-table tr[aria-current]").count() == 1


def test_the_day_changes_the_table_and_its_caption(opened):
    opened.show(day=0)
    assert "27 September 2020" in opened.page.locator("#karamap-table caption").inner_text()


def test_only_rows_in_view_stand_in_the_page_and_the_table_says_how_many_there_are(opened, theatre):
    count = len(theatre.gazetteer.places)
    table = opened.page.locator("#karamap-table table")
    assert table.get_attribute("aria-rowcount") == str(count + 1)
    assert opened.page.locator("#karamap-table thead tr").get_attribute("aria-rowindex") == "1"
    indexes = [int(row) for row in opened.page.locator(LINES).evaluate_all(INDEXES)]
    assert indexes[0] == 2
    assert len(indexes) < 150
    opened.page.evaluate("document.querySelector('.table-scroll').scrollTop = 1e6")
    opened.settle()
    indexes = [int(row) for row in opened.page.locator(LINES).evaluate_all(INDEXES)]
    assert indexes[-1] == count + 1
    assert indexes == sorted(indexes)
    assert len(indexes) < 150


def test_a_step_and_a_far_scroll_keep_the_reader_where_he_is(opened):
    opened.page.evaluate("document.querySelector('.table-scroll').scrollTop = 12000")
    opened.settle()
    before = opened.page.evaluate(IN_VIEW)
    opened.show(day=40)
    assert abs(opened.page.evaluate("document.querySelector('.table-scroll').scrollTop") - 12000) < 60
    assert len(set(opened.page.evaluate(IN_VIEW)) & set(before)) > len(before) / 2


def test_every_spot_of_the_table_shows_a_row(opened):
    for top in (0, 5000, 20_000, 9000, 31_000, 200):
        opened.page.evaluate("(top) => { document.querySelector('.table-scroll').scrollTop = top; }", top)
        opened.settle()
        assert len(opened.page.evaluate(IN_VIEW)) > 8, top


def test_the_keyboard_goes_from_row_to_row_beyond_what_was_in_view(opened):
    opened.page.locator("#karamap-table tbody .link").first.focus()
    seen = []
    for _ in range(160):
        opened.page.keyboard.press("Tab")
        seen.append(opened.page.evaluate(FOCUSED))
    assert seen == list(range(3, 163))
    for _ in range(160):
        opened.page.keyboard.press("Shift+Tab")
    assert opened.page.evaluate(FOCUSED) == 2


def test_a_step_keeps_the_keyboard_on_its_row_even_out_of_view(opened):
    opened.page.locator("#karamap-table tbody .link").nth(5).focus()
    place = opened.page.evaluate("document.activeElement.closest('tr').dataset.place")
    opened.page.evaluate("document.querySelector('.table-scroll').scrollTop = 20000")
    opened.settle()
    opened.show(day=31)
    assert opened.page.evaluate("document.activeElement.closest('tr').dataset.place") == place


def test_columns_stay_where_they_are_when_rows_come_into_view(opened):
    lefts = "() => [...document.querySelectorAll('#karamap-table thead th')].map((head) => head.offsetLeft)"
    before = opened.page.evaluate(lefts)
    for top in (6000, 15_000, 25_000):
        opened.page.evaluate("(top) => { document.querySelector('.table-scroll').scrollTop = top; }", top)
        opened.settle()
        after = opened.page.evaluate(lefts)
        assert max(abs(one - other) for one, other in zip(before, after, strict=True)) < 25


def test_a_table_that_is_shown_in_a_window_made_larger_fills_it(opened):
    opened.page.set_viewport_size({"width": 1280, "height": 2400})
    opened.settle()
    assert len(opened.page.evaluate(IN_VIEW)) > 40
