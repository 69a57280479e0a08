"""`karamap new`: from lists to a checked theatre, nothing lost on the way."""

import csv
import json
import os
import subprocess
from pathlib import Path

import pytest

from karamap.document.wording import credit
from karamap.importers import brought_files, countries, theatre_folder
from karamap.importers.found import LeftOut
from karamap.theatre import loader

EXAMPLE = Path(__file__).parents[2] / "examples/imagined"
PLACES = "name,lon,lat\nAshby,-28.0,-40.0\nBirch,-27.9,-40.0\nCarr,-27.8,-40.0\nDene,-27.8,-40.1\nCarr,-27.0,-40.5\n"
PARTIES = "id,name,also\nRED,Red Coast,The Reds\nBLU,Blue River,\n"


@pytest.fixture
def made(run, tmp_path):
    """Make a theatre of three texts; the result, and the folder."""

    def make(claims, *options, places=PLACES, parties=PARTIES, folder="mine"):
        for name, text in (("places", places), ("claims", claims), ("parties", parties)):
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        files = ("--places", "places.csv", "--claims", "claims.csv", "--parties", "parties.csv")
        return run("new", folder, *files, *options), tmp_path / folder

    return make


@pytest.fixture
def listed(tmp_path):
    """The folder with lists of parties and places, and the options that name them."""
    (tmp_path / "parties.csv").write_text(PARTIES)
    (tmp_path / "places.csv").write_text(PLACES)
    return "--places", "places.csv", "--parties", "parties.csv"


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def claims_of(folder):
    """Claims with the names of their places, in the order in which they count."""
    names = {row["place_id"]: row["name"] for row in rows(folder / "gazetteer/names.csv")}
    held = rows(folder / "seeds/claims.csv")
    told = [(row["valid_from"], names[row["place_id"]], row["holder"], row["stance"], row["basis"]) for row in held]
    return sorted(told)


def test_three_lists_become_a_map_of_that_war_alone(run_process, tmp_path):
    """The commands of the README, in an empty folder."""
    files = [f"--{name}={EXAMPLE / name}.csv" for name in ("places", "claims", "parties")]
    new = run_process("new", "merrow", *files, "--title", "the Isles of Merrow")
    assert new.returncode == 0, new.stderr
    assert run_process("--data", "merrow", "check").returncode == 0
    draw = new.stderr.rsplit("Draw it: karamap ", 1)[1].split()
    assert run_process(*draw).returncode == 0
    page = (tmp_path / "merrow/map.html").read_text(encoding="utf-8")
    for word in ("Karabakh", "Qarabağ", "Azerbaijan", "Şuşa"):
        assert word not in page
    assert "the Isles of Merrow" in page
    (lost,) = rows(tmp_path / "merrow/to_do/claims.csv")
    assert lost["what"] == "Nowhere-by-Sea: League, 2031-03-26"
    assert "| claims.csv |" in (tmp_path / "merrow/IMPORT.md").read_text(encoding="utf-8")


def test_what_is_said_of_a_place_decides_what_a_row_does(made):
    done, folder = made(
        "place,holder,date\nAshby,RED,2031-03-01\nAshby,The Reds,2031-03-05\nAshby,BLU,2031-03-09\nBirch,BLU,2031-03\n"
    )
    assert done.exit_code == 0, done.stderr
    assert claims_of(folder) == [
        ("2031-03-01", "Ashby", "RED", "affirms", "baseline"),
        ("2031-03-05", "Ashby", "RED", "holds", "force"),
        ("2031-03-09", "Ashby", "BLU", "affirms", "force"),
        ("2031-03-31", "Birch", "BLU", "affirms", "baseline"),
    ]
    (coarse,) = [row for row in rows(folder / "seeds/claims.csv") if row["earliest"]]
    assert (coarse["earliest"], coarse["latest"]) == ("2031-03-01", "2031-03-31")


