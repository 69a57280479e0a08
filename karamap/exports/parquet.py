"""Tables and layers as Parquet; a layer as GeoParquet 1.1, whose rows have boxes by which readers leave rows out."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from karamap.errors import RenderError
from karamap.exports.columns import Export, Kind
from karamap.exports.contents import about_days
from karamap.ground.crs import GEOGRAPHIC
from karamap.ground.series import Series
from karamap.tables.atomic_write import Tell, write_bytes_whole

OWN, GEO = b"karamap", b"geo"
"""Keys of a file's metadata: what is told of the file, as JSON, and what GeoParquet asks for."""

AREAS = {
    **{"date": Kind.DAY, "district_id": Kind.TEXT, "district": Kind.TEXT, "holder": Kind.TEXT},
    **{"area_km2": Kind.NUMBER, "area_low_km2": Kind.NUMBER, "area_high_km2": Kind.NUMBER, "places": Kind.COUNT},
}
"""The columns of areas over time."""


def check() -> None:
    """Refuse to write Parquet where pyarrow is not installed, before work is spent on it.

    Raises:
        RenderError: it is not.
    """
    _arrow()


def content(export: Export) -> bytes:
    """The one layer of an export as GeoParquet 1.1: shapes as WKB in `geometry`, their boxes in `bbox`.

    Raises:
        RenderError: pyarrow (the extra `parquet`) is not installed.
    """
    pa = _arrow()
    from pyarrow import parquet  # noqa: PLC0415 - an extra that few need

    (table,) = export.tables
    rows = [feature.properties for feature in table.features]
    columns = {name: _column(pa, rows, name, kind) for name, kind in table.columns.items()}
    shapes = gpd.GeoSeries([feature.shape for feature in table.features], crs=GEOGRAPHIC)
    frame = gpd.GeoDataFrame(columns, geometry=shapes, crs=GEOGRAPHIC)
    first = io.BytesIO()
    frame.to_parquet(first, index=False, schema_version="1.1.0", write_covering_bbox=True)
    written = parquet.read_table(io.BytesIO(first.getvalue()))
    told = {GEO: written.schema.metadata[GEO], OWN: json.dumps(export.about, ensure_ascii=False).encode()}
    return _file(written.replace_schema_metadata(told))


def write_areas(rows: Sequence[Mapping[str, Any]], path: Path, series: Series, tell: Tell) -> None:
    """Write areas over time into one Parquet file.

    Args:
        rows: as `karamap.ground.daily.area_series` gives them.
        path: where to write.
        series: the days, for what is told of the file.
        tell: as in `karamap.tables.atomic_write.whole_file`.

    Raises:
        RenderError: pyarrow (the extra `parquet`) is not installed, or the file cannot be written.
    """
    pa = _arrow()
    arrays = {name: pa.array([row[name] for row in rows], _type(pa, kind)) for name, kind in AREAS.items()}
    told = json.dumps(about_days(series), ensure_ascii=False).encode()
    write_bytes_whole(path, _file(pa.table(arrays).replace_schema_metadata({OWN: told})), tell)


def _arrow() -> Any:
    try:
        import pyarrow  # noqa: PLC0415 - an extra that few need
    except ImportError as error:
        raise RenderError("Parquet needs pyarrow: pip install 'karamap[parquet]'") from error
    return pyarrow


def _file(table: Any) -> bytes:
    from pyarrow import parquet  # noqa: PLC0415 - an extra that few need

    buffer = io.BytesIO()
    parquet.write_table(table, buffer)
    return buffer.getvalue()


def _column(pa: Any, rows: Sequence[Mapping[str, Any]], name: str, kind: Kind) -> pd.Series:
    values = [row[name] for row in rows]
    if kind is Kind.MOMENT:
        values = [datetime.fromisoformat(value) for value in values]
    return pd.Series(pd.array(values, dtype=pd.ArrowDtype(_type(pa, kind))))


def _type(pa: Any, kind: Kind) -> Any:
    """The type in Arrow of a column."""
    return {
        Kind.TEXT: pa.string(),
        Kind.NUMBER: pa.float64(),
        Kind.COUNT: pa.int64(),
        Kind.YES_NO: pa.bool_(),
        Kind.DAY: pa.date32(),
        Kind.MOMENT: pa.timestamp("ms", tz="UTC"),
        Kind.LIST: pa.list_(pa.string()),
    }[kind]
