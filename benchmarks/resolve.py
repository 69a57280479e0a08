"""How well and how fast names find their places.

    python benchmarks/resolve.py [ALIASES.csv [PAGES.jsonl]] [--list] [--no-speed]

ALIASES.csv holds spellings that pages printed, aligned by hand: `statement_id` (the page), `as_spelled`,
`district_as_spelled`, `kind`, `lang`, `batch` (the day, which may end in a letter) and `place_key` (an id of
gazetteer/places.csv, or empty). PAGES.jsonl says which page a statement is: `id`, `url`, `title`; it is looked for
beside ALIASES.csv. A row's right place is that of the claim of the record which cites the page with that spelling;
else its `place_key`. A row with neither is counted apart. Without ALIASES.csv the accuracy is not measured, and
this says so; the speed then runs on spellings of the gazetteer itself.

A row whose page names a district that the right place is not in is counted apart: no place is to be vouched for there.

Cross-validation leaves out, for the rows of one publisher, every name and district name that only that publisher
gives, and builds the index anew. The gazetteer grows by a rule: a new place takes the name, district and kind of a
place in turn, three letters of the name changed for others of their sort (a vowel for a vowel) by a random
generator with the seed 1, and lies within 0.05 degrees of it.

Speed: every method answers the same look-ups against the same names, one at a time, in seconds of CPU. A look-up's
quickest time of three passes counts, since other work on the machine only ever adds; the passes of all methods take
turns, and the garbage collector passes over what stood before each. karamap is opened anew for each pass, with
orthographies that have read nothing, so no pass profits from the last; "first look-ups" begins right there, "with
district" after other names were asked for in every district. The others get names folded beforehand, and their indexes
are built before the clock starts; each spelling stands there once. They know nothing of districts, so they find a
spelling, not a place: "the same, district known" has a table for each district, and is told which of them is meant.
The last column is the mean over that of "first look-ups".
"""

from __future__ import annotations

import argparse
import csv
import difflib
import gc
import json
import random
import resource
import sqlite3
import sys
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from karamap.gazetteer.places import Gazetteer, LonLat, Name
from karamap.names.evidence import in_words
from karamap.names.index import Kept, NameIndex
from karamap.names.resolutions import Mention, Outcome, Resolution
from karamap.names.resolver import Resolver
from karamap.names.spellings import fold
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre import loader
from karamap.theatre.names import read_orthographies

RUNS = ((None, False), (20_000, False), (20_000, True))
"""How many names there are, and whether the spellings asked for are taken out of them first."""

SORTS = ("aeıioöuüə", "bcçdfgğhjklmnpqrsştvxyz")
PASSES = 3
FEW = 20
"""Look-ups timed for difflib, which takes a hundred times as long as all the others together."""

FIRST_ASKED = ("Zubzibzeb", "Naxçıvanlı", "Quycaq")
"""What is asked in each district before the clock starts: a name of nothing, and of places in two districts."""


class Row(NamedTuple):
    """One aligned spelling, the page it stands on, and the places that are right."""

    mention: Mention
    language: str
    statement: str
    source_id: str | None
    truth: frozenset[str]


