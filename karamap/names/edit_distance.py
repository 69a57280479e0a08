"""How near two keys are in phonemes."""

from __future__ import annotations

SHORTEST_EDITED = 5
"""A key of fewer phonemes is too short to forgive a letter in."""


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
