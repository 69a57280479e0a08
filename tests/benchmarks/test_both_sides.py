"""Which places are contested, and whose word there is of them."""

from datetime import date

import both_sides

from karamap.theatre import loader

DAY = date(2020, 10, 22)


def counted(small_world, change=lambda _: None):
    record = loader.load(small_world(change)).record
    places = list(both_sides.contested(record))
    return [place.change.place_id for place in places], both_sides.table(record, places)


def test_a_place_that_a_party_took_from_another_is_contested(small_world):
    places, table = counted(small_world)
    assert places == ["gn3", "gn4"]
    assert list(table.values()) == [2, 1, 1, 0, 1, 0, 1]


def test_a_handover_contests_nothing(small_world):
    places, _ = counted(small_world, lambda world: world.claim("gn5", "AZ", DAY, basis="handover"))
    assert "gn5" not in places


def test_only_somebody_who_sees_is_an_observer(small_world):
    def witnessed(world):
        world.claim("gn3", "AZ", DAY, side="none", source="page-none", reported_on=date(2020, 10, 30))

    def seen(world):
        witnessed(world)
        next(row for row in world.rows["seeds/sources.csv"] if row["id"] == "page-none")["witness"] = "observes"

    assert counted(small_world, witnessed)[1]["word of an independent observer"] == 0
    assert counted(small_world, seen)[1]["word of an independent observer"] == 1


def test_a_search_for_the_word_of_the_loser_is_counted(small_world):
    def searched(world):
        world.add("seeds/searches.csv", place_id="gn3", looked_for="ARM", pages=("page-arm",), searched_on=DAY)

    assert list(counted(small_world, searched)[1].values())[-2:] == [1, 0]


def test_every_contested_place_of_the_record_has_a_second_voice_or_a_search():
    record = loader.load(both_sides.data_dir()).record
    table = both_sides.table(record, list(both_sides.contested(record)))
    assert table["neither such a word nor looked for"] == 0
