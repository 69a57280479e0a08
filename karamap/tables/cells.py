"""Values as cells of a CSV file that a spreadsheet may open: text that it would take for a formula is guarded."""

from __future__ import annotations

import csv
import re
import unicodedata
from typing import Any, Protocol

FORMULA_STARTS = "=+-@"
"""Characters with which a spreadsheet begins a formula."""

_IN_FORMULAS = re.compile(
    r"""
    [|"]                                               # DDE, a text
    | [^\W\d]\w*\(                                     # a call: SUM(
    | !(?=[\w$'])                                      # another sheet
    | (?<![^\W_])\$?[A-Z]{1,3}(\$?\d|:\$?[A-Z])        # a cell, a range: A1, $B$2, A:C
    | ^.[^*/^&:+]*\d[\s)%]*[*/^&:+][\d\s.,()%*/^&:+-]*$  # figures and operators alone: -2*3
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""What a text holds that begins with + - @ and comes to something; all else there is a number or comes to an error."""


class Written(Protocol):
    """What takes text."""

    def write(self, text: str, /) -> object:
        """Take some text."""


class _Lines:
    """Hands rows on that end with CR and LF as rows that end with LF."""

    def __init__(self, stream: Written) -> None:
        self._stream = stream

    def write(self, row: str) -> None:
        self._stream.write(f"{row.removesuffix(ROW_END)}\n")


ROW_END = "\r\n"


def csv_writer(stream: Written) -> Any:
    r"""A writer of CSV rows that end with LF; a cell with a line break of either kind stands in quotes.

    Python's own writer leaves a lone CR bare where rows end with LF, and a spreadsheet begins a row there, with
    whatever formula follows.

    >>> import io
    >>> csv_writer(text := io.StringIO()).writerow(["a\r=1", "b"])
    >>> text.getvalue()
    '"a\r=1",b\n'
    """
    return csv.writer(_Lines(stream), lineterminator=ROW_END)


def cell(value: Any) -> str:
    """A value as the text of one CSV cell; text that a spreadsheet would take for a formula gets a leading quote.

    That is what begins, after any spaces, with `=`, and what begins with `+`, `-` or `@` and holds a call, a cell, a
    text in quotes, a bar, another sheet or arithmetic. Numbers, telephone numbers, handles and items of a list stay.

    >>> [cell(text) for text in ("=1+1", "+A1", "@SUM(A1)", "-71.05", "+994 12 555", "@channel", "- first report")]
    ["'=1+1", "'+A1", "'@SUM(A1)", '-71.05', '+994 12 555', '@channel', '- first report']
    """
    if isinstance(value, list):
        return cell(" ".join(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet that opens a CSV file would make something else of a text."""
    start = text.lstrip()[:1]
    if not start or unicodedata.normalize("NFKC", start) not in FORMULA_STARTS:
        return False
    plain = unicodedata.normalize("NFKC", text).strip()
    return plain.startswith("=") or _IN_FORMULAS.search(plain) is not None
