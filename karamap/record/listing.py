"""Control of every place as plain rows."""

from __future__ import annotations

from collections.abc import Mapping
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


def listing(
    gazetteer: Gazetteer, timeline: Timeline, as_of: date, assessed: Mapping[str, tuple[str, float]] | None = None
) -> list[dict[str, Any]]:
    """Control of every place as plain values, one row a place, unlocated ones included, sorted by id.

    Columns: `place_id, name, other_name` (what another side calls it), `district, kind, lon, lat` (EPSG:4326),
    `holder` (party id or empty), `standing, since, changed` (whether it counts as its holder's from that very day),
    `last_reported, claim_ids, source_ids, change` (how it came to have another holder than the day before, as in
    `karamap.record.changes.Kind`, or empty), `contested` (ids of the parties said to be there where none holds it
    alone), `voices` (how many independent voices say so), `assessed_holder, probability` (who is assessed to hold the
    ground at the place, and how surely; empty where nothing is).

    Args:
        gazetteer: places, names, districts.
        timeline: what is concluded.
        as_of: the day on the ground.
        assessed: by place id the holder of the ground at it, and the probability of that; nothing by default.
    """
    concluded, changed = timeline.at(as_of), timeline.changed_on(as_of).kinds
    rows = []
    for place_id in sorted(gazetteer.places):
        item, change = concluded.get(place_id) or no_report(place_id), changed.get(place_id, "")
        holder, probability = (assessed or {}).get(place_id, ("", None))
        row = _listed(gazetteer, timeline.record, as_of, item, change=change)
        rows.append({**row, "assessed_holder": holder, "probability": probability})
    return rows


def _listed(gazetteer: Gazetteer, record: Record, as_of: date, item: Control, *, change: str) -> dict[str, Any]:
    position, district = gazetteer.places[item.place_id].position, gazetteer.district_id(item.place_id, as_of)
    citations = chain.from_iterable(record.citations.get(claim, ()) for claim in item.claims)
    return {
        "place_id": item.place_id,
        "name": gazetteer.name(item.place_id, as_of),
        "other_name": gazetteer.counterpart(item.place_id, as_of),
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
