"""The gazetteer in Linked Places Format."""

import json

import pytest


@pytest.fixture
def written(run, tmp_path):
    done = run("export", "--date", "2020-10-22", "--layer", "gazetteer", "-o", tmp_path / "places.lpf.json")
    assert done.exit_code == 0, done.stderr
    return json.loads((tmp_path / "places.lpf.json").read_text(encoding="utf-8"))


def test_every_named_place_is_a_feature_with_all_its_names(written, theatre):
    gazetteer = theatre.gazetteer
    found = {feature["@id"].removeprefix("urn:karamap:"): feature for feature in written["features"]}
    assert set(found) == {place_id for place_id, names in gazetteer.names.items() if names}
    for place_id, feature in found.items():
        named = [(name["toponym"], name["lang"]) for name in feature["names"]]
        assert named == [(name.text, name.language) for name in gazetteer.names[place_id]]
        position = gazetteer.places[place_id].position
        assert (feature["geometry"] or {}).get("coordinates") == (list(position) if position else None)


def test_features_have_what_the_format_asks_for(written):
    assert written["@context"].endswith("linkedplaces-context-v1.1.jsonld")
    assert "GeoNames" in written["rights"]
    for feature in written["features"]:
        assert feature["type"] == "Feature"
        assert feature["properties"]["title"]
        assert set(feature["properties"]["fclasses"]) <= set("AHLPRST")
        assert feature["when"]["timespans"][0]["start"]["in"] == "2020-10-22"
        assert all(kind["label"] for kind in feature["types"])
        for name in feature["names"]:
            assert all(citation["label"] for citation in name["citations"])


def test_names_and_districts_keep_their_days(written, theatre):
    dated = [
        (place_id, name)
        for place_id, names in theatre.gazetteer.names.items()
        for name in names
        if name.valid_from and name.valid_to is None
    ]
    found = {feature["@id"].removeprefix("urn:karamap:"): feature for feature in written["features"]}
    for place_id, name in dated:
        spans = [
            item["when"]["timespans"]
            for item in found[place_id]["names"]
            if item["toponym"] == name.text and "when" in item
        ]
        assert [{"start": {"in": name.valid_from.isoformat()}}] in spans
    relation = next(item for feature in written["features"] for item in feature["relations"])
    assert relation["relationType"] == "gvp:broaderPartitive"
    assert relation["relationTo"].removeprefix("urn:karamap:") in theatre.gazetteer.districts


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--date", "2020-10-22", "--layer", "places"), "holds the gazetteer alone"),
        (("--date", "2020-10-22", "--format", "csv"), "holds the gazetteer alone"),
        (("--from", "2020-10-20", "--to", "2020-10-22"), "give --date D"),
    ],
)
def test_what_the_format_has_no_room_for_is_wrong_use(run, tmp_path, options, told):
    done = run("export", *options, "-o", tmp_path / "places.lpf.json")
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_day_before_the_record_is_refused(run, tmp_path):
    done = run("export", "--date", "1990-01-01", "-o", tmp_path / "places.lpf.json")
    assert (done.exit_code, "is before the record" in done.stderr) == (1, True)
