"""States for the page how names become keys, so that a reader finds a place under any spelling without a network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from karamap.gazetteer.places import Gazetteer
from karamap.names.index import Index
from karamap.names.keys import Orthographies
from karamap.theatre.theatre import Theatre

LEVELS = (1, 2)
"""Levels of keys that the page knows."""

TYPED = ((0xC0, 0x24F), (0x370, 0x4FF), (0x10D0, 0x10FF), (0x1E00, 0x1EFF))
"""Blocks of letters that are put into Latin ones where a name has a letter that no orthography knows."""

Shown = tuple[str, Iterable[tuple[str, str]]]
"""The id of a place, and its names that the page shows, with their languages."""


def rules(read: Orthographies) -> dict[str, Any]:
    """What the page's script needs to make the keys that `karamap.names.keys` makes, as plain values.

    `orthographies` are `[id, language, dotted, graphemes, initial, final]`, the last three from a grapheme to its
    readings, parted by spaces. `levels` are pairs of one-letter rewrites and of rules `[from, where, to]`.
    """
    steps = read.steps
    levels = [
        [
            {chr(letter): to for letter, to in read.rewrites(level).items()},
            [
                [row["from"], row["where"] or "", row["to"] or ""]
                for row in steps
                if row["level"] <= level and (len(row["from"]) > 1 or row["where"])
            ],
        ]
        for level in LEVELS
    ]
    words = read.words
    endings = ((ending, becomes) for ending, others in words.endings.items() for becomes in others)
    return {
        "orthographies": [
            [
                item.id,
                item.language,
                int(item.dotted),
                *({grapheme: " ".join(heard) for grapheme, heard in part.items()} for part in item.graphemes.values()),
            ]
            for item in read.all
        ],
        "vowels": read.vowels,
        "levels": levels,
        "modifiers": dict(words.modifiers),
        "generics": dict(words.generics),
        "leading": sorted(words.leading),
        "endings": [list(pair) for pair in sorted(endings, key=lambda pair: (-len(pair[0]), pair))],
    }


def latin() -> dict[str, str]:
    """Letters that a reader may type and no orthography need know, by what they are in plain Latin letters."""
    from anyascii import anyascii  # noqa: PLC0415 - as in `karamap.names.keys`

    found: defaultdict[str, str] = defaultdict(str)
    for first, last in TYPED:
        for letter in map(chr, range(first, last + 1)):
            if letter.isalpha():
                found[anyascii(letter)] += letter
    return dict(found)


def further_keys(gazetteer: Gazetteer, keys: Mapping[str, Sequence[int]], shown: Iterable[Shown]) -> list[str]:
    """For each place the keys of its other names, which the page does not show, parted by spaces.

    `keys` are those of level 1 with the numbers of the names that bear them, as `karamap.names.index` counts them.
    """
    of_number: defaultdict[int, list[str]] = defaultdict(list)
    for key, numbers in keys.items():
        for number in numbers:
            of_number[number].append(key)
    numbered = enumerate((place_id, name) for place_id, held in gazetteer.names.items() for name in held)
    of_place: defaultdict[str, dict[tuple[str, str], list[str]]] = defaultdict(dict)
    for number, (place_id, name) in numbered:
        of_place[place_id][name.text, name.language] = of_number[number]
    further = []
    for place_id, names in shown:
        held = of_place[place_id]
        seen = {key for name in names for key in held.get(name, ())}
        further.append(" ".join(sorted({key for found in held.values() for key in found} - seen)))
    return further


def look_up(theatre: Theatre, shown: Iterable[Shown]) -> dict[str, Any]:
    """The rules, letters in plain Latin, and the further keys of places in the order in which the page has them."""
    keys = Index.of(theatre.gazetteer, theatre.orthographies).keys[1]
    further = further_keys(theatre.gazetteer, keys, shown)
    return {**rules(theatre.orthographies), "latin": latin(), "further": further}
