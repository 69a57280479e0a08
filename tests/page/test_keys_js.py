"""The page's keys, run in Node: for every name of the gazetteer the same as the command's."""

import json
import random

import nodejs
import pytest

from karamap.document.search_rules import further_keys, latin, look_up, rules
from karamap.names.index import Index
from karamap.names.keys import Orthographies
from karamap.names.spellings import fold, words_of
from karamap.tables.data_folder import data_dir

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


@pytest.fixture(scope="module")
def orthographies():
    return Orthographies.load(data_dir())


@pytest.fixture(scope="module")
def names(theatre):
    return [name for held in theatre.gazetteer.names.values() for name in held]


def ask(code, **given):
    create = "const folder = karamap.keys.folder(given.tables);"
    tables = {**rules(Orthographies.load(data_dir())), "latin": latin()}
    return nodejs.run(("keys.js",), create + code, {"tables": tables, **given})


def test_every_name_has_the_keys_that_the_command_gives_it(names, orthographies):
    code = "return given.names.map(([text, language]) => folder.keys(folder.form(text), language));"
    found = ask(code, names=[(name.text, name.language) for name in names])
    wanted = [orthographies.keys(orthographies.form(name.text), name.language) for name in names]
    assert len(found) == len(wanted) > 8000
    assert [pair for pair in zip(found, wanted, strict=True) if pair[0] != pair[1]] == []


def test_every_spelling_of_no_stated_language_has_the_keys_that_the_command_gives_it(names, orthographies):
    texts = sorted({name.text for name in names} | {*SPELLINGS, *ODD})
    found = ask("return given.texts.map((text) => folder.keys(folder.form(text)));", texts=texts)
    wanted = [orthographies.keys(orthographies.form(text)) for text in texts]
    assert [row for row in zip(texts, found, wanted, strict=True) if row[1] != row[2]] == []


def test_every_key_rises_to_the_second_level_as_the_command_raises_it(names, orthographies):
    keys = sorted({key for name in names for key in orthographies.keys(orthographies.form(name.text), name.language)})
    found = ask("return given.keys.map((key) => folder.raised([key], 2));", keys=keys)
    assert found == [orthographies.raised([key], 2) for key in keys]


def test_a_spelling_is_taken_apart_as_the_command_takes_it_apart(names, orthographies):
    chosen = random.Random(0).sample(sorted({name.text for name in names}), 400)
    endings = [" kəndi", " village", "dan", "'da", " şəhəri", "ում"]
    texts = [*SPELLINGS, *ODD, *(f"{text}{endings[at % len(endings)]}" for at, text in enumerate(chosen))]
    code = "return given.texts.map((t) => [...folder.forms(t)].map((f) => [f.words, f.tags, f.kind, f.how]));"
    found = ask(code, texts=texts)
    wanted = [[[list(f.words), list(f.tags), f.kind, f.how] for f in orthographies.forms(text)] for text in texts]
    assert [row for row in zip(texts, found, wanted, strict=True) if row[1] != row[2]] == []


def test_words_and_folding_are_those_of_the_command(names):
    texts = [*SPELLINGS, *ODD, *(name.text for name in names[::7])]
    found = ask("return given.texts.map((t) => [karamap.keys.fold(t), karamap.keys.wordsOf(t)]);", texts=texts)
    assert found == [[fold(text), list(words_of(text))] for text in texts]


def test_a_script_of_no_name_has_no_keys_here():
    assert ask('return folder.keys(folder.form("カラバフ"));') == []


def test_no_rule_can_meet_itself():
    """The script looks for the letters of a rule first and at its place afterwards, which asks for this."""
    sources = [
        rule[0]
        for _, level in rules(Orthographies.load(data_dir()))["levels"]
        for rule in level
        if rule[1] != "doubled"
    ]
    assert [text for text in sources if any(text.startswith(text[at:]) for at in range(1, len(text)))] == []


def shown_names(gazetteer):
    return [
        (place_id, [(name.text, name.language) for name in held if name.language != "und"])
        for place_id, held in sorted(gazetteer.names.items())
    ]


def test_the_further_keys_are_all_that_the_shown_names_lack(theatre, orthographies):
    places = shown_names(theatre.gazetteer)
    further = further_keys(theatre.gazetteer, Index.of(theatre.gazetteer, orthographies).keys[1], places)
    for (place_id, shown), found in zip(places, further, strict=True):
        held = {(name.text, name.language) for name in theatre.gazetteer.names[place_id]}
        keys = {name: set(orthographies.keys(orthographies.form(name[0]), name[1])) for name in held}
        seen = set().union(*(keys[name] for name in shown))
        assert set(found.split()) == set().union(*keys.values()) - seen


def test_the_tables_are_small(theatre):
    tables = look_up(theatre, shown_names(theatre.gazetteer))
    assert len(json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()) < 60_000
