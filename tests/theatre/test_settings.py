"""Settings are checked like tables, and what is not stated is computed from the tables."""

from datetime import date

import pytest
from world import PLANE, SETTINGS

from karamap.errors import DataError
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader, settings_file
from karamap.theatre.settings_file import Silence

WRONG = {
    "no TOML": ("[land", 1, "not valid TOML"),
    "unknown setting": ("[land]\nreach = 3", 2, "land.reach is no setting; expected one of land.countries"),
    "unknown section": ("[ground]\nreach_km = 3", 2, "ground.reach_km is no setting"),
    "no section": ("reach_km = 3", 1, "reach_km is no setting"),
    "text for a number": ('[land]\nreach_km = "far"', 2, "'far' is not a number"),
    "truth for a number": ("[land]\nreach_km = true", 2, "True is not a number"),
    "number out of range": ("[land]\nreach_km = -1", 2, "-1 is out of range; expected 0.1 to 500"),
    "quoted day": ('[record]\nstate_as_of = "2020-09-26"', 2, "'2020-09-26' is not a day; expected YYYY-MM-DD without"),
    "days in reverse": ("[record]\nstate_as_of = 2020-09-26\nends_on = 2020-09-25", 3, "2020-09-25 is before"),
    "unknown silence": ('[record]\nsilence = "waits"', 2, "'waits' is not known here; expected stays or follows"),
    "country without outline": ('[land]\ncountries = ["XX"]', 2, "'XX' has no outline; expected one of AZ, AM"),
    "one country as text": ('[land]\ncountries = "AZ"', 2, "'AZ' is not a list of texts"),
    "country twice": ('[land]\ncountries = ["AZ", "AZ"]', 2, "names something twice; expected each once"),
    "frame of three": ("[land]\nframe = [1, 2, 3]", 2, "[1, 2, 3] is not a frame"),
    "frame across the date line": ("[land]\nframe = [170, 0, -170, 10]", 2, "across the meridian of 180°"),
    "unknown projection": ('[land]\nprojection = "flat"', 2, "'flat' is no projection that PROJ knows"),
    "projection in degrees": ('[land]\nprojection = "EPSG:4326"', 2, "'EPSG:4326' is not an equal-area projection"),
    "projection that bends areas": (
        '[land]\nprojection = "EPSG:3857"',
        2,
        "'EPSG:3857' is not an equal-area projection",
    ),
    "infinity": ("[land]\nreach_km = inf", 2, "inf is out of range; expected 0.1 to 500"),
    "not a number": ("[land]\nreach_km = nan", 2, "nan is out of range"),
    "a number of thousands of digits": (f"[land]\nreach_km = 0x{'f' * 9_000}", 2, "a number of thousands of digits is"),
    "decimal digits by the thousand": (f"[land]\nreach_km = {'9' * 5_000}", 1, "or a number of thousands of digits"),
    "lists without end": (f"[land]\ncountries = {'[' * 50_000}", 1, "lists within lists"),
    "lists that end": (f"[land]\ncountries = {'[' * 50}{']' * 50}", 2, "is not a text"),
    "names without end": (f"[{'a.' * 3_000}a]\nb = 1", 1, "a is no setting"),
    "a name with an escape": ('[land]\n"\\u001b[2J" = 1', 1, "land.\\x1b[2J is no setting"),
    "a moment for a day": ("[record]\nends_on = 2020-10-22T00:00:00", 2, "is not a day; expected YYYY-MM-DD without"),
    "a text of two lines": ('[theatre]\ntitle = "a\\nb"', 2, "is not a text; expected text in quotes, on one line"),
    "more texts than are read": (f"[names]\nshown = {[f'l{n}' for n in range(101)]}", 2, "101 texts; expected at most"),
    "a file of a megabyte": ("#" * 1_000_001, 1, "1,000,001 bytes; expected at most 1,000,000"),
    "unknown party": ('[totals]\nside = "XX"', 2, "'XX' is no party; expected one of ARM, AZ, RU"),
    "unknown system": ('[districts]\nsystem = "XX"', 2, "'XX' has no district; expected one of AZ"),
}


def stated(text):
    def change(world):
        world.settings = text

    return change


@pytest.mark.parametrize(("text", "line", "words"), WRONG.values(), ids=WRONG)
def test_a_wrong_setting_is_a_fault_at_its_line(small_world, text, line, words):
    (fault,) = loader.problems(small_world(stated(text)))
    assert (fault.path, fault.line) == (settings_file.PATH, line)
    assert words in str(fault)


