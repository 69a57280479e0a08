"""The gazetteer as a reconciliation service: what OpenRefine asks, over HTTP on this machine."""

import asyncio
import json
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

import pytest

from karamap.serve import app
from karamap.serve.reconciliation import BadRequestError, Reconciliation
from karamap.theatre import loader

MANIFEST = {"name", "identifierSpace", "schemaSpace"}
"""What the specification asks of every manifest."""


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A folder of tables, and its service."""
    from world import small_world

    folder = small_world().write(tmp_path_factory.mktemp("world"))
    return folder, Reconciliation(loader.load(folder))


@pytest.fixture(scope="module")
def served(world, tmp_path_factory):
    """Ask a server that runs: status, content type, text."""
    command = [sys.executable, "-m", "karamap", "-q", "--data", str(world[0]), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        address = running.stdout.readline().strip()

        def ask(path="", form=None, **headers):
            content = urllib.parse.urlencode(form).encode() if isinstance(form, dict) else form
            request = urllib.request.Request(f"{address}{path}", data=content, headers=headers)
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    return answer.status, answer.headers, answer.read().decode()
            except urllib.error.HTTPError as error:
                return error.code, error.headers, error.read().decode()

        ask.port = urllib.parse.urlsplit(address).port
        yield ask
        running.terminate()


def result(service, name, **more):
    return service.reconcile({"q0": {"query": name, **more}})["q0"]["result"]


def test_a_session_of_a_client(served):
    """Manifest, a batch, suggestions, preview, properties, data: in the order in which OpenRefine asks."""
    status, headers, text = served(Origin="http://127.0.0.1:3333")
    manifest = json.loads(text)
    assert status == 200
    assert manifest.keys() >= MANIFEST
    assert headers["access-control-allow-origin"] == "http://127.0.0.1:3333"
    queries = {"q0": {"query": "Heyva"}, "q1": {"query": "Tatar", "type": "village", "limit": 3}}
    found = json.loads(served("", {"queries": json.dumps(queries)})[2])
    (place,) = found["q0"]["result"]
    assert (place["id"], place["match"], place["score"]) == ("gn6", True, 100.0)
    assert [(item["id"], item["match"]) for item in found["q1"]["result"]] == [("gn4", False), ("gn5", False)]
    for what, prefix, wanted in (
        ("entity", "hey", "gn6"),
        ("type", "vill", "village"),
        ("property", "dist", "district"),
    ):
        told = json.loads(served(f"suggest/{what}?prefix={prefix}")[2])["result"]
        assert wanted in [item["id"] for item in told]
    assert "<h1>Heyva</h1>" in served("preview?id=gn6")[2]
    proposed = json.loads(served("properties?type=village&limit=2")[2])
    assert len(proposed["properties"]) == 2
    asked = {"ids": ["gn6", "nowhere"], "properties": [{"id": "lon"}, {"id": "district"}, {"id": "holder"}]}
    data = json.loads(served("", {"extend": json.dumps(asked)})[2])
    assert [item["id"] for item in data["meta"]] == ["lon", "district", "holder"]
    assert data["rows"]["gn6"] == {
        "lon": [{"float": 47.2}],
        "district": [{"str": "Heyva"}],
        "holder": [{"str": "Peacekeepers"}],
    }
    assert data["rows"]["nowhere"] == {"lon": [], "district": [], "holder": []}


def test_what_is_no_request_is_refused_and_the_next_one_answered(served):
    for form in (
        {"queries": "{"},
        {"queries": "[1]"},
        {"queries": "[" * 50_000},
        {"extend": "7"},
        {"extend": json.dumps({"ids": ["gn6"], "properties": [{"id": "password"}]})},
        b"\xff\xfe",
    ):
        status, _, text = served("", form)
        assert status in (200, 400)
        if status == 400:
            assert json.loads(text)["message"]
    assert served("preview?id=%3Cscript%3E")[0] == 400
    assert served("suggest/anything")[0] == 400
    assert served("gazetteer/places.csv")[0] == 404
    assert served()[0] == 200


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"queries": json.dumps({"\ud800": {"query": "Heyva"}})}, "half of a pair of surrogates"),
        ({"extend": json.dumps({"ids": ["\udfff"], "properties": [{"id": "lat"}]})}, "half of a pair of surrogates"),
        (b'{"queries": {}}', "must be a form"),
        ({"query": "Heyva"}, "must be a form"),
    ],
)
def test_what_cannot_be_answered_is_told(served, form, said):
    status, _, text = served("", form)
    assert (status, said in json.loads(text)["message"]) == (400, True)


def test_a_limit_with_too_many_digits_is_none(served):
    status, _, text = served(f"properties?limit={'9' * 5_000}")
    assert status == 200
    assert "limit" not in json.loads(text)


def test_what_is_too_large_is_refused_while_it_comes_and_the_next_one_answered(served):
    """The answer may close the connection on whoever still sends."""
    try:
        assert served("", b"queries=" + b"x" * 2_000_001)[0] == 400
    except urllib.error.URLError as error:
        assert isinstance(error.reason, BrokenPipeError | ConnectionResetError)
    assert served()[0] == 200


def test_a_request_that_says_it_is_too_large_is_refused_before_it_comes(served):
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999999999\r\n\r\nqueries=")
        assert client.recv(100).startswith(b"HTTP/1.1 400 ")


def test_a_request_that_stands_still_is_ended(world, monkeypatch):
    answers = []

    async def nothing_comes():
        await asyncio.sleep(60)

    async def take(message):
        answers.append(message)

    monkeypatch.setattr(app, "MOST_SECONDS", 0.01)
    headers = [(b"host", b"127.0.0.1")]
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers}
    asyncio.run(app.application(world[1])(scope, nothing_comes, take))
    assert answers[0]["status"] == 400
    assert b"not all of it came" in answers[1]["body"]


def test_only_this_machine_is_answered_under_its_own_names(served, run, world):
    assert served(Host="evil.example")[0] == 400
    assert served(Origin="https://evil.example")[1]["access-control-allow-origin"] is None
    done = run("--data", world[0], "serve", "--host", "0.0.0.0")
    assert done.exit_code == 2
    assert "no address of this machine alone" in done.stderr


def test_a_district_and_a_day_narrow_a_query(world):
    _, service = world
    (place,) = result(service, "Tatar", properties=[{"pid": "district", "v": "Heyva"}])
    assert (place["id"], place["match"]) == ("gn5", True)
    (place,) = result(service, "Tatar", properties=[{"pid": "district", "v": {"id": "AZ-HEY", "name": "Heyva"}}])
    assert place["id"] == "gn5"
    assert len(result(service, "Tatar", properties=[{"pid": "date", "v": "no day"}])) == 2


def test_nothing_that_is_not_sure_is_a_match(world):
    _, service = world
    for name in ("Tatar", "Haiva", "Tatarr", "Nowhere"):
        assert not any(item["match"] and item["score"] < 100 for item in result(service, name))
    assert not any(item["match"] for item in result(service, "Tatar", properties=[{"pid": "district", "v": "Nowhere"}]))


def test_a_thousand_queries_are_answered_and_more_refused(world):
    _, service = world
    many = {f"q{number}": {"query": "Tatar", "limit": 1} for number in range(1000)}
    assert len(service.reconcile(many)) == 1000
    with pytest.raises(BadRequestError, match="at most 1,000"):
        service.reconcile({**many, "more": {"query": "Tatar"}})


@pytest.mark.parametrize(
    "query",
    [None, 7, [], {}, {"query": None}, {"query": ""}, {"query": "x" * 5000}, {"query": "\u0000\u202eTatar"},
     {"query": "Tatar", "limit": -1, "type": {"a": 1}, "properties": [None, {"pid": 3}, {"pid": "district", "v": []}]}],
)  # fmt: skip
def test_odd_queries_have_an_answer(world, query):
    _, service = world
    (answer,) = service.reconcile({"q0": query}).values()
    assert isinstance(answer["result"], list)
