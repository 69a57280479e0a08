"""Six parties, sieges, a desert, a coast, allies and a new name: what holds where more than two fight."""

from datetime import timedelta

import pytest
import shapely
import six_parties
from six_parties import FIRST, LAST, PACT, RENAMED, SIEGE

from karamap.document import drawing
from karamap.document.reader import DrawnDocument
from karamap.document.wording import texts_of
from karamap.exports.layers import LAYERS
from karamap.figure.chart import AREA, PLACES, chart, coalition_courses_of, courses_of
from karamap.figure.formats import Format
from karamap.figure.scene import CONTESTED, Scene
from karamap.ground.areas import changed_areas
from karamap.ground.score import scores
from karamap.ground.series import Series
from karamap.ground.snapshot import Snapshot
from karamap.record.changes import changes
from karamap.theatre import loader

CAPITAL, POCKET = "p000", "p001"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return lambda built: built.write(tmp_path_factory.mktemp("war") / "tables")


@pytest.fixture(scope="module")
def war(folder):
    return loader.load(folder(six_parties.war()))


@pytest.fixture(scope="module")
def tied(folder):
    """The same war with a coalition and a merger."""
    return loader.load(folder(six_parties.with_ties(six_parties.war())))


@pytest.fixture(scope="module")
def last_day(war):
    return Snapshot.at(war, LAST)


@pytest.fixture(scope="module")
def tied_day(tied):
    return Snapshot.at(tied, LAST)


def ground_at(snapshot, place_id):
    """Who holds the ground at a place, by the outlines that are drawn."""
    site = shapely.points(snapshot.tessellation.sites[snapshot.tessellation.cell_of[place_id]])
    territory = snapshot.territory
    return territory["holder"][territory.geometry.contains(site)].tolist()


@pytest.mark.parametrize("silence", [None, "follows"])
def test_a_besieged_capital_is_not_given_away(folder, war, silence):
    theatre = war if silence is None else loader.load(folder(six_parties.war(silence)))
    for day in (SIEGE, LAST):
        snapshot = Snapshot.at(theatre, day)
        assert snapshot.assessed[CAPITAL].holder == snapshot.control[CAPITAL].holder == "CRN"
        assert snapshot.assessed[POCKET].holder == snapshot.control[POCKET].holder == "HIL"
        assert ground_at(snapshot, CAPITAL) == ["CRN"]
        assert ground_at(snapshot, POCKET) == ["HIL"]
    assert snapshot.assessed["p002"].holder == "DAW"


def test_the_ground_of_two_states_is_within_them_and_all_of_it_is_somebodys_or_without_report(war, last_day):
    ground = last_day.tessellation.outline
    land = last_day.tessellation.plane.area_to_plane(war.outlines.countries(["W", "E"]), (9, 29, 18, 35))
    assert 0.9 * land.area < ground.area <= land.area
    assert ground.difference(land.buffer(2)).is_empty  # the sea is nobody's
    told = sum(area for area, _, _ in last_day.surface.areas.values())
    assert told == pytest.approx(ground.area / 1e6, rel=1e-6)
    assert len(shapely.get_parts(ground)) == 1


def test_a_place_without_a_claim_has_no_report_though_all_around_it_is_held(war, last_day):
    silent = [place_id for place_id in war.gazetteer.places if place_id not in last_day.control]
    assert len(silent) > 30
    grounds = [ground_at(last_day, place_id) for place_id in silent]
    assert sum(map(len, grounds)) > 30  # a few lie beyond the coast line and have no ground
    assert {holder for holders in grounds for holder in holders} == {""}
    assert not set(silent) & set(last_day.assessed)


def test_contested_towns_stand_in_both_colours(war, last_day):
    scene = Scene(DrawnDocument(drawing.document(Series.of_snapshot(last_day), searchable=False)))
    looks = {place["id"]: scene.day(0).look(place) for place in scene.located}
    for place_id in six_parties.contested():
        assert last_day.control[place_id].contested == ("CRN", "SND")
        assert (looks[place_id].holders, looks[place_id].symbol) == (("CRN", "SND"), CONTESTED)
        node = last_day.tessellation.cell_of[place_id]
        assert last_day.surface.margin[node] == 0
        assert {last_day.surface.lead(last_day.surface.parties.index(party))[node] for party in ("CRN", "SND")} == {0}


