"""A theatre's gazetteer as a reconciliation service: names to places, for OpenRefine and its kin.

After the Reconciliation Service API, version 0.2 (W3C Entity Reconciliation Community Group, 2023): what comes in and
goes out are the plain values of its JSON. Nothing here knows HTTP.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from karamap.errors import DateError, KaramapError
from karamap.gazetteer.schema import KINDS
from karamap.names.evidence import Match
from karamap.names.resolutions import Mention, Outcome, Resolution
from karamap.names.resolver import Resolver
from karamap.names.spellings import fold
from karamap.record.timeline import Timeline
from karamap.tables.days import stated_day
from karamap.theatre.theatre import Theatre

VERSIONS = ["0.2"]
SPACE = "https://karamap.invalid/"
"""Stands before an id of a place, or of a property, where a program wants an address: no page is there."""

MOST_QUERIES, MOST_IDS, MOST_RESULTS = 1_000, 5_000, 50
"""So many names are looked up, so many places are extended and so many candidates are told at once, at the most."""

LONGEST = 200
"""No name, no prefix and no id that is looked at has more characters."""

SCORES = {match: 95.0 - 10 * number for number, match in enumerate(Match)}
"""Of a candidate that is not vouched for, by how its spelling agrees; one that is has 100."""

LEAST_SCORE = 5.0

PROPERTIES = {
    "district": "district",
    "date": "day on which name and district are meant",
    "lon": "longitude (degrees)",
    "lat": "latitude (degrees)",
    "kind": "kind of place",
    "holder": "holder on the last day of the record",
    "geonames_id": "GeoNames id",
}
"""Properties of places, by id: the first two may be given with a query, all others may be asked for."""

_OF_GEONAMES = re.compile(r"gn\d+")
"""Ids of places that are GeoNames' own."""

ASKED_WITH = ("district", "date")


class BadRequestError(KaramapError):
    """A request that is none of the protocol: what is wrong, and what would be right."""


