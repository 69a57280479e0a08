"""Announced totals beside the record, with what explains the difference."""

from datetime import date

import pytest

from karamap.record.totals import Match, compare_totals


@pytest.fixture
def compared(small_theatre):
    """The comparison of one total, with these values, in the small world."""

    def one(change=lambda _: None, **values):
        def told(world):
            world.rows["seeds/totals.csv"][0].update(values)
            change(world)

        (found,) = compare_totals(small_theatre(told).record)
        return found

    return one


def test_a_number_that_the_record_counts_is_exact(compared):
    assert compared(villages=3).match is Match.EXACT


def test_said_and_counted_are_both_told(compared):
    found = compared(villages=5)
    assert (found.said, found.counted, found.difference) == ({"villages": 5}, {"villages": 3}, {"villages": 2})


def test_a_difference_that_nothing_explains_is_said_to_be_so(compared):
    assert compared(villages=5).match is Match.UNEXPLAINED


def test_a_total_of_one_day_counts_that_day(compared):
    assert compared(scope="day", villages=2).match is Match.EXACT


def test_repeated_announcements_explain_a_higher_number(compared):
    found = compared(lambda world: world.claim("gn4", "AZ", date(2020, 10, 20), called="village"), villages=4)
    assert (found.match, found.words) == (Match.EXPLAINED, "counts repeated announcements again")


def test_leaving_out_the_day_itself_explains_a_lower_number(compared):
    assert compared(villages=1).words == "leaves out the day itself"


def test_names_made_public_later_explain_a_higher_number(compared):
    def later(world):
        world.claim("gn5", "AZ", date(2020, 10, 20), called="village", reported_on=date(2022, 1, 1))

    assert compared(later, villages=4).words == "counts places whose names were made public later"


def test_a_page_without_a_number_is_told_as_such(compared):
    assert compared(villages=None).match is Match.NO_NUMBER


def test_totals_for_later_days_are_left_out(small_theatre):
    assert compare_totals(small_theatre().record, by=date(2020, 10, 21)) == []


def test_totals_made_public_later_are_left_out(small_theatre):
    assert compare_totals(small_theatre().record, known_on=date(2020, 10, 21)) == []


@pytest.mark.slow
def test_every_shipped_total_is_compared_once(theatre):
    found = compare_totals(theatre.record)
    assert sorted(item.total.id for item in found) == sorted(total.id for total in theatre.record.totals)


@pytest.mark.slow
def test_no_shipped_total_is_exact_and_different(theatre):
    assert not [
        item.total.id
        for item in compare_totals(theatre.record)
        if item.match is Match.EXACT and any(item.difference.values())
    ]
