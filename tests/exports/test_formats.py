"""Every format holds the same layers, and says how, from what and under what licence it was made."""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import geopandas as gpd
import pyarrow.parquet
import pyogrio
import pytest
import shapely
from world import small_world as world_of_seven

from karamap.cli import export as export_command
from karamap.document import drawing
from karamap.document.reader import DrawnDocument
from karamap.errors import RenderError
from karamap.exports import contents, formats, kml, qgis
from karamap.exports.layers import LAYERS
from karamap.ground.evidence import Method
from karamap.ground.layout import Layout
from karamap.ground.series import Series
from karamap.ground.snapshot import Snapshot
from karamap.theatre import loader

DAY, FIRST, LAST = date(2020, 10, 22), date(2020, 10, 1), date(2020, 12, 1)
BELT = [[[46.85, 39.45], [47.0, 39.45], [47.0, 39.65], [46.85, 39.65], [46.85, 39.45]]]
KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """The small world with a zone, a line and a mention."""
    world = world_of_seven()
    world.zone("belt", "zone", "Polygon", BELT, valid_from="2020-11-01", valid_to="2020-11-20", note="By hand.")
    world.zone("old", "line", "LineString", [[46.8, 39.5], [46.9, 39.6]], valid_to="2020-10-12")
    world.claim(None, "RU", date(2020, 11, 10), zone_id="belt", basis="agreement", source="page-none")
    world.event("m1", note='=HYPERLINK("x")', written_as="-71.05", speaker="@channel")
    return world.write(tmp_path_factory.mktemp("small") / "tables")


@pytest.fixture(scope="module")
def small(tables):
    return loader.load(tables)


@pytest.fixture(scope="module")
def day(small):
    return contents.of_day(Snapshot.at(small, DAY), LAYERS)


@pytest.fixture(scope="module")
def run_of_days(small):
    return contents.of_days(Series.between(small, FIRST, LAST), LAYERS)


@pytest.fixture(scope="module")
def written(day, run_of_days, tmp_path_factory):
    """Both exports in every format: path by (which, format), and folders for formats of one layer."""
    folder = tmp_path_factory.mktemp("written")
    paths = {}
    for name, export in (("day", day), ("days", run_of_days)):
        for ending, form in formats.FORMATS.items():
            path = folder / f"{name}.{ending}" if form.holds_all else folder / f"{name}-{ending}"
            if form.holds_all:
                formats.write(export, path, ending)
            else:
                formats.write_folder(export, path, ending)
            paths[name, ending] = path
    return paths


def table(export, name):
    (found,) = (table for table in export.tables if table.name == name)
    return found


def read(paths, which, ending, layer):
    """A layer as a GeoDataFrame."""
    path = paths[which, ending]
    if ending == "gpkg":
        return gpd.read_file(path, layer=layer)
    path = path / f"{layer}.{ending}"
    return gpd.read_parquet(path) if ending == "parquet" else gpd.read_file(path)


def test_the_command_knows_the_layers_and_formats_there_are():
    assert tuple(LAYERS) == export_command.LAYERS
    assert set(export_command.ONE_LAYER) == set(formats.ONE_LAYER)
    assert {*export_command.ONE_LAYER, *export_command.ALL_LAYERS} == set(formats.FORMATS)


@pytest.mark.parametrize("which", ["day", "days"])
def test_every_feature_has_the_columns_of_its_layer_in_order(which, request):
    export = request.getfixturevalue("day" if which == "day" else "run_of_days")
    for one in export.tables:
        assert all(list(feature.properties) == list(one.columns) for feature in one.features), one.name


@pytest.mark.parametrize("which", ["day", "days"])
@pytest.mark.parametrize("ending", ["geojson", "gpkg", "fgb", "parquet"])
@pytest.mark.parametrize("layer", LAYERS)
def test_a_format_gives_back_features_and_shapes(written, day, run_of_days, which, ending, layer):
    wanted = table(day if which == "day" else run_of_days, layer)
    frame = read(written, which, ending, layer)
    assert len(frame) == len(wanted.features)
    if not wanted.features:
        return
    shapes = sorted("" if feature.shape is None else feature.shape.wkt for feature in wanted.features)
    assert sorted("" if shape is None else shape.wkt for shape in frame.geometry) == shapes
    key = LAYERS[layer].key or next(iter(wanted.columns))
    assert sorted(map(str, frame[key])) == sorted(str(feature.properties[key]) for feature in wanted.features)
    assert set(frame.columns) == {*wanted.columns, "geometry"} | ({"bbox"} if "bbox" in frame else set())


