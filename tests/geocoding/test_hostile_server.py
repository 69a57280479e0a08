"""A geocoder's server is not trusted: it can neither hold the command nor fill the memory nor write to the terminal."""

import itertools
import json
import socket
import ssl
import subprocess
import time
from datetime import UTC, datetime

import pytest
from fake_nominatim import Reply, result, serving
from hangs import finishing

from karamap.errors import GeocodingError
from karamap.geocoding import bounded_http
from karamap.geocoding.nominatim import Geocoder, Server

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
OK = b"HTTP/1.1 200 OK\r\n"
ANSWER = json.dumps([result(47.25, 39.5)]).encode()


@pytest.fixture
def fake():
    with serving() as server:
        yield server


def ask(domain, *, scheme="http", **values):
    settings = {"seconds_between": 0.01, "timeout": 20.0, "retries": 0, **values}
    return Geocoder(Server(domain, scheme, "karamap-tests", **settings)).answer("İtkin", None, now=NOON)


def complaint(domain, **values):
    with finishing(), pytest.raises(GeocodingError) as caught:
        ask(domain, **values)
    said = str(caught.value)
    assert said.isprintable()
    assert len(said) < 400
    return said


DRIPPED = {
    "the status": [b"H"] * 1_000,
    "a header": [OK + b"X: ", *[b"x"] * 1_000],
    "headers": [OK, *[b"X: y\r\n"] * 90] * 9,
    "the body": [OK + b"Content-Length: 900\r\n\r\n", *[b" "] * 900],
    "a body without length": [OK + b"\r\n", *[b" "] * 1_000],
    "chunks": [OK + b"Transfer-Encoding: chunked\r\n\r\n", *[b"1\r\n \r\n"] * 1_000],
    "the length of a chunk": [OK + b"Transfer-Encoding: chunked\r\n\r\n", *[b"0"] * 1_000],
    "100 Continue": [b"HTTP/1.1 100 Continue\r\n\r\n"] * 1_000,
    "a refusal": [b"HTTP/1.1 500 No\r\n\r\n", *[b" "] * 1_000],
}


@pytest.mark.parametrize("pieces", DRIPPED.values(), ids=DRIPPED)
def test_an_answer_that_drips_ends_at_the_deadline(fake, pieces):
    fake.knows("İtkin", Reply(pieces=pieces, every=0.05))
    assert complaint(fake.domain, timeout=0.4, retries=2).endswith("no whole answer came within 0.4 s")
    assert len(fake.heard) <= 1  # none where the server of a busy machine has not even begun


