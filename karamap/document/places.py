"""Places and their names as the drawing document states them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from karamap.document.format import DECIMALS, NAME, PLACE, UNDETERMINED, DayCount, Terms
from karamap.gazetteer.places import Name, Place, valid_on
from karamap.gazetteer.schema import NAME_PREFERENCE
from karamap.ground.series import Series
from karamap.theatre.theatre import Theatre

USUAL_PRECISION_KM = 1
"""Positions that may be further off than this say so."""

Shown = Mapping[str, Sequence[Name]]
"""The names of each place that a page lists, by place id, the one to show first at the head."""


def place_rows(series: Series, shown: Shown, day: date, districts: Sequence[str]) -> list[list[Any]]:
    """The places of which names are shown, as rows, as of a day; `districts` are those that rows refer to."""
    theatre = series.theatre
    terms, days = Terms.of(theatre), DayCount.of(theatre.record)
    rows = []
    for place_id, names in shown.items():
        place = theatre.gazetteer.places[place_id]
        kind, district = theatre.gazetteer.kind(place_id, day), theatre.gazetteer.district_id(place_id, day)
        rows.append(
            PLACE.row(
                id=place_id,
                kind=terms.number("kind", kind),
                district=districts.index(district) if district else None,
                lon=round(place.position.lon, DECIMALS) if place.position else None,
                lat=round(place.position.lat, DECIMALS) if place.position else None,
                rank=theatre.gazetteer.importance(place_id, day),
                site=series.tessellation.cell_of.get(place_id),
                names=[_name_row(name, terms, days) for name in names],
                km=_coarse_precision(place),
            )
        )
    return rows


def _coarse_precision(place: Place) -> float | None:
    return place.precision_km if (place.precision_km or 0) > USUAL_PRECISION_KM else None


def _name_row(name: Name, terms: Terms, days: DayCount) -> list[Any]:
    return NAME.row(
        language=terms.number("language", name.language),
        kind=terms.number("name", name.kind),
        text=name.text,
        valid_from=days.number(name.valid_from),
        valid_to=days.number(name.valid_to),
    )


def shown_names(theatre: Theatre, place_id: str, day: date) -> list[Name]:
    """Names fit to be shown, each once: the usual one first, then by language, valid ones before others.

    A name that the gazetteer shows though it is in no language that is listed is put first as of no language.
    """
    gazetteer, languages = theatre.gazetteer, theatre.settings.shown_languages
    usual = gazetteer.name(place_id, day)

    def order(name: Name) -> tuple[bool, int, bool, int, str]:
        return (
            (name.language, name.text) != (gazetteer.usual_language, usual),
            languages.index(name.language),
            not valid_on(name, day),
            NAME_PREFERENCE[name.kind],
            name.text,
        )

    listed = [name for name in gazetteer.names.get(place_id, ()) if name.language in languages]
    usable = sorted((name for name in listed if name.kind in NAME_PREFERENCE), key=order)
    names: dict[tuple[str, str], Name] = {}
    if not usable or usable[0].text != usual:
        names[UNDETERMINED, usual] = Name(usual, UNDETERMINED, "", "variant", None, None, "")
    for name in usable:
        if not _is_outdone(name, usable):
            names.setdefault((name.language, name.text), name)
    return list(names.values())


def _is_outdone(name: Name, names: Iterable[Name]) -> bool:
    """Whether a name is a mere variant in Latin letters in a language that has a proper one."""
    if name.kind != "variant" or name.script != "Latn":
        return False
    return any(other.language == name.language and other.kind != "variant" for other in names)
