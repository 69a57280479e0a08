"""The labelled corpus with its parties exchanged: whoever a sentence says has a place is exchanged too."""

from __future__ import annotations

from datetime import date

import pytest
from exchange import FORMS, OTHER, exchange, stretches
from test_statement_corpus import GOLD

from karamap.statements.schema import Role
from karamap.statements.words.lexicon import Lexicon
from karamap.statements.words.tokens import sentences
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre.statement_tables import StatementTables

LANGUAGES = tuple(FORMS)

LEAST = 40
"""So many texts of each language are read both ways at least."""

BY_RECORD = ("the record says who gained it", "the speaker's side is taken", "told by a participle behind a day")
"""Ends of reasons for which the record is asked who gained a place, which tells the same whoever is named."""

OF_HOME = ("Prezidentin sözlərinə görə", "MN: ", "Müdafiə Nazirliyinin mətbuat xidmətindən", "O, həmin gün")
"""Offices of the party that a language is at home with, which is named nowhere."""


@pytest.fixture(scope="module")
def lexicons():
    """The names of parties and the phrases of each language."""
    tables = StatementTables(DataFolder(data_dir()))
    return {code: Lexicon([*tables.actors(code), *tables.phrases(code)]) for code in LANGUAGES}


def is_exchanged(lexicon, language, text):
    """Whether each word that means a party, or an enemy, is exchanged."""
    exchanged = {at for stretch in stretches(language, text) for at in stretch}
    for sentence in sentences(text, lexicon.abbreviations, lambda _: True):
        for span in lexicon.spans(sentence.tokens):
            actor = span.phrase.actor
            means_party = span.role is Role.ENEMY or (actor is not None and actor.party in OTHER)
            if means_party and exchanged.isdisjoint(range(*sentence.tokens.stretch(span.first, span.last))):
                return False
    return not any(office in text for office in OF_HOME)


def told(found, other=None):
    """What a text says of each place by itself, with the parties as `other` exchanges them."""
    names = other or {}
    return [
        (item.place.name.text, names.get(item.holder, item.holder), item.stance, names.get(item.side, item.side))
        for item in found.statements
        if not any(reason.endswith(BY_RECORD) for reason in item.reasons)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_holders_and_sides_are_exchanged_with_the_parties(read, lexicons, language):
    odd, read_both_ways = {}, 0
    for id_, text in GOLD.items():
        if text["language"] != language:
            continue
        if not is_exchanged(lexicons[language], language, text["text"]):
            continue
        day = date.fromisoformat(text["published"])
        read_both_ways += 1
        before = told(read(text["text"], language, day), OTHER)
        after = told(read(exchange(language, text["text"]), language, day))
        if before != after:
            odd[id_] = set(before) ^ set(after)
    assert odd == {}
    assert read_both_ways >= LEAST