FLOODS = {
    "100 Continue": itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000),
    "headers": itertools.chain([OK], itertools.repeat(b"X: y\r\n" * 1_000)),
    "one header": itertools.chain([OK + b"X: "], itertools.repeat(b"x" * 10_000)),
    "a body": itertools.chain([OK + b"\r\n"], itertools.repeat(b" " * 10_000)),
    "a body of a stated length": itertools.chain(
        [OK + b"Content-Length: 99999999999\r\n\r\n"], itertools.repeat(b" " * 10_000)
    ),
    "a body of a negative length": itertools.chain(
        [OK + b"Content-Length: -5\r\n\r\n"], itertools.repeat(b" " * 10_000)
    ),
    "a chunk of a stated length": itertools.chain(
        [OK + b"Transfer-Encoding: chunked\r\n\r\nfffffffffff\r\n"], itertools.repeat(b" " * 10_000)
    ),
    "chunks": itertools.chain(
        [OK + b"Transfer-Encoding: chunked\r\n\r\n"], itertools.repeat(b"3e8\r\n" + b" " * 1_000 + b"\r\n")
    ),
    "trailers": itertools.chain([OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n"], itertools.repeat(b"X: y\r\n" * 900)),
}


@pytest.mark.parametrize("pieces", FLOODS.values(), ids=FLOODS)
def test_an_answer_without_end_ends_at_its_size(fake, pieces):
    fake.knows("İtkin", Reply(pieces=pieces))
    said = complaint(fake.domain, timeout=50)
    assert "is larger than 2,000,000 bytes" in said or "speaks no HTTP" in said
    assert "within" not in said


def test_headers_and_body_have_one_size_together(fake):
    half = 1_100_000
    headers = b"".join(b"X: %s\r\n" % (b"x" * 60_000) for _ in range(half // 60_000))
    fake.knows("İtkin", Reply(pieces=[OK + headers + b"\r\n", b" " * half + ANSWER]))
    assert "is larger than 2,000,000 bytes" in complaint(fake.domain)


def test_what_is_allowed_is_read_whole(fake):
    fake.knows("İtkin", Reply(pieces=[b"HTTP/1.1 100 Continue\r\n\r\n", OK + b"\r\n" + b" " * 1_900_000 + ANSWER]))
    assert ask(fake.domain).raw == (result(47.25, 39.5),)


BROKEN = {
    "nothing": [b""],
    "no HTTP": [b"SSH-2.0-OpenSSH_9.2\r\n"],
    "half a status": [b"HTTP/1.1 2"],
    "no status": [b"HTTP/1.1 abc OK\r\n\r\n"],
    "less than its length": [OK + b"Content-Length: 999\r\n\r\n[]"],
    "half a chunk": [OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\n[]"],
    "a chunk of no length": [OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n[]"],
}


@pytest.mark.parametrize("pieces", BROKEN.values(), ids=BROKEN)
def test_an_answer_that_breaks_off_is_asked_for_again(fake, pieces):
    fake.knows("İtkin", Reply(pieces=pieces), Reply([result(47.25, 39.5)]))
    assert ask(fake.domain, retries=1).raw == (result(47.25, 39.5),)


@pytest.mark.parametrize(
    "reply", [Reply(pieces=[b"HTTP"]), Reply(status=500), Reply(status=503)], ids=["cut", "500", "503"]
)
def test_the_pause_after_a_failure_is_kept(fake, reply):
    fake.knows("İtkin", reply)
    complaint(fake.domain, retries=1, seconds_between=0.2)
    first, second = (request.at for request in fake.heard)
    assert second - first >= 0.99


def test_a_server_of_this_machine_is_not_hurried_either_when_it_fails(fake):
    fake.knows("İtkin", Reply(status=500))
    complaint(fake.domain, retries=1, seconds_between=0)
    first, second = (request.at for request in fake.heard)
    assert second - first >= 0.49


HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202egnp.exe\u2066\x9b1m"
SAID = {
    "where it redirects to": Reply(status=302, headers={"Location": "https://x/\x1b[2J\x9b"}),
    "its status": Reply(pieces=[b"HTTP/1.1 500 \x1b[2J\x9b\r\n\r\n"]),
    "no status at all": Reply(pieces=[b"\x1b[2J\x9b\r\n\r\n"]),
    "an error of its own": Reply({"error": {"message": HOSTILE}}),
    "an error as text": Reply({"error": HOSTILE}),
    "a coordinate": Reply([{"lat": HOSTILE, "lon": "1"}]),
    "its character set": Reply([], headers={"Content-Type": "application/json; charset=\x1b[2J"}),
    "no JSON": Reply(HOSTILE.encode()),
    "the refusal's text": Reply(HOSTILE.encode(), status=403),
}


@pytest.mark.parametrize("reply", SAID.values(), ids=SAID)
def test_what_a_server_says_does_not_reach_the_terminal_raw(fake, reply):
    fake.knows("İtkin", reply)
    said = complaint(fake.domain)
    assert f"the geocoder at {fake.domain} failed at 'İtkin': " in said


WRONG = {
    "no list": b'"a"',
    "a number": b"17",
    "NaN": b'[{"lat": NaN, "lon": 1}]',
    "Infinity": b'[{"lat": 1, "lon": -Infinity}]',
    "a giant integer": b'[{"lat": %s, "lon": 1}]' % (b"9" * 10_000),
    "a great number": b'[{"lat": 1e400, "lon": 1}]',
    "spaces": b'[{"lat": " 39.5", "lon": "47"}]',
    "underscores": b'[{"lat": "3_9", "lon": "47"}]',
    "digits of another script": '[{"lat": "٣٩", "lon": "47"}]'.encode(),
    "true": b'[{"lat": true, "lon": true}]',
    "null": b'[{"lat": null, "lon": null}]',
    "a list": b'[{"lat": [1], "lon": {"a": 1}}]',
    "a key twice": b'[{"lat": "1", "lat": "2", "lon": "3"}]',
    "no object": b"[[1, 2]]",
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "compressed": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
}


@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG)
def test_an_answer_that_is_not_nominatims_is_refused_once(fake, body):
    fake.knows("İtkin", Reply(body))
    complaint(fake.domain, retries=2)
    assert len(fake.heard) == 1


@pytest.mark.parametrize("charset", ["utf-16", "punycode", "unicode_escape", "zlib", "klingon"])
def test_only_utf8_is_read(fake, charset):
    fake.knows("İtkin", Reply([], headers={"Content-Type": f"application/json; charset={charset}"}))
    assert f"its answer is in {charset}; expected UTF-8" in complaint(fake.domain)


@pytest.mark.parametrize("kind", ["text/html", "image/png", "", "application/json; charset=UTF-8"])
def test_json_is_json_whatever_it_is_called(fake, kind):
    fake.knows("İtkin", Reply([result(47.25, 39.5)], headers={"Content-Type": kind}))
    assert len(ask(fake.domain).raw) == 1


def test_more_results_than_were_asked_for_are_left_aside(fake):
    fake.knows("İtkin", Reply([result(47.25, 39.5, osm_id=number) for number in range(9_000)]))
    assert [raw["osm_id"] for raw in ask(fake.domain).raw] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("wait", ["-5", "soon", "1e999", "Fri, 99 Foo 2099 99:99:99 GMT"])
def test_a_pause_that_is_none_is_no_error_of_its_own(fake, wait):
    fake.knows("İtkin", Reply(status=429, headers={"Retry-After": wait}), Reply([]))
    with finishing():
        assert ask(fake.domain, retries=1).raw == ()


def test_a_name_without_address_is_one_line_with_advice(monkeypatch):
    asked = []

    def unknown(host, *_, **__):
        asked.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    said = complaint("nominatim.example", scheme="https", retries=2, seconds_between=1)
    assert "nominatim.example failed" in said
    assert "check the name, or whether this machine may reach it" in said
    assert asked == ["nominatim.example"]


def test_a_look_up_without_end_ends_at_the_deadline(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(3))
    assert "within 0.2 s" in complaint("nominatim.example", scheme="https", timeout=0.2)


def test_a_name_that_no_look_up_takes_is_one_line():
    assert "no address is known for it" in complaint(f"{'a' * 64}.example", scheme="https", retries=2)


def test_addresses_that_do_not_answer_share_the_time(fake, monkeypatch):
    host, port = fake.domain.split(":")
    looked_up = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        kind, proto = looked_up[0][1:3]
        silent = (socket.AF_INET, kind, proto, "", deaf.getsockname())
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [silent, *looked_up])
        fake.knows("İtkin", Reply([result(47.25, 39.5)]))
        assert len(ask(fake.domain).raw) == 1


def test_a_server_that_is_not_there_is_one_line_with_advice():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        said = complaint(f"127.0.0.1:{taken.getsockname()[1]}", retries=2, seconds_between=1)
    assert said.endswith("it refused the connection; check host and port, and whether the server runs")


def test_a_server_that_does_not_serve_https_is_one_line_with_advice(fake):
    assert complaint(fake.domain, scheme="https").endswith("does it serve https?")


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(context) as fake:
        said = complaint(fake.domain, scheme="https", retries=2)
        assert "its certificate is not trusted (self-signed certificate)" in said
        assert fake.heard == []
        trusting = ssl.create_default_context(cafile=certificate)
        trusting.check_hostname = False
        fake.knows("İtkin", Reply([]))
        url = f"https://{fake.domain}/search?q=İtkin".replace("İ", "%C4%B0")
        page = bounded_http.get(url, {}, bounded_http.Limits(20, 10_000), proxies={}, context=trusting)
        assert (page.status, page.body) == (200, b"[]")


def test_a_handshake_that_drips_ends_at_the_deadline():
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        said = complaint(f"127.0.0.1:{deaf.getsockname()[1]}", scheme="https", timeout=0.3)
    assert said.endswith("no whole answer came within 0.3 s")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451])
def test_a_refusal_says_its_status(fake, status):
    fake.knows("İtkin", Reply(status=status))
    assert f"it refuses with status {status}" in complaint(fake.domain, retries=2)
    assert len(fake.heard) == 1
