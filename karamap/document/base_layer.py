"""Countries, water and districts as the drawing document states them."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import shapely

from karamap.document.format import DECIMALS
from karamap.document.rounding import rounded_geojson
from karamap.ground.crs import Plane
from karamap.ground.layout import countries_of_ground
from karamap.ground.series import Series
from karamap.theatre.texts import Texts

OUTLINE_DECIMALS = 3
"""Decimals of a degree in outlines: about a hundred metres, while borders are good to a kilometre or two."""

MARGIN = 0.25
"""How far surroundings reach at the least, as a share of the longer side of the ground."""

BORDER_WIDTH_M, SHORTEST_EDGE_M = 30.0, 300.0
"""An edge of the ground within so many metres of a border is that border; what remains in shorter pieces is none."""

AREA = 2
"""The dimension of an area."""


def _translated(texts: Texts, key: str, known: Mapping[str, str]) -> dict[str, str]:
    """A name in every language in which there is one: from the texts, else as the outlines have it."""
    names = {language: own[key] for language, own in texts.items() if own.get(key)}
    return {**{language: name for language, name in known.items() if name}, **names}


def stated_base_layer(series: Series, day: date, texts: Texts) -> dict[str, Any]:
    """What lies below and around what changes, as of a day: the view, outlines, and the districts that places name."""
    return {
        "view": view_of(series),
        "countries": country_outlines(series, texts),
        "water": water_outlines(series, texts),
        "frame": as_geojson(series.tessellation.outline, series.tessellation.plane),
        "relief": stated_relief(series),
        "roads": stated_roads(series),
        "frame_edge": as_geojson(edge_of_study(series), series.tessellation.plane),
        "districts": district_outlines(series, day, texts),
        "units": ids_of_districts(series, day),
    }


def view_of(series: Series) -> dict[str, Any]:
    """What a page shows: extents of the theatre's ground and of all that is drawn, and whether the rest is sea.

    Extents are west, south, east and north in degrees (EPSG:4326).
    """
    return {
        "bounds": [round(edge, 3) for edge in _ground(series).bounds],
        "limits": [round(edge, DECIMALS) for edge in _limits(series).bounds],
        "sea": series.outlines.sea,
    }


def _ground(series: Series) -> shapely.Geometry:
    return shapely.box(*series.tessellation.plane.to_lonlat(series.tessellation.outline).bounds)


def _limits(series: Series) -> shapely.Geometry:
    """The frame of the theatre, and more where its ground would else have no surroundings."""
    ground = _ground(series)
    west, south, east, north = ground.bounds
    surroundings = shapely.envelope(shapely.buffer(ground, MARGIN * max(east - west, north - south)))
    return shapely.envelope(shapely.union_all([surroundings, shapely.box(*series.theatre.settings.frame)]))


def edge_of_study(series: Series) -> shapely.Geometry:
    """Where the ground of the theatre ends though no border does, in its plane: lines, empty if it ends nowhere so."""
    plane = series.tessellation.plane
    own = series.outlines.countries(countries_of_ground(series.theatre))
    around = plane.to_lonlat(series.tessellation.outline).bounds
    borders = shapely.boundary(plane.area_to_plane(own, around)) if not shapely.is_empty(own) else own
    edge = shapely.difference(shapely.boundary(series.tessellation.outline), shapely.buffer(borders, BORDER_WIDTH_M))
    parts = shapely.get_parts(shapely.line_merge(edge))
    return shapely.multilinestrings(parts[shapely.length(parts) > SHORTEST_EDGE_M])


def stated_roads(series: Series) -> list[dict[str, Any]]:
    """Each road as the numbers of its places among all, sorted by id, and whether it is a main one."""
    number = {place_id: at for at, place_id in enumerate(sorted(series.theatre.gazetteer.places))}
    return [
        {"main": road.is_main, "course": [number[place_id] for place_id in road.course]}
        for road in series.theatre.roads
    ]


def stated_relief(series: Series) -> dict[str, Any] | None:
    """The hillshade as base64 of a WebP picture, with its bounds in degrees; None where the theatre has none."""
    relief = series.theatre.relief
    if relief is None:
        return None
    return {"bounds": list(relief.bounds), "picture": b64encode(relief.picture).decode("ascii")}


def as_geojson(shape: shapely.Geometry, plane: Plane) -> Any:
    """A shape of the plane as a GeoJSON geometry (EPSG:4326), rounded to `OUTLINE_DECIMALS`."""
    return rounded_geojson(plane.to_lonlat(shape), OUTLINE_DECIMALS)


def country_outlines(series: Series, texts: Texts) -> dict[str, Any]:
    """The countries of the base layer with their names in every language, as a feature collection.

    `own` are those that the ground of the theatre lies in.
    """
    of_ground = countries_of_ground(series.theatre)
    described = []
    for country in series.outlines.borders:
        names = _translated(texts, f"country.{country.id}", {"en": country.name})
        described.append(({"id": country.id, "names": names, "own": country.id in of_ground}, country.shape))
    return _collection(described, _limits(series))


def water_outlines(series: Series, texts: Texts) -> dict[str, Any]:
    """Rivers and lakes of the base layer with their names in every language, as a feature collection."""
    usual = series.theatre.gazetteer.usual_language
    described = []
    for own in series.outlines.water:
        key = "water." + own.name_en.lower().replace(" ", "-")
        names = _translated(texts, key, {usual: own.name, "en": own.name_en})
        described.append(({"kind": own.kind, "rank": own.rank, "names": names}, own.shape))
    return _collection(described, _limits(series))


def _collection(
    described: Iterable[tuple[dict[str, Any], shapely.Geometry]], limits: shapely.Geometry
) -> dict[str, Any]:
    """Outlines with what the document states of each, as far as they lie within some limits."""
    features = [
        {"type": "Feature", "geometry": geometry, "properties": properties}
        for properties, shape in described
        if (geometry := _within(shape, limits))
    ]
    return {"type": "FeatureCollection", "features": features}


def _within(shape: shapely.Geometry, limits: shapely.Geometry) -> Any:
    """As much of an outline as lies within some limits; None if it is nothing."""
    if shapely.covers(limits, shapely.envelope(shape)):
        return rounded_geojson(shape, OUTLINE_DECIMALS)
    if shapely.get_dimensions(shape) < AREA:  # not by overlay, which seeks where a line crosses itself
        inside = shapely.clip_by_rect(shape, *limits.bounds)
    else:
        parts = shapely.get_parts(shapely.intersection(shape, limits))
        inside = shapely.union_all([part for part in parts if shapely.get_dimensions(part) == AREA])
    return None if inside.is_empty else rounded_geojson(inside, OUTLINE_DECIMALS)


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
