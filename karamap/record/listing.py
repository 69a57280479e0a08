"""Control of every place as plain rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from karamap.gazetteer.places import Gazetteer
from karamap.record.claims import Record
from karamap.record.control import Control, Show, no_report
from karamap.record.timeline import control_as_of


def listing(
    gazetteer: Gazetteer, record: Record, as_of: date, known_on: date | None = None, show: Show = Show.CLAIMED
) -> list[dict[str, Any]]:
    """Control of every place as plain values, one row a place, unlocated ones included, sorted by id.

    Columns: `place_id, name, district, kind, lon, lat` (EPSG:4326), `holder` (party id or empty),
    `standing, since, changed` (whether it changed on that very day), `last_reported, claim_ids, source_ids`.
    """
    concluded = control_as_of(record, as_of, known_on, show)
    return [
        _listed(
            gazetteer,
            record,
            as_of,
            concluded.get(place_id) or no_report(place_id),
        )
        for place_id in sorted(gazetteer.places)
    ]


def _listed(gazetteer: Gazetteer, record: Record, as_of: date, item: Control) -> dict[str, Any]:
    position, district = gazetteer.places[item.place_id].position, gazetteer.district_id(item.place_id, as_of)
    sources = {citation.source_id for claim in item.claims for citation in record.citations.get(claim, ())}
    return {
        "place_id": item.place_id,
        "name": gazetteer.name(item.place_id, as_of),
        "district": gazetteer.district_name(district, as_of) if district else "",
        "kind": gazetteer.kind(item.place_id, as_of),
        "lon": position.lon if position else None,
        "lat": position.lat if position else None,
        "holder": item.holder,
        "standing": item.standing.value,
        "since": item.since,
        "changed": item.changed_on(as_of) and as_of > record.first_day,
        "last_reported": item.last_reported,
        "claim_ids": list(item.claims),
        "source_ids": sorted(sources),
    }
