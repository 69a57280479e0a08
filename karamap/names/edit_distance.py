"""How near two keys are in phonemes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

SHORTEST_EDITED = 5
"""A key of fewer phonemes is too short to forgive a letter in."""


Shortened = Mapping[str, Sequence[tuple[str, str]]]
"""Keys with one phoneme left out, or none: to the whole key and the id of what bears it."""


def by_shortened(bearers: Iterable[tuple[str, str]]) -> Shortened:
    """Keys, each with the id of its bearer, by what is left of them without one phoneme, or with all."""
    known: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in bearers:
        for shorter in shortened(pair[0]):
            known[shorter].append(pair)
    return known


def one_edit_away(keys: Iterable[str], known: Shortened) -> set[str]:
    """Bearers of a key that is one of some keys but for a phoneme, found by the phonemes that both may leave out.

    After Mor and Fraenkel (1982, "A hash code method for detecting and correcting spelling errors",
    Communications of the ACM 25).
    """
    pairs = [(key, shorter) for key in keys for shorter in shortened(key) if shorter in known]
    return {bearer for key, shorter in pairs for other, bearer in known[shorter] if is_one_edit(key, other)}


def shortened(key: str) -> list[str]:
    """A key, and the key without each of its phonemes; its tags stay."""
    return [key, *[key[:at] + key[at + 1 :] for at in range(len(key) - length(key), len(key))]]


def is_one_edit(one: str, other: str) -> bool:
    """Whether one phoneme put in, left out or changed makes one key the other.

    >>> is_one_edit("talis", "talish"), is_one_edit("talis", "taliz"), is_one_edit("talis", "silat")
    (True, True, False)
    """
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return one[at + (len(one) == len(other)) :] == other[at + 1 :]


def length(key: str) -> int:
    """Phonemes of a key, without its tags."""
    return len(key) - key.rfind(":") - 1
