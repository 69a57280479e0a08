"""Puts the ground, the front line and the places of a snapshot or a series on any folium map."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from branca.element import Figure
from folium.map import Layer
from folium.template import Template

from karamap.document import drawing
from karamap.document.wording import ENGLISH, check_language, credit
from karamap.errors import DateError
from karamap.ground.series import Series
from karamap.ground.snapshot import Snapshot
from karamap.page import assets, packing
from karamap.page.elements import Verbatim, script
from karamap.tables.days import Day, stated_day

Corner = Literal["topleft", "topright", "bottomleft", "bottomright"]
Legend = Literal["auto", "open", "closed", "none"]

NOTHING: Mapping[str, Any] = {"type": "FeatureCollection", "features": []}


class ControlLayer(Layer):
    """Who held what, as a layer of a folium map: with tiles or without, alone or beside other layers.

    A snapshot is drawn as it is, a series with a slider over its days. A click on a place shows who holds it, since
    when, and who says so, with links to the sources. The layer asks for nothing on the network; what it draws and says
    stands in the saved file. Its style sheets reach nothing else of the page, and those of the page not into it.

        import folium, karamap
        october = karamap.open().between("2020-10-01", "2020-10-31")
        m = folium.Map(tiles=None)
        karamap.ControlLayer(october, name="October 2020").add_to(m)
        folium.LayerControl().add_to(m)
        m.fit_bounds(m.get_bounds())
        m.save("october.html")

    Args:
        what: the day or the days to draw.
        name: what `folium.LayerControl` and the legend call the layer; plain text.
        language: ISO 639-1 code of names and sentences, one of those the theatre's page can be read in.
        show_places: whether places are drawn, and answer to the pointer.
        show_front: whether the line where holders meet is drawn.
        show_names: whether places are named; by default where no tiles and no other such layer do it.
        legend: whether there is a legend, and opens by itself; `auto` opens it on maps with room for it.
        legend_position: corner of the legend.
        slider_position: corner of the slider.
        opening: the day a series opens on; the last one by default.
        known: the state of knowledge a series opens with: `all`, or `shown` for each day as known on that day.
        overlay: whether `folium.LayerControl` offers the layer as an overlay; else as a base layer.
        control: whether it offers the layer at all.
        show: whether the layer is on the map when it opens.

    Attributes:
        document: the drawing document, in longitude and latitude (EPSG:4326).

    Raises:
        ValueError: there are no texts in the language, or the series has no such day or state of knowledge.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = karamap.controlLayer(
            karamap.packing.read(document.getElementById({{ this.data_id|tojson }}).textContent),
            JSON.parse(document.getElementById({{ this.options_id|tojson }}).textContent)
        );
        {% endmacro %}
        """
    )

    def __init__(
        self,
        what: Snapshot | Series,
        *,
        name: str = "Control",
        language: str = "en",
        show_places: bool = True,
        show_front: bool = True,
        show_names: bool | None = None,
        legend: Legend = "auto",
        legend_position: Corner = "topright",
        slider_position: Corner = "bottomleft",
        opening: Day | None = None,
        known: str | None = None,
        overlay: bool = True,
        control: bool = True,
        show: bool = True,
    ) -> None:
        super().__init__(name=_plain(name), overlay=overlay, control=control, show=show)
        self._name = "ControlLayer"
        theatre = what.theatre
        check_language(theatre, language)
        self.document = _drawn(what, language, None if opening is None else stated_day(opening), known)
        self.options = {
            "name": name,
            "credit": credit(theatre),
            "places": show_places,
            "front": show_front,
            "names": show_names,
            "legend": legend,
            "legendPosition": legend_position,
            "sliderPosition": slider_position,
        }

    @property
    def data_id(self) -> str:
        """The id of the element that holds the drawing document."""
        return f"{self.get_name()}-data"

    @property
    def options_id(self) -> str:
        """The id of the element that holds how the layer is to look."""
        return f"{self.get_name()}-options"

    def render(self, **kwargs: Any) -> str:
        """Put the scripts into the head of the page, once for all layers, and the data of this one into its body."""
        figure = self.get_root()
        if not isinstance(figure, Figure):
            raise TypeError("a ControlLayer is drawn on a map: add it to a folium.Map first")
        figure.header.add_child(script(assets.layer_script()), name="karamap_layer_script")
        for element_id, value in ((self.data_id, packing.packed(self.document)), (self.options_id, self.options)):
            block = f'<script type="application/json" id="{element_id}">{assets.data_block(value)}</script>'
            figure.html.add_child(Verbatim(block), name=element_id)
        super().render(**kwargs)  # type: ignore[no-untyped-call, unused-ignore]
        return ""  # a layer prints into the parts of the page, nothing where it stands

    def _get_self_bounds(self) -> list[list[float | None]]:
        """South-west and north-east corner of the ground, as `folium.Map.get_bounds` asks for them."""
        west, south, east, north = self.document["view"]["bounds"]
        return [[south, west], [north, east]]


def _plain(name: str) -> str:
    """A name for `folium.LayerControl`, which takes it for markup, in a script that is read as a template."""
    return html.escape(name).replace("{", "&#123;").replace("}", "&#125;")


def _drawn(what: Snapshot | Series, language: str, opening: date | None, known: str | None) -> dict[str, Any]:
    """What of the drawing document a layer shows: no base layer, no search, no languages that nobody chose."""
    series = Series.of_snapshot(what) if isinstance(what, Snapshot) else what
    if opening is not None and not series.first <= opening <= series.last:
        raise DateError(f"{opening} is not among the days from {series.first} to {series.last}")
    if known is not None and known not in series.timelines:
        raise ValueError(f"no state of knowledge {known!r}; there are {', '.join(series.timelines)}")
    whole = drawing.document(series, language=language, opening=opening, known=known)
    districts = [{**feature, "geometry": None} for feature in whole["districts"]["features"]]
    return {
        **{part: whole[part] for part in whole if part != "keys"},
        "texts": {code: texts for code, texts in whole["texts"].items() if code in (language, ENGLISH)},
        "countries": NOTHING,
        "water": NOTHING,
        "districts": {**NOTHING, "features": districts},
    }
