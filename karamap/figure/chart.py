"""How much ground, or how many places, each holder had from day to day, as lines with the band of what is unsure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from karamap.document.day_words import DayWords
from karamap.document.direction import direction_of, isolated
from karamap.document.reader import DrawnDocument
from karamap.figure import fonts
from karamap.figure.column import Column
from karamap.figure.fonts import BOLD
from karamap.figure.formats import Format
from karamap.figure.furniture import MARGIN, head, source, svg_of
from karamap.figure.legend import QUIET
from karamap.figure.projection import number
from karamap.figure.scene import OUTSIDE, Scene
from karamap.figure.sheet import PAPER, Figure
from karamap.figure.svg import element, group, path, text_line
from karamap.figure.symbols import INK, Style, palette

AREA, PLACES = "km2", "places"
"""What a chart may count."""

HEIGHT_SHARE, LEAST_HEIGHT = 0.42, 170.0
"""The height of the lines, as a share of the width of the figure, and at the least."""

LEFT_ROOM, BELOW_ROOM = 8.0, 37.0
TICKS = 5
TICK_SIZE, NAME_SIZE = 8.6, 9.6
COALITION_STYLE, COALITION_DASHES = Style(-1, "#8a8378", "#4d473e"), "1 3.4"
"""Of the lines of coalitions: in nobody's colour, dotted finely."""

DASHES = ("", "7 3", "2 2.5", "9 2.5 2 2.5")
"""Of the lines of parties, so that they can be told apart without colours."""

RULE = "#cfc6b3"
DAY_TICK = 62.0
"""Pixels between days that are named."""


@dataclass(frozen=True)
class Course:
    """What one holder, or coalition, had on each day, and the least and the most; None where there is no such one."""

    holder: str
    values: tuple[float | None, ...]
    least: tuple[float | None, ...]
    most: tuple[float | None, ...]

    def runs(self) -> list[range]:
        """The days of which something is told, as stretches without a gap."""
        there = [at for at, value in enumerate(self.values) if value is not None]
        starts = [at for at in there if at - 1 not in there]
        ends = [at + 1 for at in there if at + 1 not in there]
        return [range(start, end) for start, end in zip(starts, ends, strict=True)]

    def first_and_last(self) -> tuple[float, float]:
        """The first and the last number that is told."""
        told = [value for value in self.values if value is not None]
        return told[0], told[-1]


def courses_of(scene: Scene, days: Sequence[int], what: str) -> list[Course]:
    """The courses of all holders, in the order of the parties; those who never had anything are left out.

    A party that has become another one by the last day has one course with that: nothing falls where a name changes.

    Args:
        scene: a document.
        days: numbers of days of it.
        what: `km2`, the ground of each holder as the map tells it, between the least and the most that it may be; or
            `places`, those of the theatre that each holder holds, of which the least is what is confirmed or agreed.
    """
    became = _names_on(scene, days[-1])
    told = [_summed(_areas(scene, day) if what == AREA else _places(scene, day), became) for day in days]
    courses = []
    for party in scene.parties:
        values, least, most = zip(*(one.get(party["id"], (0, 0, 0)) for one in told), strict=True)
        if any(most):
            courses.append(Course(party["id"], values, least, most))
    return courses


def coalition_courses_of(scene: Scene, days: Sequence[int], what: str) -> list[Course]:
    """The courses of coalitions by name, over the days on which two parties of one have something; else None.

    Args:
        scene: a document.
        days: numbers of days of it.
        what: as for `courses_of`. What is unsure between allies is sure for their coalition.
    """
    told = [
        scene.drawn.coalition_areas(scene.known, day) if what == AREA else _coalition_places(scene, day) for day in days
    ]
    courses = []
    for name in sorted(set().union(*told)):
        on_days = [one.get(name) for one in told]
        values, least, most = (tuple(one[at] if one else None for one in on_days) for at in range(3))
        courses.append(Course(name, values, least, most))
    return courses


def _coalition_places(scene: Scene, day: int) -> dict[str, tuple[int, int, int]]:
    held, ids = _places(scene, day), [party["id"] for party in scene.parties]
    found: dict[str, tuple[int, int, int]] = {}
    for name, members in scene.drawn.coalitions(day).items():
        counts = [held[ids[number]] for number in members if ids[number] in held]
        if len(counts) > 1:
            value, least, most = map(sum, zip(*counts, strict=True))
            found[name] = value, least, most
    return found


def _names_on(scene: Scene, day: int) -> dict[str, str]:
    """By id of a party that of the one that it is on a day."""
    ids = [party["id"] for party in scene.parties]
    return {party_id: ids[scene.drawn.party_on(number, day)] for number, party_id in enumerate(ids)}


def _summed(told: Mapping[str, Sequence[int]], became: Mapping[str, str]) -> dict[str, tuple[int, int, int]]:
    """What several holders have that are one later, together."""
    summed: dict[str, tuple[int, int, int]] = {}
    for holder, (value, least, most) in told.items():
        name = became.get(holder, holder)
        before = summed.get(name, (0, 0, 0))
        summed[name] = value + before[0], least + before[1], most + before[2]
    return summed


