"""One layer as FlatGeobuf, by GDAL."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from karamap.exports.columns import Export, Kind, plain
from karamap.ground.crs import GEOGRAPHIC

TYPES = {Kind.NUMBER: "float64", Kind.COUNT: "Int64", Kind.YES_NO: "boolean", Kind.MOMENT: "datetime64[ms, UTC]"}
"""Types of columns; all else is text, days too."""


def content(export: Export) -> bytes:
    """The one layer of an export as FlatGeobuf; without an index of boxes where a feature has no geometry."""
    (table,) = export.tables
    rows = [feature.properties for feature in table.features]
    columns = {name: _column(rows, name, kind) for name, kind in table.columns.items()}
    shapes = gpd.GeoSeries([feature.shape for feature in table.features], crs=GEOGRAPHIC)
    frame = gpd.GeoDataFrame(columns, geometry=shapes, crs=GEOGRAPHIC)
    buffer = io.BytesIO()
    frame.to_file(
        buffer,
        driver="FlatGeobuf",
        engine="pyogrio",
        layer=table.name,
        geometry_type="Unknown" if table.shape == "Geometry" else table.shape,
        SPATIAL_INDEX="NO" if shapes.isna().any() or shapes.empty else "YES",
        TITLE=f"{table.title}, {export.name}",
        DESCRIPTION=json.dumps(export.about, ensure_ascii=False),
    )
    return buffer.getvalue()


def _column(rows: Sequence[Mapping[str, Any]], name: str, kind: Kind) -> pd.Series:
    values = [plain(row[name]) for row in rows]
    return pd.Series(values, dtype=TYPES.get(kind, object))
