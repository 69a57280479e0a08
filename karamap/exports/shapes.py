"""Shapes in degrees as every format has them, so that the same ground has the same corners everywhere."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

DECIMALS = 6
"""Decimals of a degree that coordinates are rounded to: 0.1 m."""


def rounded(shape: BaseGeometry | None, kind: str = "Geometry") -> BaseGeometry | None:
    """A shape in degrees as RFC 7946 wants it; None where nothing is left of it.

    Coordinates are rounded to `DECIMALS`; outer rings run counter-clockwise. Where rings touch in the plane they may
    cross in degrees by less than a coordinate can say; that is mended first.

    Args:
        shape: in degrees (EPSG:4326).
        kind: the type it is to be of; with `Geometry` it stays of its own where the standard has room for it.
    """
    if shape is None or shape.is_empty:
        return None
    mended = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    snapped = shapely.set_precision(mended, 10**-DECIMALS)
    corners = shapely.transform(snapped, lambda corners: corners.round(DECIMALS))
    turned = shapely.orient_polygons(_of_kind(corners, shape.geom_type if kind == "Geometry" else kind))
    return turned if not turned.is_empty else None


COLLECT = {"MultiPolygon": shapely.multipolygons, "MultiLineString": shapely.multilinestrings}


def _of_kind(shape: BaseGeometry, kind: str) -> BaseGeometry:
    """A single part as a collection of one where collections are wanted."""
    if shape.geom_type == kind or kind not in COLLECT:
        return shape
    return COLLECT[kind](shapely.get_parts(shape))
