"""Who holds each place as of a date, from the claims known on a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import reduce
from typing import Any

from karamap.claims import Claim, Record
from karamap.errors import DateError
from karamap.gazetteer.places import Gazetteer

MUTUAL_BASES = frozenset({"agreement", "handover"})
"""Bases that both sides are bound by: a signed arrangement, or a handover made under one."""


class Standing(Enum):
    """How far a conclusion is carried: by one side's word, or by more than that."""

    NONE = "none"
    CLAIMED = "claimed"
    CONCEDED = "conceded"
    DISPUTED = "disputed"
    AGREED = "agreed"

    def combine(self, other: Standing) -> Standing:
        """The standing that two pieces of evidence have together; the order never matters.

        An agreement outweighs everything. A denial that its own side has not taken back outweighs the
        word of third parties, so `disputed` outweighs `conceded`; both outweigh a bare claim.
        """
        return max(self, other, key=_LADDER.index)


_LADDER = tuple(Standing)

HARD = frozenset({Standing.CONCEDED, Standing.AGREED})
"""Standings that rest on more than the word of the side that gained."""


@dataclass(frozen=True, slots=True)
class Control:
    """The conclusion for one place on one day.

    `holder` is a party id, empty where nothing is reported. `since` is the first day of the present
    holding, `dated` whether the change is known to that very day, `last_reported` the day of the newest
    claim that bears on it, `claims` the ids of every claim that bears on it, oldest first.
    """

    place_id: str
    holder: str
    standing: Standing
    since: date | None
    dated: bool
    last_reported: date | None
    claims: tuple[str, ...]

    def changed_on(self, day: date) -> bool:
        """Whether the place counts as its present holder's from this very day."""
        return bool(self.holder) and self.since == day


def no_report(place_id: str) -> Control:
    """The conclusion for a place that no claim speaks of."""
    return Control(place_id, "", Standing.NONE, None, False, None, ())


class Show(Enum):
    """How much it takes for a claim to move a place."""

    CLAIMED = "claimed"
    CONCEDED = "conceded"


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


def standing_claims(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that nobody has taken back: retractions and what they retract are left out.

    A retraction that is itself taken back takes nothing back.
    """
    heard = list(claims)
    retractions: defaultdict[str | None, list[Claim]] = defaultdict(list)
    for claim in heard:
        if claim.stance == "retracts":
            retractions[claim.target_id].append(claim)

    def withdrawn(claim: Claim, above: frozenset[str] = frozenset()) -> bool:
        by = (retraction for retraction in retractions.get(claim.id, ()) if retraction.id not in above)
        return any(not withdrawn(retraction, above | {claim.id}) for retraction in by)

    return [claim for claim in heard if claim.stance != "retracts" and not withdrawn(claim)]


def conclude(place_id: str, claims: Sequence[Claim]) -> Control:
    """Weigh all claims about one place that are valid by now; their order never matters.

    The holder is the one that the latest affirming claim names: latest by the day it counts from, then
    by the day it was reported. The holding is the unbroken run of claims for that holder up to it.
    """
    affirming = in_order(claim for claim in claims if claim.stance == "affirms")
    if not affirming:
        return replace(no_report(place_id), last_reported=_last_reported(claims), claims=_ids(claims))
    holder = affirming[-1].holder or ""
    start = max((at + 1 for at, claim in enumerate(affirming) if (claim.holder or "") != holder), default=0)
    holding, before = affirming[start:], affirming[:start]
    loser = before[-1].holder if before else None
    denials = [claim for claim in claims if _denies(claim, holder, since=holding[0].valid_from)]
    bearing = [*holding, *denials]
    return Control(
        place_id,
        holder,
        standing_of(holding, denials, loser),
        holding[0].valid_from,
        holding[0].earliest is None and holding[0].latest is None,
        _last_reported(bearing),
        _ids(bearing),
    )


def conclude_hard(place_id: str, claims: Sequence[Claim]) -> Control:
    """The newest conclusion that is conceded or agreed: holdings that only one side claims are set aside."""
    left = list(claims)
    while left:
        found = conclude(place_id, left)
        if found.standing in HARD:
            return found
        bearing = set(found.claims)
        left = [claim for claim in left if claim.id not in bearing]
    return no_report(place_id)


def standing_of(holding: Iterable[Claim], denials: Iterable[Claim], loser: str | None) -> Standing:
    """The standing of a holding, from the claims for it, the denials of it, and the party that lost the place.

    Each piece of evidence has a standing of its own and `Standing.combine` is all that joins them:
    an agreement or handover `agreed`; the word of the loser, of an independent voice, or of a baseline
    `conceded`; the word of anybody else `claimed`; a denial `disputed` until its own side says otherwise.
    """
    holding = list(holding)
    admitted = {claim.side: max(c.reported_on for c in holding if c.side == claim.side) for claim in holding}
    pieces = [_evidence(claim, loser) for claim in holding]
    pieces += [
        Standing.DISPUTED
        for denial in denials
        if denial.side not in admitted or admitted[denial.side] < denial.reported_on
    ]
    return reduce(Standing.combine, pieces, Standing.NONE)


def _evidence(claim: Claim, loser: str | None) -> Standing:
    if claim.basis in MUTUAL_BASES:
        return Standing.AGREED
    against_interest = loser is not None and claim.side == loser
    if against_interest or claim.side == "none" or claim.basis == "baseline":
        return Standing.CONCEDED
    return Standing.CLAIMED


def _denies(claim: Claim, holder: str, *, since: date) -> bool:
    return claim.stance == "denies" and claim.holder == holder and claim.valid_from >= since


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by the day they count from, then the day they were reported; what is denied stands before its denial."""
    return sorted(claims, key=lambda claim: (claim.valid_from, claim.reported_on, claim.stance != "affirms", claim.id))


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in in_order(claims))


