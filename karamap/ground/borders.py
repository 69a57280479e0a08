"""Who holds the ground along the border of two states within the theatre, and what was said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely

from karamap.ground.evidence import Method
from karamap.ground.layout import Layout
from karamap.ground.outline import OUTLINE_GRID_M
from karamap.ground.snapshot import Snapshot
from karamap.record.claims import Claim, border_in
from karamap.record.control import standing_claims
from karamap.record.schema import Stance
from karamap.theatre.theatre import Theatre


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said of a border, beside the record on the day it is about.

    `border` are the ids of the two states, `length_km` the length of their border within the theatre. `held` are the
    kilometres of it by holder (party id, empty for no report) as far as known then, `held_by_all` by all that is known.
    """

    claim: Claim
    border: tuple[str, str]
    length_km: float
    held: Mapping[str, float]
    held_by_all: Mapping[str, float]

    @property
    def share(self) -> float:
        """How much of the border is with the holder that the statement names, 0 to 1, as far as known then."""
        return self._share(self.held)

    @property
    def share_by_all(self) -> float:
        """The same by all that is known."""
        return self._share(self.held_by_all)

    def _share(self, held: Mapping[str, float]) -> float:
        return held.get(self.claim.holder or "", 0.0) / self.length_km if self.length_km else 0.0


def statements(
    theatre: Theatre, *, by: date | None = None, known_on: date | None = None, method: Method = Method.ASSESSED
) -> list[Statement]:
    """Every statement that a party holds a border beside who holds it by the record, oldest first.

    What is said of days outside the record is left out: it has no state to set beside.

    Args:
        theatre: the checked tables.
        by: leave out statements about later days.
        known_on: leave out what was made public later. Without it, a statement meets the claims that had been made
            public on the day it was, and then all claims.
        method: how ground comes by its holder.
    """
    heard = [claim for claim in standing_claims(theatre.record.known(known_on)) if _is_about_a_line(claim)]
    begins, ends = theatre.record.first_day, min(by or date.max, theatre.record.last_day)
    said = [claim for claim in heard if begins <= claim.valid_from <= ends]
    if not said:
        return []
    layout = Layout.of(theatre)
    found = []
    for claim in sorted(said, key=lambda claim: (claim.valid_from, claim.id)):
        states = layout.outlines.states
        if (names := border_in(claim.subject or "", states)) is None:
            continue
        border = (states[names[0]], states[names[1]])
        line = within(layout, *border)
        held, held_by_all = (
            held_along(Snapshot.at(theatre, claim.valid_from, known, method=method, layout=layout), line)
            for known in (known_on or max(claim.reported_on, claim.valid_from), known_on)
        )
        found.append(Statement(claim, border, line.length / 1e3, held, held_by_all))
    return found


def _is_about_a_line(claim: Claim) -> bool:
    return claim.subject is not None and claim.stance is Stance.AFFIRMS and claim.holder is not None


def within(layout: Layout, one: str, other: str) -> shapely.Geometry:
    """The border of two states within the theatre: the line that their outlines share.

    Args:
        layout: outlines and cells.
        one: id of a state in `gazetteer/borders.geojson`.
        other: id of another.

    Returns:
        Lines in the plane of `karamap.ground.crs`, empty where the two do not meet. The outline of the theatre runs
        along the state border but for its grid, and beyond it around a settlement that the border puts outside.
    """
    around = layout.plane.to_lonlat(layout.tessellation.outline).bounds
    areas = [layout.plane.area_to_plane(layout.outlines.countries([state]), around) for state in (one, other)]
    rims = [shapely.boundary(area) for area in areas]
    theatre = shapely.buffer(layout.tessellation.outline, 2 * OUTLINE_GRID_M)
    return shapely.line_merge(shapely.intersection(shapely.intersection(*rims), theatre))


def held_along(snapshot: Snapshot, line: shapely.Geometry) -> dict[str, float]:
    """Kilometres of a line by holder of the ground that it runs through, or that lies next to it at the rim.

    The line is cut where the ground of one holder ends on the mesh, and each piece goes with the ground nearest to its
    middle. Along the rim the mesh has a node every 4 km, so each such end is good to about 2 km.

    Args:
        snapshot: who held what.
        line: lines in the CRS of `karamap.ground.crs`, from `within`.

    Returns:
        Kilometres by party id, empty for no report; only holders that have some.
    """
    ends = shapely.multilinestrings(shapely.linestrings(snapshot.surface.division.segments))
    pieces = shapely.get_parts(shapely.difference(line, ends))
    middles = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    nearest = shapely.STRtree(np.array(snapshot.territory.geometry)).nearest(middles)
    held: defaultdict[str, float] = defaultdict(float)
    for holder, length in zip(snapshot.territory["holder"].iloc[nearest], shapely.length(pieces), strict=True):
        held[holder] += float(length) / 1e3
    return dict(sorted(held.items()))
