"""States for the page how names become keys, so that a reader finds a place under any spelling without a network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from karamap.names.index import NameIndex
from karamap.names.keys import Orthographies

LEVELS = (1, 2)
"""Levels of keys that the page knows."""


TYPED = ((0xC0, 0x24F), (0x370, 0x4FF), (0x10D0, 0x10FF), (0x1E00, 0x1EFF))
"""Blocks of letters that are put into Latin ones where a name has a letter that no orthography knows."""


Shown = tuple[str, Iterable[tuple[str, str]]]
"""The id of a place, and its names that the page shows, with their languages."""


def rules(orthographies: Orthographies) -> dict[str, Any]:
    """What the page's script needs to make the keys that `karamap.names.keys` makes, as plain values.

    `orthographies` are `[id, language, dotted, graphemes, initial, final]`, the last three from a grapheme to its
    readings, parted by spaces. `levels` are pairs of one-letter rewrites and of rules `[from, where, to]`.
    """
    rewriting = orthographies.rewriting
    levels = [
        [
            {chr(letter): to for letter, to in rewriting.letters(level).items()},
            list(map(list, rewriting.steps(level))),
        ]
        for level in LEVELS
    ]
    words = orthographies.name_forms.words
    endings = ((ending, becomes) for ending, others in words.endings.items() for becomes in others)
    return {
        "orthographies": [
            [
                item.id,
                item.language,
                int(item.dotted),
                *({grapheme: " ".join(heard) for grapheme, heard in part.items()} for part in item.graphemes.values()),
            ]
            for item in orthographies.all
        ],
        "vowels": orthographies.vowels,
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


def further_keys(index: NameIndex, shown: Iterable[Shown]) -> list[str]:
    """For each place the keys of its other names, which the page does not show, parted by spaces."""
    further: list[str] = []
    for place_id, names in shown:
        keys = index.keys_of(place_id)
        every, seen = frozenset().union(*keys.values()), frozenset().union(*[keys.get(name, ()) for name in names])
        further.append(" ".join(sorted(every - seen)))
    return further


def look_up(index: NameIndex, shown: Iterable[Shown]) -> dict[str, Any]:
    """The rules, letters in plain Latin, and the further keys of places in the order in which the page has them."""
    return {**rules(index.orthographies), "latin": latin(), "further": further_keys(index, shown)}
