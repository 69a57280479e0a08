"""No fact of the shipped theatre stands in the package: its places, parties, districts, plane and frame are data."""

import re
from pathlib import Path

import pytest
import shipped

import karamap

PACKAGE = Path(karamap.__file__).parent
SHORTEST = 5
"""Shorter names are words of too many languages."""

WORDS = {"Center", "Nagorno", "Arran"}
"""Names of the gazetteer that are words of code and prose as well would stand here."""

REGION = re.compile(
    r"\b(?:Karabakh|Qarabağ\w*|Артсах\w*|Карабах\w*|Artsakh|Azerbaijan|Azərbaycan|Ադրբեջան\w*|Armenia|Ermənistan|Հայաստան\w*"
    r"|Caucasus|Caspian|Xəzər\w*|Black Sea|Araxes|Araz)\b"
)
THEATRE = shipped.theatre()
FILES = sorted(
    path
    for path in PACKAGE.rglob("*")
    if path.suffix in (".py", ".js", ".ts", ".css", ".csv") and "_data" not in path.parts
)
TEXTS = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in FILES}


def names():
    """Names of five letters and more that places and districts of the theatre bear."""
    held = [*THEATRE.gazetteer.names.values(), *THEATRE.gazetteer.district_names.values()]
    return {name.text for bearer in held for name in bearer if len(name.text) >= SHORTEST} - WORDS


NAMES = names()
WORD = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")


def spoken(text):
    """Words of a text, and runs of up to four of them, as names may be written."""
    for run in WORD.findall(text):
        words = re.split(r"([ '’-])", run)
        for first in range(0, len(words), 2):
            for last in range(first + 1, min(first + 8, len(words) + 1), 2):
                yield "".join(words[first:last])


def quoted(ids):
    """Finds any of some ids as a literal of Python or JavaScript."""
    return re.compile(rf"""["'`](?:{"|".join(map(re.escape, sorted(ids)))})["'`]""")


@pytest.mark.parametrize("path", TEXTS)
def test_no_place_of_the_theatre_is_named(path):
    assert sorted({words for words in spoken(TEXTS[path]) if words in NAMES}) == []


@pytest.mark.parametrize("path", TEXTS)
def test_the_region_is_not_named(path):
    text = re.sub(r"^language\..*$", "", TEXTS[path], flags=re.MULTILINE)  # languages may be called by their names
    assert sorted(set(REGION.findall(text))) == []


@pytest.mark.parametrize("path", TEXTS)
def test_no_party_or_district_is_a_literal(path):
    ids = {*THEATRE.record.parties, *THEATRE.gazetteer.districts} | {
        district.system for district in THEATRE.gazetteer.districts.values()
    }
    assert sorted(set(quoted(ids).findall(TEXTS[path]))) == []


@pytest.mark.parametrize("path", TEXTS)
def test_no_plane_and_no_frame_stands_in_code(path):
    codes = set(re.findall(r"EPSG:\d+", TEXTS[path])) - {"EPSG:4326"}  # longitude and latitude, as GeoJSON has them
    edges = "|".join(re.escape(f"{edge:g}") for edge in THEATRE.settings.frame)
    centre = re.findall(r"lat_0=([\d.]+) \+lon_0=([\d.]+)", THEATRE.settings.projection)[0]
    numbers = set(re.findall(rf"(?<![\d.])(?:{edges}|{'|'.join(map(re.escape, centre))})(?![\d.])", TEXTS[path]))
    assert (sorted(codes), sorted(numbers)) == ([], [])
