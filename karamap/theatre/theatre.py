"""One theatre, whole: everything that a command needs, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from karamap.gazetteer.distance import median_spacing
from karamap.gazetteer.places import Gazetteer
from karamap.names.index import NameIndex
from karamap.names.keys import Orthographies
from karamap.record.claims import Record
from karamap.theatre.outlines import Outlines
from karamap.theatre.relief import Relief
from karamap.theatre.roads import Road
from karamap.theatre.settings import Settings
from karamap.theatre.texts import Texts
from karamap.theatre.zones import Zones


@dataclass(frozen=True)
class Theatre:
    """The region and period that one checked set of tables covers; nothing that works on it knows a folder.

    Attributes:
        settings: what is true of this theatre and no other.
        names: the gazetteer with the index of its names.
        record: parties, sources, claims, totals.
        outlines: countries and water of the base layer.
        zones: corridors, zones, sectors and lines, by id.
        roads: through which places they lead, in the order of their ids.
        relief: the hillshade that lies under the ground; None if there is none.
        texts: what the page says instead of what every page says.
        fingerprint: SHA-256 of all that was read, the name of a version of the tables.
        user_claims: in words, which claims of the user were merged into the record; empty if none were.
        remarks: in words, how their file was understood where that was not plain.
        verdict: under which name to keep that the tables have no fault; empty if an earlier run has kept it.
    """

    settings: Settings
    names: NameIndex
    record: Record
    outlines: Outlines
    zones: Zones = field(default_factory=dict)
    roads: tuple[Road, ...] = ()
    relief: Relief | None = None
    texts: Texts = field(default_factory=dict)
    fingerprint: str = ""
    user_claims: str = ""
    remarks: tuple[str, ...] = ()
    verdict: str = ""

    @property
    def gazetteer(self) -> Gazetteer:
        """Places, their names, districts: those of the index, so that no other can meet it."""
        return self.names.gazetteer

    @cached_property
    def spacing_km(self) -> float:
        """The median distance from a settlement with ground to the next; 0 if there are fewer than two."""
        places = self.gazetteer.places.values()
        return median_spacing(
            place.position for place in places if place.position and self.gazetteer.in_theatre(place.id)
        )

    @property
    def orthographies(self) -> Orthographies:
        """How the languages of the names are written."""
        return self.names.orthographies
