"""Reads areas of GeoJSON, and what each says of its holder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import shapely

from karamap.importers.found import ImportFailedError
from karamap.importers.source_file import SourceFile

HOLDER_PROPERTIES = ("holder", "party", "status", "control", "controlled_by", "name")
"""What the property of an area may be called that tells its holder."""


def features_of(file: SourceFile) -> list[Any]:
    """The features of a file of GeoJSON; a lone one, or a lone geometry, is a list of one.

    Raises:
        ImportFailedError: it is no GeoJSON.
    """
    try:
        document = json.loads(file.content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ImportFailedError(f"{file.name}: no GeoJSON of areas ({type(error).__name__}: {error})") from error
    features = document.get("features", [document]) if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise ImportFailedError(f"{file.name}: no GeoJSON of areas; expected a FeatureCollection")
    return features


def area_of(feature: object) -> shapely.Geometry | None:
    """The area of a feature of GeoJSON (degrees), mended by GEOS where its rings cross; None if it has none."""
    try:
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))  # type: ignore[index]
    except (KeyError, TypeError, ValueError, shapely.errors.GEOSException):
        return None
    if shape is None or "Polygon" not in shape.geom_type:
        return None
    return shape if shape.is_valid else shapely.make_valid(shape, method="structure")


def holder_of(feature: object) -> str:
    """What a property of a feature says of its holder; empty if none does."""
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    for name in HOLDER_PROPERTIES:
        value = properties.get(name) if isinstance(properties, Mapping) else None
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""
