"""Reads a list of written names with their context from CSV, one row at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from karamap.errors import DataError, Fault
from karamap.names.resolutions import Mention
from karamap.tables import csv_tables as tables

CONTEXT = ("name", "district", "kind", "date")
"""Columns with a meaning; only the first must be there, and any others are kept as they are."""


KINDS = ("city", "town", "village", "settlement", "height", "bridge", "monastery")
"""What a place may be said to be."""


MAX_LINE = 1_000_000
"""Longest line in bytes that is read; the csv module refuses cells of more than 131,072 characters anyway."""


MAX_FAULTS = 20
"""So many faults of a list are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list: its cells as they came, and the mention they make."""

    cells: tuple[str, ...]
    mention: Mention


class MentionList:
    """A CSV list of names: `columns` is its header, iterating yields its rows and keeps none of them.

    The header holds `name` and, if wanted, `district`, `kind` and `date`, in any order, beside any other
    columns. Empty cells take their value from `context`. Lines without any cell are passed over.

    Raises:
        DataError: on opening, if the header is unfit; while iterating, at the first row that is. By then
            the rest of the list has been read too, and the error names up to 20 faults with line and column.
    """

    def __init__(self, stream: IO[bytes], path: str, *, context: Mention | None = None) -> None:
        self._path, self._context = path, context or Mention("")
        self._reader = csv.reader(_lines(stream, path), strict=True)
        self.columns: tuple[str, ...] = ()
        for _, cells in self._records():
            self.columns = tuple(cell.strip() for cell in cells)
            break
        if faults := list(self._header_faults()):
            raise DataError(faults)
        self._at = {name: self.columns.index(name) for name in CONTEXT if name in self.columns}

    def __iter__(self) -> Iterator[Listed]:
        """The rows in order, up to the first with a fault."""
        for line, cells in self._records():
            row = self._row(line, cells)
            if isinstance(row, Listed):
                yield row
            else:
                raise DataError(self._collected(row))

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """The records with cells, each with the line that it begins on."""
        begins = self._reader.line_num + 1
        try:
            for cells in self._reader:
                if cells:
                    yield begins, cells
                begins = self._reader.line_num + 1
        except csv.Error as error:
            expected = 'comma separated, quoted with "'
            raise DataError([Fault(self._path, begins, "-", f"not valid CSV: {error}", expected)]) from error

    def _header_faults(self) -> Iterator[Fault]:
        if "name" not in self.columns:
            header = ",".join(self.columns)[:80] or "(nothing)"
            yield Fault(self._path, 1, "1", f"no column 'name' in the header {header!r}", ",".join(CONTEXT))
        for place, column in enumerate(self.columns):
            if column in self.columns[:place]:
                yield Fault(self._path, 1, str(place + 1), f"a second column {column!r}", "each column once")

    def _row(self, line: int, cells: Sequence[str]) -> Listed | list[Fault]:
        if len(cells) != len(self.columns):
            expected = f"{len(self.columns)}: {','.join(self.columns)}"
            return [Fault(self._path, line, "-", f"{len(cells)} cells", expected)]
        given = {name: cells[place].strip() for name, place in self._at.items()}
        faults: list[Fault] = []
        for name, text in given.items():
            try:
                _check(name, text)
            except tables.CellError as error:
                faults.append(Fault(self._path, line, name, error.problem, error.expected))
        return faults or Listed(tuple(cells), self._mention(given))

    def _mention(self, given: dict[str, str]) -> Mention:
        day = given.get("date")
        return Mention(
            given["name"],
            given.get("district") or self._context.district,
            given.get("kind") or self._context.kind,
            date.fromisoformat(day) if day else self._context.date,
        )

    def _collected(self, faults: list[Fault]) -> list[Fault]:
        """These faults and those of the rows that are left, as far as they are worth naming."""
        more, line = 0, 0
        try:
            for line, cells in self._records():
                row = self._row(line, cells)
                if isinstance(row, list):
                    room = MAX_FAULTS - len(faults)
                    faults += row[:room]
                    more += len(row[room:])
        except DataError as error:
            faults += error.faults
        return [*faults, Fault(self._path, line, "-", f"{more:,} more faults up to here")] if more else faults


def _check(column: str, text: str) -> None:
    """Refuse a cell in the words of the tables: what is wrong, and what would be right."""
    if column == "name" and not text:
        raise tables.CellError("empty", "a name")
    if column == "kind" and text:
        tables.choice(*KINDS)(text)
    if column == "date" and text:
        tables.day(text)


def _lines(stream: IO[bytes], path: str) -> Iterator[str]:
    """The lines of a UTF-8 stream, with or without a byte order mark."""
    number = 0
    while raw := stream.readline(MAX_LINE + 1):
        number += 1
        if len(raw) > MAX_LINE:
            raise DataError([Fault(path, number, "-", f"a line of more than {MAX_LINE:,} bytes", "shorter lines")])
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            problem = f"byte 0x{raw[error.start]:02x} is not UTF-8"
            raise DataError([Fault(path, number, str(error.start + 1), problem, "text in UTF-8")]) from error