def _areas(scene: Scene, day: int) -> dict[str, tuple[int, int, int]]:
    return scene.drawn.areas(scene.known, day)


def _places(scene: Scene, day: int) -> dict[str, tuple[int, int, int]]:
    controls = scene.drawn.controls_on(scene.known, day)
    held: Counter[str] = Counter()
    surely: Counter[str] = Counter()
    for place in scene.drawn.places:
        control = controls[place["id"]]
        if place["kind"] != OUTSIDE and control["holder"]:
            held[control["holder"]] += 1
            surely[control["holder"]] += control["standing"] in ("confirmed", "agreed")
    return {holder: (count, surely[holder], count) for holder, count in held.items()}


def chart(drawn: DrawnDocument, days: Sequence[int], what: str, form: Format, language: str | None = None) -> Figure:
    """Draw the course of every holder over some days, two at the least.

    Args:
        drawn: a drawing document.
        days: numbers of days of it, in order.
        what: `AREA` or `PLACES`.
        form: how large; a height that is stated is kept.
        language: ISO 639-1; that of the document by default.
    """
    return _Chart(Scene(drawn), days, what, form, language).figure()


class _Chart:
    """Lays out one chart."""

    def __init__(self, scene: Scene, days: Sequence[int], what: str, form: Format, language: str | None) -> None:
        self._scene, self._days, self._what, self._form = scene, days, what, form
        self._words = DayWords(scene.drawn, days[-1], language)
        self._styles = palette(scene.parties)
        self._courses = courses_of(scene, days, what)
        self._coalitions = coalition_courses_of(scene, days, what)
        self._drawn = [*self._courses, *self._coalitions]
        top = max((most for course in self._drawn for most in course.most if most is not None), default=1) or 1
        self._step = _round_step(top / TICKS)
        self._top = ceil(top / self._step) * self._step

    def figure(self) -> Figure:
        words, width = self._words, self._form.width
        inner = width - 2 * MARGIN
        column = Column.of(words.language, inner)
        first, last = (words.date_text(self._scene.date_at(day)) for day in (self._days[0], self._days[-1]))
        title = words.text("chart.km2" if self._what == AREA else "chart.places")
        above = head(self._scene.document["head"]["title"] or title, self._under(), column)
        below = source(self._scene.document, words, column)
        height = self._form.height or max(LEAST_HEIGHT, HEIGHT_SHARE * width) + above.height + below.height + 3 * MARGIN
        room = height - above.height - below.height - 3 * MARGIN
        lines = self._lines(inner, room)
        parts = [
            element("rect", width=width, height=height, fill=PAPER),
            _moved(above.drawn, MARGIN, MARGIN),
            _moved(lines, MARGIN, MARGIN + above.height),
            _moved(below.drawn, MARGIN, height - MARGIN - below.height + 3),
        ]
        told = f"{title} · {first} – {last}"
        alt = self._alt(title, first, last)
        svg = svg_of(self._scene.document, "".join(parts), (width, height), told, alt, words.language)
        return Figure(svg, width, height, told, alt, words.language, (), ())

    def _under(self) -> str:
        words = self._words
        percent = words.text("unit.percent", count=words.number(100 * self._scene.document["line"]["sure"]))
        band = words.text("chart.km2.band" if self._what == AREA else "chart.places.band", percent=percent)
        is_banded = self._what == PLACES or self._scene.is_assessed
        return f"{words.knowledge()}. {band}" if is_banded else words.knowledge()

    def _alt(self, title: str, first: str, last: str) -> str:
        words = self._words
        told = [f"{words.comma.join((title, f'{first} – {last}', words.knowledge()))}."]
        arrow = " ← " if direction_of(words.language) == "rtl" else " → "
        for course in self._drawn:
            values = arrow.join(map(self._amount, course.first_and_last()))
            told.append(f"{self._name(course)}: {values}.")
        return " ".join(told).replace("\u00a0", " ")

    def _name(self, course: Course) -> str:
        """The short name of a holder; of a coalition its own."""
        return course.holder if course in self._coalitions else self._words.short(course.holder)

    def _style(self, course: Course) -> Style:
        return COALITION_STYLE if course in self._coalitions else self._styles[course.holder]

    def _amount(self, value: float) -> str:
        count = self._words.number(value)
        return self._words.text("unit.km2", count=count) if self._what == AREA else count

    def _lines(self, width: float, height: float) -> str:
        ticks = [self._step * at for at in range(round(self._top / self._step) + 1)]
        left = max(fonts.width(self._words.number(tick), TICK_SIZE) for tick in ticks) + LEFT_ROOM
        names = [self._name(course) for course in self._drawn]
        longest = max((fonts.width(word, NAME_SIZE, BOLD) for name in names for word in name.split()), default=0.0)
        whole = max((fonts.width(name, NAME_SIZE, BOLD) for name in names), default=0.0)
        right = min(whole, max(longest, 0.25 * width)) + 9
        plot = _Plot(left, 6.0, width - left - right, height - 6 - BELOW_ROOM, len(self._days), self._top)
        parts = [self._grid(plot, ticks), self._calendar(plot)]
        parts += [self._band(course, plot) for course in self._courses]
        parts += [self._line(course, at, plot) for at, course in enumerate(self._drawn)]
        return "".join([*parts, self._names(names, plot, right)])

    def _grid(self, plot: _Plot, ticks: Sequence[float]) -> str:
        parts = []
        for tick in ticks:
            y = plot.y(tick)
            parts.append(path(f"M{number(plot.left)} {number(y)}h{number(plot.width)}", stroke=RULE, stroke_width=0.7))
            told = self._words.number(tick)
            parts.append(text_line(told, plot.left - 4, y, TICK_SIZE, fill=QUIET, text_anchor="end"))
        return group(parts)

    def _calendar(self, plot: _Plot) -> str:
        """Days named below the lines, so many that they have room: the day, the month, the year where it is another."""
        count = len(self._days)
        every = max(1, ceil(count / max(1, floor(plot.width / DAY_TICK))))
        bottom, year_before = plot.top + plot.height, 0
        parts = []
        for at in range(0, count, every):
            x, day = plot.x(at), self._scene.date_at(self._days[at])
            month = isolated(self._words.text(f"month.{day.month:02}.alone"))
            told = [str(day.day), month, *([str(day.year)] if day.year != year_before else [])]
            parts.append(path(f"M{number(x)} {number(bottom)}v4", stroke=INK, stroke_width=0.8))
            for row, line in enumerate(told, 1):
                parts.append(text_line(line, x, bottom + 10 * row, TICK_SIZE, fill=QUIET, text_anchor="middle"))
            year_before = day.year
        return group(parts)

    def _band(self, course: Course, plot: _Plot) -> str:
        drawn = []
        for run in course.runs():
            there, back = (plot.spots(values, run) for values in (course.most, course.least))
            drawn.append(f"M{'L'.join([*there, *reversed(back)])}Z")
        colour = self._style(course).colour
        return path("".join(drawn), fill=colour, fill_opacity=0.25, data_holder=course.holder, data_what="band")

    def _line(self, course: Course, at: int, plot: _Plot) -> str:
        is_coalition = course in self._coalitions
        dashes = COALITION_DASHES if is_coalition else DASHES[at % len(DASHES)]
        drawn = "".join(f"M{'L'.join(plot.spots(course.values, run))}" for run in course.runs())
        line = path(drawn, stroke=self._style(course).ink, stroke_width=2, stroke_dasharray=dashes)
        whose = {"data_coalition" if is_coalition else "data_holder": course.holder, "data_what": self._what}
        return group(
            [line], fill="none", stroke_linejoin="round", stroke_linecap="round" if is_coalition else None, **whose
        )

    def _names(self, names: Sequence[str], plot: _Plot, room: float) -> str:
        """The names of holders at the ends of their lines, none upon another."""
        ends = sorted((plot.y(course.first_and_last()[1]), at) for at, course in enumerate(self._drawn))
        parts, free = [], plot.top
        for y, at in ends:
            style = self._style(self._drawn[at])
            lines = fonts.wrapped(isolated(names[at]), NAME_SIZE, room - 8, BOLD)
            height = len(lines) * NAME_SIZE * 1.2
            top = max(free, y - height / 2)
            for row, line in enumerate(lines):
                middle = top + (row + 0.5) * NAME_SIZE * 1.2
                parts.append(text_line(line, plot.left + plot.width + 6, middle, NAME_SIZE, BOLD, fill=style.ink))
            free = top + height + 2
        return group(parts)


@dataclass(frozen=True)
class _Plot:
    """Where the lines lie, and what they reach up to."""

    left: float
    top: float
    width: float
    height: float
    days: int
    most: float

    def x(self, day: int) -> float:
        return self.left + self.width * day / max(1, self.days - 1)

    def y(self, value: float) -> float:
        return self.top + self.height * (1 - value / self.most)

    def spots(self, values: Sequence[float | None], run: range) -> list[str]:
        """Where the values of some days lie, as path data."""
        told = [(at, value) for at in run if (value := values[at]) is not None]
        return [f"{number(self.x(at))} {number(self.y(value))}" for at, value in told]


def _round_step(least: float) -> float:
    """The least of 1, 2, 2.5 and 5 times a power of ten that is not less; whole numbers at the least."""
    power = 10.0 ** floor(log10(max(least, 1)))
    return max(1.0, next(power * part for part in (1, 2, 2.5, 5, 10) if power * part >= least))


def _moved(drawn: str, x: float, y: float) -> str:
    return group([drawn], transform=f"translate({number(x)} {number(y)})")
