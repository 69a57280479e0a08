"""The document states every zone once, and who is in it on each day."""

from datetime import date

import pytest

from karamap.document.drawing import document
from karamap.document.format import DayCount
from karamap.document.reader import DrawnDocument
from karamap.ground.series import Series
from karamap.record.timeline import ALL, SHOWN, Timeline

FIRST, LAST = date(2020, 11, 1), date(2020, 12, 10)


@pytest.fixture(scope="module")
def series(theatre):
    return Series.between(theatre, FIRST, LAST)


@pytest.fixture(scope="module")
def drawn(series):
    return document(series)


def test_every_zone_that_has_begun_is_stated_in_order(theatre, drawn):
    begun = [zone.id for zone in theatre.zones.values() if zone.valid_from <= LAST]
    assert [zone["id"] for zone in drawn["zones"]] == sorted(begun) != []
    days = DayCount.of(theatre.record)
    for stated in drawn["zones"]:
        zone = theatre.zones[stated["id"]]
        assert (stated["from"], stated["to"]) == (days.number(zone.valid_from), days.number(zone.valid_to))
        assert set(stated["names"]) == set(drawn["texts"])
        assert stated["source"]["text"] and stated["geometry"]["coordinates"]


@pytest.mark.parametrize("known", [ALL, SHOWN])
def test_who_is_in_a_zone_is_what_the_timeline_says(theatre, series, drawn, known):
    read = DrawnDocument(drawn)
    timeline = Timeline(theatre.record, as_shown=known == SHOWN)
    for index in range(series.days):
        told = read.zone_controls_on(known, index)
        for zone in drawn["zones"]:
            item = timeline.zones.interval(zone["id"], series.day(index)).control
            assert (told[zone["id"]]["holder"], told[zone["id"]]["standing"]) == (item.holder, item.standing.value)


def test_claims_about_zones_name_them_and_no_place(theatre, drawn):
    stated = [claim for claim in DrawnDocument(drawn).claims if claim["zone"]]
    record = [claim for claim in theatre.record.claims.values() if claim.zone_id and claim.valid_from <= LAST]
    assert sorted(claim["zone"] for claim in stated) == sorted(claim.zone_id for claim in record)
    assert all(claim["place"] is None for claim in stated)


def test_each_site_of_a_zone_has_a_letter_and_goes_with_a_place(series, drawn):
    added = drawn["sites"]["added"]
    assert added == series.zone_sites.count > 0
    assert len(drawn["sites"]["place"]) == len(drawn["sites"]["km2"]) == len(series.sites) + added
    assert len(drawn["series"][ALL]["sites"]["first"]) == len(series.sites) + added
