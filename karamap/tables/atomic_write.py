"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from karamap.errors import RenderError


def write_whole(path: Path, text: str) -> None:
    """Put `text` (UTF-8) at `path` in one step.

    Raises:
        RenderError: the folder is missing or not writable, or the disk is full.
    """
    with whole_file(path) as scratch, scratch.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)


def check_writable(path: Path) -> None:
    """Refuse a path at which no file can be put, before work is spent on one.

    Raises:
        RenderError: the folder is missing or not writable; says what to do.
    """
    folder = path.parent
    if not folder.is_dir():
        raise RenderError(f"cannot write {path}: there is no folder {folder}; make it first, or name another")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise RenderError(f"cannot write {path}: nothing may be written into {folder}; name another folder")


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A scratch file beside `path` that takes its place once it is complete, or goes away.

    What was written is flushed to disk and takes the place of the old file by `os.replace`, which is atomic on
    one file system: a kill, an error or a full disk leaves the old file as it was.

    Raises:
        RenderError: the folder is missing or not writable, or the disk is full.
    """
    scratch = Path()
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        os.close(handle)
        scratch = Path(name)
        yield scratch
        with scratch.open("rb") as stream:
            os.fsync(stream.fileno())
        scratch.chmod(_mode_of(path))
        scratch.replace(path)
    except OSError as error:
        raise RenderError(f"cannot write {path}: {error.strerror or error}") from error
    except UnicodeEncodeError as error:
        raise RenderError(f"cannot write {path}: it would hold a character that is none ({error.reason})") from error
    finally:
        if scratch != Path():
            scratch.unlink(missing_ok=True)


def _mode_of(path: Path) -> int:
    """Permissions of the file that is replaced, or what a new file would get here."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
