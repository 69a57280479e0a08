"""Silent ground goes with its surroundings, and what is said of a place is never lost on the way."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations, product

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from world import PLANE

from karamap.gazetteer.places import LonLat
from karamap.ground.evidence import CLAIM_LOG_ODDS, NO_REPORT, Evidence, evidence
from karamap.ground.model import DECIMALS, LEVELS, SWEEPS, Assessor, as_claimed, assess, by_cell, parties_of
from karamap.ground.tessellation import tile
from karamap.record.claims import Claim, Record
from karamap.record.control import Show, Standing
from karamap.record.schema import Basis, Stance
from karamap.record.timeline import Timeline
from karamap.theatre.settings_file import Silence

STEP_M = 10_000
TODAY = 10
CLAIMED, DISPUTED = CLAIM_LOG_ODDS[Standing.CLAIMED], CLAIM_LOG_ODDS[Standing.DISPUTED]
EXACTLY = 1e-12


LARGEST_WHERE_A_WORD_GIVES_WAY = 0.05
"""How far a claim for one of several parties lowers its probability somewhere, at the most, where it takes the place of
what made another party's ground certain: then third parties gain by that as well."""


def squares(width, height):
    """Square cells, one for each place `gn<column><row>`."""
    where = {f"gn{x}{y}": shapely.Point(STEP_M * x, STEP_M * y) for x in range(width) for y in range(height)}
    frame = shapely.box(-STEP_M / 2, -STEP_M / 2, (width - 0.5) * STEP_M, (height - 0.5) * STEP_M)
    return tile(
        {place_id: LonLat(*PLANE.to_lonlat(point).coords[0]) for place_id, point in where.items()}, frame, PLANE
    )


BOARD, ROW = squares(3, 3), squares(30, 1)
PLACES = sorted(BOARD.cell_of)
SILENT = Evidence("ARM", "ARM", fixed=False, spreads=False)
MIDDLE, AROUND = "gn11", [place_id for place_id in PLACES if place_id != "gn11"]


def day(number):
    """Days count from the baseline, which is day 0."""
    return date(2020, 9, 26) + timedelta(days=number)


def claim(place_id, holder, valid=0, *, side=None, reported=None, earliest=None, **values):
    row = {
        "place_id": place_id,
        "holder": holder,
        "stance": "affirms",
        "basis": "force",
        "side": side or holder,
        "valid_from": day(valid),
        "reported_on": day(valid if reported is None else reported),
        "earliest": None if earliest is None else day(earliest),
    } | values
    row["id"] = "c" + "-".join(str(value) for value in row.values())
    meant = {"stance": Stance(row["stance"]), "basis": Basis(row["basis"])}
    return Claim(**(dict.fromkeys(Claim.__slots__) | row | meant))


def baseline(place_id, holder="ARM"):
    return claim(place_id, holder, side="none", basis="baseline")


def record(*claims):
    return Record({}, {}, {item.id: item for item in claims}, {}, ())


def said(*claims, as_of=TODAY, silence=Silence.FOLLOWS, **options):
    """The evidence on a day of a board that is ARM's by its baseline, but for what is claimed."""
    return evidence(Timeline(record(*map(baseline, PLACES), *claims), **options), day(as_of), silence)


def assessed(*claims, **options):
    return assess(BOARD, said(*claims, **options))


def likely(assessment, party):
    """The probability of one party, for each cell."""
    if party not in assessment.parties:
        return np.zeros(len(assessment.probability))
    return assessment.probability[:, assessment.parties.index(party)]


def at(place_id, party, *claims, tiles=BOARD, **options):
    return likely(assessed(*claims, **options), party)[tiles.cell_of[place_id]]


def taken(place_ids, valid=5):
    return [claim(place_id, "AZ", valid) for place_id in place_ids]


def kept(place_ids, valid=5):
    return [claim(place_id, "ARM", valid) for place_id in place_ids]


def evidences(*parties):
    """What may be said of one place between these parties."""
    for held, other in permutations(parties, 2):
        yield Evidence(held, held, fixed=True, spreads=False)
        yield Evidence(held, held, fixed=False, spreads=False, claim_log_odds=CLAIMED)
        yield Evidence(held, other, fixed=True, spreads=True)
        for pull in (0.0, 1.5, 3.0):
            for keeps in (False, True):
                yield Evidence(held, held, False, False, keeps=keeps, coming=other, future_log_odds=pull)
            for word, coming in product((DISPUTED, CLAIMED), parties):
                if coming != other:
                    yield Evidence(held, other, False, True, word, keeps=True, coming=coming, future_log_odds=pull)


