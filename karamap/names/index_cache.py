"""Keeps the look-up tables of a gazetteer's names between runs, until the tables change."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import karamap
from karamap.errors import RenderError
from karamap.gazetteer import schema as gazetteer_schema
from karamap.gazetteer.places import Dataset, District, Gazetteer, LonLat, Membership, Name, Place
from karamap.names import orthographies
from karamap.names.index import LEVELS, Index, Postings
from karamap.names.keys import Orthographies
from karamap.tables.data_folder import DataFolder

FORMAT = 3
"""Raised when the shape of what is kept changes."""


KEPT = 4
"""So many indexes are kept, so that several folders of tables do not push each other out."""


def load(
    folder: Path, cache: Path | None = None, *, gazetteer: Callable[[DataFolder], Gazetteer]
) -> tuple[Gazetteer, Index]:
    """The gazetteer below a folder with its index: as kept by an earlier run, else built and kept.

    What is kept bears the fingerprint of the tables it was made from, so it never outlives them; a file
    that cannot be read or does not fit is built anew. A folder that cannot be written is no error.

    Raises:
        DataError: a table is missing or has faults of its own.
    """
    print_ = fingerprint(folder)
    path = (cache or cache_dir()) / f"names-{print_[:16]}.json"
    if (kept := _read(path, print_)) is not None:
        return kept
    source = DataFolder(folder)
    held = gazetteer(source)
    index = Index.of(held, Orthographies.load(folder))
    _keep(path, print_, held, index)
    return held, index


def fingerprint(folder: Path) -> str:
    """SHA-256 over the tables that names are looked up in, and over the version of what reads them."""
    digest = hashlib.sha256(f"{FORMAT} {karamap.__version__} {_code()}".encode())
    paths = sorted({*(table.path for table in gazetteer_schema.TABLES), *_orthography_files(folder)})
    for path in paths:
        content = (folder / path).read_bytes() if (folder / path).is_file() else b""
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def cache_dir() -> Path:
    """Where this user's programs keep what they can make again."""
    if chosen := os.environ.get("KARAMAP_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home())
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "karamap"


def _orthography_files(folder: Path) -> Iterable[str]:
    return (f"{orthographies.FOLDER}/{path.name}" for path in (folder / orthographies.FOLDER).glob("*.csv"))


def _code() -> str:
    """The code that makes keys, by size and time: a change to it makes the index anew."""
    wings = (Path(__file__).parent, Path(gazetteer_schema.__file__).parent)
    files = [path.stat() for wing in wings for path in sorted(wing.glob("*.py"))]
    return " ".join(f"{file.st_size}.{file.st_mtime_ns}" for file in files)


def _read(path: Path, print_: str) -> tuple[Gazetteer, Index] | None:
    """What an earlier run kept, or None: missing, damaged, or made from other tables."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if head.decode() != f"{print_} {hashlib.sha256(body).hexdigest()}":
            return None
        return _thawed(json.loads(body))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return None


def _keep(path: Path, print_: str, held: Gazetteer, index: Index) -> None:
    body = _text(_frozen(held, index))
    digest = hashlib.sha256(body.encode()).hexdigest()
    from karamap.tables import atomic_write  # noqa: PLC0415 - only the first run writes

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write.write_whole(path, f"{print_} {digest}\n{body}")
        others = sorted(path.parent.glob("names-*.json"), key=lambda other: other.stat().st_mtime)
        for old in others[:-KEPT]:
            old.unlink(missing_ok=True)
    except (OSError, RenderError):
        return


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _frozen(held: Gazetteer, index: Index) -> dict[str, Any]:
    return {
        "places": [(p.id, p.kind, p.position, p.precision_km, p.source_id) for p in held.places.values()],
        # Names and keys are kept as texts within the text: a look-up reads few of them.
        "names": {place_id: _text(items) for place_id, items in held.names.items()},
        "counts": [len(items) for items in held.names.values()],
        "districts": [
            (d.id, d.system, d.in_theatre, d.seat_id, d.valid_from, d.valid_to) for d in held.districts.values()
        ],
        "district_names": held.district_names,
        "memberships": [
            (m.place_id, m.district_id, m.kind, m.valid_from, m.valid_to)
            for items in held.memberships.values()
            for m in items
        ],
        "datasets": [(d.id, d.title, d.publisher, d.licence, d.url, d.lists_all) for d in held.datasets.values()],
        "overlaps": held.overlaps,
        "system": held.system,
        "languages": held.languages,
        "spellings": index.spellings,
        "usual": index.usual,
        "keys": {level: _text(index.keys[level]) for level in LEVELS},
        "by_generic": index.by_generic,
        "dated": sorted(index.dated),
        "by_district": index.districts,
    }


def _thawed(kept: dict[str, Any]) -> tuple[Gazetteer, Index]:
    memberships: defaultdict[str, list[Membership]] = defaultdict(list)
    for place_id, district_id, kind, start, end in kept["memberships"]:
        memberships[place_id].append(Membership(place_id, district_id, kind, _day(start), _day(end)))
    names_: Mapping[str, tuple[Name, ...]] = _OnDemand(kept["names"], lambda items: tuple(map(_name, items)))
    held = Gazetteer(
        places={
            id_: Place(id_, kind, LonLat(*position) if position else None, precision, source)
            for id_, kind, position, precision, source in kept["places"]
        },
        names=names_,
        districts={
            id_: District(id_, system, inside, seat, _day(start), _day(end))
            for id_, system, inside, seat, start, end in kept["districts"]
        },
        district_names={bearer: tuple(map(_name, items)) for bearer, items in kept["district_names"].items()},
        memberships={place_id: tuple(items) for place_id, items in memberships.items()},
        datasets={cells[0]: Dataset(*cells) for cells in kept["datasets"]},
        overlaps={id_: tuple(others) for id_, others in kept["overlaps"].items()},
        system=kept["system"],
        languages=tuple(kept["languages"]),
    )
    bearers = [place_id for place_id, count in zip(kept["names"], kept["counts"], strict=True) for _ in range(count)]
    texts = {int(level): text for level, text in kept["keys"].items()}
    keys: Mapping[int, Postings] = _OnDemand(texts, lambda postings: postings)
    by_generic = {key: [(number, kind) for number, kind in items] for key, items in kept["by_generic"].items()}
    entries = _Entries(bearers, names_)
    dated = frozenset(kept["dated"])
    return held, Index(entries, bearers, dated, kept["spellings"], kept["usual"], keys, by_generic, kept["by_district"])


Key = TypeVar("Key")


Value = TypeVar("Value")


class _OnDemand(Mapping[Key, Value]):
    """A mapping whose values are JSON until they are asked for."""

    def __init__(self, texts: dict[Key, str], made: Callable[[Any], Value]) -> None:
        self._texts, self._made = texts, made
        self._values: dict[Key, Value] = {}

    def __getitem__(self, key: Key) -> Value:
        if key not in self._values:
            self._values[key] = self._made(json.loads(self._texts[key]))
        return self._values[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class _Entries(Sequence[tuple[str, Name]]):
    """Places and their names in order, by number, made when asked for."""

    def __init__(self, bearers: list[str], names_: Mapping[str, tuple[Name, ...]]) -> None:
        self._bearers, self._names = bearers, names_
        self._first: dict[str, int] = {}
        for number, bearer in enumerate(bearers):
            self._first.setdefault(bearer, number)

    def __getitem__(self, number: Any) -> Any:
        bearer = self._bearers[number]
        return bearer, self._names[bearer][number - self._first[bearer]]

    def __len__(self) -> int:
        return len(self._bearers)


def _name(cells: list[Any]) -> Name:
    text, language, script, kind, start, end, source = cells
    return Name(text, language, script, kind, start and _day(start), end and _day(end), source)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
