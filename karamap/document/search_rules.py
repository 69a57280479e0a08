"""States for the page how names become keys, so that a reader finds a place under any spelling without a network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from karamap.document.format import UNDETERMINED
from karamap.document.places import Shown
from karamap.gazetteer.places import Gazetteer
from karamap.names.index import NameIndex
from karamap.names.keys import Orthographies
from karamap.names.name_forms import Words
from karamap.names.name_sorts import PROPER
from karamap.names.orthographies import Orthography
from karamap.names.rewriting import Rewriting
from karamap.names.scripts import NEUTRAL, script_of_letter
from karamap.names.spellings import in_latin, words_of

LEVELS = (1, 2, 3)
"""Levels of keys that the page knows."""


TYPED = ((0xC0, 0x24F), (0x370, 0x4FF), (0x10D0, 0x10FF), (0x1E00, 0x1EFF))
"""Blocks of letters that are put into Latin ones where a name has a letter that no orthography knows."""


def rules(orthographies: Orthographies) -> dict[str, Any]:
    """What the page's script needs to make the keys that `karamap.names.keys` makes, as plain values.

    The readings of an orthography lead from a grapheme to its phonemes, parted by spaces; a level has one-letter
    rewrites, and rules that look at what stands around.
    """
    rewriting = orthographies.rewriting
    words = orthographies.name_forms.words
    return {
        "orthographies": [_stated_orthography(item) for item in orthographies.all],
        "vowels": orthographies.vowels,
        "levels": [_stated_level(rewriting, level) for level in LEVELS],
        "modifiers": dict(words.modifiers),
        "generics": dict(words.generics),
        "leading": sorted(words.leading),
        "endings": _stated_endings(words),
    }


def _stated_orthography(item: Orthography) -> dict[str, Any]:
    anywhere, initial, final = item.graphemes.values()
    return {
        "id": item.id,
        "language": item.language,
        "dotted": item.dotted,
        "partly": item.partly,
        "anywhere": _stated_readings(anywhere),
        "initial": _stated_readings(initial),
        "final": _stated_readings(final),
    }


def _stated_readings(readings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {grapheme: " ".join(phonemes) for grapheme, phonemes in readings.items()}


def _stated_level(rewriting: Rewriting, level: int) -> dict[str, Any]:
    letters = {chr(letter): to for letter, to in rewriting.letters(level).items()}
    rules = [{"from": source, "where": where, "to": to} for source, where, to in rewriting.steps(level)]
    return {"letters": letters, "rules": rules}


def _stated_endings(words: Words) -> list[dict[str, str]]:
    """Endings of cases and what they become, the longest first."""
    pairs = [(ending, becomes) for ending, others in words.endings.items() for becomes in others]
    pairs.sort(key=lambda pair: (-len(pair[0]), pair))
    return [{"ending": ending, "becomes": becomes} for ending, becomes in pairs]


def letters(index: NameIndex) -> dict[str, Any]:
    """The letters that the page can turn into keys.

    `latin` are those that no orthography need know, by what they are in plain Latin letters: those that a reader may
    type anyhow, and those of names that no orthography can read. `scripts` are the scripts of all, as codes of ISO
    15924.
    """
    typed, unread = _typed(), _unread(index)
    latin: defaultdict[str, str] = defaultdict(str)
    for letter in [*typed, *sorted(unread.difference(typed))]:
        latin[in_latin(letter)] += letter
    every = unread.union(typed, *[item.letters for item in index.orthographies.all])
    return {"latin": dict(latin), "scripts": sorted(set(map(script_of_letter, every)) - {NEUTRAL})}


def _typed() -> list[str]:
    typed: list[str] = []
    for first, last in TYPED:
        typed += [letter for letter in map(chr, range(first, last + 1)) if letter.isalpha()]
    return typed


def _unread(index: NameIndex) -> frozenset[str]:
    """The letters and marks of names that no orthography can read, in either case; the typed ones may be missing."""
    typed = frozenset(_typed()) | frozenset(map(chr, range(0x80)))
    unread: set[str] = set()
    for names in (*index.gazetteer.names.values(), *index.gazetteer.district_names.values()):
        for name in names:
            if not typed.issuperset(name.text) and not index.orthographies.can_read(words := words_of(name.text)):
                unread.update(*words)
    cases = {case for letter in unread for case in (letter, letter.lower(), letter.upper())}
    return frozenset({case for case in cases if len(case) == 1})


def further_names(gazetteer: Gazetteer, shown: Shown) -> list[str]:
    """For each place its other names, which the page does not show: a line a language, cells parted by tabs.

    The first cell of a line is the language, with a plus sign behind it if the names are the place's own; it is empty
    for a language that is not known, which most of them are in.
    """
    further: list[str] = []
    for place_id, names in shown.items():
        seen = {(name.language, name.text) for name in names}
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for name in gazetteer.names.get(place_id, ()):
            if (name.language, name.text) not in seen:
                language = "" if name.language == UNDETERMINED else name.language
                groups[language + "+" * (name.kind in PROPER)].append(name.text)
        further.append("\n".join(["\t".join([head, *sorted(texts)]) for head, texts in sorted(groups.items())]))
    return further


def look_up(index: NameIndex, shown: Shown) -> dict[str, Any]:
    """The rules, letters in plain Latin, and the further names of places in the order in which the page has them."""
    further = further_names(index.gazetteer, shown)
    return {**rules(index.orthographies), **letters(index), "further": further}
