"""The layers that can be exported: one list for every format, of one day or of a run of days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import geopandas as gpd
import shapely

from karamap.exports.columns import Feature, Kind
from karamap.ground.crs import GEOGRAPHIC
from karamap.ground.snapshot import Snapshot
from karamap.ground.zones import held
from karamap.record.control import no_report
from karamap.record.events import event_row, told

TEXT, NUMBER, COUNT, YES_NO, DAY, LIST = Kind.TEXT, Kind.NUMBER, Kind.COUNT, Kind.YES_NO, Kind.DAY, Kind.LIST


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: what it is in words, the type of its shapes, its columns, and its features on a day.

    `key` is the column that tells its features apart from day to day; a layer without one is the same on every day. In
    a run of days the columns `of_a_day` are left out, and those of `beginnings` say how it began.
    """

    title: str
    shape: str
    columns: Mapping[str, Kind]
    features: Callable[[Snapshot], Iterable[Feature]]
    key: str = ""
    of_a_day: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()


def _territory(snapshot: Snapshot) -> Iterable[Feature]:
    ties, day = snapshot.record.ties, snapshot.as_of
    for properties, shape in _drawn(snapshot.territory):
        yield Feature({**properties, "coalition": ties.coalition_of(properties["holder"], day) or ""}, shape)


def _front(snapshot: Snapshot) -> Iterable[Feature]:
    return _drawn(snapshot.front)


def _allied_lines(snapshot: Snapshot) -> Iterable[Feature]:
    return _drawn(snapshot.allied_lines)


def _coalitions(snapshot: Snapshot) -> Iterable[Feature]:
    return _drawn(snapshot.coalitions)


def _band(snapshot: Snapshot) -> Iterable[Feature]:
    return _drawn(snapshot.surface.band)


def _drawn(frame: gpd.GeoDataFrame) -> Iterable[Feature]:
    """The rows of a layer with their shapes in degrees; areas and lengths are those of the plane."""
    plain = frame.drop(columns="geometry").to_dict("records")
    for row, shape in zip(plain, frame.to_crs(GEOGRAPHIC).geometry, strict=True):
        properties = {name: round(value, 3) if isinstance(value, float) else value for name, value in row.items()}
        yield Feature(properties, shape)


def _point(row: Mapping[str, Any]) -> shapely.Point | None:
    return None if row["lon"] is None else shapely.Point(row["lon"], row["lat"])


def _places(snapshot: Snapshot) -> Iterable[Feature]:
    for row in snapshot.listing:
        yield Feature(row, _point(row))


def _events(snapshot: Snapshot) -> Iterable[Feature]:
    for event in told(snapshot.record.events, snapshot.as_of, snapshot.known_on).events:
        row = event_row(event, snapshot.gazetteer)
        yield Feature(row, _point(row))


def _zones(snapshot: Snapshot) -> Iterable[Feature]:
    day, zones, citations = snapshot.as_of, snapshot.theatre.zones, snapshot.record.citations
    controls = held(zones, snapshot.timeline, day)
    for zone in sorted(zones.values(), key=lambda zone: zone.id):
        if (zone.valid_from or date.min) > day:
            continue
        item = controls.get(zone.id) or no_report(zone.id)
        cited = {citation.source_id for claim in item.claims for citation in citations.get(claim, ())}
        row = {
            "zone_id": zone.id,
            "name": zone.name,
            "kind": zone.kind.value,
            "valid_from": zone.valid_from,
            "valid_to": zone.valid_to,
            "in_force": zone.in_force(day),
            "precision_km": zone.precision_km,
            "is_ground": zone.is_ground,
            "holder": item.holder,
            "standing": item.standing.value,
            "since": item.since,
            "last_reported": item.last_reported,
            "claim_ids": list(item.claims),
            "source_ids": sorted({zone.source_id, *cited}),
            "note": zone.note,
        }
        yield Feature(row, zone.shape)


def _districts(snapshot: Snapshot) -> Iterable[Feature]:
    for row, shape in _drawn(snapshot.districts):
        name = snapshot.gazetteer.district_name(row["district_id"], snapshot.as_of)
        yield Feature({"district_id": row["district_id"], "name": name, "area_km2": row["area_km2"]}, shape)


def _borders(snapshot: Snapshot) -> Iterable[Feature]:
    for country in snapshot.outlines.borders:
        yield Feature({"id": country.id, "name": country.name}, country.shape)


def _water(snapshot: Snapshot) -> Iterable[Feature]:
    for water in snapshot.outlines.water:
        row = {"name": water.name, "name_en": water.name_en, "kind": water.kind, "rank": float(water.rank)}
        yield Feature(row, water.shape)


