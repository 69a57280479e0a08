"""What one side announced as taken by force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from karamap.gazetteer.schema import SETTLEMENTS
from karamap.record.claims import Claim, Record
from karamap.record.control import standing_claims
from karamap.record.schema import COUNTED, Basis, Stance


def announced(record: Record, by: date, known_on: date | None = None) -> dict[str, tuple[int, int]]:
    """Settlements that the announcing side said it took by force, by what it called them.

    Args:
        record: claims, and whose announcements count.
        by: announcements that count from this day or earlier.
        known_on: leave out what was made public after this day.

    Returns:
        For each kind of settlement that totals count the number of distinct places, and of mentions with repeats.
    """
    mentions = announcements(record, by, known_on)
    return {kind: _distinct_and_mentions(mentions, kind) for kind in COUNTED.values() if kind in SETTLEMENTS}


def announcements(record: Record, by: date, known_on: date | None = None) -> list[Claim]:
    """The claims by force of the announcing side for itself that say what it calls the place, up to a day."""
    said = [claim for claim in standing_claims(record.known(known_on)) if _is_announcement(claim)]
    return [claim for claim in said if claim.valid_from <= by and claim.side == claim.holder == record.announcer]


def _is_announcement(claim: Claim) -> bool:
    return (
        claim.called is not None
        and claim.place_id is not None
        and claim.subject is None
        and claim.stance is Stance.AFFIRMS
        and claim.basis is Basis.FORCE
    )


def _distinct_and_mentions(mentions: Iterable[Claim], kind: str) -> tuple[int, int]:
    places = [claim.place_id for claim in mentions if claim.called == kind]
    return len(set(places)), len(places)
