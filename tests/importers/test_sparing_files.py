"""Files that bring little: one that is its own gazetteer, headers in other languages, what is told of what lacks."""

import csv
from pathlib import Path

import pytest

from karamap.importers import claim_tables, coarse_days, event_tables, list_words, parties, place_tables, violent_events
from karamap.importers.columns import key_of
from karamap.names.spellings import fold
from karamap.tables import written_days
from karamap.theatre import loader

PARTIES = "id,name\nRED,Red Coast\nBLU,Blue River\n"
MARKS = "mark,party\nred,RED\nblue,BLU\nMap-arc.svg,none\n"
MODULE = """return { marks = {
{ lat = "-40.0", long = "-28.0", mark = "Location dot red.svg", label = "[[Ashby (Merrow)|Ashby]]" },
{ lat = "-40.0", long = "-28.0", mark = "Location dot red.svg", label = "[[Ashby (Merrow)|Ashby]]" },
{ lat = "-40.0", long = "-27.9", mark = "Map-ctl2-red+blue.svg", label = "Birch" },
{ lat = "-40.1", long = "-27.8", mark = "Map-arc.svg", label = "Siege of Birch" },
{ lat = "-40.1", long = "-27.7", mark = "Pass.svg", label = "A pass" },
} }
"""
GED = (
    "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_2,latitude,longitude,date_start,date_end\n"
    "1,1,Red,Blue,1,Ashby town,North district,-40.0,-28.0,2031-03-01 00:00:00.000,2031-03-01 00:00:00.000\n"
    "2,1,Red,Blue,1,Ashby town,North district,-40.001,-28.0,2031-03-02 00:00:00.000,2031-03-03 00:00:00.000\n"
    "3,1,Red,Blue,2,Birch village,North district,-40.0,-27.9,2031-03-02,2031-03-02\n"
    "4,1,Red,Blue,4,North province,,-40.5,-27.9,2031-03-02,2031-03-02\n"
)


@pytest.fixture
def new(run, tmp_path):
    """Make a theatre of files by their names; the result and the folder."""

    def make(options, **texts):
        for name, text in texts.items():
            stem, _, ending = name.rpartition("_")
            (tmp_path / f"{stem}.{ending}").write_text(text, encoding="utf-8")
        return run("new", "mine", *options.split()), tmp_path / "mine"

    return make


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_detailed_map_alone_makes_a_theatre_of_the_places_that_somebody_holds(new, tmp_path):
    (tmp_path / "map_2031-03-01.lua").write_text(MODULE)
    done, folder = new("--parties p.csv --actors m.csv --versions map_*.lua", p_csv=PARTIES, m_csv=MARKS)
    assert done.exit_code == 0, done.stderr
    assert sorted(row["name"] for row in rows(folder / "gazetteer/names.csv")) == ["Ashby", "Birch"]
    held = [(row["holder"], row["stance"]) for row in rows(folder / "seeds/claims.csv")]
    assert sorted(held) == [("BLU", "contested"), ("RED", "affirms"), ("RED", "contested")]
    assert [row["reason"] for row in rows(folder / "to_do/claims.csv")] == ["no party for the mark 'Pass.svg'"]
    assert "CC BY-SA 4.0" in (folder / "gazetteer/sources.csv").read_text()
    assert loader.problems(folder) == []


def test_pictures_that_stand_for_nobody_are_named_with_their_number(new, tmp_path):
    (tmp_path / "map_2031-03-01.lua").write_text(MODULE)
    done, folder = new("--parties p.csv --versions map_*.lua", p_csv=PARTIES)
    assert done.exit_code == 1
    assert "by --actors FILE (columns mark, party); it has 'Location dot red.svg' (2 marks)," in done.stderr
    assert not folder.exists()


def test_a_detailed_map_without_a_day_says_how_to_give_one(new):
    done, folder = new("--parties p.csv --actors m.csv --claims map.lua", p_csv=PARTIES, m_csv=MARKS, map_lua=MODULE)
    assert done.exit_code == 1
    assert "map.lua: a module of a detailed map tells no day: give it by --versions" in done.stderr
    assert not folder.exists()


@pytest.mark.parametrize("places", ["", "--places ged.csv "])
def test_events_with_deaths_give_places_and_their_kinds_where_no_gazetteer_is_brought(new, places):
    claims = "place,holder,date\nAshby,RED,2031-03-01\n"
    done, folder = new(
        f"{places}--parties p.csv --claims ged.csv --claims claims.csv", p_csv=PARTIES, ged_csv=GED, claims_csv=claims
    )
    assert done.exit_code == 0, done.stderr
    (place,) = rows(folder / "gazetteer/places.csv")
    assert (place["kind"], place["lon"], place["lat"]) == ("town", "-28", "-40")
    assert [row["name"] for row in rows(folder / "gazetteer/names.csv")] == ["Ashby"]
    assert len(rows(folder / "seeds/events.csv")) == 3
    (region,) = rows(folder / "to_do/events.csv")
    assert region["reason"] == "where_prec 4: its position is that of a region"
    assert not (folder / "to_do/claims.csv").exists()
    assert "not taken: 1 event (see to_do/)" in done.stderr
    assert ("2 events near places or in regions give no place" in done.stderr) == bool(places)


