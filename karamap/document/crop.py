"""What part of a theatre a drawing shows: all of it, some districts, or a box in degrees; nearer or farther off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from karamap.errors import CropError

Extent = tuple[float, float, float, float]
"""West, south, east and north in degrees (EPSG:4326)."""

MARGIN = 0.06
"""How much is shown around districts, as a share of their longer side."""

LEAST = 0.01
"""Degrees that a box has at the least on each side: about a kilometre, while positions are good to a hundred metres."""

NEAREST, FARTHEST = 64.0, 0.25
"""Between these a zoom may lie."""

DECIMALS = 4

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,9}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})")


@dataclass(frozen=True)
class Crop:
    """What somebody wants to see of a theatre; all of it where neither districts nor a box are stated.

    `zoom` is how many times nearer than what just fits: 2 shows half the width, around the same middle.
    """

    districts: frozenset[str] = frozenset()
    box: Extent | None = None
    zoom: float = 1.0

    def extent(self, drawing: Mapping[str, Any]) -> Extent:
        """The part of the land that a drawing document shows, never more than the document has.

        Args:
            drawing: from `karamap.document.drawing.document`; its districts are those of the day that it opens on.

        Raises:
            CropError: the districts have no ground on that day, or the box lies outside the theatre.
        """
        limits: Extent = tuple(drawing["view"]["limits"])
        extent = _nearer(self._stated(drawing), self.zoom)
        west, south, east, north = (round(edge, DECIMALS) for edge in _within(extent, limits))
        return west, south, east, north

    def _stated(self, drawing: Mapping[str, Any]) -> Extent:
        bounds: Extent = tuple(drawing["view"]["bounds"])
        if self.districts:
            return _with_margin(_extent_of_districts(drawing, self.districts))
        if self.box is None:
            return bounds
        if not _meet(self.box, bounds):
            raise CropError(f"the box {_told(self.box)} lies outside the theatre, which spans {_told(bounds)}")
        return self.box


def box_of(text: str) -> Extent:
    """A box as a user writes it: west, south, east and north in decimal degrees, with commas between them.

    >>> box_of("46.5, 39.2, 47.4, 39.9")
    (46.5, 39.2, 47.4, 39.9)

    Raises:
        CropError: these are no four numbers, they lie off the globe, or an edge lies on the wrong side of the other.
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != len(_EDGES) or not all(map(_NUMBER.fullmatch, parts)):
        raise CropError(f"{text!r} is no box; give west,south,east,north in decimal degrees, as in 46.5,39.2,47.4,39.9")
    west, south, east, north = map(float, parts)
    box = (west, south, east, north)
    for (name, most), edge in zip(_EDGES.items(), box, strict=True):
        if abs(edge) > most:
            raise CropError(f"{name} {edge:g} is off the globe; it lies between -{most} and {most} degrees")
    for (one, low), (other, high) in ((("west", west), ("east", east)), (("south", south), ("north", north))):
        if low >= high:
            raise CropError(f"{one} {low:g} is not less than {other} {high:g}; west before east, south before north")
        if high - low < LEAST:
            raise CropError(
                f"a box from {one} {low:g} to {other} {high:g} is too small; it has {LEAST} degrees or more"
            )
    return box


_EDGES = {"west": 180, "south": 90, "east": 180, "north": 90}


def _extent_of_districts(drawing: Mapping[str, Any], wanted: frozenset[str]) -> Extent:
    outlines = {feature["properties"]["id"]: feature["geometry"] for feature in drawing["districts"]["features"]}
    corners = [corner for district in sorted(wanted) for corner in _corners(outlines.get(district, {}))]
    if not corners:
        there_are = ", ".join(outlines) or "none"
        raise CropError(f"{', '.join(sorted(wanted))} has no ground on that day; districts with ground: {there_are}")
    lons, lats = zip(*corners, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _corners(geometry: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    """The corners of a GeoJSON polygon or of several."""
    polygons = geometry.get("coordinates", ())
    for polygon in polygons if geometry.get("type") == "MultiPolygon" else [polygons]:
        for ring in polygon:
            yield from map(tuple, ring)


def _with_margin(extent: Extent) -> Extent:
    west, south, east, north = extent
    margin = MARGIN * max(east - west, north - south)
    return west - margin, south - margin, east + margin, north + margin


def _nearer(extent: Extent, zoom: float) -> Extent:
    """What is seen from so many times nearer, around the same middle."""
    west, south, east, north = extent
    lon, lat = (west + east) / 2, (south + north) / 2
    half_width, half_height = (east - west) / 2 / zoom, (north - south) / 2 / zoom
    return lon - half_width, lat - half_height, lon + half_width, lat + half_height


def _within(extent: Extent, limits: Extent) -> Extent:
    west, south, east, north = extent
    return max(west, limits[0]), max(south, limits[1]), min(east, limits[2]), min(north, limits[3])


def _meet(one: Extent, other: Extent) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _told(extent: Extent) -> str:
    return ",".join(f"{edge:g}" for edge in extent)
