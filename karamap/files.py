"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from karamap.errors import RenderError


def write_whole(path: Path, text: str) -> None:
    """Put `text` (UTF-8) at `path` in one step, so that a kill or a full disk leaves the old file as it was.

    The text goes to a temporary file in the same folder, is flushed to disk, and takes the place of the
    old file by `os.replace`, which is atomic on one file system.

    Raises:
        RenderError: the folder is missing or not writable, or the disk is full.
    """
    scratch = ""
    try:
        handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(scratch).chmod(_mode_of(path))
        Path(scratch).replace(path)
    except OSError as error:
        if scratch:
            Path(scratch).unlink(missing_ok=True)
        raise RenderError(f"cannot write {path}: {error.strerror or error}") from error


def _mode_of(path: Path) -> int:
    """Permissions of the file that is replaced, or what a new file would get here."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
