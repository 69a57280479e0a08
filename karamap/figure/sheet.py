"""A figure: one day or several side by side, with title, legend and sources, as one SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from math import ceil

from karamap.document.crop import Crop, Extent
from karamap.document.day_words import DayWords
from karamap.document.reader import DrawnDocument
from karamap.figure import overlays
from karamap.figure.boxes import Box
from karamap.figure.column import Column
from karamap.figure.formats import Format, millimetres
from karamap.figure.furniture import MARGIN, TEXT_SIZE, head, source, svg_of
from karamap.figure.label_choice import LabelChoice
from karamap.figure.label_placement import Placed
from karamap.figure.legend import Block, Legend, Row
from karamap.figure.map_panel import LINE, MapPanel, ground_holders
from karamap.figure.points import Point, points_of
from karamap.figure.projection import View, number, world_spot
from karamap.figure.relief import Relief, multiplied
from karamap.figure.scene import Scene, SceneDay
from karamap.figure.svg import element, group, path
from karamap.figure.symbols import Lanes, palette

GUTTER = 12.0
SMALL_TEXT, LEAST_TEXT = 8.4, 5.6
COLUMN = 205.0
"""Pixels that a column of words has at the least."""

ROOMY, LEAST_SHRUNK = 320.0, 0.6
"""A map of fewer pixels is drawn on a larger sheet and made smaller, at the most by so much."""

MOST_HIGH = 1.15
"""How high several maps together are at the most, in widths of their sheet."""

WEIGHT = 12
"""So many dots a place is that changed or is a city, where something is to lie upon the map."""

WIDE, WIDER_THAN_HIGH = 560.0, 1.05
"""A figure of so many pixels of width has its words beside a map that is not so many times wider than high."""

HIGHER = 1.35
"""So many times higher than it need be a map may become, so that the words beside it have room."""

SIDE_SHARE, SIDE_LEAST = 0.31, 200.0
SQUAREST = (0.75, 1.8)
"""How much wider than high a map is, at the least and at the most."""

NAMED = 6
"""Names that a sentence about the day gives; the others are counted."""

NAMED_DAYS = 3
"""Of more days than these only the first and the last are told of in words."""

PAPER = "#ffffff"

WHOLE = Crop()


@dataclass(frozen=True)
class Figure:
    """A finished figure: its SVG, its size in pixels (96 to the inch), what it shows in words, what stands on it."""

    svg: str
    width: float
    height: float
    title: str
    alt: str
    language: str
    labels: tuple[tuple[Placed, ...], ...] = field(repr=False)
    points: tuple[tuple[Point, ...], ...] = field(repr=False)

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        return millimetres(self.width), millimetres(self.height)


def figure(
    drawn: DrawnDocument,
    days: Sequence[int],
    form: Format,
    crop: Crop = WHOLE,
    language: str | None = None,
    relief: Relief = multiplied,
) -> Figure:
    """Draw one day, or several side by side.

    Args:
        drawn: a drawing document.
        days: numbers of days of it.
        form: how large.
        crop: what part of the theatre.
        language: ISO 639-1; that of the document by default.
        relief: what draws the hillshade.

    Raises:
        CropError: there is nothing of what the crop asks for.
    """
    scene = Scene(drawn)
    return Sheet(scene, form, crop, language, relief).figure([scene.day(day) for day in days])


class Sheet:
    """Lays out figures of one scene, all of one size and language."""

    def __init__(
        self, scene: Scene, form: Format, crop: Crop = WHOLE, language: str | None = None, relief: Relief = multiplied
    ) -> None:
        self._scene, self._form, self._language, self._relief = scene, form, language, relief
        self._extent = crop.extent(scene.document)
        shape = _shape(self._extent)
        self._part = None if crop == WHOLE else View.fitted(self._extent, ROOMY, ROOMY / shape)
        self._kept_rows: list[Row] | None = None
        self._kept_corners: overlays.Corners | None = None
        self._styles = palette(scene.parties)
        self._lanes = Lanes.of(self._styles, scene.holding)

    def keep_legend(self, days: Sequence[SceneDay]) -> None:
        """Let the figures to come have one legend, about all of some days, so that it stands still."""
        located = self._scene.located
        seen = {(day.look(place), day.changed.get(place["id"], "")) for day in days for place in located}
        styles, words = self._styles, self.words(days[0])
        legend = Legend(days, words, styles, self._lanes, seen, only=self._seen(days), view=self._part)
        self._kept_rows = legend.rows()

    def words(self, day: SceneDay) -> DayWords:
        """The sentences about a day."""
        return DayWords(day.scene.drawn, day.day, self._language, NAMED)

    def figure(self, days: Sequence[SceneDay]) -> Figure:
        """Days on one sheet; they may be of other scenes of the same theatre."""
        words = self.words(days[0])
        laid, height = self._laid_out(days, words)
        title, alt = self._title(days), self.alt_text(days)
        drawn = laid.maps + self._paper(laid.holes, height) + laid.drawn
        width = self._form.width
        svg = svg_of(self._scene.document, drawn, (width, height), title, alt, words.language)
        return Figure(svg, width, height, title, alt, words.language, laid.labels, laid.points)

    def alt_text(self, days: Sequence[SceneDay]) -> str:
        """What a figure shows, in sentences, for whoever cannot see it; the areas only of all of the theatre."""
        words = [self.words(day) for day in days]
        first, dates = words[0], list(dict.fromkeys(one.date_text() for one in words))
        span = " – ".join(dates if len(dates) <= NAMED_DAYS else [dates[0], dates[-1]])
        told = [f"{first.comma.join((first.title, span, first.knowledge()))}."]
        pairs = list(zip(days, words, strict=True))
        for day, own in pairs if len(pairs) <= NAMED_DAYS else (pairs[0], pairs[-1]):
            lead = [f"{own.date_text()}:"] if len(days) > 1 else []
            told += [*lead, *(own.sentences() if len(days) == 1 else own.sentences()[:1])]
            held = [] if self._part else [party["id"] for party in day.scene.parties if party["id"] in day.areas]
            told += [f"{own.area(holder, *day.areas[holder])}." for holder in held]
            allied = {} if self._part else day.coalition_areas
            told += [f"{own.ground_of(name, *areas)}." for name, areas in allied.items()]
        return " ".join(told).replace("\u00a0", " ")

    def _laid_out(self, days: Sequence[SceneDay], words: DayWords) -> tuple[_Laid, float]:
        """The words below the maps; beside them on a sheet of a stated height, and beside one map that is high."""
        if self._form.height:
            return self._beside(days, words, self._form.height), self._form.height
        if len(days) == 1 and self._form.width >= WIDE and _shape(self._extent) < WIDER_THAN_HIGH:
            return self._beside_as_high_as_needed(days, words)
        laid = self._below(days, words)
        return laid, laid.height

    def _beside_as_high_as_needed(self, days: Sequence[SceneDay], words: DayWords) -> tuple[_Laid, float]:
        """One map as high as its part of the land asks for, or somewhat higher so that the words have room."""
        width = self._form.width
        side = max(SIDE_LEAST, SIDE_SHARE * width)
        room = (width - 3 * MARGIN - side) / _shape(self._extent)
        wanted = min(self._wanted(days, words, side), HIGHER * room)
        source = self._source(words, self._column(words, width - 2 * MARGIN))
        height = max(room, wanted) + 2 * MARGIN + source.height + 4
        return self._beside(days, words, height), height

    def _wanted(self, days: Sequence[SceneDay], words: DayWords, side: float) -> float:
        """How high the words are in letters of their usual size."""
        view = View.fitted(self._extent, ROOMY, ROOMY / _shape(self._extent))
        rows = self._rows(days, words, [points_of(day, view, view.zoom) for day in days])
        column = self._column(words, side)
        head = self._head(words, column, with_knowledge=len(days) > 1)
        return head.height + sum(row.block(column, TEXT_SIZE).height for row in rows)

    def _title(self, days: Sequence[SceneDay]) -> str:
        dates = [self.words(day).date_text() for day in (days[0], days[-1])]
        return f"{self.words(days[0]).title} · {' – '.join(dict.fromkeys(dates))}"

    def _below(self, days: Sequence[SceneDay], words: DayWords) -> _Laid:
        """Title, map or maps, then the words in columns."""
        width = self._form.width - 2 * MARGIN
        whole = self._column(words, width)
        head = self._head(words, whole, with_knowledge=len(days) > 1)
        laid = self._maps(days, MARGIN, MARGIN + head.height, width, None)
        top = MARGIN + head.height + laid.height + 10
        count = max(1, int((width + GUTTER) // COLUMN))
        column = replace(whole, width=(width - (count - 1) * GUTTER) / count)
        blocks = [row.block(column, TEXT_SIZE) for row in self._rows(days, words, laid.points)]
        columns, height = _columns(blocks, count)
        lefts = [MARGIN + at * (column.width + GUTTER) for at in range(count)]
        lefts = lefts[::-1] if whole.is_mirrored else lefts
        drawn = [_stacked(own, left, top) for own, left in zip(columns, lefts, strict=False)]
        source = self._source(words, whole)
        bottom = top + height + 4
        parts = [laid.drawn, _at(head, MARGIN, MARGIN), *drawn, _at(source, MARGIN, bottom)]
        return replace(laid, drawn="".join(parts), height=bottom + source.height + MARGIN - 3)

    @staticmethod
    def _column(words: DayWords, width: float) -> Column:
        return Column.of(words.language, width)

    def _beside(self, days: Sequence[SceneDay], words: DayWords, height: float) -> _Laid:
        """The words in a column after the maps as one reads, on a sheet of a stated height."""
        width = self._form.width
        column = self._column(words, max(SIDE_LEAST, SIDE_SHARE * width))
        source = self._source(words, replace(column, width=width - 2 * MARGIN))
        room = height - 2 * MARGIN - source.height - 4
        beside = width - 2 * MARGIN - column.width
        left, maps_left = (MARGIN, 2 * MARGIN + column.width) if column.is_mirrored else (MARGIN + beside, MARGIN)
        laid = self._maps(days, maps_left, MARGIN, beside - MARGIN, room)
        head = self._head(words, column, with_knowledge=len(days) > 1)
        rows = self._rows(days, words, laid.points)
        blocks = self._fitting(rows, column, room - head.height)
        told = _stacked(blocks, left, MARGIN + head.height)
        foot = _at(source, MARGIN, height - MARGIN - source.height + 3)
        drawn = laid.drawn + _at(head, left, MARGIN) + told + foot
        return replace(laid, drawn=drawn, height=height)

    @staticmethod
    def _fitting(rows: Sequence[Row], column: Column, room: float) -> list[Block]:
        """Rows in the largest letters in which they fit; the sentences about the day go before letters get small."""
        legend = [row for row in rows if row.sample or row.is_heading]
        for chosen, least in ((rows, SMALL_TEXT), (legend, LEAST_TEXT)):
            size = TEXT_SIZE
            while size >= least:
                blocks = [row.block(column, size) for row in chosen]
                if sum(block.height for block in blocks) <= room:
                    return blocks
                size -= 0.2
        while blocks and sum(block.height for block in blocks) > room:
            blocks.pop()
        return blocks

    def _head(self, words: DayWords, column: Column, *, with_knowledge: bool) -> Block:
        return head(words.title, words.knowledge() if with_knowledge else "", column)

    def _rows(self, days: Sequence[SceneDay], words: DayWords, points: Iterable[Sequence[Point]]) -> list[Row]:
        if self._kept_rows is not None:
            return self._kept_rows
        told = [Row(sentence) for sentence in words.sentences()] if len(days) == 1 else []
        seen = {(point.look, point.change) for point in chain.from_iterable(points)}
        legend = Legend(days, words, self._styles, self._lanes, seen, only=self._seen(days), view=self._part)
        return [*told, *legend.rows()]

    def _seen(self, days: Sequence[SceneDay]) -> frozenset[str] | None:
        """The holders, empty for no report, that have ground on the sheet; None if it shows all of the theatre."""
        if self._part is None:
            return None
        return frozenset(holder for day in days for holder in ground_holders(day, self._part))

    def _source(self, words: DayWords, column: Column) -> Block:
        return source(self._scene.document, words, column)

    def _maps(self, days: Sequence[SceneDay], left: float, top: float, width: float, height: float | None) -> _Laid:
        """One map, or several in rows."""
        across = _across(len(days), width, height, _shape(self._extent))
        down = ceil(len(days) / across)
        each = (width - (across - 1) * MARGIN) / across
        high = each / _shape(self._extent) if height is None else (height - (down - 1) * MARGIN) / down
        laid = _Laid(down * high + (down - 1) * MARGIN)
        for at, day in enumerate(days):
            row, column = divmod(at, across)
            x, y = left + column * (each + MARGIN), top + row * (high + MARGIN)
            panel, above, labels, points = self._map(day, each, high, at, is_alone=len(days) == 1)
            where = {"transform": f"translate({number(x)} {number(y)})"}
            laid = laid.with_map(group([panel], **where), group([above], **where), (x, y, each, high), labels, points)
        return laid

    def _map(
        self, day: SceneDay, width: float, height: float, at: int, *, is_alone: bool
    ) -> tuple[str, str, list[Placed], list[Point]]:
        """One map: its drawing, what lies above it, its names and its points.

        A map of few pixels is drawn on a larger sheet and made smaller, so that its names have room.
        """
        shrunk = _shrunk(width)
        view, words = View.fitted(self._extent, width / shrunk, height / shrunk), self.words(day)
        points = points_of(day, view, view.zoom)
        upon = self._overlays(day, words, view, shrunk, is_first=at == 0, is_alone=is_alone)
        corners = self._corners(upon, points, width, height, is_alone=is_alone)
        above, boxes = overlays.laid(upon, corners, width, height)
        controls = [
            (left / shrunk, top / shrunk, right / shrunk, bottom / shrunk) for left, top, right, bottom in boxes
        ]
        labels = LabelChoice(day, view, words, points, controls, view.zoom).placed()
        panel = MapPanel(day, view, self._styles, self._lanes, self._relief, f"map-{at}")
        drawn = panel.draw(points, labels, is_cut=not is_alone)
        smaller = group([drawn], transform=f"scale({shrunk:.4f})") if shrunk < 1 else drawn
        frame = element("rect", width=width, height=height, fill="none", stroke=LINE, stroke_width=1)
        return smaller, above + frame, labels, points

    def _corners(
        self,
        upon: Sequence[overlays.Overlay],
        points: Sequence[Point],
        width: float,
        height: float,
        *,
        is_alone: bool,
    ) -> overlays.Corners:
        """Where overlays go: where they hide little on one map, but in one place on maps that follow one another."""
        is_steady = self._kept_rows is not None or not is_alone
        if is_steady and self._kept_corners:
            return self._kept_corners[: len(upon)]
        shrunk = _shrunk(width)
        corners = overlays.corners_for(upon, width, height, _weighty(points, shrunk, WEIGHT if is_alone else 1))
        self._kept_corners = corners if is_steady else None
        return corners

    def _overlays(
        self, day: SceneDay, words: DayWords, view: View, shrunk: float, *, is_first: bool, is_alone: bool
    ) -> list[overlays.Overlay]:
        width, document = view.width * shrunk, day.scene.document
        upon = [overlays.stamp(words, width, with_knowledge=is_alone)]
        upon += [overlays.scale(words, view.km_of_pixel / shrunk, width)] if is_first else []
        if is_alone and overlays.tells_more(document, view.bounds):
            upon.append(overlays.inset(document, words, view))
        return upon

    def _paper(self, holes: Iterable[Box], height: float) -> str:
        """The paper around the maps, which covers what of them lies beyond their edges."""
        sheet = f"M0 0H{self._form.width:.3f}V{height:.3f}H0Z"
        cut = "".join(f"M{x:.1f} {y:.1f}h{width:.1f}v{high:.1f}h-{width:.1f}Z" for x, y, width, high in holes)
        return path(sheet + cut, fill=PAPER, fill_rule="evenodd")


@dataclass(frozen=True)
class _Laid:
    """Maps laid out: how high they are, their drawing, where they lie, what lies above them, what stands there."""

    height: float
    maps: str = ""
    drawn: str = ""
    holes: tuple[Box, ...] = ()
    labels: tuple[tuple[Placed, ...], ...] = ()
    points: tuple[tuple[Point, ...], ...] = ()

    def with_map(self, panel: str, above: str, hole: Box, labels: Iterable[Placed], points: Iterable[Point]) -> _Laid:
        """These and one map more."""
        return replace(
            self,
            maps=self.maps + panel,
            drawn=self.drawn + above,
            holes=(*self.holes, hole),
            labels=(*self.labels, tuple(labels)),
            points=(*self.points, tuple(points)),
        )


def _across(count: int, width: float, height: float | None, shape: float) -> int:
    """How many maps stand side by side.

    As few as make them no higher together than they may be; on a sheet of a height so many that they become largest.
    """

    def each(across: int) -> float:
        return (width - (across - 1) * MARGIN) / across

    def high(across: int) -> float:
        down = ceil(count / across)
        return down * each(across) / shape + (down - 1) * MARGIN

    if height is None:
        return next((across for across in range(1, count) if high(across) <= MOST_HIGH * width), count)
    sizes = {across: min(1.0, height / high(across)) * each(across) for across in range(1, count + 1)}
    return max(sizes, key=lambda across: (round(sizes[across], 3), -across))


def _shrunk(width: float) -> float:
    """How much smaller a map of a width is than what is drawn."""
    return max(LEAST_SHRUNK, min(1.0, width / ROOMY))


def _weighty(points: Iterable[Point], shrunk: float, weight: int) -> list[tuple[float, float]]:
    """The spots of points on a sheet that is made smaller; what changed and what is important counts several times."""
    spots = []
    for point in points:
        is_weighty = point.change or point.place["rank"] == 1
        spots += [(point.x * shrunk, point.y * shrunk)] * (weight if is_weighty else 1)
    return spots


def _shape(extent: Extent) -> float:
    """How much wider than high a part of the land is on the sheet."""
    west, south, east, north = extent
    (x1, y1), (x2, y2) = world_spot(west, north), world_spot(east, south)
    return max(SQUAREST[0], min(SQUAREST[1], (x2 - x1) / (y2 - y1)))


def _columns(blocks: Sequence[Block], count: int) -> tuple[list[list[Block]], float]:
    """Blocks in columns as low as can be, in order, no heading at a foot; and how high they are."""
    height = max(sum(block.height for block in blocks) / count, *(block.height for block in blocks), 1.0)
    while True:
        columns = _filled(blocks, height)
        if len(columns) <= count:
            return columns, max(sum(block.height for block in column) for column in columns)
        height += 3


def _filled(blocks: Sequence[Block], height: float) -> list[list[Block]]:
    columns: list[list[Block]] = [[]]
    for at, block in enumerate(blocks):
        following = blocks[at + 1].height if block.stays and at + 1 < len(blocks) else 0.0
        taken = sum(own.height for own in columns[-1])
        if columns[-1] and taken + block.height + following > height:
            columns.append([])
        columns[-1].append(block)
    return columns


def _stacked(blocks: Iterable[Block], x: float, y: float) -> str:
    parts, top = [], y
    for block in blocks:
        parts.append(_at(block, x, top))
        top += block.height
    return "".join(parts)


def _at(block: Block, x: float, y: float) -> str:
    return group([block.drawn], transform=f"translate({number(x)} {number(y)})")
