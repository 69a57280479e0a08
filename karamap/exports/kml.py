"""Layers as KML 2.2 (OGC 07-147r2) for Google Earth, a folder a layer, with a time slider for a run of days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

import shapely
from shapely.geometry.base import BaseGeometry

from karamap.exports.columns import Export, Feature, Kind, Look, Table, plain
from karamap.exports.contents import BEGINS, ENDS
from karamap.exports.xml_text import xml_text

Element = ET.Element

NAMESPACE = "http://www.opengis.net/kml/2.2"

HIDDEN = ("gazetteer", "events", "borders", "water")
"""Folders that are shown only on request: Google Earth has borders and water of its own."""

FILL_ALPHA = "5a"
"""How opaque the ground of a holder is, in hexadecimal digits: a third."""

NAME_COLUMNS = ("name", "place", "between")
"""Columns that may have a name for a feature, the best first."""

UNREPORTED = "no-report"
"""The id of the style of what nobody holds."""


def text(export: Export) -> str:
    """All layers of an export as one KML document.

    What is told of them all stands in the extended data of the document, what is told of each feature in its own. The
    order of elements is that of the schema: name, visibility, description, time, style, extended data, geometry.
    """
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(root, "Document")
    _add(document, "name", f"{export.title or 'karamap'}, {export.name}")
    _add(document, "description", export.about["credit"])
    for style in _styles(export.look):
        document.append(style)
    document.append(_extended(export.about))
    for table in export.tables:
        document.append(_folder(export, table))
    return xml_text(root, '<?xml version="1.0" encoding="UTF-8"?>\n', space="")


def _add(parent: Element, tag: str, value: object) -> None:
    ET.SubElement(parent, tag).text = str(value)


def _styles(look: Look) -> Iterator[Element]:
    parties = [*look.parties.items(), (UNREPORTED, ("", "#d8d4c8", "#9a948a"))]
    for party, (_, colour, ink) in parties:
        yield _style(_style_id(party), _colour(ink), _colour(colour, FILL_ALPHA))
    yield _style("front", _colour("#26221c"), "00ffffff", width=3)
    yield _style("plain", _colour("#7a746a"), "00ffffff")


def _style_id(party: str) -> str:
    """An id that XML takes, of a party or of none."""
    return party if party in ("", UNREPORTED) else f"holder-{party}"


def _style(style_id: str, line: str, fill: str, width: int = 1) -> Element:
    style = ET.Element("Style", id=style_id)
    icon = ET.SubElement(style, "IconStyle")
    _add(icon, "color", line)
    _add(icon, "scale", 0.4)
    _add(ET.SubElement(icon, "Icon"), "href", "http://maps.google.com/mapfiles/kml/shapes/placemark_circle.png")
    _add(ET.SubElement(style, "LabelStyle"), "scale", 0.7)
    strokes = ET.SubElement(style, "LineStyle")
    _add(strokes, "color", line)
    _add(strokes, "width", width)
    _add(ET.SubElement(style, "PolyStyle"), "color", fill)
    return style


def _colour(colour: str, alpha: str = "ff") -> str:
    """A colour as KML writes it: how opaque, blue, green, red."""
    red, green, blue = (colour.removeprefix("#")[at : at + 2] for at in (0, 2, 4))
    return f"{alpha}{blue}{green}{red}"


def _extended(values: Mapping[str, object]) -> Element:
    extended = ET.Element("ExtendedData")
    for name, value in values.items():
        if value is not None:
            _add(ET.SubElement(extended, "Data", name=name), "value", value)
    return extended


def _folder(export: Export, table: Table) -> Element:
    folder = ET.Element("Folder", id=f"layer-{table.name}")
    _add(folder, "name", table.title)
    _add(folder, "visibility", int(table.name not in HIDDEN))
    for feature in table.features:
        folder.append(_placemark(export, table, feature))
    return folder


def _placemark(export: Export, table: Table, feature: Feature) -> Element:
    properties = feature.properties
    placemark = ET.Element("Placemark")
    _add(placemark, "name", _name(export.look, table, properties))
    _add(placemark, "visibility", int(table.name not in HIDDEN))
    if export.is_run:
        span = ET.SubElement(placemark, "TimeSpan")
        _add(span, "begin", properties[BEGINS])
        _add(span, "end", properties[ENDS])
    _add(placemark, "styleUrl", f"#{_style_of(table, feature)}")
    own = {name: kind for name, kind in table.columns.items() if name not in export.about}
    placemark.append(_extended({name: _told(properties[name], kind) for name, kind in own.items()}))
    if feature.shape is not None:
        placemark.append(_geometry(feature.shape))
    return placemark


def _name(look: Look, table: Table, properties: Mapping[str, object]) -> object:
    """What a feature is called: by a name of its own, else by its holder, else by its layer."""
    for column in NAME_COLUMNS:
        if properties.get(column):
            return properties[column]
    if "holder" in properties:
        holder = str(properties["holder"])
        return look.parties[holder][0] if holder else "No report"
    return table.title


def _told(value: object, kind: Kind) -> object:
    if kind is Kind.YES_NO and value is not None:
        return "yes" if value else "no"
    return plain(value)


def _style_of(table: Table, feature: Feature) -> str:
    if "holder" in table.columns:
        return _style_id(feature.properties["holder"] or UNREPORTED)
    return "front" if table.name == "front" else "plain"


def _geometry(shape: BaseGeometry) -> Element:
    if shape.geom_type.startswith("Multi"):
        several = ET.Element("MultiGeometry")
        several.extend(_geometry(part) for part in shapely.get_parts(shape))
        return several
    element = ET.Element(shape.geom_type)
    if shape.geom_type == "Polygon":
        for tag, ring in (
            ("outerBoundaryIs", shape.exterior),
            *(("innerBoundaryIs", hole) for hole in shape.interiors),
        ):
            _add(ET.SubElement(ET.SubElement(element, tag), "LinearRing"), "coordinates", _coordinates(ring))
    else:
        _add(element, "coordinates", _coordinates(shape))
    return element


def _coordinates(shape: BaseGeometry) -> str:
    return " ".join(f"{lon},{lat}" for lon, lat in shapely.get_coordinates(shape).tolist())
