"""Of what sort a name is: all that the choice among places asks of it, as the bits of a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from karamap.gazetteer.places import Dataset, Name

PROPER = frozenset({"official", "exonym"})
"""Kinds of names that tell a place from one for which the same spelling is only a variant."""


DATED, OWN, LISTED, CITED = 1, 2, 4, 8
"""A name that is not valid at all times; a place's own (`PROPER`); one that a data set gives which means to list every
settlement; one that is from no data set, but from a page of the record."""


def sorting(datasets: Mapping[str, Dataset]) -> Callable[[Name], int]:
    """What tells of a name, of whatever place, of what sort it is; `datasets` are those of its gazetteer."""
    complete = frozenset({id_ for id_, dataset in datasets.items() if dataset.lists_all})

    def sort_of(name: Name) -> int:
        sort = DATED if name.valid_from or name.valid_to else 0
        if name.kind in PROPER:
            sort |= OWN
        if name.source_id in complete:
            sort |= LISTED
        return sort if name.source_id in datasets else sort | CITED

    return sort_of
