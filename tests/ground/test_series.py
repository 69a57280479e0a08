"""A run of days says on each day what the rules for that day say."""

import random
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hangs import finishing

from karamap.errors import DateError
from karamap.ground.assessed import HIGHEST
from karamap.ground.evidence import Method, evidence
from karamap.ground.model import as_claimed, assess
from karamap.ground.series import Series, assessed_by_place, grounds, panel_steps
from karamap.ground.snapshot import Snapshot
from karamap.record import panel
from karamap.record.control import Show
from karamap.record.timeline import ALL, SHOWN, Timeline, control_as_of, holders

pytestmark = pytest.mark.slow

FIRST, LAST = date(2020, 9, 26), date(2024, 5, 24)
WAR = (date(2020, 9, 27), date(2020, 12, 1))


@pytest.fixture(scope="session")
def war(war_series):
    return war_series


@pytest.fixture
def small(small_theatre):
    """A series of the small world."""

    def build(change=lambda _: None, first=date(2020, 9, 27), last=date(2020, 12, 1), **options):
        return Series.between(small_theatre(change), first, last, **options)

    return build


def days_of(found, chance, count):
    return sorted({found.day(chance.randrange(found.days)) for _ in range(count)})


def known_to(day, known):
    return day if known == SHOWN else None


def said(control):
    """Conclusions that rest on something; a place of which nothing is said may be left out or stated."""
    return {place_id: item for place_id, item in control.items() if item.claims}


def told(found, known, day):
    """What the change points of a series say of a day."""
    latest = {
        place_id: next(control for begins, control in reversed(points) if begins <= day)
        for place_id, points in found.change_points[known].items()
    }
    return said(latest)


@pytest.mark.parametrize("show", Show)
@pytest.mark.parametrize("known", [ALL, SHOWN])
def test_every_day_says_what_control_as_of_says(theatre, layout, known, show):
    found = Series.between(theatre, FIRST, LAST, show=show, layout=layout)
    for day in days_of(found, random.Random(1), 30):
        assert told(found, known, day) == said(control_as_of(theatre.record, day, known_to(day, known), show))


def test_a_cut_off_leaves_one_timeline_of_that_knowledge(theatre, layout):
    cut = date(2020, 10, 20)
    found = Series.between(theatre, *WAR, cut, layout=layout)
    assert list(found.timelines) == ["2020-10-20"]
    for day in days_of(found, random.Random(2), 10):
        assert told(found, "2020-10-20", day) == said(control_as_of(theatre.record, day, cut))


@pytest.mark.parametrize("known", [ALL, SHOWN])
def test_ground_is_assessed_as_of_each_day(theatre, war, known):
    run = list(grounds(war, known))
    for day in days_of(war, random.Random(3), 12):
        ground = [one for one in run if one.day <= day][-1]
        timeline = Timeline(theatre.record, known_to(day, known))
        places = assess(war.tessellation, evidence(timeline, day, theatre.settings.silence, war.towns))
        found = war.with_zones(places, timeline, day)
        assert ground.holders == tuple(found.parties[number] for number in found.holder)
        assert ground.levels == tuple(found.level)
        assert ground.held_before == tuple(found.parties[number] for number in found.held_before)
        assert ground.last_words == found.last_word


def test_claimed_ground_goes_with_the_nearest_place(theatre, layout):
    found = Series.between(theatre, *WAR, method=Method.CLAIMED, layout=layout)
    ground = list(grounds(found, ALL))[-1]
    places = as_claimed(layout.tessellation, holders(control_as_of(theatre.record, ground.day)))
    expected = found.with_zones(places, found.timelines[ALL], ground.day)
    assert ground.holders == tuple(expected.parties[number] for number in expected.holder)
    assert {level for holder, level in zip(ground.holders, ground.levels, strict=True) if holder} == {25}


@pytest.mark.parametrize("day", [date(2020, 9, 27), date(2020, 10, 22), date(2020, 12, 1)])
@pytest.mark.parametrize("known", [ALL, SHOWN])
def test_areas_are_those_of_the_map_of_the_day(theatre, war, day, known):
    ground = [one for one in grounds(war, known) if one.day <= day][-1]
    territory = Snapshot.at(theatre, day, known_to(day, known), layout=war.layout).territory
    for row in territory.itertuples():
        assert ground.areas[row.holder] == pytest.approx((row.area_km2, row.area_low_km2, row.area_high_km2), abs=1e-3)


def test_areas_add_up_to_the_theatre(war):
    frame = war.mesh.frame.area / 1e6
    for ground in grounds(war, SHOWN):
        assert sum(held for held, _, _ in ground.areas.values()) == pytest.approx(frame, rel=1e-6)
        assert all(low <= held + 1e-6 and held <= high + 1e-6 for held, low, high in ground.areas.values())


def test_only_days_on_which_the_ground_changes_are_told(war):
    run = list(grounds(war, ALL))
    states = [(ground.holders, ground.levels) for ground in run]
    assert run[0].day == war.first
    assert all(one != other for one, other in pairwise(states))


