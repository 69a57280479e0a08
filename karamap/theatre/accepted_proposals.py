"""Reviewed proposals to rows of the record: all that were accepted, whole or not at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from karamap.errors import DataError, ExtractionError, Fault
from karamap.names.spellings import in_latin
from karamap.record import schema
from karamap.record.claims import Record, claim_id
from karamap.record.schema import NO_SIDE, Bound, EventKind, Precision, Quality, Scope, Stance, Witness
from karamap.statements.proposals import COLUMNS, same_claims
from karamap.tables import atomic_write
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Column, Table
from karamap.tables.data_folder import DataFolder
from karamap.tables.hand_made import HandMadeRow, HandMadeTable
from karamap.theatre import loader

DECISIONS = ("accept", "reject", "correct")
WHATS = ("change", "mention", "total", "fact")

WRITTEN = (schema.SOURCES, schema.CLAIMS, schema.CITATIONS, schema.TOTALS, schema.EVENTS)
"""The tables that proposals add rows to."""

KINDS_OF_EVENTS = {"strikes": EventKind.STRIKE, "fights": EventKind.FIGHTING, "renames": EventKind.NAMING}
TOTAL_COLUMNS = {kind: column for column, kind in schema.COUNTED.items()}

TOLD_OF_STANCE = {Stance.HOLDS: "held by", Stance.DENIES: "not taken by"}
TOLD_OF_BASIS = {
    schema.Basis.FORCE: "taken by",
    schema.Basis.HANDOVER: "handed over to",
    schema.Basis.WITHDRAWAL: "left to",
    schema.Basis.AGREEMENT: "left by agreement to",
    schema.Basis.BASELINE: "held by",
}
"""What is told of a whole district, before the party: by its stance, or else by how that party came to it."""

_DAYS = {"correct_day", "day", "reported_on"}
_NEEDED = {"decision", "id", "what", "day", "reported_on"}


def _column(name: str) -> Column:
    if name in _DAYS:
        return Column(name, tables.day, name in _NEEDED - {"decision"})
    if name == "decision":
        return Column(name, tables.choice(*DECISIONS), required=False)
    if name == "what":
        return Column(name, tables.choice(*WHATS))
    if name in ("stance", "basis"):
        return Column(name, tables.enum(schema.Stance if name == "stance" else schema.Basis), required=False)
    return Column(name, tables.text, required=name == "id")


PROPOSALS = Table("proposals.csv", tuple([_column(name) for name in COLUMNS]), ("id",))


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting came to: how many rows each table got, by its path; and how many proposals are still open."""

    added: Mapping[str, int]
    still_open: int


def read_proposals(stream: IO[bytes], name: str) -> list[HandMadeRow]:
    """The rows of a file of proposals.

    Raises:
        DataError: with the faults of the file, by line and column.
    """
    return list(HandMadeTable(stream, name, PROPOSALS.columns))


def said_of_place(row: Mapping[str, str]) -> str:
    """What a proposal says of its place: verb, stance and holder, in one word where verb and stance are the same.

    >>> said_of_place({"verb": "holds", "stance": "holds", "holder": "A"})
    'holds A'
    """
    return " ".join(filter(None, dict.fromkeys([row["verb"], row["stance"], row["holder"]])))


def accept(rows: Sequence[HandMadeRow], name: str, folder: Path, record: Record) -> Accepted:
    """Add what was accepted to the tables of a folder, if they have no fault with it; else change nothing.

    Args:
        rows: of a file of proposals.
        name: what faults call the file.
        folder: holds `gazetteer/` and `seeds/`.
        record: what its tables say now.

    Raises:
        DataError: an accepted proposal lacks what a row needs, or the tables would have faults.
        RenderError: a file cannot be written; those written before it are as they were.
    """
    chosen = [row for row in rows if row.values["decision"] in ("accept", "correct")]
    faults = [fault for row in chosen for fault in _lacking(row, name, record)]
    if faults:
        raise DataError(faults)
    additions = _Additions(record)
    for row in chosen:
        additions.add(_corrected(row.values))
    texts, added = _merged(folder, additions.rows)
    if texts:
        _refuse_faults(folder, texts)
        _put_all(folder, texts)
    return Accepted(added, sum(row.values["decision"] is None for row in rows))


def _corrected(values: Mapping[str, Any]) -> dict[str, Any]:
    """A proposal with the corrections of its reviewer."""
    corrected = dict(values)
    for column in ("place_id", "holder", "day"):
        if values[f"correct_{column}"] is not None:
            corrected[column] = values[f"correct_{column}"]
    return corrected


