"""Of places that changed hands by force: how many have the word of the gaining side, the losing side, an observer.

Usage: python benchmarks/both_sides.py [FIRST LAST]

FIRST and LAST (YYYY-MM-DD) leave out what changed hands on other days.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from karamap.record.claims import Claim, Record
from karamap.record.control import in_order
from karamap.record.schema import Basis, Stance, Witness
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader


@dataclass(frozen=True)
class Contested:
    """A place that changed hands by force: the claim that begins the change, who lost it, what was said since."""

    change: Claim
    loser: str
    said: tuple[Claim, ...]

    @property
    def gainer(self) -> str:
        """The party that took the place."""
        return self.change.holder or ""


def main() -> None:
    """Print the table for all days, or for some."""
    record = loader.load(data_dir()).record
    first, last = map(date.fromisoformat, sys.argv[1:3]) if len(sys.argv) > 1 else (date.min, date.max)
    places = [place for place in contested(record) if first <= place.change.valid_from <= last]
    print(f"contested places: {len(places)}")
    for heading, number in table(record, places).items():
        print(f"  {heading}: {number}")


def contested(record: Record) -> Iterator[Contested]:
    """The contested places of a record, by place id."""
    said: dict[str, list[Claim]] = {}
    for claim in record.claims.values():
        if claim.place_id is not None and claim.subject is None:
            said.setdefault(claim.place_id, []).append(claim)
    for place_id in sorted(said):
        found = _first_change(in_order(said[place_id]))
        if found is not None:
            yield found


def _first_change(claims: list[Claim]) -> Contested | None:
    """The first change of holder by force in the claims about one place, in the order in which they count."""
    holder = ""
    for claim in claims:
        if claim.stance is not Stance.AFFIRMS or not claim.holder:
            continue
        if holder and claim.holder != holder and claim.basis is Basis.FORCE:
            since = claim.earliest or claim.valid_from
            later = (item for item in claims if item.valid_from >= since and item.basis is not Basis.BASELINE)
            return Contested(claim, holder, tuple(later))
        holder = claim.holder
    return None


def table(record: Record, places: list[Contested]) -> dict[str, int]:
    """How many of some contested places have which words."""
    gained = {place.change.place_id for place in places if _by(place, place.gainer)}
    lost = {place.change.place_id for place in places if _by(place, place.loser)}
    observed = {place.change.place_id for place in places if _observed(record, place)}
    searched = {place.change.place_id for place in places if _searched(record, place)}
    every = {place.change.place_id for place in places}
    return {
        "word of the side that gained": len(gained),
        "word of the side that lost": len(lost),
        "both sides' words": len(gained & lost),
        "word of an independent observer": len(observed),
        "word of the loser or of an observer": len(lost | observed),
        "the loser's word looked for in vain": len(searched),
        "neither such a word nor looked for": len(every - lost - observed - searched),
    }


def _by(place: Contested, side: str) -> bool:
    return any(claim.side == side for claim in place.said)


def _observed(record: Record, place: Contested) -> bool:
    """Whether somebody who is neither of the two sides speaks, on a page of an observer."""
    others = (claim for claim in place.said if claim.side not in (place.gainer, place.loser))
    pages = (page.source_id for claim in others for page in record.citations.get(claim.id, ()))
    return any(record.sources[page].witness is Witness.OBSERVES for page in pages)


def _searched(record: Record, place: Contested) -> bool:
    searches = record.searches.get(place.change.place_id or "", ())
    return any(search.looked_for == place.loser for search in searches)


if __name__ == "__main__":
    main()
