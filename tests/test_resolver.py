"""A written name means one place, several or none; nothing is guessed."""

from datetime import date

import pytest

from karamap.errors import AmbiguousPlaceError, UnknownPlaceError
from karamap.names import Orthographies
from karamap.resolver import Mention, Outcome, Resolver, answer, described, place_named

RESOLVED, AMBIGUOUS, UNRESOLVED = Outcome.RESOLVED, Outcome.AMBIGUOUS, Outcome.UNRESOLVED


@pytest.fixture
def small(small_theatre):
    """The small world's gazetteer and a resolver of its names."""

    def build(change=lambda _: None):
        theatre = small_theatre(change)
        return theatre.gazetteer, Resolver(theatre.gazetteer, Orthographies.load(theatre.folder))

    return build


def ids(resolution):
    return [candidate.place_id for candidate in resolution.candidates]


def test_the_same_spelling_is_one_place(small):
    found = small()[1].resolve(Mention("Çöpədərə"))
    assert (found.outcome, found.place_id, found.candidates[0].evidence) == (RESOLVED, "gn3", "same spelling")


def test_case_does_not_matter(small):
    assert small()[1].resolve(Mention("KƏND ALMA")).place_id == "gn2"


def test_another_romanisation_is_found_by_its_key(small):
    found = small()[1].resolve(Mention("Chopedere"))
    assert (found.place_id, found.candidates[0].evidence) == ("gn3", "same first-level key")


def test_a_spelling_comes_before_a_key(small):
    _, resolver = small(lambda world: world.name("gn5", "Chopedere"))
    assert resolver.resolve(Mention("Chopedere")).place_id == "gn5"


def test_a_name_of_two_places_is_ambiguous_and_lists_both(small):
    found = small()[1].resolve(Mention("Tatar"))
    assert (found.outcome, found.place_id, ids(found)) == (AMBIGUOUS, None, ["gn4", "gn5"])


@pytest.mark.parametrize(
    ("district", "place_id"), [("Alma", "gn4"), ("Heyva", "gn5"), ("Heyva rayonu", "gn5"), ("ELMA DISTRICT", "gn4")]
)
def test_the_district_tells_namesakes_apart(small, district, place_id):
    assert small()[1].resolve(Mention("Tatar", district)).place_id == place_id


@pytest.mark.parametrize(("kind", "place_id"), [("city", "gn1"), ("village", "gn2")])
def test_the_kind_tells_a_city_from_a_village(small, kind, place_id):
    assert small()[1].resolve(Mention("Alma", kind=kind)).place_id == place_id


def test_a_settlement_is_any_of_the_three_kinds(small):
    assert ids(small()[1].resolve(Mention("Alma", kind="settlement"))) == ["gn1", "gn2"]


def test_a_kind_that_no_candidate_has_empties_nothing(small):
    assert small()[1].resolve(Mention("Çöpədərə", kind="city")).place_id == "gn3"


def test_a_name_in_another_district_than_stated_stays_open(small):
    found = small()[1].resolve(Mention("Çöpədərə", "Heyva"))
    assert (found.outcome, found.flags, ids(found)) == (UNRESOLVED, ("district_mismatch",), ["gn3"])


def test_a_district_nobody_knows_is_flagged_and_not_used(small):
    found = small()[1].resolve(Mention("Çöpədərə", "Nowhere"))
    assert (found.place_id, found.flags) == ("gn3", ("unknown_district",))


def test_a_name_nothing_supports_stays_unresolved(small):
    found = small()[1].resolve(Mention("Qwxyz"))
    assert (found.outcome, found.place_id, found.candidates) == (UNRESOLVED, None, ())


@pytest.mark.parametrize("name", ["", " ", "—", "\ud800", "\x00", "a" * 10_000])
def test_no_name_makes_it_raise(small, name):
    assert small()[1].resolve(Mention(name)).outcome is UNRESOLVED


@pytest.mark.parametrize(("day", "place_id"), [(date(1999, 1, 1), "gn4"), (date(2001, 1, 1), None)])
def test_the_district_is_meant_as_of_the_day(small, day, place_id):
    def ended(world):
        rows = world.rows["gazetteer/memberships.csv"]
        next(row for row in rows if row["place_id"] == "gn4")["valid_to"] = date(2000, 1, 1)

    assert small(ended)[1].resolve(Mention("Tatar", "Alma", date=day)).place_id == place_id


