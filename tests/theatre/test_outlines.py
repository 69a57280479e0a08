"""Outlines are read within bounds and checked once; one line says of each feature what is wrong with it, and where."""

import json

import pytest
from hangs import finishing
from world import NEIGHBOUR, RIVER, STATE

from karamap.errors import DataError
from karamap.theatre import geojson_reader, loader
from karamap.theatre.outlines import BORDERS, WATER

SQUARE = [[46.0, 39.0], [47.0, 39.0], [47.0, 40.0], [46.0, 40.0], [46.0, 39.0]]


def comb(teeth):
    """A ring whose teeth all lie beside each other, a metre apart and slanted."""
    zigzag = [[46.5 + tooth * 1e-5 - x, 39.5 + y] for tooth in range(teeth) for x, y in ((0, 0.4), (0.9, -0.4))]
    return [*zigzag, [47.5, 39.0], [45.0, 39.0], zigzag[0]]


def country(geometry, **properties):
    told = {"id": "XX", "name": "Otherland", **properties}
    return {"type": "Feature", "properties": told, "geometry": geometry}


def area(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def changed(at, value):
    """A square with another value at one place of its second position."""
    ring = [list(position) for position in SQUARE]
    ring[1][at] = value
    return area(ring)


BROKEN = {
    "a ring that is not closed": (area(SQUARE[:-1]), "a ring that is not closed; expected the first position again"),
    "a coordinate that is null": (changed(0, None), "a coordinate that is no number"),
    "a coordinate that is text": (changed(1, "39.5"), "a coordinate that is no number"),
    "a coordinate that is a truth": (changed(1, True), "a coordinate that is no number"),
    "a coordinate that is a list": (changed(1, [39.5]), "a coordinate that is no number"),
    "a coordinate beyond any number": (changed(0, 10**400), "a position that is not on the globe"),
    "a longitude beyond the globe": (changed(0, 180.00001), "a position that is not on the globe"),
    "a latitude beyond the pole": (changed(1, -91), "a position that is not on the globe"),
    "a position of one coordinate": (area([[46.0], *SQUARE[1:]]), "a position without two coordinates"),
    "a position of four": (area([[46.0, 39.0, 1, 2], *SQUARE[1:]]), "a position without two coordinates"),
    "a position that is a number": (area([46.0, *SQUARE[1:]]), "not a Polygon"),
    "a ring of three positions": (area([SQUARE[0], SQUARE[1], SQUARE[0]]), "3 positions in a ring; expected 4 or more"),
    "a ring that crosses itself": (area([SQUARE[i] for i in (0, 2, 1, 3, 0)]), "not valid: Self-intersection"),
    "a ring without ground": (area([[46, 39], [47, 39], [48, 39], [46, 39]]), "not valid: "),
    "a hole outside": (area(SQUARE, [[x + 3, y] for x, y in SQUARE]), "not valid: Hole lies outside shell"),
    "the same area twice": ({"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}, "not valid: "),
    "no ring": (area(), "geometry: empty"),
    "an empty ring": (area([]), "0 positions in a ring"),
    "an empty part": ({"type": "MultiPolygon", "coordinates": [[]]}, "not a MultiPolygon"),
    "coordinates that are an object": ({"type": "Polygon", "coordinates": {"0": SQUARE}}, "geometry: empty"),
    "a line": ({"type": "LineString", "coordinates": RIVER}, "'LineString' for a country; expected MultiPolygon or"),
    "a collection": ({"type": "GeometryCollection", "geometries": []}, "'GeometryCollection' for a country"),
    "a type that is a list": ({"type": ["Polygon"], "coordinates": [SQUARE]}, "['Polygon'] for a country"),
    "no geometry": (None, "None for a country"),
    "thousands of teeth": (area(comb(3000)), "too many segments that lie upon each other"),
}


@pytest.fixture
def problems(small_world):
    """The faults of the small world with a feature more on line 3 of its borders, whatever comes after it."""

    def found(feature):
        def add(world):
            world.borders = [country(area(NEIGHBOUR), id="AM", name="Armenia"), feature, *world.borders[:1]]

        folder = small_world(add)
        path = folder / BORDERS
        text = path.read_text().replace('{"type": "Feature"', '\n{"type": "Feature"')
        path.write_text(text)
        return [str(fault) for fault in loader.problems(folder)]

    return found


@pytest.mark.parametrize(("geometry", "words"), BROKEN.values(), ids=BROKEN)
def test_a_geometry_that_cannot_be_drawn_is_one_fault_at_its_line(problems, geometry, words):
    with finishing():
        (told,) = problems(country(geometry))
    assert told.startswith(f"{BORDERS}:3:feature 2: geometry: {words}") or words in told
    assert told.startswith(f"{BORDERS}:3:feature 2: ")


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        (country(area(SQUARE), id=""), "id: missing; expected a text"),
        (country(area(SQUARE), id=None), "id: missing; expected a text"),
        (country(area(SQUARE), id=7), "id: 7 is not a text"),
        (country(area(SQUARE), name=["A"]), "name: ['A'] is not a text"),
        (country(area(SQUARE), name="half \ud800"), "name: holds the unprintable character U+D800"),
        (country(area(SQUARE), name="a\nb"), "name: holds the unprintable character U+000A"),
        (country(area(SQUARE), id="AM"), "id: 'AM' stands twice; expected each once"),
        (country(area(SQUARE), name="Armenia"), "name: 'Armenia' stands twice"),
        ({"type": "Feature", "properties": None, "geometry": area(SQUARE)}, "not a feature with properties"),
        ({"type": "Feature", "geometry": area(SQUARE)}, "not a feature with properties"),
    ],
)
def test_a_property_that_cannot_be_is_one_fault_at_its_line(problems, feature, words):
    assert [told for told in problems(feature) if words in told] == problems(feature)
    assert len(problems(feature)) == 1
    assert problems(feature)[0].startswith(f"{BORDERS}:3:feature 2: ")


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ({"rank": 0}, "rank: 0 is not a rank; expected a number from 1"),
        ({"rank": "1"}, "rank: '1' is not a rank"),
        ({"rank": True}, "rank: True is not a rank"),
        ({"kind": None}, "kind: missing"),
        ({"name_en": 7}, "name_en: 7 is not a text"),
    ],
)
def test_a_property_of_a_water_that_cannot_be_is_one_fault(small_world, properties, words):
    folder = small_world(lambda world: world.water[0]["properties"].update(properties))
    (fault,) = loader.problems(folder)
    assert str(fault).startswith(f"{WATER}:1:feature 1: {words}")


