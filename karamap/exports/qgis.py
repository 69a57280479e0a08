"""How QGIS draws the layers of an export: styles, and a project in which time is active.

QGIS forgets that a layer has a time unless a project says so, hence the project. The form is what QGIS 3.22 writes,
less what it fills in itself.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from karamap.exports.columns import Export, Look, Table
from karamap.exports.contents import BEGINS, ENDS
from karamap.exports.xml_text import xml_text

Element = ET.Element

MADE_FOR = "3.22.0"
"""The version of QGIS whose form this is."""

FILL_ALPHA = 90
"""How opaque the ground of a holder is, of 255: a third, so that what lies below shows through."""

PAPER, DARK, QUIET, BLUE = "#d8d4c8", "#26221c", "#9a948a", "#8fb3c7"

ORDER = (
    *("gazetteer", "events", "places", "zones", "front", "allied_lines", "borders", "districts", "water", "band"),
    *("coalitions", "territory"),
)
"""Layers from top to bottom."""

HIDDEN = ("gazetteer", "events", "coalitions")
"""Layers that a project lists but shows only on request."""

NAMES_BELOW = 400_000
"""Names of places are drawn at scales of 1 to this and larger ones."""


def style(export: Export, table: Table) -> str:
    """The style of a layer as a QML document; empty for a layer of mixed shapes, which QGIS takes apart."""
    if table.shape == "Geometry":
        return ""
    root = ET.Element("qgis", version=MADE_FOR, styleCategories="Symbology|Labeling|Temporal")
    root.extend(_drawn(export, table, table.shape))
    return xml_text(root, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n")


def project(export: Export, name: str) -> bytes:
    """A project of all layers of a GeoPackage as QGIS keeps it: a ZIP file with one document.

    Args:
        export: the layers.
        name: the name of the GeoPackage, which stands in the folder of the project.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("karamap.qgs"), project_text(export, name))
    return packed.getvalue()


