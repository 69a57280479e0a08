"""Finds the columns that mean something in the tables of others, whatever their headers call them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from karamap.errors import DataError, Fault
from karamap.importers import list_words
from karamap.importers.coarse_days import span
from karamap.importers.found import LeftOut
from karamap.importers.source_file import SourceFile
from karamap.tables import csv_tables as tables
from karamap.tables import time_of_day
from karamap.tables.csv_tables import CellError, Column, Parser
from karamap.tables.hand_made import HandMadeRow, HandMadeTable, key_of

_LOOKED_AT = 200
"""So many rows are looked at to tell what an unknown column could be."""

_SHARE, _MOST_MEANT = 0.9, 3
"""The share of a column's cells that must be readable as what it could be; so many columns are told."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column may mean.

    Attributes:
        name: ours for it.
        headers: what columns are called in English and by those who publish such tables.
        parse: how a cell is read.
        required: whether the column must be there.
        words: under which meaning `list_words` has what other languages call it; its name, if empty.
    """

    name: str
    headers: tuple[str, ...]
    parse: Parser = str
    required: bool = False
    words: str = ""

    def called(self) -> tuple[str, ...]:
        """All headers of it, those in English first."""
        return *self.headers, *list_words.headers(self.words or self.name)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row of somebody's table: its line, what its cells mean, and all cells by their headers."""

    line: int
    values: Mapping[str, Any]
    cells: Mapping[str, str]


class ForeignTable:
    """A table of others, the columns of which are known by any of several headers.

    Attributes:
        columns: the headers as the file has them.
        meanings: our name of each column that was recognised, by its header.
        left_out: the rows that could not be read, once all have been.
        has_rows: whether there is a row below the header, once all have been read.
        notes: what had to be understood, in sentences, once all rows have been read.
    """

    def __init__(self, file: SourceFile, meanings: Sequence[Meaning]) -> None:
        """Read the header.

        Raises:
            DataError: the file is no table, or lacks a column that must be there.
        """
        self._file = file
        self.columns = HandMadeTable(file.open(), file.name, ()).columns
        self.meanings = _recognised(self.columns, meanings)
        by_name = {meaning.name: meaning for meaning in meanings}
        missing = [meaning for meaning in meanings if meaning.required and meaning.name not in self.meanings.values()]
        if missing:
            raise DataError(self._lacks(missing))
        asked = [
            Column(key_of(header), by_name[name].parse, required=by_name[name].required)
            for header, name in self.meanings.items()
        ]
        self._table = HandMadeTable(file.open(), file.name, asked)
        self._spans = [header for header, name in self.meanings.items() if by_name[name].parse is span]
        self.left_out: list[LeftOut] = []
        self.has_rows = False

    @property
    def mapping(self) -> str:
        """Which columns were taken for what, in words, and which for nothing."""
        return self.mapping_with({})

    def mapping_with(self, more: Mapping[str, str]) -> str:
        """The same, with what more columns were taken for by whoever asked for the table."""
        meanings = {**self.meanings, **more}
        taken = [f"{header!r} {name}" for header, name in meanings.items()]
        others = [repr(header) for header in self.columns if header and header not in meanings]
        return ", ".join(taken) + (f"; not read: {', '.join(others)}" if others else "")

    @property
    def notes(self) -> list[str]:
        """What had to be understood, in sentences."""
        return [*self._table.understood.sentences(), *([] if self.has_rows else ["no row below the header"])]

    def __iter__(self) -> Iterator[FoundRow]:
        """The rows that can be read.

        Raises:
            DataError: the rest of the file cannot be read.
        """
        ours = {key_of(header): name for header, name in self.meanings.items()}
        for row in self._table.rows():
            self.has_rows = True
            if isinstance(row, HandMadeRow):
                values = {ours[key]: value for key, value in row.values.items()}
                cells = dict(zip(self.columns, row.cells, strict=False))
                self._table.understood.times += sum(1 for header in self._spans if has_time(cells[header]))
                yield FoundRow(row.line, values, cells)
            else:
                reason = "; ".join(f"{fault.column}: {fault.problem}, expected {fault.expected}" for fault in row)
                self.left_out.append(LeftOut(self._file.name, row[0].line, "", reason))

    def _lacks(self, missing: Sequence[Meaning]) -> list[Fault]:
        """What columns are missing, and which of the file's own could be meant by what stands in them."""
        shown = ",".join(self.columns)[:80]
        if not self.meanings and any(map(_is_number, self.columns)):
            problem = f"the first line is no header but holds numbers: {shown!r}"
            return [Fault(self._file.name, 1, "1", problem, "a line above it that names the columns")]
        meant = columns_meant(self._file, [name for name in self.columns if name not in self.meanings], missing)
        return [
            Fault(
                self._file.name,
                1,
                "1",
                f"no column for {meaning.name} in the header {shown!r}{meant[meaning.name]}",
                f"{' or '.join(meaning.headers)}, or the word for it in {', '.join(list_words.languages())}",
            )
            for meaning in missing
        ]


