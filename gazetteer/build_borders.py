"""Build ``borders.geojson``: the countries in and around the mapped area.

Source: Natural Earth 4.1.0, 1:10m Admin 0 countries (public domain), as repackaged in TopoJSON by the npm
package ``world-atlas`` version 2.0.2 (the package itself is under the ISC licence). To rebuild::

    npm pack world-atlas@2.0.2
    tar -xzf world-atlas-2.0.2.tgz
    python gazetteer/build_borders.py package/countries-10m.json

The input is a TopoJSON topology: borders are stored once, as arcs, and each country refers to the arcs
that bound it, so two neighbours have the same vertices along their common border. Every vertex is treated
alike here (decoded, clipped to ``FRAME``, rounded to ``DECIMALS``), which keeps it that way; the script
checks this and otherwise writes nothing. The output is the same, byte for byte, on every run.

The lines are as coarse as their source. The package stores positions on a grid of 0.0036 by 0.0017 degrees
(about 310 by 190 m here) and Natural Earth has generalised them before: villages on the Araz and on the
border of Armenia fall up to 1.2 km on the wrong side. The lines are an orientation on a map, not a
statement about any border. Do not clip settlements with them.
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon, box, mapping

FRAME = (43.4, 37.6, 50.2, 42.2)
"""West, south, east, north, in degrees."""

DECIMALS = 4
"""About 10 m: far finer than the grid of the source."""

COUNTRIES = {"051": "AM", "031": "AZ", "268": "GE", "364": "IR", "643": "RU", "792": "TR"}
"""ISO 3166-1 numeric code, as in the source, to alpha-2 code, as in the output."""

SOURCE = "natural-earth-10m"
LICENCE = "public domain"

Position = tuple[float, float]
Ring = list[Position]


def decode_arcs(topology: dict[str, Any]) -> list[Ring]:
    """Return all arcs in degrees; the source stores steps on a grid, each from the position before."""
    scale_x, scale_y = topology["transform"]["scale"]
    origin_x, origin_y = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        xs = [x * scale_x + origin_x for x in accumulate(step[0] for step in arc)]
        ys = [y * scale_y + origin_y for y in accumulate(step[1] for step in arc)]
        arcs.append(list(zip(xs, ys, strict=True)))
    return arcs


def join(indices: list[int], arcs: list[Ring]) -> Ring:
    """Join arcs to a ring, each beginning where the last ended; ``~i`` means arc ``i`` backwards."""
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def decode_country(geometry: dict[str, Any], arcs: list[Ring]) -> list[Polygon]:
    """Return the parts of one country that may reach into the frame."""
    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    polygons = []
    for shell, *holes in parts:
        polygon = Polygon(join(shell, arcs), [join(hole, arcs) for hole in holes])
        if polygon.envelope.intersects(box(*FRAME)):
            polygons.append(polygon)
    return polygons


def areas_only(geometry: Any) -> MultiPolygon:
    """Return the polygons of a geometry, without points and lines that clipping or repair may leave."""
    parts = shapely.get_parts(shapely.make_valid(geometry)).tolist()
    nested = [inner for part in parts for inner in shapely.get_parts(part).tolist()]
    return MultiPolygon([part for part in nested if isinstance(part, Polygon) and not part.is_empty])


def clip(polygons: list[Polygon]) -> Polygon | MultiPolygon:
    """Clip a country to the frame, round it and put it in canonical form (outer rings anticlockwise)."""
    inside = shapely.union_all([areas_only(polygon).intersection(box(*FRAME)) for polygon in polygons])
    rounded = shapely.transform(inside, lambda vertices: vertices.round(DECIMALS))
    canonical = shapely.orient_polygons(areas_only(rounded).normalize())
    parts = canonical.geoms
    return parts[0] if len(parts) == 1 else canonical


def build(topology: dict[str, Any]) -> dict[str, tuple[str, Polygon | MultiPolygon]]:
    """Return alpha-2 code to name and geometry, in order of code."""
    arcs = decode_arcs(topology)
    countries: dict[str, tuple[str, Polygon | MultiPolygon]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = COUNTRIES.get(geometry.get("id", ""))
        if code:
            countries[code] = (geometry["properties"]["name"], clip(decode_country(geometry, arcs)))
    missing = sorted(set(COUNTRIES.values()) - set(countries))
    if missing:
        raise ValueError(f"not in the source: {', '.join(missing)}")
    return dict(sorted(countries.items()))


def check(shapes: list[Polygon | MultiPolygon]) -> None:
    """Refuse invalid shapes, and neighbours that overlap or do not share all vertices between them."""
    if not all(shape.is_valid and not shape.is_empty for shape in shapes):
        raise ValueError("a country is empty or not valid")
    if not shapely.coverage_is_valid(shapes):
        raise ValueError("neighbours overlap, or do not meet vertex by vertex")


def serialise(countries: dict[str, tuple[str, Polygon | MultiPolygon]]) -> str:
    """Return the canonical text: sorted keys, one feature per line; what is left of the frame is sea."""
    lines = []
    for code, (name, shape) in countries.items():
        properties = {"id": code, "licence": LICENCE, "name": name, "source": SOURCE}
        feature = {"geometry": mapping(shape), "properties": properties, "type": "Feature"}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":"), sort_keys=True))
    return '{"features":[\n' + ",\n".join(lines) + '\n],"remainder":"sea","type":"FeatureCollection"}\n'


def main(arguments: list[str]) -> int:
    """Read the topology named on the command line and write ``borders.geojson`` next to this script."""
    if len(arguments) != 1:
        print("usage: build_borders.py path/to/countries-10m.json", file=sys.stderr)
        return 2
    countries = build(json.loads(Path(arguments[0]).read_text(encoding="utf-8")))
    check([shape for _, shape in countries.values()])
    target = Path(__file__).with_name("borders.geojson")
    target.write_text(serialise(countries), encoding="utf-8", newline="\n")
    print(f"{target.name}: {len(countries)} countries, coverage valid")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
