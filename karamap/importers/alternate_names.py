"""Reads GeoNames' table of names in languages (alternateNamesV2) and gives them to the places of its dump."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from karamap.importers.found import FoundName, FoundPlace, ImportFailedError
from karamap.importers.identifiers import GEONAMES, WIKIDATA, known
from karamap.importers.source_file import SourceFile

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
        _, geonames, language, text, is_preferred, *kinds = cells[:LEAST_COLUMNS]
        if geonames not in wanted or not text.strip():
            continue
        if language == "wkdt":
            wikidata[geonames] = known(WIKIDATA, text)
        elif found := _LANGUAGE.fullmatch(language):
            name = FoundName(" ".join(text.split()), found[1], is_former=kinds[-1] == "1")
            among = preferred if is_preferred == "1" and kinds == ["", "", ""] else others
            among[geonames].append(name)
    for place in places:
        id_ = place.ids.get(GEONAMES, "")
        names = dict.fromkeys([*preferred.get(id_, ()), *place.names, *_former_last(others.get(id_, ()))])
        ids = {**place.ids, WIKIDATA: wikidata[id_]} if wikidata.get(id_) else place.ids
        yield replace(place, names=tuple(names), ids=ids)


def _rows(file: SourceFile) -> Iterator[list[str]]:
    try:
        stream = io.StringIO(file.content.decode("utf-8-sig"), newline="")
    except UnicodeDecodeError as error:
        line = file.content.count(b"\n", 0, error.start) + 1
        raise ImportFailedError(f"{file.name}:{line}: not UTF-8, which GeoNames' tables are") from error
    for line, cells in enumerate(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
        if not LEAST_COLUMNS <= len(cells) <= COLUMNS or not cells[1].isdigit():
            said = f"{len(cells)} columns; alternateNamesV2 has {COLUMNS}, parted by tabs, the second a geonameid"
            raise ImportFailedError(f"{file.name}:{line}: {said}")
        yield cells


def _former_last(names: Iterable[FoundName]) -> list[FoundName]:
    return sorted(names, key=lambda name: name.is_former)
