"""Finds the folder of tables that karamap ships."""

from __future__ import annotations

from pathlib import Path


def data_dir() -> Path:
    """The folder that holds `gazetteer/` and `seeds/`: inside an installed wheel, or beside the package."""
    package = Path(__file__).parent.parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent
