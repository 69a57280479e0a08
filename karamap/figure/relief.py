"""The hillshade of a figure: as the document has it, or as a shade of black that any program draws, and quickly."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from karamap.document.crop import Extent
from karamap.figure.projection import View, number
from karamap.figure.svg import element

if TYPE_CHECKING:
    from PIL import Image

OPACITY = 0.5
WHITE = 255

Relief = Callable[[View, Mapping[str, Any]], str]
"""What draws the hillshade of a document upon a sheet."""


def multiplied(view: View, stated: Mapping[str, Any]) -> str:
    """The picture of the document itself, which darkens what lies below it; it may reach beyond the sheet."""
    left, top, right, bottom = _placed(view, stated)
    return element(
        "image",
        x=number(left),
        y=number(top),
        width=number(right - left),
        height=number(bottom - top),
        preserveAspectRatio="none",
        opacity=OPACITY,
        style="mix-blend-mode:multiply",
        href=f"data:image/webp;base64,{stated['picture']}",
    )


def shaded(view: View, stated: Mapping[str, Any]) -> str:
    """Black, the denser the darker the picture, as far as the sheet reaches: the same look, by Pillow."""
    return _shade(view, stated["picture"], tuple(stated["bounds"]))


@lru_cache(4)
def _shade(view: View, encoded: str, bounds: Extent) -> str:
    from PIL import Image  # noqa: PLC0415 - an SVG is drawn without it

    darkness = _darkness(encoded)
    left, top, right, bottom = _placed(view, {"bounds": bounds})
    across, down = darkness.width / (right - left), darkness.height / (bottom - top)
    size = (round(view.width), round(view.height))
    way = (across, 0, -left * across, 0, down, -top * down)
    alpha = darkness.transform(size, Image.Transform.AFFINE, way, Image.Resampling.BICUBIC)
    picture = BytesIO()
    Image.merge("LA", (Image.new("L", size, 0), alpha)).save(picture, "PNG", compress_level=1)
    href = f"data:image/png;base64,{b64encode(picture.getvalue()).decode('ascii')}"
    box = {"x": 0, "y": 0, "width": view.width, "height": view.height}
    return element("image", **box, preserveAspectRatio="none", image_rendering="optimizeSpeed", href=href)


def _placed(view: View, stated: Mapping[str, Any]) -> tuple[float, float, float, float]:
    west, south, east, north = stated["bounds"]
    return *view.spot(west, north), *view.spot(east, south)


@lru_cache(2)
def _darkness(picture: str) -> Image.Image:
    """How much of black the picture puts upon what lies below it: multiplying by a grey comes to that."""
    from PIL import Image  # noqa: PLC0415

    with Image.open(BytesIO(b64decode(picture)), formats=["WEBP"]) as opened:
        return opened.convert("L").point([round((WHITE - grey) * OPACITY) for grey in range(WHITE + 1)])
