"""The names of a theatre without the rest of it: the quick way in for look-ups.

If an earlier run kept the index of the names, and that these tables have no fault, no table is parsed; orthographies
only where a spelling is not known as it stands. Imports that few look-ups need stand inside the functions.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from karamap.gazetteer import schema as gazetteer_schema
from karamap.names import index_cache
from karamap.names.index import NameIndex
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.tables.kept import cache_dir
from karamap.theatre import verdicts

if TYPE_CHECKING:
    from karamap.gazetteer.places import Gazetteer
    from karamap.names.distances import Distances
    from karamap.names.keys import Orthographies
    from karamap.tables.csv_tables import Row
    from karamap.theatre.settings import Settings

ORTHOGRAPHIES, SETTINGS = "gazetteer/orthographies", "gazetteer/theatre.toml"


def load_names(path: Path, cache: Path | None = None) -> NameIndex:
    """The index of the names below a folder, from what an earlier run kept in `cache` where that still fits.

    Raises:
        DataError: the tables have a fault: as `karamap.theatre.loader.load`, which reads all where nothing is kept.
    """
    folder = DataFolder(path)
    index = kept_names(folder, cache)
    if index is not None:
        return index
    from karamap.theatre import loader  # noqa: PLC0415 - only where nothing is kept

    return loader.load(folder, cache).names


def kept_names(folder: DataFolder, cache: Path | None = None) -> NameIndex | None:
    """The index of a folder's names as an earlier run kept it, with the word that its tables have no fault.

    None where either is missing or was made of something else.
    """
    written = orthography_folder(folder)
    cache = cache or cache_dir()
    if not verdicts.is_kept(verdicts.fingerprint(folder, written), cache):
        return None
    kept = index_cache.read(cache, index_cache.fingerprint(_contents(folder, written)))
    return None if kept is None else NameIndex.of_kept(kept, lambda: read_orthographies(written))


def kept_fingerprint(folder: DataFolder, cache: Path | None = None) -> str | None:
    """The fingerprint of a folder's tables (`Theatre.fingerprint`), if an earlier run found them without fault."""
    return verdicts.kept_tables(verdicts.fingerprint(folder, orthography_folder(folder)), cache)


def index_of(
    folder: DataFolder,
    written: DataFolder,
    cache: Path | None,
    orthographies: Callable[[], Orthographies],
    made: Callable[[], tuple[Gazetteer, Distances]],
) -> NameIndex:
    """The index of a folder's names as an earlier run kept it, else one that is made of what is given.

    Args:
        folder: the folder of tables.
        written: the folder that the orthographies are read from.
        cache: where earlier runs kept indexes; the user's cache folder by default.
        orthographies: gives the orthographies.
        made: gives the gazetteer, and what counts as near in it, where nothing was kept.
    """
    fingerprint = index_cache.fingerprint(_contents(folder, written))
    kept = index_cache.read(cache or cache_dir(), fingerprint)
    if kept is not None:
        return NameIndex.of_kept(kept, orthographies)
    gazetteer, distances = made()
    return NameIndex(gazetteer, orthographies, distances, fingerprint=fingerprint)


def keep(index: NameIndex, cache: Path | None = None) -> None:
    """Keep an index for the next run if it was made in this one; a folder that cannot be written is no error."""
    if index.is_worth_keeping:
        index_cache.save(cache or cache_dir(), index)


def orthography_folder(folder: DataFolder) -> DataFolder:
    """The folder that a folder's orthographies are read from: itself, or the shipped one if it has none."""
    own = folder.path / ORTHOGRAPHIES
    return folder if own.exists() or own.is_symlink() else DataFolder(data_dir())


def read_orthographies(folder: DataFolder) -> Orthographies:
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


def gazetteer_of(rows: dict[str, list[Row]], settled: Settings) -> tuple[Gazetteer, Distances]:
    """The gazetteer in the rows of its tables, and what counts as near in it."""
    from karamap.gazetteer.places import Gazetteer  # noqa: PLC0415 - only where nothing is kept
    from karamap.names.distances import Distances  # noqa: PLC0415 - the same

    gazetteer = Gazetteer.of(rows, system=settled.system, languages=settled.shown_languages)
    return gazetteer, Distances(settled.radius_km, settled.least_km, settled.siblings_km)


def reading_fingerprint(folder: DataFolder) -> str:
    """SHA-256 over the orthographies that a folder's names are read by, and over the version of what reads them."""
    return index_cache.fingerprint(_orthographies(orthography_folder(folder)))


def _contents(folder: DataFolder, written: DataFolder) -> dict[str, bytes]:
    """The bytes of what names are looked up by, by path; none for a file that is missing."""
    paths = [SETTINGS, *(table.path for table in gazetteer_schema.TABLES)]
    contents = {path: folder.content(path) or b"" for path in paths}
    return contents | _orthographies(written)


def _orthographies(written: DataFolder) -> dict[str, bytes]:
    """The bytes of the tables of orthographies, by path."""
    paths = [f"{ORTHOGRAPHIES}/{path.name}" for path in (written.path / ORTHOGRAPHIES).glob("*.csv")]
    return {path: written.content(path) or b"" for path in paths}
