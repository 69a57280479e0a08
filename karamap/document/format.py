"""How the drawing document writes days, words and surfaces as numbers and letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from karamap.gazetteer.schema import KINDS, NAME_PREFERENCE
from karamap.ground import model
from karamap.record.control import Standing
from karamap.record.schema import Basis, Stance

DECIMALS = 4
"""Decimals of a degree in the document: about ten metres, while no position is known better than to 100."""

NAME_LANGUAGES = ("az", "en", "hy", "ru", "tr", "fa", "de", "fr", "uk", "ar")
"""Languages of the names that a place lists, in this order; romanisations of unknown origin are left to the tables."""

TERMS: Mapping[str, tuple[str, ...]] = {
    "stance": tuple(stance.value for stance in Stance),
    "basis": tuple(basis.value for basis in Basis),
    "kind": KINDS,
    "standing": tuple(standing.value for standing in Standing),
    "name": tuple(NAME_PREFERENCE),
    "language": (*NAME_LANGUAGES, "und"),
}
"""Words that stand in the document as numbers, whatever the theatre; its sides do so too."""

EPOCH = date(2020, 1, 1)
"""Day number 0."""

LEVELS = model.LEVELS + 1
"""How many levels of sureness a surface code knows, from even to sure."""

NAMES_AT = 7
"""Where the names stand in the row of a place."""

_UNFIT = frozenset("\"\\<>&'`")


def alphabet(parties: int) -> str:
    """The letters of surface codes: `LEVELS` for each party, and a last one for no report.

    >>> alphabet(0), len(alphabet(3))
    ('!', 79)
    """
    count = parties * LEVELS + 1
    letters = [chr(point) for point in (*range(0x21, 0x7F), *range(0x100, 0x100 + count)) if chr(point) not in _UNFIT]
    return "".join(letters[:count])


def day_number(day: date | None) -> int | None:
    """A day as the number of days since the start of 2020.

    >>> day_number(date(2019, 12, 31)), day_number(None)
    (-1, None)
    """
    return None if day is None else (day - EPOCH).days


def name_code(language: str, kind: str) -> int:
    """Language and kind of a name as one number."""
    return TERMS["language"].index(language) * len(TERMS["name"]) + TERMS["name"].index(kind)


def by_day(steps: Sequence[Sequence[tuple[int, Any]]]) -> tuple[list[Any], list[tuple[int, list[int], list[Any]]]]:
    """Steps of many things as their first values, and for each later day which of them change, and to what."""
    turns: defaultdict[int, tuple[list[int], list[Any]]] = defaultdict(lambda: ([], []))
    for which, own in enumerate(steps):
        for day, value in own[1:]:
            turns[day][0].append(which)
            turns[day][1].append(value)
    return [own[0][1] for own in steps], [(day, *turns[day]) for day in sorted(turns)]
