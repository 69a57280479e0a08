"""Which way text is written."""

from __future__ import annotations

import unicodedata

from karamap.errors import RenderError

_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"))


def direction_of(language: str) -> str:
    """Which way a language is written, as HTML says it.

    >>> direction_of("fa"), direction_of("az-Latn")
    ('rtl', 'ltr')
    """
    return "rtl" if language.split("-", 1)[0] in _RIGHT_TO_LEFT else "ltr"


def check_figure_language(language: str) -> None:
    """Refuse a language for figures: their lines have no direction, and its words would stand in the wrong order.

    Raises:
        RenderError: the language is written from right to left.
    """
    if direction_of(language) == "rtl":
        raise RenderError(
            f"figures cannot be written from right to left as {language!r} is; choose another language, which can "
            f"have the names on the map in {language!r}, or draw a page"
        )


def isolated(text: str) -> str:
    """Text that is written from right to left between marks that keep what stands beside it in its place (UAX 9).

    >>> isolated("Mine")
    'Mine'
    """
    turns = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return f"\u2068{text}\u2069" if turns else text
