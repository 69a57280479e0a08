"""How far apart positions are, in kilometres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, hypot, inf, isqrt, radians, sqrt
from operator import itemgetter

from karamap.gazetteer.places import LonLat

KM_PER_DEGREE = 111.2
"""Length of a degree of latitude on a sphere of 6,371 km."""


class Strips:
    """Positions in strips from south to north, so that the nearest is found by looking into few of them.

    There are as many strips as positions in one, so that a look-up takes time by the root of their number.
    """

    def __init__(self, positions: Iterable[LonLat]) -> None:
        ordered = sorted(positions, key=itemgetter(1))
        size = isqrt(len(ordered)) + 1
        strips = [ordered[at : at + size] for at in range(0, len(ordered), size)]
        self._strips = [(*_bounds(held), held) for held in strips]

    def nearest_distance(self, position: LonLat, within: float = inf) -> float:
        """Kilometres from a position to the nearest of them; infinite if that is more than `within`.

        On a plane that touches the sphere at the position; 0.1 % off over 100 km here.
        """
        lon, lat = position
        shrunk = cos(radians(lat))
        near: list[tuple[float, list[LonLat]]] = []
        for west, east, south, north, held in self._strips:
            across = (west - lon if lon < west else east - lon if lon > east else 0.0) * shrunk
            along = south - lat if lat < south else north - lat if lat > north else 0.0
            if KM_PER_DEGREE * sqrt(least := across**2 + along**2) <= within:
                near.append((least, held))
        nearest = inf
        for least, held in sorted(near, key=itemgetter(0)):
            if least >= nearest:
                break
            nearest = min(nearest, *[((x - lon) * shrunk) ** 2 + (y - lat) ** 2 for x, y in held])
        distance = KM_PER_DEGREE * sqrt(nearest)
        return distance if distance <= within else inf


def _bounds(ordered: Sequence[LonLat]) -> tuple[float, float, float, float]:
    """West, east, south and north of some positions in the order of their latitudes."""
    lons = [lon for lon, _ in ordered]
    return min(lons), max(lons), ordered[0].lat, ordered[-1].lat


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


MOST_MEASURED = 5000
"""So many positions are asked for their nearest neighbour when the spacing is measured."""

MOST_COMPARED = 300
"""So many are compared with one to its south and to its north: the nearest is among them unless thousands share a
latitude."""


def median_spacing(positions: Iterable[LonLat]) -> float:
    """The median distance in km from a position to the nearest other one; 0 if there are fewer than two.

    Positions that several places share count once. Of many, every so many-th from south to north is measured.

    >>> round(median_spacing([LonLat(46, 39), LonLat(46, 39.1), LonLat(46, 39.3)]), 2)
    11.12
    """
    ordered = sorted(set(positions), key=itemgetter(1, 0))
    if len(ordered) < 2:  # noqa: PLR2004
        return 0.0
    step = -(-len(ordered) // MOST_MEASURED)
    return median([_to_the_next(ordered, at) for at in range(0, len(ordered), step)])


def _to_the_next(ordered: Sequence[LonLat], at: int) -> float:
    """Kilometres from one of some positions, ordered by latitude, to the nearest other."""
    own, nearest, across = ordered[at], inf, inf
    north = range(at + 1, min(at + 1 + MOST_COMPARED, len(ordered)))
    south = range(at - 1, max(at - 1 - MOST_COMPARED, -1), -1)
    for others in (north, south):
        for other in others:
            lon, lat = ordered[other]
            if abs(lat - own.lat) * KM_PER_DEGREE >= nearest:
                break
            if abs(lon - own.lon) > across:
                continue
            if (distance := kilometres(own, ordered[other])) < nearest:
                nearest, across = distance, _degrees_across(distance, own.lat)
    return nearest


def _degrees_across(distance: float, lat: float) -> float:
    """So many degrees of longitude at the most lie between two positions that far apart (km), one at a latitude."""
    degrees = distance / KM_PER_DEGREE
    shrunk = cos(radians(min(abs(lat) + degrees, 89.9)))
    return 1.01 * degrees / shrunk
