"""Reads places from GeoJSON points (Who's On First, OpenStreetMap, anybody's) and from OpenStreetMap's own formats."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from karamap.importers.found import FoundName, FoundPlace, ImportFailedError, LeftOut, counted
from karamap.importers.identifiers import OSM, REPLACED, WOF_LICENCE, ids_in, is_replaced
from karamap.importers.osm_elements import elements_in, is_pbf
from karamap.importers.place_tables import PARTS, kind_of
from karamap.importers.source_file import SourceFile

NAME_KEYS = ("name", "wof:name", "NAME", "Name", "asciiname", "title", "label")
KIND_KEYS = ("place", "wof:placetype", "placetype", "kind", "fclass", "feature_code")
ID_KEYS = ("@id", "osm_id", "wof:id", "geonameid", "id", "pcode")
DISTRICT_KEYS = ("district", "adm2_name", "admin2", "is_in:district", "addr:district")
POPULATION_KEYS = ("population", "wof:population", "pop_max")
"""What properties of a point may be called, the first that has a value counts."""

OSM_LICENCE = "ODbL 1.0, © OpenStreetMap contributors"
"""Of OpenStreetMap's data, as it asks to be named."""

_NAME_IN = re.compile(r"name:([a-z]{2,3})(?:[-_][A-Za-z]+)?|name:([a-z]{3})_x_(?:preferred|variant)")
"""Properties that give a name in a language; those of Who's On First have its three letters (ISO 639-3)."""


class PlaceFeatures:
    """Places of a file of features or elements; iterate, then ask what was left out.

    Attributes:
        left_out: features that are no place with a name and a position.
        licence: what the format tells of it, once all have been read; empty if nothing.
        notes: how many features are no settlements, or bear no name.
    """

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []
        self.mapping = self.licence = ""
        self._nameless = self._parts = 0

    def __iter__(self) -> Iterator[FoundPlace]:
        """The places, in the order of the file.

        Raises:
            ImportFailedError: the file is of none of these formats.
        """
        for number, (properties, position) in enumerate(self._features(), 1):
            if place := self._place(number, properties, position):
                yield place
        passed = ((self._nameless, "without a name"), (self._parts, "tagged as parts of settlements"))
        self.notes = [f"{counted(count, 'feature')} {what} passed over" for count, what in passed if count]

    def _features(self) -> Iterator[tuple[Mapping[str, Any], Any]]:
        """Properties and position of each feature."""
        if is_elements(self._file.content):
            return elements_in(self._file)
        return _features(self._file, _json(self._file))

    def _place(self, number: int, properties: Mapping[str, Any], position: Any) -> FoundPlace | None:
        names = tuple(dict.fromkeys(_names(properties)))
        stated = _first(properties, KIND_KEYS).casefold()
        if not names:
            self._nameless += 1
            return None
        if stated in PARTS:
            self._parts += 1
            return None
        point = _position(position)
        population = re.sub(r"[\s,]", "", _first(properties, POPULATION_KEYS))
        kind = kind_of(stated, int(population) if population.isdecimal() and len(population) < 10 else None)  # noqa: PLR2004
        reason = "" if kind else f"a place of kind {stated!r} is no settlement"
        if point is None:
            reason = "it has no position on the globe"
        elif "wof:id" in properties and is_replaced(properties):
            reason = REPLACED
        if point is None or reason:
            self.left_out.append(LeftOut(self._file.name, number, names[0].text, reason))
            return None
        key, ids = _first(properties, ID_KEYS), ids_in(properties)
        if OSM in ids or "wof:id" in properties:
            self.licence = OSM_LICENCE if OSM in ids else WOF_LICENCE
        return FoundPlace(number, key, names, *point, kind, _first(properties, DISTRICT_KEYS), ids)


def is_elements(content: bytes) -> bool:
    """Whether some bytes begin as a format of OpenStreetMap's own does, .osm or .pbf."""
    return is_pbf(content) or content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def _json(file: SourceFile) -> Any:
    try:
        return json.loads(file.content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = file.content.count(b"\n", 0, error.start) + 1
        raise ImportFailedError(f"{file.name}:{line}: not UTF-8, which GeoJSON is") from error
    except json.JSONDecodeError as error:
        said = f"not JSON: {error.msg}; is the file whole?"
        raise ImportFailedError(f"{file.name}:{error.lineno}:{error.colno}: {said}") from error
    except RecursionError as error:
        raise ImportFailedError(f"{file.name}: nested too deeply to be a list of places") from error


def _features(file: SourceFile, document: Any) -> Iterator[tuple[Mapping[str, Any], Any]]:
    """Properties and coordinates of the points of a GeoJSON document, or of the elements of an Overpass answer."""
    if isinstance(document, Mapping) and isinstance(document.get("features"), list):
        for feature in document["features"]:
            geometry = feature.get("geometry") if isinstance(feature, Mapping) else None
            properties = feature.get("properties") if isinstance(feature, Mapping) else None
            if not isinstance(properties, Mapping):
                properties = {}
            is_point = isinstance(geometry, Mapping) and geometry.get("type") == "Point"
            yield properties, geometry.get("coordinates") if is_point and geometry else _own_point(properties)
    elif isinstance(document, Mapping) and isinstance(document.get("elements"), list):
        for element in document["elements"]:
            if not isinstance(element, Mapping) or not isinstance(element.get("tags"), Mapping):
                continue
            centre = element.get("center") if isinstance(element.get("center"), Mapping) else element
            tags = {"@id": f"{element.get('type', '')}/{element.get('id', '')}", **element["tags"]}
            yield tags, (centre.get("lon"), centre.get("lat")) if isinstance(centre, Mapping) else None
    else:
        expected = "a FeatureCollection of points, or an answer of Overpass with 'elements'"
        raise ImportFailedError(f"{file.name}: no list of places; expected {expected}")


def _own_point(properties: Mapping[str, Any]) -> tuple[Any, Any] | None:
    """The point that Who's On First gives of an area."""
    for x, y in (("lbl:longitude", "lbl:latitude"), ("geom:longitude", "geom:latitude")):
        if x in properties and y in properties:
            return properties[x], properties[y]
    return None


def _position(given: Any) -> tuple[float, float] | None:
    """A position on the globe, degrees."""
    if not isinstance(given, list | tuple) or len(given) < 2:  # noqa: PLR2004 - lon and lat
        return None
    try:
        x, y = float(given[0]), float(given[1])
    except (TypeError, ValueError):
        return None
    return (x, y) if -180 <= x <= 180 and -90 <= y <= 90 else None  # noqa: PLR2004 - the globe


def _first(properties: Mapping[str, Any], keys: Iterable[str]) -> str:
    """The first of some properties that has a value, as text."""
    for key in keys:
        value = properties.get(key)
        if isinstance(value, str | int | float) and str(value).strip():
            return " ".join(str(value).split())
    return ""


def _names(properties: Mapping[str, Any]) -> Iterator[FoundName]:
    """The name to show first, then those in stated languages."""
    if text := _first(properties, NAME_KEYS):
        yield FoundName(text)
    for key, value in properties.items():
        found = _NAME_IN.fullmatch(key)
        if not found:
            continue
        language = found[1] or found[2]
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and text.strip():
                yield FoundName(" ".join(text.split()), language)
