"""Figures day after day as one moving picture, WebP or GIF: the stamp tells the day, days of change are held longer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from karamap.figure.raster import picture
from karamap.figure.sheet import Figure
from karamap.figure.svg import text_of

if TYPE_CHECKING:
    from PIL import Image

QUIET_MS, CHANGE_MS, LAST_MS = 350, 900, 3000
"""How long a day is shown on which nothing changes, one on which something does, and the last one."""

WEBP_QUALITY = 70
COLOURS = 128
"""Of a GIF."""


def durations(changes: Sequence[bool]) -> list[int]:
    """How long each day is shown, in milliseconds, by whether something changes on it.

    >>> durations([False, True, False])
    [350, 900, 3000]
    """
    held = [CHANGE_MS if is_change else QUIET_MS for is_change in changes]
    return [*held[:-1], LAST_MS]


def moving(frames: Iterable[tuple[Figure, int]], dpi: float, form: str, alt: str) -> bytes:
    """Frames with how long each is shown as one file that says in words what it shows.

    Args:
        frames: figures of one size, made one by one, with milliseconds.
        dpi: dots to the inch.
        form: `webp` or `gif`.
        alt: what all of them show.
    """
    drawn, times = [], []
    for figure, held in frames:
        drawn.append(_opened(figure, dpi, form))
        times.append(held)
    first, *others = drawn
    written = BytesIO()
    shown = {"save_all": True, "append_images": others, "duration": times, "loop": 0}
    if form == "gif":
        first.save(written, "GIF", optimize=False, disposal=1, comment=alt.encode(), **shown)
    else:
        first.save(written, "WEBP", quality=WEBP_QUALITY, method=2, kmin=30, kmax=60, xmp=_xmp(alt), **shown)
    return written.getvalue()


def still(figure: Figure, dpi: float, form: str) -> bytes:
    """One figure as WebP or GIF."""
    written = BytesIO()
    shown = _opened(figure, dpi, form)
    if form == "gif":
        shown.save(written, "GIF", comment=figure.alt.encode())
    else:
        shown.save(written, "WEBP", quality=90, method=4, xmp=_xmp(figure.alt))
    return written.getvalue()


def _xmp(alt: str) -> bytes:
    """What a picture shows in words, as XMP (ISO 16684-1) has it: a description by Dublin Core."""
    names = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    said = f'<rdf:Alt><rdf:li xml:lang="x-default">{text_of(alt)}</rdf:li></rdf:Alt>'
    described = f'<rdf:Description rdf:about=""><dc:description>{said}</dc:description></rdf:Description>'
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {names}>{described}</rdf:RDF></x:xmpmeta>'.encode()


def _opened(figure: Figure, dpi: float, form: str) -> Image.Image:
    from PIL import Image  # noqa: PLC0415 - an SVG is drawn without it

    with Image.open(BytesIO(picture(figure.svg, figure.width, figure.height, dpi)), formats=["PNG"]) as opened:
        shown = opened.convert("RGB")
    if form == "gif":
        return shown.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return shown


def numbered(names: Iterable[str]) -> Iterator[str]:
    """File names for frames, in order, by number and day.

    >>> list(numbered(["2020-10-21", "2020-10-22"]))
    ['001-2020-10-21.png', '002-2020-10-22.png']
    """
    for at, name in enumerate(names, 1):
        yield f"{at:03}-{name}.png"
