"""Who holds a place as of a day, from what was known on a day."""

from dataclasses import replace
from datetime import date, timedelta
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.errors import DateError
from karamap.record.announcements import announced
from karamap.record.claims import Claim, Record, claim_id
from karamap.record.control import Show, Standing, conclude, no_report, standing_claims
from karamap.record.listing import listing
from karamap.record.schema import Basis, Stance
from karamap.record.timeline import Timeline, check_days, control_as_of, holders

BASELINE, WAR_ENDS = date(2020, 9, 26), date(2020, 11, 10)


def october(day):
    return date(2020, 10, day)


def claim(holder="AZ", day=9, *, place="gn1", side=None, **values):
    """A claim by the holder's own side, made public on the day it counts from, unless told otherwise."""
    valid_from = day if isinstance(day, date) else october(day)
    row = {
        "place_id": place,
        "zone_id": None,
        "subject": None,
        "holder": holder,
        "stance": "affirms",
        "speaker": f"Speaker of {side or holder}",
        "side": side or holder,
        "independence_group": "group",
        "basis": "force",
        "called": None,
        "valid_from": valid_from,
        "earliest": None,
        "latest": None,
        "reported_on": valid_from,
        "target_id": None,
        "note": None,
        **values,
    }
    meant = {"stance": Stance(row["stance"]), "basis": Basis(row["basis"])}
    return Claim(id=claim_id(row), **(row | meant))


def record(*claims):
    return Record({}, {}, {item.id: item for item in claims}, {}, (), announcer="AZ")


def baseline(place="gn1"):
    return claim("ARM", BASELINE, place=place, side="none", basis="baseline")


def denial(day=9, *, side="ARM", holder="AZ", **values):
    return claim(holder, day, side=side, stance="denies", **values)


def retraction(target, day=11):
    return claim(target.holder, day, stance="retracts", target_id=target.id, place=None)


def on(day, *claims, known_on=None, place="gn1"):
    return control_as_of(record(*claims), day, known_on).get(place)


# Time on the ground and time of knowledge.


def test_a_place_nobody_speaks_of_has_no_conclusion():
    assert on(october(9), claim(place="gn2")) is None


def test_the_baseline_holds_until_something_happens():
    assert on(october(8), baseline(), claim(day=9)).holder == "ARM"


def test_a_claim_counts_on_its_own_day():
    assert on(october(9), baseline(), claim(day=9)).holder == "AZ"


def test_the_latest_claim_wins():
    assert on(october(30), claim("AZ", 9), claim("ARM", 20)).holder == "ARM"


def test_of_two_claims_for_one_day_the_later_reported_wins():
    late = claim("ARM", 9, reported_on=october(12))
    assert on(october(30), claim("AZ", 9), late).holder == "ARM"


def test_what_was_reported_after_known_on_does_not_count():
    late = claim(day=9, reported_on=october(20))
    assert on(october(30), baseline(), late, known_on=october(19)).holder == "ARM"


def test_what_was_reported_on_known_on_counts():
    late = claim(day=9, reported_on=october(20))
    assert on(october(30), baseline(), late, known_on=october(20)).holder == "AZ"


def test_without_known_on_everything_counts():
    assert on(october(9), baseline(), claim(day=9, reported_on=date(2030, 1, 1))).holder == "AZ"


# Since when, and what it rests on.


def test_a_holding_begins_with_its_first_claim():
    assert on(october(30), baseline(), claim(day=9), claim(day=15)).since == october(9)


def test_a_place_taken_back_is_held_since_then():
    assert on(october(30), claim("AZ", 9), claim("ARM", 15), claim("AZ", 20)).since == october(20)


def test_a_change_on_a_known_day_is_dated():
    assert on(october(30), baseline(), claim(day=9)).dated


@pytest.mark.parametrize("bound", ["earliest", "latest"])
def test_a_change_on_some_day_near_is_not_dated(bound):
    assert not on(october(30), baseline(), claim(day=9, **{bound: october(9)})).dated


def test_the_last_report_is_that_of_the_newest_bearing_claim():
    assert on(october(30), claim(day=9), claim(day=9, side="none", reported_on=october(25))).last_reported == (
        october(25)
    )


