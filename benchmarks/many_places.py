"""A theatre of 34,000 places, made by a rule: how karamap builds and shows a country.

The rule. Places stand at random in a square state of 6 by 5 degrees, no two at one spot: villages, a town for every
fiftieth, a seat for each of 100 districts (a grid of ten by ten). Names are three of some 50 syllables, written in
Azerbaijani letters, and as an English exonym without marks. On the first day party A holds all. Party B comes from
the east over 60 days: a place changes hands, by the word of B, on the day on which a front that crosses the state at an
even pace passes it, give or take three days; two places in three are never named. The tables are the same every time.

Usage: python benchmarks/many_places.py FOLDER [PLACES]
writes the tables into FOLDER, draws them with `karamap render` as FOLDER/page.html, and prints what each took.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from karamap.names import orthographies
from karamap.record.claims import claim_id
from karamap.tables import csv_tables
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader

PLACES = 34_000
FIRST, DAYS = date(2021, 3, 1), 60
WEST, SOUTH, EAST, NORTH = 44.0, 38.0, 50.0, 43.0
GRID = 10
"""Districts in a row, and in a column."""

TOWN_EVERY, NAMED_EVERY = 50, 3
BEGINNINGS = (
    "Ça",
    "Xo",
    "Qa",
    "Şu",
    "Mə",
    "Tə",
    "Gü",
    "Sə",
    "Lı",
    "Bə",
    "Hö",
    "Ağ",
    "Zə",
    "Dı",
    "Ke",
    "Na",
    "Yu",
    "İr",
)
MIDDLES = ("ra", "lə", "ğı", "mi", "nə", "ba", "çö", "zu", "şa", "də", "xı", "vu", "ri", "kə", "to", "sə", "ya", "gü")
ENDS = ("lı", "kənd", "lar", "van", "dərə", "bağ", "çay", "lər", "qala", "təpə", "ran", "abad", "xan", "yurd", "bulaq")
IN_ENGLISH = str.maketrans(
    {"Ç": "Ch", "ç": "ch", "X": "Kh", "x": "kh", "Q": "G", "q": "g", "Ş": "Sh", "ş": "sh", "Ə": "A", "ə": "a"}
    | {"Ğ": "Gh", "ğ": "gh", "I": "I", "ı": "i", "İ": "I", "Ö": "O", "ö": "o", "Ü": "U", "ü": "u"}
)

Tables = dict[str, list[dict[str, Any]]]


def positions(count: int, chance: np.random.Generator) -> list[tuple[float, float]]:
    """As many spots, to four decimals, no two the same."""
    spots: dict[tuple[float, float], None] = {}
    while len(spots) < count:
        lon, lat = chance.uniform((WEST + 0.05, SOUTH + 0.05), (EAST - 0.05, NORTH - 0.05)).round(4).tolist()
        spots[lon, lat] = None
    return list(spots)


def district_of(lon: float, lat: float) -> str:
    """The district of the grid that a spot lies in."""
    column = int((lon - WEST) / (EAST - WEST) * GRID)
    row = int((lat - SOUTH) / (NORTH - SOUTH) * GRID)
    return f"D{row:02}{column:02}"


def name_of(chance: np.random.Generator) -> str:
    """Three syllables."""
    return "".join(syllables[chance.integers(len(syllables))] for syllables in (BEGINNINGS, MIDDLES, ENDS))


def add_place(tables: Tables, place_id: str, kind: str, spot: tuple[float, float], name: str) -> None:
    """One place with its district and two names."""
    lon, lat = spot
    tables["gazetteer/places.csv"].append(
        {"id": place_id, "kind": kind, "lon": lon, "lat": lat, "precision_km": 1.0, "source_id": "rule"}
    )
    member = {"place_id": place_id, "district_id": district_of(lon, lat), "source_id": "rule"}
    tables["gazetteer/memberships.csv"].append(member)
    for text, language, sort in ((name, "az", "official"), (name.translate(IN_ENGLISH), "en", "exonym")):
        tables["gazetteer/names.csv"].append(
            {
                "place_id": place_id,
                "name": text,
                "language": language,
                "script": "Latn",
                "kind": sort,
                "source_id": "rule",
            }
        )


def add_claim(tables: Tables, place_id: str, holder: str, day: date, **values: Any) -> None:
    """One claim, carried by the page of its side."""
    row = {
        **{"place_id": place_id, "holder": holder, "stance": "affirms", "speaker": f"Speaker of {holder}"},
        **{"side": holder, "basis": "force", "valid_from": day, "reported_on": day, "called": "village", **values},
    }
    row["id"] = claim_id(row)
    tables["seeds/claims.csv"].append(row)
    tables["seeds/citations.csv"].append({"claim_id": row["id"], "source_id": f"page-{row['side'].lower()}"})


def add_districts(tables: Tables, seats: Mapping[str, str]) -> None:
    """A district for each field of the grid, by the id of its seat."""
    for district, seat in sorted(seats.items()):
        values = {"id": district, "system": "GRID", "in_theatre": True, "seat_id": seat, "source_id": "rule"}
        tables["gazetteer/districts.csv"].append(values)
        named = {"district_id": district, "name": f"Rayon {district[1:]}", "language": "az", "script": "Latn"}
        tables["gazetteer/district_names.csv"].append({**named, "kind": "official", "source_id": "rule"})


def add_parties(tables: Tables) -> None:
    """Two parties, a page of the one that comes and one of nobody, and the data set that is this rule."""
    for party, colour, ink, hatch in (("A", "#c9973c", "#7d5510", "falling"), ("B", "#2f8a83", "#0f5a55", "rising")):
        row = {"id": party, "name": f"Party {party}", "short": party, "colour": colour, "ink": ink, "hatch": hatch}
        tables["seeds/parties.csv"].append(row)
    for side in ("B", "none"):
        source = {"id": f"page-{side.lower()}", "publisher": f"Publisher {side}", "side": side, "witness": "reports"}
        about = {"language": "en", "title": "A page", "url": f"https://example.org/{side}", "quality": "original"}
        tables["seeds/sources.csv"].append({**source, **about})
    rule = {"id": "rule", "title": "Places made by a rule", "publisher": "Nobody", "licence": "CC0", "lists_all": False}
    tables["gazetteer/sources.csv"].append(rule)


def tables_of(count: int) -> Tables:
    """The rows of every table."""
    chance = np.random.default_rng(7)
    tables: Tables = {table.path: [] for table in loader.TABLES}
    add_parties(tables)
    seats: dict[str, str] = {}
    for number, (lon, lat) in enumerate(positions(count, chance)):
        place_id = f"km{number:05}"
        is_seat = seats.setdefault(district_of(lon, lat), place_id) == place_id
        kind = "city" if is_seat else "town" if number % TOWN_EVERY == 0 else "village"
        add_place(tables, place_id, kind, (lon, lat), name_of(chance))
        baseline = {"basis": "baseline", "side": "none", "speaker": "Speaker of none", "called": None}
        add_claim(tables, place_id, "A", FIRST - timedelta(days=1), **baseline)
        passes = round((EAST - lon) / (EAST - WEST) * DAYS * 1.5 + chance.normal(0, 3))
        if number % NAMED_EVERY == 0 and 1 <= passes < DAYS:
            add_claim(tables, place_id, "B", FIRST + timedelta(days=passes))
    add_districts(tables, seats)
    return tables


def write(folder: Path, count: int) -> None:
    """Write the theatre as tables, outline and settings below a folder."""
    shutil.copytree(data_dir() / orthographies.FOLDER, folder / orthographies.FOLDER, dirs_exist_ok=True)
    rows = tables_of(count)
    for table in (table for table in loader.TABLES if not table.path.startswith(orthographies.FOLDER)):
        path = folder / table.path
        path.parent.mkdir(parents=True, exist_ok=True)
        full = [dict.fromkeys(table.header) | row for row in rows[table.path]]
        path.write_text(csv_tables.written(table, full), encoding="utf-8", newline="")
    ring = [[WEST, SOUTH], [EAST, SOUTH], [EAST, NORTH], [WEST, NORTH], [WEST, SOUTH]]
    land = {"type": "Polygon", "coordinates": [ring]}
    state = {"type": "Feature", "properties": {"id": "XX", "name": "Square"}, "geometry": land}
    collection = json.dumps({"type": "FeatureCollection", "features": [state]})
    (folder / "gazetteer/borders.geojson").write_text(collection, encoding="utf-8")
    settings = (
        f'[theatre]\ntitle = "Many places"\n\n[land]\nframe = [{WEST - 1}, {SOUTH - 1}, {EAST + 1}, {NORTH + 1}]\n'
    )
    (folder / "gazetteer/theatre.toml").write_text(settings, encoding="utf-8")


def render(folder: Path) -> Path:
    """Draw all days with the command and return the page."""
    path = folder / "page.html"
    last, middle = FIRST + timedelta(days=DAYS - 1), FIRST + timedelta(days=DAYS // 2)
    days = [f"--from={FIRST}", f"--to={last}", f"--date={middle}"]
    subprocess.run([sys.executable, "-m", "karamap", "--data", folder, "render", *days, "-o", path], check=True)
    return path


def build(folder: Path, count: int = PLACES) -> Path:
    """Write and draw the theatre, say what it took, and return the page."""
    begin = time.perf_counter()
    write(folder, count)
    written = time.perf_counter()
    path = render(folder)
    size = path.stat().st_size / 1e6
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(
        f"{count:,} places: tables written in {written - begin:.0f} s, checked and drawn over {DAYS} days"
        f" in {time.perf_counter() - written:.0f} s with {most:.1f} GB, page of {size:.1f} MB"
    )
    return path


if __name__ == "__main__":
    build(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
