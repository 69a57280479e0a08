"""Names in theatres that nobody has curated: imported lists, articles, endings, namesakes that a list lacks."""

from __future__ import annotations

import pytest

from karamap.importers.new_theatre import Request, imported
from karamap.names.resolutions import Flag, Mention, Outcome, Resolution
from karamap.names.resolver import Resolver
from karamap.theatre import loader

PLACES = """name,lon,lat,type
El Fasher,25.35,13.63,city
Babanusah,27.81,11.33,village
Ad Damazin,34.36,11.79,town
An Nahud,28.42,12.69,village
As Suki,33.89,13.32,village
Wad Madani,33.52,14.40,city
Bakhmut,34.28,49.15,village
Артемівськ,38.00,48.60,city
"""
"""Eight places, two of them of another country: its town has its older name alone, and a hamlet far off the newer."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Ask a theatre made of the list."""
    folder = tmp_path_factory.mktemp("listed")
    lists = {"places": PLACES, "claims": "place,holder,date\nEl Fasher,A,2023-05-01\n", "parties": "id,name\nA,One\n"}
    for name, text in lists.items():
        (folder / name).write_text(text, encoding="utf-8")
    made = imported(Request(places=(folder / "places",), claims=(folder / "claims",), parties=folder / "parties"))
    for name, text in made.files.items():
        path = folder / "theatre" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    theatre = loader.load(folder / "theatre")
    resolver = Resolver(theatre.names)

    def ask(name: str) -> tuple[Resolution, str]:
        found = resolver.resolve(Mention(name))
        return found, theatre.gazetteer.name(found.place_id) if found.place_id else ""

    return ask


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *((name, "El Fasher") for name in ("El Fasher", "al-Fasher", "Al Fasher", "Fasher")),
        *((name, "Ad Damazin") for name in ("Damazin", "Ed Damazin", "el-Damazin", "Al-Damazin")),
        *((name, "An Nahud") for name in ("En Nahud", "Al-Nahud", "Nahud")),
        *((name, "As Suki") for name in ("Suki", "El Suki", "Al-Suki", "es-Suki")),
        *((name, "Babanusah") for name in ("Babanusa", "Babanousa", "Babanusah")),
        *((name, "Wad Madani") for name in ("Wad Medani", "wad madani")),
    ],
)
def test_arabic_articles_and_endings_meet(asked, written, meant):
    found, name = asked(written)
    assert found.outcome is Outcome.RESOLVED and name == meant


def test_an_article_alone_is_no_name(asked):
    assert asked("El")[0].outcome is Outcome.UNRESOLVED


@pytest.mark.parametrize("written", ["Bakhmut", "Бахмут"])
def test_a_hamlet_is_not_vouched_for_by_its_bare_name_alone(asked, written):
    """The town of that name stands in the list under another one; nothing in the list can tell."""
    found, name = asked(written)
    assert name == "Bakhmut" and found.flags == (Flag.NAME_ALONE,)


@pytest.mark.parametrize("written", ["Артемівськ", "El Fasher", "Ad Damazin"])
def test_a_town_is_meant_by_its_bare_name(asked, written):
    found, name = asked(written)
    assert name == written and found.flags == ()


def test_a_list_of_all_settlements_vouches_for_its_villages(theatre):
    """One data set of the shipped tables means to list them all."""
    found = Resolver(theatre.names).resolve(Mention("Çöpədərə"))
    assert found.outcome is Outcome.RESOLVED and found.flags == ()
