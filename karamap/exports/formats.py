"""The formats of exports by the endings of their files, and writing one file or a folder of them."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from karamap.errors import RenderError
from karamap.exports import csv_text, flatgeobuf, geojson, geopackage, kml, parquet
from karamap.exports.columns import Export
from karamap.tables.atomic_write import Tell, make_folder, write_bytes_whole


@dataclass(frozen=True, slots=True)
class Format:
    """A format: whether one file holds several layers, and an export as bytes for a file of some name."""

    holds_all: bool
    content: Callable[[Export, str], bytes]


FORMATS = {
    "geojson": Format(False, lambda export, _: geojson.text(export).encode()),
    "gpkg": Format(True, geopackage.content),
    "fgb": Format(False, lambda export, _: flatgeobuf.content(export)),
    "kml": Format(True, lambda export, _: kml.text(export).encode()),
    "csv": Format(False, lambda export, _: csv_text.text(export).encode()),
    "parquet": Format(False, lambda export, _: parquet.content(export)),
}
"""Formats by the ending of a file."""

ONE_LAYER = tuple(ending for ending, form in FORMATS.items() if not form.holds_all)
"""Formats a file of which holds one layer."""


def check(ending: str) -> None:
    """Refuse a format that cannot be written here, before work is spent on it.

    Raises:
        RenderError: it needs what is not installed.
    """
    if ending == "parquet":
        parquet.check()


def content(export: Export, ending: str, name: str = "") -> bytes:
    """An export as the bytes of a file.

    Args:
        export: one layer, or several for a format that holds several.
        ending: the format, one of `FORMATS`.
        name: what the file is called, for a format that names itself.

    Raises:
        RenderError: it would hold half a surrogate pair, or needs what is not installed.
    """
    try:
        return FORMATS[ending].content(export, name)
    except UnicodeEncodeError as error:
        raise RenderError(f"cannot export: a text holds a character that is none ({error.reason})") from error


def write(export: Export, path: Path, ending: str, tell: Tell = warnings.warn) -> None:
    """Write an export into one file, whole or not at all.

    Args:
        export: one layer, or several for a format that holds several.
        path: the file.
        ending: the format, one of `FORMATS`.
        tell: as in `karamap.tables.atomic_write.whole_file`.

    Raises:
        RenderError: it cannot be written; an older file is untouched.
    """
    write_bytes_whole(path, content(export, ending, path.name), tell)


def write_folder(export: Export, folder: Path, ending: str, tell: Tell = warnings.warn) -> list[Path]:
    """Write each layer of an export into a file of its own below a folder, which is made if it is absent.

    Args:
        export: the layers; a file is called after its own, with the ending of the format.
        folder: where to write.
        ending: the format, one of `ONE_LAYER`.
        tell: as in `karamap.tables.atomic_write.whole_file`.

    Returns:
        The files.

    Raises:
        RenderError: one of them cannot be written; older files that were not replaced yet are untouched.
    """
    named = {folder / f"{table.name}.{ending}": replace(export, tables=(table,)) for table in export.tables}
    contents = {path: content(single, ending, path.name) for path, single in named.items()}
    make_folder(folder)
    for path, written in contents.items():
        write_bytes_whole(path, written, tell)
    return list(contents)
