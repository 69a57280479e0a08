"""The only door from a folder of tables to a theatre: reads every file once, and refuses tables with faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from karamap.errors import DataError, Fault
from karamap.gazetteer import schema as gazetteer_schema
from karamap.names import orthographies
from karamap.names.keys import Orthographies
from karamap.record import schema as record_schema
from karamap.record.claims import Record
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Row, Rows, Table
from karamap.tables.data_folder import DataFolder, OversizedError
from karamap.theatre import names, outlines, rules, settings, settings_file, texts, zones
from karamap.theatre.outlines import Outlines
from karamap.theatre.settings import Settings
from karamap.theatre.settings_file import SettingsFile
from karamap.theatre.theatre import Theatre
from karamap.theatre.zones import Zones

TABLES: tuple[Table, ...] = (
    *gazetteer_schema.TABLES,
    texts.TEXTS,
    *orthographies.TABLES,
    *record_schema.TABLES,
)
"""The tables of a theatre; each orthography listed in one of them has a table of graphemes beside. A folder without any
orthography uses the shipped ones."""


def load(folder: Path, cache: Path | None = None) -> Theatre:
    """Read and check everything below a folder.

    Args:
        folder: holds `gazetteer/` and `seeds/`.
        cache: where earlier runs kept the index of names; the user's cache folder by default. Nothing is written.

    Raises:
        DataError: with every fault that `problems` finds except matters of mere form.
    """
    scan = _scanned(folder)
    faults = scan.faults or [*rules.broken(scan.rows, scan.outlines, scan.zones, scan.settings)]
    if faults:
        raise DataError(faults)
    return Theatre(
        settings=scan.settings,
        names=names.index_of(
            scan.folder,
            scan.orthography_folder,
            cache,
            lambda: Orthographies(scan.rows),
            lambda: names.gazetteer_of(scan.rows, scan.settings),
        ),
        record=Record.of(
            scan.rows,
            announcer=scan.settings.totals_side,
            state_as_of=scan.settings.state_as_of,
            ends_on=scan.settings.ends_on,
        ),
        outlines=scan.outlines,
        zones=scan.zones or {},
        texts=texts.of(scan.rows[texts.TEXTS.path]),
        fingerprint=_fingerprint(scan),
    )


def problems(folder: Path | DataFolder) -> list[Fault]:
    """Every fault of the tables below a folder, sorted: cells, references, dates, positions, canonical form."""
    scan = _scanned(folder)
    faults = [*scan.faults, *rules.broken(scan.rows, scan.outlines, scan.zones, scan.settings, form=True)]
    for table in scan.tables:
        faults += _out_of_form(table, scan.rows[table.path], scan.folder_of(table))
    return sorted(set(faults))


def fingerprint(folder: Path | DataFolder) -> str:
    """SHA-256 over the names and bytes of all tables, settings and outlines, in hexadecimal: a data version's name."""
    return _fingerprint(_scanned(folder))


@dataclass(frozen=True)
class _Scan:
    """Everything below a folder as far as it could be read, and what is wrong with it by itself."""

    folder: DataFolder
    orthography_folder: DataFolder
    tables: tuple[Table, ...]
    rows: Rows
    stated: SettingsFile
    settings: Settings
    outlines: Outlines
    zones: Zones | None
    """None where some of them could not be read, so that what is absent may be there."""
    faults: list[Fault]

    def folder_of(self, table: Table) -> DataFolder:
        """The folder that a table was read from."""
        own = not table.path.startswith(orthographies.FOLDER)
        return self.folder if own else self.orthography_folder


def _scanned(path: Path | DataFolder) -> _Scan:
    folder = path if isinstance(path, DataFolder) else DataFolder(path)
    orthography_folder = names.orthography_folder(folder)
    rows, broken, faults = Rows(), set[str](), list[Fault]()

    def scan(table: Table) -> None:
        own = not table.path.startswith(orthographies.FOLDER)
        rows[table.path], problems_ = tables.scan(table, folder if own else orthography_folder)
        faults.extend(problems_)
        if problems_:
            broken.add(table.path)

    for table in TABLES:
        scan(table)
    graphemes = [orthographies.graphemes(row["id"]) for row in rows[orthographies.ORTHOGRAPHIES.path]]
    for table in graphemes:
        scan(table)
    rows.broken = frozenset(broken)
    stated = settings_file.read(folder)
    shapes, outline_faults = outlines.read(folder)
    found, zone_faults = zones.read(folder)
    faults += [*outline_faults, *zone_faults, *settings.faults(stated, rows, shapes)]
    settled = settings.of(stated, rows)
    return _Scan(
        folder,
        orthography_folder,
        (*TABLES, *graphemes),
        rows,
        stated,
        settled,
        shapes,
        None if zone_faults else found,
        faults,
    )


def _fingerprint(scan: _Scan) -> str:
    paths = [settings_file.PATH, *outlines.OUTLINES, *([zones.PATH] if scan.folder.content(zones.PATH) else [])]
    own = [table.path for table in scan.tables if scan.folder_of(table) is scan.folder]
    shipped = [table.path for table in scan.tables if scan.folder_of(table) is not scan.folder]
    made_by = scan.orthography_folder.digest(shipped) if shipped else ""
    return scan.folder.digest([*paths, *own], made_by=made_by)


def _out_of_form(table: Table, rows: Iterable[Row], folder: DataFolder) -> Iterator[Fault]:
    """Where a file first differs from what karamap would write: order, quotes, line ends."""
    try:
        lines = (folder.content(table.path) or b"").decode("utf-8").splitlines(keepends=True)
    except (OversizedError, UnicodeDecodeError):  # told already, when the table was read
        return
    canonical = tables.written(table, (row.values for row in rows)).splitlines(keepends=True)
    if len(lines) != len(canonical):
        return
    for number, (line, wanted) in enumerate(zip(lines, canonical, strict=True), start=1):
        if line != wanted:
            yield Fault(table.path, number, "-", "not in canonical form", f"here: {wanted.rstrip()}")
            return
