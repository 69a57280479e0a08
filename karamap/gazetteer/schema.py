"""The tables of the gazetteer: their columns and what may stand in them."""

from __future__ import annotations

import re

from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Column, Table

OUTSIDE = "outside"
"""The kind of a settlement outside the area that a theatre covers: it has names, no ground and no holder."""

KINDS = ("city", "town", "village", "height", "bridge", "monastery", "area", OUTSIDE)

SETTLEMENTS = frozenset({"city", "town", "village"})
"""Kinds that people live in; only these have a cell of ground."""

TOWNS = frozenset({"city", "town"})
"""Kinds of settlements of which an announcement that tells of any would tell."""

COUNTERPART = "counterpart"
"""The kind of a name by which another side calls a place: it stands beside the usual one, never in its stead."""

NAME_PREFERENCE = {
    kind: rank
    for rank, kind in enumerate(("official", "exonym", "usual", "variant", "former", "transliteration", COUNTERPART))
}
"""Order in which a name is chosen for display; a misspelling never is."""

NAME_KINDS = (*NAME_PREFERENCE, "misspelling")


def script(cell: str) -> str:
    """The code of a script in ISO 15924: four letters, the first a capital."""
    if not re.fullmatch(r"[A-Z][a-z]{3}", cell):
        raise tables.CellError(
            f"{cell!r} is not the code of a script", "four letters as in ISO 15924, such as Latn or Cyrl"
        )
    return cell


_NAME_COLUMNS = (
    Column("name", tables.text),
    Column("language", tables.identifier),
    Column("script", script),
    Column("kind", tables.choice(*NAME_KINDS)),
    Column("valid_from", tables.day, required=False),
    Column("valid_to", tables.day, required=False),
    Column("source_id", tables.identifier),
)

DATASETS = Table(
    "gazetteer/sources.csv",
    (
        Column("id", tables.identifier),
        Column("title", tables.text),
        Column("publisher", tables.text),
        Column("licence", tables.text),
        Column("url", tables.url, required=False),
        Column("lists_all", tables.yes_no),
        Column("note", tables.text, required=False),
    ),
    ("id",),
)

PLACES = Table(
    "gazetteer/places.csv",
    (
        Column("id", tables.identifier),
        Column("kind", tables.choice(*KINDS)),
        Column("lon", tables.number(-180, 180), required=False),
        Column("lat", tables.number(-90, 90), required=False),
        Column("precision_km", tables.number(0, 100), required=False),
        Column("source_id", tables.identifier),
        Column("geonames_id", tables.count, required=False),
        Column("wikidata_id", tables.identifier, required=False),
        Column("note", tables.text, required=False),
    ),
    ("id",),
)

NAMES = Table(
    "gazetteer/names.csv",
    (Column("place_id", tables.identifier), *_NAME_COLUMNS),
    ("place_id", "language", "name", "kind"),
)

DISTRICTS = Table(
    "gazetteer/districts.csv",
    (
        Column("id", tables.identifier),
        Column("system", tables.identifier),
        Column("in_theatre", tables.yes_no),
        Column("seat_id", tables.identifier, required=False),
        Column("valid_from", tables.day, required=False),
        Column("valid_to", tables.day, required=False),
        Column("source_id", tables.identifier),
        Column("note", tables.text, required=False),
    ),
    ("id",),
    optional=True,
)

DISTRICT_NAMES = Table(
    "gazetteer/district_names.csv",
    (Column("district_id", tables.identifier), *_NAME_COLUMNS),
    ("district_id", "language", "name", "kind"),
    optional=True,
)

MEMBERSHIPS = Table(
    "gazetteer/memberships.csv",
    (
        Column("place_id", tables.identifier),
        Column("district_id", tables.identifier),
        Column("kind", tables.choice(*KINDS), required=False),
        Column("valid_from", tables.day, required=False),
        Column("valid_to", tables.day, required=False),
        Column("source_id", tables.identifier),
        Column("note", tables.text, required=False),
    ),
    ("place_id", "district_id", "valid_from"),
    optional=True,
)

OVERLAPS = Table(
    "gazetteer/overlaps.csv",
    (
        Column("district_id", tables.identifier),
        Column("overlaps_id", tables.identifier),
        Column("source_id", tables.identifier),
        Column("note", tables.text, required=False),
    ),
    ("district_id", "overlaps_id"),
    optional=True,
)

CONCORDANCES = Table(
    "gazetteer/concordances.csv",
    (
        Column("place_id", tables.identifier),
        Column("authority", tables.identifier),
        Column("identifier", tables.text),
        Column("source_id", tables.identifier),
    ),
    ("place_id", "authority", "identifier"),
    optional=True,
)
"""What other lists call a place: their id of it, beside GeoNames' and Wikidata's, which stand in its own row."""

ROAD_KINDS = ("main", "other")

ROADS = Table(
    "gazetteer/roads.csv",
    (
        Column("id", tables.identifier),
        Column("name", tables.text),
        Column("kind", tables.choice(*ROAD_KINDS)),
        Column("course", tables.identifiers),
        Column("precision_km", tables.number(0, 100)),
        Column("source_id", tables.identifier),
        Column("note", tables.text, required=False),
    ),
    ("id",),
    optional=True,
)

TABLES = (DATASETS, PLACES, NAMES, DISTRICTS, DISTRICT_NAMES, MEMBERSHIPS, OVERLAPS, CONCORDANCES, ROADS)
