"""Reads curated CSV tables into rows that know their file and line, and writes them in canonical form."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from karamap.errors import DataError, Fault
from karamap.tables import csv_reader
from karamap.tables.csv_reader import CsvError
from karamap.tables.data_folder import BYTE_ORDER_MARK, DataFolder, UnreadableError
from karamap.tables.printable import PERSIAN_JOINER

MOST_LINES, MOST_CELLS = 500_000, 4_000_000
"""So many lines and cells of all tables together are read at the most: a cell takes about 150 bytes of memory."""

Parser = Callable[[str], Any]
"""Turns the text of a cell into a value, or raises a `CellError`."""


class CellError(ValueError):
    """A cell or a setting that cannot be: what is wrong with it, and what would be right."""

    def __init__(self, problem: str, expected: str) -> None:
        self.problem, self.expected = problem, expected
        super().__init__(f"{problem}; expected {expected}")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how its text becomes a value, and whether it may be empty."""

    name: str
    parse: Parser
    required: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """One curated CSV file: its path below the data folder, its columns, and those that sort and identify a row."""

    path: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    optional: bool = False
    """Whether a folder may lack the file; that is as if it had no rows."""

    @property
    def header(self) -> tuple[str, ...]:
        """The first line of the file."""
        return tuple(column.name for column in self.columns)


@dataclass(slots=True)
class Row:
    """One parsed line of a table; empty cells are `None`. Not frozen: twenty thousand are made for one map."""

    table: Table
    line: int
    values: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def fault(self, column: str, problem: str, expected: str = "") -> Fault:
        """A fault at this line."""
        return Fault(self.table.path, self.line, column, problem, expected)

    def beside(self, other: Row) -> str:
        """This line in words, in a fault of another row."""
        return f"line {self.line}" if self.table.path == other.table.path else f"line {self.line} of {self.table.path}"


class Rows(dict[str, list[Row]]):
    """The rows of several tables that parse, by table path, and which tables have others that do not."""

    broken: frozenset[str] = frozenset()

    def whole(self, *among: Table) -> bool:
        """Whether every row of some tables was read, so that what is absent from them is really absent."""
        return not self.broken & {table.path for table in among}

    def ids(self, *among: Table) -> frozenset[str] | None:
        """The ids in some tables; None where one of them has unread rows, so that nothing can be said."""
        return frozenset(row["id"] for table in among for row in self[table.path]) if self.whole(*among) else None


def read(table: Table, folder: DataFolder) -> list[Row]:
    """Read one table.

    Raises:
        DataError: with every fault of the file: missing file, bad UTF-8, wrong header, a cell that does
            not parse, an empty cell that must not be, a repeated key.
    """
    rows, faults = scan(table, folder)
    if faults:
        raise DataError(faults)
    return rows


def scan(table: Table, folder: DataFolder) -> tuple[list[Row], list[Fault]]:
    """Read one table as far as it goes: the rows that parse, and the faults of those that do not."""
    text, faults = _decoded(table, folder)
    return ([], faults) if faults else scan_text(table, text)


def scan_text(table: Table, text: str) -> tuple[list[Row], list[Fault]]:
    """Read the text of one table as far as it goes: the rows that parse, and the faults of those that do not."""
    lines: list[tuple[int, list[str]]] = []
    reader = csv_reader.records(io.StringIO(text, newline=""))
    begins = 1
    try:
        header = next(reader, [])
        if tuple(header) != table.header:
            return [], [_header_fault(table, header)]
        begins = reader.line_num + 1
        for cells in reader:
            lines.append((begins, cells))
            begins = reader.line_num + 1
    except CsvError as error:
        problem = csv_reader.problem(error)
        return [], [Fault(table.path, begins, "-", problem, 'comma separated, quoted with "')]
    rows, faults = _parsed(table, lines)
    return rows, faults + list(_repeated_keys(rows))


