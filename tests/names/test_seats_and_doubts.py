"""A seat is never lost to a hamlet, and no place is vouched for where something speaks against it."""

from __future__ import annotations

import pytest
import shipped
from anyascii import anyascii

from karamap.errors import UnknownDistrictError, UnknownPlaceError, WrongDistrictError
from karamap.gazetteer.places import SEAT, valid_on
from karamap.names.evidence import Match, Reason
from karamap.names.resolutions import DOUBTS, Flag, Mention, Outcome, Resolution
from karamap.names.resolver import Resolver, place_named

INDEX = shipped.theatre().names
GAZETTEER = INDEX.gazetteer
RESOLVER = Resolver(INDEX)
SEATS = sorted(GAZETTEER.seats)


def asked(name: str, district: str | None = None, kind: str | None = None) -> Resolution:
    return RESOLVER.resolve(Mention(name, district, kind))


def ids(found: Resolution) -> list[str]:
    return [item.place_id for item in found.candidates]


def spellings(place_id: str) -> set[str]:
    """The names of a place, in plain letters, in capitals, half plain, with a kind behind and with a case ending."""
    names = {name.text for name in GAZETTEER.names[place_id] if name.kind in ("official", "exonym")}
    plain = {anyascii(name) for name in names} | {name.replace("ş", "s") for name in names}
    plain |= {name.replace("ç", "c") for name in names}
    return (
        names
        | plain
        | {name.upper() for name in plain}
        | {f"{name} şəhəri" for name in plain}
        | {f"{name}'da" for name in plain if name.isascii()}
    )


@pytest.mark.parametrize("place_id", SEATS)
def test_a_seat_is_found_or_among_what_is_found(place_id: str) -> None:
    for spelling in spellings(place_id):
        found = asked(spelling)
        assert place_id in ids(found), spelling
        assert found.place_id in (None, place_id), spelling
        assert GAZETTEER.importance(found.candidates[0].place_id) == SEAT, spelling


def test_plain_letters_mean_the_own_name_before_a_variant() -> None:
    found = asked("Susa")
    assert found.place_id == "gn147105" and found.candidates[0].evidence.match is Match.PLAIN
    assert ids(asked("Lacin"))[0] == "gn147625" and asked("Lacin").outcome is Outcome.AMBIGUOUS
    assert "gn147105" in ids(asked("Susha")) and asked("Susha").outcome is Outcome.AMBIGUOUS


@pytest.mark.parametrize(
    ("called", "place_id"),
    [
        ("Lachin town", "gn147625"),
        ("town of Aghdam", "gn148619"),
        ("посёлок Лачин", "gn147625"),
        ("the city of Hadrut", "gn148105"),
    ],
)
def test_a_city_that_is_called_a_town_is_no_village_of_its_name(called: str, place_id: str) -> None:
    found = asked(called)
    assert found.place_id == place_id and Flag.KIND_DIFFERS in found.flags


def test_a_stated_kind_still_means_that_kind_first() -> None:
    assert asked("Lachin", kind="village").place_id == "gn824341"
    assert asked("Hacılı", kind="town").outcome is Outcome.AMBIGUOUS
    within = asked("Lachin", "Kalbajar", "town")
    assert within.place_id == "gn824341" and Flag.KIND_DIFFERS in within.flags


def test_plain_letters_of_every_official_name_never_mean_another_place() -> None:
    asked_for, open_or_right = 0, 0
    for place_id, names in GAZETTEER.names.items():
        district = GAZETTEER.district_id(place_id)
        for name in names:
            plain = anyascii(name.text)
            if name.kind != "official" or not valid_on(name, None) or plain == name.text:
                continue
            asked_for += 1
            for where in (None, anyascii(GAZETTEER.district_name(district)) if district else None):
                found = asked(plain, where)
                assert found.place_id in (None, place_id), (plain, where)
                open_or_right += place_id in ids(found)
    assert asked_for > 900 and open_or_right >= 0.985 * 2 * asked_for


@pytest.mark.parametrize("district", ["Laçın", "Lachin", "Лачинский район"])
@pytest.mark.parametrize("name", ["Şuşa", "Shusha", "Шуша", "Susa"])
def test_a_seat_elsewhere_is_not_a_hamlet_here(name: str, district: str) -> None:
    found = asked(name, district)
    assert found.outcome is not Outcome.RESOLVED and "gn147105" in ids(found)
    assert Flag.DISTRICT_MISMATCH in found.flags


def test_a_hamlet_of_the_very_name_is_found_in_its_district() -> None:
    assert asked("Laçın", "Kəlbəcər").place_id == "gn824341"


@pytest.mark.parametrize(("name", "district", "least"), [("Varanda", None, 2), ("Hacılı", "Cəbrayıl", 2)])
def test_of_namesakes_none_is_picked(name: str, district: str | None, least: int) -> None:
    found = asked(name, district)
    assert found.outcome is Outcome.AMBIGUOUS and len(found.candidates) >= least
    assert asked(name, district, "village").outcome is not Outcome.RESOLVED or name == "Varanda"


