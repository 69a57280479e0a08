"""A claim is one utterance; its id is derived from what makes it that utterance."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.record.claims import IDENTITY, claim_id
from karamap.record.schema import Basis, Stance

VALUES = {
    "place_id": "gn1",
    "holder": "AZ",
    "stance": "affirms",
    "speaker": "Somebody",
    "basis": "force",
    "valid_from": date(2020, 10, 22),
    "reported_on": date(2020, 10, 22),
}


def test_the_id_is_a_letter_and_ten_digits():
    assert claim_id(VALUES) == "c" + format(int(claim_id(VALUES)[1:], 16), "010x")


def test_the_id_is_a_digest_of_the_identity_and_nothing_else():
    written = "\x1f".join(["gn1", "", "AZ", "affirms", "Somebody", "force", "2020-10-22", "2020-10-22", ""])
    assert claim_id(VALUES) == "c" + hashlib.sha256(written.encode()).hexdigest()[:10]


def test_a_date_and_its_text_give_the_same_id():
    assert claim_id(VALUES) == claim_id({**VALUES, "valid_from": "2020-10-22"})


def test_an_absent_value_and_none_give_the_same_id():
    assert claim_id(VALUES) == claim_id({**VALUES, "subject": None})


@pytest.mark.parametrize("column", IDENTITY)
def test_each_column_of_the_identity_changes_the_id(column):
    assert claim_id({**VALUES, column: "otherwise"}) != claim_id(VALUES)


@pytest.mark.parametrize("column", ["note", "side", "independence_group", "called", "earliest", "latest", "id"])
def test_what_is_not_identity_does_not_change_the_id(column):
    assert claim_id({**VALUES, column: "otherwise"}) == claim_id(VALUES)


@given(st.text(), st.text())
def test_a_value_does_not_run_into_its_neighbour(one, other):
    here = claim_id({"place_id": one.replace("\x1f", ""), "subject": other.replace("\x1f", "")})
    there = claim_id({"place_id": other.replace("\x1f", ""), "subject": one.replace("\x1f", "")})
    assert (here == there) == (one.replace("\x1f", "") == other.replace("\x1f", ""))


def test_what_was_reported_on_the_day_is_known(small_theatre):
    record = small_theatre().record
    assert date(2020, 10, 9) in {claim.reported_on for claim in record.known(date(2020, 10, 9))}


def test_what_was_reported_later_is_not_known(small_theatre):
    known = small_theatre().record.known(date(2020, 10, 21))
    assert max(claim.reported_on for claim in known) == date(2020, 10, 9)


def test_without_a_day_everything_is_known(small_theatre):
    record = small_theatre().record
    assert len(record.known(None)) == len(record.claims)


def test_the_record_begins_with_its_baseline_and_ends_with_its_last_claim(small_theatre):
    record = small_theatre().record
    assert (record.first_day, record.last_day) == (date(2020, 9, 26), date(2020, 12, 1))


def test_every_claim_keeps_the_pages_that_carry_it(small_theatre):
    record = small_theatre().record
    assert set(record.citations) == set(record.claims)


def test_a_record_begins_and_ends_where_it_is_told_to(small_theatre):
    record = replace(small_theatre().record, state_as_of=date(2020, 9, 1), ends_on=date(2021, 1, 1))
    assert (record.first_day, record.last_day) == (date(2020, 9, 1), date(2021, 1, 1))


def test_a_member_of_an_enum_and_its_text_give_the_same_id():
    assert claim_id(VALUES) == claim_id({**VALUES, "stance": Stance.AFFIRMS, "basis": Basis.FORCE})


def test_a_side_is_a_party_or_none(small_theatre):
    assert small_theatre().record.sides == ("ARM", "AZ", "RU", "none")


def test_a_claim_needs_no_independence_group(small_theatre):
    def without(world):
        for row in world.rows["seeds/claims.csv"]:
            row["independence_group"] = None

    assert {claim.independence_group for claim in small_theatre(without).record.claims.values()} == {None}
