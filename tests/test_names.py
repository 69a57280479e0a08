"""One name in several scripts and romanisations meets itself under one key."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.names import Orthographies, fold, script_of
from karamap.tables import data_dir

ANY_TEXT = st.text(st.characters(codec=None))


@pytest.fixture(scope="module")
def orthographies():
    return Orthographies.load(data_dir())


@pytest.mark.parametrize(
    "spellings",
    [
        ("Chopedere", "Çöpədərə", "Чопедере", "Çöpedere", "Չյոփադարա"),
        ("Agbend", "Ağbənd", "Агбенд", "Aghband"),
        ("Garadere", "Qaradərə", "Garadara", "Карадере".replace("К", "Г")),
        ("Djebrail", "Cəbrayıl", "Jabrayil", "Jabrail", "Джебраил", "Cebrayil"),
        ("Zengilan", "Zəngilan", "Zangilan", "Зангелан".replace("ге", "ги")),
        ("Shikhlar", "Şıxlar", "Шыхлар"),
        ("Mestelibeyli", "Məstəlibəyli"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_name_share_a_key(orthographies, spellings):
    assert len({orthographies.key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tatar", "Tiri"), ("Horadiz", "Kənd Horadiz"), ("Çaylı", "Caylı"), ("Ağdam", "Ağdərə"), ("Sirik", "Sarıq")],
)
def test_different_names_have_different_keys(orthographies, one, other):
    assert orthographies.key(one) != orthographies.key(other)


@pytest.mark.parametrize("name", ["KƏND ZƏNGİLAN", "kənd zəngilan", " Kənd   Zəngilan ", "Kǝnd Zǝngilan"])
def test_case_spaces_and_look_alikes_do_not_matter_to_fold(name):
    assert fold(name) == "kənd zəngilan"


@pytest.mark.parametrize("mark", "’ʼ`´‘'")
def test_all_apostrophes_are_one(mark):
    assert fold(f"Bardut{mark}agh") == "bardut'agh"


@pytest.mark.parametrize(("name", "folded"), [("IŞIQLI", "ışıqlı"), ("İşıqlı", "işıqlı"), ("ISTISU", "istisu")])
def test_the_turkic_i_keeps_its_dot_where_the_name_is_turkic(name, folded):
    assert fold(name) == folded


def test_spaces_and_hyphens_do_not_matter_to_the_key(orthographies):
    assert orthographies.key("Yuxarı-Rəfədinli") == orthographies.key("Yuxarı Rəfədinli")


def test_doubled_sounds_count_once(orthographies):
    assert orthographies.key("Mollaveli") == orthographies.key("Molaveli")


def test_the_longest_grapheme_wins():
    assert Orthographies({"c": "j", "ch": "c", "h": "h"}, 2).key("cha") == "ca"


def test_a_letter_no_table_knows_is_romanised():
    assert Orthographies({}, 1).key("Δ") == "d"


@pytest.mark.parametrize("name", ["", " ", "—", "…", "()"])
def test_a_name_without_letters_has_no_key(orthographies, name):
    assert orthographies.key(name) == ""


def test_every_name_of_the_gazetteer_has_a_key(orthographies, theatre):
    names = [name.text for names in theatre.gazetteer.names.values() for name in names]
    assert not [name for name in names if not orthographies.key(name)]


def test_no_key_of_the_gazetteer_leaves_plain_letters(orthographies, theatre):
    keys = {orthographies.key(name.text) for names in theatre.gazetteer.names.values() for name in names}
    assert not [key for key in keys if not (key.isascii() and key.isalnum() and key.islower())]


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Ağbənd", "Latn"),
        ("Агбенд", "Cyrl"),
        ("Աղբենդ", "Armn"),
        ("آغبند", "Arab"),
        ("Степанакерт (Xankəndi)", "Cyrl"),
        ("Δ", "Zyyy"),
        ("", "Zyyy"),
    ],
)
def test_the_script_is_that_of_most_letters(name, script):
    assert script_of(name) == script


@given(ANY_TEXT)
def test_no_text_makes_key_raise(orthographies, text):
    assert isinstance(orthographies.key(text), str)


@given(ANY_TEXT)
def test_no_text_makes_script_of_raise(text):
    assert script_of(text) in {"Latn", "Cyrl", "Armn", "Arab", "Zyyy"}


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_the_key_sees_only_the_folded_name(orthographies, text):
    assert orthographies.key(fold(text)) == orthographies.key(text)


@given(ANY_TEXT)
def test_the_key_is_the_same_whichever_unicode_form_the_name_came_in(orthographies, text):
    assert orthographies.key(unicodedata.normalize("NFD", text)) == orthographies.key(text)


@given(st.text("abcçdeəfgğhxıijkqlmnoöprsştuüvyzABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZ "))
def test_azerbaijani_names_in_capitals_keep_their_key(orthographies, name):
    capitals = "".join({"i": "İ", "ı": "I"}.get(letter, letter.upper()) for letter in "ə" + name)
    assert orthographies.key(capitals) == orthographies.key("ə" + name)
