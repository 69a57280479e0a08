"""Countries, water and districts as the drawing document states them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import shapely

from karamap.document.format import DECIMALS
from karamap.ground.crs import Plane
from karamap.ground.series import Series


def _translated(tables: Mapping[str, Mapping[str, str]], key: str, known: Mapping[str, str]) -> dict[str, str]:
    """A name in every language in which there is one: from the texts, else as the outlines have it."""
    names = {language: tables[language][key] for language in tables if tables[language].get(key)}
    return {**{language: name for language, name in known.items() if name}, **names}


def view_of(series: Series) -> dict[str, Any]:
    """What a page shows: extents of the theatre's ground and of the base data, and whether the rest of that is sea.

    Extents are west, south, east and north in degrees (EPSG:4326).
    """
    bounds = series.tessellation.plane.to_lonlat(series.tessellation.outline).bounds
    return {
        "bounds": [round(float(edge), 3) for edge in bounds],
        "limits": list(series.theatre.settings.frame),
        "sea": series.outlines.borders.get("remainder") == "sea",
    }


def as_geojson(shape: shapely.Geometry, plane: Plane) -> Any:
    """A shape of the plane as a GeoJSON geometry (EPSG:4326), rounded to `DECIMALS`."""
    rounded = shapely.set_precision(plane.to_lonlat(shape), 10.0**-DECIMALS, mode="pointwise")
    return json.loads(shapely.to_geojson(rounded), parse_float=lambda digits: round(float(digits), DECIMALS))


def country_outlines(series: Series, tables: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The countries of the base layer with their names in every language, as a feature collection."""

    def described(own: Mapping[str, Any]) -> dict[str, Any]:
        return {"id": own["id"], "names": _translated(tables, f"country.{own['id']}", {"en": own["name"]})}

    return _collection(series.outlines.borders, described)


def water_outlines(series: Series, tables: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Rivers and lakes of the base layer with their names in every language, as a feature collection."""

    def described(own: Mapping[str, Any]) -> dict[str, Any]:
        english = own.get("name_en", own["name"])
        key = "water." + english.lower().replace(" ", "-")
        known = {series.theatre.gazetteer.usual_language: own["name"], "en": english}
        return {"kind": own["kind"], "rank": own["rank"], "names": _translated(tables, key, known)}

    return _collection(series.outlines.water, described)


def _collection(own: Mapping[str, Any], properties: Any) -> dict[str, Any]:
    features = [
        {"type": "Feature", "geometry": feature["geometry"], "properties": properties(feature["properties"])}
        for feature in own["features"]
    ]
    return {"type": "FeatureCollection", "features": features}


def district_outlines(series: Series, day: date, languages: Iterable[str]) -> dict[str, Any]:
    """The districts as of a day: the cells of their places, with their names and where to write them."""
    gazetteer, cells, plane = series.theatre.gazetteer, series.tessellation.cells, series.tessellation.plane
    features = []
    for district, sites in sorted(_sites_by_district(series, day).items()):
        shape = shapely.normalize(shapely.coverage_union_all(cells[sites]))
        largest = max(shapely.get_parts(shape), key=shapely.area)
        lon, lat = plane.to_lonlat(shapely.maximum_inscribed_circle(largest, tolerance=500)).coords[0]
        names = {language: gazetteer.district_name(district, day, language) for language in languages}
        properties = {"id": district, "names": names, "lon": round(lon, DECIMALS), "lat": round(lat, DECIMALS)}
        features.append({"type": "Feature", "properties": properties, "geometry": as_geojson(shape, plane)})
    return {"type": "FeatureCollection", "features": features}


def ids_of_districts(series: Series, day: date) -> list[str]:
    """The districts that places belong to on a day: those with ground in the order of their outlines, then others."""
    gazetteer = series.theatre.gazetteer
    with_ground = _sites_by_district(series, day)
    every = {gazetteer.district_id(place_id, day) for place_id in gazetteer.places} - {None}
    return [*sorted(with_ground), *sorted(filter(None, every - with_ground.keys()))]


def _sites_by_district(series: Series, day: date) -> dict[str, list[int]]:
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index, site in enumerate(series.sites):
        if district := series.theatre.gazetteer.district_id(site[0], day):
            members[district].append(index)
    return members
