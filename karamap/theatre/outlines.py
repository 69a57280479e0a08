"""The outlines of the base layer: countries and water."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import shapely

from karamap.errors import Fault
from karamap.tables.data_folder import DataFolder, OversizedError

BORDERS, WATER = "gazetteer/borders.geojson", "gazetteer/water.geojson"
OUTLINES = {BORDERS: ("id", "name"), WATER: ("name", "kind", "rank")}
"""The outlines of the base layer and the properties that each of their features must have. A theatre may lack either:
without borders its ground ends at its reach alone."""

SHAPES = {"LineString", "MultiLineString", "Polygon", "MultiPolygon"}
NOTHING: Mapping[str, Any] = {"type": "FeatureCollection", "features": []}


@dataclass(frozen=True)
class Outlines:
    """GeoJSON feature collections of the base layer, EPSG:4326, as they stand in `gazetteer/`."""

    borders: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    water: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    whole: bool = True
    """Whether all of them could be read, so that what is absent is really absent."""

    @property
    def country_ids(self) -> list[str]:
        """The ids of the countries, in the order of the file."""
        return [feature["properties"]["id"] for feature in self.borders["features"]]

    @property
    def states(self) -> dict[str, str]:
        """The ids of the countries by their names."""
        return {feature["properties"]["name"]: feature["properties"]["id"] for feature in self.borders["features"]}

    @cached_property
    def _shapes(self) -> dict[str, list[shapely.Geometry]]:
        shapes: dict[str, list[shapely.Geometry]] = {}
        for feature in self.borders["features"]:
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            shapes.setdefault(feature["properties"]["id"], []).append(shape)
        return shapes

    def countries(self, ids: Sequence[str]) -> shapely.Geometry:
        """The outlines of some countries as one, EPSG:4326."""
        return shapely.union_all([shape for country in ids for shape in self._shapes[country]])

    def countries_of(self, points: Sequence[tuple[float, float]]) -> tuple[str, ...]:
        """The ids of the countries in which some positions lie (lon, lat), in the order of the file."""
        places = shapely.multipoints(points)
        return tuple(country for country in self._shapes if shapely.intersects(self.countries([country]), places))


def read(folder: DataFolder) -> tuple[Outlines, list[Fault]]:
    """The outlines below a folder, and what keeps one of them from being used; such a one is left empty."""
    read_: dict[str, Mapping[str, Any]] = {}
    faults: list[Fault] = []
    for path in OUTLINES:
        collection, problems = _collection(folder, path)
        read_[path] = NOTHING if problems or collection is None else collection
        faults += problems
    return Outlines(read_[BORDERS], read_[WATER], whole=not faults), faults


def _collection(folder: DataFolder, path: str) -> tuple[Mapping[str, Any] | None, list[Fault]]:
    try:
        content = folder.content(path)
        if content is None:
            return None, []
        collection = json.loads(content.decode("utf-8"))
        problem = next(_problems(collection, path), None)
    except OversizedError as error:
        return None, list(error.faults)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        line = getattr(error, "lineno", 1)
        return None, [
            Fault(path, line, "-", f"not a GeoJSON feature collection as needed: {error}", "GeoJSON in UTF-8")
        ]
    if problem:
        problem = f"not a GeoJSON feature collection as needed: {problem}"
        return None, [Fault(path, 1, "-", problem, "GeoJSON in UTF-8")]
    return collection, []


def _problems(collection: Mapping[str, Any], path: str) -> Iterator[str]:
    for feature in collection["features"]:
        for name in OUTLINES[path]:
            if not feature["properties"].get(name):
                yield f"a feature without {name!r} in its properties"
        if feature["geometry"]["type"] not in SHAPES or not feature["geometry"]["coordinates"]:
            yield "a feature that is neither a line nor a polygon"
