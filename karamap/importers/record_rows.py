"""Turns found claims and events into rows of the record: what each does to what was said of the place before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from karamap.importers import list_words
from karamap.importers.found import CONTESTED, FoundClaim, FoundEvent, LeftOut
from karamap.importers.parties import Parties
from karamap.importers.place_matching import Match
from karamap.record.claims import claim_id
from karamap.record.schema import NO_SIDE, Basis, Quality, Stance, Witness
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import CellError
from karamap.tables.hand_made import cleaned

CLAIMS, CITATIONS, SOURCES = "seeds/claims.csv", "seeds/citations.csv", "seeds/sources.csv"
EVENTS = "seeds/events.csv"


@dataclass
class RecordRows:
    """Rows of the record, and where they came from.

    Attributes:
        rows: by the path of their table.
        files: of each source by its id, the name of the file that named it.
        origin: of each claim and each mention by its id, what was found.
        left_out: what could not be taken.
    """

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    files: dict[str, str] = field(default_factory=dict)
    origin: dict[str, FoundClaim | FoundEvent] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)


def rows_of(
    found: Iterable[FoundClaim | FoundEvent],
    parties: Parties,
    match: Callable[[FoundClaim | FoundEvent], Match],
    digests: dict[str, str],
) -> RecordRows:
    """The record of some found claims and events.

    Args:
        found: in the order of their files.
        parties: of the theatre.
        match: finds the place of a claim or an event.
        digests: SHA-256 of each file by its name, in hexadecimal.
    """
    made = _Record(parties, digests)
    placed: dict[str, list[FoundClaim]] = defaultdict(list)
    for item in found:
        if isinstance(item, FoundEvent):
            made.take_event(item, match(item).place_id if item.place else None)
        elif (place := match(item)).place_id is None:
            made.leave_out(item, place.reason, place.nearest)
        else:
            placed[place.place_id].append(item)
    for place_id in sorted(placed):
        made.take_history(place_id, placed[place_id])
    return made.result


class _Record:
    """Collects rows, place by place."""

    def __init__(self, parties: Parties, digests: dict[str, str]) -> None:
        self._parties, self._digests = parties, digests
        self.result = RecordRows()
        self._sources: dict[tuple[str, str], str] = {}

    def leave_out(self, claim: FoundClaim, reason: str, nearest: str = "") -> None:
        """Note a claim that could not be taken."""
        self.result.left_out.append(LeftOut(claim.file, claim.line, claim.told, reason, nearest))

    def take_history(self, place_id: str, claims: Sequence[FoundClaim]) -> None:
        """Take what is said of one place, in the order in which it counts."""
        holder: str | None = None
        there: frozenset[str] = frozenset()
        for claim in sorted(claims, key=lambda item: (item.span.day, item.reported_on or item.span.day)):
            named = self._named(claim)
            if not named:
                continue
            if len(named) > 1:
                if frozenset(named) == there:
                    self.leave_out(claim, f"said before, and nothing since: {' and '.join(named)} are there")
                    continue
                for party in named:
                    self._add(place_id, claim, party, Stance.CONTESTED, Basis.FORCE)
                holder, there = None, frozenset(named)
                continue
            stance, basis = self._meant(claim, named[0], holder, is_first=holder is None and not there)
            if stance is Stance.CONTESTED and holder in (None, named[0]):
                self.leave_out(claim, f"contested, but nobody beside {named[0]} is named")
                continue
            self._add(place_id, claim, named[0], stance, basis)
            if stance is Stance.AFFIRMS:
                holder, there = named[0], frozenset()

    def take_event(self, event: FoundEvent, place_id: str | None) -> None:
        """Take an event at a place of the gazetteer, or else where its file says that it was."""
        lon, lat = (None, None) if place_id or not event.position else event.position
        source = self._source(event)
        row: dict[str, Any] = {
            "id": f"{source}.e{re.sub('[^A-Za-z0-9._-]', '-', event.key)}",
            "place_id": place_id,
            "where": None if place_id else _plain(event.where),
            "lon": lon,
            "lat": lat,
            "kind": event.kind,
            "happened_on": event.span.day,
            "earliest": event.span.earliest,
            "latest": event.span.latest,
            "speaker": _plain(event.speaker) or event.source,
            "side": NO_SIDE,
            "reported_on": event.reported_on,
            "source_id": source,
            "written_as": _plain(event.where) if place_id else None,
            "note": _plain(event.note),
        }
        if row["id"] in self.result.origin:
            reason = "an event of this id is there already"
            self.result.left_out.append(LeftOut(event.file, event.line, event.told, reason))
            return
        self.result.rows[EVENTS].append(row)
        self.result.origin[row["id"]] = event

    def _named(self, claim: FoundClaim) -> list[str]:
        """The parties that a claim names; none, and that is noted, where one is unknown."""
        if (holder := claim.holder.casefold()) in CONTESTED or list_words.meanings("holder").get(holder):
            if len(self._parties.ids) != 2:  # noqa: PLR2004 - then the other one is meant
                self.leave_out(claim, "contested, without a word by whom", "state them with + between: A+B")
                return []
            return sorted(self._parties.ids)
        names = [part for part in claim.holder.split("+") if part.strip()]
        if not names:
            self.leave_out(claim, "no party is named")
        found = [self._parties.id_of(name) for name in names]
        if unknown := [name for name, id_ in zip(names, found, strict=True) if id_ is None]:
            known = ", ".join(self._parties.ids)
            self.leave_out(claim, f"no party is called {unknown[0].strip()!r}", f"parties: {known}")
            return []
        return sorted({id_ for id_ in found if id_})

    @staticmethod
    def _meant(claim: FoundClaim, party: str, holder: str | None, *, is_first: bool) -> tuple[Stance, Basis]:
        """Stance and basis as stated, else as what was said before tells."""
        if claim.stance not in (None, Stance.HOLDS):
            return claim.stance, claim.basis or Basis.FORCE
        if holder == party:
            return Stance.HOLDS, Basis.FORCE
        return Stance.AFFIRMS, Basis.BASELINE if is_first else Basis.FORCE

    def _add(self, place_id: str, claim: FoundClaim, party: str, stance: Stance, basis: Basis) -> None:
        side = self._parties.id_of(claim.side) or NO_SIDE
        source = self._source(claim)
        reported = claim.reported_on or claim.span.day
        span = claim.span
        row: dict[str, Any] = {
            "place_id": place_id,
            "zone_id": None,
            "subject": None,
            "holder": party,
            "stance": stance,
            "speaker": _plain(claim.speaker) or _plain(claim.source) or claim.file,
            "side": side,
            "independence_group": None,
            "basis": basis,
            "called": None,
            "valid_from": span.day,
            "earliest": span.earliest if span.earliest and span.earliest <= span.day else None,
            "latest": span.latest,
            "reported_on": reported,
            "target_id": None,
            "note": _plain(claim.note) or None,
        }
        row["id"] = claim_id(row)
        if row["id"] not in self.result.origin:
            self.result.rows[CLAIMS].append(row)
            self.result.origin[row["id"]] = claim
        citation = {
            "claim_id": row["id"],
            "source_id": source,
            "written_as": _plain(claim.place) or None,
            "district_as_written": _plain(claim.district) or None,
        }
        if citation not in self.result.rows[CITATIONS][-4:]:
            self.result.rows[CITATIONS].append(citation)

    def _source(self, claim: FoundClaim | FoundEvent) -> str:
        """The id of the source that a claim names; of the file itself where it names none."""
        named = _plain(claim.source)
        key = (named or claim.file, claim.url)
        if key in self._sources:
            return self._sources[key]
        slug = re.sub(r"[^a-z0-9]+", "-", (named or claim.file).casefold()).strip("-")[:40] or "source"
        taken, number, id_ = set(self._sources.values()), 2, slug
        while id_ in taken:
            id_, number = f"{slug}.{number}", number + 1
        self._sources[key] = id_
        self.result.files[id_] = claim.file
        digest = self._digests.get(claim.file, "")
        self.result.rows[SOURCES].append({
            "id": id_,
            "publisher": named or claim.file,
            "side": NO_SIDE,
            "witness": Witness.UNKNOWN,
            "language": "und",
            "published_on": None,
            "published_precision": None,
            "title": None if named else f"a list without sources, SHA-256 {digest[:16]}…",
            "url": claim.url or None,
            "archived_url": None,
            "accessed_on": None,
            "quality": Quality.UNSTATED,
            "note": f"Imported from {claim.file}, SHA-256 {digest}" if digest else f"Imported from {claim.file}",
        })  # fmt: skip
        return id_


def _plain(text: str) -> str:
    """A text as a cell of a table may hold it; empty if it may not."""
    plain = cleaned(text)
    try:
        return tables.text(plain)
    except CellError:
        return ""


def without(record: RecordRows, ids: Iterable[str], reasons: dict[str, str]) -> RecordRows:
    """The record without some claims or mentions, noted as left out, and without sources that nothing rests on."""
    dropped = set(ids)
    rows = {path: list(table) for path, table in record.rows.items()}
    rows[CLAIMS] = [row for row in rows[CLAIMS] if row["id"] not in dropped]
    rows[CITATIONS] = [row for row in rows[CITATIONS] if row["claim_id"] not in dropped]
    rows[EVENTS] = [row for row in rows.get(EVENTS, ()) if row["id"] not in dropped]
    used = {row["source_id"] for path in (CITATIONS, EVENTS) for row in rows[path]}
    rows[SOURCES] = [row for row in rows[SOURCES] if row["id"] in used]
    left_out = list(record.left_out)
    for id_ in sorted(dropped):
        found = record.origin[id_]
        left_out.append(LeftOut(found.file, found.line, found.told, reasons[id_]))
    origin = {id_: found for id_, found in record.origin.items() if id_ not in dropped}
    return replace(record, rows=rows, origin=origin, left_out=left_out)
