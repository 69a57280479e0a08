"""A snapshot as GeoJSON for other programs: ground, front line, band, places, zones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import metadata
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from karamap import __version__
from karamap.document.wording import credit
from karamap.ground.crs import GEOGRAPHIC, libraries
from karamap.ground.snapshot import Snapshot
from karamap.ground.zones import held
from karamap.record.control import no_report
from karamap.record.events import event_row, told

LAYERS = ("territory", "front", "band", "places", "zones", "events")
"""What can be exported: ground by holder, lines where holders meet, ground that is not sure, places, zones, events."""

DECIMALS = 6
"""Decimals of a degree that coordinates are rounded to: 0.1 m."""

Feature = tuple[dict[str, Any], BaseGeometry | None]


def geojson(snapshot: Snapshot, layer: str) -> str:
    """One layer of a snapshot as a GeoJSON feature collection (RFC 7946), one feature a line.

    Longitude and latitude (WGS 84, EPSG:4326), rounded to `DECIMALS`; outer rings run counter-clockwise. Every feature
    names the two days, how ground came by its holder, what it took to move a place, and the fingerprint of the tables;
    the collection names the versions that shape its bytes, the credit, and claims of one's own, if any.

    Args:
        snapshot: who held what.
        layer: one of `LAYERS`:

            - `territory`: a MultiPolygon a holder, as in `Surface.territory`: `holder` (empty for no
              report), `area_km2, area_low_km2, area_high_km2`.
            - `front`: a MultiLineString a pair of holders: `between, length_km`.
            - `band`: the MultiPolygon whose holder is less sure than `sure_below`: `sure_below, area_km2`.
            - `places`: a Point a place, without geometry where nobody has located it, with the columns of
              `karamap.record.listing.listing`.
            - `zones`: a line or an area a corridor, zone, sector or line that is in force by the day or was earlier:
              `zone_id, name, kind, valid_from, valid_to, in_force, precision_km, is_ground` (whether ground goes with
              its holder), `holder, standing, since, last_reported, claim_ids, source_ids`; no holder when not in force.
            - `events`: a Point a mention up to that day that changes no holder, without geometry where nobody says or
              knows where, with the columns of `karamap.record.events.event_row`.
    """
    made = {
        "as_of": snapshot.as_of.isoformat(),
        "known_on": snapshot.known_on.isoformat() if snapshot.known_on else None,
        "surface": snapshot.method.value,
        "show": snapshot.show.value,
        "fingerprint": snapshot.theatre.fingerprint,
    }
    listed = {"places": _places, "zones": _zones, "events": _events}
    found = listed[layer](snapshot) if layer in listed else _drawn(getattr(snapshot.surface, layer))
    head = {
        "type": "FeatureCollection",
        "name": f"karamap {layer} {snapshot.as_of}",
        "credit": credit(snapshot.theatre),
        "made_with": versions(),
        **({"own_claims": snapshot.theatre.user_claims} if snapshot.theatre.user_claims else {}),
    }
    return _written(head, (({**properties, **made}, shape) for properties, shape in found))


def versions() -> str:
    """The versions of karamap and of everything that shapes the bytes of an export."""
    parts = {
        "karamap": __version__,
        "geopandas": metadata.version("geopandas"),
        **libraries(),
    }
    return ", ".join(f"{name} {version}" for name, version in parts.items())


def _drawn(frame: gpd.GeoDataFrame) -> Iterable[Feature]:
    """The rows of a layer with their shapes in degrees; areas and lengths are those of the plane."""
    plain = frame.drop(columns="geometry").to_dict("records")
    for row, shape in zip(plain, frame.to_crs(GEOGRAPHIC).geometry, strict=True):
        yield {name: round(value, 3) if isinstance(value, float) else value for name, value in row.items()}, shape


def _places(snapshot: Snapshot) -> Iterable[Feature]:
    for row in snapshot.listing:
        yield row, None if row["lon"] is None else shapely.Point(row["lon"], row["lat"])


def _events(snapshot: Snapshot) -> Iterable[Feature]:
    for event in told(snapshot.theatre.record.events, snapshot.as_of, snapshot.known_on).events:
        row = event_row(event, snapshot.gazetteer)
        yield row, None if row["lon"] is None else shapely.Point(row["lon"], row["lat"])


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
        yield row, zone.shape


def _written(head: Mapping[str, Any], features: Iterable[Feature]) -> str:
    members = [f"{_json(name)}: {_json(value)}" for name, value in head.items()]
    lines = [
        _json({"type": "Feature", "properties": properties, "geometry": _geometry(shape)})
        for properties, shape in features
    ]
    collection = "\n".join(["[", ",\n".join(lines), "]"]) if lines else "[]"
    return "{\n" + ",\n".join([*members, f'"features": {collection}']) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str, allow_nan=False)


def _geometry(shape: BaseGeometry | None) -> dict[str, Any] | None:
    """A shape as RFC 7946 wants it; None where nothing is left of it.

    Where rings touch in the plane they may cross in degrees by less than a coordinate can say; that is mended first.
    """
    if shape is None or shape.is_empty:
        return None
    mended = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    snapped = shapely.set_precision(mended, 10**-DECIMALS)
    rounded = shapely.transform(snapped, lambda corners: corners.round(DECIMALS))
    turned = shapely.orient_polygons(_multiple(rounded, like=shape))
    return dict(shapely.geometry.mapping(turned)) if not turned.is_empty else None


def _multiple(shape: BaseGeometry, *, like: BaseGeometry) -> BaseGeometry:
    """Snapping leaves a single part single; it stays what it was."""
    if shape.geom_type == like.geom_type:
        return shape
    collect = {"MultiPolygon": shapely.multipolygons, "MultiLineString": shapely.multilinestrings}[like.geom_type]
    return collect(shapely.get_parts(shape))
