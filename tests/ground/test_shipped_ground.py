"""The ground of the shipped record never contradicts its own rows, on any day, whatever is known."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from karamap.ground.evidence import evidence
from karamap.ground.model import by_cell
from karamap.ground.series import Series, grounds
from karamap.record.schema import Basis
from karamap.record.timeline import ALL, SHOWN, Timeline

pytestmark = pytest.mark.slow

LAST = date(2024, 6, 1)

THIRD_PARTY_KM2 = 2.0
"""By so much the ground of a party may grow that took no part, since the line runs nearer to whoever is less sure."""

SHARED_SITES = 5
"""So many places at most may lie in ground of another than their row's holder: those that share a position with a place
of another holder."""


@pytest.fixture(scope="module")
def whole(theatre, layout):
    """All days of the record, with everything known and as known on each day."""
    record = theatre.record
    return Series.between(theatre, record.first_day, min(LAST, record.last_day), layout=layout)


def on_each_day(series, known):
    """The days on which anything may change, each with the ground that then lies under the sites."""
    run, days = list(grounds(series, known)), set()
    for intervals in series.timelines[known].between(series.first, series.last).values():
        days.update(interval.day for interval in intervals)
    days.update(ground.day for ground in run)
    for day in sorted(days):
        yield day, [ground for ground in run if ground.day <= day][-1]


def is_reported(timeline, control):
    """Whether anybody spoke of a place since the beginning of the record, or a later change of hands is known."""
    bases = {timeline.record.claims[claim].basis for claim in control.claims}
    return bases != {Basis.BASELINE}


@pytest.mark.parametrize("known", [ALL, SHOWN])
def test_ground_at_every_reported_place_is_its_rows_holders(whole, known):
    timeline, differing = whole.timelines[known], set()
    for day, ground in on_each_day(whole, known):
        for place_id, control in timeline.at(day).items():
            site = whole.tessellation.cell_of.get(place_id)
            if site is None or not control.holder or not is_reported(timeline, control):
                continue
            if ground.holders[site] != control.holder:
                differing.add((place_id, control.holder, ground.holders[site]))
    assert len({place_id for place_id, *_ in differing}) <= SHARED_SITES, sorted(differing)
    assert {place_id for place_id, *_ in differing} <= at_shared_sites(whole)


def at_shared_sites(series):
    """Ids of the places that lie at one position with another."""
    return {place_id for members in series.sites if len(members) > 1 for place_id in members}


def test_with_everything_known_ground_at_every_place_is_its_rows_holders(whole):
    timeline, differing = whole.timelines[ALL], set()
    for day, ground in on_each_day(whole, ALL):
        for place_id, control in timeline.at(day).items():
            site = whole.tessellation.cell_of.get(place_id)
            if site is not None and control.holder and ground.holders[site] != control.holder:
                differing.add(place_id)
    assert differing <= at_shared_sites(whole)
    assert len(differing) <= SHARED_SITES


@pytest.mark.parametrize("known", [ALL, SHOWN])
def test_where_only_one_side_gains_no_other_gains_ground(whole, theatre, known):
    """A side gains alone if all that a day brings, claims that count from it and claims made public on it, is its."""
    run = {ground.day: ground for ground in grounds(whole, known)}
    heard = {}
    for claim in theatre.record.claims.values():
        for day in {claim.valid_from, claim.reported_on} if known == SHOWN else {claim.valid_from}:
            heard.setdefault(day, []).append(claim)
    gained, timeline = 0, whole.timelines[known]
    for before, after in pairwise(run[day] for day in sorted(run)):
        between = [
            claim
            for days in range((after.day - before.day).days)
            for claim in heard.get(before.day + timedelta(days=days + 1), [])
        ]
        alone = {claim.holder for claim in between if claim.place_id and claim.subject is None}
        if len(alone) != 1 or any(claim.stance.value != "affirms" for claim in between):
            continue
        (gainer,) = alone
        gained += 1
        for holder, (area, _, _) in after.areas.items():
            if holder == gainer:
                assert area >= before.areas.get(holder, (0,))[0] - 0.01, (after.day, holder)
            else:
                loses = any(item.holder == holder for item in lost(timeline, before.day, after.day))
                room = 0.01 if loses else THIRD_PARTY_KM2
                assert area <= before.areas[holder][0] + room, (after.day, holder)
    assert gained > 30


def lost(timeline, first, last):
    """The conclusions on a first day for the places that have another holder on a last."""
    before, after = timeline.at(first), timeline.at(last)
    return [item for place_id, item in before.items() if after[place_id].holder != item.holder]


def test_on_each_day_the_ground_of_a_series_is_that_of_a_snapshots_evidence(whole, theatre):
    for day in (date(2020, 10, 3), date(2020, 11, 9), date(2020, 12, 1)):
        said = evidence(Timeline(theatre.record, day), day, theatre.settings.silence, whole.towns)
        cells = by_cell(whole.tessellation, said)
        ground = [one for one in grounds(whole, SHOWN) if one.day <= day][-1]
        of_places = ground.last_words[: len(cells)]  # then those of the sites that zones add
        assert of_places == tuple(item.last_word if item else None for item in cells.values())