def test_a_time_of_day_is_left_aside_and_told(made):
    done, folder = made(
        "place,holder,date\nAshby,RED,2031-03-01 14:05\nAshby,BLU,2031-03-09T06:00:00+02:00\n"
        "Birch,BLU,2031-03-09\nCarr,BLU,2031-05-01T23:30:00-05:00\n"
    )
    assert done.exit_code == 0, done.stderr
    assert [claim[:2] for claim in claims_of(folder)] == [
        ("2031-03-01", "Ashby"),
        ("2031-03-09", "Ashby"),
        ("2031-03-09", "Birch"),
    ]
    told = (folder / "IMPORT.md").read_text(encoding="utf-8")
    assert "2 cells with a time of day beside the day, which was left aside" in told
    (lost,) = rows(folder / "to_do/claims.csv")
    assert "2031-05-01 by its own clock and 2031-05-02 in UTC" in lost["reason"]


def test_a_name_without_anything_beside_it_is_told_with_the_villages_among_them(made):
    """A list of places that lacks a town may have a village of the same name."""
    places = "name,lon,lat,kind\nAshby,-28.0,-40.0,city\nBirch,-27.9,-40.0,village\nDene,-27.8,-40.1,village\n"
    claims = (
        "place,holder,date,lon,lat\nAshby,RED,2031-03-01,,\nBirch,RED,2031-03-01,,\nDene,BLU,2031-03-01,-27.8,-40.1\n"
    )
    done, folder = made(claims, places=places)
    assert done.exit_code == 0, done.stderr
    told = (folder / "IMPORT.md").read_text(encoding="utf-8")
    assert (
        "2 claims with no more of the place than its name, which one place bears; villages among these: Birch" in told
    )
    assert "Dene (" not in told


def test_a_language_is_known_by_two_letters_or_three_and_shown_if_it_names_more_than_a_few(made):
    header = "name,name_eng,name_bul,name_bg,name_fi,lon,lat"
    names = [f"Place {n},Place {n},Място {n},," + ("Paikka" if n == 1 else "") for n in range(1, 61)]
    places = "\n".join([header, *(f"{name},{n / 10 - 28:.1f},-40.0" for n, name in enumerate(names))])
    done, folder = made("place,holder,date\nPlace 1,RED,2031-03-01\n", places=f"{places}\n")
    assert done.exit_code == 0, done.stderr
    assert 'shown = ["bg", "en"]' in (folder / "gazetteer/theatre.toml").read_text(encoding="utf-8")
    assert {row["language"] for row in rows(folder / "gazetteer/names.csv")} == {"bg", "en", "fi"}


def test_words_for_how_a_place_is_held(made):
    lines = [
        "Ashby,RED,2031-03-01,holds", "Birch,RED,2031-03-01,holds", "Dene,BLU,2031-03-01,besieged",
        "Ashby,BLU,2031-03-04,took", "Ashby,RED,2031-03-06,denies", "Birch,BLU,2031-03-08,handed over",
        "Dene,RED+BLU,2031-03-09,", "Dene,contested,2031-03-12,",
    ]  # fmt: skip
    done, folder = made("place,holder,date,how\n" + "\n".join(lines) + "\n")
    assert done.exit_code == 0, done.stderr
    assert claims_of(folder) == [
        ("2031-03-01", "Ashby", "RED", "affirms", "baseline"),
        ("2031-03-01", "Birch", "RED", "affirms", "baseline"),
        ("2031-03-01", "Dene", "BLU", "affirms", "baseline"),
        ("2031-03-04", "Ashby", "BLU", "affirms", "force"),
        ("2031-03-06", "Ashby", "RED", "denies", "force"),
        ("2031-03-08", "Birch", "BLU", "affirms", "handover"),
        ("2031-03-09", "Dene", "BLU", "contested", "force"),
        ("2031-03-09", "Dene", "RED", "contested", "force"),
    ]


def test_a_row_that_cannot_be_taken_is_kept_with_its_reason(made):
    done, folder = made(
        "place,holder,date,how\nAshby,RED,2031-03-01,\nCarr,RED,2031-03-01,\nAshbourne,RED,2031-03-02,\nBirch,GRN,2031-03-01,\n"
        "Birch,RED,03/04/2031,\nBirch,RED,2031-03-01,liked\nDene,,2031-03-01,\nDene,disputed,2031-03-02,\n"
        "Dene,RED+BLU,2031-03-05,\nDene,+,2031-03-06,\n"
    )
    assert done.exit_code == 0, done.stderr
    lost = {(row["line"], row["what"].split(":")[0]): row["reason"] for row in rows(folder / "to_do/claims.csv")}
    assert len(lost) == 8
    assert "2 places bear this name" in lost["3", "Carr"]
    assert "may be 2031-04-03 or 2031-03-04" in lost["6", ""]
    assert "'liked' is no word" in lost["7", ""]
    assert "no party is called 'GRN'" in lost["5", "Birch"]
    assert "empty" in lost["8", ""]
    assert lost["10", "Dene"] == "said before, and nothing since: BLU and RED are there"
    assert lost["11", "Dene"] == "no party is named"
    assert ("4", "Ashbourne") in lost
    assert loader.problems(folder) == []