def _lacking(row: HandMadeRow, name: str, record: Record) -> list[Fault]:
    """What an accepted proposal needs and does not have."""
    values = _corrected(row.values)
    lacking = list[Fault]()
    if values["what"] == "change" and not values["place_id"]:
        problem = f"{values['written_as']!r} is accepted and is no place of the gazetteer yet"
        lacking.append(Fault(name, row.line, "correct_place_id", problem, "the id of a place, or the decision reject"))
    if values["what"] in ("change", "fact") and not values["holder"]:
        expected = f"one of {', '.join(record.parties)}"
        lacking.append(Fault(name, row.line, "correct_holder", "an accepted change names no holder", expected))
    return lacking


class _Additions:
    """The rows that accepted proposals come to, by the path of their table."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self.rows: dict[str, list[dict[str, Any]]] = {table.path: [] for table in WRITTEN}

    def add(self, values: Mapping[str, Any]) -> None:
        """Add the rows of one proposal."""
        source = self._source(values)
        if values["what"] in ("change", "fact"):
            self._claim(values, source)
        elif values["what"] == "total":
            self._total(values, source)
        else:
            self._event(values, source)

    def _source(self, values: Mapping[str, Any]) -> str:
        """The id of the page; a page of the record with its address is that one."""
        url = values["source_url"]
        known = next((item.id for item in self._record.sources.values() if url and item.url == url), None)
        if known:
            return known
        publisher = values["publisher"] or _host(url) or Path(values["file"] or "page").stem
        day = values["reported_on"]
        source_id = f"{_slug(publisher)}-{day:%Y%m%d}"
        self._put(
            schema.SOURCES,
            id=source_id,
            publisher=publisher,
            side=values["publisher_side"] or NO_SIDE,
            witness=Witness.REPORTS,
            language=values["language"] or "und",
            published_on=day,
            published_precision=Precision.DAY,
            url=url,
            quality=Quality.ORIGINAL if url else Quality.UNSTATED,
        )
        return source_id

    def _put(self, table: Table, **values: Any) -> None:
        row = {name: values.get(name) for name in table.header}
        if row not in self.rows[table.path]:
            self.rows[table.path].append(row)

    def _claim(self, values: Mapping[str, Any], source: str) -> None:
        side = values["side"] or values["publisher_side"] or NO_SIDE
        known = self._repeated(values, side)
        claim = known or self._new_claim(values, side, source)
        self._put(
            schema.CITATIONS,
            claim_id=claim,
            source_id=source,
            written_as=values["written_as"],
            district_as_written=values["district_as_written"],
        )

    def _repeated(self, values: Mapping[str, Any], side: str) -> str | None:
        """The claim of the record that a proposal repeats in the same voice: it gets a citation more."""
        if values["what"] != "change" or values["stance"] is None:
            return None
        same = same_claims(self._record, values["place_id"], values["holder"], values["stance"].value, values["day"])
        return next((claim.id for claim in same if claim.side == side), None)

    def _new_claim(self, values: Mapping[str, Any], side: str, source: str) -> str:
        speaker = _speaker(values, source)
        row = {
            "place_id": values["place_id"],
            "subject": self._subject(values) if values["what"] == "fact" else None,
            "holder": values["holder"],
            "stance": values["stance"] or Stance.AFFIRMS,
            "speaker": speaker,
            "side": side,
            "independence_group": self._group(speaker, values),
            "basis": values["basis"] or schema.Basis.FORCE,
            "called": values["kind"] if values["what"] == "change" else None,
            "valid_from": values["day"],
            "reported_on": values["reported_on"],
        }
        row["id"] = claim_id(row)
        self._put(schema.CLAIMS, **row)
        return str(row["id"])

    def _subject(self, values: Mapping[str, Any]) -> str:
        """What is told of something that is no place; of a whole district in full, since it is shown by itself."""
        party = self._record.parties.get(values["holder"] or "")
        if not values["kind"] or party is None:
            return str(values["written_as"])
        stance, basis = values["stance"] or Stance.AFFIRMS, values["basis"] or schema.Basis.FORCE
        told = TOLD_OF_STANCE.get(stance) or TOLD_OF_BASIS[basis]
        return f"{values['written_as']} {values['kind']} {told} {party.short}"

    def _group(self, speaker: str, values: Mapping[str, Any]) -> str:
        """The group of the same utterance in the record, or one of its own."""
        day = values["reported_on"]
        for claim in self._record.claims.values():
            if claim.speaker == speaker and claim.reported_on == day and claim.independence_group:
                return claim.independence_group
        return f"{_slug(speaker)}-{day.isoformat()}"

    def _total(self, values: Mapping[str, Any], source: str) -> None:
        numbers = dict[str, int]()
        for part in (values["numbers"] or "").split("; "):
            kind, _, number = part.rpartition(" ")
            if number.isdecimal():
                column = TOTAL_COLUMNS.get(kind, "total")
                numbers[column] = numbers.get(column, 0) + int(number)
        scope = Scope(values["scope"]) if values["scope"] else Scope.DAY
        bound = Bound(values["bound"]) if values["bound"] else Bound.EXACT
        row = {
            "as_of": values["day"],
            "reported_on": values["reported_on"],
            "scope": scope,
            "bound": None if bound is Bound.EXACT else bound,
            "source_id": source,
            **numbers,
        }
        if not self._is_known(row):
            self._put(schema.TOTALS, id=f"{source}.{values['id'][1:6]}", **row)

    def _is_known(self, row: Mapping[str, Any]) -> bool:
        numbers = {column: row[column] for column in (*schema.COUNTED, "total") if column in row}
        return any(
            total.source_id == row["source_id"] and total.as_of == row["as_of"] and dict(total.numbers) == numbers
            for total in self._record.totals
        )

    def _event(self, values: Mapping[str, Any], source: str) -> None:
        speaker = _speaker(values, source)
        self._put(
            schema.EVENTS,
            id=f"{source}.e{values['id'][1:7]}",
            place_id=values["place_id"],
            where=None if values["place_id"] else values["written_as"],
            kind=KINDS_OF_EVENTS.get(values["verb"] or "", EventKind.STATEMENT),
            happened_on=values["day"],
            speaker=speaker,
            side=values["side"] or values["publisher_side"] or NO_SIDE,
            reported_on=values["reported_on"],
            source_id=source,
            written_as=values["written_as"],
            note=values["comment"] or f"Named beside the words {values['wording']!r}; nothing changed hands.",
        )


def _speaker(values: Mapping[str, Any], source: str) -> str:
    """On whose word it is: who is named, else who published it, else the page."""
    return values["speaker"] or values["publisher"] or _host(values["source_url"]) or source


def _slug(text: str) -> str:
    plain = " ".join(map(in_latin, re.sub(r"\([^()]*\)", " ", text).split())).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "page"


def _host(url: str | None) -> str:
    found = re.match(r"https?://(?:www\.)?([^/:?#]+)", url or "")
    return found[1] if found else ""


def _merged(
    folder: Path, additions: Mapping[str, Sequence[Mapping[str, Any]]]
) -> tuple[dict[str, str], dict[str, int]]:
    """The new text of each table that gets rows, and how many are new to it; what is there already is not added."""
    texts, added = dict[str, str](), dict[str, int]()
    read = DataFolder(folder)
    for table in WRITTEN:
        rows = [row.values for row in tables.read(table, read)]
        there = {tuple(tables.as_text(row[name]) for name in table.key) for row in rows}
        new = list[Mapping[str, Any]]()
        for row in additions[table.path]:
            own = tuple(tables.as_text(row[name]) for name in table.key)
            if own not in there:
                there.add(own)
                new.append(row)
        if new:
            added[table.path] = len(new)
            texts[table.path] = tables.written(table, [*rows, *new])
    return texts, added


def _refuse_faults(folder: Path, texts: Mapping[str, str]) -> None:
    """Check the tables as they would be, in a folder of their own.

    Raises:
        DataError: they would have faults.
    """
    with tempfile.TemporaryDirectory(prefix="karamap-") as scratch:
        for half in loader.FOLDERS:
            shutil.copytree(folder / half, Path(scratch, half), ignore=shutil.ignore_patterns("*.py", "*.pyc"))
        for path, text in texts.items():
            Path(scratch, path).write_text(text, encoding="utf-8", newline="")
        if faults := loader.problems(Path(scratch)):
            raise DataError(faults)


def _put_all(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files one after another; where one cannot be written, those before it get their old bytes back."""
    for path in texts:
        atomic_write.check_writable(folder / path)
    before: dict[str, str | None] = {}
    try:
        for path, text in texts.items():
            target = folder / path
            before[path] = target.read_bytes().decode() if target.exists() else None
            atomic_write.write_whole(target, text, atomic_write.untold)
    except BaseException:
        for path, old in before.items():
            _put_back(folder / path, old)
        raise


def _put_back(target: Path, text: str | None) -> None:
    if text is None:
        target.unlink(missing_ok=True)
    else:
        atomic_write.write_whole(target, text, atomic_write.untold)


def refuse_empty(rows: Sequence[object], name: str) -> None:
    """Refuse a file without a proposal.

    Raises:
        ExtractionError: it has none.
    """
    if not rows:
        raise ExtractionError(f"{name} holds no proposal; make one with `karamap extract`")
