"""The chain behind one colour: every claim, its role, its pages, and the rule that decided."""

from datetime import date

import pytest

from karamap.record.explanation import RULES, Role, chain
from karamap.record.timeline import Timeline

TAKEN = date(2020, 10, 22)


@pytest.fixture
def why(small_theatre):
    def ask(place_id, day=TAKEN, known_on=None, change=lambda _: None):
        return chain(Timeline(small_theatre(change).record, known_on), place_id, day)

    return ask


def roles(found):
    return [reason.role for reason in found.reasons]


def test_claims_come_oldest_first_each_with_its_role(why):
    assert roles(why("gn3")) == [Role.BEFORE, Role.FOR]


def test_a_denial_stands_against(why):
    assert sorted(role.value for role in roles(why("gn4"))) == ["against", "before", "for"]


def test_the_rule_is_that_of_the_standing(why):
    found = why("gn4")
    assert found.rule == RULES[found.control.standing]


def test_every_standing_has_a_rule():
    from karamap.record.control import Standing

    assert set(RULES) == set(Standing)


def test_a_claim_about_a_subject_stands_aside(why):
    found = why("gn3", change=lambda world: world.claim("gn3", None, TAKEN, subject="the inhabitants have left"))
    assert Role.ASIDE in roles(found)


@pytest.mark.parametrize("place_id", ["gn3", None], ids=["names the place", "names only the claim"])
def test_a_retracted_claim_is_told_as_withdrawn(why, place_id):
    def taken_back(world):
        wrong = world.claim("gn3", "RU", date(2020, 11, 20))
        world.claim(place_id, None, date(2020, 11, 21), stance="retracts", target_id=wrong)

    found = why("gn3", date(2020, 12, 1), change=taken_back)
    assert [reason.role for reason in found.reasons if reason.claim.holder == "RU"] == [Role.WITHDRAWN]


def test_claims_of_later_days_are_counted_not_told(why):
    found = why("gn3", date(2020, 10, 21))
    assert (roles(found), found.to_come) == ([Role.FOR], 1)


def test_claims_not_yet_public_are_counted_not_told(why):
    found = why("gn3", known_on=date(2020, 10, 21))
    assert (roles(found), found.unheard) == ([Role.FOR], 1)


def test_a_claim_names_its_pages_originals_first(why):
    def copied(world):
        world.rows["seeds/sources.csv"][0]["quality"] = "mirror"
        claim = world.claim("gn5", "AZ", TAKEN)
        world.add("seeds/citations.csv", claim_id=claim, source_id="page-none")

    assert [page.id for page in why("gn5", change=copied).reasons[-1].pages] == ["page-none", "page-az"]


def test_a_place_without_report_has_an_empty_chain(why):
    found = why("km0001", date(2020, 10, 21))
    assert (found.reasons, found.control.holder) == ((), "")


@pytest.mark.parametrize(("holder", "role"), [("AZ", Role.FOR), ("ARM", Role.AGAINST)])
def test_who_says_that_a_party_holds_a_place_speaks_for_it_or_against_another(why, holder, role):
    def held(world):
        world.claim("gn3", holder, TAKEN, stance="holds", side="ARM", source="page-arm")

    found = why("gn3", change=held)
    assert found.control.holder == "AZ"
    assert [reason.role for reason in found.reasons if reason.claim.stance.value == "holds"] == [role]
