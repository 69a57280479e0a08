"""Which names a sheet asks for, and where they may stand, as `page/js/map/label_layer.js`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import dist
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from karamap.document.day_words import DayWords, Named
from karamap.figure.boxes import Box, Spot
from karamap.figure.label_placement import Ground, Label, Limits, Placed, place, place_among
from karamap.figure.points import CITY, TOWN, Point, changed
from karamap.figure.projection import View
from karamap.figure.scene import OUTSIDE, SceneDay, lines_of
from karamap.record.changes import Kind

NEARER = {"district": 1.0, "outside": 0.75, "water-2": 0.0, "zone": 0.0, "zone-outline": 0.0}
"""How much nearer than the whole theatre a view must be for a kind of name."""

AT_ONCE = 12
"""Names of a day in the view of the whole theatre; four times as many each zoom nearer."""

COUNTED_FROM = 8
"""So many nameless changes of a district are counted in words."""

ASIDE = (6, 30, 60, 90)
SHARES = (0.5, 0.65, 0.35, 0.8, 0.2, 0.95, 0.05)
COUNTS = Limits(6, 3)
ROOM_FOR_NAME, ROOM_FOR_LEADER = 24000, 45000
"""Square pixels of map for one name of the day, and for one line."""

GRID = (22, 16)
STEP = 24
NARROW = 520
LAKE_GRID = 7
ENOUGH = 8
MARGIN = 40
PROBES = [(dx, dy) for dx in (0, -1.2, 1.2, -0.6, 0.6) for dy in (0, -0.9, 0.9)]

_CAPITALS = {"az": {"i": "İ", "ı": "I"}, "tr": {"i": "İ", "ı": "I"}, "hy": {"և": "ԵՎ"}}


def upper(name: Named) -> Named:
    """A name in capitals, as its language has them.

    >>> upper(Named("kiçik", "az")).text
    'KİÇİK'
    """
    text = name.text
    for small, capital in _CAPITALS.get(name.language, {}).items():
        text = text.replace(small, capital)
    return Named(text.upper(), name.language)


class LabelChoice:
    """The names of one day on one sheet."""

    def __init__(
        self, day: SceneDay, view: View, words: DayWords, points: Sequence[Point], controls: Sequence[Box], zoom: float
    ) -> None:
        self._day, self._view, self._words, self._points = day, view, words, points
        self._document = day.scene.document
        self._zooms, self._zoom = day.scene.zooms, zoom
        symbols = [point.symbol for point in points if point.place["rank"] < 3]  # noqa: PLR2004 - villages are none
        dots = [(point.x, point.y) for point in points]
        self._ground = Ground((5, 5, view.width - 5, view.height - 5), list(controls), symbols, dots)

    def placed(self) -> list[Placed]:
        """The names as they stand, none upon another."""
        drawn = [*self._zone_labels(), *self._water_labels()]
        areas = [*self._country_labels(), *drawn, *self._district_labels()]
        standing = place([*areas, *self._place_labels()], self._ground)
        return self._with_the_day(standing)

    def _with_the_day(self, standing: Sequence[Placed]) -> list[Placed]:
        changing = changed(self._points, Kind.DATED.value)
        here = {point.place["id"] for point in changing}
        named = {one.label.place for one in standing}
        unnamed = [point for point in changing if point.place["id"] not in named]
        labels = [replace(self._place_label(point, _rank_of_the_day(point)), callout=True) for point in unnamed]
        base = [_marked(one, one.label.place in here) for one in standing]
        symbols = [*self._ground.symbols, *(point.symbol for point in changing)]
        ground = replace(self._ground, symbols=symbols)
        placed, hidden = place_among(labels, ground, base, self._limits())
        told = {one.label.place for one in placed}
        nameless = [point for point in unnamed if point.place["id"] not in told]
        around = [*base, *(_marked(one, is_changed=True) for one in placed)]
        counted = self._count_labels(nameless) if self._view.width >= NARROW else []
        counts, also_hidden = place_among(counted, ground, around, COUNTS)
        shown = [one for one in base if one.label.key not in hidden | also_hidden]
        return [*shown, *placed, *counts]

    def _limits(self) -> Limits:
        """How many names of one day a reader can take in."""
        most = AT_ONCE * 4 ** max(0, round(self._zoom - self._zooms.whole))
        room = self._view.width * self._view.height
        return Limits(min(most, room / ROOM_FOR_NAME), room / ROOM_FOR_LEADER)

    def _is_shown(self, rank: str) -> bool:
        if rank == "village":
            return self._zoom >= self._zooms.villages
        return rank not in NEARER or self._zoom >= self._zooms.whole + NEARER[rank]

    def _place_labels(self) -> list[Label]:
        ranked = [(point, _rank(point)) for point in self._points]
        return [self._place_label(point, rank) for point, rank in ranked if self._is_shown(rank)]

    def _place_label(self, point: Point, rank: str) -> Label:
        place_id, name = point.place["id"], self._words.named(point.place)
        may_lead = rank not in ("village", "town", "outside")
        gap = point.radius + 1.5
        return Label(
            f"place {place_id}",
            name.text,
            rank,
            point.x,
            point.y,
            gap,
            may_lead,
            place=place_id,
            language=name.language,
        )

    def _district_labels(self) -> list[Label]:
        if not self._is_shown("district"):
            return []
        labels = []
        for feature in self._document["districts"]["features"]:
            stated = feature["properties"]
            x, y = self._view.spot(stated["lon"], stated["lat"])
            name = upper(self._words.among(stated["names"], stated["id"]))
            key = f"district {stated['id']}"
            labels.append(Label(key, name.text, "district", x, y, district=stated["id"], language=name.language))
        return labels

    def _zone_labels(self) -> list[Label]:
        """Lines and zones of the day along their lines."""
        labels = []
        for zone in self._day.zones:
            rank = "zone" if zone.stated["ground"] or zone.stated["kind"] == "corridor" else "zone-outline"
            if self._is_shown(rank):
                spots = self._inside(self._along(zone.lines))[::4]
                name = self._words.among(zone.stated["names"], zone.stated["id"])
                labels.append(_area(f"zone {zone.stated['id']}", name, rank, spots))
        return labels

    def _water_labels(self) -> list[Label]:
        labels = []
        for index, feature in enumerate(self._document["water"]["features"]):
            stated, geometry = feature["properties"], feature["geometry"]
            if stated["rank"] == 1 or self._is_shown("water-2"):
                is_lake = geometry["type"].endswith("Polygon")
                spots = self._on_lake(geometry) if is_lake else self._along(lines_of(geometry))
                name = self._words.among(stated["names"])
                labels.append(_area(f"water {index}", name, "water", self._inside(spots)))
        return labels

    def _inside(self, spots: Iterable[Spot]) -> list[Spot]:
        """Spots well within the sheet."""
        right, bottom = self._view.width - MARGIN, self._view.height - MARGIN
        return [(x, y) for x, y in spots if MARGIN < x < right and MARGIN < y < bottom]

    def _along(self, lines: Iterable[Any]) -> list[Spot]:
        """Points along lines, some pixels apart, the nearest to their middle first."""
        points = [spot for line in lines for spot in _pieces(self._view.spots(line))]
        middle = len(points) / 2
        order = sorted(range(len(points)), key=lambda index: abs(index - middle))
        return [points[index] for index in order]

    def _on_lake(self, lake: Mapping[str, Any]) -> list[Spot]:
        """Points of a grid within the box of a lake and on it, the middle first."""
        spots = np.array([spot for ring in lines_of(lake) for spot in self._view.spots(ring)])
        start, size = spots.min(axis=0), np.ptp(spots, axis=0)
        cells = [(column, row) for row in range(LAKE_GRID) for column in range(LAKE_GRID)]
        points = [tuple(start + size * (np.array(cell) + 0.5) / LAKE_GRID) for cell in cells]
        lonlat = np.array([self._view.lonlat(x, y) for x, y in points])
        wet = shapely.contains_xy(shape(lake), lonlat)
        middle = start + size / 2
        held = [(float(x), float(y)) for (x, y), is_wet in zip(points, wet, strict=True) if is_wet]
        return sorted(held, key=lambda spot: dist(spot, middle))

    def _country_labels(self) -> list[Label]:
        features = self._document["countries"]["features"]
        land = _Land(self._view, self._document)
        rank = "country-narrow" if self._view.width < NARROW else "country"
        labels = []
        for index, feature in enumerate(features):
            name = upper(self._words.among(feature["properties"]["names"]))
            label = _area(f"country {index}", name, rank, ())
            labels.append(replace(label, spots=tuple(land.spots(index, label.size))))
        return labels

    def _count_labels(self, nameless: Sequence[Point]) -> list[Label]:
        """How many places of a district changed besides those that are named, in words amid their points."""
        groups: defaultdict[str, list[Point]] = defaultdict(list)
        for point in nameless:
            groups[point.place["district"] or ""].append(point)
        labels = []
        for district, points in groups.items():
            if len(points) >= COUNTED_FROM:
                text = self._words.text(
                    "label.more" if district else "label.others", count=len(points), district=self._district(district)
                )
                label = _area(f"more {district}", Named(text, ""), "changed-more", ())
                labels.append(replace(label, spots=tuple(_spots_beside(points, label.size))))
        return labels

    def _district(self, district: str) -> str:
        names = {one["properties"]["id"]: one["properties"]["names"] for one in self._document["districts"]["features"]}
        return self._words.among(names.get(district, {}), district).text


class _Land:
    """A grid over the sheet: of each point the country that it lies in, off the theatre and off the lakes, or -1."""

    def __init__(self, view: View, document: Mapping[str, Any]) -> None:
        self._view = view
        shapes = [feature["geometry"] for feature in document["water"]["features"]]
        lakes = [shape(geometry) for geometry in shapes if geometry["type"].endswith("Polygon")]
        self._avoided = [shape(document["frame"]), *lakes]
        self._countries = [shape(feature["geometry"]) for feature in document["countries"]["features"]]
        for own in (*self._avoided, *self._countries):
            shapely.prepare(own)
        columns, rows = GRID
        across, down = np.meshgrid(np.arange(columns) + 0.5, np.arange(rows) + 0.5)
        self._points = np.column_stack([across.ravel() * view.width / columns, down.ravel() * view.height / rows])
        self._owner = self._owners(self._points)

    def _owners(self, points: np.ndarray) -> np.ndarray:
        lonlat = np.array([self._view.lonlat(x, y) for x, y in points.tolist()])
        owner = np.full(len(points), -1)
        for index in reversed(range(len(self._countries))):
            owner[shapely.contains_xy(self._countries[index], lonlat)] = index
        for avoided in self._avoided:
            owner[shapely.contains_xy(avoided, lonlat)] = -1
        return owner

    def spots(self, country: int, size: tuple[float, float]) -> list[Spot]:
        """Where a country's name may stand: the roomiest spot first."""
        is_open = self._owner == country
        if not is_open.any():
            return []
        points, barred = self._points[is_open], self._points[~is_open]
        order = np.argsort(-self._room(points, barred), kind="stable")
        spread = np.array(PROBES) * (size[0] / 2, size[1])
        spots: list[Spot] = []
        for x, y in points[order].tolist():
            if (self._owners(spread + np.array([x, y])) == country).all():
                spots.append((x, y))
            if len(spots) == ENOUGH:
                break
        return spots

    def _room(self, points: np.ndarray, barred: np.ndarray) -> np.ndarray:
        """How far points are from the edges of the sheet and from ground that is barred."""
        x, y = points.T
        edges: np.ndarray = np.min([x, self._view.width - x, y * 1.6, (self._view.height - y) * 1.6], axis=0)
        if not len(barred):
            return edges
        apart = np.abs(points[:, None] - barred[None]) @ np.array([0.8, 1.6])
        room: np.ndarray = np.minimum(edges, apart.min(axis=1))
        return room


