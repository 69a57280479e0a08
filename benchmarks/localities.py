"""A country of 34,226 localities: how long karamap takes to check it, to draw a day, and to assess ten months.

Usage: python benchmarks/localities.py FOLDER

FOLDER holds `localities.csv` (name, lon, lat) and `team_a_DATE.geojson`, the ground that one side held on six dates,
as `benchmarks/territory.py` reads them. `karamap new` makes tables of them in a folder that goes away: who held which
locality on each date, a change counting from some day between two. Printed are seconds of CPU, which other work on the
machine lengthens less than those of the clock, and both for commands.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from karamap.ground.layout import Layout
from karamap.ground.series import Series, surfaces
from karamap.record.timeline import ALL
from karamap.theatre import loader

Result = TypeVar("Result")

PARTIES = "id,name\nOUT,Outside the areas\nIN,Within the areas\n"


def prepared(reference: Path, folder: Path) -> None:
    """Write what `karamap new` is to read: the areas with their holder, and the parties."""
    for path in sorted(reference.glob("team_a_*.geojson")):
        areas = json.loads(path.read_text(encoding="utf-8"))
        for feature in areas["features"]:
            feature["properties"]["holder"] = "IN"
        (folder / path.name).write_text(json.dumps(areas), encoding="utf-8")
    (folder / "parties.csv").write_text(PARTIES, encoding="utf-8")


def command(folder: Path, *words: str) -> None:
    """Run a command with a cache of its own, and say what it took."""
    before, begin = os.times(), time.perf_counter()
    environment = {**os.environ, "KARAMAP_CACHE": str(folder / "cache")}
    subprocess.run([sys.executable, "-m", "karamap", "-q", *words], cwd=folder, env=environment, check=True)
    after, took = os.times(), time.perf_counter() - begin
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    print(f"karamap {' '.join(words[:3]):<40} {cpu:6.1f} s CPU, {took:6.1f} s")


def timed(name: str, work: Callable[[], Result]) -> Result:
    """What some work gives; says what it took."""
    begin = time.process_time()
    result = work()
    print(f"{name:<48} {time.process_time() - begin:6.1f} s CPU")
    return result


def main() -> None:
    """Print everything."""
    reference = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="karamap-") as name:
        folder = Path(name)
        prepared(reference, folder)
        (folder / "cache").mkdir()
        places = ("--places", str(reference / "localities.csv"), "--versions", "team_a_*.geojson")
        command(folder, "new", "country", *places, "--parties", "parties.csv", "--outside", "OUT", "--yes")
        command(folder, "--data", "country", "check")
        theatre = timed("load", lambda: loader.load(folder / "country"))
        last = theatre.record.last_day.isoformat()
        for _ in ("without a layout in the cache", "with one"):
            command(folder, "--data", "country", "render", "--date", last, "-o", "map.html")
        layout = timed("layout", lambda: Layout.of(theatre))
        series = Series.between(theatre, theatre.record.first_day, theatre.record.last_day, layout=layout)
        news = timed(
            f"{series.days} days assessed", lambda: sum(1 for _, _, state in surfaces(series, ALL) if state.areas)
        )
        print(f"{news} of them with anything new; {len(theatre.gazetteer.places):,} places")


if __name__ == "__main__":
    main()
