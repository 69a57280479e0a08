"""Text of others as a terminal may show it."""

from __future__ import annotations

PERSIAN_JOINER = "\u200c"
"""ZERO WIDTH NON-JOINER, which Persian spelling needs inside words: the one invisible character in names."""


def as_utf8(text: str) -> str:
    r"""Text of the command line or of a file name, with bytes that the locale could not read taken for UTF-8.

    >>> as_utf8("\udcc5\udc9eu\udcc5\udc9fa")
    'Şuşa'
    >>> as_utf8("\udcff") == "\udcff", as_utf8("é\ud800") == "é\ud800"
    (True, True)
    """
    if text.isascii():
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    except UnicodeError:
        return text


def printable(text: str) -> str:
    r"""Text as one line for a terminal: what would move the cursor or turn the line about is written as an escape.

    >>> print(printable("Şuşa\x1b[2J"), printable("\u202eLaçın\n"), printable("\udcff.html"))
    Şuşa\x1b[2J \u202eLaçın\n \udcff.html
    """
    if text.isprintable():
        return text
    return "".join(map(_shown, as_utf8(text)))


def _shown(letter: str) -> str:
    return letter if letter.isprintable() or letter == PERSIAN_JOINER else ascii(letter)[1:-1]
