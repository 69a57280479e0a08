"""A timeline says of every day what weighing that day's claims alone says, and what changes from day to day."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.record import timeline as module
from karamap.record.changes import changes
from karamap.record.claims import Claim, Record, claim_id
from karamap.record.control import Show, conclude, conclude_corroborated, no_report, standing_claims
from karamap.record.schema import Basis, Stance
from karamap.record.timeline import ALL, SHOWN, Timeline

FIRST = date(2020, 9, 26)
DAYS = [FIRST + timedelta(offset) for offset in range(30)]


def day(number):
    """Days count from the baseline, which is day 0."""
    return FIRST + timedelta(number)


def claim(holder="AZ", valid=9, *, place="gn1", side=None, reported=None, **values):
    row = {
        "place_id": place,
        "holder": holder,
        "stance": "affirms",
        "side": side or holder,
        "speaker": f"Speaker of {side or holder}",
        "basis": "force",
        "valid_from": day(valid),
        "reported_on": day(valid if reported is None else reported),
        **values,
    }
    row["id"] = claim_id(row) + "".join(str(values.get(name)) for name in ("target_id", "earliest"))
    meant = {"stance": Stance(row["stance"]), "basis": Basis(row["basis"])}
    return Claim(**(dict.fromkeys(Claim.__slots__) | row | meant))


def record(*claims):
    return Record({}, {}, {item.id: item for item in claims}, {}, ())


def baseline(place="gn1"):
    return claim("ARM", 0, place=place, side="none", basis="baseline")


def weighed_alone(record, on, known_on, show):
    """What the claims of one day come to, without a timeline: an independent reading of the rules."""
    by_place = defaultdict(list)
    for item in standing_claims(record.known(known_on)):
        if item.place_id is not None and item.subject is None and item.valid_from <= on:
            by_place[item.place_id].append(item)
    weigh = conclude if show is Show.CLAIMED else conclude_corroborated
    return {place_id: weigh(place_id, claims, record.observed) for place_id, claims in by_place.items()}


some_claims = st.builds(
    claim,
    st.sampled_from(["AZ", "ARM", "RU"]),
    st.integers(0, 25),
    place=st.sampled_from(["gn1", "gn2"]),
    side=st.sampled_from(["AZ", "ARM", "RU", "none"]),
    reported=st.integers(0, 29),
    stance=st.sampled_from(["affirms", "affirms", "denies", "holds", "contested"]),
    independence_group=st.sampled_from([None, "one", "two"]),
    basis=st.sampled_from(["force", "handover", "agreement", "withdrawal", "baseline"]),
    earliest=st.none() | st.just(day(1)),
)


@st.composite
def records(draw):
    """A record of two places in which some claims are taken back, and some retractions too."""
    claims = draw(st.lists(some_claims, min_size=1, max_size=8))
    for _ in range(draw(st.integers(0, 3))):
        target = draw(st.sampled_from(claims))
        claims.append(claim(None, draw(st.integers(0, 29)), place=None, stance="retracts", target_id=target.id))
    return record(*claims)


@given(records(), st.sampled_from(DAYS), st.none() | st.sampled_from(DAYS), st.sampled_from(Show))
def test_any_day_is_what_its_claims_alone_come_to(record, on, known_on, show):
    assert Timeline(record, known_on, show).at(on) == weighed_alone(record, on, known_on, show)


@given(records(), st.sampled_from(DAYS), st.sampled_from(Show))
def test_as_shown_any_day_is_what_was_known_on_it(record, on, show):
    assert Timeline(record, None, show, as_shown=True).at(on) == weighed_alone(record, on, on, show)


@pytest.mark.parametrize("as_shown", [False, True])
@pytest.mark.parametrize("show", Show)
def test_of_the_shipped_record_too(theatre, show, as_shown):
    timeline = Timeline(theatre.record, None, show, as_shown=as_shown)
    for offset in range(0, 1300, 61):
        on = day(offset)
        assert timeline.at(on) == weighed_alone(theatre.record, on, on if as_shown else None, show)


@given(records(), st.sampled_from(Show), st.booleans(), st.integers(0, 29), st.integers(0, 29))
def test_intervals_say_on_every_day_between_what_that_day_says(record, show, as_shown, one, other):
    timeline = Timeline(record, None, show, as_shown=as_shown)
    first, last = day(min(one, other)), day(max(one, other))
    for place_id, intervals in timeline.between(first, last).items():
        assert intervals[0].day == first
        assert all(before.day < after.day <= last for before, after in pairwise(intervals))
        for on in (on for on in DAYS if first <= on <= last):
            latest = [interval for interval in intervals if interval.day <= on][-1]
            assert latest.control == timeline.interval(place_id, on).control


@given(records(), st.booleans())
def test_what_came_and_went_is_the_difference_to_the_day_before(record, as_shown):
    timeline = Timeline(record, as_shown=as_shown)
    for place_id in ("gn1", "gn2"):
        for before, after in pairwise(timeline.intervals(place_id)):
            assert {item.id for item in after.came} == ids(after.counting) - ids(before.counting)
            assert {item.id for item in after.went} == ids(before.counting) - ids(after.counting)


def ids(claims):
    return {item.id for item in claims}


@given(records(), st.sampled_from(Show), st.booleans(), st.sampled_from(DAYS[1:]))
def test_what_changed_on_a_day_is_told_by_the_two_days(record, show, as_shown, on):
    timeline = Timeline(record, None, show, as_shown=as_shown)
    before, after = timeline.at(on - timedelta(1)), timeline.at(on)
    moved = {key for key in {*before, *after} if holders(before, key) != holders(after, key) and on > record.first_day}
    new = {key for key in moved if key in after and after[key].since == on}
    changed = timeline.changed_on(on)
    assert set(changed.first_counted) == new
    assert set(changed.dated) == {key for key in new if after[key].dated}
    assert set(changed.learned) == moved - new


@given(records(), st.sampled_from(Show), st.booleans(), st.sampled_from(DAYS[1:]))
def test_what_changed_on_a_day_is_what_changes_from_the_day_before(record, show, as_shown, on):
    timeline = Timeline(record, None, show, as_shown=as_shown)
    the_day_before = on - timedelta(1)
    moved = changes(timeline.at(the_day_before), timeline.at(on), the_day_before, on) if on > record.first_day else []
    assert {item.place_id: item.kind.value for item in moved if item.moved} == timeline.changed_on(on).kinds


def holders(control, place_id):
    item = control.get(place_id) or no_report(place_id)
    return item.holder, item.contested


def test_nothing_changes_on_the_first_day():
    assert Timeline(record(baseline(), claim())).changed_on(FIRST) == module.Changed()


def test_a_change_on_a_known_day_is_told_apart_from_one_that_is_only_counted_from_it():
    claims = [baseline(), baseline("gn2"), claim(), claim(place="gn2", earliest=day(5))]
    changed = Timeline(record(*claims)).changed_on(day(9))
    assert (changed.dated, changed.undated, changed.first_counted) == (("gn1",), ("gn2",), ("gn1", "gn2"))


def test_a_place_lost_and_retaken_on_one_day_does_not_change():
    claims = [baseline(), claim("AZ", 5), claim("ARM", 9), claim("AZ", 9, reported=10)]
    assert Timeline(record(*claims)).changed_on(day(9)).kinds == {}


def test_a_place_that_comes_to_be_contested_changes():
    both = claim("AZ", 9, stance="contested", side="none")
    assert Timeline(record(baseline(), both)).changed_on(day(9)).dated == ("gn1",)


def test_what_is_made_public_late_is_learned_on_that_day():
    timeline = Timeline(record(baseline(), claim(reported=12)), as_shown=True)
    assert (timeline.changed_on(day(9)).first_counted, timeline.changed_on(day(12)).learned) == ((), ("gn1",))


def test_a_claim_taken_back_goes_on_the_day_it_is_taken_back():
    wrong = claim()
    back = claim(None, 14, place=None, stance="retracts", target_id=wrong.id)
    intervals = Timeline(record(baseline(), wrong, back), as_shown=True).intervals("gn1")
    assert [(interval.day, ids(interval.came), ids(interval.went)) for interval in intervals[2:]] == [
        (day(9), {wrong.id}, set()),
        (day(14), set(), {wrong.id}),
    ]


def test_an_interval_cut_at_the_first_day_does_not_say_that_its_claims_came_on_it():
    (interval,) = Timeline(record(baseline(), claim())).intervals("gn1", day(12), day(13))
    assert (interval.day, interval.control.holder, interval.came) == (day(12), "AZ", ())


def test_a_place_of_which_nobody_speaks_has_one_interval_without_report():
    (interval,) = Timeline(record(baseline())).intervals("gn9", day(1), day(2))
    assert (interval.day, interval.control.holder, interval.counting) == (day(1), "", ())


@pytest.mark.parametrize(
    ("options", "word", "by"),
    [
        ({}, ALL, None),
        ({"known_on": day(9)}, "2020-10-05", day(9)),
        ({"as_shown": True}, SHOWN, day(12)),
        ({"as_shown": True, "known_on": day(9)}, SHOWN, day(9)),
    ],
    ids=["all", "cut off", "as shown", "as shown up to a day"],
)
def test_a_timeline_tells_what_is_known(options, word, by):
    timeline = Timeline(record(baseline()), **options)
    assert (timeline.knowledge, timeline.known_by(day(12))) == (word, by)


def test_each_place_is_weighed_once_for_each_of_its_days(monkeypatch):
    weighed = []

    def counting(place_id, claims, *others):
        weighed.append((place_id, len(claims)))
        return conclude(place_id, claims, *others)

    monkeypatch.setattr(module, "conclude", counting)
    timeline = Timeline(record(baseline(), claim(), claim("ARM", 15), baseline("gn2")))
    for _ in range(3):
        timeline.between(FIRST, day(29))
        for on in DAYS:
            timeline.at(on)
            timeline.changed_on(on)
    assert sorted(weighed) == [("gn1", 1), ("gn1", 2), ("gn1", 3), ("gn2", 1)]
