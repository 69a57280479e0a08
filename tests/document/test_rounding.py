"""A shape is stated with few decimals, and one that is smaller than these is stated all the same."""

import pytest
import shapely

from karamap.document.rounding import rounded_geojson


def test_corners_that_fall_together_stand_once():
    line = shapely.linestrings([[46.0001, 39.0], [46.0002, 39.0], [46.0011, 39.0004]])
    assert rounded_geojson(line, 3) == {"type": "LineString", "coordinates": [[46.0, 39.0], [46.001, 39.0]]}


@pytest.mark.parametrize(
    "collect", [lambda area: area, lambda area: shapely.multipolygons([area, shapely.box(1, 1, 2, 2)])]
)
def test_an_island_smaller_than_the_rounding_stays_where_it_is(collect):
    island = shapely.box(46.00001, 39.00001, 46.00002, 39.00002)
    stated = rounded_geojson(collect(island), 3)
    corners = stated["coordinates"][0] if stated["type"] == "Polygon" else stated["coordinates"][0][0]
    assert set(map(tuple, corners)) == {(46.0, 39.0)}


def test_nothing_is_stated_as_nothing():
    assert (
        rounded_geojson(shapely.multilinestrings([[[0, 0], [1, 1]]]).difference(shapely.box(-1, -1, 2, 2)), 3)[
            "coordinates"
        ]
        == []
    )
