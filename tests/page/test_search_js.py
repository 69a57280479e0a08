"""The page's search, run in Node: for every name it names the places that the command names, in the same order."""

from functools import cache

import nodejs
import pytest
from anyascii import anyascii

from karamap.document.places import shown_names
from karamap.document.search_rules import look_up
from karamap.names.resolutions import Mention, Outcome
from karamap.names.resolver import Resolver

SCRIPTS = ("core/name_keys.js", "core/name_search.js")
CODE = """
const index = karamap.nameSearch.indexOf({ places: given.places }, given.tables);
return given.texts.map((text) => karamap.nameSearch.meant(index, text).map(({ target }) => target.id));
"""

WRITTEN = (
    *(
        "Susa",
        "Lacin",
        "Susha",
        "Şusa",
        "Varanda",
        "Susa şəhəri",
        "Lachin town",
        "the city of Hadrut",
        "Susada",
        "г. Шуша",
        "село Талыш",
        "Tiri k.",
        "ş. Şuşa",
    ),
    *("1-ci Ağalı", "2nd Aghali", "II Ağalı", "Yuchari Weysalli", "Achaghi Mollou", "Xankәndi", "Șușa", "Ag´dam"),
    *("كلبجر", "کلبجر", "شوشا", "শুশা", "შუშა", "Շուշի", "Takhlar", "Zəngilan kəndi", "Atlantis", "x", ""),
)


@pytest.fixture(scope="module")
def resolver(theatre):
    return Resolver(theatre.names)


@pytest.fixture(scope="module")
def given(theatre):
    """What the page is given of names: places in its order with those that it shows, and the tables."""
    gazetteer, day = theatre.gazetteer, theatre.record.last_day
    shown = {place_id: shown_names(theatre, place_id, day) for place_id in gazetteer.places}
    places = [
        {
            "index": number,
            "id": place_id,
            "kind": gazetteer.kind(place_id, day),
            "rank": gazetteer.importance(place_id, day),
            "names": [{"text": name.text, "language": name.language, "kind": name.kind} for name in names],
        }
        for number, (place_id, names) in enumerate(shown.items())
    ]
    return {"places": places, "tables": look_up(theatre.names, shown)}


def differing(resolver, given, texts):
    """Spellings for which page and command differ, with what each names."""

    @cache
    def wanted(text):
        found = resolver.resolve(Mention(text))
        return [] if found.outcome is Outcome.UNRESOLVED else [item.place_id for item in found.candidates]

    found = nodejs.run(SCRIPTS, CODE, {**given, "texts": texts})
    return [(text, ids, wanted(text)) for text, ids in zip(texts, found, strict=True) if ids != wanted(text)]


def test_the_page_names_what_the_command_names_for_every_own_name(theatre, resolver, given):
    names = [name.text for held in theatre.gazetteer.names.values() for name in held if name.kind != "variant"]
    texts = sorted({*names, *map(anyascii, names), *WRITTEN})
    assert len(texts) > 2500
    assert differing(resolver, given, texts) == []


@pytest.mark.slow
def test_the_page_names_what_the_command_names_for_every_name(theatre, resolver, given):
    names = {name.text for held in theatre.gazetteer.names.values() for name in held}
    texts = sorted({*names, *map(anyascii, names)})
    assert len(texts) > 7000
    assert differing(resolver, given, texts) == []
