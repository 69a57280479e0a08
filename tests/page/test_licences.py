"""What is passed on in a page or a figure has its licence with it."""

from datetime import date
from importlib.resources import files

from karamap import page
from karamap.document import drawing
from karamap.ground.series import Series


def test_a_page_has_the_notice_of_leaflet_and_its_own(small_theatre):
    found = Series.between(small_theatre(), date(2020, 10, 1), date(2020, 10, 1))
    text = page.html(drawing.document(found))
    (notice,) = (part.partition("-->")[0] for part in text.split("<!--")[1:])
    for needed in (
        "MIT License, copyright (c) 2026 The karamap developers",
        "Copyright (c) 2010-2022, Volodymyr Agafonkin",
        "Copyright (c) 2010-2011, CloudMade",
        "Redistributions in binary form must reproduce the above copyright notice",
        'THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"',
    ):
        assert needed in notice


def test_fonts_of_figures_have_their_licence_beside_them():
    text = files("karamap.figure").joinpath("fonts", "LICENSE").read_text(encoding="utf-8")
    assert "Bitstream Vera" in text
    assert "DejaVu" in text
