"""How a snapshot or a series shows itself in a notebook: in every form from which a reader of notebooks may choose.

A page alone stops a report that becomes PDF or Word; beside it stand a picture, where figures can be drawn, and text.
"""

from __future__ import annotations

import html
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from karamap.document import drawing
from karamap.ground.series import Series
from karamap.ground.snapshot import Snapshot
from karamap.report.pictures import pictures

SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
"""What a page may do in its frame: run its own scripts, open a source in a window; it sees nothing of the notebook."""

HEIGHT_PX = 640


def bundle(series: Series, page: str, text: str) -> dict[str, Any]:
    """The forms by media type, as `_repr_mimebundle_` of IPython has them.

    Args:
        series: the days.
        page: a page of them.
        text: what they are in words.
    """
    return {"text/plain": text, "text/html": frame(page, text.splitlines()[0]), **_pictures(series)}


def frame(page: str, title: str) -> str:
    """A page in a frame of its own, whose scripts see nothing of what is around it."""
    source, told = html.escape(page), html.escape(title.strip("<>"))
    style = f"width:100%;height:{HEIGHT_PX}px;border:0"
    return f'<iframe title="{told}" sandbox="{SANDBOX}" style="{style}" srcdoc="{source}"></iframe>'


def _pictures(series: Series) -> dict[str, str]:
    """Pictures of the last day by media type, as notebooks have them: SVG as text, others in base64."""
    return {
        media: content.decode() if media == "image/svg+xml" else b64encode(content).decode("ascii")
        for media, content in pictures(drawing.document(series)).items()
    }


def in_words(name: str, snapshot: Snapshot) -> str:
    """What a snapshot is, and how much ground each holder has, one line each.

    Args:
        name: what it is called.
        snapshot: the day.
    """
    parties = snapshot.record.parties
    lines = [_line(row, parties) for row in snapshot.area_rows if not row["district_id"]]
    lines += [_told(f"{name} together", *areas) for name, areas in snapshot.coalition_areas.items()]
    return "\n".join([name, *lines])


def _line(row: Mapping[str, Any], parties: Mapping[str, Any]) -> str:
    holder = parties[row["holder"]].name if row["holder"] else "no report"
    return _told(holder, row["area_km2"], row["area_low_km2"], row["area_high_km2"])


def _told(holder: str, area: float, low: float, most: float) -> str:
    return f"{holder}: {area:,.0f} km² ({low:,.0f} to {most:,.0f})"
