"""Snapshots of the days of a series, one after the other: the ground is kept from day to day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from karamap.ground.series import Series, surfaces
from karamap.ground.snapshot import AREAS, Snapshot
from karamap.ground.surface import Surface

AREA_COLUMNS = ("date", "district_id", "district", "holder", *AREAS, "places")
"""Columns of areas over time."""


@dataclass(frozen=True)
class DailySnapshot(Snapshot):
    """A snapshot whose ground is known already."""

    ground: Surface

    @cached_property
    def surface(self) -> Surface:
        """The ground of each holder."""
        return self.ground


def days_of(series: Series, every: int = 1) -> list[date]:
    """The first day of a series and every so many days after it, none of them after the last."""
    return [series.first + timedelta(days=number) for number in range(0, series.days, every)]


def snapshots(series: Series, days: Iterable[date]) -> Iterator[Snapshot]:
    """The snapshot of each of some days, in the usual state of knowledge; the same as `Snapshot.at` gives.

    Args:
        series: the days, how places move, how ground comes by its holder.
        days: some of its days, the earliest first.
    """
    known, timeline = next(iter(series.timelines.items()))
    changing = surfaces(series, known)
    _, _, ground = next(changing)
    upcoming = next(changing, None)
    for day in days:
        while upcoming and upcoming[0] <= day:
            ground, upcoming = upcoming[2], next(changing, None)
        yield DailySnapshot(series.theatre, series.layout, series.method, day, timeline, ground)


def changing_snapshots(series: Series, further: Iterable[date] = ()) -> Iterator[Snapshot]:
    """The snapshots of the first day, of every day on which the ground may change, and of some further days, in order.

    Args:
        series: the days, how places move, how ground comes by its holder.
        further: days of the series on which something else may change.
    """
    known, timeline = next(iter(series.timelines.items()))

    def snapshot(day: date, ground: Surface) -> Snapshot:
        return DailySnapshot(series.theatre, series.layout, series.method, day, timeline, ground)

    waiting = sorted(set(further))
    before: Surface | None = None
    for day, _, ground in surfaces(series, known):
        while waiting and waiting[0] <= day:
            other = waiting.pop(0)
            if before and other < day:
                yield snapshot(other, before)
        yield snapshot(day, ground)
        before = ground
    for day in waiting:
        assert before is not None
        yield snapshot(day, before)


def area_series(series: Series, days: Sequence[date]) -> list[dict[str, Any]]:
    """Square kilometres and places by day, district and holder.

    Args:
        series: the days.
        days: those of them that are told, the earliest first.

    Returns:
        The columns of `AREA_COLUMNS`: for each day (`date`) the rows of `Snapshot.area_rows`, and in each `places`: how
        many places the holder holds in the district, or in the whole theatre (where `district_id` is empty), those
        without coordinates included. The empty holder has those without report and those that are contested. Who has
        places but no ground has a row of no square kilometres.
    """
    return [{"date": day.as_of, **row} for day in snapshots(series, days) for row in area_and_place_rows(day)]


def area_and_place_rows(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The rows of `Snapshot.area_rows` with `places`, as `area_series` says."""
    places = _places_held(snapshot)
    rows = {(row["district_id"], row["holder"]): row for row in snapshot.area_rows}
    for district_id, holder in places.keys() - rows.keys():
        bounds = dict.fromkeys(AREAS, None if district_id else 0.0)
        district = snapshot.gazetteer.district_name(district_id, snapshot.as_of) if district_id else "whole theatre"
        rows[district_id, holder] = {
            "district_id": district_id,
            "district": district,
            "holder": holder,
            **bounds,
            "area_km2": 0.0,
        }
    ordered = sorted(rows.items(), key=lambda item: (not item[0][0], item[0]))
    return [{**row, "places": places[key]} for key, row in ordered]


def _places_held(snapshot: Snapshot) -> Counter[tuple[str, str]]:
    """How many places each holder holds, by district id and in the whole theatre; outside districts, there alone."""
    held: Counter[tuple[str, str]] = Counter()
    for place_id in snapshot.gazetteer.places:
        control = snapshot.control.get(place_id)
        holder = control.holder if control else ""
        held["", holder] += 1
        if district_id := snapshot.gazetteer.district_id(place_id, snapshot.as_of):
            held[district_id, holder] += 1
    return held
