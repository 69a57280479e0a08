"""Which script letters are of, by the Unicode property, and which scripts one word may mix."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cache

NEUTRAL = "Zyyy"
"""What letters, marks and signs are said to be of that go with any script."""


WRITTEN_TOGETHER = (frozenset({"Hira", "Kana", "Hani"}), frozenset({"Hang", "Hani"}))
"""Scripts that one language mixes within a word: Japanese, Korean (Unicode Technical Standard 39, section 5.1)."""


JOINT_CODES = {
    "Jpan": WRITTEN_TOGETHER[0],
    "Hrkt": frozenset({"Hira", "Kana"}),
    "Kore": WRITTEN_TOGETHER[1],
    "Hans": frozenset({"Hani"}),
    "Hant": frozenset({"Hani"}),
}
"""Codes of ISO 15924 that name several scripts, or a manner of one, by the scripts that Unicode tells apart."""


def script_of(name: str) -> str:
    """The ISO 15924 code of the script most letters of a name are in, `Zyyy` if it has none.

    >>> script_of("Москва"), script_of("Փարիզ"), script_of("İzmir"), script_of("ရန်ကုန်")
    ('Cyrl', 'Armn', 'Latn', 'Mymr')
    """
    scripts = [script_of_letter(letter) for letter in name if letter.isalpha()]
    told = Counter(script for script in scripts if script != NEUTRAL)
    return told.most_common(1)[0][0] if told else NEUTRAL


def is_written_in(name: str, code: str) -> bool:
    """Whether most letters of a name are in the script, or one of the scripts, that a code of ISO 15924 names."""
    return script_of(name) in JOINT_CODES.get(code, (code,))


def goes_with(letters: str, code: str) -> bool:
    """Whether letters or marks may stand in a script: they are of it, or of none."""
    return script_of(letters) == NEUTRAL or is_written_in(letters, code)


def is_one_writing(letters: Iterable[str]) -> bool:
    """Whether letters may stand in one word: those of several scripts are a disguise, not a language.

    The second of these begins with a Cyrillic letter:

    >>> is_one_writing("İzmir"), is_one_writing("İzmіr"), is_one_writing("東京タワー")
    (True, False, True)
    """
    scripts = {*map(script_of_letter, letters)}
    scripts.discard(NEUTRAL)
    return len(scripts) <= 1 or any(scripts <= together for together in WRITTEN_TOGETHER)


@cache
def script_of_letter(letter: str) -> str:
    """The ISO 15924 code of the script of one character, `Zyyy` if it goes with any."""
    starts, codes = _ranges()
    return codes[bisect_right(starts, ord(letter)) - 1]


@cache
def is_mark(letter: str) -> bool:
    """Whether a character stands on, under or around the letter before it: a vowel sign, an accent, a virama."""
    return unicodedata.category(letter)[0] == "M"


@cache
def _ranges() -> tuple[list[int], list[str]]:
    """First characters of ranges in order, and the script of each."""
    from karamap.names.script_ranges import RANGES  # noqa: PLC0415 - names in plain letters never need it

    pairs = [pair.split(":") for pair in RANGES.split()]
    return [int(start, 16) for start, _ in pairs], [code for _, code in pairs]
