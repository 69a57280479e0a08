"""Opens a file that somebody brings: plain, or the only one in a zip archive, within bounds."""

from __future__ import annotations

import hashlib
import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from karamap.importers.found import ImportFailedError

MOST_BYTES = 600_000_000
"""No file that is read is larger, nor what is packed in an archive: a country's gazetteer has 300 MB."""

_ADDRESS = re.compile(r"(https?|ftp|s3|gs|file):/", re.IGNORECASE)
"""How addresses begin; a path has one of their two slashes left."""

_ARCHIVES = (".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst")

_BESIDE = re.compile(r"(read ?me|licen[cs]e|copying|metadata)", re.IGNORECASE)
"""How files are called that stand beside the data of an archive."""

_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    RuntimeError,  # a password, or a way of packing that is not known
    EOFError,
    OSError,
    ValueError,  # places outside the file, names that are no text
    IndexError,
)
"""What `zipfile` raises of archives that are damaged."""


@dataclass(frozen=True)
class SourceFile:
    """The bytes of one file, what messages call it, and the SHA-256 of the file as it was brought."""

    path: Path
    name: str
    content: bytes
    sha256: str

    @property
    def may_be_cut(self) -> bool:
        """Whether a text of lines ends within one; other formats (JSON, XML, .pbf) say themselves that they are cut."""
        is_of_lines = self.content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"{", b"[", b"<", b"\0")
        return is_of_lines and not self.content.rstrip(b"\0").endswith((b"\n", b"\r"))

    def open(self) -> IO[bytes]:
        """The bytes as a stream."""
        return io.BytesIO(self.content)


def read(path: Path) -> SourceFile:
    """Read a file, or the only data file of a zip archive.

    Raises:
        ImportFailedError: it is an address, cannot be read, is too large, or no zip archive of one file.
    """
    if _ADDRESS.match(str(path)):
        raise ImportFailedError(f"{path} is an address: save the file first, so that it can be looked at again")
    if path.suffix.lower() in _ARCHIVES:
        raise ImportFailedError(f"{path.name} is an archive of a kind that is not opened; unpack it, or give a .zip")
    try:
        if path.is_dir():
            raise ImportFailedError(f"{path} is a folder; name a file in it")
        if (size := path.stat().st_size) > MOST_BYTES:
            raise ImportFailedError(f"{path.name} has {size:,} bytes; at most {MOST_BYTES:,} are read")
        content = path.read_bytes()
    except OSError as error:
        raise ImportFailedError(f"cannot read {path}: {error.strerror or error}") from error
    if not content.strip():
        raise ImportFailedError(f"{path.name} is empty")
    sha256 = hashlib.sha256(content).hexdigest()
    if content.startswith(b"PK\x03\x04"):
        inner, content = _unpacked(path, content)
        return SourceFile(path, f"{path.name}/{inner}", content, sha256)
    return SourceFile(path, path.name, content, sha256)


def _unpacked(path: Path, content: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the only data file of an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            data = [member for member in members if not _BESIDE.search(PurePosixPath(member.filename).name)]
            if len(data) != 1:
                names = ", ".join(member.filename for member in data[:5]) or "none"
                raise ImportFailedError(f"{path.name} holds {len(data)} files ({names}); one is expected")
            if data[0].file_size > MOST_BYTES:
                raise ImportFailedError(f"{path.name} unpacks to {data[0].file_size:,} bytes; at most {MOST_BYTES:,}")
            with archive.open(data[0]) as stream:
                unpacked = stream.read(MOST_BYTES + 1)
    except ImportFailedError:
        raise
    except _DAMAGES as error:
        raise ImportFailedError(f"{path.name} is no zip archive that can be read: {error}") from error
    if len(unpacked) > MOST_BYTES:
        raise ImportFailedError(f"{path.name} unpacks to more than {MOST_BYTES:,} bytes")
    return PurePosixPath(data[0].filename).name, unpacked
