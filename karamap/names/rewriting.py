"""Rewrites phonemes level by level, until what spellings of one name differ in is gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from operator import itemgetter, methodcaller
from typing import NamedTuple

from karamap.names.orthographies import LEVEL_NUMBERS
from karamap.tables.csv_tables import Row

MOST_PASSES = 50
"""So often are phonemes rewritten at the most, as by the page's script: rules that undo each other never end."""


DOUBLED = r"(.)\1+"

NOTHING = "$^"
"""A regular expression that finds nothing in phonemes."""


class Rewrite(NamedTuple):
    """One rule: what must stand in phonemes that it changes, and how it changes them."""

    source: str
    rewritten: Callable[[str], str]
    pattern: str
    """A regular expression that finds what it would rewrite."""


class Rules(NamedTuple):
    """The rules of a level and of those below it."""

    letters: Mapping[int, str]
    """One-letter rules, each followed to its end, as `str.translate` takes them; they go first."""

    others: Sequence[Rewrite]
    anything: re.Pattern[str]
    """Finds whatever any of `others` would rewrite, but for doubled letters."""

    doubled: re.Pattern[str]
    """Finds doubled letters, if a rule is about them; apart, since both are found faster so."""


Step = tuple[str, str, str]
"""A rule as the table states it: what to look for, where, what to write instead."""


class Rewriting:
    """The levels of keys: on each, phonemes are rewritten until nothing changes.

    Level 1 makes one of what spellings of a name differ in as a rule; levels 2 and 3 make one of more.

    Args:
        rows: of the table of levels.
        vowels: the phonemes that are vowels.
        phonemes: all of them.
    """

    def __init__(self, rows: Iterable[Row], vowels: str, phonemes: str) -> None:
        ordered = sorted(rows, key=lambda row: (row["level"], row["step"]))
        self._phonemes = phonemes
        self._steps: dict[int, list[Step]] = {}
        self._rules: dict[int, Rules] = {}
        for level in LEVEL_NUMBERS:
            upto = [row for row in ordered if row["level"] <= level]
            self._steps[level] = _longer_steps(upto)
            self._rules[level] = _rules(upto, self._steps[level], vowels)
        self.rewritten = lru_cache(65_536)(self._rewritten_anew)
        self.normalised = lru_cache(65_536)(self._normalised_anew)

    def letters(self, level: int) -> Mapping[int, str]:
        """The one-letter rules of a level and those below, each followed to its end, by code point."""
        return self._rules[level].letters

    def steps(self, level: int) -> Sequence[Step]:
        """The other rules of a level and those below, in order, as the table states them."""
        return self._steps[level]

    def written(self, level: int) -> str:
        """Every phoneme that a key of a level may have, sorted."""
        letters = self._rules[level].letters
        to = "".join([to for _, _, to in self._steps[level]])
        return "".join(sorted(set(f"{self._phonemes}{to}".translate(letters)) - {"*"}))

    def simplified(self, phonemes: str) -> str:
        """Phonemes by the one-letter rules of level 1, which look at nothing around: graphemes are read so once."""
        return phonemes.translate(self._rules[1].letters)

    def _normalised_anew(self, words: tuple[str, ...]) -> str:
        """The level-1 key of words in simplified phonemes: rewritten word by word, then joined and rewritten."""
        if len(words) == 1:
            return self._by_rules(1, words[0])
        return self.rewritten(1, "".join([self.normalised((word,)) for word in words]))

    def coarsened(self, keys: Iterable[str], level: int) -> list[str]:
        """Keys of a lower level on a higher one, each once, in order; tags stay as they are."""
        coarser: dict[str, None] = {}
        for key in keys:
            tags, colon, phonemes = key.rpartition(":")
            coarser.setdefault(f"{tags}{colon}{self.rewritten(level, phonemes)}")
        return list(coarser)

    def _rewritten_anew(self, level: int, phonemes: str) -> str:
        return self._by_rules(level, phonemes.translate(self._rules[level].letters))

    def _by_rules(self, level: int, phonemes: str) -> str:
        """Phonemes to which the one-letter rules of a level were applied, by its other rules and again by all."""
        letters, others, anything, doubled = self._rules[level]
        before = phonemes
        for number in range(MOST_PASSES):
            if number:
                before, phonemes = phonemes, phonemes.translate(letters)
            if anything.search(phonemes) is None and doubled.search(phonemes) is None:
                return phonemes
            for source, rewritten, _ in others:
                if source in phonemes:
                    phonemes = rewritten(phonemes)
            if phonemes == before:
                break
        return phonemes


def _longer_steps(rows: Iterable[Row]) -> list[Step]:
    """The rules that are more than one letter for another wherever it stands."""
    return [(row["from"], row["where"] or "", row["to"] or "") for row in rows if len(row["from"]) > 1 or row["where"]]


def _rules(rows: Iterable[Row], steps: Iterable[Step], vowels: str) -> Rules:
    simple = {ord(row["from"]): row["to"] or "" for row in rows if len(row["from"]) == 1 and not row["where"]}
    letters = {letter: _followed(simple, letter) for letter in simple}
    others = [_rewrite(step, vowels) for step in steps]
    patterns = [item.pattern for item in others if item.pattern != DOUBLED]
    anything = re.compile("|".join(patterns) or NOTHING)
    return Rules(letters, others, anything, re.compile(DOUBLED if len(patterns) < len(others) else NOTHING))


def _rewrite(step: Step, vowels: str) -> Rewrite:
    """One rule; its pattern begins with the letters themselves, which are found fastest, and looks back from there."""
    source, where, to = step
    if where == "doubled":
        return Rewrite("", partial(re.compile(DOUBLED).sub, itemgetter(1)), DOUBLED)
    if not where:
        return Rewrite(source, methodcaller("replace", source, to), re.escape(source))
    inside, letters = re.escape(vowels), re.escape(source)
    vowel, consonant = (f"[{inside}]", f"[^{inside}]") if vowels else ("(?!)", ".")
    before = "^" if "initial" in where else ""
    if "after vowel" in where:
        before = vowel
    elif "after consonant" in where:
        before = consonant
    after = ""
    if "before vowel" in where:
        after = f"(?={vowel})"
    elif "before consonant" in where:
        after = f"(?={consonant})"
    after += "$" if "final" in where else ""
    pattern = letters + (f"(?<={before}{letters})" if before else "") + after
    return Rewrite(source, partial(re.compile(pattern).sub, to), pattern)


def _followed(simple: Mapping[int, str], letter: int) -> str:
    """Where a chain of one-letter rules ends: ə to a to nothing."""
    seen = {letter}
    target = simple[letter]
    while len(target) == 1 and ord(target) in simple and ord(target) not in seen:
        seen.add(ord(target))
        target = simple[ord(target)]
    return target