def test_the_evidence_is_every_claim_for_the_holding_oldest_first():
    first, second = claim(day=9), claim(day=15)
    assert on(october(30), second, baseline(), first).claims == (first.id, second.id)


def test_a_denial_is_part_of_the_evidence():
    said, denied = claim(day=9), denial(9)
    assert set(on(october(30), said, denied).claims) == {said.id, denied.id}


# Standing.


def test_the_word_of_one_side_is_claimed():
    assert on(october(9), baseline(), claim(day=9)).standing is Standing.CLAIMED


def test_a_denial_makes_it_disputed():
    assert on(october(9), baseline(), claim(day=9), denial(9)).standing is Standing.DISPUTED


def test_the_word_of_the_loser_makes_it_conceded():
    assert on(october(20), baseline(), claim(day=9), claim(day=9, side="ARM")).standing is Standing.CONCEDED


def test_the_word_of_a_third_party_makes_it_conceded():
    assert on(october(20), baseline(), claim(day=9), claim(day=9, side="none")).standing is Standing.CONCEDED


def test_the_winners_own_repetition_adds_nothing():
    assert on(october(20), baseline(), claim(day=9), claim(day=12)).standing is Standing.CLAIMED


def test_the_baseline_is_conceded():
    assert on(BASELINE, baseline()).standing is Standing.CONCEDED


@pytest.mark.parametrize("basis", ["agreement", "handover"])
def test_an_agreement_or_handover_is_agreed(basis):
    assert on(october(20), baseline(), claim(day=9, basis=basis)).standing is Standing.AGREED


def test_a_denial_stands_against_third_parties():
    third = claim(day=15, side="none")
    assert on(october(20), baseline(), claim(day=9), denial(9), third).standing is Standing.DISPUTED


def test_a_denial_stands_until_its_own_side_concedes():
    conceded = claim(day=9, side="ARM", reported_on=october(20))
    before, after = (
        on(october(30), baseline(), claim(day=9), denial(9), conceded, known_on=october(day)) for day in (19, 20)
    )
    assert (before.standing, after.standing) == (Standing.DISPUTED, Standing.CONCEDED)


def test_a_denial_after_the_concession_stands():
    assert on(october(30), baseline(), claim(day=9, side="ARM"), denial(12)).standing is Standing.DISPUTED


def test_a_retracted_denial_no_longer_stands():
    denied = denial(9)
    assert on(october(30), baseline(), claim(day=9), denied, retraction(denied)).standing is Standing.CLAIMED


def test_an_agreement_outweighs_a_denial():
    agreed = claim(day=WAR_ENDS, side="none", basis="agreement")
    assert on(WAR_ENDS, baseline(), claim(day=9), denial(9), agreed).standing is Standing.AGREED


def test_a_denial_of_an_earlier_holding_says_nothing_about_a_later_one():
    item = on(october(30), claim("AZ", 9), denial(9), claim("ARM", 12), claim("AZ", 20))
    assert item.standing is Standing.CLAIMED


def test_a_denial_of_another_holder_says_nothing():
    assert on(october(30), baseline(), claim(day=9), denial(9, holder="RU")).standing is Standing.CLAIMED


def test_a_denial_alone_moves_nobody():
    item = on(october(30), baseline(), denial(9))
    assert (item.holder, item.standing) == ("ARM", Standing.CONCEDED)


def test_only_denials_leave_a_place_without_holder():
    item = on(october(30), denial(9))
    assert (item.holder, item.standing) == ("", Standing.NONE)


# What changes no holder.


def test_a_retracted_claim_counts_for_nothing():
    wrong = claim(day=9)
    assert on(october(30), baseline(), wrong, retraction(wrong)).holder == "ARM"


def test_a_retraction_counts_only_once_it_is_known():
    wrong = claim(day=9)
    assert on(october(30), baseline(), wrong, retraction(wrong, 20), known_on=october(19)).holder == "AZ"


def test_a_retraction_that_is_itself_retracted_takes_nothing_back():
    right = claim(day=9)
    hasty = retraction(right, 11)
    assert right in standing_claims([right, hasty, retraction(hasty, 12)])


def test_a_claim_about_a_subject_changes_no_holder():
    evacuated = claim("AZ", 20, subject="the inhabitants have left")
    assert on(october(30), baseline(), evacuated).holder == "ARM"