def excess(path: str, contents: Iterable[bytes]) -> Fault | None:
    """The fault of a table that, with those read before it, has more lines or cells than are read; else None."""
    lines, commas = 0, 0
    for content in contents:
        lines, commas = lines + content.count(b"\n") + content.count(b"\r"), commas + content.count(b",")
    if lines <= MOST_LINES and lines + commas <= MOST_CELLS:
        return None
    problem = f"with the tables before it {lines:,} lines and {lines + commas:,} cells"
    return Fault(path, 1, "-", problem, f"at most {MOST_LINES:,} and {MOST_CELLS:,}")


def _decoded(table: Table, folder: DataFolder) -> tuple[str, list[Fault]]:
    try:
        content = folder.content(table.path)
    except UnreadableError as error:
        return "", list(error.faults)
    if content is None:
        missing = Fault(table.path, 1, "-", f"no such file in {folder.path}", "a table with this name")
        return ",".join(table.header), [] if table.optional else [missing]
    if content.startswith(BYTE_ORDER_MARK):
        expected = "UTF-8 without one; `karamap check --fix` takes it off"
        return "", [Fault(table.path, 1, "1", "begins with a byte order mark", expected)]
    if too_large := excess(table.path, [content]):
        return "", [too_large]
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        problem = f"byte 0x{content[error.start]:02x} is not UTF-8"
        return "", [Fault(table.path, line, str(column), problem, "a file saved as UTF-8")]


def _header_fault(table: Table, header: Sequence[str]) -> Fault:
    wanted = table.header
    off = next(
        (i for i, pair in enumerate(zip(header, wanted, strict=False)) if pair[0] != pair[1]),
        min(len(header), len(wanted)),
    )
    name = header[off] if off < len(header) else "(nothing)"
    return Fault(table.path, 1, str(off + 1), f"header has {name!r} here", ",".join(wanted))


def _parsed(table: Table, lines: Sequence[tuple[int, list[str]]]) -> tuple[list[Row], list[Fault]]:
    """Parse column by column, each distinct cell once."""
    width = len(table.columns)
    faults = [
        Fault(table.path, line, "-", f"{len(cells)} cells", f"{width}: {','.join(table.header)}")
        for line, cells in lines
        if len(cells) != width
    ]
    whole = [(line, cells) for line, cells in lines if len(cells) == width]
    columns: list[list[Any]] = []
    broken: set[int] = set()
    for column, cells in zip(table.columns, zip(*(cells for _, cells in whole), strict=True), strict=False):
        values, problems = _values(column, set(cells))
        if problems:
            bad = [(line, problems[cell]) for (line, _), cell in zip(whole, cells, strict=True) if cell in problems]
            faults += [Fault(table.path, line, column.name, *problem) for line, problem in bad]
            broken.update(line for line, _ in bad)
        columns.append(list(map(values.get, cells)))
    header = table.header
    rows = [Row(table, line, dict(zip(header, row))) for (line, _), row in zip(whole, zip(*columns))]  # noqa: B905
    return [row for row in rows if row.line not in broken] if broken else rows, faults


def _values(column: Column, cells: Iterable[str]) -> tuple[dict[str, Any], dict[str, tuple[str, str]]]:
    """What the distinct cells of a column mean, and what is wrong with those that mean nothing."""
    values: dict[str, Any] = {}
    problems: dict[str, tuple[str, str]] = {}
    for cell in cells:
        try:
            values[cell] = _value(column, cell)
        except CellError as error:
            problems[cell] = (error.problem, error.expected)
    return values, problems


def _value(column: Column, cell: str) -> Any:
    if not cell:
        if column.required:
            raise CellError("empty", "a value")
        return None
    return column.parse(cell)


def _repeated_keys(rows: Iterable[Row]) -> Iterator[Fault]:
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        key = tuple(map(row.values.get, row.table.key))
        first = seen.setdefault(key, row.line)
        if first != row.line:
            column = row.table.key[0] if len(key) == 1 else "-"
            yield row.fault(column, f"{' / '.join(map(as_text, key))} is already on line {first}", "one row for each")


