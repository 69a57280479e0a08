"""How well the surface finds ground that it was not told of, and what a further date costs.

Usage: python benchmarks/territory.py [FOLDER]. FOLDER holds `localities.csv` (name, lon, lat) and, for six dates, the
ground held by one side as drawn by two teams: `team_a_DATE.geojson` and `team_b_DATE.json` (rings of lat, lon under
`areas`). Which side of team A's line a locality lies on is all that the surface is told; it is scored on team B's line.
Without FOLDER only the speed is measured.
"""

from __future__ import annotations

import csv
import datetime
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from known_line import redrawn

import karamap.ground.surface as surfaces
from karamap.gazetteer.places import LonLat
from karamap.ground.crs import Plane
from karamap.ground.evidence import Evidence
from karamap.ground.layout import Layout
from karamap.ground.mesh import Mesh, triangulate
from karamap.ground.model import Assessor, assess
from karamap.ground.snapshot import Snapshot
from karamap.ground.surface import SURE, Surface, surface
from karamap.ground.tessellation import Tessellation, tile
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader

PLANE = Plane(loader.load(data_dir()).settings.projection)
"""The plane of the shipped theatre, so that figures compare with earlier ones."""

OURS, THEIRS = "defender", "attacker"
TUNED, REPORTED = ("20240801", "20241001", "20241201"), ("20250201", "20250402", "20250601")
REACHES = (99.0, 2.0, 1.5, 1.25, 1.0, 0.85, 0.75, 0.5)
"""How far at most the attacker's ground reaches beyond a place taken, in median distances from a place to the next:
tried on the `TUNED` dates, where `surface.GAIN_REACH` was chosen by overlap and calibration with team B."""

LAWS = (
    (0.5, 0.15),
    (0.6, 0.15),
    (0.7, 0.1),
    (0.7, 0.15),
    (0.7, 0.2),
    (0.8, 0.1),
    (0.8, 0.15),
    (1.0, 0.15),
)
"""`LineLaw.near_km` and `LineLaw.place_share`, tried on the `TUNED` dates."""

WIDEST_KM = 15.0
"""Ground further from the front than this takes no part when it is measured how words age."""

HIDDEN = (0.3, 0.5, 0.7)
"""Shares of the places that changed hands of which nothing is reported, in the test of the assessment."""

THEATRE_DAYS = (
    datetime.date(2020, 9, 26),
    datetime.date(2020, 11, 10),
    datetime.date(2020, 12, 1),
    datetime.date(2020, 12, 31),
)
PUBLISHED_KM2 = 11_458
"""Armenian-held ground before the war, from a table of that side's administration."""
PUBLISHED_SHARES = (32.5, 39.85, 27.7)
"""Of it taken in the war, handed over after it, and left: one researcher's estimate."""

SAMPLE_M = 1_500.0
FRONT_KM = 5.0
BINS = 10
STEPS = 40
CELL_COUNTS = (1_000, 33_000, 200_000)
FURTHER_DATES = 15


