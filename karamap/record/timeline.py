"""Who held each place, or zone, on any day, from the claims known on a day: the only room that weighs them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from karamap.errors import DateError
from karamap.record.changes import Kind, kind_of_change
from karamap.record.claims import Claim, Record
from karamap.record.control import Control, Show, conclude, conclude_corroborated, no_report, standing_claims
from karamap.record.schema import Stance
from karamap.record.ties import Ties

ALL, SHOWN = "all", "shown"
"""States of knowledge: everything that the record knows, or on each day what was known that day."""


ChangePoints = Mapping[str, tuple[tuple[date, Control], ...]]
"""For each place the days on which its conclusion changes, oldest first; the first is the first day asked for."""

Weigh = Callable[[str, Sequence[Claim], date], Control]
"""What concludes from the claims about a place that count by a day."""


@dataclass(frozen=True, slots=True)
class Interval:
    """One place from a day on, up to its next interval.

    `control` is concluded from `counting`, the claims about it that count by then; `later` are those that had been made
    public and count from a later day. The rest says why the interval begins: claims in `came` did not count before,
    those in `went` no longer do, since somebody took them back.
    """

    day: date
    control: Control
    counting: tuple[Claim, ...]
    later: tuple[Claim, ...]
    came: tuple[Claim, ...] = ()
    went: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """Ids of the places that have another holder than the day before, each list sorted and no place in two.

    `dated` are those reported as coming to their present holder on that very day; `undated` count as the holder's from
    it, while the change came on some day that no source gives. `learned` are another's by what was made public or
    admitted on it, though the change counts from an earlier day. A place may also have come to be contested.
    """

    dated: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    learned: tuple[str, ...] = ()

    @property
    def first_counted(self) -> tuple[str, ...]:
        """Ids of the places that count as their present holder's from the day on, sorted."""
        return tuple(sorted((*self.dated, *self.undated)))

    @property
    def kinds(self) -> Mapping[str, str]:
        """How each of the places changed, by its id: `dated`, `undated` or `learned`."""
        return {place_id: kind.value for kind in Kind for place_id in getattr(self, kind.value)}


