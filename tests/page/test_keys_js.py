"""The page's keys, run in Node: for every name of the gazetteer the same as the command's."""

import json
import random
import unicodedata
from functools import cache

import nodejs
import pytest

from karamap.document.search_rules import further_names, letters, look_up, rules
from karamap.gazetteer.places import Gazetteer, Name
from karamap.names.evidence import TakenOff
from karamap.names.index import NameIndex
from karamap.names.scripts import script_of, script_of_letter
from karamap.names.spellings import fold, words_of
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre.names import load_names, read_orthographies

SPELLINGS = ("Чопедере", "Chopedere", "Çöpədərə", "Չյոփադարա", "چوپدره", "Çöpədərə kəndi", "село Чопедере")
ODD = (
    "",
    " ",
    "II",
    "İŞIQLI",
    "Şuşa'dan",
    "Ağdam’ın",
    "Bol’shaya Taglar",
    "Straße",
    "Горадиз",
    "Кенд-Зангилан",
    "Böyük",
    "Yuxarı Əbdürrəhmanlı",
    "a" * 60,
    "ქარვაჭარი",
    "Kārvačhār",
    "Αγντάμ",
    "Ђурђевац",
    "Аğdam",
    "123",
    "Şükürbəyli-2",
    "ﬁnə",
    "e\u0301",
    "Սարուշեն և Ձորք",
)

SCRIPTS = (
    "ရန်ကုန်",
    "မြစ်ကြီးနား",
    "አዲስ አበባ",
    "مُرَادْ خَانْلِي",
    "नई दिल्ली",
    "กรุงเทพ",
    "ลำพูน",
    "ភ្នំពេញ",
    "თბილისი",
    "יְרוּשָׁלַיִם",
    "ঢাকা",
    "北京",
    "東京タワー",
    "서울",
    "Αθήνα",
    "Հ́ողեր",
    "t'̣o_ra",
)
SPOILT = [text + other for text in SCRIPTS for other in ("Ağdam", "北", "м", "\u0301")]


@pytest.fixture(scope="module")
def orthographies():
    return read_orthographies(DataFolder(data_dir()))


@pytest.fixture(scope="module")
def names(theatre):
    return [name for held in theatre.gazetteer.names.values() for name in held]


@pytest.fixture(scope="module")
def index(theatre, orthographies):
    return NameIndex(theatre.gazetteer, orthographies)


@cache
def written():
    """The tables of a gazetteer that bears names in many scripts."""
    names = [Name(text, "und", script_of(text), "official", None, None, "x") for text in SCRIPTS]
    gazetteer = Gazetteer({}, {"x": tuple(names)}, {}, {}, {}, {})
    index = NameIndex(gazetteer, read_orthographies(DataFolder(data_dir())))
    return {**rules(index.orthographies), **letters(index)}


def ask(code, **given):
    create = "const folder = karamap.nameKeys.folder(given.tables);"
    return nodejs.run(("core/name_keys.js",), create + code, {"tables": written(), **given})


def test_every_name_has_the_keys_that_the_command_gives_it(names, orthographies):
    code = "return given.names.map(([text, language]) => folder.keys(folder.form(text), language));"
    found = ask(code, names=[(name.text, name.language) for name in names])
    wanted = [orthographies.keys(orthographies.form(name.text), name.language) for name in names]
    assert len(found) == len(wanted) > 8000
    assert [pair for pair in zip(found, wanted, strict=True) if pair[0] != pair[1]] == []


@pytest.mark.slow
def test_every_spelling_of_no_stated_language_has_the_keys_that_the_command_gives_it(names, orthographies):
    texts = sorted({name.text for name in names} | {*SPELLINGS, *ODD, *SCRIPTS, *SPOILT})
    found = ask("return given.texts.map((text) => folder.keys(folder.form(text)));", texts=texts)
    wanted = [orthographies.keys(orthographies.form(text)) for text in texts]
    assert [row for row in zip(texts, found, wanted, strict=True) if row[1] != row[2]] == []


