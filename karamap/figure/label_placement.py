"""Where the names go: greedy, most important first, never one upon another; the placer of the page.

`page/js/map/label_placement.js` is the same in JavaScript; a test holds both to the same answers. Lengths are pixels of
the sheet (96 to the inch), boxes left, top, right, bottom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from math import cos, inf, pi, sin

from karamap.figure import fonts
from karamap.figure.boxes import Box, Leader, Spot, around, crosses, meet, overlap, within
from karamap.figure.fonts import BOLD, OBLIQUE, REGULAR


@dataclass(frozen=True)
class Rank:
    """How the names of a kind are written. `spacing` is in em.

    A fixed name gives way to no name of the day, a bold one may turn so on a day, a shy one hides no point.
    """

    size: float
    face: str = REGULAR
    spacing: float = 0.0
    fixed: bool = False
    bold: bool = False
    shy: bool = False


RANKS = {
    "chosen": Rank(13.5, BOLD, fixed=True),
    "city": Rank(13.5, BOLD, fixed=True),
    "changed-town": Rank(12, BOLD),
    "changed-more": Rank(12, OBLIQUE),
    "changed-village": Rank(11.5, BOLD),
    "country": Rank(17, REGULAR, 0.3, fixed=True),
    "country-narrow": Rank(13, REGULAR, 0.18, fixed=True),
    "town": Rank(12, REGULAR, bold=True),
    "district": Rank(10.5, REGULAR, 0.16, fixed=True),
    "zone": Rank(11.5, OBLIQUE, 0.02),
    "zone-outline": Rank(11, OBLIQUE, 0.02, shy=True),
    "water": Rank(12.5, OBLIQUE, 0.04),
    "outside": Rank(11),
    "village": Rank(11, REGULAR, bold=True, shy=True),
}
"""In the order in which they are placed."""

_TIER = {rank: at for at, rank in enumerate(RANKS)}

NEAR = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -0.8), (1, 0.8), (-1, -0.8), (-1, 0.8))
"""Right, left, above, below, then the corners: the direction of the label as seen from its point."""

AROUND = ((0, 0), (0, -14), (0, 14), (-22, 0), (22, 0), (-22, -18), (22, 18), (0, -28), (0, 28))
CALLOUT_DISTANCES = (16, 24, 34, 46, 62, 82)
CALLOUT_ANGLES = tuple(index * pi / 8 for index in range(16))
DOT = 2.5
CELL = 32
"""Pixels of a square in which points are looked up."""

DOTS_AT_WORST = 6
GOOD_ENOUGH = 12
"""A name that reads this well close by is not looked for farther off."""

DROPPED = 100
ACROSS_A_SYMBOL = 30
OUSTING = 10
TOO_LONG_A_WAY = 60
TOO_MANY_TO_TRY = 60
"""Names of one day from which one try must do."""

ATTEMPTS = 4


@dataclass(frozen=True)
class Label:
    """A name that a view asks for: beside a point if it has a gap, else at its spots or around its position."""

    key: str
    text: str
    rank: str
    x: float = 0.0
    y: float = 0.0
    gap: float = 0.0
    callout: bool = False
    spots: tuple[Spot, ...] | None = None
    place: str | None = None
    district: str | None = None
    changed: bool = False
    language: str = ""

    @cached_property
    def size(self) -> tuple[float, float]:
        """The width and height that it takes; a name that may turn bold on a day needs that room."""
        rank = RANKS[self.rank]
        face = BOLD if rank.bold else rank.face
        width = fonts.width(self.text, rank.size, face, rank.spacing)
        return width + 4, rank.size * (1.45 if rank.shy else 1.3)

    @property
    def is_first(self) -> bool:
        """Whether it is placed before all others."""
        return self.rank in ("city", "chosen")


@dataclass(frozen=True)
class Option:
    """Where a label may stand, with the line to its point if it needs one, and how badly it reads there."""

    box: Box
    leader: Leader | None
    reach: float
    cost: float = 0.0


@dataclass(frozen=True)
class Placed:
    """A label where it stands."""

    label: Label
    box: Box
    leader: Leader | None


@dataclass(frozen=True)
class Symbol:
    """The box of an important point."""

    box: Box
    city: bool


@dataclass(frozen=True)
class Ground:
    """What names stand among: the frame, what lies upon the map, symbols and points, and names that may give way."""

    frame: Box
    controls: Sequence[Box] = ()
    symbols: Sequence[Symbol] = ()
    dots: Sequence[Spot] = ()
    yielding: Sequence[Box] = ()

    @cached_property
    def cells(self) -> dict[tuple[int, int], list[Spot]]:
        """The points by the square that they lie in."""
        cells: dict[tuple[int, int], list[Spot]] = {}
        for x, y in self.dots:
            cells.setdefault((int(x // CELL), int(y // CELL)), []).append((x, y))
        return cells


@dataclass(frozen=True)
class Limits:
    """How many names and lines one day may have."""

    names: float = inf
    leaders: float = inf


@dataclass
class Result:
    """What is taken, and how badly all of it reads."""

    boxes: list[Box] = field(default_factory=list)
    leaders: list[Leader] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    cost: float = 0.0

    def is_free(self, option: Option) -> bool:
        """Whether an option meets nothing that is taken."""
        left, top, right, bottom = option.box
        for box in self.boxes:
            if left < box[2] and box[0] < right and top < box[3] and box[1] < bottom:
                return False
        leader = option.leader
        if leader and any(crosses(leader, box) for box in self.boxes):
            return False
        return not any(crosses(other, option.box) or (leader and meet(leader, other)) for other in self.leaders)


def place(labels: Iterable[Label], ground: Ground) -> list[Placed]:
    """Place as many as fit of the names that do not depend on the day: cities first."""
    queue = [Queued(label, ground) for label in labels]
    first = [queued for queued in queue if queued.label.is_first]
    others = sorted((queued for queued in queue if not queued.label.is_first), key=_tier)
    begun = _promote_dropped(first, Result(), _best_turn(first, Result(), Limits()), Limits())
    return _in_turn(others, begun, Limits()).placed


def place_among(
    labels: Iterable[Label], ground: Ground, standing: Sequence[Placed], most: Limits
) -> tuple[list[Placed], set[str]]:
    """Place the names of the day among those that stand already: fixed ones stay, others may have to give way.

    Returns:
        The names of the day, and the keys of those that give way.
    """
    fixed = [one for one in standing if RANKS[one.label.rank].fixed or one.label.changed]
    yielding = [one for one in standing if not (RANKS[one.label.rank].fixed or one.label.changed)]
    before = Result([one.box for one in fixed], [one.leader for one in fixed if one.leader])
    among = replace(ground, yielding=[one.box for one in yielding])
    queue = [Queued(label, among) for label in labels]
    if len(queue) > TOO_MANY_TO_TRY:
        result = _in_turn(queue, before, most)
    else:
        result = _promote_dropped(queue, before, _best_turn(queue, before, most), most)
    boxes, leaders = result.boxes[len(before.boxes) :], result.leaders[len(before.leaders) :]
    hidden = {one.label.key for one in yielding if _is_covered(one.box, boxes, leaders)}
    return result.placed, hidden


def _is_covered(box: Box, boxes: Iterable[Box], leaders: Iterable[Leader]) -> bool:
    return any(overlap(box, other) for other in boxes) or any(crosses(leader, box) for leader in leaders)


class Queued:
    """A label with the options it has on some ground, the best first."""

    def __init__(self, label: Label, ground: Ground) -> None:
        self.label, self._ground = label, ground
        self._symbols, self._yielding = self._surroundings()
        barred = [one.box for one in self._symbols if one.city or not label.is_first]
        self._barred = [*barred, *ground.controls]
        self.options = self._weighed(_nearby(label))

    def _surroundings(self) -> tuple[list[Symbol], list[Box]]:
        """The part of the ground that a label of a point can touch at all."""
        label, ground = self.label, self._ground
        if not label.gap:
            return list(ground.symbols), list(ground.yielding)
        longest = CALLOUT_DISTANCES[-1] if label.callout else 0
        farthest = longest + label.gap + label.size[0] + 4
        reach = around(label.x, label.y, (2 * farthest, 2 * farthest))
        near = [symbol for symbol in ground.symbols if overlap(symbol.box, reach)]
        return near, [box for box in ground.yielding if overlap(box, reach)]

    @cached_property
    def all_options(self) -> list[Option]:
        """Those close by and those at the end of a line."""
        return sorted([*self.options, *self._weighed(_far_off(self.label))], key=_cost)

    @property
    def further_options(self) -> list[Option]:
        """All of them for a label that may stand at the end of a line, none for another."""
        return self.all_options if self.label.callout else []

    @property
    def scarcity(self) -> float:
        """The cost of the best option, which is high where room is scarce."""
        return self.options[0].cost if self.options else 0.0

    def _weighed(self, candidates: Iterable[Option]) -> list[Option]:
        weighed = []
        for option in candidates:
            box = option.box
            if within(box, self._ground.frame) and not any(overlap(box, other) for other in self._barred):
                costly = replace(option, cost=self._cost_of(option))
                if self._is_readable(costly):
                    weighed.append(costly)
        return sorted(weighed, key=_cost)

    def _is_readable(self, option: Option) -> bool:
        if option.leader:
            return option.cost < TOO_LONG_A_WAY
        return not RANKS[self.label.rank].shy or not _hidden(option.box, self._ground)

    def _cost_of(self, option: Option) -> float:
        """How badly an option reads: far off, on dots, close to a symbol not its own, upon one, or across one."""
        box, leader = option.box, option.leader
        neighbours, covered = self._met(box)
        crossed = sum(crosses(leader, symbol.box) for symbol in self._symbols) if leader else 0
        ousted = sum(overlap(box, other) for other in self._yielding)
        dots = 2 * min(_hidden(box, self._ground), DOTS_AT_WORST)
        return option.reach + dots + 4 * neighbours + 12 * covered + ACROSS_A_SYMBOL * crossed + OUSTING * ousted

    def _met(self, box: Box) -> tuple[int, int]:
        """How many symbols lie close to a box, and how many of them in it."""
        left, top, right, bottom = box
        close = covered = 0
        for symbol in self._symbols:
            x1, y1, x2, y2 = symbol.box
            if left - 3 < x2 and x1 < right + 3 and top - 3 < y2 and y1 < bottom + 3:
                close += 1
                covered += left < x2 and x1 < right and top < y2 and y1 < bottom
        return close, covered


def _cost(option: Option) -> float:
    return option.cost


def _tier(queued: Queued) -> int:
    return _TIER[queued.label.rank]


def _hidden(box: Box, ground: Ground) -> int:
    """How many dots a label would hide."""
    left, top, right, bottom = box[0] - DOT, box[1] - DOT, box[2] + DOT, box[3] + DOT
    count = 0
    for column in range(int(left // CELL), int(right // CELL) + 1):
        for row in range(int(top // CELL), int(bottom // CELL) + 1):
            for x, y in ground.cells.get((column, row), ()):
                count += left < x < right and top < y < bottom
    return count


def _nearby(label: Label) -> list[Option]:
    """Where a label may stand close by; `reach` grows with the distance from where it had best stand."""
    width, height = label.size
    if label.spots is not None:
        spots = list(label.spots)
    elif label.gap:
        across, down = label.gap + width / 2, label.gap + height / 2
        spots = [(label.x + dx * across, label.y + dy * down) for dx, dy in NEAR]
    else:
        spots = [(label.x + dx, label.y + dy) for dx, dy in AROUND]
    return [Option(around(x, y, label.size), None, reach) for reach, (x, y) in enumerate(spots)]


def _far_off(label: Label) -> list[Option]:
    """Where it may stand at the end of a line."""
    return [_callout(label, angle, distance) for distance in CALLOUT_DISTANCES for angle in CALLOUT_ANGLES]


def _callout(label: Label, angle: float, distance: float) -> Option:
    x, y = label.x + cos(angle) * distance, label.y + sin(angle) * distance
    start = (label.x + cos(angle) * (label.gap - 2), label.y + sin(angle) * (label.gap - 2))
    shift = cos(angle)
    sideways = (shift > 0) - (shift < 0)
    aside = sideways * min(1.0, abs(shift) * 2)
    width, height = label.size
    box = around(x + aside * width / 2, y + sin(angle) * height / 2, label.size)
    return Option(box, (start, (x, y)), 6 + distance / 4)


def _best_free(queued: Queued, taken: Result, *, may_lead: bool) -> Option | None:
    """The best option that is free: one close by that reads well, else one at the end of a line, else any."""
    close_by = next(filter(taken.is_free, queued.options), None)
    if close_by and close_by.cost <= GOOD_ENOUGH:
        return close_by
    led = next(filter(taken.is_free, queued.further_options), None) if may_lead else None
    return led or close_by


def _in_turn(queue: Iterable[Queued], before: Result, most: Limits) -> Result:
    """Give each label, in turn, the best option that those before have left."""
    result = Result([*before.boxes], [*before.leaders], [*before.placed])
    first = len(before.leaders)
    for queued in queue:
        is_full = len(result.placed) >= most.names
        may_lead = len(result.leaders) - first < most.leaders
        option = None if is_full else _best_free(queued, result, may_lead=may_lead)
        result.cost += option.cost if option else DROPPED
        if option:
            result.placed.append(Placed(queued.label, option.box, option.leader))
            result.boxes.append(option.box)
            result.leaders += [option.leader] if option.leader else []
    return result


_TURNS: tuple[Callable[[Queued], float], ...] = (
    lambda queued: queued.label.y,
    lambda queued: -queued.label.y,
    lambda queued: queued.label.x,
    lambda queued: -queued.label.x,
    lambda queued: queued.scarcity,
    lambda queued: -queued.scarcity,
)


def _better(best: Result, result: Result) -> Result:
    return result if result.cost < best.cost else best


def _best_turn(queue: Sequence[Queued], before: Result, most: Limits) -> Result:
    """The names of the day stand close together: try several turns and keep the one that reads best."""
    ordered = [sorted(sorted(queue, key=turn), key=_tier) for turn in _TURNS]
    return reduce(_better, [_in_turn(turn, before, most) for turn in ordered])


def _promote_dropped(queue: Sequence[Queued], before: Result, result: Result, most: Limits) -> Result:
    """Let those that found no room go first, a few times."""
    best, turn = result, list(queue)
    for _ in range(ATTEMPTS):
        kept = {id(placed.label) for placed in best.placed}
        dropped = [queued for queued in turn if id(queued.label) not in kept]
        if not dropped:
            return best
        turn = [*dropped, *(queued for queued in turn if id(queued.label) in kept)]
        best = _better(best, _in_turn(turn, before, most))
    return best