def written(table: Table, rows: Iterable[Mapping[str, Any]]) -> str:
    """The canonical text of a table: sorted by its key, LF line ends, only the quotes that are needed."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.header)
    lines = [tuple(map(as_text, map(row.__getitem__, table.header))) for row in rows]
    order = [table.header.index(name) for name in table.key]
    lines.sort(key=lambda cells: ([cells[i] for i in order], cells))
    writer.writerows(lines)
    return buffer.getvalue()


def as_text(value: Any) -> str:
    """A value as it stands in a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, float):
        return f"{value:.5f}".rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, date) else str(value)


def text(cell: str) -> str:
    """Plain text: NFC, no control characters, no spaces at the ends; the joiner of Persian script is a letter."""
    if not cell.isprintable() and not (bad := cell.replace(PERSIAN_JOINER, "")).isprintable():
        bad = next(character for character in bad if not character.isprintable())
        raise CellError(f"holds the unprintable character U+{ord(bad):04X}", "printable text")
    if cell != cell.strip():
        raise CellError(f"{cell!r} begins or ends with a space", "the text alone")
    if not unicodedata.is_normalized("NFC", cell):
        raise CellError(f"{cell!r} is not in Unicode form NFC", "NFC")
    return cell


def identifier(cell: str) -> str:
    """A short id: letters, digits, dot, hyphen, underscore."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", cell):
        raise CellError(f"{cell!r} is not an id", "letters, digits, '.', '-' and '_'")
    return cell


def identifiers(cell: str) -> tuple[str, ...]:
    """Several ids, one space between each two, none twice."""
    ids = tuple(map(identifier, cell.split(" ")))
    if len(set(ids)) < len(ids):
        raise CellError(f"{cell!r} names an id twice", "each id once")
    return ids


@dataclass(frozen=True, slots=True)
class number:  # noqa: N801 - reads as the other parsers do
    """A decimal number between two bounds."""

    low: float
    high: float

    def __call__(self, cell: str) -> float:
        """The number that a cell holds."""
        if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell):
            raise CellError(f"{cell!r} is not a number", "a decimal number such as 46.8")
        value = float(cell)
        if not self.low <= value <= self.high:
            raise CellError(f"{cell} is out of range", f"{self.low:g} to {self.high:g}")
        return value


def count(cell: str) -> int:
    """A whole number, zero or more."""
    if not re.fullmatch(r"[0-9]{1,9}", cell):
        raise CellError(f"{cell!r} is not a count", "a whole number")
    return int(cell)


def day(cell: str) -> date:
    """A day in ISO 8601: YYYY-MM-DD."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        with suppress(ValueError):
            return date.fromisoformat(cell)
    raise CellError(f"{cell!r} is not a date", "YYYY-MM-DD, a day that exists")


class choice:  # noqa: N801 - reads as the other parsers do
    """One of a closed set of words, `allowed`."""

    def __init__(self, *allowed: str) -> None:
        self.allowed = allowed

    def __call__(self, cell: str) -> str:
        """The word that a cell holds."""
        if cell not in self.allowed:
            raise CellError(f"{cell!r} is not known here", f"one of {', '.join(self.allowed)}")
        return cell


class enum:  # noqa: N801 - reads as the other parsers do
    """One of a closed set of members of an Enum, the whole of it or some, written as its value."""

    def __init__(self, members: Iterable[Enum]) -> None:
        self._by_text = {str(member.value): member for member in members}
        self.allowed = tuple(self._by_text)
        self._known = choice(*self.allowed)

    def __call__(self, cell: str) -> Enum:
        """The member that a cell names."""
        return self._by_text[self._known(cell)]


def yes_no(cell: str) -> bool:
    """`yes` or `no`."""
    return bool(choice("yes", "no")(cell) == "yes")


def url(cell: str) -> str:
    """A web address, http or https."""
    if not re.fullmatch(r"https?://[^\s<>\"]+", cell):
        raise CellError(f"{cell!r} is not a web address", "http:// or https://")
    return text(cell)


def colour(cell: str) -> str:
    """A colour as #rrggbb."""
    if not re.fullmatch(r"#[0-9a-f]{6}", cell):
        raise CellError(f"{cell!r} is not a colour", "#rrggbb in lower case")
    return cell
