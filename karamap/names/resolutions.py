"""The answer to one written name: resolved, ambiguous, weak or unresolved, with every candidate."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from karamap.gazetteer.places import Gazetteer
from karamap.names.evidence import Evidence, in_words


class Outcome(Enum):
    """What a look-up came to; only `RESOLVED` is closed."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    WEAK = "weak"
    UNRESOLVED = "unresolved"


class Flag(Enum):
    """What a reader of an answer must know besides."""

    UNREADABLE = "unreadable"
    UNKNOWN_DISTRICT = "unknown_district"
    DISTRICT_MISMATCH = "district_mismatch"
    KIND_DIFFERS = "kind_differs"
    NAME_OF_ANOTHER_TIME = "name_of_another_time"
    WEAK = "weak"
    BY_SIBLINGS = "by_siblings"
    TAKEN_FOR_A_SEAT = "taken_for_a_seat"
    """Of several places of the name, that which is the seat of a district is taken, as nothing says otherwise."""
    FAR_FROM_SIBLINGS = "far_from_siblings"
    OTHER_NAME_UNKNOWN = "other_name_unknown"
    NAMES_DISAGREE = "names_disagree"
    NAME_ALONE = "name_alone"
    """Nothing but its name speaks for a place that is no town, and no data set means to list every settlement."""


DOUBTS = frozenset({Flag.UNKNOWN_DISTRICT, Flag.DISTRICT_MISMATCH})
"""Flags with which no place is vouched for, however well its name agrees."""


class Mention(NamedTuple):
    """A name as somebody wrote it, with what stood around it."""

    name: str
    district: str | None = None
    kind: str | None = None
    date: date | None = None
    language: str | None = None


class Candidate(NamedTuple):
    """A place that may be meant, and why."""

    place_id: str
    evidence: Evidence


class Resolution(NamedTuple):
    """The answer to one mention: `place_id` only if it is resolved; every candidate in either case."""

    mention: Mention
    outcome: Outcome
    place_id: str | None
    candidates: tuple[Candidate, ...]
    flags: tuple[Flag, ...] = ()


def described(gazetteer: Gazetteer, place_id: str, day: date | None = None) -> str:
    """A place in one phrase, for messages: its names, kind, district, id; as of a day, or at present."""
    district = gazetteer.district_id(place_id, day)
    where = f", {gazetteer.district_name(district, day)}" if district else ""
    return f"{gazetteer.both_names(place_id, day)} ({gazetteer.kind(place_id, day)}{where}, {place_id})"


def answer(gazetteer: Gazetteer, resolution: Resolution) -> dict[str, Any]:
    """A resolution as plain values: `input`, `outcome`, `place` (or None), `candidates`, `flags`."""
    mention = resolution.mention
    candidates = [
        {**facts(gazetteer, item.place_id, mention.date), "evidence": in_words(item.evidence)}
        for item in resolution.candidates
    ]
    place = facts(gazetteer, resolution.place_id, mention.date) if resolution.place_id else None
    return {
        "input": {
            "name": mention.name,
            "district": mention.district,
            "kind": mention.kind,
            "date": mention.date,
        },
        "outcome": resolution.outcome.value,
        "place": place,
        "candidates": candidates,
        "flags": [flag.value for flag in resolution.flags],
    }


def facts(gazetteer: Gazetteer, place_id: str, day: date | None) -> dict[str, Any]:
    """What an answer tells of a place, as of a day: `id`, `name`, `district`, `kind`, `lon` and `lat` (WGS 84)."""
    position, district = gazetteer.places[place_id].position, gazetteer.district_id(place_id, day)
    return {
        "id": place_id,
        "name": gazetteer.name(place_id, day),
        "district": gazetteer.district_name(district, day) if district else "",
        "kind": gazetteer.kind(place_id, day),
        "lon": position.lon if position else None,
        "lat": position.lat if position else None,
    }
