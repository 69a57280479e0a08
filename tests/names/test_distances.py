"""What counts as near, where nothing states it: multiples of the spacing of settlements."""

from __future__ import annotations

from dataclasses import astuple, replace
from math import cos, radians

import pytest
from hangs import finishing
from hypothesis import given
from hypothesis import strategies as st

from karamap.gazetteer.distance import KM_PER_DEGREE, kilometres, median, median_spacing
from karamap.gazetteer.places import Gazetteer, LonLat, Place
from karamap.names.distances import Distances
from karamap.theatre.theatre import Theatre

POSITIONS = st.builds(LonLat, st.floats(44, 49), st.floats(-42, -38))


def gazetteer(*positions: LonLat | None, kind: str = "village") -> Gazetteer:
    places = {str(at): Place(str(at), kind, position, 1.0, "x") for at, position in enumerate(positions)}
    return Gazetteer(places, {}, {}, {}, {}, {})


def test_they_are_near_those_found_by_hand_on_the_shipped_tables(theatre: Theatre) -> None:
    assert astuple(theatre.names.distances) == (40.0, 10.0, 25.0)
    assert astuple(Distances.of(theatre.gazetteer)) == pytest.approx((40.0, 10.0, 25.0), rel=0.02)


def test_they_grow_with_the_spacing() -> None:
    near = [LonLat(20.0, -10.0 - step / 100) for step in range(5)]
    far = [LonLat(20.0, -10.0 - step / 10) for step in range(5)]
    wide, narrow = (astuple(Distances.of(gazetteer(*positions))) for positions in (far, near))
    assert wide == pytest.approx([10 * distance for distance in narrow])


def test_only_located_settlements_count() -> None:
    villages = gazetteer(LonLat(20.0, -10.0), LonLat(20.0, -10.1), None)
    bridge = Place("bridge", "bridge", LonLat(20.0, -10.001), 1.0, "x")
    assert Distances.of(replace(villages, places={**villages.places, "bridge": bridge})) == Distances.of(villages)


def test_nothing_is_near_where_there_are_no_neighbours() -> None:
    assert astuple(Distances.of(gazetteer(LonLat(20.0, -10.0), LonLat(20.0, -10.0)))) == (0.0, 0.0, 0.0)


@given(st.lists(POSITIONS, min_size=2, max_size=30, unique=True))
def test_the_spacing_is_the_median_distance_to_the_nearest_other(positions: list[LonLat]) -> None:
    nearest = [min(kilometres(one, other) for other in positions if other != one) for one in positions]
    assert median_spacing(positions) == pytest.approx(median(nearest))


def test_many_positions_are_measured_by_some_of_them() -> None:
    grid = [LonLat(20 + east / 10, -10 + north / 10) for east in range(60) for north in range(60)]
    at_most, at_least = KM_PER_DEGREE / 10, KM_PER_DEGREE / 10 * cos(radians(10))
    assert at_least <= median_spacing(grid) <= at_most


def test_the_spacing_of_thousands_of_places_on_one_parallel_is_found_at_once() -> None:
    with finishing():
        assert median_spacing([LonLat(step / 1000, 10.0) for step in range(40_000)]) == pytest.approx(0.11, rel=0.02)
