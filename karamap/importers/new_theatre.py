"""Makes a theatre of the files that somebody brings: reads them, says what stands where, and lets the rules judge."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from karamap.errors import Fault
from karamap.gazetteer import schema as gazetteer_schema
from karamap.gazetteer.places import Gazetteer
from karamap.importers import (
    countries,
    district_areas,
    event_tables,
    gazetteer_rows,
    parties,
    record_rows,
    source_file,
    theatre_folder,
    versions,
)
from karamap.importers.claim_tables import ClaimTable
from karamap.importers.found import FoundClaim, FoundEvent, FoundPlace, ImportFailedError, LeftOut
from karamap.importers.gazetteer_rows import GazetteerRows
from karamap.importers.parties import Parties
from karamap.importers.place_features import PlaceFeatures, is_elements
from karamap.importers.place_matching import PlaceMatcher
from karamap.importers.place_tables import GeoNamesDump, PlaceTable
from karamap.importers.record_rows import RecordRows
from karamap.importers.source_file import SourceFile
from karamap.importers.violent_events import ViolentEventTable
from karamap.names.index import NameIndex
from karamap.names.resolver import Resolver
from karamap.record import schema as record_schema
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Rows, Table
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre import loader, names, settings

TABLES: tuple[Table, ...] = (*gazetteer_schema.TABLES, *record_schema.TABLES)

ROUNDS = 5
"""So often what the rules refuse is taken out, and they are asked again: one row may hide another."""


@dataclass(frozen=True)
class Request:
    """What somebody brings, and what was said about it.

    Attributes:
        places, parties, districts, actors: paths of files; None where there is none.
        claims: paths of tables of claims.
        pattern: names of the versions of a list or map, with * and ?.
        repository: a git repository and the path of a file in it.
        bbox: west, south, east, north, degrees: places outside it are left out.
        title: what the theatre is called.
        silence: what becomes of ground that nobody speaks of.
        languages: the language of names in a script (ISO 15924), where files do not tell it.
        outside: who holds places that lie in none of the areas of a version.
    """

    parties: Path
    places: Path | None = None
    places_format: str = ""
    claims: tuple[Path, ...] = ()
    claims_format: str = ""
    districts: Path | None = None
    actors: Path | None = None
    pattern: str = ""
    repository: tuple[Path, str] | None = None
    bbox: tuple[float, float, float, float] | None = None
    title: str = ""
    silence: str = "stays"
    languages: Mapping[str, str] = field(default_factory=dict)
    outside: str = ""


@dataclass
class Imported:
    """A theatre, ready to be written, and the account of how it came about.

    Attributes:
        files: texts by their paths below the folder.
        counts: what was taken, in words, in the order of the work.
        left_out: what was not.
        first, last: days of the record.
        title: what the theatre is called.
    """

    files: dict[str, str]
    counts: list[str]
    left_out: dict[str, list[LeftOut]]
    first: date
    last: date
    title: str


def imported(request: Request) -> Imported:
    """The theatre that files make.

    Raises:
        ImportFailedError, DataError: a file cannot be read at all, or nothing in it can be taken.
    """
    made = _Import(request)
    gazetteer = made.gazetteer()
    record = made.record(gazetteer)
    return made.settled(gazetteer, record)


class _Import:
    """One import, step by step."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._files: dict[str, SourceFile] = {}
        self._notes: list[str] = []
        self._found: list[FoundPlace] = []
        self._parties: Parties = parties.read(self._open(request.parties))
        self._title = request.title

    def gazetteer(self) -> GazetteerRows:
        """Read the places."""
        request = self._request
        files = [self._open(request.places)] if request.places else self._with_places()
        left_out: list[LeftOut] = []
        for file in files:
            reader = place_reader(file, request.places_format)
            self._found += reader
            left_out += reader.left_out if request.places else []
            self._note(file, reader.notes)
        self._found = _once(self._found)
        areas = None
        if request.districts:
            areas, odd = district_areas.read(self._open(request.districts))
            left_out += odd
        made = gazetteer_rows.rows_of(self._found, files[-1], areas, request.languages, request.bbox)
        made.left_out = [*left_out, *made.left_out]
        if not made.positions:
            first = f"; the first row left out: {left_out[0].reason}" if left_out else ""
            raise ImportFailedError(f"{files[-1].name}: no place with a name and a position{first}")
        self._title = self._title or files[-1].path.name.split(".")[0].replace("_", " ")
        return made

    def record(self, gazetteer: GazetteerRows) -> RecordRows:
        """Read the claims."""
        left_out: list[LeftOut] = []
        found = list(self._claims(left_out))
        matcher = PlaceMatcher(gazetteer, lambda: _resolver(gazetteer))
        digests = {file.name: file.sha256 for file in self._files.values()}
        made = record_rows.rows_of(found, self._parties, matcher.match, digests)
        made.left_out = [*left_out, *made.left_out]
        if not made.rows[record_rows.CLAIMS]:
            first = made.left_out[0] if made.left_out else None
            why = f"; the first: {first.file}:{first.line}: {first.reason}" if first else ""
            if made.rows[record_rows.EVENTS]:
                why = ": events say nothing of who holds a place; add --claims FILE"
            raise ImportFailedError(f"none of {len(found) + len(left_out):,} claims could be taken{why}")
        return made

    def settled(self, gazetteer: GazetteerRows, record: RecordRows) -> Imported:
        """Write the tables beside, take out what the rules refuse, and give what is left."""
        positions = list(gazetteer.positions.values())
        frame = self._request.bbox or settings.frame_around(positions)
        others = {
            "gazetteer/theatre.toml": self._settings(frame, countries.countries_of(positions)),
            ".gitattributes": "* text=auto eol=lf\n",
        }
        if borders := countries.borders(frame):
            others["gazetteer/borders.geojson"] = borders
            gazetteer.rows[gazetteer_schema.DATASETS.path].append(dict(countries.DATASET))
        with tempfile.TemporaryDirectory(prefix="karamap-") as scratch:
            for _ in range(ROUNDS):
                texts = self._texts(gazetteer, record)
                for path, text in {**texts, **others}.items():
                    target = Path(scratch, path)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_text(text, encoding="utf-8", newline="")
                faults = loader.problems(Path(scratch))
                refused = _refused(faults, texts)
                if not refused:
                    break
                record = record_rows.without(record, refused, refused)
        if faults:
            raise ImportFailedError(f"the tables that these files make have a fault for a person to mend: {faults[0]}")
        return self._account(gazetteer, record, {**texts, **others})

    def _claims(self, left_out: list[LeftOut]) -> Iterator[FoundClaim | FoundEvent]:
        """The claims and events of all files."""
        request = self._request
        marks = event_tables.parties_of_actors(self._open(request.actors)) if request.actors else {}
        for path in request.claims:
            file = self._open(path)
            reader = claim_reader(file, request.claims_format, marks)
            yield from reader
            left_out += reader.left_out
            self._note(file, reader.notes)
        if kept := self._versions:
            self._files |= {version.file.name: version.file for version in kept}
            versioned = versions.VersionedClaims(kept, self._found, marks, request.outside)
            yield from versioned
            left_out += versioned.left_out
            self._notes += versioned.notes

    def _with_places(self) -> list[SourceFile]:
        """The files of claims and versions, where no file of places is named: they may give positions themselves."""
        files = [self._open(path) for path in self._request.claims] + [version.file for version in self._versions]
        if not files:
            raise ImportFailedError("no file of places is named: give --places FILE")
        return files

    @cached_property
    def _versions(self) -> list[versions.Version]:
        """All versions of what is kept in versions."""
        request = self._request
        kept = versions.from_pattern(request.pattern) if request.pattern else []
        if request.repository:
            kept += versions.from_git(*request.repository)
        return kept

    def _open(self, path: Path) -> SourceFile:
        file = source_file.read(path)
        self._files[file.name] = file
        return file

    def _note(self, file: SourceFile, notes: Iterable[str]) -> None:
        self._notes += [f"{file.name}: {note}" for note in notes]

    def _texts(self, gazetteer: GazetteerRows, record: RecordRows) -> dict[str, str]:
        """The tables as they are written."""
        rows: dict[str, list[dict[str, Any]]] = {**gazetteer.rows, **record.rows}
        rows[record_schema.PARTIES.path] = self._parties.rows
        return {table.path: tables.written(table, rows[table.path]) for table in TABLES if rows.get(table.path)}

    def _settings(self, frame: tuple[float, float, float, float], own: Sequence[str]) -> str:
        land = f"countries = {json.dumps(own)}\n" if own else ""
        title = self._title.replace("\\", " ").replace('"', "'")
        return f"""# What is true of this theatre and no other. What is left out is computed from the tables.

[theatre]
title = "{title}"

[record]
# stays: ground that nobody speaks of stays with its holder. follows: it may go with its surroundings.
silence = "{self._request.silence}"

[land]
# Ground lies in these countries of borders.geojson; a place beyond keeps its point.
{land}frame = [{", ".join(f"{value:g}" for value in frame)}]
"""

    def _account(self, gazetteer: GazetteerRows, record: RecordRows, files: dict[str, str]) -> Imported:
        claims = record.rows[record_rows.CLAIMS]
        days = [row["valid_from"] for row in claims]
        left_out = {"places": gazetteer.left_out, "claims": record.left_out}
        named = len({row["place_id"] for row in claims})
        counts = [
            f"{len(gazetteer.positions):,} places, {len(gazetteer.rows['gazetteer/names.csv']):,} names, "
            f"{len(gazetteer.rows['gazetteer/districts.csv']):,} districts",
            f"{len(claims):,} claims about {named:,} places, {min(days)} to {max(days)}, "
            f"by {len(self._parties.rows)} parties; {len(record.rows[record_rows.EVENTS]):,} mentions",
            f"{len(gazetteer.left_out):,} rows of places and {len(record.left_out):,} claims not taken: "
            f"see {theatre_folder.TO_DO}/",
        ]
        for name, rows in left_out.items():
            if rows:
                files[f"{theatre_folder.TO_DO}/{name}.csv"] = theatre_folder.to_do_table(rows)
        files["IMPORT.md"] = _import_note(counts, self._notes, left_out, self._files.values())
        last = {
            f"{theatre_folder.LAST_IMPORT}/{table.path}": files[table.path] for table in TABLES if table.path in files
        }
        return Imported({**files, **last}, [*counts, *self._notes], left_out, min(days), max(days), self._title)


