"""How near two keys are in phonemes, or two positions in kilometres."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import cos, hypot, inf, radians, sqrt

from karamap.gazetteer import LonLat

KM_PER_DEGREE = 111.2
"""Length of a degree of latitude on a sphere of 6,371 km."""


def gap(position: LonLat, others: Iterable[LonLat]) -> float:
    """Kilometres from a position to the nearest of others, infinite if there are none.

    On a plane that touches the sphere at the position; 0.1 % off over 100 km here.
    """
    lon, lat = position
    shrunk = cos(radians(lat))
    nearest = min((((x - lon) * shrunk) ** 2 + (y - lat) ** 2 for x, y in others), default=inf)
    return KM_PER_DEGREE * sqrt(nearest)


def shortened(key: str) -> Iterator[str]:
    """A key, and the key without each of its phonemes; its tags stay."""
    yield key
    for at in range(len(key) - length(key), len(key)):
        yield key[:at] + key[at + 1 :]


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


def median(values: Iterable[float]) -> float:
    """The middle value, or the mean of the two in the middle; the module `statistics` takes 4 ms to import.

    >>> median([3, 1, 2]), median([4, 1, 2, 3])
    (2, 2.5)
    """
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def kilometres(one: LonLat, other: LonLat) -> float:
    """Distance on a plane that touches the sphere between two near points; 0.1 % off over 100 km here."""
    east = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return KM_PER_DEGREE * hypot(east, one.lat - other.lat)
