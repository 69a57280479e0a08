"""Reads areas that somebody else drew of who holds what ground, to be set beside one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import shapely

from karamap.importers import source_file
from karamap.importers.area_features import area_of, features_of, holder_of
from karamap.importers.found import ImportFailedError


def read(path: Path, id_of: Callable[[str], str | None], whose: str | None = None) -> dict[str, shapely.Geometry]:
    """The areas of a GeoJSON file by party, degrees (EPSG:4326).

    Args:
        path: the file.
        id_of: the party that a name means, if it is known.
        whose: the party whose all areas are; without it a property of each area tells.

    Raises:
        ImportFailedError: the file holds no areas, or an area does not tell whose it is.
    """
    file = source_file.read(path)
    areas: dict[str, list[shapely.Geometry]] = {}
    for number, feature in enumerate(features_of(file), 1):
        shape = area_of(feature) or area_of({"geometry": feature})
        if shape is None or (whose is None and _is_of_nobody(feature)):
            continue
        party = whose or id_of(holder_of(feature))
        if party is None:
            told = holder_of(feature) or "nothing"
            expected = "state whose all areas are, or give each a property holder with a party's id"
            raise ImportFailedError(f"{file.name}: feature {number} tells {told!r} of its holder; {expected}")
        areas.setdefault(party, []).append(shape)
    if not areas:
        raise ImportFailedError(f"{file.name}: no area; expected polygons of the ground that somebody holds")
    return {party: shapely.union_all(shapes) for party, shapes in areas.items()}


def _is_of_nobody(feature: object) -> bool:
    """Whether a feature says that nobody is known to hold it: its holder is stated, and empty."""
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    return isinstance(properties, Mapping) and properties.get("holder") in ("", None) and "holder" in properties
