"""Build ``datapackage.json`` and ``docs/codebook.md`` from the definitions of the tables.

To rebuild::

    python tools/build_codebook.py

The data package follows version 1 of the Frictionless specifications: ``frictionless validate datapackage.json`` reads
every table with its types, keys and foreign keys. The output is the same, byte for byte, on every run.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from karamap.theatre import codebook

ROOT = Path(__file__).parents[1]
PACKAGE, PAGE = ROOT / "datapackage.json", ROOT / "docs/codebook.md"

ABOUT: dict[str, Any] = {
    "name": "karamap-nagorno-karabakh",
    "title": "Who held which place in and around Nagorno-Karabakh, 2020 to 2024",
    "description": "Dated, sourced statements about who holds which place, and a gazetteer of the places.",
    "licenses": [
        {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }
    ],
    "contributors": [{"title": "The karamap developers", "role": "author"}],
}

_ROW = re.compile(r"^\| `([a-z_]+\.csv)` \| ([^|]+) \|", re.MULTILINE)


def package() -> str:
    """The data package as JSON."""
    present = [table.path for table in codebook.TABLES if (ROOT / table.path).exists()]
    return json.dumps(codebook.data_package(present, ABOUT), ensure_ascii=False, indent=1) + "\n"


def page() -> str:
    """The codebook as Markdown, with what the READMEs say a row is."""
    meanings = {}
    for folder in ("gazetteer", "seeds", "versions"):
        text = (ROOT / folder / "README.md").read_text(encoding="utf-8")
        for name, meaning in _ROW.findall(text):
            meanings.setdefault(f"{folder}/{name}", f"One row is {meaning.strip()}.")
    return codebook.page(meanings)


if __name__ == "__main__":
    PACKAGE.write_text(package(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