@pytest.mark.parametrize("text", [text for text, _, _ in WRONG.values()], ids=WRONG)
def test_tables_with_a_wrong_setting_are_not_loaded(small_world, text):
    with pytest.raises(DataError, match=r"gazetteer/theatre\.toml:"):
        loader.load(small_world(stated(text)))


def test_few_places_near_or_far_leave_ground_by_default(small_world):
    """What is computed of the spacing of places stays within what a setting may say."""

    def spread(step):
        def change(world):
            world.settings, world.borders, world.water = "", [], []
            for number, row in enumerate(world.rows["gazetteer/places.csv"]):
                row["lon"], row["lat"] = 46.8 + number * step, 39.5

        return change

    near, far = (loader.load(small_world(spread(step))).settings for step in (0.00001, 20))
    assert (near.reach_km, near.withdrawal_km, near.radius_km) == (1.0, 0.1, 0.1)
    assert (far.reach_km, far.radius_km) == (150.0, 1000.0)
    assert far.withdrawal_km == pytest.approx(150 * 6.8 / 9.2, abs=0.1)


def test_settings_that_are_no_text_are_a_fault(small_world):
    folder = small_world()
    (folder / settings_file.PATH).write_bytes(b"\xff\xfe")
    assert [str(fault) for fault in loader.problems(folder)] == [
        "gazetteer/theatre.toml:1:-: not UTF-8; expected a file saved as UTF-8"
    ]


def test_without_settings_all_is_computed_from_the_tables(small_world, small_theatre):
    folder = small_world()
    (folder / settings_file.PATH).unlink()
    found = loader.load(folder).settings
    west, south, east, north = found.frame
    assert west < 46.8
    assert east > 47.2
    assert south < 39.5
    assert north > 39.6
    assert found.projection.startswith("+proj=laea +lat_0=39.5 +lon_0=47 ")
    assert (found.system, found.shown_languages, found.silence) == ("AZ", ("az",), Silence.STAYS)
    assert (found.countries, found.interface_languages, found.totals_side) == (None, None, None)
    assert found.reach_km == pytest.approx(9.2 * 8.6, rel=0.02)  # neighbours are a tenth of a degree apart


def test_without_settings_the_record_begins_and_ends_with_its_claims(small_world):
    folder = small_world()
    (folder / settings_file.PATH).unlink()
    record = loader.load(folder).record
    assert (record.first_day, record.last_day) == (date(2020, 9, 26), date(2020, 12, 1))


def test_the_days_of_the_record_can_be_stated(small_theatre):
    text = SETTINGS.replace("[record]", "[record]\nstate_as_of = 2020-10-01\nends_on = 2021-01-31")
    record = small_theatre(stated(text)).record
    assert (record.first_day, record.last_day) == (date(2020, 10, 1), date(2021, 1, 31))


def test_the_shipped_theatre_states_what_shapes_its_ground():
    found = loader.load(data_dir()).settings
    assert (found.projection, found.reach_km, found.withdrawal_km) == (PLANE.crs, 15, 11)
    assert (found.silence, found.countries, found.system) == (Silence.FOLLOWS, ("AZ",), "AZ")


def test_a_theatre_across_the_date_line_is_refused_in_one_sentence(small_world):
    def across(world):
        world.settings = ""
        world.rows["gazetteer/places.csv"][0].update(lon=-179.9)
        world.rows["gazetteer/places.csv"][1].update(lon=179.9)

    with pytest.raises(DataError, match=r"places\.csv:\d+:lon: .* both sides of 180°"):
        loader.load(small_world(across))


@pytest.mark.parametrize("name", ["districts", "district_names", "memberships", "overlaps", "texts"])
def test_tables_of_the_gazetteer_that_may_be_absent_may_be_absent(small_world, name):
    folder = small_world()
    removed = ["district_names", "memberships", "overlaps", "districts"] if name == "districts" else [name]
    for table in removed:
        (folder / f"gazetteer/{table}.csv").unlink()
    if name == "districts":
        (folder / settings_file.PATH).unlink()
    assert len(loader.load(folder).gazetteer.places) == 7


def test_outlines_may_be_absent(small_world):
    folder = small_world(stated(""))
    for name in ("borders", "water"):
        (folder / f"gazetteer/{name}.geojson").unlink()
    assert loader.load(folder).outlines.country_ids == []


def test_a_text_of_the_theatre_comes_before_that_of_the_package(small_theatre):
    from karamap.document.wording import texts_of

    def own(world):
        world.add("gazetteer/texts.csv", key="title", language="en", text="Who held the orchards")

    texts = texts_of(small_theatre(own))
    assert texts["en"]["title"] == "Who held the orchards"
    assert texts["tr"]["title"] != "Who held the orchards"