class Case:
    """The folder's data on the frame, in the plane of the cells."""

    def __init__(self, folder: Path) -> None:
        feature = json.loads((Path(__file__).parent / "frame_ukraine.geojson").read_text(encoding="utf-8"))
        self.frame = PLANE.to_plane(shapely.from_geojson(json.dumps(feature["geometry"])))
        shapely.prepare(self.frame)
        with (folder / "localities.csv").open(encoding="utf-8", newline="") as file:
            found = {row["wof_id"]: LonLat(float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)}
        points = shapely.get_parts(PLANE.to_plane(shapely.multipoints(list(found.values()))))
        inside = shapely.contains(self.frame, points)
        self.places = {
            place: position for (place, position), within in zip(found.items(), inside, strict=True) if within
        }
        self.tessellation = tile(self.places, self.frame, PLANE)
        self.mesh = triangulate(self.tessellation)
        self.dates = (*TUNED, *REPORTED)
        west, south, east, north = self.frame.bounds
        axes = np.arange(west, east, SAMPLE_M), np.arange(south, north, SAMPLE_M)
        grid = np.stack(np.meshgrid(*axes), axis=2).reshape(-1, 2)
        self.grid = grid[shapely.contains_xy(self.frame, *grid.T)]
        self.team_a = {date: self._within(_team_a(folder / f"team_a_{date}.geojson")) for date in self.dates}
        self.team_b = {date: self._within(_team_b(folder / f"team_b_{date}.json")) for date in self.dates}
        self.told = {date: self._inside(area) for date, area in self.team_a.items()}

    def _within(self, area: shapely.Geometry) -> shapely.Geometry:
        return polygons(shapely.intersection(shapely.make_valid(PLANE.to_plane(area)), self.frame))

    def _inside(self, area: shapely.Geometry) -> np.ndarray:
        shapely.prepare(area)
        return shapely.contains_xy(area, *self.tessellation.sites.T)

    def holders(self, date: str) -> dict[str, str]:
        """Who holds each place by team A."""
        told = self.told[date]
        return {place: THEIRS if told[cell] else OURS for place, cell in self.tessellation.cell_of.items()}

    def surface(self, date: str) -> Surface:
        """The surface of a date, without any earlier line; what the attacker holds came by arms."""
        came = {
            place: Evidence(OURS, THEIRS, fixed=True, spreads=True)
            if holder == THEIRS
            else Evidence(OURS, OURS, fixed=True, spreads=False)
            for place, holder in self.holders(date).items()
        }
        return surface(self.mesh, assess(self.tessellation, came))

    def plain(self, date: str) -> shapely.Geometry:
        """Nearest-place cells of the places the attacker holds."""
        return shapely.coverage_union_all(self.tessellation.cells[self.told[date]])

    def plain_on(self, earlier: str, date: str) -> shapely.Geometry:
        """The earlier line, with the cells of places that changed hands."""
        was, now = self.told[earlier], self.told[date]
        gained, lost = (shapely.union_all(self.tessellation.cells[change]) for change in (now & ~was, was & ~now))
        return (self.team_a[earlier] | gained) - lost


def _team_a(path: Path) -> shapely.Geometry:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return shapely.union_all([shapely.make_valid(shapely.from_geojson(json.dumps(f["geometry"]))) for f in features])


def _team_b(path: Path) -> shapely.Geometry:
    rings = json.loads(path.read_text(encoding="utf-8"))["areas"]
    shapes = [shapely.make_valid(shapely.polygons(np.array(ring)[:, ::-1])) for ring in rings if len(ring) > 3]
    return shapely.union_all(shapes)


def polygons(shape: shapely.Geometry) -> shapely.Geometry:
    """The areas of a geometry, without the lines and points that an intersection may leave."""
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])


def ground(state: Surface) -> shapely.Geometry:
    """What the attacker holds by a surface."""
    return state.division.ground[state.parties.index(THEIRS)]


def overlap(one: shapely.Geometry, other: shapely.Geometry) -> float:
    """Intersection over union."""
    return float(shapely.intersection(one, other).area / shapely.union(one, other).area)


def bias(area: shapely.Geometry, truth: shapely.Geometry) -> str:
    """How much too large an area is, per cent."""
    return f"{100 * (area.area / truth.area - 1):+.2f} %"


def offset(state: Surface, truth: shapely.Geometry) -> float:
    """Median distance of the front from team B's line, kilometres."""
    line = shapely.segmentize(shapely.multilinestrings(shapely.get_parts(state.front.geometry[0])), 1000)
    return float(np.median(shapely.distance(shapely.points(shapely.get_coordinates(line)), truth.boundary))) / 1000


def print_tuning(case: Case) -> None:
    """The reach of gained ground and the law of the line, on the tuned dates only."""
    chosen, law = surfaces.GAIN_REACH, surfaces.LINE_LAW
    for surfaces.GAIN_REACH in REACHES:
        found = [(ground(case.surface(date)), case.team_b[date]) for date in TUNED]
        scores = ", ".join(f"{overlap(area, truth):.4f} ({bias(area, truth)})" for area, truth in found)
        error, _ = calibration(case, TUNED)
        print(f"  reach {surfaces.GAIN_REACH:g}: {scores}; probabilities off by {error:.3f} near the front")
    surfaces.GAIN_REACH = chosen
    for near_km, place_share in LAWS:
        surfaces.LINE_LAW = replace(law, near_km=near_km, place_share=place_share)
        error, wrong = calibration(case, TUNED)
        print(f"  {near_km:g} km and {place_share:g}: off by {error:.3f}, sure ground {100 * wrong:.1f} % wrong")
    surfaces.LINE_LAW = law


