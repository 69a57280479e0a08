"""What of a theatre's ground is the same on every day: outlines, cells, mesh."""

from __future__ import annotations

from dataclasses import dataclass

from karamap.ground.mesh import Mesh, triangulate
from karamap.ground.tessellation import Tessellation, tessellate
from karamap.theatre.outlines import Outlines
from karamap.theatre.settings import STATE
from karamap.theatre.theatre import Theatre


@dataclass(frozen=True)
class Layout:
    """What of a theatre is the same on every day: outlines, cells and mesh."""

    outlines: Outlines
    tessellation: Tessellation
    mesh: Mesh

    @classmethod
    def of(cls, theatre: Theatre) -> Layout:
        """Lay the theatre out."""
        outlines = Outlines.load(theatre.folder)
        positions = {
            place.id: place.position
            for place in theatre.gazetteer.places.values()
            if place.position is not None and theatre.gazetteer.in_theatre(place.id)
        }
        tessellation = tessellate(positions, outlines.countries(only=STATE), outlines.countries(but=STATE))
        return cls(outlines, tessellation, triangulate(tessellation))