def _gazetteer(snapshot: Snapshot) -> Iterable[Feature]:
    """Every place with all spellings that the tables know, as of the day."""
    gazetteer, day = snapshot.gazetteer, snapshot.as_of
    for place_id, place in sorted(gazetteer.places.items()):
        district = gazetteer.district_id(place_id, day)
        row = {
            "place_id": place_id,
            "name": gazetteer.name(place_id, day),
            "other_name": gazetteer.counterpart(place_id, day),
            "names": "; ".join(dict.fromkeys(name.text for name in gazetteer.names.get(place_id, ()))),
            "kind": gazetteer.kind(place_id, day),
            "district_id": district or "",
            "district": gazetteer.district_name(district, day) if district else "",
            "lon": place.position.lon if place.position else None,
            "lat": place.position.lat if place.position else None,
            "precision_km": place.precision_km,
            "source_id": place.source_id,
        }
        yield Feature(row, _point(row))


_AREAS = {"area_km2": NUMBER, "area_low_km2": NUMBER, "area_high_km2": NUMBER}
_GROUND = {"holder": TEXT, **_AREAS, "coalition": TEXT}
_COALITIONS = {"coalition": TEXT, "parties": LIST, **_AREAS}
_PLACES = {
    **dict.fromkeys(("place_id", "name", "other_name", "district", "kind"), TEXT),
    **{"lon": NUMBER, "lat": NUMBER, "holder": TEXT, "standing": TEXT, "since": DAY, "changed": YES_NO},
    **{"last_reported": DAY, "claim_ids": LIST, "source_ids": LIST, "change": TEXT, "contested": LIST},
    **{"voices": COUNT, "assessed_holder": TEXT, "probability": NUMBER},
}
_ZONES = {
    **{"zone_id": TEXT, "name": TEXT, "kind": TEXT, "valid_from": DAY, "valid_to": DAY, "in_force": YES_NO},
    **{"precision_km": NUMBER, "is_ground": YES_NO, "holder": TEXT, "standing": TEXT, "since": DAY},
    **{"last_reported": DAY, "claim_ids": LIST, "source_ids": LIST, "note": TEXT},
}
_EVENTS = {
    **{"id": TEXT, "place_id": TEXT, "place": TEXT, "lon": NUMBER, "lat": NUMBER, "kind": TEXT},
    **{"happened_on": DAY, "earliest": DAY, "latest": DAY, "speaker": TEXT, "side": TEXT, "reported_on": DAY},
    **{"source_id": TEXT, "written_as": TEXT, "note": TEXT},
}
_GAZETTEER = {
    **dict.fromkeys(("place_id", "name", "other_name", "names", "kind", "district_id", "district"), TEXT),
    **{"lon": NUMBER, "lat": NUMBER, "precision_km": NUMBER, "source_id": TEXT},
}

LAYERS: Mapping[str, Layer] = {
    "territory": Layer("Ground by holder", "MultiPolygon", _GROUND, _territory, "holder"),
    "front": Layer(
        *("Lines where holders meet that are no allies", "MultiLineString", {"between": TEXT, "length_km": NUMBER}),
        *(_front, "between"),
    ),
    "allied_lines": Layer(
        "Lines where allies meet",
        "MultiLineString",
        {"between": TEXT, "coalition": TEXT, "length_km": NUMBER},
        _allied_lines,
        "between",
    ),
    "coalitions": Layer("Ground by coalition", "MultiPolygon", _COALITIONS, _coalitions, "coalition"),
    "band": Layer(
        "Ground that is not sure", "MultiPolygon", {"sure_below": NUMBER, "area_km2": NUMBER}, _band, "sure_below"
    ),
    "places": Layer(
        *("Places and who holds them", "Point", _PLACES, _places, "place_id"),
        of_a_day=frozenset({"changed"}),
        beginnings=frozenset({"change"}),
    ),
    "zones": Layer(
        *("Corridors, zones, sectors and lines", "Geometry", _ZONES, _zones, "zone_id"),
        of_a_day=frozenset({"in_force"}),
    ),
    "events": Layer("Mentions without a change of holder", "Point", _EVENTS, _events, "id"),
    "districts": Layer(
        *("Districts", "MultiPolygon", {"district_id": TEXT, "name": TEXT, "area_km2": NUMBER}, _districts),
        key="district_id",
    ),
    "borders": Layer("Countries", "MultiPolygon", {"id": TEXT, "name": TEXT}, _borders),
    "water": Layer(
        "Rivers and lakes", "Geometry", {"name": TEXT, "name_en": TEXT, "kind": TEXT, "rank": NUMBER}, _water
    ),
    "gazetteer": Layer("All places with their names", "Point", _GAZETTEER, _gazetteer, "place_id"),
}
"""The layers by name, in the order in which files hold them."""
