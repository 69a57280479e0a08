"""Snapshots of days in a row are those of each day by itself."""

from datetime import date, timedelta

import pytest

from karamap.ground.daily import area_series, changing_snapshots, days_of, snapshots
from karamap.ground.evidence import Method
from karamap.ground.layout import Layout
from karamap.ground.series import Series
from karamap.ground.snapshot import Snapshot

FIRST, LAST = date(2020, 10, 1), date(2020, 10, 31)


def fought_over_elsewhere(world):
    """Fighting goes on for positions that bear no name, while no news comes of any place."""
    for day in (3, 5, 14):
        world.claim(None, "AZ", date(2020, 10, day), subject=f"{day} positions", source="page-az")


def described(snapshot):
    return snapshot.area_rows, snapshot.surface.band.geometry.tolist(), snapshot.territory.geometry.tolist()


@pytest.mark.parametrize(
    ("method", "known_on"), [(Method.ASSESSED, None), (Method.ASSESSED, date(2020, 10, 12)), (Method.CLAIMED, None)]
)
def test_each_day_is_as_it_is_by_itself(small_theatre, method, known_on):
    theatre = small_theatre(fought_over_elsewhere)
    layout = Layout.of(theatre)
    series = Series.between(theatre, FIRST, LAST, known_on, method=method, layout=layout)
    for snapshot in snapshots(series, days_of(series)):
        alone = Snapshot.at(theatre, snapshot.as_of, known_on, method=method, layout=layout)
        assert described(snapshot) == described(alone), snapshot.as_of


def test_snapshots_stand_on_the_first_day_on_those_of_change_and_on_further_ones(small_theatre):
    series = Series.between(small_theatre(), FIRST, LAST)
    changing = [snapshot.as_of for snapshot in changing_snapshots(series)]
    assert changing[0] == FIRST
    assert {date(2020, 10, 9), date(2020, 10, 22)} <= set(changing)
    further = {FIRST, date(2020, 10, 2), date(2020, 10, 9), LAST}
    assert [snapshot.as_of for snapshot in changing_snapshots(series, further)] == sorted({*changing, *further})


def test_areas_over_days_are_rows_of_each_day_with_its_places(small_theatre):
    series = Series.between(small_theatre(), FIRST, LAST)
    days = days_of(series, 10)
    assert days == [FIRST + timedelta(days=number) for number in (0, 10, 20, 30)]
    rows = area_series(series, days)
    assert sum(row["places"] for row in rows if not row["district_id"]) == 7 * len(days)
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
