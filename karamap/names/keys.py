"""Turns a spelling into keys under which the same name meets itself across scripts and romanisations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from karamap.names import orthographies
from karamap.names.name_forms import Form, NameForms
from karamap.names.orthographies import Orthography
from karamap.names.readings import readings, usual_reading
from karamap.names.rewriting import Rewriting
from karamap.names.scripts import is_one_writing
from karamap.names.spellings import in_latin, without_marks, words_of
from karamap.tables.csv_tables import Row

MAX_KEYS = 16
"""Most keys that one name may have on one level."""


UNREAD = ("'", "\u0307")
"""An apostrophe and the dot that small letters of a dotted capital keep: no orthography need know them."""


class Orthographies:
    """The orthographies of a theatre, and the keys that names have by them.

    A key of level 1 is made of broad phonemes and joins what spellings of one name differ in as a rule;
    levels 2 and 3 join more. Modifiers (Upper, Great, New, ...) stand before the key as tags, so that two
    places told apart by them never share one.

    Args:
        rows: of the tables of `karamap.names.orthographies` and of the graphemes of each orthography, by path.
    """

    def __init__(self, rows: Mapping[str, Iterable[Row]]) -> None:
        by_rank = sorted(rows[orthographies.ORTHOGRAPHIES.path], key=lambda row: (row["rank"], row["id"]))
        phonemes = [row["phoneme"] for row in rows[orthographies.PHONEMES.path]]
        self.vowels = "".join(row["phoneme"] for row in rows[orthographies.PHONEMES.path] if row["class"] == "vowel")
        self.rewriting = Rewriting(rows[orthographies.LEVELS.path], self.vowels, "".join(phonemes))
        simplified = self.rewriting.simplified
        self.all = tuple(
            orthographies.orthography(row, rows[orthographies.graphemes(row["id"]).path], phonemes, simplified)
            for row in by_rank
        )
        self._every = (1 << len(self.all)) - 1
        self._known_by = _known_by(self.all) | dict.fromkeys(UNREAD, self._every)
        self._among = lru_cache(1024)(self._those_of)
        self._keys_of = lru_cache(16_384)(self._keys_anew)
        self._is_partly_voweled = lru_cache(1024)(self._lacks_vowels)
        self.name_forms = NameForms(rows, self._keys_of_word)

    def form(self, name: str) -> Form:
        """The words and tags of a name, nothing taken off."""
        return self.name_forms.form(name)

    def forms(self, name: str, *, district: bool = False) -> Iterator[Form]:
        """The ways to take a spelling apart, the plainest first; see `NameForms.forms`."""
        return self.name_forms.forms(name, district=district)

    def coarsened(self, keys: Iterable[str], level: int) -> list[str]:
        """Keys of a lower level on a higher one, each once, in order."""
        return self.rewriting.coarsened(keys, level)

    def key(self, name: str) -> str:
        """The first-level key of a name as it is usually read, without its modifiers.

        Two spellings of one name in two scripts or romanisations give the same key as far as letters
        alone decide it; the key says nothing about which language is right. A key is its own key.
        """
        keys = self.keys(self.form(name))
        return keys[0].rpartition(":")[2] if keys else ""

    def keys(self, form: Form, language: str | None = None, *, level: int = 1, limit: int = MAX_KEYS) -> list[str]:
        """The keys of a name on one level, the usual reading first, at most `limit`.

        `language` reads the name by the orthographies of that language alone, if there are any.
        """
        keys = self._keys_of(form.words, form.tags, language, limit)
        return self.coarsened(keys, level) if level > 1 else [*keys]

    def covering(self, words: Iterable[str], language: str | None = None) -> list[Orthography]:
        """The orthographies that know every letter of some words, by rank; those of one language if it has any."""
        return list(self._covering(words, language))

    def can_read(self, words: tuple[str, ...]) -> bool:
        """Whether some orthography knows every letter of some words, marks aside."""
        return bool(self._covering(words, None) or self._covering(tuple(map(without_marks, words)), None))

    def is_partly_voweled(self, name: str) -> bool:
        """Whether a name is written without most of its short vowels."""
        return not name.isascii() and self._is_partly_voweled(name)

    def _lacks_vowels(self, name: str) -> bool:
        _, among = self._readable(words_of(name), None)
        return bool(among) and all(item.partly for item in among)

    def plain(self, keys: Iterable[str]) -> frozenset[str]:
        """Level-1 keys with the one-letter rules of level 2 applied and glides written as vowels."""
        letters = self.rewriting.letters(2)
        plain = set()
        for key in keys:
            tags, colon, phonemes = key.rpartition(":")
            plain.add(tags + colon + phonemes.translate(letters).replace("y", "i"))
        return frozenset(plain)

    def fills(self, skeleton: str, key: str) -> bool:
        """Whether a plain key is another with some of its vowels left out, as "urdgli" is "urdagli"."""
        (tags, _, written), (other, _, spoken) = skeleton.rpartition(":"), key.rpartition(":")
        if tags != other:
            return False
        at, last = 0, ""
        for sound in spoken:
            if at < len(written) and written[at] == sound:
                at, last = at + 1, sound
            elif sound not in self.vowels and sound != last:
                return False
        return at == len(written)

    def _keys_of_word(self, word: str, language: str | None, limit: int) -> tuple[str, ...]:
        return self._keys_of((word,), (), language, limit)

    def _keys_anew(
        self, words: tuple[str, ...], tags: tuple[str, ...], language: str | None, limit: int
    ) -> tuple[str, ...]:
        words, among = self._readable(words, language)
        if limit == 1 and among and (usual := self.rewriting.normalised(usual_reading(among[0], words))):
            return (_tagged(usual, tags),)  # what most look-ups ask for, and nothing else
        return tuple(islice(self._each_key(words, tags, among), limit))

    def _each_key(self, words: tuple[str, ...], tags: tuple[str, ...], among: tuple[Orthography, ...]) -> Iterator[str]:
        """The keys of readable words, each once."""
        known = {""}
        for reading in readings(among, words):
            if (key := self.rewriting.normalised(reading)) not in known:
                known.add(key)
                yield _tagged(key, tags)

    def _readable(
        self, words: tuple[str, ...], language: str | None
    ) -> tuple[tuple[str, ...], tuple[Orthography, ...]]:
        """Words as they can be read, and the orthographies that can.

        As they stand; else without the marks that no orthography writes, such as the points of Arabic; else in
        plain Latin letters, if they are all in one script: letters of two are a disguise, not a language.
        """
        if among := self._covering(words, language):
            return words, among
        bare = tuple(map(without_marks, words))
        if bare != words and (among := self._covering(bare, language)):
            return bare, among
        if not is_one_writing("".join(words)):
            return words, ()
        plain = tuple(map(in_latin, words))
        return plain, self._covering(plain, None)

    def _covering(self, words: Iterable[str], language: str | None) -> tuple[Orthography, ...]:
        known, known_by = self._every, self._known_by
        for letter in "".join(words).casefold():
            known &= known_by.get(letter, 0)
        return self._among(known, language)

    def _those_of(self, known: int, language: str | None) -> tuple[Orthography, ...]:
        """The orthographies of some bits, by rank; those of one language if it has any."""
        covering = tuple([item for at, item in enumerate(self.all) if known >> at & 1])
        return tuple([item for item in covering if item.language == language]) or covering


def _tagged(key: str, tags: Iterable[str]) -> str:
    """A key behind its tags."""
    return "".join([f"{tag}:" for tag in tags]) + key if tags else key


def _known_by(orthographies: Sequence[Orthography]) -> dict[str, int]:
    """For each letter the orthographies that know it, a bit for each by its rank."""
    known: defaultdict[str, int] = defaultdict(int)
    for at, item in enumerate(orthographies):
        for letter in item.letters:
            known[letter] |= 1 << at
    return dict(known)
