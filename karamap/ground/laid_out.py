"""What a snapshot and a series have in common, whatever their days."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from karamap.gazetteer.places import Gazetteer
from karamap.gazetteer.schema import SETTLEMENTS, TOWNS
from karamap.ground.evidence import Method
from karamap.ground.layout import Layout
from karamap.ground.mesh import Mesh
from karamap.ground.tessellation import Tessellation
from karamap.record.claims import Record
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

    @cached_property
    def towns(self) -> frozenset[str]:
        """Ids of the places that nobody takes in silence: cities and towns."""
        return frozenset(place.id for place in self.gazetteer.places.values() if place.kind in TOWNS)

    @cached_property
    def unlocated(self) -> list[str]:
        """Ids of the settlements that nobody has located, sorted; they are counted and listed, never drawn."""
        places = self.gazetteer.places.values()
        return sorted(place.id for place in places if place.position is None and place.kind in SETTLEMENTS)
