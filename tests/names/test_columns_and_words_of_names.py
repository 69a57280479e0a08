"""Columns and words that programs find in answers about names: to change one is to change what they read."""

import pytest

from karamap.names import answer_columns, mentions
from karamap.names.evidence import Evidence, Match, Reason, TakenOff, Where, in_words
from karamap.names.resolutions import Flag, Outcome

WORDS = {
    Match: "spelling, plain, key, other_reading, level_2, vowels_filled, skeleton, one_phoneme",
    TakenOff: "generic, ending",
    Where: "same_district, outside_district, elsewhere, anywhere",
    Reason: "kind, valid_then, proper, attested, near_list",
    Outcome: "resolved, ambiguous, weak, unresolved",
    Flag: "unreadable, unknown_district, district_mismatch, kind_differs, name_of_another_time, weak, by_siblings, "
    "taken_for_a_seat, far_from_siblings, other_name_unknown, names_disagree, name_alone",
}


NEAR_OTHERS = ("near the other names of its list",)

PHRASES = {
    Match: [
        "same spelling",
        "same spelling in plain letters",
        "level-1 key",
        "level-1 key by another reading",
        "level-2 key",
        "level-1 key, its vowels filled in",
        "level-3 key",
        "level-1 key but for one phoneme",
    ],
    TakenOff: ["generic word dropped", "case ending dropped"],
    Where: ["same district", "outside the stated district", "elsewhere", ""],
    Reason: ["kind agrees", "name valid then", "its proper name", "the better attested", *NEAR_OTHERS],
}


def test_evidence_is_said_in_words():
    spelled = in_words(Evidence(Match.SPELLING))
    assert [in_words(Evidence(match)) for match in Match] == PHRASES[Match]
    for closed, field in ((TakenOff, "taken_off"), (Reason, "chosen_by")):
        said = [in_words(Evidence(Match.SPELLING, **{field: (member,)})) for member in closed]
        assert said == [f"{spelled}, {words}" for words in PHRASES[closed]]
    said = [in_words(Evidence(Match.SPELLING, where=member)) for member in Where]
    assert said == [", ".join(filter(None, (spelled, words))) for words in PHRASES[Where]]


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
