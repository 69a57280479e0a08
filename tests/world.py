"""A world of seven places, two districts and three parties: everything karamap needs, small enough to read."""

import json
import shutil
from datetime import date
from pathlib import Path

import shapely

from karamap.ground.crs import Plane
from karamap.ground.outline import theatre_outline
from karamap.ground.tessellation import tile
from karamap.names import orthographies
from karamap.record.claims import claim_id
from karamap.tables import csv_tables as tables
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader

BASELINE = date(2020, 9, 26)

PLANE = Plane("+proj=laea +lat_0=39.7 +lon_0=46.7 +datum=WGS84 +units=m +no_defs")
REACH_KM = 15

SETTINGS = f"""\
[theatre]
title = "The small world"
credit = "Settlements: a survey of the small world (CC0)."

[record]
silence = "follows"

[land]
countries = ["AZ"]
frame = [43.4, 37.6, 50.2, 42.2]
projection = "{PLANE.crs}"
reach_km = {REACH_KM}
withdrawal_km = 11

[names]
radius_km = 40
least_km = 10
siblings_km = 25

[totals]
side = "AZ"
"""

STATE = [[46.0, 39.0], [48.0, 39.0], [48.0, 40.0], [46.0, 40.0], [46.0, 39.0]]
NEIGHBOUR = [[45.0, 39.0], [46.0, 39.0], [46.0, 40.0], [45.0, 40.0], [45.0, 39.0]]
RIVER = [[46.1, 39.1], [46.9, 39.2], [47.9, 39.1]]


