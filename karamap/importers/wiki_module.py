"""Reads the Lua modules in which Wikipedia keeps the marks of its detailed maps of wars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from karamap.importers.found import ImportFailedError
from karamap.importers.source_file import SourceFile

LICENCE = "CC BY-SA 4.0"
"""Of what is written in Wikipedia."""

_ENTRY = re.compile(r"\{([^{}]*)\}")
_FIELD = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^,}\s]+))")
_COMMENT = re.compile(r"--\[\[.*?\]\]|--[^\n]*", re.DOTALL)
_LINK = re.compile(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]")


class Mark(NamedTuple):
    """One mark of a map: its line, what it is called, its picture, and where it stands (degrees)."""

    line: int
    label: str
    mark: str
    lon: float
    lat: float


def marks_in(file: SourceFile) -> Iterator[Mark]:
    """The marks of a module that have a picture, a label and a position; arcs and notes are no marks.

    Raises:
        ImportFailedError: the file is no such module.
    """
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFailedError(f"{file.name}: not UTF-8, which modules of Wikipedia are") from error
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    is_any = False
    for entry in _ENTRY.finditer(text):
        fields = {found[1]: found[2] or found[3] or found[4] or "" for found in _FIELD.finditer(entry[1])}
        if not {"lat", "long", "mark"} <= fields.keys():
            continue
        is_any = True
        label = " ".join(_LINK.sub(r"\1", fields.get("label") or fields.get("link") or "").split())
        try:
            x, y = float(fields["long"]), float(fields["lat"])
        except ValueError:
            continue
        if label:
            yield Mark(text.count("\n", 0, entry.start()) + 1, label, fields["mark"], x, y)
    if not is_any:
        raise ImportFailedError(f"{file.name}: no entry with lat, long and mark; expected a module of a detailed map")
