"""Makes a theatre of what somebody brings: says what stands where, asks what is open, lets the rules judge."""

from __future__ import annotations

import io
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from karamap.errors import Fault
from karamap.gazetteer import schema as gazetteer_schema
from karamap.gazetteer.places import Gazetteer
from karamap.importers import (
    choices,
    countries,
    gazetteer_rows,
    import_note,
    lone_places,
    record_rows,
    theatre_folder,
)
from karamap.importers.brought_files import BroughtFiles, Request
from karamap.importers.choices import Choices
from karamap.importers.found import ImportFailedError, LeftOut, counted
from karamap.importers.gazetteer_rows import GazetteerRows
from karamap.importers.place_matching import PlaceMatcher
from karamap.importers.record_rows import RecordRows
from karamap.names.index import NameIndex
from karamap.names.resolver import Resolver
from karamap.record import schema as record_schema
from karamap.tables import csv_reader
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Row, Rows, Table
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre import loader, names, settings
from karamap.theatre.texts import TEXTS

TABLES: tuple[Table, ...] = (*gazetteer_schema.TABLES, *record_schema.TABLES, TEXTS)

ROUNDS = 5
"""So often what the rules refuse is taken out, and they are asked again: one row may hide another."""

_MOST_REASONS = 5
"""So many reasons are told, the most frequent first."""

Decide = Callable[[Choices, Collection[str]], Choices]
"""Makes of what the files and the request give, and of the countries in the frame, what is decided."""


@dataclass
class Imported:
    """A theatre, ready to be written, and the account of how it came about.

    Attributes:
        files: texts by their paths below the folder.
        counts: what was taken, in words, in the order of the work.
        left_out: what was not.
        first, last: days of the record.
        chosen: what was decided about the theatre.
    """

    files: dict[str, str]
    counts: list[str]
    left_out: dict[str, list[LeftOut]]
    first: date
    last: date
    chosen: Choices


def imported(request: Request, decide: Decide | None = None) -> Imported:
    """The theatre that files make.

    Args:
        request: the files, and what was said about them.
        decide: is asked for what is decided; without it that is what the request says, else what the files give.

    Raises:
        ImportFailedError, DataError: a file cannot be read at all, nothing in it can be taken, or a choice is none.
    """
    made = _Import(request)
    computed = made.computed()
    known = countries.ids_in(made.frame)
    stated = {name: value for name in choices.QUESTIONS if (value := getattr(request, name)) is not None}
    chosen = replace(computed, **stated)
    chosen = decide(chosen, known) if decide else chosen
    choices.check_land(chosen.land, known)
    choices.check_languages(chosen.languages)
    if chosen.languages != computed.languages:
        made.read(choices.languages_by_script(chosen.languages))
    return made.settled(chosen, computed)


def write(folder: Path, made: Imported, *, is_update: bool = False) -> int:
    """Write a theatre, whole or not at all, or bring an imported one up to date.

    Returns:
        The number of rows that were edited by hand since the last import; they stay as they are.

    Raises:
        ImportFailedError: the folder has tables already; or, for an update, none that an import made.
        RenderError: it cannot be written.
    """
    if not is_update:
        theatre_folder.write_new(folder, made.files)
        return 0
    files = theatre_folder.update(folder, made.files, TABLES)
    kept = sum(theatre_folder.hand_edits(folder, table) for table in TABLES)
    theatre_folder.replace_files(folder, files)
    return kept


