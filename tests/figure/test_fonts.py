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
    assert fonts.width(text, 2048, face) == pytest.approx(drawn_length(text, face), abs=len(text))


JOINED = [
    "الخرطوم",
    "أم درمان",
    "بورتسودان",
    "مُحَمَّد",
    "گچساران",
    "می\u200cخواهد",
    "قوات الدعم السريع",
    "بـ 30 كم²",
    "חיפה",
]


@pytest.mark.parametrize("face", fonts.FACES)
@pytest.mark.parametrize("text", JOINED)
def test_letters_that_join_are_as_wide_as_they_are_drawn(face, text):
    """A pair that the font draws as one may be narrower, so that the width is never too small by more than a hair."""
    drawn = drawn_length(text, face)
    assert drawn - len(text) <= fonts.width(text, 2048, face) <= 1.01 * drawn + len(text)


def test_two_letters_that_are_drawn_as_one_are_not_narrower_in_the_table():
    assert drawn_length("لا", fonts.REGULAR) <= fonts.width("لا", 2048)


def test_letters_that_join_are_not_spaced():
    assert fonts.width("السودان", 10, spacing=0.3) == fonts.width("السودان", 10)
    assert fonts.width("סודן", 10, spacing=0.3) > fonts.width("סודן", 10)


def test_a_line_keeps_what_is_isolated_in_it():
    lines = fonts.wrapped("one \u2068two three four\u2069 five", 10, 60)
    assert len(lines) > 2
    assert all(line.count("\u2068") == line.count("\u2069") for line in lines)


def drawn_length(text, face):
    """How long a text is in units of the font, laid out by HarfBuzz in the face in which it is drawn."""
    path = fonts.font_paths()[fonts.FACES.index(fonts.drawn_face(text, face))]
    return ImageFont.truetype(str(path), 2048, layout_engine=ImageFont.Layout.RAQM).getlength(text)


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
