"""Path data of the page: what is put together byte by byte reads as the numbers do that it is made of."""

import math
import re

import nodejs
import pytest

RUN = """
const at = Float64Array.from(given.at), share = new Float32Array(given.at.length / 2).fill(given.share);
const lines = given.lines.map(({ ids, closed }) => ({ ids: Int32Array.from(ids), closed, holder: 0 }));
return karamap.pathData.lines({ at, share, rings: [], lines: [] }, lines, given.view);
"""


def drawn(spots, *, lines=None, share=0.0, view=(1, 0, 0)):
    """Path data of lines through spots of the plane, whose y runs upwards."""
    scale, x, y = view
    sent = {
        "at": [value for spot in spots for value in spot],
        "lines": lines or [{"ids": list(range(len(spots))), "closed": False}],
        "share": share,
        "view": {"scale": scale, "x": x, "y": y},
    }
    return nodejs.run(["map/path_data.js"], RUN, sent)


def tenths(value):
    """How many tenths a number is: halves go up."""
    return math.floor(value * 10 + 0.5)


def written(count):
    """So many tenths as scripts write them: no nought stands before the point."""
    return re.sub(r"^(-?)0\.", r"\1.", f"{count / 10:.1f}".removesuffix(".0")) if count else "0"


def followed(text):
    """The spots that a text without curves leads to, of which each is told as seen from the one before."""
    x, y, found = 0, 0, []
    for command, dx, dy in re.findall(r"([Ml])(-?[\d.]+) ?(-?[\d.]+)", text):
        x, y = (
            (tenths(float(dx)), tenths(float(dy))) if command == "M" else (x + tenths(float(dx)), y + tenths(float(dy)))
        )
        found.append((x / 10, y / 10))
    return found


VALUES = (0, -0.04, 0.05, -0.06, 9.96, -9.96, 10, 99.95, 123.449, -100, 1000.1, -20480.5, 90000, 67108864.3, -1e9)


@pytest.mark.parametrize("value", VALUES)
def test_a_coordinate_is_written_to_a_tenth_however_large(value):
    step = tenths(value + 50) - tenths(value)
    assert drawn([(value, 0), (value + 50, 0)]) == f"M{written(tenths(value))} 0l{written(step)} 0"


def test_lines_stand_one_after_another_and_closed_ones_close():
    spots = [(0, 0), (50, 0), (50, -50), (200, 0), (300, 0)]
    lines = [{"ids": [0, 1, 2], "closed": True}, {"ids": [3, 4], "closed": False}]
    assert drawn(spots, lines=lines) == "M0 0l50 0l0 50zM200 0l100 0"


def test_a_corner_is_cut_by_a_curve_and_ends_are_not():
    assert drawn([(0, 0), (40, 0), (40, 40)], share=0.1) == "M0 0l30 0q10 0 10-10l0-30"


def test_where_one_curve_ends_as_the_next_begins_no_line_leads_between_them():
    spots = [(0, 0), (40, 0), (40, 40), (80, 40)]
    assert drawn(spots, share=0.2) == "M0 0l20 0q20 0 20-20q0-20 20-20l20 0"


def test_a_step_back_stands_as_the_step_that_it_is():
    spots = [(100.4, -7), (99.9, -7.3), (100.4, -7), (-3, 12.25)]
    view = (100, 0, 0)  # so near that all can be told apart
    assert drawn(spots, view=view) == "M10040 700l-50 30l50-30l-10340-1925"
    assert followed(drawn(spots, view=view)) == [(100 * x, -100 * y) for x, y in spots]


def test_corners_that_nobody_can_tell_apart_are_left_out_at_the_scale_of_the_view():
    spots = [(0, 0), (0.3, 0), (0.6, 0), (80, 0)]
    assert drawn(spots) == "M0 0l80 0"
    assert drawn(spots, view=(4, 10, 20)) == "M10 20l1.2 0l1.2 0l317.6 0"


def test_a_line_of_many_thousand_corners_is_whole():
    count = 30_000
    text = drawn([(2 * at, at % 7) for at in range(count)])
    assert followed(text) == [(2 * at, -(at % 7)) for at in range(count)]
