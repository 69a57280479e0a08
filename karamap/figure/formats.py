"""How large a figure is: columns of journals, slides, a width in millimetres; and pixels, 96 to the inch."""

from __future__ import annotations

import re
from dataclasses import dataclass

from karamap.errors import FigureError

MM_OF_INCH, PIXELS_OF_INCH = 25.4, 96.0

NARROWEST_MM, WIDEST_MM = 60.0, 1200.0
LEAST_DPI, MOST_DPI = 36, 1200
"""Dots to the inch of a picture, at the least and at the most."""

MOST_PIXELS = 120_000_000
"""Of a picture: about 480 MB in memory."""

_WIDTH = re.compile(r"\s*([0-9]{1,5}(?:[.,][0-9]{1,3})?)\s*(mm|cm|in|px|pt)\s*")
_MM = {"mm": 1.0, "cm": 10.0, "in": MM_OF_INCH, "px": MM_OF_INCH / PIXELS_OF_INCH, "pt": MM_OF_INCH / 72}


@dataclass(frozen=True)
class Format:
    """A width in millimetres, and a height if that is not to follow from what is shown: then words stand beside it."""

    width_mm: float
    height_mm: float | None = None
    dpi: int = 200

    @property
    def width(self) -> float:
        """In pixels."""
        return pixels(self.width_mm)

    @property
    def height(self) -> float | None:
        """In pixels, if it is stated."""
        return None if self.height_mm is None else pixels(self.height_mm)


COLUMNS = {
    "single": Format(88.0),
    "double": Format(180.0),
    "slide": Format(254.0, 142.875, 192),
}
"""One and two columns of most journals, and a slide of 16 to 9 that comes to 1920 by 1080 pixels."""


def pixels(mm: float) -> float:
    """Millimetres in pixels."""
    return mm / MM_OF_INCH * PIXELS_OF_INCH


def millimetres(px: float) -> float:
    """Pixels in millimetres."""
    return px / PIXELS_OF_INCH * MM_OF_INCH


def width_of(text: str) -> float:
    """A width as somebody writes it, in millimetres.

    >>> width_of("180mm"), width_of("3.5 in"), width_of("18 cm")
    (180.0, 88.9, 180.0)

    Raises:
        FigureError: it is no length with a unit, or a figure cannot be so narrow or wide.
    """
    found = _WIDTH.fullmatch(text)
    if not found:
        raise FigureError(f"{text!r} is no width; give a number with mm, cm, in, pt or px, as in 180mm")
    mm = round(float(found[1].replace(",", ".")) * _MM[found[2]], 3)
    if not NARROWEST_MM <= mm <= WIDEST_MM:
        raise FigureError(f"a figure cannot be {mm:g} mm wide; it has {NARROWEST_MM:g} to {WIDEST_MM:g} mm")
    return mm
