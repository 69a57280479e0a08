"""The map of one day on a sheet, from the bottom to the top as on the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from karamap.document.direction import isolated
from karamap.figure.fonts import drawn_spacing
from karamap.figure.ground_paths import corners_of, ground_path, path_of
from karamap.figure.hatching import Family, Hatcher
from karamap.figure.label_placement import RANKS, Placed
from karamap.figure.marching_triangles import Line, Traced
from karamap.figure.points import Point
from karamap.figure.projection import View, number
from karamap.figure.relief import Relief
from karamap.figure.scene import SceneDay, lines_of
from karamap.figure.svg import Value, element, group, path, text_line
from karamap.figure.symbols import (
    CARD,
    CASING,
    INK,
    Lanes,
    Palette,
    between_allies,
    casing_radius,
    fine_front,
    front,
    hatch,
    mark,
    named,
    tint,
    zone_line,
)
from karamap.record.changes import Kind

LAND, LAND_OWN, WATER, RIVER, DEEP = "#e6dfce", "#f3efe4", "#cfdfe8", "#86abc1", "#2b5876"
PAPER, LINE, DAY_INK, SOFT = "#f4efe4", "#8d8474", "#7d0a3b", "#665e4e"
SCAN = Family(0, 1, 2.0)
"""Lines that tell whether ground lies on a sheet."""

LESSER_ROADS = 1
"""Zooms nearer than a view of the whole theatre from which lesser roads are shown."""

_INKS = {
    "district": (SOFT, CARD, 2.5, 0.8),
    "outside": (SOFT, LAND, 3, 0.9),
    "country": (SOFT, LAND_OWN, 3, 0.9),
    "country-narrow": (SOFT, LAND_OWN, 3, 0.9),
    "zone": ("#4f483b", CARD, 2.5, 0.85),
    "zone-outline": ("#4f483b", CARD, 2.5, 0.85),
    "water": (DEEP, CARD, 2.5, 0.75),
}
"""Fill, halo, width and opacity of the halo of names; others are ink upon card."""


class MapPanel:
    """Draws one day on a sheet; `name` tells the clips of several sheets in one file apart."""

    def __init__(self, day: SceneDay, view: View, styles: Palette, lanes: Lanes, relief: Relief, name: str) -> None:
        self._day, self._view, self._styles, self._lanes, self._name = day, view, styles, lanes, name
        self._document, self._relief = day.scene.document, relief
        sheet = np.array([(0, 0), (view.width, 0), (view.width, view.height), (0, view.height)])
        frame = [np.array(view.spots(ring)) for ring in lines_of(self._document["frame"])]
        self._limits = (frame, [sheet])
        self._hatcher = Hatcher(*self._limits)

    def draw(self, points: Sequence[Point], labels: Sequence[Placed], *, is_cut: bool) -> str:
        """All of it, cut at the edges of the sheet; if it is not, what lies beyond them is to be covered."""
        parts = [
            self._land(),
            self._relief(self._view, self._document["relief"]) if self._document["relief"] else "",
            group(self._ground(), clip_path=f"url(#{self._name})"),
            group(self._hatches()),
            group(self._lines(), fill="none", stroke_linejoin="round"),
            group(self._zones()),
            self._front(),
            group(_leaders(labels)),
            group(self._points(points)),
            group(map(_label, labels), text_anchor="middle"),
        ]
        frame = path(self._outline(self._document["frame"]) or "M0 0", clip_rule="evenodd")
        clips = [element("clipPath", frame, id=self._name)]
        if is_cut:
            sheet = element("rect", width=self._view.width, height=self._view.height)
            clips.append(element("clipPath", sheet, id=f"{self._name}-sheet"))
        cut = f"url(#{self._name}-sheet)" if is_cut else None
        return element("defs", *clips) + group(parts, clip_path=cut)

    @cached_property
    def _area(self) -> shapely.Geometry:
        """The ground of the theatre on the sheet."""
        stated = shapely.make_valid(shape(self._document["frame"]))
        ground = shapely.transform(stated, self._view.placed)
        return shapely.intersection(ground, shapely.box(-9, -9, self._view.width + 9, self._view.height + 9))

    def _outline(self, geometry: Mapping[str, Any]) -> str:
        return self._view.path(lines_of(geometry), "Z")

    def _land(self) -> str:
        view = self._view
        sheet = {"width": view.width, "height": view.height}
        parts = [element("rect", **sheet, fill=WATER if self._document["view"]["sea"] else PAPER)]
        for feature in self._document["countries"]["features"]:
            fill = LAND_OWN if feature["properties"]["own"] else LAND
            parts.append(path(self._outline(feature["geometry"]), fill=fill, fill_rule="evenodd"))
        parts.append(path(self._outline(self._document["frame"]), fill=CARD, fill_rule="evenodd"))
        return group(parts)

    def _ground(self) -> Iterable[str]:
        day, view = self._day, self._view
        for what, traced in (("ground", day.traced), ("gain", day.gained)):
            for party in day.scene.parties:
                style = self._styles[party["id"]]
                data = ground_path(traced, style.number, view)
                yield tint(style, data, what, data_holder=party["id"], data_what=what)
        sure = [ground_path(zone.sure, 1, view) for zone in day.band]
        if sure:
            everywhere = f"M-9 -9H{number(view.width + 9)}V{number(view.height + 9)}H-9Z"
            yield path(everywhere + "".join(sure), fill=CARD, fill_rule="evenodd", data_what="band")
        silent = [line for line in day.traced.lines if line.holder < 0]
        yield path(path_of(day.traced, silent, view), fill="none", stroke="#857d6d", stroke_width=0.9)
        allied = [line for line in day.traced.lines if day.is_between_allies(line)]
        if allied:
            yield between_allies(path_of(day.traced, allied, view))

    def _hatches(self) -> Iterable[str]:
        """Of each holder's ground, but where nobody holds surely stripes of all that may but need not hold."""
        day, view = self._day, self._view
        sure = {zone.holder: corners_of(zone.sure, _held(zone.sure, 1), view) for zone in day.band}
        for what, traced in (("ground", day.traced), ("gain", day.gained)):
            for party in day.scene.parties:
                style = self._styles[party["id"]]
                rings = corners_of(traced, _held(traced, style.number), view)
                certain = Hatcher(*self._limits, sure.get(style.number, ())) if day.band else self._hatcher
                yield hatch(style, certain, rings, what)
        for zone in day.band:
            style = self._styles[day.scene.parties[zone.holder]["id"]]
            may = corners_of(zone.may, _held(zone.may, 1), view)
            yield self._lanes.stripes(style, self._hatcher, [*may, *sure[zone.holder]])

    def _lines(self) -> Iterable[str]:
        document = self._document
        yield from self._roads()
        for feature in document["water"]["features"]:
            yield self._water(feature)
        districts = "".join(self._outline(feature["geometry"]) for feature in document["districts"]["features"])
        yield path(districts, stroke="#6f6757", stroke_opacity=0.55, stroke_width=0.7, stroke_dasharray="3 2.4")
        edge = self._view.path(lines_of(document["frame_edge"]))
        yield path(edge, stroke=LAND_OWN, stroke_opacity=0.6, stroke_width=7)
        yield path(edge, stroke="#6f6757", stroke_width=1.5, stroke_dasharray="0.1 4.5", stroke_linecap="round")
        for feature in document["countries"]["features"]:
            yield path(self._outline(feature["geometry"]), stroke="#8a8271", stroke_width=1)

    def _roads(self) -> Iterable[str]:
        places = self._day.scene.drawn.places
        is_near = self._view.zoom >= self._day.scene.zooms.whole + LESSER_ROADS
        for road in self._document["roads"]:
            if road["main"] or is_near:
                course = [(places[number]["lon"], places[number]["lat"]) for number in road["course"]]
                width = 1.1 if road["main"] else 0.8
                yield path(
                    self._view.path([course]),
                    stroke="#a2644a",
                    stroke_opacity=0.75,
                    stroke_width=width,
                    stroke_linecap="round",
                )

    def _water(self, feature: Mapping[str, Any]) -> str:
        geometry = feature["geometry"]
        if geometry["type"].endswith("Polygon"):
            return path(self._outline(geometry), fill=WATER, fill_rule="evenodd", stroke=RIVER, stroke_width=0.8)
        width = 1.7 if feature["properties"]["rank"] == 1 else 0.9
        return path(self._view.path(lines_of(geometry)), stroke=RIVER, stroke_width=width)

    def _zones(self) -> Iterable[str]:
        for zone in self._day.zones:
            data = self._view.path(zone.lines, "Z" if zone.is_area else "")
            ink = self._styles[zone.holder].ink if zone.holder else ""
            if data:
                yield zone_line(data, zone.kind, ink, is_now=zone.is_now)

    def _front(self) -> str:
        """The front, a fine line where at this scale its casing would cover the ground between two lines."""
        parted = [line for line in self._day.traced.lines if line.holder >= 0 and not self._day.is_between_allies(line)]
        is_fine = [line.width * self._view.scale < CASING for line in parted]
        fine = self._courses([line for line, narrow in zip(parted, is_fine, strict=True) if narrow])
        wide = self._courses([line for line, narrow in zip(parted, is_fine, strict=True) if not narrow])
        return (fine_front(fine) if fine else "") + (front(wide) if wide else "")

    def _courses(self, parted: Sequence[Line]) -> str:
        """Lines as path data, cut where the ground of the theatre ends."""
        traced = self._day.traced
        if not parted:
            return ""
        courses = [corners_of(traced, [line], self._view)[0] for line in parted]
        closed = [np.vstack([xy, xy[:1]]) if line.closed else xy for xy, line in zip(courses, parted, strict=True)]
        within = shapely.intersection(shapely.multilinestrings([shapely.linestrings(xy) for xy in closed]), self._area)
        pieces = [piece for piece in shapely.get_parts(within) if shapely.length(piece)]
        if not pieces:
            return ""
        return "".join(map(_course, shapely.get_parts(shapely.line_merge(shapely.multilinestrings(pieces)))))

    def _points(self, points: Sequence[Point]) -> Iterable[str]:
        """Lesser places first, then those that changed; what looks alike stands together."""
        for rank in (3, 2, 1):
            looks: defaultdict[tuple[Any, ...], list[Point]] = defaultdict(list)
            for point in points:
                if point.rank == rank and not point.change:
                    looks[point.look.holders, point.look.symbol, point.scale].append(point)
            for alike in looks.values():
                yield self._alike(alike)
        for kind in reversed(Kind):
            for point in points:
                if point.change == kind.value:
                    yield self._alike([point])

    def _alike(self, points: Sequence[Point]) -> str:
        look, scale, change = points[0].look, points[0].scale, points[0].change
        radius = 0 if change else casing_radius(look.symbol) * scale
        dots = "".join(f"M{number(point.x)} {number(point.y)}h.01" for point in points) if radius else ""
        casing = {"stroke": CARD, "stroke_width": 2 * radius, "stroke_linecap": "round", "stroke_opacity": 0.72}
        styles = [self._styles[holder] for holder in look.holders]
        marks = [
            named(mark(styles, look.symbol, point.x, point.y, scale, change), point.place["id"]) for point in points
        ]
        said = {"data_holder": " ".join(look.holders), "data_standing": look.symbol, "data_change": change}
        return group([path(dots, fill="none", **casing), *marks], **said)