NO_COLLECTION = {
    "nothing": ("", 1, "no { where there must be one"),
    "a list": ("[]", 1, "no { where there must be one"),
    "an object without features": ("{}", 1, "no collection of features"),
    "features that are an object": ('{"features": {}}', 1, "no [ where there must be one"),
    "another type": ('{"type": "Topology",\n"features": []}', 1, "no collection of features"),
    "an open end": ('{"features": [\n{}', 2, "no ] where there must be one"),
    "two values": ('{"features": []}\n{}', 2, "more than one value"),
    "a comma too many": ('{"features": [],}', 1, "expecting value"),
    "a name without quotes": ("{\n1: []}", 2, "a member without a name in quotes"),
    "not a number": ('{"features": [\n{"a": NaN}]}', 2, "NaN is no number of JSON"),
    "infinity": ('{"features": [\n{"a": -Infinity}]}', 2, "-Infinity is no number of JSON"),
    "thousands of digits": ('{"features": [\n' + "9" * 5000 + "]}", 2, "a number with thousands of digits"),
    "lists without end": ('{"features": [\n' + "[" * 100_000, 2, "lists within lists without end"),
    "objects without end": ('{"features": [\n' + '{"a":' * 100_000, 2, "lists within lists without end"),
    "lists that end": ('{"features":\n[' + "[" * 5_000 + "]" * 5_000 + "]}", 2, "lists within lists without end"),
    "millions of lists": ('{"features": [' + "[]," * 4_000_000, 1, "more than 3,000,000 lists and objects"),
    "millions of values": ('{"features": [[' + "0," * 9_000_000, 1, "or 8,000,000 values"),
    "thousands of features": ('{"features": [\n' + ",\n".join(["{}"] * 6_000) + "]}", 5002, "more than 5,000 features"),
}


