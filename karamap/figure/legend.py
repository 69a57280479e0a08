"""The legend of a figure, in the sentences of the page: what is assessed, how surely, what is claimed, which lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from karamap.document.day_words import DayWords, capital
from karamap.figure import fonts
from karamap.figure.column import Column
from karamap.figure.fonts import BOLD, REGULAR
from karamap.figure.hatching import Hatcher
from karamap.figure.map_panel import LAND_OWN
from karamap.figure.projection import View
from karamap.figure.scene import CONTESTED, OUTSIDE, UNREPORTED, DrawnZone, Look, SceneDay, lines_of
from karamap.figure.svg import Value, element, group, path
from karamap.figure.symbols import (
    CARD,
    INK,
    NOBODY,
    Lanes,
    Palette,
    Style,
    between_allies,
    front,
    hatch,
    mark,
    tint,
    zone_line,
)
from karamap.record.changes import Kind

STANDINGS = ("assumed", "claimed", "disputed", "confirmed", "agreed", "none")
CHANGES = ((Kind.DATED, "legend.changed"), (Kind.UNDATED, "legend.undated"), (Kind.LEARNED, "legend.learned"))

SAMPLE_WIDTH, SAMPLE_HEIGHT = 30.0, 14.0
GAP = 7.0
SYMBOL = 9.0
"""Units that a symbol needs beside others."""

CURVE = "M1 10C6 3 10 4 14 7S24 11 29 3"
BOX = {"x": 0.5, "y": 0.5, "width": SAMPLE_WIDTH - 1, "height": SAMPLE_HEIGHT - 1}
QUIET = "#5b554a"


@dataclass(frozen=True)
class Block:
    """A piece of a column: its height, its drawing from the upper left corner on, whether it stays with the next."""

    height: float
    drawn: str
    stays: bool = False


@dataclass(frozen=True)
class Row:
    """A sample and what it means; a heading has no sample."""

    text: str
    sample: str = ""
    is_heading: bool = False

    def block(self, column: Column, size: float) -> Block:
        """The row in a column, in letters of a size."""
        line_height = size * 1.28
        if self.is_heading:
            lines = fonts.wrapped(self.text, size * 1.08, column.width, BOLD)
            drawn = _lines(lines, column, 0, 6, line_height * 1.05, size * 1.08, BOLD)
            return Block(len(lines) * line_height * 1.05 + 8, drawn, stays=True)
        if not self.sample:
            lines = fonts.wrapped(self.text, size, column.width)
            return Block(len(lines) * line_height + 3, _lines(lines, column, 0, 0, line_height, size))
        lines = fonts.wrapped(capital(self.text), size, column.width - SAMPLE_WIDTH - GAP)
        height = max(SAMPLE_HEIGHT, len(lines) * line_height) + 3.5
        start = max(0.0, (SAMPLE_HEIGHT - line_height) / 2)
        drawn = _lines(lines, column, SAMPLE_WIDTH + GAP, start, line_height, size)
        drawn = column.first(self.sample, SAMPLE_WIDTH) + drawn
        return Block(max(height, start + len(lines) * line_height + 3.5), drawn)


def _lines(
    lines: Sequence[str],
    column: Column,
    indent: float,
    top: float,
    line_height: float,
    size: float,
    face: str = REGULAR,
) -> str:
    return "".join(
        column.line(line, top + (at + 0.5) * line_height, size, face, indent, fill=INK) for at, line in enumerate(lines)
    )


class Legend:
    """The rows about one or several days of one sheet; what is on none of them is left out."""

    def __init__(
        self,
        days: Sequence[SceneDay],
        words: DayWords,
        styles: Palette,
        lanes: Lanes,
        looks: Set[tuple[Look, str]],
        *,
        only: frozenset[str] | None = None,
        view: View | None = None,
    ) -> None:
        self._days, self._words, self._styles, self._lanes = days, words, styles, lanes
        self._looks, self._kinds = {look for look, _ in looks}, {kind for _, kind in looks}
        self._only, self._view = only, view
        self._scene = days[0].scene
        self._document = self._scene.document

    def rows(self) -> list[Row]:
        """All of them, a heading before each part."""
        ground, points, zones = list(self._ground_rows()), list(self._point_rows()), list(self._zone_rows())
        key = "legend.assessed" if self._scene.is_assessed else "legend.ground"
        parts = ((key, ground), ("legend.claimed", points), ("zones.title", zones))
        return [row for title, rows in parts if rows for row in (Row(self._say(title), is_heading=True), *rows)]

    def _say(self, key: str, **values: str) -> str:
        return self._words.text(key, **values)

    def _ground_rows(self) -> Iterable[Row]:
        held = [party["id"] for party in self._scene.parties if self._is_held(party["id"])]
        for party in held:
            yield Row(self._area(party), _ground([self._styles[party]]))
        for name, members in self._coalitions().items():
            yield Row(self._coalition(name), _ground([self._styles[party] for party in members]))
        gaining = {ring.holder for day in self._days for ring in day.gained.rings}
        gained = [self._styles[party] for party in held if self._styles[party].number in gaining]
        if gained:
            begins = self._words.date_text(self._scene.begins)
            yield Row(self._say("legend.gained", date=begins), _ground(gained, is_gained=True))
        if self._is_held(""):
            yield Row(self._say("legend.no-report"), _ground([]))
        if len(held) > 1:
            yield from self._front_rows(held)
        edge = self._document["frame_edge"]
        if edge["coordinates"] and self._is_seen(lines_of(edge)):
            yield Row(self._say("legend.edge"), _edge())

    def _coalitions(self) -> dict[str, list[str]]:
        """The coalitions of which two parties hold ground on the sheet on some day, with these."""
        found: dict[str, list[str]] = {}
        for day in self._days:
            for name, numbers in day.scene.drawn.coalitions(day.day).items():
                members = [self._scene.parties[number]["id"] for number in sorted(numbers)]
                held = [party for party in members if self._is_held(party)]
                if len(held) > 1:
                    found.setdefault(name, held)
        return found

    def _coalition(self, name: str) -> str:
        """The ground of a coalition in words, as that of a holder."""
        areas = self._days[0].coalition_areas
        if self._only is not None or len(self._days) > 1 or name not in areas:
            return name
        return self._words.ground_of(name, *areas[name])

    def _is_held(self, holder: str) -> bool:
        """Whether a holder has ground on the sheet."""
        if self._only is not None:
            return holder in self._only
        return any(holder in day.areas for day in self._days)

    def _is_seen(self, lines: Sequence[Any]) -> bool:
        """Whether any of some lines in degrees lies on the sheet."""
        view = self._view
        if view is None:
            return True
        sheet = shapely.box(0, 0, view.width, view.height)
        placed = [shapely.linestrings(view.placed(np.asarray(line, dtype=float))) for line in lines]
        return bool(shapely.intersects(placed, sheet).any())

    def _front_rows(self, held: Sequence[str]) -> Iterable[Row]:
        if self._scene.is_assessed:
            sure = self._words.number(100 * self._document["line"]["sure"])
            percent = self._say("unit.percent", count=sure)
            stripes = _striped([self._styles[party] for party in held], self._lanes)
            yield Row(self._say("legend.band", percent=percent), stripes)
        kinds = {day.is_between_allies(line) for day in self._days for line in day.traced.lines if line.holder >= 0}
        if False in kinds or not kinds:
            yield Row(self._say("legend.front"), front(CURVE))
        if True in kinds:
            yield Row(self._say("legend.allies"), between_allies(CURVE))

    def _area(self, party: str) -> str:
        """The ground of a holder on the day in words; of a part of the theatre or of several days its name alone."""
        if self._only is not None or len(self._days) > 1:
            return self._words.short(party)
        return self._words.area(party, *self._days[0].areas[party])

    def _point_rows(self) -> Iterable[Row]:
        looks = self._looks
        for standing in STANDINGS:
            found = {look.holders[0] for look in looks if look.symbol == standing}
            styles = [[NOBODY]] if standing == "none" else self._of(found)
            if found:
                yield Row(self._say(f"standing.{standing}.meaning"), _marks(styles, standing))
        silent = {look.holders[0] for look in looks if look.symbol == UNREPORTED}
        if silent:
            yield Row(self._say("standing.unreported.meaning"), _marks(self._of(silent), UNREPORTED))
        contested = sorted(look.holders for look in looks if look.symbol == CONTESTED)
        if contested:
            styles = [[self._styles[holder] for holder in contested[0]]]
            yield Row(self._say("legend.contested"), _marks(styles, CONTESTED))
        if any(look.symbol == OUTSIDE for look in looks):
            yield Row(self._say("kind.outside"), _marks([[NOBODY]], OUTSIDE))
        for kind, key in CHANGES:
            if kind.value in self._kinds:
                yield Row(self._say(key), _marks([[NOBODY]], "claimed", kind.value))

    def _of(self, holders: Iterable[str]) -> list[list[Style]]:
        return [[style] for style in sorted((self._styles[one] for one in holders), key=lambda style: style.number)]

    def _zone_rows(self) -> Iterable[Row]:
        seen: dict[tuple[str, bool], DrawnZone] = {}
        for day in self._days:
            for zone in day.zones:
                if self._is_seen(zone.lines):
                    seen.setdefault((zone.stated["id"], zone.is_now), zone)
        for zone in seen.values():
            ink = self._styles[zone.holder].ink if zone.holder else ""
            yield Row(self._zone_name(zone), zone_line(CURVE, zone.kind, ink, is_now=zone.is_now))

    def _zone_name(self, zone: DrawnZone) -> str:
        name = self._words.among(zone.stated["names"], zone.stated["id"]).text
        until = zone.stated["to"]
        if zone.is_now or until is None:
            return name
        return self._say("zones.before", name=name, date=self._words.date_text(self._scene.date_of(until)))


_FRAME = element("rect", **BOX, fill="none", stroke="#857d6d", stroke_width=0.8)
_PAPER = element("rect", **BOX, fill=CARD)


def _box(left: float = 0.0, right: float = 1.0) -> tuple[np.ndarray, str]:
    """A part of the box of a sample, by shares of its width: its corners, and path data."""
    x1, x2 = (BOX["x"] + share * BOX["width"] for share in (left, right))
    y1, y2 = BOX["y"], BOX["y"] + BOX["height"]
    corners = np.array([(x1, y1), (x2, y1), (x2, y2), (x1, y2)])
    return corners, f"M{x1:g} {y1:g}H{x2:g}V{y2:g}H{x1:g}Z"


def _ground(styles: Sequence[Style], *, is_gained: bool = False) -> str:
    """A box of ground; of several holders side by side."""
    parts = []
    for at, style in enumerate(styles):
        corners, data = _box(at / len(styles), (at + 1) / len(styles))
        for what in ("ground", "gain") if is_gained else ("ground",):
            parts += [tint(style, data, what), hatch(style, Hatcher(), [corners], what)]
    return group([_PAPER, *parts, _FRAME])


def _striped(styles: Sequence[Style], lanes: Lanes) -> str:
    """A box of ground that nobody holds surely."""
    corners, _ = _box()
    return group([_PAPER, *(lanes.stripes(style, Hatcher(), [corners]) for style in styles), _FRAME])


def _edge() -> str:
    """The edge of the area studied, between ground and the land beyond."""
    middle = SAMPLE_WIDTH / 2
    beyond = element("rect", **{**BOX, "x": middle, "width": middle - 0.5}, fill=LAND_OWN)
    line = f"M{middle:g} 0.5V{SAMPLE_HEIGHT - 0.5:g}"
    dots: dict[str, Value] = {"stroke": "#6f6757", "stroke_width": 1.5, "stroke_dasharray": "0.1 3.5"}
    return group([element("rect", **BOX, fill=CARD), beyond, path(line, fill="none", stroke_linecap="round", **dots)])


def _marks(styles: Sequence[Sequence[Style]], symbol: str, change: str = "") -> str:
    """The symbols of some holders side by side."""
    step = SAMPLE_WIDTH / (len(styles) + 1)
    scale = min(0.95 if change else 1.1, step / SYMBOL)
    middle = SAMPLE_HEIGHT / 2
    return group(mark(own, symbol, step * at, middle, scale, change) for at, own in enumerate(styles, 1))
