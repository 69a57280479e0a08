"""What programs keep between runs since it takes long to make: files of the user's cache folder, never trusted."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import karamap
from karamap.errors import RenderError

KEPT = 4
"""So many files of a kind are kept, so that several folders of tables do not push each other out."""


def cache_dir() -> Path | None:
    """Where this user's programs keep what they can make again; None for a user without a home."""
    if chosen := os.environ.get("KARAMAP_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        base = _stated("LOCALAPPDATA") or _home()
    elif sys.platform == "darwin":
        base = _home("Library", "Caches")
    else:
        base = _stated("XDG_CACHE_HOME") or _home(".cache")
    return base / "karamap" if base else None


def _stated(variable: str) -> Path | None:
    """The folder that a variable of the environment names; a relative one counts as none, as by XDG's rules."""
    path = Path(os.environ.get(variable, ""))
    return path if path.is_absolute() else None


def _home(*below: str) -> Path | None:
    """A folder below the user's home, if the user has one."""
    try:
        home = Path.home()
        return home.joinpath(*below) if home.is_absolute() and home.is_dir() else None
    except (RuntimeError, OSError):
        return None


def made_by(format_: int, wings: Iterable[Path]) -> str:
    """The code that makes something, by version, size and time: a change to it makes the thing anew."""
    files = [path.stat() for wing in wings for path in sorted(wing.glob("*.py"))]
    code = " ".join(f"{file.st_size}.{file.st_mtime_ns}" for file in files)
    return f"{format_} {karamap.__version__} {code}"


def read(folder: Path | None, kind: str, fingerprint: str) -> bytes | None:
    """What an earlier run kept under a fingerprint, or None: missing, damaged, or made from something else."""
    if folder is None:
        return None
    try:
        head, _, body = _path(folder, kind, fingerprint).read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if head == f"{fingerprint} {hashlib.sha256(body).hexdigest()}".encode() else None


def save(folder: Path | None, kind: str, fingerprint: str, body: str) -> None:
    """Keep a text under its fingerprint, and the latest of others; a folder that cannot be written is no error."""
    if folder is None:
        return
    digest = hashlib.sha256(body.encode()).hexdigest()
    from karamap.tables import atomic_write  # noqa: PLC0415 - only the first run writes

    try:
        folder.mkdir(parents=True, exist_ok=True)
        atomic_write.write_whole(
            _path(folder, kind, fingerprint), f"{fingerprint} {digest}\n{body}", atomic_write.untold
        )
        others = sorted(folder.glob(f"{kind}-*.json"), key=lambda other: other.stat().st_mtime)
        for old in others[:-KEPT]:
            old.unlink(missing_ok=True)
    except (OSError, RenderError):
        return


def _path(folder: Path, kind: str, fingerprint: str) -> Path:
    return folder / f"{kind}-{fingerprint[:16]}.json"
