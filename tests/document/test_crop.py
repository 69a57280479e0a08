"""What part of a theatre a drawing shows."""

import click
import pytest
from click.testing import CliRunner

from karamap.cli.common import part_options, wanted_part
from karamap.document.crop import Crop, box_of
from karamap.errors import CropError, UnknownDistrictError

DRAWING = {
    "view": {"bounds": [46.0, 39.0, 48.0, 41.0], "limits": [45.0, 38.0, 49.0, 42.0]},
    "districts": {
        "features": [
            {
                "properties": {"id": "one"},
                "geometry": {"type": "Polygon", "coordinates": [[[46, 39], [47, 39], [47, 39.5], [46, 39]]]},
            },
            {
                "properties": {"id": "two"},
                "geometry": {
                    "type": "MultiPolygon",
                    "coordinates": [[[[47, 40], [48, 40], [48, 41], [47, 40]]], [[[47, 39], [47.1, 39], [47, 39.1]]]],
                },
            },
        ]
    },
}


def test_without_a_wish_the_whole_theatre_is_shown():
    assert Crop().extent(DRAWING) == (46, 39, 48, 41)


def test_a_district_is_shown_with_a_margin():
    assert Crop(frozenset({"one"})).extent(DRAWING) == (45.94, 38.94, 47.06, 39.56)


def test_a_name_of_several_districts_shows_those_with_ground():
    assert Crop(frozenset({"two", "gone"})).extent(DRAWING) == (46.88, 38.88, 48.12, 41.12)


def test_a_district_without_ground_is_refused_with_those_that_have_some():
    with pytest.raises(CropError, match="gone has no ground on that day; districts with ground: one, two"):
        Crop(frozenset({"gone"})).extent(DRAWING)


def test_a_box_is_shown_as_stated_within_what_is_drawn():
    assert Crop(box=(46.5, 39.5, 47, 40)).extent(DRAWING) == (46.5, 39.5, 47, 40)
    assert Crop(box=(0.0, 0.0, 90.0, 90.0)).extent(DRAWING) == (45, 38, 49, 42)


@pytest.mark.parametrize("box", [(39.0, 46.0, 40.0, 47.0), (48.0, 39.0, 49.0, 40.0), (-47.0, 39.0, -46.0, 40.0)])
def test_a_box_outside_the_theatre_is_refused(box):
    with pytest.raises(CropError, match="lies outside the theatre, which spans 46,39,48,41"):
        Crop(box=box).extent(DRAWING)


def test_zoom_keeps_the_middle():
    assert Crop(zoom=2).extent(DRAWING) == (46.5, 39.5, 47.5, 40.5)
    assert Crop(zoom=0.25).extent(DRAWING) == (45, 38, 49, 42)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is no box"),
        ("46,39,47", "is no box"),
        ("46,39,47,40,41", "is no box"),
        ("46,39,47,nan", "is no box"),
        ("46,39,47,inf", "is no box"),
        ("46,39,47,1e3", "is no box"),
        ("46,39,47,4_0", "is no box"),
        ("46,39,47,٤٠", "is no box"),
        ("46 39 47 40", "is no box"),
        ("190,39,191,40", "west 190 is off the globe"),
        ("46,39,47,91", "north 91 is off the globe"),
        ("47,39,46,40", "west 47 is not less than east 46"),
        ("46,40,47,39", "south 40 is not less than north 39"),
        ("46,39,46,40", "west 46 is not less than east 46"),
        ("46,39,46.001,40", "too small"),
    ],
)
def test_a_box_that_makes_no_sense_is_refused(text, told):
    with pytest.raises(CropError, match=told):
        box_of(text)


def test_a_box_may_have_signs_and_spaces():
    assert box_of(" -71.5, +0.25, -70 ,.5") == (-71.5, 0.25, -70, 0.5)


@pytest.fixture
def asked(theatre):
    """The part that some words on a command line ask for."""

    @click.command()
    @part_options
    def command(**options):
        click.echo(repr(wanted_part(theatre, **options)))

    return lambda *words: CliRunner().invoke(command, words)


def test_options_state_the_part(asked):
    assert asked().output == f"{Crop()}\n"
    assert (
        asked("--bbox", "46.5,39.2,47.4,39.9", "--zoom", "2").output
        == f"{Crop(box=(46.5, 39.2, 47.4, 39.9), zoom=2.0)}\n"
    )
    assert "districts=frozenset({'AZ-FUZ'})" in asked("--district", "Füzuli").output
    assert asked("--district", "AZ-FUZ").output == asked("--district", "Физули").output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--bbox", "47,39,46,40"), "west 47 is not less than east 46"),
        (("--district", "Füzuli", "--bbox", "46,39,47,40"), "both say what to show"),
        (("--zoom", "0"), "0.25"),
        (("--zoom", "nan"), "0.25"),
    ],
)
def test_wrong_options_are_wrong_use(asked, words, told):
    done = asked(*words)
    assert done.exit_code == 2
    assert told in done.output


def test_an_unknown_district_is_refused_with_those_there_are(asked):
    done = asked("--district", "Atlantis")
    assert isinstance(done.exception, UnknownDistrictError)
    assert "there are" in str(done.exception)
