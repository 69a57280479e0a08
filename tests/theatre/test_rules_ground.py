"""Tables that pass can be drawn: what keeps ground from being there, or a day, is a fault of the check."""

import pytest
import shapely
from world import BASELINE, SETTINGS, feature

from karamap.document import drawing
from karamap.ground.layout import Layout
from karamap.ground.series import Series
from karamap.theatre import loader

PLACES, SETTINGS_PATH = "gazetteer/places.csv", "gazetteer/theatre.toml"
FAR = [[10.0, 10.0], [11.0, 10.0], [11.0, 11.0], [10.0, 11.0], [10.0, 10.0]]


def stated(text):
    """A world with these lines in its settings, beside no others of those names."""

    def change(world):
        section, *lines = text.splitlines()
        names = [line.partition(" =")[0] for line in lines]
        kept = [line for line in SETTINGS.splitlines() if line.partition(" =")[0] not in names]
        at = kept.index(section) + 1
        world.settings = "\n".join([*kept[:at], *lines, *kept[at:]]) + "\n"

    return change


def without_districts_inside(world):
    for row in world.rows["gazetteer/districts.csv"]:
        row["in_theatre"] = False


def known_to_ten_km(world):
    for row in world.rows[PLACES]:
        row["precision_km"] = 10.0


def country_far_away(world):
    world.borders[0] = feature({"id": "AZ", "name": "Azerbaijan"}, "Polygon", [FAR])


def country_of_a_metre(world):
    tiny = [[46.8, 39.5], [46.80002, 39.5], [46.80002, 39.50002], [46.8, 39.50002], [46.8, 39.5]]
    world.borders[0] = feature({"id": "AZ", "name": "Azerbaijan"}, "Polygon", [tiny])
    world.rows[PLACES][0].update(lon=46.80001, lat=39.50001)


UNDRAWABLE = {
    "a country of a metre": (
        country_of_a_metre,
        SETTINGS_PATH,
        "no settlement of the theatre lies in AZ with any ground",
    ),
    "districts that are all outside": (without_districts_inside, PLACES, "no settlement of the theatre has a position"),
    "positions that nobody knows well": (
        known_to_ten_km,
        PLACES,
        "expected at least one, known to 5 km, in a district",
    ),
    "a country that no settlement lies in": (
        country_far_away,
        SETTINGS_PATH,
        "no settlement of the theatre lies in AZ",
    ),
    "a withdrawal of all": (
        stated("[land]\nwithdrawal_km = 15"),
        SETTINGS_PATH,
        "expected a withdrawal of 13.5 km at the",
    ),
    "a withdrawal beyond reach": (
        stated("[land]\nreach_km = 0.1"),
        SETTINGS_PATH,
        "11 km of 0.1 km of reach are withdrawn",
    ),
    "an end before the beginning": (
        stated("[record]\nends_on = 2020-09-25"),
        SETTINGS_PATH,
        "the record would begin on 2020-09-26 and end on 2020-09-25",
    ),
    "a beginning after the end": (
        stated("[record]\nstate_as_of = 9999-12-31"),
        SETTINGS_PATH,
        "the record would begin on 9999-12-31 and end on 2020-12-01",
    ),
    "a plane of a globe of a metre": (
        stated('[land]\nprojection = "+proj=laea +a=1 +b=1 +units=m"'),
        SETTINGS_PATH,
        "land.projection: no plane of the Earth; expected a plane centred on the theatre, in metres",
    ),
    "a plane that is moved beyond all numbers": (
        stated('[land]\nprojection = "+proj=laea +lat_0=39.6 +lon_0=46.8 +x_0=1e30 +units=m"'),
        SETTINGS_PATH,
        "land.projection: shows the ground at 46.8, 39.5 far too large or too small",
    ),
    "a plane that ends before": (
        stated('[land]\nprojection = "+proj=laea +lat_0=-39.6 +lon_0=-133 +units=m"'),
        SETTINGS_PATH,
        "far too large or too small",
    ),
}


@pytest.mark.parametrize(("change", "path", "words"), UNDRAWABLE.values(), ids=UNDRAWABLE)
def test_what_cannot_be_drawn_is_a_fault_of_the_check(small_world, change, path, words):
    told = [str(fault) for fault in loader.problems(small_world(change))]
    assert any(line.startswith(f"{path}:") and words in line for line in told), told


def moved(*positions):
    """A world whose settlements lie at these positions, in turn, with no outline and no setting of land."""

    def change(world):
        world.settings, world.borders, world.water = "", [], []
        for number, row in enumerate(world.rows[PLACES]):
            row["lon"], row["lat"] = positions[number % len(positions)]

    return change