class World:
    """Rows of every table by path, to be changed by a test before they are written."""

    def __init__(self):
        self.rows = {table.path: [] for table in loader.TABLES}
        self.borders = [country("AZ", "Azerbaijan", STATE), country("AM", "Armenia", NEIGHBOUR)]
        self.settings = SETTINGS
        self.zones = []
        self.water = [feature({"name": "River", "kind": "river", "rank": 1}, "LineString", RIVER)]

    def add(self, path, **values):
        """Append one row to a table and return it."""
        self.rows[path].append(values)
        return values

    def place(self, place_id, kind, position, district_id, name, *variants):
        lon, lat = position or (None, None)
        self.add("gazetteer/places.csv", id=place_id, kind=kind, lon=lon, lat=lat, precision_km=1.0, source_id="survey")
        self.add("gazetteer/memberships.csv", place_id=place_id, district_id=district_id, source_id="survey")
        for text, sort in [(name, "official"), *((variant, "variant") for variant in variants)]:
            self.name(place_id, text, sort)

    def name(self, place_id, text, kind="variant", **values):
        row = {"place_id": place_id, "name": text, "kind": kind, "language": "az", "script": "Latn", **values}
        self.add("gazetteer/names.csv", source_id="survey", **row)

    def district(self, district_id, seat_id, name, *variants):
        self.add(
            "gazetteer/districts.csv",
            id=district_id,
            system="AZ",
            in_theatre=True,
            seat_id=seat_id,
            source_id="survey",
        )
        for text, kind in [(name, "official"), *((variant, "variant") for variant in variants)]:
            self.add(
                "gazetteer/district_names.csv",
                district_id=district_id,
                name=text,
                language="az",
                script="Latn",
                kind=kind,
                source_id="survey",
            )

    def claim(self, place_id, holder, day, *, side="AZ", source="page-az", **values):
        """Add a claim and the page that carries it; return its id."""
        row = {
            "place_id": place_id,
            "holder": holder,
            "stance": "affirms",
            "speaker": f"Speaker of {side}",
            "side": side,
            "independence_group": f"group-{side}",
            "basis": "force",
            "valid_from": day,
            "reported_on": day,
            **values,
        }
        row["id"] = claim_id(row)
        self.add("seeds/claims.csv", **row)
        self.add("seeds/citations.csv", claim_id=row["id"], source_id=source)
        return row["id"]

    def event(self, event_id, **values):
        """Add a mention: a strike at Çöpədərə on 22 October 2020, told the next day, if `values` say no other."""
        row = {
            "id": event_id,
            "place_id": "gn3",
            "kind": "strike",
            "happened_on": date(2020, 10, 22),
            "speaker": "Speaker of ARM",
            "side": "ARM",
            "reported_on": date(2020, 10, 23),
            "source_id": "page-arm",
            "note": "Houses were hit.",
            **values,
        }
        return self.add("seeds/events.csv", **row)

    def zone(self, zone_id, kind, geometry, coordinates, **properties):
        """Add a feature to the zones and return it."""
        told = {"id": zone_id, "kind": kind, "name": zone_id, "precision_km": 1, "source_id": "survey", **properties}
        self.zones.append(feature(told, geometry, coordinates))
        return self.zones[-1]

    def drop_unused_pages(self):
        """Leave out the pages that no row rests on any more."""
        used = {
            row["source_id"] for path in ("citations", "totals", "events") for row in self.rows[f"seeds/{path}.csv"]
        }
        pages = self.rows["seeds/sources.csv"]
        self.rows["seeds/sources.csv"] = [page for page in pages if page["id"] in used]

    def write(self, folder):
        """Write all tables in canonical form, the shipped orthographies, and the outlines, below a folder."""
        shutil.copytree(data_dir() / orthographies.FOLDER, Path(folder, orthographies.FOLDER), dirs_exist_ok=True)
        for table in (table for table in loader.TABLES if not table.path.startswith(orthographies.FOLDER)):
            rows = [dict.fromkeys(table.header) | row for row in self.rows[table.path]]
            path = Path(folder, table.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(tables.written(table, rows), encoding="utf-8", newline="")
        Path(folder, "gazetteer/theatre.toml").write_text(self.settings, encoding="utf-8")
        for name, features in (("borders", self.borders), ("water", self.water)):
            text = json.dumps({"type": "FeatureCollection", "features": features})
            Path(folder, f"gazetteer/{name}.geojson").write_text(text, encoding="utf-8")
        if self.zones:
            lines = ",\n".join(json.dumps(feature) for feature in self.zones)
            text = f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'
            Path(folder, "gazetteer/zones.geojson").write_text(text, encoding="utf-8")
        return Path(folder)


def tessellate(positions, state, abroad):
    """Cells of places within reach of them, cut at the border of a state (both outlines in lon/lat)."""
    points = PLANE.to_plane(shapely.multipoints([positions[place_id] for place_id in sorted(positions)]))
    land, around = PLANE.to_plane(state), PLANE.to_plane(abroad)
    corners = shapely.get_coordinates(points)
    return tile(positions, theatre_outline(corners, land, around, reach_km=REACH_KM, withdrawal_km=11), PLANE)


def feature(properties, kind, coordinates):
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def country(country_id, name, ring):
    return feature({"id": country_id, "name": name}, "Polygon", [ring])


def small_world():
    """Alma and Heyva: all held by ARM before the war; then one claim of every sort."""
    world = World()
    world.add(
        "gazetteer/sources.csv",
        id="survey",
        title="Survey of the small world",
        publisher="Nobody",
        licence="CC0",
        lists_all=True,
    )
    world.district("AZ-ALM", "gn1", "Alma", "Elma")
    world.district("AZ-HEY", "gn6", "Heyva")
    world.place("gn1", "city", (46.8, 39.5), "AZ-ALM", "Alma", "Elma")
    world.place("gn2", "village", (46.9, 39.5), "AZ-ALM", "Kənd Alma", "Alma")
    world.place("gn3", "village", (46.8, 39.6), "AZ-ALM", "Çöpədərə")
    world.place("gn4", "village", (46.9, 39.6), "AZ-ALM", "Tatar")
    world.place("gn5", "village", (47.1, 39.5), "AZ-HEY", "Tatar")
    world.place("gn6", "town", (47.2, 39.5), "AZ-HEY", "Heyva")
    world.place("km0001", "village", None, "AZ-HEY", "İtkin")
    for party_id, name, colour, ink, hatch, first, last in (
        ("ARM", "Armenian forces", "#c9973c", "#7d5510", "falling", None, date(2024, 5, 25)),
        ("AZ", "Azerbaijan", "#2f8a83", "#0f5a55", "rising", None, None),
        ("RU", "Peacekeepers", "#7c7396", "#4a4266", "dots", date(2020, 11, 10), date(2024, 6, 12)),
    ):
        world.add(
            "seeds/parties.csv",
            id=party_id,
            name=name,
            short=name,
            colour=colour,
            ink=ink,
            hatch=hatch,
            valid_from=first,
            valid_to=last,
        )
    for source_id, side in (("page-az", "AZ"), ("page-arm", "ARM"), ("page-none", "none")):
        world.add(
            "seeds/sources.csv",
            id=source_id,
            publisher=f"Publisher of {side}",
            side=side,
            witness="unknown",
            language="en",
            published_on=date(2020, 10, 23),
            published_precision="day",
            title="A page",
            url=f"https://example.org/{source_id}",
            quality="original",
        )
    for place_id in ("gn1", "gn2", "gn3", "gn4", "gn5", "gn6"):
        world.claim(place_id, "ARM", BASELINE, side="none", source="page-none", basis="baseline")
    world.claim("gn4", "AZ", date(2020, 10, 9), called="village")
    world.claim("gn4", "AZ", date(2020, 10, 9), stance="denies", side="ARM", source="page-arm")
    world.claim("gn3", "AZ", date(2020, 10, 22), called="village")
    world.claim("km0001", "AZ", date(2020, 10, 22), called="village")
    world.claim(None, "AZ", date(2020, 10, 22), subject="60 combat positions", source="page-none")
    world.claim("gn6", "RU", date(2020, 12, 1), basis="handover", side="none", source="page-none")
    world.add(
        "seeds/totals.csv",
        id="page-az.1",
        as_of=date(2020, 10, 22),
        reported_on=date(2020, 10, 22),
        scope="running",
        villages=2,
        source_id="page-az",
    )
    return world
