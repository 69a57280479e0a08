"""A map of thousands of places draws anew only what changed, and shows that from afar."""

import csv
from datetime import date

import pytest

import karamap
from karamap import page
from karamap.document import drawing
from karamap.ground.series import Series
from karamap.theatre import loader

COLUMNS, ROWS = 70, 60
"""Places in a grid, from west to east and from south to north: 4,200."""

FIRST, LAST = date(2031, 5, 1), date(2031, 5, 3)
TAKEN = [(35, row) for row in range(20, 26)]
"""Columns and rows of what changes hands on the third of May."""

DATA = """() => [...document.querySelectorAll(".karamap-marks .places path")].map((path) => path.getAttribute("d"))"""
CHANGED = """() => [...document.querySelectorAll(".karamap-marks .places-changed > g")].map((mark) => [
  mark.dataset.place, mark.querySelector("circle").getBoundingClientRect().width])"""
SHOW = "(day) => karamap.app.store.set({ day })"


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """A page of a theatre of 4,200 places: the west is held by one party, the east by another."""
    folder = tmp_path_factory.mktemp("crowded")
    names = [(column, row) for row in range(ROWS) for column in range(COLUMNS)]

    def write(name, header, rows):
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([header, *rows])
        return folder / name

    places = [(f"P{column} {row}", 20 + column / 40, 10 + row / 40) for column, row in names]
    first = [(f"P{column} {row}", "west" if column <= 35 else "east", "2031-04-30") for column, row in names]
    taken = [(f"P{column} {row}", "east", "2031-05-03") for column, row in TAKEN]
    karamap.new(
        folder / "tables",
        places=write("places.csv", ("name", "lon", "lat"), places),
        claims=write("claims.csv", ("place", "holder", "date"), first + taken),
        parties=write("parties.csv", ("id", "name"), [("west", "West"), ("east", "East")]),
    )
    found = Series.between(loader.load(folder / "tables"), FIRST, LAST)
    path = folder / "page.html"
    path.write_text(page.html(drawing.document(found)), encoding="utf-8")
    return path


def test_a_step_draws_the_parts_anew_in_which_something_changed(open_map, crowded):
    opened = open_map(crowded, fragment="#n=4")
    opened.page.evaluate(SHOW, 1)
    before = opened.page.evaluate(DATA)
    opened.page.evaluate(SHOW, 2)
    after = opened.page.evaluate(DATA)
    assert len(before) > 100
    assert 0 < len(set(after) - set(before)) < len(before) / 8
    opened.page.evaluate(SHOW, 1)
    assert sorted(opened.page.evaluate(DATA)) != sorted(after)
    assert opened.messages == []


def test_what_changed_is_seen_from_afar(open_map, crowded):
    opened = open_map(crowded, fragment="#n=0.3")
    opened.page.evaluate(SHOW, 2)
    changed = opened.page.evaluate(CHANGED)
    assert len(changed) == len(TAKEN)
    assert all(width >= 3 for _, width in changed)
