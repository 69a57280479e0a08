"""Pictures of a drawing document: one day as a figure, where the libraries that its kind needs are there."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from karamap.document.reader import DrawnDocument
from karamap.errors import RenderError

MEDIA = {"image/png": ".png", "image/svg+xml": ".svg"}
"""Kinds of pictures that programs show, by media type; what Word takes comes first."""

WIDTH = "double"
"""How wide, in the words of `karamap.figure.formats.COLUMNS`: as two columns of a journal."""


def as_file(document: Mapping[str, Any], kind: str) -> bytes:
    """The last day of a drawing document as a figure.

    Args:
        document: from `karamap.document.drawing.document`.
        kind: the ending of the file, one of `karamap.figure.files.KINDS`.

    Raises:
        RenderError: the library that makes such files is not installed.
    """
    from karamap.figure import formats, sheet  # noqa: PLC0415 - only a figure needs them
    from karamap.figure.files import content_of  # noqa: PLC0415
    from karamap.figure.relief import multiplied, shaded  # noqa: PLC0415

    form = formats.COLUMNS[WIDTH]
    relief = multiplied if kind == ".svg" else shaded
    try:
        drawn = sheet.figure(DrawnDocument(document), [_last_day(document["head"])], form, relief=relief)
        return content_of(drawn, kind, form.dpi)
    except ImportError as error:
        raise RenderError(f"a {kind} file needs {error.name}: pip install 'karamap[figure]'") from error


def pictures(document: Mapping[str, Any]) -> dict[str, bytes]:
    """Pictures of the last day of a drawing document by media type, as far as they can be drawn here.

    Args:
        document: from `karamap.document.drawing.document`.
    """
    found = dict[str, bytes]()
    for media, kind in MEDIA.items():
        with suppress(RenderError):
            found[media] = as_file(document, kind)
    return found


def picture(document: Mapping[str, Any]) -> tuple[str, bytes]:
    """The name and the bytes of the best picture; empty where there is none."""
    for media, content in pictures(document).items():
        return f"map{MEDIA[media]}", content
    return "", b""


def _last_day(head: Mapping[str, Any]) -> int:
    """The number of the last day, from the first."""
    return (date.fromisoformat(head["last"]) - date.fromisoformat(head["first"])).days
