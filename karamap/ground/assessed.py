"""Who is assessed to hold the ground at each place, and how surely."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from karamap.ground.evidence import NO_REPORT
from karamap.ground.surface import Surface
from karamap.ground.tessellation import Tessellation

HIGHEST = 0.99
"""No probability above this is told: nothing is known better."""


class Assessed(NamedTuple):
    """The likeliest holder of the ground at a place, and its probability, to two decimals."""

    holder: str
    probability: float


def assessed(state: Surface, tessellation: Tessellation) -> Mapping[str, Assessed]:
    """The assessment at every place that has ground of its own, by place id; places without report are left out.

    Args:
        state: the surface of a day.
        tessellation: the cells that it lies over.
    """
    at_sites = {place_id: at_site(state, site) for place_id, site in tessellation.cell_of.items()}
    return {place_id: found for place_id, found in at_sites.items() if found is not None}


def at_site(state: Surface, site: int) -> Assessed | None:
    """The assessment at one site; None without report."""
    holder = state.parties[state.holder[site]]
    if holder == NO_REPORT:
        return None
    return Assessed(holder, min(HIGHEST, round(0.5 + float(state.sureness[site]) / 2, 2)))


def differing(before: Surface, after: Surface) -> list[int]:
    """The sites at which holder or sureness is another on one surface than on another."""
    holders = [np.array(state.parties)[state.holder] for state in (before, after)]
    return np.flatnonzero((holders[0] != holders[1]) | (before.sureness != after.sureness)).tolist()