@dataclass(frozen=True)
class Reconciliation:
    """The service of one theatre; every method is a pure function of it and of what is asked."""

    theatre: Theatre

    def manifest(self, address: str) -> dict[str, Any]:
        """What the service is and where its parts are.

        Args:
            address: where the service stands, without a slash at the end.
        """
        return {
            "versions": VERSIONS,
            "name": f"karamap: {self.theatre.settings.title or 'places'}",
            "identifierSpace": f"{SPACE}place/",
            "schemaSpace": f"{SPACE}property/",
            "documentation": f"{address}/about",
            "defaultTypes": self._types(),
            "view": {"url": f"{address}/preview?id={{{{id}}}}"},
            "preview": {"url": f"{address}/preview?id={{{{id}}}}", "width": 420, "height": 220},
            "suggest": {
                name: {"service_url": address, "service_path": f"/suggest/{name}"}
                for name in ("entity", "type", "property")
            },
            "extend": {
                "propose_properties": {"service_url": address, "service_path": "/properties"},
                "property_settings": [],
            },
            "batchSize": 100,
        }

    def reconcile(self, queries: Any) -> dict[str, Any]:
        """Candidates for each query, the surest first.

        Raises:
            BadRequestError: it is no batch of queries, or too many.
        """
        if not isinstance(queries, Mapping):
            raise BadRequestError('queries must be an object, such as {"q0": {"query": "Ashby"}}')
        if len(queries) > MOST_QUERIES:
            raise BadRequestError(f"{len(queries):,} queries; at most {MOST_QUERIES:,} at once")
        return {str(key): {"result": self._candidates(query)} for key, query in queries.items()}

    def suggest_entity(self, prefix: str) -> dict[str, Any]:
        """Places whose names begin as stated."""
        begins = fold(prefix[:LONGEST])
        places = list(self._beginning_with(begins)) if begins else []
        return {"result": [self._told(place_id) for place_id in places[:MOST_RESULTS]]}

    def suggest_type(self, prefix: str) -> dict[str, Any]:
        """Kinds of places whose names begin as stated."""
        return {"result": [item for item in self._types() if item["name"].startswith(prefix.casefold()[:LONGEST])]}

    def suggest_property(self, prefix: str) -> dict[str, Any]:
        """Properties whose ids or names begin as stated."""
        wanted = prefix.casefold()[:LONGEST]
        items = [{"id": id_, "name": name} for id_, name in PROPERTIES.items()]
        return {"result": [item for item in items if item["id"].startswith(wanted) or item["name"].startswith(wanted)]}

    def properties(self, kind: str, limit: int | None) -> dict[str, Any]:
        """Properties that may be asked for."""
        items = [{"id": id_, "name": name} for id_, name in PROPERTIES.items() if id_ != "date"]
        told: dict[str, Any] = {"type": kind, "properties": items[:limit] if limit else items}
        return {**told, "limit": limit} if limit else told

    def extend(self, asked: Any) -> dict[str, Any]:
        """Values of properties of places.

        Raises:
            BadRequestError: it is no request for data, asks for too much, or for a property that there is not.
        """
        ids = asked.get("ids") if isinstance(asked, Mapping) else None
        wanted = asked.get("properties") if isinstance(asked, Mapping) else None
        if not isinstance(ids, list) or not isinstance(wanted, list):
            raise BadRequestError('extend must be an object with lists "ids" and "properties"')
        if len(ids) > MOST_IDS:
            raise BadRequestError(f"{len(ids):,} ids; at most {MOST_IDS:,} at once")
        names = [str(item.get("id")) if isinstance(item, Mapping) else "" for item in wanted]
        unknown = [name for name in names if name not in PROPERTIES or name == "date"]
        if unknown:
            known = ", ".join(name for name in PROPERTIES if name != "date")
            raise BadRequestError(f"no property {unknown[0][:LONGEST]!r}; there are {known}")
        rows = {str(id_)[:LONGEST]: {name: self._values(str(id_), name) for name in names} for id_ in ids}
        return {"meta": [{"id": name, "name": PROPERTIES[name]} for name in names], "rows": rows}

    def preview(self, place_id: str) -> str:
        """A place as a small page of HTML.

        Raises:
            BadRequestError: there is no such place.
        """
        gazetteer = self.theatre.gazetteer
        if place_id not in gazetteer.places:
            raise BadRequestError(f"no place has the id {place_id[:LONGEST]!r}")
        names = sorted({name.text for name in gazetteer.names.get(place_id, ()) if name.kind != "misspelling"})
        rows = [(PROPERTIES[name], self._values(place_id, name)) for name in PROPERTIES if name != "date"]
        lines = [
            f"<tr><th>{html.escape(title)}</th><td>{html.escape(_in_words(values))}</td></tr>"
            for title, values in rows
            if values
        ]
        title = html.escape(gazetteer.both_names(place_id))
        return (
            f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
            f"<h1>{title}</h1><p>{html.escape(', '.join(names[:12]))}</p><table>{''.join(lines)}</table></body></html>"
        )

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self.theatre.names)

    @cached_property
    def _spellings(self) -> list[tuple[str, str]]:
        """Folded names and the places that bear them, in the order of the alphabet."""
        gazetteer = self.theatre.gazetteer
        held = [(fold(name.text), id_) for id_, names in gazetteer.names.items() for name in names]
        return sorted(held)

    @cached_property
    def _holders(self) -> Mapping[str, str]:
        """Who holds each place on the last day of the record, in the words of the record."""
        record = self.theatre.record
        controls = Timeline(record).at(record.last_day)
        named = {id_: control.holder for id_, control in controls.items() if control.holder}
        return {id_: record.parties[holder].name for id_, holder in named.items()}

    def _types(self) -> list[dict[str, str]]:
        return [{"id": kind, "name": kind} for kind in KINDS]

    def _beginning_with(self, begins: str) -> Iterator[str]:
        told: set[str] = set()
        for spelling, place_id in self._spellings:
            if spelling.startswith(begins) and place_id not in told:
                told.add(place_id)
                yield place_id

    def _candidates(self, query: Any) -> list[dict[str, Any]]:
        """What one query may mean; nothing where it is no query."""
        if not isinstance(query, Mapping) or not isinstance(query.get("query"), str):
            return []
        name = query["query"].strip()
        if not name or len(name) > LONGEST:
            return []
        limit = query.get("limit")
        most = limit if isinstance(limit, int) and 0 < limit <= MOST_RESULTS else MOST_RESULTS
        found = self._resolver.resolve(Mention(name, *self._context(query)))
        return list(self._scored(found))[:most]

    def _context(self, query: Mapping[str, Any]) -> tuple[str | None, str | None, date | None]:
        """District, kind and day that stand with a query."""
        kinds = query.get("type")
        kind = kinds[0] if isinstance(kinds, list) and kinds else kinds
        stated: dict[str, str] = {}
        properties = query.get("properties")
        for item in properties if isinstance(properties, list) else ():
            if isinstance(item, Mapping) and item.get("pid") in ASKED_WITH:
                value = item.get("v")
                value = value[0] if isinstance(value, list) and value else value
                text = value.get("name") if isinstance(value, Mapping) else value
                if isinstance(text, str) and 0 < len(text) <= LONGEST:
                    stated[str(item["pid"])] = text
        try:
            day = stated_day(stated["date"]) if "date" in stated else None
        except DateError:
            day = None
        return stated.get("district"), kind if kind in KINDS else None, day

    def _scored(self, found: Resolution) -> Iterator[dict[str, Any]]:
        """The candidates of a resolution; only a resolved one is a match."""
        for candidate in found.candidates:
            is_match = found.outcome is Outcome.RESOLVED and candidate.place_id == found.place_id and not found.flags
            score = 100.0 if is_match else SCORES[candidate.evidence.match]
            if found.outcome is Outcome.UNRESOLVED:
                score /= 2
            told = self._told(candidate.place_id)
            yield {**told, "score": max(score, LEAST_SCORE), "match": is_match}

    def _told(self, place_id: str) -> dict[str, Any]:
        gazetteer = self.theatre.gazetteer
        kind, district = gazetteer.kind(place_id), gazetteer.district_id(place_id)
        where = f", {gazetteer.district_name(district)}" if district else ""
        return {
            "id": place_id,
            "name": gazetteer.both_names(place_id),
            "description": f"{kind}{where}",
            "type": [{"id": kind, "name": kind}],
        }

    def _values(self, place_id: str, name: str) -> list[dict[str, Any]]:
        """The values of one property of a place; none where it has none."""
        gazetteer = self.theatre.gazetteer
        place = gazetteer.places.get(place_id)
        if place is None:
            return []
        district = gazetteer.district_id(place_id)
        ways: dict[str, Callable[[], Any]] = {
            "district": lambda: gazetteer.district_name(district) if district else None,
            "lon": lambda: place.position and place.position.lon,
            "lat": lambda: place.position and place.position.lat,
            "kind": lambda: gazetteer.kind(place_id),
            "holder": lambda: self._holders.get(place_id),
            "geonames_id": lambda: place_id[2:] if _OF_GEONAMES.fullmatch(place_id) else None,
        }
        value = ways[name]()
        if value is None:
            return []
        return [{"float": value}] if isinstance(value, float) else [{"str": str(value)}]


def _in_words(values: list[dict[str, Any]]) -> str:
    return ", ".join(str(value) for item in values for value in item.values())


def parsed(text: str, what: str) -> Any:
    """The JSON of a parameter.

    Raises:
        BadRequestError: it is none.
    """
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise BadRequestError(f"{what} holds half of a pair of surrogates, which is no character") from error
    except (ValueError, RecursionError) as error:
        raise BadRequestError(f"{what} is not JSON: {error}") from error
    return value
