"""What `import karamap` offers, on the shipped tables and on a small world."""

import html
import re
import subprocess
import sys
from base64 import b64decode
from datetime import date, datetime
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

import karamap
from karamap.errors import LanguageError
from karamap.record.timeline import control_as_of

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow

DAY = "2020-10-22"

LAZY = """
import sys
import karamap
heavy = {"numpy", "shapely", "pandas", "geopandas", "folium", "branca", "click", "pyproj"}
assert not heavy & {*sys.modules}, heavy & {*sys.modules}
assert [name for name in sys.modules if name.startswith("karamap.")] == []
karamap.DateError, karamap.Show, karamap.Standing, dir(karamap)
assert not {"folium", "geopandas"} & {*sys.modules}
theatre = karamap.open()
theatre.snapshot("2020-10-22").areas
assert "folium" not in sys.modules
karamap.ControlLayer
assert "folium" in sys.modules
"""


@pytest.fixture(scope="module")
def opened():
    """The shipped tables through the front door."""
    return karamap.open()


@pytest.fixture(scope="module")
def snapshot(opened):
    return opened.snapshot(DAY)


@pytest.fixture(scope="module")
def october(opened):
    return opened.between("2020-10-20", "2020-10-22")


@pytest.fixture
def small(small_world):
    """A world of a few places through the front door."""
    return karamap.open(small_world())


# What is there


def test_about_twenty_names_are_offered_and_every_one_is_there():
    assert 15 <= len(karamap.__all__) <= 22
    assert dir(karamap) == sorted(karamap.__all__) == [*karamap.__all__]
    for name in karamap.__all__:
        assert getattr(karamap, name) is not None


def test_another_name_is_an_attribute_error_as_everywhere():
    with pytest.raises(AttributeError, match="module 'karamap' has no attribute 'close'"):
        karamap.close  # noqa: B018


def test_importing_karamap_loads_nothing_heavy():
    subprocess.run([sys.executable, "-c", LAZY], check=True, cwd=ROOT)


def test_what_is_offered_explains_itself():
    for name in karamap.__all__:
        offered = getattr(karamap, name)
        if callable(offered):
            assert offered.__doc__
            assert offered.__doc__.splitlines()[0].endswith(".")


@pytest.mark.parametrize("kind", [karamap.Theatre, karamap.Snapshot, karamap.Series], ids=lambda kind: kind.__name__)
def test_every_public_method_has_a_docstring(kind):
    for name in vars(kind):
        if not name.startswith("_"):
            assert getattr(kind, name).__doc__, name


def test_reprs_are_a_line(opened, snapshot, october):
    assert repr(opened).startswith("<karamap.Theatre Nagorno-Karabakh: 1,259 places")
    assert repr(snapshot) == "<karamap.Snapshot of 2020-10-22>"
    assert repr(october) == "<karamap.Series from 2020-10-20 to 2020-10-22>"
    assert repr(opened.snapshot(DAY, known_on=DAY)) == "<karamap.Snapshot of 2020-10-22 as known on 2020-10-22>"


# Opening and checking


def test_own_claims_are_laid_over_the_record(tmp_path):
    own = tmp_path / "mine.csv"
    own.write_text(
        "place,district,holder,stance,basis,valid_from,reported_on,speaker,side,publisher,url,note\n"
        "Khankendi,,AZ,,,2020-10-01,2020-10-01,I,none,I,,\n",
        encoding="utf-8",
    )
    theatre = karamap.open(claims=str(own))
    assert theatre.why("Khankendi", date="2020-10-02").control.holder == "AZ"
    assert "1 claim added by the author" in repr(theatre)


def test_tables_with_faults_are_refused_with_all_of_them(small_world):
    folder = small_world()
    parties = folder / "seeds" / "parties.csv"
    parties.write_text(parties.read_text(encoding="utf-8").replace("#", "colour "), encoding="utf-8")
    with pytest.raises(karamap.DataError) as refused:
        karamap.open(folder)
    assert len(refused.value.faults) > 1
    assert {*refused.value.faults} <= {*karamap.check(folder)}


def test_the_shipped_tables_are_in_order():
    assert karamap.check() == []


def test_a_folder_that_is_not_there_is_a_data_error(tmp_path):
    with pytest.raises(karamap.DataError, match="nowhere has no gazetteer/ and no seeds/; make them with"):
        karamap.open(tmp_path / "nowhere")


# Answers


