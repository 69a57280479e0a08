"""What lists hold beside a name: numbers and bullets, footnotes, a second name, a district or a kind in brackets."""

from __future__ import annotations

import re
from typing import NamedTuple

FOOTNOTES = re.compile(r"\[\s*(?:\d+|\w|(?:note|nb|n|c|прим)\.?\s*\d+)\s*\]|[¹²³⁰-⁹₀-₉*†‡§]", re.IGNORECASE)
"""[12], [a], [note 3], raised figures and the marks that stand for them."""


MARKED = re.compile(r"[^\w\s'’ʼ`´‘′ʹʻ‛ˈʾʿ՚.-]|[\d¹²³⁰-⁹₀-₉]|^\s*[-.]|[.]\s*$|\s-\s|_")
"""What a plain name does not hold; full stops within it belong to abbreviations."""


BULLET = re.compile(r"^[\s•·▪■●◦‣⁃–—○◆➢✓>.-]+")


NUMBER = re.compile(r"^\s*(?:№|#|No\.?)?\s*\(?(\d{1,3})\s*[.):\]]+\s*(?=\D)")
"""A number of the list; the point or bracket after it tells it from '2 Alma', which is a name."""


BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]?")


SEPARATORS = re.compile(r"[/|\\]|\s=\s")


EDGES = " \t\n\"'«»“”„‹›.,،;؛:!?…।-–—()[]{}"


class ListedName(NamedTuple):
    """A cell of a list: names that should mean one place, what stands aside of them, and a number in front.

    `aside` may be a second name, a district or a kind. The number may belong to the name: '1. Alma' is the first
    item of a list or the First Alma.
    """

    names: tuple[str, ...]
    aside: str | None = None
    number: str | None = None


def read(text: str) -> ListedName | None:
    """What a cell holds; None if that is a name and nothing else.

    >>> read("Alma")
    >>> read("3. Alma / Elma[12] (Heyva)")
    ListedName(names=('Alma', 'Elma'), aside='Heyva', number='3')
    """
    if MARKED.search(text) is None:
        return None
    rest = BULLET.sub("", FOOTNOTES.sub(" ", text))
    number = NUMBER.match(rest)
    if number:
        rest = rest[number.end() :]
    asides = [aside for found in BRACKETS.findall(rest) if (aside := _trimmed(found))]
    names = _names(BRACKETS.sub(" ", rest))
    if not names and asides:
        names, asides = _names(asides[0]), asides[1:]
    return ListedName(names or (text,), asides[0] if asides else None, number.group(1) if number else None)


def parted_by_comma(name: str) -> tuple[str, str] | None:
    """A name and what a comma parts from it, which may be its district."""
    first, comma, rest = name.replace("،", ",").partition(",")
    return (_trimmed(first), _trimmed(rest)) if comma and _trimmed(first) and _trimmed(rest) else None


def _names(text: str) -> tuple[str, ...]:
    names = map(_trimmed, SEPARATORS.split(text))
    return tuple(dict.fromkeys([name for name in names if name]))


def _trimmed(name: str) -> str:
    return " ".join(name.strip(EDGES).split())
