"""Pictures of a document, where the wing of figures and the libraries that it needs are there to draw them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from importlib import import_module
from typing import Any

from karamap.document.reader import DrawnDocument

PNG, SVG = "image/png", "image/svg+xml"

NAMES = {PNG: "map.png", SVG: "map.svg"}
"""What a picture is called by its media type; those that Word takes come first."""

WIDTH = "double"
"""How wide, in the words of `karamap.figure.formats.COLUMNS`: as two columns of a journal."""


def pictures(document: Callable[[], Mapping[str, Any]]) -> dict[str, bytes]:
    """Pictures of the last day of a drawing document by media type; none where figures cannot be drawn.

    Args:
        document: makes the document; it is asked for one only if that can be drawn.
    """
    try:
        sheet, formats = import_module("karamap.figure.sheet"), import_module("karamap.figure.formats")
    except ImportError:
        return {}
    stated = document()
    form = formats.COLUMNS[WIDTH]
    drawn = sheet.figure(DrawnDocument(stated), [_last_day(stated["head"])], form)
    return dict(_as_files(drawn, form.dpi))


def _last_day(head: Mapping[str, Any]) -> int:
    """The number of the last day, from the first."""
    return (date.fromisoformat(head["last"]) - date.fromisoformat(head["first"])).days


def _as_files(drawn: Any, dpi: int) -> Iterator[tuple[str, bytes]]:
    with suppress(ImportError):  # the library that makes pictures of vectors may not be installed
        raster = import_module("karamap.figure.raster")
        yield PNG, raster.png(drawn.svg, drawn.width, drawn.height, dpi, drawn.title, drawn.alt)
    yield SVG, drawn.svg.encode()


def picture(document: Mapping[str, Any]) -> tuple[str, bytes]:
    """The name and the bytes of the best picture; empty where there is none."""
    for media, content in pictures(lambda: document).items():
        return NAMES[media], content
    return "", b""
