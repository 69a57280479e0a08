"""What speaks for a place that a name may mean, as values; the sentence is made last, by `in_words`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple


class Match(Enum):
    """How a spelling agrees with a name, from the surest to the weakest."""

    SPELLING = "spelling"
    PLAIN = "plain"
    KEY = "key"
    OTHER_READING = "other_reading"
    LEVEL_2 = "level_2"
    VOWELS_FILLED = "vowels_filled"
    SKELETON = "skeleton"
    ONE_PHONEME = "one_phoneme"

    __hash__ = object.__hash__
    """Each is itself alone; that of `Enum` is a function of Python, and strengths are looked up often."""


class TakenOff(Enum):
    """What was taken off a spelling before it agreed."""

    GENERIC = "generic"
    ENDING = "ending"


class Where(Enum):
    """Where the place lies, seen from the district that was stated."""

    SAME_DISTRICT = "same_district"
    OUTSIDE_DISTRICT = "outside_district"
    ELSEWHERE = "elsewhere"
    ANYWHERE = "anywhere"
    """No district was stated, or none that is known."""


class Reason(Enum):
    """What chose among several places of a name."""

    KIND = "kind"
    VALID_THEN = "valid_then"
    PROPER = "proper"
    ATTESTED = "attested"
    NEAR_LIST = "near_list"


class Evidence(NamedTuple):
    """Why a place may be meant."""

    match: Match
    taken_off: tuple[TakenOff, ...] = ()
    where: Where = Where.ANYWHERE
    chosen_by: tuple[Reason, ...] = ()


class Hits(NamedTuple):
    """The names that one step of a search finds: their numbers (some perhaps twice), and why.

    `kind` is what the spelling itself tells; those in `spelled` agree letter by letter, those in `plain` once
    both are written in plain letters.
    """

    numbers: Sequence[int]
    evidence: Evidence
    kind: str | None
    spelled: Sequence[int] = ()
    plain: Sequence[int] = ()


_PHRASES: dict[Enum, str] = {
    Match.SPELLING: "same spelling",
    Match.PLAIN: "same spelling in plain letters",
    Match.KEY: "level-1 key",
    Match.OTHER_READING: "level-1 key by another reading",
    Match.LEVEL_2: "level-2 key",
    Match.VOWELS_FILLED: "level-1 key, its vowels filled in",
    Match.SKELETON: "level-3 key",
    Match.ONE_PHONEME: "level-1 key but for one phoneme",
    TakenOff.GENERIC: "generic word dropped",
    TakenOff.ENDING: "case ending dropped",
    Where.SAME_DISTRICT: "same district",
    Where.OUTSIDE_DISTRICT: "outside the stated district",
    Where.ELSEWHERE: "elsewhere",
    Where.ANYWHERE: "",
    Reason.KIND: "kind agrees",
    Reason.VALID_THEN: "name valid then",
    Reason.PROPER: "its proper name",
    Reason.ATTESTED: "the better attested",
    Reason.NEAR_LIST: "near the other names of its list",
}


def in_words(evidence: Evidence) -> str:
    """Evidence as a phrase of English, the kind of agreement first.

    >>> in_words(Evidence(Match.KEY, (TakenOff.ENDING,), Where.SAME_DISTRICT, (Reason.KIND,)))
    'level-1 key, case ending dropped, same district, kind agrees'
    """
    said = (evidence.match, *evidence.taken_off, evidence.where, *evidence.chosen_by)
    return ", ".join(phrase for part in said if (phrase := _PHRASES[part]))
