"""A folder of tables, each file of which is read once; and where the shipped one lies."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable
from pathlib import Path

from karamap.errors import DataError, Fault

MAX_BYTES = 64_000_000
"""Largest file that is read; the shipped ones are under 2 MB."""


BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""What some programs write at the beginning of UTF-8; no file of a folder of tables has one."""


PICTURES = (".webp",)
"""How the names of files end that are no text, so that every byte of them stays."""


class UnreadableError(DataError):
    """A file of a folder is there and cannot be read: a fault like others, whoever asks for the file."""

    def __init__(self, name: str, problem: str, expected: str) -> None:
        super().__init__([Fault(name, 1, "-", problem, expected)])


class OversizedError(UnreadableError):
    """A file of a folder is larger than any that is read."""

    def __init__(self, name: str, size: int) -> None:
        super().__init__(name, f"{size:,} bytes", f"at most {MAX_BYTES:,}")


class DataFolder:
    """The files below a folder by their paths within it; a file is opened at most once, whoever asks for it.

    All but `PICTURES` are text, and CRLF in them is read as LF: what a file says does not hang on the machine that it
    was copied to.

    Attributes:
        with_crlf: the files read so far that have CRLF at the end of lines.
        with_mark: those that begin with a byte order mark.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.with_crlf: set[str] = set()
        self.with_mark: set[str] = set()
        self._contents: dict[str, bytes | None] = {}

    def content(self, name: str) -> bytes | None:
        """The bytes of a file with LF at the end of lines; None if there is no such file.

        Args:
            name: path of the file below the folder, with slashes.

        Raises:
            OversizedError: the file has more than `MAX_BYTES`.
            UnreadableError: what has that name is no file, a link that leads nowhere, or may not be read.
        """
        if name not in self._contents:
            self._contents[name] = self._read(name)
        return self._contents[name]

    def _read(self, name: str) -> bytes | None:
        path = self.path / name
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                is_folder = stat.S_ISDIR(status.st_mode)
                raise UnreadableError(name, "a folder" if is_folder else "a pipe or a device", "a file")
            if status.st_size > MAX_BYTES:
                raise OversizedError(name, status.st_size)
            return self._with_line_feeds(name, path.read_bytes())
        except FileNotFoundError:
            if path.is_symlink():
                raise UnreadableError(name, "a link that leads to no file", "a file") from None
            return None
        except OSError as error:
            raise UnreadableError(name, f"cannot be read: {error.strerror}", "a file that may be read") from None

    def _with_line_feeds(self, name: str, content: bytes) -> bytes:
        if name.endswith(PICTURES):
            return content
        if content.startswith(BYTE_ORDER_MARK):
            self.with_mark.add(name)
        if b"\r\n" not in content:
            return content
        self.with_crlf.add(name)
        return content.replace(b"\r\n", b"\n")

    def digest(self, names: Iterable[str], *, made_by: str = "") -> str:
        """SHA-256 over the names and contents of some files, in hexadecimal; a missing file counts as an empty one.

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
