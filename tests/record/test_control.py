"""Who holds a place as of a day, from what was known on a day."""

from dataclasses import replace
from datetime import date, timedelta
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.errors import DateError
from karamap.record.announcements import announced
from karamap.record.claims import Citation, Claim, Record, Source, claim_id
from karamap.record.control import CORROBORATED, Show, Standing, conclude, no_report, standing_claims
from karamap.record.listing import listing
from karamap.record.schema import Basis, Quality, Stance, Witness
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
        "independence_group": f"group of {side or holder}",
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


def record(*claims, seen=()):
    """A record of some claims; an observer of no side carries those that are seen, nobody the others."""
    sources = {page.id: page for page in (page("observer", Witness.OBSERVES), page("reporter", Witness.REPORTS))}
    carried = {item.id: (Citation(item.id, "observer" if item in seen else "reporter", None, None),) for item in claims}
    return Record({}, sources, {item.id: item for item in claims}, carried, (), announcer="AZ")


def page(source_id, witness, side="none"):
    return Source(source_id, source_id, side, witness, "en", None, None, None, None, Quality.ORIGINAL)


def baseline(place="gn1", **values):
    plain = {"side": "none", "speaker": "karamap, by a line", "independence_group": "line"}
    return claim("ARM", BASELINE, place=place, basis="baseline", **(plain | values))


def third(day=9, **values):
    """The word of somebody of no side."""
    return claim(day=day, side="none", **({"independence_group": "third"} | values))


def holds(holder="AZ", day=20, *, side=None, **values):
    return claim(holder, day, side=side, stance="holds", **values)


def contested(holder="AZ", day=9, *, side="none", **values):
    return claim(holder, day, side=side, stance="contested", **values)


def denial(day=9, *, side="ARM", holder="AZ", **values):
    return claim(holder, day, side=side, stance="denies", **values)


def retraction(target, day=11):
    return claim(target.holder, day, stance="retracts", target_id=target.id, place=None)


def on(day, *claims, known_on=None, place="gn1", seen=()):
    return control_as_of(record(*claims, seen=seen), day, known_on).get(place)


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


def test_a_first_report_that_a_place_is_held_is_no_change_of_that_day():
    """Lists of wars begin late for many places; that a town is somebody's on a day is no news of its capture."""
    assert not on(october(30), baseline(valid_from=october(9), reported_on=october(9))).dated


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


def test_the_word_of_the_loser_confirms_it():
    assert on(october(20), baseline(), claim(day=9), claim(day=9, side="ARM")).standing is Standing.CONFIRMED


def test_the_word_of_the_loser_alone_confirms_it():
    assert on(october(20), baseline(), claim(day=9, side="ARM")).standing is Standing.CONFIRMED


def test_the_word_of_an_observer_of_no_side_confirms_it():
    seen = third()
    assert on(october(20), baseline(), claim(day=9), seen, seen=[seen]).standing is Standing.CONFIRMED


def test_a_side_that_is_unknown_confirms_nothing():
    assert on(october(20), baseline(), claim(day=9), third()).standing is Standing.CLAIMED


def test_an_observer_confirms_nothing_that_is_told_as_the_word_of_a_side():
    said = claim(day=9)
    assert on(october(20), baseline(), said, seen=[said]).standing is Standing.CLAIMED


@pytest.mark.parametrize(
    ("witness", "side", "observed"),
    [
        (Witness.OBSERVES, "none", True),
        (Witness.REPORTS, "none", False),
        (Witness.UNKNOWN, "none", False),
        (Witness.OBSERVES, "AZ", False),
    ],
)
def test_only_a_publisher_of_no_side_who_saw_it_is_an_observer(witness, side, observed):
    said = third()
    carried = {said.id: (Citation(said.id, "page", None, None),)}
    told = Record({}, {"page": page("page", witness, side)}, {said.id: said}, carried, ())
    assert (said.id in told.observed) is observed


def test_a_third_partys_word_confirms_nothing():
    assert on(october(20), baseline(), claim(day=9), claim(day=9, side="RU")).standing is Standing.CLAIMED


def test_the_winners_own_repetition_adds_nothing():
    assert on(october(20), baseline(), claim(day=9), claim(day=12)).standing is Standing.CLAIMED


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        ({}, Standing.ASSUMED),
        ({"speaker": "An encyclopaedia"}, Standing.ASSUMED),
        ({"side": "ARM", "speaker": "Its own gazette"}, Standing.CLAIMED),
        ({"side": "AZ", "speaker": "The other side's gazette"}, Standing.CONFIRMED),
    ],
    ids=["by a line", "by a page that only reports", "by its own side", "by another side"],
)
def test_a_baseline_is_weighed_like_any_word_and_is_assumed_at_the_least(values, standing):
    assert on(BASELINE, baseline(**values)).standing is standing