def test_lists_are_read_as_spreadsheets_write_them(run, tmp_path):
    places = "\ufeffLAT;Town;LNG\r\n-40,0;Ågo\u00a0 Bay;-28,0\r\n\r\n;;\r\n-40,1;Birch;-28,1\r\n"
    claims = "sep=;\r\nDate;Holder;Place\r\n1–9 March 2031;\u00a0RED;A\u030ago Bay\r\n2031-02;RED;Birch\r\n"
    (tmp_path / "places.csv").write_bytes(places.encode())
    (tmp_path / "claims.csv").write_bytes(claims.encode("utf-16"))
    (tmp_path / "parties.csv").write_bytes(b"name|id\r\nRed|RED\r\nBlue|BLU\r\n")
    files = [word for name in ("places", "claims", "parties") for word in (f"--{name}", f"{name}.csv")]
    done = run("new", "mine", *files)
    assert done.exit_code == 0, done.stderr
    assert claims_of(tmp_path / "mine") == [
        ("2031-02-28", "Birch", "RED", "affirms", "baseline"),
        ("2031-03-09", "Ågo Bay", "RED", "affirms", "baseline"),
    ]
    bounds = {(row["earliest"], row["latest"]) for row in rows(tmp_path / "mine/seeds/claims.csv")}
    assert bounds == {("2031-02-01", "2031-02-28"), ("2031-03-01", "2031-03-09")}
    for told in ("places.csv: a semicolon parts the cells", "2 blank rows passed over", "claims.csv: read as UTF-16"):
        assert told in done.stderr


def test_what_a_spreadsheet_would_reckon_is_guarded_where_it_is_left_out(made):
    done, folder = made(
        'place,holder,date\nAshby,RED,2031-03-01\n=HYPERLINK(A1),RED,2031-03-01\n"Ashby",=GRN(),2031-03-01\n'
    )
    assert done.exit_code == 0, done.stderr
    text = (folder / "to_do/claims.csv").read_text(encoding="utf-8")
    assert "'=HYPERLINK(A1): RED, 2031-03-01" in text
    assert ",=" not in text
    table = theatre_folder.to_do_table([LeftOut("a.csv", 1, "one\r=1+1", "odd")])
    assert '"one\r=1+1"' in table


def test_a_position_tells_namesakes_apart_and_contradicts_others(made):
    done, folder = made("place,holder,date,lon,lat\nCarr,RED,2031-03-01,-27.01,-40.5\nAshby,RED,2031-03-01,-20,-40\n")
    assert done.exit_code == 0, done.stderr
    (claim,) = rows(folder / "seeds/claims.csv")
    where = {row["id"]: row["lon"] for row in rows(folder / "gazetteer/places.csv")}
    assert where[claim["place_id"]] == "-27"
    (lost,) = rows(folder / "to_do/claims.csv")
    assert "km from the position" in lost["reason"]


BY_ID = "osm_id,pcode,geonameid,name,lon,lat\n7,XX01,5,Ashby,-28,-40\n5,XX02,,Birch,-27.9,-40\n"


@pytest.mark.parametrize(
    ("header", "identifier", "name"),
    [
        ("geonameid", "5", "Ashby"),
        ("osm_id", "5", "Birch"),
        ("pcode", "XX02", "Birch"),
        ("geonameid", "7", None),
        ("wikidata", "Q7", None),
    ],
)
def test_a_place_is_meant_by_the_id_of_whoever_gave_it(made, header, identifier, name):
    claims = f"place_id,{header},holder,date\ngn5,,RED,2031-03-01\n,{identifier},BLU,2031-03-02\n"
    done, folder = made(claims, places=BY_ID)
    assert done.exit_code == 0, done.stderr
    assert [row[1] for row in claims_of(folder)[1:]] == ([name] if name else [])
    kept = {(row["authority"], row["identifier"]) for row in rows(folder / "gazetteer/concordances.csv")}
    assert kept == {("osm", "7"), ("osm", "5"), ("pcode", "XX01"), ("pcode", "XX02")}
    if name is None:
        (lost,) = rows(folder / "to_do/claims.csv")
        assert "no place has the id" in lost["reason"]


