"""A figure shows of a day what the page and `control` say of it, with no name upon another, in every language."""

import copy
from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import pytest

from karamap.document.crop import Crop
from karamap.document.drawing import document
from karamap.document.reader import DrawnDocument
from karamap.document.wording import LANGUAGES
from karamap.errors import CropError
from karamap.figure.boxes import overlap, within
from karamap.figure.formats import COLUMNS, Format
from karamap.figure.scene import UNREPORTED
from karamap.figure.sheet import figure
from karamap.ground.series import Series
from karamap.ground.snapshot import Snapshot
from karamap.record.timeline import control_as_of

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2020, 10, 22)
FUZULI = Crop(frozenset({"AZ-FUZ"}))
DAYS = (2, 5, 20)
"""22 and 25 October and 9 November 2020."""


@pytest.fixture(scope="module")
def october(autumn):
    return figure(autumn, [2], COLUMNS["double"])


def parsed(drawn):
    return ElementTree.fromstring(drawn.svg)


def words(drawn):
    return [node.text for node in parsed(drawn).iter(f"{SVG}text")]


def test_every_located_place_of_the_view_is_drawn_once(autumn, october):
    named = [node.get("data-place") for node in parsed(october).iter() if node.tag != f"{SVG}text"]
    drawn = sorted(filter(None, named))
    located = {place["id"] for place in autumn.places if place["lon"] is not None}
    with_ground = {place["id"] for place in autumn.places if place["site"] is not None}
    assert len(drawn) == len(set(drawn))
    assert with_ground <= set(drawn) <= located


def test_holders_and_standings_are_those_of_control(theatre, october):
    control = control_as_of(theatre.record, DAY)
    for point in october.points[0]:
        look, own = point.look, control.get(point.place["id"])
        if own is None or look.symbol in (UNREPORTED, "outside"):
            continue
        assert look.holders == (own.contested or (own.holder or "",))
        assert look.symbol == ("contested" if own.contested else own.standing.value)


def test_what_changed_is_what_control_says_changed(autumn, october):
    changed = autumn.changed("all", 2)
    assert {p.place["id"] for p in october.points[0] if p.change == "dated"} <= set(changed["dated"])
    assert sum(p.change == "dated" for p in october.points[0]) == 21


def test_areas_are_those_of_the_snapshot(theatre, october):
    areas = Snapshot.at(theatre, DAY).surface.areas
    told = " ".join(words(october))
    for holder in ("ARM", "AZ"):
        assert all(f"{round(km2):,} km²" in told for km2 in areas[holder])


def test_alt_text_and_legend_tell_an_area_in_the_same_words(autumn, october):
    exact = copy.deepcopy(autumn.document)
    for rows in exact["series"]["all"]["areas"].values():
        rows[:] = [[day, km2, km2, km2] for day, km2, *_ in rows]
    for drawn, word in ((october, "between"), (figure(DrawnDocument(exact), [2], COLUMNS["double"]), "about")):
        told = [text for text in drawn.alt.split(". ") if "km²" in text]
        assert len(told) == 2
        assert all(word in text for text in told)
        legend = " ".join(words(drawn)).replace("\u00a0", " ")
        assert all(text.rstrip(".") in legend for text in told)
    assert "between" not in " ".join(told)


def test_a_party_without_a_short_name_in_the_language_is_called_as_the_legend_calls_it(autumn):
    lacking = copy.deepcopy(autumn.document)
    for party in lacking["parties"]:
        party["shorts"].pop("az")
    drawn = figure(DrawnDocument(lacking), [2], COLUMNS["double"], language="az")
    usual = [party["shorts"]["en"] for party in lacking["parties"] if party["id"] in ("ARM", "AZ")]
    assert all(name in drawn.alt for name in usual)
    assert not {"AZ", "ARM"} & set(drawn.alt.replace(":", " ").split())


def test_it_says_what_it_shows_and_what_it_does_not(october):
    root = parsed(october)
    assert root.find(f"{SVG}desc").text == october.alt
    assert "22 October 2020" in october.title
    assert "21 places are reported as changing hands on this day." in october.alt
    told = " ".join(words(october))
    assert "22 October 2020" in words(october)  # the stamp
    assert "does not say whose the ground is by law" in told
    assert "GeoNames" in told
    assert root.get("width") == "180mm"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["single", "double", "slide"])
def test_no_name_lies_upon_another_in_any_language(autumn, language, form):
    crop = FUZULI if form == "double" else Crop()
    drawn = figure(autumn, [DAYS[LANGUAGES.index(language) % 3]], COLUMNS[form], crop, language)
    boxes = [placed.box for placed in drawn.labels[0]]
    assert len(boxes) >= 3
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    assert drawn.language == language


def test_names_stay_on_the_map_and_off_its_points_of_the_day(october):
    right = max(point.x for point in october.points[0]) + 40
    bottom = max(point.y for point in october.points[0]) + 40
    assert all(within(placed.box, (0, 0, right, bottom)) for placed in october.labels[0])
    changed = [point.box for point in october.points[0] if point.change == "dated"]
    villages = [placed.box for placed in october.labels[0] if placed.label.rank == "changed-village"]
    assert villages
    assert not [1 for box in villages for other in changed if overlap(box, other)]


def test_the_same_figure_has_the_same_bytes(autumn, october):
    assert figure(DrawnDocument(copy.deepcopy(autumn.document)), [2], COLUMNS["double"]).svg == october.svg


def test_a_district_fills_the_map_and_has_no_areas_of_the_whole_theatre(autumn):
    drawn = figure(autumn, [5], COLUMNS["double"], FUZULI, "az")
    told = words(drawn)
    assert "Füzuli" in told
    assert not any("km²" in text for text in [*told, drawn.alt])
    assert len(drawn.points[0]) < 300
    with pytest.raises(CropError):
        figure(autumn, [5], COLUMNS["double"], Crop(frozenset({"NKAO"})))


def test_days_stand_side_by_side_each_with_its_stamp(autumn):
    drawn = figure(autumn, [2, 20], Format(180))
    told = words(drawn)
    assert {"22 October 2020", "9 November 2020"} <= set(told)
    assert len(drawn.labels) == len(drawn.points) == 2
    assert "22 October 2020 – 9 November 2020" in drawn.alt


def test_a_slide_has_its_size(autumn):
    drawn = figure(autumn, [2], COLUMNS["slide"])
    assert (round(drawn.width), round(drawn.height)) == (960, 540)


def test_another_theatre_is_drawn_from_its_own_tables(small_theatre):
    drawn = figure(DrawnDocument(document(Series.between(small_theatre(), DAY, DAY))), [0], Format(120))
    assert {placed.label.text for placed in drawn.labels[0]} >= {"Alma"}
    assert "The small world" in " ".join([*words(drawn), drawn.title]) or drawn.title


def test_what_tables_say_never_becomes_markup(small_theatre):
    def change(world):
        world.name("gn1", "<b>&\"'Alma</b>", "official")
        world.rows["seeds/parties.csv"][0]["short"] = "</text><script>alert(1)</script>"

    told = document(Series.between(small_theatre(change), DAY, DAY), title="</title>\x01<script>")
    told["parties"][0]["colour"] = told["parties"][0]["ink"] = "url(javascript:1)"
    drawn = figure(DrawnDocument(told), [0], Format(120))
    root = parsed(drawn)
    assert not [node for node in root.iter() if node.tag.lower().endswith("script")]
    assert "javascript" not in drawn.svg
    assert "</title>\ufffd<script>" in root.find(f"{SVG}title").text