class Record:
    """What is needed of the curated tables to say where a spelling belongs and who printed it."""

    def __init__(self, folder: Path) -> None:
        index = loader.load(folder).names
        self.gazetteer, self.orthographies, self.distances = index.gazetteer, index.orthographies, index.distances
        self.sources = {row["id"]: row for row in _rows(folder / "seeds/sources.csv")}
        claims = {row["id"]: row for row in _rows(folder / "seeds/claims.csv")}
        self.cited: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self.printed_by: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for row in _rows(folder / "seeds/citations.csv"):
            claim = claims[row["claim_id"]]
            if claim["place_id"]:
                self.cited[row["source_id"], row["written_as"]].append((claim["place_id"], claim["valid_from"]))
                publisher = self.sources[row["source_id"]]["publisher"]
                self.printed_by[claim["place_id"], fold(row["written_as"])].add(publisher)

    def opened(self, gazetteer: Gazetteer) -> Resolver:
        """What looks names up in a gazetteer that is read by the shipped orthographies."""
        return Resolver(NameIndex(gazetteer, self.orthographies, self.distances))

    def truth(self, row: Mapping[str, str], pages: Iterable[str]) -> frozenset[str]:
        """The places a spelling stands for on a page: by citation, narrowed by kind and by day, else by key."""
        claims = [claim for page in pages for claim in self.cited[page, row["as_spelled"]]]
        places = {place_id for place_id, _ in claims}
        kind = {"settlement": "town"}.get(row["kind"], row["kind"])
        if len(places) > 1:
            places = {place_id for place_id in places if self.gazetteer.kind(place_id) == kind} or places
        if len(places) > 1:
            places = {place_id for place_id, day in claims if day == row["batch"][:10]} & places or places
        if not places and row["place_key"] in self.gazetteer.places and not _is_contradicted(self, row):
            places = {row["place_key"]}
        return frozenset(places)

    def without(self, publisher: str) -> Gazetteer:
        """The gazetteer without the names that only one publisher gives."""
        own = {id_ for id_, source in self.sources.items() if source["publisher"] == publisher}

        def kept(place_id: str, names: Sequence[Name]) -> tuple[Name, ...]:
            return tuple(
                name
                for name in names
                if name.source_id not in own or self.printed_by[place_id, fold(name.text)] - {publisher}
            )

        return replace(
            self.gazetteer,
            names={place_id: kept(place_id, names) for place_id, names in self.gazetteer.names.items()},
            district_names={id_: kept("", names) for id_, names in self.gazetteer.district_names.items()},
        )


def _is_contradicted(record: Record, row: Mapping[str, str]) -> bool:
    """Whether the key lies in none of the districts that the page names, which makes the alignment doubtful."""
    if not row["district_as_spelled"]:
        return False
    if not hasattr(record, "resolver"):
        record.resolver = record.opened(record.gazetteer)
    districts = record.resolver.districts_named(row["district_as_spelled"])
    return bool(districts) and record.gazetteer.district_id(row["place_key"], _day(row)) not in districts


def _day(row: Mapping[str, str]) -> date | None:
    """The day of a row, if it has one."""
    return date.fromisoformat(row["batch"][:10]) if row["batch"][:1].isdigit() else None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("aliases", type=Path, nargs="?")
    parser.add_argument("pages", type=Path, nargs="?")
    parser.add_argument("--list", action="store_true", help="every row that is not right, with the reason")
    parser.add_argument("--no-speed", action="store_true")
    asked = parser.parse_args()
    record = Record(data_dir())
    rows: list[Row] = []
    if asked.aliases is None or not asked.aliases.is_file():
        print("accuracy: not run, since no file of aligned spellings was given")
    else:
        rows = list(_aligned(record, asked.aliases, asked.pages or asked.aliases.parent / "statements.jsonl"))
        accuracy(record, rows, verbose=asked.list)
    if not asked.no_speed:
        speed(record, rows)


def accuracy(record: Record, rows: Sequence[Row], *, verbose: bool) -> None:
    """Print how many spellings find the right place: with district, without, as lists, and cross-validated."""
    resolver = record.opened(record.gazetteer)
    contradicted = [row for row in rows if is_contradicted(record, resolver, row)]
    without = [row._replace(mention=row.mention._replace(district=None)) for row in rows]
    rows = [row for row in rows if row not in contradicted]
    report("a. district as spelled", [(row, resolver.resolve(row.mention)) for row in rows], verbose)
    report("a'. the same, each page's names of a day as one list", _as_lists(resolver, rows), verbose)
    report("b. without district", [(row, resolver.resolve(row.mention)) for row in without], verbose)
    report("b'. the same, as lists", _as_lists(resolver, without), verbose)
    bare = [row._replace(mention=Mention(row.mention.name, row.mention.district)) for row in rows]
    report("a''. district, but neither kind nor date", [(row, resolver.resolve(row.mention)) for row in bare], verbose)
    report("c. cross-validated by publisher", list(_cross_validated(record, rows)), verbose)
    print("\nd. rows whose page names a district the place is not in, counted apart from a, a', a'' and c")
    for row in contradicted:
        found = resolver.resolve(row.mention)
        flags = [flag.value for flag in found.flags]
        names = "with it" if row.truth.intersection([item.place_id for item in found.candidates]) else "without it"
        said = f"{verdict(row, found)}, {names}"
        print(f"   {said:22} {row.mention.name} / {row.mention.district}: {', '.join(flags)}")


