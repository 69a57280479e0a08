"""Shapes in degrees as the drawing document states them: rounded corner by corner."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import shapely


def rounded_geojson(shape: shapely.Geometry, decimals: int) -> Any:
    """A shape in degrees as a GeoJSON geometry with so many decimals, each corner once.

    What two shapes share stays shared. A ring that is smaller than what is rounded keeps its corners, all in one place.
    """
    rounded = shapely.set_precision(shape, 10.0**-decimals, mode="pointwise")
    with suppress(shapely.errors.GEOSException):  # nothing would be left of a ring
        rounded = shapely.remove_repeated_points(rounded)
    return json.loads(shapely.to_geojson(rounded), parse_float=lambda digits: round(float(digits), decimals))
