"""Reads lists and maps that are kept in versions: each version is what was known on its day."""

from __future__ import annotations

import glob
import hashlib
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely

from karamap.gazetteer.places import LonLat
from karamap.importers import source_file
from karamap.importers.area_features import HOLDER_PROPERTIES, area_of, features_of, holder_of
from karamap.importers.claim_tables import HOLDER_HEADERS, PLACE_MEANINGS, SAID_MEANINGS, key_in, position_in
from karamap.importers.coarse_days import between, span
from karamap.importers.columns import ForeignTable, Meaning, has_time
from karamap.importers.found import FoundClaim, FoundPlace, ImportFailedError, LeftOut, Span, counted, shortened
from karamap.importers.listed_places import ListedPlaces, ListedRow
from karamap.importers.source_file import SourceFile
from karamap.importers.wiki_module import LICENCE as WIKI_LICENCE
from karamap.importers.wiki_module import holders_of, is_module, marks_in
from karamap.record.schema import Basis, Stance
from karamap.tables.csv_tables import CellError

_DAY_IN_NAME = re.compile(r"(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})")

LISTED = (
    *PLACE_MEANINGS,
    Meaning("holder", HOLDER_HEADERS, required=True),
    Meaning("since", ("as of", "as_of", "since", "date")),
    *SAID_MEANINGS,
)
"""Columns of a version that is a table."""


class Version(NamedTuple):
    """One version of a file: the day from which it was there to be read."""

    day: date
    file: SourceFile


@dataclass(frozen=True, slots=True)
class Observed:
    """What one version says of one place; `number` is the place's among those of the theatre, where areas tell it."""

    line: int
    place: str
    key: str
    holder: str
    position: LonLat | None = None
    district: str = ""
    since: date | None = None
    source: str = ""
    url: str = ""
    authority: str = ""
    number: int | None = None


def from_pattern(pattern: str) -> list[Version]:
    """The files that a pattern names, by the days in their names.

    Raises:
        ImportFailedError: no file, or one whose name holds no day.
    """
    paths = [Path(name) for name in sorted(glob.glob(pattern))]  # noqa: PTH207 - the pattern may hold folders
    if not paths:
        raise ImportFailedError(f"no file is called {pattern}")
    days = {path: _day_in(path) for path in paths}
    if without := [path.name for path, day in days.items() if day is None]:
        expected = "names such as towns_2022-03-01.csv"
        raise ImportFailedError(f"{without[0]} has no day in its name, which tells when it was known; {expected}")
    versions = [Version(day, source_file.read(path)) for path, day in days.items() if day]
    return sorted(versions, key=lambda version: (version.day, version.file.name))


def from_git(repository: Path, path: str) -> list[Version]:
    """The versions of a file that a repository keeps, the last one of each day (UTC, of the commit).

    Raises:
        ImportFailedError: git is not there, or the folder is no repository that has the file.
    """
    listed = _git(repository, ["log", "--format=%H %ct", "--reverse", "--", path]).decode().split("\n")
    commits: dict[date, str] = {}
    for line in filter(None, listed):
        commit, seconds = line.split(" ")
        commits[datetime.fromtimestamp(int(seconds), UTC).date()] = commit
    if not commits:
        raise ImportFailedError(f"{repository} has no version of {path}")
    asked = "".join(f"{commit}:{path}\n" for commit in commits.values())
    contents = _batch(_git(repository, ["cat-file", "--batch"], asked.encode()), len(commits))
    name = Path(path).name
    return [
        Version(
            day, SourceFile(repository / path, f"{name}@{commit[:10]}", content, hashlib.sha256(content).hexdigest())
        )
        for (day, commit), content in zip(commits.items(), contents, strict=True)
        if content is not None
    ]


