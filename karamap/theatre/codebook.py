"""Describes the tables by their own definitions: as a data package, and as a page to read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from karamap.gazetteer import schema as gazetteer_schema
from karamap.record import schema as record_schema
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Column, Table
from karamap.theatre import data_changes, texts, versions
from karamap.theatre.rules import POINTERS

TABLES = (
    *gazetteer_schema.TABLES,
    texts.TEXTS,
    *record_schema.TABLES,
    versions.VERSIONS,
    data_changes.REASONS,
    data_changes.CHANGES,
)
"""The tables that are described; those of orthographies are explained in the README of their folder."""

_IDENTIFIER = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
_COLOUR, _DAY = r"^#[0-9a-f]{6}$", "%Y-%m-%d"


def field_of(column: Column) -> dict[str, Any]:
    """A column as a field of the Table Schema (specs.frictionlessdata.io/table-schema, version 1)."""
    parse = column.parse
    field: dict[str, Any] = {"name": column.name, "type": "string"}
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if parse is tables.day:
        field |= {"type": "date", "format": _DAY}
    elif parse is tables.yes_no:
        field |= {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
    elif parse is tables.count:
        field["type"] = "integer"
        constraints["minimum"] = 0
    elif isinstance(parse, tables.number):
        field["type"] = "number"
        constraints |= {"minimum": parse.low, "maximum": parse.high}
    elif isinstance(parse, tables.choice | tables.enum):
        constraints["enum"] = list(parse.allowed)
    elif parse is tables.url:
        field["format"] = "uri"
    elif parse in (tables.identifier, tables.colour):
        constraints["pattern"] = _IDENTIFIER if parse is tables.identifier else _COLOUR
    return {**field, "constraints": constraints} if constraints else field


def schema_of(table: Table) -> dict[str, Any]:
    """A table as a Table Schema: fields, primary key, foreign keys that point to one table and are no lists."""
    keys = [
        {"fields": column, "reference": {"resource": _name(targets[0]), "fields": "id"}}
        for pointed, column, targets in POINTERS
        if pointed is table and len(targets) == 1 and not _is_list(table, column)
    ]
    schema: dict[str, Any] = {
        "fields": [field_of(column) for column in table.columns],
        "missingValues": [""],
    }
    if all(_column(table, name).required for name in table.key):
        schema["primaryKey"] = list(table.key)
    return {**schema, "foreignKeys": keys} if keys else schema


def data_package(present: Collection[str], about: Mapping[str, Any]) -> dict[str, Any]:
    """A folder of tables as a data package (specs.frictionlessdata.io/data-package, version 1).

    Args:
        present: the paths of the files that are there.
        about: members of the package itself: name, title, licences and the like.
    """
    return {
        "profile": "tabular-data-package",
        **about,
        "resources": [
            {
                "name": _name(table),
                "path": table.path,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True},
                "schema": schema_of(table),
            }
            for table in TABLES
            if table.path in present
        ],
    }


def page(meanings: Mapping[str, str]) -> str:
    """The codebook as Markdown: every column of every table, its type, whether it may be empty, what it points to.

    Args:
        meanings: what a row of each table is, in words, by path.
    """
    lines = [
        "# Codebook",
        "",
        "Every table, column by column, as the program itself defines them. What the columns mean stands in the",
        "READMEs of the two folders. Made by `tools/build_codebook.py`; a test holds it to the definitions.",
        "",
    ]
    for table in TABLES:
        key = ", ".join(f"`{name}`" for name in table.key)
        may = " The file may be absent." if table.optional else ""
        lines += [f"## {table.path}", "", f"{meanings.get(table.path, '')} Key: {key}.{may}".strip(), ""]
        lines += ["| column | type | may be empty | values |", "|---|---|---|---|", *_rows(table), ""]
    return "\n".join(lines)


def _rows(table: Table) -> Iterator[str]:
    for column in table.columns:
        field = field_of(column)
        yield f"| `{column.name}` | {field['type']} | {'no' if column.required else 'yes'} | {_values(table, column)} |"


def _values(table: Table, column: Column) -> str:
    """What may stand in a column, in words."""
    told = [
        f"an id of {' or '.join(f'`{target.path}`' for target in targets)}"
        for pointed, name, targets in POINTERS
        if pointed is table and name == column.name
    ]
    parse = column.parse
    if isinstance(parse, tables.choice | tables.enum):
        told.append(", ".join(parse.allowed))
    if isinstance(parse, tables.number):
        told.append(f"{parse.low:g} to {parse.high:g}")
    named = {
        tables.day: "YYYY-MM-DD",
        tables.yes_no: "yes, no",
        tables.url: "a web address",
        tables.colour: "#rrggbb",
        tables.identifiers: "several, one space between",
    }
    return "; ".join([*told, *(words for parser, words in named.items() if parse is parser)])


def _name(table: Table) -> str:
    """The name of a resource: `gazetteer-places`."""
    return table.path.removesuffix(".csv").replace("/", "-").replace("_", "-")


def _column(table: Table, name: str) -> Column:
    return next(column for column in table.columns if column.name == name)


def _is_list(table: Table, name: str) -> bool:
    return _column(table, name).parse is tables.identifiers
