"""Zones are read and checked feature by feature, and claims about them name zones that are in force."""

import json
from datetime import date

import pytest

from karamap.errors import AmbiguousPlaceError
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre import loader, zones

AREA = [[[46.85, 39.45], [47.0, 39.45], [47.0, 39.65], [46.85, 39.65], [46.85, 39.45]]]
CROSSED = [[[46.8, 39.5], [46.9, 39.6], [46.8, 39.6], [46.9, 39.5], [46.8, 39.5]]]
LINE = [[46.8, 39.5], [46.9, 39.6]]
DAYS = {"valid_from": "2020-11-01", "valid_to": "2020-12-01"}


@pytest.fixture
def problems(small_world):
    """The faults of the small world with a change, in words."""
    return lambda change: [str(fault) for fault in loader.problems(small_world(change))]


@pytest.mark.parametrize(
    ("kind", "geometry", "coordinates", "properties", "words"),
    [
        ("zone", "Polygon", CROSSED, {}, "not valid: Self-intersection"),
        ("zone", "LineString", LINE, {}, "'LineString' for a zone; expected MultiPolygon or Polygon"),
        ("line", "Polygon", AREA, {}, "'Polygon' for a line; expected LineString or MultiLineString"),
        ("corridor", "Point", [46.8, 39.5], {}, "'Point' for a corridor"),
        ("zone", "Polygon", [], {}, "geometry: empty"),
        ("zone", "Polygon", [[[46.8, 39.5], [46.9]]], {}, "geometry: not a Polygon"),
        ("belt", "Polygon", AREA, {}, "kind: 'belt'"),
        ("line", "LineString", LINE, {"precision_km": "near"}, "precision_km: 'near' is not a number of kilometres"),
        ("line", "LineString", LINE, {"precision_km": None}, "precision_km: missing; expected a value"),
        ("line", "LineString", LINE, {"valid_from": "1994"}, "valid_from: '1994'"),
        ("line", "LineString", LINE, {"valid_from": "2020-12-02", "valid_to": "2020-12-01"}, "is not after valid_from"),
        ("line", "LineString", LINE, {"shown": "always"}, "shown: 'always'"),
        ("line", "LineString", LINE, {"width": 5}, "width: no such property"),
        ("line", "LineString", LINE, {"source_id": "nobody"}, "source_id: 'nobody' does not exist"),
        ("line", "LineString", [[46.8, 39.5], [52.0, 39.6]], {}, "reaches beyond the frame of the theatre"),
        ("line", "LineString", LINE, {"id": "gn1"}, "id: 'gn1' is the id of a place"),
        ("line", "LineString", LINE, {"id": "first"}, "id: 'first' stands twice; expected each id once"),
    ],
)
def test_a_fault_names_the_feature_and_its_line(problems, kind, geometry, coordinates, properties, words):
    def broken(world):
        world.zone("first", "line", "LineString", LINE)
        world.zone("second", kind, geometry, coordinates, **properties)

    (found,) = problems(broken)
    assert found.startswith("gazetteer/zones.geojson:3:feature 2: ")
    assert words in found


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"features": {}}', b"\xff", b'{"features": [3]}'])
def test_a_file_that_is_no_collection_is_one_fault(small_world, content):
    folder = small_world()
    (folder / zones.PATH).write_bytes(content)
    (found,) = loader.problems(folder)
    assert found.path == zones.PATH


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ({"zone_id": "nowhere"}, "zone_id: 'nowhere' does not exist; expected an id of gazetteer/zones.geojson"),
        ({"zone_id": "belt", "place_id": "gn1"}, "zone_id: given together with place_id"),
        ({"zone_id": "belt", "subject": "a road"}, "zone_id: given together with subject"),
        ({"zone_id": "belt", "valid_from": date(2020, 10, 31)}, "belt is not in force on 2020-10-31"),
        ({"zone_id": "belt", "valid_from": date(2020, 12, 1)}, "belt is not in force on 2020-12-01"),
        ({"zone_id": "belt", "holder": None}, "neither a place or zone with a holder nor another subject"),
    ],
)
def test_a_claim_names_one_zone_on_a_day_of_it(problems, claim, words):
    def broken(world):
        world.zone("belt", "zone", "Polygon", AREA, **DAYS)
        row = {"place_id": None, "holder": "RU", "day": date(2020, 11, 10), **claim}
        day = row.pop("valid_from", row.pop("day"))
        row.pop("day", None)
        world.claim(row.pop("place_id"), row.pop("holder"), day, basis="agreement", **row)

    assert any(words in found for found in problems(broken))