def test_the_nearest_spellings_are_close(small):
    assert small()[1].nearest("Hevya") == ["heyva"]


def test_a_name_far_from_all_has_no_nearest_spelling(small):
    assert small()[1].nearest("Qwxyz") == []


def test_place_named_gives_the_one_place(small):
    gazetteer, resolver = small()
    assert place_named(resolver, gazetteer, Mention("Heyva")) == "gn6"


def test_place_named_refuses_several_and_lists_them_with_districts(small):
    gazetteer, resolver = small()
    with pytest.raises(AmbiguousPlaceError, match=r"Tatar \(village, Alma, gn4\); Tatar \(village, Heyva, gn5\)"):
        place_named(resolver, gazetteer, Mention("Tatar"))


def test_place_named_refuses_an_unknown_name_and_names_the_nearest(small):
    gazetteer, resolver = small()
    with pytest.raises(UnknownPlaceError, match=r"'Hevya'; did you mean heyva\?"):
        place_named(resolver, gazetteer, Mention("Hevya"))


def test_a_place_is_described_by_name_kind_district_id(small):
    assert described(small()[0], "gn3") == "Çöpədərə (village, Alma, gn3)"


def test_an_answer_repeats_the_question_and_places_the_place(small):
    gazetteer, resolver = small()
    told = answer(gazetteer, resolver.resolve(Mention("Heyva", "Heyva", "town", date(2020, 10, 22))))
    assert told["input"] == {"name": "Heyva", "district": "Heyva", "kind": "town", "date": date(2020, 10, 22)}
    assert told["place"] == {
        "id": "gn6",
        "name": "Heyva",
        "district": "Heyva",
        "kind": "town",
        "lon": 47.2,
        "lat": 39.5,
    }


def test_an_answer_about_several_places_names_none(small):
    gazetteer, resolver = small()
    told = answer(gazetteer, resolver.resolve(Mention("Tatar")))
    assert (told["outcome"], told["place"], len(told["candidates"])) == ("ambiguous", None, 2)


# The shipped gazetteer.


@pytest.mark.parametrize("name", ["Agandepe", "Yarahdaba", "Yarahmdliadli", "Şərvənj"])
def test_names_that_no_source_explains_stay_unresolved(resolver, name):
    assert resolver.resolve(Mention(name)).outcome is UNRESOLVED


@pytest.mark.parametrize(
    ("name", "kind", "shown"), [("Kənd Zəngilan", None, "Kənd Zəngilan"), ("Zəngilan", "city", "Zəngilan")]
)
def test_the_city_zengilan_is_told_from_the_village(resolver, theatre, name, kind, shown):
    place_id = resolver.resolve(Mention(name, "Zəngilan", kind)).place_id
    assert theatre.gazetteer.name(place_id) == shown


TAKEN_ON_22_OCTOBER = [
    (name, district)
    for district, names in {
        "Fuzuli": "Mollaveli, Yuxari Refiddinli, Ashagi Refiddinli",
        "Jabrayil": "Sirik, Shikhlar, Mestelibeyli, Derzili",
        "Zengilan": "Kollugishlag, Malatkeshin, Kend Zengilan, Genlik, Veligulubeyli, Garadere, Chopedere, Tatar, "
        "Tiri, Emirkhanli, Gargulu, Bartaz, Dellekli, Agbend",
    }.items()
    for name in names.split(", ")
]


@pytest.mark.parametrize(("name", "district"), TAKEN_ON_22_OCTOBER)
def test_a_name_of_22_october_2020_means_the_place_that_the_record_gives_it(resolver, theatre, name, district):
    (recorded,) = {
        theatre.record.claims[citation.claim_id].place_id
        for citations in theatre.record.citations.values()
        for citation in citations
        if (citation.source_id, citation.written_as, citation.district_as_written) == ("founding-2", name, district)
    }
    kind = "town" if name == "Agbend" else "village"
    assert resolver.resolve(Mention(name, district, kind, date(2020, 10, 22))).place_id == recorded


def test_22_october_2020_has_21_names():
    assert len(TAKEN_ON_22_OCTOBER) == 21


def test_every_name_finds_its_place_among_its_candidates(resolver, theatre):
    lost = [
        (place_id, name.text)
        for place_id, names in theatre.gazetteer.names.items()
        for name in names
        if place_id not in ids(resolver.resolve(Mention(name.text)))
    ]
    assert not lost
