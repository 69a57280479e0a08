"""What is drawn and how it looks, without saying with what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import metadata
from typing import Any

import geopandas as gpd
import pyproj
import shapely

from karamap import __version__
from karamap.claims import Claim, Source
from karamap.control import Show, no_report
from karamap.gazetteer import Name, Place, valid_on
from karamap.reasons import pages
from karamap.snapshot import Snapshot
from karamap.tessellation import REACH_KM, to_lonlat
from karamap.wording import STANDINGS, in_words, published, since, utterance, verdict

USUAL_PRECISION_KM = 1
"""Positions that may be further off than this say so in their popup."""

DECIMALS = 5
"""Decimals of a degree in the finished map: about one metre."""

LIMITS = (43.4, 37.6, 50.2, 42.2)
"""West, south, east, north of the base data."""

LANGUAGES = {
    "az": "Azerbaijani",
    "en": "English",
    "hy": "Armenian",
    "ru": "Russian",
    "tr": "Turkish",
    "fa": "Persian",
    "de": "German",
    "fr": "French",
    "uk": "Ukrainian",
    "ar": "Arabic",
}
"""Languages whose names a popup lists, in this order; romanisations of unknown origin are left to the tables."""

TITLE = "Who held which ground in and around Nagorno-Karabakh"
WAR_FIRST, WAR_LAST = date(2020, 9, 27), date(2020, 11, 10)

COUNTRY_LABELS = {
    "AZ": ("AZERBAIJAN", 47.95, 40.42),
    "AM": ("ARMENIA", 45.42, 39.93),
    "IR": ("IRAN", 46.9, 38.5),
    "GE": ("GEORGIA", 44.8, 41.55),
    "TR": ("TURKEY", 43.75, 40.3),
    "RU": ("RUSSIA", 47.0, 41.95),
}
"""Where the name of a country reads best at the opening view: text, lon, lat."""

METHOD = (
    "Each village, town and city has the ground that is nearer to it than to any other, and that ground takes the "
    "colour of whoever held the place by the record. Armies also hold ground between and behind the places they "
    "announce, so an announced advance is drawn smaller than it was. The theatre ends at the state border, or "
    f"{REACH_KM:.0f} km or less beyond its outermost settlements."
)
NEUTRALITY = (
    "This map shows who held ground, as far as published statements tell. It does not say whose the ground is by law. "
    "What one side alone says is marked as such."
)
CORRECTIONS = "Send a missing or wrong statement, source or name, with where to read it, to the maintainers of karamap."
CREDIT = (
    "Settlements: GeoNames (CC BY 4.0) via Who's On First, with changes. Borders: Natural Earth (public domain). "
    "Rivers and lakes: digitised by karamap, good to 1 to 2 km, schematic in the lowlands."
)


def document(snapshot: Snapshot, *, title: str | None = None, language: str = "az") -> dict[str, Any]:
    """Everything that one map shows, as plain text, numbers and GeoJSON (EPSG:4326, lon/lat).

    Args:
        snapshot: the state of one day.
        title: the headline; a neutral one by default.
        language: ISO 639-1 code of the place names used as labels, where a place has a name in it.

    Returns:
        A mapping that JSON can carry; `karamap.page.html` and the figures draw from it alone.
    """
    places, sources = _places(snapshot, language)
    return {
        "head": _head(snapshot, title),
        "lang": language,
        "view": {"bounds": _bounds(snapshot), "limits": list(LIMITS)},
        "parties": _parties(snapshot),
        "countries": _collection(snapshot.outlines.borders, lambda own: {"name": own["name"]}),
        "water": _collection(snapshot.outlines.water, lambda own: {key: own[key] for key in ("name", "kind", "rank")}),
        "theatre": _geometry(snapshot.tessellation.outline),
        "territory": _features(snapshot.territory, ("holder", "area_km2")),
        "front": _features(snapshot.front, ("between", "length_km")),
        "districts": _districts(snapshot, language),
        "labels": _labels(snapshot),
        "places": places,
        "sources": sources,
        "legend": _legend(snapshot),
        "notes": _notes(snapshot),
    }


def _head(snapshot: Snapshot, title: str | None) -> dict[str, Any]:
    known = snapshot.known_on
    return {
        "title": title or TITLE,
        "as_of": snapshot.as_of.isoformat(),
        "as_of_words": in_words(snapshot.as_of),
        "known_on": known.isoformat() if known else None,
        "show": snapshot.show.value,
        "known_on_words": _knowledge_words(snapshot),
        "day_words": _day_words(snapshot),
    }


def _knowledge_words(snapshot: Snapshot) -> str:
    known = snapshot.known_on
    words = f"as known on {in_words(known)}" if known else "with everything that the record knows today"
    if snapshot.show is Show.CONCEDED:
        words += ", only what is conceded or agreed"
    return f"{words}, with {snapshot.theatre.own_claims}" if snapshot.theatre.own_claims else words


def _day_words(snapshot: Snapshot) -> str:
    words = []
    if WAR_FIRST <= snapshot.as_of < WAR_LAST:
        words.append(f"Day {(snapshot.as_of - WAR_FIRST).days + 1} of the war.")
    count = len(snapshot.changed)
    words.append(f"{count or 'No'} place{'s' * (count != 1)} reported as changing hands on this day.")
    if undated := len(snapshot.first_counted) - count:
        words.append(f"{undated} more count from this day, since no source gives the day they changed hands.")
    return " ".join(words)


def _bounds(snapshot: Snapshot) -> list[float]:
    return [round(float(edge), 3) for edge in to_lonlat(snapshot.tessellation.outline).bounds]


def _parties(snapshot: Snapshot) -> list[dict[str, str]]:
    held = {item.holder for item in snapshot.control.values()}
    return [
        {"id": party.id, "name": party.name, "colour": party.colour, "ink": party.ink, "hatch": party.hatch}
        for party in snapshot.record.parties.values()
        if party.id in held
    ]


def _geometry(shape: shapely.Geometry) -> Any:
    rounded = shapely.set_precision(to_lonlat(shape), 10.0**-DECIMALS, mode="pointwise")
    return json.loads(shapely.to_geojson(rounded), parse_float=lambda digits: round(float(digits), DECIMALS))


def _features(frame: gpd.GeoDataFrame, columns: Iterable[str]) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "properties": {name: _plain(getattr(row, name)) for name in columns},
            "geometry": _geometry(row.geometry),
        }
        for row in frame.itertuples()
    ]
    return {"type": "FeatureCollection", "features": features}


def _plain(value: object) -> object:
    return round(float(value)) if isinstance(value, float) else value


def _collection(own: Mapping[str, Any], properties: Any) -> dict[str, Any]:
    features = [{**feature, "properties": properties(feature["properties"])} for feature in own["features"]]
    return {"type": "FeatureCollection", "features": features}


def _districts(snapshot: Snapshot, language: str) -> dict[str, Any]:
    frame = snapshot.districts
    features = []
    for row in frame.itertuples():
        largest = max(row.geometry.geoms, key=lambda part: part.area)
        point = to_lonlat(shapely.maximum_inscribed_circle(largest, tolerance=500)).coords[0]
        name = snapshot.gazetteer.district_name(row.district_id, snapshot.as_of, language)
        properties = {"name": name, "lon": round(point[0], 4), "lat": round(point[1], 4)}
        features.append({"type": "Feature", "properties": properties, "geometry": _geometry(row.geometry)})
    return {"type": "FeatureCollection", "features": features}


def _labels(snapshot: Snapshot) -> list[dict[str, Any]]:
    drawn = {feature["properties"]["id"] for feature in snapshot.outlines.borders["features"]}
    countries = [
        {"text": text, "lon": lon, "lat": lat, "rank": "country"}
        for key, (text, lon, lat) in COUNTRY_LABELS.items()
        if key in drawn
    ]
    return countries + [_water_label(feature) for feature in snapshot.outlines.water["features"]]


def _water_label(feature: Mapping[str, Any]) -> dict[str, Any]:
    shape = shapely.from_geojson(json.dumps(feature["geometry"]))
    point = (
        shapely.point_on_surface(shape)
        if shape.area
        else shapely.line_interpolate_point(_longest(shape), 0.5, normalized=True)
    )
    return {
        "text": feature["properties"]["name"],
        "lon": round(point.x, 4),
        "lat": round(point.y, 4),
        "rank": "water",
    }


def _longest(shape: shapely.Geometry) -> shapely.Geometry:
    return max(shapely.get_parts(shape), key=shapely.length)


def _places(snapshot: Snapshot, language: str) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """The located places with their chains, and the sources that the chains point to by index."""
    order: dict[str, int] = {}
    seats = {district.seat_id for district in snapshot.gazetteer.districts.values()}
    places = [
        _place(snapshot, place, language, order, is_seat=place.id in seats)
        for place in snapshot.gazetteer.places.values()
        if place.position is not None
    ]
    return places, [_source(snapshot.record.sources[source_id]) for source_id in order]


def _place(snapshot: Snapshot, place: Place, language: str, order: dict[str, int], *, is_seat: bool) -> dict[str, Any]:
    gazetteer, day = snapshot.gazetteer, snapshot.as_of
    item = snapshot.control.get(place.id) or no_report(place.id)
    kind, district = gazetteer.kind(place.id, day), gazetteer.district_id(place.id, day)
    lon, lat = place.position or (0.0, 0.0)
    return {
        "id": place.id,
        "label": gazetteer.name(place.id, day, language),
        "kind": kind,
        "names": _names(gazetteer.names.get(place.id, ()), day),
        "district": gazetteer.district_name(district, day, language) if district else "",
        "lon": round(lon, DECIMALS),
        "lat": round(lat, DECIMALS),
        "precision": f"within {place.precision_km:g} km" if (place.precision_km or 0) > USUAL_PRECISION_KM else "",
        "holder": item.holder,
        "standing": item.standing.value,
        "since": since(snapshot.record, item),
        "changed": place.id in snapshot.changed,
        "rank": 1 if is_seat else 2 if kind in ("city", "town") else 3,
        "verdict": verdict(snapshot.record, item),
        "chain": [_link(snapshot, snapshot.record.claims[claim_id], order) for claim_id in item.claims],
    }


def _names(names: Iterable[Name], day: date) -> list[dict[str, str]]:
    """Names fit to be shown, by language: valid ones first, never a misspelling, each spelling once."""
    rank = {"official": 0, "exonym": 1, "former": 2, "variant": 3}
    usable = [name for name in names if name.language in LANGUAGES and name.kind in rank]
    usable.sort(
        key=lambda name: (
            list(LANGUAGES).index(name.language),
            not valid_on(name, day),
            rank[name.kind],
            name.text,
        )
    )
    shown: dict[tuple[str, str], dict[str, str]] = {}
    for name in usable:
        if name.kind == "variant" and name.language in ("en", "tr", "de", "fr", "az") and _has_better(name, usable):
            continue
        kind = name.kind if valid_on(name, day) or name.valid_to is not None else "later"
        shown.setdefault(
            (name.language, name.text),
            {"language": LANGUAGES[name.language], "name": name.text, "kind": kind},
        )
    return list(shown.values())


def _has_better(variant: Name, names: Iterable[Name]) -> bool:
    return any(name.language == variant.language and name.kind != "variant" for name in names)


def _link(snapshot: Snapshot, claim: Claim, order: dict[str, int]) -> dict[str, Any]:
    sources = [order.setdefault(page.id, len(order)) for page in pages(snapshot.record, claim)]
    return {
        "when": in_words(claim.valid_from),
        "text": utterance(snapshot.record, claim),
        "reported": in_words(claim.reported_on),
        "stance": claim.stance,
        "sources": sources,
    }


def _source(source: Source) -> dict[str, str]:
    return {
        "publisher": source.publisher,
        "title": source.title or "",
        "published": published(source),
        "url": source.url or "",
        "quality": source.quality,
    }


def _legend(snapshot: Snapshot) -> dict[str, Any]:
    areas = dict(zip(snapshot.territory["holder"], snapshot.territory["area_km2"], strict=True))
    holders = [
        {
            "party": party.id,
            "text": f"Nearest to places held by {party.name}: about {areas[party.id]:,.0f} km²",
        }
        for party in snapshot.record.parties.values()
        if party.id in areas
    ]
    if "" in areas:
        holders.append({"party": "", "text": f"No report: about {areas['']:,.0f} km²"})
    drawn = {item.standing for item in snapshot.control.values()}
    return {
        "holders": holders,
        "points": [
            {"standing": key.value, "text": text[0].upper() + text[1:]}
            for key, text in STANDINGS.items()
            if key in drawn
        ],
        "front": "Halfway between the nearest places of the two sides",
        "changed": "Reported as changing hands on this day",
    }


def _notes(snapshot: Snapshot) -> dict[str, str]:
    own = f", with {snapshot.theatre.own_claims}" if snapshot.theatre.own_claims else ""
    version = f"karamap {__version__}, tables {snapshot.theatre.fingerprint[:12]}{own}"
    known = f", as known on {snapshot.known_on}" if snapshot.known_on else ""
    return {
        "method": METHOD,
        "neutrality": NEUTRALITY,
        "data": f"{version}. Fingerprint {snapshot.theatre.fingerprint}.",
        "cite": f"Control as of {snapshot.as_of}{known}. {version}, from published statements listed in its record.",
        "corrections": CORRECTIONS,
        "credit": CREDIT,
        "unlocated": _unlocated(snapshot),
        "versions": versions(),
        "fingerprint": snapshot.theatre.fingerprint,
    }


def _unlocated(snapshot: Snapshot) -> str:
    names = [snapshot.gazetteer.name(place_id, snapshot.as_of) for place_id in snapshot.unlocated]
    if not names:
        return ""
    return f"{len(names)} settlements have no known coordinates and are not drawn: {', '.join(sorted(names))}."


def versions() -> str:
    """The versions of karamap and of everything that shapes the bytes of a map."""
    parts = {
        "karamap": __version__,
        **{name: metadata.version(name) for name in ("folium", "branca", "XStatic-Leaflet", "geopandas")},
        "shapely": shapely.__version__,
        "GEOS": shapely.geos_version_string,
        "PROJ": pyproj.proj_version_str,
    }
    return ", ".join(f"{name} {version}" for name, version in parts.items())
