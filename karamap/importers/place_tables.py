"""Reads places from tables: anybody's CSV with a name and a position, and the dump of GeoNames."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator

from karamap.importers import list_words
from karamap.importers.columns import ForeignTable, FoundRow, Meaning, lat, lon
from karamap.importers.found import FoundName, FoundPlace, ImportFailedError, LeftOut, counted
from karamap.importers.identifiers import GEONAMES, REPLACED, WOF, WOF_LICENCE, ids_in, is_replaced, known, plain
from karamap.importers.source_file import SourceFile
from karamap.tables import csv_reader
from karamap.tables.csv_reader import CsvError
from karamap.tables.hand_made import key_of

MEANINGS = (
    Meaning("lon", ("lon", "lng", "long", "longitude", "x", "geom_longitude", "point_x"), lon, required=True),
    Meaning("lat", ("lat", "latitude", "y", "geom_latitude", "point_y"), lat, required=True),
    Meaning(
        "name",
        ("name", "place", "place_name", "town", "city", "village", "settlement", "label", "name:en"),
        required=True,
        words="place",
    ),
    Meaning("key", ("id", "place_id", "geonameid", "geonames_id", "osm_id", "wof:id", "pcode", "code"), plain),
    Meaning("kind", ("kind", "place_type", "placetype", "feature_code", "type", "fclass")),
    Meaning("population", ("population", "pop", "pop_max")),
    Meaning("district", ("district", "admin2", "adm2", "adm2_name", "adm2_en", "county", "rayon", "raion")),
    Meaning("others", ("alternatenames", "alternate_names", "other_names", "aliases", "variants"), words="also"),
    Meaning("ascii", ("asciiname", "ascii_name")),
)
"""What columns of a gazetteer may mean, and how they are called."""

_NAME_IN = re.compile(r"(?:(?:alt_|old_|official_)?name[:_]|adm\d_)([a-z]{2,3})(?:[_-][a-z]+)?", re.IGNORECASE)
"""A header that gives the name in a language: name:ar, name_uk."""

CITY, TOWN = 100_000, 10_000
"""Inhabitants from which a place is a city or a town where the file does not say what it is."""

KINDS = {
    "city": "city",
    "town": "town",
    "village": "village",
    "hamlet": "village",
    "isolated_dwelling": "village",
    "settlement": "village",
    "locality": "village",
    "national_capital": "city",
    "borough": "town",
    "pplc": "city",
    "ppla": "city",
    "ppla2": "town",
    "ppla3": "town",
    "ppla4": "village",
    "ppla5": "village",
    "ppl": "",
    "pplf": "village",
    "ppll": "village",
    "ppls": "village",
}
"""What gazetteers call settlements (OpenStreetMap `place`, Who's On First `placetype`, GeoNames feature codes), as one
of our kinds; empty where the inhabitants decide."""

PARTS = frozenset(
    {
        "suburb",
        "neighbourhood",
        "neighborhood",
        "quarter",
        "block",
        "city_block",
        "farm",
        "islet",
        "island",
        "plot",
        "square",
        "allotments",
        "macrohood",
        "microhood",
        "campus",
        "pplx",
        "pplq",
        "pplh",
        "pplw",
        "pplch",
        "pplr",
        "stlmt",
    }
)
"""Kinds that are a part of a settlement, or one no longer."""

GEONAMES_COLUMNS = 19

WOF_COLUMNS = "placetype", "wof_country", "superseded_by"
"""Columns by which a table of Who's On First is known: there `id` is its own."""


def kind_of(stated: str, population: int | None) -> str:
    """One of our kinds for what a file calls a place; empty if it is no settlement.

    >>> kind_of("hamlet", None), kind_of("", 2_000_000), kind_of("suburb", None)
    ('village', 'city', '')
    """
    known = KINDS.get(stated.strip().casefold())
    if known:
        return known
    if meant := list_words.meanings("kind").get(" ".join(stated.casefold().split())):
        return "city" if meant == "town" and (population or 0) >= CITY else meant
    if stated and known is None:
        return ""
    return "city" if (population or 0) >= CITY else "town" if (population or 0) >= TOWN else "village"


class PlaceTable:
    """Places of a CSV file with a header; iterate, then ask what was left out.

    Attributes:
        left_out: the rows that are no place with a name and a position.
        licence: what the format tells of it; empty if nothing.
        notes: what had to be understood, in sentences.
    """

    def __init__(self, file: SourceFile) -> None:
        """Read the header.

        Raises:
            DataError: the file is no table with a column for the name, the longitude and the latitude.
        """
        self._file = file
        self._table = ForeignTable(file, MEANINGS)
        self._is_wof = {*WOF_COLUMNS} <= {*map(key_of, self._table.columns)}
        self.licence = WOF_LICENCE if self._is_wof else ""
        self.left_out = self._table.left_out

    @property
    def mapping(self) -> str:
        """Which columns were taken for what, in words."""
        named = {header: found[1] for header in self._table.columns if (found := _NAME_IN.fullmatch(header))}
        return self._table.mapping_with({header: f"name in {language}" for header, language in named.items()})

    @property
    def notes(self) -> list[str]:
        """What had to be understood."""
        return self._table.notes

    def __iter__(self) -> Iterator[FoundPlace]:
        """The places, in the order of the file."""
        for row in self._table:
            population = inhabitants(row.values.get("population"))
            kind = kind_of(row.values.get("kind") or "", population)
            if self._is_wof and is_replaced(row.cells):
                reason = REPLACED
                self.left_out.append(LeftOut(self._file.name, row.line, row.values["name"], reason))
                continue
            if not kind:
                reason = f"a place of kind {row.values['kind']!r} is no settlement that can be held"
                self.left_out.append(LeftOut(self._file.name, row.line, row.values["name"], reason))
                continue
            yield FoundPlace(
                row.line,
                row.values.get("key") or "",
                tuple(_names(row)),
                row.values["lon"],
                row.values["lat"],
                kind,
                row.values.get("district") or "",
                self._ids(row),
            )

    def _ids(self, row: FoundRow) -> dict[str, str]:
        key, ids = row.values.get("key") or "", ids_in({key_of(name): cell for name, cell in row.cells.items()})
        if key.startswith("gn") and (geonames := known(GEONAMES, key)):
            ids.setdefault(GEONAMES, geonames)
        if self._is_wof and key:
            ids[WOF] = key
        return ids


def _names(row: FoundRow) -> Iterator[FoundName]:
    """The names of a row: the first to show, those in stated languages, those of a list."""
    yield FoundName(row.values["name"])
    for header, cell in row.cells.items():
        found = _NAME_IN.fullmatch(header)
        if found and cell.strip():
            yield FoundName(" ".join(cell.split()), found[1].casefold())
    for text in (row.values.get("others") or "").split(","):
        if text.strip():
            yield FoundName(" ".join(text.split()))
    if ascii_ := row.values.get("ascii"):
        yield FoundName(ascii_)


def inhabitants(cell: str | None) -> int | None:
    """A number of inhabitants: 16,356 or 16 356; None where there is none."""
    digits = re.sub(r"[\s,.'\u00a0]", "", cell or "")
    return int(digits) if digits.isdigit() and len(digits) <= 10 else None  # noqa: PLR2004 - more people than there are


class GeoNamesDump:
    """Populated places of a GeoNames dump: 19 columns parted by tabs, no header (geonames.org/export, readme.txt).

    Attributes:
        left_out: populated places that are a part of one, or one no longer.
        notes: how many rows are no populated places.
    """

    licence, mapping = "CC BY 4.0", ""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self.left_out: list[LeftOut] = []
        self._others: Counter[str] = Counter()

    @property
    def notes(self) -> list[str]:
        """How many rows are no populated places."""
        return [
            f"{counted(count, 'row')} of feature class {name} passed over"
            for name, count in sorted(self._others.items())
        ]

    def __iter__(self) -> Iterator[FoundPlace]:
        """The places, in the order of the file.

        Raises:
            ImportFailedError: a row is none of a GeoNames dump.
        """
        try:
            stream = io.StringIO(self._file.content.decode("utf-8-sig"), newline="")
        except UnicodeDecodeError as error:
            line = self._file.content.count(b"\n", 0, error.start) + 1
            raise ImportFailedError(f"{self._file.name}:{line}: not UTF-8, which GeoNames dumps are") from error
        rows = csv_reader.unquoted_records(stream)
        try:
            for cells in rows:
                if cells and (place := self._place(rows.line_num, cells)):
                    yield place
        except CsvError as error:
            raise ImportFailedError(f"{self._file.name}:{rows.line_num}: {csv_reader.problem(error)}") from error

    def _place(self, line: int, cells: list[str]) -> FoundPlace | None:
        if len(cells) != GEONAMES_COLUMNS:
            said = f"{len(cells)} columns; a GeoNames dump has {GEONAMES_COLUMNS}, parted by tabs"
            raise ImportFailedError(f"{self._file.name}:{line}: {said}")
        id_, name, ascii_, others, y, x, class_, code = cells[:8]
        if class_ != "P":
            self._others[class_ or "(none)"] += 1
            return None
        try:
            position = lon(x), lat(y)
        except ValueError as error:
            self.left_out.append(LeftOut(self._file.name, line, name, str(error)))
            return None
        kind = kind_of(code, inhabitants(cells[14]))
        if not kind:
            reason = f"a place of feature code {code} is a part of a settlement, or one no longer"
            self.left_out.append(LeftOut(self._file.name, line, name, reason))
            return None
        return FoundPlace(line, id_, names_in_dump(name, ascii_, others), *position, kind, "", {GEONAMES: id_})


def names_in_dump(name: str, ascii_: str, others: str) -> tuple[FoundName, ...]:
    """The names of a row of a GeoNames dump, the one to show first."""
    texts = [name, ascii_, *others.split(",")]
    return tuple(dict.fromkeys(FoundName(text.strip()) for text in texts if text.strip()))
