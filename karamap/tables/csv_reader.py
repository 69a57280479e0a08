"""Python's reader of CSV with a limit of its own for the length of a cell.

The limit of the module `csv` belongs to the whole process: any program that karamap is imported by may have set it, and
it is not karamap's to set. So the reader here comes from another instance of the module behind `csv`. Nothing is read
by a dialect's name either, since those names are the process's too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec, module_from_spec
from typing import Any, Protocol

MAX_CELL = 131_072
"""Longest cell in characters that is read."""


class Records(Protocol):
    """The records of a CSV file, and how many lines of it were read for them."""

    @property
    def line_num(self) -> int:
        """So many lines were read."""

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


def _own_instance() -> Any:
    spec = find_spec("_csv")
    assert spec is not None and spec.loader is not None, "Python's own"
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.field_size_limit(MAX_CELL)
    return module


_csv = _own_instance()

CsvError: type[Exception] = _csv.Error
"""What the reader raises at what is no CSV; `problem` words it."""


def records(lines: Iterable[str], *, delimiter: str = ",", strict: bool = True, spaced: bool = False) -> Records:
    """The records in some lines, which keep their ends.

    Args:
        lines: an iterable of lines; a stream of text must be opened with `newline=""`.
        delimiter: what parts cells.
        strict: whether quotes in the wrong places are errors.
        spaced: whether spaces after a delimiter are none of the cell.
    """
    reader: Records = _csv.reader(lines, delimiter=delimiter, strict=strict, skipinitialspace=spaced)
    return reader


def unquoted_records(lines: Iterable[str]) -> Records:
    """The records in some lines whose cells are parted by tabs and never quoted."""
    reader: Records = _csv.reader(lines, delimiter="\t", quoting=_csv.QUOTE_NONE)
    return reader


def problem(error: Exception) -> str:
    """A `CsvError` in words."""
    words = {
        "unexpected end of data": "a quote is opened here and never closed",
        f"field larger than field limit ({MAX_CELL})": f"a cell of more than {MAX_CELL:,} characters",
    }
    return f"not valid CSV: {words.get(str(error), error)}"
