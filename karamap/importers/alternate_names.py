"""Reads GeoNames' table of names in languages (alternateNamesV2) and gives them to the places of its dump."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from karamap.importers.found import FoundName, FoundPlace, ImportFailedError
from karamap.importers.identifiers import GEONAMES, WIKIDATA, known
from karamap.importers.source_file import SourceFile
from karamap.tables import csv_reader
from karamap.tables.csv_reader import CsvError

COLUMNS = 10
"""alternateNameId, geonameid, isolanguage, name, isPreferredName, isShortName, isColloquial, isHistoric, from, to
(geonames.org/export, readme.txt)."""

LEAST_COLUMNS = 8
"""Tables of one country from before 2018 lack the last two."""

_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[A-Za-z]+)?")
"""What `isolanguage` has for a language; links, codes of airports and the like have four letters or more."""


def read(file: SourceFile, places: Collection[FoundPlace]) -> Iterator[FoundPlace]:
    """The places with their names in languages: what GeoNames prefers before the name of its dump, all others after.

    Raises:
        ImportFailedError: a row is none of such a table.
    """
    wanted = {id_ for place in places if (id_ := place.ids.get(GEONAMES))}
    preferred: dict[str, list[FoundName]] = defaultdict(list)
    others: dict[str, list[FoundName]] = defaultdict(list)
    wikidata: dict[str, str] = {}
    for cells in _rows(file):
        geonames, language, text = cells[1:4]
        if geonames not in wanted or not text.strip():
            continue
        if language == "wkdt":
            wikidata[geonames] = known(WIKIDATA, text)
        elif found := name_of(cells):
            name, is_preferred = found
            (preferred if is_preferred else others)[geonames].append(name)
    for place in places:
        id_ = place.ids.get(GEONAMES, "")
        names = in_order(preferred.get(id_, ()), place.names, others.get(id_, ()))
        ids = {**place.ids, WIKIDATA: wikidata[id_]} if wikidata.get(id_) else place.ids
        yield replace(place, names=names, ids=ids)


def name_of(cells: Sequence[str]) -> tuple[FoundName, bool] | None:
    """The name of a row and whether GeoNames prefers it; None if it is no name in a language, but a link or a code."""
    language, text, is_preferred, *kinds = cells[2:LEAST_COLUMNS]
    found = _LANGUAGE.fullmatch(language)
    if not found or not text.strip():
        return None
    name = FoundName(" ".join(text.split()), found[1], is_former=kinds[-1] == "1")
    return name, is_preferred == "1" and kinds == ["", "", ""]


def in_order(
    preferred: Iterable[FoundName], of_dump: Iterable[FoundName], others: Iterable[FoundName]
) -> tuple[FoundName, ...]:
    """What GeoNames prefers before the names of its dump, all others after, former ones last; each once."""
    return tuple(dict.fromkeys([*preferred, *of_dump, *_former_last(others)]))


def _rows(file: SourceFile) -> Iterator[list[str]]:
    try:
        stream = io.StringIO(file.content.decode("utf-8-sig"), newline="")
    except UnicodeDecodeError as error:
        line = file.content.count(b"\n", 0, error.start) + 1
        raise ImportFailedError(f"{file.name}:{line}: not UTF-8, which GeoNames' tables are") from error
    rows = csv_reader.unquoted_records(stream)
    try:
        for cells in rows:
            if not is_row(cells):
                raise ImportFailedError(f"{file.name}:{rows.line_num}: {no_row(cells)}")
            yield cells
    except CsvError as error:
        raise ImportFailedError(f"{file.name}:{rows.line_num}: {csv_reader.problem(error)}") from error


def is_row(cells: Sequence[str]) -> bool:
    """Whether cells are a row of such a table."""
    return LEAST_COLUMNS <= len(cells) <= COLUMNS and cells[1].isdigit()


def no_row(cells: Sequence[str]) -> str:
    """Why cells are no row of such a table."""
    return f"{len(cells)} columns; alternateNamesV2 has {COLUMNS}, parted by tabs, the second a geonameid"


def _former_last(names: Iterable[FoundName]) -> list[FoundName]:
    return sorted(names, key=lambda name: name.is_former)
