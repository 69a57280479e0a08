"""Build ``gazetteer/zones.geojson``: the corridors, zones, sectors and lines of the shipped theatre.

Nothing is traced from anybody's map. Lines between two sides and outlines are computed from the tables of this
project: the places of the two sides on a day, each with the ground nearest to it, and the members of a former
district. Routes run through places of the gazetteer, and through positions that are stated here. To rebuild::

    python tools/build_zones.py

Whoever changes a place or a claim near one of these lines should run it again; the file is the same, byte for byte,
for the same tables.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from karamap.ground.areas import districts
from karamap.ground.evidence import Method
from karamap.ground.layout import Layout
from karamap.ground.snapshot import Snapshot
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader, zones
from karamap.theatre.theatre import Theatre

DECIMALS = 4
"""Decimals of a degree: about 10 m, far finer than any of these lines is known."""

SIMPLIFIED_M = 500.0
"""Corners that turn a line by less than this are left out, metres: a third of what the best are good to."""

SHORTEST_KM = 25.0
"""Pieces of a line that are shorter than this are left out."""

BORDER_KM = 3.0
"""What lies nearer than this to the border of the state is its border, and no line between the sides."""

LARGEST_HOLE_KM2 = 40.0
"""Holes of an outline that are smaller are filled: places whose own row is another side's."""

HALF_WIDTH_KM = 2.5
"""Half of the five kilometres that the statement of 9/10 November 2020 gives the corridor."""

OBLAST, OWN, OTHER, KEEPERS = "NKAO", "AZ", "ARM", "RU"

OLD_ROAD = ((46.484, 39.558), "gn146908", (46.545, 39.607), "gn8648521", "gn147625", "gn147519")
"""From Tegh in Armenia by Zabux, the Həkəri and Laçın to Böyük Qaladərəsi, which lies in the former oblast."""

NEW_ROAD = ("gn147519", "gn147734", "gn8456962", "gn147525", "gn147575", (46.562, 39.523), (46.48, 39.515))
"""By Kiçik Qaladərəsi and the villages south of it to the bridge over the Həkəri, on towards Kornidzor in Armenia."""

BRIDGE = (46.562, 39.523)

Route = Sequence[str | tuple[float, float]]
"""Ids of places, or positions in degrees."""


@dataclass(frozen=True)
class Ground:
    """The theatre without zones, laid out once."""

    theatre: Theatre
    layout: Layout

    @classmethod
    def of(cls, theatre: Theatre) -> Ground:
        """Lay a theatre out as if it had no zones."""
        bare = replace(theatre, zones={})
        return cls(bare, Layout.of(bare))

    def on(self, day: date) -> Snapshot:
        """Who holds what on a day, each place with the ground nearest to it."""
        return Snapshot.at(self.theatre, day, method=Method.CLAIMED, layout=self.layout)

    def front(self, day: date) -> BaseGeometry:
        """The line between the two sides on a day, in the plane.

        It is the edge of what one side holds, without what runs along the border of the state. Where no place of the
        other side is listed, that is the edge of the theatre's ground, some kilometres beyond the last place.
        """
        ground = self.held(day, OTHER, self.members(OBLAST))
        abroad = shapely.buffer(shapely.boundary(self.state()), BORDER_KM * 1000)
        rims = [shapely.difference(part.exterior, abroad) for part in shapely.get_parts(ground)]
        pieces = shapely.get_parts(shapely.line_merge(shapely.union_all(rims)))
        long = [piece for piece in pieces if piece.length > SHORTEST_KM * 1000]
        return shapely.simplify(shapely.multilinestrings(long), SIMPLIFIED_M)

    def members(self, district: str) -> BaseGeometry:
        """The ground of the places that were ever members of a district, in the plane."""
        listed = self.theatre.gazetteer.memberships
        own = {
            place: district for place, items in listed.items() if any(item.district_id == district for item in items)
        }
        shape = districts(self.layout.tessellation, own).geometry.iloc[0]
        return _without_small_parts(shape)

    def held(self, day: date, party: str, near: BaseGeometry) -> BaseGeometry:
        """The ground of a party on a day that meets some other ground, in the plane."""
        territory = self.on(day).territory
        shape = territory[territory["holder"] == party].geometry.iloc[0]
        met = [part for part in shapely.get_parts(shape) if shapely.intersects(part, near)]
        return _without_small_parts(shapely.union_all(met))

    def route(self, stops: Route) -> BaseGeometry:
        """A line through places and positions, in the plane."""
        places = self.theatre.gazetteer.places
        positions = [places[stop].position if isinstance(stop, str) else stop for stop in stops]
        return self.layout.plane.to_plane(shapely.linestrings([tuple(position or ()) for position in positions]))

    def state(self) -> BaseGeometry:
        """The countries that the ground lies in, in the plane."""
        return self.layout.plane.to_plane(self.theatre.outlines.countries(self.theatre.settings.countries or ()))


