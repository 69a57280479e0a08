"""Roads lead through places that are there and lie somewhere; a road with a fault is told once, by its line."""

import pytest

from karamap.document.drawing import document
from karamap.errors import DataError
from karamap.ground.series import Series
from karamap.theatre import loader
from karamap.theatre.roads import Road

PATH = "gazetteer/roads.csv"


def with_road(**values):
    """A change of the small world: a road from gn1 to gn3, if `values` say no other."""
    sound = {"id": "road", "name": "Road", "kind": "main", "course": ("gn1", "gn3"), "precision_km": 5.0}

    def change(world):
        world.add(PATH, **{**sound, "source_id": "survey", **values})

    return change


def test_a_road_is_read_and_stated_by_the_numbers_of_its_places(small_theatre):
    theatre = small_theatre(with_road(kind="other"))
    assert theatre.roads == (Road("road", "Road", False, ("gn1", "gn3"), 5.0),)
    day = theatre.record.first_day
    shown = document(Series.between(theatre, day, day))
    (road,) = shown["roads"]
    assert road["main"] is False
    assert [shown["places"][number][0] for number in road["course"]] == ["gn1", "gn3"]


def test_a_theatre_may_have_no_roads(small_world):
    folder = small_world()
    (folder / PATH).unlink()
    assert loader.load(folder).roads == ()
    assert loader.problems(folder) == []


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"course": ("gn1",)}, "course: 'gn1' alone is no road"),
        ({"course": ("gn1", "km0001")}, "course: 'km0001' has no position"),
        ({"course": ("gn1", "gn404")}, "course: 'gn404' does not exist"),
        ({"course": ("gn1", "gn3", "gn1")}, "names an id twice"),
        ({"course": None}, "course: "),
        ({"kind": "path"}, "kind: 'path' is not known here"),
        ({"source_id": "nobody"}, "source_id: 'nobody' does not exist"),
        ({"precision_km": "near"}, "precision_km: 'near' is not a number"),
        ({"precision_km": -1.0}, "precision_km: "),
    ],
)
def test_a_road_that_cannot_be_drawn_has_one_fault_at_its_line(small_world, values, problem):
    folder = small_world(with_road(**values))
    with pytest.raises(DataError) as refused:
        loader.load(folder)
    (fault,) = [fault for fault in refused.value.faults if fault.path == PATH]
    assert fault.line == 2
    assert problem in str(fault)


def test_the_shipped_roads_are_few_and_small(theatre):
    assert 10 <= len(theatre.roads) <= 15
    for road in theatre.roads:
        assert all(theatre.gazetteer.places[place_id].position for place_id in road.course)
