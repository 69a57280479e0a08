"""What a document says of one day, as a figure draws it: how each place looks, whose the ground is, which zones show.

As `page/js/core/model.js` and `page/js/map/zone_layer.js` read the same document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np

from karamap.document.reader import DrawnDocument, Row
from karamap.figure.marching_triangles import Line, Traced, gains, trace
from karamap.figure.mesh import Mesh, State, mesh_of, state_of
from karamap.figure.projection import Zooms
from karamap.figure.sureness import Sureness, Zone
from karamap.record.changes import Kind

UNREPORTED = "unreported"
"""The standing of a place of which nobody has spoken and whose ground is assessed as another's."""

OUTSIDE, CONTESTED = "outside", "contested"
LOCATED = ("lon", "lat")


@dataclass(frozen=True)
class Look:
    """How a place is drawn: in the colours of whom, and by what symbol."""

    holders: tuple[str, ...]
    symbol: str


@dataclass(frozen=True)
class DrawnZone:
    """A zone on the map: its statement, whether it is in force, and who is there, empty for none."""

    stated: Mapping[str, Any]
    is_now: bool
    holder: str

    @property
    def is_area(self) -> bool:
        """Whether it encloses something."""
        return str(self.stated["geometry"]["type"]).endswith("Polygon")

    @property
    def kind(self) -> str:
        """How it is drawn: a corridor without ground is a way."""
        is_way = self.stated["kind"] == "corridor" and not self.stated["ground"]
        return "way" if is_way else str(self.stated["kind"])

    @property
    def lines(self) -> list[Any]:
        """The course of a line, the rings of an area, in degrees."""
        return lines_of(self.stated["geometry"])


