"""What a long list costs: the gazetteer is asked where the answer matters, and work grows with the list alone."""

import sys
from datetime import date
from itertools import product

from karamap.names.resolver import Resolver
from karamap.statements.clauses import voices
from karamap.statements.lists import list_surroundings
from karamap.statements.sentences.spoken_sentence import SpokenSentence
from karamap.statements.words.lexicon import Span, Spans
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre.statement_tables import StatementTables

MOST_CALLS = 15
"""Functions that are called for each further name of a list, at the most."""

NAMES = ["Xyz" + "".join(letters) + "abad" for letters in product("bdgkl", repeat=3)]


def test_names_of_a_list_are_not_asked_whether_they_are_districts(theatre):
    resolver, asked = Resolver(theatre.names), list[str]()
    known = resolver.districts_named
    resolver.districts_named = lambda name: asked.append(name) or known(name)
    reader = StatementTables(DataFolder(data_dir())).reader("az", resolver, theatre.record)
    text = f"Ordumuz Füzuli rayonunun {', '.join(NAMES[:-1])} və {NAMES[-1]} kəndlərini azad edib."
    found = reader.read(text, date(2020, 10, 22)).changes
    assert [item.place.name.text for item in found] == NAMES
    assert len(set(asked)) < len(NAMES) / 10


def test_what_is_told_of_a_whole_list_is_not_worked_out_for_each_name(read):
    def calls(count):
        made = 0

        def count_one(_frame, event, _called):
            nonlocal made
            made += event == "call"

        text = (
            f"Azerbaijani forces captured the {', '.join(NAMES[:count])} and {NAMES[-1]} villages of Fuzuli district."
        )
        assert len(read(text).changes) == count + 1
        sys.setprofile(count_one)
        try:
            read(text)
        finally:
            sys.setprofile(None)
        return made

    assert calls(100) - calls(20) <= 80 * MOST_CALLS


def test_places_alike_in_all_but_their_names_are_told_of_in_one_go(read, monkeypatch):
    asked, said = [], SpokenSentence.said
    monkeypatch.setattr(SpokenSentence, "said", lambda *given: asked.append(1) or said(*given))
    names = ["Qaraxanbəyli", "Qərvənd", "Kənd Horadiz", "Yuxarı Əbdürrəhmanlı", "Aşağı Əbdürrəhmanlı"]
    found = read(
        f"Azerbaijani forces captured the {', '.join(names)} and Mollavəli villages of Fuzuli district."
    ).changes
    assert [item.place.name.text for item in found] == [*names, "Mollavəli"]
    assert len({item.resolution.place_id for item in found} - {None}) == len(found)
    assert len(asked) <= len(found) / 2


def test_a_list_of_names_is_not_gone_through_for_each_of_them(read):
    def lines(count):
        run = 0

        def count_one(frame, event, _told):
            nonlocal run
            run += event == "line"
            return count_one if frame.f_code.co_filename == list_surroundings.__file__ else None

        text = f"Azerbaijani forces captured a height near {', '.join(f'Upper {name}' for name in NAMES[:count])}."
        read(text)
        sys.settrace(count_one)
        try:
            read(text)
        finally:
            sys.settrace(None)
        return run

    few, many = lines(25), lines(100)
    assert many < 5 * few


def test_phrases_of_a_sentence_are_not_gone_through_for_each_place(read, monkeypatch):
    looked_at = []
    role = Span.role.fget
    monkeypatch.setattr(Span, "role", property(lambda span: looked_at.append(1) or role(span)))

    def looks(count):
        looked_at.clear()
        text = f"Azerbaijani forces captured the villages of {' and '.join(NAMES[:count])}."
        assert len(read(text).statements) == count
        return len(looked_at)

    few, many = looks(20), looks(100)
    assert many < 6 * few


def test_what_is_denied_is_not_sought_in_the_whole_sentence_for_each_party(theatre, monkeypatch):
    asked, means_told = [], voices.means_told
    monkeypatch.setattr(voices, "means_told", lambda span: asked.append(1) or means_told(span))
    reader = StatementTables(DataFolder(data_dir())).reader("ru", Resolver(theatre.names), theatre.record)

    def asks(count):
        asked.clear()
        reader.read("Армения опровергла, " * count, date(2020, 10, 22))
        return len(asked)

    few, many = asks(100), asks(400)
    assert 0 < many < 6 * few


def test_clauses_are_not_made_anew_for_each_part_without_a_verb(theatre, monkeypatch):
    held = []
    made = Spans.__init__
    monkeypatch.setattr(Spans, "__init__", lambda spans, given=(): held.append(len(spans)) or made(spans, given))
    reader = StatementTables(DataFolder(data_dir())).reader("ru", Resolver(theatre.names), theatre.record)

    def phrases(count):
        held.clear()
        reader.read("село А, " * count, date(2020, 10, 22))
        return sum(held)

    few, many = phrases(100), phrases(400)
    assert 0 < many < 6 * few


def test_items_behind_another_heading_tell_of_nothing(read):
    text = (
        "Talış kəndi 3 oktyabr 2020-ci ildə işğaldan azad edilmişdir.\n\nToponimikası\n\n"
        "- Cəbrayıl rayonunun Sirik kəndi.\n- Füzuli rayonunun Dilağarda kəndi."
    )
    found = read(text, "az", date(2021, 5, 3))
    assert [item.place.name.text for item in found.changes] == ["Talış"]
    assert len(found.statements) == 3


def test_items_right_behind_a_change_go_on_with_it(read):
    text = "The army of Azerbaijan took several villages.\n\n- Sirik village\n\n- Tinli village"
    assert [item.holder for item in read(text).changes] == ["AZ", "AZ"]
