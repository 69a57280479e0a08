"""How far ground must reach so that settlements that lie far apart are no islands."""

import random

import pytest
import shapely
import six_parties

from karamap.gazetteer.distance import KM_PER_DEGREE
from karamap.gazetteer.places import LonLat
from karamap.ground.layout import Layout
from karamap.theatre import loader
from karamap.theatre.spacing import joining_km


@pytest.mark.parametrize(
    ("positions", "steps"),
    [
        ([], 0),
        ([(1, 0)], 0),
        ([(1, 0), (1, 0)], 0),
        ([(1, 0), (2, 0)], 1),
        ([(1, 0), (2, 0), (4, 0)], 2),
        ([(0, 0), (1, 0), (0, 1), (1, 1), (3, 1)], 2),
    ],
)
def test_settlements_are_joined_by_the_longest_step_of_the_shortest_net(positions, steps):
    assert joining_km([LonLat(*spot) for spot in positions]) == pytest.approx(steps * KM_PER_DEGREE, rel=2e-3)


def test_one_hamlet_far_away_does_not_stretch_the_ground_of_all():
    lot = random.Random(5)
    near = [LonLat(10 + lot.random(), lot.random()) for _ in range(400)]
    assert joining_km([*near, LonLat(18, 0.5)]) < 3 * joining_km(near)


def test_a_dense_coast_and_a_desert_make_one_ground_within_the_land(tmp_path):
    built = six_parties.war()
    lot = random.Random(1)
    for number in range(1500):
        spot = round(lot.uniform(10.45, 11.2), 4), round(lot.uniform(30.2, 33.0), 4)
        six_parties.add_village(built, f"q{number:04}", spot)
    theatre = loader.load(built.write(tmp_path))
    ground = Layout.of(theatre).tessellation.outline
    assert len(shapely.get_parts(ground)) == 1
    assert 180_000 < ground.area / 1e6 < 267_100  # the land of both states


def test_what_is_stated_is_not_stretched(tmp_path):
    built = six_parties.war()
    built.settings = built.settings.replace("[land]", "[land]\nreach_km = 12.5\nwithdrawal_km = 7")
    settings = loader.load(built.write(tmp_path)).settings
    assert (settings.reach_km, settings.withdrawal_km) == (12.5, 7)
