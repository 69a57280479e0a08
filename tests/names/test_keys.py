"""Spellings, keys, forms: what one name has in common across scripts, and what it must not."""

from __future__ import annotations

import csv
import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karamap.gazetteer.places import Gazetteer, LonLat, Name, Place
from karamap.names import orthographies
from karamap.names.evidence import TakenOff
from karamap.names.index import NameIndex
from karamap.names.keys import MAX_KEYS
from karamap.names.resolutions import Mention
from karamap.names.resolver import Resolver
from karamap.names.scripts import is_written_in, script_of
from karamap.names.spellings import fold, in_latin, is_readable, words_of
from karamap.tables import csv_tables as tables
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre.names import read_orthographies

ORTHOGRAPHIES = read_orthographies(DataFolder(data_dir()))
LETTERS = "abcdeəfgğhxıijkqlmnoöprsştuüvyzçŞİIHКкөҹъщґїխշձوقچ'’ -."


def every_name() -> list[str]:
    with (data_dir() / "gazetteer/names.csv").open(encoding="utf-8", newline="") as stream:
        return sorted({row["name"] for row in csv.DictReader(stream)})


@pytest.mark.parametrize(
    "spellings",
    [
        ("Çöpədərə", "Chopedere", "Çöpedere", "Чопедере", "Чөпәдәрә", "Չյոփադարա"),
        ("Cəbrayıl", "Djebrail", "Cebrayil", "Jabrayil", "Джебраил", "CEBRAYIL", "Dschabrail"),
        ("Qaradərə", "Garadere", "Garadara", "Гарадере"),
        ("Xocavənd", "Khojavend", "Khojavand", "Ходжавенд", "Chodschavend"),
        ("Şıxlar", "Shikhlar", "Shykhlar", "Шыхлар", "Schichlar"),
        ("Ağbənd", "Agbend", "Aghband", "Агбенд", "Աղբենդ"),
        ("Kürdlər", "Kyurdlyar", "Кюрдляр", "Kurdlar", "Ќ".replace("Ќ", "К") + "үрдләр"),
        ("Yemişcan", "Emishjan", "Емишджан"),
    ],
)
def test_one_name_meets_itself_across_scripts(spellings: tuple[str, ...]) -> None:
    first = set(ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form(spellings[0])))
    for spelling in spellings[1:]:
        assert first & set(ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form(spelling))), spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yuxarı Əbdürrəhmanlı", "Aşağı Əbdürrəhmanlı"),
        ("Böyük Mərcanlı", "Mərcanlı"),
        ("Birinci Tığıq", "İkinci Tığıq"),
        ("Tighik-I", "Tighik-II"),
        ("Yeni Qazançı", "Qazançı"),
        ("Baş Qaraçanlı", "Aşağı Qaraçanlı"),
        ("Kənd Zəngilan", "Zəngilan"),
    ],
)
def test_a_modifier_makes_another_name(one: str, other: str) -> None:
    keys = [set(ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form(name))) for name in (one, other)]
    assert not keys[0] & keys[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yuxarı Veysəlli", "Верхний Вейсалли"),
        ("Aşağı Əbdürrəhmanlı", "Ashagi Abdurrahmanli"),
        ("Böyük Tağlar", "Mets Taghlar"),
        ("Yuxarı Yağlıvənd", "Yukarı Yağlıvend"),
        ("Böyük Mərcanlı", "Great Marjanli"),
    ],
)
def test_a_modifier_is_the_same_in_every_language(one: str, other: str) -> None:
    keys = [set(ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form(name))) for name in (one, other)]
    assert keys[0] & keys[1]


@pytest.mark.parametrize(
    ("spelling", "name", "kind"),
    [
        ("Zangilan village", "Zangilan", "village"),
        ("село Чопедере", "Чопедере", "village"),
        ("city of Zangilan", "Zangilan", "city"),
        ("Zəngilan şəhəri", "Zəngilan", "city"),
        ("Ağbənd qəsəbəsi", "Ağbənd", "town"),
        ("قرية تاتار", "تاتار", "village"),
    ],
)
def test_a_generic_word_tells_the_kind(spelling: str, name: str, kind: str) -> None:
    assert any(form.words == (name,) and form.kind == kind for form in ORTHOGRAPHIES.forms(spelling))