@pytest.mark.parametrize("id_", ["geonameid", "katotth"])
def test_a_row_a_place_and_day_names_its_place_by_either_id_that_viina_has(new, id_):
    status = ["RED", "RED", "CONTESTED", "BLU"]
    told = "".join(f"7064{id_[0]},2031030{day},{one},,{one}\n" for day, one in enumerate(status, 1))
    done, folder = new(
        "--parties p.csv --places places.csv --claims control.csv",
        p_csv=PARTIES,
        places_csv="name,lon,lat,geonameid,katotth\nAshby,-28.0,-40.0,7064g,7064k\n".replace("7064g", "7064"),
        control_csv=f"{id_},date,status_wiki,status_boost,status\n{told}".replace("7064g", "7064"),
    )
    assert done.exit_code == 0, done.stderr
    held = sorted((row["valid_from"], row["holder"], row["stance"]) for row in rows(folder / "seeds/claims.csv"))
    assert held == [
        ("2031-03-01", "RED", "affirms"),
        ("2031-03-03", "BLU", "contested"),
        ("2031-03-03", "RED", "contested"),
        ("2031-03-04", "BLU", "affirms"),
    ]
    assert "ODbL 1.0, VIINA" in (folder / "IMPORT.md").read_text(encoding="utf-8")
    assert "licence: ODbL 1.0, VIINA" in (folder / "seeds/sources.csv").read_text(encoding="utf-8")


def test_acled_is_no_gazetteer_and_says_why(new):
    text = "event_id_cnty,event_date,sub_event_type,actor1,location,latitude,longitude\nX1,2031-03-01,Attack,A,B,1,2\n"
    done, folder = new("--parties p.csv --claims acled.csv", p_csv=PARTIES, acled_csv=text)
    assert done.exit_code == 1
    assert "acled.csv: ACLED's terms let no row of it be passed on, so it is no gazetteer" in done.stderr
    assert not folder.exists()


OTHER_LANGUAGES = {
    "de": ("Kürzel;Partei", "Ort;Breite;Länge;Art;Einwohner", "Ort;Halter;Datum;wie", "Stadt", "eingenommen"),
    "fr": ("sigle;nom", "nom;latitude;longitude;type;habitants", "lieu;contrôlé par;date;manière", "ville", "pris"),
    "es": ("sigla;nombre", "nombre;latitud;longitud;tipo;habitantes", "lugar;bando;fecha;cómo", "ciudad", "tomó"),
    "uk": ("код;назва", "назва;широта;довгота;тип;населення", "населений пункт;контроль;дата;як", "місто", "взято"),
    "ru": ("код;название", "название;широта;долгота;тип;население", "место;сторона;дата;как", "город", "взято"),
    "ar": ("الرمز;الاسم", "الاسم;خط العرض;خط الطول;النوع;السكان", "المكان;الجهة المسيطرة;التاريخ;كيف", "مدينة", "سيطر"),
}


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_three_lists_are_read_by_their_headers_in_any_of_the_languages(new, language):
    parties_, places, claims, town, took = OTHER_LANGUAGES[language]
    done, folder = new(
        "--parties p.csv --places places.csv --claims claims.csv",
        p_csv=f"{parties_}\nRED;Red Coast\n",
        places_csv=f"{places}\nAshby;-40,5;-28,25;{town};2 500\nBirch;-40;-28;{town};250 000\n",
        claims_csv=f"{claims}\nAshby;Red Coast;2031-03-01;{took}\n",
    )
    assert done.exit_code == 0, done.stderr
    told = [(row["lon"], row["lat"], row["kind"]) for row in rows(folder / "gazetteer/places.csv")]
    assert sorted(told) == [("-28", "-40", "city"), ("-28.25", "-40.5", "town")]
    (claim,) = rows(folder / "seeds/claims.csv")
    assert (claim["holder"], claim["valid_from"], claim["basis"]) == ("RED", "2031-03-01", "force")


def test_a_column_that_nobody_knows_is_pointed_to_by_what_stands_in_it(new):
    done, _ = new(
        "--parties p.csv --places places.csv --claims claims.csv",
        p_csv=PARTIES,
        places_csv="Platz;Nord;Ost;Link\nAshby;-40,5;-128,25;https://example.org/1\n",
        claims_csv="place,holder,date\nAshby,RED,2031-03-01\n",
    )
    assert done.exit_code == 1
    north, east, name = done.stderr.splitlines()
    assert "no column for lat" in north and "; it could be 'Nord' (with '-40,5'); expected lat or latitude" in north
    assert "no column for lon" in east and "; it could be 'Nord' (with '-40,5') or 'Ost' (with '-128,25');" in east
    assert "no column for name" in name and "; it could be 'Platz' (with 'Ashby');" in name
    assert name.endswith("or the word for it in ar, de, es, fr, ru, uk")