def test_a_place_is_weighed_on_days_of_its_own_claims_only(small):
    points = small().change_points[ALL]["gn3"]
    assert [day for day, _ in points] == [date(2020, 9, 27), date(2020, 10, 22)]


def test_what_is_made_public_late_moves_the_second_timeline_late(small):
    def late(world):
        world.claim("gn2", "AZ", date(2020, 10, 9), reported_on=date(2020, 11, 2))

    found = small(late)
    assert [day for day, _ in found.change_points[ALL]["gn2"]][1:] == [date(2020, 10, 9)]
    assert [day for day, _ in found.change_points[SHOWN]["gn2"]][1:] == [date(2020, 11, 2)]


def test_a_retraction_takes_a_place_back_on_the_day_it_is_made_public(small):
    def retracted(world):
        claim = world.claim("gn2", "AZ", date(2020, 10, 9))
        world.claim("gn2", "AZ", date(2020, 10, 20), stance="retracts", target_id=claim)

    found = small(retracted)
    assert {item.holder for _, item in found.change_points[ALL]["gn2"]} == {"ARM"}
    assert [(day, item.holder) for day, item in found.change_points[SHOWN]["gn2"]] == [
        (date(2020, 9, 27), "ARM"),
        (date(2020, 10, 9), "AZ"),
        (date(2020, 10, 20), "ARM"),
    ]


def test_a_single_day_is_a_series_of_one(small):
    found = small(first=date(2020, 10, 22), last=date(2020, 10, 22))
    assert (found.days, found.index(found.last), found.day(0)) == (1, 0, date(2020, 10, 22))


def test_places_at_one_position_share_a_site(small):
    def together(world):
        world.place("gn7", "village", (46.9, 39.5), "AZ-ALM", "Qoşa")

    assert ("gn2", "gn7") in small(together).sites


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2020, 10, 2), date(2020, 10, 1), "give the earlier day first"),
        (date(2020, 9, 1), date(2020, 10, 1), "before the record"),
        (date(2020, 10, 1), date(2030, 1, 1), "after the record"),
    ],
)
def test_days_that_cannot_be_shown_are_refused(small, first, last, words):
    with pytest.raises(DateError, match=words):
        small(first=first, last=last)


def test_the_whole_record_is_within_reach(theatre, layout):
    found = Series.between(theatre, FIRST, LAST, layout=layout)
    run = list(grounds(found, SHOWN))
    assert found.days == (LAST - FIRST) / timedelta(days=1) + 1
    assert np.all(np.diff([found.index(ground.day) for ground in run]) > 0)


@pytest.mark.parametrize("known_on", [None, date(2020, 10, 20)])
def test_a_panel_tells_on_each_day_what_control_tells(theatre, layout, known_on):
    run = Series.between(theatre, date(2020, 10, 1), date(2020, 10, 20), known_on, layout=layout)
    steps = panel_steps(run)
    for day in (date(2020, 10, 1), date(2020, 10, 9), date(2020, 10, 20)):
        told = {place_id: (holder, *ground) for _, place_id, holder, *ground in split(panel.rows(steps, day, day))}
        listed = Snapshot.at(theatre, day, known_on, layout=layout).listing
        assert told == {
            row["place_id"]: (row["holder"], row["assessed_holder"], str(row["probability"] or "")) for row in listed
        }


def test_a_panel_assesses_nothing_before_the_first_report_of_a_place(small):
    def first_reported(world):
        claims = world.rows["seeds/claims.csv"]
        (baseline,) = (row for row in claims if row["place_id"] == "gn2")
        claims.remove(baseline)
        world.rows["seeds/citations.csv"] = [
            row for row in world.rows["seeds/citations.csv"] if row["claim_id"] != baseline["id"]
        ]
        world.claim("gn2", "AZ", date(2020, 10, 9))

    steps = panel_steps(small(first_reported))
    told = [
        (assessed, probability)
        for on in (date(2020, 10, 8), date(2020, 10, 9))
        for _, place_id, _, assessed, probability in split(panel.rows(steps, on, on))
        if place_id == "gn2"
    ]
    assert told[0] == ("", "")
    assert told[1][0] == "AZ"


def split(rows):
    """Rows of a panel as day, place, holder, and what is assessed."""
    return ((row[0], row[1], row[2], row[6], row[7]) for row in rows)


def test_no_probability_of_one_is_told(war):
    for steps in assessed_by_place(war, ALL).values():
        assert all(0.5 <= found.probability <= HIGHEST for _, found in steps if found)


def test_more_than_a_century_of_days_is_refused_at_once(small_theatre):
    def long(world):
        world.settings = world.settings.replace("[record]", "[record]\nends_on = 9999-12-31")

    theatre = small_theatre(long)
    with (
        finishing(),
        pytest.raises(DateError, match=r"2,914,[0-9]+ days are too many for one series; choose at most 36,525"),
    ):
        Series.between(theatre, theatre.record.first_day, theatre.record.last_day)