def worlds(*parties):
    some = st.sampled_from(list(evidences(*parties)))
    return st.lists(some, min_size=len(PLACES), max_size=len(PLACES)).map(
        lambda items: dict(zip(PLACES, items, strict=True))
    )


def strengthened(item, party):
    """More evidence for a party: its word where it had none, then something better than its word."""
    if party == item.holder:
        return replace(item, fixed=True, spreads=item.holder != item.previous_holder)
    return (
        Evidence(item.previous_holder, party, False, True, CLAIMED, keeps=True)
        if item.holder == item.previous_holder
        else item
    )


def largest_fall(world, place_id, party):
    """How far more evidence for a party at one place lowers its probability anywhere."""
    more = world | {place_id: strengthened(world[place_id], party)}
    return (likely(assess(BOARD, world), party) - likely(assess(BOARD, more), party)).max()


@given(worlds("ARM", "AZ", "RU"))
@settings(max_examples=60)
def test_probabilities_add_up_to_one(world):
    assert assess(BOARD, world).probability.sum(axis=1) == pytest.approx(1, abs=10**-DECIMALS * 3)


@given(worlds("ARM", "AZ", "RU"))
@settings(max_examples=60)
def test_no_fixed_place_is_overruled(world):
    found = assess(BOARD, world)
    for place_id in (place_id for place_id, item in world.items() if item.fixed):
        assert likely(found, world[place_id].holder)[BOARD.cell_of[place_id]] == 1


@given(worlds("ARM", "AZ"), st.sampled_from(PLACES), st.sampled_from(["ARM", "AZ"]))
@settings(max_examples=100)
def test_between_two_parties_more_evidence_for_one_lowers_it_nowhere(world, place_id, party):
    assert largest_fall(world, place_id, party) <= EXACTLY


FOUR = ("ARM", "AZ", "GE", "RU")


def surer(item, party):
    """The same with one thing changed: more speaks for a party that is said to hold the place, or is to come."""
    if not item.fixed and item.holder == party and item.claim_log_odds:
        return replace(item, claim_log_odds=item.claim_log_odds + 1)
    if not item.fixed and item.coming == party and item.future_log_odds:
        return replace(item, future_log_odds=item.future_log_odds + 1)
    return item


@given(worlds(*FOUR), st.sampled_from(FOUR))
@settings(max_examples=150)
def test_between_four_parties_more_evidence_for_one_lowers_it_nowhere(world, party):
    more = {place_id: surer(item, party) for place_id, item in world.items()}
    assert (likely(assess(BOARD, world), party) - likely(assess(BOARD, more), party)).max() <= EXACTLY


@pytest.mark.slow
@pytest.mark.parametrize("parties", [("ARM", "AZ", "RU"), FOUR], ids=len)
def test_between_several_parties_a_claim_for_one_hardly_ever_lowers_it(parties):
    dice, items = np.random.default_rng(1), list(evidences(*parties))
    falls = [
        largest_fall(dict(zip(PLACES, dice.choice(items, len(PLACES)), strict=True)), dice.choice(PLACES), party)
        for party in dice.choice(parties, 400)
    ]
    assert np.quantile(falls, 0.99) <= EXACTLY
    assert max(falls) < LARGEST_WHERE_A_WORD_GIVES_WAY


@given(worlds(*FOUR), st.permutations(FOUR))
@settings(max_examples=60)
def test_the_ids_of_parties_decide_nothing_but_what_is_even(world, ids):
    renamed = dict(zip(FOUR, ids, strict=True))

    def called(item):
        names = {"holder": item.holder, "previous_holder": item.previous_holder, "coming": item.coming}
        return replace(item, **{what: renamed.get(name, name) for what, name in names.items()})

    found, other = assess(BOARD, world), assess(BOARD, {place_id: called(item) for place_id, item in world.items()})
    for party, name in renamed.items():
        assert likely(found, party) == pytest.approx(likely(other, name), abs=EXACTLY)