def test_a_line_between_allies_is_no_front_and_their_areas_are_summed(tied, tied_day):
    before = Snapshot.at(tied, PACT - timedelta(1))
    assert "CRN-HIL" in set(before.front["between"])
    assert before.coalition_areas == {}
    assert "CRN-HIL" in set(tied_day.surface.front["between"]) - set(tied_day.front["between"])
    (name, (area, least, most)), *_ = tied_day.coalition_areas.items()
    own = [tied_day.surface.areas[party] for party in ("CRN", "HIL")]
    assert name == "Northern Pact"
    assert area == pytest.approx(sum(km2 for km2, _, _ in own), abs=0.01)
    assert sum(low for _, low, _ in own) < least < area < most < sum(high for _, _, high in own)


def test_figures_draw_what_the_ground_says_of_allies(tied_day):
    scene = Scene(DrawnDocument(drawing.document(Series.of_snapshot(tied_day), searchable=False)))
    day = scene.day(0)
    lines = [line for line in day.traced.lines if line.holder >= 0]
    names = {
        "-".join(sorted(scene.parties[number]["id"] for number in (line.holder, line.other))): day.is_between_allies(
            line
        )
        for line in lines
    }
    assert {name for name, allied in names.items() if allied} == {"CRN-HIL"}
    assert {name for name, allied in names.items() if not allied} >= set(tied_day.front["between"])
    told = tuple(map(round, tied_day.coalition_areas["Northern Pact"]))
    assert day.coalition_areas == {"Northern Pact": told}


def test_exports_have_lines_between_allies_and_the_ground_of_coalitions(tied_day, last_day):
    allied, coalitions = (list(LAYERS[name].features(tied_day)) for name in ("allied_lines", "coalitions"))
    assert [one.properties["between"] for one in allied] == ["CRN-HIL"]
    assert [one.properties["coalition"] for one in allied] == ["Northern Pact"]
    whole, front = tied_day.surface.front.set_index("between"), set(tied_day.front["between"])
    assert front == {*whole.index} - {"CRN-HIL"}
    assert allied[0].properties["length_km"] == round(whole.length_km["CRN-HIL"], 3)
    (pact,) = coalitions
    assert (pact.properties["coalition"], pact.properties["parties"]) == ("Northern Pact", ["CRN", "HIL"])
    territory = tied_day.territory.set_index("holder")
    assert pact.properties["area_km2"] == pytest.approx(territory.area_km2[["CRN", "HIL"]].sum(), abs=0.01)
    (shape,) = tied_day.coalitions.geometry
    assert shape.area / 1e6 == pytest.approx(pact.properties["area_km2"], rel=1e-6)
    assert (pact.properties["area_low_km2"], pact.properties["area_high_km2"]) == tuple(
        round(bound, 3) for bound in tied_day.coalition_areas["Northern Pact"][1:]
    )
    assert [list(LAYERS[name].features(last_day)) for name in ("allied_lines", "coalitions")] == [[], []]


def test_a_party_with_a_new_name_goes_on_as_it_was(war, tied, last_day, tied_day):
    renamed = {"SND": "SEA"}
    for day in (SIEGE, RENAMED - timedelta(1), RENAMED, LAST):
        one, other = Snapshot.at(war, day), Snapshot.at(tied, day)
        now = renamed if day >= RENAMED else {}
        assert {now.get(party, party): areas for party, areas in one.surface.areas.items()} == other.surface.areas
        for place_id, control in one.control.items():
            same = other.control[place_id]
            assert now.get(control.holder, control.holder) == same.holder
            assert (control.since, control.standing, control.voices) == (same.since, same.standing, same.voices)
        assert one.timeline.changed_on(day) == other.timeline.changed_on(day)


def test_between_days_a_new_name_is_no_change_of_hands(tied):
    before, after = Snapshot.at(tied, RENAMED - timedelta(1)), Snapshot.at(tied, RENAMED)
    assert "SEA" in {control.holder for control in after.control.values()}
    assert changes(before.control, after.control, before.as_of, after.as_of, tied.record.ties.party_on) == []
    moved = changed_areas(
        before.area_rows, after.area_rows, lambda party: tied.record.ties.party_on(party, after.as_of)
    )
    assert {row["km2_change"] for row in moved} == {0.0}


def test_what_was_gained_before_a_new_name_and_no_more_is_gained_after_it(tied):
    series = Series.between(tied, RENAMED - timedelta(1), RENAMED)
    scene = Scene(DrawnDocument(drawing.document(series, searchable=False)))
    gained = [
        {scene.parties[scene.drawn.party_on(ring.holder, 1)]["id"] for ring in scene.day(day).gained.rings}
        for day in (0, 1)
    ]
    assert gained[0] == gained[1] == {"DAW", "FLM", "SEA"}
    assert len(scene.day(0).gained.rings) == len(scene.day(1).gained.rings)


