"""Control on cells to areas, front line and district outlines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import shapely

from karamap.tessellation import CRS, Tessellation

NO_REPORT = ""


def cell_holders(tessellation: Tessellation, holders: Mapping[str, str]) -> np.ndarray:
    """The holder of every cell, as an array of party ids; empty where nothing is reported.

    Places at one position share a cell. If they have different holders, the cell goes to the one that
    more of them name, and to none if that is a tie: the ground cannot be divided at one point.
    """
    votes: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for place_id, cell in tessellation.cell_of.items():
        if holder := holders.get(place_id, NO_REPORT):
            votes[cell][holder] += 1
    return np.array([_elected(votes[cell]) for cell in range(len(tessellation.cells))], dtype=object)


def _elected(votes: Counter[str]) -> str:
    most = max(votes.values(), default=0)
    leading = [holder for holder, count in votes.items() if count == most]
    return leading[0] if len(leading) == 1 else NO_REPORT


def territory(tessellation: Tessellation, holder_of_cell: np.ndarray) -> gpd.GeoDataFrame:
    """Cells dissolved by holder.

    Returns:
        Columns `holder` (party id, empty for no report), `area_km2`, `geometry` (MultiPolygon), one row a
        holder, sorted by holder, in the equal-area CRS of `karamap.tessellation`.
    """
    holders = sorted(set(holder_of_cell))
    shapes = [_dissolved(tessellation.cells[holder_of_cell == holder]) for holder in holders]
    areas = shapely.area(shapes) / 1e6
    return gpd.GeoDataFrame({"holder": holders, "area_km2": areas}, geometry=shapes, crs=CRS)


def front_line(tessellation: Tessellation, holder_of_cell: np.ndarray) -> gpd.GeoDataFrame:
    """The lines along which ground of two holders meets.

    Returns:
        Columns `between` (two party ids, sorted, joined by a hyphen), `length_km`, `geometry`
        (MultiLineString), one row a pair, in the equal-area CRS of `karamap.tessellation`.
    """
    left, right = (holder_of_cell[tessellation.edges[:, side]] for side in (0, 1))
    meets = (left != right) & (left != NO_REPORT) & (right != NO_REPORT)
    pairs = np.array(["-".join(sorted(pair)) for pair in zip(left[meets], right[meets], strict=True)], dtype=object)
    names = sorted(set(pairs))
    lines = [_joined(tessellation.borders[meets][pairs == name]) for name in names]
    return gpd.GeoDataFrame({"between": names, "length_km": shapely.length(lines) / 1e3}, geometry=lines, crs=CRS)


def districts(tessellation: Tessellation, district_of: Mapping[str, str]) -> gpd.GeoDataFrame:
    """Outlines of districts: the cells of their places, exclaves kept.

    Args:
        tessellation: the cells.
        district_of: place id to district id.

    Returns:
        Columns `district_id`, `area_km2`, `geometry` (MultiPolygon), sorted by id, in the equal-area CRS of
        `karamap.tessellation`.
    """
    cells: defaultdict[str, set[int]] = defaultdict(set)
    for place_id in sorted(tessellation.cell_of):
        if (district_id := district_of.get(place_id)) is not None:
            cells[district_id].add(tessellation.cell_of[place_id])
    ids = sorted(cells)
    shapes = [_dissolved(tessellation.cells[sorted(cells[district_id])]) for district_id in ids]
    return gpd.GeoDataFrame({"district_id": ids, "area_km2": shapely.area(shapes) / 1e6}, geometry=shapes, crs=CRS)


def _dissolved(cells: np.ndarray) -> shapely.MultiPolygon:
    """One area out of cells of a valid coverage."""
    parts = shapely.get_parts(shapely.coverage_union_all(cells))
    return shapely.normalize(shapely.multipolygons(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]))


def _joined(lines: np.ndarray) -> shapely.MultiLineString:
    """Edges end to end as few lines as possible."""
    pieces = shapely.get_parts(lines)
    pieces = pieces[shapely.length(pieces) > 0]
    merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(pieces)))
    return shapely.normalize(shapely.multilinestrings(merged))
