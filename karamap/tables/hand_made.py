"""Reads CSV files as people make them, one row at a time, and keeps account of what had to be understood."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import IO, Any

from karamap.errors import DataError, Fault
from karamap.tables import csv_reader, time_of_day
from karamap.tables import csv_tables as tables
from karamap.tables.csv_reader import CsvError
from karamap.tables.csv_tables import CellError, Column
from karamap.tables.text_lines import TextLines
from karamap.tables.written_days import written_day

MAX_FAULTS = 20
"""So many faults of a file are named; the rest are counted."""

MAX_TOLD = 10
"""So many days as they are written are told one by one; where there are more, an example of each way to write one."""

DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a vertical bar"}
"""What may part the cells of a row, the most usual first."""

_STATED_DELIMITER = re.compile(r'"?sep=([,;\t|])"?', re.IGNORECASE)

_MARKS = re.compile(r'[,;\t|"]')

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"))
"""Soft hyphen, spaces of no width and plain marks of direction: nobody sees them, wherever they stand."""

_UNSEEN_ENDS = "\u200c\u200d\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
"""Joiners and embeddings: nobody sees them at the ends of a cell."""

_ALIKE, _LETTERS_OFF, _HARDLY = 0.75, 2, 0.6
"""A column is taken for a misspelt one from the first ratio of likeness on, and up to so many letters more or fewer;
where one is missing that must be there, another is pointed to from the last ratio on."""


@dataclass(frozen=True, slots=True)
class HandMadeRow:
    """One row of a file.

    Attributes:
        line: the line of the file that it begins on.
        cells: the cells as they came, one for each column of the file.
        values: what the cells of the asked columns mean, by the names that they were asked by; None for an empty one.
    """

    line: int
    cells: tuple[str, ...]
    values: dict[str, Any]


class Understood:
    """What was made of a file beyond its plain text, so that its maker can be told."""

    def __init__(self) -> None:
        self.encoding, self.delimiter = "utf-8", ","
        self.blank_rows = self.times = 0
        self.days: Counter[tuple[str, str]] = Counter()

    def sentences(self) -> list[str]:
        """It in words: encoding and delimiter unless they are the usual ones, blank rows, days by how they read."""
        told: list[str] = []
        if self.encoding != "utf-8":
            told.append(f"read as {self.encoding.upper()}")
        if self.delimiter != ",":
            told.append(f"{DELIMITERS[self.delimiter]} parts the cells")
        if self.blank_rows:
            told.append(f"{_counted(self.blank_rows, 'blank row')} passed over")
        if self.times:
            told.append(f"{_counted(self.times, 'cell')} with a time of day beside the day, which was left aside")
        return [*told, *self._days_told()]

    def _days_told(self) -> list[str]:
        """How days were read: each, if they are few, else an example of each way to write one."""
        if len(self.days) <= MAX_TOLD:
            return [f"{_counted(count, 'cell')}: {text!r} read as {day}" for (text, day), count in self.days.items()]
        ways: Counter[str] = Counter()
        examples: dict[str, tuple[str, str]] = {}
        for (text, day), count in self.days.items():
            way = re.sub(r"[^\W\d_]+", "a", re.sub(r"\d", "9", text))
            ways[way] += count
            examples.setdefault(way, (text, day))
        told = [
            f"{_counted(count, 'cell')} with a day such as {examples[way][0]!r}, read as {examples[way][1]}"
            for way, count in ways.most_common(MAX_TOLD)
        ]
        if more := ways.total() - sum(count for _, count in ways.most_common(MAX_TOLD)):
            told.append(f"{_counted(more, 'more cell')} with days written in other ways")
        return told


@dataclass(frozen=True, slots=True)
class Piece:
    """Some records of a file, on which somebody else may go on: with the head they are a file by themselves.

    Attributes:
        line: the line of the whole file on which the first of them begins.
        head: the lines up to the header.
        head_lines: how many these are.
        body: their own lines.
    """

    line: int
    head: str
    head_lines: int
    body: str

    @property
    def content(self) -> bytes:
        """The file that they are by themselves, in UTF-8."""
        return (self.head + self.body).encode()

    def line_in_file(self, line: int) -> int:
        """The line of the whole file that a line of `content` is."""
        return line if line <= self.head_lines else line - self.head_lines - 1 + self.line


class _Read:
    """Lines as they are read; those since somebody took them are kept, if they are wanted."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self._kept = lines, list[str]()
        self.is_kept = True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        if self.is_kept:
            self._kept.append(line)
        return line

    def taken(self) -> list[str]:
        """The lines that were kept, which are forgotten."""
        taken, self._kept = self._kept, []
        return taken


