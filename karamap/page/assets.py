"""Reads the scripts and style sheets that go into the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

SCRIPTS = (
    "js/core/older_browsers.js",
    *(
        "js/core/nodes.js",
        "js/core/geometry.js",
        "js/core/packing.js",
        "js/core/steps.js",
        "js/core/ties.js",
        "js/core/model.js",
        "js/core/store.js",
        "js/core/i18n.js",
    ),
    *("js/core/crop.js", "js/core/work.js", "js/core/name_keys.js", "js/core/name_search.js"),
    *("js/map/marching_triangles.js", "js/map/sureness.js", "js/map/symbols.js", "js/map/label_placement.js"),
    *(
        "js/map/gains.js",
        "js/map/path_data.js",
        "js/map/ground_layer.js",
        "js/map/zone_layer.js",
        "js/map/point_layer.js",
    ),
    *(
        "js/map/recent_layer.js",
        "js/map/label_spots.js",
        "js/map/label_layer.js",
        "js/map/zooms.js",
        "js/map/map_frame.js",
    ),
    *("js/map/ahead.js", "js/map/map_tools.js", "js/map/map.js", "js/map/inset.js", "js/map/picture.js"),
    *("js/panels/legend.js", "js/panels/masthead.js", "js/panels/about.js", "js/panels/place_panel.js"),
    *("js/panels/mentions.js", "js/panels/carry.js"),
    *("js/panels/district_panel.js", "js/panels/panel.js", "js/panels/zone_panel.js", "js/panels/zone_legend.js"),
    *("js/panels/search.js", "js/panels/table_order.js", "js/panels/table_body.js", "js/panels/table.js"),
    *("js/time/chart.js", "js/time/axis.js", "js/time/timeline.js", "js/time/views.js"),
    *("js/time/compare.js", "js/time/embed.js", "js/time/story.js"),
    "js/core/app.js",
)
"""The scripts below this folder, in the order in which they build upon one another."""

STYLES = (
    *("css/map.css", "css/time.css", "css/compare.css", "css/panel.css", "css/search.css", "css/table.css"),
    *("css/embed.css", "css/story.css"),
)
"""The style sheets below this folder, in the order in which they overrule one another."""

LAYER_SCRIPTS = (
    "js/core/older_browsers.js",
    *(
        "js/core/nodes.js",
        "js/core/geometry.js",
        "js/core/packing.js",
        "js/core/steps.js",
        "js/core/ties.js",
        "js/core/model.js",
        "js/core/store.js",
        "js/core/i18n.js",
    ),
    *("js/map/marching_triangles.js", "js/map/sureness.js", "js/map/symbols.js"),
    *("js/map/gains.js", "js/map/path_data.js", "js/map/ground_layer.js", "js/map/point_layer.js"),
    *("js/map/label_placement.js", "js/map/label_spots.js", "js/map/label_layer.js", "js/map/zooms.js"),
    *("js/panels/legend.js", "js/panels/place_panel.js", "js/panels/mentions.js", "js/panels/panel.js"),
    *("js/time/chart.js", "js/time/axis.js", "js/time/timeline.js", "js/time/views.js"),
    *("js/layer/shadow.js", "js/layer/map_controls.js", "js/layer/control_layer.js"),
)
"""The scripts that a layer of somebody else's map needs, in the same sense."""

LAYER_STYLES = ("css/map.css", "css/time.css", "css/panel.css", "css/layer.css")
"""The style sheets of such a layer."""

REVIEW_SCRIPT, REVIEW_STYLE = "js/review/review.js", "css/review.css"
"""What the page on which proposals are decided consists of, apart from all others."""

_TEXT_BEGINS, _BESIDE_SIGNS = re.compile(r"['\"`/]"), re.compile(r" ?([=<>!*&|?:,;{}()\[\]]) ?")

_UNSAFE = "<>&\u2028\u2029"
"""Characters that could end a script element or a line of script; JSON may write each as an escape."""


def _text(package: str, *path: str) -> str:
    """Read a text file of a package with the line ends that a browser hashes."""
    return files(package).joinpath(*path).read_text(encoding="utf-8").replace("\r\n", "\n")


def inline_script(text: str) -> str:
    """Make a script fit to stand between script tags: it cannot end the element or ask for a source map."""
    without_map = re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)
    return re.sub(r"</(?=script)", r"<\\/", without_map, flags=re.IGNORECASE)


