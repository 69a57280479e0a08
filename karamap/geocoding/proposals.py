"""Proposes coordinates for places that lack them; nothing here writes a table."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from geopy.distance import geodesic, great_circle

from karamap.gazetteer.places import Gazetteer, LonLat
from karamap.gazetteer.schema import SETTLEMENTS
from karamap.geocoding.nominatim import Answer, Box, Geocoder, one_line

DISTRICT_KM = 7.0
"""An answer this near to a located settlement of the district is taken to lie in it: of the 1,169 settlements located
in the shipped tables, all but one have another of their district within 7 km (median 1.6, 99th percentile 5.1)."""


SAME_PLACE_KM = 0.5
"""An answer this near to a located settlement is taken to be that one: a namesake, not the place that is looked for.
In the shipped tables 21 pairs of settlements are as near to each other."""


INHABITED = ("city", "town", "village", "hamlet", "isolated_dwelling", "farm", "locality", "suburb", "neighbourhood")
"""Values of OSM's `place` that may be a settlement, or what is left of one; a district of its name is none."""


class Verdict(Enum):
    """What the gazetteer says about an answer, from the likeliest to none."""

    NEAR = "near_district"
    FAR = "far_from_district"
    UNCHECKED = "district_not_located"
    TAKEN = "another_place_is_there"
    OTHER = "not_a_settlement"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One result for one place, to be reviewed; without `position` if the server knows nothing of that name."""

    place_id: str
    name_asked: str
    district: str
    position: LonLat | None
    display_name: str
    osm_type: str
    osm_id: str
    distance_to_district_km: float | None
    verdict: Verdict
    domain: str
    asked_on: str


def unlocated(gazetteer: Gazetteer, districts: frozenset[str] | None = None) -> list[str]:
    """Ids of the places without coordinates, of some districts or of all, sorted."""
    return sorted(
        place.id
        for place in gazetteer.places.values()
        if place.position is None and (districts is None or gazetteer.district_id(place.id) in districts)
    )


def search_box(gazetteer: Gazetteer) -> Box | None:
    """The area that holds every located place; a name is not looked for outside it."""
    located = [place.position for place in gazetteer.places.values() if place.position]
    if not located:
        return None
    lons, lats = zip(*located, strict=True)
    return Box(min(lons), min(lats), max(lons), max(lats))


def names_to_ask(gazetteer: Gazetteer, place_id: str) -> list[str]:
    """The names of a place, the one to show first, each spelling once, misspellings left out."""
    names = sorted(gazetteer.names.get(place_id, ()), key=lambda name: (name.language, name.kind, name.text))
    first: dict[str, str] = {}
    for text in (gazetteer.name(place_id), *(name.text for name in names if name.kind != "misspelling")):
        first.setdefault(text.casefold(), text)
    return list(first.values())


def propose(
    geocoder: Geocoder, gazetteer: Gazetteer, place_id: str, box: Box | None, *, now: datetime
) -> list[Proposal]:
    """Proposals for one place: its names are asked for in turn until an answer lies near its district.

    Answers to one name stand together, the likeliest first, and none comes twice. If no name has any, one proposal
    without position says so.

    Raises:
        GeocodingError: see `Geocoder.answer`.
    """
    proposals: dict[tuple[str, str, LonLat | None], Proposal] = {}
    answers: list[Answer] = []
    for name in names_to_ask(gazetteer, place_id):
        answer = geocoder.answer(name, box, now=now)
        answers.append(answer)
        found = [_proposal(gazetteer, place_id, answer, raw) for raw in answer.raw]
        for item in sorted(found, key=_likeliest_first):
            proposals.setdefault((item.osm_type, item.osm_id, item.position), item)
        if any(item.verdict is Verdict.NEAR for item in found):
            break
    return list(proposals.values()) or [_proposal(gazetteer, place_id, answers[0], {})]


def _likeliest_first(item: Proposal) -> tuple[int, float]:
    return list(Verdict).index(item.verdict), item.distance_to_district_km or 0


def _proposal(gazetteer: Gazetteer, place_id: str, answer: Answer, raw: Mapping[str, Any]) -> Proposal:
    district_id = gazetteer.district_id(place_id)
    position = LonLat(float(raw["lon"]), float(raw["lat"])) if raw else None
    distance = _distance_km(gazetteer, district_id, position) if district_id and position else None
    taken = position is not None and _distance_km(gazetteer, None, position, at_most=SAME_PLACE_KM) is not None
    verdict = _verdict(distance, raw, settlement=gazetteer.kind(place_id) in SETTLEMENTS, taken=taken)
    osm_type, osm_id = str(raw.get("osm_type", "")), str(raw.get("osm_id", ""))
    return Proposal(
        place_id=place_id,
        name_asked=answer.query,
        district=gazetteer.district_name(district_id) if district_id else "",
        position=position,
        display_name=one_line(raw.get("display_name", "")),
        osm_type=osm_type if osm_type in ("node", "way", "relation") else "",
        osm_id=osm_id if osm_id.isdecimal() and osm_id.isascii() else "",
        distance_to_district_km=distance,
        verdict=verdict,
        domain=answer.domain,
        asked_on=answer.asked_at[:10],
    )


def _verdict(distance: float | None, raw: Mapping[str, Any], *, settlement: bool, taken: bool) -> Verdict:
    if not raw:
        return Verdict.NOT_FOUND
    if settlement and raw.get("addresstype", raw.get("type")) not in INHABITED:
        return Verdict.OTHER
    if taken:
        return Verdict.TAKEN
    if distance is None:
        return Verdict.UNCHECKED
    return Verdict.NEAR if distance <= DISTRICT_KM else Verdict.FAR


def _distance_km(
    gazetteer: Gazetteer, district_id: str | None, position: LonLat, *, at_most: float = math.inf
) -> float | None:
    """Kilometres on the ellipsoid to the nearest located settlement, of one district or of all."""
    settled = (
        place.position
        for place in gazetteer.places.values()
        if place.position and place.kind in SETTLEMENTS and district_id in (None, gazetteer.district_id(place.id))
    )
    there = (position.lat, position.lon)
    nearest = min(settled, key=lambda at: great_circle((at.lat, at.lon), there).km, default=None)
    distance = geodesic((nearest.lat, nearest.lon), there).km if nearest else math.inf
    return float(distance) if distance <= at_most and nearest else None
