"""What each kind of agreement between a spelling and the names of a gazetteer leads to, the surest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from karamap.names.evidence import Evidence, Hits, Match, TakenOff
from karamap.names.index import NameIndex
from karamap.names.resolutions import Mention
from karamap.names.spellings import fold, in_latin, in_plain_letters, words_of

if TYPE_CHECKING:
    from karamap.names.name_forms import Form

FEW = 4
"""So many keys are tried for a spelling that had an ending taken off: the more is guessed, the less at once."""


SAME_KEY, OTHER_READING, COARSER = map(Evidence, (Match.KEY, Match.OTHER_READING, Match.LEVEL_2))
"""What speaks for a name where nothing was taken off the spelling."""


class NameSearch:
    """Goes through one index, step by step."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index

    def steps(self, mention: Mention, inside: frozenset[str] | None = None) -> Iterator[Hits]:
        """The names that each kind of agreement finds; each form of the spelling goes through all kinds.

        What is costly to find is sought among the places `inside` first, if they are told.
        """
        if same := self._as_spelled(mention):
            yield same
        for form in self._index.orthographies.forms(mention.name):
            if form.taken_off and (same := self._as_spelled(mention, form)):
                yield same
            yield from self._steps_of(form, mention, inside)

    def at(self, numbers: Iterable[int], inside: frozenset[str]) -> list[int]:
        """Those of some names that places inside bear."""
        places_of_name = self._index.postings.places_of_name
        return [number for number in numbers if places_of_name[number] in inside]

    def under(self, keys: Sequence[str], level: int, kind: str | None = None) -> list[int]:
        """The names that have one of some keys, some perhaps twice.

        Once a kind is stated, 'Kənd Alma' has the key of the rest as well.
        """
        postings = self._index.postings.keys[level]
        numbers = [number for key in keys for number in postings.get(key, ())]
        return [*numbers, *self._by_generic_word(keys, kind)] if kind else numbers

    def _usually_under(self, keys: Sequence[str], kind: str | None = None) -> list[int]:
        """The names that are usually read by one of some keys of level 1."""
        firsts = self._index.postings.firsts
        numbers = [number for key in keys for number in firsts.get(key, ())]
        return [*numbers, *self._by_generic_word(keys, kind)] if kind else numbers

    def _as_spelled(self, mention: Mention, form: Form | None = None) -> Hits | None:
        """Names spelled alike, or so once in plain letters, with those under their key.

        Plain letters may stand for several names, so a spelling without others is all that they may stand for.
        """
        spelling, postings = fold(form.written if form else mention.name), self._index.postings
        same = postings.spellings.get(spelling, ())
        plain: Sequence[int] = ()
        if spelling.isascii():
            plain = postings.plain.get(spelling, ())
        elif not same:
            plain = self._in_plain_letters(spelling)
        if not same and not plain:
            return None
        told, evidence = (form.kind, Evidence(Match.KEY, form.taken_off)) if form else (None, SAME_KEY)
        kind = mention.kind or told
        spelled = same
        if same and kind and (generic := self._by_generic_word([f"={spelling}"], kind)):
            spelled = [*same, *generic]
        under = self._usually_under(self._usual_keys(mention, spelling, form), kind)
        return Hits([*spelled, *plain, *under], evidence, told, spelled, plain)

    def _in_plain_letters(self, spelling: str) -> Sequence[int]:
        """Names that a plain keyboard writes like a spelling, which may be in a script that nothing else reads."""
        plain = in_plain_letters(spelling)
        if not plain.isascii() and not self._index.orthographies.can_read(words := words_of(spelling)):
            plain = fold(" ".join(map(in_latin, words)))
        return self._index.postings.plain.get(plain, ()) if plain.isascii() else ()

    def _usual_keys(self, mention: Mention, spelling: str, form: Form | None) -> list[str]:
        """The key of a spelling as it is usually read, if it has any."""
        if key := self._index.postings.usual.get(spelling):
            return [key]
        orthographies = self._index.orthographies
        return orthographies.keys(form or orthographies.form(mention.name), mention.language, limit=1)

    def _steps_of(self, form: Form, mention: Mention, inside: frozenset[str] | None) -> Iterator[Hits]:
        orthographies, language = self._index.orthographies, mention.language
        kind, off = mention.kind or form.kind, form.taken_off
        usual = orthographies.keys(form, language, limit=1)
        if not usual:
            return
        same_key = Evidence(Match.KEY, off) if off else SAME_KEY
        yield Hits(self._usually_under(usual, kind), same_key, form.kind)
        if TakenOff.ENDING in off:
            return
        otherwise = Evidence(Match.OTHER_READING, off) if off else OTHER_READING
        yield Hits(self.under(usual, 1, kind), otherwise, form.kind)
        every = orthographies.keys(form, language)
        yield Hits(self.under(every[1:], 1, kind), otherwise, form.kind)
        coarser = orthographies.coarsened(every, 2)
        yield Hits(self.under(coarser, 2, kind), Evidence(Match.LEVEL_2, off) if off else COARSER, form.kind)
        if orthographies.is_partly_voweled(mention.name):
            evidence = Evidence(Match.VOWELS_FILLED, off)
            if inside is not None:
                yield Hits(self._filled(every, inside), evidence, form.kind)
            yield Hits(self._filled(every, None), evidence, form.kind)

    def _filled(self, keys: Sequence[str], inside: frozenset[str] | None) -> list[int]:
        """Names whose key is one of these with vowels put in, among those that share a skeleton."""
        orthographies = self._index.orthographies
        alike = self.under(orthographies.coarsened(keys, 3), 3)
        skeletons = orthographies.plain(keys)
        numbers = alike if inside is None else self.at(alike, inside)
        return [number for number in numbers if self._is_filled(number, skeletons)]

    def _is_filled(self, number: int, skeletons: Iterable[str]) -> bool:
        """Whether a name has a key that is one of some skeletons with vowels put in."""
        orthographies = self._index.orthographies
        voweled = orthographies.plain(self._index.postings.keys_of_name[number])
        return any(orthographies.fills(skeleton, key) for key in voweled for skeleton in skeletons)

    def _by_generic_word(self, keys: Iterable[str], kind: str) -> list[int]:
        """Names such as 'Kənd Alma' that the rest alone may mean once the kind is stated."""
        by_generic = self._index.postings.by_generic
        return [number for key in keys if key in by_generic for number, told in by_generic[key] if told == kind]
