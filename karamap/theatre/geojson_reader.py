"""Reads the outlines of a theatre from GeoJSON: within bounds, each feature checked once, its faults at its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, Generic, TypeVar

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from karamap.errors import Fault
from karamap.tables.csv_tables import CellError
from karamap.tables.data_folder import DataFolder, UnreadableError
from karamap.tables.json_text import JsonError, Scanner, told

LINES, AREAS = frozenset({"LineString", "MultiLineString"}), frozenset({"Polygon", "MultiPolygon"})
"""Types of geometry that are read."""

MOST_FEATURES, MOST_VERTICES = 5_000, 1_000_000
"""So many features and vertices are read of one file at the most; all countries of Natural Earth 1:10m have 550,000."""

NEAR, MOST_NEAR, MOST_CROWDED = 30, 200, 100
"""In one area a segment may have so many others near it in the mean, and so many at the most, but for a few.

Near is whose boxes meet. Coasts have 3 to 8; where all segments lie upon each other, geometry takes hours.
"""

AT_ONCE = 16
"""For so many segments at once the near ones are looked up, since each may have all others near it."""

RING, LINE = 4, 2
"""The fewest positions of a ring and of a line."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature as the file has it: its number, the first being 1, and the line on which it begins."""

    number: int
    line: int
    value: Any


@dataclass
class Collection(Generic[Item]):
    """What a file of features came to: what its features say, its other members, and its faults."""

    items: list[Item] = field(default_factory=list)
    members: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


Made = Callable[[Feature], tuple[Item, BaseGeometry]]
"""What a feature says, and its shape by `shape_of`; raises a `CellError` where that cannot be."""


def read(folder: DataFolder, path: str, made: Made[Item], most: int = MOST_FEATURES) -> Collection[Item]:
    """What the features of a file say: no more than one fault for each, and nothing of a feature with a fault.

    Args:
        folder: the folder of tables.
        path: of the file below it; a file that is missing has no features.
        made: makes of a feature what it says.
        most: so many features are read at the most.
    """
    try:
        content = folder.content(path)
        return Collection() if content is None else _collected(content.decode("utf-8"), path, made, most)
    except UnreadableError as error:
        return Collection(faults=list(error.faults))
    except UnicodeDecodeError as error:
        line, problem = (content or b"").count(b"\n", 0, error.start) + 1, "not UTF-8"
    except JsonError as error:
        line, problem = error.line, error.problem
    problem = f"not a GeoJSON feature collection as needed: {problem}"
    return Collection(faults=[Fault(path, line, "-", problem, "GeoJSON in UTF-8")])


def _collected(text: str, path: str, made: Made[Item], most: int) -> Collection[Item]:
    found: Collection[Item] = Collection()
    features: list[tuple[Feature, Item, BaseGeometry]] = []
    is_collection = False
    scanner = Scanner(text)
    for name in scanner.members():
        if name == "features" and not is_collection:
            is_collection = True
            features = list(_features(scanner, path, made, most, found.faults))
        else:
            found.members[name] = scanner.value()
    scanner.end()
    if not is_collection or found.members.get("type", "FeatureCollection") != "FeatureCollection":
        raise JsonError("no collection of features")
    for feature, item, problem in _checked(features):
        if problem:
            found.faults.append(_fault(path, feature, problem))
        else:
            found.items.append(item)
    return found


def _fault(path: str, feature: Feature, error: CellError) -> Fault:
    return Fault(path, feature.line, f"feature {feature.number}", error.problem, error.expected)


def _features(
    scanner: Scanner, path: str, made: Made[Item], most: int, faults: list[Fault]
) -> Iterator[tuple[Feature, Item, BaseGeometry]]:
    """Each feature as it is read, with what it says and its shape, not yet checked by GEOS."""
    vertices = 0
    for number, _ in enumerate(scanner.items("[", "]"), start=1):
        feature = Feature(number, scanner.line, scanner.value())
        if number > most:
            raise JsonError(f"more than {most:,} features", feature.line)
        try:
            item, shape = made(feature)
        except CellError as error:
            faults.append(_fault(path, feature, error))
            continue
        vertices += int(shapely.get_num_coordinates(shape))
        if vertices > MOST_VERTICES:
            raise JsonError(f"more than {MOST_VERTICES:,} positions", feature.line)
        yield replace(feature, value=None), item, shape