def test_two_holders_of_a_zone_at_once_are_refused(problems):
    def twice(world):
        world.zone("belt", "zone", "Polygon", AREA, **DAYS)
        for holder in ("AZ", "RU"):
            world.claim(None, holder, date(2020, 11, 20), zone_id="belt", basis="agreement")

    assert any("contradicts line" in found for found in problems(twice))


def test_a_text_names_a_zone_that_there_is(problems):
    def misnamed(world):
        world.zone("belt", "zone", "Polygon", AREA)
        world.add("gazetteer/texts.csv", key="zone.belt", language="en", text="The belt")
        world.add("gazetteer/texts.csv", key="zone.bolt", language="en", text="The bolt")

    assert [found.partition(": ")[2] for found in problems(misnamed)] == [
        "'bolt' is no zone; expected zone. and an id of gazetteer/zones.geojson"
    ]


def test_zones_are_part_of_the_fingerprint_and_a_theatre_may_lack_them(small_world):
    bare = small_world()
    without = loader.fingerprint(bare)
    assert loader.load(bare).zones == {}
    folder = small_world(lambda world: world.zone("belt", "zone", "Polygon", AREA))
    one = loader.fingerprint(folder)
    path = folder / zones.PATH
    path.write_text(path.read_text().replace('"precision_km": 1', '"precision_km": 2'))
    assert len({without, one, loader.fingerprint(folder), loader.load(folder).fingerprint}) == 3


def test_what_a_zone_holds_by_its_kind_and_shape(small_theatre):
    def many(world):
        world.zone("a", "corridor", "Polygon", AREA)
        world.zone("b", "corridor", "LineString", LINE)
        world.zone("c", "sector", "Polygon", AREA)
        world.zone("d", "zone", "MultiPolygon", [AREA])
        world.zone("e", "line", "MultiLineString", [LINE])

    assert [zone.id for zone in small_theatre(many).zones.values() if zone.is_ground] == ["a", "d"]


def test_a_zone_is_found_by_its_names_and_told_apart_by_the_day(small_theatre):
    def named(world):
        world.zone("one", "line", "LineString", LINE, name="The line", valid_to="2020-11-01")
        world.zone("two", "line", "LineString", LINE, name="The line", valid_from="2020-11-01")
        world.add("gazetteer/texts.csv", key="zone.two", language="az", text="Xətt")

    theatre = small_theatre(named)

    def found(name, day=date(2020, 11, 5)):
        return zones.zone_named(theatre.zones, theatre.texts, name, day)

    assert found("one") == "one"
    assert (found("the  LINE"), found("The line", date(2020, 10, 1)), found("xətt")) == ("two", "one", "two")
    assert found("Alma") is None


def test_a_name_of_two_zones_in_force_is_no_answer(small_theatre):
    def twins(world):
        for zone_id in ("one", "two"):
            world.zone(zone_id, "line", "LineString", LINE, name="The line")

    theatre = small_theatre(twins)
    with pytest.raises(AmbiguousPlaceError, match=r"The line, line, one; The line, line, two"):
        zones.zone_named(theatre.zones, theatre.texts, "The line", date(2020, 11, 5))


def test_the_shipped_zones_are_whole_and_named_in_every_language(theatre):
    names = {language: set() for language in theatre.settings.interface_languages}
    for zone in theatre.zones.values():
        told = zones.names(zone, theatre.texts)
        assert set(names) <= set(told)
        assert zone.note and zone.precision_km >= 1
        for language in names:
            names[language].add(told[language])
    assert all(len(found) >= len(theatre.zones) - 1 for found in names.values())


def test_the_shipped_file_has_a_feature_on_each_line():
    text = DataFolder(data_dir()).content(zones.PATH).decode()
    lines = text.splitlines()
    assert lines[0] == '{"features":[' and lines[-1] == '],"type":"FeatureCollection"}'
    ids = [json.loads(line.rstrip(","))["properties"]["id"] for line in lines[1:-1]]
    assert ids == sorted(ids)
