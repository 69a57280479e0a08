"""A hostile text in every column of every table: listings give it back as it is, a terminal gets no control of it."""

import csv
import io
import json
import re

import pytest
from hostile_world import hostile_world

MARK = re.compile(r"n\d+n")
JSON = [
    ("control", "--date", "2020-10-22", "--format", "json"),
    ("control", "--date", "2020-10-22", "--areas", "--format", "json"),
    ("diff", "2020-10-21", "2020-12-01", "--format", "json"),
    ("totals", "--format", "json"),
    ("events", "--format", "json"),
    ("why", "gn3", "--format", "json"),
    ("why", "belt", "--format", "json"),
    ("resolve", "Tatar", "--format", "json"),
    *(("export", "--date", "2020-10-22", "--layer", layer) for layer in ("territory", "places", "zones", "events")),
]
CSV = [(*command[:-1], "csv") for command in JSON if command[-2] == "--format" and command[0] != "why"]


@pytest.fixture
def hostile(run, tmp_path):
    built, columns = hostile_world()
    folder = built.write(tmp_path / "tables")

    def call(*arguments):
        done = run("--data", folder, *arguments)
        assert done.exit_code == 0, done.stderr
        return done.stdout

    return call, {MARK.search(text).group(): text for text in columns}


def texts_in(value):
    if isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, str):
        yield value


def whole(texts, by_mark):
    """The texts of the tables among these; fails where one is not whole."""
    found = set()
    for text in texts:
        for mark in MARK.findall(text):
            assert by_mark[mark] in text
            found.add(mark)
    return found


def test_json_gives_texts_back(hostile):
    call, by_mark = hostile
    found = set()
    for command in JSON:
        found |= whole(texts_in(json.loads(call(*command))), by_mark)
    assert len(found) > 20


def test_csv_gives_texts_back(hostile):
    call, by_mark = hostile
    found = set()
    for command in CSV:
        rows = list(csv.reader(io.StringIO(call(*command))))
        assert len({len(row) for row in rows}) == 1
        found |= whole((cell for row in rows for cell in row), by_mark)
    assert len(found) > 12


@pytest.mark.parametrize("command", [("why", "gn3"), ("control", "--date", "2020-10-22"), ("totals",), ("events",)])
def test_a_terminal_gets_no_control_character(hostile, command):
    call, _ = hostile
    assert call(*command).replace("\n", "").isprintable()
