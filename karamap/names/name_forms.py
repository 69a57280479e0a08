"""The ways to take a spelling apart: without a generic word, without the ending of a case, modifiers as tags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from karamap.names.evidence import TakenOff
from karamap.names.orthographies import ENDINGS, GENERICS, MODIFIERS
from karamap.names.spellings import APOSTROPHES, fold, in_plain_letters, words_of
from karamap.tables.csv_tables import Row

SHORTEST_STEM = 4
"""An ending is taken off only if so many letters remain."""


DISTRICT = "district"


SHORT_WORD = 3
"""A modifier or generic word of so few letters is known by its letters alone: II is not I, nor Baş bas."""


MODIFIER_KEYS = 8
"""So many readings of a word are tried to know it for a modifier: pages write 'Yuchari' and 'Achaghi' as well."""


KeysOfWord = Callable[[str, str | None, int], Sequence[str]]
"""The first keys of one word, at most so many, read by the orthographies of a language or, without one, of all."""


class Form(NamedTuple):
    """One way to take a spelling apart: the words that name, the tags of the others, and the kind they tell.

    `taken_off` says what else the spelling held, `written` is what was left of it, modifiers included.
    """

    words: tuple[str, ...]
    tags: tuple[str, ...]
    kind: str | None
    taken_off: tuple[TakenOff, ...] = ()
    written: str = ""


class Words(NamedTuple):
    """Words and endings that are no part of a name, by the key they are known by; see `NameForms.words`."""

    modifiers: Mapping[str, str]
    generics: Mapping[str, str]
    leading: frozenset[str]
    endings: Mapping[str, Sequence[str]]


class NameForms:
    """Knows the modifiers, generic words and endings of a theatre, and takes spellings apart by them.

    Modifiers (Upper, Great, New, ...) become tags, so that two places told apart by them never share a key.
    """

    def __init__(self, rows: Mapping[str, Iterable[Row]], keys_of_word: KeysOfWord) -> None:
        self._keys_of_word = keys_of_word
        self._meaning = lru_cache(65_536)(self._meaning_of)
        self._tag = lru_cache(65_536)(self._tag_of)
        self._modifiers = self._known(rows[MODIFIERS.path], "tag")
        self._generics = self._known(rows[GENERICS.path], "kind")
        leading = [row for row in rows[GENERICS.path] if row["first"]]
        self._leading = frozenset(self._known(leading, "kind"))
        self._endings = _endings_of(rows[ENDINGS.path])
        self._ending_lengths = sorted({len(ending) for ending in self._endings}, reverse=True)

    @property
    def words(self) -> Words:
        """Modifiers with their tags, generic words with the kinds they tell, those that may lead, and endings."""
        return Words(self._modifiers, self._generics, self._leading, self._endings)

    def form(self, name: str) -> Form:
        """The words and tags of a name, nothing taken off."""
        return self._tagged(Form(words_of(name), (), None))

    def forms(self, name: str, *, district: bool = False) -> Iterator[Form]:
        """The ways to take a spelling apart, the plainest first.

        As it stands; then without a generic word (village, kənd, село, ...), which tells a kind and may
        stand first only in some languages; then without the ending of a grammatical case. A generic word of
        one letter (k., г.) is no part of a name, so the spelling is first taken without it.
        `district` takes off the words for a district instead of those for a settlement.
        """
        words = words_of(name)
        if len(words) == 1:
            yield Form(words, (), None, (), words[0])
            yield from self._without_endings(Form(words, (), None))
            return
        whole = [Form(words, (), None)]
        if (bare := self._without_generics(words, district=district)) is not None:
            is_short = any(len(word) == 1 for word in set(words).difference(bare.words))
            whole.insert(0 if is_short else 1, bare)
        for form in whole:
            yield self._tagged(form)
        for form in reversed(whole):
            yield from self._without_endings(form)

    def kind_of(self, word: str) -> str | None:
        """What a word says a place is, if it says that and nothing else: 'village' of 'kənd'."""
        words = words_of(word)
        kind = self._generics.get(self._meaning(words[0])) if len(words) == 1 else None
        return kind if kind != DISTRICT else None

    def generic_first(self, name: str) -> Form | None:
        """A name that begins with a generic word, without it: 'Kənd Alma' is a village called Alma."""
        words = words_of(name)
        kind = self._generics.get(self._meaning(words[0])) if len(words) > 1 else None
        return self._tagged(Form(words[1:], (), kind)) if kind else None

    def _known(self, rows: Iterable[Row], meaning: str) -> dict[str, str]:
        """What words mean, by the first-level key of the word in its own language; a short word by its letters.

        Words as plain letters write them mean the same, unless another word does.
        """
        meanings: dict[str, str] = {}
        plain: dict[str, str] = {}
        for row in rows:
            word = row["word"]
            meanings.setdefault(self._meaning_in(word, row["language"]), row[meaning] or "")
            if (written := in_plain_letters(fold(word))).isascii():
                plain.setdefault(self._meaning(written), row[meaning] or "")
        return {**plain, **meanings}

    def _meaning_of(self, word: str) -> str:
        """The key that a word is known by among modifiers and generic words."""
        return self._meaning_in(word, None)

    def _meaning_in(self, word: str, language: str | None) -> str:
        keys = () if len(word) <= SHORT_WORD else self._keys_of_word(word, language, 1)
        return keys[0] if keys else _by_letters(word)

    def _tag_of(self, word: str) -> str | None:
        """The tag of a modifier as it is usually read, else by another reading; None for any other word."""
        if (tag := self._modifiers.get(self._meaning(word))) or len(word) <= SHORT_WORD:
            return tag
        keys = self._keys_of_word(word, None, MODIFIER_KEYS)
        return next((self._modifiers[key] for key in keys if key in self._modifiers), None)

    def _tagged(self, form: Form) -> Form:
        """A form with its modifiers as tags, unless it has no other words."""
        words, _, kind, taken_off, _ = form
        if len(words) == 1:
            return Form(words, (), kind, taken_off, words[0])
        written, tags = " ".join(words), list(map(self._tag, words))
        naming = tuple([word for word, tag in zip(words, tags, strict=True) if tag is None])
        if not naming or len(naming) == len(words):
            return Form(words, (), kind, taken_off, written)
        return Form(naming, tuple(sorted({tag for tag in tags if tag})), kind, taken_off, written)

    def _without_generics(self, words: tuple[str, ...], *, district: bool) -> Form | None:
        """The words that are no generic ones and the kind these tell; None if all are left."""
        left, told = list(words), None
        for at in reversed(range(len(words))):
            known = self._meaning(words[at])
            kind = self._generics.get(known)
            fits = kind is not None and (not kind or (kind == DISTRICT) is district)
            if fits and len(left) > 1 and (at > 0 or known in self._leading):
                del left[at]
                told = kind or told
        if len(left) == len(words):
            return None
        return Form(tuple(left), (), None if district else told, (TakenOff.GENERIC,))

    def _without_endings(self, form: Form) -> Iterator[Form]:
        taken_off = (*form.taken_off, TakenOff.ENDING)
        for stem in self._stems(form.words[-1]) if form.words else ():
            yield self._tagged(Form((*form.words[:-1], stem), (), form.kind, taken_off))

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


def _by_letters(word: str) -> str:
    """What a word is known by that has no key, or is too short for one to tell it from others."""
    return "=" + fold(word)


def _endings_of(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Endings of grammatical cases, each with what may stand in its place."""
    endings: defaultdict[str, list[str]] = defaultdict(list)
    for ending, becomes in sorted({(fold(row["ending"]), fold(row["becomes"] or "")) for row in rows}):
        endings[ending].append(becomes)
    return dict(endings)
