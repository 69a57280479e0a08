"""The panel of all places and days beside pandas and DuckDB, in one run, with equal answers.

1. The shipped record, 27 September 2020 to 1 January 2024: karamap against `pandas.merge_asof`.
2. A synthetic theatre of 33,000 places and 1,700 days, five changes a place on average: karamap against DuckDB's
   ASOF join. Both count places by day and value over all 56 million rows; the counts must be equal.

DuckDB is not a dependency of karamap; without it the second comparison says that it was not run.
Usage: python benchmarks/panel.py
"""

from __future__ import annotations

import resource
import time
from datetime import date

import numpy as np
import pandas as pd

from karamap.record import panel
from karamap.record.timeline import Timeline
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader

FIRST, LAST = date(2020, 9, 27), date(2024, 1, 1)
PLACES, DAYS, CHANGES = 33_000, 1_700, 5


def counts(found: panel.Steps, first: date, last: date) -> np.ndarray:
    """Places by day and value, over the whole panel."""
    begin, values = first.toordinal(), len(found.conclusions)
    total = np.zeros((last.toordinal() - begin + 1, values), dtype=np.int64)
    for piece in panel.chunks(found, first, last):
        index = (piece["day"] - begin) * values + piece["value"]
        total += np.bincount(index, minlength=total.size).reshape(total.shape)
    return total


def with_pandas(found: panel.Steps, first: date, last: date) -> np.ndarray:
    """The same by `pandas.merge_asof` over the grid of places and days."""
    steps = pd.DataFrame({"place": found.places, "day": found.starts, "value": found.values}).sort_values("day")
    days = np.arange(first.toordinal(), last.toordinal() + 1)
    grid = pd.DataFrame(
        {"day": np.repeat(days, len(found.place_ids)), "place": np.tile(np.arange(len(found.place_ids)), len(days))}
    )
    joined = pd.merge_asof(grid, steps, on="day", by="place")
    return (
        pd.crosstab(joined["day"], joined["value"])
        .reindex(columns=range(len(found.conclusions)), fill_value=0)
        .to_numpy()
    )


def with_duckdb(found: panel.Steps, first: date, last: date) -> np.ndarray | None:
    """The same by DuckDB's ASOF join; None where DuckDB is not installed."""
    try:
        import duckdb  # noqa: PLC0415 - not a dependency
    except ImportError:
        return None
    steps = pd.DataFrame({"place": found.places, "day": found.starts, "value": found.values})
    connection = duckdb.connect()
    connection.register("steps", steps)
    begin, end = first.toordinal(), last.toordinal()
    rows = connection.execute(
        f"""
        with grid as (select p.range as place, d.range as day
                      from range({len(found.place_ids)}) p, range({begin}, {end + 1}) d)
        select grid.day - {begin} as day, steps.value as value, count(*) as places
        from grid asof join steps on grid.place = steps.place and grid.day >= steps.day
        group by 1, 2
        """
    ).fetchnumpy()
    total = np.zeros((end - begin + 1, len(found.conclusions)), dtype=np.int64)
    total[rows["day"], rows["value"]] = rows["places"]
    return total


def synthetic() -> panel.Steps:
    """Steps of a made-up theatre; seed 1, so that every run is the same."""
    chance = np.random.default_rng(1)
    origin = FIRST.toordinal()
    places = np.repeat(np.arange(PLACES), CHANGES + 1)
    starts = origin + chance.integers(1, DAYS, size=(PLACES, CHANGES + 1))
    starts[:, 0] = 0
    values = chance.integers(0, 4, size=PLACES * (CHANGES + 1))
    conclusions = tuple((holder, "claimed", None) for holder in ("", "AZ", "ARM", "RU"))
    return panel.Steps(tuple(map(str, range(PLACES))), places, np.sort(starts, axis=1).ravel(), values, conclusions)


def timed(name: str, work, *arguments):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN201
    """Run, print the time, return time and result."""
    begin = time.perf_counter()
    result = work(*arguments)
    seconds = time.perf_counter() - begin
    print(f"  {name}: {seconds:.2f} s" if result is not None else f"  {name}: not run, it is not installed")
    return seconds, result


def main() -> None:
    """Both comparisons."""
    theatre = loader.load(data_dir())
    found = panel.steps(Timeline(theatre.record), sorted(theatre.gazetteer.places))  # without the ground
    print(f"{len(found.place_ids):,} places, {(LAST - FIRST).days + 1:,} days")
    ours, mine = timed("karamap", counts, found, FIRST, LAST)
    theirs, other = timed("pandas.merge_asof", with_pandas, found, FIRST, LAST)
    print(f"  equal: {np.array_equal(mine, other)}; karamap takes {ours / theirs:.3f} of the time")
    large, last = synthetic(), date.fromordinal(FIRST.toordinal() + DAYS - 1)
    print(f"{PLACES:,} places, {DAYS:,} days")
    ours, mine = timed("karamap", counts, large, FIRST, last)
    print(f"  peak memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")
    theirs, other = timed("DuckDB ASOF join", with_duckdb, large, FIRST, last)
    if other is not None:
        print(f"  equal: {np.array_equal(mine, other)}; karamap takes {ours / theirs:.3f} of the time")


if __name__ == "__main__":
    main()
