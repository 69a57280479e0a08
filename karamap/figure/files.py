"""A figure as the bytes of a file: SVG, PNG, PDF, WebP or GIF."""

from __future__ import annotations

from karamap.figure.sheet import Figure

KINDS = (".svg", ".png", ".pdf", ".webp", ".gif")
"""Endings of the files that figures are saved in; all but the first need the extra `figure`."""


def content_of(shown: Figure, kind: str, dpi: float) -> bytes:
    """The bytes of one figure.

    Args:
        shown: the figure.
        kind: one of `KINDS`.
        dpi: dots to the inch, for pictures.

    Raises:
        ImportError: the library that makes such files is not installed.
    """
    if kind == ".svg":
        return shown.svg.encode()
    if kind == ".pdf":
        from karamap.figure.pdf import pdf  # noqa: PLC0415 - an extra

        return pdf(shown)
    if kind == ".png":
        from karamap.figure.raster import png  # noqa: PLC0415 - an extra

        return png(shown.svg, shown.width, shown.height, dpi, shown.title, shown.alt)
    from karamap.figure.animation import still  # noqa: PLC0415 - an extra

    return still(shown, dpi, kind[1:])
