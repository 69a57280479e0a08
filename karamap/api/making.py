"""Makes the tables of another theatre from lists, as `karamap new` does."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pandas as pd

from karamap.api.values import day_or_none
from karamap.document.crop import box_of
from karamap.importers import choices, new_theatre, theatre_folder
from karamap.importers.brought_files import CLAIM_FORMATS, PLACE_FORMATS, Request
from karamap.tables.days import Day

File = str | os.PathLike[str]


@dataclass(frozen=True)
class NewTheatre:
    """What came of an import.

    Attributes:
        folder: of the tables; `karamap.open(folder)` opens them.
        counts: what was taken and what had to be understood, in sentences.
        taken: what was decided about the theatre, in sentences: title, land, start, silence, languages, licence.
        left_out: one row for each that could not be taken: `of` (places, claims, events), `file, line, what, reason`,
            `nearest` (what comes nearest, if anything does).
        first, last: days of the record.
        kept: rows that were edited by hand since the last import and stay as they are.
    """

    folder: Path
    counts: list[str]
    taken: list[str]
    left_out: pd.DataFrame
    first: date
    last: date
    kept: int

    def __repr__(self) -> str:
        return f"<karamap.NewTheatre in {self.folder}: {'; '.join(self.counts[:2])}>"


def new(
    folder: File,
    *,
    parties: File,
    places: File | Sequence[File] = (),
    claims: File | Sequence[File] = (),
    versions: str | None = None,
    git_history: tuple[File, str] | None = None,
    actors: File | None = None,
    districts: File | None = None,
    alternate_names: File | None = None,
    places_format: Literal["csv", "geonames", "geojson", "osm"] | None = None,
    claims_format: Literal["table", "acled", "ged"] | None = None,
    outside: str | None = None,
    inside: str | None = None,
    bbox: str | Sequence[float] | None = None,
    title: str | None = None,
    land: Sequence[str] | None = None,
    start: Day | None = None,
    silence: Literal["stays", "follows"] | None = None,
    languages: Sequence[str] | None = None,
    licence: str | None = None,
    update: bool = False,
) -> NewTheatre:
    """Make the tables of another theatre from lists, with the results of `karamap new`.

    What is not stated is taken from the files, as the command does without a terminal. Nothing is written if anything
    is raised.

    Args:
        folder: becomes the theatre; with `update`, one that an import made.
        parties: a table with `id, name`, and if wanted `short, colour, also`.
        places: tables with `name, lon, lat`, GeoNames, GeoJSON of points, OpenStreetMap; the claims' own files if none.
        claims: tables with `place, holder, date`, ACLED, UCDP GED.
        versions: a pattern that names versions of a list or map, each with the day in its name.
        git_history: a repository and the path of a file in it.
        actors: which party actors of events or marks of a map stand for: `actor, party`.
        districts: areas of districts, as GeoJSON.
        alternate_names: GeoNames' alternateNamesV2, beside its dump.
        places_format: what the files of places are; their beginnings tell by default.
        claims_format: what the files of claims are; their headers tell by default.
        outside: the party that holds places in none of the areas of a version.
        inside: the party that holds those areas of a version that do not tell it.
        bbox: west, south, east, north in degrees (EPSG:4326): places outside are left out.
        title: what the theatre is called.
        land: ids of the countries that ground lies in, such as `["SD", "SS"]`.
        start: the day whose end the first state describes.
        silence: whether ground that nobody speaks of stays with its holder or may follow its surroundings.
        languages: ISO 639 codes of the languages that names are shown in, the one to fall back on first.
        licence: of the files that do not tell theirs.
        update: import into the same folder again; what was edited by hand stays.

    Raises:
        DataError: a list lacks a column; `faults` has each with file, line and column.
        KaramapError: a file cannot be read, nothing in it can be taken, or what is stated is not possible.
        ValueError: nothing says who holds a place, or a format or a silence is none of those above.
    """
    for name, value, among in (
        ("places_format", places_format, PLACE_FORMATS),
        ("claims_format", claims_format, CLAIM_FORMATS),
        ("silence", silence, choices.SILENCES),
    ):
        if value is not None and value not in among:
            raise ValueError(f"{name} is {value!r}; give {' or '.join(map(repr, among))}")
    listed = _paths(claims)
    if not (listed or versions or git_history):
        raise ValueError("nothing says who holds a place; give claims, versions or git_history")
    request = Request(
        parties=Path(parties),
        places=_paths(places),
        places_format=places_format or "",
        alternate_names=_path(alternate_names),
        claims=listed,
        claims_format=claims_format or "",
        districts=_path(districts),
        actors=_path(actors),
        pattern=versions or "",
        repository=(Path(git_history[0]), git_history[1]) if git_history else None,
        bbox=None if bbox is None else box_of(bbox if isinstance(bbox, str) else ",".join(map(str, bbox))),
        title=title,
        land=None if land is None else tuple(land),
        start=day_or_none(start),
        silence=silence,
        languages=None if languages is None else tuple(languages),
        licence=licence,
        outside=outside or "",
        inside=inside or "",
    )
    made = new_theatre.imported(request)
    kept = new_theatre.write(Path(folder), made, is_update=update)
    rows = [
        (of, row.file, row.line, row.what, row.reason, row.nearest) for of, out in made.left_out.items() for row in out
    ]
    left_out = pd.DataFrame(rows, columns=["of", *theatre_folder.TO_DO_COLUMNS])
    return NewTheatre(Path(folder), made.counts, made.chosen.sentences(), left_out, made.first, made.last, kept)


def _path(file: File | None) -> Path | None:
    return None if file is None else Path(file)


def _paths(files: File | Sequence[File]) -> tuple[Path, ...]:
    """One file or several, as paths."""
    return (Path(files),) if isinstance(files, str | os.PathLike) else tuple(map(Path, files))
