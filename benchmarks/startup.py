"""How long karamap takes beside the imports it cannot do without, whole processes side by side.

Prints medians of alternating runs and their ratio: `karamap render` against importing folium and
geopandas, `karamap --help` against importing click. Usage: python benchmarks/startup.py [RUNS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def seconds(command: list[str]) -> float:
    """Wall time of one process."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


def side_by_side(ours: list[str], theirs: list[str], runs: int) -> tuple[float, float, float]:
    """Medians of both and of the ratio pair by pair, after one warm-up of each."""
    seconds(ours), seconds(theirs)
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    return mine, other, statistics.median(a / b for a, b in pairs)


def main() -> None:
    """Measure both pairs."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    karamap = str(Path(sys.executable).parent / "karamap")
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "map.html")
        pairs = [
            ("render", [karamap, "-q", "render", "--date", "2020-10-22", "-o", target], "import folium, geopandas"),
            ("--help", [karamap, "--help"], "import click"),
        ]
        for name, ours, imports in pairs:
            mine, other, ratio = side_by_side(ours, [sys.executable, "-c", imports], runs)
            print(f"karamap {name}: {mine:.3f} s; python -c '{imports}': {other:.3f} s; ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
