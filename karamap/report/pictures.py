"""The picture of a document, where the wing of figures is there to draw one."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

FORMS = {"image/png": ("map.png", "png"), "image/svg+xml": ("map.svg", "svg")}
"""By media type the name of a picture and the function of `karamap.figure` that draws it; what Word takes is first."""


def pictures(document: Callable[[], Mapping[str, Any]]) -> dict[str, bytes]:
    """Pictures of a drawing document, which is asked for if one can be drawn, by media type; else none."""
    try:
        figure = importlib.import_module("karamap.figure")
    except ImportError:
        return {}
    drawers = {media: getattr(figure, function) for media, (_, function) in FORMS.items() if hasattr(figure, function)}
    if not drawers:
        return {}
    shown, drawn = document(), {}
    for media, draw in drawers.items():
        try:
            picture = draw(shown)
        except ImportError:  # the library that makes pictures of this kind is not installed
            continue
        drawn[media] = picture.encode() if isinstance(picture, str) else bytes(picture)
    return drawn


def picture(document: Mapping[str, Any]) -> tuple[str, bytes]:
    """The name and the bytes of the best picture; empty where there is none."""
    for media, content in pictures(lambda: document).items():
        return FORMS[media][0], content
    return "", b""
