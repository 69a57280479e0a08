"""Ground goes with whoever holds a zone, but for places that say otherwise; without holder nothing is changed."""

from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from karamap.ground import layout_cache
from karamap.ground.evidence import Method
from karamap.ground.layout import Layout
from karamap.ground.series import Series, grounds
from karamap.ground.snapshot import Snapshot
from karamap.ground.zones import BESIDE_M, held, turning_days, zone_sites
from karamap.record.timeline import ALL, Timeline

AREA = [[[46.84, 39.46], [46.98, 39.46], [46.98, 39.64], [46.84, 39.64], [46.84, 39.46]]]
"""Around Kənd Alma and Tatar, gn2 and gn4."""

FROM, TO = date(2020, 11, 10), date(2020, 11, 20)
BEFORE, WITHIN = date(2020, 11, 9), date(2020, 11, 12)


def belt(world, kind="zone", geometry="Polygon", coordinates=AREA, **claim):
    world.zone("belt", kind, geometry, coordinates, valid_from=FROM.isoformat(), valid_to=TO.isoformat())
    about = {"side": "none", "source": "page-none", "basis": "agreement", **claim}
    world.claim(None, "RU", FROM, zone_id="belt", **about)


def ground(theatre, day, **how):
    territory = Snapshot.at(theatre, day, **how).territory
    return dict(zip(territory["holder"], territory.geometry, strict=True))


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("kind", ["zone", "corridor"])
def test_the_ground_of_a_zone_is_its_holders(small_theatre, kind, method):
    theatre = small_theatre(lambda world: belt(world, kind))
    area = Layout.of(theatre).plane.to_plane(theatre.zones["belt"].shape)
    own = ground(theatre, WITHIN, method=method)["RU"]
    shared = shapely.intersection(own, area).area
    assert shared > 0.6 * area.area
    assert shapely.difference(own, shapely.buffer(area, 2 * BESIDE_M)).area < 0.02 * area.area


def test_a_place_inside_that_another_holds_by_a_row_of_its_own_keeps_its_ground(small_theatre):
    snapshot = Snapshot.at(small_theatre(belt), WITHIN)
    cell_of, surface = snapshot.tessellation.cell_of, snapshot.surface
    holder = {place: surface.parties[surface.holder[cell_of[place]]] for place in ("gn2", "gn4")}
    assert holder == {"gn2": "RU", "gn4": "AZ"}


@pytest.mark.parametrize(
    ("kind", "geometry", "coordinates"),
    [
        ("sector", "Polygon", AREA),
        ("line", "LineString", AREA[0]),
        ("corridor", "LineString", AREA[0]),
    ],
)
def test_lines_and_sectors_hold_no_ground(small_theatre, kind, geometry, coordinates):
    theatre = small_theatre(lambda world: belt(world, kind, geometry, coordinates))
    bare = small_theatre()
    assert Layout.of(theatre).zone_sites.count == 0
    one, other = ground(theatre, WITHIN), ground(bare, WITHIN)
    assert one.keys() == other.keys()
    assert all(shapely.equals(one[holder], other[holder]) for holder in one)


@pytest.mark.parametrize("day", [BEFORE, TO])
def test_a_zone_that_is_not_in_force_changes_no_holder(small_theatre, day):
    with_zone, bare = Snapshot.at(small_theatre(belt), day), Snapshot.at(small_theatre(), day)
    sites = len(bare.tessellation.sites)
    for snapshot in (with_zone, bare):
        assert "RU" not in {snapshot.surface.parties[number] for number in snapshot.surface.holder}
    names = [
        [snapshot.surface.parties[number] for number in snapshot.surface.holder[:sites]]
        for snapshot in (with_zone, bare)
    ]
    assert names[0] == names[1]
    assert np.array_equal(with_zone.surface.margin[:sites], bare.surface.margin[:sites])


def test_the_model_of_places_knows_nothing_of_zones(small_theatre):
    """On the days of a zone every place outside it has the holder and the margin that it has without."""
    with_zone, bare = Snapshot.at(small_theatre(belt), WITHIN), Snapshot.at(small_theatre(), WITHIN)
    outside = [cell for place, cell in bare.tessellation.cell_of.items() if place not in ("gn2", "gn4")]
    assert np.array_equal(with_zone.surface.margin[outside], bare.surface.margin[outside])


def test_what_one_side_alone_says_of_a_zone_is_less_sure(small_theatre):
    def levels(**claim):
        snapshot = Snapshot.at(small_theatre(lambda world: belt(world, **claim)), WITHIN)
        return snapshot.surface.margin[snapshot.tessellation.cell_of["gn2"]]

    assert levels() == 1 > levels(side="RU", basis="force") > 0.6


def test_a_series_says_of_each_day_what_the_snapshot_says(small_theatre):
    theatre = small_theatre(belt)
    series = Series.between(theatre, date(2020, 11, 5), date(2020, 11, 25))
    found = {item.day: item for item in grounds(series, ALL)}
    assert {FROM, TO} <= set(found)
    assert turning_days(theatre.zones, Timeline(theatre.record), series.first, series.last) == {FROM, TO}
    latest = None
    for day in map(series.day, range(series.days)):
        latest = found.get(day, latest)
        areas = Snapshot.at(theatre, day, layout=series.layout).surface.areas
        assert latest.areas == areas, day
        assert len(latest.holders) == len(series.sites) + series.zone_sites.count


