"""The pipeline as one paragraph: everything known about one date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any, Self

from karamap.ground.areas import areas, districts
from karamap.ground.assessed import Assessed, assessed
from karamap.ground.evidence import Fighting, Method, evidence
from karamap.ground.laid_out import LaidOut
from karamap.ground.layout import Layout
from karamap.ground.model import as_claimed, assess
from karamap.ground.surface import Surface, surface
from karamap.record.control import Control, Show
from karamap.record.listing import listing
from karamap.record.timeline import Timeline, check_days, holders
from karamap.theatre.theatre import Theatre

if TYPE_CHECKING:
    import geopandas as gpd
import shapely

AREAS = ("area_km2", "area_low_km2", "area_high_km2")
"""What is told of ground: how much, how much of it for sure, how much at the most."""


@dataclass(frozen=True)
class Snapshot(LaidOut):
    """Who held what on one day, as far as known on another; geometry in the CRS of `karamap.ground.crs`."""

    as_of: date
    timeline: Timeline

    @classmethod
    def at(
        cls,
        theatre: Theatre,
        day: date,
        known_on: date | None = None,
        show: Show = Show.CLAIMED,
        method: Method = Method.ASSESSED,
        layout: Layout | None = None,
    ) -> Self:
        """Everything known about one date.

        Args:
            theatre: the checked tables, from `karamap.theatre.loader.load`.
            day: the day on the ground.
            known_on: leave out what was made public later; `None` leaves out nothing.
            show: whether a place moves on any claim, or only on what is confirmed or agreed.
            method: whether ground is assessed from all that is said around it, or just goes with the nearest place.
            layout: the theatre's layout, if it is at hand.

        Raises:
            DateError: `day` lies before the first or after the last day of the record, or `known_on` before it.
        """
        check_days(theatre.record, day, known_on)
        timeline = Timeline(theatre.record, known_on, show)
        return cls(theatre, layout or Layout.of(theatre), method, day, timeline)

    @property
    def known_on(self) -> date | None:
        """What was made public after this day is left out; `None` leaves out nothing."""
        return self.timeline.known_on

    @property
    def show(self) -> Show:
        """How much it takes for a claim to move a place."""
        return self.timeline.show

    @cached_property
    def control(self) -> Mapping[str, Control]:
        """The conclusion for every place of which some claim counts, by place id."""
        return self.timeline.at(self.as_of)

    @cached_property
    def surface(self) -> Surface:
        """The ground of each holder; see `karamap.ground.surface.Surface`."""
        if self.method is Method.CLAIMED:
            claimed = as_claimed(self.tessellation, holders(self.control))
            return surface(self.mesh, self.with_zones(claimed, self.timeline, self.as_of))
        said = evidence(self.timeline, self.as_of, self.theatre.settings.silence, self.towns)
        assessment = self.with_zones(assess(self.tessellation, said), self.timeline, self.as_of)
        age = Fighting.of(self.timeline).since(assessment.last_word, self.as_of, self.known_on)
        return surface(self.mesh, assessment, age)

    @cached_property
    def assessed(self) -> Mapping[str, Assessed]:
        """Who is assessed to hold the ground at each place, and how surely; see `karamap.ground.assessed.assessed`.

        Empty where the ground just goes with the nearest place.
        """
        return {} if self.method is Method.CLAIMED else assessed(self.surface, self.tessellation)

    @property
    def listing(self) -> list[dict[str, Any]]:
        """Control of every place as plain rows, with what is assessed; see `karamap.record.listing.listing`."""
        return listing(self.gazetteer, self.timeline, self.as_of, self.assessed)

    @property
    def territory(self) -> gpd.GeoDataFrame:
        """Areas by holder; see `karamap.ground.surface.Surface.territory`."""
        return self.surface.territory

    @property
    def front(self) -> gpd.GeoDataFrame:
        """Lines where holders meet that are no allies; see `karamap.ground.surface.Surface.front`."""
        lines = self.surface.front
        return lines[~lines["between"].isin(self._allied)].reset_index(drop=True)

    @property
    def allied_lines(self) -> gpd.GeoDataFrame:
        """Lines where allies meet, as those of `front`, with `coalition`: its name."""
        lines = self.surface.front
        met = lines[lines["between"].isin(self._allied)].reset_index(drop=True)
        met.insert(1, "coalition", [self._allied[pair] for pair in met["between"]])
        return met

    @cached_property
    def _allied(self) -> dict[str, str]:
        """The coalition of each two holders of ground that are allies, by both as `front` names them."""
        ties, held = self.record.ties, [party for party in self.surface.areas if party]
        return {
            f"{one}-{other}": ties.coalition_of(one, self.as_of) or ""
            for one, other in combinations(held, 2)
            if ties.are_allies(one, other, self.as_of)
        }

    @property
    def coalitions(self) -> gpd.GeoDataFrame:
        """Ground by coalition, of which two parties hold some.

        Returns:
            Columns `coalition`, `parties` (ids of those that hold ground, sorted), `area_km2`, `area_low_km2`,
            `area_high_km2` (see `coalition_areas`), `geometry` (MultiPolygon, in the equal-area CRS of
            `karamap.ground.crs`), one row a coalition, sorted by name.
        """
        ground = self.territory.set_index("holder").geometry
        members = self.record.ties.coalitions_on(self.as_of)
        names = sorted(self.coalition_areas)
        held = [[party for party in members[name] if party in ground.index] for name in names]
        areas = zip(*(self.coalition_areas[name] for name in names), strict=True) if names else ([], [], [])
        columns = dict(zip(("area_km2", "area_low_km2", "area_high_km2"), map(list, areas), strict=True))
        shapes = [shapely.union_all(ground[parties].tolist(), grid_size=0.01) for parties in held]
        return self.surface.mesh.plane.frame({"coalition": names, "parties": held, **columns}, shapes)

    @property
    def coalition_areas(self) -> dict[str, tuple[float, float, float]]:
        """The ground of coalitions of the day by name; see `karamap.ground.surface.Surface.coalition_areas`."""
        return self.surface.coalition_areas(self.record.ties.coalitions_on(self.as_of))

    @cached_property
    def districts(self) -> gpd.GeoDataFrame:
        """District outlines as of the day; see `karamap.ground.areas.districts`."""
        member_of = {
            place_id: self.gazetteer.district_id(place_id, self.as_of) for place_id in self.tessellation.cell_of
        }
        return districts(self.tessellation, {place: district for place, district in member_of.items() if district})

    @cached_property
    def area_rows(self) -> list[dict[str, Any]]:
        """Square kilometres by district and holder, sorted by district id, then by holder for the whole theatre.

        Columns `district_id` (empty for the whole theatre), `district` (its name, or `whole theatre`), `holder` (party
        id, empty for no report), `area_km2`, and for the whole theatre `area_low_km2` and `area_high_km2` as in
        `karamap.ground.surface.Surface.territory`, else None; to the nearest hectare, less than half of one left out.
        """
        whole = self.territory.drop(columns="geometry").to_dict("records")
        rows = [*areas(self.surface, self.districts), *({"district_id": "", **row} for row in whole)]
        return [named for row in rows if (named := self._named(row))["area_km2"]]

    def _named(self, row: Mapping[str, Any]) -> dict[str, Any]:
        district = row["district_id"]
        rounded = {name: round(row[name], 2) if name in row else None for name in AREAS}
        name = self.gazetteer.district_name(district, self.as_of) if district else "whole theatre"
        return {"district_id": district, "district": name, "holder": row["holder"], **rounded}

    @property
    def changed(self) -> tuple[str, ...]:
        """Ids of the places reported as coming to their present holder on this very day, sorted."""
        return self.timeline.changed_on(self.as_of).dated

    @property
    def first_counted(self) -> tuple[str, ...]:
        """Ids of the places that count as their present holder's from this day on, sorted.

        It holds `changed` and the places that changed hands on some day that no source gives.
        """
        return self.timeline.changed_on(self.as_of).first_counted