@pytest.mark.parametrize(("text", "line", "words"), NO_COLLECTION.values(), ids=NO_COLLECTION)
@pytest.mark.parametrize("path", [BORDERS, WATER])
def test_a_file_that_is_no_collection_is_one_fault_at_its_line(small_world, path, text, line, words):
    folder = small_world(lambda world: setattr(world, "settings", ""))
    (folder / path).write_text(text)
    with finishing():
        found = [fault for fault in loader.problems(folder) if fault.column == "-"]
    assert [(fault.path, fault.line) for fault in found] == [(path, line)]
    assert "not a GeoJSON feature collection" in found[0].problem
    assert words in found[0].problem


def test_more_positions_than_are_read_are_one_fault(small_world, monkeypatch):
    monkeypatch.setattr(geojson_reader, "MOST_VERTICES", 9)
    (fault,) = loader.problems(small_world(lambda world: setattr(world, "settings", "")))
    assert fault.problem.endswith("more than 9 positions")


def test_tables_with_a_broken_outline_are_refused_by_the_command_too(run, small_world):
    def open_ring(world):
        world.borders[0]["geometry"]["coordinates"] = [STATE[:-1]]

    folder = small_world(open_ring)
    told = (
        f"{BORDERS}:1:feature 1: geometry: a ring that is not closed; expected the first position again as the last one"
    )
    for command in (("check",), ("render", "--date", "2020-10-22"), ("totals", "--borders"), ("resolve", "Alma")):
        done = run("--data", folder, *command)
        assert (done.exit_code, done.stderr.splitlines()[-1]) == (1, told)


def test_heights_are_left_out_and_the_outline_is_the_same(small_theatre):
    def raised(world):
        world.borders[0] = country(area([[*position, 0.5] for position in STATE]), id="AZ", name="Azerbaijan")

    plain, high = small_theatre().outlines, small_theatre(raised).outlines
    assert plain.borders == high.borders


def test_an_outline_as_detailed_as_a_coast_is_read(small_world):
    """Ten thousand positions along an edge, and a river of as many that crosses itself again and again."""
    edge = [[46.0 + 2.0 * step / 10_000, 39.0 + 0.0005 * (step % 3)] for step in range(10_001)]
    river = [[46.0 + 0.1 * (step % 17), 39.1 + 0.1 * (step % 5)] for step in range(10_000)]

    def detailed(world):
        world.borders[0]["geometry"]["coordinates"] = [[*edge, [48.0, 40.0], [46.0, 40.0], edge[0]]]
        world.water[0]["geometry"]["coordinates"] = river

    with finishing():
        assert loader.problems(small_world(detailed)) == []


def test_what_a_page_draws_of_an_outline_is_what_its_file_says(small_theatre):
    from karamap.document.base_layer import country_outlines, water_outlines
    from karamap.ground.series import Series

    theatre = small_theatre()
    series = Series.between(theatre, theatre.record.last_day, theatre.record.last_day)
    drawn = [feature["geometry"]["coordinates"] for feature in country_outlines(series, {})["features"]]
    assert json.dumps(drawn) == json.dumps([[STATE], [NEIGHBOUR]])
    (river,) = water_outlines(series, {})["features"]
    assert river["geometry"] == {"type": "LineString", "coordinates": RIVER}
    assert (river["properties"]["rank"], river["properties"]["kind"]) == (1, "river")


def test_a_line_that_leaves_the_frame_is_cut_at_it_and_nowhere_else(small_theatre):
    from karamap.document.base_layer import view_of, water_outlines
    from karamap.ground.series import Series

    def far(world):
        world.water[0]["geometry"]["coordinates"] = [[30.0, 39.1], [46.5, 39.5], [30.0, 39.9], [46.5, 39.1]]

    theatre = small_theatre(far)
    series = Series.between(theatre, theatre.record.last_day, theatre.record.last_day)
    (river,) = water_outlines(series, {})["features"]
    west = view_of(series)["limits"][0]
    corners = [position for line in river["geometry"]["coordinates"] for position in line]
    assert min(lon for lon, _ in corners) == west
    assert [46.5, 39.5] in corners and [46.5, 39.1] in corners


def test_a_broken_outline_is_in_the_error_with_all_others(small_world):
    def twice(world):
        world.borders[0]["geometry"]["coordinates"] = [STATE[:-1]]
        world.water[0]["geometry"]["coordinates"] = [[46.0, None]]
        world.rows["gazetteer/places.csv"][0]["lon"] = 10.0

    with pytest.raises(DataError) as caught:
        loader.load(small_world(twice))
    assert {fault.path for fault in caught.value.faults} == {BORDERS, WATER, "gazetteer/places.csv"}
