"""Columns and words that programs find in answers and tables: to change one is to change what they read."""

import pytest

from karamap.record import changes, control, events, explanation, panel, schema, timeline, total_readings, totals

COLUMNS = {
    events: "id, place_id, place, lon, lat, kind, happened_on, earliest, latest, speaker, side, reported_on, "
    "source_id, written_as, note",
    panel: "date, place_id, holder, standing, since, contested, assessed_holder, probability",
    totals: "id, as_of, reported_on, scope, bound, said, counted, with_repeats, difference, match, explained_by, "
    "explanation, claims, places, source_id, note",
}

WORDS = {
    changes.Kind: "dated, undated, learned",
    control.Standing: "none, assumed, claimed, confirmed, disputed, agreed",
    control.Show: "claimed, confirmed",
    explanation.Role: "before, for, against, aside, withdrawn",
    schema.Stance: "affirms, denies, holds, contested, retracts",
    schema.Basis: "force, handover, agreement, withdrawal, baseline",
    schema.Quality: "original, wire copy, mirror, retrospective, unstated",
    schema.Witness: "observes, reports, unknown",
    schema.Precision: "day, month, year, inferred",
    schema.Scope: "day, running, by district, handover, war, lost, positions",
    schema.Bound: "exact, at least, more than, at most, about, nearly",
    schema.EventKind: "strike, fighting, casualties, crash, deployment, checkpoint, evacuation, visit, footage, "
    "naming, statement, denial",
    totals.Match: "exact, explained, unexplained, no number",
    total_readings.Way: "bound, repeats, towns as villages, kinds of the gazetteer, own list, "
    "contradicts its own list, another list of the day, day left out, named later, repeats left out, villages alone, "
    "whole district, stated without names",
}


def test_words_for_states_of_knowledge_stay():
    assert (timeline.ALL, timeline.SHOWN) == ("all", "shown")


@pytest.mark.parametrize("module", COLUMNS, ids=lambda module: module.__name__.rpartition(".")[2])
def test_columns_of_an_answer_stay(module):
    assert ", ".join(module.COLUMNS) == COLUMNS[module]


@pytest.mark.parametrize("closed", WORDS, ids=lambda closed: closed.__name__)
def test_words_of_a_closed_choice_stay(closed):
    assert ", ".join(member.value for member in closed) == WORDS[closed]
