"""Boxes and straight lines of a sheet, and whether they meet."""

from __future__ import annotations

Spot = tuple[float, float]
"""Pixels from the left and from the top."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

Leader = tuple[Spot, Spot]
"""A straight line from a point to its name."""


def around(x: float, y: float, size: tuple[float, float]) -> Box:
    """A box of some size around a middle."""
    width, height = size
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes have more than an edge in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def within(box: Box, frame: Box) -> bool:
    """Whether a box lies in another one."""
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def crosses(line: Leader, box: Box) -> bool:
    """Whether a straight line meets a box: Liang and Barsky's clipping (1984)."""
    (from_x, from_y), (to_x, to_y) = line
    left, top, right, bottom = box
    if max(from_x, to_x) < left or min(from_x, to_x) > right or max(from_y, to_y) < top or min(from_y, to_y) > bottom:
        return False
    enter, leave = 0.0, 1.0
    for step, room in (
        (from_x - to_x, from_x - left),
        (to_x - from_x, right - from_x),
        (from_y - to_y, from_y - top),
        (to_y - from_y, bottom - from_y),
    ):
        if step == 0 and room < 0:
            return False
        if step < 0:
            enter = max(enter, room / step)
        elif step > 0:
            leave = min(leave, room / step)
    return enter <= leave


def meet(one: Leader, other: Leader) -> bool:
    """Whether two straight lines meet."""
    (a, b), (c, d) = one, other
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(p: Spot, q: Spot, r: Spot) -> int:
    """On which side of the line from p to q r lies."""
    turn = (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    return (turn > 0) - (turn < 0)
