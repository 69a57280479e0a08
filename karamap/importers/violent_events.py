"""Reads events with deaths (UCDP GED) as mentions: there was fighting, and nothing is said of who holds a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from karamap.importers.claim_tables import position_in
from karamap.importers.columns import ForeignTable, FoundRow, Meaning, lat, lon
from karamap.importers.found import FoundEvent, FoundName, FoundPlace, LeftOut, Span, counted
from karamap.importers.source_file import SourceFile
from karamap.record.schema import EventKind
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import CellError
from karamap.tables.written_days import written_day

LICENCE = "CC BY 4.0"
"""Of the Uppsala Conflict Data Program's data sets."""

AT_THE_PLACE, NEAR_IT = "1", "2"
"""`where_prec` of what happened at a place, and within 25 km of one; others name a region (UCDP GED Codebook)."""

AGAINST_CIVILIANS = "3"
"""`type_of_violence` of one side alone; 1 has a state on one side, 2 has none (UCDP GED Codebook)."""

COLUMNS = (
    Meaning("event", ("id",), required=True),
    Meaning("type", ("type_of_violence",), required=True),
    Meaning("side_a", ("side_a",), required=True),
    Meaning("side_b", ("side_b",)),
    Meaning("precision", ("where_prec",), required=True),
    Meaning("place", ("where_coordinates",), required=True),
    Meaning("lon", ("longitude",), lon),
    Meaning("lat", ("latitude",), lat),
    Meaning("first", ("date_start",), tables.day, required=True),
    Meaning("last", ("date_end",), tables.day, required=True),
    Meaning("source", ("source_office",)),
    Meaning("reported", ("source_date",)),
    Meaning("best", ("best",)),
    Meaning("low", ("low",)),
    Meaning("high", ("high",)),
)

PLACE_COLUMNS = (
    Meaning("place", ("where_coordinates",), required=True),
    Meaning("precision", ("where_prec",), required=True),
    Meaning("lon", ("longitude",), lon, required=True),
    Meaning("lat", ("latitude",), lat, required=True),
    Meaning("district", ("adm_2",)),
)
"""What tells where something happened."""

_KIND = re.compile(r" (city|town|village)$", re.IGNORECASE)
"""What UCDP writes behind the name of a place."""


def is_ged(head: bytes) -> bool:
    """Whether a header, in small letters, is one of UCDP GED."""
    return b"type_of_violence" in head


class EventPlaces:
    """Places at which something happened, as a gazetteer where there is no better one; iterate: each comes once.

    Attributes:
        left_out: empty: what cannot be read is left out of the events.
        notes: how many events tell no place.
    """

    licence = LICENCE

    def __init__(self, file: SourceFile) -> None:
        """Read the header.

        Raises:
            DataError: it is no table of UCDP GED.
        """
        self._table = ForeignTable(file, PLACE_COLUMNS)
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []

    @property
    def mapping(self) -> str:
        """Which columns were taken for what, in words."""
        return self._table.mapping

    def __iter__(self) -> Iterator[FoundPlace]:
        """The places, in the order of the file; what UCDP calls each (city, town, village) is its kind."""
        seen: set[tuple[str, float, float]] = set()
        passed = 0
        for row in self._table:
            values = row.values
            name = _KIND.sub("", values["place"])
            place = name, round(values["lon"], 2), round(values["lat"], 2)
            if values["precision"] != AT_THE_PLACE:
                passed += 1
            elif place not in seen:
                seen.add(place)
                kind = found[1].casefold() if (found := _KIND.search(values["place"])) else "village"
                district = values.get("district") or ""
                yield FoundPlace(row.line, "", (FoundName(name),), values["lon"], values["lat"], kind, district)
        if passed:
            self.notes = [f"{counted(passed, 'event')} near places or in regions give no place"]


class ViolentEventTable:
    """Events of UCDP GED; iterate, then ask what was left out.

    Attributes:
        left_out: events of which no place is known.
        notes: what had to be understood, in sentences.
    """

    licence = LICENCE

    def __init__(self, file: SourceFile) -> None:
        """Read the header.

        Raises:
            DataError: it is no table of UCDP GED.
        """
        self._file = file
        self._table = ForeignTable(file, COLUMNS)
        self.left_out: list[LeftOut] = self._table.left_out

    @property
    def mapping(self) -> str:
        """Which columns were taken for what, in words."""
        return self._table.mapping

    @property
    def notes(self) -> list[str]:
        """What had to be understood."""
        return [
            *self._table.notes,
            "events with deaths say nothing of who holds a place: they are mentions, not claims",
        ]

    def __iter__(self) -> Iterator[FoundEvent]:
        """The events, in the order of the file."""
        for row in self._table:
            if reason := _objection(row):
                self.left_out.append(LeftOut(self._file.name, row.line, f"event {row.values['event']}", reason))
            else:
                yield self._event(row)

    def _event(self, row: FoundRow) -> FoundEvent:
        values = row.values
        first, last = values["first"], values["last"]
        place = _KIND.sub("", values["place"])
        is_near = values["precision"] == NEAR_IT
        return FoundEvent(
            self._file.name,
            row.line,
            values["event"],
            "" if is_near else place,
            f"near {place}" if is_near else place,
            EventKind.CASUALTIES if values["type"] == AGAINST_CIVILIANS else EventKind.FIGHTING,
            Span(last) if first == last else Span(last, first, last),
            _first_report(values.get("reported") or "", first) or last,
            f"UCDP GED, from {values['source']}" if values.get("source") else "UCDP GED",
            _told(row),
            position_in(row),
        )


def _objection(row: FoundRow) -> str:
    """Why an event cannot be taken; empty if it can."""
    if row.values["precision"] not in (AT_THE_PLACE, NEAR_IT):
        return f"where_prec {row.values['precision']}: its position is that of a region"
    if row.values["first"] > row.values["last"]:
        return f"it ends on {row.values['last']}, before it begins on {row.values['first']}"
    return ""


def _first_report(cell: str, happened: date) -> date | None:
    """The earliest of the days on which sources told of it, parted by semicolons; None if none is told."""
    days = []
    for text in cell.split(";"):
        with suppress(CellError):
            days.append(written_day(text.strip()))
    return min((day for day in days if day >= happened), default=None)


def _told(row: FoundRow) -> str:
    """What happened, in our own words."""
    values = row.values
    if values["type"] == AGAINST_CIVILIANS:
        told = f"{values['side_a']} against civilians"
    else:
        told = f"{' and '.join(filter(None, (values['side_a'], values.get('side_b'))))}, fighting"
    best, low, high = values.get("best"), values.get("low"), values.get("high")
    bounds = f" ({low} to {high})" if low and high else ""
    return f"{told}; deaths by UCDP's estimate: {best}{bounds}" if best else told
