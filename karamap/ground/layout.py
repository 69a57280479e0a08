"""What of a theatre's ground is the same on every day: outlines, cells, mesh."""

from __future__ import annotations

from dataclasses import dataclass

import shapely

from karamap.errors import DataError, Fault
from karamap.gazetteer import schema as gazetteer_schema
from karamap.gazetteer.places import LonLat
from karamap.ground.crs import Plane
from karamap.ground.mesh import Mesh, triangulate
from karamap.ground.outline import theatre_outline
from karamap.ground.tessellation import Tessellation, tile
from karamap.ground.zones import ZoneSites, zone_sites
from karamap.theatre.outlines import Outlines
from karamap.theatre.theatre import Theatre


@dataclass(frozen=True)
class Layout:
    """What of a theatre is the same on every day: outlines, cells, sites of zones, and the mesh over all sites."""

    outlines: Outlines
    tessellation: Tessellation
    zone_sites: ZoneSites
    mesh: Mesh

    @property
    def plane(self) -> Plane:
        """The plane of cells and mesh."""
        return self.tessellation.plane

    @classmethod
    def of(cls, theatre: Theatre) -> Layout:
        """Lay the theatre out: its ground within reach of its settlements, cut at the border of its countries.

        Raises:
            DataError: no settlement of the theatre has a position, or none has ground.
        """
        positions = _positions(theatre)
        if not positions:
            path, problem = gazetteer_schema.PLACES.path, "no settlement of the theatre has a position"
            raise DataError([Fault(path, 1, "-", problem, "at least one, in a district with in_theatre = yes")])
        settings, outlines, plane = theatre.settings, theatre.outlines, Plane(theatre.settings.projection)
        own = countries_of_ground(theatre)
        others = [country for country in outlines.country_ids if country not in own]
        lonlat = shapely.multipoints([positions[place_id] for place_id in sorted(positions)])
        land, abroad = (plane.area_to_plane(outlines.countries(ids), lonlat.bounds) for ids in (own, others))
        points = plane.to_plane(lonlat)
        ground = theatre_outline(
            shapely.get_coordinates(points),
            land,
            abroad,
            reach_km=settings.reach_km,
            withdrawal_km=settings.withdrawal_km,
        )
        try:
            tessellation = tile(positions, ground, plane)
        except ValueError as error:
            raise DataError([Fault(gazetteer_schema.PLACES.path, 1, "-", str(error))]) from error
        added = zone_sites(theatre.zones, tessellation)
        return cls(outlines, tessellation, added, triangulate(tessellation, added.positions))


def _positions(theatre: Theatre) -> dict[str, LonLat]:
    """Where the settlements of a theatre lie, by place id; those without a position are left out."""
    return {
        place.id: place.position
        for place in theatre.gazetteer.places.values()
        if place.position is not None and theatre.gazetteer.in_theatre(place.id)
    }


def countries_of_ground(theatre: Theatre) -> tuple[str, ...]:
    """The ids of the countries that the ground of a theatre lies in: as its settings state, else by its settlements."""
    stated = theatre.settings.countries
    return stated or theatre.outlines.countries_of(list(_positions(theatre).values()))