def days_between(feature):
    begin, end = (date.fromisoformat(feature.properties[name][:10]) for name in ("valid_from", "valid_to"))
    return [begin + timedelta(days=number) for number in range((end - begin).days + 1)]


TURNS = ("2020-10-01", "2020-10-09", "2020-10-12", "2020-10-22", "2020-11-01", "2020-11-10", "2020-11-20", "2020-12-01")
"""Days on which something is otherwise than the day before."""


@pytest.mark.parametrize("method", Method)
def test_on_each_day_of_a_run_the_features_are_those_of_that_day(small, method):
    layout, keyed = Layout.of(small), [name for name, layer in LAYERS.items() if layer.key]
    run = contents.of_days(Series.between(small, FIRST, LAST, method=method, layout=layout), keyed)
    shown = {(name, on): {} for name in keyed for on in map(date.fromisoformat, TURNS)}
    shown |= {(name, on - timedelta(days=1)): {} for name, on in shown if on > FIRST}
    for one in run.tables:
        for feature in one.features:
            for on in set(days_between(feature)) & {day for _, day in shown}:
                key = feature.properties[LAYERS[one.name].key]
                assert key not in shown[one.name, on]
                shown[one.name, on][key] = feature
    for on in sorted({day for _, day in shown}):
        for one in contents.of_day(Snapshot.at(small, on, method=method, layout=layout), keyed).tables:
            compare(LAYERS[one.name], one.features, shown[one.name, on])


def compare(layer, features, shown):
    """The features of one day and those that a run of days shows on it, by key, say the same."""
    there = [feature for feature in features if feature.properties.get("in_force", True)]
    assert {feature.properties[layer.key] for feature in there} == set(shown)
    own = set(layer.columns) - layer.of_a_day - layer.beginnings - {"valid_from", "valid_to"}
    for feature in there:
        other = shown[feature.properties[layer.key]]
        assert other.shape == feature.shape
        assert {name: other.properties[name] for name in own} == {name: feature.properties[name] for name in own}


def test_moments_are_the_first_and_the_last_second_of_days_in_utc(written):
    with sqlite3.connect(written["days", "gpkg"]) as database:
        moments = database.execute("SELECT valid_from, valid_to FROM places").fetchall()
    assert {begin[10:] for begin, _ in moments} == {"T00:00:00.000Z"}
    assert {end[10:] for _, end in moments} == {"T23:59:59.000Z"}
    frame = read(written, "days", "parquet", "places")
    assert str(frame["valid_from"].dt.tz) == "UTC"


TOLD = ["known_on", "surface", "show", "fingerprint", "licence", "credit", "made_with"]


@pytest.mark.parametrize("ending", formats.FORMATS)
def test_every_file_tells_of_its_own_theatre_even_without_features(small, ending, tmp_path):
    empty = contents.of_day(Snapshot.at(small, date(2020, 9, 26), method=Method.CLAIMED), ["front"])
    assert not table(empty, "front").features
    content = formats.content(empty, ending, "front.x")
    if ending == "csv":
        assert next(iter(csv.reader(io.StringIO(content.decode()))))[-3:] == ["licence", "credit", "wkt"]
        return
    (tmp_path / f"front.{ending}").write_bytes(content)
    told = told_by(tmp_path / f"front.{ending}", ending)
    assert told["as_of"] == "2020-09-26"
    assert (told["surface"], told["show"], told.get("known_on")) == ("claimed", "claimed", None)
    assert told["fingerprint"] == small.fingerprint
    assert (told["licence"], told["credit"]) == (
        "CC0",
        "Settlements: a survey of the small world (CC0).",
    )
    assert told["sources"] == "Survey of the small world (CC0)"


def told_by(path, ending):
    if ending == "geojson":
        return json.loads(path.read_text(encoding="utf-8"))
    if ending == "gpkg":
        with sqlite3.connect(path) as database:
            (metadata,) = database.execute("SELECT metadata FROM gpkg_metadata").fetchone()
            told = dict(database.execute("SELECT name, value FROM about"))
        assert json.loads(metadata) == told
        return told
    if ending == "parquet":
        return json.loads(pyarrow.parquet.read_metadata(path).metadata[b"karamap"])
    if ending == "fgb":
        return json.loads(pyogrio.read_info(path)["layer_metadata"]["DESCRIPTION"])
    document = ET.parse(path).getroot()[0]
    return {item.get("name"): item[0].text for item in document.find(f"{KML}ExtendedData")}


