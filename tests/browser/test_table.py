"""The table says what the map says."""

from datetime import date, datetime

import pytest

from karamap.record.timeline import control_as_of

pytestmark = pytest.mark.browser

FIRST = date(2020, 9, 27)
DAY = date(2020, 10, 22)
ROWS = """() => [...document.querySelectorAll("#karamap-table tbody tr")].map((row) =>
  [row.dataset.place, ...[...row.children].map((cell) => cell.querySelector("bdi, .link")
    ? cell.querySelector("bdi, .link").textContent : cell.textContent)])"""
SORTED = "(all) => all.map((cell) => cell.getAttribute('aria-sort'))"


@pytest.fixture
def opened(open_map, war_page):
    opened = open_map(war_page)
    opened.show(day=(DAY - FIRST).days, view="table")
    opened.page.wait_for_function("() => document.querySelectorAll('#karamap-table tbody tr').length > 1000")
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
    opened.page.wait_for_function("() => document.querySelectorAll('#karamap-table tbody tr').length > 1000")
    up = [row[column + 1] for row in rows(opened)]
    head.click()
    opened.page.wait_for_function("() => document.querySelectorAll('#karamap-table tbody tr').length > 1000")
    down = rows(opened)
    assert opened.page.locator("#karamap-table thead th").nth(column).get_attribute("aria-sort") == "descending"
    assert {row[0] for row in down} == before
    assert [row[column + 1] for row in down] == up[::-1]


def test_days_are_sorted_as_days(opened):
    opened.page.locator(".table-sort").nth(6).click()
    opened.page.wait_for_function("() => document.querySelectorAll('#karamap-table tbody tr').length > 1000")
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
    assert opened.text(".table-count") == f"{len(wanted)} of 1,232 places"


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


def test_a_step_makes_what_the_reader_sees_and_leaves_the_rest_until_it_is_painted(opened):
    made = opened.page.evaluate(
        """() => {
      const { store } = karamap.app;
      store.set({ day: store.get().day + 1 });
      return document.querySelectorAll("#karamap-table tbody tr").length;
    }"""
    )
    assert made == 60
    opened.page.wait_for_function("() => document.querySelectorAll('#karamap-table tbody tr').length > 1000")
