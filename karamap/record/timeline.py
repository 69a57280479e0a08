"""Who held each place on any day, from the claims known on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from karamap.errors import DateError
from karamap.record.claims import Claim, Record
from karamap.record.control import Control, Show, conclude, conclude_hard, no_report, standing_claims


def control_as_of(
    record: Record, as_of: date, known_on: date | None = None, show: Show = Show.CLAIMED
) -> dict[str, Control]:
    """Who held every place that the record speaks of, by place id.

    Args:
        record: parties, claims, citations.
        as_of: the day on the ground; a claim counts from its `valid_from`, inclusive.
        known_on: leave out what was made public after this day; `None` leaves out nothing.
        show: `CLAIMED` believes everybody; `CONCEDED` moves a place only on what is conceded or agreed.
    """
    weigh = conclude if show is Show.CLAIMED else conclude_hard
    by_place = claims_by_place(record, known_on)
    valid = (
        (place_id, [claim for claim in claims if claim.valid_from <= as_of]) for place_id, claims in by_place.items()
    )
    return {place_id: weigh(place_id, claims) for place_id, claims in valid if claims}


def claims_by_place(record: Record, known_on: date | None = None) -> dict[str, list[Claim]]:
    """The claims about who holds a place that had been made public and not taken back by a day."""
    by_place: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in standing_claims(record.known(known_on)):
        if claim.place_id is not None and claim.subject is None:
            by_place[claim.place_id].append(claim)
    return by_place


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
        raise DateError(f"{as_of} is after the record, which ends with the change of {last}; choose {last} or earlier")
    if known_on is not None and known_on < first:
        raise DateError(f"nothing in the record was known on {known_on}; choose {first} or later")


ALL, SHOWN = "all", "shown"
"""States of knowledge: everything that the record knows, or on each day what was known that day."""


Course = Mapping[str, tuple[tuple[date, Control], ...]]
"""For each place the days on which anything about it changes, oldest first; the first is the first day asked for."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A place from a day on: the conclusion, the claims that count by then, and those that count from a later day."""

    day: date
    control: Control
    counting: tuple[Claim, ...]
    later: tuple[Claim, ...]


def place_turns(
    record: Record, first: date, last: date, known_on: date | None, show: Show, *, as_shown: bool = False
) -> dict[str, tuple[Turn, ...]]:
    """What is concluded for every place, the same as `control_as_of` of each day; `as_shown`: as known that day.

    Each place is weighed once for each day on which one of its claims begins to count or is made public,
    never once a day.
    """
    bearing = _bearing(record.known(known_on), record.claims)
    return {
        place_id: tuple(_course(place_id, claims, first, last, show, as_shown=as_shown))
        for place_id, claims in sorted(bearing.items())
    }


def _bearing(heard: Iterable[Claim], claims: Mapping[str, Claim]) -> dict[str, list[Claim]]:
    """The claims about each place, and the retractions that reach one of them however indirectly."""
    by_place: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in heard:
        reached, seen = claim, {claim.id}
        while (
            reached.stance == "retracts" and (target := claims.get(reached.target_id or "")) and target.id not in seen
        ):
            reached = target
            seen.add(reached.id)
        if reached.place_id is not None:
            by_place[reached.place_id].append(claim)
    return by_place


def _course(
    place_id: str, claims: Sequence[Claim], first: date, last: date, show: Show, *, as_shown: bool
) -> Iterator[Turn]:
    weigh = conclude if show is Show.CLAIMED else conclude_hard
    days = {claim.valid_from for claim in claims} | ({claim.reported_on for claim in claims} if as_shown else set())
    standing = _about(place_id, claims)
    for day in (first, *sorted(turn for turn in days if first < turn <= last)):
        heard = _about(place_id, (claim for claim in claims if claim.reported_on <= day)) if as_shown else standing
        counting = tuple(claim for claim in heard if claim.valid_from <= day)
        later = tuple(claim for claim in heard if claim.valid_from > day)
        yield Turn(day, weigh(place_id, counting) if counting else no_report(place_id), counting, later)


def _about(place_id: str, claims: Iterable[Claim]) -> list[Claim]:
    """The claims on who holds a place that nobody has taken back."""
    return [claim for claim in standing_claims(claims) if claim.place_id == place_id and claim.subject is None]


def changes_of(turns: Iterable[Turn]) -> tuple[tuple[date, Control], ...]:
    """The days on which the conclusion itself changes, with what it changes to."""
    steps: list[tuple[date, Control]] = []
    for turn in turns:
        if not steps or steps[-1][1] != turn.control:
            steps.append((turn.day, turn.control))
    return tuple(steps)
