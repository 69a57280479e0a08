"""Turns a spelling into keys under which the same name meets itself across scripts and romanisations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from karamap.names import orthographies
from karamap.names.orthographies import Orthography, Rewrite
from karamap.names.spellings import APOSTROPHES, fold, script_of_letter, words_of
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Row
from karamap.tables.data_folder import DataFolder

MAX_KEYS = 16
"""Most keys that one name may have on one level."""


SHORTEST_STEM = 4
"""An ending is taken off only if so many letters remain."""


SHORT_WORD = 3
"""A modifier or generic word of so few letters is known by its letters alone: II is not I, nor Baş bas."""


Option = tuple[int, int, str]
"""Which word, which of its graphemes, and another phoneme that it may stand for."""


class Form(NamedTuple):
    """One way to take a spelling apart: the words that name, the tags of the others, and the kind they tell.

    `how` says in words what was taken off, for the evidence; it is empty if nothing was.
    """

    words: tuple[str, ...]
    tags: tuple[str, ...]
    kind: str | None
    how: str


class Words(NamedTuple):
    """Words and endings that are no part of a name, by the key they are known by; see `Orthographies.words`."""

    modifiers: Mapping[str, str]
    generics: Mapping[str, str]
    leading: frozenset[str]
    endings: Mapping[str, Sequence[str]]


class Rules(NamedTuple):
    """The rewrites of a level and of those below it."""

    letters: dict[int, str]
    """One-letter rules, as `str.translate` takes them; they go first."""

    others: list[Rewrite]
    anything: re.Pattern[str]
    """Finds whatever any of `others` would rewrite."""


class Orthographies:
    """The orthographies of a theatre with its levels, modifiers, generic words and endings.

    A key of level 1 is made of broad phonemes and joins what spellings of one name differ in as a rule;
    levels 2 and 3 join more. Modifiers (Upper, Great, New, ...) stand before the key as tags, so that two
    places told apart by them never share one.
    """

    def __init__(self, rows: Mapping[str, Iterable[Row]]) -> None:
        by_rank = sorted(rows[orthographies.ORTHOGRAPHIES.path], key=lambda row: (row["rank"], row["id"]))
        phonemes = [row["phoneme"] for row in rows[orthographies.PHONEMES.path]]
        self.all = tuple(
            orthographies.orthography(row, rows[orthographies.graphemes(row["id"]).path], phonemes) for row in by_rank
        )
        self._vowels = "".join(row["phoneme"] for row in rows[orthographies.PHONEMES.path] if row["class"] == "vowel")
        self._levels = self._rewrites(rows[orthographies.LEVELS.path])
        levels = [row.values for row in rows[orthographies.LEVELS.path]]
        self.steps = tuple(sorted(levels, key=lambda values: (values["level"], values["step"])))
        self._reduced = lru_cache(65_536)(self._reduced_anew)
        self._keys_up_to = lru_cache(16_384)(self._keys_anew)
        self._covering = lru_cache(1024)(self._covering_anew)
        self._sounding_alike = lru_cache(4096)(self._are_alike)
        self._first_key = lru_cache(65_536)(self._first_key_of)
        self._modifiers = self._words(rows[orthographies.MODIFIERS.path], "tag")
        self._generics = self._words(rows[orthographies.GENERICS.path], "kind")
        leading = (row for row in rows[orthographies.GENERICS.path] if row["first"])
        self._leading = frozenset(self._words(leading, "kind"))
        self._endings = _endings_of(rows[orthographies.ENDINGS.path])
        self._ending_lengths = sorted({len(ending) for ending in self._endings}, reverse=True)

    @classmethod
    def load(cls, folder: Path) -> Orthographies:
        """Read the tables in `gazetteer/orthographies/`.

        Raises:
            DataError: a table is missing or has faults of its own.
        """
        source = DataFolder(folder)
        rows = {table.path: tables.read(table, source) for table in orthographies.TABLES}
        for row in rows[orthographies.ORTHOGRAPHIES.path]:
            rows[orthographies.graphemes(row["id"]).path] = tables.read(orthographies.graphemes(row["id"]), source)
        return cls(rows)

    @property
    def words(self) -> Words:
        """Modifiers with their tags, generic words with the kinds they tell, those that may lead, and endings."""
        return Words(self._modifiers, self._generics, self._leading, self._endings)

    @property
    def vowels(self) -> str:
        """The phonemes that are vowels."""
        return self._vowels

    def rewrites(self, level: int) -> Mapping[int, str]:
        """The one-letter rules of a level and those below, each followed to its end, by code point."""
        return self._levels[level].letters

    def key(self, name: str) -> str:
        """The first-level key of a name as it is usually read, without its modifiers.

        Two spellings of one name in two scripts or romanisations give the same key as far as letters
        alone decide it; the key says nothing about which language is right. A key is its own key.
        """
        found = self.keys(self.form(name))
        return found[0].rpartition(":")[2] if found else ""

    def keys(self, form: Form, language: str | None = None, *, level: int = 1, limit: int = MAX_KEYS) -> list[str]:
        """The keys of a name on one level, the usual reading first, at most `limit`.

        `language` reads the name by the orthographies of that language alone, if there are any.
        """
        found = self._keys_up_to(form.words, form.tags, language, limit)
        return self.raised(found, level) if level > 1 else list(found)

    def _keys_anew(
        self, words: tuple[str, ...], tags: tuple[str, ...], language: str | None, limit: int
    ) -> tuple[str, ...]:
        found: dict[str, None] = {}
        prefix = "".join([f"{tag}:" for tag in tags])
        if not (among := self.covering(words, language)):
            if len({script_of_letter(letter) for word in words for letter in word if letter.isalpha()}) > 1:
                return ()  # letters of two scripts in one name are a disguise, not a language
            from anyascii import anyascii  # noqa: PLC0415 - only a script without a table pays for it

            words = tuple(anyascii(word) for word in words)
            among = self.covering(words)
        for phonemes in self._readings(among, words):
            if key := self._closed(phonemes):
                found.setdefault(prefix + key)
            if len(found) >= limit:
                break
        return tuple(found)

    def _closed(self, phonemes: Sequence[str]) -> str:
        """The level-1 key of words: closed over each word, then over the joined words."""
        if len(phonemes) == 1:
            return self._reduced(1, phonemes[0])
        return self._reduced(1, "".join([self._reduced(1, word) for word in phonemes]))

    def is_partly_voweled(self, name: str) -> bool:
        """Whether a name is written without most of its short vowels."""
        among = self.covering(words_of(name))
        return bool(among) and all(item.partly for item in among)

    def plain(self, keys: Iterable[str]) -> frozenset[str]:
        """Level-1 keys with the one-letter rules of level 2 applied and glides written as vowels."""
        letters = self._levels[2].letters
        found = set()
        for key in keys:
            tags, colon, phonemes = key.rpartition(":")
            found.add(tags + colon + phonemes.translate(letters).replace("y", "i"))
        return frozenset(found)

    def fills(self, skeleton: str, key: str) -> bool:
        """Whether a plain key is another with some of its vowels left out.

        >>> from karamap.tables.data_folder import data_dir
        >>> Orthographies.load(data_dir()).fills("urdgli", "urdagli")
        True
        """
        (tags, _, written), (other, _, spoken) = skeleton.rpartition(":"), key.rpartition(":")
        if tags != other:
            return False
        at, last = 0, ""
        for sound in spoken:
            if at < len(written) and written[at] == sound:
                at, last = at + 1, sound
            elif sound not in self._vowels and sound != last:
                return False
        return at == len(written)

    def raised(self, keys: Iterable[str], level: int) -> list[str]:
        """Keys of a lower level on a higher one, each once, in order."""
        found: dict[str, None] = {}
        for key in keys:
            tags, colon, phonemes = key.rpartition(":")
            found.setdefault(f"{tags}{colon}{self._reduced(level, phonemes)}")
        return list(found)

    def form(self, name: str) -> Form:
        """The words and tags of a name, nothing taken off."""
        return self._tagged(words_of(name), None, "")

    def forms(self, name: str, *, district: bool = False) -> Iterator[Form]:
        """The ways to take a spelling apart, the plainest first.

        As it stands; then without a generic word (village, kənd, село, ...), which tells a kind and may
        stand first only in some languages; then without the ending of a grammatical case.
        `district` takes off the words for a district instead of those for a settlement.
        """
        words = words_of(name)
        whole: list[tuple[tuple[str, ...], str | None, str]] = [(words, None, "")]
        if (bare := self._without_generics(words, district=district)) is not None:
            whole.append((*bare, "generic word dropped"))
        for taken, kind, how in whole:
            yield self._tagged(taken, kind, how)
        for taken, kind, how in reversed(whole):
            said = f"{how}, case ending dropped".removeprefix(", ")
            for stem in self._stems(taken[-1]) if taken else ():
                yield self._tagged((*taken[:-1], stem), kind, said)

    def generic_first(self, name: str) -> Form | None:
        """A name that begins with a generic word, without it: 'Kənd Zəngilan' is a village called Zəngilan."""
        words = words_of(name)
        kind = self._generics.get(self._meaning(words[0])) if len(words) > 1 else None
        return self._tagged(words[1:], kind, "") if kind else None

    def covering(self, words: Iterable[str], language: str | None = None) -> list[Orthography]:
        """The orthographies that know every letter of some words, by rank; those of one language if it has any."""
        return list(self._covering(tuple(words), language))

    def _covering_anew(self, words: tuple[str, ...], language: str | None) -> tuple[Orthography, ...]:
        letters = frozenset("".join(words).casefold().replace("ǝ", "ə")) - {"'", "\u0307"}
        found = tuple([item for item in self.all if letters <= item.letters])
        return tuple([item for item in found if item.language == language]) or found

    def _readings(self, among: Iterable[Orthography], words: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Readings of a name: the usual one of each orthography, then those that depart from it, least first."""
        read: list[list[list[tuple[str, ...]]]] = []
        for orthography in among:
            segments = [orthography.readings(orthography.small(word)) for word in words]
            yield tuple(["".join([item[0] for item in word]) for word in segments])
            read.append(segments)
        for segments in read:
            options = [
                (at, place, other)
                for at, word in enumerate(segments)
                for place, item in enumerate(word)
                if len(item) > 1
                for other in item[1:]
            ]
            if options:
                yield from self._departures(segments, options[:MAX_KEYS])

    def _departures(
        self, segments: Sequence[Sequence[tuple[str, ...]]], options: Sequence[Option]
    ) -> Iterator[tuple[str, ...]]:
        """Readings with one grapheme read otherwise than usual, then two, then all that can be.

        A grapheme whose other reading sounds like the usual one would only give a key again.
        """
        usual = [[item[0] for item in word] for word in segments]
        heard = [option for option in options if not self._sounding_alike(usual[option[0]][option[1]], option[2])]
        for option in heard:
            yield _departing(usual, [option])
        for first, second in combinations(heard, 2):
            if first[:2] != second[:2]:
                yield _departing(usual, [first, second])
        if len(options) > 1:
            yield _departing(usual, options)

    def _are_alike(self, one: str, other: str) -> bool:
        """Whether two readings are one on level 1, whatever stands beside them."""
        letters = self._levels[1].letters
        return one.translate(letters) == other.translate(letters)

    def _reduced_anew(self, level: int, phonemes: str) -> str:
        """Phonemes rewritten by the rules of a level and those below, until nothing changes."""
        letters, others, anything = self._levels[level]
        while True:
            before = phonemes
            phonemes = phonemes.translate(letters)
            if anything.search(phonemes) is None:
                return phonemes
            for source, pattern, to in others:
                if source not in phonemes:
                    continue
                phonemes = phonemes.replace(source, to) if pattern is None else pattern.sub(to, phonemes)
            if phonemes == before:
                return phonemes

    def _rewrites(self, rows: Iterable[Row]) -> dict[int, Rules]:
        ordered = sorted(rows, key=lambda row: (row["level"], row["step"]))
        levels: dict[int, Rules] = {}
        for level in sorted({row["level"] for row in ordered}):
            upto = [row for row in ordered if row["level"] <= level]
            simple = {ord(row["from"]): row["to"] or "" for row in upto if len(row["from"]) == 1 and not row["where"]}
            closed = {letter: _followed(simple, letter) for letter in simple}
            others = [self._rule(row) for row in upto if len(row["from"]) > 1 or row["where"]]
            found = (pattern.pattern if pattern else re.escape(source) for source, pattern, _ in others)
            levels[level] = Rules(closed, others, re.compile("|".join(found) or "$^"))
        return levels

    def _rule(self, row: Row) -> Rewrite:
        """What to look for, how to find it if its place matters, and what to write instead."""
        source, where, to = row["from"], row["where"] or "", row["to"] or ""
        if where == "doubled":
            return "", re.compile(r"(.)\1+"), r"\1"
        if not where:
            return source, None, to
        vowel, consonant = f"[{self._vowels}]", f"[^{self._vowels}]"
        before = "^" if "initial" in where else ""
        before += (
            f"(?<={vowel})" if "after vowel" in where else f"(?<={consonant})" if "after consonant" in where else ""
        )
        after = f"(?={vowel})" if "before vowel" in where else f"(?={consonant})" if "before consonant" in where else ""
        after += "$" if "final" in where else ""
        return source, re.compile(before + re.escape(source) + after), to

    def _first_key_of(self, word: str) -> str:
        found = self.keys(Form((word,), (), None, ""), limit=1)
        return found[0] if found else "=" + fold(word)

    def _words(self, rows: Iterable[Row], meaning: str) -> dict[str, str]:
        """What words mean, by the first-level key of the word in its own language; a short word by its letters."""
        found: dict[str, str] = {}
        for row in rows:
            keys = self.keys(Form((row["word"],), (), None, ""), row["language"], limit=1)
            known = "=" + fold(row["word"]) if len(row["word"]) <= SHORT_WORD or not keys else keys[0]
            found.setdefault(known, row[meaning] or "")
        return found

    def _meaning(self, word: str) -> str:
        """The key that a word is known by among modifiers and generic words."""
        return "=" + fold(word) if len(word) <= SHORT_WORD else self._first_key(word)

    def _tagged(self, words: Sequence[str], kind: str | None, how: str) -> Form:
        tags = [self._modifiers.get(self._meaning(word)) for word in words]
        if tags.count(None) == len(tags):
            return Form(tuple(words), (), kind, how)
        kept = tuple(word for word, tag in zip(words, tags, strict=True) if tag is None)
        if not kept:
            return Form(tuple(words), (), kind, how)
        return Form(kept, tuple(sorted({tag for tag in tags if tag})), kind, how)

    def _without_generics(self, words: tuple[str, ...], *, district: bool) -> tuple[tuple[str, ...], str | None] | None:
        if len(words) == 1:
            return None
        kept, told = list(words), None
        for at in reversed(range(len(words))):
            known = self._meaning(words[at])
            kind = self._generics.get(known)
            fits = kind is not None and (not kind or (kind == "district") is district)
            if fits and len(kept) > 1 and (at > 0 or known in self._leading):
                del kept[at]
                told = kind or told
        if len(kept) == len(words):
            return None
        return tuple(kept), None if district else told

    def _stems(self, word: str) -> Iterator[str]:
        """A word without an ending of a grammatical case: what stands before an apostrophe, else by the table."""
        folded = word.translate(APOSTROPHES)
        stem, apostrophe, ending = folded.rpartition("'")
        if apostrophe and stem and fold(ending) in self._endings:
            yield stem
        small = fold(folded)
        for length in self._ending_lengths:
            for becomes in self._endings.get(small[-length:], ()):
                if len(small) - length + len(becomes) >= SHORTEST_STEM:
                    yield folded[: len(folded) - length] + becomes


def _departing(usual: Sequence[Sequence[str]], options: Sequence[Option]) -> tuple[str, ...]:
    """A reading of all words in which some graphemes are read otherwise than usual; the first option wins."""
    words = [list(word) for word in usual]
    for at, place, other in reversed(options):
        words[at][place] = other
    return tuple(["".join(word) for word in words])


def _endings_of(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Endings of grammatical cases, each with what may stand in its place."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for ending, becomes in sorted({(fold(row["ending"]), fold(row["becomes"] or "")) for row in rows}):
        found[ending].append(becomes)
    return dict(found)


def _followed(simple: Mapping[int, str], letter: int) -> str:
    """Where a chain of one-letter rules ends: ə to a to nothing."""
    seen = {letter}
    target = simple[letter]
    while len(target) == 1 and ord(target) in simple and ord(target) not in seen:
        seen.add(ord(target))
        target = simple[ord(target)]
    return target