def test_ground_lost_to_several_is_lost():
    """Three takers of a third each leave a silent place as little as one who has taken all around it."""
    takers = dict(zip(AROUND, ["AZ", "GE", "RU", "AZ", "GE", "RU", "AZ", "GE"], strict=True))
    by_several = {place_id: Evidence("ARM", taker, True, True) for place_id, taker in takers.items()}
    by_one = {place_id: Evidence("ARM", "AZ", True, True) for place_id in takers}
    several, one = (likely(assess(BOARD, told | {MIDDLE: SILENT}), "ARM") for told in (by_several, by_one))
    assert several[BOARD.cell_of[MIDDLE]] < 0.2
    assert one[BOARD.cell_of[MIDDLE]] < 0.2


later_claims = st.builds(
    claim,
    st.sampled_from(PLACES),
    st.sampled_from(["ARM", "AZ"]),
    st.integers(1, 20),
    side=st.sampled_from(["ARM", "AZ", "none"]),
    stance=st.sampled_from(["affirms", "affirms", "denies"]),
    basis=st.sampled_from(["force", "force", "withdrawal", "handover", "agreement"]),
)
reported_some_day = st.builds(
    lambda item, reported: replace(item, id=f"{item.id}-{reported}", reported_on=day(reported)),
    later_claims,
    st.integers(1, 30),
)


@given(st.lists(later_claims, max_size=15), st.sampled_from(PLACES), st.sampled_from(["ARM", "AZ"]), later_claims)
@settings(max_examples=100)
def test_one_more_claim_for_a_party_never_lowers_it_at_that_place(claims, place_id, party, like):
    more = claim(place_id, party, TODAY, side=like.side, basis=like.basis, note="one more")
    assume(all(item.holder == party for item in claims if item.place_id == place_id and item.valid_from == day(TODAY)))
    assert at(place_id, party, *claims, more) >= at(place_id, party, *claims) - EXACTLY


@given(st.lists(reported_some_day, max_size=15), st.integers(0, 20))
@settings(max_examples=100)
def test_what_was_reported_later_was_not_known(claims, known):
    heard = [item for item in claims if item.reported_on <= day(known)]
    assert said(*claims, known_on=day(known)) == said(*heard)


def test_contested_ground_is_even_between_those_who_are_there():
    both = claim(MIDDLE, "AZ", 5, side="none", stance="contested")
    found, cell = assessed(both), BOARD.cell_of[MIDDLE]
    assert (at(MIDDLE, "ARM", both), at(MIDDLE, "AZ", both)) == (0.5, 0.5)
    assert (found.parties[found.holder[cell]], found.level[cell]) == ("ARM", 0)
    assert found.parties[found.held_before[cell]] == "AZ"
    retaken = assessed(both, claim(MIDDLE, "ARM", 8, stance="holds"), claim(MIDDLE, "ARM", 9))
    assert "AZ" not in {retaken.parties[retaken.held_before[cell]]}


def test_contested_ground_is_shared_by_three_alike():
    three = [claim(MIDDLE, holder, 5, side="none", stance="contested") for holder in ("AZ", "RU")]
    assert [at(MIDDLE, party, *three) for party in ("ARM", "AZ", "RU")] == pytest.approx([1 / 3] * 3, abs=1e-6)


def test_ground_is_its_holders_again_once_a_later_claim_says_so():
    both, retaken = claim(MIDDLE, "AZ", 5, stance="contested"), claim(MIDDLE, "ARM", 8)
    assert at(MIDDLE, "ARM", both, retaken) > 0.9


def test_a_later_change_counts_only_once_it_is_known():
    claims = [*taken(AROUND), claim(MIDDLE, "AZ", TODAY + 1)]
    unknown, known = (at(MIDDLE, "AZ", *claims, known_on=on) for on in (day(TODAY), None))
    assert unknown == at(MIDDLE, "AZ", *claims[:-1])
    assert known < 0.5 < unknown


@given(st.lists(later_claims.filter(lambda item: item.valid_from <= day(TODAY)), max_size=15))
@settings(max_examples=100)
def test_every_patch_of_ground_has_a_place_that_somebody_says_is_its_holders(claims):
    world = said(*claims)
    found = assess(BOARD, world)
    holder = np.array(found.parties)[found.holder]
    claimed = np.array([world[place_id].holder for place_id in sorted(PLACES, key=BOARD.cell_of.__getitem__)])
    for patch in patches(holder):
        assert (claimed[patch] == holder[patch]).any()


