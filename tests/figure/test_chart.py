"""A chart tells the square kilometres and places of the map, day by day."""

from collections import Counter
from datetime import date
from xml.etree import ElementTree

import pytest

from karamap.figure.chart import chart, courses_of
from karamap.figure.formats import COLUMNS
from karamap.figure.scene import Scene
from karamap.ground.snapshot import Snapshot
from karamap.record.timeline import control_as_of

DAYS = (2, 20)


@pytest.fixture(scope="module")
def scene(autumn):
    return Scene(autumn)


def test_ground_is_that_of_the_snapshot(theatre, scene):
    areas = Snapshot.at(theatre, date(2020, 10, 22)).surface.areas
    courses = {course.holder: course for course in courses_of(scene, DAYS, "km2")}
    assert set(courses) == {"ARM", "AZ"}
    for holder, course in courses.items():
        assert (course.values[0], course.least[0], course.most[0]) == tuple(round(km2) for km2 in areas[holder])


def test_places_are_those_that_control_counts(theatre, scene):
    control = control_as_of(theatre.record, date(2020, 11, 9))
    outside = {place["id"] for place in scene.drawn.places if place["kind"] == "outside"}
    held = Counter(own.holder for place_id, own in control.items() if place_id not in outside)
    for course in courses_of(scene, DAYS, "places"):
        assert course.values[1] == held[course.holder]
        assert course.least[1] <= course.values[1] == course.most[1]


@pytest.mark.parametrize(("what", "language"), [("km2", "en"), ("places", "hy")])
def test_a_chart_has_a_line_and_a_band_for_every_holder(autumn, what, language):
    drawn = chart(autumn, range(0, 22, 3), what, COLUMNS["single"], language)
    root = ElementTree.fromstring(drawn.svg)
    for sort in (what, "band"):
        assert {node.get("data-holder") for node in root.iter() if node.get("data-what") == sort} == {"ARM", "AZ"}
    assert drawn.alt
    assert root.find("{http://www.w3.org/2000/svg}desc").text == drawn.alt