def test_where_places_have_no_such_ids_the_name_beside_one_does(made):
    done, folder = made("geonameid,name,holder,date\n706448,Ashby,RED,2031-03-01\n")
    assert done.exit_code == 0, done.stderr
    assert [row[1] for row in claims_of(folder)] == ["Ashby"]


def test_a_column_a_day_gives_a_claim_where_the_value_changes(made):
    done, folder = made(
        "name,2031-03-01,2031-03-05,ctr_20310309120000\nAshby,RED,RED,BLU\nBirch,BLU,,CONTESTED\nDene,RED,BLU,BLU\n"
    )
    assert done.exit_code == 0, done.stderr
    assert claims_of(folder) == [
        ("2031-03-01", "Ashby", "RED", "affirms", "baseline"),
        ("2031-03-01", "Birch", "BLU", "affirms", "baseline"),
        ("2031-03-01", "Dene", "RED", "affirms", "baseline"),
        ("2031-03-05", "Dene", "BLU", "affirms", "force"),
        ("2031-03-09", "Ashby", "BLU", "affirms", "force"),
        ("2031-03-09", "Birch", "BLU", "contested", "force"),
        ("2031-03-09", "Birch", "RED", "contested", "force"),
    ]
    bounds = {(row["valid_from"], row["earliest"]) for row in rows(folder / "seeds/claims.csv") if row["earliest"]}
    assert bounds == {("2031-03-05", "2031-03-02"), ("2031-03-09", "2031-03-06")}


VERSIONS = {
    "2031-03-01": "Name,Held by,Lat,Lon\nAshby,RED,-40.0,-28.0\nBirch,RED,-40.0,-27.9\n",
    "2031-03-08": "Name,Held by,As of,Lat,Lon\nAshby,BLU,5 March 2031,-40.0,-28.0\nBirch,RED,,-40.0,-27.9\n",
    "2031-03-15": "Name,Held by,Lat,Lon\nAshby,BLU,-40.0,-28.0\nBirch,BLU,-40.0,-27.9\nDene,BLU,-40.1,-27.8\n",
}
KNOWN = [
    ("2031-03-01", "Ashby", "RED", "2031-03-01"),
    ("2031-03-01", "Birch", "RED", "2031-03-01"),
    ("2031-03-05", "Ashby", "BLU", "2031-03-08"),
    ("2031-03-15", "Birch", "BLU", "2031-03-15"),
    ("2031-03-15", "Dene", "BLU", "2031-03-15"),
]


def known_of(folder):
    names = {row["place_id"]: row["name"] for row in rows(folder / "gazetteer/names.csv")}
    held = rows(folder / "seeds/claims.csv")
    return sorted((row["valid_from"], names[row["place_id"]], row["holder"], row["reported_on"]) for row in held)


def test_versions_of_a_list_are_what_was_known_on_their_days(run, tmp_path, listed):
    for day, text in VERSIONS.items():
        (tmp_path / f"towns_{day}.csv").write_text(text)
    done = run("new", "mine", "--versions", "towns_*.csv", *listed[2:])
    assert done.exit_code == 0, done.stderr
    assert known_of(tmp_path / "mine") == KNOWN
    note = (tmp_path / "mine/IMPORT.md").read_text(encoding="utf-8")
    assert note.count("'Held by' holder") == 1
    assert "towns_2031-03-01.csv: 'Name' place" in note


