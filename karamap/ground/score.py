"""Sets assessed ground beside the areas that somebody else drew, independently, of the same day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from karamap.ground.snapshot import Snapshot
from karamap.ground.surface import SURE, Surface

NEAR_KM = 20.0
"""Ground within this distance of either front is near it; far from it any method is right."""

BINS = 10
"""Into so many equal parts probabilities are sorted."""

STEP_M = 1000.0
"""Distances of two fronts are measured at points this far apart."""

SAMPLES = 40_000
"""Calibration is measured at about so many points of a square grid over the ground of a theatre."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Ground near the front that is a party's with a probability between two bounds, and the share that really is."""

    low: float
    high: float
    area_km2: float
    found: float


@dataclass(frozen=True, slots=True)
class Score:
    """How ground of one party agrees with a reference; areas in km² of the equal-area plane, on ground of both.

    Attributes:
        party: id.
        area_km2, reference_km2: by the assessment and by the reference.
        overlap: area of the intersection over that of the union (Jaccard 1912), 0 to 1.
        gains_overlap: the same of what was gained since an earlier day; None without one, or if nobody gained.
        front_off_km: median distance of our front from the reference's; None if one of them has none here.
        bins: calibration near the front.
        calibration_error: mean difference of stated and found shares, weighted by area (Naeini and others 2015).
        sure_wrong: share of the ground called sure near the front that the reference gives otherwise.
    """

    party: str
    area_km2: float
    reference_km2: float
    overlap: float
    gains_overlap: float | None
    front_off_km: float | None
    bins: tuple[Bin, ...]
    calibration_error: float | None
    sure_wrong: float | None

    @property
    def area_error(self) -> float | None:
        """How much larger our area is than the reference's, as a share; None where that has none."""
        return self.area_km2 / self.reference_km2 - 1 if self.reference_km2 else None


def scores(
    snapshot: Snapshot,
    reference: Mapping[str, BaseGeometry],
    before: tuple[Snapshot, Mapping[str, BaseGeometry]] | None = None,
    near_km: float = NEAR_KM,
) -> list[Score]:
    """One score for each party of a reference, in the order of their ids.

    Args:
        snapshot: the assessment of the day.
        reference: areas by party as it is on the day, degrees (EPSG:4326); what lies outside the theatre is left aside.
        before: assessment and reference of an earlier day, for gains; the latter by parties as they are on the later.
        near_km: how far from either front ground is near it.
    """
    theirs, earlier = _on_ground(snapshot, reference), _on_ground(before[0], before[1]) if before else {}
    found = []
    for party in sorted(theirs):
        ours, area = _held(snapshot.surface, party), theirs[party]
        gains = None
        if before:
            gained = shapely.difference(ours, _held_by_what_became(before[0], party, snapshot.as_of))
            gains = _overlap(gained, shapely.difference(area, earlier.get(party, shapely.MultiPolygon())))
        near = _Near.of(snapshot, party, (ours, area), near_km)
        found.append(
            Score(
                party,
                ours.area / 1e6,
                area.area / 1e6,
                _overlap(ours, area) or 0.0,
                gains,
                _front_off_km(snapshot, ours, area),
                near.bins(),
                near.calibration_error,
                near.sure_wrong,
            )
        )
    return found


