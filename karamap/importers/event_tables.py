"""Reads changes of hands from tables of events (ACLED), with a table that says which party an actor belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from karamap.importers.coarse_days import span
from karamap.importers.columns import ForeignTable, FoundRow, Meaning, lat, lon
from karamap.importers.found import FoundClaim, ImportFailedError, LeftOut, Span, counted
from karamap.importers.source_file import SourceFile
from karamap.record.schema import NO_SIDE, Basis, Stance
from karamap.tables import csv_tables as tables

OVERTAKES, REGAINS = "non-state actor overtakes territory", "government regains territory"

TERRITORY = {
    OVERTAKES: Basis.FORCE,
    REGAINS: Basis.FORCE,
    "non-violent transfer of territory": Basis.HANDOVER,
}
"""Sub-events of ACLED in which a place changes hands (ACLED Codebook, 2023, sub-event types)."""

STATE_FORCES = frozenset({"1", "state forces"})
"""What `inter1` and `inter2` have for forces of the state, in figures and, since 2024, in words."""

TOWN_IS_KNOWN = 2
"""The coarsest `geo_precision` at which a place is named: 1 the place itself, 2 near it; 3 is a region."""

COLUMNS = (
    Meaning("event", ("event_id_cnty", "event_id", "data_id", "id"), required=True),
    Meaning("date", ("event_date", "date"), tables.day, required=True),
    Meaning("time_precision", ("time_precision",)),
    Meaning("sub_event", ("sub_event_type",), required=True),
    Meaning("actor", ("actor1",), required=True),
    Meaning("inter", ("inter1",)),
    Meaning("other", ("actor2",)),
    Meaning("other_inter", ("inter2",)),
    Meaning("place", ("location",), required=True),
    Meaning("lon", ("longitude",), lon),
    Meaning("lat", ("latitude",), lat),
    Meaning("geo_precision", ("geo_precision",)),
    Meaning("source", ("source",)),
)


def is_acled(head: bytes) -> bool:
    """Whether a header, in small letters, is one of ACLED."""
    return b"sub_event_type" in head


class EventTable:
    """Changes of hands in a table of ACLED; iterate, then ask what was left out.

    ACLED's terms do not allow its rows to be passed on: of a row only place, day, party and the name of the outlet go
    into a claim, and only its id and the reason into what is left out.

    Attributes:
        left_out: events in which a place changed hands that cannot be taken.
        notes: how many events are no such change, or one of somebody who is no party.
    """

    licence = "ACLED's terms: no row of it may be passed on"

    def __init__(self, file: SourceFile, parties: Mapping[str, str]) -> None:
        """Read the header.

        Args:
            file: the table.
            parties: the party of each actor, by the actor's name in small letters.

        Raises:
            DataError: it is no table of ACLED.
        """
        self._file, self._parties = file, parties
        self._table = ForeignTable(file, COLUMNS)
        self.left_out: list[LeftOut] = self._table.left_out
        self._others = 0

    @property
    def mapping(self) -> str:
        """Which columns were taken for what, in words."""
        return self._table.mapping

    @property
    def notes(self) -> list[str]:
        """What had to be understood, and what was passed over."""
        told = f"{counted(self._others, 'event')} without a change of hands, or of no party, passed over"
        return [*self._table.notes, told]

    def __iter__(self) -> Iterator[FoundClaim]:
        """The claims, in the order of the file."""
        for row in self._table:
            basis = TERRITORY.get(row.values["sub_event"].casefold())
            if basis is None:
                self._others += 1
            elif claim := self._claim(row, basis):
                yield claim

    def _claim(self, row: FoundRow, basis: Basis) -> FoundClaim | None:
        values = row.values
        actor = _who_took(values)
        party = self._parties.get(actor.casefold())
        region = (values.get("geo_precision") or "1").strip() > str(TOWN_IS_KNOWN)
        if party == "":
            self._others += 1
            return None
        if party is None or region:
            reason = "its position is that of a region" if region else f"no party for actor {actor!r}"
            self.left_out.append(LeftOut(self._file.name, row.line, values["event"], reason))
            return None
        x, y = values.get("lon"), values.get("lat")
        return FoundClaim(
            self._file.name,
            row.line,
            values["place"],
            "",
            party,
            _when(row),
            Stance.AFFIRMS,
            basis,
            None,
            "",
            None if x is None or y is None else (x, y),
            "ACLED",
            "",
            f"ACLED, from {values['source']}" if values.get("source") else "ACLED",
            "",
            f"event {values['event']}",
        )


def _who_took(values: Mapping[str, str]) -> str:
    """Which of two actors a place went to.

    ACLED does not say that the first one won: where one alone of the two is of the state, the sub-event tells.
    """
    actors = [(values["actor"], values.get("inter")), (values.get("other"), values.get("other_inter"))]
    is_state = {name: (kind or "").strip().casefold() in STATE_FORCES for name, kind in actors if name and kind}
    if len(is_state) == len(actors) and len({*is_state.values()}) == len(actors):
        wanted = {REGAINS: True, OVERTAKES: False}.get(values["sub_event"].casefold())
        for name, known in is_state.items():
            if known is wanted:
                return name
    return values["actor"]


def _when(row: FoundRow) -> Span:
    """The day of an event, or the bounds where ACLED knows the week (2) or the month (3) alone."""
    day, precision = row.values["date"], (row.values.get("time_precision") or "1").strip()
    if precision == "2":
        return Span(day + timedelta(days=6), day, day + timedelta(days=6))
    return span(f"{day:%Y-%m}") if precision == "3" else Span(day)


def parties_of_actors(file: SourceFile) -> dict[str, str]:
    """The party of each actor, or of each mark of a map, by its name in small letters; empty for one that is of none.

    Raises:
        DataError: the file has no columns actor (or mark) and party.
        ImportFailedError: a row cannot be read, or there is none.
    """
    table = ForeignTable(
        file,
        (
            Meaning("actor", ("actor", "mark", "icon", "name"), required=True),
            Meaning("party", ("party", "holder", "id"), required=True),
        ),
    )
    found: dict[str, str] = {}
    for row in table:
        party = row.values["party"]
        found[" ".join(row.values["actor"].split()).casefold()] = "" if party.casefold() == NO_SIDE else party
    if table.left_out or not found:
        first = table.left_out[0] if table.left_out else LeftOut(file.name, 1, "", "no row; expected actor and party")
        raise ImportFailedError(f"{first.file}:{first.line}: {first.reason}")
    return found
