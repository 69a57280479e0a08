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
    """A number to a tenth as scripts write it: halves go up."""
    rounded = math.floor(value * 10 + 0.5) / 10
    return f"{rounded:.1f}".removesuffix(".0") if rounded else "0"


VALUES = (0, -0.04, 0.05, -0.06, 9.96, -9.96, 10, 99.95, 123.449, -100, 1000.1, -20480.5, 90000, 67108864.3, -1e9)


@pytest.mark.parametrize("value", VALUES)
def test_a_coordinate_is_written_to_a_tenth_however_large(value):
    assert drawn([(value, 0), (value + 50, 0)]) == f"M{tenths(value)} 0L{tenths(value + 50)} 0"


def test_lines_stand_one_after_another_and_closed_ones_close():
    spots = [(0, 0), (50, 0), (50, -50), (200, 0), (300, 0)]
    lines = [{"ids": [0, 1, 2], "closed": True}, {"ids": [3, 4], "closed": False}]
    assert drawn(spots, lines=lines) == "M0 0L50 0L50 50ZM200 0L300 0"


def test_a_corner_is_cut_by_a_curve_and_ends_are_not():
    assert drawn([(0, 0), (40, 0), (40, 40)], share=0.1) == "M0 0L30 0Q40 0 40 -10L40 -40"


def test_corners_that_nobody_can_tell_apart_are_left_out_at_the_scale_of_the_view():
    spots = [(0, 0), (0.3, 0), (0.6, 0), (80, 0)]
    assert drawn(spots) == "M0 0L80 0"
    assert drawn(spots, view=(4, 10, 20)) == "M10 20L11.2 20L12.4 20L330 20"


def test_a_line_of_many_thousand_corners_is_whole():
    count = 30_000
    text = drawn([(2 * at, at % 7) for at in range(count)])
    assert len(re.findall(r"[ML]", text)) == count
    assert text.endswith(f"L{2 * (count - 1)} {tenths(-((count - 1) % 7))}")
