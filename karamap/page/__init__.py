"""Turns a drawing document into one HTML file that needs no network.

The public function is :func:`html`. Everything a reader sees is drawn from one block of JSON in the page, by
the JavaScript files that lie beside this module (:data:`karamap.page.assets.SCRIPTS`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from karamap.page.elements import Layers, OfflineMap, Page, numbered_ids
from karamap.page.policy import with_content_security_policy

__all__ = ["html", "snippet"]

SNIPPET = """\
<iframe src="{name}" title="karamap" width="100%" height="640" style="border:0" loading="lazy"></iframe>
<script>
(function (frame) {{
  addEventListener("message", function (event) {{
    var told = event.data;
    if (!frame || event.source !== frame.contentWindow || !told || told.karamap !== "height") return;
    if (typeof told.height !== "number" || !(told.height >= 200 && told.height <= 4000)) return;
    frame.style.height = Math.round(told.height) + "px";
  }});
}})(document.currentScript.previousElementSibling);
</script>"""
"""What an author pastes into a page: the frame, and a script that gives it the height it asks for.

The script listens to the frame before it and to no other, and to heights that a map may have.
"""


def snippet(name: str) -> str:
    """Return the HTML that shows a page made for it within another one, with the file at an address.

    >>> 'src="my%20map.html"' in snippet("my map.html")
    True
    """
    safe = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
    return SNIPPET.format(name="".join(chr(byte) if byte in safe else f"%{byte:02X}" for byte in name.encode()))


def html(document: Mapping[str, Any]) -> str:
    """Return the whole page for a drawing document as text.

    The same document gives the same text. Nothing is written to disk; neither clock nor network is used.
    All texts in ``document`` are taken as plain text, whatever they contain.

    Raises:
        KeyError: when the document lacks ``head``, ``language`` or ``view``.
        ValueError: when the document holds a number that JSON does not know (NaN, infinity).
    """
    with numbered_ids():
        page = Page(document)
        offline_map = OfflineMap(document["view"])
        offline_map.add_child(Layers())
        page.add_child(offline_map)
        return with_content_security_policy(page.render())