def is_contradicted(record: Record, resolver: Resolver, row: Row) -> bool:
    """Whether the page names districts in none of which the right place ever lay."""
    districts = resolver.districts_named(row.mention.district) if row.mention.district else frozenset()
    member = {item.district_id for place_id in row.truth for item in record.gazetteer.memberships[place_id]}
    return bool(districts and row.truth and districts.isdisjoint(member))


def report(title: str, answered: Sequence[tuple[Row, Resolution]], verbose: bool) -> None:
    """One block of figures: in all and by language; with `verbose` every row that is not right."""
    total: Counter[str] = Counter()
    by_language: defaultdict[str, Counter[str]] = defaultdict(Counter)
    print(f"\n{title}")
    for row, found in answered:
        result = verdict(row, found)
        total[result] += 1
        by_language[row.language][result] += 1
        if result != "right" and verbose:
            said = "; ".join(f"{item.place_id} {in_words(item.evidence)}" for item in found.candidates[:4])
            truth = " ".join(sorted(row.truth))
            flags = [flag.value for flag in found.flags]
            print(f"   {result}: {row.mention.name} / {row.mention.district} [{truth}] {said} {flags}")
    for name, counts in (("all", total), *sorted(by_language.items())):
        known = counts.total() - counts["no known place"]
        shares = f"right {counts['right'] / known:.2%}, wrong {counts['wrong'] / known:.2%}" if known else ""
        print(f"   {name:6} {known:5} {shares}; {dict(counts)}")


def verdict(row: Row, found: Resolution) -> str:
    """Right, wrong, or how it was left open."""
    if not row.truth:
        return "no known place"
    if found.outcome is Outcome.RESOLVED:
        return "right" if found.place_id in row.truth else "wrong"
    return found.outcome.value


def _as_lists(resolver: Resolver, rows: Iterable[Row]) -> list[tuple[Row, Resolution]]:
    lists: defaultdict[tuple[str, date | None], list[Row]] = defaultdict(list)
    for row in rows:
        lists[row.statement, row.mention.date].append(row)
    return [
        pair
        for together in lists.values()
        for pair in zip(together, resolver.resolve_all([row.mention for row in together]), strict=True)
    ]


def _cross_validated(record: Record, rows: Iterable[Row]) -> Iterator[tuple[Row, Resolution]]:
    by_publisher: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_publisher[record.sources[row.source_id]["publisher"] if row.source_id else ""].append(row)
    for publisher, own in by_publisher.items():
        resolver = record.opened(record.without(publisher))
        yield from ((row, resolver.resolve(row.mention)) for row in own)


def _aligned(record: Record, aliases: Path, pages: Path) -> Iterator[Row]:
    by_url, by_title = defaultdict(list), {}
    for id_, source in record.sources.items():
        by_url[source["url"]].append(id_)
        by_title[source["title"]] = id_
    known: dict[str, list[str]] = {}
    for line in pages.read_text(encoding="utf-8").splitlines() if pages.is_file() else []:
        page = json.loads(line)
        titled = [by_title[page["title"]]] if page.get("title") in by_title else []
        known[page["id"]] = (by_url[page["url"]] if page.get("url") else []) or titled
    for row in _rows(aliases):
        sources = known.get(row["statement_id"], [])
        day = _day(row)
        mention = Mention(row["as_spelled"], row["district_as_spelled"] or None, row["kind"] or None, day)
        source = sources[0] if sources else None
        yield Row(mention, row["lang"], row["statement_id"], source, record.truth(row, sources))


