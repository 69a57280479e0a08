"""What the five pages that the record began from say: every fact has its row, and only changes are drawn."""

import pytest

from karamap.record.schema import SOURCES
from karamap.tables.csv_tables import read
from karamap.tables.data_folder import DataFolder, data_dir

FACTS = [
    ("founding-1", "the border with Iran is held in full", "claim", "cacddea5d7d"),
    ("founding-1", "a town and 20 villages were taken", "claim", "c374174eee2"),
    ("founding-1", "a town and 20 villages on that day", "total", "founding-1.1"),
    ("founding-1", "3 cities, 2 towns, 112 villages since the end of September", "total", "founding-1.2"),
    ("founding-1", "a missile near Gabala", "event", "founding-1.e1"),
    ("founding-2", "the border is secured through Ağbənd", "claim", "cacddea5d7d"),
    ("founding-2", "Ağbənd was taken", "claim", "c95fb15c84b"),
    ("founding-2", "a town and 20 villages on that day", "total", "founding-2.1"),
    ("founding-2", "3 cities, 2 towns, 112 villages", "total", "founding-2.2"),
    (
        "founding-2",
        "the ceasefire and the line since then",
        "note",
        "ceasefire of 1994 (Bishkek protocol) and its line",
    ),
    ("founding-2", "fighting in April 2016", "note", "fighting of April 2016"),
    ("founding-2", "a meeting and a call for help", "note", "meeting at NATO and a call for outside help"),
    ("founding-3", "no change of control", "claim", "c145fe48dbc"),
    ("founding-3", "no operation on the territory of Armenia", "event", "founding-3.e1"),
    ("founding-3", "a formal request for consultations", "event", "founding-3.e2"),
    ("founding-3", "Şuşa was struck", "event", "founding-3.e3"),
    ("founding-3", "the offensive was renewed", "event", "founding-3.e4"),
    ("founding-3", "army and settlements of the other side were targeted", "event", "founding-3.e5"),
    ("founding-4", "more than 60 combat positions were taken", "claim", "c89ad4369f4"),
    ("founding-4", "more than 60 combat positions", "total", "founding-4.1"),
    ("founding-4", "25 killed, 138 wounded", "event", "founding-4.e1"),
    ("founding-4", "Iran offers to mediate", "event", "founding-4.e2"),
    ("founding-5", "the ambassador on a border of 760 km", "event", "founding-5.e1"),
    ("founding-5", "21 villages, as the page says", "claim", "caea915e382"),
    ("founding-5", "21 villages on 22 October", "total", "founding-5.1"),
    ("founding-5", "the border is secured through Ağbənd", "claim", "cacddea5d7d"),
    ("founding-5", "a deployment near Khoda Afarin", "event", "founding-5.e2"),
    ("founding-5", "a deployment near Jolfa", "event", "founding-5.e3"),
    ("founding-5", "a missile at Aqa-Alilou", "event", "founding-5.e4"),
    ("founding-5", "the same, in Heris county", "event", "founding-5.e5"),
    ("founding-5", "a drone in Parsabad", "event", "founding-5.e6"),
    ("founding-5", "houses damaged along the border", "event", "founding-5.e7"),
    ("founding-5", "a warning of the armed forces of Iran", "event", "founding-5.e8"),
    ("founding-5", "meetings in Washington", "note", "meetings in Washington"),
    ("founding-5", "ceasefires that did not hold", "note", "two ceasefires since 10 October 2020 that did not hold"),
    ("founding-5", "held since 1994", "note", "a fifth of the recognised territory and seven districts around"),
]
"""The page, the fact in few words, what it is in the record, and the id of its row or words of the source's note."""

OUTSIDE = ("founding-1.e1", "founding-5.e2", "founding-5.e3", "founding-5.e4", "founding-5.e5", "founding-5.e6")
"""Mentions of places that lie beyond the ground of the theatre."""


def is_claim(theatre, page, claim_id):
    return claim_id in theatre.record.claims and page in cited_by(theatre, claim_id)


def is_total(theatre, page, total_id):
    return (total_id, page) in {(total.id, total.source_id) for total in theatre.record.totals}


def is_event(theatre, page, event_id):
    return (event_id, page) in {(event.id, event.source_id) for event in theatre.record.events}


def is_noted(theatre, page, words):
    (row,) = (row for row in read(SOURCES, DataFolder(data_dir())) if row["id"] == page)
    return page in theatre.record.sources and words in row["note"]


HOLDS = {"claim": is_claim, "total": is_total, "event": is_event, "note": is_noted}


def cited_by(theatre, claim_id):
    return {item.source_id for item in theatre.record.citations[claim_id]}


def event(theatre, event_id):
    (found,) = (item for item in theatre.record.events if item.id == event_id)
    return found


@pytest.mark.parametrize(("page", "fact", "what", "where"), FACTS, ids=[f"{fact[0]}: {fact[1]}" for fact in FACTS])
def test_every_fact_has_its_row(theatre, page, fact, what, where):
    assert HOLDS[what](theatre, page, where), fact


def test_every_mention_of_these_pages_is_in_the_list(theatre):
    pages = {page for page, *_ in FACTS}
    listed = {where for _, _, what, where in FACTS if what == "event"}
    assert {item.id for item in theatre.record.events if item.source_id in pages} == listed


def test_21_places_are_named_by_the_second_page(theatre):
    named = [
        claim
        for claim in theatre.record.claims.values()
        if claim.called and claim.place_id and "founding-2" in cited_by(theatre, claim.id)
    ]
    assert sorted(claim.called for claim in named) == ["town"] + ["village"] * 20


@pytest.mark.parametrize("page", ["founding-3", "founding-4"])
def test_a_page_without_a_change_of_control_moves_no_place(theatre, page):
    carried = [claim for claim in theatre.record.claims.values() if page in cited_by(theatre, claim.id)]
    assert carried
    assert all(claim.subject for claim in carried)


def test_the_21_villages_are_the_words_of_the_page_and_not_of_the_ambassador(theatre):
    assert theatre.record.claims["caea915e382"].speaker == theatre.record.sources["founding-5"].publisher
    said = [item for item in theatre.record.claims.values() if "founding-5" in cited_by(theatre, item.id)]
    assert not [claim.id for claim in said if "mbassador" in claim.speaker]
    assert "named no village" in event(theatre, "founding-5.e1").note


@pytest.mark.parametrize("event_id", OUTSIDE)
def test_what_happened_outside_the_theatre_has_no_ground(theatre, event_id):
    place_id = event(theatre, event_id).place_id
    assert place_id is None or not theatre.gazetteer.in_theatre(place_id)
