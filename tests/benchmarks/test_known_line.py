"""What the benchmark on another war draws: ground from a known line."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from known_line import redrawn
from world import tessellate

from karamap.gazetteer.places import LonLat
from karamap.ground.mesh import triangulate
from karamap.ground.model import as_claimed
from karamap.ground.surface import surface

PLACES = {f"gn{x}{y}": LonLat(46.5 + 0.1 * x, 39.3 + 0.1 * y) for x in range(4) for y in range(3)}
CELLS = tessellate(PLACES, shapely.box(46, 39, 48, 40), shapely.box(45, 39, 46, 40))
MESH = triangulate(CELLS)

WEST = {place_id: "ARM" for place_id in PLACES if place_id[2] in "01"}
EAST = {place_id: "AZ" for place_id in PLACES if place_id[2] in "23"}


def claimed(holders):
    return surface(MESH, as_claimed(CELLS, holders))


def shape_of(state, party):
    return state.territory.set_index("holder").geometry[party]


def site(place_id):
    return shapely.Point(CELLS.sites[CELLS.cell_of[place_id]])


def known_line():
    """Ground of ARM whose rim runs further east than the surface has it."""
    return shapely.intersection(CELLS.outline, shapely.box(-1e6, -1e6, site("gn21").x - 1_000, 1e6))


def around(*place_ids):
    """The triangles that have one of the places, or the rim that it speaks for, as a corner."""
    cells = [CELLS.cell_of[place_id] for place_id in place_ids]
    touched = np.isin(MESH.site[MESH.triangles], cells).any(axis=1)
    return shapely.union_all(shapely.polygons(MESH.nodes[MESH.triangles[touched]]))


def test_where_nothing_changed_the_known_line_stays():
    state = claimed(WEST | EAST)
    assert shapely.equals(redrawn(known_line(), "ARM", state, claimed(WEST | EAST)), known_line())


def test_far_from_what_changed_the_known_line_stays():
    now = redrawn(known_line(), "ARM", claimed(WEST | EAST), claimed(WEST | EAST | {"gn20": "ARM"}))
    far = shapely.difference(CELLS.outline, around("gn20"))
    assert shapely.symmetric_difference(now, known_line()).intersection(far).area < 1


def test_around_a_place_gained_the_ground_is_as_the_surface_has_it_or_was_held_before():
    later = claimed(WEST | EAST | {"gn20": "ARM"})
    now = redrawn(known_line(), "ARM", claimed(WEST | EAST), later)
    assert shapely.contains(now, site("gn20"))
    wanted = shapely.union(known_line(), shapely.intersection(shape_of(later, "ARM"), around("gn20")))
    assert shapely.symmetric_difference(now, wanted).area < 1


def test_around_a_place_lost_nothing_is_left_but_what_the_surface_leaves():
    later = claimed(WEST | EAST | {"gn10": "AZ"})
    now = redrawn(known_line(), "ARM", claimed(WEST | EAST), later)
    assert not shapely.intersects(now, site("gn10"))
    left = shapely.intersection(now, around("gn10"))
    assert shapely.difference(left, shape_of(later, "ARM")).area < 1


@given(st.dictionaries(st.sampled_from(sorted(PLACES)), st.sampled_from(["ARM", "AZ"])))
@settings(max_examples=25)
def test_what_one_of_two_gains_the_other_loses(changes):
    before, now = claimed(WEST | EAST), claimed(WEST | EAST | changes)
    rest = shapely.difference(CELLS.outline, known_line())
    drawn = [redrawn(line, party, before, now) for line, party in ((known_line(), "ARM"), (rest, "AZ"))]
    assert shapely.area(drawn).sum() == pytest.approx(CELLS.outline.area, abs=1)
    assert shapely.intersection(*drawn).area < 1


def test_a_party_that_appears_later_is_drawn_from_nothing():
    later = claimed(WEST | EAST | {"gn20": "RU"})
    drawn = redrawn(shapely.MultiPolygon(), "RU", claimed(WEST | EAST), later)
    assert drawn.area == pytest.approx(shape_of(later, "RU").area)
