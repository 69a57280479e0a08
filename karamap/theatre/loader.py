"""The only door from a folder of tables to a theatre: reads every file once, and refuses tables with faults."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from karamap.errors import DataError, Fault, MissingTablesError
from karamap.gazetteer import schema as gazetteer_schema
from karamap.names import orthographies
from karamap.names.keys import Orthographies
from karamap.record import schema as record_schema
from karamap.record.claims import Record
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Row, Rows, Table
from karamap.tables.data_folder import DataFolder, UnreadableError
from karamap.theatre import (
    names,
    outlines,
    relief,
    roads,
    rules,
    rules_ground,
    settings,
    settings_file,
    texts,
    verdicts,
    versions,
    zones,
)
from karamap.theatre.outlines import Outlines
from karamap.theatre.relief import Relief
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


FOLDERS = ("gazetteer", "seeds")
"""What a folder of tables holds."""


def load(folder: Path | DataFolder, cache: Path | None = None) -> Theatre:
    """Read and check everything below a folder; what an earlier run found without fault is only read.

    Args:
        folder: holds `gazetteer/` and `seeds/`.
        cache: where earlier runs kept what they found and made; the user's cache folder by default. Nothing is written:
            see `keep`.

    Raises:
        DataError: with every fault that `problems` finds.
    """
    scan = _scanned(folder)
    verdict = verdicts.fingerprint(scan.folder, scan.orthography_folder)
    is_known = verdicts.is_kept(verdict, cache)
    faults = scan.faults if is_known else _faults(scan)
    if faults:
        raise DataError(faults)
    # The theatre may never ask for its orthographies; what waits for that holds their rows and no others.
    written = {path: rows for path, rows in scan.rows.items() if path.startswith(orthographies.FOLDER)}
    return Theatre(
        settings=scan.settings,
        names=names.index_of(
            scan.folder,
            scan.orthography_folder,
            cache,
            lambda: Orthographies(written),
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
        roads=roads.of(scan.rows[gazetteer_schema.ROADS.path]),
        relief=scan.relief,
        texts=texts.of(scan.rows[texts.TEXTS.path]),
        fingerprint=_fingerprint(scan),
        verdict="" if is_known else verdict,
    )


def load_version(folder: Path, name: str | None) -> Theatre:
    """Read and check the tables of a version that is kept beside a folder's own, or these for None: see `load`.

    Raises:
        UnknownVersionError: no such version is kept.
    """
    if name is None:
        return load(folder)
    with tempfile.TemporaryDirectory(prefix="karamap-") as scratch:
        return load(versions.open_version(folder, name, Path(scratch))[0])


def keep(theatre: Theatre, cache: Path | None = None) -> None:
    """Keep for the next run what loading a theatre found and made; a folder that cannot be written is no error."""
    verdicts.keep(theatre.verdict, theatre.fingerprint, cache)
    names.keep(theatre.names, cache)


def problems(folder: Path | DataFolder) -> list[Fault]:
    """Every fault of the tables below a folder, sorted: cells, references, dates, positions, canonical form.

    Raises:
        MissingTablesError: the folder has no tables at all.
    """
    return _faults(_scanned(folder))


def _faults(scan: _Scan) -> list[Fault]:
    """Everything that is wrong with what was read; what no rule can be asked of is asked of the ground last."""
    faults = [*scan.faults, *rules.broken(scan.rows, scan.outlines, scan.zones, scan.settings)]
    for table in scan.tables:
        faults += _out_of_form(table, scan.rows[table.path], scan.folder_of(table))
    return sorted(set(faults)) or rules_ground.faults(scan.rows, scan.outlines, scan.settings, scan.stated)


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
    relief: Relief | None
    faults: list[Fault]

    def folder_of(self, table: Table) -> DataFolder:
        """The folder that a table was read from."""
        own = not table.path.startswith(orthographies.FOLDER)
        return self.folder if own else self.orthography_folder


def _scanned(path: Path | DataFolder) -> _Scan:
    folder = path if isinstance(path, DataFolder) else DataFolder(path)
    _refuse_without_tables(folder.path)
    orthography_folder = names.orthography_folder(folder)
    rows, broken, faults, contents = Rows(), set[str](), list[Fault](), list[bytes]()

    def scan(table: Table) -> None:
        own = not table.path.startswith(orthographies.FOLDER)
        rows[table.path], problems_ = _scanned_table(table, folder if own else orthography_folder, contents)
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
    shade, shade_faults = relief.read(folder, stated)
    faults += [*outline_faults, *zone_faults, *shade_faults, *settings.faults(stated, rows, shapes)]
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
        shade,
        faults,
    )


def _scanned_table(table: Table, folder: DataFolder, before: list[bytes]) -> tuple[list[Row], list[Fault]]:
    """Read one table, unless it is too much with those before it; its bytes are added to theirs."""
    with suppress(UnreadableError):  # told when the table is read
        before.append(folder.content(table.path) or b"")
        if too_large := tables.excess(table.path, before):
            before.pop()
            return [], [too_large]
    return tables.scan(table, folder)


def _refuse_without_tables(path: Path) -> None:
    """Refuse a folder that lacks one of its two halves, in one sentence."""
    missing = [name for name in FOLDERS if not (path / name).is_dir()]
    if not missing:
        return
    above = path.resolve().parent
    if any((above / name).is_dir() for name in FOLDERS) and path.resolve().name in FOLDERS:
        raise MissingTablesError(str(path), missing, f"give the folder above: {above}")
    raise MissingTablesError(str(path), missing, f"make them with `karamap init {path}`")


def _fingerprint(scan: _Scan) -> str:
    optional = [path for path in (zones.PATH, relief.PATH) if scan.folder.content(path)]
    paths = [settings_file.PATH, *outlines.OUTLINES, *optional]
    own = [table.path for table in scan.tables if scan.folder_of(table) is scan.folder]
    shipped = [table.path for table in scan.tables if scan.folder_of(table) is not scan.folder]
    made_by = scan.orthography_folder.digest(shipped) if shipped else ""
    return scan.folder.digest([*paths, *own], made_by=made_by)


def _out_of_form(table: Table, rows: Iterable[Row], folder: DataFolder) -> Iterator[Fault]:
    """Where a file first differs from what karamap would write: order, quotes, line ends."""
    try:
        lines = (folder.content(table.path) or b"").decode("utf-8").splitlines(keepends=True)
    except (UnreadableError, UnicodeDecodeError):  # told already, when the table was read
        return
    canonical = tables.written(table, (row.values for row in rows)).splitlines(keepends=True)
    if len(lines) != len(canonical):
        return
    for number, (line, wanted) in enumerate(zip(lines, canonical, strict=True), start=1):
        if line != wanted:
            yield Fault(table.path, number, "-", "not in canonical form", f"here: {wanted.rstrip()}")
            return