def _once(places: Iterable[FoundPlace]) -> list[FoundPlace]:
    """Places that several versions of a list have, each once: by id, else by name and rounded position."""
    seen: dict[object, FoundPlace] = {}
    for place in places:
        key = place.key or (place.names[0].text.casefold(), round(place.lon, 2), round(place.lat, 2))
        seen.setdefault(key, place)
    return list(seen.values())


def place_reader(file: SourceFile, stated: str = "") -> PlaceTable | GeoNamesDump | PlaceFeatures:
    """A reader of the places of a file, of the stated format or of the one that its beginning tells.

    Raises:
        DataError: a table lacks a column.
    """
    head = file.content[:4000].lstrip(b"\xef\xbb\xbf \r\n\t")
    if stated in ("geojson", "osm") or (not stated and (is_elements(file.content) or head[:1] in (b"{", b"["))):
        return PlaceFeatures(file)
    first = head.split(b"\n", 1)[0]
    is_dump = first.count(b"\t") == 18 and first.split(b"\t", 1)[0].isdigit()  # noqa: PLR2004 - 19 columns
    if stated == "geonames" or (not stated and is_dump):
        return GeoNamesDump(file)
    return PlaceTable(file)


def claim_reader(
    file: SourceFile, stated: str, actors: Mapping[str, str]
) -> ClaimTable | event_tables.EventTable | ViolentEventTable:
    """A reader of the claims or events of a file.

    Raises:
        DataError: the file is no such table.
    """
    head = file.content[:4000].split(b"\n", 1)[0].lower()
    if stated == "acled" or (not stated and b"sub_event_type" in head):
        return event_tables.EventTable(file, actors)
    if stated == "ged" or (not stated and b"type_of_violence" in head):
        return ViolentEventTable(file)
    return ClaimTable(file)


