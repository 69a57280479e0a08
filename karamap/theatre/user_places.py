"""Tells the place that a row of own claims is about, or why that cannot be told."""

from __future__ import annotations

from collections.abc import Sequence

from karamap.errors import Fault
from karamap.gazetteer.places import Gazetteer, valid_on
from karamap.names.evidence import Match
from karamap.names.resolutions import Flag, Mention, Outcome, Resolution, described
from karamap.names.resolver import Resolver
from karamap.tables.csv_tables import Row

REFUSED = frozenset({Flag.NAMES_DISAGREE, Flag.DISTRICT_MISMATCH, Flag.UNKNOWN_DISTRICT, Flag.WEAK, Flag.UNREADABLE})
"""Flags with which no row is taken, whatever place it may mean; any other flag is a remark."""

SURE = frozenset({Match.SPELLING, Match.PLAIN})
"""Agreements of a name that go without saying; of any other the reading is told."""

MAX_REMARKS = 20
"""So many remarks are told; the rest are counted."""

IN_WORDS = {
    Flag.NAME_OF_ANOTHER_TIME: "that was no name of it on that day",
    Flag.KIND_DIFFERS: "it is another kind of place than the name says",
    Flag.NAME_ALONE: "nothing but its name says so, and these tables may lack another place of that name",
    Flag.OTHER_NAME_UNKNOWN: "the other name in the cell is not known",
}
"""What flags say of a place that was taken all the same."""


class PlaceFinder:
    """Looks up the places of rows, which have the columns place, district and valid_from.

    A place that was taken for a name that is not its own letter by letter, or with a flag, is a remark.
    """

    def __init__(self, gazetteer: Gazetteer, resolver: Resolver) -> None:
        self._gazetteer, self._resolver = gazetteer, resolver
        self._remarks: list[str] = []

    @property
    def remarks(self) -> tuple[str, ...]:
        """What to tell of rows by their lines: the first 20, and how many more there are."""
        more = len(self._remarks) - MAX_REMARKS
        told = [f"{more:,} more names were read so"] if more > 0 else []
        return (*self._remarks[:MAX_REMARKS], *told)

    def place(self, row: Row) -> str | Fault:
        """The id of the place a row is about, or what keeps it from being told."""
        if row["place"] in self._gazetteer.places:
            return self._in_stated_district(row, row["place"])
        found = self._resolver.resolve(Mention(row["place"], row["district"], None, row["valid_from"]))
        if found.place_id is None or not REFUSED.isdisjoint(found.flags):
            return self._untold(row, found)
        if found.flags or found.candidates[0].evidence.match not in SURE:
            self._remark(row, found.place_id, found.flags)
        return found.place_id

    def _remark(self, row: Row, place_id: str, flags: Sequence[Flag]) -> None:
        place = described(self._gazetteer, place_id, row["valid_from"])
        but = f", but {'; '.join(IN_WORDS.get(flag, flag.value) for flag in flags)}" if flags else ""
        self._remarks.append(f"{row.table.path}:{row.line}:place: {row['place']!r} read as {place}{but}")

    def _in_stated_district(self, row: Row, place_id: str) -> str | Fault:
        """The place that an id names, unless another district is stated."""
        if not row["district"]:
            return place_id
        districts = self._resolver.districts_named(row["district"])
        if not districts:
            return self._no_district(row)
        memberships = self._gazetteer.memberships.get(place_id, ())
        if any(item.district_id in districts and valid_on(item, row["valid_from"]) for item in memberships):
            return place_id
        problem = f"{place_id} does not lie in {row['district']!r}"
        return row.fault("district", problem, described(self._gazetteer, place_id, row["valid_from"]))

    def _no_district(self, row: Row) -> Fault:
        known = ", ".join(self._resolver.district_names)
        return row.fault("district", f"no district is called {row['district']!r}", known)

    def _untold(self, row: Row, found: Resolution) -> Fault:
        """Why the place of a row cannot be told."""
        candidates = "; ".join(described(self._gazetteer, item.place_id) for item in found.candidates)
        if Flag.UNREADABLE in found.flags:
            return row.fault("place", f"{row['place']!r} is not what it looks like", "letters of one script, no marks")
        if Flag.UNKNOWN_DISTRICT in found.flags:
            return self._no_district(row)
        if Flag.DISTRICT_MISMATCH in found.flags and candidates:
            problem = f"no {row['place']!r} lies in {row['district'] or 'the district in brackets'!r}"
            return row.fault("district", problem, f"an id or the right district: {candidates}")
        if found.outcome is Outcome.UNRESOLVED:
            near = ", ".join(self._resolver.nearest(row["place"])) or "a name of the gazetteer"
            return row.fault("place", f"no place is called {row['place']!r}", f"an id, or a name such as {near}")
        if found.outcome is Outcome.WEAK:
            problem = f"no place is called {row['place']!r} for sure"
            return row.fault("place", problem, f"an id or a name: {candidates}")
        problem = f"{row['place']!r} may be {len(found.candidates)} places"
        return row.fault("place", problem, f"an id or a district: {candidates}")
