"""Who held what on every day of a run of days, stated once and then by what changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Self

import numpy as np

from karamap.errors import DateError
from karamap.ground.assessed import Assessed, at_site, differing
from karamap.ground.evidence import NO_REPORT, Evidence, Fighting, Method, evidence_for
from karamap.ground.laid_out import LaidOut
from karamap.ground.layout import Layout
from karamap.ground.model import Assessment, Assessor, by_cell, named_in, without_inference
from karamap.ground.snapshot import Snapshot
from karamap.ground.surface import Surface, surface
from karamap.ground.tessellation import Tessellation
from karamap.ground.zones import turning_days
from karamap.record.control import Show
from karamap.record.panel import Steps, steps
from karamap.record.timeline import Changed, ChangePoints, Interval, Timeline, check_run
from karamap.theatre.theatre import Theatre

MOST_DAYS = 36_525
"""So many days one series has at the most: a century."""


@dataclass(frozen=True)
class Series(LaidOut):
    """Who held what on the days from `first` to `last`, inclusive.

    `timelines` has an entry for each state of knowledge, by `Timeline.knowledge`: all that is known and what was known
    on each day, or a single one that leaves out what was made public after `known_on`.
    """

    first: date
    last: date
    known_on: date | None
    show: Show
    timelines: Mapping[str, Timeline]

    @classmethod
    def between(
        cls,
        theatre: Theatre,
        first: date,
        last: date,
        known_on: date | None = None,
        show: Show = Show.CLAIMED,
        method: Method = Method.ASSESSED,
        layout: Layout | None = None,
    ) -> Self:
        """Everything known about a run of days.

        Args:
            theatre: the checked tables, from `karamap.theatre.loader.load`.
            first: the first day on the ground.
            last: the last one, inclusive; the same day for a series of one.
            known_on: leave out what was made public later; `None` leaves out nothing and adds the second timeline.
            show: whether a place moves on any claim, or only on what is confirmed or agreed.
            method: whether ground is assessed from all that is said around it, or just goes with the nearest place.
            layout: the theatre's layout, if it is at hand.

        Raises:
            DateError: the days are in reverse order, lie outside the record, or are more than `MOST_DAYS`.
        """
        check_run(theatre.record, first, last, known_on)
        if (days := (last - first).days + 1) > MOST_DAYS:
            raise DateError(f"{days:,} days are too many for one series; choose at most {MOST_DAYS:,}")
        timelines = [Timeline(theatre.record, known_on, show)]
        if known_on is None:
            timelines.append(Timeline(theatre.record, None, show, as_shown=True))
        named = {timeline.knowledge: timeline for timeline in timelines}
        return cls(theatre, layout or Layout.of(theatre), method, first, last, known_on, show, named)

    @classmethod
    def of_snapshot(cls, shot: Snapshot) -> Self:
        """The one day of a snapshot, in the one state of knowledge that it has."""
        timelines = {shot.timeline.knowledge: shot.timeline}
        day = shot.as_of
        return cls(shot.theatre, shot.layout, shot.method, day, day, shot.known_on, shot.show, timelines)

    def as_known(self, known: str) -> Self:
        """The same days in one state of knowledge alone, one of `timelines`."""
        return replace(self, timelines={known: self.timelines[known]})

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    @cached_property
    def change_points(self) -> Mapping[str, ChangePoints]:
        """How the conclusions change, by state of knowledge and place."""
        return {known: timeline.change_points(self.first, self.last) for known, timeline in self.timelines.items()}

    @cached_property
    def changes(self) -> Mapping[str, Mapping[date, Changed]]:
        """The places that change on each day on which one does, by state of knowledge; see `Timeline.changed_on`.

        On the first day of the series nothing is learned, since the series does not show the day before.
        """
        return {known: dict(self._changes(timeline)) for known, timeline in self.timelines.items()}

    def _changes(self, timeline: Timeline) -> Iterator[tuple[date, Changed]]:
        for day in map(self.day, range(self.days)):
            changed = timeline.changed_on(day)
            if day == self.first:
                changed = replace(changed, learned=())
            if changed.kinds:
                yield day, changed

    @cached_property
    def sites(self) -> tuple[tuple[str, ...], ...]:
        """Ids of the places at each site, sorted: places at one position share a site."""
        members: defaultdict[int, list[str]] = defaultdict(list)
        for place_id in sorted(self.tessellation.cell_of):
            members[self.tessellation.cell_of[place_id]].append(place_id)
        return tuple(tuple(members[site]) for site in range(len(self.tessellation.cells)))

    def day(self, number: int) -> date:
        """The day of an index that counts from the first day."""
        return self.first + timedelta(days=number)

    def index(self, day: date) -> int:
        """The index of a day."""
        return (day - self.first).days


@dataclass(frozen=True)
class Ground:
    """The ground on one day and until it changes: by site the holder and how sure, by holder the area in km².

    The sites of places come first, then those that zones add.

    `held_before` is by site the party before the holder came by arms, else the holder, `last_words` the day of which
    the newest claim speaks that bears on it. `areas` gives for each holder the area, and the least and the most that it
    may be, `coalition_areas` the same for each coalition of the day of which two parties hold ground; see
    `karamap.ground.surface`.
    """

    day: date
    holders: tuple[str, ...]
    levels: tuple[int, ...]
    held_before: tuple[str, ...]
    last_words: tuple[date | None, ...]
    areas: Mapping[str, tuple[float, float, float]]
    coalition_areas: Mapping[str, tuple[float, float, float]]

    def differs(self, other: Ground) -> bool:
        """Whether anything but the day is another than in some other ground."""
        return replace(self, day=other.day) != other


def grounds(series: Series, known: str) -> Iterator[Ground]:
    """The ground on the first day, and again on every day on which it changes.

    Args:
        series: the days.
        known: a state of knowledge, one of `series.timelines`.
    """
    before: Ground | None = None
    for day, assessment, state in surfaces(series, known):
        ground = Ground(
            day,
            tuple(np.array(assessment.parties)[assessment.holder].tolist()),
            tuple(assessment.level.tolist()),
            tuple(np.array(assessment.parties)[assessment.held_before].tolist()),
            assessment.last_word,
            state.areas,
            state.coalition_areas(series.record.ties.coalitions_on(day)),
        )
        if before is None or ground.differs(before):
            yield ground
        before = ground


def assessed_by_place(series: Series, known: str) -> dict[str, list[tuple[date, Assessed | None]]]:
    """Who is assessed to hold the ground at each place, and how surely, from the first day on and as that changes.

    None stands where nothing is assessed: nobody has reported on the place.

    Args:
        series: the days.
        known: a state of knowledge, one of `series.timelines`.
    """
    cell_of = series.tessellation.cell_of
    places_of: defaultdict[int, list[str]] = defaultdict(list)
    for place_id, site in cell_of.items():
        places_of[site].append(place_id)
    steps_of: dict[str, list[tuple[date, Assessed | None]]] = {place_id: [] for place_id in cell_of}
    before: Surface | None = None
    for day, _, state in surfaces(series, known):
        for site in places_of if before is None else differing(before, state):
            found = at_site(state, site)
            for place_id in places_of.get(site, ()):
                own = steps_of[place_id]
                if not own or own[-1][1] != found:
                    own.append((day, found))
        before = state
    return steps_of


def panel_steps(series: Series) -> Steps:
    """Who held every place on every day, and who is assessed to hold its ground, in the usual state of knowledge."""
    known, timeline = next(iter(series.timelines.items()))
    return steps(timeline, sorted(series.gazetteer.places), assessed_by_place(series, known))


def surfaces(series: Series, known: str) -> Iterator[tuple[date, Assessment, Surface]]:
    """What is assessed, and its surface, on the first day and on every day on which anything that is said changes.

    Args:
        series: the days.
        known: a state of knowledge, one of `series.timelines`.
    """
    kept, timeline = _KeptAssessment(series.tessellation), series.timelines[known]
    fighting = Fighting.of(timeline)
    for day, news in _news(series, timeline, fighting):
        assessment = series.with_zones(kept.update(news), timeline, day)
        age = fighting.since(assessment.last_word, day, timeline.known_by(day))
        if series.method is Method.CLAIMED:
            age = np.zeros_like(age)
        yield day, assessment, surface(series.mesh, assessment, age)


def _news(
    series: Series, timeline: Timeline, fighting: Fighting
) -> Iterator[tuple[date, Mapping[str, Evidence | None]]]:
    """What is said of all places on the first day, and on every other day on which that changes, of those of which.

    A day on which a zone may come to another holder is among them though nothing new be said of any place, and so are
    one on which a coalition changes, and one of fighting, which makes what was said before older.
    """
    turning = {*fighting.days, *fighting.known_from}
    turning |= turning_days(series.theatre.zones, timeline, series.first, series.last)
    turning |= series.record.ties.days_of_coalitions
    beginning: defaultdict[date, dict[str, Interval]] = defaultdict(dict)
    for place_id, intervals in timeline.between(series.first, series.last).items():
        for interval in intervals:
            beginning[interval.day][place_id] = interval
    said: dict[str, Evidence | None] = {}
    nearing: dict[str, Interval] = {}
    for day in map(series.day, range(series.days)):
        news: dict[str, Evidence | None] = {}
        for place_id, interval in {**nearing, **beginning.get(day, {})}.items():
            item = _evidence(series, interval, day)
            nearing.pop(place_id, None)
            if any(claim.earliest is not None for claim in interval.later):  # a span weighs more from day to day
                nearing[place_id] = interval
            if item != said.get(place_id):
                said[place_id] = news[place_id] = item
        if news or day == series.first or day in turning:
            yield day, news


def _evidence(series: Series, interval: Interval, day: date) -> Evidence | None:
    control = interval.control
    if not control.holder and (not control.contested or series.method is Method.CLAIMED):
        return None
    if series.method is Method.CLAIMED:
        return without_inference(control.holder)
    party_on, silence = series.record.ties.party_on, series.theatre.settings.silence
    return evidence_for(interval, day, silence, series.towns, series.show, party_on)


class _KeptAssessment:
    """What is said of all places, kept from day to day, and what it comes to, the same as of all that at once."""

    def __init__(self, tessellation: Tessellation) -> None:
        self._tessellation = tessellation
        self._said: dict[str, Evidence] = {}
        self._of_cell: dict[int, Evidence | None] = {}
        self._named: Counter[str] = Counter()
        self._parties: tuple[str, ...] = ()

    def update(self, news: Mapping[str, Evidence | None]) -> Assessment:
        """Take in what is now said of some places, by place id; `None` is no report."""
        for place_id, item in news.items():
            self._said.pop(place_id, None)
            if item is not None:
                self._said[place_id] = item
        touched = {cell for place_id in news if (cell := self._tessellation.cell_of.get(place_id)) is not None}
        of_cell = by_cell(self._tessellation, self._said, touched if self._of_cell else None)
        for cell, item in of_cell.items():
            self._named.subtract(named_in(self._of_cell.get(cell)))
            self._named.update(named_in(item))
        self._of_cell.update(of_cell)
        parties = (NO_REPORT, *sorted(+self._named))
        if parties != self._parties:  # probabilities are shared out among the parties that somebody names
            self._parties, self._assessor = parties, Assessor(self._tessellation, parties)
            self._assessor.update(self._of_cell)
        elif of_cell:
            self._assessor.update(of_cell)
        return self._assessor.assessment()