class VersionedClaims:
    """What versions say, as claims about what changed from one to the next; iterate, then ask what was left out.

    A change counts from the day that a version gives for it, where that lies between it and the one before; otherwise
    from the day of the version, with the days since the last one as bounds. It was reported when the version was.

    Attributes:
        left_out: rows that no claim could be made of.
        licences, mappings: of the versions whose format tells, by the name of the file; columns of the first alone.
        notes: how many versions there are, and over what time.
    """

    def __init__(
        self,
        versions: Sequence[Version],
        places: Sequence[FoundPlace],
        marks: Mapping[str, str],
        outside: str = "",
        inside: str = "",
    ) -> None:
        """Take the versions, the earliest first.

        Args:
            versions: tables, GeoJSON files of areas, or Lua modules.
            places: of the theatre, for areas.
            marks: what the marks of a Lua module stand for, by their names in small letters.
            outside: who holds places in none of the areas; nobody if empty.
            inside: who holds places in the areas that do not tell it; nobody knows if empty.
        """
        self._versions, self._places, self._marks = versions, places, marks
        self._outside, self._inside = outside, inside
        self.left_out: list[LeftOut] = []
        self._nameless, self._times, self._empty = 0, 0, list[str]()
        self.licences: dict[str, str] = {}
        self.mappings: dict[str, str] = {}

    @property
    def notes(self) -> list[str]:
        """How many versions there are, and over what time."""
        first, last = self._versions[0].day, self._versions[-1].day
        told = [f"{counted(len(self._versions), 'version')} from {first} to {last}"]
        if self._empty:
            told.append(f"no row in {counted(len(self._empty), 'version')} ({shortened(self._empty)})")
        if self._times:
            told.append(f"{counted(self._times, 'cell')} with a time of day beside the day, which was left aside")
        if self._nameless:
            told.append(f"{counted(self._nameless, 'mark')} without a label passed over")
        if cut := [version.file.name for version in self._versions if version.file.may_be_cut]:
            told.append(
                f"the last line has no line end in {counted(len(cut), 'version')} ({shortened(cut)}): all whole?"
            )
        return told

    def __iter__(self) -> Iterator[FoundClaim]:
        """The claims, version by version.

        Raises:
            DataError, ImportFailedError: a version cannot be read.
        """
        held: dict[tuple[bool, int], str] = {}
        listed = ListedPlaces()
        before: date | None = None
        for version in self._versions:
            items = list(self._observed(version.file))
            for place, item in zip(_places(items, listed), items, strict=True):
                if held.get(place, "").casefold() == item.holder.casefold():
                    continue
                is_first = place not in held
                held[place] = item.holder
                yield _claim(version, item, before, is_first=is_first)
            before = version.day

    def _observed(self, file: SourceFile) -> Iterator[Observed]:
        name = file.name.casefold()
        if name.endswith((".json", ".geojson")) or file.content.lstrip()[:1] == b"{":
            return self._in_areas(file)
        if is_module(file):
            return self._marked(file)
        return self._listed(file)

    def _listed(self, file: SourceFile) -> Iterator[Observed]:
        table = ForeignTable(file, LISTED)
        if not self.mappings:
            self.mappings[file.name] = table.mapping
        for row in table:
            values = row.values
            identifier, authority = key_in(row)
            if not (values.get("place") or identifier):
                continue
            since: date | None = None
            with suppress(CellError):
                since = span(values["since"]).day if values.get("since") else None
                self._times += since is not None and has_time(values["since"])
            yield Observed(
                row.line,
                values.get("place") or "",
                identifier,
                values["holder"],
                position_in(row),
                values.get("district") or "",
                since,
                values.get("source") or "",
                values.get("url") or "",
                authority,
            )
        self.left_out += table.left_out
        if not table.has_rows:
            self._empty.append(file.name)

    def _marked(self, file: SourceFile) -> Iterator[Observed]:
        self.licences[file.name] = WIKI_LICENCE
        for mark in marks_in(file, self.left_out):
            holder = holders_of(mark.mark, self._marks)
            if not mark.label:
                self._nameless += 1
            elif holder is None:
                self.left_out.append(LeftOut(file.name, mark.line, mark.label, f"no party for the mark {mark.mark!r}"))
            elif holder:
                yield Observed(mark.line, mark.label, "", holder, LonLat(mark.lon, mark.lat))

    def _in_areas(self, file: SourceFile) -> Iterator[Observed]:
        """Who holds each place by the area that it lies in; nothing of one in an area that does not tell its holder.

        Raises:
            ImportFailedError: no area of the file tells its holder, and `inside` does not either.
        """
        areas: list[shapely.Geometry] = []
        holders: list[str] = []
        for number, feature in enumerate(features_of(file), 1):
            shape, holder = area_of(feature), holder_of(feature) or self._inside
            if shape is not None:
                areas.append(shape)
                holders.append(holder)
            if shape is None or not holder:
                reason = "no area" if shape is None else "nothing tells its holder"
                self.left_out.append(LeftOut(file.name, number, holder, reason))
        if areas and not any(holders):
            said = f"no area tells its holder in a property ({', '.join(HOLDER_PROPERTIES)})"
            raise ImportFailedError(f"{file.name}: {said}; say who holds them by --inside PARTY")
        points = shapely.points(np.array([(place.lon, place.lat) for place in self._places]).reshape(-1, 2))
        found: dict[int, list[str]] = {}
        at, within = shapely.STRtree(areas).query(points, predicate="intersects")
        for place, area in zip(at.tolist(), within.tolist(), strict=True):
            found.setdefault(place, []).append(holders[area])
        for number, place in enumerate(self._places):
            parties = sorted({*found.get(number, [self._outside])})
            if all(parties):
                held, position = "+".join(parties), LonLat(place.lon, place.lat)
                yield Observed(place.line, place.names[0].text, place.key, held, position, number=number)