def licences() -> str:
    """Return under what terms whatever stands in a page may be passed on; the notices must stay with it."""
    return _text("karamap.page", "licences.txt")


def leaflet_script() -> str:
    """Return Leaflet's own script."""
    return inline_script(_text("xstatic.pkg.leaflet", "data", "leaflet.js"))


def leaflet_style() -> str:
    """Return Leaflet's style sheet without its pictures, none of which this page shows."""
    return re.sub(r"url\([^)]*\)", "none", _text("xstatic.pkg.leaflet", "data", "leaflet.css"))


def without_comments(text: str) -> str:
    r"""Leave out comments and the indents of lines: they are for who works on a script or a style, not for its page.

    A comment at the end of a line stays if it has a quote in it, since what looks like one may stand in a text. A text
    that goes over several lines would lose its indents; none of the scripts has one.

    >>> without_comments("one();\n  /** Say two. */\n  two(); // now\n  three('a // b');\n")
    "one();\ntwo();\nthree('a // b');\n"
    """
    without = re.sub(r"^[ ]*/\*.*?\*/\n", "", text, flags=re.MULTILINE | re.DOTALL)
    without = re.sub(r"[ ]+// [^'\"`\n]*$", "", without, flags=re.MULTILINE)
    return re.sub(r"^[ ]+", "", without, flags=re.MULTILINE)


def tightened(text: str) -> str:
    r"""Leave out the spaces beside signs, but for lines in which a text or an expression may begin: those stay.

    Plus and minus keep theirs, since two of them in a row mean something else.

    >>> print(tightened("if (a && b) { c = [1, 2]; }\nd = 'a , b';\ne = 1 - -f;"))
    if(a&&b){c=[1,2];}
    d = 'a , b';
    e=1 - -f;
    """
    lines = text.split("\n")
    return "\n".join(line if _TEXT_BEGINS.search(line) else _BESIDE_SIGNS.sub(r"\1", line) for line in lines)


def tightened_style(text: str) -> str:
    r"""Leave out the spaces of a style sheet that only eyes need.

    >>> print(tightened_style(".a > .b, .c { color: red; margin: 0 calc(1em + 2px); }"))
    .a > .b,.c{color:red;margin:0 calc(1em + 2px);}
    """
    return re.sub(r" ?([{};,]) ?", r"\1", re.sub(r"(?<=[a-z]): ", ":", text))


def own_script(document: Mapping[str, Any]) -> str:
    """Return karamap's scripts as one, but for those that a document has no use for."""
    names = _used(SCRIPTS, document)
    return inline_script("\n".join(tightened(without_comments(_text("karamap.page", name))) for name in names))


def own_style(document: Mapping[str, Any]) -> str:
    """Return karamap's style sheets as one, but for those that a document has no use for."""
    names = _used(STYLES, document)
    return "\n".join(tightened_style(without_comments(_text("karamap.page", name))) for name in names)


def _used(names: Iterable[str], document: Mapping[str, Any]) -> list[str]:
    """The files of a page: those of a story only where one is told, those of a frame only where the page is for one."""
    unused = {"story"} if not document.get("story") else set()
    unused |= {"embed"} if not document["head"]["embed"] else set()
    return [name for name in names if PurePosixPath(name).stem not in unused]


def layer_script() -> str:
    """Return what draws layers on maps in other pages, as one script that runs once however often it is there."""
    scripts = "\n".join(_text("karamap.page", name) for name in LAYER_SCRIPTS)
    styles = "\n".join(_text("karamap.page", name) for name in LAYER_STYLES)
    own = f"{scripts}\nwindow.karamap.layerStyle = {data_block(styles)};\n"
    return inline_script(f"if (!(window.karamap && window.karamap.controlLayer)) {{\n{own}}}\n")


def review_script() -> str:
    """Return the script of the page on which proposals are decided."""
    return inline_script(without_comments(_text("karamap.page", REVIEW_SCRIPT)))


def review_style() -> str:
    """Return the style sheet of that page."""
    return tightened_style(without_comments(_text("karamap.page", REVIEW_STYLE)))


def data_block(document: Mapping[str, Any] | str) -> str:
    r"""Return a document or a text as JSON in which no character can end a script element.

    >>> print(data_block({"name": "</script>"}))
    {"name":"\u003c/script\u003e"}
    """
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    for character in _UNSAFE:
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
