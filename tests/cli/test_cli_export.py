"""`karamap export` writes one layer of one day as GeoJSON, or leaves everything as it was."""

import json
import subprocess
import sys

import geopandas as gpd
import pytest

from karamap.exports.formats import FORMATS, ONE_LAYER
from karamap.exports.layers import LAYERS


@pytest.fixture
def export(run, small_world):
    """Export from the small world's 22 October 2020."""
    folder = small_world()
    return lambda *arguments: run("--data", folder, "export", "--date", "2020-10-22", *arguments)


@pytest.mark.parametrize("arguments", [[], ["-o", "-"]], ids=["no name", "a dash"])
def test_without_a_name_the_data_go_to_stdout_and_nothing_else(export, tmp_path, arguments):
    done = export(*arguments)
    assert [item["properties"]["holder"] for item in json.loads(done.stdout)["features"]] == ["ARM", "AZ"]
    assert not list(tmp_path.glob("*-*"))


@pytest.mark.parametrize("layer", LAYERS)
def test_a_file_holds_what_stdout_would_get_and_its_name_is_printed(export, tmp_path, layer):
    path = tmp_path / "out.geojson"
    done = export("--layer", layer, "-o", path)
    assert (done.exit_code, done.stdout) == (0, f"{path}\n")
    assert path.read_text(encoding="utf-8") == export("--layer", layer).stdout


def test_geopandas_opens_the_file(export, tmp_path):
    export("-o", tmp_path / "out.GeoJSON")
    assert list(gpd.read_file(tmp_path / "out.GeoJSON")["holder"]) == ["ARM", "AZ"]


@pytest.mark.parametrize("name", ["out.shp", "out.json", "out", "geojson", "out.geojson.gz"])
def test_another_suffix_is_refused_with_those_that_work(export, tmp_path, name):
    done = export("-o", tmp_path / name)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "ends in one of .geojson, .fgb, .csv, .parquet, .gpkg, .kml" in done.stderr
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("ending", FORMATS)
def test_the_ending_says_the_format(export, tmp_path, ending):
    path = tmp_path / f"out.{ending.upper()}"
    done = export("-o", path)
    assert (done.exit_code, done.stdout) == (0, f"{path}\n")
    assert path.stat().st_size > 1000


@pytest.mark.parametrize("ending", ONE_LAYER)
def test_a_folder_gets_a_file_a_layer(export, tmp_path, ending):
    done = export("-o", f"{tmp_path / 'layers'}/", "--format", ending, "--layer", "front", "--layer", "territory")
    paths = [tmp_path / "layers" / f"{layer}.{ending}" for layer in ("territory", "front")]
    assert (done.exit_code, done.stdout.splitlines()) == (0, [str(path) for path in paths])
    assert sorted((tmp_path / "layers").iterdir()) == sorted(paths)


def test_a_folder_that_is_there_needs_no_slash_and_keeps_other_files(export, tmp_path):
    folder = tmp_path / "layers"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    assert export("-o", folder).exit_code == 0
    assert {path.name for path in folder.iterdir()} == {"notes.txt", *(f"{layer}.geojson" for layer in LAYERS)}


