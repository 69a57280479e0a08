"""What cannot be right as history is found, what can is left alone."""

from datetime import date

import pytest

from karamap.theatre import loader

DAY, NEXT = date(2020, 10, 22), date(2020, 10, 28)


@pytest.fixture
def found(small_world):
    """The problems of the small world with a change made to it, as (column, problem)."""
    return lambda change: [(fault.column, fault.problem) for fault in loader.problems(small_world(change))]


def test_the_small_world_is_plausible(found):
    assert found(lambda world: None) == []


def test_an_unmarked_second_announcement_is_found(found):
    ((column, problem),) = found(lambda world: world.claim("gn3", "AZ", NEXT, called="village"))
    assert (column, problem.split(" by ")[0]) == ("target_id", "announced already")


def test_a_marked_second_announcement_is_in_order(found):
    def marked(world):
        first = next(
            row["id"] for row in world.rows["seeds/claims.csv"] if (row["place_id"], row["holder"]) == ("gn3", "AZ")
        )
        world.claim("gn3", "AZ", NEXT, called="village", target_id=first)

    assert found(marked) == []


def test_a_second_announcement_after_a_loss_is_no_repeat(found):
    def lost_between(world):
        world.claim("gn3", "ARM", date(2020, 10, 25), side="ARM", source="page-arm")
        world.claim("gn3", "AZ", NEXT, called="village")

    assert found(lost_between) == []


def test_a_second_announcement_after_the_place_was_contested_is_no_repeat(found):
    def contested_between(world):
        world.claim("gn3", "ARM", date(2020, 10, 25), stance="contested", side="ARM", source="page-arm")
        world.claim("gn3", "AZ", NEXT, called="village")

    assert found(contested_between) == []


def test_a_place_contested_by_the_party_that_held_it_alone_is_found(found):
    ((column, problem),) = found(lambda world: world.claim("gn1", "ARM", DAY, stance="contested", side="ARM"))
    assert (column, problem) == ("holder", "contested, but ARM is the only party that the claims put there")


@pytest.mark.parametrize("holders", [["AZ"], ["ARM", "AZ"]], ids=["and the party that held it", "both named"])
def test_a_place_contested_by_two_is_in_order(found, holders):
    def contested(world):
        for holder in holders:
            world.claim("gn1", holder, DAY, stance="contested", side="none", source="page-none")

    assert found(contested) == []


def test_two_voices_that_differ_on_one_day_are_in_order(found):
    def differing(world):
        for speaker, holder in (("One", "AZ"), ("Another", "RU")):
            group = f"group-{speaker}"
            world.claim("gn1", holder, date(2020, 11, 11), side="none", speaker=speaker, independence_group=group)

    assert found(differing) == []


def test_two_words_of_one_utterance_that_differ_on_one_day_are_found(found):
    def differing(world):
        for speaker, holder in (("One", "AZ"), ("Another", "RU")):
            world.claim("gn1", holder, date(2020, 11, 11), side="none", speaker=speaker, independence_group="wire")

    ((column, problem),) = found(differing)
    assert (column, "of the same group" in problem) == ("reported_on", True)


@pytest.mark.parametrize("stance", ["holds", "contested"])
def test_what_is_said_to_be_so_before_it_is_is_found(found, stance):
    ((column, _),) = found(
        lambda world: world.claim("gn1", "AZ", NEXT, stance=stance, basis="withdrawal", reported_on=DAY)
    )
    assert column == "reported_on"


def test_a_report_before_the_fact_is_found(found):
    ((column, _),) = found(lambda world: world.claim("gn1", "AZ", NEXT, reported_on=DAY))
    assert column == "reported_on"


def test_a_handover_to_the_holder_is_found(found):
    ((column, _),) = found(lambda world: world.claim("gn3", "AZ", date(2020, 12, 1), basis="handover"))
    assert column == "basis"


def test_a_page_that_nothing_rests_on_is_found(found):
    def idle(world):
        world.rows["seeds/sources.csv"].append({**world.rows["seeds/sources.csv"][0], "id": "page-idle"})

    ((column, problem),) = found(idle)
    assert (column, "rests on this page" in problem) == ("id", True)


@pytest.mark.parametrize(("note", "columns"), [(None, ["villages"]), ("The page lists two.", [])])
def test_a_total_that_contradicts_its_own_list_must_say_so(found, note, columns):
    def contradicted(world):
        row = {"id": "page-az.2", "as_of": DAY, "reported_on": DAY, "scope": "day", "villages": 7, "note": note}
        world.add("seeds/totals.csv", source_id="page-az", **row)

    assert [column for column, _ in found(contradicted)] == columns


SEARCH = {"place_id": "gn3", "looked_for": "ARM", "pages": ("page-arm", "page-none"), "searched_on": NEXT}
"""A search for the word of the side that lost the place; nobody of that side speaks of it."""


def test_a_search_in_vain_is_in_order(found):
    assert found(lambda world: world.add("seeds/searches.csv", **SEARCH)) == []


@pytest.mark.parametrize(
    ("column", "value"), [("place_id", "gn9"), ("looked_for", "none"), ("pages", ("page-arm", "page-lost"))]
)
def test_a_search_speaks_of_places_parties_and_pages_that_exist(found, column, value):
    ((where, problem),) = found(lambda world: world.add("seeds/searches.csv", **{**SEARCH, column: value}))
    assert (where, problem.endswith("does not exist")) == (column, True)


def test_a_page_that_was_read_in_vain_is_used(found):
    def read(world):
        world.rows["seeds/sources.csv"].append({**world.rows["seeds/sources.csv"][0], "id": "page-read"})
        world.add("seeds/searches.csv", **{**SEARCH, "pages": ("page-read",)})

    assert found(read) == []


@pytest.mark.parametrize(("reported_on", "columns"), [(DAY, ["looked_for"]), (date(2020, 10, 29), [])])
def test_a_word_that_was_there_to_be_found_contradicts_the_search(found, reported_on, columns):
    def answered(world):
        world.claim("gn3", "AZ", DAY, side="ARM", source="page-arm", reported_on=reported_on)
        world.add("seeds/searches.csv", **SEARCH)

    assert [column for column, _ in found(answered)] == columns
