"""How surely ground lies on the side of the front where it is drawn: uncertainty zones, as `page/js/map/sureness.js`.

The same as `karamap.ground.surface.Surface.above`, on the mesh of a drawing document.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from karamap.figure.marching_triangles import Traced, contour
from karamap.figure.mesh import LEAST, NONE, Mesh, State, crossings
from karamap.ground.surface import LineLaw, rivals


@dataclass(frozen=True)
class Zone:
    """Where one holder holds the ground surely, and where it may: the difference is its part of the band."""

    holder: int
    sure: Traced
    may: Traced


@dataclass(frozen=True)
class Sureness:
    """How far the holder of each node leads, and who might hold it instead."""

    mesh: Mesh
    state: State

    def zones(self) -> list[Zone]:
        """For each holder of ground, by number, where its lead passes what counts as sure."""
        level = 2 * self.state.law["sure"] - 1
        present = sorted({*self.state.holder.tolist()} - {NONE})
        return [Zone(who, self._above(who, level), self._above(who, -level)) for who in present]

    @cached_property
    def _cuts(self) -> np.ndarray:
        return crossings(self.mesh, self.state)

    @cached_property
    def _lead_of_holder(self) -> np.ndarray:
        """The lead of the holder of each node, from 0 to 1: its margin, less the nearer the front is."""
        a, b = self.mesh.ends.T
        holder = self.state.holder
        mixed = holder[a] != holder[b]
        cuts, lengths = self._cuts[mixed], self.mesh.lengths[mixed]
        front = np.full(len(holder), np.inf)
        np.minimum.at(front, a[mixed], cuts * lengths)
        np.minimum.at(front, b[mixed], (1 - cuts) * lengths)
        led: np.ndarray = np.where(holder == NONE, 1.0, self.state.margin * np.tanh(front / 2 / self.state.scale))
        return led

    @cached_property
    def _law(self) -> LineLaw:
        stated = self.state.law
        return LineLaw(stated["near"], stated["share"], stated["age"])

    @cached_property
    def _rivals(self) -> np.ndarray:
        holder, before = self.state.holder, self.state.before
        parties = max(1, int(max(holder.max(), before.max())) + 1)
        return rivals(self.mesh.ends, holder, before, self.state.margin, parties, NONE)

    def _lead(self, who: int) -> np.ndarray:
        """How far a holder leads on each node: less than nothing on those of others."""
        holder, led = self.state.holder, self._lead_of_holder
        lead: np.ndarray = np.where(holder == who, led, np.where(self._rivals[:, who], -led, -1.0))
        return lead

    def _above(self, who: int, level: float) -> Traced:
        """Where the lead of a holder passes a level: straight between its own nodes, by the law from the front on."""
        lead, own = self._lead(who), self.state.holder == who

        def passing(edges: np.ndarray) -> np.ndarray:
            a, b = self.mesh.ends[edges].T
            turns = own[a] != own[b]
            step = lead[a] - lead[b]
            straight = np.divide(lead[a] - level, step, out=np.zeros(len(edges)), where=step != 0)
            on_first = own[a] == (level >= 0)
            node = np.where(on_first, a, b)
            cut, length = self._cuts[edges], self.mesh.lengths[edges]
            reach = np.where(on_first, cut, 1 - cut) * length
            margin = self.state.margin[node]
            within = np.divide(abs(level), margin, out=np.ones(len(edges)), where=margin > 0)
            away = self._law.distance(within, self.state.scale[node], reach)
            away = np.where(within >= 1, reach, away) / np.maximum(length, LEAST)
            bent = np.where(on_first, cut - away, cut + away)
            passed: np.ndarray = np.where(turns, bent, straight)
            return passed

        return contour(self.mesh, (lead >= level).astype(int), passing)
