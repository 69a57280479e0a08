"""Who is assessed to hold the ground at each place, and how surely."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

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
    found = {}
    for place_id, site in tessellation.cell_of.items():
        holder = state.parties[state.holder[site]]
        if holder != NO_REPORT:
            found[place_id] = Assessed(holder, min(HIGHEST, round(0.5 + float(state.sureness[site]) / 2, 2)))
    return found
