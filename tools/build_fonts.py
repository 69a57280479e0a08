"""Builds the fonts of figures and the table of their advance widths from DejaVu Sans.

    python tools/build_fonts.py FOLDER

FOLDER has DejaVuSans.ttf, DejaVuSans-Bold.ttf and DejaVuSans-Oblique.ttf, version 2.37 (Debian: fonts-dejavu-core and
fonts-dejavu-extra, below /usr/share/fonts/truetype/dejavu). Needs fontTools 4. Kept are the letters of Latin, Greek,
Cyrillic, Armenian, Georgian, Hebrew and Arabic with what joins and marks them; kerning and most ligatures are not, so
that a text is as wide as its letters together and the table of widths tells the truth. Letters that join have a width
for each form in which they do.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FACES = {"Regular": "DejaVuSans.ttf", "Bold": "DejaVuSans-Bold.ttf", "Oblique": "DejaVuSans-Oblique.ttf"}
SCRIPTS = [
    *((0x20, 0x24F), (0x250, 0x2AF), (0x2B0, 0x2FF), (0x300, 0x36F), (0x1E00, 0x1EFF)),  # Latin
    *((0x370, 0x3FF), (0x400, 0x52F), (0x531, 0x58F), (0x10A0, 0x10FF)),  # Greek, Cyrillic, Armenian, Georgian
    *((0x591, 0x5F4), (0x600, 0x6FF)),  # Hebrew, Arabic
    *((0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2116, 0x2116)),
    *((0x2190, 0x2193), (0x2212, 0x2212)),
]
FEATURES = ["ccmp", "locl", "mark", "mkmk", "init", "medi", "fina", "isol", "rlig"]
JOINED = ("fina", "init", "medi")
"""Features that give a letter the form in which it joins the one before, the one after, and both."""
DROPPED = ["FFTM", "kern", "fpgm", "prep", "cvt ", "gasp"]
FOLDER = Path(__file__).parents[1] / "karamap/figure/fonts"


def subset_of(path: Path) -> TTFont:
    """A font with the scripts, without hints, kerning and the day on which it was made."""
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.drop_tables += DROPPED
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.recalc_timestamp = False
    font = subset.load_font(str(path), options)
    taking = subset.Subsetter(options)
    taking.populate(unicodes=[point for first, last in SCRIPTS for point in range(first, last + 1)])
    taking.subset(font)
    return font


def runs_of(font: TTFont) -> dict[str, list[int]]:
    """The advance widths of characters, in units of the font, by the first of each run without a gap."""
    metrics, runs = font["hmtx"].metrics, {}
    run: list[int] = []
    before = None
    for point, glyph in sorted(font.getBestCmap().items()):
        if before is None or point != before + 1:
            run = runs[str(point)] = []
        run.append(metrics[glyph][0])
        before = point
    return runs


def joined_of(font: TTFont) -> dict[str, list[int | None]]:
    """The advance widths that letters have where they join the one before, the one after, and both.

    None where a letter has no such form, since it joins no letter after it.
    """
    table = font["GSUB"].table
    forms: dict[str, dict[str, str]] = {tag: {} for tag in JOINED}
    for record in table.FeatureList.FeatureRecord:
        for at in record.Feature.LookupListIndex if record.FeatureTag in JOINED else ():
            for step in table.LookupList.Lookup[at].SubTable:
                forms[record.FeatureTag].update(getattr(step, "ExtSubTable", step).mapping)
    metrics, joined = font["hmtx"].metrics, {}
    for point, glyph in sorted(font.getBestCmap().items()):
        shapes = [forms[tag].get(glyph) for tag in JOINED]
        if any(shapes):
            joined[str(point)] = [metrics[shape][0] if shape else None for shape in shapes]
    return joined


def main() -> None:
    """Write the fonts and the table into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    widths = {}
    for face, name in FACES.items():
        font = subset_of(folder / name)
        widths[face] = {"units": font["head"].unitsPerEm, "runs": runs_of(font), "joined": joined_of(font)}
        font.save(FOLDER / f"DejaVuSans-{face}.ttf", reorderTables=True)
    table = json.dumps(widths, separators=(",", ":"))
    (FOLDER / "widths.json").write_text(f"{table}\n", encoding="ascii")


if __name__ == "__main__":
    main()
