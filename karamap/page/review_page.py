"""The review of proposals as one HTML file that needs no network: the text, the map, a key for each answer."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from karamap.gazetteer.schema import OUTSIDE
from karamap.page import assets
from karamap.page.policy import with_content_security_policy
from karamap.tables.cells import cell
from karamap.theatre.accepted_proposals import said_of_place
from karamap.theatre.theatre import Theatre

Rows = Sequence[Mapping[str, str]]

MARGIN = 0.05
"""How far the map reaches beyond the outermost places, as a share of how far apart they lie."""

COARSE = 0.004
"""Degrees by which an outline of the map may be off, so that the page stays small."""

LEGEND = (("a", "accept"), ("r", "reject"), ("e", "edit"), ("s", "skip"))

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Review: {name}</title>
<style>{style}</style>
</head>
<body>
<main>
<section id="text" aria-label="Text"></section>
<section id="side" aria-label="Proposal">
<div id="progress" role="status"></div>
<div id="said" aria-live="polite"></div>
<nav>{buttons}</nav>
<div id="corrections">{fields}</div>
<svg id="map" role="img" aria-label="Map"></svg>
<nav><button id="save">Save {name}</button><button id="copy">Show as text</button></nav>
<textarea id="csv" aria-label="The file as text" hidden readonly></textarea>
</section>
</main>
<script type="application/json" id="review">{data}</script>
<script>{script}</script>
</body>
</html>
"""


def html(rows: Rows, texts: Mapping[str, str], name: str, theatre: Theatre) -> str:
    """The page for the proposals of one file.

    The same arguments give the same text. What the texts hold enters the page as text alone.

    Args:
        rows: of the file, at least one; every column as text, in its order.
        texts: the pages by the names that the rows call them; a page that is absent is told by its excerpts.
        name: of the file that the page saves.
        theatre: whose places and parties are meant.
    """
    columns = list(rows[0])
    laid, pages = _texts(rows, texts)
    box = _box(theatre)
    squeeze = round(math.cos(math.radians((box[1] + box[3]) / 2)), 6)
    data = {
        "columns": columns,
        "name": name,
        "proposals": [_proposal(row, *spot) for row, spot in zip(rows, laid, strict=True)],
        "texts": pages,
        "colours": {item.id: item.colour for item in theatre.record.parties.values()},
        "places": _places(theatre),
        "land": [path for country in theatre.outlines.borders for path in _paths(country.shape, squeeze)],
        "box": box,
        "squeeze": squeeze,
    }
    buttons = "".join(f'<button id="key-{key}"><kbd>{key}</kbd> {word}</button>' for key, word in LEGEND)
    page = _PAGE.format(
        name=escape(name),
        style=assets.review_style(),
        buttons=buttons,
        fields=_fields(theatre),
        data=assets.data_block(data),
        script=assets.review_script(),
    )
    return with_content_security_policy(page)


def _texts(rows: Rows, texts: Mapping[str, str]) -> tuple[list[tuple[int, int, int]], list[dict[str, str]]]:
    """Where each proposal stands (number of its text, first character, the one behind), and the texts.

    JavaScript counts in UTF-16 units, so offsets are turned into these.
    """
    names = list(dict.fromkeys(row["file"] for row in rows))
    found, pages = list[tuple[int, int, int]](), list[dict[str, str]]()
    excerpts = {name: list[str]() for name in names}
    for row in rows:
        name = row["file"]
        if name in texts:
            start, end = _offsets(row)
            text = texts[name]
            found.append((names.index(name), _units(text[:start]), _units(text[:end])))
            continue
        before = _units("".join(excerpts[name]))
        excerpt = row["excerpt"] + "\n"
        excerpts[name].append(excerpt)
        at = max(0, excerpt.find(row["written_as"]))
        marked = row["written_as"] if row["written_as"] in excerpt else row["excerpt"]
        found.append((names.index(name), before + _units(excerpt[:at]), before + _units(excerpt[:at] + marked)))
    for name in names:
        pages.append({"name": name, "text": texts.get(name, "".join(excerpts[name]))})
    return found, pages


