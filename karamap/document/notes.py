"""What a page says of itself, as the drawing document states it: what it was made from, and with what."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata
from typing import Any

from karamap import __version__
from karamap.ground.crs import libraries
from karamap.ground.series import Series


def notes_of(series: Series, place_numbers: Mapping[str, int]) -> dict[str, Any]:
    """Versions, the fingerprint of the tables, and the numbers of the places that are not drawn."""
    return {
        "karamap": __version__,
        "fingerprint": series.theatre.fingerprint,
        "versions": versions(),
        "unlocated": [place_numbers[place_id] for place_id in series.unlocated],
    }


def versions() -> str:
    """The versions of karamap and of everything that shapes the bytes of a map."""
    parts = {
        "karamap": __version__,
        **{name: metadata.version(name) for name in ("folium", "branca", "XStatic-Leaflet")},
        **libraries(),
    }
    return ", ".join(f"{name} {version}" for name, version in parts.items())
