"""Turns a drawing document into one HTML file that needs no network.

The public function is :func:`html`. Everything a reader sees is drawn from one block of JSON in the page, by
the JavaScript files that lie beside this module (:data:`karamap.page.assets.SCRIPTS`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from karamap.page.elements import Layers, OfflineMap, Page, numbered_ids
from karamap.page.policy import with_content_security_policy

__all__ = ["html"]


def html(document: Mapping[str, Any]) -> str:
    """Return the whole page for a drawing document as text.

    The same document gives the same text. Nothing is written to disk; neither clock nor network is used.
    All texts in ``document`` are taken as plain text, whatever they contain.

    Raises:
        KeyError: when the document lacks ``head.title`` or ``view``.
        ValueError: when the document holds a number that JSON does not know (NaN, infinity).
    """
    with numbered_ids():
        page = Page(document)
        offline_map = OfflineMap(document["view"])
        offline_map.add_child(Layers())
        page.add_child(offline_map)
        return with_content_security_policy(page.render())
