"""A folder of tables, each file of which is read once; and where the shipped one lies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from karamap.errors import DataError, Fault

MAX_BYTES = 64_000_000
"""Largest file that is read; the shipped ones are under 2 MB."""


class OversizedError(DataError):
    """A file of a folder is larger than any that is read: a fault like others, whoever asks for the file."""

    def __init__(self, name: str, size: int) -> None:
        super().__init__([Fault(name, 1, "-", f"{size:,} bytes", f"at most {MAX_BYTES:,}")])


class DataFolder:
    """The files below a folder by their paths within it; a file is opened at most once, whoever asks for it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._contents: dict[str, bytes | None] = {}

    def content(self, name: str) -> bytes | None:
        """The bytes of a file; None if there is no such file.

        Args:
            name: path of the file below the folder, with slashes.

        Raises:
            OversizedError: the file has more than `MAX_BYTES`.
            OSError: the file is there and cannot be read.
        """
        if name not in self._contents:
            self._contents[name] = self._read(name)
        return self._contents[name]

    def _read(self, name: str) -> bytes | None:
        path = self.path / name
        if not path.is_file():
            return None
        if (size := path.stat().st_size) > MAX_BYTES:
            raise OversizedError(name, size)
        return path.read_bytes()

    def digest(self, names: Iterable[str], *, made_by: str = "") -> str:
        """SHA-256 over the names and bytes of some files, in hexadecimal; a missing file counts as an empty one.

        `made_by` goes into the digest too: what reads the files, where its version matters.
        """
        digest = hashlib.sha256(made_by.encode())
        for name in sorted(names):
            content = self.content(name) or b""
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()


def data_dir() -> Path:
    """The folder that holds `gazetteer/` and `seeds/`: inside an installed wheel, or beside the package."""
    package = Path(__file__).parent.parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent
