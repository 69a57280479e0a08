"""Which way text is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

FROM_RIGHT, FROM_FIRST, END = "\u2067", "\u2068", "\u2069"
"""Marks that isolate a text (UAX 9): it goes from right to left, or as its first letter does; and where it ends."""

_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"))


def direction_of(language: str) -> str:
    """Which way a language is written, as HTML says it.

    >>> direction_of("fa"), direction_of("az-Latn")
    ('rtl', 'ltr')
    """
    return "rtl" if language.split("-", 1)[0] in _RIGHT_TO_LEFT else "ltr"


def isolated(text: str, among: str = "en") -> str:
    """A text within a sentence, between marks that keep what stands beside it in its place (UAX 9).

    Args:
        text: a name, or what else is no part of the language of the sentence.
        among: the language of the sentence. In one that is written from right to left all that has letters is isolated,
            so that two Latin names one after the other stand in the order of the sentence; in another what turns it.

    >>> isolated("Mine"), isolated("Mine", "ar") == f"{FROM_FIRST}Mine{END}"
    ('Mine', True)
    """
    kinds = ("R", "AL", "L") if direction_of(among) == "rtl" else ("R", "AL")
    turns = any(unicodedata.bidirectional(letter) in kinds for letter in text)
    return f"{FROM_FIRST}{text}{END}" if turns else text


def from_right(text: str) -> str:
    """A text of a language that is written from right to left, which goes so whatever its first letter is."""
    return f"{FROM_RIGHT}{text}{END}"


def without_isolates(text: str) -> str:
    """A text without such marks, for where nothing reads them."""
    return text.translate(dict.fromkeys(map(ord, (FROM_RIGHT, FROM_FIRST, END))))


def whole_isolates(lines: Iterable[str]) -> Iterator[str]:
    """The lines into which a text was broken, each with the marks that end what begins in it and begin what ends in it.

    >>> list(whole_isolates(["a \u2068b", "c\u2069 d"])) == ["a \u2068b\u2069", "\u2068c\u2069 d"]
    True
    """
    opened: list[str] = []
    for line in lines:
        before = "".join(opened)
        for letter in line:
            if letter in (FROM_RIGHT, FROM_FIRST):
                opened.append(letter)
            elif letter == END and opened:
                opened.pop()
        yield before + line + END * len(opened)
