"""Layers of a snapshot as GeoJSON that other programs read."""

import json
from datetime import date

import geopandas as gpd
import pytest
import shapely
from world import PLANE

from karamap.exports.geojson import geojson
from karamap.exports.layers import LAYERS
from karamap.exports.shapes import DECIMALS
from karamap.ground.evidence import Method
from karamap.ground.layout import Layout
from karamap.ground.snapshot import Snapshot

TAKEN = date(2020, 10, 22)
DAYS = [date(2020, 9, 26), date(2020, 10, 3), TAKEN, date(2020, 12, 1), date(2024, 5, 24)]
BELT = [[[46.85, 39.45], [47.0, 39.45], [47.0, 39.65], [46.85, 39.65], [46.85, 39.45]]]
COMMON = ["as_of", "known_on", "surface", "show", "fingerprint"]

OF_ALLIES = ("allied_lines", "coalitions")
"""Layers that are empty where nobody has allies."""


@pytest.fixture(scope="module")
def layout(theatre):
    """The shipped theatre, laid out once."""
    return Layout.of(theatre)


@pytest.fixture
def small(small_theatre):
    """A layer of the small world on 22 October 2020, parsed."""

    def call(layer, change=lambda _: None, day=TAKEN, **how):
        return json.loads(geojson(Snapshot.at(small_theatre(change), day, **how), layer))

    return call


def unsure(world):
    """Two villages behind the line of which nothing newer is reported stand among others that were taken."""
    world.place("gn7", "village", (47.0, 39.6), "AZ-ALM", "Nar")
    world.claim("gn7", "ARM", date(2020, 9, 26), side="none", source="page-none", basis="baseline")


def positions(geometry):
    return shapely.get_coordinates(shapely.geometry.shape(geometry)).ravel().tolist()


def test_the_ground_is_one_feature_a_holder_with_its_areas(small):
    features = small("territory")["features"]
    assert [item["properties"]["holder"] for item in features] == ["ARM", "AZ"]
    assert list(features[0]["properties"]) == [
        "holder",
        "area_km2",
        "area_low_km2",
        "area_high_km2",
        "coalition",
        *COMMON,
    ]
    assert {item["geometry"]["type"] for item in features} == {"MultiPolygon"}


def test_zones_are_features_with_who_holds_them_while_they_are_in_force(small):
    def zoned(world):
        world.zone("belt", "zone", "Polygon", BELT, valid_from="2020-11-01", valid_to="2020-11-20", note="By hand.")
        world.zone("old", "line", "LineString", [[46.8, 39.5], [46.9, 39.6]], valid_to="2020-10-01")
        world.zone("later", "sector", "Polygon", BELT, valid_from="2020-11-15")
        world.claim(None, "RU", date(2020, 11, 10), zone_id="belt", basis="agreement", source="page-none")

    features = small("zones", zoned, day=date(2020, 11, 12))["features"]
    belt, old = (item["properties"] for item in features)
    assert [belt[name] for name in ("zone_id", "in_force", "is_ground", "holder", "standing", "since")] == (
        ["belt", True, True, "RU", "agreed", "2020-11-10"]
    )
    assert belt["source_ids"] == ["page-none", "survey"]
    assert (old["zone_id"], old["in_force"], old["is_ground"], old["holder"]) == ("old", False, False, "")
    assert [item["geometry"]["type"] for item in features] == ["Polygon", "LineString"]
    assert [item["properties"]["holder"] for item in small("zones", zoned, day=date(2020, 11, 20))["features"]] == (
        ["", "", ""]
    )


def test_ground_without_report_has_an_empty_holder(small):
    def unheard(world):
        world.place("gn7", "village", (47.3, 39.6), "AZ-HEY", "Nar")

    assert [item["properties"]["holder"] for item in small("territory", unheard)["features"]] == ["", "ARM", "AZ"]


def test_every_feature_names_the_days_the_method_and_the_tables(small, small_theatre):
    made = small("territory", known_on=date(2020, 10, 21), method=Method.CLAIMED)["features"][0]["properties"]
    assert {name: made[name] for name in COMMON} == {
        "as_of": "2020-10-22",
        "known_on": "2020-10-21",
        "surface": "claimed",
        "show": "claimed",
        "fingerprint": small_theatre().fingerprint,
    }


def test_without_a_day_of_knowledge_it_is_null(small):
    assert small("front")["features"][0]["properties"]["known_on"] is None


def test_the_front_is_one_feature_a_pair(small):
    (front,) = small("front")["features"]
    assert (front["properties"]["between"], front["geometry"]["type"]) == ("ARM-AZ", "MultiLineString")
    assert list(front["properties"]) == ["between", "length_km", *COMMON]


def test_no_front_is_a_collection_without_features(small):
    assert small("front", day=date(2020, 9, 26))["features"] == []


def test_the_band_names_what_counts_as_sure(small):
    (band,) = small("band", unsure)["features"]
    assert list(band["properties"]) == ["sure_below", "area_km2", *COMMON]
    assert band["geometry"]["type"] == "MultiPolygon"


