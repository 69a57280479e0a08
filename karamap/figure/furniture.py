"""What stands around the maps and lines of a figure: its title, what it rests on, and the SVG that holds it all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from karamap import __version__
from karamap.document.day_words import DayWords, capital
from karamap.document.direction import isolated
from karamap.document.notes import tables_named
from karamap.figure import fonts
from karamap.figure.column import Column
from karamap.figure.fonts import BOLD
from karamap.figure.formats import millimetres
from karamap.figure.legend import QUIET, Block
from karamap.figure.svg import NAMESPACE, element, group, text_of
from karamap.figure.symbols import INK

MARGIN = 8.0
TITLE_SIZE, TEXT_SIZE, SOURCE_SIZE = 14.0, 9.6, 7.6


def head(title: str, under: str, column: Column) -> Block:
    """A title and, if there is any, a line under it."""
    lines = fonts.wrapped(isolated(title), TITLE_SIZE, column.width, BOLD)
    step, small = TITLE_SIZE * 1.25, TEXT_SIZE * 1.3
    drawn = [column.line(line, (at + 0.5) * step, TITLE_SIZE, BOLD) for at, line in enumerate(lines)]
    height = len(lines) * step
    told = fonts.wrapped(capital(under), TEXT_SIZE, column.width) if under else []
    for at, line in enumerate(told):
        drawn.append(column.line(line, height + (at + 0.5) * small, TEXT_SIZE, fill=QUIET))
    return Block(height + len(told) * small + 5, group(drawn, fill=INK))


def source(document: Mapping[str, Any], words: DayWords, column: Column) -> Block:
    """What a figure does not say, what it rests on, and what it was made with."""
    notes = document["notes"]
    made = f"karamap {__version__} · {tables_named(notes['tables'], notes['fingerprint'][:16])}"
    is_assessed = document["head"]["surface"] != "claimed"
    keys = ("about.neutrality.text", *(["about.reliability.text"] if is_assessed else []), "about.credit")
    said = " ".join(map(words.text, keys))
    lines = fonts.wrapped(f"{said} {isolated(made, words.language)}", SOURCE_SIZE, column.width)
    step = SOURCE_SIZE * 1.25
    drawn = [column.line(line, (at + 0.5) * step, SOURCE_SIZE) for at, line in enumerate(lines)]
    return Block(len(lines) * step, group(drawn, fill=QUIET))


def svg_of(
    document: Mapping[str, Any], drawn: str, size: tuple[float, float], title: str, alt: str, language: str
) -> str:
    """A drawing of a size in pixels as an SVG that tells what it shows, and from which tables, by what, it was made."""
    width, height = size
    stated, notes = document["head"], document["notes"]
    tables = tables_named(notes["tables"], notes["fingerprint"])
    made = (
        f"karamap {__version__}, tables {tables}, known on {stated['known']}, "
        f"show {stated['show']}, surface {stated['surface']}"
    )
    told = [element("title", text_of(title)), element("desc", text_of(alt)), element("metadata", text_of(made))]
    lengths = {"width": f"{millimetres(width):g}mm", "height": f"{millimetres(height):.3f}mm"}
    named = {"xmlns": NAMESPACE, "viewBox": f"0 0 {width:.3f} {height:.3f}", "role": "img", "xml__lang": language}
    shown = group([drawn], font_family=fonts.FAMILIES, fill=INK)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{element("svg", *told, shown, **named, **lengths)}\n'
