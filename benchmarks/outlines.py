"""Overlap of the computed district outlines with reference districts, for several reaches of the theatre.

Usage: python benchmarks/outlines.py FOLDER, where FOLDER (or FOLDER/basemap) holds a GeoJSON file whose name
begins with `rayons` and whose features carry the Azerbaijani district name as `name`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import shapely
from shapely.geometry import shape

from karamap.ground.crs import Plane
from karamap.ground.snapshot import Snapshot
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader

DAY = date(2020, 10, 22)
REACHES = ((9.0, 5.0), (12.0, 8.0), (15.0, 11.0), (18.0, 14.0), (20.0, 16.0))


def reference(folder: Path, plane: Plane) -> dict[str, shapely.Geometry]:
    """District outlines of the reference by name, in the plane of the cells."""
    path = next(path for path in sorted([*folder.glob("rayons*"), *folder.glob("basemap/rayons*")]))
    outlines: dict[str, shapely.Geometry] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        name = feature["properties"]["name"].split(" (")[0]
        outline = plane.to_plane(shape(feature["geometry"]))
        outlines[name] = shapely.union(outlines[name], outline) if name in outlines else outline
    return outlines


def overlap(one: shapely.Geometry, other: shapely.Geometry) -> float:
    """Intersection over union."""
    return float(one.intersection(other).area / one.union(other).area)


def main() -> None:
    """Print the overlap of the whole theatre for each reach, and of each district for the one in use."""
    if len(sys.argv) < 2:
        print("outlines: not run, since no folder with reference districts was given")
        return
    theatre = loader.load(data_dir())
    wanted = reference(Path(sys.argv[1]), Plane(theatre.settings.projection))
    whole = shapely.union_all(list(wanted.values()))
    in_use = (theatre.settings.reach_km, theatre.settings.withdrawal_km)
    for reach in (*REACHES, in_use):
        settings = replace(theatre.settings, reach_km=reach[0], withdrawal_km=reach[1])
        snapshot = Snapshot.at(replace(theatre, settings=settings), DAY)
        ground = snapshot.tessellation.outline
        area, share = ground.area / 1e6, overlap(ground, whole)
        print(f"reach {reach[0]:g} km, withdrawal {reach[1]:g} km: theatre {area:,.0f} km², overlap {share:.3f}")
    for row in snapshot.districts.itertuples():
        name = snapshot.gazetteer.district_name(row.district_id, DAY)
        print(f"{name}: {row.area_km2:,.0f} km², overlap {overlap(row.geometry, wanted[name]):.3f}")


if __name__ == "__main__":
    main()
