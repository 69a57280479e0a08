"""Lock what karamap runs with and is tested with: versions and SHA-256 of every file, for every platform.

To lock the newest versions that `pyproject.toml` allows, and the lowest ones (needs uv)::

    python tools/build_lock.py

Three files come of it: `constraints/run.txt` (what maps of the same bytes are drawn with), `constraints/test.txt` (what
the tests run with) and `constraints/lowest.txt` (the lowest that are allowed, without hashes). Markers
in them tell platforms and versions of Python apart; no file names a registry.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "constraints"

DRAWS = ("figure", "parquet")
"""Extras that shape what is drawn and written."""

LOCKS = {
    "run.txt": (*(word for extra in DRAWS for word in ("--extra", extra)), "--generate-hashes"),
    "test.txt": ("--extra", "test", "--extra", "release", "--generate-hashes"),
    "lowest.txt": ("--extra", "test", "--resolution", "lowest-direct"),
}

ALWAYS = (
    *("--universal", "--python-version", "3.11", "--no-header", "--no-annotate", "--quiet"),
    *("--no-emit-index-url", "--no-emit-find-links"),
)


def build() -> None:
    """Write the three files."""
    FOLDER.mkdir(exist_ok=True)
    for name, options in LOCKS.items():
        command = ["uv", "pip", "compile", *ALWAYS, *options, "pyproject.toml", "-o", str(FOLDER / name)]
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    build()
