"""What answers are made of: the tables, the code and the libraries. A worker that has others is refused."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import NoReturn

import karamap
from karamap.errors import BatchError

LIBRARIES = (
    *("anyascii", "geopandas", "numpy", "pandas", "pyarrow", "pyproj", "rapidfuzz", "shapely"),
    *("lxml-html-clean", "pypdf", "trafilatura"),
)
"""Distributions of which another version may give other answers, or the same in other bytes."""


@dataclass(frozen=True)
class Identity:
    """The SHA-256 of a theatre's tables, and the version of each thing that works on them, by its name."""

    fingerprint: str
    versions: tuple[tuple[str, str], ...]

    def refuse(self, other: Identity) -> NoReturn:
        """Say what a worker has that is not as here.

        Raises:
            BatchError: always.
        """
        if self.fingerprint != other.fingerprint:
            raise BatchError(
                f"a worker has other tables: {other.fingerprint[:12]}, here {self.fingerprint[:12]}; "
                "give each machine the same folder under the same path"
            )
        own, others = dict(self.versions), dict(other.versions)
        names = [name for name in {**own, **others} if own.get(name) != others.get(name)]
        told = [f"{name} {others.get(name) or 'missing'}, here {own.get(name) or 'missing'}" for name in names]
        raise BatchError(f"a worker has other versions: {'; '.join(told)}; install the same on each machine")


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """What this process works with: karamap by version and code, and each of `LIBRARIES` that is installed."""
    package = Path(karamap.__file__).parent
    code = hashlib.sha256()
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.csv")]):
        code.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes())
    found = [("karamap", f"{karamap.__version__}+{code.hexdigest()[:12]}")]
    for name in LIBRARIES:
        try:
            found.append((name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            continue
    return tuple(found)