@dataclass(frozen=True)
class Timeline:
    """The conclusion for every place on every day.

    Each place is weighed once for each day on which one of its claims begins to count (or is made public, if
    `as_shown`), when it is first asked for, and never once a day.

    Args:
        record: parties, claims, citations.
        known_on: leave out what was made public after this day; `None` leaves out nothing.
        show: `CLAIMED` believes everybody; `CONFIRMED` moves a place only on what is confirmed or agreed.
        as_shown: leave out on each day what was made public after it.
        about_zones: weigh the claims about zones instead of those about places; what is said of places here then goes
            for zones. `zones` is such a timeline beside this one, so that nobody counts the ones among the others.
    """

    record: Record
    known_on: date | None = None
    show: Show = Show.CLAIMED
    as_shown: bool = False
    about_zones: bool = False

    @cached_property
    def zones(self) -> Timeline:
        """The same for zones, by zone id; in a `Control` of theirs this stands where a place has its own."""
        return replace(self, about_zones=True)

    @property
    def knowledge(self) -> str:
        """What is known, in a word: `ALL`, `SHOWN` or the day of `known_on` in ISO 8601."""
        if self.as_shown:
            return SHOWN
        return self.known_on.isoformat() if self.known_on else ALL

    def known_by(self, day: date) -> date | None:
        """The day after which what was made public is left out of the conclusions for a day; None for nothing."""
        if not self.as_shown:
            return self.known_on
        return min(day, self.known_on or day)

    def at(self, day: date) -> dict[str, Control]:
        """The conclusion for every place of which some claim counts by a day (inclusive), by place id."""
        states = (place.state(place.index(day)) for place in self._places.values())
        return {state.control.place_id: state.control for state in states if state.counting}

    def interval(self, place_id: str, day: date) -> Interval:
        """The interval of one place that a day lies in; it begins on that day or earlier."""
        place = self._places.get(place_id)
        return place.interval(place.index(day)) if place else Interval(date.min, no_report(place_id), (), ())

    def intervals(self, place_id: str, first: date = date.min, last: date = date.max) -> tuple[Interval, ...]:
        """The intervals of one place within some days, oldest first; the first one begins on `first`."""
        place = self._places.get(place_id)
        if place is None:
            return (Interval(first, no_report(place_id), (), ()),)
        begins, ends = place.index(first), place.index(last)
        following = map(place.interval, range(begins + 1, ends + 1))
        if place.days[begins] == first:
            return (place.interval(begins), *following)
        state = place.state(begins)
        return (Interval(first, state.control, state.counting, state.later), *following)

    def between(self, first: date, last: date) -> dict[str, tuple[Interval, ...]]:
        """The intervals within some days of every place that any claim speaks of, by place id.

        Args:
            first: the first day, inclusive; the first interval of every place begins on it.
            last: the last one, inclusive.
        """
        return {place_id: self.intervals(place_id, first, last) for place_id in self._places}

    def change_points(self, first: date, last: date) -> ChangePoints:
        """The same where the conclusion itself changes, not only what it rests on."""
        return {place_id: _change_points(intervals) for place_id, intervals in self.between(first, last).items()}

    def changed_on(self, day: date) -> Changed:
        """The places that changed on a day; nothing changes on the first day of the record."""
        kinds: defaultdict[str, list[str]] = defaultdict(list)
        for place_id in self._turning.get(day, ()) if day > self.record.first_day else ():
            place = self._places[place_id]
            before, after = (place.state(place.index(day) - back).control for back in (1, 0))
            before = before.on(day, self.record.ties.party_on)
            if kind := kind_of_change(before, after, day - timedelta(days=1)):
                kinds[kind.value].append(place_id)
        return Changed(**{kind: tuple(place_ids) for kind, place_ids in kinds.items()})

    def subject_of(self, claim: Claim) -> str | None:
        """The id of the place that a claim is about, or of the zone if zones are weighed; None if it is about none."""
        return claim.zone_id if self.about_zones else claim.place_id

    @cached_property
    def _places(self) -> Mapping[str, _Place]:
        """What there is to weigh, by place id, sorted."""
        bearing = _bearing(self.record.known(self.known_on), self.record.claims, self.subject_of)
        conclusion = conclude if self.show is Show.CLAIMED else conclude_corroborated
        ties, observed = self.record.ties, self.record.observed

        def weigh(place_id: str, claims: Sequence[Claim], day: date) -> Control:
            return conclusion(place_id, claims, observed, day, ties.party_on)

        return {
            place_id: _Place(place_id, claims, weigh, ties, as_shown=self.as_shown)
            for place_id, claims in sorted(bearing.items())
        }

    @cached_property
    def _turning(self) -> Mapping[date, Sequence[str]]:
        """Ids of the places of which an interval begins, sorted, by day."""
        turning: defaultdict[date, list[str]] = defaultdict(list)
        for place_id, place in self._places.items():
            for day in place.days:
                turning[day].append(place_id)
        return turning