def calibration(case: Case, dates: Sequence[str]) -> tuple[float, float]:
    """How far probabilities are off near team B's front, on the mean of ten bins, and how much sure ground is wrong."""
    said = Said.of(case, dates)
    near = said.near_reference
    sure = near & (np.maximum(said.probability, 1 - said.probability) >= SURE)
    return mean_difference(said.probability[near], said.truth[near]), float(said.wrong[sure].mean())


def print_totals(case: Case) -> None:
    """Total overlap and area without an earlier line."""
    for date in case.dates:
        truth, state, plain = case.team_b[date], case.surface(date), case.plain(date)
        found = ground(state)
        print(
            f"  {date} {'tuned' if date in TUNED else 'held out'}: surface {overlap(found, truth):.4f} "
            f"({bias(found, truth)}, front {offset(state, truth):.2f} km off), plain cells {overlap(plain, truth):.4f} "
            f"({bias(plain, truth)}), team A itself {overlap(case.team_a[date], truth):.4f}"
        )


def print_pairs(case: Case) -> None:
    """Gained ground, and totals on top of the earlier line, for every pair of dates."""
    better = np.zeros(2, dtype=int)
    pairs = [(one, other) for at, one in enumerate(case.dates) for other in case.dates[at + 1 :]]
    for earlier, date in pairs:
        truth = case.team_b[date]
        gain = truth - case.team_b[earlier]
        before, now, plain = case.surface(earlier), case.surface(date), case.plain(date)
        on_line = redrawn(case.team_a[earlier], THEIRS, before, now)
        plain_on = case.plain_on(earlier, date)
        gains = {
            "surface": overlap(ground(now) - ground(before), gain),
            "plain": overlap(plain - case.plain(earlier), gain),
            "surface on line": overlap(on_line - case.team_a[earlier], gain),
            "plain on line": overlap(plain_on - case.team_a[earlier], gain),
            "team A": overlap(case.team_a[date] - case.team_a[earlier], gain),
        }
        better += np.array([gains["surface"] > gains["plain"], gains["surface on line"] > gains["plain on line"]])
        kept = {"on line": on_line, "plain on line": plain_on, "persistence": case.team_a[earlier]}
        totals = ", ".join(f"{name} {overlap(area, truth):.4f}" for name, area in kept.items())
        print(
            f"  {earlier} to {date} ({'tuned' if date in TUNED else 'held out'}): gain "
            + ", ".join(f"{name} {score:.3f}" for name, score in gains.items())
            + f"; total {totals} ({bias(on_line, truth)})"
        )
    print(f"  gain better than plain cells: {better[0]} of {len(pairs)} pairs, on the earlier line {better[1]}")


@dataclass(frozen=True)
class Said:
    """What the surface said of positions on some dates, what team B says, and which of them lie near a front.

    All of shape (positions * dates,): the probability that the attacker holds them, whether it does, whether they lie
    within `FRONT_KM` of our front, and of team B's.
    """

    probability: np.ndarray
    truth: np.ndarray
    near_front: np.ndarray
    near_reference: np.ndarray

    @property
    def wrong(self) -> np.ndarray:
        """Whether the likelier holder is not the one that team B names."""
        wrong: np.ndarray = (self.probability >= 0.5) != self.truth
        return wrong

    @classmethod
    def of(cls, case: Case, dates: Sequence[str]) -> Said:
        """On the grid of the case."""
        parts = [cls._on(case, date) for date in dates]
        return cls(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))

    @staticmethod
    def _on(case: Case, date: str) -> tuple[np.ndarray, ...]:
        state, grid, steps = case.surface(date), case.grid, np.zeros(len(case.grid))
        for level in np.linspace(-1, 1, STEPS + 1)[1:-1]:
            steps += shapely.contains_xy(state.above(THEIRS, float(level)), *grid.T)
        truth = case.team_b[date]
        reference = shapely.intersection(truth.boundary, case.frame.buffer(-SAMPLE_M))
        near = shapely.contains_xy(reference.buffer(FRONT_KM * 1000), *grid.T)
        return (steps + 0.5) / STEPS, shapely.contains_xy(truth, *grid.T), near_front(state, grid), near


