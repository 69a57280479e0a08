"""Texts of a theatre's own: what its page says instead of what every page says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Column, Row, Table

TEXTS = Table(
    "gazetteer/texts.csv",
    (Column("key", tables.identifier), Column("language", tables.identifier), Column("text", tables.text)),
    ("key", "language"),
    optional=True,
)
"""A text by its key and language: headline, credit, names of countries, waters, parties and speakers, or any text of
`karamap/document/texts.csv` that should read otherwise."""

Texts = Mapping[str, Mapping[str, str]]
"""By language (ISO 639-1), then by key."""


def of(rows: Iterable[Row]) -> Texts:
    """The texts in the rows of the table."""
    by_language: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        by_language[row["language"]][row["key"]] = row["text"]
    return dict(by_language)
