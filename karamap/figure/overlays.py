"""What lies upon the map of a figure: the stamp of the day, the scale with north, and where the theatre lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, floor, log10, radians
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from karamap.document.crop import Extent
from karamap.document.day_words import DayWords, capital
from karamap.document.direction import isolated
from karamap.figure import fonts
from karamap.figure.boxes import Box, Spot
from karamap.figure.column import Column
from karamap.figure.fonts import BOLD, REGULAR, drawn_spacing
from karamap.figure.map_panel import LAND, WATER
from karamap.figure.projection import View, number
from karamap.figure.scene import lines_of
from karamap.figure.svg import Value, element, group, path, text_line
from karamap.figure.symbols import CARD, DAY, INK

EDGE, AROUND = 8.0, 4.0
"""Pixels from the frame, and those that names keep away."""

DATE_SIZE, LEAST_DATE, KNOWN_SIZE = 15.0, 7.6, 8.5
WIDEST_BAR = 110.0
INSET_WIDTH, INSET_HEIGHT = 130.0, 92.0
NARROW = 400.0
"""Pixels; narrower maps have a smaller inset."""

MOST_OF_ALL = 0.6
"""Share of the base data from which what is shown is no part of a wider region."""

INSET_TEXT, INSET_SPACING = 7.5, 0.05
LEAST_STEP = 0.8
LEAST_RING = 3


@dataclass(frozen=True)
class Overlay:
    """A drawing of some size, from its upper left corner on, and the corners that it would like to have."""

    width: float
    height: float
    drawn: str
    corners: tuple[str, ...]


Corners = list[str]
"""Corners of a sheet that overlays take, in their order: `tl` for the upper left one, and so on."""


def corners_for(overlays: Iterable[Overlay], width: float, height: float, dots: Sequence[Spot]) -> Corners:
    """A corner of a sheet for each overlay, where it hides the fewest dots; what matters more is several dots."""
    taken: Corners = []
    for overlay in overlays:
        free = [corner for corner in overlay.corners if corner not in taken]
        hidden = {corner: _hidden(_box(overlay, corner, width, height), dots) for corner in free}
        taken.append(min(free, key=lambda corner: hidden[corner]))
    return taken


def laid(overlays: Sequence[Overlay], corners: Corners, width: float, height: float) -> tuple[str, list[Box]]:
    """Put overlays into corners of a sheet; the drawing, and the boxes that names keep away from."""
    taken: dict[str, Box] = {}
    drawn = []
    for overlay, corner in zip(overlays, corners, strict=True):
        left, top, _, _ = taken[corner] = _box(overlay, corner, width, height)
        drawn.append(group([overlay.drawn], transform=f"translate({number(left)} {number(top)})"))
    return "".join(drawn), [_wider(box) for box in taken.values()]


def _wider(box: Box) -> Box:
    left, top, right, bottom = box
    return left - AROUND, top - AROUND, right + AROUND, bottom + AROUND


def _box(overlay: Overlay, corner: str, width: float, height: float) -> Box:
    edge = EDGE if width >= NARROW else EDGE / 2
    top = edge if corner[0] == "t" else height - edge - overlay.height
    left = edge if corner[1] == "l" else width - edge - overlay.width
    return left, top, left + overlay.width, top + overlay.height


def _hidden(box: Box, dots: Iterable[Spot]) -> int:
    left, top, right, bottom = box
    return sum(left < x < right and top < y < bottom for x, y in dots)


def stamp(words: DayWords, width_of_sheet: float, *, with_knowledge: bool = True) -> Overlay:
    """The day, in the light of what knowledge, within the frame, so that a cut-out map says it still."""
    day = words.date_text()
    size = DATE_SIZE if width_of_sheet >= NARROW else max(LEAST_DATE, DATE_SIZE * width_of_sheet / NARROW)
    most = max(fonts.width(day, size, BOLD), min(width_of_sheet * 0.4, 200.0))
    known = fonts.wrapped(capital(words.knowledge()), KNOWN_SIZE, most) if with_knowledge else []
    widths = [fonts.width(day, size, BOLD), *(fonts.width(line, KNOWN_SIZE) for line in known)]
    pad = 0.47 * size
    width, height = max(widths) + 2 * pad, size * 1.2 + 11 * len(known) + 1.2 * pad
    column = Column.of(words.language, width)
    lines = [column.line(day, 0.7 * pad + size * 0.55, size, BOLD, pad)]
    for at, line in enumerate(known):
        lines.append(column.line(line, size * 1.2 + 11 * at + 9.5, KNOWN_SIZE, indent=pad, fill="#5b554a"))
    card = element("rect", width=width, height=height, fill=CARD, fill_opacity=0.92, stroke="#a79e8c", stroke_width=0.8)
    return Overlay(width, height, card + group(lines, fill=INK), ("tl", "tr", "bl", "br"))


def scale(words: DayWords, km_of_pixel: float, width_of_sheet: float) -> Overlay:
    """A bar of a round number of kilometres, with an arrow to the north."""
    most = km_of_pixel * min(WIDEST_BAR, width_of_sheet / 4)
    power = 10.0 ** floor(log10(most))
    km = next(step * power for step in (5, 3, 2, 1) if step * power <= most)
    length = km / km_of_pixel
    text = words.text("unit.km", count=words.number(km, max(0, -floor(log10(km)))))
    bar = f"M20 13V19H{number(20 + length)}V13"
    arrow = path("M6 7L10.5 19L6 16L1.5 19Z", fill=INK) + path(
        "M3.4 5.5V0.5L8.6 5.5V0.5", fill="none", stroke=INK, stroke_width=1.1
    )
    halo: dict[str, Value] = {"stroke": CARD, "stroke_width": 2.5, "stroke_opacity": 0.8, "paint_order": "stroke"}
    said = text_line(isolated(text), 20 + length / 2, 11, 9, REGULAR, fill=INK, text_anchor="middle", **halo)
    casing = path(bar, fill="none", stroke=CARD, stroke_width=3, stroke_opacity=0.7)
    line = path(bar, fill="none", stroke=INK, stroke_width=1.2)
    return Overlay(20 + length + 2, 20, arrow + casing + line + said, ("br", "bl", "tr", "tl"))


def tells_more(document: Mapping[str, Any], shown: Extent) -> bool:
    """Whether the base data reach far beyond what is shown, so that it lies somewhere."""
    west, south, east, north = shown
    left, bottom, right, top = document["view"]["limits"]
    return bool(max((east - west) / (right - left), (north - south) / (top - bottom)) < MOST_OF_ALL)


def inset(document: Mapping[str, Any], words: DayWords, view: View, styles_of_ground: str = "#8d7f63") -> Overlay:
    """A small map of the region with a frame around what is shown."""
    west, south, east, north = document["view"]["limits"]
    narrowing = cos(radians((south + north) / 2))
    shrunk = 1.0 if view.width >= NARROW else 0.7
    scale = shrunk * min(INSET_HEIGHT / (north - south), INSET_WIDTH / ((east - west) * narrowing))
    inner = _Inset(west, north, scale * narrowing, scale)
    width, height = (east - west) * scale * narrowing, (north - south) * scale
    sheet = element("rect", width=width, height=height, fill=WATER if document["view"]["sea"] else LAND)
    countries = [feature["geometry"] for feature in document["countries"]["features"]]
    land = [path(inner.outline(own), fill=LAND, stroke="#9c9483", stroke_width=0.6) for own in countries]
    theatre = path(inner.outline(document["frame"]), fill=styles_of_ground)
    names = (
        []
        if shrunk < 1
        else [
            inner.name(feature, words, (width, height), document["frame"])
            for feature in document["countries"]["features"]
        ]
    )
    edge = element("rect", width=width, height=height, fill="none", stroke="#a79e8c", stroke_width=0.8)
    parts = [sheet, *land, theatre, *names, _frame(inner, view.bounds, (width, height)), edge]
    return Overlay(width, height, group(parts), ("bl", "br", "tr", "tl"))


def _frame(inner: _Inset, bounds: Extent, size: tuple[float, float]) -> str:
    west, south, east, north = bounds
    (x1, y1), (x2, y2) = inner.spot(west, north), inner.spot(east, south)
    left, top, right, bottom = max(0, x1), max(0, y1), min(size[0], x2), min(size[1], y2)
    box = {"x": left, "y": top, "width": max(3.0, right - left), "height": max(3.0, bottom - top)}
    return element("rect", **box, fill="none", stroke=DAY, stroke_width=1.4)


@dataclass(frozen=True)
class _Inset:
    """From degrees to the inset: all of the base data fitting in."""

    west: float
    north: float
    across: float
    down: float

    def spot(self, lon: float, lat: float) -> Spot:
        return (lon - self.west) * self.across, (self.north - lat) * self.down

    def outline(self, geometry: Mapping[str, Any]) -> str:
        """Path data, points closer than a pixel to the one before left out."""
        return "".join(map(self._ring, lines_of(geometry)))

    def _ring(self, ring: Sequence[Sequence[float]]) -> str:
        kept: list[Spot] = []
        for lon, lat in ring:
            x, y = self.spot(lon, lat)
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= LEAST_STEP:
                kept.append((x, y))
        if len(kept) < LEAST_RING:
            return ""
        return f"M{'L'.join(f'{number(x)} {number(y)}' for x, y in kept)}Z"

    def name(
        self, feature: Mapping[str, Any], words: DayWords, size: tuple[float, float], theatre: Mapping[str, Any]
    ) -> str:
        """A country's name where it fits beside the theatre, else in short."""
        name = words.among(feature["properties"]["names"], str(feature["properties"]["id"]))
        land = shapely.transform(shape(feature["geometry"]), self._moved)
        barred = shapely.transform(shape(theatre), self._moved)
        rows = self._rows(land, size)
        for text in (name.text, _short(name.text, str(feature["properties"]["id"]))):
            spacing = drawn_spacing(text, INSET_SPACING)
            half = fonts.width(text, INSET_TEXT, REGULAR, spacing) / 2
            for length, x, y in rows:
                box = shapely.box(x - half, y - 5, x + half, y + 5)
                if length > 2 * half and not shapely.intersects(barred, box):
                    apart = spacing * INSET_TEXT or None
                    drawn = isolated(text)
                    return text_line(
                        drawn, x, y, INSET_TEXT, fill="#5b5446", text_anchor="middle", letter_spacing=apart
                    )
        return ""

    def _moved(self, lonlat: np.ndarray) -> np.ndarray:
        return np.column_stack([(lonlat[:, 0] - self.west) * self.across, (self.north - lonlat[:, 1]) * self.down])

    @staticmethod
    def _rows(land: shapely.Geometry, size: tuple[float, float]) -> list[tuple[float, float, float]]:
        """Pieces of rows through a country, the widest first: their lengths and middles."""
        heights = np.arange(8, size[1] - 6, 4)
        rows = shapely.linestrings([[(0, y), (size[0], y)] for y in heights])
        pieces = [piece for row in rows for piece in shapely.get_parts(shapely.intersection(land, row))]
        found = [(piece.length, *piece.centroid.coords[0]) for piece in pieces if piece.length]
        return sorted(found, key=lambda row: (-row[0], row[2]))


def _short(name: str, country: str) -> str:
    """A name in two letters: a country's id, but in other letters than Latin the name's own first ones."""
    return country[:2] if name[:1].isascii() or "\u00c0" <= name[:1] <= "\u024f" else f"{name[:3]}."
