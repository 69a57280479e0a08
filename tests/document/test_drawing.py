"""What a page shows, as plain text, numbers and GeoJSON."""

import json
import random
import re
from datetime import date

import pytest
import shapely

from karamap.document.drawing import document
from karamap.document.format import EPOCH, TERMS, alphabet
from karamap.document.wording import LANGUAGES
from karamap.ground.series import Series
from karamap.record.control import no_report
from karamap.record.timeline import ALL, SHOWN, control_as_of

TAKEN = date(2020, 10, 22)
FIRST, LAST = date(2020, 9, 27), date(2020, 12, 1)
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
    """The document of the small world, of the days asked for."""

    def draw(change=lambda _: None, first=FIRST, last=LAST, known_on=None, **options):
        return document(Series.between(small_theatre(change), first, last, known_on), **options)

    return draw


@pytest.fixture(scope="module")
def war(theatre):
    """The document of the shipped tables from the first day of the war to the last handover."""
    return document(Series.between(theatre, FIRST, LAST))


def place(shown, place_id):
    return next(row for row in shown["places"] if row[0] == place_id)


def value_on(turns, which, day):
    """What holds for one of many on a day, by first values and changes."""
    at_first, later = turns
    value = at_first[which]
    for turn, indexes, values in later:
        if turn <= day and which in indexes:
            value = values[list(indexes).index(which)]
    return value


def control_in(shown, known, place_index, day):
    """A conclusion as the document states it."""
    holder, standing, since, dated, reported, claims = shown["controls"][
        value_on(shown["series"][known]["places"], place_index, day)
    ]
    return (
        shown["parties"][holder]["id"] if holder >= 0 else "",
        TERMS["standing"][standing],
        since,
        bool(dated),
        reported,
        len(claims),
    )


def number(day):
    return None if day is None else (day - EPOCH).days


def told(item):
    return (
        item.holder,
        item.standing.value,
        number(item.since),
        item.dated,
        number(item.last_reported),
        len(item.claims),
    )


@pytest.mark.parametrize("known", [ALL, SHOWN])
def test_every_place_has_on_every_day_what_control_as_of_says(theatre, war, known):
    for day in random.Random(5).sample(range((LAST - FIRST).days + 1), 6):
        on = date.fromordinal(FIRST.toordinal() + day)
        control = control_as_of(theatre.record, on, on if known == SHOWN else None)
        for index, row in enumerate(war["places"]):
            assert control_in(war, known, index, day) == told(control.get(row[0]) or no_report(row[0])), (row[0], on)


def test_every_site_has_a_letter_of_the_alphabet_on_every_day(war):
    for course in war["series"].values():
        letters, turns = course["sites"]
        assert len(letters) == len(war["sites"]["place"]) == len(war["sites"]["km2"])
        assert {*letters, *"".join(codes for _, _, codes in turns)} <= {*war["alphabet"]}
        assert all(len(which) == len(codes) for _, which, codes in turns)


@pytest.mark.parametrize("parties", [0, 1, 3, 12])
def test_the_alphabet_is_long_enough_and_safe_in_a_script(parties):
    letters = alphabet(parties)
    assert len(set(letters)) == len(letters) == 26 * parties + 1
    assert not set(letters) & set("\"\\<>&'`\u2028\u2029")


def test_the_document_is_what_json_can_carry(drawn):
    shown = drawn()
    assert json.loads(json.dumps(shown, allow_nan=False)).keys() == shown.keys()


def test_the_document_holds_no_html(war):
    assert not [text for text in texts({**war, "keys": {}}) if TAG.search(text)]


def test_the_same_series_gives_the_same_document(drawn):
    assert json.dumps(drawn()) == json.dumps(drawn())


def test_the_head_tells_what_was_asked_for(drawn):
    head = drawn(title="Hello", opening=TAKEN, known=SHOWN, embed=True)["head"]
    assert head == {
        "title": "Hello",
        "first": "2020-09-27",
        "last": "2020-12-01",
        "day": 25,
        "begins": "2020-09-26",
        "known": "shown",
        "show": "claimed",
        "surface": "assessed",
        "embed": True,
        "own": "",
    }


def test_what_was_made_public_after_a_cut_off_is_not_in_the_document(drawn):
    shown = drawn(known_on=date(2020, 10, 20))
    assert list(shown["series"]) == ["2020-10-20"]
    reported = [row[6] + row[7] for row in shown["claims"]]
    assert max(reported) <= number(date(2020, 10, 20))