def _resolver(gazetteer: GazetteerRows) -> Resolver:
    """The resolver of some names."""
    rows = Rows()
    for table in gazetteer_schema.TABLES:
        text = tables.written(table, gazetteer.rows.get(table.path, []))
        rows[table.path], _ = tables.scan_text(table, text)
    languages = settings.languages_by_frequency(rows[gazetteer_schema.NAMES.path])
    made = Gazetteer.of(rows, system=gazetteer_rows.SYSTEM, languages=languages)
    orthographies = names.read_orthographies(DataFolder(data_dir()))
    return Resolver(NameIndex(made, orthographies))


def _refused(faults: Sequence[Fault], texts: Mapping[str, str]) -> dict[str, str]:
    """The ids of claims and mentions that the rules refuse, with the reason."""
    judged = {path: texts.get(path, "") for path in (record_rows.CLAIMS, record_rows.EVENTS)}
    by_path = {path: list(csv.reader(io.StringIO(text, newline=""))) for path, text in judged.items()}
    refused: dict[str, str] = {}
    for fault in faults:
        lines = by_path.get(fault.path, [])
        if 1 < fault.line <= len(lines):
            expected = f"; expected {fault.expected}" if fault.expected else ""
            refused.setdefault(lines[fault.line - 1][0], f"{fault.problem}{expected}")
    return refused


def _import_note(
    counts: Sequence[str], notes: Sequence[str], left_out: Mapping[str, Sequence[LeftOut]], files: Iterable[SourceFile]
) -> str:
    """The account of an import, as Markdown."""
    lines = ["# How these tables came about", "", "`karamap new` made them of these files:", ""]
    lines += ["| file | bytes | SHA-256 |", "|---|---|---|"]
    lines += [f"| {file.name} | {len(file.content):,} | `{file.sha256}` |" for file in files]
    lines += ["", "## What was taken", "", *(f"- {text}" for text in counts)]
    if notes:
        lines += ["", "## What had to be understood", "", *(f"- {text}" for text in notes)]
    for name, rows in left_out.items():
        if rows:
            reasons = Counter(row.reason for row in rows)
            lines += ["", f"## {name.capitalize()} not taken, by reason", ""]
            lines += [f"- {count:,}: {reason}" for reason, count in reasons.most_common(20)]
    lines += ["", "Edit the tables by hand: `karamap new --update` keeps what differs from `import/last/`.", ""]
    return "\n".join(lines)
