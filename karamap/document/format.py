"""How the drawing document writes rows, days, words and surfaces: the statement that both of its ends are held to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cached_property
from typing import Any

from karamap.gazetteer.schema import KINDS, NAME_PREFERENCE
from karamap.ground import model
from karamap.record.changes import Kind
from karamap.record.claims import Record
from karamap.record.control import Standing
from karamap.record.schema import Basis, EventKind, Stance
from karamap.theatre.theatre import Theatre

DECIMALS = 4
"""Decimals of a degree in the document: about ten metres, while no position is known better than to 100."""

UNDETERMINED = "und"
"""Language of a name that is in none for sure."""

LEVELS = model.LEVELS + 1
"""How many levels of sureness a surface code knows, from even to sure."""

_UNFIT = frozenset("\"\\<>&'`")


def _values(members: type[Enum]) -> tuple[str, ...]:
    return tuple(member.value for member in members)


@dataclass(frozen=True)
class Fields:
    """What the values of a packed row mean, in order; optional ones may be left out from the end on."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All of them, in order."""
        return (*self.required, *self.optional)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.names)

    def row(self, **values: Any) -> list[Any]:
        """Named values as a row; nothing stands at its end for optional ones that are None.

        >>> Fields(("text",), ("first", "last")).row(text="a", first=3, last=None)
        ['a', 3]

        Raises:
            TypeError: a field is missing or unknown.
        """
        if values.keys() != self._known:
            raise TypeError(f"a row of {', '.join(self.names)} cannot be made from {', '.join(values)}")
        row = [values[name] for name in self.names]
        while len(row) > len(self.required) and row[-1] is None:
            row.pop()
        return row

    def read(self, row: Sequence[Any]) -> dict[str, Any]:
        """A row as named values; those left out are None.

        >>> Fields(("text",), ("first",)).read(["a"])
        {'text': 'a', 'first': None}
        """
        return dict(zip(self.names, [*row, *[None] * (len(self.names) - len(row))], strict=True))


PLACE = Fields(("id", "kind", "district", "lon", "lat", "rank", "site", "names"), ("km",))
"""A place: number of its kind and of its district among `units`, degrees, how important (1 to 3), its site, its names
as rows, and how many km its position may be off if more than usual."""

NAME = Fields(("language", "kind", "text"), ("valid_from", "valid_to"))
"""A name: numbers of its language and kind, and the days from which (inclusive) to which (exclusive) it holds."""

CONTROL = Fields(("holder", "standing", "since", "dated", "reported", "claims", "voices"), ("contested",))
"""A conclusion about a place that is known from where it stands: number of the party or -1, of the standing, first day
and whether it is known to that day, day of the last report, numbers of the claims that it rests on, how many
independent voices say so, numbers of the parties said to be there if none holds it alone."""

CLAIM = Fields(
    ("place", "holder", "stance", "speaker", "side", "basis", "valid_from", "delay", "sources"),
    ("note", "called", "earliest", "latest", "subject", "target", "zone"),
)
"""A claim: numbers of place and party (-1 for none), of words, speaker and side; the first day, the days until it was
made public, the numbers of its sources; number of the remark, the days between which it lies, what it is about, and
the id of the zone that it is about."""

EVENT = Fields(("place", "kind", "day", "delay", "speaker", "side", "source", "note"), ("earliest", "latest"))
"""A mention of a place without a change of holder: numbers of the place, of the word for what happened, of the day, the
days until it was made public, numbers of speaker, side, source and remark, and the days between which it lies."""

SPEAKER = Fields(("name",), ("key",))
"""Whose words claims are, and the key of the text that says so in each language."""

SOURCE = Fields(("publisher", "title", "published", "precision", "url", "quality", "language"))
"""A page that carries claims."""

CHANGE = Fields(("day", "which", "values"))
"""What changes on a day: numbers of the things that do, and what they become."""

AREA = Fields(("day", "km2", "least", "most"))
"""The ground of a holder from a day on: its area, and the least and the most that it may be."""

FIGHTING = Fields(("day", "known"))
"""A day of fighting, and the day from which on that counts as known."""

CHANGED = Fields(("day", *_values(Kind)))
"""Numbers of the places that changed on a day, by how they did: see `karamap.record.changes.Kind`."""

ROWS: Mapping[str, Fields] = {
    "place": PLACE,
    "name": NAME,
    "control": CONTROL,
    "claim": CLAIM,
    "event": EVENT,
    "speaker": SPEAKER,
    "source": SOURCE,
    "change": CHANGE,
    "area": AREA,
    "changed": CHANGED,
    "fighting": FIGHTING,
}
"""Every kind of packed row of the document."""


def stated_fields() -> dict[str, list[str]]:
    """The names of the fields of every kind of row, as the document carries them for whoever reads it."""
    return {kind: list(fields.names) for kind, fields in ROWS.items()}


@dataclass(frozen=True)
class Terms:
    """Words that stand in the document as numbers, by what they are words for."""

    words: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, theatre: Theatre) -> Terms:
        """Those of the tables, the sides of the theatre's record, and the languages of the names that are shown."""
        return cls(
            {
                "stance": _values(Stance),
                "side": theatre.record.sides,
                "basis": _values(Basis),
                "event": _values(EventKind),
                "kind": KINDS,
                "standing": _values(Standing),
                "name": tuple(NAME_PREFERENCE),
                "language": (*theatre.settings.shown_languages, UNDETERMINED),
            }
        )

    def number(self, what: str, word: str) -> int:
        """The number of a word."""
        return self.words[what].index(word)


@dataclass(frozen=True)
class DayCount:
    """Days as numbers, counted from an epoch."""

    epoch: date

    @classmethod
    def of(cls, record: Record) -> DayCount:
        """Counted from the first of January of the year in which a record begins, so that numbers are short."""
        return cls(date(record.first_day.year, 1, 1))

    def number(self, day: date | None) -> int | None:
        """A day as a number.

        >>> DayCount(date(2001, 1, 1)).number(date(2000, 12, 31))
        -1
        """
        return None if day is None else (day - self.epoch).days

    def day(self, number: int | None) -> date | None:
        """A number as a day."""
        return None if number is None else self.epoch + timedelta(days=number)


def alphabet(parties: int) -> str:
    """The letters of surface codes.

    `LEVELS` for each pair of a party and the one before it (the same where it did not come by arms), and a last one for
    no report.

    >>> alphabet(0), len(alphabet(3))
    ('!', 235)
    """
    count = parties**2 * LEVELS + 1
    points = (*range(0x21, 0x7F), *range(0x100, 0x250), *range(0x4E00, 0x4E00 + count))  # no marks that combine
    return "".join([chr(point) for point in points if chr(point) not in _UNFIT][:count])


def by_day(steps: Sequence[Sequence[tuple[int, Any]]]) -> dict[str, Any]:
    """Steps of many things as their first values, and for each later day which of them change, and to what."""
    changes: defaultdict[int, tuple[list[int], list[Any]]] = defaultdict(lambda: ([], []))
    for number, own in enumerate(steps):
        for day, value in own[1:]:
            changes[day][0].append(number)
            changes[day][1].append(value)
    return {
        "first": [own[0][1] for own in steps],
        "changes": [CHANGE.row(day=day, which=changes[day][0], values=changes[day][1]) for day in sorted(changes)],
    }
