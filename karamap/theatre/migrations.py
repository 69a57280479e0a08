"""Brings tables of earlier versions into the columns of today, so that what was kept can be drawn."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from karamap.gazetteer import schema as gazetteer_schema
from karamap.record import schema as record_schema
from karamap.tables import csv_reader
from karamap.tables.csv_reader import CsvError
from karamap.tables.csv_tables import Table

NEW_COLUMNS: Mapping[tuple[str, str], str] = {
    ("seeds/claims.csv", "zone_id"): "",
    ("seeds/sources.csv", "witness"): "unknown",
    ("seeds/totals.csv", "bound"): "",
}
"""Columns that tables did not always have, and what their cells say where nobody was asked: nothing, or that it is
unknown. A source whose witness is unknown confirms nothing."""

TABLES = (*gazetteer_schema.TABLES, *record_schema.TABLES)


def migrate(folder: Path) -> list[str]:
    """Give the tables below a folder the columns that they lack, in place; files of other forms stay as they are.

    Returns what was done, in words. A table whose columns are those of today is not touched, so doing it twice does
    nothing more.
    """
    done = []
    for table in TABLES:
        path = folder / table.path
        if not path.is_file():
            continue
        text, added = migrated(table, path.read_text(encoding="utf-8"))
        if added:
            path.write_text(text, encoding="utf-8", newline="")
            done.append(f"{table.path}: {', '.join(added)} added")
    return done


def migrated(table: Table, text: str) -> tuple[str, tuple[str, ...]]:
    """The text of a table with the columns that it lacks, and which; as it is if it is no CSV or lacks none."""
    try:
        (header, *rows) = csv_reader.records(io.StringIO(text, newline="")) if text else ([],)
    except CsvError:
        return text, ()
    missing = tuple(name for name in table.header if name not in header)
    given = {name: NEW_COLUMNS.get((table.path, name)) for name in missing}
    if not missing or None in given.values() or not {*header} <= {*table.header}:
        return text, ()
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.header)
    for row in rows:
        cells = {**given, **dict(zip(header, row, strict=False))}
        writer.writerow([cells.get(name, "") for name in table.header])
    return buffer.getvalue(), missing
