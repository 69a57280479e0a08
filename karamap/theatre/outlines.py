"""The outlines of the base layer: countries and water."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from karamap.errors import Fault
from karamap.theatre.settings import STATE

BORDERS, WATER = "gazetteer/borders.geojson", "gazetteer/water.geojson"


OUTLINES = {BORDERS: ("id", "name"), WATER: ("name", "kind", "rank")}
"""The outlines of the base layer and the properties that each of their features must have."""


SHAPES = {"LineString", "MultiLineString", "Polygon", "MultiPolygon"}


def outline_faults(folder: Path, path: str) -> Iterator[Fault]:
    """What keeps an outline of the base layer from being used."""
    try:
        features = json.loads((folder / path).read_text(encoding="utf-8"))["features"]
        absent = next((name for item in features for name in OUTLINES[path] if not item["properties"].get(name)), None)
        shapes = {item["geometry"]["type"] if item["geometry"]["coordinates"] else "" for item in features}
        if absent:
            raise ValueError(f"a feature without {absent!r} in its properties")
        if not features or not shapes <= SHAPES:
            raise ValueError("a feature that is neither a line nor a polygon, or none at all")
        if path == BORDERS and STATE not in {item["properties"]["id"] for item in features}:
            raise ValueError(f"no outline of {STATE}, the state that the theatre lies in")
    except FileNotFoundError:
        yield Fault(path, 1, "-", f"no such file in {folder}", "an outline with this name")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield Fault(
            path,
            getattr(error, "lineno", 1),
            "-",
            f"not a GeoJSON feature collection as needed: {error}",
            "GeoJSON in UTF-8",
        )


@dataclass(frozen=True)
class Outlines:
    """GeoJSON feature collections of the base layer, EPSG:4326, as they stand in `gazetteer/`."""

    borders: Mapping[str, Any]
    water: Mapping[str, Any]

    @classmethod
    def load(cls, folder: Path) -> Outlines:
        """Read `borders.geojson` and `water.geojson` below `folder`."""
        borders, water = (
            json.loads((folder / "gazetteer" / f"{name}.geojson").read_text(encoding="utf-8"))
            for name in ("borders", "water")
        )
        return cls(borders, water)

    @property
    def states(self) -> dict[str, str]:
        """The ids of the countries by their names."""
        return {item["properties"]["name"]: item["properties"]["id"] for item in self.borders["features"]}

    def countries(self, *, only: str = "", but: str = "") -> shapely.Geometry:
        """The outlines of one country, or of all but one, EPSG:4326."""
        features: list[dict[str, Any]] = self.borders["features"]
        shapes = [
            shapely.from_geojson(json.dumps(feature["geometry"]))
            for feature in features
            if feature["properties"]["id"] in (only or feature["properties"]["id"],)
            and feature["properties"]["id"] != but
        ]
        return shapely.union_all(shapes)