def patches(holder):
    """Cells of one holder that hang together, as lists of cell numbers."""
    left = set(range(len(holder)))
    while left:
        patch, edge = [], [left.pop()]
        while edge:
            patch.append(edge.pop())
            beside = {int(cell) for pair in BOARD.edges if patch[-1] in pair for cell in pair} & left
            joined = {cell for cell in beside if holder[cell] == holder[patch[0]]}
            left -= joined
            edge += joined
        yield patch


def test_where_nobody_says_anything_new_nothing_changes():
    assert at(MIDDLE, "ARM") > 0.99


def test_a_pocket_that_the_other_side_surrounds_falls_to_it():
    assert at(MIDDLE, "AZ", *taken(AROUND)) > 0.95


def test_a_pocket_of_which_a_newer_report_says_otherwise_does_not_fall():
    assert at(MIDDLE, "ARM", *taken(AROUND), *kept([MIDDLE], 7)) == 1


def test_a_pocket_falls_only_when_more_than_half_of_its_boundary_is_lost():
    north, south, west = "gn12", "gn10", "gn01"
    assert at(MIDDLE, "AZ", *taken([north])) < 0.5
    assert at(MIDDLE, "AZ", *taken([north, south, west])) > 0.5


def test_a_place_that_one_side_claims_amid_the_others_ground_is_the_claimants_but_not_surely():
    assert at(MIDDLE, "AZ", *taken([MIDDLE]), *kept(AROUND)) == pytest.approx(0.95, abs=0.01)


def test_a_denied_claim_is_less_sure():
    denial = claim(MIDDLE, "AZ", 5, side="ARM", stance="denies")
    assert at(MIDDLE, "AZ", *taken([MIDDLE]), *kept(AROUND), denial) == pytest.approx(0.57, abs=0.01)


def test_a_confirmed_claim_is_sure():
    assert at(MIDDLE, "AZ", claim(MIDDLE, "AZ", 5, side="ARM")) == 1


def test_a_claim_of_a_place_that_nobody_held_before_is_kept_amid_others():
    world = {place_id: Evidence("AZ", "ARM", True, True) for place_id in AROUND}
    heard = evidence(Timeline(record(claim(MIDDLE, "AZ", 5))), day(TODAY), Silence.FOLLOWS)
    assert likely(assess(BOARD, world | heard), "AZ")[BOARD.cell_of[MIDDLE]] > 0.9


def test_a_denial_alone_says_nothing_new():
    denial = claim(MIDDLE, "ARM", 5, side="AZ", stance="denies")
    assert said(denial)[MIDDLE].claim_log_odds == 0
    assert at(MIDDLE, "AZ", denial, *taken(AROUND)) > 0.95


def test_a_handover_moves_nothing_around_it():
    handed = [claim(place_id, "AZ", 5, basis="handover", side="none") for place_id in AROUND]
    assert at(MIDDLE, "ARM", *handed) > 0.99


def test_an_agreement_about_a_place_taken_by_arms_takes_nothing_back():
    agreed = [claim(place_id, "AZ", 8, basis="agreement", side="none") for place_id in AROUND]
    assert at(MIDDLE, "AZ", *taken(AROUND), *agreed) >= at(MIDDLE, "AZ", *taken(AROUND))


@pytest.mark.parametrize("show", Show)
def test_a_place_with_a_known_day_of_handover_stays_with_its_holder_until_then(show):
    lost = [claim(place_id, "AZ", 5, side="none") for place_id in AROUND]
    handover = claim(MIDDLE, "AZ", 20, basis="handover", side="none")
    assert [at(MIDDLE, "ARM", *lost, handover, as_of=on, show=show) for on in (10, 19, 20)] == [1, 1, 0]


@pytest.mark.parametrize("basis", ["handover", "withdrawal", "force"])
def test_a_place_that_changes_hands_on_some_day_of_a_span_is_barely_kept(basis):
    change = claim(MIDDLE, "AZ", 20, basis=basis, side="none", earliest=8)
    assert 0.5 < at(MIDDLE, "ARM", *taken(AROUND), change) < 0.6


@pytest.mark.parametrize("later", [1, 20, 1000])
def test_a_place_that_is_taken_later_keeps_its_holder_until_then_but_not_surely(later):
    change = claim(MIDDLE, "AZ", TODAY + later)
    assert 0.5 < at(MIDDLE, "ARM", *taken(AROUND), change) < 0.6
    assert at(MIDDLE, "ARM", change) > 0.99
    assert at(MIDDLE, "AZ", *taken(AROUND), change, as_of=TODAY + later) > 0.99