def test_a_geopackage_is_one_by_its_own_tables(written):
    with sqlite3.connect(written["day", "gpkg"]) as database:
        assert database.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert database.execute("PRAGMA user_version").fetchone() == (10300,)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        named = [row[0] for row in database.execute("SELECT table_name FROM gpkg_contents WHERE data_type='features'")]
        assert named == list(LAYERS)
        styled = {row[0] for row in database.execute("SELECT f_table_name FROM layer_styles WHERE styleQML != ''")}
        assert styled == {name for name, layer in LAYERS.items() if layer.shape != "Geometry"}
        for (qml,) in database.execute("SELECT styleQML FROM layer_styles WHERE styleQML != ''"):
            assert ET.fromstring(qml).find("renderer-v2") is not None
        for shape, layer in database.execute("SELECT geom, 'places' FROM places"):
            assert shape is None or shape[:2] == b"GP", layer


def test_a_geopackage_of_one_layer_holds_that(small, tmp_path):
    formats.write(contents.of_day(Snapshot.at(small, DAY), ["zones"]), tmp_path / "zones.gpkg", "gpkg")
    assert [name for name, shape in pyogrio.list_layers(tmp_path / "zones.gpkg") if shape] == ["zones"]


BEFORE_GEOMETRY = ["name", "visibility", "TimeSpan", "styleUrl", "ExtendedData"]
"""The order of the schema of KML 2.2 (kml:AbstractFeatureGroup) among the elements in use."""


def test_kml_keeps_to_the_order_of_its_schema_and_its_references(written):
    root = ET.parse(written["days", "kml"]).getroot()
    (document,) = root
    tags = [child.tag.removeprefix(KML) for child in document]
    assert tags[:2] == ["name", "description"]
    assert tags[2:] == sorted(tags[2:], key=["Style", "ExtendedData", "Folder"].index)
    styles = {style.get("id") for style in document.findall(f"{KML}Style")}
    identifiers = [item.get("id") for item in root.iter() if item.get("id")]
    assert len(identifiers) == len(set(identifiers))
    for style in document.findall(f"{KML}Style"):
        own = [child.tag.removeprefix(KML) for child in style]
        assert own == ["IconStyle", "LabelStyle", "LineStyle", "PolyStyle"]
        assert all(len(bytes.fromhex(colour.text)) == 4 for colour in style.iter(f"{KML}color"))
    for placemark in root.iter(f"{KML}Placemark"):
        own = [child.tag.removeprefix(KML) for child in placemark]
        assert own[:5] == BEFORE_GEOMETRY
        assert own[5:] in ([], ["Point"], ["LineString"], ["Polygon"], ["MultiGeometry"])
        assert placemark.find(f"{KML}styleUrl").text.removeprefix("#") in styles
    for ring in root.iter(f"{KML}LinearRing"):
        corners = ring[0].text.split()
        assert (corners[0], len(corners) >= 4) == (corners[-1], True)
    folders = [folder.get("id") for folder in document.findall(f"{KML}Folder")]
    assert folders == [f"layer-{name}" for name in LAYERS]


def test_xml_has_no_character_that_it_may_not_have(day):
    odd = replace(day, title="a\x00\x0b\ufffe<&\"'>")
    parties = {feature.properties["holder"] for feature in table(odd, "territory").features}
    odd = replace(odd, look=replace(odd.look, parties=dict.fromkeys(parties, ("A\x01<", "#000000", "#ffffff"))))
    root = ET.fromstring(kml.text(replace(odd, tables=(table(odd, "territory"),))).encode())
    assert root[0][0].text == "a\ufffd\ufffd\ufffd<&\"'>, 2020-10-22"
    assert {name.text for name in root.iter(f"{KML}name")} >= {"A\ufffd<", "Ground by holder"}
    project = ET.fromstring(qgis.project_text(odd, "a|b&\x02.gpkg"))
    assert project.find("title").text.startswith("a\ufffd")


