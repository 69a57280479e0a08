"""How written words may be read aloud: first as usual, then with few graphemes read otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from karamap.names.orthographies import Orthography

MOST_OPTIONS = 16
"""So many graphemes of a name are read otherwise than usual; what stands after them is read as usual."""


Segments = Sequence[Sequence[tuple[str, ...]]]
"""For each word its graphemes, for each grapheme its readings, the usual one first."""


Option = tuple[int, int, str]
"""Which word, which of its graphemes, and another phoneme that it may stand for."""


def usual_reading(orthography: Orthography, words: Iterable[str]) -> tuple[str, ...]:
    """Words in simplified phonemes as one orthography usually reads them: the first of `readings`."""
    return tuple(["".join([heard[0] for heard in orthography.readings(orthography.small(word))]) for word in words])


def readings(among: Iterable[Orthography], words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Words in simplified phonemes: the usual reading of each orthography, then those that depart from it, least first.

    Two readings of a grapheme that come to the same are one, so that nothing is gained by the other.
    """
    read: list[Segments] = []
    small: dict[bool, list[str]] = {}
    for orthography in among:
        if orthography.dotted not in small:
            small[orthography.dotted] = [orthography.small(word) for word in words]
        segments = [orthography.readings(word) for word in small[orthography.dotted]]
        if segments in read:
            continue  # another language reads these words alike
        yield tuple(["".join([item[0] for item in word]) for word in segments])
        read.append(segments)
    for each in read:
        yield from _departures(each)


def _departures(segments: Segments) -> Iterator[tuple[str, ...]]:
    """Readings with one grapheme read otherwise than usual, then two, then all that can be."""
    options = _options(segments)[:MOST_OPTIONS]
    if not options:
        return
    usual = [[item[0] for item in word] for word in segments]
    spoken = tuple(["".join(word) for word in usual])
    heard = [option for option in options if usual[option[0]][option[1]] != option[2]]
    for at, place, other in heard:
        word = usual[at]
        yield (*spoken[:at], "".join([*word[:place], other, *word[place + 1 :]]), *spoken[at + 1 :])
    for first, second in combinations(heard, 2):
        if first[:2] != second[:2]:
            yield _departing(usual, (first, second))
    if len(options) > 1:
        yield _departing(usual, options)


def _options(segments: Segments) -> list[Option]:
    options: list[Option] = []
    for at, word in enumerate(segments):
        for place, item in enumerate(word):
            if len(item) > 1:
                options += [(at, place, other) for other in item[1:]]
    return options


def _departing(usual: Sequence[Sequence[str]], options: Sequence[Option]) -> tuple[str, ...]:
    """A reading of all words in which some graphemes are read otherwise than usual; the first option wins."""
    words = [[*word] for word in usual]
    for at, place, other in reversed(options):
        words[at][place] = other
    return tuple(["".join(word) for word in words])
