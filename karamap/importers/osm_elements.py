"""Reads elements of OpenStreetMap's own formats that are places: .osm (XML), and .pbf by pyosmium where it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from karamap.importers.found import ImportFailedError
from karamap.importers.source_file import SourceFile

Element = tuple[Mapping[str, Any], tuple[Any, Any] | None]
"""Tags of an element, with its id under `@id`, and its lon and lat; None for a way or relation, which have none."""

KINDS = {"n": "node", "w": "way", "r": "relation"}
"""Kinds of elements, by their letters."""

_PBF_START = slice(4, 15), b"\n\tOSMHeader"
"""Where a .pbf file says what it is, and what it says (OSM wiki, PBF Format: the type of the first blob)."""


def is_pbf(content: bytes) -> bool:
    """Whether some bytes begin as a .pbf file does."""
    where, what = _PBF_START
    return content[where] == what


def elements_in(file: SourceFile) -> Iterator[Element]:
    """The elements of a file that are tagged as places.

    Raises:
        ImportFailedError: the file is broken, or what reads .pbf is not installed.
    """
    return _packed(file) if is_pbf(file.content) else _of_xml(file)


def _of_xml(file: SourceFile) -> Iterator[Element]:
    try:
        for _, element in ElementTree.iterparse(file.open()):  # noqa: S314 - expat bounds entities itself
            if element.tag not in KINDS.values():
                continue
            tags = {tag.get("k", ""): tag.get("v", "") for tag in element.iter("tag")}
            if "place" in tags:
                position = (element.get("lon"), element.get("lat")) if element.tag == "node" else None
                yield {"@id": f"{element.tag}/{element.get('id')}", **tags}, position
            element.clear()
    except ElementTree.ParseError as error:
        line, column = error.position
        raise ImportFailedError(f"{file.name}:{line}:{column}: not well-formed XML; is the file whole?") from error


def _packed(file: SourceFile) -> Iterator[Element]:
    try:
        import osmium  # noqa: PLC0415 - only who has a .pbf needs it
    except ImportError as error:
        said = "a .pbf file is read by pyosmium, which is not here: pip install osmium, or bring the places as GeoJSON"
        raise ImportFailedError(f"{file.name}: {said}") from error
    buffer = osmium.io.FileBuffer(file.content, "pbf")
    element: Any
    try:
        for element in osmium.FileProcessor(buffer).with_filter(osmium.filter.KeyFilter("place")):
            location = element.location if element.is_node() else None
            position = (location.lon, location.lat) if location is not None and location.valid() else None
            id_ = f"{KINDS[element.type_str()]}/{element.id}"
            yield {"@id": id_, **dict(element.tags)}, position
    except (RuntimeError, ValueError) as error:
        raise ImportFailedError(f"{file.name}: no .pbf file that can be read ({error}); is the file whole?") from error
