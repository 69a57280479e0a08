"""Claims about zones are weighed as those about places are, and apart from them."""

from datetime import date

import pytest

from karamap.record.announcements import announced
from karamap.record.claims import claim_id
from karamap.record.control import Show
from karamap.record.explanation import Role, chain
from karamap.record.listing import listing
from karamap.record.timeline import Timeline
from karamap.record.totals import compare_totals

AREA = [[[46.85, 39.45], [47.0, 39.45], [47.0, 39.65], [46.85, 39.65], [46.85, 39.45]]]
TOLD, DENIED, BACK = date(2020, 11, 12), date(2020, 11, 15), date(2020, 11, 20)


def belt(world):
    """A belt that RU is said to hold from 10 November; AZ denies it, and one claim for AZ is taken back."""
    world.zone("belt", "zone", "Polygon", AREA)
    about = {"zone_id": "belt", "called": None}
    world.claim(None, "RU", date(2020, 11, 10), side="RU", reported_on=TOLD, **about)
    world.claim(None, "RU", DENIED, stance="denies", **about)
    wrong = world.claim(None, "AZ", BACK, **about)
    world.claim(None, None, date(2020, 11, 22), stance="retracts", target_id=wrong)


@pytest.fixture
def record(small_theatre):
    return small_theatre(belt).record


def said(timeline, day):
    item = timeline.zones.interval("belt", day).control
    return item.holder, item.standing.value


def test_a_zone_obeys_both_dates_denials_and_retractions(record):
    shown, all_known = Timeline(record, as_shown=True), Timeline(record)
    assert said(all_known, date(2020, 11, 9)) == ("", "none")
    assert said(all_known, date(2020, 11, 10)) == ("RU", "claimed")
    assert said(shown, date(2020, 11, 11)) == ("", "none")
    assert said(shown, TOLD) == ("RU", "claimed")
    assert said(all_known, DENIED) == said(all_known, date(2020, 11, 30)) == ("RU", "disputed")
    assert said(shown, BACK) == ("AZ", "claimed")
    assert said(shown, date(2020, 11, 22)) == ("RU", "disputed")
    assert said(Timeline(record, show=Show.CONFIRMED), DENIED) == ("", "none")
    assert said(Timeline(record, known_on=date(2020, 11, 21)), BACK) == ("AZ", "claimed")


def test_no_zone_is_among_the_places_and_no_place_among_the_zones(record):
    timeline = Timeline(record)
    day = date(2020, 12, 1)
    assert set(timeline.zones.at(day)) == {"belt"}
    assert "belt" not in timeline.at(day) and len(timeline.at(day)) == 7
    assert all("belt" not in timeline.changed_on(on).first_counted for on in (date(2020, 11, 10), BACK))
    assert timeline.zones.changed_on(date(2020, 11, 10)).dated == ("belt",)
    assert "belt" not in timeline.change_points(date(2020, 11, 1), day)


def test_totals_counts_and_lists_are_those_of_places(small_theatre):
    """A zone that is announced with a word for a kind of place is still no place."""

    def loud(world):
        world.zone("belt", "zone", "Polygon", AREA)
        world.claim(None, "AZ", date(2020, 10, 22), zone_id="belt", called="village")

    day = date(2020, 10, 22)
    bare, told = small_theatre(), small_theatre(loud)
    assert announced(bare.record, day) == announced(told.record, day)
    assert compare_totals(bare.record, bare.gazetteer) == compare_totals(told.record, told.gazetteer)
    rows = [listing(theatre.gazetteer, Timeline(theatre.record), day) for theatre in (bare, told)]
    assert rows[0] == rows[1]


def test_the_chain_of_a_zone_tells_what_each_claim_does(record):
    found = chain(Timeline(record).zones, "belt", date(2020, 12, 1))
    assert [reason.role for reason in found.reasons] == [Role.FOR, Role.AGAINST, Role.WITHDRAWN, Role.ASIDE]
    assert found.control.holder == "RU"
    assert chain(Timeline(record).zones, "belt", date(2020, 11, 1)).to_come == 4


def test_a_zone_stands_in_the_identity_of_a_claim_where_a_place_does():
    place = {"place_id": "gn1", "zone_id": None, "holder": "RED", "stance": "affirms"}
    assert claim_id(place) == claim_id({"place_id": "gn1", "holder": "RED", "stance": "affirms"}) == "ccd2da1072a"
    assert claim_id({**place, "place_id": None, "zone_id": "gn1"}) == claim_id(place)
    assert claim_id({**place, "place_id": None, "zone_id": "belt"}) != claim_id({**place, "place_id": None})


def test_heights_are_heights(theatre):
    """What was announced as a height stands at one: it has no cell, and no list of settlements has it."""
    gazetteer = theatre.gazetteer
    for claim in theatre.record.claims.values():
        if claim.called == "height" and claim.place_id:
            assert gazetteer.places[claim.place_id].kind == "height", claim.id
    heights = [place.id for place in gazetteer.places.values() if place.kind == "height"]
    assert len(heights) >= 7
    assert not any(map(gazetteer.in_theatre, heights))
