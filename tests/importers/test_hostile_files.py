"""Whatever stands in a file of somebody's, an import ends in a message about it or keeps what it could not take."""

import json

import pytest

PLACES = "name,name:uk,lon,lat\nAshby,Ешбі,-28.0,-40.0\nBirch,Бірч,-27.9,-40.0\nDene,Діна,-27.8,-40.1\n"
CLAIMS = "place,holder,date,note\nAshby,RED,2031-03-01,à\nBirch,BLU,2031-03-02,é\nDene,BLU,2031-03-03,ü\n"
PARTIES = "id,name\nRED,Réd\nBLU,Blüe\n"
ACTORS = "actor,party\nArmy of Réd,RED\nRéd.svg,RED\n"


def feature(properties, geometry):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def point(x, y, **properties):
    return feature(properties, {"type": "Point", "coordinates": [x, y]})


def square(**properties):
    ring = [[-28.1, -40.2], [-27.7, -40.2], [-27.7, -39.9], [-28.1, -39.9], [-28.1, -40.2]]
    return feature(properties, {"type": "Polygon", "coordinates": [ring]})


def dump(id_, name, others, x, y):
    return "\t".join([str(id_), name, name, others, str(y), str(x), "P", "PPL", *[""] * 6, "0", "", "", "", ""]) + "\n"


def node(id_, x, y, **tags):
    return {"type": "node", "id": id_, "lon": x, "lat": y, "tags": tags}


WOF = {"wof:id": 1, "wof:name": "Ashby", "name:ukr_x_preferred": ["Ешбі"]}

TAGS = {"name": "Ashby", "name:uk": "Ешбі", "place": "town"}

DUMP = dump(1, "Ashby", "Ешбі", -28, -40) + dump(2, "Birch", "", -27.9, -40) + dump(3, "Dene", "", -27.8, -40.1)

FILES = {
    "places.csv": ("--places", PLACES),
    "dump.txt": ("--places", DUMP),
    "points.geojson": ("--places", collection(point(-28, -40, name="Ashby"), point(-27.8, -40, name="Dené"))),
    "wof.geojson": ("--places", collection(point(-28, -40, **WOF))),
    "overpass.json": ("--places", json.dumps({"elements": [node(1, -28, -40, **TAGS)]}, ensure_ascii=False)),
    "places.osm": (
        "--places",
        '<osm><node id="1" lon="-28" lat="-40"><tag k="place" v="town"/><tag k="name" v="Ashby"/></node>'
        '<node id="2" lon="-28" lat="-40.1"><tag k="place" v="town"/><tag k="name" v="Ашбы"/></node></osm>',
    ),
    "own.csv": ("--claims", CLAIMS.replace("à", "ààà")),
    "wide.csv": ("--claims", "name,2031-03-01,2031-03-05\nAshby,RED,BLU\nBirch,RED,Réd\nDene,BLU,BLU\n"),
    "viina.csv": (
        "--claims",
        "name,date,status_wiki,status_boost,status\nAshby,20310301,,,RED\nAshby,20310302,,,Réd\nDene,20310302,,,RED\n",
    ),
    "acled.csv": (
        "--claims",
        "event_id_cnty,event_date,sub_event_type,actor1,location,notes\n"
        "X1,2031-03-01,Government regains territory,Army of Réd,Ashby,à\n",
    ),
    "ged.csv": (
        "--claims",
        "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,date_start,date_end\n"
        "1,1,Réd,Blüe,1,Ashby,2031-03-01,2031-03-01\n",
    ),
    "v_2031-03-01.csv": ("--versions", "Name,Held by,Lat,Lon\nAshby,Réd,-40.0,-28.0\n"),
    "v_2031-03-01.geojson": ("--versions", collection(square(status="RED", title="Réd"))),
    "v_2031-03-01.lua": (
        "--versions",
        'return {\n{ lat = "-40.0", long = "-28.0", mark = "Réd.svg", label = "Ashby" },\n}\n',
    ),
    "parties.csv": ("--parties", PARTIES),
    "actors.csv": ("--actors", ACTORS),
    "adm2.geojson": ("--districts", collection(square(adm2_pcode="XX01", adm2_name="Nörth"))),
    "names.txt": ("--alternate-names", "1\t1\tuk\tЕшбі\t1\t\t\t\t\t\n2\t2\ten\tBirch\t\t\t\t\t\t\n"),
}
"""A file of each format as it should be, and the option that it is given by."""