ODD = {
    "one position": moved((46.8, 39.5)),
    "two positions": moved((46.8, 39.5), (46.9, 39.5)),
    "two positions a metre apart": moved((46.8, 39.5), (46.80001, 39.5)),
    "on a line": moved(*[(46.8 + step / 10, 39.5) for step in range(7)]),
    "on a meridian": moved(*[(46.8, 39.5 + step / 10) for step in range(7)]),
    "at the north pole": moved((0.0, 90.0), (10.0, 89.9)),
    "at the south pole": moved((0.0, -90.0)),
    "at the edge of the map": moved((180.0, 10.0), (179.9, 10.0)),
    "at the other edge": moved((-180.0, -10.0), (-179.9, -10.0)),
    "where all begins": moved((0.0, 0.0), (0.1, 0.1)),
    "far from each other": moved((10.0, 10.0), (60.0, 50.0), (35.0, -30.0)),
}
COMMANDS = (
    ("render", "--date", "2020-10-22", "-o", "map.html"),
    ("verify", "map.html"),
    ("render", "--from", "2020-10-08", "--to", "2020-10-22", "--embed", "-o", "map.html"),
    ("control", "--date", "2020-10-22", "--areas", "--format", "csv"),
    ("diff", "2020-10-08", "2020-10-22"),
    *(("export", "--date", "2020-10-22", "--layer", layer) for layer in ("territory", "front", "band", "places")),
)


@pytest.mark.parametrize("change", ODD.values(), ids=ODD)
def test_settlements_wherever_they_lie_are_drawn_or_refused(run, small_world, change):
    folder = small_world(change)
    assert loader.problems(folder) == []
    for command in COMMANDS:
        done = run("--data", folder, *command)
        assert (done.exit_code, done.exception) == (0, None), (command, done.stderr)


def test_a_theatre_of_one_settlement_one_party_and_one_claim_is_drawn(run, small_world):
    def bare(world):
        kept = {"gn6": "ARM"}
        for path, rows in world.rows.items():
            world.rows[path] = [row for row in rows if row.get("place_id") in (None, *kept)]
        world.rows[PLACES] = [row for row in world.rows[PLACES] if row["id"] in kept]
        for path in ("districts", "district_names", "overlaps", "memberships"):
            world.rows[f"gazetteer/{path}.csv"] = []
        world.rows["seeds/parties.csv"] = [row for row in world.rows["seeds/parties.csv"] if row["id"] == "ARM"]
        world.rows["seeds/claims.csv"] = world.rows["seeds/claims.csv"][-3:][:0]
        world.rows["seeds/citations.csv"], world.rows["seeds/totals.csv"] = [], []
        world.rows["seeds/sources.csv"] = [row for row in world.rows["seeds/sources.csv"] if row["side"] == "none"]
        world.settings, world.borders, world.water = "", [], []
        world.claim("gn6", "ARM", BASELINE, side="none", source="page-none", basis="baseline")

    folder = small_world(bare)
    assert [str(fault) for fault in loader.problems(folder)] == []
    for command in (
        ("render", "--date", "2020-09-26", "-o", "map.html"),
        ("control", "--date", "2020-09-26"),
        ("why", "Heyva"),
        ("totals",),
        ("events",),
        ("resolve", "Heyva"),
    ):
        assert run("--data", folder, *command).exit_code == 0


@pytest.mark.parametrize(
    ("ring", "kind"),
    [
        ([[43.5, 37.7], [50.1, 37.7], [50.1, 42.1], [43.5, 42.1], [43.5, 37.7]], "all"),
        ([[43.5, 37.7], [43.6, 37.7], [43.6, 37.8], [43.5, 37.7]], "nothing"),
        ([[46.8, 39.5], [46.80001, 39.5], [46.80001, 39.50001], [46.8, 39.5]], "next to nothing"),
    ],
)
def test_a_zone_over_all_ground_or_over_none_is_drawn(run, small_world, ring, kind):
    def zoned(world):
        world.zone("belt", "zone", "Polygon", [ring])
        world.claim(None, "AZ", BASELINE.replace(month=10), zone_id="belt", basis="agreement")

    folder = small_world(zoned)
    assert loader.problems(folder) == []
    for command in COMMANDS:
        assert run("--data", folder, *command).exit_code == 0, (kind, command)


WORLD = [[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]
NORTH = [[-180, 0], [180, 0], [180, 90], [-180, 90], [-180, 0]]
LARGE = [[20, 20], [80, 20], [80, 60], [20, 60], [20, 20]]


@pytest.mark.parametrize("part", ["state", "neighbour", "zone"])
def test_outlines_of_half_the_world_are_as_good_as_those_of_a_region(small_theatre, part):
    """On the other side of the Earth a plane tears: what lies there must not change what lies here."""

    def ground(ring):
        def change(world):
            world.settings = world.settings.replace("[43.4, 37.6, 50.2, 42.2]", "[-180, -90, 180, 90]")
            if part != "zone":
                at = ("state", "neighbour").index(part)
                world.borders[at]["geometry"]["coordinates"] = [ring]
            world.zone("belt", "zone", "Polygon", [ring if part == "zone" else LARGE])

        theatre = small_theatre(change)
        layout = Layout.of(theatre)
        last = theatre.record.last_day
        assert drawing.document(Series.between(theatre, last, last, layout=layout))["frame_edge"]
        return layout.tessellation.outline, layout.zone_sites

    (wanted, sites), *others = [ground(ring) for ring in (LARGE, NORTH, WORLD)]
    for outline, added in others:
        assert shapely.symmetric_difference(outline, wanted).area < wanted.area / 1000
        assert added.count == sites.count
