"""What was said of a whole border, beside who holds the ground along it."""

from datetime import date

import pytest
import shapely
from world import country

from karamap.errors import DataError
from karamap.ground.borders import held_along, statements, within
from karamap.ground.evidence import Method
from karamap.ground.layout import Layout
from karamap.ground.snapshot import Snapshot
from karamap.record.claims import border_in
from karamap.theatre import loader

TAKEN = date(2020, 10, 22)
SAID = "state border between Azerbaijan and Iran completely secured"
RIM = 0.08
"""As near as the nodes around the theatre, 4 km apart, tell where along 50 km a holder's ground ends."""

NORTH = [[46.0, 39.45], [48.0, 39.45], [48.0, 40.0], [46.0, 40.0], [46.0, 39.45]]
SOUTH = [[46.0, 39.0], [48.0, 39.0], [48.0, 39.45], [46.0, 39.45], [46.0, 39.0]]


def bordering(world):
    """Alma and Heyva lie along a border, and one side says to hold all of it."""
    world.borders = [country("AZ", "Azerbaijan", NORTH), country("IR", "Iran", SOUTH)]
    world.claim(None, "AZ", TAKEN, subject=SAID)


def half_taken(world):
    """Alma, the western half, is taken; Heyva is not."""
    bordering(world)
    for place_id in ("gn1", "gn2"):
        world.claim(place_id, "AZ", date(2020, 10, 20))


@pytest.fixture
def said(small_theatre):
    """The one statement of the small world."""

    def call(change=bordering, **how):
        (found,) = statements(small_theatre(change), method=Method.CLAIMED, **how)
        return found

    return call


def test_a_border_is_as_long_as_the_theatre_follows_it(small_theatre):
    layout = Layout.of(small_theatre(bordering))
    line = within(layout, "AZ", "IR")
    reach = shapely.intersection(layout.tessellation.outline.boundary, line.buffer(5))
    assert line.length == pytest.approx(reach.length, rel=0.01)
    assert 40_000 < line.length < 80_000


def test_the_order_of_the_two_states_does_not_matter(small_theatre):
    layout = Layout.of(small_theatre(bordering))
    assert within(layout, "AZ", "IR").length == pytest.approx(within(layout, "IR", "AZ").length)


def test_states_that_do_not_meet_in_the_theatre_have_no_border_there(small_theatre):
    assert within(Layout.of(small_theatre()), "AZ", "AM").is_empty


def test_a_border_of_one_holder_is_all_that_holders(said):
    assert (set(said().held), said().share) == ({"ARM"}, 0)


def test_a_border_of_two_holders_is_shared_out_to_its_full_length(said):
    found = said(half_taken)
    assert list(found.held) == ["ARM", "AZ"]
    assert sum(found.held.values()) == pytest.approx(found.length_km)
    assert found.share == pytest.approx(0.5, abs=RIM)


def test_ground_without_report_is_told_as_such(said):
    def unheard(world):
        bordering(world)
        world.place("gn7", "village", (47.3, 39.46), "AZ-HEY", "Nar")

    assert said(unheard).held[""] > 0


def test_what_was_made_public_later_counts_only_by_all_that_is_known(said):
    def learned(world):
        bordering(world)
        for place_id in ("gn1", "gn2"):
            world.claim(place_id, "AZ", date(2020, 10, 20), reported_on=date(2022, 1, 1))

    found = said(learned)
    assert (found.share, found.share_by_all) == (0, pytest.approx(0.5, abs=RIM))
    assert said(learned, known_on=date(2021, 1, 1)).share_by_all == 0


def test_a_statement_about_a_later_day_is_left_out(small_theatre):
    assert statements(small_theatre(bordering), by=date(2020, 10, 21)) == []


def test_a_statement_made_public_later_is_left_out(small_theatre):
    assert statements(small_theatre(bordering), known_on=date(2020, 10, 21)) == []


def test_a_statement_that_was_taken_back_is_left_out(small_theatre):
    def withdrawn(world):
        bordering(world)
        world.claim(None, None, TAKEN, stance="retracts", target_id=world.rows["seeds/claims.csv"][-1]["id"])

    assert statements(small_theatre(withdrawn)) == []


def test_other_subjects_are_about_no_border(small_theatre):
    assert statements(small_theatre()) == []


def test_a_border_outside_the_theatre_has_no_share(small_theatre):
    def elsewhere(world):
        world.claim(None, "AZ", TAKEN, subject="state border between Azerbaijan and Armenia secured")

    (found,) = statements(small_theatre(elsewhere))
    assert (found.length_km, found.held, found.share) == (0, {}, 0)


@pytest.mark.parametrize(
    ("subject", "states"),
    [
        (SAID, ("Azerbaijan", "Iran")),
        ("state border between Iran and Azerbaijan", ("Iran", "Azerbaijan")),
        ("state border between Azerbaijan and Iranistan secured", None),
        ("state border between Azerbaijan and Azerbaijan secured", None),
        ("the state border between Azerbaijan and Iran", None),
        ("60 combat positions", None),
    ],
)
def test_a_subject_names_a_border_in_one_form(subject, states):
    assert border_in(subject, ["Azerbaijan", "Iran"]) == states


@pytest.mark.parametrize("read", [loader.problems, lambda folder: loader.load(folder)], ids=["check", "load"])
def test_a_border_that_no_outline_tells_of_is_a_fault(small_world, read):
    folder = small_world(lambda world: world.claim(None, "AZ", TAKEN, subject=SAID))
    try:
        faults = read(folder)
    except DataError as error:
        faults = error.faults
    (fault,) = faults
    assert (fault.column, "names no border" in fault.problem) == ("subject", True)
    assert "two of Armenia, Azerbaijan" in fault.expected


def test_the_shipped_border_with_iran_is_measured_whole(theatre, layout):
    line = within(layout, "AZ", "IR")
    held = held_along(Snapshot.at(theatre, TAKEN, layout=layout), line)
    assert 130 < line.length / 1e3 < 160
    assert sum(held.values()) == pytest.approx(line.length / 1e3)


@pytest.mark.parametrize("method", Method)
def test_pieces_of_a_border_go_with_the_ground_that_points_along_it_lie_next_to(theatre, layout, method):
    snapshot, line = Snapshot.at(theatre, TAKEN, method=method, layout=layout), within(layout, "AZ", "IR")
    count = int(line.length // 100)
    points = shapely.line_interpolate_point(line, [(at + 0.5) / count for at in range(count)], normalized=True)
    nearest = shapely.STRtree(snapshot.territory.geometry.to_numpy()).nearest(points)
    sampled = snapshot.territory["holder"].iloc[nearest].value_counts().mul(line.length / 1e3 / count).to_dict()
    assert held_along(snapshot, line) == pytest.approx(sampled, abs=0.5)


def test_the_shipped_statement_is_set_beside_the_record(theatre):
    (found,) = statements(theatre)
    assert (found.claim.valid_from, found.border, found.claim.holder) == (TAKEN, ("AZ", "IR"), "AZ")
    assert 0.9 < found.share <= found.share_by_all <= 1


def test_a_statement_about_a_day_outside_the_record_is_left_out(small_theatre):
    def ending(world):
        bordering(world)
        world.settings = world.settings.replace("[record]", "[record]\nends_on = 2020-10-01")

    assert statements(small_theatre(ending)) == []
