"""What is drawn and how it looks, without saying with what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import metadata
from typing import Any

from karamap import __version__
from karamap.document.base_layer import as_geojson, country_outlines, district_outlines, ground_bounds, water_outlines
from karamap.document.format import TERMS, alphabet, by_day
from karamap.document.ground_codes import areas_by_holder, stated_mesh, stated_sites, surface_codes
from karamap.document.places import place_row, shown_names
from karamap.document.search_rules import look_up
from karamap.document.statements import Statements, source_row
from karamap.document.wording import party_names, texts_of
from karamap.ground.crs import libraries
from karamap.ground.series import Series, grounds
from karamap.record.control import no_report
from karamap.theatre.texts import Texts


def document(
    series: Series,
    *,
    title: str | None = None,
    language: str = "en",
    names: str | None = None,
    opening: date | None = None,
    known: str | None = None,
    embed: bool = False,
) -> dict[str, Any]:
    """Everything that one page shows, as plain text, numbers and GeoJSON (EPSG:4326, lon/lat).

    Args:
        series: the days to show.
        title: the headline; a neutral one in the reader's language by default.
        language: ISO 639-1 code of the interface.
        names: ISO 639-1 code of the place names used as labels; the interface's by default.
        opening: the day the page opens on; the last one by default.
        known: the state of knowledge the page opens with; the first of the series by default.
        embed: whether the page is to stand inside another one.

    Returns:
        A mapping that JSON can carry; `karamap.page.html` draws from it alone.
    """
    opening = opening or series.last
    places = sorted(series.theatre.gazetteer.places)
    numbers = {place_id: index for index, place_id in enumerate(places)}
    statements = Statements(series, numbers)
    texts = texts_of(series.theatre)
    outlines = district_outlines(series, opening, texts)
    districts = [feature["properties"]["id"] for feature in outlines["features"]]
    others = {series.theatre.gazetteer.district_id(place_id, opening) for place_id in places} - {None, *districts}
    districts += sorted(filter(None, others))
    rows = [place_row(series, series.theatre.gazetteer.places[place_id], opening, districts) for place_id in places]
    return {
        "head": {
            "title": title,
            "first": series.first.isoformat(),
            "last": series.last.isoformat(),
            "day": series.index(opening),
            "begins": series.theatre.record.first_day.isoformat(),
            "known": known or next(iter(series.timelines)),
            "show": series.show.value,
            "surface": series.method.value,
            "embed": embed,
            "own": series.theatre.user_claims,
        },
        "language": language,
        "names": names or language,
        "texts": texts,
        "terms": {**TERMS, "side": series.record.sides},
        "alphabet": alphabet(len(series.theatre.record.parties)),
        "parties": _parties(series, texts),
        "view": {"bounds": ground_bounds(series), "limits": list(series.theatre.settings.frame)},
        "countries": country_outlines(series, texts),
        "water": water_outlines(series, texts),
        "frame": as_geojson(series.tessellation.outline, series.tessellation.plane),
        "mesh": stated_mesh(series),
        "sites": stated_sites(series, numbers),
        "districts": outlines,
        "units": districts,
        "places": rows,
        "keys": look_up(series.theatre.names, map(shown_names, rows)),
        "series": {known: _over_time(series, known, statements) for known in series.timelines},
        "controls": statements.controls,
        "claims": statements.claims,
        "remarks": statements.remarks,
        "speakers": statements.speakers,
        "sources": [source_row(series.theatre.record.sources[source_id]) for source_id in statements.sources],
        "notes": _notes(series, places),
    }


def _parties(series: Series, texts: Texts) -> list[dict[str, Any]]:
    return [
        {
            "id": party.id,
            "names": party_names(party, texts),
            "shorts": party_names(party, texts, short=True),
            "colour": party.colour,
            "ink": party.ink,
            "hatch": party.hatch,
        }
        for party in series.theatre.record.parties.values()
    ]


def _over_time(series: Series, known: str, statements: Statements) -> dict[str, Any]:
    """What changes from day to day in one state of knowledge.

    `changes` lists for each day on which places change its index and their numbers, by the rule of `Series.changes`.
    """
    points = series.change_points[known]
    silence = (0, statements.number(no_report("")))
    places = [
        [(series.index(day), statements.number(control)) for day, control in points.get(place_id, ())] or [silence]
        for place_id in statements.place_index
    ]
    parties = list(series.record.parties)
    letters = alphabet(len(parties))
    days = list(grounds(series, known))
    codes = [surface_codes(ground, parties, letters) for ground in days]
    changing = [
        [series.index(ground.day), list(ground.changed), "".join(code[site] for site in ground.changed)]
        for ground, code in zip(days[1:], codes[1:], strict=True)
    ]
    return {
        "places": by_day(places),
        "sites": [codes[0], changing],
        "areas": areas_by_holder(series, days),
        "changes": [
            [series.index(day), [statements.place_index[place_id] for place_id in place_ids]]
            for day, place_ids in series.changes[known].items()
        ],
    }


def _notes(series: Series, places: Sequence[str]) -> dict[str, Any]:
    return {
        "karamap": __version__,
        "fingerprint": series.theatre.fingerprint,
        "versions": versions(),
        "unlocated": [places.index(place_id) for place_id in series.unlocated],
    }


def versions() -> str:
    """The versions of karamap and of everything that shapes the bytes of a map."""
    parts = {
        "karamap": __version__,
        **{name: metadata.version(name) for name in ("folium", "branca", "XStatic-Leaflet")},
        **libraries(),
    }
    return ", ".join(f"{name} {version}" for name, version in parts.items())
