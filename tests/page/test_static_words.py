"""The day in words says what the record says, in every language, whatever the texts hold."""

import copy
import re
from datetime import date
from html import unescape

import pytest

from karamap.document.reader import DrawnDocument
from karamap.page import static_words

DAY = date(2020, 10, 22)


@pytest.fixture(scope="module")
def document(document_of):
    return document_of(DAY)


def words(document):
    return unescape(re.sub(r"<[^>]+>", "\n", static_words.of(document)))


def test_it_names_every_place_that_changed_hands_and_its_holder(document):
    drawn = DrawnDocument(document)
    changed = drawn.changed("all", 0)["dated"]
    assert len(changed) == 21
    told = words(document)
    for place_id in changed:
        names = drawn.place(place_id)["names"]
        assert next(name["text"] for name in names if name["language"] == "en") in told
    assert "Reported as gained by Azerbaijan (21): " in told
    assert "22 October 2020" in told
    assert "based on all sources to date" in told


@pytest.mark.parametrize("language", ["en", "az", "hy", "ru", "tr"])
def test_no_text_is_missing_and_no_placeholder_is_left(theatre, document, language):
    told = words({**document, "language": language})
    assert not re.search(r"\{\w+\}|\b(page|day|known|date|month|list)\.\w", told)
    assert document["texts"][language]["page.unscripted"] in told


def test_a_day_without_changes_says_so(document_of):
    assert "No report of a change on this day." in words(document_of(date(2020, 9, 26)))


def test_many_names_are_cut_and_the_rest_counted(document):
    many = copy.deepcopy(document)
    changed = many["series"]["all"]["changed"][0]
    gained = changed[document["fields"]["changed"].index("dated")]
    assert len(gained) == 21
    gained *= 6
    assert "and 26 more" in words(many)


def test_a_state_of_knowledge_is_told(document_of):
    known = document_of(DAY, known_on=date(2020, 10, 25))
    assert "based on what was published by 25 October 2020" in words(known)


def test_what_the_reader_added_is_told_as_text(document):
    told = static_words.of({**document, "head": {**document["head"], "own": "<b>mine</b>", "title": "</main>\0"}})
    assert "plus &lt;b&gt;mine&lt;/b&gt;" in told
    assert "<h1>&lt;/main&gt;\ufffd</h1>" in told
    assert told.count("</main>") == 1


def test_a_language_from_right_to_left_says_which_way_it_goes(document):
    texts = {**document["texts"], "fa": document["texts"]["en"]}
    assert 'lang="fa" dir="rtl"' in static_words.of({**document, "texts": texts, "language": "fa"})


def test_the_same_document_gives_the_same_words(document):
    assert static_words.of(document) == static_words.of(copy.deepcopy(document))