def columns_meant(file: SourceFile, unknown: Sequence[str], missing: Sequence[Meaning]) -> dict[str, str]:
    """Which columns that nobody knows could be those that are missing, as the end of a sentence, by our name of each.

    A column could be one if nine in ten of its cells, of the first rows, can be read as such; a column of text could
    be any that is nothing else.
    """
    cells: dict[str, list[str]] = {name: [] for name in unknown if name}
    try:
        table = HandMadeTable(file.open(), file.name, ())
        for row in islice(table.rows(), _LOOKED_AT):
            if isinstance(row, HandMadeRow):
                for name, cell in zip(table.columns, row.cells, strict=False):
                    if name in cells and cell.strip():
                        cells[name].append(" ".join(cell.split()))
    except DataError:
        return {meaning.name: "" for meaning in missing}
    return {meaning.name: _could_be(meaning, cells) for meaning in missing}


def _could_be(meaning: Meaning, cells: Mapping[str, Sequence[str]]) -> str:
    """Which columns could be one, with an example of a cell; empty if none could."""
    parse = meaning.parse if meaning.parse is not str else _words
    found = [
        f"{name!r} (with {values[0]!r})"
        for name, values in cells.items()
        if values and sum(1 for value in values if _reads(parse, value)) >= _SHARE * len(values)
    ]
    return f"; it could be {' or '.join(found[:_MOST_MEANT])}" if found else ""


def _reads(parse: Parser, cell: str) -> bool:
    try:
        parse(cell)
    except CellError:
        return False
    return True


def _words(cell: str) -> str:
    """A text that is neither a number nor a day.

    Raises:
        CellError: it is one, or an address.
    """
    if _is_number(cell) or _reads(span, cell) or "://" in cell:
        raise CellError(f"{cell!r} is no name", "words")
    return cell


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?", cell.strip()) is not None


def has_time(cell: str) -> bool:
    """Whether a day or a stretch of days that was read has a time of day beside it."""
    return time_of_day.stated(" ".join(cell.split())) is not None


def _recognised(columns: Sequence[str], meanings: Sequence[Meaning]) -> dict[str, str]:
    """Our names of the columns that mean something, by their headers: the first header of a meaning that is there."""
    by_key = {key_of(column): column for column in reversed(columns) if column}
    found: dict[str, str] = {}
    for meaning in meanings:
        for header in meaning.called():
            column = by_key.get(key_of(header))
            if column is not None and column not in found:
                found[column] = meaning.name
                break
    return found


def lon(cell: str) -> float:
    """Degrees of longitude.

    Raises:
        CellError: it is no number, or out of range.
    """
    return _degrees(cell, 180, "degrees east, such as 32.53, or -58.4 for west")


def lat(cell: str) -> float:
    """Degrees of latitude.

    Raises:
        CellError: it is no number, or out of range.
    """
    return _degrees(cell, 90, "degrees north, such as 15.55, or -12.1 for south")


def _degrees(cell: str, most: float, expected: str) -> float:
    """A number of degrees; a comma may stand for the point."""
    plain = cell.replace(",", ".") if cell.count(",") == 1 and "." not in cell else cell.lstrip("+")
    try:
        return float(tables.number(-most, most)(plain))
    except CellError as error:
        raise CellError(error.problem, expected) from None
