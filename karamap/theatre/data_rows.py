"""The rows of a folder of tables as plain text by key, so that versions with other columns can be set side by side."""

from __future__ import annotations

import io
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from karamap.errors import DataError, Fault
from karamap.gazetteer import schema as gazetteer_schema
from karamap.names import orthographies
from karamap.record import schema as record_schema
from karamap.statements import schema as statement_schema
from karamap.tables import csv_reader
from karamap.tables.csv_reader import CsvError
from karamap.tables.csv_tables import Table
from karamap.tables.data_folder import PICTURES, DataFolder
from karamap.theatre import texts

Cells = Mapping[str, str]
"""One row: its cells by column, those that are not empty."""

RowsByKey = Mapping[str, Mapping[str, Cells]]
"""The rows of each file, by path below the folder and by key: the cells of the key, `-` for an empty one, with ` / `
between them."""

FOLDERS = ("gazetteer", "gazetteer/orthographies", "gazetteer/statements", "seeds")
"""Where the files of a theatre lie."""

SUFFIXES = (".csv", ".geojson", ".toml", *PICTURES)

VERSION = "theatre.version"
"""The setting that is no row: it is what versions differ in by their names."""

_TABLES = (
    *gazetteer_schema.TABLES,
    texts.TEXTS,
    *record_schema.TABLES,
    *orthographies.TABLES,
    statement_schema.ACTORS,
    statement_schema.PERIODS,
)
_KEYS = {table.path: table.key for table in _TABLES}


def files(folder: Path) -> list[str]:
    """The files of a theatre, by path below its folder, sorted."""
    found = (path for below in FOLDERS for path in (folder / below).glob("*") if path.suffix in SUFFIXES)
    return sorted(path.relative_to(folder).as_posix() for path in found if path.is_file())


def rows_of(folder: DataFolder) -> RowsByKey:
    """Every row of every table, feature of every outline, setting and picture below a folder.

    Cells are text, so a table need not have the columns of today; what a cell says is not judged.

    Raises:
        DataError: a file is no UTF-8, no CSV, no JSON or no TOML, or two of its rows have one key.
    """
    return {path: _rows(path, folder.content(path) or b"") for path in files(folder.path)}


def _rows(path: str, content: bytes) -> Mapping[str, Cells]:
    if path.endswith(PICTURES):
        return {"-": {"sha256": sha256(content).hexdigest()}}
    try:
        text = content.decode("utf-8")
        if path.endswith(".csv"):
            keyed = _of_table(path, text)
        elif path.endswith(".toml"):
            keyed = _of_settings(tomllib.loads(text))
        else:
            keyed = _of_features(json.loads(text))
        return _once(path, keyed)
    except (ValueError, CsvError, RecursionError, AttributeError, KeyError, TypeError) as error:
        if isinstance(error, DataError):
            raise
        said = csv_reader.problem(error) if isinstance(error, CsvError) else error
        raise DataError([Fault(path, 1, "-", f"cannot be read: {said}", "what `karamap check` accepts")]) from error


def _once(path: str, keyed: Iterable[tuple[str, Cells]]) -> dict[str, Cells]:
    """Rows by key; two of one key cannot be told apart."""
    rows: dict[str, Cells] = {}
    for key, cells in keyed:
        if key in rows:
            raise DataError([Fault(path, 1, "-", f"{key} stands there twice", "one row for each key")])
        rows[key] = cells
    return rows


def key_of(path: str, header: Iterable[str]) -> tuple[str, ...]:
    """The columns that tell one row of a table from another: those of its definition, else all."""
    known = _KEYS.get(path) or _definition(path).key
    (*present,) = header
    return tuple(name for name in known if name in present) or tuple(present)


def _definition(path: str) -> Table:
    """A table that is defined by its name alone: graphemes of an orthography, phrases of a language."""
    folder, _, name = path.removesuffix(".csv").rpartition("/")
    if folder == orthographies.FOLDER:
        return orthographies.graphemes(name)
    return statement_schema.phrases(name)


def _of_table(path: str, text: str) -> Iterator[tuple[str, Cells]]:
    reader = csv_reader.records(io.StringIO(text, newline=""))
    header = next(reader, [])
    key = key_of(path, header)
    for row in reader:
        if len(row) > len(header):
            raise ValueError(f"{len(row)} cells in the row that ends on line {reader.line_num}")
        cells = {column: cell for column, cell in zip(header, row, strict=False) if cell}
        yield " / ".join(cells.get(column, "-") for column in key), cells


def _of_settings(stated: Mapping[str, Any]) -> Iterator[tuple[str, Cells]]:
    for section, inside in stated.items():
        for name, value in inside.items():
            if (key := f"{section}.{name}") != VERSION:
                yield key, {"value": str(value)}


def _of_features(collection: Mapping[str, Any]) -> Iterator[tuple[str, Cells]]:
    """Features by id or name, and members of the collection itself."""
    for feature in collection["features"]:
        told = feature["properties"]
        shape = json.dumps(feature["geometry"], sort_keys=True)
        cells = {name: str(value) for name, value in told.items() if value is not None}
        yield str(told.get("id") or told["name"]), {**cells, "geometry": sha256(shape.encode()).hexdigest()}
    for name in sorted(collection.keys() - {"features", "type"}):
        yield f"({name})", {name: sha256(json.dumps(collection[name], sort_keys=True).encode()).hexdigest()}