def test_every_key_rises_to_the_second_level_as_the_command_raises_it(names, orthographies):
    keys = sorted({key for name in names for key in orthographies.keys(orthographies.form(name.text), name.language)})
    found = ask("return given.keys.map((key) => folder.coarsened([key], 2));", keys=keys)
    assert found == [orthographies.coarsened([key], 2) for key in keys]


def test_a_spelling_is_taken_apart_as_the_command_takes_it_apart(names, orthographies):
    chosen = random.Random(0).sample(sorted({name.text for name in names}), 400)
    endings = [" kəndi", " village", "dan", "'da", " şəhəri", "ում"]
    texts = [*SPELLINGS, *ODD, *SCRIPTS, *(f"{text}{endings[at % len(endings)]}" for at, text in enumerate(chosen))]
    code = "return given.texts.map((t) => [...folder.forms(t)].map((f) => [f.words, f.tags, f.kind, f.how]));"
    found = ask(code, texts=texts)
    said = {TakenOff.GENERIC: "generic word dropped", TakenOff.ENDING: "case ending dropped"}
    wanted = [
        [
            [list(form.words), list(form.tags), form.kind, ", ".join(map(said.get, form.taken_off))]
            for form in orthographies.forms(text)
        ]
        for text in texts
    ]
    assert [row for row in zip(texts, found, wanted, strict=True) if row[1] != row[2]] == []


def test_words_and_folding_are_those_of_the_command(names):
    texts = [*SPELLINGS, *ODD, *SCRIPTS, *SPOILT, *(name.text for name in names[::7])]
    found = ask("return given.texts.map((t) => [karamap.nameKeys.fold(t), karamap.nameKeys.wordsOf(t)]);", texts=texts)
    assert found == [[fold(text), list(words_of(text))] for text in texts]


def test_a_script_of_no_name_has_no_keys_here():
    assert ask('return folder.keys(folder.form("ᏣᎳᎩ"));') == []


def test_letters_are_of_the_script_that_the_browser_says_they_are():
    """Unicode's own table against ours, for the letters and marks that this Python knows."""
    letters = [letter for letter in map(chr, range(0x110000)) if unicodedata.category(letter)[0] in "LM"]
    code = """
    const tests = {};
    const patternOf = (script) => (
      tests[script] ??= new RegExp(`\\\\p{Script=${script}}|\\\\p{Script=Inherited}`, "u"));
    return given.letters.filter(([script, letters]) => [...letters].some((letter) => !patternOf(script).test(letter)));
    """
    by_script = {}
    for letter in letters:
        by_script[script_of_letter(letter)] = by_script.get(script_of_letter(letter), "") + letter
    assert ask(code, letters=list(by_script.items())) == []


def test_no_rule_can_meet_itself():
    """The script looks for the letters of a rule first and at its place afterwards, which asks for this."""
    sources = [
        rule["from"]
        for level in rules(read_orthographies(DataFolder(data_dir())))["levels"]
        for rule in level["rules"]
        if rule["where"] != "doubled"
    ]
    assert [text for text in sources if any(text.startswith(text[at:]) for at in range(1, len(text)))] == []


def shown_names(gazetteer):
    return {
        place_id: [name for name in names if name.language != "und"]
        for place_id, names in sorted(gazetteer.names.items())
    }


def test_the_further_names_are_all_that_the_shown_names_lack(theatre):
    places = shown_names(theatre.gazetteer)
    further = further_names(theatre.gazetteer, places)
    for (place_id, names), found in zip(places.items(), further, strict=True):
        lines = [line.split("\t") for line in found.split("\n")]
        told = {(text, head.rstrip("+") or "und") for head, *texts in lines for text in texts}
        held = {(name.text, name.language) for name in theatre.gazetteer.names[place_id]}
        assert told == held - {(name.text, name.language) for name in names}


@pytest.mark.slow
def test_kept_tables_and_new_ones_say_the_same(theatre, index, tmp_path):
    places = shown_names(theatre.gazetteer)
    for _ in range(2):
        assert look_up(load_names(data_dir(), tmp_path), places) == look_up(index, places)


def test_the_tables_are_small(theatre, index):
    tables = look_up(index, shown_names(theatre.gazetteer))
    assert len(json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()) < 120_000