def test_a_baseline_that_an_observer_saw_is_confirmed():
    seen = baseline(speaker="A court")
    assert on(BASELINE, seen, seen=[seen]).standing is Standing.CONFIRMED


def test_what_the_record_infers_later_is_assumed_too():
    inferred = claim(day=9, side="none", speaker="karamap, from what was said around")
    assert on(october(9), baseline(), inferred).standing is Standing.ASSUMED


def test_a_speaker_whose_name_begins_alike_is_not_the_record():
    assert on(october(9), baseline(), claim(day=9, side="none", speaker="karamapper")).standing is Standing.CLAIMED


@pytest.mark.parametrize("basis", ["agreement", "handover"])
def test_an_agreement_or_handover_is_agreed(basis):
    assert on(october(20), baseline(), claim(day=9, basis=basis)).standing is Standing.AGREED


def test_a_denial_stands_against_third_parties():
    seen = third(15)
    assert on(october(20), baseline(), claim(day=9), denial(9), seen, seen=[seen]).standing is Standing.DISPUTED


def test_a_denial_stands_until_its_own_side_says_otherwise():
    admitted = claim(day=9, side="ARM", reported_on=october(20))
    before, after = (
        on(october(30), baseline(), claim(day=9), denial(9), admitted, known_on=october(day)) for day in (19, 20)
    )
    assert (before.standing, after.standing) == (Standing.DISPUTED, Standing.CONFIRMED)


def test_of_those_of_no_side_each_takes_back_its_own_word_alone():
    doubted = denial(9, side="none", speaker="One")
    other, same = (third(10, speaker=speaker) for speaker in ("Another", "One"))
    found = [on(october(30), baseline(), claim(day=9), doubted, said).standing for said in (other, same)]
    assert found == [Standing.DISPUTED, Standing.CLAIMED]


def test_a_denial_after_the_admission_stands():
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
    assert (item.holder, item.standing) == ("ARM", Standing.ASSUMED)


def test_only_denials_leave_a_place_without_holder():
    item = on(october(30), denial(9))
    assert (item.holder, item.standing) == ("", Standing.NONE)


# One voice.


def test_a_word_of_the_loser_that_repeats_the_winners_utterance_confirms_nothing():
    said, repeated = claim(day=9, independence_group="wire"), claim(day=9, side="ARM", independence_group="wire")
    assert on(october(20), baseline(), said, repeated).standing is Standing.CLAIMED


def test_another_word_of_the_same_side_still_confirms():
    said, repeated = claim(day=9, independence_group="wire"), claim(day=9, side="ARM", independence_group="wire")
    assert on(october(20), baseline(), said, repeated, claim(day=12, side="ARM")).standing is Standing.CONFIRMED


def test_an_observer_who_repeats_the_winners_utterance_confirms_nothing():
    said, repeated = claim(day=9, independence_group="wire"), third(independence_group="wire")
    assert on(october(20), baseline(), said, repeated, seen=[repeated]).standing is Standing.CLAIMED


@pytest.mark.parametrize(
    ("others", "voices"),
    [
        ([], 1),
        ([{"day": 12}], 1),
        ([{"side": "ARM"}], 2),
        ([{"side": "ARM", "independence_group": "group of AZ"}], 1),
        ([{"side": "none", "independence_group": None, "speaker": name} for name in ("One", "Two")], 3),
        ([{"side": "none", "independence_group": "wire", "speaker": name} for name in ("One", "Two")], 2),
        ([{"side": "none", "speaker": "karamap, by a line"}], 1),
    ],
    ids=["alone", "its own side again", "the loser", "one utterance", "two speakers", "one wire", "the record"],
)
def test_voices_are_counted_once_each(others, voices):
    assert on(october(20), baseline(), claim(day=9), *(claim(**({"day": 9} | other)) for other in others)).voices == (
        voices
    )


def test_a_line_is_no_voice():
    assert on(BASELINE, baseline()).voices == 0


# Still held.


def test_who_is_said_to_hold_a_place_still_moves_nothing_and_renews_the_word():
    item = on(october(30), baseline(), claim(day=9), holds(day=20))
    assert (item.holder, item.since, item.standing, item.last_reported) == (
        *("AZ", october(9)),
        *(Standing.CLAIMED, october(20)),
    )


def test_the_other_side_confirms_by_saying_who_holds_it_still():
    assert on(october(30), baseline(), claim(day=9), holds(side="ARM")).standing is Standing.CONFIRMED


