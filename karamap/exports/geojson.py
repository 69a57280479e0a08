"""Layers as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from karamap.exports.columns import Export, Feature, Table
from karamap.exports.contents import of_day
from karamap.ground.snapshot import Snapshot


def geojson(snapshot: Snapshot, layer: str) -> str:
    """One layer of a snapshot as a GeoJSON feature collection, one feature a line; see `text`.

    Args:
        snapshot: who held what.
        layer: one of `karamap.exports.layers.LAYERS`.
    """
    return text(of_day(snapshot, [layer]))


def text(export: Export) -> str:
    """The one layer of an export as a GeoJSON feature collection (RFC 7946), one feature a line.

    Longitude and latitude (WGS 84, EPSG:4326). The collection has what is told of the whole file, for which the
    standard leaves room.
    """
    (table,) = export.tables
    return _written(export, table)


def _written(export: Export, table: Table) -> str:
    head = {"type": "FeatureCollection", "name": f"karamap {table.name} {export.name}", **export.about}
    members = [f"{_json(name)}: {_json(value)}" for name, value in head.items()]
    lines = list(_features(table.features))
    collection = "\n".join(["[", ",\n".join(lines), "]"]) if lines else "[]"
    return "{\n" + ",\n".join([*members, f'"features": {collection}']) + "\n}\n"


def _features(features: Iterable[Feature]) -> Iterable[str]:
    for properties, shape in features:
        yield _json({"type": "Feature", "properties": properties, "geometry": _geometry(shape)})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str, allow_nan=False)


def _geometry(shape: BaseGeometry | None) -> dict[str, Any] | None:
    return None if shape is None else dict(shapely.geometry.mapping(shape))
