"""A real Nominatim, filled with karamap's own places, answers karamap's questions (opt-in: `make interop`)."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import osm
import pytest
import server
from geopy.distance import geodesic

from karamap.geocoding import proposals
from karamap.geocoding.nominatim import Geocoder, Server
from karamap.geocoding.proposals import Verdict
from karamap.ground.snapshot import Snapshot

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
EVERY = 25
"""Each so many-th of the located settlements is played to be lost."""


@pytest.fixture(scope="module")
def gazetteer(theatre):
    return theatre.gazetteer


@pytest.fixture(scope="module")
def geocoder(theatre):
    districts = Snapshot.at(theatre, date(2020, 10, 22)).districts.to_crs(4326)
    outlines = dict(zip(districts["district_id"], districts.geometry, strict=True))
    with server.serving(lambda path: osm.write(theatre.gazetteer, outlines, path)) as domain:
        yield Geocoder(Server.named(domain, "karamap-tests", seconds_between=0))


@pytest.fixture(scope="module")
def lost(gazetteer):
    """Places that the server knows and whose positions are hidden from karamap, with a name no other place has."""
    bearers = Counter(map(gazetteer.name, gazetteer.places))
    known = [place_id for place_id in osm.node_ids(gazetteer) if bearers[gazetteer.name(place_id)] == 1]
    return known[::EVERY]


@pytest.fixture(scope="module")
def without(gazetteer, lost):
    """The gazetteer as if nobody had located these places."""
    hidden = {place_id: replace(gazetteer.places[place_id], position=None) for place_id in lost}
    return replace(gazetteer, places={**gazetteer.places, **hidden})


def propose(geocoder, gazetteer, place_id):
    return proposals.propose(geocoder, gazetteer, place_id, proposals.search_box(gazetteer), now=NOW)


def distance_km(gazetteer, place_id, position):
    there = gazetteer.places[place_id].position
    return geodesic((there.lat, there.lon), (position.lat, position.lon)).km


def test_lost_places_are_found_where_they_are(geocoder, gazetteer, without, lost):
    wrong = []
    for place_id in lost:
        best = propose(geocoder, without, place_id)[0]
        if (
            best.osm_id != str(osm.node_ids(gazetteer)[place_id])
            or distance_km(gazetteer, place_id, best.position) > 0.01
        ):
            wrong.append((gazetteer.name(place_id), best))
    assert len(lost) > 30
    assert wrong == []


def test_they_lie_in_their_district(geocoder, without, lost):
    verdicts = {place_id: propose(geocoder, without, place_id)[0].verdict for place_id in lost}
    assert {place_id for place_id, verdict in verdicts.items() if verdict is not Verdict.NEAR} == set()


@pytest.mark.parametrize("language", ["hy", "ru"])
def test_other_scripts_are_understood(geocoder, gazetteer, language):
    numbers = osm.node_ids(gazetteer)
    names = {
        place_id: gazetteer.name(place_id, language=language)
        for place_id in numbers
        if any(name.language == language and name.kind != "misspelling" for name in gazetteer.names[place_id])
    }
    bearers = Counter(names.values())
    asked = [place_id for place_id in names if bearers[names[place_id]] == 1][::EVERY]
    missed = [
        names[place_id]
        for place_id in asked
        if str(numbers[place_id])
        not in {str(raw["osm_id"]) for raw in geocoder.answer(names[place_id], None, now=NOW).raw}
    ]
    assert asked
    assert missed == []


def test_what_the_server_does_not_hold_is_not_proposed(geocoder, gazetteer):
    verdicts = {
        place_id: {item.verdict for item in propose(geocoder, gazetteer, place_id)}
        for place_id in proposals.unlocated(gazetteer)
    }
    assert verdicts
    assert {place_id for place_id, found in verdicts.items() if found - {Verdict.NOT_FOUND, Verdict.TAKEN}} == set()


def test_namesakes_are_told_from_the_place_that_is_lost(geocoder, gazetteer):
    numbers = osm.node_ids(gazetteer)
    tatars = {gazetteer.district_id(place_id): place_id for place_id in numbers if gazetteer.name(place_id) == "Tatar"}
    lost = tatars["AZ-CAB"]
    hidden = {lost: replace(gazetteer.places[lost], position=None)}
    found = propose(geocoder, replace(gazetteer, places={**gazetteer.places, **hidden}), lost)
    assert [item.verdict for item in found] == [Verdict.NEAR, *[Verdict.TAKEN] * (len(tatars) - 1)]
    assert found[0].osm_id == str(numbers[lost])


def test_a_district_is_not_proposed_for_its_town(geocoder, gazetteer):
    numbers = osm.node_ids(gazetteer)
    seat = gazetteer.districts["AZ-QBI"].seat_id
    hidden = {seat: replace(gazetteer.places[seat], position=None)}
    found = propose(geocoder, replace(gazetteer, places={**gazetteer.places, **hidden}), seat)
    assert (found[0].osm_type, found[0].osm_id, found[0].verdict) == ("node", str(numbers[seat]), Verdict.NEAR)
    assert ("relation", Verdict.OTHER) in {(item.osm_type, item.verdict) for item in found}
