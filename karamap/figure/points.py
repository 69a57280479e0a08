"""The places of a day as points of a sheet: where they lie, how they look and how large.

As `page/js/map/point_layer.js` draws them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from karamap.document.reader import Row
from karamap.figure.boxes import Box
from karamap.figure.label_placement import Symbol
from karamap.figure.projection import View
from karamap.figure.scene import OUTSIDE, Look, SceneDay

MANY = 30
"""Changes on one day from which their symbols shrink."""

CROWD = 4000
"""Places from which points shrink."""

OUTSIDE_SCALE = 0.8
STARTS = {1: 0.82, 2: 0.7, 3: 0.38}
"""Size of a point in a view that just tells places apart, by rank."""

CITY = 1
TOWN = 2
CHANGED_RADIUS, RADIUS = 8.4, 5.0


@dataclass(frozen=True)
class Point:
    """A place on the sheet: its row, where it lies, how it looks, how it changed on the day, and its scale."""

    place: Row
    x: float
    y: float
    look: Look
    change: str
    scale: float

    @property
    def radius(self) -> float:
        """How far its symbol reaches, in pixels."""
        return (CHANGED_RADIUS if self.change else RADIUS) * self.scale

    @property
    def box(self) -> Box:
        """The box of its symbol."""
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius

    @property
    def symbol(self) -> Symbol:
        """What names keep away from."""
        return Symbol(self.box, self.place["rank"] == CITY)

    @property
    def rank(self) -> int:
        """From 1, the most important, to 3."""
        return 3 if self.place["kind"] == OUTSIDE else min(3, max(1, self.place["rank"]))


def points_of(day: SceneDay, view: View, zoom: float) -> list[Point]:
    """The points that lie on a sheet, in the order of the document.

    Args:
        day: what holds.
        view: the sheet.
        zoom: of the sheet as the page counts it, from which sizes follow.
    """
    scene = day.scene
    crowding = min(1.0, max(0.4, sqrt(CROWD / max(1, len(scene.located)))))
    nearer = zoom - scene.zooms.dots
    many = Counter(day.changed[place["id"]] for place in scene.located if place["id"] in day.changed)
    seen = []
    for place in scene.located:
        x, y = view.spot(place["lon"], place["lat"])
        if view.holds(x, y):
            change = day.changed.get(place["id"], "")
            scale = changed_scale(many[change], nearer) if change else scale_of(place, nearer)
            seen.append(Point(place, round(x, 1), round(y, 1), day.look(place), change, crowding * scale))
    return seen


def scale_of(place: Row, nearer: float) -> float:
    """How large a point is drawn: a tiny dot at first, growing as the view comes closer."""
    if place["kind"] == OUTSIDE:
        return OUTSIDE_SCALE
    start = STARTS[min(3, max(1, place["rank"]))]
    return min(1.15, max(start - 0.14, start + nearer * 0.2))


def changed_scale(many: int, nearer: float) -> float:
    """Symbols of the day are larger; smaller on a day of many."""
    start = 0.64 * min(1.0, max(0.6, sqrt(MANY / (many or 1))))
    return min(1.2, max(start - 0.14, start + nearer * ((1.2 - start) / 3.5)))


def changed(points: Iterable[Point], kind: str) -> list[Point]:
    """The points that changed in one way."""
    return [point for point in points if point.change == kind]
