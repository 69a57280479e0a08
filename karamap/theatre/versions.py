"""Versions of the tables: their names, which are kept, and their files as they were."""

from __future__ import annotations

import hashlib
import io
import lzma
import re
import shutil
import tarfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from typing import IO

from karamap import __version__
from karamap.errors import DataError, Fault, UnknownVersionError
from karamap.tables import csv_tables as tables
from karamap.tables.atomic_write import write_bytes_whole, write_whole
from karamap.tables.csv_tables import CellError, Column, Row, Table
from karamap.tables.data_folder import DataFolder
from karamap.theatre import data_rows, migrations, settings_file
from karamap.theatre.settings_file import version

FOLDER = "versions"
"""Where kept versions and the log of changes lie, beside `gazetteer/` and `seeds/`."""

MOST_FILES, MOST_BYTES = 1_000, 256_000_000
"""So many files, and so many bytes of them together, are taken out of one archive at the most."""

TOPS = (("gazetteer",), ("seeds",))
"""The folders of tables."""

LONGEST_NAME = 255
"""So many bytes a file system takes for a name."""

README_NAMES = ("gazetteer/README.md", "seeds/README.md")
"""What explains the columns of a version goes with it."""


def digest(cell: str) -> str:
    """A SHA-256 in hexadecimal."""
    if not re.fullmatch(r"[0-9a-f]{64}", cell):
        raise CellError(f"{cell!r} is no SHA-256", "64 digits 0-9 and a-f")
    return cell


VERSIONS = Table(
    f"{FOLDER}/versions.csv",
    (
        Column("id", version),
        Column("released_on", tables.day),
        Column("karamap", tables.text),
        Column("commit", tables.identifier, required=False),
        Column("sha256", digest),
        Column("note", tables.text, required=False),
    ),
    ("id",),
    optional=True,
)
"""The versions that are kept: when they were closed, which karamap came with them, and what their archive must be."""


def order(name: str) -> tuple[int, ...]:
    """By what versions are sorted: year, month, number.

    >>> sorted(["2026.12.10", "2027.01", "2026.12.2", "2026.12"], key=order)
    ['2026.12', '2026.12.2', '2026.12.10', '2027.01']
    """
    return tuple(map(int, name.split(".")))


def kept(folder: Path) -> list[Row]:
    """The versions that are kept beside a folder's tables, the oldest first.

    Raises:
        DataError: the list of them has faults.
    """
    return sorted(tables.read(VERSIONS, DataFolder(folder)), key=lambda row: order(row["id"]))


def current(folder: Path) -> str:
    """The version that a folder's own tables bear; empty if they state none."""
    return str(settings_file.read(DataFolder(folder)).values.get("theatre.version", ""))


def names(folder: Path) -> list[str]:
    """Every version that can be had from a folder, the oldest first: those that are kept, and its own."""
    own = current(folder)
    found = {row["id"] for row in kept(folder)} | ({own} if own else set())
    return sorted(found, key=order)


def open_version(folder: Path, name: str, scratch: Path) -> tuple[Path, list[str]]:
    """The folder of one version's tables, in the columns of today, and in words what was done to bring them into these.

    It is the folder itself, or `scratch` with what is kept put into it.

    Raises:
        UnknownVersionError: no such version is kept.
        DataError: its archive is missing, is not the one that the list names, or holds what no tables are.
    """
    if name == current(folder):
        return folder, []
    row = next((row for row in kept(folder) if row["id"] == name), None)
    if row is None:
        raise UnknownVersionError(name, names(folder))
    unpack(archive(folder, row), scratch, archive_path(name))
    added = folder / FOLDER / name
    for path in sorted(added.rglob("*")):
        target = scratch / path.relative_to(added)
        if path.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return scratch, migrations.migrate(scratch)


def archive_path(name: str) -> str:
    """Where the files of a version are kept, below the folder of tables."""
    return f"{FOLDER}/{name}.tar.xz"


def archive(folder: Path, row: Row) -> bytes:
    """The archive of a kept version.

    Raises:
        DataError: it is missing or is another one.
    """
    path = archive_path(row["id"])
    try:
        content = (folder / path).read_bytes()
    except OSError as error:
        raise DataError(
            [Fault(path, 1, "-", f"cannot be read: {error.strerror}", "the archive of a version")]
        ) from None
    if (found := hashlib.sha256(content).hexdigest()) != row["sha256"]:
        raise DataError([Fault(path, 1, "-", f"has SHA-256 {found}", f"{row['sha256']}, as {VERSIONS.path} says")])
    return content


def pack(folder: Path) -> bytes:
    """The files of a folder's tables and their READMEs as an archive: the same bytes on any machine and day."""
    readmes = [name for name in README_NAMES if (folder / name).is_file()]
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name in sorted([*data_rows.files(folder), *readmes]):
            content = (folder / name).read_bytes()
            info = tarfile.TarInfo(name)
            info.size, info.mode = len(content), 0o644
            tar.addfile(info, io.BytesIO(content))
    return lzma.compress(buffer.getvalue(), preset=9 | lzma.PRESET_EXTREME)


def unpack(content: bytes, into: Path, path: str = "archive") -> None:
    """Put the files of an archive into a folder.

    Raises:
        DataError: it is none, or holds what no tables are: links, other folders, too much.
    """
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r|xz") as tar:
            for member, stream in _members(tar, path):
                target = into / member.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(stream.read())
    except DataError:
        raise
    except (tarfile.TarError, lzma.LZMAError, EOFError, ValueError) as error:  # ValueError: numbers that are none
        raise DataError([Fault(path, 1, "-", f"no archive: {error}", "a tar file, compressed by xz")]) from error


def _members(tar: tarfile.TarFile, path: str) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    size = 0
    for number, member in enumerate(tar, 1):
        size += member.size
        if number > MOST_FILES or size > MOST_BYTES:
            problem = "more files or bytes than tables have"
            raise DataError([Fault(path, 1, "-", problem, f"at most {MOST_FILES:,} files of {MOST_BYTES:,} bytes")])
        stream = tar.extractfile(member) if member.isreg() else None
        parts = PurePosixPath(member.name).parts
        if stream is None or len(parts) == 1 or parts[:1] not in TOPS or not all(map(_is_name, parts)):
            raise DataError([Fault(path, 1, "-", f"holds {member.name!r}", "files of gazetteer/ and seeds/")])
        yield member, stream


def _is_name(part: str) -> bool:
    """Whether a part of a path names a file or a folder on any machine."""
    return part != ".." and "\0" not in part and len(part.encode("utf-8", "surrogateescape")) <= LONGEST_NAME


def close(folder: Path, released_on: date, commit: str | None = None) -> Path:
    """Keep the version that a folder's tables bear: its archive and a row in the list of versions. Gives the archive.

    Raises:
        DataError: the tables bear no version, or it is closed already.
        RenderError: a file cannot be written.
    """
    name = current(folder)
    rows = [dict(row.values) for row in kept(folder)]
    if not name or any(row["id"] == name for row in rows):
        problem = f"{name} is closed already" if name else "the tables bear no version"
        raise DataError([Fault(settings_file.PATH, 1, "theatre.version", problem, "the version that is to be closed")])
    content = pack(folder)
    row = {
        "id": name,
        "released_on": released_on,
        "karamap": __version__,
        "commit": commit,
        "sha256": hashlib.sha256(content).hexdigest(),
        "note": None,
    }
    (folder / FOLDER).mkdir(exist_ok=True)
    path = folder / archive_path(name)
    write_bytes_whole(path, content)
    write_whole(folder / VERSIONS.path, tables.written(VERSIONS, [*rows, row]))
    return path
