"""Resolves what lists hold beside a name: several names of one place, and what stands in brackets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from karamap.names.index import NameIndex
from karamap.names.listed_names import ListedName, parted_by_comma
from karamap.names.resolutions import DOUBTS, Candidate, Flag, Mention, Outcome, Resolution

FIRM = frozenset({Outcome.RESOLVED, Outcome.AMBIGUOUS})


class ListReading:
    """Reads cells of lists with what resolves one name, and what tells the districts of a name."""

    def __init__(
        self,
        index: NameIndex,
        resolve: Callable[[Mention], Resolution],
        districts_named: Callable[[str], frozenset[str]],
        ranked: Callable[[Iterable[Candidate], Mention], tuple[Candidate, ...]],
    ) -> None:
        self._index, self._resolve, self._districts_named = index, resolve, districts_named
        self._ranked = ranked

    def resolution(self, mention: Mention, listed: ListedName) -> Resolution:
        """The answer to a cell.

        Two names of one place are right together; two that no place shares are ambiguous, with flag
        `names_disagree`. What stands in brackets is a second name if the places agree, else a district, else a
        kind, else it is flagged `other_name_unknown`.
        """
        found = self._of_names(mention, listed.names)
        if listed.number:
            found = self._or_numbered(mention, listed, found)
        if listed.aside:
            found = self._with_aside(mention, listed, found, listed.aside)
        elif len(listed.names) == 1 and (parts := parted_by_comma(listed.names[0])):
            name, aside = parts
            found = self._with_aside(mention, ListedName((name,)), self._of_names(mention, (name,)), aside)
        return found._replace(mention=mention)

    def _of_names(self, mention: Mention, names: Sequence[str]) -> Resolution:
        found = self._resolve(mention._replace(name=names[0]))
        for name in names[1:]:
            found = self._joined(found, self._resolve(mention._replace(name=name)))
        return found

    def _or_numbered(self, mention: Mention, listed: ListedName, found: Resolution) -> Resolution:
        """What is found without the number, or with it as part of the name, or both."""
        numbered = self._of_names(mention, [f"{listed.number} {name}" for name in listed.names])
        if numbered.outcome not in FIRM:
            return found
        return numbered if found.outcome not in FIRM else self._ambiguous([found, numbered])

    def _with_aside(self, mention: Mention, listed: ListedName, found: Resolution, aside: str) -> Resolution:
        second = self._resolve(mention._replace(name=aside))
        if _common(found, second):
            return self._joined(found, second)
        if districts := self._districts_named(aside):
            return self._in_district(mention, listed, found, aside, districts)
        if kind := self._index.orthographies.name_forms.kind_of(aside):
            return found if mention.kind else self._of_names(mention._replace(kind=kind), listed.names)
        return self._joined(found, second)

    def _in_district(
        self, mention: Mention, listed: ListedName, found: Resolution, aside: str, districts: frozenset[str]
    ) -> Resolution:
        """The names in the district in brackets, unless another is stated."""
        if not mention.district:
            return self._of_names(mention._replace(district=aside), listed.names)
        if districts & self._districts_named(mention.district):
            return found
        return _weakened(found, Flag.DISTRICT_MISMATCH)

    def _joined(self, one: Resolution, other: Resolution) -> Resolution:
        """What two names of one place come to together."""
        if common := _common(one, other):
            flags = tuple(dict.fromkeys((*one.flags, *other.flags)))
            if len(common) > 1:
                return one._replace(outcome=Outcome.AMBIGUOUS, place_id=None, candidates=common, flags=flags)
            if one.outcome in FIRM and other.outcome in FIRM and DOUBTS.isdisjoint(flags):
                return one._replace(outcome=Outcome.RESOLVED, place_id=common[0].place_id, candidates=common)
            return one._replace(outcome=Outcome.WEAK, place_id=None, candidates=common, flags=_with(flags, Flag.WEAK))
        if other.outcome not in FIRM:
            return one._replace(flags=_with(one.flags, Flag.OTHER_NAME_UNKNOWN))
        if one.outcome not in FIRM:
            return _weakened(other, Flag.OTHER_NAME_UNKNOWN)
        joined = self._ambiguous([one, other])
        return joined._replace(flags=_with(joined.flags, Flag.NAMES_DISAGREE))

    def _ambiguous(self, answers: Sequence[Resolution]) -> Resolution:
        """All that several answers name, or the one place that they do."""
        candidates = {item.place_id: item for answer in reversed(answers) for item in answer.candidates}
        first = answers[0]
        if len(candidates) == 1:
            return first
        flags = tuple(dict.fromkeys([flag for answer in answers for flag in answer.flags]))
        together = self._ranked(candidates.values(), first.mention)
        return first._replace(outcome=Outcome.AMBIGUOUS, place_id=None, candidates=together, flags=flags)


def _common(one: Resolution, other: Resolution) -> tuple[Candidate, ...]:
    """The places that both may be, if both may be any."""
    if Outcome.UNRESOLVED in (one.outcome, other.outcome):
        return ()
    others = {item.place_id for item in other.candidates}
    return tuple([item for item in one.candidates if item.place_id in others])


def _weakened(found: Resolution, flag: Flag) -> Resolution:
    """An answer that something speaks against: no place is vouched for."""
    if found.outcome is not Outcome.RESOLVED:
        return found._replace(flags=_with(found.flags, flag))
    return found._replace(outcome=Outcome.WEAK, place_id=None, flags=_with(_with(found.flags, flag), Flag.WEAK))


def _with(flags: tuple[Flag, ...], flag: Flag) -> tuple[Flag, ...]:
    return flags if flag in flags else (*flags, flag)