def test_on_a_day_the_better_attested_namesake_is_taken_and_said_so() -> None:
    found = RESOLVER.resolve(Mention("Hacılı", "Cəbrayıl", "village", next(iter(days()))))
    assert found.place_id and Reason.ATTESTED in found.candidates[0].evidence.chosen_by


def days() -> set:  # type: ignore[type-arg]
    return {item.valid_to for items in GAZETTEER.memberships.values() for item in items if item.valid_to}


@pytest.mark.parametrize("name", ["Takhlar", "Takhlarda", "Susada kəndi"])
def test_two_liberties_resolve_nothing(name: str) -> None:
    found = asked(name)
    assert found.outcome is not Outcome.RESOLVED or found.candidates[0].evidence.match in (Match.SPELLING, Match.PLAIN)


@pytest.mark.parametrize(
    ("read_otherwise", "place_id"), [("selo Meligcanli", "gn147529"), ("Meligcanli kendi", "gn147529")]
)
def test_a_word_that_tells_what_the_place_is_is_no_liberty(read_otherwise: str, place_id: str) -> None:
    found = asked(read_otherwise)
    assert (found.place_id, found.candidates[0].evidence.match) == (place_id, Match.OTHER_READING)
    assert asked("Çöpədərə of", "Zəngilan").place_id == "gn148261"


@pytest.mark.parametrize("read_otherwise", ["town of Meligcanli", "Meligcanli sheheri"])
def test_a_word_that_tells_another_kind_is_one_and_leaves_a_guess_weak(read_otherwise: str) -> None:
    found = asked(read_otherwise)
    assert (found.outcome, ids(found)) == (Outcome.WEAK, ["gn147529"]) and Flag.KIND_DIFFERS in found.flags


def test_a_town_whose_own_name_is_read_otherwise_is_no_mere_guess() -> None:
    found = asked("Chardar")
    assert (found.place_id, found.candidates[0].evidence.match) == ("gn148106", Match.OTHER_READING)


@pytest.mark.parametrize("district", ["Atlantis", "Nowhere", "Füzuli", "Kəlbəcər", "Laçın"])
def test_a_doubtful_district_never_ends_in_resolved(district: str) -> None:
    for place_id, names in list(GAZETTEER.names.items())[::25]:
        if GAZETTEER.district_id(place_id) in RESOLVER.districts_named(district):
            continue
        found = asked(names[0].text, district)
        assert found.outcome is not Outcome.RESOLVED or DOUBTS.isdisjoint(found.flags)
        if district in ("Atlantis", "Nowhere"):
            assert found.outcome is not Outcome.RESOLVED and Flag.UNKNOWN_DISTRICT in found.flags


def test_a_list_does_not_make_up_for_an_unknown_district() -> None:
    listed = [Mention(name, "Atlantis") for name in ("Horovlu", "Çərəkən", "Daşkəsən", "Mehdili", "Əfəndilər")]
    for found in RESOLVER.resolve_all(listed):
        assert found.outcome is not Outcome.RESOLVED and Flag.UNKNOWN_DISTRICT in found.flags


def test_who_asks_for_one_place_is_told_of_the_district() -> None:
    with pytest.raises(UnknownDistrictError, match="no district is called 'Atlantis'"):
        place_named(RESOLVER, Mention("Şuşa", "Atlantis"))
    with pytest.raises(WrongDistrictError, match="Şuşa"):
        place_named(RESOLVER, Mention("Şuşa", "Füzuli"))
    with pytest.raises(UnknownPlaceError, match="Niyazqullar"):
        place_named(RESOLVER, Mention("Niyazgullat", "Jabrayil"))


@pytest.mark.parametrize(
    ("town", "place_id"),
    [
        ("Kapan", "km0065"),
        ("Капан", "km0065"),
        ("Ganja", "km0071"),
        ("Гандза", "km0071"),
        ("Gəncə", "km0071"),
        ("Kumayri", "km0074"),
        ("Vanadzor", "km0076"),
        ("Xaçmaz", "km0078"),
        ("Artashat", "km0081"),
        ("Sevan", "km0083"),
        ("Ках", "km0084"),
        ("Masallı", "km0086"),
        ("Vartashen", "km0089"),
        ("Van", "km0070"),
    ],
)
def test_a_town_outside_is_not_a_hamlet_that_some_list_calls_so(town: str, place_id: str) -> None:
    assert asked(town).place_id in (place_id, None)
    assert place_id in ids(asked(town))


@pytest.mark.parametrize(("town", "outside"), [("Ağdaş", "km0080"), ("Дашкесан", "km0085"), ("Daşkəsən", "km0085")])
def test_a_hamlet_and_a_town_outside_of_one_own_name_are_both_named(town: str, outside: str) -> None:
    found = asked(town)
    assert found.outcome is Outcome.AMBIGUOUS
    assert outside in ids(found)


@pytest.mark.parametrize(
    ("name", "district", "place_id"),
    [("Ağdaş", "Kəlbəcər", "gn586003"), ("Kapan", "Tərtər", "gn586251"), ("Martuni", None, "gn146969")],
)
def test_inside_its_district_or_as_a_seat_a_place_is_found_beside_towns_outside(
    name: str, district: str | None, place_id: str
) -> None:
    assert asked(name, district).place_id == place_id
