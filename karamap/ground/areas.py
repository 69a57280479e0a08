"""Ground by district: outlines and square kilometres."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

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


def changed_areas(
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
    became: Callable[[str], str] = str,
) -> list[dict[str, Any]]:
    """What `Snapshot.area_rows` has for two days, side by side.

    Args:
        before: the rows of the one.
        after: the rows of the other.
        became: the id of the party that a holder has become by the later day; its own by default.

    Returns:
        One mapping for each district and holder in either: `district_id`, `district` (its name on the later day),
        `holder`, `km2_before`, `km2_after`, `km2_change` (the second less the first); the whole theatre comes last.
    """
    areas: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    district: dict[tuple[str, str], str] = {}
    for day, told in enumerate((before, after)):
        for row in told:
            key = row["district_id"], became(row["holder"])
            areas[key][day] = round(areas[key][day] + row["area_km2"], 2)
            district[key] = row["district"]
    rows = []
    for key in sorted(areas, key=lambda key: (not key[0], key)):
        old, new = areas[key]
        rows.append(
            {
                "district_id": key[0],
                "district": district[key],
                "holder": key[1],
                "km2_before": old,
                "km2_after": new,
                "km2_change": round(new - old, 2),
            }
        )
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
