"""Who held what on every day of a run of days, stated once and then by what changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from karamap.checks import Theatre
from karamap.claims import Claim, Record
from karamap.control import Control, Show, check_days, conclude, conclude_hard, no_report, standing_claims
from karamap.errors import DateError
from karamap.gazetteer import SETTLEMENTS
from karamap.mesh import Mesh
from karamap.snapshot import Layout, Outlines
from karamap.tessellation import Tessellation

ALL, SHOWN = "all", "shown"
"""States of knowledge: everything that the record knows, or on each day what was known that day."""

Course = Mapping[str, tuple[tuple[date, Control], ...]]
"""For each place the days on which anything about it changes, oldest first; the first is the first day asked for."""


@dataclass(frozen=True)
class Series:
    """Who held what on the days from `first` to `last`, inclusive; geometry in the CRS of `karamap.tessellation`.

    `courses` has an entry for `ALL` and one for `SHOWN`, or a single one under the ISO date of `known_on`.
    """

    first: date
    last: date
    known_on: date | None
    show: Show
    theatre: Theatre
    layout: Layout
    courses: Mapping[str, Course]

    @property
    def outlines(self) -> Outlines:
        """The base layer."""
        return self.layout.outlines

    @property
    def tessellation(self) -> Tessellation:
        """The cells."""
        return self.layout.tessellation

    @property
    def mesh(self) -> Mesh:
        """The triangles over the sites."""
        return self.layout.mesh

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    @cached_property
    def sites(self) -> tuple[tuple[str, ...], ...]:
        """Ids of the places at each site, sorted: places at one position share a site."""
        members: defaultdict[int, list[str]] = defaultdict(list)
        for place_id in sorted(self.tessellation.cell_of):
            members[self.tessellation.cell_of[place_id]].append(place_id)
        return tuple(tuple(members[site]) for site in range(len(self.tessellation.cells)))

    @cached_property
    def unlocated(self) -> list[str]:
        """Ids of the settlements that nobody has located, sorted; they are counted and listed, never drawn."""
        places = self.theatre.gazetteer.places.values()
        return sorted(place.id for place in places if place.position is None and place.kind in SETTLEMENTS)

    def day(self, number: int) -> date:
        """The day of an index that counts from the first day."""
        return self.first + timedelta(days=number)

    def index(self, day: date) -> int:
        """The index of a day."""
        return (day - self.first).days

    def control(self, day: date, known: str) -> dict[str, Control]:
        """The conclusion for every place that any claim speaks of, on one day."""
        return {place_id: at(steps, day) for place_id, steps in self.courses[known].items()}


def take(
    theatre: Theatre, first: date, last: date, known_on: date | None = None, show: Show = Show.CLAIMED
) -> Series:
    """Everything known about a run of days.

    Args:
        theatre: the checked tables, from `karamap.checks.load`.
        first: the first day on the ground.
        last: the last one, inclusive; the same day for a series of one.
        known_on: leave out what was made public later; `None` leaves out nothing and adds the second course.
        show: whether a place moves on any claim, or only on what is conceded or agreed.

    Raises:
        DateError: the days are in reverse order, or lie outside the record.
    """
    if first > last:
        raise DateError(f"the first day, {first}, is after the last, {last}; give the earlier day first")
    for day in (first, last):
        check_days(theatre.record, day, known_on)
    record = theatre.record
    if known_on is None:
        courses = {
            ALL: course(record, first, last, None, show),
            SHOWN: course(record, first, last, None, show, as_shown=True),
        }
    else:
        courses = {known_on.isoformat(): course(record, first, last, known_on, show)}
    return Series(first, last, known_on, show, theatre, Layout.of(theatre), courses)


def course(
    record: Record,
    first: date,
    last: date,
    known_on: date | None = None,
    show: Show = Show.CLAIMED,
    *,
    as_shown: bool = False,
) -> Course:
    """How the conclusion for every place changes over the days, the same as `control_as_of` of each day.

    Each place is weighed once for each day on which one of its claims begins to count or is made public,
    never once a day.

    Args:
        record: parties, claims, citations.
        first: the first day.
        last: the last day, inclusive.
        known_on: leave out what was made public after this day.
        show: `CLAIMED` believes everybody; `CONCEDED` moves a place only on what is conceded or agreed.
        as_shown: on each day leave out what was made public after that day.
    """
    bearing = _bearing(record.known(known_on), record.claims)
    return {
        place_id: tuple(_steps(place_id, claims, first, last, show, as_shown=as_shown))
        for place_id, claims in sorted(bearing.items())
    }


def _bearing(heard: Iterable[Claim], claims: Mapping[str, Claim]) -> dict[str, list[Claim]]:
    """The claims about each place, and the retractions that reach one of them however indirectly."""
    by_place: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in heard:
        reached, seen = claim, {claim.id}
        while reached.stance == "retracts" and reached.target_id in claims and reached.target_id not in seen:
            reached = claims[reached.target_id]
            seen.add(reached.id)
        if reached.place_id is not None:
            by_place[reached.place_id].append(claim)
    return by_place


def _steps(
    place_id: str, claims: Sequence[Claim], first: date, last: date, show: Show, *, as_shown: bool
) -> Iterator[tuple[date, Control]]:
    weigh = conclude if show is Show.CLAIMED else conclude_hard
    turns = {claim.valid_from for claim in claims} | ({claim.reported_on for claim in claims} if as_shown else set())
    before: Control | None = None
    standing = None if as_shown else _about(place_id, claims)
    for day in (first, *sorted(turn for turn in turns if first < turn <= last)):
        heard = _about(place_id, (c for c in claims if c.reported_on <= day)) if standing is None else standing
        valid = [claim for claim in heard if claim.valid_from <= day]
        found = weigh(place_id, valid) if valid else no_report(place_id)
        if found != before:
            yield day, found
        before = found


def _about(place_id: str, claims: Iterable[Claim]) -> list[Claim]:
    """The claims on who holds a place that nobody has taken back."""
    return [claim for claim in standing_claims(claims) if claim.place_id == place_id and claim.subject is None]


def at(steps: Sequence[tuple[date, Control]], day: date) -> Control:
    """The conclusion that holds on a day."""
    return next(control for begin, control in reversed(steps) if begin <= day)


def site_holders(series: Series, known: str) -> list[list[tuple[date, str]]]:
    """For each site the days on which its holder changes, from the first day on; empty where there is none.

    If the places at one site have different holders, it goes to the one that more of them name, and to none
    if that is a tie: the ground cannot be divided at one point.
    """
    found = series.courses[known]
    silent = {place_id: ((series.first, no_report(place_id)),) for site in series.sites for place_id in site}
    return [_elections([found.get(place_id, silent[place_id]) for place_id in site]) for site in series.sites]


def _elections(courses: Sequence[Sequence[tuple[date, Control]]]) -> list[tuple[date, str]]:
    turns: list[tuple[date, str]] = []
    for day in sorted({day for steps in courses for day, _ in steps}):
        holder = elected(at(steps, day).holder for steps in courses)
        if not turns or turns[-1][1] != holder:
            turns.append((day, holder))
    return turns


def elected(holders: Iterable[str]) -> str:
    """The holder that most places of a site name; none if they are evenly divided."""
    votes = Counter(filter(None, holders)).most_common(2)
    if not votes or (len(votes) > 1 and votes[0][1] == votes[1][1]):
        return ""
    return votes[0][0]
