"""The table of widths tells what the fonts say, and texts are broken into lines that fit."""

import pytest
from hangs import finishing
from PIL import ImageFont

from karamap.document.wording import LANGUAGES, package_texts
from karamap.figure import fonts

TEXTS = ["Çöpədərə", "Ղարաբաղ", "Нагорный Карабах", "Şuşa ğıİ", "10 203 km²", "ო", "שלום"]


@pytest.mark.parametrize("face", fonts.FACES)
@pytest.mark.parametrize("text", TEXTS)
def test_widths_are_those_of_the_font(face, text):
    path = fonts.font_paths()[fonts.FACES.index(face)]
    font = ImageFont.truetype(str(path), 2048, layout_engine=ImageFont.Layout.BASIC)
    if face == fonts.OBLIQUE and not text.isascii() and text[0] in "ოש":
        pytest.skip("these letters do not slope")
    assert fonts.width(text, 2048, face) == pytest.approx(font.getlength(text), abs=len(text))


def test_the_fonts_have_every_letter_of_the_package_in_every_language():
    for language in LANGUAGES:
        assert fonts.missing("".join(package_texts()[language].values())) == ""


def test_letters_that_are_missing_are_told():
    assert fonts.missing("Ağdam 漢字 漢") == "字漢"


def test_lines_fit_and_nothing_is_lost():
    text = "One side says so; the other denies it, and aVeryLongWordThatFitsNowhere"
    lines = fonts.wrapped(text, 10, 90)
    assert all(fonts.width(line, 10) <= 90 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_number_is_not_broken_at_its_own_space():
    assert "10\u00a0203 km" in fonts.wrapped("about 10\u00a0203 km", 10, 60)
    assert fonts.wrapped("", 10, 60) == []


def test_a_word_of_any_length_is_cut_in_time():
    with finishing():
        lines = fonts.wrapped('"' * 200_000 + " end", 7.6, 300)
    assert "".join(lines).replace(" ", "") == '"' * 200_000 + "end"
    assert all(fonts.width(line, 7.6) <= 300 for line in lines)
