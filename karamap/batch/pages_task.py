"""Pages to proposals: one part has what is read out of the pages of one chunk."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from karamap.batch.chunks import Chunk
from karamap.batch.names_task import arrow_table, objects
from karamap.batch.tasks import Made, Opened, counted, parquet_of
from karamap.errors import DataError, DateError, ExtractionError, Fault, LanguageError
from karamap.record.schema import NO_SIDE
from karamap.statements.page_text import page_text
from karamap.statements.proposals import COLUMNS, Page, proposals
from karamap.tables.cells import cell
from karamap.tables.csv_tables import Column
from karamap.tables.days import stated_day
from karamap.tables.hand_made import HandMadeTable, key_of

FIELDS = ("file", "published", "language", "source_url", "publisher", "publisher_side")
"""Columns of a table of pages that have a meaning, beside `text`, which must be there."""

TABLE = (Column("text", str), *[Column(name, str, required=False) for name in FIELDS])
"""The same as a table made by hand has them."""


@dataclass(frozen=True)
class About:
    """What is said of pages that say nothing of it themselves."""

    published: date | None = None
    language: str | None = None
    source_url: str = ""
    publisher: str = ""
    publisher_side: str | None = None


@dataclass(frozen=True)
class _Given:
    """One page as it was given."""

    name: str
    text: str | bytes
    told: Mapping[str, Any]


@dataclass(frozen=True)
class Pages:
    """Read the pages of a chunk; `about` is said of all that say nothing else."""

    chunk: Chunk
    about: About

    @property
    def digest(self) -> str:
        """SHA-256 of the pages; what is said of all of them stands in the options of the run."""
        return self.chunk.digest

    def run(self, opened: Opened) -> Made:
        """The rows of `karamap extract`, as text; pages that cannot be read are told apart."""
        import pyarrow as pa  # noqa: PLC0415 - takes long to import

        try:
            given = list(_pages(self.chunk))
        except DataError as error:
            return Made(faults=error.faults)
        rows, left_out = list[dict[str, Any]](), list[tuple[str, str]]()
        for page in given:
            try:
                rows += _read(opened, page, self.about)
            except (ExtractionError, LanguageError, DateError) as error:
                left_out.append((page.name, str(error)))
        columns = {name: pa.array([cell(row[name]) for row in rows], pa.string()) for name in COLUMNS}
        counts = {**counted(row["what"] for row in rows), "pages": len(given) - len(left_out)}
        return Made(parquet_of(pa.table(columns)), len(rows), counts, left_out=tuple(left_out))


def _read(opened: Opened, page: _Given, about: About) -> list[dict[str, Any]]:
    theatre, told = opened.theatre, page.told
    published = _day(told.get("published")) or about.published
    if published is None:
        raise DateError("nothing says when it was published; give a column `published`, or --published")
    side = told.get("publisher_side") or about.publisher_side
    if side is not None and side not in theatre.record.sides:
        raise ExtractionError(f"publisher_side {side} is no party; there are {', '.join(theatre.record.sides)}")
    text = page_text(page.text, page.name) if isinstance(page.text, bytes) else page.text
    spoken = told.get("language") or about.language or opened.statements.language_of(text)
    extraction = opened.reader(spoken).read(text, published, side or "")
    url, publisher = told.get("source_url") or about.source_url, told.get("publisher") or about.publisher
    where = Page(page.name, published, url, publisher, side or NO_SIDE)
    return proposals(extraction, where, theatre.record, theatre.gazetteer)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return stated_day(str(value)) if value else None


def _pages(chunk: Chunk) -> Iterator[_Given]:
    if chunk.form == "page":
        for name, content in chunk.files:
            yield _Given(name, content, {})
        return
    file = chunk.files[0][0]
    for line, row in _ROWS[chunk.form](chunk):
        if not isinstance(text := row.get("text"), str):
            raise DataError([Fault(file, line, "text", f"{text!r} is no text", "the text of a page")])
        name = str(row.get("file") or f"{file}:{line}")
        yield _Given(name, text, {key: row.get(key) or None for key in FIELDS})


def _csv_rows(chunk: Chunk) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows of a chunk of CSV; the text keeps its line breaks."""
    file, content = chunk.files[0]
    try:
        table = HandMadeTable(io.BytesIO(content), file, TABLE)
        at = next(place for place, name in enumerate(table.columns) if key_of(name) == "text")
        rows = [(chunk.line_in_file(row.line), {**row.values, "text": row.cells[at]}) for row in table]
    except DataError as error:
        raise DataError([replace(fault, line=chunk.line_in_file(fault.line)) for fault in error.faults]) from error
    yield from rows


def _parquet_rows(chunk: Chunk) -> Iterator[tuple[int, Mapping[str, Any]]]:
    yield from enumerate(arrow_table(chunk).to_pylist(), chunk.line)


_ROWS: Mapping[str, Callable[[Chunk], Iterator[tuple[int, Mapping[str, Any]]]]] = {
    "csv": _csv_rows,
    "jsonl": objects,
    "parquet": _parquet_rows,
}
