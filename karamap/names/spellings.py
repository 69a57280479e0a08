"""What a spelling is made of: letters folded, words, scripts, and whether it is what it looks like."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

SCRIPTS = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Armn": "ARMENIAN", "Arab": "ARABIC"}


MAX_LENGTH = 100
"""Longest spelling that is read, in characters; the longest name in the shipped gazetteer has 43."""


APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`´‘′ʹ", "'"))


_INVISIBLE = dict.fromkeys((0xAD, 0x61C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF))
"""Soft hyphen, joiners and the plain marks of direction: they change no letter and nobody sees them."""


_FOLDED = APOSTROPHES | str.maketrans({"ı": "i", "ǝ": "ə", "\u0307": None})


_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?")


def fold(name: str) -> str:
    """Case, dots and presentation folded, letters kept: what makes two spellings the same spelling.

    Dotted and dotless i are one here, so that capitals compare whatever the language.

    >>> fold("İŞIQLI") == fold("işıqlı") == fold("IŞIQLI")
    True
    >>> fold("Kənd  Zəngilan")
    'kənd zəngilan'
    """
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", _visible(name)).casefold())
    return " ".join(composed.translate(_FOLDED).split())


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, in the case they were written in; hyphens and commas part them.

    >>> words_of("Кенд-Зангилан")
    ('Кенд', 'Зангилан')
    """
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", _visible(name)))
    return tuple(_WORD.findall(plain.translate(APOSTROPHES)))


def is_readable(name: str) -> bool:
    """Whether a spelling is what it looks like.

    It is not if it is too long, holds controls, marks that reorder what is seen, or unpaired surrogates,
    or mixes letters of several scripts in one word.

    >>> is_readable("Ağdam"), is_readable("Аğdam")  # the second begins with a Cyrillic letter
    (True, False)
    """
    if len(name) > MAX_LENGTH:
        return False
    if name.isascii():
        return name.isprintable() or not any(unicodedata.category(letter) == "Cc" for letter in name.strip())
    visible = _visible(name)
    if not visible.isprintable() and any(
        unicodedata.category(letter)[0] == "C" for letter in visible if not letter.isspace()
    ):
        return False
    return _is_of_one_script(visible) or all(map(_is_of_one_script, visible.replace("-", " ").split()))


def _visible(name: str) -> str:
    """A name without the marks that nobody sees; none of them counts as printable."""
    return name if name.isprintable() else name.translate(_INVISIBLE)


def _is_of_one_script(text: str) -> bool:
    return len(set(map(script_of_letter, text)) - {"Zyyy"}) <= 1


def script_of(name: str) -> str:
    """The ISO 15924 code of the script most letters of a name are in, `Zyyy` if none is known.

    >>> script_of("Чопедере"), script_of("Աղբենդ"), script_of("Ağbənd")
    ('Cyrl', 'Armn', 'Latn')
    """
    scripts = [script_of_letter(letter) for letter in name if letter.isalpha()]
    known = [script for script in SCRIPTS if script in scripts]
    return max(known, key=scripts.count) if known else "Zyyy"


@cache
def script_of_letter(letter: str) -> str:
    """The ISO 15924 code of the script of one letter, `Zyyy` if it is of none known here."""
    described = unicodedata.name(letter, "")
    return next((code for code, word in SCRIPTS.items() if described.startswith(word)), "Zyyy")
