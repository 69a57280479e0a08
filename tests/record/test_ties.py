"""What becomes of parties: allies on a day, mergers, new names, ends."""

from datetime import date

import pytest

from karamap.record.changes import kind_of_change
from karamap.record.control import Show, Standing
from karamap.record.ties import Membership, Merger, Ties
from karamap.record.timeline import Timeline
from karamap.theatre import loader

BEFORE, TAKEN, MERGED, LATER = date(2020, 10, 1), date(2020, 10, 22), date(2020, 11, 20), date(2021, 3, 1)


@pytest.fixture
def timeline(small_theatre):
    """The small world in which AZ took gn3 on 22 October and became NEW on 20 November, with further changes."""

    def build(*changes, show=Show.CLAIMED):
        def change(world):
            add_party(world, "NEW", valid_from=MERGED)
            merge(world, "AZ", "NEW")
            world.claim("gn5", "ARM", LATER, side="ARM", source="page-arm")  # so that the record goes on
            for further in changes:
                further(world)

        return Timeline(small_theatre(change).record, show=show)

    return build


def add_party(world, party_id, **values):
    look = {"colour": "#2f8a83", "ink": "#0f5a55", "hatch": "rising"}
    world.add("seeds/parties.csv", id=party_id, name=party_id, short=party_id, **look, **values)
    world.rows["seeds/parties.csv"].sort(key=lambda row: row["id"])


def merge(world, party_id, successor, day=MERGED):
    world.add("seeds/mergers.csv", party_id=party_id, successor=successor, valid_from=day)


def test_what_a_party_held_is_its_successors_and_nothing_else_changes(timeline):
    weighed = timeline()
    before, after = (weighed.at(day)["gn3"] for day in (TAKEN, LATER))
    assert (before.holder, after.holder) == ("AZ", "NEW")
    assert (before.since, before.standing, before.claims) == (after.since, after.standing, after.claims)
    assert not weighed.changed_on(MERGED).kinds


def test_a_claim_with_the_old_name_is_one_for_the_successor(timeline):
    weighed = timeline(lambda world: world.claim("gn1", "AZ", LATER))
    assert weighed.at(LATER)["gn1"].holder == "NEW"
    assert weighed.changed_on(LATER).dated == ("gn1",)


def test_a_claim_for_the_successor_of_what_the_party_held_moves_nothing(timeline):
    weighed = timeline(lambda world: world.claim("gn3", "NEW", LATER, side="NEW"))
    item = weighed.at(LATER)["gn3"]
    assert (item.holder, item.since) == ("NEW", TAKEN)
    assert "gn3" not in weighed.changed_on(LATER).kinds


def test_the_word_of_a_party_about_itself_confirms_nothing_under_its_new_name(timeline):
    assert timeline().at(LATER)["gn3"].standing is Standing.CLAIMED


def test_the_word_of_who_lost_a_place_still_counts_when_it_has_joined_who_took_it(timeline):
    def admitted(world):
        world.claim("gn3", "AZ", TAKEN, side="ARM", source="page-arm")
        add_party(world, "BOTH", valid_from=MERGED)
        world.rows["seeds/mergers.csv"].clear()
        merge(world, "ARM", "BOTH", date(2024, 5, 25))
        merge(world, "AZ", "BOTH")

    weighed = timeline(admitted)
    assert [weighed.at(day)["gn3"].standing for day in (TAKEN, LATER)] == [Standing.CONFIRMED] * 2
    assert timeline(admitted, show=Show.CONFIRMED).at(LATER)["gn3"].holder == "BOTH"


def test_a_place_that_two_contest_is_the_one_partys_when_they_merge(timeline):
    def contested(world):
        world.claim("gn2", "RED", BEFORE, stance="contested", side="none", source="page-none")
        add_party(world, "RED")
        merge(world, "RED", "ARM", MERGED)

    weighed = timeline(contested)
    assert weighed.at(BEFORE)["gn2"].contested == ("ARM", "RED")
    assert (weighed.at(LATER)["gn2"].contested, weighed.at(LATER)["gn2"].holder) == ((), "ARM")


def test_a_party_that_ends_holds_nothing(timeline):
    def end(world):
        world.claim("gn5", "RU", date(2020, 12, 1), basis="handover", side="none", source="page-none")
        world.rows["seeds/parties.csv"] = [
            {**row, "valid_to": LATER} if row["id"] == "RU" else row for row in world.rows["seeds/parties.csv"]
        ]
        world.claim("gn1", "AZ", date(2021, 4, 1))

    weighed = timeline(end)
    before, after = (weighed.at(day)["gn6"] for day in (date(2021, 2, 1), LATER))
    assert before.holder == "RU"
    assert (after.holder, after.standing, after.contested) == ("", Standing.NONE, ())
    assert kind_of_change(before, after, date(2021, 2, 28))
    assert weighed.at(LATER)["gn1"].holder == "ARM"


def test_allies_are_so_within_their_days():
    ties = Ties((Membership("Pact", "A", BEFORE, MERGED), Membership("Pact", "B"), Membership("Rest", "C")))
    assert [ties.are_allies("A", "B", day) for day in (date(2020, 9, 30), BEFORE, TAKEN, MERGED)] == [
        *(False, True, True, False)
    ]
    assert not ties.are_allies("A", "C", TAKEN)
    assert not ties.are_allies("C", "D", TAKEN)
    assert ties.coalitions_on(TAKEN) == {"Pact": ("A", "B")}
    assert ties.coalitions_on(MERGED) == {}
    assert ties.days_of_coalitions == {BEFORE, MERGED}


def test_mergers_one_after_the_other_lead_to_the_last_and_a_circle_ends():
    steps = [Merger("A", "B", BEFORE), Merger("B", "C", MERGED), Merger("X", "Y", BEFORE), Merger("Y", "X", BEFORE)]
    ties = Ties(mergers={step.party_id: step for step in steps}, ends={"C": LATER, "B": MERGED})
    assert [ties.party_on("A", day) for day in (date(2020, 9, 1), TAKEN, MERGED, LATER)] == ["A", "B", "C", ""]
    assert ties.party_on("X", LATER) in ("X", "Y")
    assert ties.turning_days(["A"]) == {BEFORE, MERGED, LATER}
    assert ties.turning_days(["C", "Z"]) == {LATER}


def test_tables_may_be_absent(small_world):
    folder = small_world()
    for name in ("coalitions", "mergers"):
        (folder / f"seeds/{name}.csv").unlink()
    assert loader.load(folder).record.ties.mergers == {}