def test_a_history_in_git_gives_the_same(run, tmp_path, listed):
    repository = tmp_path / "kept"
    repository.mkdir()
    identity = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull,
                "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}  # fmt: skip

    def git(*words, **more):
        environment = {**os.environ, **identity, **more}
        subprocess.run(["git", *words], cwd=repository, env=environment, check=True, capture_output=True)

    git("init", "-q")
    for day, text in VERSIONS.items():
        for draft in ("Name,Held by\n", text):  # the last version of a day counts
            (repository / "towns.csv").write_text(draft)
            git("add", "towns.csv")
            hour = 9 if draft != text else 15
            git("commit", "-qm", "x", GIT_COMMITTER_DATE=f"{day}T{hour:02}:00:00Z", GIT_AUTHOR_DATE=f"{day}T08:00:00Z")
    done = run("new", "mine", "--git-history", "kept", "towns.csv", *listed[2:])
    assert done.exit_code == 0, done.stderr
    assert known_of(tmp_path / "mine") == KNOWN
    done = run("new", "other", "--git-history", "kept", "none.csv", *listed[2:])
    assert done.exit_code == 1
    assert "no version of none.csv" in done.stderr


def square_of(west, east, **properties):
    ring = [[west, -40.05], [east, -40.05], [east, -39.95], [west, -39.95], [west, -40.05]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_areas_that_do_not_tell_their_holder_are_nobodys_unless_it_is_said(run, tmp_path, listed):
    """What lies in such an area is not outside: a map would be wrong in all that it shows."""
    nameless = square_of(-28.1, -27.95)
    held = square_of(-27.95, -27.85, holder="RED")
    options = ("new", "mine", *listed, "--versions", "areas_*.geojson", "--outside", "BLU")
    path = tmp_path / "areas_20310301.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [nameless]}))
    done = run(*options)
    assert done.exit_code == 1
    assert "areas_20310301.geojson: no area tells its holder in a property (holder, party, status" in done.stderr
    assert "say who holds them by --inside PARTY" in done.stderr
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [nameless, held]}))
    done = run(*options)
    assert done.exit_code == 0, done.stderr
    first = {(row[1], row[2]) for row in known_of(tmp_path / "mine")}
    assert ("Birch", "RED") in first
    assert "Ashby" not in {name for name, _ in first}
    (row,) = rows(tmp_path / "mine/to_do/claims.csv")
    assert (row["line"], row["reason"]) == ("1", "nothing tells its holder")
    done = run("new", "other", *options[2:], "--inside", "RED")
    assert done.exit_code == 0, done.stderr
    assert {("Ashby", "RED"), ("Birch", "RED")} <= {(row[1], row[2]) for row in known_of(tmp_path / "other")}


