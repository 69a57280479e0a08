"""What a worker does with one part: values that say what is asked, and functions that a worker finds by import.

A worker opens a theatre once and keeps it, with its resolver, its layout and the timelines that were asked for.
"""

from __future__ import annotations

import gc
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from karamap.batch.identity import Identity, versions
from karamap.errors import BatchError, Fault, KaramapError
from karamap.names.resolver import Resolver
from karamap.names.stored_index import Stored, StoredIndex
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre.names import keep, kept_fingerprint, kept_names, reading_fingerprint

if TYPE_CHECKING:
    from karamap.ground.layout import Layout
    from karamap.names.index import NameIndex
    from karamap.record.control import Show
    from karamap.record.timeline import Timeline
    from karamap.statements.extraction import Reader
    from karamap.theatre.statement_tables import StatementTables
    from karamap.theatre.theatre import Theatre


@dataclass(frozen=True)
class Made:
    """One finished part.

    Attributes:
        content: a Parquet file; empty if the input has faults.
        rows: how many rows it has.
        counts: how many of each sort.
        faults: what of the input cannot be read.
        left_out: pages that cannot be read, by name, each with the reason.
    """

    content: bytes = b""
    rows: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


class Task(Protocol):
    """What is to be done for one part; it is sent to a worker as it is."""

    @property
    def digest(self) -> str:
        """SHA-256 of all that it says, but for the theatre."""

    def run(self, opened: Opened) -> Made:
        """Do it."""


class Opened:
    """A theatre, and what is made of it when it is first needed.

    Where an earlier run kept what names need, and the word that the tables have no fault, names need no more.
    """

    def __init__(self, folder: str) -> None:
        self.folder = DataFolder(Path(folder) if folder else data_dir())
        self._names = kept_names(self.folder)
        fingerprint = kept_fingerprint(self.folder) if self._names else None
        self.identity = Identity(fingerprint or self.theatre.fingerprint, versions())
        self._timelines: dict[tuple[str, Show], Timeline] = {}
        self._readers: dict[str, Reader] = {}
        self._stored: dict[str, tuple[Stored, Resolver]] = {}

    @cached_property
    def theatre(self) -> Theatre:
        """The theatre, whole."""
        from karamap.theatre import loader  # noqa: PLC0415 - names may need none of it

        theatre = loader.load(self.folder)
        loader.keep(theatre)
        self._names = theatre.names
        return theatre

    @property
    def names(self) -> NameIndex:
        """The index of its names."""
        return self._names or self.theatre.names

    @cached_property
    def resolver(self) -> Resolver:
        """What looks names up; the index is kept, so that it is made once for all workers of a machine."""
        index = self.names
        _ = index.postings
        keep(index)
        return Resolver(index)

    def resolver_of(self, path: str, sha256: str) -> Resolver:
        """What looks names up in a file of names.

        Raises:
            NameFileError: it is none, or is not the one that is expected.
            BatchError: names were read otherwise when it was built.
        """
        if path not in self._stored:
            stored = Stored.open(Path(path))
            if stored.head["read_by"] != reading_fingerprint(self.folder):
                raise BatchError(f"{path} was built with other orthographies or another karamap; build it anew")
            self._stored = {path: (stored, Resolver(StoredIndex(stored, self.names.orthographies)))}
        stored, resolver = self._stored[path]
        if sha256 and stored.head["sha256"] != sha256:
            raise BatchError(f"{path} is another file on a worker; copy the same to each machine")
        return resolver

    @cached_property
    def statements(self) -> StatementTables:
        """The languages that pages may be in."""
        from karamap.theatre.statement_tables import StatementTables  # noqa: PLC0415 - names need none of it

        return StatementTables(self.folder)

    def reader(self, language: str) -> Reader:
        """What reads statements in a language.

        Raises:
            LanguageError: nothing does.
        """
        if language not in self._readers:
            record = self.theatre.record  # before the resolver, so that both have one index
            self._readers[language] = self.statements.reader(language, self.resolver, record)
        return self._readers[language]

    @cached_property
    def layout(self) -> Layout:
        """The theatre's layout."""
        from karamap.ground import layout_cache  # noqa: PLC0415 - names need none of it

        layout, is_new = layout_cache.layout_of(self.theatre)
        if is_new:
            layout_cache.keep(self.theatre, layout)
        return layout

    def timeline(self, known: str, show: Show) -> Timeline:
        """The timeline of a state of knowledge; what it has weighed is kept for the blocks of days that follow."""
        if (known, show) not in self._timelines:
            self._timelines.clear()  # the blocks of one state come together
            self._timelines[known, show] = timeline_of(self.theatre, known, show)
        return self._timelines[known, show]


def timeline_of(theatre: Theatre, known: str, show: Show) -> Timeline:
    """The timeline of a state of knowledge as `Timeline.knowledge` names it: `all`, `shown` or a day."""
    from karamap.record.timeline import SHOWN, Timeline  # noqa: PLC0415 - names need none of it

    if known == SHOWN:
        return Timeline(theatre.record, None, show, as_shown=True)
    day = date.fromisoformat(known) if known[:1].isdigit() else None
    return Timeline(theatre.record, day, show)


_opened: dict[str, Opened] = {}
"""What this process has opened: the last theatre alone, by its folder."""


def opened_as(folder: str, expected: Identity | None) -> Opened:
    """The theatre of a folder, opened anew if it is not, or no more, the one that is expected.

    Raises:
        BatchError: it is another, or other versions work on it.
        DataError: its tables have faults.
    """
    kept = _opened.get(folder)
    if kept is None or (expected and kept.identity != expected):
        _opened.clear()
        kept = _opened[folder] = Opened(folder)
        gc.freeze()  # what stays for good need not be gone through again and again
    if expected and kept.identity != expected:
        expected.refuse(kept.identity)
    return kept


def identity(folder: str, expected: Identity) -> str:
    """Open a theatre ahead, and say in words why this worker is not fit; empty if it is."""
    try:
        opened_as(folder, expected)
    except KaramapError as error:
        return str(error)
    return ""


def made(folder: str, expected: Identity, task: Task) -> Made:
    """Do one part.

    Raises:
        BatchError: this worker has other tables or versions, or something else that the user can mend is wrong.
    """
    try:
        return task.run(opened_as(folder, expected))
    except BatchError:
        raise
    except KaramapError as error:
        raise BatchError(str(error)) from error  # others do not all survive the way back from a worker


def counted(values: Iterator[str]) -> dict[str, int]:
    """How many of each there are, sorted."""
    return dict(sorted(Counter(values).items()))


def parquet_of(table: Any) -> bytes:
    """A table of Arrow as one Parquet file."""
    from pyarrow import parquet  # noqa: PLC0415 - takes long to import

    from karamap.record.panel import COMPRESSION  # noqa: PLC0415 - the same

    stream = io.BytesIO()
    parquet.write_table(table, stream, compression=COMPRESSION)
    return stream.getvalue()