def test_a_claim_without_a_place_is_about_no_place():
    assert control_as_of(record(claim(place=None, subject="60 combat positions")), october(30)) == {}


# What it takes to move a place.


def conceded(*claims):
    return control_as_of(record(*claims), october(30), show=Show.CONCEDED)["gn1"]


def test_a_bare_claim_moves_no_place_where_only_conceded_ones_are_shown():
    assert conceded(baseline(), claim(day=9)).holder == "ARM"


def test_a_conceded_claim_moves_a_place_where_only_conceded_ones_are_shown():
    assert conceded(baseline(), claim(day=9), claim(day=9, side="ARM")).holder == "AZ"


def test_a_disputed_claim_moves_no_place_where_only_conceded_ones_are_shown():
    assert conceded(baseline(), claim(day=9), denial(9), claim(day=12, side="none")).holder == "ARM"


def test_without_anything_conceded_there_is_no_report():
    assert conceded(claim(day=9)).holder == ""


# The order of claims, and combining.

standings = st.sampled_from(Standing)
days = st.integers(0, 60).map(lambda offset: BASELINE + timedelta(offset))


@st.composite
def any_claims(draw, places=("gn1", "gn2")):
    return [
        claim(
            draw(st.sampled_from(["AZ", "ARM", "RU"])),
            draw(days),
            place=draw(st.sampled_from(places)),
            side=draw(st.sampled_from(["AZ", "ARM", "RU", "none"])),
            stance=draw(st.sampled_from(["affirms", "affirms", "denies"])),
            basis=draw(st.sampled_from(["force", "handover", "agreement", "withdrawal", "baseline"])),
            reported_on=draw(days),
        )
        for _ in range(draw(st.integers(0, 8)))
    ]


@given(any_claims(), days, st.none() | days, st.sampled_from(Show), st.randoms())
def test_the_order_of_claims_never_matters(claims, day, known_on, show, chance):
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert control_as_of(record(*shuffled), day, known_on, show) == control_as_of(record(*claims), day, known_on, show)


@given(any_claims(), days)
def test_what_is_conceded_is_corroborated_or_no_report(claims, day):
    shown = control_as_of(record(*claims), day, show=Show.CONCEDED).values()
    assert {item.standing for item in shown} <= {Standing.CONCEDED, Standing.AGREED, Standing.NONE}


@given(any_claims(), any_claims(), days, days)
def test_what_is_reported_after_known_on_changes_nothing(claims, later, day, known_on):
    unknown = [item for item in later if item.reported_on > known_on]
    known = control_as_of(record(*claims), day, known_on)
    assert control_as_of(record(*claims, *unknown), day, known_on) == known


@given(any_claims(), any_claims(), days)
def test_what_counts_from_a_later_day_changes_nothing(claims, later, day):
    future = [item for item in later if item.valid_from > day]
    assert control_as_of(record(*claims, *future), day) == control_as_of(record(*claims), day)


@given(any_claims(places=("gn1",)), any_claims(places=("gn2", "gn3")), days)
def test_a_claim_about_one_place_changes_no_other(here, elsewhere, day):
    assert on(day, *here, *elsewhere) == on(day, *here)


@given(any_claims(places=("gn1",)), days)
def test_a_conclusion_rests_on_claims_that_were_made(claims, day):
    item = on(day, *claims)
    assert item is None or set(item.claims) <= {said.id for said in claims if said.valid_from <= day}


@given(any_claims(places=("gn1",)), days)
def test_a_holder_is_one_that_somebody_names(claims, day):
    item = on(day, *claims)
    named = {said.holder for said in claims if said.stance is Stance.AFFIRMS}
    assert item is None or item.holder in named or (item.holder, item.standing) == ("", Standing.NONE)


@given(st.lists(standings, min_size=1), st.randoms())
def test_standings_combine_to_the_same_in_any_order_and_grouping(pieces, chance):
    shuffled = list(pieces)
    chance.shuffle(shuffled)
    cut = chance.randrange(len(shuffled)) or len(shuffled)
    halves = [reduce(Standing.combine, half) for half in (shuffled[:cut], shuffled[cut:]) if half]
    assert reduce(Standing.combine, halves) is reduce(Standing.combine, pieces)


