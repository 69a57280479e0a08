"""Draws the maps and pictures of the documentation while it is built, so that they are always those of these tables."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

DRAWN: dict[str, tuple[str, ...]] = {
    "live/war.html": ("--from", "2020-10-17", "--to", "2020-10-24", "--date", "2020-10-22", "--embed"),
    "live/known-then.svg": ("--date", "2020-10-09", "--known-on", "2020-10-09", "--district", "AZ-XVD"),
    "live/known-now.svg": ("--date", "2020-10-09", "--district", "AZ-XVD"),
    "live/claimed.svg": ("--date", "2020-10-22", "--surface", "claimed", "--column", "single"),
    "live/assessed.svg": ("--date", "2020-10-22", "--surface", "assessed", "--column", "single"),
    "live/confirmed.svg": ("--date", "2020-10-22", "--show", "confirmed", "--column", "single"),
}
"""What is drawn, by its path in the site: options of `karamap render`."""


def on_files(files: Files, /, *, config: MkDocsConfig) -> Files:
    """Add the drawings to the files of the site."""
    with tempfile.TemporaryDirectory() as folder:
        for name, options in DRAWN.items():
            path = Path(folder, Path(name).name)
            command = [sys.executable, "-m", "karamap", "-q", "render", *options, "-o", str(path)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            files.append(File.generated(config, name, content=path.read_bytes()))
    return files
