"""Brings the files of a theatre into canonical form without changing what they say."""

from __future__ import annotations

import csv
import io
import json
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from karamap.errors import FolderInUseError, RenderError
from karamap.names import orthographies
from karamap.tables import atomic_write, csv_reader
from karamap.tables import csv_tables as tables
from karamap.tables.csv_reader import CsvError
from karamap.tables.csv_tables import CellError, Row, Table
from karamap.tables.data_folder import BYTE_ORDER_MARK, MAX_BYTES
from karamap.theatre import loader, outlines, settings_file, zones

Lines = list[list[str]]
"""The cells of a file, line by line."""

SPACES = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""What may be taken off the ends of a cell; a line break there is left, since it is no slip of a finger."""

OTHER_FILES: dict[str, Callable[[str], Any]] = {
    settings_file.PATH: tomllib.loads,
    zones.PATH: json.loads,
    **dict.fromkeys(outlines.OUTLINES, json.loads),
}
"""Files that are no tables, with what must be able to read them; only marks and line ends are mended in them."""


@dataclass(frozen=True)
class Mended:
    """One file in canonical form.

    Attributes:
        path: the file below the folder.
        before: its bytes as they are.
        text: what it would be.
        changes: what differs, in words; empty if nothing does.
    """

    path: str
    before: bytes
    text: str
    changes: tuple[str, ...]


def mend(folder: Path) -> list[Mended]:
    """The files below a folder that are not in canonical form, mended; nothing is written.

    A table that does not parse is left out, as is one with a value that canonical form would change, and a settings
    file or outline that cannot be read: `loader.problems` says what is wrong with them.
    """
    found = [mended for table in loader.TABLES if (mended := _table(folder, table))]
    for table in _graphemes(folder):
        if mended := _table(folder, table):
            found.append(mended)
    found += [mended for path, read in OTHER_FILES.items() if (mended := _other(folder, path, read))]
    return [mended for mended in found if mended.changes]


def write(folder: Path, files: Iterable[Mended]) -> None:
    """Put mended files in their places, all of them or none.

    Raises:
        FolderInUseError: one of them cannot be written; those written before it have their old contents again.
    """
    written: list[Mended] = []
    try:
        for mended in files:
            atomic_write.check_writable(folder / mended.path)
        for mended in files:
            atomic_write.write_whole(folder / mended.path, mended.text)
            written.append(mended)
    except RenderError as error:
        for mended in written:
            (folder / mended.path).write_bytes(mended.before)
        advice = "nothing was changed; copy the tables with `karamap init DIR` and mend those"
        raise FolderInUseError(f"{error}; {advice}") from error


def _graphemes(folder: Path) -> list[Table]:
    """The tables of graphemes of the folder's own orthographies."""
    content = _content(folder, orthographies.ORTHOGRAPHIES.path)
    mended = None if content is None else _of_table(orthographies.ORTHOGRAPHIES, content)
    rows = tables.scan_text(orthographies.ORTHOGRAPHIES, mended.text)[0] if mended else []
    return [orthographies.graphemes(row["id"]) for row in rows]


def _table(folder: Path, table: Table) -> Mended | None:
    content = _content(folder, table.path)
    return None if content is None else _of_table(table, content)


def _content(folder: Path, path: str) -> bytes | None:
    """The bytes of a file; None for one that is missing or too large to be read."""
    file = folder / path
    return file.read_bytes() if file.is_file() and file.stat().st_size <= MAX_BYTES else None


def _of_table(table: Table, content: bytes) -> Mended | None:
    """A table in canonical form; None if it does not parse, would not say the same, or is more than is read."""
    if tables.excess(table.path, [content]):
        return None
    try:
        text = _plain(content)
        lines = list(csv_reader.records(io.StringIO(text, newline="")))
    except (UnicodeDecodeError, CsvError):
        return None
    if "\r" in text:
        return None
    tidy = [[_tidy(cell) for cell in cells] for cells in lines]
    rows, faults = tables.scan_text(table, _as_csv(tidy))
    canonical = tables.written(table, (row.values for row in rows))
    if faults or not all(map(_says_the_same, rows)) or canonical.count("\n") != len(lines):
        return None
    changes = (*_changes_of_bytes(content), *_changes_of_cells(text, lines, tidy, rows, canonical))
    return Mended(table.path, content, canonical, changes)


def _other(folder: Path, path: str, read: Callable[[str], Any]) -> Mended | None:
    content = _content(folder, path)
    if content is None:
        return None
    try:
        text = _plain(content)
        read(text)
    except (ValueError, RecursionError):
        return None
    return Mended(path, content, text, tuple(_changes_of_bytes(content)))


def _plain(content: bytes) -> str:
    """The text of a file without a byte order mark, with LF at the end of lines."""
    return content.removeprefix(BYTE_ORDER_MARK).decode("utf-8").replace("\r\n", "\n")


def _tidy(cell: str) -> str:
    return unicodedata.normalize("NFC", cell.strip(SPACES))


def _as_csv(lines: Lines) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(lines)
    return buffer.getvalue()


def _says_the_same(row: Row) -> bool:
    """Whether every value of a row is the same again once it was written; a number of many decimals is not."""
    for column in row.table.columns:
        value = row[column.name]
        try:
            if value is not None and column.parse(tables.as_text(value)) != value:
                return False
        except CellError:
            return False
    return True


def _changes_of_bytes(content: bytes) -> Iterator[str]:
    if content.startswith(BYTE_ORDER_MARK):
        yield "byte order mark taken off"
    if ends := content.count(b"\r\n"):
        yield f"{_counted(ends, 'line end')} from CRLF to LF"


def _changes_of_cells(text: str, lines: Lines, tidy: Lines, rows: Sequence[Row], canonical: str) -> Iterator[str]:
    pairs = [pair for one, other in zip(lines, tidy, strict=True) for pair in zip(one, other, strict=True)]
    if spaced := sum(cell != cell.strip(SPACES) for cell, _ in pairs):
        yield f"spaces taken off the ends of {_counted(spaced, 'cell')}"
    if composed := sum(cell.strip(SPACES) != mended for cell, mended in pairs):
        yield f"{_counted(composed, 'cell')} composed to NFC"
    in_order = [[tables.as_text(row[column]) for column in row.table.header] for row in rows]
    if in_order != tidy[1:]:
        yield "numbers written the short way"
    if in_order != list(csv_reader.records(io.StringIO(canonical, newline="")))[1:]:
        yield "rows sorted"
    if not text.endswith("\n"):
        yield "a line end put after the last row"
    if _as_csv(lines).rstrip("\n") != text.rstrip("\n"):
        yield "quotes only where they are needed"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
