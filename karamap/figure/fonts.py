"""The fonts of figures and how wide a text is in them.

DejaVu Sans 2.37 in three faces, cut down to the scripts of maps by `tools/build_fonts.py`; its licence stands beside
the files. Widths come from a table that the same script writes from the same files, so that an SVG needs no library.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

FAMILY = "DejaVu Sans"
FAMILIES = f"{FAMILY}, Verdana, Geneva, sans-serif"
"""What an SVG asks for; Verdana is as wide as DejaVu Sans, which was drawn after it."""

REGULAR, BOLD, OBLIQUE = FACES = ("Regular", "Bold", "Oblique")

_BREAKS = re.compile("[ \\t\\n\\r]+")
"""Where a line may end: at no space that does not break."""

_UNKNOWN = 0.6
"""The width in em of a character that the table lacks: another font will draw it."""


def font_paths() -> list[Path]:
    """The font files, for programs that draw text."""
    folder = files("karamap.figure").joinpath("fonts")
    found = []
    for face in FACES:
        with as_file(folder.joinpath(f"DejaVuSans-{face}.ttf")) as path:
            found.append(path)
    return found


def width(text: str, size: float, face: str = REGULAR, spacing: float = 0.0) -> float:
    """How wide a text is, in the unit of its size.

    Args:
        text: one line.
        size: of the font.
        face: one of `FACES`.
        spacing: what stands between letters besides, in em.
    """
    widths = _widths()[face]
    em = sum(widths.get(letter, 0.0 if unicodedata.combining(letter) else _UNKNOWN) for letter in text)
    return size * (em + spacing * len(text))


def missing(text: str) -> str:
    """The characters of a text that the fonts lack, each once, in order."""
    known = _widths()[REGULAR]
    lacking = {letter for letter in text if letter not in known and not unicodedata.category(letter).startswith("C")}
    return "".join(sorted(lacking - {"\n"}))


def wrapped(text: str, size: float, most: float, face: str = REGULAR) -> list[str]:
    """A text as lines no wider than `most`; a word that is wider is cut."""
    lines: list[str] = []
    line = ""
    for word in _short_words(text, size, most, face):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, face) > most:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines


def _short_words(text: str, size: float, most: float, face: str) -> list[str]:
    """The words of a text; one that is wider than a line in pieces, each as long as a line takes."""
    words = []
    for word in _BREAKS.split(text.strip()):
        piece, taken = "", 0.0
        for letter in word:
            wide = width(letter, size, face)
            if piece and taken + wide > most:
                words.append(piece)
                piece, taken = "", 0.0
            piece, taken = piece + letter, taken + wide
        words.append(piece)
    return words


@cache
def _widths() -> dict[str, dict[str, float]]:
    """Widths in em by face and character; marks that combine have none."""
    stated = json.loads(files("karamap.figure").joinpath("fonts", "widths.json").read_text(encoding="ascii"))
    return {face: _of_face(own) for face, own in stated.items()}


def _of_face(stated: dict[str, dict[str, list[int]]]) -> dict[str, float]:
    widths = {}
    for first, run in stated["runs"].items():
        for at, units in enumerate(run, int(first)):
            widths[chr(at)] = units / stated["units"]  # type: ignore[operator]
    return {"\u2068": 0.0, "\u2069": 0.0, "\u00ad": 0.0, **widths}
