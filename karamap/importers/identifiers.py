"""Knows whose id of a place a column or a property holds, and reads ids as programs write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

GEONAMES, WIKIDATA, OSM, WOF, PCODE = "geonames", "wikidata", "osm", "wof", "pcode"
KATOTTH = "katotth"
"""Authorities that give ids to places: GeoNames, Wikidata, OpenStreetMap, Who's On First, OCHA's p-codes, and the
codifier of Ukraine's administrative units, by which VIINA has a table."""

HEADERS: Mapping[str, tuple[str, ...]] = {
    GEONAMES: ("geonameid", "geonames_id", "gn:id"),
    WIKIDATA: ("wikidata", "wikidata_id", "wd_id"),
    OSM: ("@id", "osm_id"),
    WOF: ("wof:id", "wof_id"),
    KATOTTH: ("katotth",),
    PCODE: ("pcode", "p_code", "place_pcode", "adm4_pcode"),
}
"""How columns and properties are called that hold an id, by whose it is; p-codes of districts are none of a place."""

OSM_KINDS = {"w": "way", "r": "relation"}
"""What is no node, by the first letter of `osm_type`: extracts number each kind on its own."""

CONCORDANCES = "wof:concordances"
"""The property in which Who's On First keeps the ids of others, each under `authority:id`."""

WOF_LICENCE = "Who's On First, by source: https://whosonfirst.org/docs/licenses/"
"""It asks for a link to its licences: its own work is CC0, what it took over keeps the licence of its source."""

REPLACED = "Who's On First has another place in its stead, or none"
"""Why such a place is left out."""

_REPLACED, _NOT_REPLACED = ("superseded_by", "deprecated"), frozenset({"", "u", "uuuu", "None", "[]"})

_AUTHORITIES = {"gn": GEONAMES, "wd": WIKIDATA, "wk": "wikipedia"}
"""What Who's On First calls authorities that have a name of ours."""

_FORMS = {GEONAMES: re.compile(r"(?:gn)?(\d{1,9})"), WIKIDATA: re.compile(r"(Q\d+)")}
"""How the ids are written that stand in `gazetteer/places.csv`; others are taken as they are."""

_EXPONENT = re.compile(r"\d+(?:\.\d+)?e\+\d+|\d+\.0+")

_AUTHORITY = re.compile(r"[a-z0-9][a-z0-9._-]*")


def plain(identifier: str) -> str:
    """An id without what a program made of it: R writes 700000 as 7e+05, pandas beside empty cells as 700000.0.

    A spreadsheet's 1.05E+07 has lost digits and stays as it is, so that it is met by no place.

    >>> plain("7e+05"), plain("706448.0"), plain("1.05E+07"), plain("SD01001")
    ('700000', '706448', '1.05E+07', 'SD01001')
    """
    text = " ".join(identifier.split())
    if not _EXPONENT.fullmatch(text):
        return text
    number = float(text)
    return f"{number:.0f}" if number.is_integer() else text


def known(authority: str, identifier: str) -> str:
    """An id as the authority writes it; empty if it is none of theirs. OpenStreetMap's `node/5` is 5, as extracts say.

    >>> known(OSM, "node/5"), known(OSM, "way/5"), known(GEONAMES, "gn5"), known(WIKIDATA, "five")
    ('5', 'way/5', '5', '')
    """
    text = plain(identifier)
    if authority == OSM:
        return text.removeprefix("node/")
    form = _FORMS.get(authority)
    if form is None:
        return text
    found = form.fullmatch(text)
    return found[1] if found else ""


def ids_in(properties: Mapping[str, Any]) -> dict[str, str]:
    """The ids among the properties of a place, by whose they are."""
    found: dict[str, str] = {}
    for authority, names in HEADERS.items():
        for name in names:
            value = properties.get(name)
            if isinstance(value, str | int) and (id_ := known(authority, str(value))):
                found.setdefault(authority, id_)
    kind = str(properties.get("osm_type") or "").casefold()[:1]
    if OSM in found and kind in OSM_KINDS and found[OSM].isdigit():
        found[OSM] = f"{OSM_KINDS[kind]}/{found[OSM]}"
    concordances = properties.get(CONCORDANCES)
    for name, value in concordances.items() if isinstance(concordances, Mapping) else ():
        prefix = str(name).partition(":")[0].lower()
        authority = _AUTHORITIES.get(prefix, prefix)
        if not isinstance(value, str | int) or not _AUTHORITY.fullmatch(authority):
            continue
        if id_ := known(authority, str(value)):
            found.setdefault(authority, id_)
    return found


def is_replaced(properties: Mapping[str, Any]) -> bool:
    """Whether Who's On First says of one of its places that it is no longer one: another stands for it, or none."""
    stated = [properties.get(f"{prefix}{name}") for prefix in ("", "wof:", "edtf:") for name in _REPLACED]
    return any(str(value).strip() not in _NOT_REPLACED for value in stated)
