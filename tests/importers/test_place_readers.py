"""Gazetteers of others: each format gives the same places, and what is none is told."""

import json
import sys
import zipfile

import osmium
import pytest

from karamap.errors import DataError
from karamap.importers import alternate_names, district_areas, source_file
from karamap.importers.brought_files import place_reader
from karamap.importers.found import FoundName, ImportFailedError
from karamap.importers.gazetteer_rows import named_rows
from karamap.importers.language_codes import two_letters

GEONAMES = [
    ["706448", "Kherson", "Kherson", "Cherson,Херсон", "46.63695", "32.61458", "P", "PPLA", "UA", "", "", "", "", "",
     "320477", "", "", "Europe/Kyiv", "2022-01-01"],
    ["706449", "Old Town", "Old Town", "", "46.7", "32.6", "P", "PPLX", "UA", "", "", "", "", "", "0", "", "", "", ""],
    ["706450", "Dnipro", "Dnipro", "", "46.5", "32.3", "H", "STM", "UA", "", "", "", "", "", "0", "", "", "", ""],
]  # fmt: skip


@pytest.fixture
def brought(tmp_path):
    """Write a file and open it as the import does."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return source_file.read(path)

    return write


def read(file, stated=""):
    reader = place_reader(file, stated)
    return list(reader), reader


def point(properties, x=32.6, y=46.6):
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [x, y]}}


@pytest.mark.parametrize(
    "text",
    [
        "name,lon,lat\nKherson,32.61458,46.63695\n",
        "\ufeffLAT;LNG;Town\r\n46,63695;32,61458;Kherson\r\n\r\n",
        "X\tY\tplace_name\n32.61458\t46.63695\t Kherson \n",
        'longitude,latitude,population,label\n32.61458,46.63695,"320,477",Kherson\n',
    ],
    ids=["plain", "of a spreadsheet", "tabs", "other headers"],
)
def test_a_table_of_places_is_known_by_any_headers(brought, text):
    (place,), reader = read(brought("places.csv", text))
    assert (place.names[0].text, place.lon, place.lat) == ("Kherson", 32.61458, 46.63695)
    assert reader.left_out == []


def test_names_in_other_languages_and_districts_come_along(brought):
    text = (
        'id,name,name:ar,name_uk,alternatenames,lon,lat,district\ngn5,Nyala,نيالا,Ньяла,"Niyala,Nyālā",24.9,12.0,SD61\n'
    )
    (place,), _ = read(brought("places.csv", text))
    assert place.names == (
        FoundName("Nyala"), FoundName("نيالا", "ar"), FoundName("Ньяла", "uk"), FoundName("Niyala"), FoundName("Nyālā"),
    )  # fmt: skip
    assert (place.key, place.district, place.ids) == ("gn5", "SD61", {"geonames": "5"})


def test_the_dump_of_geonames_gives_settlements_alone(brought):
    text = "".join("\t".join(row) + "\n" for row in GEONAMES)
    (place,), reader = read(brought("UA.txt", text))
    assert place.names == (FoundName("Kherson"), FoundName("Cherson"), FoundName("Херсон"))
    assert (place.kind, place.ids) == ("city", {"geonames": "706448"})
    assert [row.what for row in reader.left_out] == ["Old Town"]
    assert reader.notes == ["1 row of feature class H passed over"]


OSM = point({"name": "Berber", "name:ar": "بربر", "place": "town", "osm_id": 3395842948})
WOF = point({"wof:id": 421, "wof:name": "Berber", "wof:placetype": "locality", "name:ara_x_preferred": ["بربر"]})
OVERPASS = {"elements": [{"type": "node", "id": 1, "lon": 32.6, "lat": 46.6, "tags": dict(OSM["properties"])}]}
XML = (
    '<osm><node id="1" lon="32.6" lat="46.6"><tag k="place" v="town"/><tag k="name" v="Berber"/>'
    '<tag k="name:ar" v="بربر"/></node><node id="2" lon="1" lat="1"><tag k="shop" v="x"/></node></osm>'
)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"type": "FeatureCollection", "features": [OSM]}),
        json.dumps({"type": "FeatureCollection", "features": [WOF]}),
        json.dumps(OVERPASS),
        XML,
    ],
    ids=["OpenStreetMap", "Who's On First", "Overpass", ".osm"],
)
def test_features_give_name_position_and_other_names(brought, text):
    (place,), reader = read(brought("places.geojson", text))
    assert [(name.text, two_letters(name.language)) for name in place.names] == [("Berber", ""), ("بربر", "ar")]
    assert (place.lon, place.lat) == (32.6, 46.6)
    assert reader.left_out == []


def test_what_is_no_place_is_left_out_and_counted(brought):
    features = [
        point({"name": None, "place": "hamlet"}),
        point({"name": "Old quarter", "place": "suburb"}),
        point({"name": "Nowhere", "place": "town"}, 190.0),
        {"type": "Feature", "properties": {"name": "Lake"}, "geometry": None},
        point({"name": "Here", "place": "hamlet"}),
    ]
    places, reader = read(brought("x.geojson", json.dumps({"type": "FeatureCollection", "features": features})))
    assert [place.names[0].text for place in places] == ["Here"]
    assert [(row.line, row.what) for row in reader.left_out] == [(3, "Nowhere"), (4, "Lake")]
    told = ["1 feature without a name passed over", "1 feature tagged as parts of settlements passed over"]
    assert reader.notes == told


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("half.geojson", '{"type": "FeatureCollection", "features": [{"type"', "half.geojson:1:"),
        ("list.json", "[1, 2]", "no list of places"),
        ("deep.json", "[" * 100_000, "nested too deeply"),
        ("half.osm", "<osm><node id='1'>", "half.osm:1:"),
        ("latin.json", '{"features": "ş"}'.encode("cp1254"), "not UTF-8"),
        ("short.txt", "1\tA\tA\t\t1\t2\tP\tPPL\tX" + "\t" * 10 + "\n2\tB\n", "short.txt:2: 2 columns"),
    ],
)
def test_files_that_cannot_be_read_are_refused_by_line(brought, name, content, said):
    file = brought(name, content)
    with pytest.raises(ImportFailedError, match=said):
        read(file)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,lon\nA,1\n", "no column for lat"),
        ("place;wo\nA;1\n", "no column for lon"),
    ],
)
def test_a_table_without_a_position_says_which_column_is_missing(brought, text, said):
    file = brought("places.csv", text)
    with pytest.raises(DataError, match=said):
        read(file)


def test_rows_that_do_not_parse_are_left_out_one_by_one(brought):
    text = "name,lon,lat\nA,1,2\nB,east,2\nC,1,95\n,3,4\nE,5,6\n"
    places, reader = read(brought("places.csv", text))
    assert [place.names[0].text for place in places] == ["A", "E"]
    assert [row.line for row in reader.left_out] == [3, 4, 5]
    assert "'east' is not a number" in reader.left_out[0].reason


def test_the_data_file_of_an_archive_is_read(tmp_path):
    path = tmp_path / "places.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("deep/places.csv", "name,lon,lat\nA,1,2\n")
        archive.writestr("README.txt", "about")
    file = source_file.read(path)
    assert file.name == "places.zip/places.csv"
    assert [place.names[0].text for place in read(file)[0]] == ["A"]


@pytest.mark.parametrize(
    ("packing", "at"),
    [
        (zipfile.ZIP_STORED, -6),  # where the list of files begins
        (zipfile.ZIP_STORED, 30),  # a name
        (zipfile.ZIP_DEFLATED, 45),
        (zipfile.ZIP_BZIP2, 45),
        (zipfile.ZIP_LZMA, 55),
    ],
)
def test_a_damaged_archive_is_refused(tmp_path, packing, at):
    path = tmp_path / "places.zip"
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("places.csv", "name,lon,lat\n" + "".join(f"A{number},1,2\n" for number in range(99)))
    damaged = bytearray(path.read_bytes())
    damaged[at] = 0xFF
    path.write_bytes(damaged)
    with pytest.raises(ImportFailedError, match="no zip archive that can be read"):
        source_file.read(path)


def test_archives_of_several_files_too_much_and_addresses_are_refused(tmp_path, monkeypatch):
    two, large = tmp_path / "two.zip", tmp_path / "large.zip"
    for path, names in ((two, ("a.csv", "b.csv")), (large, ("a.csv",))):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.writestr(name, "0" * 200_000)
    broken = tmp_path / "broken.zip"
    broken.write_bytes(large.read_bytes()[:100])
    (tmp_path / "blank.csv").write_text("\n \n")
    monkeypatch.setattr(source_file, "MOST_BYTES", 100_000)
    expected = {
        two: "^two.zip holds 2 files",
        large: "^large.zip unpacks to 200,000 bytes",
        broken: "no zip archive that can be read",
        tmp_path / "x.tar.gz": "archive of a kind that is not opened",
        tmp_path / "none.csv": "No such file",
        tmp_path: "is a folder",
        tmp_path / "blank.csv": "blank.csv is empty",
    }
    for path, said in expected.items():
        with pytest.raises(ImportFailedError, match=said):
            source_file.read(path)
    with pytest.raises(ImportFailedError, match="save the file first"):
        source_file.read("https://example.org/places.csv")


SQUARE = [[[30, 10], [31, 10], [31, 11], [30, 11], [30, 10]]]


@pytest.mark.parametrize(
    ("properties", "id_", "names"),
    [
        (
            {"adm2_pcode": "SD07090", "adm2_name": "Abassiya", "adm2_name1": "العباسية", "lang": "en", "lang1": "ar"},
            "SD07090",
            (FoundName("Abassiya", "en"), FoundName("العباسية", "ar")),
        ),
        (
            {"ADM2_PCODE": "YE1101", "ADM2_EN": "Al Hazm", "ADM2_AR": "الحزم", "ADM1_PCODE": "YE11"},
            "YE1101",
            (FoundName("Al Hazm"), FoundName("الحزم", "ar")),
        ),
        ({"name": "Northmark"}, "d0001", (FoundName("Northmark"),)),
    ],
    ids=["COD-AB", "older COD-AB", "anybody's"],
)
def test_districts_are_known_by_their_finest_code(brought, properties, id_, names):
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": SQUARE}}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    areas, left_out = district_areas.read(brought("adm2.geojson", text))
    assert areas.ids == (id_,)
    assert areas.names[0][:1] == names[:1]
    assert set(names) <= {FoundName(name.text, name.language if name.language != "en" or "lang" in properties else "")
                          for name in areas.names[0]}  # fmt: skip
    assert areas.of([(30.5, 10.5), (29.0, 10.5)]) == [id_, ""]
    assert left_out == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("id,geonameid,name,lon,lat\n5,7e+05,A,1,2\n", {"geonames": "700000"}),
        ("geonames_id,wikidata,name,lon,lat\n706448.0,Q1,A,1,2\n", {"geonames": "706448", "wikidata": "Q1"}),
        ("geonameid,wikidata,name,lon,lat\n1.05E+07,no,A,1,2\n", {}),
        ("pcode,osm_id,name,lon,lat\nSD0101,77,A,1,2\n", {"pcode": "SD0101", "osm": "77"}),
        ("osm_id,osm_type,name,lon,lat\n77,ways_poly,A,1,2\n", {"osm": "way/77"}),
        ("id,name,lon,lat,placetype,wof_country,superseded_by\n85,A,1,2,locality,SD,\n", {"wof": "85"}),
    ],
)
def test_an_id_is_that_of_the_list_that_gave_it(brought, text, ids):
    (place,), _ = read(brought("places.csv", text))
    assert place.ids == ids


def test_who_s_on_first_tells_the_ids_of_others_and_what_it_has_replaced(brought):
    told = {"wof:id": 421, "wof:concordances": {"gn:id": 7, "wd:id": "Q8", "loc:id": "n5"}, "wof:placetype": "locality"}
    features = [
        point({**told, "wof:name": "Here", "edtf:deprecated": "uuuu", "wof:superseded_by": []}),
        point({**told, "wof:name": "Gone", "wof:superseded_by": [5]}),
    ]
    (place,), reader = read(brought("x.geojson", json.dumps({"features": features})))
    assert place.ids == {"wof": "421", "geonames": "7", "wikidata": "Q8", "loc": "n5"}
    assert [row.what for row in reader.left_out] == ["Gone"]
    assert "whosonfirst.org/docs/licenses" in reader.licence
    table = "id,name,lon,lat,placetype,wof_country,superseded_by\n85,A,1,2,locality,SD,86\n"
    places, reader = read(brought("wof.csv", table))
    assert "whosonfirst.org/docs/licenses" in reader.licence
    assert (places, [row.what for row in reader.left_out]) == ([], ["A"])


PLACES_OF_OSM = (
    (1, 32.6, 46.6, {"place": "town", "name": "Berber", "name:ar": "بربر"}),
    (2, 1.0, 1.0, {"shop": "x", "name": "No place"}),
    (3, 32.7, 46.7, {"place": "suburb", "name": "A part"}),
)


@pytest.fixture
def pbf(tmp_path):
    """The bytes of a .pbf file that pyosmium wrote: three nodes and a way."""
    path = tmp_path / "written.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        for id_, x, y, tags in PLACES_OF_OSM:
            writer.add_node(osmium.osm.mutable.Node(id=id_, location=(x, y), tags=tags))
        writer.add_way(osmium.osm.mutable.Way(id=9, nodes=[1, 2], tags={"place": "village", "name": "An outline"}))
    return path.read_bytes()


def test_a_pbf_file_is_read_by_pyosmium(brought, pbf):
    (place,), reader = read(brought("sudan.osm.pbf", pbf))
    assert [(name.text, two_letters(name.language)) for name in place.names] == [("Berber", ""), ("بربر", "ar")]
    assert (place.key, place.lon, place.lat, place.kind, place.ids) == ("node/1", 32.6, 46.6, "town", {"osm": "1"})
    assert [(row.what, row.reason) for row in reader.left_out] == [("An outline", "it has no position on the globe")]
    assert reader.notes == ["1 feature tagged as parts of settlements passed over"]


def test_without_pyosmium_a_pbf_file_says_what_would_read_it(brought, pbf, monkeypatch):
    monkeypatch.setitem(sys.modules, "osmium", None)
    with pytest.raises(ImportFailedError, match=r"x\.pbf: a \.pbf file is read by pyosmium.*pip install osmium"):
        read(brought("x.pbf", pbf))


@pytest.mark.parametrize("size", [15, 100, -20])
def test_half_a_pbf_file_is_refused(brought, pbf, size):
    with pytest.raises(ImportFailedError, match=r"half\.pbf: no \.pbf file that can be read"):
        read(brought("half.pbf", pbf[:size]))


ALTERNATES = """1\t706448\ten\tKherson City\t\t\t\t
2\t706448\tuk\tХерсон\t1\t\t\t\t\t
3\t706448\tuk\tХерсонь\t\t\t\t\t\t
4\t706448\tru\tЦюрупинськ\t1\t\t\t1\t\t1990
5\t706448\twkdt\tQ2\t\t\t\t\t\t
6\t706448\tlink\thttps://example.org\t\t\t\t\t\t
7\t5\ten\tElsewhere\t1\t\t\t\t\t
"""


def test_names_by_language_come_with_the_dump_of_geonames(brought):
    dump = "".join("\t".join(row) + "\n" for row in GEONAMES)
    places, _ = read(brought("UA.txt", dump))
    (place,) = alternate_names.read(brought("alternateNamesV2.txt", ALTERNATES), places)
    assert place.names == (
        FoundName("Херсон", "uk"), FoundName("Kherson"), FoundName("Cherson"), FoundName("Херсон"),
        FoundName("Kherson City", "en"), FoundName("Херсонь", "uk"), FoundName("Цюрупинськ", "ru", is_former=True),
    )  # fmt: skip
    assert place.ids == {"geonames": "706448", "wikidata": "Q2"}
    kinds = {row["name"]: (row["language"], row["kind"]) for row in named_rows(place.names, {"Latn": "en"}, "s")}
    assert kinds["Kherson"] == ("en", "official")
    assert kinds["Херсон"] == ("uk", "official")
    assert kinds["Цюрупинськ"] == ("ru", "former")


@pytest.mark.parametrize("text", ["1\t2\ten\n", "geonameid,name\n1,A\n", "1\tx\ten\tA\t\t\t\t\t\t\n"])
def test_a_table_that_is_no_alternate_names_is_refused(brought, text):
    with pytest.raises(ImportFailedError, match=r"names\.txt:1: \d+ columns; alternateNamesV2 has 10"):
        list(alternate_names.read(brought("names.txt", text), []))
