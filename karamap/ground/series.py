"""Who held what on every day of a run of days, stated once and then by what changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from karamap.errors import DateError
from karamap.gazetteer.schema import SETTLEMENTS
from karamap.ground.evidence import Evidence, Method, evidence_for
from karamap.ground.layout import Layout
from karamap.ground.mesh import Mesh
from karamap.ground.model import as_claimed, assess
from karamap.ground.surface import surface
from karamap.ground.tessellation import Tessellation
from karamap.record.control import Control, Show
from karamap.record.timeline import ALL, SHOWN, Course, Turn, changes_of, check_days, place_turns
from karamap.theatre.outlines import Outlines
from karamap.theatre.theatre import Theatre


@dataclass(frozen=True)
class Series:
    """Who held what on the days from `first` to `last`, inclusive.

    `turns` has an entry for `ALL` and one for `SHOWN`, or a single one under the ISO date of `known_on`.
    """

    first: date
    last: date
    known_on: date | None
    show: Show
    method: Method
    theatre: Theatre
    layout: Layout
    turns: Mapping[str, Mapping[str, tuple[Turn, ...]]]

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
    def courses(self) -> Mapping[str, Course]:
        """How the conclusions change, by state of knowledge and place."""
        return {
            known: {place_id: changes_of(turns) for place_id, turns in places.items()}
            for known, places in self.turns.items()
        }

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
        return {
            place_id: next(control for begin, control in reversed(steps) if begin <= day)
            for place_id, steps in self.courses[known].items()
        }


def take(
    theatre: Theatre,
    first: date,
    last: date,
    known_on: date | None = None,
    show: Show = Show.CLAIMED,
    method: Method = Method.ASSESSED,
    layout: Layout | None = None,
) -> Series:
    """Everything known about a run of days.

    Args:
        theatre: the checked tables, from `karamap.theatre.loader.load`.
        first: the first day on the ground.
        last: the last one, inclusive; the same day for a series of one.
        known_on: leave out what was made public later; `None` leaves out nothing and adds the second course.
        show: whether a place moves on any claim, or only on what is conceded or agreed.
        method: whether ground is assessed from all that is said around it, or just goes with the nearest place.
        layout: the theatre's layout, if it is at hand.

    Raises:
        DateError: the days are in reverse order, or lie outside the record.
    """
    if first > last:
        raise DateError(f"the first day, {first}, is after the last, {last}; give the earlier day first")
    for day in (first, last):
        check_days(theatre.record, day, known_on)
    record = theatre.record
    if known_on is None:
        turns = {
            ALL: place_turns(record, first, last, None, show),
            SHOWN: place_turns(record, first, last, None, show, as_shown=True),
        }
    else:
        turns = {known_on.isoformat(): place_turns(record, first, last, known_on, show)}
    return Series(first, last, known_on, show, method, theatre, layout or Layout.of(theatre), turns)


@dataclass(frozen=True)
class Ground:
    """The ground on one day and until it changes: by site the holder and how sure, by holder the area in km².

    `areas` gives for each holder the area, and the least and the most that it may be; see `karamap.ground.surface`.
    """

    day: date
    holders: tuple[str, ...]
    levels: tuple[int, ...]
    areas: Mapping[str, tuple[float, float, float]]


def grounds(series: Series, known: str) -> Iterator[Ground]:
    """The ground on the first day, and again on every day on which it changes."""
    before: tuple[tuple[str, ...], tuple[int, ...]] | None = None
    for day, said in _said(series, known):
        if series.method is Method.CLAIMED:
            found = as_claimed(series.tessellation, {place_id: item.holder for place_id, item in said.items()})
        else:
            found = assess(series.tessellation, said)
        state = tuple(found.parties[number] for number in found.holder.tolist()), tuple(found.level.tolist())
        if state != before:
            yield Ground(day, *state, surface(series.mesh, found).areas)
        before = state


def _said(series: Series, known: str) -> Iterator[tuple[date, Mapping[str, Evidence]]]:
    """What is said of every place, on the first day and on every day on which that changes."""
    said: dict[str, Evidence] = {}
    turning: defaultdict[date, list[Turn]] = defaultdict(list)
    for turns in series.turns[known].values():
        for turn in turns:
            turning[turn.day].append(turn)
    drawn: dict[str, Turn] = {}
    for day in map(series.day, range(series.days)):
        changed = day == series.first
        for turn in ({turn.control.place_id: turn for turn in (*drawn.values(), *turning[day])}).values():
            place_id = turn.control.place_id
            found = _evidence(series, turn, day)
            if found is not None and found.coming:  # what a later report tells weighs more from day to day
                drawn[place_id] = turn
            else:
                drawn.pop(place_id, None)
            if found != said.get(place_id):
                changed = True
                said.pop(place_id, None)
                if found is not None:
                    said[place_id] = found
        if changed:
            yield day, said


def _evidence(series: Series, turn: Turn, day: date) -> Evidence | None:
    if not turn.control.holder:
        return None
    later = turn.later if series.method is Method.ASSESSED else ()
    return evidence_for(turn.control, turn.counting, later, day, series.show)