@pytest.mark.parametrize(
    ("spelling", "name"),
    [("Zəngilanın", "Zəngilan"), ("Cebrail'in", "Cebrail"), ("Zengilan’da", "Zengilan"), ("Талыша", "Талыш")],
)
def test_a_case_ending_comes_off(spelling: str, name: str) -> None:
    assert any(form.words == (name,) and TakenOff.ENDING in form.taken_off for form in ORTHOGRAPHIES.forms(spelling))


def test_a_generic_word_in_front_is_part_of_an_azerbaijani_name() -> None:
    assert [form.words for form in ORTHOGRAPHIES.forms("Kənd Zəngilan") if not form.taken_off] == [("Kənd", "Zəngilan")]


def test_the_case_of_letters_never_matters_for_a_shipped_name() -> None:
    for name in every_name():
        assert fold(name.upper()) == fold(name.lower()) == fold(name)
        assert set(ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form(name.upper()))) & set(
            ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form(name))
        ), name


def test_dotted_and_dotless_letters_follow_the_orthography() -> None:
    by_id = {item.id: item for item in ORTHOGRAPHIES.all}
    assert by_id["tr"].small("IĞDIR İL") == "ığdır il"
    assert by_id["en"].small("ISHIGLI") == "ishigli"


def test_every_shipped_name_has_keys_and_no_more_than_it_may() -> None:
    for name in every_name():
        assert 1 <= len(ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form(name))) <= MAX_KEYS, name


@pytest.mark.parametrize("name", ["Yukhari Gobadara", "Карахан", "Charektar", "قره باغ", "''", ""])
def test_fewer_keys_are_the_first_of_all_whoever_asks_first(name: str) -> None:
    reads = read_orthographies(DataFolder(data_dir()))
    form = reads.form(name)
    first, all_ = reads.keys(form, limit=1), reads.keys(form)
    assert first == all_[:1]
    assert reads.keys(form, limit=3) == all_[:3] == [*dict.fromkeys(all_[:3])]


def test_the_key_of_every_shipped_name_is_its_own_key() -> None:
    for name in every_name():
        key = ORTHOGRAPHIES.key(name)
        assert ORTHOGRAPHIES.key(key) == key, name


@settings(deadline=None)
@given(st.text(alphabet=LETTERS, max_size=24))
def test_keys_are_idempotent(name: str) -> None:
    key = ORTHOGRAPHIES.key(name)
    assert ORTHOGRAPHIES.key(key) == key


@settings(deadline=None)
@given(st.text(alphabet=LETTERS, max_size=24))
def test_raising_a_key_twice_changes_nothing(name: str) -> None:
    for level in orthographies.LEVEL_NUMBERS:
        once = ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form(name), level=level)
        assert ORTHOGRAPHIES.coarsened(once, level) == once


@settings(deadline=None)
@given(st.text(max_size=40))
def test_folding_is_idempotent_and_blind_to_case(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert len(ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form(name))) <= MAX_KEYS


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "abc\u202ecba", "a\u2066b", "x" * 101])
def test_what_is_not_what_it_looks_like_is_unreadable(name: str) -> None:
    assert not is_readable(name)


MANY_SCRIPTS = {
    "ရန်ကုန်": "Mymr",
    "አዲስ አበባ": "Ethi",
    "مُرَادْ خَانْلِي": "Arab",
    "नई दिल्ली": "Deva",
    "กรุงเทพ": "Thai",
    "ភ្នំពេញ": "Khmr",
    "თბილისი": "Geor",
    "יְרוּשָׁלַיִם": "Hebr",
    "ঢাকা": "Beng",
    "北京": "Hani",
    "서울": "Hang",
    "ひろしま": "Hira",
    "Αθήνα": "Grek",
    "བོད": "Tibt",
}


@pytest.mark.parametrize(("name", "script"), MANY_SCRIPTS.items(), ids=MANY_SCRIPTS.values())
def test_a_name_of_any_script_is_whole_readable_and_has_keys(name: str, script: str) -> None:
    assert is_readable(name) and script_of(name) == script and is_written_in(name, script)
    assert words_of(name) == tuple(unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name)).split())
    keys = ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form(name))
    assert keys and all(key.isalpha() for key in keys)
    assert ORTHOGRAPHIES.key(ORTHOGRAPHIES.key(name)) == ORTHOGRAPHIES.key(name)


