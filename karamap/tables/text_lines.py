"""Reads the lines of a text file that somebody made, whatever ends them; what is no text is refused by what it is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO

from karamap.errors import DataError, Fault

MAX_LINE = 1_000_000
"""Longest line in characters that is read."""

SAVE_AS = "a file saved as UTF-8 (in a spreadsheet program: CSV UTF-8)"

NO_TEXT = (
    (b"PK\x03\x04", "a spreadsheet file (xlsx, ods) or another archive, not CSV"),
    (b"\xd0\xcf\x11\xe0", "a spreadsheet file (xls) or another document, not CSV"),
    (b"\x89PNG", "an image (PNG), not CSV"),
    (b"\xff\xd8\xff", "an image (JPEG), not CSV"),
    (b"GIF8", "an image (GIF), not CSV"),
    (b"%PDF", "a PDF document, not CSV"),
    (b"{\\rtf", "a document (RTF), not CSV"),
    (b"\x1f\x8b", "a compressed file (gzip), not CSV"),
    (b"SQLite format 3", "a database (SQLite), not CSV"),
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
)
"""How files begin that are no text as it is read here, and what they are."""

_LONGEST_START = 16

_UNDECODED = re.compile("[\udc80-\udcff]")


class TextLines:
    """The lines of a file, each with its end; nothing is read ahead of what one call on the stream gives.

    Attributes:
        encoding: "utf-8", or "utf-16" if a byte order mark says so.
    """

    def __init__(self, stream: IO[bytes], path: str) -> None:
        """Look at how the file begins.

        Raises:
            DataError: it is no text.
        """
        self._path = path
        first = b""
        while len(first) < _LONGEST_START and (more := stream.readline(io.DEFAULT_BUFFER_SIZE)):
            first += more
            if b"\n" in first and not _may_be_no_text(first):
                break
        for start, what in NO_TEXT:
            if first.startswith(start):
                raise DataError([Fault(path, 1, "-", f"this is {what}", SAVE_AS)])
        self.encoding = "utf-16" if first[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
        codec = "utf-8-sig" if self.encoding == "utf-8" else self.encoding
        whole = io.BufferedReader(_Continued(first, stream))
        self._text = io.TextIOWrapper(whole, encoding=codec, errors="surrogateescape", newline="")

    def __iter__(self) -> Iterator[str]:
        """The lines in order.

        Raises:
            DataError: at a line that is no text: bytes in another encoding, a NUL, a length that no line has.
        """
        number = 0
        while line := self._next(number + 1):
            number += 1
            if len(line) > MAX_LINE:
                raise DataError(
                    [self._fault(number, "-", f"a line of more than {MAX_LINE:,} characters", "shorter lines")]
                )
            if (at := line.find("\0")) >= 0:
                raise DataError(
                    [self._fault(number, str(at + 1), "a NUL: this is no text, or UTF-16 unmarked", SAVE_AS)]
                )
            if bad := _UNDECODED.search(line):
                problem = f"byte 0x{ord(bad.group()) - 0xDC00:02x} is not UTF-8"
                raise DataError([self._fault(number, str(bad.start() + 1), problem, SAVE_AS)])
            yield line

    def _next(self, number: int) -> str:
        try:
            return self._text.readline(MAX_LINE + 1)
        except UnicodeError as error:
            raise DataError([self._fault(number, "-", f"not valid {self.encoding.upper()}", SAVE_AS)]) from error

    def _fault(self, line: int, column: str, problem: str, expected: str) -> Fault:
        return Fault(self._path, line, column, problem, expected)


class _Continued(io.RawIOBase):
    """A stream again from its start, of which the first bytes were read; closing it leaves the stream open."""

    def __init__(self, first: bytes, stream: IO[bytes]) -> None:
        self._first, self._stream = first, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        part = self._first[:size] or self._stream.readline(size)
        self._first = self._first[size:]
        buffer[: len(part)] = part
        return len(part)


def _may_be_no_text(first: bytes) -> bool:
    """Whether bytes are the beginning of how a file begins that is no text."""
    return any(start.startswith(first) for start, _ in NO_TEXT)
