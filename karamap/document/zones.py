"""Corridors, zones, sectors and lines as the drawing document states them."""

from __future__ import annotations

from typing import Any

from karamap.document.format import DayCount
from karamap.document.rounding import rounded_geojson
from karamap.ground.series import Series
from karamap.theatre.texts import Texts
from karamap.theatre.theatre import Theatre
from karamap.theatre.zones import Zone, names

DECIMALS = 3
"""Decimals of a degree: about a hundred metres, while no line of a zone is known better than to a kilometre."""


def stated_zones(series: Series, texts: Texts) -> list[dict[str, Any]]:
    """Every zone that is in force by the last day of a series, in the order of their ids.

    `from` (inclusive) and `to` (exclusive) are day numbers or None, `km` says how far off its lines may be, `ground`
    whether ground goes with its holder, `source` what it rests on, `note` how it was made, in English.
    """
    theatre, days = series.theatre, DayCount.of(series.theatre.record)
    begun = [zone for zone in theatre.zones.values() if zone.valid_from is None or zone.valid_from <= series.last]
    return [
        {
            "id": zone.id,
            "kind": zone.kind.value,
            "names": names(zone, texts),
            "from": days.number(zone.valid_from),
            "to": days.number(zone.valid_to),
            "shown": zone.shown.value,
            "km": zone.precision_km,
            "ground": zone.is_ground,
            "source": _source(theatre, zone),
            "note": zone.note,
            "geometry": rounded_geojson(zone.shape, DECIMALS),
        }
        for zone in sorted(begun, key=lambda zone: zone.id)
    ]


def _source(theatre: Theatre, zone: Zone) -> dict[str, Any]:
    """The data set or page that a zone rests on, in words, and its address."""
    dataset = theatre.gazetteer.datasets.get(zone.source_id)
    if dataset is not None:
        return {"text": f"{dataset.title} ({dataset.licence})", "url": dataset.url}
    page = theatre.record.sources[zone.source_id]
    return {"text": f"{page.publisher}: {page.title}" if page.title else page.publisher, "url": page.url}
