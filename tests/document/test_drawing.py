"""What a page shows, as plain text, numbers and GeoJSON."""

import json
import random
import re
import unicodedata
from dataclasses import asdict
from datetime import date

import pytest
import shapely

from karamap.document.drawing import document
from karamap.document.format import ROWS, Fields, alphabet
from karamap.document.reader import DrawnDocument
from karamap.errors import LanguageError
from karamap.ground.series import Series
from karamap.record.control import no_report
from karamap.record.timeline import ALL, SHOWN, Changed, control_as_of

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
def war(document_of):
    """The document of the shipped tables from the first day of the war to the last handover."""
    return document_of(FIRST, LAST)


def place(shown, place_id):
    return DrawnDocument(shown).place(place_id)


def told(item):
    """A conclusion as the document states it, but for which claims it rests on."""
    return {
        "holder": item.holder,
        "standing": item.standing.value,
        "since": item.since,
        "dated": item.dated,
        "reported": item.last_reported,
        "claims": len(item.claims),
        "voices": item.voices,
        "contested": item.contested,
    }


@pytest.mark.parametrize("known", [ALL, SHOWN])
def test_every_place_has_on_every_day_what_control_as_of_says(theatre, war, known):
    drawn = DrawnDocument(war)
    for day in random.Random(5).sample(range((LAST - FIRST).days + 1), 6):
        on = date.fromordinal(FIRST.toordinal() + day)
        control = control_as_of(theatre.record, on, on if known == SHOWN else None)
        stated = drawn.controls_on(known, day)
        for place_id, state in stated.items():
            state = {**state, "claims": len(state["claims"])}
            assert state == told(control.get(place_id) or no_report(place_id)), (place_id, on)


@pytest.mark.parametrize("known", [ALL, SHOWN])
def test_what_changed_on_a_day_is_what_the_series_says(theatre, war, known):
    changes = Series.between(theatre, FIRST, LAST).changes[known]
    drawn = DrawnDocument(war)
    for day in range((LAST - FIRST).days + 1):
        of_day = changes.get(date.fromordinal(FIRST.toordinal() + day), Changed())
        assert drawn.changed(known, day) == {kind: list(ids) for kind, ids in asdict(of_day).items()}


@pytest.mark.parametrize("known", [ALL, SHOWN])
def test_every_site_has_a_letter_of_the_alphabet_on_every_day(war, known):
    drawn = DrawnDocument(war)
    for day in (0, 20, (LAST - FIRST).days):
        letters = drawn.codes(known, day)
        assert len(letters) == len(war["sites"]["place"]) == len(war["sites"]["km2"])
        assert {*letters} <= {*war["alphabet"]}


def test_a_document_states_the_fields_of_each_kind_of_row(war):
    assert war["fields"] == {kind: list(fields.names) for kind, fields in ROWS.items()}
    lists = {
        "places": "place",
        "controls": "control",
        "claims": "claim",
        "events": "event",
        "speakers": "speaker",
        "sources": "source",
    }
    for name, kind in lists.items():
        lengths = {len(row) for row in war[name]}
        assert lengths <= set(range(len(ROWS[kind].required), len(ROWS[kind].names) + 1)), name


def test_a_row_is_made_of_the_fields_that_are_stated_and_no_others():
    fields = Fields(("one",), ("two", "three"))
    assert fields.row(one=1, two=None, three=None) == [1]
    assert fields.row(one=None, two=None, three=3) == [None, None, 3]
    for wrong in ({"one": 1, "two": 2}, {"one": 1, "two": 2, "three": 3, "four": 4}):
        with pytest.raises(TypeError, match="one, two, three"):
            fields.row(**wrong)


def test_days_are_counted_from_the_year_in_which_the_record_begins(drawn):
    assert drawn()["head"]["epoch"] == "2020-01-01"


@pytest.mark.parametrize("parties", [0, 1, 3, 12])
def test_the_alphabet_is_long_enough_and_safe_in_a_script(parties):
    letters = alphabet(parties)
    assert len(set(letters)) == len(letters) == 26 * parties**2 + 1
    assert not set(letters) & set("\"\\<>&'`\u2028\u2029")
    assert unicodedata.normalize("NFC", letters) == letters
    assert not any(map(unicodedata.combining, letters))


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
        "epoch": "2020-01-01",
        "first": "2020-09-27",
        "last": "2020-12-01",
        "day": 25,
        "begins": "2020-09-26",
        "known": "shown",
        "show": "claimed",
        "surface": "assessed",
        "embed": True,
        "own": "",
        "names": None,
    }


