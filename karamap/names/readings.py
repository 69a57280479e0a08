"""How written words may be read aloud: first as usual, then with few graphemes read otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from karamap.names.orthographies import Orthography

MOST_OPTIONS = 16
"""So many graphemes of a name are read otherwise than usual; what stands after them is read as usual."""


Segments = Sequence[Sequence[tuple[str, ...]]]
"""For each word its graphemes, for each grapheme its readings, the usual one first."""


Option = tuple[int, int, str]
"""Which word, which of its graphemes, and another phoneme that it may stand for."""


def readings(
    among: Iterable[Orthography], words: Sequence[str], sound_alike: Callable[[str, str], bool]
) -> Iterator[tuple[str, ...]]:
    """Words in phonemes: the usual reading of each orthography, then those that depart from it, least first.

    `sound_alike` tells whether two readings of a grapheme come to the same, so that nothing is gained by the other.
    """
    read: list[Segments] = []
    for orthography in among:
        segments = [orthography.readings(orthography.small(word)) for word in words]
        if segments in read:
            continue  # another language writes these words alike
        yield tuple(["".join([item[0] for item in word]) for word in segments])
        read.append(segments)
    for each in read:
        yield from _departures(each, sound_alike)


def _departures(segments: Segments, sound_alike: Callable[[str, str], bool]) -> Iterator[tuple[str, ...]]:
    """Readings with one grapheme read otherwise than usual, then two, then all that can be."""
    options = _options(segments)[:MOST_OPTIONS]
    if not options:
        return
    usual = [[item[0] for item in word] for word in segments]
    spoken = ["".join(word) for word in usual]
    heard = [option for option in options if not sound_alike(usual[option[0]][option[1]], option[2])]
    for option in heard:
        yield _departing(usual, spoken, (option,))
    for first, second in combinations(heard, 2):
        if first[:2] != second[:2]:
            yield _departing(usual, spoken, (first, second))
    if len(options) > 1:
        yield _departing(usual, spoken, options)


def _options(segments: Segments) -> list[Option]:
    options: list[Option] = []
    for at, word in enumerate(segments):
        for place, item in enumerate(word):
            if len(item) > 1:
                options += [(at, place, other) for other in item[1:]]
    return options


def _departing(usual: Sequence[Sequence[str]], spoken: Sequence[str], options: Sequence[Option]) -> tuple[str, ...]:
    """A reading of all words in which some graphemes are read otherwise than usual; the first option wins.

    `spoken` has the usual reading of each word.
    """
    words = list(spoken)
    for at in {at for at, _, _ in options}:
        word = list(usual[at])
        for of, place, other in reversed(options):
            if of == at:
                word[place] = other
        words[at] = "".join(word)
    return tuple(words)