@pytest.mark.parametrize("name", MANY_SCRIPTS)
def test_a_name_of_any_script_finds_its_place(name: str) -> None:
    place = Place("one", "village", LonLat(20.0, -10.0), 1.0, "survey")
    named = Name(name, "und", MANY_SCRIPTS[name], "official", None, None, "survey")
    gazetteer = Gazetteer({"one": place}, {"one": (named,)}, {}, {}, {}, {})
    resolver = Resolver(NameIndex(gazetteer, ORTHOGRAPHIES))
    assert resolver.resolve(Mention(name)).place_id == "one"
    assert resolver.resolve(Mention(in_latin(name.replace(" ", "-")))).place_id == "one" or script_of(name) == "Arab"


def test_points_of_arabic_change_no_key() -> None:
    keys = [ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form(name)) for name in ("مُرَادْ خَانْلِي", "مراد خانلي")]
    assert keys[0] == keys[1] and ORTHOGRAPHIES.is_partly_voweled("مُرَادْ خَانْلِي")


@pytest.mark.parametrize("name", ["東京タワー", "みやこ島", "漢江대교", "Ağdam 北京", "Ağdam-Агдам", "e\u0301x\u0323"])
def test_scripts_that_are_written_together_are_readable(name: str) -> None:
    assert is_readable(name)


@pytest.mark.parametrize("name", ["Аğdam", "Αgdam", "北a", "ကa", "서울カ", "a\u0489"])
def test_letters_of_two_scripts_in_one_word_are_a_disguise(name: str) -> None:
    assert not is_readable(name)


@pytest.mark.parametrize(
    ("name", "code", "is_it"),
    [("東京タワー", "Jpan", True), ("서울", "Kore", True), ("北京", "Hant", True), ("Ağdam", "Jpan", False)],
)
def test_codes_of_several_scripts_are_known(name: str, code: str, is_it: bool) -> None:
    assert is_written_in(name, code) is is_it


def test_joiners_and_marks_of_direction_change_nothing() -> None:
    assert is_readable("\u200fزنگیلان\u200c") and fold("\u200eAgdam\u00ad") == "agdam"


@settings(deadline=None)
@given(st.text(alphabet=LETTERS + "\u200b\u00ad\ufeff", max_size=40))
def test_marks_that_nobody_sees_are_as_if_they_were_not_there(name: str) -> None:
    seen = name.translate(dict.fromkeys(map(ord, "\u200b\u00ad\ufeff")))
    assert fold(name) == fold(seen) and words_of(name) == words_of(seen) and is_readable(name) == is_readable(seen)


@settings(deadline=None)
@given(st.text(alphabet=LETTERS, max_size=16))
def test_fewer_keys_are_the_first_of_more(name: str) -> None:
    every = ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form(name))
    for limit in (1, 4):
        assert ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form(name), limit=limit) == every[:limit]


def test_every_ending_of_the_table_comes_off() -> None:
    for row in tables.read(orthographies.ENDINGS, DataFolder(data_dir())):
        stem = "Talışar" + (row["becomes"] or "")
        words = {form.words for form in ORTHOGRAPHIES.forms("Talışar" + row["ending"])}
        assert (stem,) in words, row["ending"]


def test_long_words_have_a_bounded_number_of_keys_and_forms() -> None:
    assert len(ORTHOGRAPHIES.keys(ORTHOGRAPHIES.form("kg" * 50))) <= MAX_KEYS
    assert len(list(ORTHOGRAPHIES.forms("ski " * 25))) <= MAX_KEYS


def test_words_part_at_hyphens_and_commas() -> None:
    chance = random.Random(3)
    for name in chance.sample(every_name(), 200):
        assert all(word and not word.isspace() for word in words_of(name))
    assert words_of("Ashaga-Klishbag, T’ut’khun") == ("Ashaga", "Klishbag", "T'ut'khun")


def test_a_skeleton_is_filled_with_vowels_alone() -> None:
    assert ORTHOGRAPHIES.fills("urdgli", "urdagli")
    assert not ORTHOGRAPHIES.fills("urdgli", "urdagnli")
    assert not ORTHOGRAPHIES.fills("new:urdgli", "urdagli")


@pytest.mark.parametrize(
    ("words", "readable"),
    [
        (("Şuşa",), True),
        (("Շուշի",), True),
        (("شوشا",), True),
        (("شُوشَا",), True),
        (("شُوشَا", "ქალაქი"), False),
        (("Шуша", "town"), False),
        (("ქალაქი",), False),
        (("東京",), False),
    ],
)
def test_words_can_be_read_by_one_orthography_as_they_stand_or_without_marks(
    words: tuple[str, ...], readable: bool
) -> None:
    assert ORTHOGRAPHIES.can_read(words) is readable
