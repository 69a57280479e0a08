"""The countries of the world, and what of them lies within the frame of a theatre."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
import shapely

from karamap.gazetteer.places import LonLat

FILE = "countries.geojson.gz"
"""Natural Earth 4.1.0, 1:50m Admin 0 countries (public domain), with their names by Unicode CLDR 48
(`countries.licence.txt`), built by `tools/build_countries.py`."""

DECIMALS = 3
"""About 100 m, far finer than the lines of the source: they are good to 1 or 2 km."""

DATASET: Mapping[str, Any] = {
    "id": "natural-earth-50m",
    "title": "Borders: Natural Earth 4.1.0, 1:50m Admin 0 countries, lines as held and not by law",
    "publisher": "Natural Earth",
    "licence": "public domain",
    "url": "https://www.naturalearthdata.com/",
    "lists_all": False,
    "note": "Good to 1 to 2 km: lines for orientation, and no statement about any border.",
}
"""The source of the borders, as a row of `gazetteer/sources.csv`; the credit of every map names it."""


class _Country(NamedTuple):
    """A country: its id, its name in English and in other languages, and its area (degrees, EPSG:4326)."""

    id: str
    name: str
    names: Mapping[str, str]
    shape: shapely.Geometry


@cache
def _world() -> list[_Country]:
    packed = resources.files("karamap.importers").joinpath(FILE).read_bytes()
    features = json.loads(gzip.decompress(packed))["features"]
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    told = [feature["properties"] for feature in features]
    return [_Country(**item, shape=shape) for item, shape in zip(told, shapes, strict=True)]


LEAST_SHARE = 0.02
"""A country in which a smaller share of the places lies is a neighbour, or one of them has a wrong position."""


def countries_of(positions: Sequence[LonLat]) -> list[str]:
    """Ids of the countries that the ground of some places lies in, in the order of their names."""
    points = shapely.points(np.array([(at.lon, at.lat) for at in positions]).reshape(-1, 2))
    world = _world()
    _, found = shapely.STRtree([country.shape for country in world]).query(points, predicate="within")
    counted = Counter(found.tolist())
    least = max(1.0, LEAST_SHARE * len(positions))
    return [country.id for number, country in enumerate(world) if counted[number] >= least]


def ids_in(frame: tuple[float, float, float, float]) -> list[str]:
    """Ids of the countries of which some ground lies in a frame (west, south, east, north; degrees)."""
    return [country.id for country in _within(frame)]


def texts(frame: tuple[float, float, float, float]) -> list[dict[str, str]]:
    """Rows of `gazetteer/texts.csv`: what the countries in a frame are called in other languages than English."""
    return [
        {"key": f"country.{country.id}", "language": language, "text": name}
        for country in _within(frame)
        for language, name in sorted(country.names.items())
        if name != country.name
    ]


def _within(frame: tuple[float, float, float, float]) -> list[_Country]:
    """The countries of which some ground lies in a frame (west, south, east, north; degrees)."""
    window = shapely.box(*frame)
    return [country for country in _world() if shapely.intersects(country.shape, window)]


def borders(frame: tuple[float, float, float, float]) -> str:
    """GeoJSON of the countries in a frame (west, south, east, north; degrees), all else sea; empty without any."""
    window = shapely.box(*frame)
    lines: list[str] = []
    for id_, name, _, shape in _within(frame):
        part = _areas(shapely.intersection(shape, window))
        part = _areas(shapely.set_precision(part, 10.0**-DECIMALS))
        if part.is_empty:
            continue
        geometry = _rounded(json.loads(shapely.to_geojson(part)))
        feature = {"type": "Feature", "properties": {"id": id_, "name": name}, "geometry": geometry}
        lines.append(json.dumps(feature, ensure_ascii=False))
    if not lines:
        return ""
    head = '{"type": "FeatureCollection", "remainder": "sea", "features": [\n'
    return head + ",\n".join(lines) + "\n]}\n"


def _areas(shape: shapely.Geometry) -> shapely.Geometry:
    """The areas of a shape; lines and points where two areas touch are none."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts)


def _rounded(geometry: Any) -> Any:
    if isinstance(geometry, dict):
        return {key: _rounded(value) for key, value in geometry.items()}
    if isinstance(geometry, list):
        return [_rounded(value) for value in geometry]
    return round(geometry, DECIMALS) if isinstance(geometry, float) else geometry
