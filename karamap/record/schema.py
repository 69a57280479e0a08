"""The tables of the record: their columns and what may stand in them."""

from __future__ import annotations

from karamap.gazetteer.schema import KINDS
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Column, Table

STANCES = ("affirms", "denies", "retracts")

BASES = ("force", "handover", "agreement", "withdrawal", "baseline")

NO_SIDE = "none"
"""Whose voice it is that is no party's."""

SIDES = ("AZ", "ARM", "RU", NO_SIDE)
"""Whose voice a speaker or publisher is: a party's, or nobody's (`none`)."""

QUALITIES = ("original", "wire copy", "mirror", "retrospective")

PRECISIONS = ("day", "month", "year", "inferred")

SCOPES = ("day", "running", "by district", "handover", "war", "lost", "positions")

PARTIES = Table(
    "seeds/parties.csv",
    (
        Column("id", tables.identifier),
        Column("name", tables.text),
        Column("short", tables.text),
        Column("colour", tables.colour),
        Column("ink", tables.colour),
        Column("hatch", tables.choice("rising", "falling", "dots")),
        Column("valid_from", tables.day, required=False),
        Column("valid_to", tables.day, required=False),
        Column("note", tables.text, required=False),
    ),
    ("id",),
)

SOURCES = Table(
    "seeds/sources.csv",
    (
        Column("id", tables.identifier),
        Column("publisher", tables.text),
        Column("side", tables.choice(*SIDES)),
        Column("language", tables.text),
        Column("published_on", tables.day, required=False),
        Column("published_precision", tables.choice(*PRECISIONS), required=False),
        Column("title", tables.text, required=False),
        Column("url", tables.url, required=False),
        Column("archived_url", tables.url, required=False),
        Column("accessed_on", tables.day, required=False),
        Column("quality", tables.choice(*QUALITIES)),
        Column("note", tables.text, required=False),
    ),
    ("id",),
)

CLAIMS = Table(
    "seeds/claims.csv",
    (
        Column("id", tables.identifier),
        Column("place_id", tables.identifier, required=False),
        Column("subject", tables.text, required=False),
        Column("holder", tables.identifier, required=False),
        Column("stance", tables.choice(*STANCES)),
        Column("speaker", tables.text),
        Column("side", tables.choice(*SIDES)),
        Column("independence_group", tables.identifier),
        Column("basis", tables.choice(*BASES)),
        Column("called", tables.choice(*KINDS), required=False),
        Column("valid_from", tables.day),
        Column("earliest", tables.day, required=False),
        Column("latest", tables.day, required=False),
        Column("reported_on", tables.day),
        Column("target_id", tables.identifier, required=False),
        Column("note", tables.text, required=False),
    ),
    ("id",),
)

CITATIONS = Table(
    "seeds/citations.csv",
    (
        Column("claim_id", tables.identifier),
        Column("source_id", tables.identifier),
        Column("written_as", tables.text, required=False),
        Column("district_as_written", tables.text, required=False),
    ),
    ("claim_id", "source_id", "written_as", "district_as_written"),
)

TOTALS = Table(
    "seeds/totals.csv",
    (
        Column("id", tables.identifier),
        Column("as_of", tables.day),
        Column("reported_on", tables.day),
        Column("scope", tables.choice(*SCOPES)),
        Column("includes_today", tables.yes_no, required=False),
        Column("cities", tables.count, required=False),
        Column("towns", tables.count, required=False),
        Column("villages", tables.count, required=False),
        Column("heights", tables.count, required=False),
        Column("total", tables.count, required=False),
        Column("source_id", tables.identifier),
        Column("note", tables.text, required=False),
    ),
    ("id",),
    optional=True,
)

TABLES = (PARTIES, SOURCES, CLAIMS, CITATIONS, TOTALS)
