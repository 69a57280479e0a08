"""Figures as pictures: PNG by resvg, with what they show in words and how many dots they have to the inch."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from karamap.errors import FigureError
from karamap.figure import fonts
from karamap.figure.formats import MM_OF_INCH, MOST_PIXELS, PIXELS_OF_INCH

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER_END = len(SIGNATURE) + 25
"""Where the first chunk, of 13 bytes and 12 around them, ends."""

MM_OF_METRE = 1000


def picture(svg: str, width: float, height: float, dpi: float) -> bytes:
    """An SVG of a size in pixels (96 to the inch) as PNG, in the fonts of figures and no others.

    Raises:
        FigureError: the picture would have too many pixels.
    """
    zoom = dpi / PIXELS_OF_INCH
    if width * height * zoom**2 > MOST_PIXELS:
        raise FigureError(
            f"at {dpi:g} dots to the inch this figure has {width * height * zoom**2 / 1e6:,.0f} million pixels, and "
            f"{MOST_PIXELS / 1e6:,.0f} are the most; make it narrower, or choose a lower --dpi"
        )
    import resvg_py  # noqa: PLC0415 - an SVG is drawn without it

    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=[str(path) for path in fonts.font_paths()],
        font_family=fonts.FAMILY,
        sans_serif_family=fonts.FAMILY,
        dpi=PIXELS_OF_INCH,
        zoom=zoom,
    )
    return bytes(drawn)


def png(svg: str, width: float, height: float, dpi: float, title: str, alt: str) -> bytes:
    """An SVG as PNG that says what it shows (`Title`, `Description`) and how large it is to be printed.

    Raises:
        FigureError: the picture would have too many pixels.
    """
    plain = picture(svg, width, height, dpi)
    dots = round(dpi / MM_OF_INCH * MM_OF_METRE)
    chunks = [_chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)), *_texts({"Title": title, "Description": alt})]
    return plain[:HEADER_END] + b"".join(chunks) + plain[HEADER_END:]


def _texts(told: dict[str, str]) -> Iterable[bytes]:
    for keyword, text in told.items():
        yield _chunk(b"iTXt", keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode())


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
