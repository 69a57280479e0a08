"""What a layer of an export has: columns of a kind each, features, and what is told of the file as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from shapely.geometry.base import BaseGeometry


class Kind(Enum):
    """What the values of a column are; any of them may be absent (None)."""

    TEXT = "text"
    NUMBER = "number"
    COUNT = "count"
    YES_NO = "yes or no"
    DAY = "day"
    MOMENT = "moment"
    """A moment of time in UTC, as text of RFC 3339 such as 2020-10-22T23:59:59Z."""

    LIST = "list"
    """Several ids."""


class Feature(NamedTuple):
    """What is told of one thing, and its shape in degrees (EPSG:4326), None where nobody knows where it is."""

    properties: dict[str, Any]
    shape: BaseGeometry | None


@dataclass(frozen=True, slots=True)
class Table:
    """One layer: its name, what it is in words, the type of its shapes, its columns in order, its features.

    `shape` is `Point`, `MultiLineString`, `MultiPolygon`, or `Geometry` where shapes are of several types.
    """

    name: str
    title: str
    shape: str
    columns: Mapping[str, Kind]
    features: Sequence[Feature]


@dataclass(frozen=True, slots=True)
class Look:
    """How the layers of a theatre are drawn.

    `parties` has by party id its name, colour and ink (#rrggbb), in the order of their table; `plane` is the equal-area
    plane of the theatre as WKT, `extent` the bounds of its ground in it: west, south, east and north in metres.
    """

    parties: Mapping[str, tuple[str, str, str]]
    plane: str
    extent: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Export:
    """What goes into a file: layers, how they are drawn, and what is told of them all.

    `about` has `as_of` for one day, or `valid_from` and `valid_to` for a run of days, then `known_on, surface, show,
    tables, fingerprint, licence, sources, credit, made_with` and, if there are any, `own_claims`; text or None.
    `tables` is the version of the tables, None if they bear none.
    `licence` has the licences of the data sets, `sources` which set has which, `credit` what must stay with the file.
    `days` are the first and the last day in ISO 8601.
    """

    tables: tuple[Table, ...]
    look: Look
    about: Mapping[str, str | None]
    days: tuple[str, str]
    title: str

    @property
    def is_run(self) -> bool:
        """Whether it tells of a run of days, so that each feature says from when to when it is so."""
        return "as_of" not in self.about

    @property
    def name(self) -> str:
        """The days, in a word."""
        return self.days[0] if self.days[0] == self.days[1] else f"{self.days[0]} to {self.days[1]}"


def plain(value: Any) -> Any:
    """A value for a format that knows numbers and text alone: days in ISO 8601, several ids separated by spaces."""
    if isinstance(value, list):
        return " ".join(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)