def test_a_table_without_a_header_is_told_so(new):
    done, _ = new(
        "--parties p.csv --places places.csv --claims claims.csv",
        p_csv=PARTIES,
        places_csv="Ashby,-28.0,-40.0\nBirch,-27.9,-40.0\n",
        claims_csv="place,holder,date\nAshby,RED,2031-03-01\n",
    )
    assert done.exit_code == 1
    assert "places.csv:1:1: the first line is no header but holds numbers: 'Ashby,-28.0,-40.0'" in done.stderr


def test_places_on_both_sides_of_the_last_meridian_are_named(new):
    lists = {
        "p_csv": PARTIES,
        "places_csv": "name,lon,lat\nAshby,178.4,-18\nBirch,-179.9,-17\nCarr,179.3,-16\n",
        "claims_csv": "place,holder,date\nAshby,RED,2031-03-01\n",
    }
    done, folder = new("--parties p.csv --places places.csv --claims claims.csv", **lists)
    assert done.exit_code == 1
    assert "Birch (places.csv:3, -179.9°) and Carr (places.csv:4, 179.3°) lie on both sides of 180°" in done.stderr
    assert not folder.exists()
    done, _ = new("--parties p.csv --places places.csv --claims claims.csv --bbox 170,-30,180,-10", **lists)
    assert done.exit_code == 0, done.stderr


def test_where_no_claim_can_be_taken_the_reasons_are_counted(new):
    done, _ = new(
        "--parties p.csv --places places.csv --claims claims.csv",
        p_csv=PARTIES,
        places_csv="name,lon,lat\nAshby,-28.0,-40.0\n",
        claims_csv="place,holder,date\nElm,RED,2031-03-01\nAshby,RED,no day\nOak,RED,2031-03-01\n",
    )
    assert done.exit_code == 1
    assert (
        "of 3 claims none could be taken: no place bears this name for sure (2, the first claims.csv:2, " in done.stderr
    )
    assert "(1, the first claims.csv:3)" in done.stderr


def test_an_update_takes_away_what_there_is_no_longer(new):
    lists = {"p_csv": PARTIES, "ged_csv": GED, "claims_csv": "place,holder,date\nAshby,RED,2031-03-01\nElm,RED,2031\n"}
    files = "--parties p.csv --places ged.csv --claims claims.csv"
    _, folder = new(f"{files} --claims ged.csv", **lists)
    events, to_do = folder / "seeds/events.csv", folder / "to_do"
    assert len(rows(events)) == 3
    assert sorted(path.name for path in to_do.iterdir()) == ["claims.csv", "events.csv"]
    edited = events.read_text().replace("near Birch", "east of Birch")
    events.write_text(edited)
    lists["claims_csv"] = "place,holder,date\nAshby,RED,2031-03-01\n"
    done, _ = new(f"{files} --update", **lists)
    assert done.exit_code == 0, done.stderr
    assert "1 row edited by hand kept as it is." in done.stderr
    assert [row["where"] for row in rows(events)] == ["east of Birch"]
    assert not list(to_do.glob("*.csv"))
    assert not (folder / "import/last/seeds/events.csv").exists()
    assert loader.problems(folder) == []


USED = {
    "header": {
        meaning.words or meaning.name
        for table in (
            place_tables.MEANINGS,
            claim_tables.LONG,
            parties.COLUMNS,
            violent_events.COLUMNS,
            event_tables.COLUMNS,
        )
        for meaning in table
    },
    "kind": {"city", "town", "village"},
    "how": {*claim_tables.WORDS},
    "holder": {"contested"},
    "month": {*written_days.MONTHS},
    "season": {*coarse_days.SEASONS, "winter"},
}


def test_the_words_of_lists_mean_what_readers_know_and_stand_in_order():
    lines = list_words.rows()
    assert list(lines) == sorted({*lines})
    for of, means, language, word in lines:
        assert means in USED[of], (of, means)
        assert len(language) == 2 and fold(word), word
    table = (Path(list_words.__file__).parent / "list_words.csv").read_text(encoding="utf-8")
    assert tuple(table.split("\n", 1)[0].split(",")) == list_words.COLUMNS


@pytest.mark.parametrize("table", [place_tables.MEANINGS, claim_tables.LONG, parties.COLUMNS])
def test_no_header_of_a_table_means_two_things(table):
    called = [key_of(header) for meaning in table for header in {*map(key_of, meaning.called())}]
    assert sorted(called) == sorted({*called})
