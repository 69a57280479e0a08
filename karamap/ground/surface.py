"""The ground of each holder on one day: areas, front line, how sure, and district outlines."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from karamap.ground.evidence import NO_REPORT
from karamap.ground.mesh import CLEARANCE, Division, Mesh, divide
from karamap.ground.model import LEVELS, Assessment

if TYPE_CHECKING:
    import geopandas as gpd

SURE = 0.9
"""Ground whose likeliest holder is less likely than this belongs to the band."""


GAIN_REACH = 0.85
"""How far at most the ground of a holder who came by arms reaches beyond the places taken, towards a place of somebody
who did not, in median distances from a settlement to the next. Measured on another war, see
`benchmarks/territory.py`: the attacker's ground ends 1.75 km beyond its outermost places there, where the median
distance is 2.06 km; between places further apart than twice that, the line is not halfway."""


@dataclass(frozen=True)
class LineLaw:
    """How surely ground lies on the side of the front where it is drawn, by its distance from it.

    The log-odds are distance / (`near_km` + `place_share` * r + `age_km` * t) at r km from the nearest place and t days
    of fighting after the last word about it; what came by arms does not age. Fitted on three dates of another war and
    tried on three later ones: `benchmarks/territory.py` prints both.
    """

    near_km: float = 0.8
    place_share: float = 0.15
    age_km: float = 0.0167

    def scale(self, gained: np.ndarray, age: np.ndarray) -> np.ndarray:
        """The kilometres at a place within which log-odds rise by one.

        Args:
            gained: whether the holder came by arms, of shape (n,).
            age: days of fighting since the last word, of shape (n,).
        """
        scale: np.ndarray = self.near_km + np.where(gained, 0.0, self.age_km * age)
        return scale

    def distance(self, lead: np.ndarray, scale: np.ndarray, reach: np.ndarray) -> np.ndarray:
        """How far from the front the lead of its holder is so much, in km, on the straight way to a place.

        Args:
            lead: the probability of the holder less that of the others, from 0 to 1, as if the place were sure.
            scale: from `scale`, of the place.
            reach: how far the place lies from the front, in km.
        """
        turns = 2 * np.arctanh(np.clip(lead, 0.0, 1 - 1e-9))
        distance: np.ndarray = np.minimum(
            reach, turns * (scale + self.place_share * reach) / (1 + turns * self.place_share)
        )
        return distance


LINE_LAW = LineLaw()


def rivals(
    edges: np.ndarray, holder: np.ndarray, held_before: np.ndarray, margin: np.ndarray, parties: int, silent: int
) -> np.ndarray:
    """The other holders that are fewest edges away from each node: who might hold it instead.

    Where odds are even it is whoever is there beside the holder, and nobody who is merely near.

    Args:
        edges: nodes, of shape (edges, 2).
        holder: numbers of parties, of shape (nodes,).
        held_before: the same of who held the nodes before, or is there too.
        margin: the probability of the holder less that of the others, of shape (nodes,).
        parties: how many there are.
        silent: the number that stands for no report; where nobody is said to be, nobody is a rival.

    Returns:
        Of shape (nodes, parties).
    """
    first, second = edges.T
    ends, others = np.concatenate([first, second]), np.concatenate([second, first])
    from_whom, by_whom = holder[ends], holder[others]
    apart: np.ndarray = (from_whom != by_whom) & (from_whom != silent) & (by_whom != silent)
    near: np.ndarray = np.zeros((len(holder), parties), dtype=bool)
    near[ends[apart], by_whom[apart]] = True
    shared = np.flatnonzero((margin == 0) & (held_before != holder) & (holder != silent) & (held_before != silent))
    near[shared] = False
    near[shared, held_before[shared]] = True
    known: np.ndarray = np.asarray(near.any(axis=1))
    open_: np.ndarray = (from_whom == by_whom) & ~known[ends]
    ends, others = ends[open_], others[open_]
    while (met := known[others]).any():
        reached, whence = ends[met], others[met]
        for party in range(parties):
            near[reached[near[whence, party]], party] = True
        known[reached] = True
        open_ = ~known[ends]
        ends, others = ends[open_], others[open_]
    return near


@dataclass(frozen=True)
class Surface:
    """The mesh with a holder for every node, and what tells how far its ground reaches and how sure it is.

    The margin is the probability of the holder less that of all others: 1 at a place whose holder is certain, 0 where
    odds are even. `holder`, numbers into `parties`, `margin`, `held_before` (the party before the holder came by
    arms, else the holder) and `scale` (km, see `LineLaw.scale`) have shape (nodes,).
    """

    mesh: Mesh
    parties: tuple[str, ...]
    holder: np.ndarray
    margin: np.ndarray
    held_before: np.ndarray
    scale: np.ndarray

    @cached_property
    def territory(self) -> gpd.GeoDataFrame:
        """Ground by holder.

        Returns:
            Columns `holder` (party id, empty for no report), `area_km2`, `area_low_km2`, `area_high_km2` (ground that
            is the holder's with a probability of at least `SURE`, and ground where no other holder's probability is
            that high), `geometry` (MultiPolygon), one row a holder, sorted by holder, in the equal-area CRS of
            `karamap.ground.tessellation`.
        """
        names = ("area_km2", "area_low_km2", "area_high_km2")
        columns = dict(zip(names, zip(*self.areas.values(), strict=True), strict=True))
        geometry = [self.division.ground[self.parties.index(party)] for party in self.areas]
        return self.mesh.plane.frame({"holder": list(self.areas), **columns}, geometry)

    @cached_property
    def areas(self) -> dict[str, tuple[float, float, float]]:
        """For each holder, sorted, the area in km², and the least and the most that it may be; see `territory`."""
        return {
            party: (
                self.division.ground[self.parties.index(party)].area / 1e6,
                self.sure[party].area / 1e6,
                self.above(party, 1 - 2 * SURE).area / 1e6,
            )
            for party in self._held
        }

    def coalition_areas(self, coalitions: Mapping[str, Collection[str]]) -> dict[str, tuple[float, float, float]]:
        """The same for the ground of coalitions of which two parties hold some, by name; see `areas`.

        What is unsure between allies is sure for their coalition. Its margin at a place is taken to be that of the
        holder, so that the least it may have is no more than it is, and the most no less.
        """
        told: dict[str, tuple[float, float, float]] = {}
        for name, members in coalitions.items():
            held = [party for party in members if party in self._held]
            if len(held) > 1:
                _, least, most = self._merged([self.parties.index(party) for party in held]).areas[held[0]]
                area = sum(self.areas[party][0] for party in held)
                told[name] = area, min(least, area), max(most, area)
        return told

    def _merged(self, members: Sequence[int]) -> Surface:
        """The same with the ground of several parties as that of the first of them."""
        holder, before = (
            np.where(np.isin(parties, members), members[0], parties) for parties in (self.holder, self.held_before)
        )
        return replace(self, holder=holder, held_before=before)

    @cached_property
    def front(self) -> gpd.GeoDataFrame:
        """The lines along which ground of two holders meets.

        Returns:
            Columns `between` (two party ids, sorted, joined by a hyphen), `length_km`, `geometry`
            (MultiLineString), one row a pair, in the equal-area CRS of `karamap.ground.crs`.
        """
        number = {party: self.parties.index(party) for party in self._held if party != NO_REPORT}
        pairs = {
            f"{one}-{other}": self.division.line(number[one], number[other]) for one, other in combinations(number, 2)
        }
        met = {name: line for name, line in pairs.items() if not line.is_empty}
        lengths = [line.length / 1e3 for line in met.values()]
        return self.mesh.plane.frame({"between": list(met), "length_km": lengths}, list(met.values()))

    @cached_property
    def band(self) -> gpd.GeoDataFrame:
        """The ground whose holder is less than `SURE` sure.

        Returns:
            Columns `sure_below`, `area_km2`, `geometry` (MultiPolygon), one row, in the equal-area CRS of
            `karamap.ground.tessellation`.
        """
        held = {holder: shape for holder, shape in self.sure.items() if not shape.is_empty}
        rest = shapely.difference(self.mesh.frame, shapely.union_all(list(held.values()), grid_size=0.01))
        parts = shapely.get_parts(rest)
        band = shapely.multipolygons(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])
        return self.mesh.plane.frame({"sure_below": [SURE], "area_km2": [band.area / 1e6]}, [band])

    @cached_property
    def division(self) -> Division:
        """The mesh divided among the holders."""
        return divide(self.mesh, self.holder, self.cut)

    def cut(self, edges: np.ndarray) -> np.ndarray:
        """How far along edges between two holders, by number, the ground of the first node's holder reaches, 0 to 1.

        By the margins of both, halfway if both are sure; but ground gained by arms ends, towards the party that it was
        taken from, `GAIN_REACH` beyond the places taken at the latest. No nearer to a node than `CLEARANCE`.
        """
        first, second = self.mesh.edges[edges].T
        both = self.margin[first] + self.margin[second]
        share = np.divide(self.margin[first], both, out=np.full(len(edges), 0.5), where=both > 0)
        reach = GAIN_REACH * self.mesh.spacing_km / np.maximum(self.mesh.lengths_km[edges], 1e-9)
        ahead, behind = np.maximum(self.margin[first], 1e-9), np.maximum(self.margin[second], 1e-9)
        taken = self._taken_from(first, second).astype(int) - self._taken_from(second, first)
        share = np.where(taken > 0, np.minimum(share, reach * ahead / behind), share)
        share = np.where(taken < 0, np.maximum(share, 1 - reach * behind / ahead), share)
        cut: np.ndarray = np.clip(share, CLEARANCE, 1 - CLEARANCE)
        return cut

    def _taken_from(self, nodes: np.ndarray, others: np.ndarray) -> np.ndarray:
        """Whether nodes were taken by arms from the holders of some others; of shape (n,)."""
        theirs = self.holder[others]
        taken: np.ndarray = (
            (self.held_before[nodes] == theirs)
            & (self.holder[nodes] != theirs)
            & (theirs != self.parties.index(NO_REPORT))
        )
        return taken

    @cached_property
    def _held(self) -> list[str]:
        return sorted(self.parties[party] for party in np.unique(self.holder).tolist())

    @cached_property
    def sure(self) -> dict[str, BaseGeometry]:
        """The ground that each holder has with a probability of `SURE` or more."""
        return {party: self.above(party, 2 * SURE - 1) for party in self._held}

    @cached_property
    def _cuts(self) -> np.ndarray:
        """Where the line crosses each edge, as `cut` tells; NaN on edges of one holder."""
        first, second = self.mesh.edges.T
        mixed = np.flatnonzero(self.holder[first] != self.holder[second])
        cuts = np.full(len(self.mesh.edges), np.nan)
        cuts[mixed] = self.cut(mixed)
        return cuts

    @cached_property
    def sureness(self) -> np.ndarray:
        """The lead of the holder at every node, from 0 to 1: its margin, less the nearer the front is.

        Ground without report is surely without.
        """
        first, second = self.mesh.edges.T
        mixed = ~np.isnan(self._cuts)
        cuts, lengths = self._cuts[mixed], self.mesh.lengths_km[mixed]
        front = np.full(len(self.mesh.nodes), np.inf)
        np.minimum.at(front, first[mixed], cuts * lengths)
        np.minimum.at(front, second[mixed], (1 - cuts) * lengths)
        front[self.holder == self.parties.index(NO_REPORT)] = np.inf
        sureness: np.ndarray = self.margin * np.tanh(front / 2 / self.scale)
        return sureness

    def lead(self, party: int) -> np.ndarray:
        """How far a party leads at every node: below nought where another holds it.

        It may hold what it does not only where no other party is nearer.
        """
        behind = np.where(self._rivals[:, party], -self.sureness, -1.0)
        lead: np.ndarray = np.where(self.holder == party, self.sureness, behind)
        return lead

    @cached_property
    def _rivals(self) -> np.ndarray:
        nodes = self.holder, self.held_before, self.margin
        return rivals(self.mesh.edges, *nodes, len(self.parties), self.parties.index(NO_REPORT))

    def above(self, party: str, level: float) -> BaseGeometry:
        """Ground where a party's lead is at least `level`, from -1 to 1; without report it is known to be without.

        Between two places of one side the lead runs straight. From the front to a place it rises as `LINE_LAW` tells.
        """
        number = self.parties.index(party)
        if party == NO_REPORT:
            return self.division.ground.get(number, shapely.MultiPolygon())
        lead, own = self.lead(number), self.holder == number

        def share(edges: np.ndarray) -> np.ndarray:
            first, second = self.mesh.edges[edges].T
            turns = own[first] != own[second]
            step = lead[first] - lead[second]
            straight = np.divide(lead[first] - level, step, out=np.zeros(len(edges)), where=~turns & (step != 0))
            cut = np.where(turns, self._cuts[edges], 0)
            on_first = own[first] == (level >= 0)
            node, length = np.where(on_first, first, second), self.mesh.lengths_km[edges]
            reach = np.where(on_first, cut, 1 - cut) * length
            within = np.divide(abs(level), self.margin[node], out=np.ones(len(edges)), where=self.margin[node] > 0)
            away = LINE_LAW.distance(within, self.scale[node], reach) / np.maximum(length, 1e-9)
            bent: np.ndarray = np.where(on_first, cut - away, cut + away)
            return np.where(turns, bent, straight)

        return divide(self.mesh, (lead >= level).astype(int), share).ground.get(1, shapely.MultiPolygon())


def surface(mesh: Mesh, assessment: Assessment, age: np.ndarray | None = None) -> Surface:
    """Spread what is assessed at the sites over the mesh.

    Args:
        mesh: the triangles.
        assessment: holder and level of each cell.
        age: days of fighting since the last word about each cell, of shape (cells,); none by default.
    """
    gained = (assessment.held_before != assessment.holder)[mesh.site]
    old = np.zeros(len(mesh.site)) if age is None else age[mesh.site]
    return Surface(
        mesh,
        assessment.parties,
        assessment.holder[mesh.site],
        assessment.level[mesh.site] / LEVELS,
        assessment.held_before[mesh.site],
        LINE_LAW.scale(gained, old),
    )
