"""What the shipped tables say: facts that no change to the data may lose by accident."""

from collections import Counter
from datetime import date

import pytest

from karamap.ground.snapshot import Snapshot
from karamap.record.announcements import announced, announcements
from karamap.record.control import Standing
from karamap.record.timeline import Timeline, control_as_of
from karamap.record.totals import Match, compare_totals

LAST_LIST = date(2020, 11, 9)
FOUNDING = ("founding-1", "founding-2", "founding-3", "founding-4", "founding-5")


@pytest.fixture(scope="module")
def record(theatre):
    return theatre.record


@pytest.fixture
def place_called(theatre):
    """The id of the one place that officially bears a name, of a kind, in a district."""

    def find(name, kind, district):
        gazetteer = theatre.gazetteer
        (place_id,) = {
            place_id
            for place_id, names in gazetteer.names.items()
            if any(known.text == name and known.kind == "official" for known in names)
            and gazetteer.kind(place_id) == kind
            and gazetteer.district_id(place_id) == district
        }
        return place_id

    return find


# What was announced.


@pytest.mark.parametrize(
    ("by", "counts"),
    [
        (date(2020, 10, 22), {"city": (3, 3), "town": (3, 3), "village": (134, 136)}),
        (LAST_LIST, {"city": (5, 5), "town": (4, 4), "village": (285, 290)}),
    ],
    ids=str,
)
def test_cities_towns_and_villages_announced_by_a_day_as_known_that_day(record, by, counts):
    assert announced(record, by, known_on=by) == counts


@pytest.mark.parametrize(("by", "villages"), [(date(2020, 10, 22), 135), (LAST_LIST, 286)], ids=str)
def test_a_page_of_2022_adds_one_village(record, by, villages):
    assert announced(record, by)["village"][0] == villages


def announced_by_district(theatre, resolver, by, *, kinds):
    """Distinct places by the district that most pages write, or the gazetteer's where none writes any."""
    district_of = {}
    for claim in announcements(theatre.record, by, by):
        written = Counter(
            district
            for citation in theatre.record.citations[claim.id]
            if citation.district_as_written
            and len(named := resolver.districts_named(citation.district_as_written)) == 1
            for district in named
        )
        if claim.called in kinds:
            own = theatre.gazetteer.district_id(claim.place_id, by)
            district_of[claim.place_id] = written.most_common(1)[0][0] if written else own
    return district_of


def test_settlements_announced_by_12_october_by_district(theatre, resolver):
    found = announced_by_district(theatre, resolver, date(2020, 10, 12), kinds={"city", "town", "village"})
    assert Counter(found.values()) == {"AZ-FUZ": 7, "AZ-CAB": 24, "AZ-TAR": 3, "AZ-XVD": 2}


def test_villages_announced_by_9_november_by_district(theatre, resolver):
    found = announced_by_district(theatre, resolver, LAST_LIST, kinds={"village"})
    assert Counter(found.values()) == {
        "AZ-CAB": 89,
        "AZ-FUZ": 53,
        "AZ-ZAN": 52,
        "AZ-QBI": 41,
        "AZ-XVD": 35,
        "AZ-XCI": 9,
        "AZ-TAR": 3,
        "AZ-LAC": 3,
    }


def test_two_villages_lie_in_another_district_than_announced(theatre, resolver):
    gazetteer = theatre.gazetteer
    found = announced_by_district(theatre, resolver, LAST_LIST, kinds={"village"})
    elsewhere = {
        gazetteer.name(place_id): (district, gazetteer.district_id(place_id, LAST_LIST))
        for place_id, district in found.items()
        if district != gazetteer.district_id(place_id, LAST_LIST)
    }
    assert elsewhere == {
        "Daşaltı": ("AZ-XCI", "AZ-SUS"),
        "Quşçular": ("AZ-CAB", "AZ-XVD"),
    }


def test_the_final_total_of_the_president_is_met(theatre):
    compared = compare_totals(theatre.record, theatre.gazetteer, known_on=date.max)
    (final,) = (item for item in compared if item.total.id == "novator-az-20201123.1")
    assert (final.match, dict(final.said)) == (Match.EXACT, {"cities": 5, "towns": 4, "villages": 286})


# 22 October 2020 and the founding pages.


@pytest.mark.parametrize("source_id", FOUNDING)
def test_a_founding_page_is_a_source(record, source_id):
    assert source_id in record.sources


@pytest.mark.parametrize("source_id", FOUNDING)
def test_a_founding_page_carries_a_claim(record, source_id):
    assert source_id in {item.source_id for items in record.citations.values() for item in items}


@pytest.mark.parametrize(
    ("known_on", "count"),
    [(date(2020, 10, 21), 0), (date(2020, 10, 22), 21), (None, 21)],
    ids=["the day before", "the day itself", "today"],
)
def test_21_places_change_hands_on_22_october_2020_once_that_is_known(theatre, known_on, count):
    assert len(Snapshot.at(theatre, date(2020, 10, 22), known_on).changed) == count


def test_60_combat_positions_are_a_claim_about_no_place(record):
    (claim,) = (item for item in record.claims.values() if "60 combat positions" in (item.subject or ""))
    assert (claim.place_id, claim.valid_from) == (None, date(2023, 9, 19))


def test_the_page_of_1_november_2020_moves_no_place(record):
    assert not Timeline(record).changed_on(date(2020, 11, 1)).first_counted


