"""How near to each other places must lie that one page names together."""

from __future__ import annotations

from dataclasses import dataclass

from karamap.gazetteer.distance import median_spacing
from karamap.gazetteer.places import Gazetteer
from karamap.gazetteer.schema import SETTLEMENTS

RADIUS_SPACINGS, LEAST_SPACINGS, SIBLINGS_SPACINGS = 24.6, 6.2, 15.4
"""The distances as multiples of the median distance between neighbouring settlements.

They were found by hand (40, 10 and 25 km) on pages about a country where that is 1.63 km.
"""


@dataclass(frozen=True, slots=True)
class Distances:
    """Kilometres within which context speaks for a place."""

    radius_km: float
    """How far outside the stated district a place of the name may lie: pages err between neighbours."""

    least_km: float
    """Nearer than this to the district, one place is not clearly nearer than another."""

    siblings_km: float
    """A place of a list that lies further than this from the middle of the others is flagged."""

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> Distances:
        """As many times the median distance from a settlement to the next one as `RADIUS_SPACINGS` and so on say."""
        settlements = [place for place in gazetteer.places.values() if place.kind in SETTLEMENTS]
        spacing = median_spacing([place.position for place in settlements if place.position])
        return cls(RADIUS_SPACINGS * spacing, LEAST_SPACINGS * spacing, SIBLINGS_SPACINGS * spacing)