def test_names_in_a_language_of_their_own_are_told_in_the_head_alone(drawn):
    plain, named = drawn(), drawn(names_in="az")
    assert named.pop("head") == {**plain.pop("head"), "names": "az"}
    assert named == plain


def test_a_language_without_names_is_refused_with_those_that_there_are(drawn):
    with pytest.raises(LanguageError, match=r"no names in 'fr'; choose az"):
        drawn(names_in="fr")


def test_what_was_made_public_after_a_cut_off_is_not_in_the_document(drawn):
    shown = drawn(known_on=date(2020, 10, 20))
    assert list(shown["series"]) == ["2020-10-20"]
    assert max(claim["reported_on"] for claim in DrawnDocument(shown).claims) <= date(2020, 10, 20)


def test_claims_of_later_days_are_left_out(drawn):
    shown = DrawnDocument(drawn(last=date(2020, 11, 1)))
    assert max(claim["valid_from"] for claim in shown.claims) <= date(2020, 11, 1)


def test_a_page_of_one_day_is_a_series_without_changes(drawn):
    shown = drawn(first=TAKEN, last=TAKEN)
    assert [shown["series"][known]["places"]["changes"] for known in (ALL, SHOWN)] == [[], []]


def test_an_unlocated_place_is_listed_without_a_position(drawn):
    shown = drawn()
    row = place(shown, "km0001")
    assert (row["lon"], row["lat"], row["site"]) == (None, None, None)
    assert shown["notes"]["unlocated"] == [DrawnDocument(shown).places.index(row)]


@pytest.mark.parametrize(("place_id", "rank"), [("gn1", 1), ("gn6", 1), ("gn3", 3)])
def test_seats_of_districts_rank_first_and_villages_last(drawn, place_id, rank):
    assert place(drawn(), place_id)["rank"] == rank


def names_of(shown, place_id):
    return [(name["language"], name["text"]) for name in place(shown, place_id)["names"]]


def test_a_place_lists_every_language_once_and_no_misspelling(drawn):
    def named(world):
        world.name("gn1", "Алма", language="ru", script="Cyrl")
        world.name("gn1", "Almma", kind="misspelling")

    assert names_of(drawn(named), "gn1") == [("az", "Alma"), ("ru", "Алма")]


def test_the_first_name_is_the_one_a_gazetteer_shows(theatre, war):
    for row in DrawnDocument(war).places:
        assert row["names"][0]["text"] == theatre.gazetteer.name(row["id"], LAST)


def test_districts_and_parties_are_named_in_every_language(war):
    for language in war["texts"]:
        assert all(feature["properties"]["names"][language] for feature in war["districts"]["features"])
        assert all(party["names"][language] and party["shorts"][language] for party in war["parties"])


def test_countries_and_waters_are_named_in_every_language(war):
    for layer in ("countries", "water"):
        for feature in war[layer]["features"]:
            assert set(feature["properties"]["names"]) == {*war["texts"]}


def test_claims_and_mentions_point_at_sources_and_speakers_that_are_there(war):
    drawn = DrawnDocument(war)
    used = {number for claim in drawn.claims for number in claim["sources"]}
    used |= {event["source"] for event in drawn.events}
    assert used == set(range(len(war["sources"])))
    told = [*drawn.claims, *drawn.events]
    assert {item["speaker"] for item in told} == {speaker["name"] for speaker in drawn.speakers}


def test_mentions_of_places_are_told_and_others_are_not(drawn):
    def told(world):
        world.event("m1", earliest=date(2020, 10, 20))
        world.event("m2", place_id=None, where="elsewhere")
        world.event("m3", happened_on=date(2024, 5, 25), reported_on=date(2024, 5, 25))

    (event,) = DrawnDocument(drawn(told)).events
    assert (event["place"], event["kind"], event["day"], event["earliest"], event["latest"]) == (
        *("gn3", "strike", date(2020, 10, 22)),
        *(date(2020, 10, 20), None),
    )
    assert (event["speaker"], event["side"], event["note"]) == ("Speaker of ARM", "ARM", "Houses were hit.")
    assert event["reported_on"] == date(2020, 10, 23)