def _area(key: str, name: Named, rank: str, spots: Iterable[Spot]) -> Label:
    return Label(key, name.text, rank, spots=tuple(spots), language=name.language)


def _marked(placed: Placed, is_changed: bool) -> Placed:
    return replace(placed, label=replace(placed.label, changed=is_changed))


def _rank(point: Point) -> str:
    if point.place["kind"] == OUTSIDE:
        return "outside"
    return {CITY: "city", TOWN: "town"}.get(point.place["rank"], "village")


def _rank_of_the_day(point: Point) -> str:
    return "changed-town" if _rank(point) == "town" else "changed-village"


def _pieces(spots: Sequence[Spot]) -> list[Spot]:
    """Points from one spot to the next, some pixels apart; the last spot is left out."""
    found = []
    for (x1, y1), (x2, y2) in pairwise(spots):
        pieces = min(200, max(1, int(dist((x1, y1), (x2, y2)) / STEP + 0.5)))
        found += [(x1 + (x2 - x1) * piece / pieces, y1 + (y2 - y1) * piece / pieces) for piece in range(pieces)]
    return found


def _spots_beside(points: Sequence[Point], size: tuple[float, float]) -> list[Spot]:
    """Where words about many points may stand: in their middle, then to their left and right and above and below."""
    width, height = size
    left, right = min(point.x for point in points), max(point.x for point in points)
    top, bottom = min(point.y for point in points), max(point.y for point in points)
    middle = (left + right) / 2
    spots = [(middle, (top + bottom) / 2)]
    for aside in ASIDE:
        for share in SHARES:
            y = top + share * (bottom - top)
            spots += [(left - width / 2 - aside, y), (right + width / 2 + aside, y)]
        spots += [(middle, bottom + height + aside), (middle, top - height - aside)]
    return spots
