"""The only door from a folder of tables to a theatre."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from karamap.errors import DataError, Fault
from karamap.gazetteer import schema as gazetteer_schema
from karamap.gazetteer.places import Gazetteer
from karamap.names import orthographies
from karamap.record import schema as record_schema
from karamap.record.claims import Record
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Row, Rows, Table
from karamap.theatre.outlines import OUTLINES, outline_faults
from karamap.theatre.rules import FORM, RULES, relations, unknown_borders
from karamap.theatre.theatre import Theatre

TABLES: tuple[Table, ...] = (*gazetteer_schema.TABLES, *orthographies.TABLES, *record_schema.TABLES)
"""The tables that every theatre has; each orthography listed in one of them has a table of graphemes beside."""


ANNOUNCER = "AZ"  # TODO-setting: totals.side
"""The party whose announcements the totals count."""


def load(folder: Path) -> Theatre:
    """Read and check all tables below a folder.

    Raises:
        DataError: with every fault that `problems` finds except matters of mere form.
    """
    rows, faults = _scanned(folder)
    faults = faults or [*relations(rows), *unknown_borders(rows, folder)]
    if faults:
        raise DataError(faults)
    return Theatre(folder, Gazetteer.of(rows), Record.of(rows, announcer=ANNOUNCER), fingerprint(folder))


def problems(folder: Path) -> list[Fault]:
    """Every fault of the tables below a folder, sorted: cells, references, dates, positions, canonical form."""
    rows, faults = _scanned(folder)
    faults += [*relations(rows, (*RULES, *FORM)), *unknown_borders(rows, folder)]
    for table in (*TABLES, *_graphemes(rows)):
        faults += _out_of_form(table, rows[table.path], folder)
    return sorted(set(faults))


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and bytes of all tables and outlines, in hexadecimal; the name of a data version."""
    digest = hashlib.sha256()
    listed = tables.scan(orthographies.ORTHOGRAPHIES, folder)[0]
    graphemes = [orthographies.graphemes(row["id"]) for row in listed]
    for path in sorted([*(table.path for table in (*TABLES, *graphemes)), *OUTLINES]):
        content = (folder / path).read_bytes() if (folder / path).is_file() else b""
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _scanned(folder: Path) -> tuple[Rows, list[Fault]]:
    scans = {table.path: tables.scan(table, folder) for table in TABLES}
    for table in _graphemes({path: found for path, (found, _) in scans.items()}):
        scans[table.path] = tables.scan(table, folder)
    rows = Rows({path: found for path, (found, _) in scans.items()})
    rows.broken = frozenset(path for path, (_, faults) in scans.items() if faults)
    faults = [fault for _, found in scans.values() for fault in found]
    return rows, faults + [fault for path in OUTLINES for fault in outline_faults(folder, path)]


def _graphemes(rows: Mapping[str, list[Row]]) -> list[Table]:
    """The grapheme tables of the orthographies that are listed."""
    return [orthographies.graphemes(row["id"]) for row in rows[orthographies.ORTHOGRAPHIES.path]]


def _out_of_form(table: Table, rows: Iterable[Row], folder: Path) -> Iterator[Fault]:
    """Where a file first differs from what karamap would write: order, quotes, line ends."""
    rows = list(rows)
    try:
        found = (folder / table.path).read_bytes().decode("utf-8").splitlines(keepends=True)
    except (OSError, UnicodeDecodeError):
        return
    wanted = tables.written(table, (row.values for row in rows)).splitlines(keepends=True)
    if len(found) != len(wanted):
        return
    for line, (is_, should) in enumerate(zip(found, wanted, strict=True), start=1):
        if is_ != should:
            yield Fault(table.path, line, "-", "not in canonical form", f"here: {should.rstrip()}")
            return
