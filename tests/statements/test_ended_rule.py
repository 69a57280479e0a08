"""Who ended a rule, and whose it was: both may stand behind "occupation by"."""

from __future__ import annotations

from datetime import date

import pytest

DEC_1 = date(2020, 12, 1)


def told(extraction):
    return [(item.place.name.text, item.holder, str(item.day)[5:]) for item in extraction.changes]


@pytest.mark.parametrize(
    "text",
    [
        "Hadrut was liberated from Armenian occupation by the Azerbaijani army on 9 October.",
        "Hadrut was freed from the Armenian occupation by Azerbaijan on 9 October.",
        "Hadrut was liberated from occupation by the Azerbaijani army on 9 October.",
        "Hadrut was freed from the occupation by Azerbaijani forces on 9 October.",
        "Hadrut was liberated from occupation by the glorious Azerbaijani army on 9 October.",
        "Hadrut was cleared of occupiers on 9 October.",
        "Hadrut was liberated from occupation by the Armenian army on 9 October.",
        "Hadrut was freed from the occupation by Armenian forces on 9 October.",
        "On 9 October Azerbaijan liberated Hadrut from occupation by Armenian forces.",
        "Hadrut was liberated by the Azerbaijani army from occupation by the Armenian forces on 9 October.",
    ],
)
def test_who_ends_an_occupation_gains_what_was_occupied(read, text):
    assert told(read(text, "en", DEC_1)) == [("Hadrut", "AZ", "10-09")]


def test_who_ended_it_is_not_told_of_a_place_that_nobody_knows(read):
    assert told(read("The village of Nowhere was freed from occupation by the Azerbaijani army.", "en", DEC_1)) == []


def test_who_speaks_gains_it_where_the_record_does_not_tell(read):
    text = "Aliyev said that the village of Nowhere was freed from occupation by the Armenian army."
    assert [holder for _, holder, _ in told(read(text, "en", DEC_1))] == ["AZ"]


def test_what_no_longer_belongs_to_a_party_is_lost(read):
    assert told(read("Hadrut no longer belongs to the Armenians.", "en", DEC_1)) == [("Hadrut", "AZ", "12-01")]


@pytest.mark.parametrize(
    "text",
    [
        "The Azerbaijani army has so far liberated Jabrayil, Fuzuli and Hadrut since September 27.",
        "Azerbaijan has so far freed the villages of Tugh, Salakatin and Azykh since 27 September.",
    ],
)
def test_a_list_of_all_that_was_taken_since_a_day_is_held(read, text):
    found = read(text, "en", date(2020, 11, 20))
    assert [(item.holder, item.stance) for item in found.changes] == [("AZ", "holds")] * 3
