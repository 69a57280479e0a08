"""The look-up tables of a gazetteer's names: where each spelling and key leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from karamap.gazetteer.places import Gazetteer, Name
from karamap.names.keys import Orthographies
from karamap.names.spellings import fold

LEVELS = (1, 2, 3)


Postings = dict[str, list[int]]


@dataclass(frozen=True)
class Index:
    """Where each spelling and key of each name leads: to numbers of `entries`, a place and one of its names."""

    entries: Sequence[tuple[str, Name]]
    bearers: Sequence[str]
    """The place of each entry."""

    dated: frozenset[int]
    """The entries whose name is not valid at all times."""

    spellings: Postings
    usual: Mapping[str, str]
    """The first key of each spelling, whatever its language: what a look-up would make of it."""

    keys: Mapping[int, Postings]
    by_generic: Mapping[str, list[tuple[int, str]]]
    """Names that begin with a generic word, by the key of the rest, or by "=" and its spelling: the
    entry, and the kind the word tells."""

    districts: Mapping[str, list[str]]

    @classmethod
    def of(cls, gazetteer_: Gazetteer, orthographies: Orthographies) -> Index:
        """Read every name of a gazetteer by the orthography of its language."""
        entries = [(place_id, name) for place_id, held in gazetteer_.names.items() for name in held]
        spellings: defaultdict[str, list[int]] = defaultdict(list)
        keys: dict[int, defaultdict[str, list[int]]] = {level: defaultdict(list) for level in LEVELS}
        by_generic: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, (_, name) in enumerate(entries):
            spellings[fold(name.text)].append(number)
            found = orthographies.keys(orthographies.form(name.text), name.language)
            for level in LEVELS:
                for key in orthographies.raised(found, level):
                    keys[level][key].append(number)
            if (rest := orthographies.generic_first(name.text)) and rest.kind:
                for key in ("=" + fold(" ".join(rest.words)), *orthographies.keys(rest, name.language)):
                    by_generic[key].append((number, rest.kind))
        districts: defaultdict[str, list[str]] = defaultdict(list)
        for district_id, held in gazetteer_.district_names.items():
            for name in held:
                for key in orthographies.keys(orthographies.form(name.text), name.language):
                    if district_id not in districts[key]:
                        districts[key].append(district_id)
        usual = {
            spelling: found[0]
            for spelling in spellings
            if (found := orthographies.keys(orthographies.form(spelling), limit=1))
        }
        bearers = [place_id for place_id, _ in entries]
        dated = frozenset({number for number, (_, name) in enumerate(entries) if name.valid_from or name.valid_to})
        postings = {level: dict(held) for level, held in keys.items()}
        return cls(tuple(entries), bearers, dated, dict(spellings), usual, postings, by_generic, districts)
