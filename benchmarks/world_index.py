"""The index of names on disk: how large, how long to build and open, how quick, at the size of the world's gazetteers.

    python benchmarks/world_index.py FILE [SIZE...]

The rule by which names grow. Place n takes the first Latin name and the kind of the n-th place of the shipped gazetteer
in turn, three letters of the name changed for others of their sort (a vowel for a vowel) by a random generator with the
seed 1, and lies at random between 60° S and 70° N, with four decimals. Each run of 300 places is a district, which is
called as a shipped one in turn with the letters of its number (0 is a, 25 is z) behind. Ids count up, so places come in
their order, and nothing is held in memory.

For each SIZE (by default 100,000 and 1,000,000) a process of its own builds FILE, and says how long that took and the
most memory it had; another opens it and looks up 2,000 names, half of them with a letter changed, two in three with
their district, in random order: the first look-up of a district is among them. Sizes are extrapolated to 13 million
by the last two: bytes, seconds and memory grow with the number of names, all but what the first ones cost.
"""

from __future__ import annotations

import itertools
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from resolve import _changed

from karamap.batch.index_file import Listed, build
from karamap.gazetteer.places import Gazetteer, LonLat, Membership, Name
from karamap.names.resolutions import Mention
from karamap.names.resolver import Resolver
from karamap.names.stored_index import Stored, StoredIndex
from karamap.tables.atomic_write import untold
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre import loader
from karamap.theatre.names import read_orthographies

SIZES = (100_000, 1_000_000)
WORLD = 13_000_000
A_DISTRICT = 300
LOOK_UPS = 2_000


def letters(number: int) -> str:
    """A number in letters, a for 0."""
    text = ""
    while True:
        number, letter = divmod(number, 26)
        text = chr(ord("a") + letter) + text
        if not number:
            return text


def in_latin(names: Sequence[Name]) -> Name:
    """The first name in Latin letters, else the first."""
    return next((name for name in names if name.script == "Latn"), names[0])


def without_places(gazetteer: Gazetteer, size: int) -> Gazetteer:
    """The districts of a grown gazetteer, by the rule above."""
    models = sorted(id_ for id_, item in gazetteer.districts.items() if item.system == gazetteer.system)
    districts, names = {}, {}
    for number in range(-(-size // A_DISTRICT)):
        model, id_ = models[number % len(models)], f"d{number:06}"
        districts[id_] = replace(gazetteer.districts[model], id=id_, seat_id=None, valid_from=None, valid_to=None)
        name = in_latin(gazetteer.district_names[model])
        names[id_] = (name._replace(text=f"{name.text}{letters(number)}", valid_from=None, valid_to=None),)
    empty = replace(gazetteer, places={}, names={}, memberships={}, overlaps={})
    return replace(empty, districts=districts, district_names=names)


def grown(gazetteer: Gazetteer, size: int) -> Iterator[Listed]:
    """So many places, one after the other, by the rule above."""
    chance = random.Random(1)
    models = sorted(id_ for id_ in gazetteer.places if gazetteer.names.get(id_))
    for number, model in zip(range(size), itertools.cycle(models)):
        name = in_latin(gazetteer.names[model])
        text = name.text
        for _ in range(3):
            text = _changed(text, chance)
        position = LonLat(round(chance.uniform(-180, 180), 4), round(chance.uniform(-60, 70), 4))
        id_ = f"w{number:08}"
        place = replace(gazetteer.places[model], id=id_, position=position)
        member = Membership(id_, f"d{number // A_DISTRICT:06}", None, None, None)
        yield Listed(place, (name._replace(text=text),), (member,))


def built(path: Path, size: int) -> dict[str, float]:
    """Build the file in this process."""
    names = loader.load(data_dir()).names
    begin, before = time.perf_counter(), time.process_time()
    build(
        path,
        grown(names.gazetteer, size),
        without_places(names.gazetteer, size),
        names.orthographies,
        names.distances,
        untold,
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return {
        "seconds": time.perf_counter() - begin,
        "cpu": time.process_time() - before,
        "MB of memory": peak,
        "MB on disk": path.stat().st_size / 1e6,
    }


def looked_up(path: Path, size: int) -> dict[str, float]:
    """Open the file in this process and look names up, in random order."""
    begin = time.perf_counter()
    index = StoredIndex(Stored.open(path), read_orthographies(DataFolder(data_dir())))
    resolver = Resolver(index)
    opened = time.perf_counter() - begin
    chance = random.Random(5)
    times, outcomes = [], dict[str, int]()
    for number in range(LOOK_UPS):
        place_id = f"w{chance.randrange(size):08}"
        text = index.gazetteer.names[place_id][0].text
        district = index.gazetteer.district_name(index.gazetteer.district_id(place_id) or "")
        mention = Mention(_changed(text, chance) if number % 2 else text, district if number % 3 else None)
        begin = time.perf_counter()
        found = resolver.resolve(mention)
        times.append(time.perf_counter() - begin)
        outcomes[found.outcome.value] = outcomes.get(found.outcome.value, 0) + 1
    times.sort()
    at = {f"p{share:g} ms": times[int(len(times) * share / 100)] * 1e3 for share in (50, 99)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return {"opened in s": opened, **at, "MB of memory": peak, **outcomes}


def main() -> None:
    """Measure each size in processes of its own, and print."""
    path = Path(sys.argv[1])
    if sys.argv[2:3] in (["--build"], ["--look-up"]):
        way = built if sys.argv[2] == "--build" else looked_up
        print(json.dumps(way(path, int(sys.argv[3]))))
        return
    figures = []
    for size in [*map(int, sys.argv[2:])] or SIZES:
        done = {}
        for way in ("--build", "--look-up"):
            command = [sys.executable, __file__, path, way, str(size)]
            answer = subprocess.run([*map(str, command)], capture_output=True, text=True, check=True)
            done[way] = json.loads(answer.stdout)
            told = ", ".join(f"{name} {value:,.2f}" for name, value in done[way].items())
            print(f"{size:,} names, {way[2:]}: {told}", flush=True)
        figures.append((size, done["--build"]))
    for (small, before), (large, after) in itertools.pairwise(figures):
        print(f"{WORLD:,} names, by what {large - small:,} more names cost:")
        for name, value in after.items():
            each = (value - before[name]) / (large - small)
            print(f"   {name}: {value:,.1f} + {each:.3g} x {WORLD - large:,} = {value + each * (WORLD - large):,.0f}")


if __name__ == "__main__":
    main()