def test_a_claim_about_something_else_is_on_no_place(drawn):
    claims = [claim for claim in DrawnDocument(drawn()).claims if "combat positions" in (claim["subject"] or "")]
    assert [claim["place"] for claim in claims] == [None]


def test_geometry_is_geographic_and_rounded(drawn):
    shown = drawn()
    shapes = [shown["frame"], *(feature["geometry"] for feature in shown["districts"]["features"])]
    for shape in shapes:
        corners = shapely.get_coordinates(shapely.from_geojson(json.dumps(shape)))
        assert (corners.min(axis=0) > (45.9, 38.9)).all()
        assert (corners.max(axis=0) < (48.1, 40.1)).all()
        assert (abs(corners * 1e3 - (corners * 1e3).round()) < 1e-4).all()


def test_the_mesh_refers_to_nodes_that_are_there(war):
    mesh, all_sites = war["mesh"], len(war["sites"]["place"])
    own = all_sites - war["sites"]["added"]
    steps = [mesh["triangles"][at : at + 3] for at in range(0, len(mesh["triangles"]), 3)]
    first, corners = 0, set()
    for to, second, third in steps:
        first += to
        corners |= {first, first + second, first + third}
    assert corners == set(range(own + len(mesh["site"])))
    assert len(mesh["xy"]) == 2 * len(mesh["site"])
    assert mesh["site"][: war["sites"]["added"]] == list(range(own, all_sites))
    assert {*mesh["site"]} <= set(range(all_sites))


def test_a_site_stands_where_its_place_stands(theatre, war):
    places, numbers = DrawnDocument(war).places, war["sites"]["place"]
    for site, number in enumerate(numbers[: len(numbers) - war["sites"]["added"]]):
        assert places[number]["site"] == site


def test_the_notes_name_the_tables_and_every_version_that_shapes_the_bytes(small_theatre):
    theatre = small_theatre()
    notes = document(Series.between(theatre, TAKEN, TAKEN))["notes"]
    assert notes["fingerprint"] == theatre.fingerprint
    assert [part.split()[0] for part in notes["versions"].split(", ")] == (
        ["karamap", "folium", "branca", "XStatic-Leaflet", "shapely", "GEOS", "PROJ"]
    )


def test_the_document_of_the_whole_war_is_small(war):
    assert len(json.dumps(war, ensure_ascii=False, separators=(",", ":")).encode()) < 800_000


@pytest.mark.parametrize("known", [ALL, SHOWN])
@pytest.mark.parametrize("first", [date(2020, 10, 22), date(2023, 9, 20)])
def test_a_page_knows_the_ground_on_the_first_day_of_the_record_whenever_it_begins(theatre, document_of, known, first):
    whole = DrawnDocument(document_of(theatre.record.first_day))
    begun = whole.codes(known, 0)
    later = DrawnDocument(document_of(first))
    assert later.beginning(known) == begun != later.codes(known, 0)
    assert whole.beginning(known) == begun


def test_the_frame_lies_in_the_countries_that_are_its_own_and_its_edge_on_no_border(war):
    own, others = [], []
    for feature in war["countries"]["features"]:
        shape = shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))
        (own if feature["properties"]["own"] else others).append(shape)
    assert [
        feature["properties"]["id"] for feature in war["countries"]["features"] if feature["properties"]["own"]
    ] == ["AZ"]
    frame, edge = (shapely.from_geojson(json.dumps(war[name])) for name in ("frame", "frame_edge"))
    assert shapely.area(shapely.intersection(shapely.make_valid(frame), shapely.union_all(others))) < 1e-3
    assert 1 < shapely.length(edge) < shapely.length(frame)
    assert shapely.covers(shapely.buffer(shapely.boundary(frame), 2e-3), edge)
    borders = shapely.union_all([shapely.boundary(shape) for shape in own])
    assert shapely.length(shapely.intersection(edge, shapely.buffer(borders, 2e-4))) < 0.01


def test_without_borders_all_of_the_edge_is_an_edge(drawn):
    def bare(world):
        world.borders.clear()
        world.settings = re.sub("^countries.*\n", "", world.settings, flags=re.MULTILINE)

    shown = drawn(bare)
    frame, edge = (shapely.from_geojson(json.dumps(shown[name])) for name in ("frame", "frame_edge"))
    assert shapely.length(edge) == pytest.approx(shapely.length(shapely.boundary(frame)), rel=0.01)