def test_names_in_iran_are_no_places_of_the_theatre(theatre):
    for name in ("Bileh-Savar", "Khoda Afarin", "Jolfa", "Parsabad"):
        bearers = [key for key, names in theatre.gazetteer.names.items() if any(n.text == name for n in names)]
        assert not [place_id for place_id in bearers if theatre.gazetteer.in_theatre(place_id)]


# Who held what.

HELD = [
    ("Şuşa", "city", "AZ-SUS", "2020-11-07", "ARM"),
    ("Şuşa", "city", "AZ-SUS", "2020-11-08", "AZ"),
    ("Hadrut", "town", "AZ-XVD", "2020-10-08", "ARM"),
    ("Hadrut", "town", "AZ-XVD", "2020-10-09", "AZ"),
    ("Ağdam", "city", "AZ-AGM", "2020-11-19", "ARM"),
    ("Ağdam", "city", "AZ-AGM", "2020-11-20", "AZ"),
    ("Kəlbəcər", "city", "AZ-KAL", "2020-11-24", "ARM"),
    ("Kəlbəcər", "city", "AZ-KAL", "2020-11-25", "AZ"),
    *(
        (name, kind, "AZ-LAC", day, holder)
        for name, kind in (("Laçın", "city"), ("Zabux", "village"), ("Sus", "village"))
        for day, holder in (
            ("2020-11-30", "ARM"),
            ("2020-12-01", "RU"),
            ("2022-08-25", "RU"),
            ("2022-08-26", "AZ"),
        )
    ),
    ("Xankəndi", "city", "AZ-XA", "2020-11-10", "ARM"),
    ("Xankəndi", "city", "AZ-XA", "2023-09-19", "ARM"),
    ("Xankəndi", "city", "AZ-XA", "2023-10-15", "AZ"),
    ("Cəbrayıl", "city", "AZ-CAB", "2020-10-04", "AZ"),
    ("Füzuli", "city", "AZ-FUZ", "2020-10-17", "AZ"),
    ("Zəngilan", "city", "AZ-ZAN", "2020-10-20", "AZ"),
    ("Qubadlı", "city", "AZ-QBI", "2020-10-25", "AZ"),
]


@pytest.mark.parametrize(("name", "kind", "district", "day", "holder"), HELD)
def test_who_held_a_town_on_a_day(record, place_called, name, kind, district, day, holder):
    place_id = place_called(name, kind, district)
    assert control_as_of(record, date.fromisoformat(day))[place_id].holder == holder


@pytest.mark.parametrize(
    ("name", "kind", "district", "day", "standing"),
    [
        ("Hadrut", "town", "AZ-XVD", "2020-10-09", Standing.DISPUTED),
        ("Şuşa", "city", "AZ-SUS", "2020-11-08", Standing.DISPUTED),
        ("Zəngilan", "city", "AZ-ZAN", "2020-10-20", Standing.DISPUTED),
        ("Cəbrayıl", "city", "AZ-CAB", "2020-10-04", Standing.DISPUTED),
        ("Füzuli", "city", "AZ-FUZ", "2020-10-17", Standing.CLAIMED),
        ("Ağdam", "city", "AZ-AGM", "2020-11-20", Standing.AGREED),
    ],
)
def test_how_far_a_holding_was_carried_as_known_that_very_day(
    record, place_called, name, kind, district, day, standing
):
    that_day = date.fromisoformat(day)
    assert control_as_of(record, that_day, that_day)[place_called(name, kind, district)].standing is standing


def test_both_sides_speak_of_hadrut_on_9_october(record, place_called):
    day = date(2020, 10, 9)
    item = control_as_of(record, day, day)[place_called("Hadrut", "town", "AZ-XVD")]
    assert {record.claims[claim].side for claim in item.claims} == {"AZ", "ARM"}


def test_peacekeepers_hold_nothing_before_they_come_or_after_they_leave(record):
    for day in (date(2020, 11, 9), date(2024, 5, 24)):
        assert "RU" not in {item.holder for item in control_as_of(record, day).values()}


def test_on_the_first_day_almost_everything_is_held_by_one_of_two(record):
    holders = {item.holder for item in control_as_of(record, record.first_day).values()}
    assert holders <= {"AZ", "ARM", ""}


# The gazetteer.


def test_at_least_1168_located_settlements(theatre):
    assert sum(map(theatre.gazetteer.in_theatre, theatre.gazetteer.places)) >= 1168


@pytest.mark.parametrize("number", range(6, 39))
def test_a_settlement_that_nobody_has_located_is_kept(theatre, number):
    assert f"km{number:04d}" in theatre.gazetteer.places


def test_bartaz_is_a_village_a_town_and_a_height(theatre):
    bearers = {
        place_id
        for place_id, names in theatre.gazetteer.names.items()
        if any(name.text == "Bartaz" and name.language == "en" for name in names)
    }
    assert sorted(theatre.gazetteer.kind(place_id, LAST_LIST) for place_id in bearers) == ["height", "town", "village"]


def test_suqovusan_was_announced_as_a_village(record, place_called):
    place_id = place_called("Suqovuşan", "town", "AZ-TAR")
    said = {claim.called for claim in announcements(record, LAST_LIST) if claim.place_id == place_id}
    assert said == {"village"}


def test_every_claim_of_a_partisan_side_cites_somebody(record):
    assert all(record.citations[claim.id] for claim in record.claims.values() if claim.side != "none")
