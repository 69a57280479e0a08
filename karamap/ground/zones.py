"""Ground that goes with a zone: sites of its own along the zone's edge, and who holds them on a day.

The model of `karamap.ground.model` knows nothing of zones. Where somebody holds one, the result is overlaid: pairs of
sites stand along its edge, one on each side, so that on the mesh the line between two holders runs along it. On any
other day such a site goes with the nearest place, as if it were not there.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely

from karamap.ground.evidence import CLAIM_LOG_ODDS, NO_REPORT
from karamap.ground.model import LEVELS, Assessment
from karamap.ground.tessellation import Tessellation, nearest_point_cells
from karamap.record.control import CORROBORATED, Control
from karamap.record.schema import Basis
from karamap.record.timeline import Timeline
from karamap.theatre.zones import Zones

BESIDE_M = 500.0
"""How far from the edge of a zone the sites stand on both sides of it, metres: half the precision of a position."""

STEP_M = 1_500.0
"""How far from each other they stand along it, at the most."""

MOST_SITES = 20_000
"""So many are asked for at the most: along the edges of a continent they stand further apart."""

CLEAR_M = 800.0
"""No such site stands nearer to a place than this: the place speaks for the ground around it."""


@dataclass(frozen=True)
class ZoneSites:
    """Sites that zones add to those of a tessellation, and what lies in which zone.

    `positions` has shape (z, 2), metres in the plane, each of them beside the edge of the zone of number `beside`.
    `nearest` is the site whose place is nearest, `beyond` the nearest of those whose places lie outside that zone; all
    three have shape (z,). `within`, of shape (zones, sites + z), tells which sites, those of places first, lie inside
    each of the zones that ground goes with, whose ids are `zone_ids`, later ones last. `km2`, of shape (sites + z,), is
    the ground nearest to each.
    """

    zone_ids: tuple[str, ...]
    positions: np.ndarray
    beside: np.ndarray
    nearest: np.ndarray
    beyond: np.ndarray
    within: np.ndarray
    km2: np.ndarray

    @property
    def count(self) -> int:
        """How many sites zones add."""
        return len(self.positions)


def zone_sites(zones: Zones, tessellation: Tessellation) -> ZoneSites:
    """The sites along the edges of all zones that ground goes with.

    Args:
        zones: the zones of a theatre; lines, and areas that only stand as outlines, add nothing.
        tessellation: the cells of its places.
    """
    dated = sorted(zones.values(), key=lambda zone: (zone.valid_from or date.min, zone.id))
    grounds = [zone for zone in dated if zone.is_ground]
    plane, ground = tessellation.plane, tessellation.outline
    around = plane.to_lonlat(ground).bounds if grounds else (0.0, 0.0, 0.0, 0.0)
    shapes = [shapely.intersection(plane.area_to_plane(zone.shape, around), ground) for zone in grounds]
    positions, beside = _beside(shapes, tessellation)
    sites = np.vstack([tessellation.sites, positions])
    inside = np.array([shapely.contains_xy(shape, sites[:, 0], sites[:, 1]) for shape in shapes], dtype=bool)
    within = inside.reshape(len(grounds), len(sites))
    beyond = np.empty(len(positions), dtype=np.int64)
    for zone in np.unique(beside).tolist():
        own = beside == zone
        outside = np.flatnonzero(~within[zone, : len(tessellation.sites)])
        beyond[own] = _nearest(tessellation, outside, positions[own])
    cells = nearest_point_cells(sites, ground) if len(positions) else tessellation.cells
    return ZoneSites(
        tuple(zone.id for zone in grounds),
        positions,
        beside,
        _nearest(tessellation, np.arange(len(tessellation.sites)), positions),
        beyond,
        within,
        shapely.area(cells) / 1e6,
    )


def _nearest(tessellation: Tessellation, among: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """Numbers of the sites nearest to some positions, among some of them; among all if these are none."""
    chosen = among if len(among) else np.arange(len(tessellation.sites))
    tree = shapely.STRtree(shapely.points(tessellation.sites[chosen]))
    return np.asarray(chosen[tree.nearest(shapely.points(positions))], dtype=np.int64).reshape(len(positions))


def _beside(shapes: Sequence[shapely.Geometry], tessellation: Tessellation) -> tuple[np.ndarray, np.ndarray]:
    """Positions on both sides of the edges of some areas, and the number of the area of each.

    They are rounded to a tenth of a metre, lie within the ground, and clear of places and of one another.
    """
    places = shapely.STRtree(shapely.points(tessellation.sites))
    shapely.prepare(tessellation.outline)
    kept: list[tuple[float, float]] = []
    beside: list[int] = []
    near: defaultdict[tuple[float, float], list[tuple[float, float]]] = defaultdict(list)
    for zone, x, y in _candidates(shapes):
        column, row = x // BESIDE_M, y // BESIDE_M
        around = [other for key in _around(column, row) for other in near.get(key, ())]
        is_apart = all(math.hypot(x - other_x, y - other_y) >= BESIDE_M for other_x, other_y in around)
        is_clear = is_apart and not len(places.query(shapely.Point(x, y), predicate="dwithin", distance=CLEAR_M))
        if is_clear and shapely.contains_xy(tessellation.outline, x, y):
            kept.append((x, y))
            beside.append(zone)
            near[column, row].append((x, y))
    return np.array(kept).reshape(-1, 2), np.array(beside, dtype=np.int64)


def _around(column: float, row: float) -> Iterator[tuple[float, float]]:
    """A cell of a grid of `BESIDE_M` and those around it: whatever is nearer than that lies in one of them."""
    for x in (column - 1, column, column + 1):
        for y in (row - 1, row, row + 1):
            yield x, y


def _candidates(shapes: Sequence[shapely.Geometry]) -> Iterator[tuple[int, float, float]]:
    rings = [
        (zone, ring)
        for zone, shape in enumerate(shapes)
        for side in (-BESIDE_M, BESIDE_M)
        for ring in _rings(shape, side)
    ]
    step_m = max(STEP_M, sum(ring.length for _, ring in rings) / MOST_SITES)
    for zone, ring in rings:
        points = shapely.line_interpolate_point(ring, _along(ring, step_m))
        for x, y in np.round(shapely.get_coordinates(points), 1).tolist():
            yield zone, x, y


def _rings(shape: shapely.Geometry, side_m: float) -> Iterator[shapely.Geometry]:
    moved = shapely.buffer(shape, side_m, quad_segs=4)
    for polygon in shapely.get_parts(moved):
        yield from shapely.get_rings(polygon)


def _along(ring: shapely.Geometry, step_m: float) -> np.ndarray:
    """Distances at equal steps along a ring, metres."""
    count = max(3, int(np.ceil(ring.length / step_m)))
    return np.linspace(0, ring.length, count, endpoint=False)


def held(zones: Zones, timeline: Timeline, day: date) -> dict[str, Control]:
    """Who holds each zone that is in force on a day and that somebody holds, by zone id.

    Args:
        zones: the zones of the theatre.
        timeline: what is concluded about places; that about zones stands beside it.
        day: the day on the ground.
    """
    controls = {zone.id: timeline.zones.interval(zone.id, day).control for zone in zones.values() if zone.in_force(day)}
    return {zone_id: control for zone_id, control in controls.items() if control.holder}


def turning_days(zones: Zones, timeline: Timeline, first: date, last: date) -> set[date]:
    """The days within some on which who holds a zone, or whether it is in force, may change."""
    days = {day for zone in zones.values() for day in (zone.valid_from, zone.valid_to) if day}
    days |= {interval.day for intervals in timeline.zones.between(first, last).values() for interval in intervals}
    return {day for day in days if first < day <= last}


def with_zones(
    assessment: Assessment,
    sites: ZoneSites,
    cell_of: Mapping[str, int],
    zones: Zones,
    timeline: Timeline,
    day: date,
) -> Assessment:
    """What is assessed of places, and on it who holds the zones: of shape (sites + z,) where it was of (sites,).

    A zone's holder has all of its ground but what lies around a place inside it of which a row of its own says that
    another holds it. A place of which nothing has been said since the baseline goes with the zone. Just outside a zone
    that somebody holds, the ground goes with the nearest place outside.

    Args:
        assessment: who has the cells of places.
        sites: those that zones add.
        cell_of: the cell of each place.
        zones: the zones of the theatre.
        timeline: what is concluded about places and zones.
        day: the day on the ground.
    """
    if not sites.count:
        return assessment
    controls = held(zones, timeline, day)
    holding = [(at, controls[zone_id]) for at, zone_id in enumerate(sites.zone_ids) if zone_id in controls]
    parties = (NO_REPORT, *sorted({*assessment.parties, *(item.holder for _, item in holding)} - {NO_REPORT}))
    number = np.array([parties.index(party) for party in assessment.parties])
    is_held = np.isin(sites.beside, [at for at, _ in holding])
    spread = np.concatenate([np.arange(len(assessment.holder)), np.where(is_held, sites.beyond, sites.nearest)])
    holder, level = number[assessment.holder][spread], assessment.level[spread]
    probability = np.zeros((len(spread), len(parties)))
    probability[:, number] = assessment.probability[spread]
    held_before = number[assessment.held_before][spread]
    last_word = [assessment.last_word[site] for site in spread.tolist()]
    speaking = _speaking(cell_of, timeline, day, sites) if holding else set()
    for at, control in holding:
        taken = sites.within[at].copy()
        taken[sorted(speaking)] = False
        party, sure = parties.index(control.holder), _level(control)
        others = probability[taken]
        holder[taken], level[taken], held_before[taken] = party, sure, party
        probability[taken] = _shared(others, party, (1 + sure / LEVELS) / 2)
        said_on = max(timeline.record.claims[claim].valid_from for claim in control.claims)
        for site in np.flatnonzero(taken).tolist():
            last_word[site] = said_on
    return Assessment(parties, probability, holder, level, held_before, tuple(last_word))


def _speaking(cell_of: Mapping[str, int], timeline: Timeline, day: date, sites: ZoneSites) -> set[int]:
    """The sites inside zones of whose places more is said than what the baseline has."""
    inside = set(np.flatnonzero(sites.within.any(axis=0)).tolist())
    own: defaultdict[int, list[Control]] = defaultdict(list)
    for place_id, cell in cell_of.items():
        if cell in inside:
            own[cell].append(timeline.interval(place_id, day).control)
    claims = timeline.record.claims
    return {
        cell
        for cell, controls in own.items()
        if any(claims[claim].basis is not Basis.BASELINE for control in controls for claim in control.claims)
    }


def _level(control: Control) -> int:
    """How sure the ground of a zone is: as a place is of which the same is said amid the other side's ground."""
    if control.standing in CORROBORATED:
        return LEVELS
    return round(LEVELS * math.tanh(CLAIM_LOG_ODDS[control.standing] / 2))


def _shared(others: np.ndarray, party: int, own: float) -> np.ndarray:
    """A probability for one party, the rest shared out among all others as before; evenly if that was nothing."""
    rest = others.copy()
    rest[:, party] = 0
    rest[rest.sum(axis=1) == 0] = 1
    rest[:, party] = 0
    rest *= (1 - own) / rest.sum(axis=1, keepdims=True)
    rest[:, party] = own
    return rest