def test_a_town_is_not_taken_in_silence():
    world = [baseline(place_id) for place_id in PLACES] + taken(AROUND)
    heard = evidence(Timeline(record(*world)), day(TODAY), Silence.FOLLOWS, towns={MIDDLE})
    assert likely(assess(BOARD, heard), "ARM")[BOARD.cell_of[MIDDLE]] > 0.5


def test_a_capital_ringed_by_lost_suburbs_stays_where_silence_stays():
    assert len(AROUND) == 8
    assert 0.5 < at(MIDDLE, "ARM", *taken(AROUND), silence=Silence.STAYS) < 0.6


@given(st.lists(reported_some_day, max_size=15), st.sets(st.sampled_from(PLACES)), st.booleans())
@settings(max_examples=150)
def test_ground_differs_from_a_row_only_in_silence_and_where_no_later_change_is_known(claims, towns, shown):
    timeline = Timeline(record(*map(baseline, PLACES), *claims), day(TODAY) if shown else None)
    heard = evidence(timeline, day(TODAY), Silence.FOLLOWS, towns)
    found = assess(BOARD, heard)
    for place_id, item in heard.items():
        interval = timeline.interval(place_id, day(TODAY))
        said_since = any(
            counting.basis is not Basis.BASELINE for counting in interval.counting if is_own(counting, item)
        )
        moves = any(is_own(later, item) is False for later in interval.later)
        if said_since or moves or place_id in towns:
            assert found.parties[found.holder[BOARD.cell_of[place_id]]] == item.holder


def is_own(item, evidence_of_place):
    """Whether an affirming claim names the present holder; None for a claim that affirms nothing."""
    return item.holder == evidence_of_place.holder if item.stance is Stance.AFFIRMS else None


def test_the_further_a_span_has_gone_the_likelier_the_place_has_changed():
    spans = [claim(MIDDLE, "AZ", TODAY + 5, earliest=earliest) for earliest in (TODAY + 1, TODAY, 1)]
    not_yet, begun, nearly_over = (at(MIDDLE, "AZ", span) for span in spans)
    assert not_yet < begun < nearly_over < 0.5


def test_a_place_that_its_old_holder_retakes_the_next_day_is_the_others_until_then():
    retaken = claim(MIDDLE, "ARM", TODAY + 1)
    assert at(MIDDLE, "AZ", *taken([MIDDLE]), retaken) == at(MIDDLE, "AZ", *taken([MIDDLE])) > 0.9


def test_on_what_is_confirmed_alone_a_claim_by_arms_moves_nothing():
    claims = [*taken(AROUND), claim(MIDDLE, "AZ", TODAY + 1)]
    assert at(MIDDLE, "ARM", *claims, show=Show.CONFIRMED) == at(MIDDLE, "ARM")


def test_a_claim_set_aside_does_not_count_as_held_before():
    taken_twice = [claim(MIDDLE, "AZ", 3, side="none"), claim(MIDDLE, "RU", 5)]
    assert said(*taken_twice, show=Show.CONFIRMED)[MIDDLE].previous_holder == "ARM"


def test_a_place_of_which_nobody_speaks_is_left_out():
    assert set(evidence(Timeline(record(baseline("gn00"), claim("gn01", "AZ", 20))), day(TODAY), Silence.FOLLOWS)) == {
        "gn00"
    }


def test_ground_of_which_nobody_speaks_is_surely_without_report():
    found = assess(BOARD, {"gn00": SILENT})
    assert likely(found, NO_REPORT)[BOARD.cell_of[MIDDLE]] == 1


def test_no_report_is_felt_beyond_as_many_neighbours_as_there_are_sweeps():
    silent = dict.fromkeys(ROW.cell_of, SILENT)
    claims = [Evidence("ARM", "AZ", fixed, spreads=True, claim_log_odds=CLAIMED) for fixed in (False, True)]
    claimed, confirmed = (likely(assess(ROW, silent | {"gn00": item}), "AZ") for item in claims)
    order = [ROW.cell_of[f"gn{x}0"] for x in range(len(silent))]
    assert 1 <= np.flatnonzero(claimed[order] != confirmed[order]).max() <= SWEEPS


