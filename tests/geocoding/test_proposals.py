"""An outside geocoder proposes, politely; what it says is checked and kept, and nothing it sends does harm."""

import json
import socket
import time
from datetime import UTC, datetime

import pytest
from fake_nominatim import Reply, result, serving
from geopy.exc import GeopyError

from karamap.errors import GeocodingError
from karamap.gazetteer.places import LonLat
from karamap.geocoding import proposals
from karamap.geocoding.nominatim import Box, Geocoder, Server
from karamap.geocoding.proposals import Verdict

AGENT = "karamap-tests"
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
NEAR_HEYVA = result(47.25, 39.5)


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch):
    """Refuse to look up or reach any other machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        assert address[0] in ("127.0.0.1", "::1"), f"a test reached out to {address}"
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def fake():
    with serving() as server:
        yield server


@pytest.fixture
def gazetteer(small_theatre):
    return small_theatre().gazetteer


def geocoder(fake, cache=None, **values):
    settings = {"seconds_between": 0.01, "timeout": 5.0, **values}
    return Geocoder(Server(fake.domain, "http", AGENT, **settings), cache)


def propose(fake, gazetteer, place_id="km0001", **values):
    box = proposals.search_box(gazetteer)
    return proposals.propose(geocoder(fake, **values), gazetteer, place_id, box, now=NOON)


def test_places_without_coordinates_are_those_to_ask_for(gazetteer):
    assert proposals.unlocated(gazetteer) == ["km0001"]


@pytest.mark.parametrize(("district", "place_ids"), [("AZ-HEY", ["km0001"]), ("AZ-ALM", [])])
def test_a_district_narrows_them(gazetteer, district, place_ids):
    assert proposals.unlocated(gazetteer, frozenset({district})) == place_ids


def test_an_answer_near_the_district_is_a_proposal(fake, gazetteer):
    fake.knows("İtkin", Reply([NEAR_HEYVA]))
    (found,) = propose(fake, gazetteer)
    assert (found.place_id, found.name_asked, found.position) == ("km0001", "İtkin", LonLat(47.25, 39.5))
    assert (found.osm_type, found.osm_id, found.district) == ("node", "7", "Heyva")
    assert (found.domain, found.asked_on) == (fake.domain, "2026-03-04")


def test_the_distance_is_to_the_nearest_settlement_of_the_district(fake, gazetteer):
    fake.knows("İtkin", Reply([NEAR_HEYVA]))
    (found,) = propose(fake, gazetteer)
    kilometres_in_0_05_degrees_of_longitude = 111.320 * 0.05 * 0.7730  # cos of 39.5 degrees, on the ellipsoid
    assert found.distance_to_district_km == pytest.approx(kilometres_in_0_05_degrees_of_longitude, rel=0.005)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (NEAR_HEYVA, Verdict.NEAR),
        (result(46.5, 39.9), Verdict.FAR),
        (result(47.2, 39.5), Verdict.TAKEN),
        (result(47.25, 39.5, **{"class": "waterway", "type": "river"}), Verdict.OTHER),
        (result(47.25, 39.5, **{"class": "boundary", "type": "administrative"}), Verdict.OTHER),
        (result(47.25, 39.5, **{"class": "boundary", "type": "administrative", "addresstype": "town"}), Verdict.NEAR),
    ],
)
def test_the_gazetteer_judges_the_answer(fake, gazetteer, answer, verdict):
    fake.knows("İtkin", Reply([answer]))
    assert propose(fake, gazetteer)[0].verdict is verdict


def test_without_a_located_district_nothing_is_judged(fake, small_theatre):
    def strand(world):
        for row in world.rows["gazetteer/places.csv"]:
            if row["id"] in ("gn5", "gn6"):
                row["lon"] = row["lat"] = None

    fake.knows("İtkin", Reply([NEAR_HEYVA]))
    (found,) = propose(fake, small_theatre(strand).gazetteer)
    assert (found.verdict, found.distance_to_district_km) == (Verdict.UNCHECKED, None)


def test_a_name_that_the_server_does_not_know_is_said_so(fake, gazetteer):
    (found,) = propose(fake, gazetteer)
    assert (found.verdict, found.position, found.asked_on) == (Verdict.NOT_FOUND, None, "2026-03-04")


def test_other_names_are_asked_until_one_is_near(fake, small_theatre):
    gazetteer = small_theatre(
        lambda world: [world.name("km0001", text) for text in ("Itkin A", "Itkin B", "Itkin C")]
    ).gazetteer
    fake.knows("Itkin A", Reply([result(46.5, 39.9, osm_id=1)]))
    fake.knows("Itkin B", Reply([NEAR_HEYVA]))
    found = propose(fake, gazetteer)
    assert [item.verdict for item in found] == [Verdict.FAR, Verdict.NEAR]
    assert fake.names_heard == ["İtkin", "Itkin A", "Itkin B"]


def test_a_misspelling_is_not_asked(fake, small_theatre):
    gazetteer = small_theatre(lambda world: world.name("km0001", "Itkni", "misspelling")).gazetteer
    assert proposals.names_to_ask(gazetteer, "km0001") == ["İtkin"]


def test_an_object_found_by_two_names_is_proposed_once(fake, small_theatre):
    gazetteer = small_theatre(lambda world: world.name("km0001", "Itkin A")).gazetteer
    for name in ("İtkin", "Itkin A"):
        fake.knows(name, Reply([result(46.5, 39.9)]))
    assert len(propose(fake, gazetteer)) == 1


def test_the_likeliest_answer_comes_first(fake, gazetteer):
    fake.knows("İtkin", Reply([result(46.5, 39.9, osm_id=1), result(47.25, 39.5), result(47.2, 39.5, osm_id=3)]))
    assert [item.verdict for item in propose(fake, gazetteer)] == [Verdict.NEAR, Verdict.FAR, Verdict.TAKEN]


def test_the_server_hears_the_name_the_area_and_who_asks(fake, gazetteer):
    propose(fake, gazetteer)
    (heard,) = fake.heard
    assert (heard.path, heard.user_agent) == ("/search", AGENT)
    assert heard.asked == {
        "q": "İtkin",
        "format": "json",
        "limit": "5",
        "bounded": "1",
        "viewbox": "46.8,39.5,47.2,39.6",
    }


def test_too_many_requests_are_tried_again(fake, gazetteer):
    fake.knows("İtkin", Reply(status=429), Reply([NEAR_HEYVA]))
    assert propose(fake, gazetteer)[0].verdict is Verdict.NEAR


def test_the_pause_that_a_server_asks_for_is_kept(fake, gazetteer):
    fake.knows("İtkin", Reply(status=429, headers={"Retry-After": "1"}), Reply([NEAR_HEYVA]))
    propose(fake, gazetteer)
    assert fake.heard[1].at - fake.heard[0].at >= 1


def test_a_pause_of_hours_is_an_error_at_once(fake, gazetteer):
    fake.knows("İtkin", Reply(status=429, headers={"Retry-After": "7200"}))
    with pytest.raises(GeocodingError, match="7,200 s"):
        propose(fake, gazetteer)
    assert len(fake.heard) == 1


def test_a_server_in_trouble_is_asked_three_times_then_given_up(fake, gazetteer):
    fake.knows("İtkin", Reply(status=500))
    with pytest.raises(GeocodingError, match=f"{fake.domain} failed at 'İtkin'") as caught:
        propose(fake, gazetteer)
    assert isinstance(caught.value.__cause__, GeopyError)
    assert len(fake.heard) == 3


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refusal_is_not_argued_with(fake, gazetteer, status):
    fake.knows("İtkin", Reply(status=status))
    with pytest.raises(GeocodingError) as caught:
        propose(fake, gazetteer)
    assert isinstance(caught.value.__cause__, GeopyError)
    assert len(fake.heard) == 1


def test_a_slow_server_times_out(fake, gazetteer):
    fake.knows("İtkin", Reply([NEAR_HEYVA], seconds=0.6))
    with pytest.raises(GeocodingError, match=r"no whole answer came within 0\.1 s"):
        propose(fake, gazetteer, timeout=0.1, retries=0)


def test_nobody_there_is_an_error(gazetteer):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: the port refuses
        server = Server(f"127.0.0.1:{taken.getsockname()[1]}", "http", AGENT, 0.01, retries=1)
        with pytest.raises(GeocodingError, match="refused"):
            Geocoder(server).answer("İtkin", None, now=NOON)


@pytest.mark.parametrize(
    "body",
    [
        b"<html>not JSON",
        b"\xff\xfe",
        b"[" * 200_000,
        b'[{"lat": "39.5"}]',
        b'[{"lat": "north", "lon": "47"}]',
        b'[{"lat": "NaN", "lon": "47"}]',
        b'[{"lat": "1e999", "lon": "47"}]',
        b'[{"lat": "139.5", "lon": "47"}]',
        b"[1, 2]",
        b'"somewhere"',
        b'{"error": {"code": 400, "message": "no"}}',
        b"[" + b" " * 3_000_000 + b"]",
    ],
    ids=lambda body: repr(body[:24]),
)
def test_an_answer_that_is_not_nominatims_is_an_error(fake, gazetteer, body):
    fake.knows("İtkin", Reply(body))
    with pytest.raises(GeocodingError) as caught:
        propose(fake, gazetteer, retries=0)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


def test_an_unknown_character_set_is_an_error(fake, gazetteer):
    fake.knows("İtkin", Reply([NEAR_HEYVA], headers={"Content-Type": "application/json; charset=klingon"}))
    with pytest.raises(GeocodingError):
        propose(fake, gazetteer, retries=0)


def test_a_redirect_to_another_server_is_not_followed(fake, gazetteer):
    with serving() as elsewhere:
        fake.knows("İtkin", Reply(status=302, headers={"Location": f"http://{elsewhere.domain}/search"}))
        with pytest.raises(GeocodingError, match="redirects to"):
            propose(fake, gazetteer, retries=0)
        assert elsewhere.heard == []


def test_hostile_text_becomes_one_short_line(fake, gazetteer):
    hostile = "\x1b[31mİtkin\r\n\u202e=1+1\x00" + "x" * 10_000
    fake.knows("İtkin", Reply([{**NEAR_HEYVA, "display_name": hostile, "osm_type": "=node", "osm_id": "7;DROP"}]))
    (found,) = propose(fake, gazetteer)
    assert found.display_name.isprintable()
    assert len(found.display_name) <= 500
    assert (found.osm_type, found.osm_id) == ("", "")


def test_requests_keep_their_distance(fake):
    asking = geocoder(fake, seconds_between=0.2)
    begun = time.monotonic()
    for number, name in enumerate(("a", "b", "c")):
        asking.answer(name, None, now=NOON)
        assert time.monotonic() - begun >= 0.2 * number  # by the clock of who asks: a busy server may hear late
    assert len(fake.heard) == 3


def test_an_answer_is_kept_with_where_it_comes_from(fake, tmp_path):
    fake.knows("İtkin", Reply([NEAR_HEYVA]))
    geocoder(fake, tmp_path / "kept").answer("İtkin", Box(46, 39, 48, 40), now=NOON)
    (path,) = (tmp_path / "kept").iterdir()
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "domain": fake.domain,
        "query": "İtkin",
        "box": {"west": 46, "south": 39, "east": 48, "north": 40},
        "asked_at": "2026-03-04T12:00:00+00:00",
        "raw": [NEAR_HEYVA],
    }


def test_what_is_kept_is_not_asked_again_and_keeps_its_day(fake, tmp_path):
    fake.knows("İtkin", Reply([NEAR_HEYVA]))
    first = geocoder(fake, tmp_path).answer("İtkin", None, now=NOON)
    again = geocoder(fake, tmp_path).answer("İtkin", None, now=datetime(2027, 1, 1, tzinfo=UTC))
    assert again == first
    assert len(fake.heard) == 1


def test_not_found_is_kept_too(fake, tmp_path):
    for _ in range(2):
        assert geocoder(fake, tmp_path).answer("İtkin", None, now=NOON).raw == ()
    assert len(fake.heard) == 1


def test_an_error_is_not_kept(fake, tmp_path):
    fake.knows("İtkin", Reply(status=403), Reply([NEAR_HEYVA]))
    with pytest.raises(GeocodingError):
        geocoder(fake, tmp_path).answer("İtkin", None, now=NOON)
    assert geocoder(fake, tmp_path).answer("İtkin", None, now=NOON).raw == (NEAR_HEYVA,)


@pytest.mark.parametrize(("name", "box"), [("Other", None), ("İtkin", Box(46, 39, 48, 40))], ids=["name", "area"])
def test_another_question_is_asked_anew(fake, tmp_path, name, box):
    geocoder(fake, tmp_path).answer("İtkin", None, now=NOON)
    geocoder(fake, tmp_path).answer(name, box, now=NOON)
    assert len(fake.heard) == 2


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff", b'{"domain": 1}', b"[" * 100_000])
def test_a_damaged_kept_answer_is_asked_for_again(fake, tmp_path, damage):
    geocoder(fake, tmp_path).answer("İtkin", None, now=NOON)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage)
    assert geocoder(fake, tmp_path).answer("İtkin", None, now=NOON).raw == ()
    assert len(fake.heard) == 2


def test_a_public_server_is_asked_over_https_once_a_second():
    server = Server.named("nominatim.example.org/osm/", AGENT)
    assert (server.scheme, server.domain, server.seconds_between) == ("https", "nominatim.example.org/osm", 1.0)


@pytest.mark.parametrize("domain", ["localhost:8088", "127.0.0.1", "127.8.8.8:80", "[::1]:8088", "http://127.0.0.1:80"])
def test_this_machine_may_be_asked_in_plain_and_fast(domain):
    server = Server.named(domain, AGENT, seconds_between=0)
    assert (server.scheme, server.seconds_between) == ("http", 0)


@pytest.mark.parametrize(
    "domain",
    [
        "",
        " ",
        "a b",
        "ftp://example.org",
        "http://example.org",
        "http://localhost.example.org",
        "http://2130706433",
        "user:secret@example.org",
        "example.org?key=1",
        "example.org#x",
        "example.org:99999",
        "[::1",
        "exam\nple.org",
        "пример.рф",
    ],
)
def test_a_domain_that_is_none_or_not_safe_is_refused(domain):
    with pytest.raises(GeocodingError):
        Server.named(domain, AGENT)


@pytest.mark.parametrize("seconds", [0, 0.99, -1, float("nan"), float("inf")])
def test_a_public_server_is_not_hurried(seconds):
    with pytest.raises(GeocodingError, match="once in 1 s"):
        Server.named("nominatim.example.org", AGENT, seconds_between=seconds)


@pytest.mark.parametrize("agent", ["", "  ", "karamap\r\nHost: x", "карамап"])
def test_whoever_asks_must_say_who_it_is(agent):
    with pytest.raises(GeocodingError, match="user agent"):
        Server.named("nominatim.example.org", agent)