def test_a_name_is_resolved(opened):
    answer = opened.resolve("Chopedere", district="Zangilan", date=DAY)
    assert answer.outcome is karamap.Outcome.RESOLVED
    assert opened.gazetteer.name(answer.place_id) == "Çöpədərə"


def test_control_has_the_columns_of_the_command_and_real_days(opened):
    frame = opened.control(DAY)
    columns = "place_id name other_name district kind lon lat holder standing since changed last_reported claim_ids"
    assert " ".join(frame.columns) == f"{columns} source_ids change contested voices assessed_holder probability"
    assert frame["since"].dtype.kind == frame["last_reported"].dtype.kind == "M"
    expected = {place_id: item.holder for place_id, item in control_as_of(opened.record, date(2020, 10, 22)).items()}
    assert dict(zip(frame["place_id"], frame["holder"], strict=True)) == {
        place_id: expected.get(place_id, "") for place_id in opened.gazetteer.places
    }


def test_the_panel_is_what_the_command_writes(opened, run, tmp_path):
    frame = opened.panel("2020-10-08", "2020-10-12", known_on="2020-10-10")
    command = "control --from 2020-10-08 --to 2020-10-12 --known-on 2020-10-10 --format csv"
    (tmp_path / "panel.csv").write_text(run(*command.split()).output, encoding="utf-8")
    written = pd.read_csv(tmp_path / "panel.csv", keep_default_na=False)
    assert frame["date"].dtype.kind == frame["since"].dtype.kind == "M"
    text = frame.assign(date=frame["date"].dt.strftime("%F"), since=frame["since"].dt.strftime("%F").fillna(""))
    text = text.assign(probability=text["probability"].astype(object).fillna(""))
    assert text.astype(str).values.tolist() == written.astype(str).values.tolist()


def test_totals_have_the_columns_of_the_command(opened):
    frame = opened.totals(until="2020-11-10", known_on="2020-11-10")
    assert frame["as_of"].max() <= pd.Timestamp("2020-11-10")
    assert {"id", "said", "counted", "difference", "match"} <= {*frame.columns}
    assert opened.totals(until="2020-09-26").columns.tolist() == frame.columns.tolist()


def test_why_takes_a_name_or_an_id(opened):
    by_name = opened.why("Hadrut", date="2020-10-09", known_on="2020-10-09")
    assert by_name.control.standing is karamap.Standing.DISPUTED
    assert opened.why(by_name.control.place_id, date="2020-10-09", known_on="2020-10-09") == by_name


def test_why_of_a_name_that_nobody_bears_says_what_is_near(opened):
    with pytest.raises(karamap.UnknownPlaceError, match=r"no place or district is called 'Hadrutt?xx'"):
        opened.why("Hadrutxx")


def test_why_of_a_name_of_several_places_asks_which(opened):
    with pytest.raises(karamap.AmbiguousPlaceError, match="may be"):
        opened.why("Qaradağlı")


# A day


def test_a_snapshot_has_ground_front_and_places(snapshot):
    assert [*snapshot.territory.columns][:4] == ["holder", "area_km2", "area_low_km2", "area_high_km2"]
    assert snapshot.territory.crs.is_projected
    assert {"between", "length_km"} <= {*snapshot.front.columns}
    assert isinstance(snapshot.places, gpd.GeoDataFrame)
    assert snapshot.places.crs.to_epsg() == 4326
    located = snapshot.places["lon"].notna()
    assert (snapshot.places.geometry.notna() == located).all()
    assert (snapshot.places.geometry[located].x == snapshot.places["lon"][located]).all()


def test_areas_are_a_table(snapshot):
    assert " ".join(snapshot.areas.columns) == "district_id district holder area_km2 area_low_km2 area_high_km2"
    whole = snapshot.areas.query("district_id == '' and holder == 'AZ'").iloc[0]
    assert whole.area_low_km2 < whole.area_km2 < whole.area_high_km2


def test_days_may_be_dates_or_text(opened, snapshot):
    for day in (date(2020, 10, 22), datetime(2020, 10, 22, 12), pd.Timestamp("2020-10-22"), "2020-10-22"):
        assert opened.snapshot(day).as_of == snapshot.as_of


def test_options_may_be_members_or_words(opened):
    by_word = opened.snapshot(DAY, show="confirmed", surface="claimed")
    with pytest.warns(FutureWarning, match="'conceded' is called 'confirmed' now"):
        assert opened.snapshot(DAY, show="conceded").show is karamap.Show.CONFIRMED
    by_member = opened.snapshot(DAY, show=karamap.Show.CONFIRMED, surface=karamap.Method.CLAIMED)
    assert by_word == by_member


