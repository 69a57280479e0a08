"""The ground of each day as the drawing document states it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import shapely

from karamap.document.format import AREA, DECIMALS, LEVELS
from karamap.ground.series import Ground, Series
from karamap.ground.surface import GAIN_REACH, LINE_LAW, SURE


def stated_mesh(series: Series) -> dict[str, Any]:
    """Triangles between nodes: sites of places, sites of zones, then nodes beyond the outline that follow a site.

    `xy` has the positions of the latter two only, as the first stand where their places do. Corners are stated as
    differences: the first corner of a triangle from that of the one before it, the others from its own first.
    """
    own = len(series.sites)
    rim = series.mesh.plane.to_lonlat(shapely.multipoints(series.mesh.nodes[own:]))
    beyond = shapely.get_coordinates(rim).round(DECIMALS)
    first, second, third = series.mesh.triangles.T
    before = np.concatenate([[0], first[:-1]])
    corners = np.column_stack([first - before, second - first, third - first])
    return {
        "xy": beyond.ravel().tolist(),
        "site": series.mesh.site[own:].tolist(),
        "triangles": corners.ravel().tolist(),
    }


def stated_sites(series: Series, numbers: Mapping[str, int]) -> dict[str, Any]:
    """What is known of each site: its first place, or that nearest to a site of a zone, and its ground.

    The last `added` are those of zones.
    """
    own = [numbers[site[0]] for site in series.sites]
    return {
        "place": [*own, *(own[nearest] for nearest in series.zone_sites.nearest.tolist())],
        "km2": [round(float(area), 1) for area in series.zone_sites.km2],
        "added": series.zone_sites.count,
    }


def surface_codes(ground: Ground, parties: Sequence[str], letters: str) -> str:
    """One letter for each site: who holds it, from whom it was taken by arms if it was, and how surely."""
    number = {party: at for at, party in enumerate(parties)}
    return "".join(
        letters[(len(parties) * number[holder] + number[before or holder]) * LEVELS + level] if holder else letters[-1]
        for holder, before, level in zip(ground.holders, ground.held_before, ground.levels, strict=True)
    )


def line_law(series: Series) -> dict[str, float]:
    """How far gained ground reaches, how sureness rises with the distance from the front, and what counts as sure.

    Kilometres, but for `share` (of the distance to the nearest place) and `sure` (a probability); see
    `karamap.ground.surface`.
    """
    return {
        "reach": round(GAIN_REACH * series.mesh.spacing_km, 3),
        "near": LINE_LAW.near_km,
        "share": LINE_LAW.place_share,
        "age": LINE_LAW.age_km,
        "sure": SURE,
    }


def area_rows(
    series: Series, told: Sequence[tuple[date, Mapping[str, tuple[float, float, float]]]]
) -> dict[str, list[list[int]]]:
    """The ground of each holder, or coalition, as a row for each day on which it changes.

    Args:
        series: the days.
        told: some of them, and on each km² by holder, with the least and the most that it may be.
    """
    areas: dict[str, list[list[int]]] = {}
    for holder in sorted({holder for _, held in told for holder in held}):
        rows: list[list[int]] = []
        for day, held in told:
            km2, least, most = (round(value) for value in held.get(holder, (0.0, 0.0, 0.0)))
            row = AREA.row(day=series.index(day), km2=km2, least=least, most=most)
            if not rows or rows[-1][1:] != row[1:]:
                rows.append(row)
        areas[holder] = rows
    return areas
