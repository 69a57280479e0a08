"""How many random changes of one byte, in the tables or in a finished map, are noticed.

One rebuild serves all mutants of the map, which are compared with it in memory; 20 of them go through `karamap
verify` as files. A mutant of a table is noticed if the fingerprint differs. Usage: python benchmarks/tampering.py
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from karamap import page
from karamap.document import drawing
from karamap.ground.series import Series
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader, outlines

MUTANTS, FILES, DAY = 1_000, 20, date(2020, 10, 22)


def mutant(content: bytes, chance: random.Random) -> bytes:
    """The same bytes with one bit of one of them flipped."""
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def main() -> None:
    """Mutate the map, then the tables."""
    chance = random.Random(1)
    theatre = loader.load(data_dir())
    content = page.html(drawing.document(Series.between(theatre, DAY, DAY))).encode()
    rebuilt = page.html(drawing.document(Series.between(theatre, DAY, DAY))).encode()
    print(f"two builds are the same: {content == rebuilt}")
    noticed = sum(mutant(content, chance) != rebuilt for _ in range(MUTANTS))
    print(f"map, in memory: {noticed} of {MUTANTS} noticed")
    with tempfile.TemporaryDirectory() as name:
        print(f"map, through karamap verify: {_through_the_command(Path(name), content, chance)} of {FILES} noticed")
        print(f"tables: {_in_tables(Path(name), theatre.fingerprint, chance)} of {MUTANTS} noticed")


def _through_the_command(folder: Path, content: bytes, chance: random.Random) -> int:
    path, noticed = folder / "map.html", 0
    for _ in range(FILES):
        path.write_bytes(mutant(content, chance))
        noticed += (
            subprocess.run(
                [sys.executable, "-m", "karamap", "verify", str(path)], capture_output=True, check=False
            ).returncode
            == 1
        )
    path.write_bytes(content)
    clean = subprocess.run([sys.executable, "-m", "karamap", "verify", str(path)], capture_output=True, check=False)
    print(f"the untouched file passes: {clean.returncode == 0}")
    return noticed


def _in_tables(folder: Path, fingerprint: str, chance: random.Random) -> int:
    for name in ("gazetteer", "seeds"):
        shutil.copytree(data_dir() / name, folder / name)
    paths = [folder / name for name in [table.path for table in loader.TABLES] + list(outlines.OUTLINES)]
    noticed = 0
    for _ in range(MUTANTS):
        path = chance.choice(paths)
        content = path.read_bytes()
        path.write_bytes(mutant(content, chance))
        noticed += loader.fingerprint(folder) != fingerprint
        path.write_bytes(content)
    return noticed


if __name__ == "__main__":
    main()
