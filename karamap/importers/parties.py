"""Reads the parties of a war, gives each a look of its own, and knows them by any of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from karamap.errors import DataError, Fault
from karamap.importers.columns import ForeignTable, Meaning
from karamap.importers.found import FoundParty, ImportFailedError
from karamap.importers.source_file import SourceFile
from karamap.record.schema import NO_SIDE
from karamap.tables import csv_tables as tables

LOOKS = (
    ("#2f8a83", "#0f5a55", "rising"),
    ("#c9973c", "#7d5510", "falling"),
    ("#7a6fae", "#453b78", "dots"),
    ("#b5544a", "#6e241d", "cross"),
    ("#4a7fb5", "#1d466e", "horizontal"),
    ("#6d9a4a", "#36561d", "vertical"),
    ("#b06a94", "#6b2c52", "grid"),
    ("#8a8378", "#4d473e", "waves"),
)
"""Colour of ground, ink of points and letters, and hatch, for the first, second, … party of a theatre.

Hatches tell parties apart where colours do not. Any two of the eight colours differ by 15 at the least (CIEDE2000,
Sharma and others 2005), those of the first four by 13 also as people without one kind of cones see them (Machado and
others 2009). With their hatches any two of the eight differ for everybody and in grey, by the measure that
`tests/figure/test_looks.py` states."""

COLUMNS = (
    Meaning("id", ("id", "code"), words="party_code"),
    Meaning("name", ("name", "party", "title"), words="party"),
    Meaning("short", ("short", "short_name", "abbreviation")),
    Meaning("colour", ("colour", "color"), tables.colour),
    Meaning("others", ("also", "aliases", "other_names"), words="also"),
    Meaning("valid_from", ("valid_from", "from"), tables.day),
    Meaning("valid_to", ("valid_to", "to", "until"), tables.day),
)


class Parties:
    """The parties of a theatre, as rows and by their names.

    Attributes:
        rows: of `seeds/parties.csv`.
    """

    def __init__(self, found: Sequence[FoundParty], dates: Mapping[str, tuple[Any, Any]]) -> None:
        self.rows: list[dict[str, Any]] = []
        self._ids: dict[str, str] = {}
        for number, party in enumerate(found):
            colour, ink, hatch = look_of(number)
            first, last = dates.get(party.id, (None, None))
            self.rows.append({
                "id": party.id,
                "name": party.name,
                "short": party.short or party.name,
                "colour": party.colour or colour,
                "ink": darker(party.colour) if party.colour else ink,
                "hatch": hatch,
                "valid_from": first,
                "valid_to": last,
                "note": None,
            })  # fmt: skip
            for name in (party.id, party.name, party.short, *party.others):
                self._ids.setdefault(_key(name), party.id)

    @property
    def ids(self) -> list[str]:
        """The ids, in the order of the file."""
        return [row["id"] for row in self.rows]

    def id_of(self, name: str) -> str | None:
        """The party that a file means by a name, if it is known."""
        return self._ids.get(_key(name)) if name.strip() else None


def read(file: SourceFile) -> Parties:
    """The parties of a file with the columns id and name, and if wanted short, colour, also (parted by semicolons).

    One of id and name will do: the other is made of it.

    Raises:
        DataError: the file is no such table.
        ImportFailedError: a party stands twice, or there is none.
    """
    table = ForeignTable(file, COLUMNS)
    if not {"id", "name"} & {*table.meanings.values()}:
        shown = ",".join(table.columns)[:80]
        problem = f"no column names the party in the header {shown!r}"
        raise DataError([Fault(file.name, 1, "1", problem, "id or name")])
    found: list[FoundParty] = []
    dates: dict[str, tuple[Any, Any]] = {}
    for row in table:
        values = row.values
        told = values.get("id") or values.get("name") or ""
        name = values.get("name") or told
        id_ = re.sub(r"[^A-Za-z0-9._-]+", "-", told).strip("-._")
        if not id_ and not values.get("id"):
            id_ = f"P{row.line}"
        if not id_ or id_ == NO_SIDE or id_ in dates:
            raise ImportFailedError(f"{file.name}:{row.line}: {told!r} is no id, or stands twice; each once")
        others = tuple(part.strip() for part in re.split(r"[;|]", values.get("others") or "") if part.strip())
        others = (told, *others)
        found.append(FoundParty(id_, name, values.get("short") or "", values.get("colour") or "", others))
        dates[id_] = (values.get("valid_from"), values.get("valid_to"))
    if table.left_out:
        first = table.left_out[0]
        raise ImportFailedError(f"{file.name}:{first.line}: {first.reason}")
    if not found:
        raise ImportFailedError(f"{file.name}: no party; expected rows with id and name")
    return Parties(found, dates)


def look_of(number: int) -> tuple[str, str, str]:
    """Colour, ink and hatch of the first, second, … party: beyond eight the same colours with other hatches.

    >>> look_of(0), look_of(8)
    (('#2f8a83', '#0f5a55', 'rising'), ('#2f8a83', '#0f5a55', 'falling'))
    """
    colour, ink, _ = LOOKS[number % len(LOOKS)]
    return colour, ink, LOOKS[(number + number // len(LOOKS)) % len(LOOKS)][2]


def darker(colour: str) -> str:
    """A darker shade of a colour, for points and letters: 55 % of each part.

    >>> darker("#2f8a83")
    '#194b48'
    """
    return "#" + "".join(f"{int(int(part, 16) * 0.55):02x}" for part in _parts(colour))


def _parts(colour: str) -> Iterator[str]:
    return (colour[at : at + 2] for at in (1, 3, 5))


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
