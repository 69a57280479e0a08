"""Chooses among the places that bear a name: by kind, by day, by whose name it is, by how well it is attested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from karamap.gazetteer.places import ORDINARY, SEAT, Name, valid_on
from karamap.gazetteer.schema import OUTSIDE, SETTLEMENTS, TOWNS
from karamap.names.districts import Districts
from karamap.names.evidence import Evidence, Hits, Match, Reason, TakenOff, Where
from karamap.names.index import NameIndex
from karamap.names.name_sorts import CITED, DATED, LISTED, OWN
from karamap.names.resolutions import DOUBTS, Candidate, Flag, Mention, Outcome, Resolution

ANY_SETTLEMENT = "settlement"
"""A stated kind that leaves open which: announcements call a qəsəbə so."""

KIND_ALIASES = {
    ANY_SETTLEMENT: ("town", "village", "city"),
    "city": ("city", "town"),
    "town": ("town", "city"),
    "village": ("village",),
}
"""What a stated kind may mean, first choice first: pages call a small city a town."""


BY_KIND = (Reason.KIND,)


GUESSED = frozenset({Match.OTHER_READING, Match.LEVEL_2, Match.VOWELS_FILLED})
"""Agreements for which a spelling must be read otherwise than it usually is."""


STRENGTHS = {match: strength for strength, match in enumerate(Match)}


class Choice(NamedTuple):
    """The places that are left, what chose them, and what is odd about them."""

    ids: list[str]
    reasons: tuple[Reason, ...] = ()
    flags: tuple[Flag, ...] = ()


class CandidateSelection:
    """Makes of the names that a search finds the answer to a mention."""

    def __init__(self, index: NameIndex, districts: Districts) -> None:
        self._index, self._districts = index, districts
        self._is_listed_whole = any(dataset.lists_all for dataset in index.gazetteer.datasets.values())

    def resolution(
        self, mention: Mention, hits: Hits, numbers: Sequence[int], where: Where, flags: tuple[Flag, ...]
    ) -> Resolution:
        """One place or several: what the kind, the day and the names leave of those that bear `numbers`."""
        postings = self._index.postings
        places_of_name = postings.places_of_name
        places = {places_of_name[number] for number in numbers}
        stated = mention.kind or hits.kind
        if stated or len(places) > 1:
            kinds = self._districts.kinds(sorted(places), mention.date)
            choice = _of_kind(kinds, stated)
            if len(choice.ids) < len(kinds):
                choice = self._beside_seats(choice, hits, numbers, kinds, mention.date)
        else:
            kinds, choice = {}, Choice([*places])
        if mention.date is not None and self._bearing(DATED, numbers):
            choice = self._of_day(choice, numbers, mention.date)
        if len(choice.ids) > 1 and not (choice.reasons and Flag.KIND_DIFFERS in choice.flags):
            choice = self._of_better_name(choice, hits, numbers, kinds, where, mention.date)
        flags += choice.flags
        candidates = self._candidates(mention, choice, hits, where)
        if len(candidates) > 1:
            return Resolution(mention, Outcome.AMBIGUOUS, None, candidates, flags)
        place_id = choice.ids[0]
        # A bridge or a height is asked for and a settlement found, or the other way round.
        is_other = Flag.KIND_DIFFERS in choice.flags and (stated in KIND_ALIASES) != (kinds[place_id] in SETTLEMENTS)
        is_guess = bool(hits.evidence.taken_off) and _relaxations(hits.evidence, hits.kind, kinds.get(place_id)) > 1
        if is_other or is_guess or not DOUBTS.isdisjoint(flags):
            return Resolution(mention, Outcome.WEAK, None, candidates, (*flags, Flag.WEAK))
        return Resolution(mention, Outcome.RESOLVED, place_id, candidates, flags)

    def _beside_seats(
        self, choice: Choice, hits: Hits, numbers: Sequence[int], kinds: Mapping[str, str], day: date | None
    ) -> Choice:
        """The places that the kind leaves, and seats that are written so where none of them is, nor is called so."""
        if not choice.reasons:
            return choice
        places_of_name = self._index.postings.places_of_name
        held = {*hits.spelled, *hits.plain}
        written = {places_of_name[number] for number in numbers if number in held}
        if not written.isdisjoint(choice.ids) or not self._bearing(OWN, numbers).isdisjoint(choice.ids):
            return choice
        importances = self._districts.importances(day)
        seats = [id_ for id_ in kinds if id_ in written and importances[id_] == SEAT]
        return choice._replace(ids=[*choice.ids, *seats], flags=(Flag.KIND_DIFFERS,)) if seats else choice

    def rivals(self, hits: Hits, within: Sequence[int], inside: frozenset[str], day: date | None) -> list[int]:
        """Names of seats and towns outside a district that agree better than any inside.

        There are none where the spelling, or a place's own name, agrees inside: a town's namesake there is meant.
        """
        held = {*hits.spelled, *hits.plain}
        if not held.isdisjoint(within) or self._bearing(OWN, within):
            return []
        sorts, places_of_name = self._index.postings.sorts, self._index.postings.places_of_name
        importances = self._districts.importances(day)
        return [
            number
            for number in hits.numbers
            if (sorts[number] & OWN or number in held)
            and (place_id := places_of_name[number]) not in inside
            and importances[place_id] < ORDINARY
        ]

    def _bearing(self, sort: int, numbers: Iterable[int]) -> set[str]:
        """The places of those of some names that are of a sort."""
        sorts, places_of_name = self._index.postings.sorts, self._index.postings.places_of_name
        return {places_of_name[number] for number in numbers if sorts[number] & sort}

    def _candidates(self, mention: Mention, choice: Choice, hits: Hits, where: Where) -> tuple[Candidate, ...]:
        match, taken_off, _, _ = hits.evidence
        usual = Evidence(match, taken_off, where, choice.reasons)
        if not hits.spelled and not hits.plain:
            return self._all_alike(choice.ids, usual, mention.date)
        places_of_name = self._index.postings.places_of_name
        better: dict[str, Match] = {}
        for number in hits.plain:
            better[places_of_name[number]] = Match.PLAIN
        for number in hits.spelled:
            better[places_of_name[number]] = Match.SPELLING
        candidates: list[Candidate] = []
        for place_id in choice.ids:
            told = better.get(place_id)
            evidence = Evidence(told, taken_off, where, choice.reasons) if told else usual
            candidates.append(Candidate(place_id, evidence))
        return self.ranked(candidates, mention.date) if len(candidates) > 1 else tuple(candidates)

    def _all_alike(self, ids: Sequence[str], evidence: Evidence, day: date | None) -> tuple[Candidate, ...]:
        """Places for which the same speaks, in the order of `ranked`."""
        if len(ids) == 1:
            return (Candidate(ids[0], evidence),)
        by_importance = sorted(sorted(ids), key=self._districts.importances(day).__getitem__)
        return tuple([Candidate(place_id, evidence) for place_id in by_importance])

    def is_mere_guess(self, found: Resolution, numbers: Iterable[int]) -> bool:
        """Whether the one place that was found is no town, and none of its own names agrees but by another reading."""
        if found.place_id is None or found.candidates[0].evidence.match not in GUESSED:
            return False
        importance = self._districts.importances(found.mention.date)[found.place_id]
        return importance == ORDINARY and found.place_id not in self._bearing(OWN, numbers)

    def may_lack_namesakes(self, place_id: str, day: date | None) -> bool:
        """Whether another place may bear a name of a place that is no town: no data set means to list them all."""
        return not self._is_listed_whole and self._districts.importances(day)[place_id] == ORDINARY

    def ranked(self, candidates: Iterable[Candidate], day: date | None) -> tuple[Candidate, ...]:
        """Seats of districts first, then towns; of one importance those that agree best; then by id."""
        importances = self._districts.importances(day)

        def rank(item: Candidate) -> tuple[int, int, str]:
            return importances[item.place_id], STRENGTHS[item.evidence.match], item.place_id

        return tuple(sorted(candidates, key=rank))

    def _of_day(self, choice: Choice, numbers: Iterable[int], day: date) -> Choice:
        """The places that bore the name on a day, unless none did."""
        names = self._names(choice.ids, numbers)
        on_the_day = [id_ for id_ in choice.ids if any(valid_on(name, day) for name in names[id_])]
        if not on_the_day:
            return choice._replace(flags=(*choice.flags, Flag.NAME_OF_ANOTHER_TIME))
        return _narrowed(choice, on_the_day, Reason.VALID_THEN)

    def _of_better_name(
        self,
        choice: Choice,
        hits: Hits,
        numbers: Iterable[int],
        kinds: Mapping[str, str],
        where: Where,
        day: date | None,
    ) -> Choice:
        """The places whose own name it is; inside a district on a day, of one kind, the better attested.

        A seat of a district is never outranked by a lesser place: it stays, whatever its name. Nor is a place of
        which some list gives this very spelling, unless another's own name is written so.
        """
        choice = _narrowed(choice, self._of_proper_name(choice.ids, hits, numbers, day), Reason.PROPER)
        if day is not None and where is Where.SAME_DISTRICT and len({kinds[id_] for id_ in choice.ids}) == 1:
            choice = _narrowed(choice, self._best_attested(choice.ids, numbers), Reason.ATTESTED)
        return choice

    def _of_proper_name(self, ids: list[str], hits: Hits, numbers: Iterable[int], day: date | None) -> list[str]:
        proper = self._bearing(OWN, numbers).intersection(ids)
        if not proper or len(proper) == len(ids):
            return ids
        importances, places_of_name = self._districts.importances(day), self._index.postings.places_of_name
        spelled = {places_of_name[number] for number in hits.spelled}
        written = spelled.union([places_of_name[number] for number in hits.plain])
        kept = proper if not proper.isdisjoint(written) else proper | spelled
        return [id_ for id_ in ids if id_ in kept or importances[id_] == SEAT]

    def _names(self, ids: Iterable[str], numbers: Iterable[int]) -> dict[str, list[Name]]:
        """Those of some names that each of some places bears."""
        places_of_name = self._index.postings.places_of_name
        names: dict[str, list[Name]] = {id_: [] for id_ in ids}
        name = self._index.name
        for number in numbers:
            if (place_id := places_of_name[number]) in names:
                names[place_id].append(name(number))
        return names

    def _best_attested(self, ids: list[str], numbers: Iterable[int]) -> list[str]:
        """The places with most of two: a list of all settlements has one of the names, a page of the record has."""
        if len(ids) == 1:
            return ids
        listed, cited = self._bearing(LISTED, numbers), self._bearing(CITED, numbers)
        return _highest({id_: (id_ in listed) + (id_ in cited) for id_ in ids})


def _relaxations(evidence: Evidence, told: str | None, kind: str | None) -> int:
    """How many liberties were taken with a spelling: words and endings taken off, letters read otherwise.

    A word that tells what the place is, such as 'село', is no liberty.
    """
    off = [item for item in evidence.taken_off if item is not TakenOff.GENERIC or told is None or told != kind]
    return len(off) + (evidence.match in GUESSED)


def _of_kind(kinds: Mapping[str, str], stated: str | None) -> Choice:
    """The places that the kind leaves."""
    held = frozenset(kinds.values())
    meant, reasons, flags = _meant(held, stated)
    ids = list(kinds) if meant == held else [id_ for id_, kind in kinds.items() if kind in meant]
    return Choice(ids, reasons, flags)


@lru_cache(1024)
def _meant(held: frozenset[str], stated: str | None) -> tuple[frozenset[str], tuple[Reason, ...], tuple[Flag, ...]]:
    """Those of the kinds of some places that a stated kind may mean, with what is to be told of it."""
    if not stated:
        settled = held.intersection({*SETTLEMENTS, OUTSIDE})
        return settled or held, (), ()
    for meant in KIND_ALIASES.get(stated, (stated,)):
        if meant in held:
            agrees = stated in (meant, ANY_SETTLEMENT)
            return frozenset({meant}), BY_KIND if agrees else (), () if agrees else (Flag.KIND_DIFFERS,)
    if stated in (*TOWNS, ANY_SETTLEMENT) and held == {OUTSIDE}:
        return held, (), ()
    return held, (), (Flag.KIND_DIFFERS,)


def _highest(ranks: Mapping[str, int]) -> list[str]:
    highest = max(ranks.values())
    return [id_ for id_, rank in ranks.items() if rank == highest]


def _narrowed(choice: Choice, ids: list[str], reason: Reason) -> Choice:
    """The choice narrowed to some of its places; the reason is one only if it leaves any out."""
    return choice._replace(ids=ids, reasons=(*choice.reasons, reason)) if len(ids) < len(choice.ids) else choice
