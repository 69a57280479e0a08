"""Writes karamap/names/script_ranges.py: which letters are of which script, by Unicode's Scripts.txt.

    pip install fonttools && python tools/build_script_ranges.py

fontTools (MIT) carries the facts of Scripts.txt (Unicode License v3). Common, inherited and unassigned characters
become one, since none of them tells a script; a range ends where the next one begins.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

from fontTools.unicodedata import Scripts

NEUTRAL = "Zyyy"
TARGET = Path(__file__).parent.parent / "karamap/names/script_ranges.py"

TEXT = '''"""Where each script begins among the characters; written by tools/build_script_ranges.py, not by hand.

From Unicode {version}, Scripts.txt, © Unicode, Inc., under the Unicode License v3 (https://www.unicode.org/license.txt).
"""

RANGES = """
{ranges}
"""
"""First character of each range in hexadecimal, and the ISO 15924 code of its script; `Zyyy` tells none."""
'''


def ranges() -> list[tuple[int, str]]:
    """First characters of ranges, each of another script than the one before it."""
    merged = [(0, NEUTRAL)]
    for start, code in zip(Scripts.RANGES, Scripts.VALUES, strict=True):
        if code == "Zzzz":
            continue
        told = NEUTRAL if code == "Zinh" else code
        if told != merged[-1][1]:
            merged.append((start, told))
    return merged


def version() -> str:
    """The version that the facts are of, as their file says in its head."""
    lines = Path(Scripts.__file__).read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("# Scripts-")).removeprefix("# Scripts-").removesuffix(".txt")


def main() -> None:
    """Write the module."""
    pairs = " ".join(f"{start:04X}:{code}" for start, code in ranges())
    TARGET.write_text(TEXT.format(version=version(), ranges=textwrap.fill(pairs, 118)), encoding="utf-8")


if __name__ == "__main__":
    main()
