"""Saving a snapshot or a series: a page, a figure, or layers in any format of exports."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from karamap.errors import RenderError
from karamap.exports.columns import Export
from karamap.tables.atomic_write import write_bytes_whole, write_whole

PAGES = (".html", ".htm")
"""Suffixes of pages."""


def save(
    path: str | os.PathLike[str],
    layers: str | Sequence[str] | None,
    page: Callable[[], str],
    document: Callable[[], Mapping[str, Any]],
    export: Callable[[Sequence[str]], Export],
) -> Path:
    """Write a page or an export into a file, whole or not at all, and return its path.

    Args:
        path: the ending says what it is to be.
        layers: names of layers for an export; None for all that its format holds, territory alone if that is one.
        page: makes the page.
        document: makes the drawing document, for a figure of its last day.
        export: makes the export of some layers.

    Raises:
        RenderError: the suffix is another one, or the file cannot be written.
        ValueError: there is no such layer, or the format holds one alone.
    """
    target = Path(path)
    if target.suffix.lower() in PAGES:
        write_whole(target, page())
        return target
    from karamap.figure.files import KINDS  # noqa: PLC0415 - only a figure needs it

    if target.suffix.lower() in KINDS:
        from karamap.report.pictures import as_file  # noqa: PLC0415

        write_bytes_whole(target, as_file(document(), target.suffix.lower()))
        return target
    from karamap.exports import formats  # noqa: PLC0415 - only an export needs it
    from karamap.exports.layers import LAYERS  # noqa: PLC0415

    ending = target.suffix.lower().removeprefix(".")
    if ending not in formats.FORMATS:
        endings = ", ".join(f".{known}" for known in formats.FORMATS)
        raise RenderError(f"cannot save {target.name!r}; name a file that ends in .html, {', '.join(KINDS)}, {endings}")
    wanted = [layers] if isinstance(layers, str) else list(layers or [])
    for layer in wanted:
        if layer not in LAYERS:
            raise ValueError(f"no layer {layer!r}; the layers are {', '.join(LAYERS)}")
    holds_all = formats.FORMATS[ending].holds_all
    if len(set(wanted)) > 1 and not holds_all:
        raise ValueError(f"a .{ending} file holds one layer; name one, or a .gpkg or .kml file")
    formats.check(ending)
    usual = list(LAYERS) if holds_all else ["territory"]
    formats.write(export([name for name in LAYERS if name in wanted] or usual), target, ending)
    return target
