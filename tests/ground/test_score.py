"""Ground beside areas that somebody else drew: the same ground agrees wholly, moved ground by how much it was moved."""

import json

import numpy as np
import pytest
import shapely

DATE = ("--date", "2020-10-22")


@pytest.fixture
def reference(run, small_world, tmp_path):
    """A folder of tables, and its own ground of the day as a file, moved by so many degrees."""
    folder = small_world()
    done = run("--data", folder, "export", *DATE, "--layer", "territory")
    drawn = json.loads(done.stdout)

    def write(east=0.0, **changes):
        features = []
        for feature in drawn["features"]:
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            moved = shapely.transform(shape, lambda points: points + np.array([east, 0.0]))
            properties = {**feature["properties"], **changes}
            geometry = json.loads(shapely.to_geojson(moved))
            features.append({"type": "Feature", "properties": properties, "geometry": geometry})
        path = tmp_path / "reference.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return folder, path

    return write


@pytest.fixture
def score(run):
    def ask(folder, path, *options):
        done = run("--data", folder, "score", "--reference", path, *DATE, "--format", "json", *options)
        assert done.exit_code == 0, done.stderr
        return {row["party"]: row for row in json.loads(done.stdout)}

    return ask


def test_ground_agrees_wholly_with_itself(reference, score):
    found = score(*reference())
    assert sorted(found) == ["ARM", "AZ"]
    for row in found.values():
        assert row["overlap"] == pytest.approx(1, abs=1e-4)
        assert row["area_error_percent"] == pytest.approx(0, abs=0.01)
        assert row["front_off_km"] < 0.01
        assert row["sure_wrong_percent"] == 0
        for part in (part for part in row["bins"] if not 0.4 <= part["low"] < 0.6):  # where it is even, either may hold
            assert part["found"] == pytest.approx(float(part["low"] >= 0.5), abs=0.02)


def test_ground_that_lies_elsewhere_agrees_less(reference, score):
    found = score(*reference(east=0.04))
    assert all(0.5 < row["overlap"] < 0.99 for row in found.values())
    assert all(0.1 < row["front_off_km"] < 3.5 for row in found.values())  # 0.04 degrees are 3.4 km there
    assert all(row["sure_wrong_percent"] > 0 for row in found.values())


def test_gains_are_those_since_an_earlier_day(reference, score):
    folder, path = reference()
    found = score(folder, path, "--since", "2020-09-26", "--reference-before", path)
    assert found["AZ"]["gains_overlap"] == 0.0  # the reference says that nobody gained any
    assert found["ARM"]["gains_overlap"] is None


def test_whose_areas_are_is_told_by_a_property_or_by_the_user(reference, score, run):
    folder, path = reference(holder="armenian forces")
    assert sorted(score(folder, path)) == ["ARM"]
    folder, path = reference(holder="Nobody known")
    done = run("--data", folder, "score", "--reference", path, *DATE)
    assert done.exit_code == 1
    assert "tells 'Nobody known' of its holder" in done.stderr
    assert sorted(score(folder, path, "--holder", "az")) == ["AZ"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "no GeoJSON of areas"),
        ("[]", "no GeoJSON of areas"),
        ('{"type": "FeatureCollection", "features": []}', "no area"),
        ('{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}', "no area"),
        ('{"type": "FeatureCollection", "features": 7}', "no"),
        ("\xff", "no GeoJSON of areas"),
    ],
)
def test_a_file_without_areas_is_refused(run, small_world, tmp_path, text, said):
    path = tmp_path / "reference.geojson"
    path.write_bytes(text.encode("latin-1"))
    done = run("--data", small_world(), "score", "--reference", path, *DATE)
    assert done.exit_code == 1
    assert f"reference.geojson: {said}" in done.stderr


def test_wrong_use_is_told(run, small_world, reference):
    folder, path = reference()
    for options, said in (
        (("--holder", "XX"), "no party is called 'XX'"),
        (("--since", "2020-10-01"), "go together"),
        (("--since", "2020-11-01", "--reference-before", path), "is after"),
    ):
        done = run("--data", folder, "score", "--reference", path, *DATE, *options)
        assert done.exit_code == 2
        assert said in done.stderr