def _without_small_parts(shape: BaseGeometry) -> BaseGeometry:
    """An outline without small parts and holes, its corners simplified."""
    least = LARGEST_HOLE_KM2 * 1e6
    parts = [part for part in shapely.get_parts(shape) if part.area > least]
    filled = [
        shapely.Polygon(part.exterior, [ring for ring in part.interiors if shapely.Polygon(ring).area > least])
        for part in parts
    ]
    return shapely.make_valid(shapely.simplify(shapely.multipolygons(filled), SIMPLIFIED_M))


def features(ground: Ground) -> list[dict[str, Any]]:
    """All zones, in the order of their ids."""
    plane = ground.layout.plane
    oblast, state = ground.members(OBLAST), ground.state()
    corridor = shapely.buffer(ground.route(OLD_ROAD), HALF_WIDTH_KM * 1000, quad_segs=6)
    corridor = shapely.intersection(shapely.difference(corridor, oblast), state)
    corridor = max(shapely.get_parts(corridor), key=shapely.area)
    kept, later = (ground.held(day, OTHER, oblast) for day in (date(2020, 12, 20), date(2022, 9, 10)))
    keepers = shapely.union_all([kept, shapely.buffer(corridor, 1.0)])
    new_road = shapely.intersection(ground.route(NEW_ROAD), state)
    at_bridge = shapely.intersection(new_road, shapely.buffer(plane.to_plane(shapely.Point(BRIDGE)), 700))
    shapes = {
        "checkpoint-hakari-2023": at_bridge,
        "corridor-lachin-2020": corridor,
        "corridor-lachin-2022": new_road,
        "line-1994": ground.front(ground.theatre.record.first_day),
        "line-2020": ground.front(date(2020, 11, 10)),
        "oblast-1923": oblast,
        "peacekeepers-2020": _without_small_parts(keepers),
        "peacekeepers-2022": later,
    }
    return [
        {
            "geometry": _geometry(plane.to_lonlat(shapes[zone_id])),
            "properties": {"id": zone_id, **TOLD[zone_id]},
            "type": "Feature",
        }
        for zone_id in sorted(shapes)
    ]


def _geometry(shape: BaseGeometry) -> dict[str, Any]:
    rounded = shapely.transform(shape, lambda xy: np.round(xy, DECIMALS))
    tidy = shapely.normalize(shapely.make_valid(shapely.remove_repeated_points(rounded)))
    parts = [part for part in shapely.get_parts(tidy) if shapely.get_dimensions(part) == shapely.get_dimensions(shape)]
    single = parts[0] if len(parts) == 1 else shapely.union_all(parts)
    return dict(shapely.geometry.mapping(shapely.orient_polygons(single)))


