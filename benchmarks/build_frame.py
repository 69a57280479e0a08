"""Build ``frame_ukraine.geojson``: the ground on which `territory.py` compares surfaces.

Source: Natural Earth 4.1.0, 1:10m Admin 0 countries (public domain), as repackaged in TopoJSON by the npm package
``world-atlas`` version 2.0.2 (the package itself is under the ISC licence). To rebuild::

    npm pack world-atlas@2.0.2
    tar -xzf world-atlas-2.0.2.tgz
    python benchmarks/build_frame.py package/countries-10m.json

Crimea, which this edition of the source does not draw with Ukraine, is outside the frame: no front crosses it and the
two teams draw its coast 10 km apart. The frame is no statement about any border.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import shapely

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT.parent / "gazetteer"))

from build_borders import decode_arcs, join  # noqa: E402 - a script of the next folder

UKRAINE = "804"
DECIMALS = 3


def main() -> None:
    """Write the frame beside this script."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = decode_arcs(topology)
    country = next(item for item in topology["objects"]["countries"]["geometries"] if item.get("id") == UKRAINE)
    polygons = [[join(ring, arcs) for ring in polygon] for polygon in country["arcs"]]
    shape = shapely.multipolygons([shapely.Polygon(rings[0], rings[1:]) for rings in polygons])
    frame = shapely.normalize(shapely.make_valid(shapely.set_precision(shape, 10.0**-DECIMALS)))
    properties = {"source": "Natural Earth 4.1.0, 1:10m Admin 0 countries", "licence": "public domain"}
    geometry = json.loads(shapely.to_geojson(frame), parse_float=lambda digits: round(float(digits), DECIMALS))
    text = json.dumps({"type": "Feature", "properties": properties, "geometry": geometry}, separators=(",", ":"))
    (ROOT / "frame_ukraine.geojson").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