def ground_holders(day: SceneDay, view: View) -> set[str]:
    """The holders, empty for no report, whose ground lies on a sheet."""
    sheet = np.array([(0, 0), (view.width, 0), (view.width, view.height), (0, view.height)])
    hatcher = Hatcher([np.array(view.spots(ring)) for ring in lines_of(day.scene.document["frame"])], [sheet])
    numbers = {ring.holder for ring in day.traced.rings}
    rings = {number: corners_of(day.traced, _held(day.traced, number), view) for number in numbers}
    held = [number for number in numbers if hatcher.lines(SCAN, rings[number])]
    return {day.scene.parties[number]["id"] if number >= 0 else "" for number in held}


def _held(traced: Traced, holder: int) -> list[Line]:
    """The rings of one holder."""
    return [ring for ring in traced.rings if ring.holder == holder]


def _course(line: shapely.Geometry) -> str:
    return f"M{'L'.join(f'{number(x)} {number(y)}' for x, y in shapely.get_coordinates(line).tolist())}"


def _leaders(labels: Iterable[Placed]) -> Iterable[str]:
    """The thin lines from names to their points."""
    for placed in labels:
        if placed.leader:
            (x1, y1), (x2, y2) = placed.leader
            ends = {"x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)}
            ink = DAY_INK if placed.label.rank.startswith("changed") else INK
            yield element("line", **ends, stroke=ink, stroke_width=0.8)


def _label(placed: Placed) -> str:
    """A name upon its halo."""
    label, rank = placed.label, RANKS[placed.label.rank]
    left, top, right, bottom = placed.box
    fill, halo, width, opacity = _INKS.get(label.rank, (INK, CARD, 3, 0.9))
    spacing = rank.size * drawn_spacing(label.text, rank.spacing)
    is_of_the_day = label.changed or label.rank.startswith("changed")
    said: dict[str, Value] = {
        "fill": DAY_INK if is_of_the_day else fill,
        "letter_spacing": spacing or None,
        "data_place": label.place,
        "data_district": label.district,
        "xml__lang": label.language,
    }
    face = "Bold" if label.changed and rank.bold else rank.face
    x, y = (left + right) / 2 + spacing / 2, (top + bottom) / 2
    around: dict[str, Value] = {"stroke": halo, "stroke_width": width, "stroke_opacity": opacity}
    around |= {"stroke_linejoin": "round", "paint_order": "stroke"}
    return text_line(isolated(label.text), x, y, rank.size, face, **said, **around)
