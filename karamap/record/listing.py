"""Control of every place as plain rows."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import Any

from karamap.gazetteer.places import Gazetteer
from karamap.record.claims import Record
from karamap.record.control import Control, no_report
from karamap.record.timeline import Timeline


def listing(gazetteer: Gazetteer, timeline: Timeline, as_of: date) -> list[dict[str, Any]]:
    """Control of every place as plain values, one row a place, unlocated ones included, sorted by id.

    Columns: `place_id, name, district, kind, lon, lat` (EPSG:4326), `holder` (party id or empty), `standing, since,
    changed` (whether it counts as its holder's from that very day), `last_reported, claim_ids, source_ids`.
    """
    concluded, changed = timeline.at(as_of), set(timeline.changed_on(as_of).first_counted)
    items = (concluded.get(place_id) or no_report(place_id) for place_id in sorted(gazetteer.places))
    return [_listed(gazetteer, timeline.record, as_of, item, changed=item.place_id in changed) for item in items]


def _listed(gazetteer: Gazetteer, record: Record, as_of: date, item: Control, *, changed: bool) -> dict[str, Any]:
    position, district = gazetteer.places[item.place_id].position, gazetteer.district_id(item.place_id, as_of)
    citations = chain.from_iterable(record.citations.get(claim, ()) for claim in item.claims)
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
        "changed": changed,
        "last_reported": item.last_reported,
        "claim_ids": list(item.claims),
        "source_ids": sorted({citation.source_id for citation in citations}),
    }