def lines_of(geometry: Mapping[str, Any]) -> list[Any]:
    """The lines of a GeoJSON line or the rings of an area."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "LineString":
        return [coordinates]
    if kind == "MultiPolygon":
        return [ring for polygon in coordinates for ring in polygon]
    return list(coordinates)


class Scene:
    """A document, with what is the same on every day of it."""

    def __init__(self, drawn: DrawnDocument) -> None:
        self.drawn, self.document = drawn, drawn.document
        self.known: str = self.document["head"]["known"]
        self.parties: list[Mapping[str, Any]] = self.document["parties"]
        self.located = [place for place in drawn.places if all(place[name] is not None for name in LOCATED)]
        self.first = date.fromisoformat(self.document["head"]["first"])

    @cached_property
    def mesh(self) -> Mesh:
        """The triangles."""
        return mesh_of(self.document, self.drawn.places)

    @cached_property
    def zooms(self) -> Zooms:
        """By which what is shown is measured."""
        return Zooms.of(self.document)

    @cached_property
    def beginning(self) -> State:
        """The ground on the first day of the record."""
        return self.state(self.drawn.beginning(self.known), None)

    def state(self, codes: str, ages: list[int] | None) -> State:
        """Who holds the nodes by some codes."""
        return state_of(self.mesh, self.document["alphabet"], self.document["line"], codes, ages)

    @cached_property
    def from_baseline(self) -> frozenset[int]:
        """The numbers of the claims that rest on the baseline alone."""
        basis = self.document["fields"]["claim"].index("basis")
        baseline = self.document["terms"]["basis"].index("baseline")
        return frozenset(at for at, row in enumerate(self.document["claims"]) if row[basis] == baseline)

    @property
    def is_assessed(self) -> bool:
        """Whether ground is estimated, so that it has a band."""
        return bool(self.document["head"]["surface"] != "claimed")

    @property
    def holding(self) -> frozenset[str]:
        """The parties that hold ground on any day of the document."""
        return frozenset(self.document["series"][self.known]["areas"])

    @cached_property
    def begins(self) -> date:
        """The first day of the record."""
        return date.fromisoformat(self.document["head"]["begins"])

    def date_of(self, number: int) -> date:
        """The day of a number, as validity of zones is told in."""
        return self.first + timedelta(days=number - self.drawn.day_number(0))

    def date_at(self, day: int) -> date:
        """The day of a number among those of the document."""
        return self.first + timedelta(days=day)

    def index(self, day: date) -> int:
        """The number of a day among those of the document."""
        return (day - self.first).days

    def day(self, day: int) -> SceneDay:
        """What holds on a day, by its number."""
        return SceneDay(self, day)


class SceneDay:
    """One day of a scene."""

    def __init__(self, scene: Scene, day: int) -> None:
        self.scene, self.day = scene, day

    @cached_property
    def controls(self) -> Mapping[str, Row]:
        """What is concluded for every place."""
        return self.scene.drawn.controls_on(self.scene.known, self.day)

    @cached_property
    def codes(self) -> str:
        """The letters of all sites."""
        return self.scene.drawn.codes(self.scene.known, self.day)

    @cached_property
    def areas(self) -> Mapping[str, tuple[int, int, int]]:
        """The ground of each holder in km², as the document states it."""
        return self.scene.drawn.areas(self.scene.known, self.day)

    @cached_property
    def coalition_areas(self) -> Mapping[str, tuple[int, int, int]]:
        """The ground of each coalition of which two parties hold some, by name."""
        return self.scene.drawn.coalition_areas(self.scene.known, self.day)

    def is_between_allies(self, line: Line) -> bool:
        """Whether a line parts the ground of two parties of one coalition."""
        return line.holder >= 0 and self.scene.drawn.are_allies(line.holder, line.other, self.day)

    @cached_property
    def changed(self) -> Mapping[str, str]:
        """How places changed on the day, by id."""
        stated = self.scene.drawn.changed(self.scene.known, self.day)
        return {place_id: kind.value for kind in reversed(Kind) for place_id in stated[kind.value]}

    @cached_property
    def state(self) -> State:
        """Who holds the nodes."""
        return self.scene.state(self.codes, self.scene.drawn.ages(self.scene.known, self.day))

    @cached_property
    def traced(self) -> Traced:
        """Rings of ground and lines between."""
        return trace(self.scene.mesh, self.state)

    @cached_property
    def gained(self) -> Traced:
        """Ground that its holder has gained since the first day of the record."""
        beginning = self.scene.beginning
        became = np.array([self.scene.drawn.party_on(number, self.day) for number in range(len(self.scene.parties))])
        held = np.where(beginning.holder >= 0, became[beginning.holder], beginning.holder)
        return gains(self.scene.mesh, replace(beginning, holder=held), self.state)

    @cached_property
    def band(self) -> list[Zone]:
        """Where holders hold surely and where they may; nothing where ground is given to the nearest place."""
        return Sureness(self.scene.mesh, self.state).zones() if self.scene.is_assessed else []

    @cached_property
    def zones(self) -> list[DrawnZone]:
        """The zones that the map has on the day."""
        number = self.scene.drawn.day_number(self.day)
        controls = self.scene.drawn.zone_controls_on(self.scene.known, self.day)
        shown = []
        for zone in self.scene.document["zones"]:
            has_begun = zone["from"] is None or zone["from"] <= number
            is_now = has_begun and (zone["to"] is None or number < zone["to"])
            wanted = {"ever": True, "since": has_begun, "in force": is_now}
            if wanted.get(zone["shown"], False):
                holder = controls[zone["id"]]["holder"] if is_now else ""
                shown.append(DrawnZone(zone, is_now, holder))
        return shown

    def look(self, place: Row) -> Look:
        """How a place is drawn; of which nobody has spoken, in the colour of who is assessed to hold its ground."""
        control = self.controls[place["id"]]
        if place["kind"] == OUTSIDE:
            return Look(("",), OUTSIDE)
        if control["contested"]:
            return Look(control["contested"], CONTESTED)
        ground = self._holder_of_ground(place)
        is_silent = self.scene.from_baseline.issuperset(control["claims"])
        if ground and control["holder"] and ground != control["holder"] and is_silent:
            return Look((ground,), UNREPORTED)
        return Look((control["holder"],), control["standing"])

    def _holder_of_ground(self, place: Row) -> str:
        site = place["site"]
        number = -1 if site is None else int(self._site_holders[site])
        return str(self.scene.parties[number]["id"]) if number >= 0 else ""

    @cached_property
    def _site_holders(self) -> Any:
        return self.state.holder[: len(self.codes)]
