"""What a snapshot and a series have in common, whatever their days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from karamap.gazetteer.places import Gazetteer
from karamap.gazetteer.schema import SETTLEMENTS, TOWNS
from karamap.ground.evidence import Method
from karamap.ground.layout import Layout
from karamap.ground.mesh import Mesh
from karamap.ground.model import Assessment
from karamap.ground.tessellation import Tessellation
from karamap.ground.zones import ZoneSites, with_zones
from karamap.record.claims import Record
from karamap.record.timeline import Timeline
from karamap.theatre.outlines import Outlines
from karamap.theatre.theatre import Theatre


@dataclass(frozen=True)
class LaidOut:
    """A theatre laid out, and how its ground comes by its holder."""

    theatre: Theatre
    layout: Layout
    method: Method

    @property
    def gazetteer(self) -> Gazetteer:
        """Places, names, districts."""
        return self.theatre.gazetteer

    @property
    def record(self) -> Record:
        """Parties, sources, claims."""
        return self.theatre.record

    @property
    def outlines(self) -> Outlines:
        """The base layer."""
        return self.layout.outlines

    @property
    def tessellation(self) -> Tessellation:
        """The cells."""
        return self.layout.tessellation

    @property
    def mesh(self) -> Mesh:
        """The triangles over the sites."""
        return self.layout.mesh

    @property
    def zone_sites(self) -> ZoneSites:
        """The sites that zones add to the mesh."""
        return self.layout.zone_sites

    def with_zones(self, assessment: Assessment, timeline: Timeline, day: date) -> Assessment:
        """What is assessed of places, with the ground of zones on it; see `karamap.ground.zones.with_zones`."""
        cell_of = self.tessellation.cell_of
        return with_zones(assessment, self.zone_sites, cell_of, self.theatre.zones, timeline, day)

    @cached_property
    def towns(self) -> frozenset[str]:
        """Ids of the places that nobody takes in silence: cities and towns."""
        return frozenset(place.id for place in self.gazetteer.places.values() if place.kind in TOWNS)

    @cached_property
    def unlocated(self) -> list[str]:
        """Ids of the settlements that nobody has located, sorted; they are counted and listed, never drawn."""
        places = self.gazetteer.places.values()
        return sorted(place.id for place in places if place.position is None and place.kind in SETTLEMENTS)
