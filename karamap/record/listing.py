"""Control of every place as plain rows."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import Any

from karamap.gazetteer.places import Gazetteer
from karamap.record.changes import Kind
from karamap.record.claims import Record
from karamap.record.control import Control, no_report
from karamap.record.timeline import Timeline

FIRST_COUNTED = frozenset({Kind.DATED.value, Kind.UNDATED.value})
"""How places changed that count as their holder's from the day on."""


def listing(gazetteer: Gazetteer, timeline: Timeline, as_of: date) -> list[dict[str, Any]]:
    """Control of every place as plain values, one row a place, unlocated ones included, sorted by id.

    Columns: `place_id, name, district, kind, lon, lat` (EPSG:4326), `holder` (party id or empty), `standing, since,
    changed` (whether it counts as its holder's from that very day), `last_reported, claim_ids, source_ids, change` (how
    it came to have another holder than the day before, as in `karamap.record.changes.Kind`, or empty), `contested` (ids
    of the parties said to be there where none holds it alone), `voices` (how many independent voices say so).
    """
    concluded, changed = timeline.at(as_of), timeline.changed_on(as_of).kinds
    items = (concluded.get(place_id) or no_report(place_id) for place_id in sorted(gazetteer.places))
    return [_listed(gazetteer, timeline.record, as_of, item, change=changed.get(item.place_id, "")) for item in items]


def _listed(gazetteer: Gazetteer, record: Record, as_of: date, item: Control, *, change: str) -> dict[str, Any]:
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
        "changed": change in FIRST_COUNTED,
        "last_reported": item.last_reported,
        "claim_ids": list(item.claims),
        "source_ids": sorted({citation.source_id for citation in citations}),
        "change": change,
        "contested": list(item.contested),
        "voices": item.voices,
    }
