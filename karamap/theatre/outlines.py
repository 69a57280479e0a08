"""The outlines of the base layer: countries and water."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from karamap.errors import Fault
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import CellError
from karamap.tables.data_folder import DataFolder
from karamap.tables.json_text import told
from karamap.theatre import geojson_reader
from karamap.theatre.geojson_reader import AREAS, LINES, Feature, properties_of, shape_of

BORDERS, WATER = "gazetteer/borders.geojson", "gazetteer/water.geojson"
OUTLINES = (BORDERS, WATER)
"""The outlines of the base layer. A theatre may lack either: without borders its ground ends at its reach alone."""

RANKS = 100
"""The highest rank of a river or lake; the first rank is drawn most boldly."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its id and name, and its area in degrees (EPSG:4326)."""

    id: str
    name: str
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Water:
    """A river or a lake: its own name and its English one, what it is, its rank, and its shape in degrees."""

    name: str
    name_en: str
    kind: str
    rank: float
    shape: BaseGeometry


@dataclass(frozen=True)
class Outlines:
    """Countries and water of the base layer, in the order of their files, checked."""

    borders: tuple[Country, ...] = ()
    water: tuple[Water, ...] = ()
    sea: bool = False
    """Whether all that is in no country is sea."""

    whole: bool = True
    """Whether all of them could be read, so that what is absent is really absent."""

    @property
    def country_ids(self) -> list[str]:
        """The ids of the countries, in the order of the file."""
        return [country.id for country in self.borders]

    @property
    def states(self) -> dict[str, str]:
        """The ids of the countries by their names."""
        return {country.name: country.id for country in self.borders}

    def countries(self, ids: Sequence[str]) -> shapely.Geometry:
        """The outlines of some countries as one, EPSG:4326."""
        shapes = {country.id: country.shape for country in self.borders}
        return shapely.union_all([shapes[country] for country in ids])

    def countries_of(self, points: Sequence[tuple[float, float]]) -> tuple[str, ...]:
        """The ids of the countries in which some positions lie (lon, lat), in the order of the file."""
        places = shapely.multipoints(points)
        return tuple(country.id for country in self.borders if shapely.intersects(country.shape, places))


def read(folder: DataFolder) -> tuple[Outlines, list[Fault]]:
    """The outlines below a folder, and what keeps any of them from being used: no more than one fault a feature."""
    countries = geojson_reader.read(folder, BORDERS, _Countries())
    water = geojson_reader.read(folder, WATER, _water)
    faults = [*countries.faults, *water.faults]
    sea = countries.members.get("remainder") == "sea"
    return Outlines(tuple(countries.items), tuple(water.items), sea, whole=not faults), faults


class _Countries:
    """Makes countries of features, no two of which have one id or one name."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str]] = set()

    def __call__(self, feature: Feature) -> tuple[Country, BaseGeometry]:
        given = properties_of(feature)
        values = {name: _property(given, name, _text) for name in ("id", "name")}
        for name, value in values.items():
            if (name, value) in self._seen:
                raise CellError(f"{name}: {value!r} stands twice", "each once; several parts are one MultiPolygon")
            self._seen.add((name, value))
        shape = shape_of(feature, AREAS, "country")
        return Country(values["id"], values["name"], shape), shape


def _water(feature: Feature) -> tuple[Water, BaseGeometry]:
    given = properties_of(feature)
    name, kind = (_property(given, name, _text) for name in ("name", "kind"))
    english = name if given.get("name_en") is None else _property(given, "name_en", _text)
    shape = shape_of(feature, LINES | AREAS, kind)
    return Water(name, english, kind, _property(given, "rank", _rank), shape), shape


def _property(given: Mapping[str, Any], name: str, parse: Callable[[Any], Any]) -> Any:
    try:
        return parse(given.get(name))
    except CellError as error:
        raise CellError(f"{name}: {error.problem}", error.expected) from None


def _text(value: Any) -> str:
    if value is None or value == "":
        raise CellError("missing", "a text")
    if not isinstance(value, str):
        raise CellError(f"{told(value)} is not a text", "a text")
    return tables.text(value)


def _rank(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= RANKS:
        raise CellError(f"{told(value)} is not a rank", f"a number from 1, for the largest, to {RANKS}")
    return value
