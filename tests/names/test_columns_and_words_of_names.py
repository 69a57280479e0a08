"""Columns and words that programs find in answers about names: to change one is to change what they read."""

import pytest

from karamap.names import answer_columns, mentions
from karamap.names.evidence import Match, Reason, TakenOff, Where
from karamap.names.resolutions import Flag, Outcome

WORDS = {
    Match: "spelling, plain, key, other_reading, level_2, vowels_filled, skeleton, one_phoneme",
    TakenOff: "generic, ending",
    Where: "same_district, outside_district, elsewhere, anywhere",
    Reason: "kind, valid_then, proper, attested, near_list",
    Outcome: "resolved, ambiguous, weak, unresolved",
    Flag: "unreadable, unknown_district, district_mismatch, kind_differs, name_of_another_time, weak, by_siblings, "
    "far_from_siblings, other_name_unknown, names_disagree, name_alone",
}


@pytest.mark.parametrize("closed", WORDS, ids=lambda closed: closed.__name__)
def test_words_of_a_closed_choice_about_names_stay(closed):
    assert ", ".join(member.value for member in closed) == WORDS[closed]


def test_columns_of_answers_and_of_lists_stay():
    added = "outcome, place_id, place, place_district, place_kind, lon, lat, candidates, flags"
    assert ", ".join(answer_columns.COLUMNS) == added
    assert ", ".join(answer_columns.PLACE) == "id, name, district, kind, lon, lat"
    assert ", ".join(mentions.CONTEXT) == "name, district, kind, date"


@pytest.mark.parametrize(
    ("columns", "given"),
    [
        (["name", "district"], ["name", "district"]),
        (["place", "input_place"], ["input_input_place", "input_place"]),
        (["evidence", "flags"], ["input_evidence", "input_flags"]),
        (["place", "place"], ["input_place", "input_place"]),
        ([], []),
    ],
)
def test_columns_of_a_list_leave_those_of_the_answer_free(columns, given):
    assert answer_columns.free(columns) == given
