"""The names of a theatre without the rest of it, from what an earlier run kept where that still fits.

For now: it goes once `karamap.theatre.loader` reads and keeps names itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from karamap.gazetteer import schema as gazetteer_schema
from karamap.names import index_cache
from karamap.names.index import NameIndex
from karamap.tables.data_folder import DataFolder, data_dir

if TYPE_CHECKING:
    from karamap.names.keys import Orthographies

ORTHOGRAPHIES, SETTINGS = "gazetteer/orthographies", "gazetteer/theatre.toml"


def load_names(path: Path, cache: Path | None = None) -> NameIndex:
    """The index of the names below a folder: as kept by an earlier run, else made and kept in `cache`.

    Raises:
        DataError: a table is missing or has faults of its own.
    """
    cache = cache or index_cache.cache_dir()
    folder = DataFolder(path)
    written = folder if (path / ORTHOGRAPHIES).is_dir() else DataFolder(data_dir())
    fingerprint = index_cache.fingerprint(_contents(folder, written))
    if (kept := index_cache.read(cache, fingerprint)) is not None:
        return NameIndex.of_kept(kept, lambda: _orthographies(written))
    index = _made(folder, _orthographies(written))
    index_cache.save(cache, fingerprint, index)
    return index


def load_orthographies(path: Path) -> Orthographies:
    """Read the tables in `gazetteer/orthographies/`.

    Raises:
        DataError: a table is missing or has faults of its own.
    """
    return _orthographies(DataFolder(path))


def _orthographies(folder: DataFolder) -> Orthographies:
    from karamap.names import orthographies  # noqa: PLC0415 - a spelling that is known as it stands needs none
    from karamap.names.keys import Orthographies  # noqa: PLC0415 - the same
    from karamap.tables import csv_tables as tables  # noqa: PLC0415 - the same

    rows = {table.path: tables.read(table, folder) for table in orthographies.TABLES}
    for row in rows[orthographies.ORTHOGRAPHIES.path]:
        rows[orthographies.graphemes(row["id"]).path] = tables.read(orthographies.graphemes(row["id"]), folder)
    return Orthographies(rows)


def _made(folder: DataFolder, orthographies: Orthographies) -> NameIndex:
    from karamap.gazetteer.places import Gazetteer  # noqa: PLC0415 - only where nothing is kept
    from karamap.names.distances import Distances  # noqa: PLC0415 - the same
    from karamap.tables import csv_tables as tables  # noqa: PLC0415 - the same
    from karamap.theatre import settings, settings_file  # noqa: PLC0415 - the same

    rows = tables.Rows({table.path: tables.read(table, folder) for table in gazetteer_schema.TABLES})
    settled = settings.of(settings_file.read(folder), rows)
    gazetteer = Gazetteer.of(rows, system=settled.system, languages=settled.shown_languages)
    return NameIndex(gazetteer, orthographies, Distances(settled.radius_km, settled.least_km, settled.siblings_km))


def _contents(folder: DataFolder, written: DataFolder) -> dict[str, bytes]:
    """The bytes of what names are looked up by, by path; none for a file that is missing."""
    paths = [SETTINGS, *(table.path for table in gazetteer_schema.TABLES)]
    orthographies = [f"{ORTHOGRAPHIES}/{path.name}" for path in (written.path / ORTHOGRAPHIES).glob("*.csv")]
    contents = {path: folder.content(path) or b"" for path in paths}
    return contents | {path: written.content(path) or b"" for path in orthographies}
