"""The plane of a map, and the way there and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyproj
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

SURROUNDINGS, LONGEST_EDGE = 20.0, 0.5
"""How far around a theatre, in degrees, outlines are looked at, and how long an edge of those is that are cut there."""

if TYPE_CHECKING:
    import geopandas as gpd

GEOGRAPHIC = "EPSG:4326"  # longitude and latitude in this order, as GeoJSON has them


@dataclass(frozen=True, slots=True)
class Plane:
    """An equal-area plane in metres: areas are exact in it.

    `crs` is anything that PROJ reads, from the setting `land.projection`. In Lambert's azimuthal projection a length
    is off by less than 1 part in 10,000 within 150 km of the centre, so distances of neighbours compare in it too.
    """

    crs: str

    def to_plane(self, geometry: BaseGeometry) -> BaseGeometry:
        """From lon/lat (EPSG:4326) to the plane, metres."""
        return _transformed(geometry, _transformer(GEOGRAPHIC, self.crs))

    def area_to_plane(self, area: BaseGeometry, around: tuple[float, float, float, float]) -> BaseGeometry:
        """An area from lon/lat to the plane, as it stands unless it reaches far beyond where it is asked for.

        Far away a plane bends, and on the other side of the Earth it tears. So what reaches further than
        `SURROUNDINGS` beyond `around` (west, south, east, north, degrees) is cut there, and its long edges are divided.
        """
        west, south, east, north = around
        window = shapely.box(west - SURROUNDINGS, south - SURROUNDINGS, east + SURROUNDINGS, north + SURROUNDINGS)
        if not shapely.covers(window, shapely.envelope(area)):
            area = shapely.segmentize(shapely.intersection(area, window), LONGEST_EDGE)
        moved = self.to_plane(area)
        return moved if shapely.is_valid(moved) else shapely.make_valid(moved, method="structure")

    def to_lonlat(self, geometry: BaseGeometry) -> BaseGeometry:
        """From the plane to lon/lat (EPSG:4326)."""
        return _transformed(geometry, _transformer(self.crs, GEOGRAPHIC))

    def frame(self, columns: Mapping[str, Sequence[Any]], geometry: Sequence[BaseGeometry]) -> gpd.GeoDataFrame:
        """Shapes in the plane, with what is told of each, as a GeoDataFrame."""
        import geopandas as gpd  # noqa: PLC0415 - a page is drawn without it

        return gpd.GeoDataFrame(dict(columns), geometry=geometry, crs=self.crs)


def libraries() -> dict[str, str]:
    """The libraries that compute geometry, with their versions: others may give other last digits."""
    return {"shapely": shapely.__version__, "GEOS": shapely.geos_version_string, "PROJ": pyproj.proj_version_str}


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def _transformed(geometry: BaseGeometry, transformer: Transformer) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])))
