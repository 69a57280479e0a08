"""A column of lines: they begin at its left, or at its right where the language is written from right to left."""

from __future__ import annotations

from dataclasses import dataclass

from karamap.document.direction import direction_of, from_right
from karamap.figure.fonts import REGULAR
from karamap.figure.projection import number
from karamap.figure.svg import Value, group, text_line


@dataclass(frozen=True)
class Column:
    """So much room for lines, in pixels; `is_mirrored` if they begin at the right."""

    width: float
    is_mirrored: bool = False

    @classmethod
    def of(cls, language: str, width: float) -> Column:
        """A column for a language."""
        return cls(width, direction_of(language) == "rtl")

    def line(
        self, text: str, y: float, size: float, face: str = REGULAR, indent: float = 0.0, **attributes: Value
    ) -> str:
        """One line, its letters centred on a height, so far in from where lines begin."""
        if not self.is_mirrored:
            return text_line(text, indent, y, size, face, **attributes)
        return text_line(from_right(text), self.width - indent, y, size, face, text_anchor="end", **attributes)

    def first(self, drawn: str, width: float) -> str:
        """A drawing of a width where lines begin."""
        if not self.is_mirrored or not drawn:
            return drawn
        return group([drawn], transform=f"translate({number(self.width - width)} 0)")
