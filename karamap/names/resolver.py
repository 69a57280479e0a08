"""From a written name and its context to one place, several candidates, or none, with the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from math import inf
from pathlib import Path
from typing import NamedTuple

from karamap.errors import AmbiguousPlaceError, UnknownPlaceError
from karamap.gazetteer.distance import kilometres, median
from karamap.gazetteer.places import Gazetteer, LonLat, Name, valid_on
from karamap.gazetteer.schema import SETTLEMENTS
from karamap.names.districts import SHORTEST_EDITED, Districts
from karamap.names.edit_distance import is_one_edit, length, shortened
from karamap.names.index import Index
from karamap.names.index_cache import load as load_index
from karamap.names.keys import MAX_KEYS, Form, Orthographies
from karamap.names.resolutions import Candidate, Mention, Outcome, Resolution, described
from karamap.names.spellings import fold, is_readable
from karamap.tables.data_folder import DataFolder

RADIUS_KM = 40.0
"""How far outside the stated district a place of the name may lie: pages err between neighbours."""


CLEARLY = 2.0
"""Another place of the name must lie so many times as far from the district before it is left out."""


LEAST_KM = 10.0
"""Nearer than this to the district, one place is not clearly nearer than another."""


SIBLINGS_KM = 25.0
"""A place of a list that lies further than this from the middle of the others is flagged."""


SIBLINGS = 3
"""Fewer resolved names than this have no middle to speak of."""


FEW = 4
"""So many keys are tried for a spelling that had an ending taken off: the more is guessed, the less at once."""


SHORTEST_SKELETON = 3
"""A key without vowels must keep so many consonants to mean anything."""


MEANT = {
    "settlement": ("town", "village", "city"),
    "city": ("city",),
    "town": ("town",),
    "village": ("village",),
}
"""What a stated kind may mean, first choice first: announcements call a qəsəbə a settlement."""


PROPER = frozenset({"official", "exonym"})
"""Kinds of names that tell a place from one for which the same spelling is only a variant."""


class _Hits(NamedTuple):
    """Names found on one step: numbers of entries (some perhaps twice), how, and the kind the spelling tells."""

    numbers: Sequence[int]
    evidence: str
    kind: str | None
    level: int = 1
    spelled: Sequence[int] = ()


class Resolver:
    """Looks names up in one gazetteer, from the surest evidence to the weakest, and stops where it suffices.

    Inside the stated district: the same spelling, the level-1 key, the level-1 key by another reading, the
    level-2 key. Then the same outside it, within `RADIUS_KM` (flag `district_mismatch`). Then, inside the
    district again, the level-3 key or a level-1 key with one phoneme changed: these are weak, they name a
    candidate and resolve nothing. The kind, the date and the words taken off choose among places; they
    never add one. One place is resolved, several are ambiguous, none is unresolved.

    The steps follow Fellegi and Sunter's idea of agreement on keys of falling strength (1969, "A theory for
    record linkage", JASA 64), with rules in place of weights, since nothing here is frequent enough to count.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        orthographies: Orthographies | Callable[[], Orthographies],
        index: Index | None = None,
    ) -> None:
        self.gazetteer, self._given = gazetteer, orthographies
        self._index = index or Index.of(gazetteer, self._orthographies)
        self._districts = Districts(gazetteer, self._index, lambda: self._orthographies)
        self.districts_named = self._districts.named
        self._place_keys: defaultdict[str, list[str]] = defaultdict(list)
        self._complete = frozenset({id_ for id_, dataset in gazetteer.datasets.items() if dataset.lists_all})
        self._one_off = lru_cache(64)(self._one_off_of)

    @classmethod
    def load(cls, folder: Path, cache: Path | None = None, *, gazetteer: Callable[[DataFolder], Gazetteer]) -> Resolver:
        """A resolver for the tables below a folder, its index kept between runs (see `karamap.names.index_cache`).

        Raises:
            DataError: a table is missing or has faults of its own.
        """
        held, index = load_index(folder, cache, gazetteer=gazetteer)
        return cls(held, lambda: Orthographies.load(folder), index)

    @cached_property
    def _orthographies(self) -> Orthographies:
        """Read on first need: a spelling that is known as it stands needs none."""
        return self._given() if callable(self._given) else self._given

    def resolve(self, mention: Mention) -> Resolution:
        """Find the place that a mention means, or say why that cannot be told."""
        if not is_readable(mention.name) or not is_readable(mention.district or ""):
            return Resolution(mention, Outcome.UNRESOLVED, None, (), ("unreadable",))
        districts = self.districts_named(mention.district) if mention.district else frozenset()
        flags = ("unknown_district",) if mention.district and not districts else ()
        if not districts:
            return self._anywhere(mention, flags)
        inside = self._districts.places(districts, mention.date)
        outside: list[_Hits] = []
        for hits in self._steps(mention, inside):
            if within := self._at(hits.numbers, inside):
                return self._decided(mention, hits, within, f"{hits.evidence}, same district", flags)
            outside.append(hits)
        return (
            self._nearby(mention, inside, outside, flags)
            or self._weak(mention, inside, flags)
            or self._open(mention, outside, flags)
        )

    def resolve_all(self, mentions: Iterable[Mention]) -> list[Resolution]:
        """Resolve the names of one list in the light of each other.

        Siblings are the names with the same stated district. A place far from the rest of them is flagged
        (`far_from_siblings`). A name that may be several places becomes the only one of them that lies near
        the rest (`by_siblings`). What they are measured from is the median of longitude and of latitude of the
        resolved siblings that have a position; the order of the list is of no account.
        """
        found = [self.resolve(mention) for mention in mentions]
        positions: defaultdict[frozenset[str], dict[str, LonLat]] = defaultdict(dict)
        for item in found:
            if item.place_id and (position := self.gazetteer.places[item.place_id].position):
                positions[self._group(item)][item.place_id] = position
        middles = {
            group: LonLat(median(p.lon for p in among.values()), median(p.lat for p in among.values()))
            for group, among in positions.items()
            if len(among) >= SIBLINGS
        }
        groups = [self._group(item) for item in found]
        return [
            self._among_siblings(item, middles[group]) if group in middles else item
            for item, group in zip(found, groups, strict=True)
        ]

    def _group(self, item: Resolution) -> frozenset[str]:
        stated = item.mention.district
        return self.districts_named(stated) if stated and is_readable(stated) else frozenset()

    def _among_siblings(self, item: Resolution, middle: LonLat) -> Resolution:
        """Flag a place far from the middle of its list; of several candidates take the only one near it."""
        near = [candidate for candidate in item.candidates if self._is_close(candidate.place_id, middle)]
        if item.outcome is Outcome.RESOLVED and not near and self.gazetteer.places[item.place_id or ""].position:
            return replace(item, flags=(*item.flags, "far_from_siblings"))
        if item.outcome is not Outcome.AMBIGUOUS or len(near) != 1 or {"weak", "district_mismatch"} & {*item.flags}:
            return item
        if any(self.gazetteer.places[candidate.place_id].position is None for candidate in item.candidates):
            return item
        chosen = Candidate(near[0].place_id, f"{near[0].evidence}, near the other names of its list")
        others = tuple(candidate for candidate in item.candidates if candidate is not near[0])
        flags = (*item.flags, "by_siblings")
        return replace(
            item, outcome=Outcome.RESOLVED, place_id=chosen.place_id, candidates=(chosen, *others), flags=flags
        )

    def _is_close(self, place_id: str, middle: LonLat) -> bool:
        position = self.gazetteer.places[place_id].position
        return position is not None and kilometres(position, middle) <= SIBLINGS_KM

    def nearest(self, name: str, limit: int = 3) -> list[str]:
        """The known spellings closest to a name (Levenshtein ratio of at least 70), best first."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a failed look-up pays for it

        if not is_readable(name):
            return []
        known = list(self._index.spellings)
        matches = process.extract(fold(name), known, scorer=fuzz.ratio, limit=limit, score_cutoff=70)
        return [spelling for spelling, _, _ in matches]

    def _steps(self, mention: Mention, inside: frozenset[str] | None = None) -> Iterator[_Hits]:
        """What each kind of evidence finds, the surest first; each form of the spelling goes through all.

        What is costly to find is sought among the places `inside` first, if they are told.
        """
        name, language, spelling = mention.name, mention.language, fold(mention.name)
        if same := self._index.spellings.get(spelling):
            # A spelling in plain letters may be that of several names, so its key goes with it.
            spelled = [*same, *self._by_generic([f"={spelling}"], mention.kind)]
            keys = [self._index.usual[spelling]] if spelling in self._index.usual else []
            yield _Hits([*spelled, *self._under(keys, 1, mention.kind)], "level-1 key", None, 1, spelled)
        for form in self._orthographies.forms(name):
            said, kind = f", {form.how}" if form.how else "", mention.kind or form.kind
            usual = self._orthographies.keys(form, language, limit=1)
            if not usual:
                continue
            yield self._found(usual, 1, f"level-1 key{said}", kind, form.kind)
            every = self._orthographies.keys(form, language, limit=FEW if "ending" in form.how else MAX_KEYS)
            yield self._found(every[1:], 1, f"level-1 key by another reading{said}", kind, form.kind)
            yield self._found(self._orthographies.raised(every, 2), 2, f"level-2 key{said}", kind, form.kind)
            if mention.district and self._orthographies.is_partly_voweled(name):
                evidence = f"level-1 key, its vowels filled in{said}"
                if inside is not None:
                    yield _Hits(self._filled(every, inside), evidence, form.kind)
                yield _Hits(self._filled(every, None), evidence, form.kind)

    def _filled(self, keys: Sequence[str], inside: frozenset[str] | None) -> list[int]:
        """Names whose key is one of these with vowels put in, among those that share a skeleton."""
        alike = self._under(self._orthographies.raised(keys, 3), 3, None)
        written = self._orthographies.plain(keys)
        return [
            number
            for number in (alike if inside is None else self._at(alike, inside))
            if any(
                self._orthographies.fills(skeleton, key)
                for key in self._orthographies.plain(self._orthographies.keys(*self._read_as(number)))
                for skeleton in written
            )
        ]

    def _read_as(self, number: int) -> tuple[Form, str]:
        name = self._index.entries[number][1]
        return self._orthographies.form(name.text), name.language

    def _found(self, keys: Sequence[str], level: int, evidence: str, kind: str | None, told: str | None) -> _Hits:
        """Names under some keys; `kind` is what is asked for, `told` what the spelling itself tells."""
        return _Hits(self._under(keys, level, kind), evidence, told, level)

    def _under(self, keys: Sequence[str], level: int, kind: str | None) -> list[int]:
        postings = self._index.keys[level]
        numbers = [number for key in keys for number in postings.get(key, ())]
        return [*numbers, *self._by_generic(keys, kind)] if kind else numbers

    def _by_generic(self, keys: Iterable[str], kind: str | None) -> list[int]:
        """Names such as 'Kənd Zəngilan' that the rest alone may mean once the kind is stated."""
        known = self._index.by_generic
        return [number for key in keys if key in known for number, told in known[key] if told == kind] if kind else []

    def _at(self, numbers: Iterable[int], inside: frozenset[str]) -> list[int]:
        bearers = self._index.bearers
        return [number for number in numbers if bearers[number] in inside]

    def _anywhere(self, mention: Mention, flags: tuple[str, ...]) -> Resolution:
        """Without a district: spelling and level-1 key alone, the first that finds anything."""
        weaker: list[_Hits] = []
        for hits in self._steps(mention):
            if hits.level > 1:
                weaker.append(hits)
            elif hits.numbers:
                return self._decided(mention, hits, hits.numbers, hits.evidence, flags)
        return self._open(mention, weaker, flags)

    def _nearby(
        self, mention: Mention, inside: frozenset[str], outside: Iterable[_Hits], flags: tuple[str, ...]
    ) -> Resolution | None:
        """The same evidence outside the stated district: what lies within the radius, and what is hardly further."""
        bearers = self._index.bearers
        for hits in outside:
            gaps: dict[str, float] = {}
            nearest = inf
            for place_id in {bearers[number] for number in hits.numbers}:
                gaps[place_id] = self._districts.gap(place_id, inside, _reach(nearest))
                nearest = min(nearest, gaps[place_id])
            if nearest <= RADIUS_KM:
                near = [number for number in hits.numbers if gaps[bearers[number]] <= _reach(nearest)]
                evidence = f"{hits.evidence}, outside the stated district"
                return self._decided(mention, hits, near, evidence, (*flags, "district_mismatch"))
        return None

    def _weak(self, mention: Mention, inside: frozenset[str], flags: tuple[str, ...]) -> Resolution | None:
        """Places inside the district that a level-3 key or one changed phoneme leads to."""
        found: dict[str, str] = {}
        for form in self._orthographies.forms(mention.name):
            keys = self._orthographies.keys(form, mention.language)
            skeletons = [key for key in self._orthographies.raised(keys, 3) if length(key) >= SHORTEST_SKELETON]
            for number in self._at(self._under(skeletons, 3, None), inside):
                found.setdefault(self._index.bearers[number], "level-3 key, same district")
            for place_id in self._edited(keys, inside):
                found.setdefault(place_id, "level-1 key but for one phoneme, same district")
            if found:
                break
        if not found:
            return None
        candidates = tuple(Candidate(place_id, evidence) for place_id, evidence in sorted(found.items()))
        outcome = Outcome.WEAK if len(candidates) == 1 else Outcome.AMBIGUOUS
        return Resolution(mention, outcome, None, candidates, (*flags, "weak"))

    def _edited(self, keys: Iterable[str], inside: frozenset[str]) -> set[str]:
        """Places with a key one phoneme away, found by the phonemes that both may leave out.

        After Mor and Fraenkel (1982, "A hash code method for detecting and correcting spelling errors",
        Communications of the ACM 25).
        """
        known = self._one_off(inside)
        return {
            place_id
            for key in keys
            if length(key) >= SHORTEST_EDITED
            for shorter in shortened(key)
            for other, place_id in known.get(shorter, ())
            if is_one_edit(key, other)
        }

    def _open(self, mention: Mention, found: Iterable[_Hits], flags: tuple[str, ...]) -> Resolution:
        """Unresolved; what the name means elsewhere is listed."""
        for hits in found:
            if hits.numbers:
                ids = sorted({self._index.bearers[number] for number in hits.numbers})
                evidence = f"{hits.evidence}, elsewhere" if mention.district else hits.evidence
                elsewhere = tuple(Candidate(place_id, evidence) for place_id in ids)
                return Resolution(mention, Outcome.UNRESOLVED, None, elsewhere, (*flags, "district_mismatch"))
        return Resolution(mention, Outcome.UNRESOLVED, None, (), flags)

    def _decided(
        self, mention: Mention, hits: _Hits, numbers: Sequence[int], evidence: str, flags: tuple[str, ...]
    ) -> Resolution:
        """One place or several: what is left when the kind, the names and the date have chosen."""
        bearers = self._index.bearers
        kinds = self._districts.kinds(sorted({bearers[number] for number in numbers}), mention.date)
        stated = mention.kind or hits.kind
        ids, said, raised = _of_kind(kinds, stated)
        if mention.date is not None and not self._index.dated.isdisjoint(numbers):
            names = self._borne(ids, numbers)
            on_the_day = [id_ for id_ in ids if any(valid_on(name, mention.date) for name in names[id_])]
            if not on_the_day:
                raised = (*raised, "name_of_another_time")
            elif len(on_the_day) < len(ids):
                ids, said = on_the_day, f"{said}, name valid then"
        if len(ids) > 1:
            names = self._borne(ids, numbers)
            ids, said = _highest(ids, {id_: _is_proper(names[id_]) for id_ in ids}, said, ", its proper name")
            if "same district" in evidence and len({kinds[id_] for id_ in ids}) == 1:
                attested = {id_: self._attested(names[id_]) for id_ in ids}
                ids, said = _highest(ids, attested, said, ", the better attested")
        spelled = {bearers[number] for number in hits.spelled}
        by_spelling, by_key = evidence.replace("level-1 key", "same spelling") + said, evidence + said
        candidates = tuple([Candidate(id_, by_spelling if id_ in spelled else by_key) for id_ in ids])
        flags = (*flags, *raised)
        if len(candidates) > 1:
            return Resolution(mention, Outcome.AMBIGUOUS, None, candidates, flags)
        if "kind_differs" in raised and (stated in MEANT) != (kinds[ids[0]] in SETTLEMENTS):
            # A bridge or a height is asked for and a settlement found, or the other way round.
            return Resolution(mention, Outcome.WEAK, None, candidates, (*flags, "weak"))
        return Resolution(mention, Outcome.RESOLVED, ids[0], candidates, flags)

    def _borne(self, ids: Iterable[str], numbers: Iterable[int]) -> dict[str, list[Name]]:
        """The names found of each of some places."""
        names: dict[str, list[Name]] = {id_: [] for id_ in ids}
        for place_id, name in [self._index.entries[number] for number in numbers]:
            if place_id in names:
                names[place_id].append(name)
        return names

    def _attested(self, names: Iterable[Name]) -> int:
        """Whether a list of all settlements has one of these names, and whether a page of the record does."""
        sources = {name.source_id for name in names}
        return (not sources.isdisjoint(self._complete)) + (not sources <= self.gazetteer.datasets.keys())

    def _one_off_of(self, inside: frozenset[str]) -> Mapping[str, list[tuple[str, str]]]:
        """Level-1 keys of some places with one phoneme left out, or none: to the whole key and the place."""
        if not self._place_keys:
            bearers = self._index.bearers
            for key, numbers in self._index.keys[1].items():
                for place_id in {bearers[number] for number in numbers}:
                    self._place_keys[place_id].append(key)
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for place_id in inside:
            for key in self._place_keys.get(place_id, ()):
                if length(key) >= SHORTEST_EDITED - 1:
                    pair = key, place_id
                    for shorter in shortened(key):
                        found[shorter].append(pair)
        return found


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


def _reach(nearest: float) -> float:
    """How far outside the stated district a place may lie beside the nearest, in km."""
    return max(CLEARLY * min(nearest, RADIUS_KM), LEAST_KM)


def _is_proper(names: Iterable[Name]) -> bool:
    """Whether any of the names is the place's own, rather than one that some list gives it beside."""
    return not PROPER.isdisjoint([name.kind for name in names])


def _of_kind(kinds: Mapping[str, str], stated: str | None) -> tuple[list[str], str, tuple[str, ...]]:
    """The places that the kind leaves, what to say of it, and flags."""
    if stated:
        for meant in MEANT.get(stated, (stated,)):
            if same := [id_ for id_, kind in kinds.items() if kind == meant]:
                return same, ", kind agrees", ()
        return list(kinds), "", ("kind_differs",)
    settled = [id_ for id_, kind in kinds.items() if kind in SETTLEMENTS]
    return settled or list(kinds), "", ()


def _highest(ids: list[str], ranks: Mapping[str, int], said: str, why: str) -> tuple[list[str], str]:
    """The places of the highest rank, and what is said of them: the reason too, if it leaves any out."""
    highest = max(ranks.values())
    best = [id_ for id_ in ids if ranks[id_] == highest]
    return best, said + (why if len(best) < len(ids) else "")
