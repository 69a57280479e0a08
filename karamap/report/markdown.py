"""Text, links and tables of Markdown, as Pandoc and CommonMark read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"""([\\`*_{}\[\]<>|~^$@&#])""")
"""What may mean something anywhere; a backslash before any of them makes it itself."""

_AT_START = re.compile(r"^(\d*)([-+=:.)!%])")
"""What may mean something where a line begins: items of a list, a rule, a title."""


def plain(text: str) -> str:
    r"""A text on one line that means nothing but itself.

    >>> plain("a*b* | <c>. (d)"), plain("3. d"), plain("- e")
    ('a\\*b\\* \\| \\<c\\>. (d)', '3\\. d', '\\- e')
    """
    return _AT_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def link(address: str) -> str:
    """An address that can be followed; what would end it is escaped as addresses have it."""
    safe = "".join(f"%{ord(letter):02X}" if letter in "<>" or letter.isspace() else letter for letter in address)
    return f"<{safe}>"


WIDEST = 40
"""So many characters of a column count for its width at the most."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> list[str]:
    """Lines of a pipe table, and an empty one after it; Pandoc takes the widths of columns from the dashes.

    Args:
        head: names of columns, Markdown.
        rows: cells, Markdown.
        numbers: so many of the last columns are set flush right.
    """
    lines = [tuple(head), *map(tuple, rows)]
    widths = [_width(column) for column in zip(*lines, strict=True)]
    words = len(head) - numbers
    rule = [f"{'-' * width}{':' if at >= words else '-'}" for at, width in enumerate(widths)]
    return [*(f"| {' | '.join(cells)} |" for cells in (lines[0], rule, *lines[1:])), ""]


def _width(cells: Sequence[str]) -> int:
    """A width in which no word is broken, and cells of the usual length stand on one line or two."""
    longest = max(len(word) for text in cells for word in text.split() or [""])
    usual = sum(map(len, cells)) // len(cells)
    return min(WIDEST, max(longest + 4, usual))