def test_claims_of_later_days_are_left_out(drawn):
    assert max(row[6] for row in drawn(last=date(2020, 11, 1))["claims"]) <= number(date(2020, 11, 1))


def test_a_page_of_one_day_is_a_series_without_changes(drawn):
    shown = drawn(first=TAKEN, last=TAKEN)
    assert [shown["series"][known]["places"][1] for known in (ALL, SHOWN)] == [[], []]


def test_an_unlocated_place_is_listed_without_a_position(drawn):
    shown = drawn()
    row = place(shown, "km0001")
    assert (row[3], row[4], row[6]) == (None, None, None)
    assert shown["notes"]["unlocated"] == [shown["places"].index(row)]


@pytest.mark.parametrize(("place_id", "rank"), [("gn1", 1), ("gn6", 1), ("gn3", 3)])
def test_seats_of_districts_rank_first_and_villages_last(drawn, place_id, rank):
    assert place(drawn(), place_id)[5] == rank


def names_of(shown, place_id):
    kinds = len(TERMS["name"])
    return [(TERMS["language"][code // kinds], text) for code, text, *_ in place(shown, place_id)[7]]


def test_a_place_lists_every_language_once_and_no_misspelling(drawn):
    def named(world):
        world.name("gn1", "Алма", language="ru", script="Cyrl")
        world.name("gn1", "Almma", kind="misspelling")

    assert names_of(drawn(named), "gn1") == [("az", "Alma"), ("ru", "Алма")]


def test_the_first_name_is_the_one_a_gazetteer_shows(theatre, war):
    for row in war["places"]:
        assert row[7][0][1] == theatre.gazetteer.name(row[0], LAST)


@pytest.mark.parametrize("language", LANGUAGES)
def test_districts_and_parties_are_named_in_every_language(war, language):
    assert all(feature["properties"]["names"][language] for feature in war["districts"]["features"])
    assert all(party["names"][language] and party["shorts"][language] for party in war["parties"])


def test_countries_and_waters_are_named_in_every_language(war):
    for layer in ("countries", "water"):
        for feature in war[layer]["features"]:
            assert set(feature["properties"]["names"]) == {*LANGUAGES}


def test_claims_point_at_sources_and_speakers_that_are_there(war):
    used = {at for row in war["claims"] for at in ([row[8]] if isinstance(row[8], int) else row[8])}
    assert used == set(range(len(war["sources"])))
    assert {row[3] for row in war["claims"]} == set(range(len(war["speakers"])))


def test_a_claim_about_something_else_is_on_no_place(drawn):
    rows = [
        row
        for row in drawn()["claims"]
        if "combat positions" in (row[-1] if isinstance(row[-1], dict) else {}).get("subject", "")
    ]
    assert [row[0] for row in rows] == [-1]


def test_geometry_is_geographic_and_rounded(drawn):
    shown = drawn()
    shapes = [shown["frame"], *(feature["geometry"] for feature in shown["districts"]["features"])]
    for shape in shapes:
        corners = shapely.get_coordinates(shapely.from_geojson(json.dumps(shape)))
        assert (corners.min(axis=0) > (45.9, 38.9)).all()
        assert (corners.max(axis=0) < (48.1, 40.1)).all()
        assert (abs(corners * 1e4 - (corners * 1e4).round()) < 1e-4).all()


def test_the_mesh_refers_to_nodes_that_are_there(war):
    mesh, own = war["mesh"], len(war["sites"]["place"])
    steps = [mesh["triangles"][at : at + 3] for at in range(0, len(mesh["triangles"]), 3)]
    first, corners = 0, set()
    for to, second, third in steps:
        first += to
        corners |= {first, first + second, first + third}
    assert corners == set(range(own + len(mesh["site"])))
    assert len(mesh["xy"]) == 2 * len(mesh["site"])
    assert {*mesh["site"]} <= set(range(own))


def test_a_site_stands_where_its_place_stands(theatre, war):
    for site, index in enumerate(war["sites"]["place"]):
        assert war["places"][index][6] == site


def test_the_notes_name_the_tables_and_every_version_that_shapes_the_bytes(small_theatre):
    theatre = small_theatre()
    notes = document(Series.between(theatre, TAKEN, TAKEN))["notes"]
    assert notes["fingerprint"] == theatre.fingerprint
    assert [part.split()[0] for part in notes["versions"].split(", ")] == (
        ["karamap", "folium", "branca", "XStatic-Leaflet", "shapely", "GEOS", "PROJ"]
    )


def test_the_document_of_the_whole_war_is_small(war):
    assert len(json.dumps(war, ensure_ascii=False, separators=(",", ":")).encode()) < 800_000
