"""What becomes of parties: which are allies on a day, which have become part of another, which are no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from karamap.tables.csv_tables import Row


@dataclass(frozen=True, slots=True)
class Membership:
    """A party belongs to a coalition from `valid_from` until the day before `valid_to`; None is no bound."""

    coalition: str
    party_id: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return (self.valid_from or date.min) <= day < (self.valid_to or date.max)


@dataclass(frozen=True, slots=True)
class Merger:
    """From `valid_from` on a party is its `successor`, or part of it: what it held is the successor's."""

    party_id: str
    successor: str
    valid_from: date


@dataclass(frozen=True)
class Ties:
    """The coalitions, mergers and ends of the parties of a record.

    `ends` has the day from which on a party is no more, by its id.
    """

    memberships: tuple[Membership, ...] = ()
    mergers: Mapping[str, Merger] = field(default_factory=dict)
    ends: Mapping[str, date] = field(default_factory=dict)

    @classmethod
    def of(cls, parties: Iterable[Row], coalitions: Iterable[Row], mergers: Iterable[Row]) -> Ties:
        """Those of the rows of the three tables."""
        joined = (Merger(row["party_id"], row["successor"], row["valid_from"]) for row in mergers)
        members = (
            Membership(row["coalition"], row["party_id"], row["valid_from"], row["valid_to"]) for row in coalitions
        )
        ends = {row["id"]: row["valid_to"] for row in parties if row["valid_to"]}
        return cls(tuple(members), {merger.party_id: merger for merger in joined}, ends)

    def party_on(self, party_id: str, day: date) -> str:
        """Who a party is on a day: itself, the party that it has become by then, or nobody (empty) after its end."""
        met = {party_id}
        while (merger := self.mergers.get(party_id)) and merger.valid_from <= day and merger.successor not in met:
            party_id = merger.successor
            met.add(party_id)
        return "" if day >= self.ends.get(party_id, date.max) else party_id

    def turning_days(self, party_ids: Iterable[str]) -> set[date]:
        """The days on which any of some parties becomes another one, or ends."""
        days: set[date] = set()
        waiting, met = [*party_ids], set[str]()
        while waiting:
            party_id = waiting.pop()
            if party_id in met:
                continue
            met.add(party_id)
            if party_id in self.ends:
                days.add(self.ends[party_id])
            if merger := self.mergers.get(party_id):
                days.add(merger.valid_from)
                waiting.append(merger.successor)
        return days

    def coalition_of(self, party_id: str, day: date) -> str | None:
        """The coalition that a party belongs to on a day."""
        for membership in self._of_party.get(party_id, ()):
            if membership.holds_on(day):
                return membership.coalition
        return None

    def coalitions_on(self, day: date) -> dict[str, tuple[str, ...]]:
        """The coalitions of two parties or more on a day, by name, with the ids of their members; all of it sorted."""
        members: defaultdict[str, set[str]] = defaultdict(set)
        for membership in self.memberships:
            if membership.holds_on(day) and self.party_on(membership.party_id, day) == membership.party_id:
                members[membership.coalition].add(membership.party_id)
        return {name: tuple(sorted(members[name])) for name in sorted(members) if len(members[name]) > 1}

    def are_allies(self, one: str, other: str, day: date) -> bool:
        """Whether two parties belong to one coalition on a day."""
        coalition = self.coalition_of(one, day)
        return coalition is not None and coalition == self.coalition_of(other, day)

    @cached_property
    def days_of_coalitions(self) -> frozenset[date]:
        """The days on which some coalition gains or loses a party."""
        days = {day for item in self.memberships for day in (item.valid_from, item.valid_to) if day}
        return frozenset(days | {merger.valid_from for merger in self.mergers.values()} if self.memberships else days)

    @cached_property
    def _of_party(self) -> Mapping[str, list[Membership]]:
        memberships: defaultdict[str, list[Membership]] = defaultdict(list)
        for membership in self.memberships:
            memberships[membership.party_id].append(membership)
        return memberships
