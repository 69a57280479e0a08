"""Figures in a language that is written from right to left: the words are mirrored, the map and the days are not."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from karamap.document.direction import END, FROM_FIRST, FROM_RIGHT
from karamap.document.drawing import document
from karamap.document.reader import DrawnDocument
from karamap.figure.chart import chart
from karamap.figure.column import Column
from karamap.figure.formats import COLUMNS
from karamap.figure.furniture import MARGIN
from karamap.figure.raster import picture
from karamap.figure.sheet import figure
from karamap.ground.series import Series
from karamap.theatre import loader

SVG = "{http://www.w3.org/2000/svg}"
OTHERS = Path(__file__).parents[1] / "data/four_parties"
FIRST, LAST = date(2031, 3, 14), date(2031, 3, 16)


@pytest.fixture(scope="module")
def drawn():
    """Days of another theatre, in English and Arabic."""
    theatre = loader.load(OTHERS)
    spoken = replace(theatre, settings=replace(theatre.settings, interface_languages=("en", "ar")))
    return DrawnDocument(document(Series.between(spoken, FIRST, LAST), language="en"))


def lines(svg):
    return list(ElementTree.fromstring(svg).iter(f"{SVG}text"))


def prose(svg):
    """The lines of the language itself: names and numbers of the map say where they stand by their middle."""
    root = ElementTree.fromstring(svg)
    centred = {node for group in root.iter(f"{SVG}g") if group.get("text-anchor") == "middle" for node in group}
    return [node for node in root.iter(f"{SVG}text") if node not in centred and node.get("text-anchor") != "middle"]


@pytest.mark.parametrize("form", ["single", "double", "slide"])
def test_lines_begin_at_the_right_and_go_to_the_left(drawn, form):
    shown = figure(drawn, [2], COLUMNS[form], language="ar")
    told = prose(shown.svg)
    assert len(told) > 10
    for line in told:
        assert line.get("text-anchor") == "end"
        assert line.text.startswith(FROM_RIGHT) and line.text.endswith(END)
        assert line.text.count(END) == line.text.count(FROM_RIGHT) + line.text.count(FROM_FIRST)


def test_the_map_is_not_mirrored_and_the_words_stand_on_its_other_side(drawn):
    english, arabic = (figure(drawn, [2], COLUMNS["slide"], language=code) for code in ("en", "ar"))
    assert [(point.x, point.y) for point in arabic.points[0]] == [(point.x, point.y) for point in english.points[0]]
    holes = [
        float(root.find(f".//{SVG}path[@fill='#ffffff'][@fill-rule='evenodd']").get("d").split("M")[2].split()[0])
        for root in (ElementTree.fromstring(one.svg) for one in (english, arabic))
    ]
    assert holes[0] == MARGIN
    assert holes[1] > 200


def test_days_of_a_chart_run_from_left_to_right(drawn):
    said = lines(chart(drawn, [0, 1, 2], "places", COLUMNS["double"], "ar").svg)
    places = {line.text: float(line.get("x")) for line in said}
    assert places["14"] < places["15"] < places["16"]


def test_a_sample_stands_where_lines_begin():
    assert Column(100, is_mirrored=True).first("<path/>", 30) == '<g transform="translate(70 0)"><path/></g>'
    assert Column(100).first("<path/>", 30) == "<path/>"


def test_a_picture_has_its_lines_where_the_measure_says(drawn):
    """Ink of the title ends at the right margin, and does not reach the left one."""
    shown = figure(drawn, [2], COLUMNS["single"], language="ar")
    image = Image.open(BytesIO(picture(shown.svg, shown.width, shown.height, 96))).convert("L")
    inked = np.flatnonzero((np.asarray(image)[9:22] < 128).any(axis=0))
    assert shown.width - MARGIN - 3 <= inked[-1] <= shown.width - MARGIN + 1
    assert inked[0] >= MARGIN - 2


def test_latin_names_side_by_side_follow_the_order_of_the_sentence(drawn):
    told = figure(drawn, [2], COLUMNS["double"], language="ar").alt
    assert FROM_FIRST in told
    assert told.count(FROM_FIRST) == told.count(END)


def test_lists_and_arrows_in_words_are_those_of_the_language(drawn):
    arabic, english = (chart(drawn, (0, 1, 2), "km2", COLUMNS["double"], language).alt for language in ("ar", "en"))
    assert "← " in arabic and "→" not in arabic
    assert "، " in arabic and ", " not in arabic
    assert "→ " in english and ", " in english and "←" not in english and "،" not in english
    names = figure(drawn, [2], COLUMNS["double"], language="ar").alt
    assert ", " not in names