def _last_reported(claims: Iterable[Claim]) -> date | None:
    return max((claim.reported_on for claim in claims), default=None)


def announced(record: Record, by: date, known_on: date | None = None) -> dict[str, tuple[int, int]]:
    """Settlements that Azerbaijan's president or ministry announced as taken by force, by what they called them.

    Args:
        record: parties, claims, citations.
        by: announcements that count from this day or earlier.
        known_on: leave out what was made public after this day.

    Returns:
        For each of `city`, `town` and `village` the number of distinct places, and of mentions with repeats.
    """
    mentions = announcements(record, by, known_on)
    return {kind: _distinct_and_mentions(mentions, kind) for kind in ("city", "town", "village")}


def announcements(record: Record, by: date, known_on: date | None = None) -> list[Claim]:
    """The claims by force of the Azerbaijani side that say what they call the place, up to a day."""
    return [claim for claim in standing_claims(record.known(known_on)) if _is_announcement(claim, by)]


def _is_announcement(claim: Claim, by: date) -> bool:
    return (
        claim.called is not None
        and claim.place_id is not None
        and claim.subject is None
        and (claim.stance, claim.side, claim.holder, claim.basis) == ("affirms", "AZ", "AZ", "force")
        and claim.valid_from <= by
    )


def _distinct_and_mentions(mentions: Iterable[Claim], kind: str) -> tuple[int, int]:
    places = [claim.place_id for claim in mentions if claim.called == kind]
    return len(set(places)), len(places)


def holders(control: Mapping[str, Control]) -> dict[str, str]:
    """The holder of each place that has one."""
    return {place_id: item.holder for place_id, item in control.items() if item.holder}


def listing(
    gazetteer: Gazetteer, record: Record, as_of: date, known_on: date | None = None, show: Show = Show.CLAIMED
) -> list[dict[str, Any]]:
    """Control of every place as plain values, one row a place, unlocated ones included, sorted by id.

    Columns: `place_id, name, district, kind, lon, lat` (EPSG:4326), `holder` (party id or empty),
    `standing, since, changed` (whether it changed on that very day), `last_reported, claim_ids, source_ids`.
    """
    concluded = control_as_of(record, as_of, known_on, show)
    return [
        _listed(
            gazetteer,
            record,
            as_of,
            concluded.get(place_id) or no_report(place_id),
        )
        for place_id in sorted(gazetteer.places)
    ]


def _listed(gazetteer: Gazetteer, record: Record, as_of: date, item: Control) -> dict[str, Any]:
    position, district = gazetteer.places[item.place_id].position, gazetteer.district_id(item.place_id, as_of)
    sources = {citation.source_id for claim in item.claims for citation in record.citations.get(claim, ())}
    return {
        "place_id": item.place_id,
        "name": gazetteer.name(item.place_id, as_of),
        "district": gazetteer.district_name(district, as_of) if district else "",
        "kind": gazetteer.kind(item.place_id, as_of),
        "lon": position.lon if position else None,
        "lat": position.lat if position else None,
        "holder": item.holder,
        "standing": item.standing.value,
        "since": item.since,
        "changed": item.changed_on(as_of) and as_of > record.first_day,
        "last_reported": item.last_reported,
        "claim_ids": list(item.claims),
        "source_ids": sorted(sources),
    }


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
