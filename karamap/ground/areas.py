"""Ground by district: outlines and square kilometres."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import shapely

from karamap.ground.surface import Surface
from karamap.ground.tessellation import Tessellation

if TYPE_CHECKING:
    import geopandas as gpd


def areas(state: Surface, districts: gpd.GeoDataFrame) -> list[dict[str, object]]:
    """Square kilometres by district and holder.

    Args:
        state: the surface of a day.
        districts: from `districts`, on the same ground.

    Returns:
        One mapping for each district and holder with ground in it: `district_id`, `holder`, `area_km2`.
    """
    rows: list[dict[str, object]] = []
    for district in districts.itertuples():
        shared = shapely.area(shapely.intersection(np.array(state.territory.geometry), district.geometry)) / 1e6
        rows += [
            {"district_id": district.district_id, "holder": holder, "area_km2": float(area)}
            for holder, area in zip(state.territory["holder"], shared, strict=True)
            if area > 0
        ]
    return rows


def districts(tessellation: Tessellation, district_of: Mapping[str, str]) -> gpd.GeoDataFrame:
    """Outlines of districts: the cells of their places, exclaves kept.

    Args:
        tessellation: the cells.
        district_of: place id to district id.

    Returns:
        Columns `district_id`, `area_km2`, `geometry` (MultiPolygon), sorted by id, in the equal-area CRS of
        `karamap.ground.tessellation`.
    """
    cells: defaultdict[str, set[int]] = defaultdict(set)
    for place_id in sorted(tessellation.cell_of):
        if (district_id := district_of.get(place_id)) is not None:
            cells[district_id].add(tessellation.cell_of[place_id])
    ids = sorted(cells)
    shapes = [_dissolved(tessellation.cells[sorted(cells[district_id])]) for district_id in ids]
    columns = {"district_id": ids, "area_km2": shapely.area(shapes) / 1e6}
    return tessellation.plane.frame(columns, shapes)


def _dissolved(cells: np.ndarray) -> shapely.MultiPolygon:
    """One area out of cells of a valid coverage."""
    parts = shapely.get_parts(shapely.coverage_union_all(cells))
    return shapely.normalize(shapely.multipolygons(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]))
