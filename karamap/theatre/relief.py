"""The hillshade of a theatre: a picture that lies under the ground of a map."""

from __future__ import annotations

import math
from dataclasses import dataclass

from karamap.errors import Fault
from karamap.tables.csv_tables import CellError
from karamap.tables.data_folder import DataFolder, UnreadableError
from karamap.theatre import settings_file
from karamap.theatre.settings_file import SettingsFile

PATH, BOUNDS = "gazetteer/relief.webp", "land.relief"
"""Where the picture stands, and the setting that says where on the globe it lies. A theatre may lack both."""

MOST_BYTES = 100_000
"""A page carries the picture, so it is a small one."""

LEAST, MOST = 16, 4_096
"""So many pixels a side has at the least and at the most."""

STRETCH = 0.03
"""By such a share the sides of a picture may be off those of its bounds in Web Mercator."""

MERCATOR_LATITUDE = 85.0
"""Web Mercator has nothing beyond."""

_HEADER, _SIZE_BITS = 30, 0x3FFF


@dataclass(frozen=True)
class Relief:
    """A hillshade.

    Attributes:
        picture: WebP; white where the ground is flat, rows from north to south as in Web Mercator.
        bounds: west, south, east and north of it, degrees.
        width: pixels.
        height: pixels.
    """

    picture: bytes
    bounds: tuple[float, float, float, float]
    width: int
    height: int


def read(folder: DataFolder, stated: SettingsFile) -> tuple[Relief | None, list[Fault]]:
    """The hillshade below a folder, None if there is none, and what keeps it from being used."""
    bounds = stated.values.get(BOUNDS)
    try:
        picture = folder.content(PATH)
    except UnreadableError as error:
        return None, list(error.faults)
    if picture is None:
        missing = stated.fault(BOUNDS, f"there is no {PATH}", "the picture, or no such setting")
        return None, [missing] if bounds else []
    try:
        width, height = _size(picture)
        if bounds is None:
            if any(fault.column == BOUNDS for fault in stated.faults):
                return None, []
            raise CellError(
                f"{settings_file.PATH} does not say where it lies", f"{BOUNDS} = [west, south, east, north]"
            )
        _check_sides(width, height, bounds)
    except CellError as error:
        return None, [Fault(PATH, 1, "-", error.problem, error.expected)]
    return Relief(picture, bounds, width, height), []


def _size(picture: bytes) -> tuple[int, int]:
    """Width and height of a picture in the WebP container (RFC 9649), pixels.

    Raises:
        CellError: it is none, is not whole, moves, or is larger or smaller than any that is shown.
    """
    expected = "a still WebP picture"
    if len(picture) > MOST_BYTES:
        raise CellError(f"{len(picture):,} bytes", f"at most {MOST_BYTES:,}")
    if len(picture) < _HEADER or picture[:4] != b"RIFF" or picture[8:12] != b"WEBP":
        raise CellError("not a WebP picture", expected)
    if int.from_bytes(picture[4:8], "little") + 8 != len(picture):
        raise CellError("a WebP picture that is cut off, or has something behind it", expected)
    kind = picture[12:16]
    if kind == b"VP8 " and picture[23:26] == b"\x9d\x01\x2a":
        width, height = (int.from_bytes(picture[at : at + 2], "little") & _SIZE_BITS for at in (26, 28))
    elif kind == b"VP8L" and picture[20] == 0x2F:  # noqa: PLR2004 - the signature of such a picture
        bits = int.from_bytes(picture[21:25], "little")
        width, height = (bits & _SIZE_BITS) + 1, (bits >> 14 & _SIZE_BITS) + 1
    else:
        raise CellError("a WebP picture of a kind that is not read here", "a plain one, lossy or lossless")
    if not all(LEAST <= side <= MOST for side in (width, height)):
        raise CellError(f"{width} × {height} pixels", f"{LEAST} to {MOST} on each side")
    return width, height


def _check_sides(width: int, height: int, bounds: tuple[float, float, float, float]) -> None:
    west, south, east, north = bounds
    if max(-south, north) > MERCATOR_LATITUDE:
        raise CellError(f"{BOUNDS} reaches beyond {MERCATOR_LATITUDE:g}°", "bounds that Web Mercator can show")
    top, bottom = (math.asinh(math.tan(math.radians(latitude))) for latitude in (north, south))
    wanted = width * math.degrees(top - bottom) / (east - west)
    if abs(height - wanted) > max(1.0, STRETCH * wanted):
        problem = f"{width} × {height} pixels for {BOUNDS} = {list(bounds)}"
        raise CellError(problem, f"about {width} × {wanted:.0f}: cells as tall as they are wide in Web Mercator")