def project_text(export: Export, name: str) -> str:
    """The document of such a project."""
    root = ET.Element("qgis", version=MADE_FOR, projectname=export.title)
    ET.SubElement(root, "title").text = f"{export.title or 'karamap'}, {export.name}"
    root.append(_crs("projectCrs", wkt=export.look.plane))
    root.append(_canvas(export))
    tree, layers = ET.SubElement(root, "layer-tree-group"), ET.SubElement(root, "projectlayers")
    for table, shape in _in_order(export.tables):
        part = f"{table.name}_{shape}" if table.shape == "Geometry" else table.name
        source = f"./{name}|layername={table.name}"
        source += f"|geometrytype={shape.removeprefix('Multi')}" if table.shape == "Geometry" else ""
        checked = "Qt::Unchecked" if table.name in HIDDEN else "Qt::Checked"
        shown = {"id": f"karamap_{part}", "name": table.title, "source": source, "providerKey": "ogr"}
        ET.SubElement(tree, "layer-tree-layer", {**shown, "checked": checked, "expanded": "0"})
        layers.append(_layer(export, table, shape, shown))
    _add_properties(root, export)
    if export.is_run:
        times = {"timeStepUnit": "d", "timeStep": "1", "frameRate": "2", "cumulativeTemporalRange": "0"}
        span = ET.SubElement(ET.SubElement(root, "ProjectTimeSettings", times), "TemporalRange")
        ET.SubElement(span, "start").text, ET.SubElement(span, "end").text = export.about[BEGINS], export.about[ENDS]
    return xml_text(root, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n")


def _in_order(tables: Sequence[Table]) -> Iterator[tuple[Table, str]]:
    """Layers from top to bottom with the type of their shapes; one of mixed shapes once for each type that it has."""
    for table in sorted(tables, key=lambda table: ORDER.index(table.name)):
        if table.shape != "Geometry":
            yield table, table.shape
            continue
        types = {feature.shape.geom_type for feature in table.features if feature.shape is not None}
        for shape in ("MultiLineString", "MultiPolygon"):
            if types & {shape, shape.removeprefix("Multi")}:
                yield table, shape


def _layer(export: Export, table: Table, shape: str, shown: dict[str, str]) -> Element:
    layer = ET.Element(
        "maplayer", type="vector", geometry=shape.removeprefix("Multi"), styleCategories="AllStyleCategories"
    )
    if table.name == "places":
        layer.set("labelsEnabled", "1")
    for tag in ("id", "source", "name"):
        ET.SubElement(layer, {"source": "datasource", "name": "layername"}.get(tag, tag)).text = shown[tag]
    layer.append(_crs("srs", srid="4326", authid="EPSG:4326"))
    ET.SubElement(layer, "provider", encoding="UTF-8").text = "ogr"
    layer.extend(_drawn(export, table, shape))
    return layer


def _crs(tag: str, **told: str) -> Element:
    element = ET.Element(tag)
    system = ET.SubElement(element, "spatialrefsys")
    for name, value in told.items():
        ET.SubElement(system, name).text = value
    return element


def _canvas(export: Export) -> Element:
    """What the map shows when the project is opened: the ground of the theatre in its own plane."""
    canvas = ET.Element("mapcanvas", name="theMapCanvas", annotationsVisible="1")
    ET.SubElement(canvas, "units").text = "meters"
    extent = ET.SubElement(canvas, "extent")
    for name, edge in zip(("xmin", "ymin", "xmax", "ymax"), export.look.extent, strict=True):
        ET.SubElement(extent, name).text = str(edge)
    canvas.append(_crs("destinationsrs", wkt=export.look.plane))
    return canvas


def _add_properties(root: Element, export: Export) -> None:
    """The credit, where QGIS shows it and where its layouts take it from."""
    metadata = ET.SubElement(root, "projectMetadata")
    told = {name: value for name, value in export.about.items() if value}
    for tag, text in (
        ("identifier", export.about["fingerprint"]),
        ("title", f"{export.title or 'karamap'}, {export.name}"),
        ("abstract", "\n".join(f"{name}: {value}" for name, value in told.items())),
    ):
        ET.SubElement(metadata, tag).text = text
    ET.SubElement(metadata, "author").text = export.about["credit"]


def _drawn(export: Export, table: Table, shape: str) -> Iterator[Element]:
    """What a style and a layer of a project have in common."""
    if export.is_run:
        fields = {"startField": BEGINS, "endField": ENDS, "durationUnit": "d", "startExpression": ""}
        how = {"enabled": "1", "mode": "2", "limitMode": "1", "accumulate": "0", "fixedDuration": "0"}
        yield ET.Element("temporal", {**fields, **how, "endExpression": "", "durationField": ""})
    yield _by_holder(export.look, shape) if "holder" in table.columns else _alike(table.name, shape)
    if table.name == "places":
        yield _names()
    opacity = ET.Element("layerOpacity")
    opacity.text = "1"
    yield opacity


def _alike(name: str, shape: str) -> Element:
    renderer = ET.Element("renderer-v2", type="singleSymbol", symbollevels="0", enableorderby="0", forceraster="0")
    symbols = ET.SubElement(renderer, "symbols")
    symbols.append(_symbol("0", shape, _looks(name)))
    return renderer


def _looks(name: str) -> list[tuple[str, dict[str, str]]]:
    """The symbol layers of what has no holder, the lowest first: their class and how they look."""
    return {
        "front": [_line("#ffffff", 1.0), _line(DARK, 0.5)],
        "allied_lines": [_line(DARK, 0.2)],
        "coalitions": [_area(DARK, 0, "solid", width=0.3)],
        "band": [_area(DARK, 60, "no", pattern="b_diagonal")],
        "districts": [_area(QUIET, 0, "dash")],
        "borders": [_area(QUIET, 0, "solid", width=0.4)],
        "water": [_line(BLUE, 0.35), _area(BLUE, 255, "no")],
        "gazetteer": [_point(QUIET, QUIET, 1.0)],
        "events": [_point("#ffffff", DARK, 2.0)],
    }[name]


def _by_holder(look: Look, shape: str) -> Element:
    renderer = ET.Element("renderer-v2", type="categorizedSymbol", attr="holder", symbollevels="0", enableorderby="0")
    categories, symbols = ET.SubElement(renderer, "categories"), ET.SubElement(renderer, "symbols")
    parties = [*look.parties.items(), ("", ("No report, or contested", PAPER, QUIET))]
    for number, (party, (name, colour, ink)) in enumerate(parties):
        ET.SubElement(categories, "category", value=party, label=name, render="true", symbol=str(number))
        looks = [_line(ink, 0.6), _area(colour, FILL_ALPHA, "solid", ink), _point(colour, ink, 1.6)]
        symbols.append(_symbol(str(number), shape, looks))
    return renderer


def _line(colour: str, width: float) -> tuple[str, dict[str, str]]:
    return "SimpleLine", {"line_color": _rgba(colour), "line_width": str(width), "line_width_unit": "MM"}


def _area(
    colour: str, alpha: int, edge: str, ink: str = QUIET, *, pattern: str = "solid", width: float = 0.2
) -> tuple[str, dict[str, str]]:
    outline = {"outline_color": _rgba(ink), "outline_style": edge, "outline_width": str(width)}
    return "SimpleFill", {"color": _rgba(colour, alpha), "style": pattern, **outline, "outline_width_unit": "MM"}


def _point(colour: str, ink: str, size: float) -> tuple[str, dict[str, str]]:
    outline = {"outline_color": _rgba(ink), "outline_style": "solid", "outline_width": "0.15"}
    return "SimpleMarker", {"name": "circle", "color": _rgba(colour), "size": str(size), "size_unit": "MM", **outline}


def _rgba(colour: str, alpha: int = 255) -> str:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f"{red},{green},{blue},{alpha}"


SYMBOLS = {"Point": ("marker", "SimpleMarker"), "LineString": ("line", "SimpleLine"), "Polygon": ("fill", "SimpleFill")}
"""By type of shape what QGIS calls a symbol of it, and a layer of one."""


def _symbol(name: str, shape: str, looks: Sequence[tuple[str, dict[str, str]]]) -> Element:
    """A symbol out of those of some looks that fit the type of the shapes."""
    kind, of_class = SYMBOLS[shape.removeprefix("Multi")]
    symbol = ET.Element("symbol", name=name, type=kind, alpha="1", clip_to_extent="1", force_rhr="0")
    for own_class, look in looks:
        if own_class == of_class:
            layer = ET.SubElement(symbol, "layer", {"class": own_class, "enabled": "1", "locked": "0", "pass": "0"})
            options = ET.SubElement(layer, "Option", type="Map")
            for key, value in look.items():
                ET.SubElement(options, "Option", name=key, value=value, type="QString")
                ET.SubElement(layer, "prop", k=key, v=value)
    return symbol


def _names() -> Element:
    labeling = ET.Element("labeling", type="simple")
    settings = ET.SubElement(labeling, "settings", calloutType="simple")
    text = {
        "fieldName": "name",
        "isExpression": "0",
        "fontSize": "8",
        "fontSizeUnit": "Point",
        "textColor": _rgba(DARK),
    }
    halo = {"bufferDraw": "1", "bufferSize": "0.7", "bufferSizeUnits": "MM", "bufferColor": _rgba("#ffffff")}
    ET.SubElement(ET.SubElement(settings, "text-style", text), "text-buffer", halo)
    scales = {"scaleVisibility": "1", "scaleMin": str(NAMES_BELOW), "scaleMax": "1"}
    ET.SubElement(settings, "rendering", {**scales, "drawLabels": "1", "obstacle": "1"})
    return labeling
