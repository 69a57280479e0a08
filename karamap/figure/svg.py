"""Elements of an SVG as text, with presentation attributes that every program reads; what is foreign is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from karamap.figure import fonts
from karamap.figure.projection import number

NAMESPACE = "http://www.w3.org/2000/svg"

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 forbids."""

Value = str | float | int | None

HALF_A_CAPITAL = 0.36
"""How far below the middle of a line its letters stand, in em: half the height of capitals of DejaVu Sans."""


def element(name: str, *children: str, **attributes: Value) -> str:
    """One element; attributes without a value are left out, `_` in their names stands for `-`.

    >>> element("path", d="M0 0", stroke_width=1.5)
    '<path d="M0 0" stroke-width="1.5"/>'
    """
    said = "".join(f" {_name(key)}={_value(value)}" for key, value in attributes.items() if value not in (None, ""))
    inner = "".join(children)
    return f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>"


def _name(key: str) -> str:
    return key.rstrip("_").replace("__", ":").replace("_", "-")


def _value(value: Value) -> str:
    return quoteattr(plain(value) if isinstance(value, str) else _decimal(float(value or 0)))


def _decimal(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def plain(text: str) -> str:
    """Text without what XML forbids."""
    return _UNFIT.sub("\ufffd", text)


def text_of(text: str) -> str:
    """Text as the content of an element."""
    return escape(plain(text))


def group(children: Iterable[str], **attributes: Value) -> str:
    """Elements together; nothing where there are none."""
    inner = "".join(children)
    return element("g", inner, **attributes) if inner else ""


def path(data: str, **attributes: Value) -> str:
    """A path; nothing where there is no data."""
    return element("path", d=data, **attributes) if data else ""


def text_line(text: str, x: float, y: float, size: float, face: str = fonts.REGULAR, **attributes: Value) -> str:
    """One line of text, its letters centred on a height.

    Which way it is written has to stand in the text itself (`karamap.document.direction`): by these marks resvg and
    typst lay it out as browsers do, by an attribute they do not.
    """
    face = fonts.drawn_face(text, face)
    weight = "bold" if face == fonts.BOLD else None
    style = "italic" if face == fonts.OBLIQUE else None
    below = number(y + HALF_A_CAPITAL * size)
    face_said: dict[str, Value] = {"font_size": size, "font_weight": weight, "font_style": style}
    return element("text", text_of(text), x=number(x), y=below, **face_said, **attributes)