class _Import:
    """One import, step by step."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._files = BroughtFiles(request)
        self.read({})

    def read(self, languages: Mapping[str, str]) -> None:
        """Make rows of all that was brought, with the language of names in a script where files do not tell it."""
        self._gazetteer = self._read_gazetteer(languages)
        self._record = self._read_record()

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the theatre, degrees."""
        return self._request.bbox or settings.frame_around(list(self._gazetteer.positions.values()))

    def computed(self) -> Choices:
        """What the files give where nobody decides."""
        names_, _ = self._scanned_names()
        return Choices(
            title=self._files.places.files[0].path.name.split(".")[0].replace("_", " "),
            land=tuple(countries.countries_of(list(self._gazetteer.positions.values()))),
            start=min(row["valid_from"] for row in self._record.rows[record_rows.CLAIMS]),
            silence="stays",
            languages=choices.languages_to_show(names_),
            licence=choices.NOT_STATED,
        )

    def _scanned_names(self) -> tuple[list[Row], list[Fault]]:
        table = gazetteer_schema.NAMES
        return tables.scan_text(table, tables.written(table, self._gazetteer.rows[table.path]))

    def settled(self, chosen: Choices, computed: Choices) -> Imported:
        """Write the tables beside, take out what the rules refuse, and give what is left."""
        last = self._last_day
        others = {
            "gazetteer/theatre.toml": choices.settings_text(
                chosen,
                computed,
                self.frame,
                settings.languages_by_frequency(self._scanned_names()[0]),
                last if last > self._last_claim else None,
            ),
            ".gitattributes": "* text=auto eol=lf\n",
        }
        self._take_licences(chosen.licence)
        if borders := countries.borders(self.frame):
            others["gazetteer/borders.geojson"] = borders
            self._gazetteer.rows[gazetteer_schema.DATASETS.path].append(dict(countries.DATASET))
        with tempfile.TemporaryDirectory(prefix="karamap-") as scratch:
            for _ in range(ROUNDS):
                texts = self._texts()
                for path, text in {**texts, **others}.items():
                    target = Path(scratch, path)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_text(text, encoding="utf-8", newline="")
                faults = loader.problems(Path(scratch))
                refused = _refused(faults, texts)
                if not refused:
                    break
                self._record = record_rows.without(self._record, refused, refused)
        if faults:
            raise ImportFailedError(f"the tables that these files make have a fault for a person to mend: {faults[0]}")
        return self._account(chosen, {**texts, **others})

    @property
    def _last_claim(self) -> date:
        last: date = max(row["valid_from"] for row in self._record.rows[record_rows.CLAIMS])
        return last

    @property
    def _last_day(self) -> date:
        """The last day that the files speak of."""
        happened: list[date] = [row["happened_on"] for row in self._record.rows[record_rows.EVENTS]]
        return max([self._last_claim, *happened, *filter(None, [self._files.speaks_to])])

    def _read_gazetteer(self, languages: Mapping[str, str]) -> GazetteerRows:
        brought = self._files.places
        made = gazetteer_rows.rows_of(brought.found, brought.files, brought.areas, languages)
        made.left_out = [*brought.left_out, *made.left_out]
        if not made.positions:
            first = f"; the first row left out: {brought.left_out[0].reason}" if brought.left_out else ""
            raise ImportFailedError(f"{brought.files[0].name}: no place with a name and a position{first}")
        return made

    def _read_record(self) -> RecordRows:
        found, left_out = self._files.claims
        matcher = self._matcher = PlaceMatcher(self._gazetteer, lambda: _resolver(self._gazetteer))
        digests = {file.name: file.sha256 for file in self._files.files.values()}
        made = record_rows.rows_of(found, self._files.parties, matcher.match, digests)
        made.left_out = [*left_out, *made.left_out]
        if not made.rows[record_rows.CLAIMS]:
            if made.rows[record_rows.EVENTS]:
                raise ImportFailedError("no claim: events say nothing of who holds a place; add --claims FILE")
            raise ImportFailedError(
                f"of {counted(len(found) + len(left_out), 'claim')} none could be taken{_why(made.left_out)}"
            )
        return made

    def _take_licences(self, otherwise: str) -> None:
        """Write into each source the licence of its file: what the format tells, else what was decided."""
        of_file = self._files.licences
        for row, file in zip(
            self._gazetteer.rows[gazetteer_schema.DATASETS.path], self._files.places.files, strict=True
        ):
            row["licence"] = of_file.get(file.name, otherwise)
        for row in self._record.rows[record_rows.SOURCES]:
            row["note"] += f"; licence: {of_file.get(self._record.files[row['id']], otherwise)}"

    def _texts(self) -> dict[str, str]:
        """The tables as they are written."""
        rows: dict[str, list[dict[str, Any]]] = {**self._gazetteer.rows, **self._record.rows}
        rows[record_schema.PARTIES.path] = self._files.parties.rows
        rows[TEXTS.path] = countries.texts(self.frame)
        return {table.path: tables.written(table, rows[table.path]) for table in TABLES if rows.get(table.path)}

    def _account(self, chosen: Choices, files: dict[str, str]) -> Imported:
        gazetteer, record = self._gazetteer, self._record
        claims = record.rows[record_rows.CLAIMS]
        days = [row["valid_from"] for row in claims]
        of_events = self._files.event_files
        left_out = {
            "places": gazetteer.left_out,
            "claims": [row for row in record.left_out if row.file not in of_events],
            "events": [row for row in record.left_out if row.file in of_events],
        }
        counts = self._taken(min(days), max(days))
        not_taken = [counted(len(rows), *_NOUNS[name]) for name, rows in left_out.items() if rows]
        if not_taken:
            counts.append(f"not taken: {', '.join(not_taken)} (see {theatre_folder.TO_DO}/)")
        for name, rows in left_out.items():
            if rows:
                files[f"{theatre_folder.TO_DO}/{name}.csv"] = theatre_folder.to_do_table(rows)
        lone = lone_places.told(claims, gazetteer.positions, gazetteer.names)
        notes = [*self._files.notes, *self._matcher.notes, *lone]
        files["IMPORT.md"] = import_note.text(self._request.command, self._files, chosen, counts, left_out, notes)
        last = {
            f"{theatre_folder.LAST_IMPORT}/{table.path}": files[table.path] for table in TABLES if table.path in files
        }
        told = [*counts, *notes]
        return Imported({**files, **last}, told, left_out, min(days), self._last_day, chosen)

    def _taken(self, first: date, last: date) -> list[str]:
        """How much was taken, in words."""
        gazetteer, record = self._gazetteer, self._record
        claims, mentions = record.rows[record_rows.CLAIMS], record.rows[record_rows.EVENTS]
        named = counted(len({row["place_id"] for row in claims}), "place")
        parties = counted(len(self._files.parties.rows), "party", "parties")
        districts = len(gazetteer.rows["gazetteer/districts.csv"])
        return [
            ", ".join(
                [
                    counted(len(gazetteer.positions), "place"),
                    counted(len(gazetteer.rows["gazetteer/names.csv"]), "name"),
                    *([counted(districts, "district")] if districts else []),
                ]
            ),
            f"{counted(len(claims), 'claim')} about {named}, {first} to {last}, by {parties}",
            *([counted(len(mentions), "mention")] if mentions else []),
        ]