class _Place:
    """The claims about one place, the days on which what counts of them may change, and each conclusion once made."""

    def __init__(self, place_id: str, claims: Sequence[Claim], weigh: Weigh, ties: Ties, *, as_shown: bool) -> None:
        self._place_id, self._claims, self._as_shown = place_id, claims, as_shown
        self._conclude = weigh
        self._standing = _standing(place_id, claims)
        made_public = {claim.reported_on for claim in claims} if as_shown else set()
        turning = ties.turning_days({claim.holder for claim in claims if claim.holder})
        self.days = (date.min, *sorted({claim.valid_from for claim in claims} | made_public | turning))
        self._states: dict[int, Interval] = {}

    def index(self, day: date) -> int:
        """The number of the interval that a day lies in; number 0 is before all claims."""
        return bisect_right(self.days, day) - 1

    def interval(self, number: int) -> Interval:
        """One interval, with what makes it differ from the one before."""
        state = self.state(number)
        if not number:
            return state
        before, counting = self.state(number - 1).counting, state.counting
        came = tuple(claim for claim in counting if claim not in before)
        went = tuple(claim for claim in before if claim not in counting)
        return Interval(state.day, state.control, counting, state.later, came, went)

    def state(self, number: int) -> Interval:
        """One interval without why it begins, weighed when it is first asked for."""
        if number not in self._states:
            self._states[number] = self._weigh(self.days[number])
        return self._states[number]

    def _weigh(self, day: date) -> Interval:
        public = self._public(day)
        counting = tuple(claim for claim in public if claim.valid_from <= day)
        later = tuple(claim for claim in public if claim.valid_from > day)
        control = self._conclude(self._place_id, counting, day) if counting else no_report(self._place_id)
        return Interval(day, control, counting, later)

    def _public(self, day: date) -> list[Claim]:
        """The claims on who holds the place that had been made public and that nobody had taken back."""
        if not self._as_shown:
            return self._standing
        return _standing(self._place_id, (claim for claim in self._claims if claim.reported_on <= day))


def _bearing(
    heard: Iterable[Claim], claims: Mapping[str, Claim], subject_of: Callable[[Claim], str | None]
) -> dict[str, list[Claim]]:
    """The claims about each place, and the retractions that reach one of them however indirectly."""
    by_place: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in heard:
        reached, seen = claim, {claim.id}
        while reached.stance is Stance.RETRACTS:
            target = claims.get(reached.target_id or "")
            if target is None or target.id in seen:
                break
            reached = target
            seen.add(reached.id)
        if (place_id := subject_of(reached)) is not None:
            by_place[place_id].append(claim)
    return by_place


def _standing(place_id: str, claims: Iterable[Claim]) -> list[Claim]:
    """The claims on who holds a place that nobody has taken back."""
    return [
        claim
        for claim in standing_claims(claims)
        if (claim.place_id or claim.zone_id) == place_id and claim.subject is None
    ]


def _change_points(intervals: Iterable[Interval]) -> tuple[tuple[date, Control], ...]:
    points: list[tuple[date, Control]] = []
    for interval in intervals:
        if not points or points[-1][1] != interval.control:
            points.append((interval.day, interval.control))
    return tuple(points)


def control_as_of(
    record: Record, as_of: date, known_on: date | None = None, show: Show = Show.CLAIMED
) -> dict[str, Control]:
    """Who held every place that the record speaks of, by place id: one day of a `Timeline`."""
    return Timeline(record, known_on, show).at(as_of)


def holders(control: Mapping[str, Control]) -> dict[str, str]:
    """The holder of each place that has one."""
    return {place_id: item.holder for place_id, item in control.items() if item.holder}


def check_days(record: Record, as_of: date, known_on: date | None) -> None:
    """Refuse dates that the record cannot answer for."""
    first, last = record.first_day, record.last_day
    if as_of < first:
        raise DateError(
            f"{as_of} is before the record, which begins with the state of {first}; choose {first} or later"
        )
    if as_of > last:
        raise DateError(
            f"{as_of} is after the record, which ends on {last}; choose {last} or earlier"
            " (record.ends_on in theatre.toml says how far it goes)"
        )
    if known_on is not None and known_on < first:
        raise DateError(f"nothing in the record was known on {known_on}; choose {first} or later")


def check_knowledge(first: date, last: date) -> None:
    """Refuse to compare what was known on a day with what was known on an earlier one."""
    if first > last:
        raise DateError(f"what was known on {first} is more than on {last}; give the earlier day first")


def check_run(record: Record, first: date, last: date, known_on: date | None) -> None:
    """Refuse a run of days that the record cannot answer for, or that ends before it begins."""
    if first > last:
        raise DateError(f"the first day, {first}, is after the last, {last}; give the earlier day first")
    for day in (first, last):
        check_days(record, day, known_on)
