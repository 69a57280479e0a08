"""What a map shows, as plain text, numbers and GeoJSON."""

import json
import re
from datetime import date

import pytest
import shapely

from karamap.layers import document
from karamap.snapshot import take

TAKEN = date(2020, 10, 22)
TAG = re.compile(r"</?[a-z!]|&[a-z]+;|&#", re.IGNORECASE)


def texts(value):
    """Every piece of text in a nested value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (key, *texts(item))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)


@pytest.fixture
def drawn(small_theatre):
    """The document of the small world on the day gn3 is taken."""
    return lambda change=lambda _: None, day=TAKEN, **options: document(take(small_theatre(change), day), **options)


def place(document, place_id):
    return next(item for item in document["places"] if item["id"] == place_id)


def test_the_document_is_what_json_can_carry(drawn):
    shown = drawn()
    assert json.loads(json.dumps(shown, allow_nan=False)) == shown


def test_the_document_holds_no_html(drawn):
    assert not [text for text in texts(drawn()) if TAG.search(text)]


def test_the_document_of_the_shipped_tables_holds_no_html(theatre):
    assert not [text for text in texts(document(take(theatre, TAKEN))) if TAG.search(text)]


def test_the_same_snapshot_gives_the_same_document(drawn):
    assert json.dumps(drawn()) == json.dumps(drawn())


def test_the_head_tells_both_dates_in_words(small_theatre):
    head = document(take(small_theatre(), TAKEN, known_on=date(2020, 10, 23)))["head"]
    assert (head["as_of_words"], head["known_on_words"]) == ("22 October 2020", "as known on 23 October 2020")


def test_the_head_counts_the_day_of_the_war_and_its_changes(drawn):
    assert drawn()["head"]["day_words"] == "Day 26 of the war. 2 places reported as changing hands on this day."


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2020, 9, 27), "Day 1 of the war. No places reported as changing hands on this day."),
        (date(2020, 10, 9), "Day 13 of the war. 1 place reported as changing hands on this day."),
        (date(2020, 11, 11), "No places reported as changing hands on this day."),
    ],
)
def test_a_day_is_told_in_good_english(drawn, day, words):
    assert drawn(day=day)["head"]["day_words"] == words


def test_changes_on_a_day_that_no_source_gives_are_counted_apart(drawn):
    def undated(world):
        world.claim("gn5", "AZ", TAKEN, latest=TAKEN)

    assert drawn(undated)["head"]["day_words"].endswith(
        "2 places reported as changing hands on this day. "
        "1 more count from this day, since no source gives the day they changed hands."
    )


def test_a_title_of_ones_own_is_the_headline(drawn):
    assert drawn(title="Hello")["head"]["title"] == "Hello"


def test_what_changed_that_day_is_marked(drawn):
    assert [item["id"] for item in drawn()["places"] if item["changed"]] == ["gn3"]


def test_an_unlocated_place_is_named_and_not_drawn(drawn):
    shown = drawn()
    assert "km0001" not in {item["id"] for item in shown["places"]}
    assert shown["notes"]["unlocated"].endswith("İtkin.")


def test_without_unlocated_places_nothing_is_said_of_them(drawn):
    def located(world):
        next(row for row in world.rows["gazetteer/places.csv"] if row["id"] == "km0001").update(lon=47.1, lat=39.6)

    assert drawn(located)["notes"]["unlocated"] == ""


@pytest.mark.parametrize(("place_id", "rank"), [("gn1", 1), ("gn6", 1), ("gn3", 3)])
def test_seats_of_districts_rank_first_and_villages_last(drawn, place_id, rank):
    assert place(drawn(), place_id)["rank"] == rank


def test_a_place_shows_its_chain_with_sources(drawn):
    shown = drawn()
    chain = place(shown, "gn4")["chain"]
    publishers = {shown["sources"][at]["publisher"] for link in chain for at in link["sources"]}
    assert [link["stance"] for link in chain].count("denies") == 1
    assert publishers == {"Publisher of AZ", "Publisher of ARM"}


def test_only_sources_that_a_chain_cites_are_listed(drawn):
    shown = drawn(day=date(2020, 9, 26))
    assert [source["publisher"] for source in shown["sources"]] == ["Publisher of none"]


def test_a_place_without_report_is_drawn_as_such(drawn):
    def silenced(world):
        silent = {row["id"] for row in world.rows["seeds/claims.csv"] if row["place_id"] == "gn5"}
        for path, column in (("seeds/claims.csv", "id"), ("seeds/citations.csv", "claim_id")):
            world.rows[path] = [row for row in world.rows[path] if row[column] not in silent]

    shown = drawn(silenced)
    assert (place(shown, "gn5")["holder"], place(shown, "gn5")["standing"]) == ("", "none")
    assert [entry["party"] for entry in shown["legend"]["holders"]] == ["ARM", "AZ", ""]


def test_only_parties_that_hold_something_are_in_the_legend(drawn):
    assert [entry["party"] for entry in drawn()["legend"]["holders"]] == ["ARM", "AZ"]


def test_only_standings_that_occur_are_explained(drawn):
    points = drawn(day=date(2020, 9, 26))["legend"]["points"]
    assert [entry["standing"] for entry in points] == ["conceded"]


def test_labels_are_in_the_wanted_language_where_there_is_a_name(drawn):
    def russian(world):
        world.name("gn1", "Алма", language="ru", script="Cyrl")

    shown = drawn(russian, language="ru")
    assert (place(shown, "gn1")["label"], place(shown, "gn3")["label"]) == ("Алма", "Çöpədərə")


def test_a_popup_lists_every_language_once_and_no_misspelling(drawn):
    def named(world):
        world.name("gn1", "Алма", language="ru", script="Cyrl")
        world.name("gn1", "Almma", kind="misspelling")

    assert [(name["language"], name["name"]) for name in place(drawn(named), "gn1")["names"]] == [
        ("Azerbaijani", "Alma"),
        ("Russian", "Алма"),
    ]


def test_geometry_is_geographic_and_rounded(drawn):
    shown = drawn()
    for name in ("territory", "front", "districts"):
        for feature in shown[name]["features"]:
            corners = shapely.get_coordinates(shapely.from_geojson(json.dumps(feature["geometry"])))
            assert (corners.min(axis=0) > (45.9, 38.9)).all()
            assert (corners.max(axis=0) < (48.1, 40.1)).all()
            assert (abs(corners * 1e5 - (corners * 1e5).round()) < 1e-4).all()


def test_areas_in_the_legend_are_those_of_the_ground(drawn):
    shown = drawn()
    total = sum(feature["properties"]["area_km2"] for feature in shown["territory"]["features"])
    told = [
        int(re.search(r"about ([\d,]+) km²", entry["text"])[1].replace(",", "")) for entry in shown["legend"]["holders"]
    ]
    assert sum(told) == total


def test_the_notes_name_the_version_of_the_tables(small_theatre):
    theatre = small_theatre()
    assert theatre.fingerprint in document(take(theatre, TAKEN))["notes"]["data"]


def test_the_notes_name_every_version_that_shapes_the_bytes(drawn):
    versions = drawn()["notes"]["versions"]
    assert [part.split()[0] for part in versions.split(", ")] == (
        ["karamap", "folium", "branca", "XStatic-Leaflet", "geopandas", "shapely", "GEOS", "PROJ"]
    )


def test_a_subject_claim_is_painted_on_no_place(drawn):
    assert not [text for text in texts(drawn()["places"]) if "combat positions" in text]


def test_an_index_points_at_a_source_that_is_there(theatre):
    shown = document(take(theatre, TAKEN))
    used = {at for item in shown["places"] for link in item["chain"] for at in link["sources"]}
    assert used == set(range(len(shown["sources"])))