def print_calibration(case: Case) -> None:
    """How often ground was the attacker's that the surface gave to the attacker with some probability."""
    for name, dates in (("tuned", TUNED), ("held out", REPORTED)):
        said = Said.of(case, dates)
        probability, truth = said.probability, said.truth
        errors = {
            "on all ground": said.near_front | True,
            f"within {FRONT_KM:g} km of our front": said.near_front,
            f"within {FRONT_KM:g} km of team B's": said.near_reference,
        }
        for where, part in errors.items():
            off = mean_difference(probability[part], truth[part])
            expected = calibration_error(probability[part], truth[part])
            print(f"  {name}, {where}: stated and found shares differ by {off:.4f}, weighted {expected:.4f}")
        sure = np.maximum(probability, 1 - probability) >= SURE
        for kind, part in (("sure", sure), ("band", ~sure)):
            shares = [
                f"{100 * said.wrong[part & near].mean():.1f} %" for near in (said.near_front, said.near_reference)
            ]
            print(f"    {kind} ground near our front: {shares[0]} wrong, near team B's {shares[1]}")
        for low in np.arange(BINS) / BINS:
            inside = said.near_reference & (probability >= low) & (probability < low + 1 / BINS)
            print(f"    said {low:.1f} to {low + 1 / BINS:.1f}: {truth[inside].mean():.3f} of {inside.sum():,} points")


def print_ageing(case: Case) -> None:
    """How fast the scale of `LineLaw` grows with the age of the words, by whose ground it is."""
    points, tree = shapely.points(case.grid), shapely.STRtree(shapely.points(case.tessellation.sites))
    _, nearest = tree.query_nearest(points, return_distance=True, all_matches=False)
    fronts = {}
    for date in case.dates:
        state = case.surface(date)
        distance = shapely.distance(points, state.front.geometry[0]) / 1000
        fronts[date] = distance, shapely.contains_xy(ground(state), *case.grid.T)
    for apart in range(len(case.dates)):
        pairs = list(zip(case.dates, case.dates[apart:], strict=False))
        days = np.mean([(day_of(later) - day_of(date)).days for date, later in pairs])
        scales = [
            best_scale([(*fronts[date], nearest / 1000, case.team_b[later]) for date, later in pairs], case.grid, whose)
            for whose in (False, True)
        ]
        print(
            f"  after {days:.0f} days: {scales[0]:.2f} km on the defender's ground, {scales[1]:.2f} on the attacker's"
        )


def day_of(date: str) -> datetime.date:
    """The day that a file is named after."""
    return datetime.datetime.strptime(date, "%Y%m%d").date()


def best_scale(pairs: Sequence[tuple[Any, ...]], grid: np.ndarray, whose: bool) -> float:
    """The `near_km` of `LineLaw` by which what team B says is likeliest, on one side's ground."""
    best, most = 0.0, -np.inf
    for scale in np.arange(0.3, 8, 0.05):
        logs = []
        for distance, theirs, nearest, truth in pairs:
            part = (distance < WIDEST_KM) & (theirs == whose)
            odds = distance[part] / (scale + surfaces.LINE_LAW.place_share * nearest[part])
            right = np.clip(1 / (1 + np.exp(-odds)), 0, 0.995)
            wrong = shapely.contains_xy(truth, *grid[part].T) != whose
            logs.append(np.log(np.where(wrong, 1 - right, right)))
        likelihood = float(np.concatenate(logs).mean())
        if likelihood > most:
            best, most = float(scale), likelihood
    return best


def near_front(state: Surface, grid: np.ndarray) -> np.ndarray:
    """Which positions lie near the front."""
    around = state.front.geometry[0].buffer(FRONT_KM * 1000)
    return shapely.contains_xy(around, *grid.T)


def mean_difference(probability: np.ndarray, truth: np.ndarray) -> float:
    """Mean absolute difference of stated and found shares over ten bins, each counting alike."""
    which = np.minimum((probability * BINS).astype(int), BINS - 1)
    bins = [which == number for number in range(BINS) if (which == number).any()]
    return float(np.mean([abs(probability[part].mean() - truth[part].mean()) for part in bins]))


