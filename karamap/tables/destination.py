"""Where a file is to be written: what stands there, whether it can be written, and what would be right if it cannot."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from karamap.errors import RenderError
from karamap.tables.scratch import scratch_file

MANY_LINKS = 40
"""So many symbolic links in a row are followed, as by Linux."""

DESCRIPTORS = ("/proc/", "/dev/fd")
"""How the folders begin in which a system shows the open files of a process."""

ADVICE = {
    "ENOENT": "its folder is gone; name another",
    "EACCES": "nothing may be written there; name another folder",
    "EPERM": "nothing may be written there; name another folder",
    "EROFS": "name a folder on a file system that can be written to",
    "ENOSPC": "make room there, or name a folder on another disk",
    "EDQUOT": "make room there, or name a folder on another disk",
    "EFBIG": "raise the limit on the size of files (ulimit -f), or name a folder on another disk",
    "ENAMETOOLONG": "choose a shorter name",
    "ELOOP": "its symbolic links lead round in a circle; name the file itself",
    "ENOTDIR": "a part of its path is no folder; name another",
    "EBUSY": "it is mounted by itself; mount its folder instead, or name another file",
    "EINVAL": "choose a name without characters that this file system does not take",
}
"""What to do about an error of the system, by the name of its number."""

OPEN_ELSEWHERE = (5, 32)
"""Numbers of Windows' errors for a file that another program has open."""


@dataclass(frozen=True, slots=True)
class Destination:
    """What a path names: the file at the end of its symbolic links, and what stands there now, if anything."""

    path: Path
    target: Path
    old: os.stat_result | None
    is_stream: bool

    def check(self) -> None:
        """Find out whether it can be written, by putting a scratch file beside it for a moment.

        Raises:
            RenderError: it cannot; says why and what to do.
        """
        if self.is_stream:
            if not os.access(self.path, os.W_OK):
                raise RenderError(f"cannot write {self.path}: it may not be written to")
            return
        try:
            with scratch_file(self.target.parent):
                pass
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def remarks(self) -> Iterator[str]:
        """What somebody should know of the file that is replaced."""
        if self.old is None:
            return
        if self.old.st_nlink > 1:
            yield f"{self.path} has {self.old.st_nlink} names (hard links); only this one is replaced"
        if not self.old.st_mode & 0o222:
            yield f"{self.path} is read-only; it is replaced all the same, and is read-only again"


def destination(path: Path) -> Destination:
    """What a path names.

    Raises:
        RenderError: no file can stand there: it is a folder, a disk or another user's, its folder is missing, its links
            lead round.
    """
    old = _standing_at(path)
    is_stream = old is not None and (not stat.S_ISREG(old.st_mode) or _is_descriptor(path))
    target = Path(os.path.realpath(path)) if path.is_symlink() and not is_stream else path
    if not is_stream and not target.parent.is_dir():
        linked = f"it is a symbolic link to {target}, and " if target != path else ""
        raise RenderError(f"cannot write {path}: {linked}{_lacking(target.parent)}")
    if old and not is_stream and _is_of_another(old, target.parent):
        raise RenderError(f"cannot write {path}: it belongs to another user, who alone may replace it there")
    return Destination(path, target, old, is_stream)


def _standing_at(path: Path) -> os.stat_result | None:
    """What stands at the end of a path's links, if anything; never a folder or a disk."""
    try:
        old = path.stat()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise cannot_write(path, error) from error
    if stat.S_ISDIR(old.st_mode):
        raise RenderError(f"cannot write {path}: it is a folder; name a file in it")
    if stat.S_ISBLK(old.st_mode):
        raise RenderError(f"cannot write {path}: it is a disk; name a file")
    return old


def cannot_write(path: Path, error: Exception) -> RenderError:
    """An error of the system as one line that says what to do."""
    number = getattr(error, "errno", None)
    advice = ADVICE.get(errno.errorcode.get(number, "")) if number else None
    if getattr(error, "winerror", None) in OPEN_ELSEWHERE:
        advice = "close it in other programs, or name another"
    said = getattr(error, "strerror", None) or error
    return RenderError(f"cannot write {path}: {said}{f'; {advice}' if advice else ''}")


def _lacking(folder: Path) -> str:
    if folder.exists():
        return f"{folder} is no folder; name another"
    return f"there is no folder {folder}; make it first, or name another"


def _is_descriptor(path: Path) -> bool:
    """Whether a path names an open file of a process, such as /dev/stdout or /dev/fd/3."""
    for _ in range(MANY_LINKS):
        if path.parent.name == "fd" and os.path.realpath(path.parent).startswith(DESCRIPTORS):
            return True
        if not path.is_symlink():
            return False
        path = path.parent / path.readlink()
    return False


def _is_of_another(old: os.stat_result, folder: Path) -> bool:
    """Whether a file stands in a folder such as /tmp, where only who owns a file may replace it."""
    if not hasattr(os, "geteuid"):
        return False
    around, user = folder.stat(), os.geteuid()
    return bool(around.st_mode & stat.S_ISVTX) and user not in (0, old.st_uid, around.st_uid)
