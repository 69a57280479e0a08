"""Reads all that somebody brings for a theatre: each file once, by the reader for it, with what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from karamap.errors import DataError
from karamap.gazetteer.places import LonLat
from karamap.importers import alternate_names, district_areas, event_tables, parties, source_file, versions
from karamap.importers.claim_tables import ClaimTable
from karamap.importers.district_areas import DistrictAreas
from karamap.importers.event_tables import is_acled
from karamap.importers.found import (
    FoundClaim,
    FoundEvent,
    FoundPlace,
    ImportFailedError,
    LeftOut,
    counted,
    shortened,
)
from karamap.importers.listed_places import ListedPlaces, ListedRow
from karamap.importers.parties import Parties
from karamap.importers.place_features import PlaceFeatures, is_elements
from karamap.importers.place_tables import GeoNamesDump, PlaceTable
from karamap.importers.source_file import SourceFile
from karamap.importers.violent_events import EventPlaces, ViolentEventTable, is_ged
from karamap.importers.wiki_module import MarkedPlaces, is_module
from karamap.names.spellings import fold
from karamap.tables import csv_tables
from karamap.theatre.settings import GLOBAL_SPAN


@dataclass(frozen=True)
class Request:
    """What somebody brings, and what was said about it.

    Attributes:
        parties, districts, actors: paths of files; None where there is none.
        places: paths of files of places; what an earlier one has, a later one does not add again.
        alternate_names: GeoNames' table of names in languages, beside its dump of places.
        claims: paths of tables of claims.
        pattern: names of the versions of a list or map, with * and ?.
        repository: a git repository and the path of a file in it.
        bbox: west, south, east, north, degrees: places outside it are left out.
        command: how it is typed, for the account; empty if nobody typed it.
        title, land, start, silence, languages, licence: what is decided already (`Choices`); None where it is not.
        outside: who holds places that lie in none of the areas of a version.
        inside: who holds places in those areas that do not tell it.
    """

    parties: Path
    places: tuple[Path, ...] = ()
    places_format: str = ""
    alternate_names: Path | None = None
    claims: tuple[Path, ...] = ()
    claims_format: str = ""
    districts: Path | None = None
    actors: Path | None = None
    pattern: str = ""
    repository: tuple[Path, str] | None = None
    bbox: tuple[float, float, float, float] | None = None
    title: str | None = None
    land: tuple[str, ...] | None = None
    start: date | None = None
    silence: str | None = None
    languages: tuple[str, ...] | None = None
    licence: str | None = None
    outside: str = ""
    inside: str = ""
    command: str = ""


PLACE_FORMATS = ("csv", "geonames", "geojson", "osm")
CLAIM_FORMATS = ("table", "acled", "ged")
"""What files of places and of claims may be said to be."""

MOST_PLACES = MOST_CLAIMS = csv_tables.MOST_LINES // 2
"""A place has a row and a name, a claim a row and a source: more cannot stand in the tables of a theatre."""

MOST_RENAMED = 20
"""So many renamed places are told by name."""

_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d+)?")

CUT = "its last line has no line end: is the file whole?"


@dataclass(frozen=True)
class BroughtPlaces:
    """The places of all files that have some.

    Attributes:
        found: each place once.
        files: the files that they are said to come from.
        areas: districts, if they were brought.
        left_out: rows that are no place or district.
    """

    found: list[FoundPlace]
    files: tuple[SourceFile, ...]
    areas: DistrictAreas | None
    left_out: list[LeftOut]


class BroughtFiles:
    """The files of one request, each read when it is asked for.

    Attributes:
        files: those that were read, by what messages call them.
        licences: of the files that tell theirs, by the same.
        mappings: which columns were taken for what, by the same.
        notes: what had to be understood, in sentences.
        event_files: of those that were read, the ones that tell of events and not of who holds a place.
        speaks_to: the last day that a version or a column is of, changed or not; None where there is none.
        parties: of the theatre.
    """

    def __init__(self, request: Request) -> None:
        """Read the parties.

        Raises:
            DataError, ImportFailedError: they cannot be read.
        """
        self._request = request
        self.files: dict[str, SourceFile] = {}
        self.licences: dict[str, str] = {}
        self.mappings: dict[str, str] = {}
        self.notes: list[str] = []
        self.event_files: set[str] = set()
        self.speaks_to: date | None = None
        self.parties: Parties = parties.read(self._open(request.parties))

    @cached_property
    def places(self) -> BroughtPlaces:
        """The places and districts.

        Raises:
            DataError, ImportFailedError: a file cannot be read.
        """
        request = self._request
        left_out: list[LeftOut] = []
        if request.places:
            files = [self._open(path) for path in request.places]
            found = self._of_gazetteers(files, left_out)
        else:
            readers = self._with_places()
            files = [readers[-1][0]]
            found = self._of_lists(readers)
        _check_side(found, files)
        if request.alternate_names:
            found = list(alternate_names.read(self._open(request.alternate_names), found))
        areas = None
        if request.districts:
            areas, odd = district_areas.read(self._open(request.districts))
            left_out += odd
        return BroughtPlaces(found, tuple(files), areas, left_out)

    def _of_gazetteers(self, files: Sequence[SourceFile], left_out: list[LeftOut]) -> list[FoundPlace]:
        """The places of gazetteers; what cannot be taken is added to `left_out`."""
        seen: dict[object, FoundPlace] = {}
        for file in files:
            reader = self._place_reader(file)
            for read in self._within(file, reader):
                place = replace(read, file=file.name) if len(files) > 1 else read
                key = place.key or (file.name, place.line)
                first = seen.setdefault(key, place)
                if first is not place:
                    reason = f"the id {key} is there already, that of {first.names[0].text} (line {first.line})"
                    left_out.append(LeftOut(file.name, place.line, place.names[0].text, reason))
                _check_count(seen, file, place)
            left_out += reader.left_out
            self._understood(file, reader)
        return list(seen.values())

    def _of_lists(self, readers: Sequence[tuple[SourceFile, PlaceReader]]) -> list[FoundPlace]:
        """The places of lists with positions, as the last version has them, with the names that they had before."""
        listed, seen, renamed = ListedPlaces(), dict[int, FoundPlace](), list[str]()
        for file, reader in readers:
            read = list(self._within(file, reader))
            for number, place in zip(listed.of_version([_row(place) for place in read]), read, strict=True):
                before = seen.get(number, place)
                seen[number] = _renewed(before, place)
                if fold(before.names[0].text) != fold(place.names[0].text):
                    renamed.append(f"{before.names[0].text} → {place.names[0].text}")
                _check_count(seen, file, place)
        if renamed:
            names = shortened(list(dict.fromkeys(renamed)), MOST_RENAMED)
            self.notes.append(f"taken for one place, since one name went as the other came: {names}")
        return list(seen.values())

    def _within(self, file: SourceFile, reader: PlaceReader) -> Iterator[FoundPlace]:
        """The places of a file that lie in the frame."""
        outside = 0
        for place in reader:
            if self._is_within(place):
                yield place
            else:
                outside += 1
        if outside:
            self.notes.append(f"{file.name}: {counted(outside, 'place')} outside the frame passed over")

    def _place_reader(self, file: SourceFile) -> PlaceReader:
        """A reader of the places of a file, of a module of Wikipedia too."""
        stated = self._request.places_format
        return MarkedPlaces(file, self._marks) if is_module(file) and not stated else place_reader(file, stated)

    def _is_within(self, place: FoundPlace) -> bool:
        if self._request.bbox is None:
            return True
        west, south, east, north = self._request.bbox
        return west <= place.lon <= east and south <= place.lat <= north

    @cached_property
    def claims(self) -> tuple[list[FoundClaim | FoundEvent], list[LeftOut]]:
        """The claims and events, and the rows that are neither.

        Raises:
            DataError, ImportFailedError: a file cannot be read.
        """
        left_out: list[LeftOut] = []
        found: list[FoundClaim | FoundEvent] = []
        for item in self._said(left_out):
            found.append(item)
            if len(found) > MOST_CLAIMS:
                said = f"more than {MOST_CLAIMS:,} claims, which no theatre holds; bring a part of them"
                raise ImportFailedError(f"{item.file}:{item.line}: {said}")
        return found, left_out

    def _said(self, left_out: list[LeftOut]) -> Iterator[FoundClaim | FoundEvent]:
        request, marks = self._request, self._marks
        for path in request.claims:
            file = self._open(path)
            reader = claim_reader(file, request.claims_format, marks)
            if isinstance(reader, ViolentEventTable):
                self.event_files.add(file.name)
            if isinstance(reader, ClaimTable):
                self._takes_to(reader.speaks_to)
            yield from reader
            left_out += reader.left_out
            self._understood(file, reader)
        if kept := self._versions:
            self.files |= {version.file.name: version.file for version in kept}
            versioned = versions.VersionedClaims(kept, self.places.found, marks, request.outside, request.inside)
            yield from versioned
            left_out += versioned.left_out
            self.licences |= versioned.licences
            self.mappings |= versioned.mappings
            self.notes += versioned.notes
            self._takes_to(kept[-1].day)

    def _takes_to(self, day: date | None) -> None:
        self.speaks_to = max(filter(None, (self.speaks_to, day)), default=None)

    @cached_property
    def _marks(self) -> dict[str, str]:
        """The party of each actor or mark."""
        actors = self._request.actors
        return event_tables.parties_of_actors(self._open(actors)) if actors else {}

    def _with_places(self) -> list[tuple[SourceFile, PlaceReader]]:
        """The files of claims and versions that give positions themselves, where no file of places is named.

        Raises:
            DataError, ImportFailedError: there is none, or none of them does.
        """
        files = [self._open(path) for path in self._request.claims] + [version.file for version in self._versions]
        if not files:
            raise ImportFailedError("no file of places is named: give --places FILE")
        readers: list[tuple[SourceFile, PlaceReader]] = []
        without: list[DataError | ImportFailedError] = []
        for file in files:
            try:
                readers.append((file, self._place_reader(file)))
            except (DataError, ImportFailedError) as error:
                without.append(error)
        if not readers:
            raise without[0]
        return readers

    @cached_property
    def _versions(self) -> list[versions.Version]:
        """All versions of what is kept in versions."""
        request = self._request
        kept = versions.from_pattern(request.pattern) if request.pattern else []
        if request.repository:
            kept += versions.from_git(*request.repository)
        return kept

    def _open(self, path: Path) -> SourceFile:
        """A file, under a name that no other has."""
        file = source_file.read(path)
        number, name = 2, file.name
        while (other := self.files.get(file.name)) and other.path != path:
            file, number = replace(file, name=f"{name} ({number})"), number + 1
        is_new = file.name not in self.files
        self.files[file.name] = file
        if is_new and file.may_be_cut:
            self.notes.append(f"{file.name}: {CUT}")
        return file

    def _understood(self, file: SourceFile, reader: Reader) -> None:
        """Keep what a reader, at its end, tells of its file."""
        self.notes += [f"{file.name}: {note}" for note in reader.notes]
        if reader.licence:
            self.licences[file.name] = reader.licence
        if reader.mapping:
            self.mappings[file.name] = reader.mapping


PlaceReader = PlaceTable | GeoNamesDump | PlaceFeatures | EventPlaces | MarkedPlaces
Reader = PlaceReader | ClaimTable | event_tables.EventTable | ViolentEventTable
"""What gives places, claims or events, what it left out, what it understood, and the licence if the format tells."""


def _row(place: FoundPlace) -> ListedRow:
    return ListedRow(place.names[0].text, LonLat(place.lon, place.lat), place.key, place.district)


def _renewed(before: FoundPlace, place: FoundPlace) -> FoundPlace:
    """A place as a later version has it, with the names of before behind."""
    known = {fold(name.text) for name in place.names}
    former = [name._replace(is_former=True) for name in before.names if fold(name.text) not in known]
    return replace(place, names=(*place.names, *former), first=before.first or before)


def _check_count(places: Sized, file: SourceFile, place: FoundPlace) -> None:
    """Refuse more places than the tables of a theatre can hold.

    Raises:
        ImportFailedError: naming the first place too many.
    """
    if len(places) > MOST_PLACES:
        said = f"more than {MOST_PLACES:,} places, which no theatre holds; state a part by --bbox W,S,E,N"
        raise ImportFailedError(f"{file.name}:{place.line}: {said}")


def _check_side(found: Sequence[FoundPlace], files: Sequence[SourceFile]) -> None:
    """Refuse places on both sides of the meridian of 180°, across which nothing can be drawn.

    Raises:
        ImportFailedError: naming the westernmost and the easternmost.
    """
    if not found:
        return
    ends = min(found, key=lambda place: place.lon), max(found, key=lambda place: place.lon)
    if ends[1].lon - ends[0].lon > GLOBAL_SPAN:
        first, last = [
            f"{place.names[0].text} ({place.file or files[0].name}:{place.line}, {place.lon:g}°)" for place in ends
        ]
        said = "lie on both sides of 180°, across which no theatre can be drawn; state one side by --bbox W,S,E,N"
        raise ImportFailedError(f"{first} and {last} {said}")


def looks_like_dump(content: bytes) -> bool:
    """Whether a file begins as a dump of GeoNames does: cells parted by tabs, an id first, a position fifth and sixth.

    One of fewer columns or in UTF-16 is none, but its reader says what is wrong with it.
    """
    is_utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    head = content[:4000].decode("utf-16" if is_utf16 else "utf-8-sig", errors="ignore").lstrip("\r\n")
    cells = head.split("\n", 1)[0].split("\t")
    return len(cells) > 6 and cells[0].isdigit() and all(map(_DEGREES.fullmatch, cells[4:6]))  # noqa: PLR2004


def place_reader(file: SourceFile, stated: str = "") -> PlaceReader:
    """A reader of the places of a file, of the stated format or of the one that its beginning tells.

    Raises:
        DataError: a table lacks a column.
        ImportFailedError: the file is not for places.
    """
    head = file.content[:4000].lstrip(b"\xef\xbb\xbf \r\n\t")
    if stated in ("geojson", "osm") or (not stated and (is_elements(file.content) or head[:1] in (b"{", b"["))):
        return PlaceFeatures(file)
    first = head.split(b"\n", 1)[0]
    if not stated and is_acled(first.lower()):
        said = "ACLED's terms let no row of it be passed on, so it is no gazetteer: give one by --places FILE"
        raise ImportFailedError(f"{file.name}: {said} (GeoNames, OpenStreetMap)")
    if not stated and is_ged(first.lower()):
        return EventPlaces(file)
    if stated == "geonames" or (not stated and looks_like_dump(file.content)):
        return GeoNamesDump(file)
    return PlaceTable(file)


def claim_reader(
    file: SourceFile, stated: str, actors: Mapping[str, str]
) -> ClaimTable | event_tables.EventTable | ViolentEventTable:
    """A reader of the claims or events of a file.

    Raises:
        DataError: the file is no such table.
        ImportFailedError: it says nothing of days.
    """
    head = file.content[:4000].split(b"\n", 1)[0].lower()
    if stated == "acled" or (not stated and is_acled(head)):
        return event_tables.EventTable(file, actors)
    if stated == "ged" or (not stated and is_ged(head)):
        return ViolentEventTable(file)
    if not stated and is_module(file):
        said = "a module of a detailed map tells no day: give it by --versions 'map_*.lua' with days in the names"
        raise ImportFailedError(f"{file.name}: {said}, or by --git-history")
    return ClaimTable(file)
