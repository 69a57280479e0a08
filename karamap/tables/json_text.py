"""Reads JSON that somebody else wrote: within bounds, and with the line of what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

MOST_BRACKETS, MOST_COMMAS = 3_000_000, 8_000_000
"""So many lists and objects, and so many values, are read at the most: each takes up to a hundred bytes of memory."""

_BLANKS = re.compile(r"[ \t\n\r]*")


class JsonError(ValueError):
    """A text that is no JSON, or more of it than is read: what is wrong with it, and on which line."""

    def __init__(self, problem: str, line: int = 1) -> None:
        self.problem, self.line = problem, line
        super().__init__(problem)


def parsed(text: str) -> Any:
    """The value that a text states.

    Raises:
        JsonError: it states none, or too much; NaN and infinity are no numbers of JSON.
    """
    scanner = Scanner(text)
    value = scanner.value()
    scanner.end()
    return value


def told(value: Any) -> str:
    """A value as Python writes it, for a message; where it is too deep or too long for that, what it is.

    >>> told("near"), told([1, 2.5])
    ("'near'", '[1, 2.5]')
    """
    try:
        return repr(value)
    except (RecursionError, ValueError):
        return "a number of thousands of digits" if isinstance(value, int) else "lists within lists"


class Scanner:
    """Reads a text piece by piece, so that whoever reads an object knows the line on which each part of it begins.

    Raises:
        JsonError: the text is more than is read; as each of the methods does where it finds something else.
    """

    def __init__(self, text: str) -> None:
        if text.count("[") + text.count("{") > MOST_BRACKETS or text.count(",") > MOST_COMMAS:
            raise JsonError(f"more than {MOST_BRACKETS:,} lists and objects, or {MOST_COMMAS:,} values")
        self._text, self._at = text, 0
        self._counted, self._line = 0, 1
        self._decoder = json.JSONDecoder(parse_constant=self._refuse)

    @property
    def line(self) -> int:
        """The line on which the next part begins."""
        self._at = _end_of_blanks(self._text, self._at)
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def takes(self, character: str) -> bool:
        """Go past a character if it comes next, and say whether it did."""
        self._at = _end_of_blanks(self._text, self._at)
        is_next = self._text.startswith(character, self._at)
        self._at += len(character) * is_next
        return is_next

    def take(self, character: str) -> None:
        """Go past a character that must come next."""
        if not self.takes(character):
            raise JsonError(f"no {character} where there must be one", self.line)

    def value(self) -> Any:
        """The next value, whatever it is."""
        begins = self.line
        try:
            value, self._at = self._decoder.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            raise JsonError(error.msg[:1].lower() + error.msg[1:], error.lineno) from None
        except RecursionError:
            raise JsonError("lists within lists without end", begins) from None
        except JsonError as error:
            raise JsonError(error.problem, begins) from None
        except ValueError:
            raise JsonError("a number with thousands of digits", begins) from None
        return value

    def items(self, opening: str, closing: str) -> Iterator[None]:
        """Stand before each item of a list or an object, and behind it in the end."""
        self.take(opening)
        if self.takes(closing):
            return
        yield
        while self.takes(","):
            yield
        self.take(closing)

    def members(self) -> Iterator[str]:
        """The name of each member of an object; whoever asks for the next one has read the value of that one."""
        for _ in self.items("{", "}"):
            name = self.value()
            if not isinstance(name, str):
                raise JsonError("a member without a name in quotes", self.line)
            self.take(":")
            yield name

    def end(self) -> None:
        """Nothing else may follow."""
        if self.line and self._at < len(self._text):
            raise JsonError("more than one value", self.line)

    @staticmethod
    def _refuse(constant: str) -> NoReturn:
        raise JsonError(f"{constant} is no number of JSON")


def _end_of_blanks(text: str, at: int) -> int:
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at
