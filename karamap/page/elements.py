"""The folium and branca elements from which the page is built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from karamap.document.direction import isolated
from karamap.page import assets, packing, static_words

_ID_GENERATOR = "_generate_id"


@contextmanager
def numbered_ids() -> Iterator[None]:
    """Let branca number its elements instead of drawing lots, so that the same page has the same bytes.

    The generator is a class attribute of branca: two threads must not build pages at the same time.
    """
    numbers = count(1)
    original = Element.__dict__[_ID_GENERATOR]
    setattr(Element, _ID_GENERATOR, classmethod(lambda _cls: f"{next(numbers)}"))
    try:
        yield
    finally:
        setattr(Element, _ID_GENERATOR, original)


class Verbatim(Element):
    """A piece of the page taken as it stands; branca's own ``Element`` would read it as a template."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Verbatim"
        self.text = text


def style(text: str) -> Verbatim:
    """Wrap a style sheet as an element."""
    return Verbatim(f"<style>\n{text}\n</style>\n")


def script(text: str) -> Verbatim:
    """Wrap a script as an element; the content security policy counts on tags without attributes."""
    return Verbatim(f"<script>\n{text}\n</script>\n")


class Page(Figure):
    """The skeleton of the file: head, the day in words, the document as a block of JSON; the scripts do the rest."""

    _template = Template(
        """\
<!DOCTYPE html>
<html lang="{{ this.language|e }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{{ this.generator|e }}">
<title>{{ this.title|e }}</title>
<link rel="icon" href="data:,">
{{ this.header.render(**kwargs) }}
</head>
<body>
{{ this.words }}
<script type="application/json" id="karamap-data">{{ this.document }}</script>
<script>
(function () {
"use strict";
{{ this.script.render(**kwargs) }}
})();
</script>
</body>
</html>
"""
    )

    def __init__(self, document: Mapping[str, Any]) -> None:
        super().__init__(title=headline(document))
        self.language: str = document["language"]
        self.generator: str = document.get("notes", {}).get("versions", "karamap")
        self.drawn = document
        self.document = assets.data_block(packing.packed(document))
        self.words = static_words.of(document)
        self.header = Element()
        self.header._parent = self
        self.header.add_child(Verbatim(f"<!--\n{assets.licences()}-->\n"), name="licences")
        self.header.add_child(style(assets.leaflet_style()), name="leaflet_style")
        self.header.add_child(script(assets.leaflet_script()), name="leaflet_script")


def headline(document: Mapping[str, Any]) -> str:
    """Return the title of the window until the script gives a better one: headline and days.

    >>> headline({"head": {"title": "Mine", "first": "2001-09-27", "last": "2001-12-01"}})
    'Mine · 2001-09-27 – 2001-12-01'
    """
    head = document["head"]
    days = " – ".join(dict.fromkeys((head["first"], head["last"])))
    return f"{isolated(head['title'] or 'karamap')} · {days}"


class OfflineMap(folium.Map):
    """A folium map that links to nothing: no tiles, no scripts or style sheets of other hosts."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium declares it so
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        karamap.lay({{ this.get_name()|tojson }});
        const {{ this.get_name() }} = L.map(
            {{ this.get_name()|tojson }},
            { center: {{ this.location|tojson }}, ...{{ this.options|tojavascript }} }
        );
        {% endmacro %}
        """
    )

    def __init__(self, view: Mapping[str, Any]) -> None:
        west, south, east, north = (float(edge) for edge in view["bounds"])
        super().__init__(
            location=((south + north) / 2, (west + east) / 2),
            tiles=None,
            attribution_control=False,
            bounce_at_zoom_limits=False,
            fade_animation=False,
            inertia=False,
            max_bounds_viscosity=1,
            zoom_animation=False,
            zoom_control=False,
            zoom_delta=0.5,
            zoom_snap=0.25,
        )


class Layers(MacroElement):
    """Everything that karamap draws on the map and around it."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        karamap.start({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call, unused-ignore]
        self._name = "Layers"

    def render(self, **kwargs: Any) -> str:
        """Put karamap's own style sheet and scripts into the head, and the call that draws after them."""
        page = self.get_root()
        if not isinstance(page, Page):
            raise TypeError("Layers are drawn in a Page; add the map to one before rendering")
        page.header.add_child(style(assets.own_style(page.drawn)), name="karamap_style")
        page.header.add_child(script(assets.own_script(page.drawn)), name="karamap_script")
        super().render(**kwargs)  # type: ignore[no-untyped-call, unused-ignore]
        return ""  # a macro element prints into the page's parts, nothing where it stands