def _offsets(row: Mapping[str, str]) -> tuple[int, int]:
    start, end = (int(row[column]) if row[column].isdecimal() else 0 for column in ("start", "end"))
    return start, max(start, end)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _proposal(row: Mapping[str, str], page: int, start: int, end: int) -> dict[str, Any]:
    candidates = [row["place_id"]] if row["place_id"] else re.split(r"[;,\s]+", row["candidates"])
    return {
        "id": row["id"],
        "cells": [cell(value) for value in row.values()],
        "page": page,
        "start": start,
        "end": end,
        "lines": list(_told(row)),
        "spots": [place for place in candidates if place],
        "holder": row["holder"],
    }


def _told(row: Mapping[str, str]) -> Iterable[str]:
    """A proposal in lines, the first the shortest way to say it."""
    if row["what"] == "total":
        yield f"total ({row['scope']}): {row['numbers']}"
        yield f"listed on the page: {row['listed'] or 'none'}"
    else:
        district = f" ({row['district_as_written']})" if row["district_as_written"] else ""
        means = row["place"] or row["candidates"] or row["outcome"] or "no place"
        yield f"{row['what']}: {row['written_as']}{district} → {means}"
        yield said_of_place(row)
    yield " · ".join(filter(None, (row["day"], row["speaker"], row["side"])))
    if row["known"]:
        yield f"the record: {row['known']}"
    if row["reasons"]:
        yield row["reasons"]


def _places(theatre: Theatre) -> dict[str, tuple[str, float, float]]:
    """Places with a position: id, name, longitude and latitude in degrees."""
    gazetteer, day = theatre.gazetteer, theatre.record.last_day
    return {
        id_: (gazetteer.name(id_, day), round(place.position.lon, 4), round(place.position.lat, 4))
        for id_, place in gazetteer.places.items()
        if place.position is not None
    }


def _box(theatre: Theatre) -> tuple[float, float, float, float]:
    """West, south, east, north of the places that the record speaks of, else of all, with a margin; in degrees."""
    places = theatre.gazetteer.places
    ids = {claim.place_id for claim in theatre.record.claims.values() if claim.place_id}
    named = [place for id_, place in places.items() if id_ in ids]
    spots = [item.position for item in named or places.values() if item.position and item.kind != OUTSIDE]
    if not spots:
        return (0.0, 0.0, 1.0, 1.0)
    lons, lats = [spot.lon for spot in spots], [spot.lat for spot in spots]
    wide, high = (max(lons) - min(lons)) * MARGIN + MARGIN, (max(lats) - min(lats)) * MARGIN + MARGIN
    west, south = round(min(lons) - wide, 4), round(min(lats) - high, 4)
    return (west, south, round(max(lons) + wide, 4), round(max(lats) + high, 4))


def _paths(shape: Any, squeeze: float) -> Iterator[str]:
    """The rings of an area in degrees (EPSG:4326) as SVG paths, northwards up, longitudes squeezed."""
    coarse = shape.simplify(COARSE).__geo_interface__
    polygons = coarse["coordinates"] if coarse["type"] == "MultiPolygon" else [coarse["coordinates"]]
    for rings in polygons:
        corners = ("L".join(f"{x * squeeze:.3f} {-y:.3f}" for x, y, *_ in ring) for ring in rings)
        yield "".join(f"M{ring}Z" for ring in corners)


def _fields(theatre: Theatre) -> str:
    options = "".join(f'<option value="{escape(id_)}">{escape(id_)}</option>' for id_ in theatre.record.parties)
    return (
        '<label for="correct_place_id">place id</label><input id="correct_place_id">'
        f'<label for="correct_holder">holder</label><select id="correct_holder"><option></option>{options}</select>'
        '<label for="correct_day">day</label><input id="correct_day" placeholder="YYYY-MM-DD">'
        '<label for="comment">comment</label><input id="comment">'
    )
