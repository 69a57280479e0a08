"""What one side announced as taken by force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from karamap.record.claims import Claim, Record
from karamap.record.control import standing_claims


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
