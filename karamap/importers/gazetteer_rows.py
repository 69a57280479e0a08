"""Turns found places and districts into rows of the gazetteer, and knows them by id, name and position."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from karamap.gazetteer.distance import kilometres
from karamap.gazetteer.places import LonLat
from karamap.importers.district_areas import DistrictAreas
from karamap.importers.found import FoundName, FoundPlace, LeftOut
from karamap.importers.identifiers import GEONAMES, WIKIDATA
from karamap.importers.language_codes import two_letters
from karamap.importers.source_file import SourceFile
from karamap.names import spellings
from karamap.names.scripts import NEUTRAL, script_of
from karamap.names.spellings import fold
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import CellError
from karamap.tables.hand_made import cleaned

USUAL_LANGUAGES = {
    "Arab": "ar", "Armn": "hy", "Beng": "bn", "Cyrl": "ru", "Deva": "hi", "Ethi": "am", "Geor": "ka", "Grek": "el",
    "Hang": "ko", "Hani": "zh", "Hebr": "he", "Khmr": "km", "Latn": "en", "Mymr": "my", "Thai": "th",
}  # fmt: skip
"""The language that is taken for the one of a name in a script, where a file does not tell it."""

SYSTEM = "districts"
"""The administrative system of districts that a file names without saying what they are of."""

FIRST_SOURCE = "places"
"""The id of the data set that the first file of places becomes; those of others have a number behind it."""

SAME_KM = 0.05
"""Two rows of one name nearer to each other than this are one place."""

IN_PLACES = frozenset({GEONAMES, WIKIDATA})
"""Authorities whose ids have a column of their own in `gazetteer/places.csv`."""

_ID = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,39}")


@dataclass
class GazetteerRows:
    """Rows of the gazetteer, and where they came from.

    Attributes:
        rows: by the path of their table.
        lines: of each place, the line of the file that it came from.
        by_key: id of a place by whose id (`identifiers`, empty for the file's own) and what id it has.
        authorities: whose ids there are.
        by_name: ids of places by each folded name.
        positions: of each place, degrees.
        districts: ids of districts by their folded names and ids.
        district_of: id of the district of a place.
        left_out: what could not be taken.
    """

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[str, int] = field(default_factory=dict)
    by_key: dict[tuple[str, str], str] = field(default_factory=dict)
    authorities: set[str] = field(default_factory=set)
    by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    positions: dict[str, LonLat] = field(default_factory=dict)
    districts: dict[str, str] = field(default_factory=dict)
    district_of: dict[str, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)


def rows_of(
    places: Sequence[FoundPlace],
    files: Sequence[SourceFile],
    areas: DistrictAreas | None,
    languages: Mapping[str, str],
) -> GazetteerRows:
    """The gazetteer of some found places.

    Args:
        places: in the order of their files.
        files: the files; where there are several, each place names its own.
        areas: districts as areas; without them the places' own words for districts are taken.
        languages: the language of names in a script, where the file does not tell it.
    """
    made = _Gazetteer(files, {**USUAL_LANGUAGES, **languages})
    found = areas.of([(place.lon, place.lat) for place in places]) if areas else [""] * len(places)
    if areas:
        made.take_districts(areas)
    for place, district in zip(places, found, strict=True):
        made.take(place, district)
    return made.result


class _Gazetteer:
    """Collects rows, one place after the other."""

    def __init__(self, files: Sequence[SourceFile], languages: Mapping[str, str]) -> None:
        self._first_file, self._languages = files[0].name, languages
        self.result = GazetteerRows()
        self._source = FIRST_SOURCE
        self._sources = {"": FIRST_SOURCE}
        for number, file in enumerate(files, 1):
            id_ = FIRST_SOURCE if number == 1 else f"{FIRST_SOURCE}.{number}"
            self._sources[file.name] = id_
            self.result.rows["gazetteer/sources.csv"].append({
                "id": id_,
                "title": f"{file.name}, SHA-256 {file.sha256[:16]}…",
                "publisher": "not stated",
                "licence": "not stated",
                "url": None,
                "lists_all": False,
                "note": f"Imported; SHA-256 of the file: {file.sha256}",
            })  # fmt: skip

    def take_districts(self, areas: DistrictAreas) -> None:
        """Take districts that are areas."""
        for id_, names in zip(areas.ids, areas.names, strict=True):
            self._district(id_, names)

    def take(self, place: FoundPlace, district: str) -> None:
        """Take one place, in a district by its id, or by the place's own word for it."""
        self._source = self._sources[place.file]
        names = list(self._names(place))
        if not names:
            self._leave_out(place, "none of its names can be read")
            return
        if twin := self._twin(names[0]["name"], place):
            self._leave_out(place, f"the same name at the same place as {twin}")
            return
        id_ = self._id(place)
        rows = self.result.rows
        rows["gazetteer/places.csv"].append({
            "id": id_,
            "kind": place.kind,
            "lon": round(place.lon, 5),
            "lat": round(place.lat, 5),
            "precision_km": 1.0,
            "source_id": self._source,
            "geonames_id": int(place.ids[GEONAMES]) if place.ids.get(GEONAMES) else None,
            "wikidata_id": place.ids.get(WIKIDATA),
            "note": None,
        })  # fmt: skip
        for name in names:
            rows["gazetteer/names.csv"].append({**name, "place_id": id_})
            if id_ not in self.result.by_name[fold(name["name"])]:
                self.result.by_name[fold(name["name"])].append(id_)
        self.result.lines[id_], self.result.names[id_] = place.line, names[0]["name"]
        self.result.positions[id_] = LonLat(place.lon, place.lat)
        self._keep_ids(id_, place)
        self._belongs(id_, district, place.district)

    def _keep_ids(self, id_: str, place: FoundPlace) -> None:
        """Know a place by the ids that lists have for it, and keep those that have no column of their own."""
        for authority, identifier in {"": place.key, **place.ids}.items():
            if identifier:
                self.result.authorities.add(authority)
                self.result.by_key.setdefault((authority, identifier), id_)
        for authority, identifier in place.ids.items():
            if authority not in IN_PLACES and identifier:
                self.result.rows["gazetteer/concordances.csv"].append({
                    "place_id": id_,
                    "authority": authority,
                    "identifier": identifier,
                    "source_id": self._source,
                })  # fmt: skip

    def _leave_out(self, place: FoundPlace, reason: str) -> None:
        name = place.names[0].text if place.names else ""
        self.result.left_out.append(LeftOut(place.file or self._first_file, place.line, name, reason))

    def _twin(self, name: str, place: FoundPlace) -> str:
        """The place that bears a name at a place's own position, if one does."""
        for id_ in self.result.by_name.get(fold(name), ()):
            if kilometres(self.result.positions[id_], LonLat(place.lon, place.lat)) < SAME_KM:
                return id_
        return ""

    def _id(self, place: FoundPlace) -> str:
        """An id that stays: GeoNames' own, the file's, or one derived from name and position."""
        taken = self.result.positions
        if geonames := place.ids.get(GEONAMES):
            wanted = f"gn{geonames}"
        elif _ID.fullmatch(place.key):
            wanted = place.key
        else:
            first = place.first or place
            made_of = f"{first.key}|{fold(first.names[0].text)}|{first.lon:.3f}|{first.lat:.3f}"
            wanted = "p" + hashlib.sha256(made_of.encode()).hexdigest()[:10]
        number, id_ = 2, wanted
        while id_ in taken:
            id_, number = f"{wanted}.{number}", number + 1
        return id_

    def _names(self, place: FoundPlace) -> Iterator[dict[str, Any]]:
        """Rows of the names of a place that can be read, without the place's id; the first is official."""
        yield from named_rows(place.names, self._languages, self._source)

    def _district(self, id_: str, names: Sequence[FoundName]) -> None:
        rows = list(named_rows(names, self._languages, self._source))
        if not rows:
            return
        self.result.rows["gazetteer/districts.csv"].append({
            "id": id_,
            "system": SYSTEM,
            "in_theatre": True,
            "seat_id": None,
            "valid_from": None,
            "valid_to": None,
            "source_id": self._source,
            "note": None,
        })  # fmt: skip
        for row in rows:
            self.result.rows["gazetteer/district_names.csv"].append({**row, "district_id": id_})
            self.result.districts.setdefault(fold(row["name"]), id_)
        self.result.districts.setdefault(fold(id_), id_)

    def _belongs(self, place_id: str, district: str, stated: str) -> None:
        if not district and stated:
            district = self.result.districts.get(fold(stated), "")
            if not district:
                made = re.sub(r"[^A-Za-z0-9._-]+", "-", stated).strip("-._")
                digest = hashlib.sha256(stated.encode()).hexdigest()[:8]
                district = made if made and made not in self.result.districts.values() else f"d{digest}"
                self._district(district, (FoundName(stated),))
                district = self.result.districts.get(fold(stated), "")
        if not district:
            return
        self.result.district_of[place_id] = district
        self.result.rows["gazetteer/memberships.csv"].append({
            "place_id": place_id,
            "district_id": district,
            "kind": None,
            "valid_from": None,
            "valid_to": None,
            "source_id": self._source,
            "note": None,
        })  # fmt: skip


def named_rows(names: Sequence[FoundName], languages: Mapping[str, str], source: str) -> Iterator[dict[str, Any]]:
    """Rows of names without what bears them: in each language the first is official, others are variants."""
    seen: set[tuple[str, str]] = set()
    has_official: set[str] = set()
    for text, language, is_former in names:
        name = cleaned(text)
        script = script_of(name)
        if script == NEUTRAL or not _may_stand(name):
            continue
        language_ = two_letters(language) or languages.get(script, "und")
        if not re.fullmatch(r"[a-z]{2,8}", language_):
            language_ = languages.get(script, "und")
        if (language_, name) in seen or any(other == name for _, other in seen):
            continue
        seen.add((language_, name))
        kind = "variant" if language_ in has_official or language_ == "und" else "official"
        if is_former:
            kind = "former"
        else:
            has_official.add(language_)
        yield {
            "name": name,
            "language": language_,
            "script": script,
            "kind": kind,
            "valid_from": None,
            "valid_to": None,
            "source_id": source,
        }


def _may_stand(name: str) -> bool:
    """Whether a name may stand in a table: it is plain text, and what it looks like."""
    try:
        return spellings.is_readable(tables.text(name))
    except CellError:
        return False