def test_a_file_is_no_folder(export, tmp_path):
    (tmp_path / "layers").write_text("old")
    done = export("-o", f"{tmp_path / 'layers'}/")
    assert (done.exit_code, done.stdout, "it is a file" in done.stderr) == (1, "", True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["-o", "out.csv", "--layer", "front", "--layer", "band"],
        ["--layer", "front", "--layer", "band"],
        ["-o", "out.csv", "--format", "fgb"],
        ["-o", "layers/", "--format", "gpkg"],
        ["--format", "gpkg"],
        ["--format", "parquet", "-o", "-"],
        ["--from", "2020-10-01", "--to", "2020-10-02"],
        ["-o", ""],
    ],
    ids=" ".join,
)
def test_options_that_say_two_things_are_wrong_use(export, tmp_path, arguments):
    done = export(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


@pytest.mark.parametrize("days", [[], ["--from", "2020-10-01"], ["--from", "2020-10-02", "--to", "2020-10-01"]])
def test_days_are_one_or_a_run(run, days):
    assert run("export", *days).exit_code == 2


def test_a_run_of_days_says_from_when_to_when(run, small_world):
    done = run("--data", small_world(), "export", "--from", "2020-10-08", "--to", "2020-10-10", "--layer", "places")
    spans = [
        (item["properties"]["standing"], item["properties"]["valid_from"], item["properties"]["valid_to"])
        for item in json.loads(done.stdout)["features"]
        if item["properties"]["place_id"] == "gn4"
    ]
    assert spans == [
        ("assumed", "2020-10-08T00:00:00Z", "2020-10-08T23:59:59Z"),
        ("disputed", "2020-10-09T00:00:00Z", "2020-10-10T23:59:59Z"),
    ]


@pytest.mark.parametrize("ending", ["gpkg", "fgb", "kml", "parquet"])
def test_what_stands_at_a_path_is_replaced_whole_and_links_are_followed(export, tmp_path, ending):
    target, link = tmp_path / f"real.{ending}", tmp_path / f"link.{ending}"
    target.write_text("old")
    link.symlink_to(target.name)
    assert export("-o", link).exit_code == 0
    assert (link.is_symlink(), target.stat().st_size > 1000) == (True, True)
    assert {path.name for path in tmp_path.iterdir()} == {"tables", target.name, link.name}


@pytest.mark.parametrize("ending", ["gpkg", "fgb", "kml", "csv"])
def test_a_name_of_255_bytes_can_be_written(export, tmp_path, ending):
    path = tmp_path / f"{'ə' * ((254 - len(ending)) // 2)}.{ending}"
    assert export("-o", path).exit_code == 0
    assert path.exists()


def test_a_disk_that_is_full_leaves_the_old_file(small_world, tmp_path):
    path = tmp_path / "out.gpkg"
    path.write_text("old")
    command = f"ulimit -f 8; exec {sys.executable} -m karamap --data {small_world()} export --date 2020-10-22 -o {path}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"cannot write {path}: File too large" in done.stderr
    assert {item.name for item in tmp_path.iterdir()} == {"tables", path.name}
    assert path.read_text() == "old"


def test_a_folder_that_is_not_there_is_one_line(export, tmp_path):
    done = export("-o", tmp_path / "absent" / "out.geojson")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)


def test_an_older_file_stays_as_it_was_if_the_day_cannot_be_told(run, small_world, tmp_path):
    path = tmp_path / "out.geojson"
    path.write_text("old")
    assert run("--data", small_world(), "export", "--date", "2030-01-01", "-o", path).exit_code == 1
    assert path.read_text() == "old"


def test_known_on_show_and_surface_are_passed_on(export):
    done = export("--known-on", "2020-10-21", "--show", "confirmed", "--surface", "claimed", "--layer", "places")
    made = json.loads(done.stdout)["features"][2]["properties"]
    assert (made["known_on"], made["show"], made["surface"], made["holder"]) == (
        "2020-10-21",
        "confirmed",
        "claimed",
        "ARM",
    )


@pytest.mark.parametrize("arguments", [["--layer", "roads"], ["--surface", "guessed"]], ids=" ".join)
def test_an_unknown_word_is_wrong_use(export, arguments):
    assert export(*arguments).exit_code == 2


def test_user_claims_are_named_in_the_file(run, small_world, tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text(
        "place,district,holder,stance,basis,valid_from,reported_on,speaker,side,publisher,url,note\n"
        "gn5,,AZ,,,2020-10-20,2020-10-20,Me,none,Myself,,\n"
    )
    done = run("--data", small_world(), "--claims", mine, "export", "--date", "2020-10-22")
    assert json.loads(done.stdout)["own_claims"] == "1 claim added by the author, from mine.csv"


def test_the_same_question_has_the_same_bytes_in_any_process(run_process):
    answers = {
        run_process("export", "--date", "2020-10-22", "--layer", "band", env={"PYTHONHASHSEED": seed}).stdout
        for seed in "01"
    }
    assert len(answers) == 1
    assert json.loads(answers.pop())["features"]
