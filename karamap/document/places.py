"""Places and their names as the drawing document states them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from karamap.document.format import DECIMALS, NAME_LANGUAGES, NAMES_AT, TERMS, day_number, name_code
from karamap.gazetteer.places import Name, Place, valid_on
from karamap.gazetteer.schema import KINDS, NAME_PREFERENCE
from karamap.ground.series import Series

USUAL_PRECISION_KM = 1
"""Positions that may be further off than this say so."""


def place_row(series: Series, place: Place, day: date, districts: Sequence[str]) -> list[Any]:
    """A row: id, kind, district, lon, lat, rank, site, names, and how many km off it may be if more than usual."""
    gazetteer = series.theatre.gazetteer
    kind, district, precision = gazetteer.kind(place.id, day), gazetteer.district_id(place.id, day), place.precision_km
    is_seat = any(gazetteer.districts[other].seat_id == place.id for other in gazetteer.districts)
    return [
        place.id,
        KINDS.index(kind),
        districts.index(district) if district else None,
        round(place.position.lon, DECIMALS) if place.position else None,
        round(place.position.lat, DECIMALS) if place.position else None,
        1 if is_seat else 2 if kind in ("city", "town") else 3,
        series.tessellation.cell_of.get(place.id),
        _names(series, place.id, day),
        *([precision] if precision and precision > USUAL_PRECISION_KM else []),
    ]


def _names(series: Series, place_id: str, day: date) -> list[list[Any]]:
    """Names fit to be shown, each once: the usual one first, then by language, valid ones before others.

    A name that holds for a time only has the day numbers from which (inclusive) and to which (exclusive) after it.
    """
    gazetteer = series.theatre.gazetteer
    all_names = gazetteer.names.get(place_id, ())
    usual = gazetteer.name(place_id, day)
    usable = [name for name in all_names if name.language in NAME_LANGUAGES and name.kind in NAME_PREFERENCE]
    usable.sort(
        key=lambda name: (
            (name.language, name.text) != ("az", usual),
            NAME_LANGUAGES.index(name.language),
            not valid_on(name, day),
            NAME_PREFERENCE[name.kind],
            name.text,
        )
    )
    shown: dict[tuple[str, str], list[Any]] = {}
    if not usable or usable[0].text != usual:
        shown["", usual] = [name_code("und", "variant"), usual]
    for name in usable:
        if not _outdone(name, usable):
            shown.setdefault((name.language, name.text), _name(name))
    return list(shown.values())


def _name(name: Name) -> list[Any]:
    bounds = [day_number(name.valid_from), day_number(name.valid_to)]
    dated = any(bound is not None for bound in bounds)
    return [name_code(name.language, name.kind), name.text, *(bounds if dated else [])]


def shown_names(row: Sequence[Any]) -> tuple[str, list[tuple[str, str]]]:
    """The id of a place with its names and their languages, from its row."""
    return row[0], [(text, TERMS["language"][code // len(TERMS["name"])]) for code, text, *_ in row[NAMES_AT]]


def _outdone(name: Name, names: Iterable[Name]) -> bool:
    """Whether a name is a mere variant in a language of Latin letters that has a proper one."""
    return (
        name.kind == "variant"
        and name.language in ("en", "tr", "de", "fr", "az")
        and any(other.language == name.language and other.kind != "variant" for other in names)
    )