def test_a_series_says_of_allies_what_each_day_says(tied):
    series = Series.between(tied, PACT - timedelta(2), PACT + timedelta(1))
    drawn = DrawnDocument(drawing.document(series, searchable=False))
    told = [drawn.coalition_areas(drawn.document["head"]["known"], day) for day in range(series.days)]
    snapshots = [Snapshot.at(tied, series.day(day)) for day in range(series.days)]
    assert told == [{name: tuple(map(round, areas)) for name, areas in s.coalition_areas.items()} for s in snapshots]
    assert told[1] == {}
    assert set(told[2]) == {"Northern Pact"}


def test_a_chart_has_a_line_for_a_coalition_on_the_days_on_which_there_is_one(tied):
    series = Series.between(tied, PACT - timedelta(2), PACT + timedelta(1))
    drawn = DrawnDocument(drawing.document(series, searchable=False))
    scene = Scene(drawn)
    (ground,) = coalition_courses_of(scene, (0, 1, 2, 3), AREA)
    on_last = drawn.coalition_areas(scene.known, 3)["Northern Pact"]
    assert (ground.holder, ground.values[:2], ground.runs()) == ("Northern Pact", (None, None), [range(2, 4)])
    assert (ground.values[3], ground.least[3], ground.most[3]) == on_last
    (held,) = coalition_courses_of(scene, (0, 1, 2, 3), PLACES)
    each = {course.holder: course.values[3] for course in courses_of(scene, (0, 1, 2, 3), PLACES)}
    assert held.values == (None, None, each["CRN"] + each["HIL"], each["CRN"] + each["HIL"])
    figure = chart(drawn, (0, 1, 2, 3), AREA, Format(180))
    assert figure.svg.count('data-coalition="Northern Pact"') == 1
    assert ">Northern Pact</text>" in figure.svg
    assert "Northern Pact: " in figure.alt
    assert "data-coalition" not in chart(drawn, (0, 1), AREA, Format(180)).svg


def test_a_further_party_that_holds_nothing_changes_no_ground(folder, last_day):
    built = six_parties.war()
    built.add("seeds/parties.csv", id="AAA", name="Nobody yet", short="Nobody yet", **six_parties.LOOK)
    built.rows["seeds/parties.csv"].sort(key=lambda row: row["id"])
    more = Snapshot.at(loader.load(folder(built)), LAST)
    assert more.surface.areas == last_day.surface.areas


def test_a_word_of_the_beginning_is_not_sure_for_ever(folder):
    """Nobody speaks of the capital after the beginning, when all villages around it are taken."""
    theatre = loader.load(folder(six_parties.war("stays")))
    early, late = (Snapshot.at(theatre, day).assessed[CAPITAL] for day in (FIRST, LAST))
    assert (early.holder, late.holder) == ("CRN", "CRN")
    assert early.probability > 0.95
    assert 0.5 < late.probability < 0.6


def test_a_map_says_that_places_lie_far_apart_and_that_nothing_was_measured_here(war):
    texts = texts_of(war)
    assert all("11" in told["about.reliability.text"] for told in texts.values())
    assert texts["en"]["about.reliability.text"].startswith(
        "How often such estimates are wrong has not been measured for this region. Places lie about 11 km"
    )
    assert "about.sparse.text" not in texts["en"]


def test_a_reference_is_scored_by_what_its_parties_have_become(tied):
    """Areas that are those of the ground itself agree wholly, also in what was gained before a party's new name."""
    before, after = Snapshot.at(tied, SIEGE - timedelta(1)), Snapshot.at(tied, RENAMED)
    names = {"SND": "SEA"}

    def areas(snapshot):
        frame = snapshot.territory.to_crs(4326)
        return {names.get(holder, holder): shape for holder, shape in zip(frame["holder"], frame.geometry, strict=True)}

    found = {one.party: one for one in scores(after, {"SEA": areas(after)["SEA"]}, (before, areas(before)))}
    assert found["SEA"].overlap > 0.999
    assert found["SEA"].gains_overlap > 0.95


def test_a_chart_has_one_line_for_a_party_under_both_names(war, tied):
    first, last = RENAMED - timedelta(1), RENAMED
    told = []
    for theatre in (war, tied):
        scene = Scene(DrawnDocument(drawing.document(Series.between(theatre, first, last), searchable=False)))
        courses = [(what, course) for what in (AREA, PLACES) for course in courses_of(scene, (0, 1), what)]
        told.append({(what, course.holder): course.values for what, course in courses})
    for what in (AREA, PLACES):
        assert told[0].pop((what, "SND")) == told[1].pop((what, "SEA"))
    assert told[0] == told[1]
