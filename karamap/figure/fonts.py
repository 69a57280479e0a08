"""The fonts of figures and how wide a text is in them.

DejaVu Sans 2.37 in three faces, cut down to the scripts of maps by `tools/build_fonts.py`; its licence stands beside
the files. Widths come from a table that the same script writes from the same files, so that an SVG needs no library.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from karamap.document.direction import whole_isolates

FAMILY = "DejaVu Sans"
FAMILIES = f"{FAMILY}, Verdana, Geneva, sans-serif"
"""What an SVG asks for; Verdana is as wide as DejaVu Sans, which was drawn after it."""

REGULAR, BOLD, OBLIQUE = FACES = ("Regular", "Bold", "Oblique")

_BREAKS = re.compile("[ \\t\\n\\r]+")
"""Where a line may end: at no space that does not break."""

_WITHOUT_WIDTH = frozenset(("Mn", "Me", "Cf"))
"""Categories of marks upon letters and of marks that only say how text is laid out."""

_JOINERS = frozenset("\u0640\u200d")
"""What joins the letters beside it and has no forms of its own: tatweel, and the joiner of zero width."""

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


def drawn_face(text: str, face: str) -> str:
    """The face in which a text is drawn: what has letters that do not slope stands upright.

    >>> drawn_face("Nile", OBLIQUE), drawn_face("النيل", OBLIQUE)
    ('Oblique', 'Regular')
    """
    if face != OBLIQUE or text.isascii():
        return face
    sloping, upright = _faces()[OBLIQUE].advances, _faces()[REGULAR].advances
    return REGULAR if any(letter in upright and letter not in sloping for letter in text) else face


def drawn_spacing(text: str, spacing: float) -> float:
    """What stands between the letters of a text besides: nothing where letters join."""
    return spacing if _faces()[REGULAR].joined.keys().isdisjoint(text) else 0.0


def width(text: str, size: float, face: str = REGULAR, spacing: float = 0.0) -> float:
    """How wide a text is, in the unit of its size.

    Args:
        text: one line.
        size: of the font.
        face: one of `FACES`.
        spacing: what stands between letters besides, in em.
    """
    em = sum(_faces()[drawn_face(text, face)].widths(text))
    return size * (em + drawn_spacing(text, spacing) * len(text))


def missing(text: str) -> str:
    """The characters of a text that the fonts lack, each once, in order."""
    known = _faces()[REGULAR].advances
    lacking = {letter for letter in text if letter not in known and not unicodedata.category(letter).startswith("C")}
    return "".join(sorted(lacking - {"\n"}))


def wrapped(text: str, size: float, most: float, face: str = REGULAR) -> list[str]:
    """A text as lines no wider than `most`; a word that is wider is cut, and what is isolated in it stays so."""
    lines: list[str] = []
    line = ""
    for word in _short_words(text, size, most, face):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, face) > most:
            lines.append(line)
            longer = word
        line = longer
    return list(whole_isolates([*lines, line] if line else lines))


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


@dataclass(frozen=True)
class _Face:
    """Widths in em: of letters as they stand alone, and of those that join as they join one before, one after, both."""

    advances: Mapping[str, float]
    joined: Mapping[str, tuple[float, float | None, float | None]]

    def widths(self, text: str) -> Iterator[float]:
        """The width of each letter of a text where it stands."""
        if self.joined.keys().isdisjoint(text):
            for letter in text:
                yield self._alone(letter)
            return
        letters = [letter for letter in text if not unicodedata.combining(letter)]
        for before, letter, after in zip(["", *letters], letters, [*letters[1:], ""], strict=False):
            yield self._among(before, letter, after)

    def _alone(self, letter: str) -> float:
        return self.advances.get(letter, 0.0 if unicodedata.category(letter) in _WITHOUT_WIDTH else _UNKNOWN)

    def _among(self, before: str, letter: str, after: str) -> float:
        """The width of a letter between two others; what does not join has one width wherever it stands."""
        if letter not in self.joined:
            return self._alone(letter)
        final, initial, medial = self.joined[letter]
        joins_before, joins_after = self._reaches_on(before), after in self.joined or after in _JOINERS
        if joins_before and joins_after and medial is not None:
            return medial
        if joins_after and not joins_before and initial is not None:
            return initial
        return final if joins_before else self._alone(letter)

    def _reaches_on(self, letter: str) -> bool:
        """Whether a letter joins the one after it."""
        return letter in _JOINERS or (letter in self.joined and self.joined[letter][1] is not None)


@cache
def _faces() -> dict[str, _Face]:
    """The widths of each face as `tools/build_fonts.py` states them."""
    stated = json.loads(files("karamap.figure").joinpath("fonts", "widths.json").read_text(encoding="ascii"))
    return {face: _face(own) for face, own in stated.items()}


def _face(stated: dict[str, Any]) -> _Face:
    units, advances = stated["units"], dict[str, float]()
    for first, run in stated["runs"].items():
        for at, advance in enumerate(run, int(first)):
            advances[chr(at)] = advance / units
    joined = {
        chr(int(point)): tuple(None if form is None else form / units for form in forms)
        for point, forms in stated["joined"].items()
    }
    return _Face({**advances, "\u00ad": 0.0}, joined)  # type: ignore[arg-type]  # always three forms