def test_a_place_has_the_columns_of_control(small, small_theatre):
    snapshot = Snapshot.at(small_theatre(), TAKEN)
    rows = json.loads(json.dumps(snapshot.listing, default=str))
    told = [item["properties"] for item in small("places")["features"]]
    assert [{name: item[name] for name in rows[0]} for item in told] == rows


def test_a_located_place_is_a_point_and_one_that_is_not_has_no_geometry(small):
    shapes = {item["properties"]["place_id"]: item["geometry"] for item in small("places")["features"]}
    assert shapes["gn3"] == {"type": "Point", "coordinates": [46.8, 39.6]}
    assert shapes["km0001"] is None


def test_the_file_names_versions_and_credit(small):
    told = small("places")
    assert "shapely" in told["made_with"]
    assert told["credit"] == "Settlements: a survey of the small world (CC0)."


def test_there_is_no_crs_member_since_geojson_has_one_crs(small):
    assert "crs" not in small("territory")


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("method", Method)
def test_twice_is_the_same_bytes(theatre, layout, layer, method):
    one, other = (geojson(Snapshot.at(theatre, TAKEN, method=method, layout=layout), layer) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layout_made_anew_gives_the_same_bytes(theatre, layout, layer):
    assert geojson(Snapshot.at(theatre, TAKEN, layout=layout), layer) == geojson(Snapshot.at(theatre, TAKEN), layer)


@pytest.mark.parametrize("layer", ["territory", "front", "band"])
@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_shapes_are_valid_and_wind_as_the_standard_says(theatre, layout, day, method, layer):
    for known_on in (None, day):
        told = json.loads(geojson(Snapshot.at(theatre, day, known_on, method=method, layout=layout), layer))
        shapes = [shapely.geometry.shape(item["geometry"]) for item in told["features"] if item["geometry"]]
        assert all(shapely.is_valid(shapes))
        rings = [part for shape in shapes for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
        assert all(ring.exterior.is_ccw for ring in rings)
        assert not any(hole.is_ccw for ring in rings for hole in ring.interiors)


@pytest.mark.parametrize("layer", LAYERS)
def test_coordinates_have_few_decimals_and_lie_where_longitude_comes_first(theatre, layout, layer):
    told = json.loads(geojson(Snapshot.at(theatre, TAKEN, layout=layout), layer))
    found = [number for item in told["features"] if item["geometry"] for number in positions(item["geometry"])]
    assert found == [round(number, DECIMALS) for number in found]
    assert found or layer in OF_ALLIES
    assert all(lon > 43 for lon in found[::2]) and all(lat < 43 for lat in found[1::2])


@pytest.mark.parametrize("method", Method)
def test_areas_measured_anew_are_those_that_are_told(theatre, layout, method, tmp_path):
    path = tmp_path / "ground.geojson"
    path.write_text(geojson(Snapshot.at(theatre, TAKEN, method=method, layout=layout), "territory"), encoding="utf-8")
    frame = gpd.read_file(path)
    assert frame.crs.to_epsg() == 4326
    assert (frame.to_crs(PLANE.crs).area / 1e6).tolist() == pytest.approx(frame["area_km2"].tolist(), rel=1e-3)


def test_the_length_of_the_front_measured_anew_is_the_one_told(theatre, layout, tmp_path):
    path = tmp_path / "front.geojson"
    path.write_text(geojson(Snapshot.at(theatre, TAKEN, layout=layout), "front"), encoding="utf-8")
    frame = gpd.read_file(path)
    assert (frame.to_crs(PLANE.crs).length / 1e3).tolist() == pytest.approx(frame["length_km"].tolist(), rel=1e-3)


def test_every_place_is_read_back(theatre, layout, tmp_path):
    path = tmp_path / "places.geojson"
    path.write_text(geojson(Snapshot.at(theatre, TAKEN, layout=layout), "places"), encoding="utf-8")
    frame = gpd.read_file(path)
    assert set(frame["place_id"]) == set(theatre.gazetteer.places)
    unlocated = {place.id for place in theatre.gazetteer.places.values() if place.position is None}
    assert set(frame[frame.geometry.isna()]["place_id"]) == unlocated


def test_neighbouring_grounds_still_tile_the_theatre(theatre, layout):
    told = json.loads(geojson(Snapshot.at(theatre, TAKEN, layout=layout), "territory"))
    shapes = [shapely.geometry.shape(item["geometry"]) for item in told["features"]]
    assert shapely.union_all(shapes).area == pytest.approx(sum(shape.area for shape in shapes), rel=1e-6)


def test_mentions_are_points_where_somebody_says_where(small):
    def told(world):
        world.event("m1", reported_on=TAKEN)
        world.event("m2", place_id=None, where="beyond", lon=47.5, lat=38.9, reported_on=TAKEN)
        world.event("m3", place_id=None, reported_on=TAKEN)
        world.event("m4", happened_on=date(2020, 10, 23))

    features = small("events", told)["features"]
    assert [(item["properties"]["id"], item["geometry"] and item["geometry"]["coordinates"]) for item in features] == [
        ("m1", [46.8, 39.6]),
        ("m2", [47.5, 38.9]),
        ("m3", None),
    ]


def test_mentions_made_public_later_are_left_out(small):
    assert small("events", lambda world: world.event("m1"), known_on=TAKEN)["features"] == []