_NOUNS = {"places": ("row of places", "rows of places"), "claims": ("claim",), "events": ("event",)}
"""What is counted of what was left out, once and more than once."""


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


def _why(left_out: Sequence[LeftOut]) -> str:
    """Why nothing could be taken: the most frequent reasons, each with the first row that it was the reason for."""
    firsts: dict[str, LeftOut] = {}
    for row in left_out:
        firsts.setdefault(row.reason, row)
    told = []
    for reason, count in Counter(row.reason for row in left_out).most_common(_MOST_REASONS):
        first = firsts[reason]
        nearest = f", nearest: {first.nearest}" if first.nearest else ""
        what = f", {first.what}{nearest}" if first.what else ""
        told.append(f"{reason} ({count:,}, the first {first.file}:{first.line}{what})")
    return f": {'; '.join(told)}" if told else ""


def _refused(faults: Sequence[Fault], texts: Mapping[str, str]) -> dict[str, str]:
    """The ids of claims and mentions that the rules refuse, with the reason."""
    judged = {path: texts.get(path, "") for path in (record_rows.CLAIMS, record_rows.EVENTS)}
    by_path = {path: list(csv_reader.records(io.StringIO(text, newline=""))) for path, text in judged.items()}
    refused: dict[str, str] = {}
    for fault in faults:
        lines = by_path.get(fault.path, [])
        if 1 < fault.line <= len(lines):
            expected = f"; expected {fault.expected}" if fault.expected else ""
            refused.setdefault(lines[fault.line - 1][0], f"{fault.problem}{expected}")
    return refused
