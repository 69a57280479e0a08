"""Finds places that a party holds alone among places of others: a siege, or the position or name of another place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from math import cos, radians
from typing import Any

import numpy as np
import shapely

from karamap.gazetteer.places import LonLat
from karamap.importers.found import shortened

NEIGHBOURS = 12
"""So many places with a report that lie nearer than the next of the same holder make a place stand alone: about those
around it and the next ones around these."""

MOST_TOLD = 10

Row = Mapping[str, Any]


def told(claims: Iterable[Row], positions: Mapping[str, LonLat], names: Mapping[str, str]) -> list[str]:
    """A sentence about the places of `lone_claims`, where there are any, for a person to look at."""
    named = [
        f"{names[claim['place_id']]} ({claim['place_id']}: {claim['holder']}, {claim['valid_from']})"
        for claim in lone_claims(claims, positions)
    ]
    if not named:
        return []
    said = "held alone among places of others: a siege, or the position or name of another place?"
    return [f"{said} {shortened(named, MOST_TOLD)}"]


def lone_claims(claims: Iterable[Row], positions: Mapping[str, LonLat]) -> list[Row]:
    """The claims by which a party comes to hold a place among places of others, far from all else that it holds.

    What changes on one day is judged by the end of that day.

    Args:
        claims: rows of the table, of which `place_id`, `holder` and `valid_from` are read.
        positions: of all places, degrees (EPSG:4326).
    """
    by_day: defaultdict[date, list[Row]] = defaultdict(list)
    for claim in claims:
        if claim["place_id"] in positions and claim["holder"]:
            by_day[claim["valid_from"]].append(claim)
    points = _in_plane(positions)
    holders: dict[str, set[str]] = {}
    found: list[Row] = []
    for _, of_day in sorted(by_day.items()):
        taken: defaultdict[str, set[str]] = defaultdict(set)
        for claim in of_day:
            taken[claim["place_id"]].add(claim["holder"])
        holders |= taken
        found += _alone(of_day, holders, points)
    return found


def _in_plane(positions: Mapping[str, LonLat]) -> dict[str, shapely.Point]:
    """Points whose distances compare: degrees of longitude as long as they are in the middle of the places."""
    middle = sum(position.lat for position in positions.values()) / max(len(positions), 1)
    across = cos(radians(middle))
    return {id_: shapely.Point(lon * across, lat) for id_, (lon, lat) in positions.items()}


def _alone(claims: list[Row], holders: Mapping[str, set[str]], points: Mapping[str, shapely.Point]) -> list[Row]:
    """Those of a day's claims whose place lies farther from the next of its holder than from `NEIGHBOURS` others."""
    reported = shapely.STRtree([points[id_] for id_ in holders])
    found: list[Row] = []
    for holder in sorted({claim["holder"] for claim in claims}):
        own = [claim for claim in claims if claim["holder"] == holder]
        at = np.array([points[claim["place_id"]] for claim in own])
        held = shapely.STRtree([points[id_] for id_, there in holders.items() if holder in there])
        (numbers, _), distances = held.query_nearest(at, exclusive=True, return_distance=True, all_matches=False)
        to_next = np.full(len(own), np.inf)
        to_next[numbers] = distances
        nearer = reported.query(at, predicate="dwithin", distance=to_next)[0]
        counts = np.bincount(nearer, minlength=len(own)) - 1  # itself
        found += [claim for claim, count in zip(own, counts.tolist(), strict=True) if count > NEIGHBOURS]
    return found
