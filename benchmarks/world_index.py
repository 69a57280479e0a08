"""The index of names on disk: how large, how long to build and open, how quick, at the size of the world's gazetteers.

    python benchmarks/world_index.py FILE [--workers N] [SIZE...]

The rule by which names grow. Place n takes the first Latin name and the kind of the n-th place of the shipped gazetteer
in turn, three letters of the name changed for others of their sort (a vowel for a vowel) by a random generator with the
seed 1, and lies at random between 60° S and 70° N, with four decimals. Each run of 300 places is a district, which is
called as a shipped one in turn with the letters of its number (0 is a, 25 is z) behind. Ids count up, so places come in
their order, and nothing is held in memory.

For each SIZE (by default 100,000 and 1,000,000) a process of its own builds FILE, and says how long that took and the
most memory it had; another opens it and looks up 2,000 names, half of them with a letter changed, two in three with
their district, in random order: the first look-up of a district is among them. With --workers so many other processes
read the names. All times are of CPU, that of other processes with it. Sizes are
extrapolated to 13 million by the last two: bytes and seconds grow with the number of names, all but what the first
ones cost. Memory grows so only until the longest postings are sorted in several passes (`index_file.MOST_SORTED`);
from there on by 4 bytes a name, the numbers of places by district.

    python benchmarks/world_index.py FILE --compare [SIZE]

builds a file of SIZE names (30,000 by default) and the index of the same in memory, and looks 10,000 names up in both.
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
from functools import partial
from pathlib import Path

from resolve import _changed

from karamap.batch import name_readers
from karamap.batch.index_file import MOST_SORTED, Listed, build
from karamap.gazetteer.places import Gazetteer, LonLat, Membership, Name, Place
from karamap.names.index import NameIndex
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
LOOK_UPS, COMPARED = 2_000, 10_000
HELD_FOR_GOOD = 4e-6
"""MB a name that the build holds to its end, however many there are."""


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
        like = gazetteer.places[model]
        place = Place(id_, like.kind, position, like.precision_km, like.source_id)
        member = Membership(id_, f"d{number // A_DISTRICT:06}", None, None, None)
        yield Listed(place, (name._replace(text=text),), (member,))


def built(path: Path, size: int, workers: int) -> dict[str, float]:
    """Build the file in this process."""
    names = loader.load(data_dir()).names
    own = resource.getrusage(resource.RUSAGE_SELF)
    again = partial(read_orthographies, DataFolder(data_dir()))
    with name_readers.opened(names.orthographies, workers, again) as readers:
        build(
            path,
            grown(names.gazetteer, size),
            without_places(names.gazetteer, size),
            names.orthographies,
            names.distances,
            untold,
            readers,
        )
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    peak = used[0].ru_maxrss / 1e3
    cpu = sum(one.ru_utime + one.ru_stime for one in used) - own.ru_utime - own.ru_stime
    postings = max(len(numbers) for name, numbers in Stored.open(path).sections.items() if name.endswith("_numbers"))
    each = {"MB of memory in each other process": used[1].ru_maxrss / 1e3} if workers else {}
    return {
        "s": cpu,
        "MB of memory": peak,
        **each,
        "MB on disk": path.stat().st_size / 1e6,
        "longest postings": postings,
    }


def asked(gazetteer: Gazetteer, size: int, number: int, chance: random.Random) -> Mention:
    """One of the names, every other one with a letter changed, two in three with their district."""
    place_id = f"w{chance.randrange(size):08}"
    text = gazetteer.names[place_id][0].text
    district = gazetteer.district_name(gazetteer.district_id(place_id) or "")
    return Mention(_changed(text, chance) if number % 2 else text, district if number % 3 else None)


def compared(path: Path, size: int) -> None:
    """Look names up in a file and in memory, and say how many answers differ."""
    names = loader.load(data_dir()).names
    places, empty = list(grown(names.gazetteer, size)), without_places(names.gazetteer, size)
    build(path, places, empty, names.orthographies, names.distances, untold)
    whole = replace(
        empty,
        places={item.place.id: item.place for item in places},
        names={item.place.id: item.names for item in places},
        memberships={item.place.id: item.memberships for item in places},
    )
    in_memory = Resolver(NameIndex(whole, names.orthographies, names.distances))
    stored, chance = Resolver(StoredIndex(Stored.open(path), names.orthographies)), random.Random(5)
    mentions = [asked(whole, size, number, chance) for number in range(COMPARED)]
    differ = sum(stored.resolve(mention) != in_memory.resolve(mention) for mention in mentions)
    print(f"{size:,} names: {differ} of {len(mentions):,} answers differ between file and memory")


def looked_up(path: Path, size: int) -> dict[str, float]:
    """Open the file in this process and look names up, in random order."""
    begin = time.process_time()
    index = StoredIndex(Stored.open(path), read_orthographies(DataFolder(data_dir())))
    resolver = Resolver(index)
    opened = time.process_time() - begin
    chance = random.Random(5)
    times, outcomes = [], dict[str, int]()
    for number in range(LOOK_UPS):
        mention = asked(index.gazetteer, size, number, chance)
        begin = time.process_time()
        found = resolver.resolve(mention)
        times.append(time.process_time() - begin)
        outcomes[found.outcome.value] = outcomes.get(found.outcome.value, 0) + 1
    times.sort()
    at = {f"p{share:g} ms": times[int(len(times) * share / 100)] * 1e3 for share in (50, 99)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return {"opened in s": opened, **at, "MB of memory": peak, **outcomes}


def main() -> None:
    """Measure each size in processes of its own, and print."""
    path = Path(sys.argv[1])
    if sys.argv[2:3] == ["--compare"]:
        compared(path, int(sys.argv[3]) if len(sys.argv) > 3 else 30_000)
        return
    if sys.argv[2:3] in (["--build"], ["--look-up"]):
        size, workers = map(int, sys.argv[3:5])
        print(json.dumps(built(path, size, workers) if sys.argv[2] == "--build" else looked_up(path, size)))
        return
    figures = []
    sizes, workers = sys.argv[2:], "0"
    if sizes[:1] == ["--workers"]:
        workers, sizes = sizes[1], sizes[2:]
    for size in [*map(int, sizes)] or SIZES:
        done = {}
        for way in ("--build", "--look-up"):
            command = [sys.executable, __file__, path, way, str(size), workers]
            answer = subprocess.run([*map(str, command)], capture_output=True, text=True, check=True)
            done[way] = json.loads(answer.stdout)
            told = ", ".join(f"{name} {value:,.2f}" for name, value in done[way].items())
            print(f"{size:,} names, {way[2:]}: {told}", flush=True)
        figures.append((size, done["--build"]))
    for (small, before), (large, after) in itertools.pairwise(figures):
        print(f"{WORLD:,} names, by what {large - small:,} more names cost:")
        for name in ("s", "MB on disk", "MB of memory"):
            each = (after[name] - before[name]) / (large - small)
            # one batch of sorted postings is the most that memory has to hold
            growing = WORLD if name != "MB of memory" else MOST_SORTED / (after["longest postings"] / large)
            more = max(0.0, min(WORLD, growing) - large)
            rest = (WORLD - large - more) * HELD_FOR_GOOD
            sum_ = f"{after[name]:,.1f} + {each:.3g} x {more:,.0f} + {rest:,.1f}"
            print(f"   {name}: {sum_} = {after[name] + each * more + rest:,.0f}")


if __name__ == "__main__":
    main()
