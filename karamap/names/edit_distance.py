"""How near two keys are in phonemes."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable
from zlib import crc32

SHORTEST_EDITED = 5
"""A key of fewer phonemes is too short to forgive a letter in."""


def shortened(key: str) -> list[str]:
    """A key, and the key without each of its phonemes; its tags stay."""
    return [key, *[key[:at] + key[at + 1 :] for at in range(len(key) - length(key), len(key))]]


def one_edit_away(key: str, letters: str) -> set[str]:
    """What becomes of a key by one phoneme left out, changed or put in, the key among it; its tags stay.

    >>> sorted(one_edit_away("up:a", "ab"))
    ['up:', 'up:a', 'up:aa', 'up:ab', 'up:b', 'up:ba']
    """
    near = {*shortened(key), *[key + letter for letter in letters]}
    for at in range(len(key) - length(key), len(key)):
        before, after, rest = key[:at], key[at:], key[at + 1 :]
        near.update([before + letter + rest for letter in letters])
        near.update([before + letter + after for letter in letters])
    return near


def length(key: str) -> int:
    """Phonemes of a key, without its tags."""
    return len(key) - key.rfind(":") - 1


def near_to(keys: Iterable[str], others: Collection[str]) -> set[str]:
    """Those of some keys, `others`, that have the same tags as one of `keys` and are one phoneme away, or none."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only a failed look-up pays for it
    from rapidfuzz.process import extract  # noqa: PLC0415 - the same

    near = set[str]()
    for key in keys:
        tags = key[: key.rfind(":") + 1]
        alike = extract(key, others, scorer=Levenshtein.distance, score_cutoff=1, limit=None)
        near.update([other for other, _, _ in alike if other[: other.rfind(":") + 1] == tags])
    return near


class NearKeys:
    """Keys, to be asked for those that are one phoneme away from another.

    Each is found by what is left of it without one of its phonemes, as a number of 32 bits, after Mor and Fraenkel
    (1982, "A hash code method for detecting and correcting spelling errors", Communications of the ACM 25).

    Args:
        keys: of one level, each once.
        shortened_keys: what an earlier run made of the same keys in the same order.
    """

    def __init__(self, keys: Iterable[str], shortened_keys: Iterable[int] | None = None) -> None:
        self.keys = list(keys)
        self.shortened = array("Q", _shortened(self.keys) if shortened_keys is None else shortened_keys)
        """Sorted: the number of each shortened key, and in the lower half the place of the key it was made of."""

    def near(self, *keys: str) -> set[str]:
        """Those that have the same tags as one of some keys and are one phoneme away from it, or none."""
        known, found = self.shortened, set[int]()
        for shorter in {shorter for key in keys for shorter in shortened(key)}:
            number = crc32(shorter.encode())
            at = bisect_left(known, number << 32)
            while at < len(known) and (entry := known[at]) >> 32 == number:
                found.add(entry & 0xFFFFFFFF)
                at += 1
        return near_to(keys, [self.keys[at] for at in found])


def _shortened(keys: Iterable[str]) -> list[int]:
    """The keys that are long enough to be near another, by what is left of them."""
    return sorted(
        {
            crc32(shorter.encode()) << 32 | at
            for at, key in enumerate(keys)
            if length(key) >= SHORTEST_EDITED - 1
            for shorter in shortened(key)
        }
    )