DAMAGES = {
    "half": lambda content: content[: len(content) // 2],
    "cut in the last row": lambda content: content[:-4],
    "another encoding": lambda content: content.decode().encode("cp1251", errors="replace") + b"\xff\xe0\xe9",
    "UTF-16 without a mark": lambda content: content.decode().encode("utf-16-le"),
    "other columns": lambda content: b"a,b,c,d\n" + content.split(b"\n", 1)[-1],
    "other properties": lambda content: content.replace(b"name", b"nome").replace(b"status", b"state"),
    "a header alone": lambda content: content.split(b"\n", 1)[0] + b"\n",
    "blanks": lambda _: b"\n \n\n",
    "bytes by lot": lambda _: bytes((at * 89 + at // 7) % 256 for at in range(5_000)),
    "a page": lambda _: b"<!DOCTYPE html><html><body><p>Not found</body></html>",
    "an endless line": lambda content: content.replace(b"\n", b" ") * 3_000,
    "numbers beyond all": lambda content: content.replace(b"-40", b"-4e999").replace(b"2031", b"99999"),
    "nulls": lambda _: b'{"features": [null, 1, [], {"geometry": null, "properties": null}, {"tags": 1}]}',
    "nesting": lambda _: b'{"features":' + b"[" * 100_000,
}
"""What can be wrong with a file."""

NO_HEADER = {"dump.txt", "names.txt"}


@pytest.fixture
def bring(run, tmp_path):
    """Make a theatre in which one file is as it is given and all others are whole; the result and the folder."""
    for name, text in (("places.csv", PLACES), ("claims.csv", CLAIMS), ("parties.csv", PARTIES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "actors.csv").write_text(ACTORS, encoding="utf-8")
    (tmp_path / "dump.csv").write_text(DUMP, encoding="utf-8")

    def call(option, name, content, folder="mine"):
        path = tmp_path / f"for-{folder}" / name
        path.parent.mkdir()
        path.write_bytes(content)
        options = {"--places": "places.csv", "--parties": "parties.csv", "--actors": "actors.csv"}
        if option == "--alternate-names":
            options["--places"] = "dump.csv"
        options[option] = path
        words = [str(word) for pair in options.items() for word in pair]
        return run("new", folder, "--claims", "claims.csv", *words), tmp_path / folder

    return call


def taken(folder):
    """What an import took, without the names of files."""
    paths = ("gazetteer/names.csv", "gazetteer/districts.csv", "seeds/claims.csv", "seeds/events.csv")
    return [(folder / path).read_text(encoding="utf-8") for path in paths if (folder / path).exists()]


@pytest.mark.parametrize(("name", "option", "text"), [(name, *given) for name, given in FILES.items()], ids=FILES)
def test_a_file_is_taken_or_ends_in_a_message_about_it(bring, name, option, text):
    whole, folder = bring(option, name, text.encode())
    assert whole.exit_code == 0, whole.stderr
    expected = taken(folder)
    for number, (damage, spoil) in enumerate(DAMAGES.items()):
        if damage == "a header alone" and name in NO_HEADER:
            continue
        done, folder = bring(option, name, spoil(text.encode()), f"mine{number}")
        said = f"{name}, {damage}: {done.stderr}"
        assert done.exception is None or isinstance(done.exception, SystemExit), said
        assert "Traceback" not in said
        if done.exit_code:
            assert done.exit_code == 1, said
            assert name in done.stderr, said
            assert not folder.exists()
        else:
            rows_left = "".join(path.read_text(encoding="utf-8") for path in folder.glob("to_do/*.csv"))
            assert name in done.stderr + rows_left or taken(folder) == expected, said
