"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from karamap.errors import RenderError
from karamap.tables.destination import Destination, cannot_write, destination
from karamap.tables.scratch import clear_leftovers, scratch_file

Tell = Callable[[str], None]
"""Takes what somebody should know of the file that is replaced, one line at a time."""

NEW_FILE = 0o666
"""Permissions of a new file before the user's umask takes some away."""


def untold(_remark: str) -> None:
    """Tell nobody: for files of a cache."""


def write_whole(path: Path, text: str, tell: Tell = warnings.warn) -> None:
    """Put `text` (UTF-8) at `path` in one step; see `whole_file`.

    Raises:
        RenderError: it cannot be written, or holds half a surrogate pair; an older file is untouched.
    """
    try:
        content = text.encode()
    except UnicodeEncodeError as error:
        raise RenderError(f"cannot write {path}: it would hold a character that is none ({error.reason})") from error
    write_whole_bytes(path, content, tell)


def write_whole_bytes(path: Path, content: bytes, tell: Tell = warnings.warn) -> None:
    """Put bytes at `path` in one step; see `whole_file`.

    Raises:
        RenderError: they cannot be written; an older file is untouched.
    """
    with whole_file(path, tell) as scratch, scratch.open("wb") as stream:
        stream.write(content)


def check_writable(path: Path) -> None:
    """Refuse a path at which no file can be put, before work is spent on one.

    Raises:
        RenderError: it cannot be written; says why and what to do.
    """
    destination(path).check()


@contextmanager
def whole_file(path: Path, tell: Tell = warnings.warn) -> Iterator[Path]:
    """A scratch file beside `path` that takes its place once it is complete, or goes away.

    What was written is flushed to disk and takes the place of the old file by `os.replace`, which is atomic on
    one file system: a kill, an error or a full disk leaves the old file as it was. Of a symbolic link what it leads to
    is replaced. Of a file with several names (hard links) only this name gets the new file; that is told. Permissions
    and owner stay. Scratch files that killed runs left in the folder are removed.

    A pipe, a terminal or another device is no file to be replaced: it is opened and written to at once, as by a
    shell, and a named pipe waits for its reader.

    Raises:
        RenderError: it cannot be written; an older file is untouched.
    """
    place = destination(path)
    try:
        if place.is_stream:
            yield path
            return
        with scratch_file(place.target.parent, 0o600 if place.old else NEW_FILE) as scratch:
            clear_leftovers(place.target.parent, os.fstat(scratch.held.fileno()).st_mtime)
            yield scratch.path
            _inherit(scratch.path, place, tell)
            scratch.replace(place.target)
    except OSError as error:
        raise cannot_write(path, error) from error


def _inherit(scratch: Path, place: Destination, tell: Tell) -> None:
    """Give a new file owner and permissions of the one that it replaces, and tell what is to be known of that."""
    if place.old is None:
        return
    if not _keep_owner(scratch, place.old):
        tell(f"{place.path} belongs to another user or group; the new file is yours")
    scratch.chmod(place.old.st_mode & 0o777)
    for remark in place.remarks():
        tell(remark)


def _keep_owner(scratch: Path, old: os.stat_result) -> bool:
    """Give a file the owner and group of another; False if that is not allowed."""
    made = scratch.stat()
    if (made.st_uid, made.st_gid) == (old.st_uid, old.st_gid):
        return True
    try:
        os.chown(scratch, old.st_uid, old.st_gid)
    except OSError:
        return False
    return True
