"""Hatches fill what they are to fill, and nothing else."""

import random

import numpy as np
import pytest
import shapely

from karamap.figure.hatching import HATCHES, Family, Hatcher, common

FAMILIES = [Family(1, 1, 0.09), Family(-1, 1, 0.09), Family(0, 1, 0.06, 0.03), Family(1, 0, 0.06, 0.03)]


def length(family, spans):
    """The length of all pieces together."""
    ends = [(family.place(line, start), family.place(line, end)) for line, own in spans.items() for start, end in own]
    return sum(np.hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in ends)


def blob(seed):
    """An outline with a hole, by lot."""
    lot = random.Random(seed)
    angles = sorted(lot.random() * 2 * np.pi for _ in range(9))
    outer = np.array([(lot.uniform(3, 6) * np.cos(a), lot.uniform(3, 6) * np.sin(a)) for a in angles])
    return outer, 0.3 * outer[::-1]


@pytest.mark.parametrize("family", FAMILIES, ids=str)
@pytest.mark.parametrize("seed", range(5))
def test_lines_are_as_long_as_the_area_asks_for(family, seed):
    outer, hole = blob(seed)
    area = abs(shapely.polygons(outer).area) - abs(shapely.polygons(hole).area)
    apart = family.step / np.hypot(family.across, family.down)
    assert length(family, family.spans([outer, hole])) * apart == pytest.approx(area, rel=0.02)


def test_lines_end_where_either_of_two_outlines_does():
    family = Family(0, 1, 1, 0.5)
    one, other = (np.array([(x, 0), (x + 10, 0), (x + 10, 4), (x, 4)]) for x in (0, 6))
    assert common(family.spans([one]), family.spans([other])) == {line: [(6, 10)] for line in range(4)}


def test_a_place_without_rings_has_no_lines():
    assert Family(0, 1, 1).spans([]) == {}
    assert Hatcher().hatch("rising", []) == ""


@pytest.mark.parametrize("pattern", HATCHES)
def test_every_pattern_is_drawn_within_its_outline(pattern):
    square = np.array([(0, 0), (60, 0), (60, 60), (0, 60)])
    once, twice = Hatcher().hatch(pattern, [square]), Hatcher().hatch(pattern, [square], dense=True)
    assert once
    assert twice
    assert once != twice
    limited = Hatcher([square + 30]).hatch(pattern, [square])
    assert 0 < len(limited) < len(once)