def speed(record: Record, rows: Sequence[Row]) -> None:
    """Print mean, p50, p99, times of karamap's mean, and memory, at the size of the gazetteer and at 20,000 names."""
    mentions = [row.mention for row in rows if row.mention.district] or _own_mentions(record.gazetteer)
    random.Random(2).shuffle(mentions)
    mentions = mentions[:1000]
    print(f"\ne. speed, top 1, {len(mentions)} look-ups with district")
    for size, unseen in RUNS:
        gazetteer = _without_spellings(record.gazetteer, mentions) if unseen else record.gazetteer
        gazetteer = grown(gazetteer, size) if size else gazetteer
        spellings = [name.text for names in gazetteer.names.values() for name in names]
        listed = [names[0].text for names in gazetteer.names.values()] if size is None else spellings
        tracemalloc.start()
        index = NameIndex(gazetteer, record.orthographies, record.distances)
        kept = Kept(gazetteer, index.postings, record.distances)
        Resolver(index)
        held = tracemalloc.get_traced_memory()[0] / 1e6
        tracemalloc.stop()
        folded = _folded(listed)
        print(f"\n   {len(spellings):,} names of {len(gazetteer.places):,} places; the others search {len(folded):,}")
        if unseen:
            print("   no spelling asked for is among the names")
        print(f"   index and resolver hold {held:.0f} MB; peak of the process so far {_peak():.0f} MB")
        changed = [
            item._replace(name=_changed(item.name, random.Random(number))) for number, item in enumerate(mentions)
        ]

        def first(kept: Kept = kept) -> Method:
            anew = kept._replace(gazetteer=replace(kept.gazetteer))
            return Resolver(NameIndex.of_kept(anew, read_orthographies(DataFolder(data_dir())))).resolve

        def opened() -> Method:
            method = first()
            for district in _districts(mentions):
                method(district)
            return method

        _timed(
            {
                "karamap, first look-ups": (first, mentions),
                "karamap, with district": (opened, mentions),
                "karamap, a letter changed": (opened, changed),
                "FTS5 trigram + rapidfuzz": (lambda: _trigrams(folded), mentions),  # noqa: B023
                "the same, district known": (lambda: _trigrams_inside(index, mentions), mentions),  # noqa: B023
                "rapidfuzz ratio": (lambda: _closest(folded, fuzz.ratio), mentions),  # noqa: B023
                "rapidfuzz WRatio": (lambda: _closest(folded, fuzz.WRatio), mentions),  # noqa: B023
                "difflib": (lambda: _close_match(folded), mentions[:FEW]),  # noqa: B023
            }
        )


Method = Callable[[Mention], object]


def _folded(names: Iterable[str]) -> list[str]:
    """What the others search: each spelling once, folded."""
    return list(dict.fromkeys(map(fold, names)))


def _districts(mentions: Iterable[Mention]) -> list[Mention]:
    """Other names in every district and on every day of some mentions."""
    met = dict.fromkeys((mention.district, mention.date) for mention in mentions)
    return [Mention(name, district, date=day) for district, day in met for name in FIRST_ASKED]


def _without_spellings(gazetteer: Gazetteer, mentions: Iterable[Mention]) -> Gazetteer:
    """The gazetteer without every name that is spelled like one of some mentions."""
    asked = {fold(mention.name) for mention in mentions}
    kept = {id_: tuple(n for n in names if fold(n.text) not in asked) for id_, names in gazetteer.names.items()}
    return replace(gazetteer, names={id_: names for id_, names in kept.items() if names})


def grown(gazetteer: Gazetteer, size: int) -> Gazetteer:
    """A gazetteer of `size` names by the rule in this file's docstring."""
    chance = random.Random(1)
    places, names, memberships = dict(gazetteer.places), dict(gazetteer.names), dict(gazetteer.memberships)
    originals = [place_id for place_id in gazetteer.places if gazetteer.names.get(place_id)]
    number, so_far = 0, sum(map(len, names.values()))
    while so_far + number < size:
        model = originals[number % len(originals)]
        number += 1
        place, name = gazetteer.places[model], gazetteer.names[model][0]
        text = name.text
        for _ in range(3):
            text = _changed(text, chance)
        position = place.position and LonLat(
            place.position.lon + chance.uniform(-0.05, 0.05), place.position.lat + chance.uniform(-0.05, 0.05)
        )
        id_ = f"syn{number}"
        places[id_] = replace(place, id=id_, position=position)
        names[id_] = (name._replace(text=text),)
        memberships[id_] = tuple(replace(item, place_id=id_) for item in gazetteer.memberships.get(model, ()))
    return replace(gazetteer, places=places, names=names, memberships=memberships)


