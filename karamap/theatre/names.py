"""The names of a theatre without the rest of it, from what an earlier run kept where that still fits.

For now: this opens tables that `karamap.theatre.loader` opens too. It goes once the loader reads each table once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from karamap.gazetteer import schema as gazetteer_schema
from karamap.gazetteer.places import Gazetteer
from karamap.names import index_cache
from karamap.names.index import NameIndex

if TYPE_CHECKING:
    from karamap.names.keys import Orthographies

ORTHOGRAPHIES = "gazetteer/orthographies"


def load_names(folder: Path, cache: Path | None = None) -> NameIndex:
    """The index of the names below a folder: as kept by an earlier run, else made and kept in `cache`.

    Raises:
        DataError: a table is missing or has faults of its own.
    """
    cache = cache or index_cache.cache_dir()
    fingerprint = index_cache.fingerprint(_contents(folder))
    if (kept := index_cache.read(cache, fingerprint)) is not None:
        return NameIndex.of_kept(kept, lambda: load_orthographies(folder))
    index = NameIndex(Gazetteer.load(folder), load_orthographies(folder))
    index_cache.save(cache, fingerprint, index)
    return index


def load_orthographies(folder: Path) -> Orthographies:
    """Read the tables in `gazetteer/orthographies/`.

    Raises:
        DataError: a table is missing or has faults of its own.
    """
    from karamap.names import orthographies  # noqa: PLC0415 - a spelling that is known as it stands needs none
    from karamap.names.keys import Orthographies  # noqa: PLC0415 - the same
    from karamap.tables import csv_tables as tables  # noqa: PLC0415 - the same

    rows = {table.path: tables.read(table, folder) for table in orthographies.TABLES}
    for row in rows[orthographies.ORTHOGRAPHIES.path]:
        rows[orthographies.graphemes(row["id"]).path] = tables.read(orthographies.graphemes(row["id"]), folder)
    return Orthographies(rows)


def _contents(folder: Path) -> dict[str, bytes]:
    """The bytes of the tables that names are looked up in, by path; none for a table that is missing."""
    listed = {table.path for table in gazetteer_schema.TABLES}
    listed |= {f"{ORTHOGRAPHIES}/{path.name}" for path in (folder / ORTHOGRAPHIES).glob("*.csv")}
    return {path: (folder / path).read_bytes() if (folder / path).is_file() else b"" for path in listed}