def calibration_error(probability: np.ndarray, truth: np.ndarray) -> float:
    """Expected calibration error in ten bins (Naeini, Cooper and Hauskrecht 2015)."""
    which = np.minimum((probability * BINS).astype(int), BINS - 1)
    errors = [
        (which == number).mean() * abs(probability[which == number].mean() - truth[which == number].mean())
        for number in range(BINS)
        if (which == number).any()
    ]
    return float(sum(errors))


def print_assessment(case: Case) -> None:
    """Ground taken, from reports of some places only: by assessment, by the reports alone, by a vote of neighbours."""
    shape = case.tessellation
    area = shapely.area(shape.cells)
    left, right = shape.edges.T
    length = shape.lengths
    boundary = np.bincount(left, length, len(area)) + np.bincount(right, length, len(area))
    place_of = {cell: place for place, cell in shape.cell_of.items()}
    random = np.random.default_rng(2024)
    for name, dates in (("tuned", TUNED), ("held out", REPORTED)):
        for share in HIDDEN:
            scores: dict[str, list[float]] = {"assessed": [], "reported": [], "vote": []}
            for earlier, date in [(one, other) for at, one in enumerate(dates) for other in dates[at + 1 :]]:
                was, taken = case.told[earlier], case.told[date] & ~case.told[earlier]
                for _ in range(3):
                    told = taken & (random.random(len(taken)) > share)
                    said = {
                        place_of[cell]: Evidence(THEIRS, THEIRS, fixed=True, spreads=False)
                        if was[cell]
                        else Evidence(OURS, THEIRS, fixed=True, spreads=True)
                        if told[cell]
                        else Evidence(OURS, OURS, fixed=False, spreads=False)
                        for cell in range(len(area))
                    }
                    found = assess(shape, said)
                    held = (was | told).astype(float)
                    around = np.bincount(left, length * held[right], len(area)) + np.bincount(
                        right, length * held[left], len(area)
                    )
                    guesses = {
                        "assessed": found.holder == found.parties.index(THEIRS),
                        "reported": told,
                        "vote": told | (around > boundary / 2),
                    }
                    for method, guess in guesses.items():
                        gained = guess & ~was
                        scores[method].append(area[gained & taken].sum() / area[gained | taken].sum())
            print(f"  {name}, {share:.0%} unreported: " + ", ".join(f"{m} {np.mean(v):.3f}" for m, v in scores.items()))


def print_theatre() -> None:
    """Karamap's own theatre beside figures that others published."""
    theatre = loader.load(data_dir())
    layout = Layout.of(theatre)
    held = {}
    for day in THEATRE_DAYS:
        snapshot = Snapshot.at(theatre, day, layout=layout)
        rows = [row for row in snapshot.territory.itertuples() if row.holder]
        held[day] = {row.holder: row.area_km2 for row in rows}
        areas = ", ".join(
            f"{r.holder} {r.area_km2:,.0f} ({r.area_low_km2:,.0f} to {r.area_high_km2:,.0f})" for r in rows
        )
        lines = ", ".join(f"{row.between} {row.length_km:.0f}" for row in snapshot.front.itertuples())
        print(f"  {day}: km² {areas}; band {snapshot.surface.band.area_km2[0]:,.0f}; front km {lines}")
    before, ceasefire, _, after = (held[day]["AZ"] for day in THEATRE_DAYS)
    whole = held[THEATRE_DAYS[0]]["ARM"]
    print(f"  before the war {whole:,.0f} km² (published: {PUBLISHED_KM2:,} km²)")
    shares = ((ceasefire - before) / whole, (after - ceasefire) / whole, 1 - (after - before) / whole)
    for name, share, published in zip(("taken", "handed over", "left"), shares, PUBLISHED_SHARES, strict=True):
        print(f"  {name}: {100 * share:.1f} % (published by one researcher: {published} %)")