class HandMadeTable:
    """A CSV file with a header; iterating yields its rows and keeps none of them.

    Taken are UTF-8 and, with a byte order mark, UTF-16; any line ends; a comma, semicolon, tab or vertical bar between
    cells, as the header has it or a first line `sep=;` says; columns in any order, their names in any case, with
    spaces or hyphens for underscores; other columns beside; blank rows; missing cells at the end of a row. In cells,
    any spaces and line breaks are one space each, none at the ends; letters are composed (NFC); days are read as
    people write them where that has one reading. `understood` keeps account of it.

    Attributes:
        columns: the names of all columns as the file has them.
        unused: those that were not asked for.
        understood: what was made of the file beyond its plain text, complete after the last row.
    """

    def __init__(self, stream: IO[bytes], path: str, asked: Sequence[Column]) -> None:
        """Read the header.

        Args:
            stream: the file, opened for reading bytes.
            path: what faults call it.
            asked: the columns with a meaning; the required ones must be there and have a value in each row.

        Raises:
            DataError: it is no text, or the header lacks a column or has one twice.
        """
        self._path, self._asked = path, {column.name: column for column in asked}
        self.understood = Understood()
        self._lines = TextLines(stream, path)
        self.understood.encoding = self._lines.encoding
        self._before, self._header_line = 0, 1
        self._reader, self._read = csv_reader.records(()), _Read(iter(self._lines))
        self.columns = self._header()
        self._head = self._read.taken()
        self._read.is_kept = False
        self._at = {name: place for place, name in enumerate(map(key_of, self.columns)) if name in self._asked}
        found = BoundedFaults(path)
        found.add(self._header_faults())
        if faults := found.all():
            raise DataError(faults)
        self.unused = tuple([name for name in self.columns if name and key_of(name) not in self._asked])

    def __iter__(self) -> Iterator[HandMadeRow]:
        """The rows in order, up to the first with a fault.

        Raises:
            DataError: at the first row with a fault, with those of the rows after it, as far as they are worth naming.
        """
        for row in self.rows():
            if isinstance(row, HandMadeRow):
                yield row
            else:
                raise DataError(self._collected(row))

    def rows(self) -> Iterator[HandMadeRow | list[Fault]]:
        """Every row, or what is wrong with it.

        Raises:
            DataError: the rest cannot be read.
        """
        for line, cells in self._records():
            yield self._row(line, cells)

    def pieces(self, count: int) -> Iterator[Piece]:
        """The file in pieces of `count` records, the last one perhaps shorter, in place of iterating over its rows.

        Raises:
            DataError: the rest cannot be read.
        """
        self._read.is_kept = True
        head = "".join(self._head), len(self._head)
        begins, held = self._before + self._reader.line_num + 1, 0
        for _ in self._all_records():
            held += 1
            if held == count:
                yield Piece(begins, *head, "".join(self._read.taken()))
                begins, held = self._before + self._reader.line_num + 1, 0
        if held:
            yield Piece(begins, *head, "".join(self._read.taken()))

    def misspelt(self) -> dict[str, str]:
        """Columns that nobody asked for and that look like one that is missing, with its name."""
        missing = [name for name in self._asked if name not in self._at]
        guesses = {name: difflib.get_close_matches(key_of(name), missing, 1, _ALIKE) for name in self.unused}
        return {
            name: found[0]
            for name, found in guesses.items()
            if found and abs(len(name) - len(found[0])) <= _LETTERS_OFF
        }

    def heading_fault(self, name: str, problem: str, expected: str) -> Fault:
        """A fault at a column's name in the header."""
        return Fault(self._path, self._header_line, str(self.columns.index(name) + 1), problem, expected)

    def _header(self) -> tuple[str, ...]:
        """The names of the columns, after the cells' delimiter was found out."""
        lines, stated = self._read, ""
        first = next(lines, "")
        if found := _STATED_DELIMITER.fullmatch(first.rstrip("\r\n")):
            stated, self._before = found[1], 1
            first = next(lines, "")
        while first and not cleaned(_MARKS.sub("", first)):
            self._before += 1
            self.understood.blank_rows += 1
            first = next(lines, "")
        self.understood.delimiter = delimiter = stated or _delimiter(first, self._asked)
        spaced = re.search(rf"{re.escape(delimiter)} +\S", first) is not None
        self._reader = csv_reader.records(chain([first], lines), delimiter=delimiter, spaced=spaced)
        for line, cells in self._records():
            self._header_line = line
            return tuple(map(cleaned, cells))
        return ()

    def _header_faults(self) -> Iterator[Fault]:
        where = self._path, self._header_line
        missing = [name for name, column in self._asked.items() if column.required and name not in self._at]
        if missing:
            shown = repr(",".join(self.columns)[:80]) if self.columns else "of an empty file"
            named = f"no column {', '.join(map(repr, missing))} in the header {shown}"
            yield Fault(*where, "1", f"{named}{self._meant(missing)}", ",".join(self._asked))
        seen: set[str] = set()
        for place, name in enumerate(self.columns, 1):
            if name and key_of(name) in seen:
                yield Fault(*where, str(place), f"a second column {name!r}", "each column once")
            seen.add(key_of(name))

    def _meant(self, missing: Iterable[str]) -> str:
        """Which columns of the file may be meant to be some that are missing, as the end of a fault."""
        others = [name for name in self.columns if name and key_of(name) not in self._asked]
        by_key = {key_of(name): name for name in others}
        pairs = [(near[0], name) for name in missing if (near := difflib.get_close_matches(name, by_key, 1, _HARDLY))]
        return f"; is {' and '.join(f'{by_key[near]!r} {name!r}' for near, name in pairs)}?" if pairs else ""

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """The rows that are not blank, each with the line that it begins on."""
        for begins, cells in self._all_records():
            if any(map(cleaned, cells)):
                yield begins, cells
            else:
                self.understood.blank_rows += 1

    def _all_records(self) -> Iterator[tuple[int, list[str]]]:
        begins = self._before + self._reader.line_num + 1
        try:
            for cells in self._reader:
                yield begins, cells
                begins = self._before + self._reader.line_num + 1
        except CsvError as error:
            raise DataError([self._no_csv(begins, csv_reader.problem(error))]) from error

    def _no_csv(self, line: int, problem: str) -> Fault:
        mark = DELIMITERS[self.understood.delimiter]
        return Fault(self._path, line, "-", problem, f'{mark} between cells, quoted with "')

    def _row(self, line: int, cells: Sequence[str]) -> HandMadeRow | list[Fault]:
        width = len(self.columns)
        if any(map(cleaned, cells[width:])):
            extra = next(cell for cell in cells[width:] if cleaned(cell))
            expected = f"{width}: {','.join(self.columns)}; quotes around a cell that holds the delimiter"
            return [Fault(self._path, line, "-", f"{len(cells)} cells, {extra[:40]!r} in no column", expected)]
        faults: list[Fault] = []
        values: dict[str, Any] = dict.fromkeys(self._asked)
        for name, place in self._at.items():
            text = cleaned(cells[place]) if place < len(cells) else ""
            try:
                values[name] = self._value(self._asked[name], text)
            except CellError as error:
                faults.append(Fault(self._path, line, name, error.problem, error.expected))
        faults += self._quotes_after_spaces(line, cells)
        if faults:
            return faults
        return HandMadeRow(line, (*cells[:width], *[""] * (width - len(cells))), values)

    def _quotes_after_spaces(self, line: int, cells: Sequence[str]) -> list[Fault]:
        """A quote that stands after a space is no quote to a reader of CSV, and would become part of the text."""
        places = [place for place, cell in enumerate(cells, 1) if cell[:1] == " " and cell.lstrip(" ")[:1] == '"']
        expected = "the quote right at the start"
        return [Fault(self._path, line, str(place), "a space before the quote", expected) for place in places]

    def _value(self, column: Column, text: str) -> Any:
        if not text:
            if column.required:
                raise CellError("empty", "a value")
            return None
        if column.parse is not tables.day:
            return column.parse(text)
        day = written_day(text)
        if text != day.isoformat():
            self.understood.days[text, day.isoformat()] += 1
            self.understood.times += time_of_day.stated(text) is not None
        return day

    def _collected(self, faults: list[Fault]) -> list[Fault]:
        """These faults and those of the rows that are left, as far as they are worth naming."""
        found = BoundedFaults(self._path)
        found.add(faults)
        try:
            for row in self.rows():
                if isinstance(row, list):
                    found.add(row)
        except DataError as error:
            found.last = error.faults
        return found.all()


