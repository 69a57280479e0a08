"""Merges claims of the user into the record, for one run."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from karamap.errors import DataError, Fault
from karamap.names.resolver import Resolver
from karamap.record.claims import Citation, Claim, Record, Source, claim_id
from karamap.record.schema import Basis, Precision, Quality, Stance, Witness
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Column, Row, Table
from karamap.tables.hand_made import BoundedFaults, HandMadeRow, HandMadeTable, any_case
from karamap.theatre import rules_user_claims
from karamap.theatre.theatre import Theatre
from karamap.theatre.user_places import MAX_REMARKS, PlaceFinder

STANCES = (Stance.AFFIRMS, Stance.DENIES, Stance.HOLDS, Stance.CONTESTED)
"""What an own claim may do; a wrong one is just left out, not taken back."""

COLUMNS = (
    Column("place", tables.text),
    Column("district", tables.text, required=False),
    Column("holder", tables.identifier),
    Column("stance", any_case(tables.enum(STANCES)), required=False),
    Column("basis", any_case(tables.enum(Basis)), required=False),
    Column("valid_from", tables.day),
    Column("reported_on", tables.day),
    Column("speaker", tables.text),
    Column("side", tables.identifier),
    Column("publisher", tables.text),
    Column("witness", any_case(tables.enum(Witness)), required=False),
    Column("url", tables.url, required=False),
    Column("note", tables.text, required=False),
)
"""Columns of a file of own claims: `place` is a name or an id; without stance and basis, affirms by force."""


@dataclass(frozen=True)
class _Merged:
    """Claims of the user as they go into the record, each with the row that said it first."""

    claims: dict[str, Claim]
    rows: dict[str, Row]
    sources: dict[str, Source]
    citations: dict[str, tuple[Citation, ...]]


def merge_claims(theatre: Theatre, path: Path) -> Theatre:
    """The theatre with the claims of a file added, marked as own claims.

    The file is read as people make such files (`tables.hand_made`), and its claims obey every rule that those of the
    tables obey. Their ids begin with `u`, their sources with `own`; the fingerprint covers what they say, `user_claims`
    says in words what was added, and `remarks` what their maker should know.

    Raises:
        DataError: with every fault of the file, the first 20 by line: a cell that does not parse, a place that no name
            or several places support, a party that the record does not know, a rule of the tables that is broken.
    """
    try:
        with path.open("rb") as stream:
            return merged_from(theatre, stream, path.name)
    except OSError as error:
        raise DataError(
            [Fault(path.name, 1, "-", f"cannot be read: {error.strerror or error}", "a CSV file")]
        ) from error


def merged_from(theatre: Theatre, stream: IO[bytes], name: str) -> Theatre:
    """The theatre with the claims of an open file added, which faults call `name`: see `merge_claims`."""
    table = HandMadeTable(stream, name, COLUMNS)
    rows, faults = _read(table, name)
    if not rows and not faults:
        raise DataError([Fault(name, 1, "-", "a header and no claim below it", "at least one row")])
    finder = PlaceFinder(theatre.gazetteer, Resolver(theatre.names))
    placed = [(row, finder.place(row)) for row in rows]
    faults += [place for _, place in placed if isinstance(place, Fault)]
    faults += _unknown_parties(theatre.record, rows)
    is_whole = not faults
    sound = [(row, place) for row, place in placed if isinstance(place, str) and _is_of_parties(theatre.record, row)]
    merged, repeated = _claims(sound, theatre.record)
    faults += repeated
    broken, odd = rules_user_claims.broken(theatre.record, merged.claims, merged.rows, is_whole=is_whole)
    faults += broken
    if faults:
        found = BoundedFaults(name)
        found.add(sorted(set(faults)))
        raise DataError(found.all())
    count = len(merged.claims)
    return replace(
        theatre,
        record=_with(theatre.record, merged),
        fingerprint=_fingerprint(theatre.fingerprint, rows),
        user_claims=f"{count} claim{'s' * (count != 1)} added by the author, from {name}",
        remarks=(*theatre.remarks, *_remarks(table, name), *finder.remarks, *_beside_record(odd, name)),
    )


def _read(table: HandMadeTable, name: str) -> tuple[list[Row], list[Fault]]:
    """The rows that parse, and the faults of the header and of those that do not."""
    own = Table(name, COLUMNS, ())
    rows: list[Row] = []
    faults = [
        table.heading_fault(heading, f"the column {heading!r} has no meaning", f"{meant!r}, if that is meant")
        for heading, meant in table.misspelt().items()
    ]
    try:
        for item in table.rows():
            if isinstance(item, HandMadeRow):
                rows.append(Row(own, item.line, item.values))
            else:
                faults += item
    except DataError as error:
        faults += error.faults
    return rows, faults


def _remarks(table: HandMadeTable, name: str) -> Iterator[str]:
    if table.unused:
        yield f"{name}: not used: {', '.join(map(repr, table.unused))}"
    for sentence in table.understood.sentences():
        yield f"{name}: {sentence}"


def _beside_record(odd: Sequence[str], name: str) -> Iterator[str]:
    """What of the record does not fit the claims: they may be right, and no fault is theirs."""
    for sentence in odd[:MAX_REMARKS]:
        yield f"{name}: beside these claims, {sentence}"
    if len(odd) > MAX_REMARKS:
        yield f"{name}: and {len(odd) - MAX_REMARKS:,} more lines of the record"


def _fingerprint(of_tables: str, rows: Iterable[Row]) -> str:
    """SHA-256 over the version of the tables and over what the rows say, however their file is written."""
    digest = hashlib.sha256(of_tables.encode())
    for row in rows:
        cells = [tables.as_text(row[column.name]) for column in COLUMNS]
        digest.update(("\x1f".join(cells) + "\x1e").encode())
    return digest.hexdigest()


def _with(record: Record, merged: _Merged) -> Record:
    return replace(
        record,
        claims={**record.claims, **merged.claims},
        sources={**record.sources, **merged.sources},
        citations={**record.citations, **merged.citations},
    )


def _unknown_parties(record: Record, rows: Iterable[Row]) -> Iterator[Fault]:
    for row in rows:
        for column, known in (("holder", tuple(record.parties)), ("side", record.sides)):
            if row[column] not in known:
                yield row.fault(column, f"{row[column]!r} is not a party", f"one of {', '.join(known)}")


def _is_of_parties(record: Record, row: Row) -> bool:
    return row["holder"] in record.parties and row["side"] in record.sides


def _claims(placed: Sequence[tuple[Row, str]], record: Record) -> tuple[_Merged, list[Fault]]:
    """The claims that rows make, and the rows that say what another row or the record says already.

    Rows that differ only in their page, and in what they note, are one claim that several pages carry.
    """
    claims: dict[str, Claim] = {}
    said: defaultdict[str, list[Row]] = defaultdict(list)
    sources: dict[str, Source] = {}
    citations: defaultdict[str, tuple[Citation, ...]] = defaultdict(tuple)
    faults: list[Fault] = []
    for number, (row, place_id) in enumerate(placed, 1):
        claim = _claim(row, place_id)
        if problem := _repeated(row, claim, said[claim.id], record):
            faults.append(problem)
            continue
        source_id = f"own-{number}"
        first = claims.setdefault(claim.id, claim)
        if claim.note != first.note:
            claims[claim.id] = replace(first, note=f"{first.note} {row['note'] or ''}".strip())
        said[claim.id].append(row)
        sources[source_id] = _source(source_id, row)
        citations[claim.id] += (Citation(claim.id, source_id, row["place"], row["district"]),)
    return _Merged(claims, {id_: rows[0] for id_, rows in said.items() if rows}, sources, dict(citations)), faults


def _repeated(row: Row, claim: Claim, said: Sequence[Row], record: Record) -> Fault | None:
    """What is wrong with a row whose claim was made already."""
    if (in_record := f"c{claim.id[1:]}") in record.claims:
        return row.fault("place", f"the record has this claim already: {in_record}", "what the record does not say")
    for other in said:
        if other["side"] != row["side"]:
            problem = f"line {other.line} says that {row['speaker']!r} speaks for {other['side']!r}"
            return row.fault("side", problem, "one side for one speaker")
        if (other["publisher"], other["url"]) == (row["publisher"], row["url"]):
            return row.fault("-", f"says the same as line {other.line}", "one row for each")
    return None


def _claim(row: Row, place_id: str) -> Claim:
    stance, basis = row["stance"] or Stance.AFFIRMS, row["basis"] or Basis.FORCE
    identity = {**row.values, "place_id": place_id, "stance": stance, "basis": basis}
    return Claim(
        id="u" + claim_id(identity)[1:],
        place_id=place_id,
        zone_id=None,
        subject=None,
        holder=row["holder"],
        stance=stance,
        speaker=row["speaker"],
        side=row["side"],
        independence_group=None,
        basis=basis,
        called=None,
        valid_from=row["valid_from"],
        earliest=None,
        latest=None,
        reported_on=row["reported_on"],
        target_id=None,
        note=" ".join(_marked(row)),
    )


def _marked(row: Row) -> Iterator[str]:
    yield "Own claim of the maker of this map, not in karamap's record."
    if row["note"]:
        yield row["note"]


def _source(source_id: str, row: Row) -> Source:
    return Source(
        id=source_id,
        publisher=row["publisher"],
        side=row["side"],
        witness=row["witness"] or Witness.UNKNOWN,
        language="und",
        published_on=row["reported_on"],
        published_precision=Precision.DAY,
        title=None,
        url=row["url"],
        quality=Quality.ORIGINAL,
    )
