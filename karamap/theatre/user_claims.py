"""Merges claims of the user into the record, for one run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from karamap.errors import DataError, Fault
from karamap.names.resolutions import Flag, Mention, Outcome, Resolution, described
from karamap.names.resolver import Resolver
from karamap.record.claims import Citation, Claim, Record, Source, claim_id
from karamap.record.schema import Basis, Precision, Quality, Stance, Witness
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Column, Row, Table
from karamap.tables.data_folder import DataFolder
from karamap.theatre.theatre import Theatre

STANCES = (Stance.AFFIRMS, Stance.DENIES, Stance.HOLDS, Stance.CONTESTED)
"""What an own claim may do; a wrong one is just left out, not taken back."""

COLUMNS = (
    Column("place", tables.text),
    Column("district", tables.text, required=False),
    Column("holder", tables.identifier),
    Column("stance", tables.enum(STANCES), required=False),
    Column("basis", tables.enum(Basis), required=False),
    Column("valid_from", tables.day),
    Column("reported_on", tables.day),
    Column("speaker", tables.text),
    Column("side", tables.identifier),
    Column("publisher", tables.text),
    Column("witness", tables.enum(Witness), required=False),
    Column("url", tables.url, required=False),
    Column("note", tables.text, required=False),
)
"""Columns of a file of own claims: `place` is a name or an id; without stance and basis, affirms by force."""

LATER_COLUMNS = frozenset({"witness"})
"""Columns that a file may lack as a whole, since files of earlier versions do."""


def merge_claims(theatre: Theatre, path: Path) -> Theatre:
    """The theatre with the claims of a file added, marked as own claims.

    Their ids begin with `u`, their sources with `own`; the fingerprint covers the file too, and `user_claims`
    says in words what was added.

    Raises:
        DataError: with every fault of the file: a cell that does not parse, a place that no name or several
            places support, a party that the record does not know.
    """
    source = DataFolder(path.parent)
    key = ("place", "district", "holder", "valid_from", "reported_on", "speaker", "url")
    table = Table(path.name, _columns(source.content(path.name) or b""), key)
    rows, faults = tables.scan(table, source)
    resolver = Resolver(theatre.names)
    placed = [(row, _place(theatre, resolver, row)) for row in rows]
    faults += [place for _, place in placed if isinstance(place, Fault)]
    faults += _unknown_parties(theatre.record, rows)
    if faults:
        raise DataError(faults)
    added = [_claim(row, place) for row, place in placed if isinstance(place, str)]
    digest = hashlib.sha256(theatre.fingerprint.encode() + (source.content(path.name) or b"")).hexdigest()
    words = f"{len(added)} claim{'s' * (len(added) != 1)} of the maker's own from {path.name}"
    return replace(theatre, record=_with(theatre.record, rows, added), fingerprint=digest, user_claims=words)


def _columns(content: bytes) -> tuple[Column, ...]:
    """The columns of a file, without those that it lacks as a whole and may lack."""
    header = content.partition(b"\n")[0].decode("utf-8", errors="replace").strip().split(",")
    return tuple(column for column in COLUMNS if column.name in header or column.name not in LATER_COLUMNS)


def _with(record: Record, rows: Iterable[Row], added: Iterable[Claim]) -> Record:
    pairs = list(zip(rows, added, strict=True))
    return replace(
        record,
        claims={**record.claims, **{claim.id: claim for _, claim in pairs}},
        sources={**record.sources, **{_source_id(row): _source(row) for row, _ in pairs}},
        citations={
            **record.citations,
            **{claim.id: (Citation(claim.id, _source_id(row), row["place"], row["district"]),) for row, claim in pairs},
        },
    )


def _place(theatre: Theatre, resolver: Resolver, row: Row) -> str | Fault:
    """The id of the place a row is about, or what keeps it from being told."""
    if row["place"] in theatre.gazetteer.places:
        return str(row["place"])
    found = resolver.resolve(Mention(row["place"], row["district"], None, row["valid_from"]))
    if found.place_id is not None:
        return found.place_id
    return _untold(theatre, resolver, row, found)


def _untold(theatre: Theatre, resolver: Resolver, row: Row, found: Resolution) -> Fault:
    """Why the place of a row cannot be told."""
    candidates = "; ".join(described(theatre.gazetteer, item.place_id) for item in found.candidates)
    if Flag.UNKNOWN_DISTRICT in found.flags:
        known = ", ".join(resolver.district_names)
        return row.fault("district", f"no district is called {row['district']!r}", known)
    if Flag.DISTRICT_MISMATCH in found.flags and candidates:
        problem = f"no {row['place']!r} lies in {row['district']!r}"
        return row.fault("district", problem, f"an id or the right district: {candidates}")
    if found.outcome is Outcome.UNRESOLVED:
        near = ", ".join(resolver.nearest(row["place"])) or "a name of the gazetteer"
        return row.fault("place", f"no place is called {row['place']!r}", f"an id, or a name such as {near}")
    if found.outcome is Outcome.WEAK:
        return row.fault("place", f"no place is called {row['place']!r} for sure", f"an id or a name: {candidates}")
    return row.fault(
        "place", f"{row['place']!r} may be {len(found.candidates)} places", f"an id or a district: {candidates}"
    )


def _unknown_parties(record: Record, rows: Iterable[Row]) -> Iterator[Fault]:
    for row in rows:
        for column, known in (("holder", tuple(record.parties)), ("side", record.sides)):
            if row[column] not in known:
                yield row.fault(column, f"{row[column]!r} is not a party", f"one of {', '.join(known)}")


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
        independence_group=_source_id(row),
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


def _source_id(row: Row) -> str:
    return f"own-{row.line}"


def _source(row: Row) -> Source:
    return Source(
        id=_source_id(row),
        publisher=row["publisher"],
        side=row["side"],
        witness=row.values.get("witness") or Witness.UNKNOWN,
        language="und",
        published_on=row["reported_on"],
        published_precision=Precision.DAY,
        title=None,
        url=row["url"],
        quality=Quality.ORIGINAL,
    )
