"""Says in plain English what the record holds: days, standings, utterances, sources."""

from __future__ import annotations

from datetime import date

from karamap.claims import Claim, Record, Source
from karamap.control import Control, Standing

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""English month names; the locale of the machine has no say in a finished map."""

STANDINGS = {
    Standing.CLAIMED: "one side says so; the other has not answered in the record",
    Standing.DISPUTED: "one side says so; the other denies it",
    Standing.CONCEDED: "the side that lost it, or an independent source, says so too",
    Standing.AGREED: "by a signed arrangement or a handover",
}
"""What each standing means, as the end of a sentence."""

DEEDS = {
    "force": "took this place",
    "handover": "was handed this place",
    "agreement": "holds this place by agreement",
    "withdrawal": "came to hold this place when the other side left",
    "baseline": "held this place",
}
"""What a party did, by the basis of a claim."""


def in_words(day: date) -> str:
    """A day as English prose writes it.

    >>> in_words(date(2020, 10, 3))
    '3 October 2020'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def since(record: Record, item: Control) -> str:
    """Since when a place has been held, in words; empty where nothing is reported."""
    if item.since is None:
        return ""
    if item.since <= record.first_day:
        return "before the war"
    return in_words(item.since) + ("" if item.dated else " or another day near it")


def verdict(record: Record, item: Control) -> str:
    """Who holds a place and how far that is carried, in one sentence."""
    if not item.holder:
        return "No report on who holds this place."
    name = record.parties[item.holder].name
    if item.since is not None and item.since <= record.first_day:
        return f"{name} held this before the war, and nothing later says otherwise."
    return f"{name}: {STANDINGS[item.standing]}."


def utterance(record: Record, claim: Claim) -> str:
    """One claim as a sentence that names its speaker, with the bounds of its date and its note."""
    if claim.subject:
        return f"{claim.speaker}: {claim.subject}. {claim.note or ''}".rstrip()
    holder = record.parties[claim.holder].name if claim.holder else ""
    if claim.stance == "retracts":
        return f"{claim.speaker} took back claim {claim.target_id}. {claim.note or ''}".rstrip()
    if claim.stance == "denies":
        said = f"{claim.speaker} denied that {holder} held this place"
    elif claim.basis == "baseline":
        said = f"{holder} held this place on {in_words(claim.valid_from)} ({claim.speaker})"
    else:
        said = f"{claim.speaker}: {holder} {DEEDS[claim.basis]}"
    if claim.earliest or claim.latest:
        first, last = claim.earliest or claim.valid_from, claim.latest or claim.valid_from
        said += f", some day from {in_words(first)} to {in_words(last)}"
    return f"{said}. {claim.note or ''}".rstrip()


def published(source: Source) -> str:
    """The day a page was published, as exactly as it is known; empty if it is not."""
    day = source.published_on
    if day is None:
        return ""
    return {
        "day": in_words(day),
        "inferred": f"{in_words(day)} (inferred)",
        "month": f"{MONTHS[day.month - 1]} {day.year}",
        "year": str(day.year),
    }[source.published_precision or "day"]
