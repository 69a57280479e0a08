"""Writes the folder of a theatre whole or not at all, and imports into one again without losing hand edits."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from karamap.importers.found import ImportFailedError, LeftOut
from karamap.tables import atomic_write, csv_reader
from karamap.tables.cells import cell, csv_writer
from karamap.tables.csv_reader import CsvError
from karamap.tables.csv_tables import Table
from karamap.tables.destination import cannot_write

LAST_IMPORT = "import/last"
"""Where the tables stand as the last import made them, below the folder: what differs from them was edited by hand."""

TO_DO = "to_do"
"""Where the rows stand that could not be taken."""

TO_DO_COLUMNS = ("file", "line", "what", "reason", "nearest")

OWN = ("gazetteer/theatre.toml", "gazetteer/borders.geojson", "gazetteer/texts.csv")
"""Files that an import makes once and never changes again."""


@dataclass(frozen=True)
class Merged:
    """The text of a table after an import, and how many rows of it differ by hand from what imports made."""

    text: str
    kept: int


def write_new(folder: Path, files: Mapping[str, str]) -> None:
    """Make the folder of a new theatre.

    Raises:
        ImportFailedError: it has tables already.
        RenderError: it cannot be written; nothing is left of what was.
    """
    if any((folder / name).exists() for name in ("gazetteer", "seeds")):
        raise ImportFailedError(f"{folder} has tables already; choose another folder, or add --update")
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".karamap-", dir=folder) as scratch:
            for name, text in files.items():
                path = Path(scratch, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="")
            for entry in sorted(Path(scratch).iterdir()):
                target = folder / entry.name
                if target.is_dir():
                    shutil.rmtree(target)
                entry.replace(target)
    except OSError as error:
        if is_new:
            shutil.rmtree(folder, ignore_errors=True)
        raise cannot_write(folder, error) from error


def update(folder: Path, files: Mapping[str, str], tables: Sequence[Table]) -> dict[str, str | None]:
    """What the files of a theatre become after another import, None for one that goes; nothing is written.

    What the last import made and this one does not goes, unless rows of it were edited by hand.

    Args:
        folder: the theatre.
        files: what the import makes, by path.
        tables: all that it may make.

    Raises:
        ImportFailedError: the folder is no imported theatre, or a table of it cannot be read.
    """
    if not (folder / LAST_IMPORT).is_dir():
        raise ImportFailedError(
            f"{folder} was not made by an import; --update brings up to date what `karamap new` made"
        )
    by_path = {table.path: table for table in tables}
    made = {table.path: files.get(table.path, f"{','.join(table.header)}\n") for table in tables}
    needed = _needed(folder, tables, made)
    result: dict[str, str | None] = {}
    for path, text in files.items():
        if path in OWN and (folder / path).exists():
            continue
        table = by_path.get(path)
        result[path] = _merged(folder, table, text, needed).text if table else text
    for table in tables:
        if table.path not in files and (folder / LAST_IMPORT / table.path).exists():
            merged = _merged(folder, table, made[table.path], needed).text
            result[table.path] = merged if merged.count("\n") > 1 else None
            result[f"{LAST_IMPORT}/{table.path}"] = None
    for old in sorted((folder / TO_DO).glob("*.csv")):
        result.setdefault(f"{TO_DO}/{old.name}", None)
    return result


def _needed(folder: Path, tables: Sequence[Table], made: Mapping[str, str]) -> set[str]:
    """What rows edited by hand speak of, and what that speaks of in turn: rows that begin with it have to stay."""
    needed: set[str] = set()
    gone: list[tuple[tuple[str, ...], list[str]]] = []
    for table in tables:
        mine, base = (_by_key(table, _text(path / table.path)) for path in (folder, folder / LAST_IMPORT))
        new = _by_key(table, made[table.path])
        for key, cells in mine.items():
            if cells != base.get(key):
                needed.update(cells)
            elif key not in new:
                gone.append((key, cells))
    needed.discard("")
    while found := [(key, cells) for key, cells in gone if key[0] in needed]:
        gone = [item for item in gone if item not in found]
        needed.update(cell for _, cells in found for cell in cells if cell)
    return needed


def hand_edits(folder: Path, table: Table) -> int:
    """How many rows of a table differ from what the last import made."""
    mine, base = (_by_key(table, _text(path / table.path)) for path in (folder, folder / LAST_IMPORT))
    return sum(mine.get(key) != base.get(key) for key in mine.keys() | base.keys())


def replace_files(folder: Path, files: Mapping[str, str | None]) -> None:
    """Put files in place, each whole or not at all, and take away those that are None.

    Raises:
        RenderError: one cannot be written.
    """
    for name, text in files.items():
        path = folder / name
        try:
            if text is None:
                path.unlink(missing_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(path, error) from error
        atomic_write.write_whole(path, text, atomic_write.untold)


def to_do_table(rows: Iterable[LeftOut]) -> str:
    """The rows that could not be taken, as CSV: others wrote them, so what a spreadsheet would reckon is guarded."""
    buffer = io.StringIO()
    writer = csv_writer(buffer)
    writer.writerow(TO_DO_COLUMNS)
    writer.writerows(map(cell, (row.file, row.line, row.what, row.reason, row.nearest)) for row in rows)
    return buffer.getvalue()


def _merged(folder: Path, table: Table, new_text: str, needed: Collection[str]) -> Merged:
    """Rows as they were edited by hand and those that these need, all others as the import has them now."""
    mine, base = (_by_key(table, _text(path / table.path)) for path in (folder, folder / LAST_IMPORT))
    new, kept = _by_key(table, new_text), 0
    result: dict[tuple[str, ...], list[str]] = {}
    for key in {*mine, *base, *new}:
        is_edited = mine.get(key) != base.get(key)
        kept += is_edited
        is_needed = key not in new and key[0] in needed
        cells = mine.get(key) if is_edited or is_needed else new.get(key)
        if cells is not None:
            result[key] = cells
    buffer = io.StringIO()
    writer = csv_writer(buffer)
    writer.writerow(table.header)
    rows: list[list[str]] = list(result.values())
    rows.sort(key=lambda cells: _sort_key(table, cells))
    writer.writerows(rows)
    return Merged(buffer.getvalue(), kept)


def _by_key(table: Table, text: str) -> dict[tuple[str, ...], list[str]]:
    """The cells of each row by its key."""
    try:
        rows = list(csv_reader.records(io.StringIO(text, newline="")))
    except CsvError as error:
        raise ImportFailedError(f"{table.path}: {csv_reader.problem(error)}; run `karamap check`") from error
    if rows and tuple(rows[0]) != table.header:
        raise ImportFailedError(f"{table.path}: its header is not {','.join(table.header)}; run `karamap check`")
    at = [table.header.index(name) for name in table.key]
    return {tuple([cells[place] for place in at]): cells for cells in rows[1:] if len(cells) == len(table.header)}


def _sort_key(table: Table, cells: Sequence[str]) -> tuple[list[str], Sequence[str]]:
    """The order of `karamap.tables.csv_tables.written`."""
    return [cells[table.header.index(name)] for name in table.key], cells


def _text(path: Path) -> str:
    """The text of a file; empty if there is none."""
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise ImportFailedError(f"cannot read {path}: {error}") from error
