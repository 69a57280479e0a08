"""Reads districts as areas (OCHA's COD-AB and others), and finds the one that a place lies in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from karamap.importers.area_features import area_of, features_of
from karamap.importers.found import FoundName, ImportFailedError, LeftOut
from karamap.importers.source_file import SourceFile

_LEVEL = re.compile(r"adm(?:in)?(\d)_(?:pcode|name|en)|adm(\d)_pcode", re.IGNORECASE)
_NAME = "adm{level}_name", "adm{level}_en", "admin{level}Name_en", "name"


@dataclass(frozen=True)
class DistrictAreas:
    """Districts by id: names and areas (degrees), in the order of the file.

    Attributes:
        ids: p-codes where the file has them.
        names: of each district.
        areas: of each district, EPSG:4326.
    """

    ids: tuple[str, ...]
    names: tuple[tuple[FoundName, ...], ...]
    areas: tuple[shapely.Geometry, ...]

    def of(self, positions: Sequence[tuple[float, float]]) -> list[str]:
        """The id of the district in which each position lies; empty where none does."""
        tree = shapely.STRtree(self.areas)
        points, found = shapely.points(np.array(positions, dtype=float).reshape(-1, 2)), [""] * len(positions)
        at, districts = tree.query(points, predicate="intersects")
        for place, district in zip(at.tolist(), districts.tolist(), strict=True):
            found[place] = found[place] or self.ids[district]
        return found


def read(file: SourceFile) -> tuple[DistrictAreas, list[LeftOut]]:
    """The districts of a GeoJSON file of areas, at the finest level that it names, and features that are none.

    Raises:
        ImportFailedError: it is no GeoJSON of areas.
    """
    ids: list[str] = []
    names: list[tuple[FoundName, ...]] = []
    areas: list[shapely.Geometry] = []
    left_out: list[LeftOut] = []
    for number, feature in enumerate(features_of(file), 1):
        properties = _lowered(feature.get("properties") if isinstance(feature, Mapping) else None)
        told = tuple(dict.fromkeys(_names(properties)))
        id_, area = _id(properties, number), area_of(feature)
        if area is None or not told or id_ in ids:
            reason = "it has no area" if area is None else "it has no name" if not told else f"{id_} is there already"
            left_out.append(LeftOut(file.name, number, id_, reason))
            continue
        ids.append(id_)
        names.append(told)
        areas.append(area)
    if not ids:
        raise ImportFailedError(f"{file.name}: no area with a name; expected districts such as OCHA's COD-AB")
    return DistrictAreas(tuple(ids), tuple(names), tuple(areas)), left_out


def _lowered(properties: Any) -> dict[str, Any]:
    """Properties with their names in small letters: older files have ADM2_PCODE."""
    return {str(key).lower(): value for key, value in properties.items()} if isinstance(properties, Mapping) else {}


def _level(properties: Mapping[str, Any]) -> int:
    """The finest administrative level that a feature names; 0 if it names none."""
    found = [_LEVEL.fullmatch(key) for key, value in properties.items() if value]
    return max((int(match[1] or match[2]) for match in found if match), default=0)


def _id(properties: Mapping[str, Any], number: int) -> str:
    level = _level(properties)
    code = str(properties.get(f"adm{level}_pcode") or properties.get("pcode") or properties.get("id") or "")
    return re.sub(r"[^A-Za-z0-9._-]", "-", code).lstrip("._-") or f"d{number:04d}"


def _names(properties: Mapping[str, Any]) -> list[FoundName]:
    """The names of a district; COD-AB numbers them by the languages in `lang`, `lang1`, …, or ends with a code."""
    level, found = _level(properties), []
    for key in (name.format(level=level) for name in _NAME):
        if isinstance(text := properties.get(key.lower()), str) and text.strip():
            found.append(FoundName(" ".join(text.split()), str(properties.get("lang") or "")))
    for number in (1, 2, 3):
        text, language = properties.get(f"adm{level}_name{number}"), properties.get(f"lang{number}")
        if isinstance(text, str) and text.strip():
            found.append(FoundName(" ".join(text.split()), str(language or "")))
    pattern = re.compile(rf"adm{level}_([a-z]{{2}})")
    for key, text in properties.items():
        if (match := pattern.fullmatch(key)) and isinstance(text, str) and text.strip():
            found.append(FoundName(" ".join(text.split()), match[1]))
    return found
