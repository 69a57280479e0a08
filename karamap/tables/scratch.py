"""Scratch files beside a file that is being written, and what killed runs left of theirs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

PREFIX, SUFFIX = ".karamap-", ".part"
"""How the names of scratch files begin and end; the number of the process that writes one stands between."""

LONG_DEAD = 86_400
"""Where files cannot be locked, a scratch file that nobody wrote to for so many seconds is taken for left over."""

BINARY = getattr(os, "O_BINARY", 0)
NOT_THROUGH_LINKS = getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class Scratch:
    """A scratch file that is open and locked as long as its writer lives."""

    path: Path
    held: BinaryIO

    def replace(self, target: Path) -> None:
        """Flush what was written to disk and put it in the place of another file in one step."""
        os.fsync(self.held.fileno())
        if os.name == "nt":
            self.held.close()  # an open file cannot be moved there
        self.path.replace(target)


@contextmanager
def scratch_file(folder: Path, mode: int = 0o600) -> Iterator[Scratch]:
    """A new file in a folder, with permissions as the user's umask leaves them; unless it was moved it goes away.

    Raises:
        OSError: no file can be put there.
    """
    made: list[Path] = []
    try:
        scratch = _new(folder, mode, made)
        try:
            yield scratch
        finally:
            scratch.held.close()
    finally:
        for path in made:
            path.unlink(missing_ok=True)


def clear_leftovers(folder: Path, now: float) -> None:
    """Remove scratch files of runs that were killed; those of runs that live stay.

    Args:
        folder: where to look; what cannot be read or removed is left alone.
        now: the time of the file system of the folder, seconds.
    """
    own = f"{PREFIX}{os.getpid()}-"
    try:
        with os.scandir(folder) as entries:
            left = [Path(entry.path) for entry in entries if _is_scratch(entry) and not entry.name.startswith(own)]
    except OSError:
        return
    for path in left:
        with suppress(OSError):
            _clear(path, now)


def _new(folder: Path, mode: int, made: list[Path]) -> Scratch:
    """A new file; its path stands in `made` before it is there, so that no interrupt can leave it behind."""
    while True:
        path = folder / f"{PREFIX}{os.getpid()}-{os.urandom(6).hex()}{SUFFIX}"
        made.append(path)
        held = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY, mode), "r+b")
        _lock(held, wait=True)
        if os.fstat(held.fileno()).st_nlink:
            return Scratch(path, held)
        held.close()  # another run took it for left over before it was locked


def _is_scratch(entry: os.DirEntry[str]) -> bool:
    named = entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX)
    return named and entry.is_file(follow_symlinks=False)


def _clear(path: Path, now: float) -> None:
    with os.fdopen(os.open(path, os.O_RDWR | NOT_THROUGH_LINKS | BINARY), "r+b") as held:
        is_free = _lock(held)
        if is_free:
            path.unlink()
            return
        age = now - os.fstat(held.fileno()).st_mtime
    if is_free is None and age > LONG_DEAD:
        path.unlink()


def _lock(held: BinaryIO, *, wait: bool = False) -> bool | None:
    """Lock a file for as long as it is open; False if another run has locked it, None where files have no locks."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none

        fcntl.flock(held.fileno(), fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        return None
    return True
