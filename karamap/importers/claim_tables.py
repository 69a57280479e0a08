"""Reads claims from tables: one row a claim, or one column a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from karamap.errors import DataError, Fault
from karamap.gazetteer.places import LonLat
from karamap.importers import list_words
from karamap.importers.coarse_days import between, span
from karamap.importers.columns import ForeignTable, FoundRow, Meaning, lat, lon
from karamap.importers.found import FoundClaim, LeftOut, Span
from karamap.importers.identifiers import HEADERS, known, plain
from karamap.importers.source_file import SourceFile
from karamap.record.schema import Basis, Stance
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import CellError
from karamap.tables.hand_made import key_of


def _address(cell: str) -> str:
    """A web address; empty for anything else: a claim is no worse for a link that leads nowhere."""
    try:
        return tables.url(cell)
    except CellError:
        return ""


PLACE_MEANINGS = (
    Meaning("key", ("place_id",), plain),
    *(Meaning(authority, headers, plain) for authority, headers in HEADERS.items()),
    Meaning("place", ("place", "name", "place_name", "town", "city", "village", "settlement", "location")),
    Meaning("district", ("district", "admin2", "adm2", "adm2_name", "county")),
    Meaning("lon", ("lon", "lng", "long", "longitude"), lon),
    Meaning("lat", ("lat", "latitude"), lat),
)
"""How a table of claims tells which place is meant."""

SAID_MEANINGS = (
    Meaning("speaker", ("said_by", "speaker", "claimed_by", "according_to")),
    Meaning("side", ("side",)),
    Meaning("source", ("source", "publisher", "source_name", "outlet")),
    Meaning("url", ("url", "link", "sourcelink", "source_link", "source_url"), _address),
    Meaning("note", ("note", "notes", "comment", "remarks", "more information", "description")),
)
"""How a table tells who says so."""

HOLDER_HEADERS = ("holder", "held by", "party", "controlled_by", "control", "controller", "actor", "status")

WORDS: dict[str, tuple[Stance, Basis]] = {
    **dict.fromkeys(
        ("took", "take", "taken", "takes", "captured", "seized", "recaptured", "retook", "regained", "gained", "force",
         "affirms", "overran", "conquered"),
        (Stance.AFFIRMS, Basis.FORCE),
    ),
    **dict.fromkeys(
        ("holds", "held", "hold", "controls", "control", "defends", "besieged", "under siege"),
        (Stance.HOLDS, Basis.FORCE),
    ),
    **dict.fromkeys(("handover", "handed over", "transferred", "received"), (Stance.AFFIRMS, Basis.HANDOVER)),
    **dict.fromkeys(("withdrawal", "left to", "after withdrawal"), (Stance.AFFIRMS, Basis.WITHDRAWAL)),
    **dict.fromkeys(("agreement", "by agreement", "ceded"), (Stance.AFFIRMS, Basis.AGREEMENT)),
    **dict.fromkeys(("contested", "disputed", "fighting", "there"), (Stance.CONTESTED, Basis.FORCE)),
    **dict.fromkeys(("denies", "denied", "deny", "not held"), (Stance.DENIES, Basis.FORCE)),
    **dict.fromkeys(("baseline", "before", "at the start"), (Stance.AFFIRMS, Basis.BASELINE)),
}  # fmt: skip
"""What lists write of how a party came to be where it is, as stance and basis."""

_DATE_COLUMN = re.compile(r"(?:ctr|control|status|holder)[_ ](\d{4})-?(\d{2})-?(\d{2})(?:\d{6})?", re.IGNORECASE)
"""A header of a column of a day: ctr_20220301120000 (VIINA, first version)."""

VIINA_LICENCE = "ODbL 1.0, VIINA"
"""Of its data, which asks to be named."""

_VERSION_OF_STATUS = re.compile(r"status_[a-z]+")
"""A header of what one source says of a place and day, beside the value that counts (VIINA, second version)."""


def _how(cell: str) -> tuple[Stance, Basis]:
    """Stance and basis as a list writes them.

    Raises:
        CellError: it is no word for them.
    """
    word = " ".join(cell.casefold().split())
    found = WORDS.get(word) or WORDS.get(list_words.meanings("how").get(word, ""))
    if found is None:
        expected = "took, holds, handed over, withdrawal, agreement, contested, denies or baseline"
        raise CellError(f"{cell!r} is no word for how a place is held", expected)
    return found


LONG = (
    *PLACE_MEANINGS,
    Meaning("holder", HOLDER_HEADERS, required=True),
    Meaning("date", ("date", "valid_from", "as_of", "since", "day", "event_date", "on"), span, required=True),
    Meaning("reported_on", ("reported_on", "reported", "published_on", "published"), tables.day),
    Meaning("how", ("how", "stance", "basis"), _how),
    *SAID_MEANINGS,
)
"""Columns of a table of one row a claim."""


class ClaimTable:
    """Claims of a table; iterate, then ask what was left out.

    Attributes:
        left_out: the rows that are no claim.
        licence: what the format tells of it; empty if nothing.
        notes: what had to be understood, in sentences.
        is_wide: whether it has one column a day.
        speaks_to: the last of these days.
        is_panel: whether it has one row for each place and day, as VIINA has it: a claim is where the value changes.
    """

    def __init__(self, file: SourceFile) -> None:
        """Read the header, and tell by it whether a row or a cell is a claim.

        Raises:
            DataError: it is no table of claims.
        """
        self._file = file
        columns = ForeignTable(file, ()).columns
        self._days = {column: day for column in columns if (day := _day_of(column))}
        self.is_wide = bool(self._days)
        self.speaks_to = max(self._days.values(), default=None)
        self.is_panel = len([column for column in columns if _VERSION_OF_STATUS.fullmatch(key_of(column))]) > 1
        self.licence = VIINA_LICENCE if self.is_panel else ""
        self._table = ForeignTable(file, PLACE_MEANINGS if self.is_wide else LONG)
        self._require_place()
        self._held: dict[object, tuple[str, date | None]] = {}
        self.left_out: list[LeftOut] = self._table.left_out

    @property
    def notes(self) -> list[str]:
        """What had to be understood."""
        told = ["a row a place and day: a claim where the value changes"] if self.is_panel else []
        return [*self._table.notes, *told]

    @property
    def mapping(self) -> str:
        """Which columns were taken for what, in words."""
        if not self.is_wide:
            return self._table.mapping
        taken = [f"{header!r} {name}" for header, name in self._table.meanings.items()]
        return ", ".join([*taken, f"{len(self._days)} columns of days"])

    def __iter__(self) -> Iterator[FoundClaim]:
        """The claims, in the order of the file."""
        for row in self._table:
            if not (row.values.get("place") or key_in(row)[0]):
                self.left_out.append(LeftOut(self._file.name, row.line, "", "no place is named"))
            elif self.is_wide:
                yield from self._changes(row)
            elif self.is_panel:
                yield from self._change(row)
            else:
                yield self._claim(row)

    def _require_place(self) -> None:
        if not {"place", "key", *HEADERS}.intersection(self._table.meanings.values()):
            shown = ",".join(self._table.columns)[:80]
            problem = f"no column names the place in the header {shown!r}"
            raise DataError([Fault(self._file.name, 1, "1", problem, "place, name or place_id")])

    def _claim(self, row: FoundRow) -> FoundClaim:
        values = row.values
        stance, basis = values.get("how") or (None, None)
        identifier, authority = key_in(row)
        return FoundClaim(
            self._file.name,
            row.line,
            values.get("place") or "",
            identifier,
            values["holder"],
            values["date"],
            stance,
            basis,
            values.get("reported_on"),
            values.get("district") or "",
            position_in(row),
            values.get("speaker") or "",
            values.get("side") or "",
            values.get("source") or "",
            values.get("url") or "",
            values.get("note") or "",
            authority,
        )

    def _change(self, row: FoundRow) -> Iterator[FoundClaim]:
        """A claim if the value of a place is another than on the day before that is told of it."""
        place = key_in(row), row.values.get("place")
        holder, day = row.values["holder"].casefold(), row.values["date"].day
        held, before = self._held.get(place, ("", None))
        if before and day < before:
            reason = f"{day} stands after {before}: days of a place have to follow one another"
            self.left_out.append(LeftOut(self._file.name, row.line, row.values.get("place") or key_in(row)[0], reason))
            return
        self._held[place] = holder, day
        if holder != held:
            yield replace(self._claim(row), span=between(before, day) if held else Span(day))

    def _changes(self, row: FoundRow) -> Iterator[FoundClaim]:
        """A claim for each day on which the value of a place is another than on the one before."""
        before: date | None = None
        held = ""
        values = row.values
        identifier, authority = key_in(row)
        for column, day in sorted(self._days.items(), key=lambda item: item[1]):
            holder = " ".join(row.cells.get(column, "").split())
            if holder and holder.casefold() != held.casefold():
                yield FoundClaim(
                    self._file.name,
                    row.line,
                    values.get("place") or "",
                    identifier,
                    holder,
                    between(before, day) if held else Span(day),
                    district=values.get("district") or "",
                    position=position_in(row),
                    authority=authority,
                )
                held = holder
            before = day


def key_in(row: FoundRow) -> tuple[str, str]:
    """The id by which a row names its place, and whose id that is; both empty where it has none."""
    for authority in ("", *HEADERS):
        if identifier := known(authority, row.values.get(authority or "key") or ""):
            return identifier, authority
    return "", ""


def position_in(row: FoundRow) -> LonLat | None:
    """The position that a row gives, degrees."""
    x, y = row.values.get("lon"), row.values.get("lat")
    return None if x is None or y is None else LonLat(x, y)


def _day_of(header: str) -> date | None:
    """The day that a header names, if it names one and nothing else."""
    if found := _DATE_COLUMN.fullmatch(header.strip()):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None
    if not header.strip()[:1].isdigit() or not re.search(r"\d{4}", key_of(header)):
        return None
    try:
        return span(header).day
    except CellError:
        return None
