"""Inputs in chunks: CSV, JSON lines, Parquet and pages of text, a file or a folder of them, never whole in memory."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from karamap.errors import BatchError, DataError, Fault
from karamap.tables.csv_tables import Column
from karamap.tables.hand_made import HandMadeTable

TABLES = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
"""Endings of tables, and how they are read."""

PAGES = (".txt", ".md", ".html", ".htm", ".xhtml", ".pdf")
"""Endings of pages."""

MOST_BYTES = 8_000_000
"""So many bytes a chunk of pages or lines has at the most, but for a single one that has more."""

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that is read: its path, what it is called below the input, its size in bytes, its SHA-256."""

    path: Path
    name: str
    size: int
    sha256: str

    @property
    def form(self) -> str:
        """How it is read: `csv`, `jsonl`, `parquet` or `page`."""
        return TABLES.get(self.path.suffix.lower(), "page")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of one table, or some pages: small enough to be sent to a worker.

    Attributes:
        form: how it is read, as of `InputFile`.
        files: the pages by name; of a table one file that has the rows and, in CSV, the header.
        line: the line of the table on which the first row begins, or the number of that row in Parquet.
        head_lines: how many lines of the one file belong to the header.
    """

    form: str
    files: tuple[tuple[str, bytes], ...]
    line: int = 1
    head_lines: int = 0

    @property
    def digest(self) -> str:
        """SHA-256 of all of it."""
        digest = hashlib.sha256(f"{self.form} {self.line} {self.head_lines}".encode())
        for name, content in self.files:
            digest.update(f"\0{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    def line_in_file(self, line: int) -> int:
        """The line of the table that a line of the one file is."""
        return line if line <= self.head_lines else line - self.head_lines - 1 + self.line


def input_files(place: Path, endings: Iterable[str], output: Path) -> list[InputFile]:
    """The files to be read: one, or all below a folder whose ending is among some, by name; hidden ones are left out.

    Where a folder has tables, pages beside them (a README) are left out.

    Args:
        place: a file or a folder.
        endings: in small letters, with the dot.
        output: where the parts go, which must not lie within the input.

    Raises:
        BatchError: there is none, or one cannot be read.
    """
    endings = tuple(endings)
    try:
        if not place.is_dir():
            if place.suffix.lower() not in endings:
                raise BatchError(f"{place} is no input: give a folder, or a file that ends with {', '.join(endings)}")
            return [_file(place, place.name)]
        if output.resolve().is_relative_to(place.resolve()):
            raise BatchError(f"{output} lies within the input, {place}; name a folder outside of it")
        names = {path: path.relative_to(place).as_posix() for path in place.rglob("*")}
        shown = [path for path, name in names.items() if not any(part[0] == "." for part in name.split("/"))]
        paths = [path for path in shown if path.suffix.lower() in endings and path.is_file()]
        paths = [path for path in paths if path.suffix.lower() in TABLES] or paths
        if not paths:
            raise BatchError(f"{place} holds no input: no file in it ends with {', '.join(endings)}")
        return [_file(path, names[path]) for path in sorted(paths, key=lambda path: names[path])]
    except OSError as error:
        raise BatchError(f"{error.filename or place} cannot be read: {error.strerror or error}") from error


def chunks(files: Sequence[InputFile], columns: Sequence[Column], count: int) -> Iterator[Chunk]:
    """All files in chunks of `count` rows or pages, in the order of the files; no chunk has rows of two tables.

    Args:
        files: what is read.
        columns: of a table in CSV, those with a meaning.
        count: how many rows or pages a chunk has, the last one of a table perhaps fewer.

    Raises:
        DataError: a file is not what its ending says, or lacks a column.
        BatchError: a file cannot be read.
    """
    pages = [file for file in files if file.form == "page"]
    ways: dict[str, Callable[[InputFile], Iterator[Chunk]]] = {
        "csv": lambda file: _csv_chunks(file, columns, count),
        "jsonl": lambda file: _line_chunks(file, count),
        "parquet": lambda file: _parquet_chunks(file, columns, count),
    }
    try:
        for file in files:
            if file.form != "page":
                yield from ways[file.form](file)
        yield from _page_chunks(pages, count)
    except OSError as error:
        raise BatchError(f"{error.filename or 'a file'} cannot be read: {error.strerror or error}") from error


def _file(path: Path, name: str) -> InputFile:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
            size += len(block)
    return InputFile(path, name, size, digest.hexdigest())


def _csv_chunks(file: InputFile, columns: Sequence[Column], count: int) -> Iterator[Chunk]:
    with file.path.open("rb") as stream:
        for piece in HandMadeTable(stream, file.name, columns).pieces(count):
            yield Chunk("csv", ((file.name, piece.content),), piece.line, piece.head_lines)


def _line_chunks(file: InputFile, count: int) -> Iterator[Chunk]:
    """Lines by so many; those that are all blank are left out."""
    with file.path.open("rb") as stream:
        held, size, first = list[bytes](), 0, 1
        for number, line in enumerate(chain(stream, [b""]), 1):
            if held and (not line or len(held) == count or size + len(line) > MOST_BYTES):
                if any(map(bytes.strip, held)):
                    yield Chunk("jsonl", ((file.name, b"".join(held)),), first)
                held, size, first = [], 0, number
            held.append(line)
            size += len(line)


def _parquet_chunks(file: InputFile, columns: Sequence[Column], count: int) -> Iterator[Chunk]:
    import pyarrow as pa  # noqa: PLC0415 - takes long to import
    from pyarrow import parquet  # noqa: PLC0415

    try:
        source: Any = parquet.ParquetFile(file.path)
        missing = [item.name for item in columns if item.required and item.name not in source.schema_arrow.names]
        if missing:
            has = ", ".join(source.schema_arrow.names)
            raise DataError([Fault(file.name, 1, missing[0], "no such column", f"a column {missing[0]} beside {has}")])
        row = 1
        for batch in source.iter_batches(batch_size=count):
            content = io.BytesIO()
            with pa.ipc.new_stream(content, batch.schema) as writer:
                writer.write_batch(batch)
            yield Chunk("parquet", ((file.name, content.getvalue()),), row)
            row += batch.num_rows
    except pa.ArrowException as error:
        raise DataError([Fault(file.name, 1, "-", f"not valid Parquet: {error}", "a Parquet file")]) from error


def _page_chunks(files: Sequence[InputFile], count: int) -> Iterator[Chunk]:
    held, size = list[tuple[str, bytes]](), 0
    for file in files:
        if held and (len(held) == count or size + file.size > MOST_BYTES):
            yield Chunk("page", tuple(held))
            held, size = [], 0
        held.append((file.name, file.path.read_bytes()))
        size += file.size
    if held:
        yield Chunk("page", tuple(held))
