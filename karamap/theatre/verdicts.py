"""Keeps between runs that these tables, read by this code, were found without fault: then they need no second check.

Imports that a look-up of names need not wait for stand inside the functions.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import karamap
from karamap.tables import kept
from karamap.tables.data_folder import DataFolder, UnreadableError

FORMAT = 2
"""Raised when another thing is checked by the same code, as after an update of the computer."""

KIND = "verdict"

NO_FAULT = "no fault in "
"""What is kept begins so; the fingerprint of the tables follows."""

WINGS = ("tables", "gazetteer", "names", "record", "theatre")
"""Where the code stands that finds faults."""

LIBRARIES = ("shapely", "pyproj")
"""Libraries that say whether a shape or a projection is one."""

FOLDERS = ("gazetteer", "seeds")
ORTHOGRAPHIES = "gazetteer/orthographies"

SUFFIXES = {".csv", ".geojson", ".toml", ".webp"}


def fingerprint(folder: DataFolder, written: DataFolder) -> str:
    """SHA-256 over all files of a theatre and the version of what finds faults; empty if a file cannot be read.

    Args:
        folder: the folder of tables.
        written: the folder that the orthographies are read from.
    """
    package = Path(karamap.__file__).parent
    libraries = [Path(spec.origin).parent for name in LIBRARIES if (spec := find_spec(name)) and spec.origin]
    made_by = kept.made_by(FORMAT, [*(package / wing for wing in WINGS), *libraries])
    digest = hashlib.sha256(made_by.encode())
    names = [(folder, name) for below in FOLDERS for name in _names(folder, below)]
    names += [(written, name) for name in _names(written, ORTHOGRAPHIES)]
    try:
        for root, name in names:
            content = root.content(name) or b""
            digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
    except UnreadableError:
        return ""
    return digest.hexdigest()


def _names(folder: DataFolder, below: str) -> list[str]:
    """The files of a theatre in one of its folders, and perhaps some that are none of it, sorted."""
    return sorted(f"{below}/{file.name}" for file in (folder.path / below).glob("*") if file.suffix in SUFFIXES)


def is_kept(fingerprint: str, cache: Path | None = None) -> bool:
    """Whether an earlier run found what a fingerprint stands for without fault."""
    return kept_tables(fingerprint, cache) is not None


def kept_tables(fingerprint: str, cache: Path | None = None) -> str | None:
    """The fingerprint of the tables (`Theatre.fingerprint`) that an earlier run found without fault, if one did."""
    body = kept.read(cache or kept.cache_dir(), KIND, fingerprint) if fingerprint else None
    if body is None or not body.startswith(NO_FAULT.encode()):
        return None
    return body[len(NO_FAULT) :].decode("ascii", "replace")


def keep(fingerprint: str, tables: str, cache: Path | None = None) -> None:
    """Keep for the next run that no fault was found in tables; a folder that cannot be written is no error."""
    if fingerprint:
        kept.save(cache or kept.cache_dir(), KIND, fingerprint, NO_FAULT + tables)
