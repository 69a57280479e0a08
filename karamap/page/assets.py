"""Reads the scripts and style sheets that go into the page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

ORDER = (
    *("nodes", "model", "store", "words", "keys", "surface", "marks", "labels", "territory", "places", "names", "map"),
    *(
        "inset",
        "legend",
        "masthead",
        "about",
        "record",
        "regions",
        "panel",
        "search",
        "table",
        "time",
        "views",
        "compare",
    ),
    *("embed", "app"),
)
SCRIPTS = tuple(f"{name}.js" for name in ORDER if files("karamap.page").joinpath(f"{name}.js").is_file())
"""The files of this folder, in the order in which they build upon one another."""

STYLE_ORDER = ("map", "time", "compare", "panel", "search", "table", "embed")
STYLES = tuple(f"{name}.css" for name in STYLE_ORDER if files("karamap.page").joinpath(f"{name}.css").is_file())
"""The style sheets of this folder, in the order in which they overrule one another."""

_UNSAFE = "<>&\u2028\u2029"
"""Characters that could end a script element or a line of script; JSON may write each as an escape."""


def _text(package: str, *path: str) -> str:
    """Read a text file of a package with the line ends that a browser hashes."""
    return files(package).joinpath(*path).read_text(encoding="utf-8").replace("\r\n", "\n")


def inline_script(text: str) -> str:
    """Make a script fit to stand between script tags: it cannot end the element or ask for a source map."""
    without_map = re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)
    return re.sub(r"</(?=script)", r"<\\/", without_map, flags=re.IGNORECASE)


def leaflet_script() -> str:
    """Return Leaflet's own script."""
    return inline_script(_text("xstatic.pkg.leaflet", "data", "leaflet.js"))


def leaflet_style() -> str:
    """Return Leaflet's style sheet without its pictures, none of which this page shows."""
    return re.sub(r"url\([^)]*\)", "none", _text("xstatic.pkg.leaflet", "data", "leaflet.css"))


def own_script() -> str:
    """Return karamap's scripts as one."""
    return inline_script("\n".join(_text("karamap.page", name) for name in SCRIPTS))


def own_style() -> str:
    """Return karamap's style sheets as one."""
    return "\n".join(_text("karamap.page", name) for name in STYLES)


def data_block(document: Mapping[str, Any]) -> str:
    r"""Return the document as JSON in which no character can end a script element.

    >>> print(data_block({"name": "</script>"}))
    {"name":"\u003c/script\u003e"}
    """
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    for character in _UNSAFE:
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