@dataclass(frozen=True)
class _Near:
    """Points of a grid near either front: the part of the probability scale that each lies in, and what is true there.

    Attributes:
        number: of the bin of each point, by the probability that it is the party's; of shape (n,).
        truth: whether it is the party's by the reference; of shape (n,).
        sure, sure_not: whether it is called surely the party's, and surely not; of shape (n,).
        point_km2: what one point stands for.
    """

    number: np.ndarray
    truth: np.ndarray
    sure: np.ndarray
    sure_not: np.ndarray
    point_km2: float

    @classmethod
    def of(cls, snapshot: Snapshot, party: str, areas: tuple[BaseGeometry, BaseGeometry], near_km: float) -> _Near:
        """The points near the fronts of two areas of a party: ours and the reference's."""
        ground, state = snapshot.tessellation.outline, snapshot.surface
        west, south, east, north = ground.bounds
        step = (ground.area / SAMPLES) ** 0.5
        across, along = np.meshgrid(np.arange(west, east, step), np.arange(south, north, step))
        grid = np.stack([across.ravel(), along.ravel()], axis=1)
        fronts = shapely.union_all([_front(snapshot, area) for area in areas])
        shapely.prepare(fronts)
        grid = grid[shapely.dwithin(shapely.points(grid), fronts, near_km * 1000)]
        grid = grid[_within(ground, grid)]
        number = np.zeros(len(grid), dtype=int)
        if party not in state.parties:
            nothing = np.zeros(len(grid), dtype=bool)
            return cls(number, _within(areas[1], grid), nothing, ~nothing, step**2 / 1e6)
        for bound in range(1, BINS):
            number += _within(state.above(party, 2 * bound / BINS - 1), grid)
        sure = _within(state.above(party, 2 * SURE - 1), grid)
        sure_not = ~_within(state.above(party, 1 - 2 * SURE), grid)
        return cls(number, _within(areas[1], grid), sure, sure_not, step**2 / 1e6)

    def bins(self) -> tuple[Bin, ...]:
        """What was found in each part of the scale that has points."""
        counts = np.bincount(self.number, minlength=BINS)
        true = np.bincount(self.number, weights=self.truth, minlength=BINS)
        return tuple(
            Bin(at / BINS, (at + 1) / BINS, counts[at] * self.point_km2, float(true[at] / counts[at]))
            for at in range(BINS)
            if counts[at]
        )

    @property
    def calibration_error(self) -> float | None:
        """Mean difference of the middle of a bin and the share found, weighted by points."""
        if not len(self.number):
            return None
        off = [part.area_km2 * abs((part.low + part.high) / 2 - part.found) for part in self.bins()]
        return sum(off) / (len(self.number) * self.point_km2)

    @property
    def sure_wrong(self) -> float | None:
        """The share of points called sure that the reference gives otherwise."""
        called = self.sure | self.sure_not
        wrong = (self.sure & ~self.truth) | (self.sure_not & self.truth)
        return float(wrong.sum() / called.sum()) if called.any() else None


def _within(area: BaseGeometry, grid: np.ndarray) -> np.ndarray:
    """Which positions lie in an area."""
    shapely.prepare(area)
    inside: np.ndarray = shapely.contains_xy(area, *grid.T)
    return inside


def _on_ground(snapshot: Snapshot, areas: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Areas in the plane of the theatre, cut at its ground."""
    ground, plane = snapshot.tessellation.outline, snapshot.tessellation.plane
    around = plane.to_lonlat(ground).bounds
    moved = {party: plane.area_to_plane(area, around) for party, area in areas.items()}
    return {party: shapely.intersection(area, ground) for party, area in moved.items()}


def _held(state: Surface, party: str) -> BaseGeometry:
    """The ground of a party; empty if it has none."""
    if party not in state.parties:
        return shapely.MultiPolygon()
    return state.division.ground.get(state.parties.index(party), shapely.MultiPolygon())


def _held_by_what_became(snapshot: Snapshot, party: str, day: date) -> BaseGeometry:
    """The ground of a party and of those that are it, or part of it, by a later day."""
    ties, state = snapshot.record.ties, snapshot.surface
    names = {party, *(name for name in state.parties if name and ties.party_on(name, day) == party)}
    return shapely.union_all([_held(state, name) for name in sorted(names)])


def _overlap(one: BaseGeometry, other: BaseGeometry) -> float | None:
    """Intersection over union; None if both are empty."""
    union = shapely.union(one, other).area
    return float(shapely.intersection(one, other).area / union) if union else None


def _front(snapshot: Snapshot, area: BaseGeometry) -> BaseGeometry:
    """The rim of an area but for that of the theatre."""
    rim = shapely.buffer(shapely.boundary(snapshot.tessellation.outline), STEP_M / 2)
    return shapely.difference(shapely.boundary(area), rim)


def _front_off_km(snapshot: Snapshot, ours: BaseGeometry, area: BaseGeometry) -> float | None:
    """Median distance of our front from the other one."""
    one, other = _front(snapshot, ours), _front(snapshot, area)
    if one.is_empty or other.is_empty:
        return None
    points = shapely.points(shapely.get_coordinates(shapely.segmentize(one, STEP_M)))
    return float(np.median(shapely.distance(points, other))) / 1000
