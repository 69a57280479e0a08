"""How near two keys are in phonemes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

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


class NearKeys:
    """Keys of places, to be asked for those that are one phoneme away from another.

    Args:
        keys: of level 1, each with its place.
    """

    def __init__(self, keys: Iterable[tuple[str, str]]) -> None:
        self._alike: defaultdict[tuple[str, int], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for key, place_id in keys:
            first = key.rfind(":") + 1
            if (phonemes := len(key) - first) >= SHORTEST_EDITED - 1:
                held, places = self._alike[key[:first], phonemes]
                held.append(key)
                places.append(place_id)

    def near(self, key: str) -> set[str]:
        """The places with a key that has the same tags and is one phoneme away, or none."""
        from rapidfuzz import process  # noqa: PLC0415 - only a failed look-up pays for it
        from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - the same

        near, phonemes = set[str](), length(key)
        tags = key[: len(key) - phonemes]
        for long in (phonemes - 1, phonemes, phonemes + 1):
            held, places = self._alike.get((tags, long), ((), ()))
            found = process.extract(key, held, scorer=Levenshtein.distance, score_cutoff=1, limit=None)
            near.update([places[at] for _, _, at in found])
        return near