def test_an_area_means_the_place_at_that_very_spot_though_a_namesake_lies_near(run, tmp_path):
    (tmp_path / "p.csv").write_text("id,name\nRED,Red\nBLU,Blue\n")
    (tmp_path / "places.csv").write_text("name,lon,lat\nAshby,-28.0,-40.0\nAshby,-27.996,-40.0\n")
    area = square_of(-28.1, -27.998, holder="RED")
    (tmp_path / "areas_20310301.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [area]}))
    files = ("--places", "places.csv", "--parties", "p.csv", "--versions", "areas_*.geojson")
    done = run("new", "mine", *files, "--outside", "BLU")
    assert done.exit_code == 0, done.stderr
    lon = {row["id"]: row["lon"] for row in rows(tmp_path / "mine/gazetteer/places.csv")}
    claims = rows(tmp_path / "mine/seeds/claims.csv")
    assert {(lon[row["place_id"]], row["holder"]) for row in claims} == {("-28", "RED"), ("-27.996", "BLU")}


def test_areas_in_versions_hold_the_places_inside(run, tmp_path, listed):
    for day, east in (("20310301", -27.95), ("20310302", -27.85)):
        ring = [[-28.1, -40.05], [east, -40.05], [east, -39.95], [-28.1, -39.95], [-28.1, -40.05]]
        area = {
            "type": "Feature",
            "properties": {"status": "RED"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        text = json.dumps({"type": "FeatureCollection", "features": [area]})
        (tmp_path / f"areas_{day}.geojson").write_text(text)
    done = run("new", "mine", *listed, "--versions", "areas_*.geojson", "--outside", "BLU")
    assert done.exit_code == 0, done.stderr
    told = known_of(tmp_path / "mine")
    assert [row for row in told if row[1] == "Birch"] == [
        ("2031-03-01", "Birch", "BLU", "2031-03-01"),
        ("2031-03-02", "Birch", "RED", "2031-03-02"),
    ]
    assert [row[2] for row in told if row[1] == "Ashby"] == ["RED"]


MODULE = """return {
-- a comment with { lat = "1", long = "1", mark = "x" }
{ lat = "-40.0", long = "-28.0", mark = "Red dot.svg", label = "[[Ashby (Merrow)|Ashby]]" },
{ lat = "-40.0", long = "-27.9", mark = "Two.gif", label = "Birch", label_size = "0" },
{ lat = "-40.1", long = "-27.8", mark = "Airport.svg", label = "Dene" },
{ lat = "-40.1", long = "-27.8", mark = "Airport.svg" },
{ lat = "-40.1", long = "-27.8", mark = "Flag.svg", label = "A base" },
{ lat = "-400", long = "-27.0", mark = "Red_dot.svg", label = "Carr {{flag}} -- south" },
{ lat = "-40.5", long = "-27.0", mark = "Map-ctl2-red+blue.svg", label = "Carr" },
caption = [=['''Hold "the cursor" {{over}} -- it''']=]
}"""


def test_marks_of_a_detailed_map_are_known_by_a_table(run, tmp_path, listed):
    (tmp_path / "map_2031-03-01.lua").write_text(MODULE)
    (tmp_path / "marks.csv").write_text(
        "mark,party\nRed dot.svg,RED\nTwo.gif,RED+BLU\nred,RED\nblue,BLU\nFlag.svg,none\n"
    )
    done = run("new", "mine", *listed, "--actors", "marks.csv", "--versions", "map_*.lua")
    assert done.exit_code == 0, done.stderr
    told = [row[:4] for row in claims_of(tmp_path / "mine")]
    assert told == [
        ("2031-03-01", "Ashby", "RED", "affirms"),
        ("2031-03-01", "Birch", "BLU", "contested"),
        ("2031-03-01", "Birch", "RED", "contested"),
        ("2031-03-01", "Carr", "BLU", "contested"),
        ("2031-03-01", "Carr", "RED", "contested"),
    ]
    airport, south = rows(tmp_path / "mine/to_do/claims.csv")
    assert airport["reason"] == "no party for the mark 'Airport.svg'"
    assert (south["line"], south["what"]) == ("8", "Carr flag -- south")
    assert "-400" in south["reason"]
    assert "1 mark without a label passed over" in done.stderr


EVENTS = (
    "event_id_cnty,event_date,time_precision,sub_event_type,actor1,location,latitude,longitude,geo_precision,source,notes\n"
    "X1,2031-03-01,1,Government regains territory,Army of Red Coast,Ashby,-40.0,-28.0,1,A Paper,SECRET WORDS\n"
    "X2,2031-03-09,3,Non-state actor overtakes territory,Blue Army,Birch,-40.0,-27.9,1,A Paper,SECRET WORDS\n"
    "X3,2031-03-09,1,Armed clash,Blue Army,Birch,-40.0,-27.9,1,A Paper,SECRET WORDS\n"
    "X4,2031-03-09,1,Government regains territory,Nobody known,Dene,-40.1,-27.8,1,A Paper,SECRET WORDS\n"
    "X5,2031-03-09,1,Government regains territory,Blue Army,Dene,-40.1,-27.8,3,A Paper,SECRET WORDS\n"
)


def test_events_in_which_a_place_changes_hands_become_claims_and_no_row_is_passed_on(run, tmp_path, listed):
    (tmp_path / "events.csv").write_text(EVENTS)
    (tmp_path / "actors.csv").write_text("actor,party\nArmy of Red Coast,RED\nBlue Army,BLU\n")
    done = run("new", "mine", *listed, "--actors", "actors.csv", "--claims", "events.csv")
    assert done.exit_code == 0, done.stderr
    folder = tmp_path / "mine"
    assert [row[:3] for row in claims_of(folder)] == [("2031-03-01", "Ashby", "RED"), ("2031-03-31", "Birch", "BLU")]
    assert [row["what"] for row in rows(folder / "to_do/claims.csv")] == ["X4", "X5"]
    written = [path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.suffix in (".csv", ".md")]
    assert not any("SECRET" in text or "Armed clash" in text for text in written)


def test_a_second_import_keeps_what_was_edited_by_hand(made, run):
    _, folder = made("place,holder,date\nAshby,RED,2031-03-01\nBirch,RED,2031-03-01\n")
    names = folder / "gazetteer/names.csv"
    names.write_text(names.read_text().replace("Birch", "Birchwood"))
    settings = folder / "gazetteer/theatre.toml"
    settings.write_text(settings.read_text().replace("mine", "My theatre").replace("places", "My theatre"))
    claims = folder / "seeds/claims.csv"
    kept = [line for line in claims.read_text().splitlines() if "Ashby" not in line]
    assert len(kept) == 3
    done, _ = made("place,holder,date\nAshby,BLU,2031-03-01\nBirch,RED,2031-03-01\nDene,BLU,2031-03-02\n", "--update")
    assert done.exit_code == 0, done.stderr
    assert "rows edited by hand kept" in done.stderr
    assert "Birchwood" in names.read_text()
    assert "My theatre" in settings.read_text()
    assert {(row[1], row[2]) for row in claims_of(folder)} == {("Ashby", "BLU"), ("Birchwood", "RED"), ("Dene", "BLU")}
    assert loader.problems(folder) == []
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    made("place,holder,date\nAshby,BLU,2031-03-01\nBirch,RED,2031-03-01\nDene,BLU,2031-03-02\n", "--update")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(("lon", "is_land"), [(30.0, True), (-28.0, False)])
def test_borders_that_come_along_are_credited(made, lon, is_land):
    claims = "place,holder,date\nAshby,RED,2031-03-01\n"
    _, folder = made(claims, places=f"name,lon,lat\nAshby,{lon},14\nBirch,{lon + 0.1},14\n")
    assert (folder / "gazetteer/borders.geojson").exists() == is_land
    told = "Borders: Natural Earth 4.1.0, 1:50m Admin 0 countries, lines as held and not by law (public domain)"
    assert (told in credit(loader.load(folder))) == is_land
    ids = [row["id"] for row in rows(folder / "gazetteer/sources.csv")]
    assert (countries.DATASET["id"] in ids) == is_land


def test_an_import_twice_gives_the_same_bytes(made):
    claims = "place,holder,date\nAshby,RED,2031-03-01\nBirch,BLU,2031-03\n"
    contents = []
    for name in ("one", "two"):
        _, folder = made(claims, "--title", "Isles", folder=name)
        contents.append(
            {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        )
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    ("claims", "options", "said"),
    [
        ("place,holder\nAshby,RED\n", (), "no column for date"),
        ("holder,date\nRED,2031-03-01\n", (), "no column names the place"),
        ("place,holder,date\nNowhere,RED,2031-03-01\n", (), "of 1 claim none could be taken"),
        ("", (), "claims.csv is empty"),
        ("place,holder,date\nAshby,RED,2031-03-01\n", ("--bbox", "1,2,3,4"), "no place with a name and a position"),
        ("place,holder,date\nAshby,RED,2031-03-01\n", ("--bbox", "4,2,3,4"), "west before east"),
        ("place,holder,date\nAshby,RED,2031-03-01\n", ("--bbox", "1,2,3,400"), "north 400 is off the globe"),
        ("place,holder,date\nAshby,RED,2031-03-01\n", ("--update",), "was not made by an import"),
        ("place,holder,date\nAshby,RED,2031-03-01\n", ("--claims", "https://example.org/x.csv"), "save the file first"),
        ("place,holder,date\nAshby,RED,2031-03-01\n", ("--versions", "none_*.csv"), "no file is called none_*.csv"),
    ],
)
def test_what_makes_no_theatre_is_refused_and_leaves_nothing(made, claims, options, said):
    done, folder = made(claims, *options)
    assert done.exit_code in (1, 2)
    assert said in " ".join(done.stderr.split())
    assert not folder.exists()


def test_places_of_one_id_or_outside_the_frame_are_told(made):
    places = "id,name,lon,lat\na,Ashby,-28,-40\na,Birch,-27.9,-40\n,Carr,-28.1,-40\n,Carr,-28.1,-40.001\nd,Far,1,2\n"
    claims = "place,holder,date\nAshby,RED,2031-03-01\n"
    done, folder = made(claims, "--bbox", "-29,-41,-27,-39", places=places)
    assert done.exit_code == 0, done.stderr
    assert sorted(row["lat"] for row in rows(folder / "gazetteer/places.csv")) == ["-40", "-40", "-40.001"]
    (lost,) = rows(folder / "to_do/places.csv")
    assert (lost["line"], lost["what"]) == ("3", "Birch")
    assert lost["reason"] == "the id a is there already, that of Ashby (line 2)"
    assert "places.csv: 1 place outside the frame passed over" in done.stderr


@pytest.mark.parametrize(
    ("bound", "said"), [("MOST_PLACES", "places.csv:5: more than"), ("MOST_CLAIMS", "claims.csv:5")]
)
def test_more_than_a_theatre_holds_is_refused_at_the_line(made, monkeypatch, bound, said):
    monkeypatch.setattr(brought_files, bound, 3)
    claims = "place,holder,date\n" + "".join(f"Ashby,RED,2031-03-0{day}\n" for day in range(1, 9))
    done, folder = made(claims)
    assert done.exit_code == 1
    assert said in done.stderr and "which no theatre holds" in done.stderr
    assert not folder.exists()


def test_a_folder_with_tables_is_left_alone(made):
    claims = "place,holder,date\nAshby,RED,2031-03-01\n"
    _, folder = made(claims)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done, _ = made(claims)
    assert done.exit_code == 1
    assert "has tables already" in done.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_parties_may_have_names_alone(made):
    claims = "place,holder,date\nAshby,Red Coast,2031-03-01\nBirch,الساحل,2031-03-02\n"
    done, folder = made(claims, parties="Party,Colour\nRed Coast,\nالساحل,#aa0000\n")
    assert done.exit_code == 0, done.stderr
    told = [(row["id"], row["name"]) for row in rows(folder / "seeds/parties.csv")]
    assert sorted(told) == [("P3", "الساحل"), ("Red-Coast", "Red Coast")]


@pytest.mark.parametrize(
    "parties", ["id,name\n", "id,name\nRED,Red\nRED,Red again\n", "colour\n#aa0000\n", "id,name\nnone,Nobody\n"]
)
def test_parties_that_are_none_are_refused(made, parties):
    done, folder = made("place,holder,date\nAshby,RED,2031-03-01\n", parties=parties)
    assert done.exit_code == 1
    assert "parties.csv" in done.stderr
    assert not folder.exists()


def test_places_may_come_from_several_files_each_a_data_set_of_its_own(made, tmp_path):
    (tmp_path / "more.csv").write_text("name,lon,lat\nElm,-27.5,-40.2\nAshby,-28.0,-40.0\n", encoding="utf-8")
    done, folder = made("place,holder,date\nElm,RED,2031-03-01\nAshby,BLU,2031-03-01\n", "--places", "more.csv")
    assert done.exit_code == 0, done.stderr
    names = {row["name"]: row for row in rows(folder / "gazetteer/names.csv")}
    assert (names["Elm"]["source_id"], names["Ashby"]["source_id"]) == ("places.2", "places")
    titles = {row["id"]: row["title"].split(",")[0] for row in rows(folder / "gazetteer/sources.csv")}
    assert (titles["places"], titles["places.2"]) == ("places.csv", "more.csv")
    assert len(claims_of(folder)) == 2


def test_countries_are_named_in_the_languages_of_the_page(made):
    done, folder = made("name,holder,date\nAshby,RED,2031-03-01\n", places="name,lon,lat\nAshby,30.5,12.5\n")
    assert done.exit_code == 0, done.stderr
    told = {(row["key"], row["language"]): row["text"] for row in rows(folder / "gazetteer/texts.csv")}
    assert told["country.SD", "ar"] == "السودان"
    assert told["country.SD", "ru"] == "Судан"
    assert ("country.SD", "az") not in told, "the same as in English"
    edited = (folder / "gazetteer/texts.csv").read_text(encoding="utf-8").replace("Судан\n", "Республика Судан\n")
    (folder / "gazetteer/texts.csv").write_text(edited, encoding="utf-8")
    done, _ = made("name,holder,date\nAshby,RED,2031-03-01\n", "--update", places="name,lon,lat\nAshby,30.5,12.5\n")
    assert done.exit_code == 0, done.stderr
    assert "Республика Судан" in (folder / "gazetteer/texts.csv").read_text(encoding="utf-8"), "edited by hand"
