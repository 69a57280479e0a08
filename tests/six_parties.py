"""An imaginary war of six parties in two states: 308 places, a coast, a desert, a besieged capital, a pocket.

Everything is invented. Places lie close together near the coast and up to a hundred kilometres apart in the desert, as
in many countries. Nothing has a baseline: what nobody speaks of has no report.
"""

import random
from datetime import date

import world

FIRST, SIEGE, LAST = date(2041, 1, 10), date(2041, 3, 1), date(2041, 6, 20)

WESTLAND = [[10.0, 30.0], [13.0, 30.0], [13.0, 34.0], [10.4, 34.0], [10.0, 33.0], [10.2, 32.0], [10.0, 30.0]]
EASTLAND = [[13.0, 30.0], [16.5, 30.0], [16.5, 34.0], [13.0, 34.0], [13.0, 30.0]]
"""Outlines of the two states; west of them is the sea, and no land lies around them."""

CAPITAL, POCKET = (10.9, 32.0), (11.6, 33.4)
"""Besieged towns: the capital by one enemy on all sides, the other by two."""

PARTIES = (
    ("CRN", "Crown of Westland", "#2f8a83", "#0f5a55", "rising"),
    ("DAW", "Dawn Front", "#c9973c", "#7d5510", "falling"),
    ("EST", "Eastland Army", "#7a6fae", "#453b78", "dots"),
    ("FLM", "Flame Brigades", "#b5544a", "#6e241d", "cross"),
    ("HIL", "Hill Councils", "#4a7fb5", "#1d466e", "horizontal"),
    ("SND", "Sand Caliphs", "#6d9a4a", "#36561d", "vertical"),
)

SETTINGS = """\
[theatre]
title = "Westland and Eastland"

[land]
countries = ["W", "E"]
"""


def _holder(lon, lat):
    """Who holds ground before the siege: a patchwork of six."""
    if lon > 13.6:
        return "EST" if lat < 31.8 or lon > 15.6 else "SND"
    if lat > 33.0:
        return "HIL" if lon < 12.2 else "FLM"
    if lat < 30.9:
        return "DAW"
    return "CRN" if lon < 11.9 else "SND"


def _apart(one, other):
    return ((one[0] - other[0]) * 0.85) ** 2 + (one[1] - other[1]) ** 2


def positions():
    """Where the 308 places lie: the two towns, a ring of villages around each, then others by lot."""
    lot = random.Random(20410110)
    found = [CAPITAL, POCKET]
    for town in (CAPITAL, POCKET):
        for east, north in ((1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7)):
            found.append((round(town[0] + 0.12 * east, 3), round(town[1] + 0.1 * north, 3)))
    while len(found) < 308:
        in_west = len(found) < 270
        lon = lot.uniform(10.25, 12.9) if in_west else lot.uniform(13.05, 16.4)
        spot = (round(lon, 3), round(lot.uniform(30.1, 33.9), 3))
        least = 0.03 if in_west else 0.3
        if all(_apart(spot, other) > least**2 for other in found) and _apart(spot, CAPITAL) > 0.2**2:
            found.append(spot)
    return found


def war(silence=None, *, speaks=0.8):
    """The world of the war.

    Args:
        silence: the setting `record.silence`, its default if None.
        speaks: of what share of the places somebody speaks.
    """
    built = world.World()
    built.settings = SETTINGS + (f'\n[record]\nsilence = "{silence}"\n' if silence else "")
    built.borders, built.water = (
        [world.country("W", "Westland", WESTLAND), world.country("E", "Eastland", EASTLAND)],
        [],
    )
    built.add("gazetteer/sources.csv", id="survey", title="Survey", publisher="Nobody", licence="CC0", lists_all=False)
    for party, name, colour, ink, hatch in PARTIES:
        built.add("seeds/parties.csv", id=party, name=name, short=name, colour=colour, ink=ink, hatch=hatch)
        _page(built, party)
    _page(built, "none", witness="observes")
    lot = random.Random(7)
    spots = positions()
    for number, spot in enumerate(spots):
        _place(built, number, spot)
        if number < 18 or number in _between(spots) or lot.random() < speaks:
            besieged = {0: "CRN", 1: "HIL"} | dict.fromkeys(range(2, 10), "CRN") | dict.fromkeys(range(10, 18), "HIL")
            holder = besieged.get(number) or ("CRN" if number in _between(spots) else _holder(*spot))
            _say(built, number, holder, FIRST, side="none", basis="baseline" if silence else "force")
    for number in range(2, 10):  # all around the capital is taken by one enemy
        _say(built, number, "DAW", SIEGE)
    for number in range(10, 18):  # around the pocket by two
        _say(built, number, "FLM" if number % 2 else "SND", SIEGE)
    _say(built, 1, "HIL", SIEGE, stance="holds")
    for number in _between(spots)[:2]:
        _say(built, number, "SND", date(2041, 4, 1), stance="contested", side="none")
    for party in ("CRN", "SND"):  # two voices on one day
        _say(built, _between(spots)[2], party, date(2041, 4, 2))
    for number in range(18, len(spots)):
        if _holder(*spots[number]) == "SND" and spots[number][0] > 14.8:
            _say(built, number, "EST", LAST)
    return built


def _between(spots):
    """Numbers of the three places in which two parties stand on the last day."""
    return sorted(range(18, len(spots)), key=lambda number: _apart(spots[number], (11.9, 32.0)))[:3]


def contested():
    """Their ids."""
    return [_id(number) for number in _between(positions())]


def _id(number):
    return f"p{number:03}"


def add_village(built, place_id, spot, name=None, kind="village"):
    """Add a place without districts."""
    lon, lat = spot
    built.add("gazetteer/places.csv", id=place_id, kind=kind, lon=lon, lat=lat, precision_km=1.0, source_id="survey")
    built.name(place_id, name or f"Weiler {place_id}", "official", language="de")


def _place(built, number, spot):
    name = {0: "Kroneheim", 1: "Taschen"}.get(number, f"Dorf {number}")
    add_village(built, _id(number), spot, name, "city" if number < 2 else "village")


def _page(built, side, witness="reports"):
    built.add(
        "seeds/sources.csv",
        id=f"page-{side.lower()}",
        publisher=f"Press of {side}",
        side=side,
        witness=witness,
        language="en",
        published_on=LAST,
        published_precision="day",
        title="A list",
        url=f"https://example.org/{side.lower()}",
        quality="original",
    )


def _say(built, number, holder, day, *, side=None, **values):
    side = side or holder
    said = {"side": side, "independence_group": None, "source": f"page-{side.lower()}", **values}
    built.claim(_id(number), holder, day, **said)


def with_ties(built):
    """The same war in which two parties were allies from 15 March on, and one took another name on 1 May.

    A third joins its allies with that name, so that the merger must be told from the membership.
    """
    for party in ("CRN", "HIL"):
        built.add("seeds/coalitions.csv", coalition="Northern Pact", party_id=party, valid_from=PACT)
    built.add("seeds/parties.csv", id="SEA", name="League of the Sands", short="Sands", **LOOK, valid_from=RENAMED)
    built.rows["seeds/parties.csv"].sort(key=lambda row: row["id"])
    built.add("seeds/mergers.csv", party_id="SND", successor="SEA", valid_from=RENAMED)
    return built


PACT, RENAMED = date(2041, 3, 15), date(2041, 5, 1)
LOOK = {"colour": "#6d9a4a", "ink": "#36561d", "hatch": "vertical"}
