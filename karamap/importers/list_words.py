"""Knows what lists in other languages than English call their columns, kinds of places and ways of holding one.

The words stand in ``list_words.csv`` beside this module, one a row: what it is a word of (`header`, `kind`, `how`,
`holder`, `month`, `season`), what it means there, in which language, and the word.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType

from karamap.tables import csv_reader
from karamap.tables.hand_made import key_of

COLUMNS = ("of", "means", "language", "word")


@cache
def rows() -> tuple[tuple[str, str, str, str], ...]:
    """The rows of the table, without its header."""
    lines = files("karamap.importers").joinpath("list_words.csv").read_text(encoding="utf-8").splitlines()
    return tuple((of, means, language, word) for of, means, language, word in list(csv_reader.records(lines))[1:])


@cache
def headers(means: str) -> tuple[str, ...]:
    """What columns of a meaning are called in languages other than English.

    >>> "Länge" in headers("lon"), headers("no such meaning")
    (True, ())
    """
    return tuple(dict.fromkeys(word for of, meant, _, word in rows() if (of, meant) == ("header", means)))


@cache
def meanings(of: str) -> MappingProxyType[str, str]:
    """What each word of a cell means, by the word in small letters.

    >>> meanings("kind")["dorf"]
    'village'
    """
    return MappingProxyType({word.casefold(): means for table, means, _, word in rows() if table == of})


def languages() -> tuple[str, ...]:
    """The languages that headers are known in beside English, as ISO 639 codes."""
    return tuple(sorted({language for of, _, language, _ in rows() if of == "header"}))


@cache
def header_keys() -> frozenset[str]:
    """All headers of the table, as they are compared."""
    return frozenset(key_of(word) for of, _, _, word in rows() if of == "header")