def test_an_observer_confirms_by_saying_who_holds_it_still():
    seen = holds(side="none", independence_group="seen")
    assert on(october(30), baseline(), claim(day=9), seen, seen=[seen]).standing is Standing.CONFIRMED


def test_a_baseline_is_confirmed_by_the_other_side_who_says_it_is_held_still():
    assert on(october(30), baseline(), holds("ARM", side="AZ")).standing is Standing.CONFIRMED


def test_who_says_so_on_the_first_day_of_a_holding_speaks_of_it():
    assert on(october(30), baseline(), claim(day=9), holds(day=9, side="ARM")).standing is Standing.CONFIRMED


def test_it_confirms_once_it_counts_and_is_known():
    said = [baseline(), claim(day=9), holds(day=20, side="ARM", reported_on=october(25))]
    early, unheard = on(october(19), *said), on(october(30), *said, known_on=october(24))
    assert (early.standing, unheard.standing) == (Standing.CLAIMED, Standing.CLAIMED)


def test_who_names_another_holder_disputes_and_moves_nothing():
    item = on(october(30), baseline(), claim(day=9), holds("ARM"))
    assert (item.holder, item.standing) == ("AZ", Standing.DISPUTED)


def test_who_names_another_holder_may_say_otherwise_later():
    later = claim(day=25, side="ARM")
    assert on(october(30), baseline(), claim(day=9), holds("ARM"), later).standing is Standing.CONFIRMED


def test_what_was_said_of_an_earlier_holding_is_no_word_on_a_later_one():
    item = on(october(30), baseline(), holds("ARM", 8), claim(day=9))
    assert (item.standing, len(item.claims)) == (Standing.CLAIMED, 1)


def test_nobody_comes_to_hold_a_place_by_holding_it_still():
    item = on(october(30), holds())
    assert (item.holder, item.standing, item.since) == ("", Standing.NONE, None)


def test_whoever_holds_it_still_is_bound_by_no_agreement():
    assert on(october(30), baseline(), claim(day=9), holds(basis="agreement")).standing is Standing.CLAIMED


# Contested.


def test_a_contested_place_is_nobodys_and_names_who_is_there():
    item = on(october(30), baseline(), contested(day=9))
    assert (item.holder, item.standing, item.contested, item.since) == (
        *("", Standing.DISPUTED),
        *(("ARM", "AZ"), october(9)),
    )


def test_it_is_contested_until_a_later_claim_affirms_a_holder():
    said = [baseline(), contested(day=9), claim(day=12)]
    assert [on(october(day), *said).holder for day in (8, 11, 12)] == ["ARM", "", "AZ"]


def test_who_holds_it_after_that_took_it_from_all_who_were_there():
    item = on(october(30), baseline(), contested(day=9), claim(day=12), claim(day=12, side="ARM"))
    assert (item.standing, item.contested) == (Standing.CONFIRMED, ())


def test_it_stays_contested_whatever_is_said_to_be_held_still():
    item = on(october(30), baseline(), contested(day=9), holds(day=20))
    assert (item.contested, item.last_reported) == (("ARM", "AZ"), october(20))


def test_it_is_contested_once_that_is_known():
    late = contested(day=9, reported_on=october(15))
    assert on(october(20), baseline(), late, known_on=october(14)).holder == "ARM"


def test_two_voices_that_differ_on_one_day_make_a_contested_place():
    one, other = third(speaker="One"), third(holder="ARM", speaker="Other")
    item = on(october(30), claim("RU", BASELINE), one, other)
    assert (item.holder, item.contested) == ("", ("ARM", "AZ"))


def test_a_third_who_comes_later_is_there_as_well():
    item = on(october(30), baseline(), contested(day=9), contested("RU", 12))
    assert (item.contested, item.since) == (("ARM", "AZ", "RU"), october(9))


def test_a_retracted_word_no_longer_makes_it_contested():
    hasty = contested(day=9)
    assert on(october(30), baseline(), hasty, retraction(hasty)).holder == "ARM"


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


def confirmed(*claims):
    return control_as_of(record(*claims), october(30), show=Show.CONFIRMED)["gn1"]


def test_a_bare_claim_moves_no_place_where_only_confirmed_ones_are_shown():
    item = confirmed(baseline(), claim(day=9))
    assert (item.holder, item.standing) == ("ARM", Standing.ASSUMED)


def test_a_confirmed_claim_moves_a_place_where_only_confirmed_ones_are_shown():
    assert confirmed(baseline(), claim(day=9), claim(day=9, side="ARM")).holder == "AZ"


