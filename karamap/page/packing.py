"""How the drawing document stands in a page: the same, in fewer bytes; `js/core/packing.js` reads it back.

Numbers that lie close to one another stand as differences, each from the one before it; rows of places as columns,
their names by language; texts as lists in the order of one list of keys. Nothing is rounded: what has more decimals
than the document's own stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from math import isfinite
from typing import Any

from karamap.document.base_layer import OUTLINE_DECIMALS
from karamap.document.format import DECIMALS

_OUTLINES, _COLLECTIONS = ("frame", "frame_edge"), ("countries", "water", "districts")
_STEPPED = ("places", "zones", "words")
_COLUMNS_OF_DEGREES = ("lon", "lat")


def packed(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document as a page carries it, made of the same plain values."""
    return {
        **document,
        "texts": _by_key(document["texts"]),
        "mesh": {**document["mesh"], "xy": _axes(document["mesh"]["xy"])},
        "places": _columns(document["places"], document["fields"]),
        "zones": [{**zone, "geometry": _outline(zone["geometry"])} for zone in document["zones"]],
        "series": {known: _days(days) for known, days in document["series"].items()},
        **{name: _outline(document[name]) for name in _OUTLINES},
        **{name: _collection(document[name]) for name in _COLLECTIONS},
    }


def _differences(values: Sequence[float | None], decimals: int = 0) -> list[int | None]:
    """Numbers as whole multiples of a power of ten, each as its difference from the one before; None stays.

    >>> _differences([47.1, None, 47.25], 2)
    [4710, None, 15]

    Raises:
        ValueError: one of them has more decimals, or is infinite or none.
    """
    unit, before, steps = 10**decimals, 0, list[int | None]()
    for value in values:
        if value is None:
            steps.append(None)
            continue
        whole = round(value * unit) if isfinite(value) else 0
        if whole / unit != value:
            raise ValueError(f"{value} is no number of {decimals} decimals at the most")
        steps.append(whole - before)
        before = whole
    return steps


def _lines(coordinates: Sequence[Any]) -> list[Any]:
    """Coordinates of a geometry, each line in it as one list: first position, then differences, x and y in turn."""
    if not coordinates or isinstance(coordinates[0][0], list):
        return [_lines(part) for part in coordinates]
    across, along = (_differences(values, OUTLINE_DECIMALS) for values in zip(*coordinates, strict=True))
    return [step for pair in zip(across, along, strict=True) for step in pair]


def _outline(geometry: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    if geometry is None:
        return None
    with suppress(ValueError):
        return {"type": geometry["type"], "lines": _lines(geometry["coordinates"])}
    return geometry


def _collection(collection: Mapping[str, Any]) -> dict[str, Any]:
    features = collection["features"]
    return {**collection, "features": [{**one, "geometry": _outline(one["geometry"])} for one in features]}


def _axes(xy: Sequence[float]) -> list[list[int | None]]:
    """Positions, lon and lat in turn, as the differences of each axis."""
    return [_differences(xy[axis::2], DECIMALS) for axis in (0, 1)]


def _by_key(texts: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Texts of each language in the order of the keys of all; None where it has none."""
    keys = sorted({key for own in texts.values() for key in own})
    return {"keys": keys, "of": {language: [own.get(key) for key in keys] for language, own in texts.items()}}


def _columns(rows: Sequence[Sequence[Any]], fields: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Places by field, None where a row ends before one; of their names the texts by number of language.

    What else is said of the names of a place is the same for many: `kinds` has it once, `names` which one it is. `name`
    says which values of a name are its language and its text.
    """
    filled = [[*row, *[None] * (len(fields["place"]) - len(row))] for row in rows]
    columns = {name: [row[at] for row in filled] for at, name in enumerate(fields["place"])}
    language, text = fields["name"].index("language"), fields["name"].index("text")
    kinds: dict[tuple[Any, ...], int] = {}
    texts: dict[int, list[str]] = {}
    for at, names in enumerate(columns["names"]):
        kind = tuple((*name[:text], *name[text + 1 :]) for name in names)
        columns["names"][at] = kinds.setdefault(kind, len(kinds))
        for name in names:
            texts.setdefault(name[language], []).append(name[text])
    degrees = {name: _differences(columns[name], DECIMALS) for name in _COLUMNS_OF_DEGREES}
    return {"columns": {**columns, **degrees}, "kinds": list(kinds), "texts": texts, "name": [language, text]}


def _days(days: Mapping[str, Any]) -> dict[str, Any]:
    """A state of knowledge; the first of values that are numbers as differences."""
    return {**days, **{name: {**days[name], "first": _differences(days[name]["first"])} for name in _STEPPED}}
