"""The gazetteer in Linked Places Format, for the World Historical Gazetteer and programs of its kind.

Linked Places Format 1.3 (Linked Pasts, https://github.com/LinkedPasts/linked-places-format): GeoJSON with names, kinds
and districts that have days and sources of their own. Kinds are told by the Getty Art & Architecture Thesaurus.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from karamap.document.wording import credit
from karamap.gazetteer.places import Gazetteer, Membership, Name, Place
from karamap.gazetteer.schema import SETTLEMENTS
from karamap.theatre.theatre import Theatre

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"

URN = "urn:karamap:"
"""What stands before the id of a place or district: karamap has no address of its own for each."""

KINDS = {
    "city": ("aat:300008389", "cities", "P"),
    "town": ("aat:300008375", "towns", "P"),
    "village": ("aat:300008372", "villages", "P"),
    "bridge": ("aat:300007836", "bridges (built works)", "S"),
    "monastery": ("aat:300000641", "monasteries (built complexes)", "S"),
    "height": ("aat:300008795", "mountains", "T"),
}
"""For a kind of place the id and the label of the thesaurus, and the feature class of GeoNames."""

INHABITED, OTHER = ("aat:300008347", "inhabited places", "P"), ("", "", "L")


def text(theatre: Theatre, day: date) -> str:
    """All places of a theatre as one feature collection, one feature a line; places without a name are left out.

    Args:
        theatre: whose gazetteer it is.
        day: by which names, kinds and districts are shown; all of them are told with their days.
    """
    head = {
        "@context": CONTEXT,
        "type": "FeatureCollection",
        "title": theatre.settings.title,
        "rights": credit(theatre),
    }
    members = [f"{_json(name)}: {_json(value)}" for name, value in head.items()]
    lines = [_json(feature) for feature in _features(theatre.gazetteer, day)]
    collection = "\n".join(["[", ",\n".join(lines), "]"]) if lines else "[]"
    return "{\n" + ",\n".join([*members, f'"features": {collection}']) + "\n}\n"


def _features(gazetteer: Gazetteer, day: date) -> Iterator[dict[str, Any]]:
    for place_id, place in sorted(gazetteer.places.items()):
        names = gazetteer.names.get(place_id, ())
        if not names:
            continue
        kind = gazetteer.kind(place_id, day)
        identifier, label, feature_class = KINDS.get(kind, INHABITED if kind in SETTLEMENTS else OTHER)
        known = {"identifier": identifier, "label": label} if identifier else {"label": kind}
        yield {
            "@id": URN + place_id,
            "type": "Feature",
            "properties": {"title": gazetteer.name(place_id, day), "fclasses": [feature_class]},
            "when": {"timespans": [{"start": {"in": day.isoformat()}, "end": {"in": day.isoformat()}}]},
            "names": [_name(gazetteer, name) for name in names],
            "types": [{**known, "sourceLabels": [{"label": kind, "lang": "en"}]}],
            "relations": [_relation(gazetteer, item) for item in gazetteer.memberships.get(place_id, ())],
            "geometry": _geometry(gazetteer, place),
        }


def _name(gazetteer: Gazetteer, name: Name) -> dict[str, Any]:
    told = {"toponym": name.text, "lang": name.language, "citations": [_citation(gazetteer, name.source_id)]}
    return {**told, **_when(name.valid_from, name.valid_to)}


def _relation(gazetteer: Gazetteer, item: Membership) -> dict[str, Any]:
    told = {"relationType": "gvp:broaderPartitive", "relationTo": URN + item.district_id}
    return {**told, "label": gazetteer.district_name(item.district_id), **_when(item.valid_from, item.valid_to)}


def _citation(gazetteer: Gazetteer, source_id: str) -> dict[str, str]:
    """The data set that has a name; of a page of the record its id alone."""
    dataset = gazetteer.datasets.get(source_id)
    if dataset is None:
        return {"label": source_id}
    return {"label": dataset.title, **({"@id": dataset.url} if dataset.url else {})}


def _when(start: date | None, end: date | None) -> dict[str, Any]:
    """From when to when it is so, if either is known."""
    span = {name: {"in": day.isoformat()} for name, day in (("start", start), ("end", end)) if day}
    return {"when": {"timespans": [span]}} if span else {}


def _geometry(gazetteer: Gazetteer, place: Place) -> dict[str, Any] | None:
    if place.position is None:
        return None
    told = {"type": "Point", "coordinates": list(place.position), "citations": [_citation(gazetteer, place.source_id)]}
    return {**told, "approximation": {"tolerance": place.precision_km}} if place.precision_km else told


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