def test_the_ground_is_laid_out_once(opened, snapshot, october):
    assert snapshot.layout is october.layout is opened.layout


def test_a_page_is_the_same_as_the_commands(opened, snapshot, run, tmp_path):
    run("-q", "render", "--date", DAY, "--title", "T", "--language", "az", "-o", "there.html")
    path = snapshot.save(tmp_path / "here.html", title="T", language="az")
    assert path.read_text(encoding="utf-8") == Path("there.html").read_text(encoding="utf-8")
    assert opened.verify(path).verdict.value == "same"


@pytest.mark.parametrize("layer", ["territory", "front", "band", "places"])
def test_geojson_is_the_same_as_the_commands(snapshot, run, tmp_path, layer):
    run("-q", "export", "--date", DAY, "--layer", layer, "-o", "there.geojson")
    path = snapshot.save(str(tmp_path / "here.GeoJSON"), layer=layer)
    assert path.read_bytes() == Path("there.geojson").read_bytes()


# Days


def test_a_series_gives_its_days_as_snapshots(october):
    day = october.snapshot("2020-10-21")
    assert isinstance(day, karamap.Snapshot)
    assert day.as_of == date(2020, 10, 21)


def test_a_series_is_saved_as_the_command_renders_it(october, run, tmp_path):
    command = "-q render --from 2020-10-20 --to 2020-10-22 --date 2020-10-21 --known-on shown -o there.html"
    run(*command.split())
    path = october.save(tmp_path / "here.html", opening="2020-10-21", known="shown")
    assert path.read_text(encoding="utf-8") == Path("there.html").read_text(encoding="utf-8")


# Another world


def test_everything_works_on_tables_of_ones_own(small, tmp_path):
    snapshot = small.snapshot(DAY, known_on=DAY)
    assert snapshot.save(tmp_path / "day.html").stat().st_size > 100_000
    assert snapshot.save(tmp_path / "day.geojson", layer="places").exists()
    assert not snapshot.areas.empty
    assert len(small.panel("2020-10-01", DAY)) == 22 * len(small.control(DAY))
    series = small.between("2020-10-01", DAY)
    assert series.save(tmp_path / "days.html").stat().st_size > 100_000
    assert len(small.totals()) == 1
    place_id = next(iter(small.gazetteer.places))
    assert small.why(place_id).control.place_id == place_id
    assert small.resolve("no such name").outcome is karamap.Outcome.UNRESOLVED
    assert karamap.ControlLayer(series).document["head"]["first"] == "2020-10-01"


# Nonsense


