"""`karamap export` writes one layer of one day as GeoJSON, or leaves everything as it was."""

import json

import geopandas as gpd
import pytest

from karamap.cli.export import command
from karamap.exports.geojson import LAYERS


@pytest.fixture
def export(run, small_world):
    """Export from the small world's 22 October 2020."""
    folder = small_world()
    return lambda *arguments: run("--data", folder, "export", "--date", "2020-10-22", *arguments)


def test_the_layers_of_the_command_are_those_there_are():
    (option,) = (option for option in command.params if option.name == "layer")
    assert tuple(option.type.choices) == LAYERS


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


@pytest.mark.parametrize("name", ["out.kml", "out.gpkg", "out.json", "out", "geojson"])
def test_another_suffix_is_refused_with_the_one_that_works(export, tmp_path, name):
    done = export("-o", tmp_path / name)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "ends in .geojson" in done.stderr
    assert not (tmp_path / name).exists()


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
