"""The pipeline as one paragraph: everything known about one date."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from karamap.checks import STATE, Theatre
from karamap.claims import Record
from karamap.control import Control, Show, check_days, control_as_of, holders
from karamap.gazetteer import SETTLEMENTS, Gazetteer
from karamap.territory import cell_holders, districts, front_line, territory
from karamap.tessellation import Tessellation, tessellate


@dataclass(frozen=True)
class Outlines:
    """GeoJSON feature collections of the base layer, EPSG:4326, as they stand in `gazetteer/`."""

    borders: Mapping[str, Any]
    water: Mapping[str, Any]

    @classmethod
    def load(cls, folder: Path) -> Outlines:
        """Read `borders.geojson` and `water.geojson` below `folder`."""
        borders, water = (
            json.loads((folder / "gazetteer" / f"{name}.geojson").read_text(encoding="utf-8"))
            for name in ("borders", "water")
        )
        return cls(borders, water)

    def countries(self, *, only: str = "", but: str = "") -> shapely.Geometry:
        """The outlines of one country, or of all but one, EPSG:4326."""
        features: list[dict[str, Any]] = self.borders["features"]
        shapes = [
            shapely.from_geojson(json.dumps(feature["geometry"]))
            for feature in features
            if feature["properties"]["id"] in (only or feature["properties"]["id"],)
            and feature["properties"]["id"] != but
        ]
        return shapely.union_all(shapes)


@dataclass(frozen=True)
class Snapshot:
    """Who held what on one day, as far as known on another; geometry in the CRS of `karamap.tessellation`."""

    as_of: date
    known_on: date | None
    show: Show
    theatre: Theatre
    outlines: Outlines
    control: Mapping[str, Control]
    tessellation: Tessellation

    @property
    def gazetteer(self) -> Gazetteer:
        """Places, names, districts."""
        return self.theatre.gazetteer

    @property
    def record(self) -> Record:
        """Parties, sources, claims."""
        return self.theatre.record

    @cached_property
    def territory(self) -> gpd.GeoDataFrame:
        """Areas by holder; see `karamap.territory.territory`."""
        return territory(self.tessellation, self._cell_holders)

    @cached_property
    def front(self) -> gpd.GeoDataFrame:
        """Lines where holders meet; see `karamap.territory.front_line`."""
        return front_line(self.tessellation, self._cell_holders)

    @cached_property
    def districts(self) -> gpd.GeoDataFrame:
        """District outlines as of the day; see `karamap.territory.districts`."""
        member_of = {
            place_id: self.gazetteer.district_id(place_id, self.as_of) for place_id in self.tessellation.cell_of
        }
        return districts(self.tessellation, {place: district for place, district in member_of.items() if district})

    @cached_property
    def changed(self) -> list[str]:
        """Ids of the places reported as coming to their present holder on this very day, sorted."""
        return [place_id for place_id in self.first_counted if self.control[place_id].dated]

    @cached_property
    def first_counted(self) -> list[str]:
        """Ids of the places that count as their present holder's from this day on, sorted.

        It holds `changed` and the places that changed hands on some day that no source gives.
        """
        if self.as_of <= self.record.first_day:
            return []
        return sorted(place_id for place_id, item in self.control.items() if item.changed_on(self.as_of))

    @cached_property
    def unlocated(self) -> list[str]:
        """Ids of the settlements that nobody has located, sorted; they are counted and listed, never drawn."""
        places = self.gazetteer.places.values()
        return sorted(place.id for place in places if place.position is None and place.kind in SETTLEMENTS)

    @cached_property
    def _cell_holders(self) -> np.ndarray:
        return cell_holders(self.tessellation, holders(self.control))


def take(theatre: Theatre, as_of: date, known_on: date | None = None, show: Show = Show.CLAIMED) -> Snapshot:
    """Everything known about one date.

    Args:
        theatre: the checked tables, from `karamap.checks.load`.
        as_of: the day on the ground.
        known_on: leave out what was made public later; `None` leaves out nothing.
        show: whether a place moves on any claim, or only on what is conceded or agreed.

    Raises:
        DateError: `as_of` lies before the first or after the last day of the record, or `known_on` before it.
    """
    check_days(theatre.record, as_of, known_on)
    outlines = Outlines.load(theatre.folder)
    return Snapshot(
        as_of=as_of,
        known_on=known_on,
        show=show,
        theatre=theatre,
        outlines=outlines,
        control=control_as_of(theatre.record, as_of, known_on, show),
        tessellation=lay_out(theatre.gazetteer, outlines),
    )


def lay_out(gazetteer: Gazetteer, outlines: Outlines) -> Tessellation:
    """The cells of all located settlements of the theatre, of whatever day."""
    positions = {
        place.id: place.position
        for place in gazetteer.places.values()
        if place.position is not None and gazetteer.in_theatre(place.id)
    }
    return tessellate(positions, outlines.countries(only=STATE), outlines.countries(but=STATE))