def _claim(version: Version, item: Observed, before: date | None, *, is_first: bool) -> FoundClaim:
    since = item.since
    if since and since <= version.day and (before is None or since > before):
        when = Span(since) if before else Span(min(since, version.day))
    else:
        when = Span(version.day) if is_first else between(before, version.day)
    is_baseline = is_first and before is None
    return FoundClaim(
        version.file.name,
        item.line,
        item.place,
        item.key,
        item.holder,
        Span(version.day) if is_baseline else when,
        Stance.AFFIRMS if is_baseline else None,
        Basis.BASELINE if is_baseline else None,
        version.day,
        item.district,
        item.position,
        source=item.source if len(item.source) > 3 else "",  # noqa: PLR2004 - numbers of footnotes are no sources
        url=item.url,
        authority=item.authority,
    )


def _places(items: Sequence[Observed], listed: ListedPlaces) -> list[tuple[bool, int]]:
    """The place that each row of a version means, by its number among those of the theatre, else of the list."""
    rows = [ListedRow(item.place, item.position, item.key, item.district) for item in items if item.number is None]
    numbers = iter(listed.of_version(rows))
    return [(False, next(numbers)) if item.number is None else (True, item.number) for item in items]


def _day_in(path: Path) -> date | None:
    for found in _DAY_IN_NAME.finditer(path.name):
        with suppress(ValueError):
            return date(int(found[1]), int(found[2]), int(found[3]))
    return None


def _git(repository: Path, arguments: list[str], given: bytes | None = None) -> bytes:
    """What git answers."""
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, no shell
            ["git", "-C", str(repository), *arguments],  # noqa: S607 - the user's own git
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise ImportFailedError(f"git cannot be run: {error.strerror or error}") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise ImportFailedError(f"git, of {repository}: {said[-1] if said else 'failed'}")
    return done.stdout


def _batch(answer: bytes, count: int) -> Iterator[bytes | None]:
    """The contents in an answer of `git cat-file --batch`, None for a version that took the file away."""
    at = 0
    for _ in range(count):
        end = answer.index(b"\n", at)
        head = answer[at:end].split(b" ")
        at = end + 1
        if head[-1] == b"missing":
            yield None
            continue
        size = int(head[-1])
        yield answer[at : at + size]
        at += size + 1
