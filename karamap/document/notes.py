"""What a page says of itself, as the drawing document states it: what it was made from, and with what."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata
from typing import Any

from karamap import __version__
from karamap.ground.crs import libraries
from karamap.ground.series import Series


def notes_of(series: Series, place_numbers: Mapping[str, int]) -> dict[str, Any]:
    """Versions, the version and the fingerprint of the tables, and the numbers of the places that are not drawn."""
    return {
        "karamap": __version__,
        "tables": series.theatre.settings.version,
        "fingerprint": series.theatre.fingerprint,
        "versions": versions(),
        "unlocated": [place_numbers[place_id] for place_id in series.unlocated],
    }


def tables_named(version: str, fingerprint: str) -> str:
    """By what tables are told: their version, if they bear one, with the fingerprint, in full or cut short.

    >>> tables_named("2026.12", "0a1b2c"), tables_named("", "0a1b2c")
    ('2026.12 (0a1b2c)', '0a1b2c')
    """
    return f"{version} ({fingerprint})" if version else fingerprint


def versions() -> str:
    """The versions of karamap and of everything that shapes the bytes of a map."""
    parts = {
        "karamap": __version__,
        **{name: metadata.version(name) for name in ("folium", "branca", "XStatic-Leaflet")},
        **libraries(),
    }
    return ", ".join(f"{name} {version}" for name, version in parts.items())
