"""A GeoNames dump of any size, place by place in the order of ids; of all places only ids and offsets are in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np

from karamap.gazetteer.places import Dataset, District, Gazetteer, LonLat, Membership, Name, Place
from karamap.importers import alternate_names
from karamap.importers.columns import lat, lon
from karamap.importers.found import FoundName, ImportFailedError
from karamap.importers.gazetteer_rows import USUAL_LANGUAGES, named_rows
from karamap.importers.place_tables import GEONAMES_COLUMNS, inhabitants, kind_of, names_in_dump
from karamap.tables.csv_tables import CellError

SOURCE = "geonames"

DISTRICTS, REGIONS = "districts", "regions"
"""Systems: units of the second order, and those of the first that have none below them; all other first-order ones."""

MOST_DIGITS = 10
"""Ids of GeoNames have fewer digits."""

PRECISION_KM = 1.0

Units = dict[str, tuple[int, tuple[FoundName, ...]]]
"""From the id of an administrative unit to its geonameid and its names."""

Listing = tuple[Place, tuple[Name, ...], tuple[Membership, ...]]


class _Lines:
    """Lines of a file by where they begin, in the order of ids.

    Args:
        stream: the file.
        ids, offsets: of each line.
    """

    def __init__(self, stream: BinaryIO, ids: array[int], offsets: array[int]) -> None:
        self._stream = stream
        numbers, where = np.frombuffer(ids, dtype=np.int64), np.frombuffer(offsets, dtype=np.int64)
        order = np.argsort(numbers, kind="stable")
        self.ids, self._offsets = numbers[order], where[order]

    def cells(self, at: int) -> list[str]:
        """The cells of one of the lines."""
        self._stream.seek(int(self._offsets[at]))
        return self._stream.readline().decode().rstrip("\r\n").split("\t")

    def of(self, id_: int) -> Iterator[list[str]]:
        """The cells of the lines of an id."""
        for at in range(*np.searchsorted(self.ids, [id_, id_ + 1]).tolist()):
            yield self.cells(at)

    def in_order_of_texts(self) -> Iterator[int]:
        """The lines in the order of their ids as texts: 10, 100, 9."""
        digits = np.searchsorted(10 ** np.arange(1, MOST_DIGITS), self.ids, side="right") + 1
        yield from np.lexsort((digits, self.ids * 10 ** (MOST_DIGITS - digits))).tolist()


class LargeDump:
    """Populated places of a dump with their names and administrative units.

    Attributes:
        gazetteer: the units as districts, and what the data set is; no places.
        left_out: how many populated places cannot be taken, by the reason.
    """

    def __init__(self, dump: BinaryIO, name: str, names: BinaryIO | None, name_of_names: str) -> None:
        """Look for the lines that count; see `opened`."""
        self._name, self.left_out = name, dict[str, int]()
        units: Units = {}
        self._places = self._scanned(dump, units)
        self._names = _scanned_names(names, name_of_names) if names is not None else None
        self.gazetteer = self._gazetteer(units)

    def __len__(self) -> int:
        """How many places there are at most."""
        return len(self._places.ids)

    def __iter__(self) -> Iterator[Listing]:
        """Places with names and memberships, in the order of their ids."""
        last = -1
        for at in self._places.in_order_of_texts():
            id_ = int(self._places.ids[at])
            if id_ == last:
                self._leave_out("its id stands in the file before")
            elif listing := self._listing(self._places.cells(at)):
                yield listing
            last = id_

    def _scanned(self, dump: BinaryIO, units: Units) -> _Lines:
        ids, offsets, begins = array("q"), array("q"), 0
        for line, content in enumerate(dump, 1):
            cells = content.split(b"\t")
            if len(cells) != GEONAMES_COLUMNS or not cells[0].isdigit() or len(cells[0]) >= MOST_DIGITS:
                said = f"{len(cells)} columns; a GeoNames dump has {GEONAMES_COLUMNS}, parted by tabs, the first an id"
                raise ImportFailedError(f"{self._name}:{line}: {said}")
            try:
                if cells[6] == b"P":
                    content.decode()
                    ids.append(int(cells[0]))
                    offsets.append(begins)
                elif cells[7] in (b"ADM1", b"ADM2"):
                    _take_unit(units, [cell.decode() for cell in cells])
            except UnicodeDecodeError as error:
                raise ImportFailedError(f"{self._name}:{line}: not UTF-8, which GeoNames dumps are") from error
            begins += len(content)
        return _Lines(dump, ids, offsets)

    def _gazetteer(self, units: Units) -> Gazetteer:
        parents = {id_.rpartition(".")[0] for id_ in units if id_.count(".") == 2}  # noqa: PLR2004 - country, first, second
        districts, named = dict[str, District](), dict[str, tuple[Name, ...]]()
        for id_, (geonames, names) in sorted(units.items()):
            districts[id_] = District(id_, REGIONS if id_ in parents else DISTRICTS, True, None, None, None)
            named[id_] = self._named(geonames, names)
        dataset = Dataset(SOURCE, self._name, "GeoNames", "CC BY 4.0", "https://www.geonames.org/", lists_all=False)
        return Gazetteer({}, {}, districts, named, {}, {SOURCE: dataset}, system=DISTRICTS, languages=("en",))

    def _listing(self, cells: Sequence[str]) -> Listing | None:
        """A place with its names and memberships; None, and counted, if it cannot be taken."""
        geonames, name, ascii_, others, y, x, _, code = cells[:8]
        kind = kind_of(code, inhabitants(cells[14]))
        if not kind:
            self._leave_out(f"feature code {code or '(none)'}: a part of a settlement, or one no longer")
            return None
        try:
            position = LonLat(lon(x), lat(y))
        except CellError:
            self._leave_out("its position is none")
            return None
        names = self._named(int(geonames), names_in_dump(name, ascii_, others))
        if not names:
            self._leave_out("none of its names can be read")
            return None
        id_ = f"gn{int(geonames)}"
        country, first, second = cells[8], cells[10], cells[11]
        inside = [f"{country}.{first}.{second}", f"{country}.{first}"]
        known = [unit for unit in inside if unit in self.gazetteer.districts]
        place = Place(id_, kind, position, PRECISION_KM, SOURCE)
        return place, names, tuple([Membership(id_, unit, None, None, None) for unit in known])

    def _leave_out(self, reason: str) -> None:
        self.left_out[reason] = self.left_out.get(reason, 0) + 1

    def _named(self, geonames: int, of_dump: tuple[FoundName, ...]) -> tuple[Name, ...]:
        found = [alternate_names.name_of(cells) for cells in self._names.of(geonames)] if self._names else []
        preferred = [item[0] for item in found if item and item[1]]
        others = [item[0] for item in found if item and not item[1]]
        rows = named_rows(alternate_names.in_order(preferred, of_dump, others), USUAL_LANGUAGES, SOURCE)
        return tuple([_name(row) for row in rows])


def _name(row: Mapping[str, str]) -> Name:
    return Name(row["name"], row["language"], row["script"], row["kind"], None, None, row["source_id"])


def _take_unit(units: Units, cells: Sequence[str]) -> None:
    codes = [cells[8], cells[10]] + ([cells[11]] if cells[7] == "ADM2" else [])
    if all(codes):
        units.setdefault(".".join(codes), (int(cells[0]), names_in_dump(*cells[1:4])))


def _scanned_names(names: BinaryIO, name: str) -> _Lines:
    ids, offsets, begins = array("q"), array("q"), 0
    for line, content in enumerate(names, 1):
        try:
            cells = content.decode().rstrip("\r\n").split("\t")
        except UnicodeDecodeError as error:
            raise ImportFailedError(f"{name}:{line}: not UTF-8, which GeoNames' tables are") from error
        if not alternate_names.is_row(cells):
            raise ImportFailedError(f"{name}:{line}: {alternate_names.no_row(cells)}")
        if alternate_names.name_of(cells):
            ids.append(int(cells[1]))
            offsets.append(begins)
        begins += len(content)
    return _Lines(names, ids, offsets)


@contextmanager
def opened(dump: Path, names: Path | None = None) -> Iterator[LargeDump]:
    """Open a dump of GeoNames, and its table of names in languages.

    Args:
        dump: as allCountries.txt or a country's file (geonames.org/export, readme.txt), unpacked.
        names: as alternateNamesV2.txt.

    Raises:
        ImportFailedError: one of them cannot be read, or is no such file.
    """
    with ExitStack() as stack:
        streams = [_stream(path, stack) for path in (dump, names) if path]
        yield LargeDump(streams[0], dump.name, streams[1] if names else None, names.name if names else "")


def _stream(path: Path, stack: ExitStack) -> BinaryIO:
    try:
        stream = stack.enter_context(path.open("rb"))
        begins = stream.read(4)
        stream.seek(0)
    except OSError as error:
        raise ImportFailedError(f"{path} cannot be read: {error.strerror or error}") from error
    if begins == b"PK\x03\x04":
        raise ImportFailedError(f"{path.name} is an archive; unpack it first")
    if not begins:
        raise ImportFailedError(f"{path.name} is empty")
    return stream
