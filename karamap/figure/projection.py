"""From degrees to a sheet: the projection of the page (Web Mercator), and what part of the land a sheet shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import atan, cos, degrees, exp, log, log2, pi, radians, sin, sqrt
from typing import Any

import numpy as np

from karamap.document.crop import Extent

TILE = 256.0
"""Pixels of the whole world at zoom 0."""

EARTH_RADIUS_KM = 6371.0
EARTH_KM = 40075.0
"""Around the equator."""

NORTHERNMOST = 85.0511287798
"""Where Web Mercator ends."""

WHOLE, NAMED_APART, DOTS = 640.0, 43.0, 2.0
"""As `page/js/map/zooms.js`: pixels of the longer side in a view of the whole theatre, pixels between neighbours from
which villages are named, and how much farther off places are told apart as dots."""


def world(lonlat: np.ndarray) -> np.ndarray:
    """Positions in degrees, of shape (n, 2), as pixels of the whole world at zoom 0, y to the south."""
    lat = np.radians(np.clip(lonlat[:, 1], -NORTHERNMOST, NORTHERNMOST))
    x = (lonlat[:, 0] / 360 + 0.5) * TILE
    sine = np.sin(lat)
    y = (0.5 - np.log((1 + sine) / (1 - sine)) / (4 * pi)) * TILE
    return np.column_stack([x, y])


def world_spot(lon: float, lat: float) -> tuple[float, float]:
    """One position in degrees as pixels of the whole world at zoom 0."""
    sine = sin(radians(max(-NORTHERNMOST, min(NORTHERNMOST, lat))))
    return (lon / 360 + 0.5) * TILE, (0.5 - log((1 + sine) / (1 - sine)) / (4 * pi)) * TILE


def number(value: float) -> str:
    """A length to a tenth of a pixel, as short as it can be written."""
    rounded = round(value * 10) / 10
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.1f}"


@dataclass(frozen=True)
class View:
    """A sheet of so many pixels (96 to the inch) with the land upon it.

    `scale` is pixels of the sheet for one of the world at zoom 0, `left` and `top` are where the sheet begins in pixels
    of the world at this scale.
    """

    width: float
    height: float
    scale: float
    left: float
    top: float

    @classmethod
    def fitted(cls, extent: Extent, width: float, height: float, margin: float = 6) -> View:
        """As much of an extent as fits into a sheet with a margin, in its middle."""
        west, south, east, north = extent
        (x1, y1), (x2, y2) = world_spot(west, north), world_spot(east, south)
        scale = min((width - 2 * margin) / (x2 - x1), (height - 2 * margin) / (y2 - y1))
        return cls(width, height, scale, (x1 + x2) / 2 * scale - width / 2, (y1 + y2) / 2 * scale - height / 2)

    @property
    def zoom(self) -> float:
        """As the page counts them."""
        return log2(self.scale)

    def spot(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a position lies on the sheet."""
        x, y = world_spot(lon, lat)
        return x * self.scale - self.left, y * self.scale - self.top

    def placed(self, lonlat: np.ndarray) -> np.ndarray:
        """Where positions of shape (n, 2) lie on the sheet."""
        xy: np.ndarray = world(lonlat) * self.scale - (self.left, self.top)
        return xy

    def spots(self, lonlat: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
        """Where positions lie on the sheet."""
        return [self.spot(lon, lat) for lon, lat in lonlat]

    def lonlat(self, x: float, y: float) -> tuple[float, float]:
        """The position, in degrees, of a point of the sheet."""
        across, down = (x + self.left) / self.scale / TILE, (y + self.top) / self.scale / TILE
        return (across - 0.5) * 360, degrees(2 * atan(exp((0.5 - down) * 2 * pi)) - pi / 2)

    @cached_property
    def bounds(self) -> Extent:
        """What the sheet shows, in degrees."""
        (west, north), (east, south) = self.lonlat(0, 0), self.lonlat(self.width, self.height)
        return west, south, east, north

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies on the sheet."""
        return 0 <= x <= self.width and 0 <= y <= self.height

    @property
    def km_of_pixel(self) -> float:
        """Kilometres of a pixel in the middle of the sheet."""
        _, lat = self.lonlat(self.width / 2, self.height / 2)
        return EARTH_KM / TILE / self.scale * cos(radians(lat))

    def path(self, lines: Iterable[Sequence[Sequence[float]]], end: str = "") -> str:
        """Lines or rings in degrees as path data; what lies far outside the sheet is left out by whole lines."""
        return "".join(self._line(line, end) for line in lines)

    def _line(self, line: Sequence[Sequence[float]], end: str) -> str:
        xy = self.placed(np.asarray(line, dtype=float))
        low, high = xy.min(axis=0), xy.max(axis=0)
        if high[0] < 0 or high[1] < 0 or low[0] > self.width or low[1] > self.height:
            return ""
        return f"M{'L'.join(f'{number(x)} {number(y)}' for x, y in xy.tolist())}{end}"


@dataclass(frozen=True)
class Zooms:
    """The zooms by which a theatre measures what is shown of it; see `page/js/map/zooms.js`."""

    whole: float
    villages: float

    @property
    def dots(self) -> float:
        """From which places are told apart as dots."""
        return self.villages - DOTS

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Zooms:
        """Those of a document, from the extent of its ground and the distances between its places."""
        west, south, east, north = document["view"]["bounds"]
        (x1, y1), (x2, y2) = world_spot(west, north), world_spot(east, south)
        whole = _stepped(log2(WHOLE / max(x2 - x1, y2 - y1)))
        sites = document["sites"]
        km_of_pixel = EARTH_KM / TILE * cos(radians((south + north) / 2))
        apart = sqrt(sum(sites["km2"]) / max(1, len(sites["place"]) - sites["added"]))
        return cls(whole, _stepped(log2(NAMED_APART * km_of_pixel / apart)) if apart > 0 else whole)


def _stepped(zoom: float) -> float:
    return int(zoom * 4 + 0.5) / 4 if zoom >= 0 else -int(-zoom * 4 + 0.5) / 4