def test_what_is_told_in_steps_is_the_same_as_told_at_once():
    before, after = said(), said(*taken(AROUND[:5]), claim(MIDDLE, "AZ", TODAY + 2))
    cells = by_cell(BOARD, after)
    assessor = Assessor(BOARD, parties_of(cells.values()))
    for step in (by_cell(BOARD, before), cells):
        assessor.update(step)
    assert assessor.assessment().probability.tobytes() == assess(BOARD, after).probability.tobytes()


@given(worlds("ARM", "AZ", "RU"), worlds("ARM", "AZ", "RU"), st.sets(st.sampled_from(PLACES)))
@settings(max_examples=40)
def test_any_steps_come_to_the_same(before, after, changing):
    after = before | {place_id: after[place_id] for place_id in changing}
    cells = by_cell(BOARD, after)
    assessor = Assessor(BOARD, (NO_REPORT, "ARM", "AZ", "RU"))
    assessor.update(by_cell(BOARD, before))
    assessor.update({BOARD.cell_of[place_id]: cells[BOARD.cell_of[place_id]] for place_id in changing})
    at_once = Assessor(BOARD, (NO_REPORT, "ARM", "AZ", "RU"))
    at_once.update(cells)
    assert assessor.assessment().probability.tobytes() == at_once.assessment().probability.tobytes()


TWINS = tile(
    {f"gn{at}": LonLat(46.7 + (0.1 if at == 4 else 0), 39.7) for at in range(1, 5)},  # the first three at one spot
    shapely.box(-20_000, -20_000, 30_000, 20_000),
    PLANE,
)


@pytest.mark.parametrize(
    ("holders", "elected"),
    [
        ({"gn1": "AZ", "gn2": "AZ", "gn3": "ARM"}, "AZ"),
        ({"gn1": "AZ", "gn2": "ARM"}, ""),
        ({"gn1": "AZ"}, "AZ"),
        ({"gn1": "AZ", "gn2": "ARM", "gn3": "RU"}, ""),
        ({}, ""),
    ],
    ids=["most", "tie", "only one", "three-way tie", "no report"],
)
@pytest.mark.parametrize("fixed", [True, False], ids=["fixed", "claimed"])
def test_a_shared_cell_goes_to_most_of_its_places_and_to_nobody_in_a_tie(holders, elected, fixed):
    heard = {place_id: Evidence("RU", holder, fixed, True, CLAIMED) for place_id, holder in holders.items()}
    found = assess(TWINS, heard)
    assert found.parties[found.holder[TWINS.cell_of["gn1"]]] == elected


def test_as_claimed_every_cell_is_surely_its_places_and_nothing_is_inferred():
    found = as_claimed(BOARD, dict.fromkeys(AROUND, "AZ") | {MIDDLE: "ARM"})
    assert set(found.level) == {LEVELS}
    assert found.parties[found.holder[BOARD.cell_of[MIDDLE]]] == "ARM"


def test_even_odds_leave_the_ground_with_the_one_who_held_it():
    even = Evidence("ARM", "AZ", False, True, claim_log_odds=1e-12)
    found = assess(BOARD, dict.fromkeys([MIDDLE], even))
    cell = BOARD.cell_of[MIDDLE]
    assert (found.parties[found.holder[cell]], found.level[cell]) == ("ARM", 0)


@given(worlds("ARM", "AZ", "RU"))
@settings(max_examples=40)
def test_levels_run_from_even_to_certain(world):
    level = assess(BOARD, world).level
    assert 0 <= level.min() <= level.max() <= LEVELS


def around_the_middle():
    return [claim(place_id, "AZ", 5) for place_id in PLACES if place_id != MIDDLE]


def test_a_town_ringed_by_lost_suburbs_goes_with_them_where_silence_follows():
    item = assessed(*around_the_middle(), silence=Silence.FOLLOWS)
    assert item.parties[item.holder[BOARD.cell_of[MIDDLE]]] == "AZ"


def test_a_town_ringed_by_lost_suburbs_stays_where_silence_stays():
    item = assessed(*around_the_middle(), silence=Silence.STAYS)
    cell = BOARD.cell_of[MIDDLE]
    assert item.parties[item.holder[cell]] == "ARM"
    assert 0 < item.level[cell] < 0.2 * LEVELS


def test_where_silence_stays_a_word_still_moves_a_place():
    item = assessed(claim(MIDDLE, "AZ", 5), silence=Silence.STAYS)
    assert item.parties[item.holder[BOARD.cell_of[MIDDLE]]] == "AZ"