@given(standings)
def test_a_standing_combined_with_itself_or_with_none_is_itself(standing):
    assert standing.combine(standing) is standing.combine(Standing.NONE) is standing


# Announcements, listings, days.


def test_announced_counts_distinct_places_and_mentions():
    said = [claim(day=day, place=place, called="village") for day, place in ((9, "gn1"), (9, "gn2"), (12, "gn1"))]
    assert announced(record(*said), october(30))["village"] == (2, 3)


def test_announced_counts_a_place_as_the_speaker_called_it():
    counts = announced(record(claim(called="town"), claim(place="gn2", called="city")), october(30))
    assert counts == {"city": (1, 1), "town": (1, 1), "village": (0, 0)}


@pytest.mark.parametrize(
    "values",
    [{"side": "ARM"}, {"basis": "handover"}, {"holder": "RU"}, {"stance": "denies"}, {"subject": "x"}, {"day": 31}],
    ids=str,
)
def test_announced_leaves_out_what_is_no_announcement(values):
    assert announced(record(claim(called="village", **values)), october(30))["village"] == (0, 0)


def test_without_an_announcer_nothing_is_announced():
    said = replace(record(claim(called="village")), announcer=None)
    assert announced(said, october(30))["village"] == (0, 0)


def test_the_announcer_may_be_any_party():
    said = replace(record(claim("RU", called="village")), announcer="RU")
    assert announced(said, october(30))["village"] == (1, 1)


def test_holders_leaves_out_places_without_one():
    assert holders({"gn1": conclude("gn1", [claim()]), "gn2": no_report("gn2")}) == {"gn1": "AZ"}


def listed(theatre, day):
    return {row["place_id"]: row for row in listing(theatre.gazetteer, Timeline(theatre.record), day)}


def test_a_listing_has_one_row_a_place_unlocated_ones_included(small_theatre):
    theatre = small_theatre()
    assert list(listed(theatre, october(22))) == sorted(theatre.gazetteer.places)


def test_a_listing_names_sources(small_theatre):
    assert listed(small_theatre(), october(22))["gn4"]["source_ids"] == ["page-arm", "page-az"]


def test_a_place_without_report_is_listed_without_holder(small_theatre):
    row = listed(small_theatre(), october(9))["km0001"]
    assert (row["holder"], row["standing"], row["since"], row["claim_ids"]) == ("", "none", None, [])


def test_nothing_changes_on_the_day_of_the_baseline(small_theatre):
    assert not any(row["changed"] for row in listed(small_theatre(), BASELINE).values())


def test_what_is_taken_on_the_day_has_changed(small_theatre):
    rows = listed(small_theatre(), october(22))
    assert [place_id for place_id, row in rows.items() if row["changed"]] == ["gn3", "km0001"]


@pytest.mark.parametrize(
    ("as_of", "known_on", "words"),
    [
        (date(2020, 9, 25), None, "2020-09-25 is before the record"),
        (date(2020, 12, 2), None, "2020-12-02 is after the record"),
        (october(9), date(2020, 9, 25), "nothing in the record was known on 2020-09-25"),
    ],
)
def test_a_day_the_record_cannot_answer_for_is_refused(small_theatre, as_of, known_on, words):
    with pytest.raises(DateError, match=words):
        check_days(small_theatre().record, as_of, known_on)


@pytest.mark.parametrize("as_of", [BASELINE, date(2020, 12, 1)])
def test_the_first_and_the_last_day_of_the_record_are_in_it(small_theatre, as_of):
    check_days(small_theatre().record, as_of, None)


@pytest.mark.parametrize(
    ("show", "holder"), [(Show.CLAIMED, "AZ"), (Show.CONCEDED, "ARM")], ids=["claimed", "conceded"]
)
def test_what_one_side_alone_claims_moves_a_place_only_if_wanted(small_theatre, show, holder):
    assert control_as_of(small_theatre().record, date(2020, 10, 22), show=show)["gn3"].holder == holder


def test_what_the_loser_admits_moves_a_place_in_any_case(small_theatre):
    def admitted(world):
        world.claim("gn3", "AZ", date(2020, 10, 23), side="ARM", source="page-arm")

    record = small_theatre(admitted).record
    assert control_as_of(record, date(2020, 10, 23), show=Show.CONCEDED)["gn3"].holder == "AZ"