TOLD: dict[str, dict[str, Any]] = {
    "checkpoint-hakari-2023": {
        "kind": "line",
        "name": "Checkpoint at the Hakari bridge",
        "note": "Where the new road crosses the Həkəri near the border; no page read gives its position, which is that "
        "of the digitised road at the river.",
        "precision_km": 3.0,
        "source_id": "karamap",
        "valid_from": "2023-04-23",
    },
    "corridor-lachin-2020": {
        "kind": "corridor",
        "name": "Lachin corridor",
        "note": "The road from Armenia by Zabux and Laçın to the former oblast, digitised through places of the "
        "gazetteer, with 2.5 km on both sides: the statement of 9/10 November 2020 gives it a width of 5 km.",
        "precision_km": 1.5,
        "source_id": "karamap",
        "valid_from": "2020-11-10",
        "valid_to": "2022-08-26",
    },
    "corridor-lachin-2022": {
        "kind": "corridor",
        "name": "Lachin corridor, new route",
        "note": "The new road by Kiçik Qaladərəsi, which leaves Zabux and Laçın aside, digitised through places of the "
        "gazetteer. A line, since no page read says how wide the ground along it was.",
        "precision_km": 3.0,
        "source_id": "karamap",
        "valid_from": "2022-08-26",
        "valid_to": "2023-09-20",
    },
    "line-1994": {
        "kind": "line",
        "name": "Line of contact of 1994",
        "note": "Computed: halfway between the places of the two sides at the beginning of the record, and 4 km beyond "
        "the last place where none of the other side is listed. Natural Earth's line lies 2.6 km from it on average.",
        "precision_km": 5.0,
        "shown": "since",
        "source_id": "karamap",
        "valid_from": "1994-05-12",
        "valid_to": "2020-09-27",
    },
    "line-2020": {
        "kind": "line",
        "name": "Line of contact of 10 November 2020",
        "note": "Where both armies stopped, before the districts around were handed over: computed halfway between the "
        "places that each side held on that day by the record, and 4 km beyond the last place elsewhere.",
        "precision_km": 5.0,
        "shown": "asked",
        "source_id": "karamap",
        "valid_from": "2020-11-10",
        "valid_to": "2020-12-01",
    },
    "oblast-1923": {
        "kind": "sector",
        "name": "Former Nagorno-Karabakh Autonomous Oblast",
        "note": "Computed from the places that were its members; which ones were is told by Natural Earth's outline, "
        "good to 1 to 3 km.",
        "precision_km": 3.0,
        "shown": "since",
        "source_id": "karamap",
        "valid_from": "1923-07-07",
        "valid_to": "1991-11-26",
    },
    "peacekeepers-2020": {
        "kind": "sector",
        "name": "Area of the Russian peacekeepers",
        "note": "The ground that the Armenian side kept behind the line of 10 November 2020 once the districts were "
        "handed over, and the corridor: computed from the places that it held on 20 December 2020 by the record. The "
        "peacekeepers patrolled its edge and the road.",
        "precision_km": 3.0,
        "source_id": "karamap",
        "valid_from": "2020-11-10",
        "valid_to": "2022-08-26",
    },
    "peacekeepers-2022": {
        "kind": "sector",
        "name": "Area of the Russian peacekeepers",
        "note": "As before, without the corridor by Laçın: computed from the places that the Armenian side held on 10 "
        "September 2022 by the record. The peacekeepers stayed in it when these changed hands in September 2023, and "
        "left by 12 June 2024.",
        "precision_km": 3.0,
        "source_id": "karamap",
        "valid_from": "2022-08-26",
        "valid_to": "2024-06-12",
    },
}
"""What is told of each zone; the pages behind it stand beside the claims in `seeds/`, or in the README."""


def main() -> int:
    """Write the file beside the tables."""
    found = features(Ground.of(loader.load(data_dir())))
    lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":"), sort_keys=True) for feature in found]
    text = '{"features":[\n' + ",\n".join(lines) + '\n],"type":"FeatureCollection"}\n'
    target = data_dir() / zones.PATH
    target.write_text(text, encoding="utf-8", newline="\n")
    print(f"{target.name}: {len(found)} zones, {len(text):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