def _checked(
    features: list[tuple[Feature, Item, BaseGeometry]],
) -> Iterator[tuple[Feature, Item, CellError | None]]:
    """Each feature with what is wrong with its shape."""
    for feature, item, shape in features:
        if _is_crowded(shape):
            problem = "geometry: too many segments that lie upon each other"
            yield feature, item, CellError(problem, "an outline as of a coast or a border")
        elif not shapely.is_valid(shape):
            reason = f"geometry: not valid: {shapely.is_valid_reason(shape)}"
            yield feature, item, CellError(reason, "lines with a length, rings that do not cross themselves")
        else:
            yield feature, item, None


def _is_crowded(shape: BaseGeometry) -> bool:
    """Whether the segments of an area crowd, as told at `NEAR`; lines are never asked where they cross."""
    corners, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(shape)), return_index=True)
    begins = np.flatnonzero(ring[:-1] == ring[1:])
    if len(begins) <= MOST_NEAR:
        return False
    segments = shapely.linestrings(np.stack([corners[begins], corners[begins + 1]], axis=1))
    tree = shapely.STRtree(segments)
    pairs, crowded = 0, 0
    for at in range(0, len(segments), AT_ONCE):
        near = np.bincount(tree.query(segments[at : at + AT_ONCE])[0])
        pairs, crowded = pairs + int(near.sum()), crowded + int(np.count_nonzero(near > MOST_NEAR))
        if crowded > MOST_CROWDED or pairs > NEAR * (len(segments) + MOST_NEAR):
            return True
    return False


def properties_of(feature: Feature) -> dict[str, Any]:
    """The properties of a feature.

    Raises:
        CellError: it is no feature, or has none.
    """
    properties = feature.value.get("properties") if isinstance(feature.value, dict) else None
    if not isinstance(properties, dict) or feature.value.get("type", "Feature") != "Feature":
        raise CellError("not a feature with properties", "a GeoJSON feature")
    return properties


def shape_of(feature: Feature, allowed: frozenset[str], what: str) -> BaseGeometry:
    """The geometry of a feature, EPSG:4326, not yet checked by GEOS; heights are left out.

    Args:
        feature: as the file has it.
        allowed: the types that its geometry may have, of `LINES` and `AREAS`.
        what: what the feature is, for the message.

    Raises:
        CellError: it has another type, is empty, has no lines or rings, or leaves the globe.
    """
    geometry = feature.value.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(kind, str) or kind not in allowed:
        raise CellError(f"geometry: {told(kind)} for a {what}", " or ".join(sorted(allowed)))
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list) or not coordinates:
        raise CellError("geometry: empty", "longitudes and latitudes")
    is_multiple = kind.startswith("Multi")
    parts = [_part(part, kind) for part in (coordinates if is_multiple else [coordinates])]
    if kind in LINES:
        return shapely.multilinestrings(parts) if is_multiple else parts[0]
    return shapely.multipolygons(parts) if is_multiple else parts[0]


def _part(part: Any, kind: str) -> BaseGeometry:
    """One line or one area."""
    if kind in LINES:
        return shapely.linestrings(_positions(part, LINE, kind))
    if not isinstance(part, list) or not part:
        raise CellError(f"geometry: not a {kind}", "rings of positions")
    rings = [shapely.linearrings(_closed(_positions(ring, RING, kind))) for ring in part]
    return shapely.polygons(rings[0], holes=rings[1:] or None)


def _closed(ring: np.ndarray) -> np.ndarray:
    if (ring[0] != ring[-1]).any():
        raise CellError("geometry: a ring that is not closed", "the first position again as the last one")
    return ring


def _positions(line: Any, least: int, kind: str) -> np.ndarray:
    expected = "coordinates as GeoJSON has them: [longitude, latitude], rings closed"
    if not isinstance(line, list) or set(map(type, line)) - {list}:
        raise CellError(f"geometry: not a {kind}", expected)
    if set(map(len, line)) - {2, 3}:
        raise CellError(f"geometry: not a {kind}: a position without two coordinates", expected)
    if len(line) < least:
        raise CellError(
            f"geometry: {len(line)} positions in a {'ring' if least == RING else 'line'}", f"{least} or more"
        )
    if set(map(type, chain.from_iterable(line))) - {int, float}:
        raise CellError("geometry: a coordinate that is no number", expected)
    try:
        positions = np.array([position[:2] for position in line], dtype=float)
    except OverflowError:
        positions = np.array([[np.inf, np.inf]])
    if not (np.abs(positions) <= (180, 90)).all():
        raise CellError("geometry: a position that is not on the globe", "longitudes to ±180 and latitudes to ±90")
    return positions
