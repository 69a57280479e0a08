"""From a written name and its context to one place, several candidates, or none, with the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from karamap.errors import AmbiguousPlaceError, UnknownPlaceError
from karamap.gazetteer import SETTLEMENTS, Gazetteer, Name
from karamap.names import Orthographies, fold


class Outcome(Enum):
    """What a look-up came to; only `RESOLVED` is closed."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as somebody wrote it, with what stood around it."""

    name: str
    district: str | None = None
    kind: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be meant, and why, in words."""

    place_id: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to one mention: `place_id` only if it is resolved; every candidate in either case."""

    mention: Mention
    outcome: Outcome
    place_id: str | None
    candidates: tuple[Candidate, ...]
    flags: tuple[str, ...] = ()


class Resolver:
    """Looks names up in one gazetteer: first the spelling itself, then its first-level key.

    The stated district, where it is known, keeps only its own places (as of the mention's date, if any);
    the stated kind then tells a city from a village of the same name. What is left decides: one place is
    resolved, several are ambiguous, none is unresolved. A name that nothing supports stays unresolved.
    """

    def __init__(self, gazetteer: Gazetteer, orthographies: Orthographies) -> None:
        self._gazetteer, self._orthographies = gazetteer, orthographies
        self._spellings = _index(gazetteer.names, lambda name: fold(name.text))
        self._keys = _index(gazetteer.names, lambda name: orthographies.key(name.text))
        self._districts = _index(gazetteer.district_names, lambda name: orthographies.key(name.text))

    def resolve(self, mention: Mention) -> Resolution:
        """Find the place that a mention means, or say why that cannot be told."""
        districts = self.districts_named(mention.district) if mention.district else frozenset()
        flags = ("unknown_district",) if mention.district and not districts else ()
        found: list[Candidate] = []
        for index, key, evidence in self._levels(mention.name):
            hits = sorted(index.get(key, ()))
            found = found or [Candidate(place_id, evidence) for place_id in hits]
            narrowed = self._narrowed(mention, districts, [Candidate(place_id, evidence) for place_id in hits])
            if narrowed:
                return _decided(mention, narrowed, flags)
        flags = (*flags, "district_mismatch") if found else flags
        return Resolution(mention, Outcome.UNRESOLVED, None, tuple(found), flags)

    def districts_named(self, name: str) -> frozenset[str]:
        """The ids of the districts that a name as written may mean: its rayon suffix dropped."""
        return self._districts.get(self._orthographies.key(_without_generic(name)), frozenset())

    def nearest(self, name: str, limit: int = 3) -> list[str]:
        """The known spellings closest to a name (Levenshtein ratio of at least 70), best first."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a failed look-up pays for it

        matches = process.extract(fold(name), self._spellings.keys(), scorer=fuzz.ratio, limit=limit, score_cutoff=70)
        return [spelling for spelling, _, _ in matches]

    def _levels(self, name: str) -> Iterable[tuple[Mapping[str, frozenset[str]], str, str]]:
        yield self._spellings, fold(name), "same spelling"
        key = self._orthographies.key(name)
        if key:
            yield self._keys, key, "same first-level key"

    def _narrowed(self, mention: Mention, districts: frozenset[str], candidates: list[Candidate]) -> list[Candidate]:
        """Candidates that the stated district and kind allow; the kind only chooses, it never empties."""
        if districts:
            candidates = [
                Candidate(item.place_id, f"{item.evidence}, same district")
                for item in candidates
                if self._gazetteer.district_id(item.place_id, mention.date) in districts
            ]
        same = [item for item in candidates if self._kind_agrees(mention, item.place_id)]
        if mention.kind and same:
            return [Candidate(item.place_id, f"{item.evidence}, kind agrees") for item in same]
        return candidates

    def _kind_agrees(self, mention: Mention, place_id: str) -> bool:
        kind = self._gazetteer.kind(place_id, mention.date)
        return kind == mention.kind or (mention.kind == "settlement" and kind in SETTLEMENTS)


def _decided(mention: Mention, candidates: list[Candidate], flags: tuple[str, ...]) -> Resolution:
    if len(candidates) == 1:
        return Resolution(mention, Outcome.RESOLVED, candidates[0].place_id, tuple(candidates), flags)
    return Resolution(mention, Outcome.AMBIGUOUS, None, tuple(candidates), flags)


def place_named(resolver: Resolver, gazetteer: Gazetteer, mention: Mention) -> str:
    """The id of the one place that a mention means.

    Raises:
        UnknownPlaceError: no place bears the name.
        AmbiguousPlaceError: several do.
    """
    answer = resolver.resolve(mention)
    if answer.place_id is not None:
        return answer.place_id
    if answer.outcome is Outcome.AMBIGUOUS:
        raise AmbiguousPlaceError(mention.name, [described(gazetteer, item.place_id) for item in answer.candidates])
    raise UnknownPlaceError(mention.name, resolver.nearest(mention.name))


def described(gazetteer: Gazetteer, place_id: str) -> str:
    """A place in one phrase, for messages: name, kind, district, id."""
    district = gazetteer.district_id(place_id)
    where = f", {gazetteer.district_name(district)}" if district else ""
    return f"{gazetteer.name(place_id)} ({gazetteer.kind(place_id)}{where}, {place_id})"


def answer(gazetteer: Gazetteer, resolution: Resolution) -> dict[str, Any]:
    """A resolution as plain values: `input`, `outcome`, `place` (or None), `candidates`, `flags`."""
    mention = resolution.mention
    candidates = [
        {**_facts(gazetteer, item.place_id, mention.date), "evidence": item.evidence} for item in resolution.candidates
    ]
    place = _facts(gazetteer, resolution.place_id, mention.date) if resolution.place_id else None
    return {
        "input": {
            "name": mention.name,
            "district": mention.district,
            "kind": mention.kind,
            "date": mention.date,
        },
        "outcome": resolution.outcome.value,
        "place": place,
        "candidates": candidates,
        "flags": list(resolution.flags),
    }


def _facts(gazetteer: Gazetteer, place_id: str, day: date | None) -> dict[str, Any]:
    position, district = gazetteer.places[place_id].position, gazetteer.district_id(place_id, day)
    return {
        "id": place_id,
        "name": gazetteer.name(place_id, day),
        "district": gazetteer.district_name(district, day) if district else "",
        "kind": gazetteer.kind(place_id, day),
        "lon": position.lon if position else None,
        "lat": position.lat if position else None,
    }


GENERICS = ("district", "region", "rayon", "rayonu", "raion", "province", "ili", "ilçesi", "район", "շրջան")
"""Words for 'district' that may follow its name."""


def _without_generic(name: str) -> str:
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 and fold(words[-1]) in GENERICS else name


def _index(names: Mapping[str, Iterable[Name]], key_of: Callable[[Name], str]) -> dict[str, frozenset[str]]:
    index: defaultdict[str, set[str]] = defaultdict(set)
    for bearer, items in names.items():
        for name in items:
            if key := key_of(name):
                index[key].add(bearer)
    return {key: frozenset(bearers) for key, bearers in index.items()}