def seconds(work: Callable[[], Any]) -> float:
    """How long a piece of work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def print_speed(count: int) -> None:
    """A front that moves a little each day, over random places."""
    random = np.random.default_rng(count)
    side = 0.02 * np.sqrt(count)
    lonlat = np.round(
        random.uniform((46.7 - side / 2, 39.7 - side / 2.6), (46.7 + side / 2, 39.7 + side / 2.6), (count, 2)), 6
    )
    places = {f"p{at:06}": LonLat(*position) for at, position in enumerate(lonlat.tolist())}
    points = PLANE.to_plane(shapely.multipoints(list(places.values())))
    frame = shapely.box(*points.bounds).buffer(1000, join_style="mitre")
    layout: dict[str, Any] = {}
    once = seconds(lambda: layout.update(cells=tile(places, frame, PLANE)))
    shape: Tessellation = layout["cells"]
    once += seconds(lambda: layout.update(mesh=triangulate(shape)))
    mesh: Mesh = layout["mesh"]
    position = shape.sites[:, 0] + 8_000 * np.sin(shape.sites[:, 1] / 15_000)
    begin = np.quantile(position, 0.4)
    step = (np.quantile(position, 0.6) - begin) / FURTHER_DATES / 4
    assessor = Assessor(shape, ("", THEIRS, OURS))
    reported = random.random(count) < 0.6

    def evidence(cell: int, reach: float) -> Evidence:
        if position[cell] < begin:
            return Evidence(THEIRS, THEIRS, fixed=True, spreads=False)
        if position[cell] < reach and reported[cell]:
            return Evidence(OURS, THEIRS, fixed=True, spreads=True)
        return Evidence(OURS, OURS, fixed=False, spreads=False)

    assessor.update({cell: evidence(cell, begin) for cell in range(count)})
    timed: dict[str, list[float]] = {"geometry": [], "geometry and inference": [], "coverage": [], "default": []}
    for day in range(1, FURTHER_DATES + 1):
        reach = begin + day * step
        news = np.flatnonzero(reported & (position >= reach - step) & (position < reach))

        def draw(state: Surface) -> None:
            assert state.division.ground
            assert not state.division.line(1, 2).is_empty

        def infer(news: np.ndarray = news, reach: float = reach) -> None:
            assessor.update({cell: evidence(cell, reach) for cell in news.tolist()})
            draw(surface(mesh, assessor.assessment()))

        timed["geometry and inference"].append(seconds(infer))
        found = assessor.assessment()
        timed["geometry"].append(seconds(lambda found=found: draw(surface(mesh, found))))
        if day <= (FURTHER_DATES if count < 100_000 else 1):
            frame_of_cells = gpd.GeoDataFrame({"holder": found.holder}, geometry=shape.cells, crs=PLANE.crs)
            timed["coverage"].append(seconds(lambda f=frame_of_cells: f.dissolve("holder", method="coverage")))
            if day <= 3:
                timed["default"].append(seconds(lambda f=frame_of_cells: f.dissolve("holder")))
    medians = {name: statistics.median(values) for name, values in timed.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {count:,} cells: laid out once in {once:.1f} s; peak memory so far {peak:,.0f} MB")
    print(f"    dissolve of one date: default {medians['default']:.3f} s, coverage {medians['coverage']:.3f} s")
    for name in ("geometry", "geometry and inference"):
        default, coverage = (medians[method] / medians[name] for method in ("default", "coverage"))
        print(
            f"    {name} of a further date: {1000 * medians[name]:.1f} ms; dissolve takes {default:.0f} times as long, "
            f"with coverage {coverage:.1f}"
        )


def main() -> None:
    """Print everything."""
    if len(sys.argv) > 1:
        case = Case(Path(sys.argv[1]))
        print(f"territory: {len(case.places):,} places, {len(case.tessellation.cells):,} cells")
        print("how far gained ground reaches, chosen here (overlap with team B, and area too large by), and the line:")
        print_tuning(case)
        print("no earlier line:")
        print_totals(case)
        print("pairs of dates:")
        print_pairs(case)
        print("probabilities:")
        print_calibration(case)
        print("how words age:")
        print_ageing(case)
        print("assessment from some of the reports, overlap of gained cells:")
        print_assessment(case)
    else:
        print("territory: accuracy not measured, since no folder with a reference was given")
    print("the theatre:")
    print_theatre()
    print("speed:")
    for count in CELL_COUNTS:
        print_speed(count)


if __name__ == "__main__":
    main()
