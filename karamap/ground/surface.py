"""The ground of each holder on one day: areas, front line, how sure, and district outlines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from karamap.ground.evidence import NO_REPORT
from karamap.ground.mesh import Division, Mesh, divide
from karamap.ground.model import LEVELS, Assessment

if TYPE_CHECKING:
    import geopandas as gpd

SURE = 0.8
"""Ground whose likeliest holder is less likely than this belongs to the band."""


@dataclass(frozen=True)
class Surface:
    """The mesh with a holder and a margin for every node.

    The margin is the probability of the holder less that of all others: 1 at a place whose holder is certain, 0 where
    odds are even. Between two nodes it runs straight, down to nought where the holders meet and up again. `holder`,
    numbers into `parties`, and `margin` have shape (nodes,).
    """

    mesh: Mesh
    parties: tuple[str, ...]
    holder: np.ndarray
    margin: np.ndarray

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
        """How far along edges between two holders, by number, the ground of the first node's holder reaches, 0 to 1."""
        first, second = self.mesh.edges[edges].T
        both = self.margin[first] + self.margin[second]
        share: np.ndarray = np.divide(self.margin[first], both, out=np.full(len(edges), 0.5), where=both > 0)
        return share

    @cached_property
    def _held(self) -> list[str]:
        return sorted(self.parties[party] for party in np.unique(self.holder).tolist())

    @cached_property
    def sure(self) -> dict[str, BaseGeometry]:
        """The ground that each holder has with a probability of `SURE` or more."""
        return {party: self.above(party, 2 * SURE - 1) for party in self._held}

    def lead(self, party: int) -> np.ndarray:
        """The margin of a party at every node: below nought where another holds it."""
        return np.where(self.holder == party, self.margin, -self.margin)

    def above(self, party: str, level: float) -> BaseGeometry:
        """Ground where a party's lead is at least `level`, from -1 to 1; without report it is known to be without."""
        number = self.parties.index(party)
        if party == NO_REPORT:
            return self.division.ground.get(number, shapely.MultiPolygon())
        lead, own = self.lead(number), self.holder == number

        def share(edges: np.ndarray) -> np.ndarray:
            ends = self.mesh.edges[edges].T
            (first, second), turns = lead[ends], own[ends[0]] != own[ends[1]]
            straight = np.divide(first - level, first - second, out=np.zeros(len(edges)), where=~turns)
            cut = np.where(turns, self.cut(edges), 0)
            start, end = np.where(level >= 0, np.maximum(first, second), -np.minimum(first, second)), abs(level)
            rest = np.divide(end, start, out=np.zeros(len(edges)), where=start > 0)
            ahead = own[ends[0]] == (level >= 0)
            bent = np.where(ahead, cut * (1 - rest), cut + (1 - cut) * rest)
            return np.asarray(np.where(turns, bent, straight))

        return divide(self.mesh, (lead >= level).astype(int), share).ground.get(1, shapely.MultiPolygon())


def surface(mesh: Mesh, assessment: Assessment) -> Surface:
    """Spread what is assessed at the sites over the mesh."""
    holder, margin = assessment.holder[mesh.site], assessment.level[mesh.site] / LEVELS
    return Surface(mesh, assessment.parties, holder, margin)
