"""The standard streams of a command: UTF-8 on any console, and no traceback where one is closed, full or broken."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO, cast

import click

from karamap.errors import OutputError

BROKEN_PIPE = 141
"""Exit code when whoever reads stdout has had enough, as a shell reports it of other programs."""


class Stdout:
    """stdout; what cannot be written to it ends the command."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream or _nowhere()
        self._failure: Exception | None = None if stream else OutputError("cannot write to stdout: it is closed")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write some text.

        Raises:
            OutputError: the stream is closed, or what it leads to is full.
            click.exceptions.Exit: nobody reads it any more.
        """
        if text == "":
            return 0
        if self._failure:
            raise self._failure
        try:
            return self._stream.write(text)
        except OSError as error:
            raise self._given_up(error) from error

    def flush(self) -> None:
        """Hand on what was written; errors as in `write`, but none twice."""
        try:
            self._stream.flush()
        except OSError as error:
            raise self._given_up(error) from error

    def _given_up(self, error: OSError) -> Exception:
        """What to raise, now and whenever something is written again."""
        _lead_nowhere(self._stream)
        if error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL):
            self._failure = click.exceptions.Exit(BROKEN_PIPE)
        else:
            self._failure = OutputError(f"cannot write to stdout: {error.strerror or error}")
        return self._failure


class Stderr:
    """stderr; what cannot be written to it is lost."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream or _nowhere()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write some text if that can be."""
        self._attempt(lambda: self._stream.write(text))
        return len(text)

    def flush(self) -> None:
        """Hand on what was written if that can be."""
        self._attempt(self._stream.flush)

    def _attempt(self, work: Callable[[], object]) -> None:
        try:
            work()
        except OSError:
            _lead_nowhere(self._stream)


@contextmanager
def standard_streams() -> Iterator[None]:
    """Put out UTF-8 with line feeds whatever the console is set to; half a surrogate pair becomes an escape.

    A stream that is closed leads nowhere meanwhile, so that no file that is opened takes its number.
    """
    _fill_gaps()
    before = sys.stdin, sys.stdout, sys.stderr
    for stream in before[1:]:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if sys.stdin is None:
        sys.stdin = _nowhere("r")
    sys.stdout, sys.stderr = cast(TextIO, Stdout(before[1])), cast(TextIO, Stderr(before[2]))
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


def _lead_nowhere(stream: TextIO) -> None:
    """Let what is left in a stream vanish, lest it fail again when the process ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _fill_gaps() -> None:
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _nowhere(mode: str = "w") -> TextIO:
    return cast(TextIO, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123 - open to the end