@pytest.mark.parametrize("day", ["22.10.2020", "2020-02-30", "", "today", 20201022, None, b"2020-10-22", "2020-10-22 "])
def test_what_is_no_day_is_refused_in_one_sentence(opened, day):
    message = re.escape(f"{day!r} is not a date; write a day that exists as YYYY-MM-DD, such as 1999-12-31")
    for ask in (opened.snapshot, opened.control, lambda day: opened.between(day, DAY)):
        with pytest.raises(karamap.DateError, match=f"^{message}$"):
            ask(day)


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda t: t.snapshot("1990-01-01"), "before the record, which begins with the state of 2020-09-26"),
        (lambda t: t.snapshot("2099-01-01"), "after the record"),
        (lambda t: t.snapshot(DAY, known_on="1990-01-01"), "nothing in the record was known on 1990-01-01"),
        (lambda t: t.between(DAY, "2020-10-01"), "the first day, 2020-10-22, is after the last, 2020-10-01"),
        (lambda t: t.panel(DAY, "2020-10-01"), "the first day, 2020-10-22, is after the last, 2020-10-01"),
        (lambda t: t.snapshot(DAY, show="all"), "'all' is not known here; give 'claimed' or 'confirmed'"),
        (lambda t: t.between(DAY, DAY, surface=3), "3 is not known here; give 'assessed' or 'claimed'"),
        (lambda t: t.between(DAY, DAY).snapshot("2020-10-23"), "2020-10-23 is not among the days from 2020-10-22"),
        (lambda t: t.between(DAY, DAY).html(opening="2020-10-23"), "2020-10-23 is not among the days"),
        (lambda t: t.between(DAY, DAY).html(known="never"), "no state of knowledge 'never'; there are all, shown"),
        (lambda t: t.snapshot(DAY).html(language="xx"), "no texts in 'xx'; the languages are en, az, hy, ru, tr"),
        (lambda t: t.snapshot(DAY).save("x.geojson", layer="roads"), "no layer 'roads'; the layers are territory"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_sentence(opened, ask, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        ask(opened)


def test_names_may_be_in_another_language_than_the_words(snapshot, tmp_path):
    assert '"names":"hy"' in snapshot.html(names_in="hy")
    drawn = snapshot.save(tmp_path / "x.svg", names_in="hy", title="Who held what").read_text(encoding="utf-8")
    assert 'xml:lang="hy"' in drawn and "Who held what" in drawn
    for ask in (snapshot.html, partial(snapshot.save, tmp_path / "y.svg")):
        with pytest.raises(LanguageError, match="list no names in 'xx'"):
            ask(names_in="xx")


def test_other_kinds_of_files_are_refused(snapshot, october, tmp_path):
    for shown in (snapshot, october):
        with pytest.raises(
            karamap.RenderError, match=r"cannot save 'x\.shp'; name a file that ends in \.html, \.svg, "
        ):
            shown.save(tmp_path / "x.shp")
        with pytest.raises(ValueError, match="the layers are territory, front, "):
            shown.save(tmp_path / "x.gpkg", layer="roads")
        with pytest.raises(ValueError, match="holds one layer"):
            shown.save(tmp_path / "x.csv", layer=["front", "band"])
    with pytest.raises(karamap.RenderError):
        snapshot.save(tmp_path / "nowhere" / "x.html")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(("name", "layers"), [("x.gpkg", None), ("x.kml", ["front", "places"]), ("x.csv", "places")])
def test_days_are_saved_in_any_format(october, tmp_path, name, layers):
    assert october.save(tmp_path / name, layer=layers) == tmp_path / name
    assert b"2020-10-22T23:59:59" in (tmp_path / name).read_bytes()


def test_areas_over_days_are_a_table(october):
    frame = october.areas(every=2)
    assert frame["date"].drop_duplicates().dt.strftime("%d").tolist() == ["20", "22"]
    with pytest.raises(ValueError, match="give 1 or more"):
        october.areas(every=0)


# In a notebook


def test_a_notebook_gets_a_page_in_a_frame_and_text(snapshot, october):
    for shown in (snapshot, october):
        bundle = shown._repr_mimebundle_(include=None, exclude=None)
        assert bundle["text/plain"].startswith(f"{shown!r}\n")
        assert "Azerbaijan: " in bundle["text/plain"]
        start, source = bundle["text/html"].removesuffix('"></iframe>').split(' srcdoc="')
        assert ("allow-scripts" in start, "allow-same-origin" in start) == (True, False)
        assert ('"' in source, html.unescape(source)) == (False, shown.html(embed=True))


def test_a_notebook_gets_pictures(snapshot, monkeypatch):
    bundle = snapshot._repr_mimebundle_()
    assert bundle["image/svg+xml"].startswith("<?xml ")
    assert b64decode(bundle["image/png"]).startswith(b"\x89PNG\r\n")
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    monkeypatch.delitem(sys.modules, "karamap.figure.raster")
    assert set(snapshot._repr_mimebundle_()) == {"text/plain", "text/html", "image/svg+xml"}


@pytest.mark.parametrize(
    ("name", "begins"), [("x.svg", b"<?xml "), ("x.png", b"\x89PNG"), ("x.pdf", b"%PDF-"), ("x.webp", b"RIFF")]
)
def test_a_day_is_saved_as_a_figure(snapshot, tmp_path, name, begins):
    assert snapshot.save(tmp_path / name) == tmp_path / name
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_figure_that_cannot_be_drawn_says_what_to_install(snapshot, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "karamap.figure.pdf", raising=False)
    with pytest.raises(karamap.RenderError, match=r"a \.pdf file needs typst: pip install 'karamap\[figure\]'"):
        snapshot.save(tmp_path / "x.pdf")
    assert [*tmp_path.iterdir()] == []


# What the README shows


def test_the_readme_says_what_runs(tmp_path, monkeypatch):
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("## Use it from Python")[1].split("\n## ")[0]
    (block,) = re.findall(r"```python\n(.*?)```", section, flags=re.DOTALL)
    assert len([line for line in block.splitlines() if line]) == 5
    monkeypatch.chdir(tmp_path)
    exec(block, {})
    assert {path.name for path in tmp_path.iterdir()} == {"22-october.html", "layer.html"}