def test_a_disputed_claim_moves_no_place_where_only_confirmed_ones_are_shown():
    assert confirmed(baseline(), claim(day=9), denial(9), claim(day=12, side="none")).holder == "ARM"


def test_a_contested_place_is_its_holders_of_before_where_only_confirmed_claims_are_shown():
    assert confirmed(baseline(), contested(day=9)).holder == "ARM"


def test_a_disputed_baseline_stays_where_only_confirmed_claims_are_shown():
    item = confirmed(baseline(), denial(9, holder="ARM", side="AZ"), claim(day=12))
    assert (item.holder, item.standing) == ("ARM", Standing.DISPUTED)


def test_who_disputes_what_is_set_aside_still_speaks_of_what_is_left():
    item = confirmed(baseline(), claim(day=9), holds("ARM"))
    assert (item.holder, item.standing, item.last_reported) == ("ARM", Standing.CLAIMED, october(20))


def test_who_upholds_what_is_set_aside_does_not_dispute_what_is_left():
    item = confirmed(baseline(), claim(day=9), holds("AZ"))
    assert (item.holder, item.standing) == ("ARM", Standing.ASSUMED)


def test_without_anything_confirmed_or_a_baseline_there_is_no_report():
    assert confirmed(claim(day=9)).holder == ""


def test_the_word_of_earlier_versions_is_understood_with_a_warning():
    with pytest.warns(FutureWarning, match="'confirmed' now"):
        assert Show("conceded") is Show.CONFIRMED


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
            stance=draw(st.sampled_from(["affirms", "affirms", "denies", "holds", "contested"])),
            independence_group=draw(st.sampled_from([None, "one", "two"])),
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
def test_where_only_confirmed_claims_are_shown_all_else_rests_on_the_baseline(claims, day):
    said = {item.id: item for item in claims}
    for item in control_as_of(record(*claims), day, show=Show.CONFIRMED).values():
        bases = {said[claim_id].basis for claim_id in item.claims}
        assert item.standing in {*CORROBORATED, Standing.NONE} or Basis.BASELINE in bases


@given(any_claims(places=("gn1",)), days, st.integers(0, 7))
def test_a_claim_that_repeats_an_utterance_of_the_holders_side_confirms_nothing(claims, day, which):
    """Put into one group with a claim of the holder's side, whatever it says, and the standing does not rise."""
    own = claim("AZ", BASELINE - timedelta(1), independence_group="own")
    joined = [
        replace(item, independence_group="own") if number == which else item for number, item in enumerate(claims)
    ]
    apart, together = on(day, own, *claims), on(day, own, *joined)
    repeats = which < len(claims) and claims[which].stance is Stance.AFFIRMS and own.id in together.claims
    if repeats:
        assert together.standing.combine(apart.standing) is apart.standing


@given(any_claims(places=("gn1",)), days)
def test_claims_of_one_group_are_one_voice(claims, day):
    item = on(day, *(replace(said, independence_group="one") for said in claims))
    assert item is None or item.voices <= 1


@given(any_claims(places=("gn1",)), days)
def test_a_contested_place_has_several_parties_and_no_holder(claims, day):
    item = on(day, *claims)
    if item is not None and item.contested:
        assert (item.holder, item.standing, list(item.contested)) == ("", Standing.DISPUTED, sorted(item.contested))
        assert set(item.contested) <= {said.holder for said in claims}


@given(any_claims(places=("gn1",)), days)
def test_what_is_held_still_never_changes_the_holder(claims, day):
    moving = [said for said in claims if said.stance is not Stance.HOLDS]
    with_it, without = on(day, *claims), on(day, *moving)
    if without is not None:
        assert (with_it.holder, with_it.contested, with_it.since) == (without.holder, without.contested, without.since)


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
    is_open = item is None or item.contested or (item.holder, item.standing) == ("", Standing.NONE)
    assert is_open or item.holder in named


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
    ("show", "holder"), [(Show.CLAIMED, "AZ"), (Show.CONFIRMED, "ARM")], ids=["claimed", "confirmed"]
)
def test_what_one_side_alone_claims_moves_a_place_only_if_wanted(small_theatre, show, holder):
    assert control_as_of(small_theatre().record, date(2020, 10, 22), show=show)["gn3"].holder == holder


def test_what_the_loser_admits_moves_a_place_in_any_case(small_theatre):
    def admitted(world):
        world.claim("gn3", "AZ", date(2020, 10, 23), side="ARM", source="page-arm")

    record = small_theatre(admitted).record
    assert control_as_of(record, date(2020, 10, 23), show=Show.CONFIRMED)["gn3"].holder == "AZ"