def _changed(text: str, chance: random.Random) -> str:
    """A spelling with one letter changed for another of its sort."""
    able = [at for at, letter in enumerate(text) if _others(letter)]
    if not able:
        return text
    at = chance.choice(able)
    return text[:at] + chance.choice(_others(text[at])) + text[at + 1 :]


@cache
def _others(letter: str) -> str:
    """The other letters of the sort of one; none for what is in no sort."""
    sort = next((sort for sort in SORTS if letter.lower() in sort), "")
    return sort.replace(letter.lower(), "")


def _own_mentions(gazetteer: Gazetteer) -> list[Mention]:
    return [
        Mention(name.text, gazetteer.district_name(district))
        for place_id, names in gazetteer.names.items()
        for name in names
        if (district := gazetteer.district_id(place_id)) and name.language in ("en", "ru", "und")
    ]


def _closest(folded: Sequence[str], scorer: Callable[..., float]) -> Method:
    return lambda mention: process.extractOne(fold(mention.name), folded, scorer=scorer)


def _close_match(folded: Sequence[str]) -> Method:
    return lambda mention: difflib.get_close_matches(fold(mention.name), folded, n=1)


def _trigrams(folded: Sequence[str]) -> Method:
    """Candidates that share trigrams, from SQLite's own index, ranked by rapidfuzz."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram')")
    base.executemany("INSERT INTO names VALUES (?)", ((name,) for name in folded))

    def find(mention: Mention) -> object:
        name = fold(mention.name)
        grams = {name[at : at + 3].replace('"', "") for at in range(max(1, len(name) - 2))}
        asked = " OR ".join(f'"{gram}"' for gram in sorted(grams) if len(gram) == 3)
        query = "SELECT name FROM names WHERE names MATCH ? ORDER BY rank LIMIT 50"
        found = [row[0] for row in base.execute(query, (asked,))] if asked else []
        return process.extractOne(name, found, scorer=fuzz.ratio)

    return find


def _trigrams_inside(index: NameIndex, mentions: Iterable[Mention]) -> Method:
    """The same among the names of the stated district alone."""
    named = Resolver(index).districts_named
    meant = {mention.district: named(mention.district) for mention in mentions if mention.district}
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for place_id, names in index.gazetteer.names.items():
        for item in index.gazetteer.memberships.get(place_id, ()):
            spellings[item.district_id] += [name.text for name in names]
    finders = {}
    for districts in set(meant.values()):
        inside = [name for district_id in districts for name in spellings[district_id]]
        finders[districts] = _trigrams(_folded(inside))
    return lambda mention: finders[meant[mention.district]](mention)


def _timed(ways: Mapping[str, tuple[Callable[[], Method], Sequence[Mention]]]) -> None:
    """Time the look-ups of each method one by one, and print figures, the mean beside that of the first method."""
    passes: defaultdict[str, list[list[float]]] = defaultdict(list)
    for _ in range(PASSES):
        for title, (made, mentions) in ways.items():
            passes[title].append(_pass(made(), mentions))
    base = 0.0
    for title, of_title in passes.items():
        times = sorted(map(min, *of_title))
        mean, p50, p99 = sum(times) / len(times), times[len(times) // 2], times[int(len(times) * 0.99)]
        base = base or mean
        figures = "   ".join(
            f"{name} {value * 1e3:8.3f} ms" for name, value in (("mean", mean), ("p50", p50), ("p99", p99))
        )
        print(f"   {title:28} {1 / mean:8,.0f} a second   {figures}   {mean / base:8.1f}   n={len(times)}")


def _pass(method: Method, mentions: Iterable[Mention]) -> list[float]:
    gc.collect()
    gc.freeze()
    times = []
    for mention in mentions:
        start = time.process_time()
        method(mention)
        times.append(time.process_time() - start)
    gc.unfreeze()
    return times


def _peak() -> float:
    """Peak resident memory of this process in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


if __name__ == "__main__":
    main()