class BoundedFaults:
    """The faults of one file: the first `MAX_FAULTS`, and how many more there are up to which line."""

    def __init__(self, path: str) -> None:
        self._path, self._named = path, list[Fault]()
        self._more, self._line = 0, 0
        self.last: tuple[Fault, ...] = ()

    def add(self, faults: Iterable[Fault]) -> None:
        """Take some more faults, in the order of their lines."""
        for fault in faults:
            if len(self._named) < MAX_FAULTS:
                self._named.append(fault)
            else:
                self._more += 1
                self._line = max(self._line, fault.line)

    def all(self) -> list[Fault]:
        """What to tell; empty if there were none."""
        counted = Fault(self._path, self._line, "-", f"{self._more:,} more faults up to here")
        return [*self._named, *self.last, *([counted] if self._more else [])]


def cleaned(cell: str) -> str:
    r"""A cell as its letters are meant: composed, one plain space between words, nothing unseen at the ends.

    >>> cleaned("\ufeff Kənd\u00a0 Alma\n")
    'Kənd Alma'
    """
    if cell.isprintable() or cell.isascii():
        return unicodedata.normalize("NFC", " ".join(cell.split()))
    visible = cell.translate(_UNSEEN)
    while (shorter := visible.strip().strip(_UNSEEN_ENDS)) != visible:
        visible = shorter
    return " ".join(unicodedata.normalize("NFC", visible).split())


def any_case(parse: tables.Parser) -> tables.Parser:
    """A parser of one of a closed set of words in lower case, that takes them in any case."""

    def parse_in_lower_case(cell: str) -> Any:
        return parse(cell.casefold())

    return parse_in_lower_case


def key_of(heading: str) -> str:
    """The name of a column as it is asked for: 'Valid From' is valid_from."""
    return re.sub(r"[\s_-]+", "_", heading.casefold())


def _delimiter(header: str, asked: Iterable[str]) -> str:
    """What parts the cells of a header: what makes the most columns that are asked for of it, then the most columns."""
    names = frozenset(asked)
    found, best = ",", (0, 0)
    for delimiter in DELIMITERS:
        parts = [key_of(cleaned(part).strip('"')) for part in header.split(delimiter)]
        rank = len(names.intersection(parts)), len(parts)
        if rank > best:
            found, best = delimiter, rank
    return found


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
