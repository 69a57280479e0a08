"""The plane of the map, and the way there and back."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyproj
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

CRS = "+proj=laea +lat_0=39.7 +lon_0=46.7 +datum=WGS84 +units=m +no_defs"
"""Lambert azimuthal equal-area, centred on the theatre (Snyder, Map Projections, USGS PP 1395, 1987, p. 182).

Areas are exact; within 150 km of the centre a length is off by less than 1 part in 10,000, so distances
between neighbours can be compared in it too.
"""


GEOGRAPHIC = "EPSG:4326"


def libraries() -> dict[str, str]:
    """The libraries that compute geometry, with their versions: others may give other last digits."""
    return {"shapely": shapely.__version__, "GEOS": shapely.geos_version_string, "PROJ": pyproj.proj_version_str}


def to_plane(geometry: BaseGeometry) -> BaseGeometry:
    """From lon/lat (EPSG:4326) to the plane of the cells."""
    return _transformed(geometry, _transformer(GEOGRAPHIC, CRS))


def to_lonlat(geometry: BaseGeometry) -> BaseGeometry:
    """From the plane of the cells to lon/lat (EPSG:4326)."""
    return _transformed(geometry, _transformer(CRS, GEOGRAPHIC))


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def _transformed(geometry: BaseGeometry, transformer: Transformer) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])))