def test_areas_add_up_to_the_whole_ground(small_theatre):
    snapshot = Snapshot.at(small_theatre(belt), WITHIN)
    whole = snapshot.tessellation.outline.area / 1e6
    assert sum(area for area, _, _ in snapshot.surface.areas.values()) == pytest.approx(whole, rel=1e-6)
    assert snapshot.zone_sites.km2.sum() == pytest.approx(whole, rel=1e-6)


def test_the_sites_of_a_zone_stand_in_pairs_along_its_edge(small_theatre):
    theatre = small_theatre(belt)
    layout = Layout.of(theatre)
    sites = layout.zone_sites
    area = layout.plane.to_plane(theatre.zones["belt"].shape)
    edge = shapely.boundary(shapely.intersection(area, layout.tessellation.outline))
    away = shapely.distance(edge, shapely.points(sites.positions))
    assert np.all(np.abs(away - BESIDE_M) < 120)  # a corner is cut
    own = sites.within[0, len(layout.tessellation.sites) :]
    assert 0.3 < own.mean() < 0.7
    assert {*sites.nearest, *sites.beyond} <= set(range(len(layout.tessellation.sites)))
    inside = set(np.flatnonzero(sites.within[0]).tolist())
    assert not inside & set(sites.beyond.tolist())


def test_a_later_zone_lies_upon_an_earlier_one(small_theatre):
    def two(world):
        belt(world)
        world.zone("upper", "zone", "Polygon", AREA, valid_from="2020-11-11")
        world.claim(None, "AZ", date(2020, 11, 11), zone_id="upper", basis="agreement")

    snapshot = Snapshot.at(small_theatre(two), WITHIN)
    assert snapshot.zone_sites.zone_ids == ("belt", "upper")
    assert set(held(snapshot.theatre.zones, snapshot.timeline, WITHIN)) == {"belt", "upper"}
    assert "RU" not in snapshot.surface.areas


def test_a_layout_with_zones_is_kept_bit_by_bit(small_theatre, tmp_path):
    theatre = small_theatre(belt)
    made, _ = layout_cache.layout_of(theatre, tmp_path)
    layout_cache.keep(theatre, made, tmp_path)
    kept, is_new = layout_cache.layout_of(theatre, tmp_path)
    assert not is_new
    for part in ("positions", "beside", "nearest", "beyond", "within", "km2"):
        one, other = getattr(made.zone_sites, part), getattr(kept.zone_sites, part)
        assert np.array_equal(one, other) and one.dtype == other.dtype, part
    assert made.zone_sites.zone_ids == kept.zone_sites.zone_ids
    assert np.array_equal(made.mesh.nodes, kept.mesh.nodes)


@settings(max_examples=25)
@given(
    west=st.floats(46.7, 47.1), south=st.floats(39.4, 39.6), width=st.floats(0.005, 0.3), height=st.floats(0.005, 0.3)
)
def test_any_area_makes_a_mesh(theatre_parts, west, south, width, height):
    """Whatever a zone's size and place, each added site has ground or stands at the very edge, and nothing breaks."""
    theatre, layout = theatre_parts
    shape = shapely.box(west, south, west + width, south + height)
    changed = {"belt": theatre.zones["belt"].__class__(**{**_fields(theatre.zones["belt"]), "shape": shape})}
    sites = zone_sites(changed, layout.tessellation)
    assert len(sites.km2) == len(layout.tessellation.sites) + sites.count
    assert sites.km2.sum() == pytest.approx(layout.tessellation.outline.area / 1e6, rel=1e-6)


def _fields(zone):
    return {name: getattr(zone, name) for name in zone.__dataclass_fields__}


@pytest.fixture(scope="module")
def theatre_parts(tmp_path_factory):
    import world

    from karamap.theatre import loader

    built = world.small_world()
    belt(built)
    theatre = loader.load(built.write(tmp_path_factory.mktemp("zones") / "tables"))
    return theatre, Layout.of(theatre)


def test_the_shipped_corridor_is_one_piece_from_the_border_to_the_other_ground(theatre):
    snapshot = Snapshot.at(theatre, date(2020, 12, 5))
    corridors = [zone for zone in theatre.zones.values() if zone.is_ground and zone.in_force(snapshot.as_of)]
    (corridor,) = corridors
    holder = held(theatre.zones, snapshot.timeline, snapshot.as_of)[corridor.id].holder
    territory = {row.holder: row.geometry for row in snapshot.territory.itertuples()}
    own, plane = territory[holder], snapshot.tessellation.plane
    assert len(own.geoms) == 1
    states = theatre.outlines.states
    abroad = plane.to_plane(theatre.outlines.countries([states["Armenia"]]))
    assert shapely.intersection(own.boundary, shapely.buffer(abroad, 100)).length > 3_000
    other = next(territory[name] for name in territory if name not in (holder, "", theatre.settings.totals_side))
    assert shapely.distance(own, other) < 1
    area = plane.to_plane(corridor.shape)
    assert shapely.intersection(own, area).area > 0.85 * area.area
    assert own.area < 1.1 * area.area


def test_every_place_of_the_record_has_its_own_holders_ground_in_the_shipped_corridor(theatre):
    layout = Layout.of(theatre)
    for day in (date(2020, 12, 5), date(2021, 6, 1), date(2022, 8, 25)):
        snapshot = Snapshot.at(theatre, day, layout=layout)
        cell_of, surface = snapshot.tessellation.cell_of, snapshot.surface
        inside = set(np.flatnonzero(layout.zone_sites.within.any(axis=0)).tolist())
        places = [place for place, cell in cell_of.items() if cell in inside]
        assert len(places) > 8
        for place in places:
            assert surface.parties[surface.holder[cell_of[place]]] == snapshot.control[place].holder, (day, place)
