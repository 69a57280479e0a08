"""The labelled corpus with other places of the same districts: nothing else that it tells changes."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from datetime import date

import pytest
from exchange import FORMS
from test_exchanged_corpus import BY_RECORD
from test_statement_corpus import GOLD

from karamap.tables.data_folder import data_dir

SHORTEST = 4
"""Letters of a name that another one is exchanged for, at the least."""

OLD_NEWS = "no day is told, and the record has it"
"""Begins the reason for which a place is told to be held that the record has as gained long before the page."""

LEAST = 15
"""So many texts of each language have a place that another one stands in for, at the least."""


def rows(table):
    return csv.DictReader((data_dir() / "gazetteer" / table).read_text(encoding="utf-8").splitlines())


@pytest.fixture(scope="module")
def names():
    """The single-word names of villages that no other place has, by language and districts, each with its place."""
    districts, kinds = defaultdict(set), {row["id"]: row["kind"] for row in rows("places.csv")}
    for row in rows("memberships.csv"):
        districts[row["place_id"]].add(row["district_id"])
    held = list(rows("names.csv"))
    often = Counter({row["name"]: 0 for row in held})
    often.update(name for name, _ in {(row["name"], row["place_id"]) for row in held})
    found = defaultdict(list)
    for row in held:
        name, place = row["name"], row["place_id"]
        if kinds[place] == "village" and often[name] == 1 and name.isalpha() and len(name) >= SHORTEST:
            found[row["language"], frozenset(districts[place])].append((name, place))
    return found


def stand_ins(names, language, text, found):
    """Another name of the same districts, which ends alike, for each place that a text names by one."""
    chosen = dict[str, str]()
    for item in found.statements:
        name, place = item.place.name.text, item.resolution.place_id if item.resolution else None
        groups = (group for (code, _), group in names.items() if code == language and (name, place) in group)
        others = [other for other, _ in next(groups, []) if other[-1] == name[-1] and other not in text]
        others = [other for other in others if other not in chosen.values()]
        if name not in chosen and others:
            chosen[name] = others[len(name) % len(others)]
    return chosen


def stance_of(item):
    return "affirms" if any(reason.startswith(OLD_NEWS) for reason in item.reasons) else item.stance


def told(found, names=None):
    """What a text says of each place by itself, with the names that stand in for others."""
    return [
        (
            (names or {}).get(item.place.name.text, item.place.name.text),
            item.holder,
            stance_of(item),
            item.side,
            item.day,
        )
        for item in found.statements
        if item.holder and not any(reason.endswith(BY_RECORD) for reason in item.reasons)
    ]


@pytest.mark.parametrize("language", FORMS)
def test_nothing_but_the_name_changes_with_a_place(read, names, language):
    odd, exchanged = {}, 0
    for id_, text in GOLD.items():
        if text["language"] != language or (text["split"] == "dev" and not id_.endswith("-0")):
            continue
        day = date.fromisoformat(text["published"])
        before = read(text["text"], language, day)
        chosen = stand_ins(names, language, text["text"], before)
        if not chosen:
            continue
        pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, chosen))})(?!\w)"
        after = read(re.sub(pattern, lambda name: chosen[name[0]], text["text"]), language, day)  # noqa: B023
        exchanged += 1
        if told(before, chosen) != told(after):
            odd[id_] = set(told(before, chosen)) ^ set(told(after))
    assert odd == {}
    assert exchanged >= LEAST