def test_geoparquet_states_its_version_and_boxes(written):
    metadata = pyarrow.parquet.read_metadata(written["day", "parquet"] / "territory.parquet").metadata
    geo = json.loads(metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert set(geo["columns"]["geometry"]["covering"]["bbox"]) == {"xmin", "ymin", "xmax", "ymax"}
    schema = pyarrow.parquet.read_schema(written["day", "parquet"] / "places.parquet")
    assert str(schema.field("since").type) == "date32[day]"
    assert str(schema.field("claim_ids").type).startswith("list<")
    assert str(schema.field("contested").type).startswith("list<")


def test_csv_guards_formulas_and_leaves_the_rest(written):
    with (written["days", "csv"] / "events.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["note"], row["written_as"], row["speaker"]) == ('\'=HYPERLINK("x")', "-71.05", "@channel")
    assert (row["valid_from"], row["credit"]) == (
        "2020-10-22T00:00:00Z",
        "Settlements: a survey of the small world (CC0).",
    )


@pytest.fixture
def long_cells():
    """Python's own reader of CSV takes longer cells, for all who use it: only as long as a test does."""
    usual = csv.field_size_limit(10_000_000)
    yield
    csv.field_size_limit(usual)


@pytest.mark.usefixtures("long_cells")
def test_csv_has_shapes_as_text_that_is_read_back(written, day):
    with (written["day", "csv"] / "territory.csv").open(encoding="utf-8", newline="") as stream:
        shapes = [shapely.from_wkt(row["wkt"]) for row in csv.DictReader(stream)]
    assert shapes == [feature.shape for feature in table(day, "territory").features]


def test_geojson_is_rfc_7946(written):
    told = json.loads((written["days", "geojson"] / "places.geojson").read_text(encoding="utf-8"))
    assert (told["type"], "crs" in told) == ("FeatureCollection", False)
    assert {"type", "properties", "geometry"} == set().union(*told["features"])


def test_page_and_files_of_one_day_of_the_record_say_the_same(theatre, tmp_path):
    layout = Layout.of(theatre)
    snapshot = Snapshot.at(theatre, DAY, layout=layout)
    formats.write(contents.of_day(snapshot, ["territory", "places"]), tmp_path / "day.gpkg", "gpkg")
    places = gpd.read_file(tmp_path / "day.gpkg", layer="places").set_index("place_id")
    document = DrawnDocument(drawing.document(Series.between(theatre, DAY, DAY, layout=layout)))
    for place_id, control in document.controls_on("all", 0).items():
        found = places.loc[place_id]
        assert (found["holder"], found["standing"]) == (control["holder"], control["standing"]), place_id
    assert places.geometry.notna().tolist() == [
        place.position is not None for _, place in sorted(theatre.gazetteer.places.items())
    ]
    ground = gpd.read_file(tmp_path / "day.gpkg", layer="territory").set_index("holder")
    told = {row["holder"]: row["area_km2"] for row in snapshot.area_rows if not row["district_id"]}
    assert ground["area_km2"].round(2).to_dict() == told
    measured = ground.to_crs(theatre.settings.projection).area / 1e6
    assert measured.to_dict() == pytest.approx(told, rel=1e-3)


SCRIPT = """
import sys
from datetime import date
from pathlib import Path
from karamap.exports import contents, formats
from karamap.exports.layers import LAYERS
from karamap.ground.series import Series
from karamap.theatre import loader
tables, folder, first, last = sys.argv[1:]
series = Series.between(loader.load(Path(tables)), date.fromisoformat(first), date.fromisoformat(last))
export = contents.of_days(series, LAYERS)
for ending, form in formats.FORMATS.items():
    path = Path(folder, f"days.{ending}" if form.holds_all else f"days-{ending}")
    (formats.write if form.holds_all else formats.write_folder)(export, path, ending)
"""


def test_another_process_seed_zone_and_locale_give_the_same_bytes(tables, written, tmp_path):
    system = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Baku", "LC_ALL": "tr_TR.UTF-8"}
    command = [sys.executable, "-c", SCRIPT, tables, tmp_path, str(FIRST), str(LAST)]
    subprocess.run(command, env=system, check=True)
    before = written["days", "gpkg"].parent
    names = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.*"))
    assert len(names) == 2 + 4 * len(LAYERS)
    assert [name for name in names if (tmp_path / name).read_bytes() != (before / name).read_bytes()] == []


def test_without_pyarrow_parquet_says_what_to_install(day, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(RenderError, match=r"pip install 'karamap\[parquet\]'"):
        formats.check("parquet")
