"""What each holder and each standing looks like: the shapes of `page/js/map/symbols.js`, as on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any
from xml.sax.saxutils import quoteattr

import numpy as np

from karamap.figure.hatching import DOT_RADIUS, HATCHES, Family, Hatcher
from karamap.figure.projection import number
from karamap.figure.svg import element, group, path

CARD, INK, DAY = "#fffdf8", "#23201b", "#a3104f"
ZONE_STEP, ZONE_STRIPE, ZONE_LANES = 3.5, 1.7, 4
TINTS = {"ground": 0.28, "gain": 0.25}
HATCH_WIDTH, HATCH_OPACITY, DOT_OPACITY = 0.9, 0.55, 0.8
"""As the page prints them."""

CASING = 5
"""Pixels of the front with its casing, which would cover ground that is narrower."""

CHANGE_RADII = {"dated": 7.2, "undated": 6.4, "learned": 6.4}

_OPENING = re.compile(r"<\w+")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Style:
    """How a holder is drawn; `number` is -1 for nobody."""

    number: int
    colour: str = "#fbf8f0"
    ink: str = "#6a6458"
    hatch: str = ""


NOBODY = Style(-1)

Palette = Mapping[str, Style]


def palette(parties: Iterable[Mapping[str, Any]]) -> Palette:
    """The styles of parties by id, and of nobody by an empty one."""
    styles = {
        party["id"]: Style(
            at,
            _colour(party["colour"], "#a8a294"),
            _colour(party["ink"], "#4d483e"),
            party["hatch"] if party["hatch"] in HATCHES else "",
        )
        for at, party in enumerate(parties)
    }
    return {"": NOBODY, **styles}


def _colour(value: object, otherwise: str) -> str:
    return str(value) if _COLOUR.fullmatch(str(value)) else otherwise


def tint(style: Style, data: str, what: str, **said: str) -> str:
    """A holder's ground, or what of it was gained, in its colour, thin."""
    return path(data, fill=style.colour, fill_opacity=TINTS[what], fill_rule="evenodd", **said)


def hatch(style: Style, hatcher: Hatcher, rings: Sequence[np.ndarray], what: str) -> str:
    """A holder's hatch within rings; upon gained ground the lines between those lines."""
    if style.hatch not in HATCHES:
        return ""
    data = hatcher.hatch(style.hatch, rings, dense=what == "gain")
    if style.hatch == "dots":
        return path(data, **_DOTS, stroke=style.ink)
    return path(data, fill="none", stroke=style.ink, stroke_width=HATCH_WIDTH, stroke_opacity=HATCH_OPACITY)


_DOTS: Mapping[str, Any] = {
    "fill": "none",
    "stroke_width": 2 * DOT_RADIUS,
    "stroke_linecap": "round",
    "stroke_opacity": DOT_OPACITY,
}


@dataclass(frozen=True)
class Lanes:
    """Whose stripes stand where in ground that nobody holds surely: those of several holders side by side."""

    numbers: tuple[int, ...]

    @classmethod
    def of(cls, styles: Palette, holding: Iterable[str]) -> Lanes:
        """Of all parties, among more than fit side by side only of those that ever hold ground."""
        parties = {party: style for party, style in styles.items() if party}
        present = {*holding}
        is_striped = {party: len(parties) <= ZONE_LANES or party in present for party in parties}
        return cls(tuple(style.number for party, style in parties.items() if is_striped[party]))

    def stripes(self, style: Style, hatcher: Hatcher, rings: Sequence[np.ndarray]) -> str:
        """A holder's stripes within rings."""
        if style.number not in self.numbers:
            return ""
        narrowed = min(1.0, ZONE_LANES / len(self.numbers))
        step, width = ZONE_STEP * narrowed, ZONE_STRIPE * narrowed
        lane = self.numbers.index(style.number)
        family = Family(0, 1, step * max(2, len(self.numbers)), step * lane + width / 2)
        return path(hatcher.lines(family, rings), fill="none", stroke=style.colour, stroke_width=width)


def mark(styles: Sequence[Style], symbol: str, x: float, y: float, scale: float, change: str = "") -> str:
    """The symbol of a place around a spot, with the ring of the day if it changed on it."""
    ring = [_change_ring(change, x, y, scale)] if change else []
    shapes = [*ring, *_shapes(styles, symbol, x, y, scale)]
    return shapes[0] if len(shapes) == 1 else group(shapes)


def named(shown: str, place_id: str) -> str:
    """A symbol that says which place it is."""
    return _OPENING.sub(lambda found: f"{found[0]} data-place={quoteattr(place_id)}", shown, count=1)


def casing_radius(symbol: str) -> float:
    """How far the paper shines through around a symbol, at scale 1."""
    return {"assumed": 3.5, "unreported": 3.5, "none": 4.5, "outside": 0.0}.get(symbol, 5.0)


def _change_ring(change: str, x: float, y: float, scale: float) -> str:
    dated = change == "dated"
    dashes = {"undated": "3.2 1.9", "learned": "0.4 2"}.get(change)
    return element(
        "circle",
        cx=number(x),
        cy=number(y),
        r=CHANGE_RADII[change] * scale,
        fill="#fff",
        fill_opacity=None if dated else 0.7,
        stroke=DAY,
        stroke_width=(2.4 if dated else 1.3) * scale,
        stroke_dasharray=dashes,
        stroke_linecap="round" if change == "learned" else None,
    )


def _shapes(styles: Sequence[Style], symbol: str, x: float, y: float, scale: float) -> list[str]:
    """From hollow to full: the better the standing, the fuller the symbol."""
    ink = styles[0].ink
    if symbol == "contested":
        return _contested(styles, x, y, scale)
    if symbol == "outside":
        size = 2.2 * scale
        box = {"x": x - size, "y": y - size, "width": 2 * size, "height": 2 * size}
        return [element("rect", **box, fill=CARD, stroke="#8a8478", stroke_width=scale)]
    if symbol == "agreed":
        side = number(5 * scale)
        corner = f"M{number(x)} {number(y - 5 * scale)}l{side} {side}l-{side} {side}l-{side} -{side}z"
        return [path(corner, fill=ink)]
    if symbol in ("assumed", "confirmed"):
        return [_circle(x, y, (2.4 if symbol == "assumed" else 4) * scale, fill=ink)]
    radius, width = {"none": (2.6, 1.5), "unreported": (2.1, 1.0)}.get(symbol, (3.5, 1.5))
    ring = _circle(x, y, radius * scale, fill=CARD, stroke=ink, stroke_width=width * scale)
    half = number(3.5 * scale)
    left = f"M{number(x)} {number(y - 3.5 * scale)}a{half} {half} 0 0 0 0 {number(7 * scale)}z"
    return [ring, path(left, fill=ink)] if symbol == "disputed" else [ring]


def _circle(x: float, y: float, radius: float, **attributes: Any) -> str:
    return element("circle", cx=number(x), cy=number(y), r=radius, **attributes)


def _contested(styles: Sequence[Style], x: float, y: float, scale: float) -> list[str]:
    """A place in the looks of all that are said to be there, with a ring."""
    ring = _circle(x, y, 5.4 * scale, fill=CARD, stroke=INK, stroke_width=1.2 * scale)
    size = 3.6 * scale
    if len(styles) == 1:
        return [ring, _circle(x, y, size, fill=styles[0].ink)]
    return [ring, *(_sector(style, at, len(styles), x, y, size) for at, style in enumerate(styles))]


def _sector(style: Style, part: int, parts: int, x: float, y: float, size: float) -> str:
    start, end = (2 * pi * (share / parts + 0.25) for share in (part, part + 1))
    first = f"{number(x + size * cos(start))} {number(y + size * sin(start))}"
    last = f"{number(x + size * cos(end))} {number(y + size * sin(end))}"
    arc = number(size)
    return path(f"M{number(x)} {number(y)}L{first}A{arc} {arc} 0 0 1 {last}z", fill=style.ink)


ZONE_LINES: Mapping[str, Mapping[str, float | str]] = {
    "line": {"stroke_width": 1.7, "stroke_dasharray": "7 4"},
    "sector": {"stroke_width": 1.6, "stroke_dasharray": "1 3.2", "stroke_linecap": "round"},
    "way": {"stroke_width": 3, "stroke_dasharray": "9 2.5"},
}
PAST_SECTOR = {"stroke_width": 1.2, "stroke_dasharray": "8 2.5 1.4 2.5", "stroke_opacity": 0.85}


def zone_line(data: str, kind: str, ink: str, *, is_now: bool) -> str:
    """The line of a zone: what ground goes with is solid, what is only outlined, or gone, is broken."""
    if kind == "sector" and not is_now:
        look: dict[str, Any] = dict(PAST_SECTOR)
    else:
        look = {"stroke_width": 1.5, **ZONE_LINES.get(kind, {})}
        look |= {} if is_now else {"stroke_width": 1.4, "stroke_opacity": 0.85}
    casing = "" if kind == "sector" else path(data, stroke=CARD, stroke_width=3.2, stroke_opacity=0.6)
    line = path(data, stroke=ink or "#3f392e", **look)
    return group([casing, line], fill="none", stroke_linejoin="round")


def between_allies(data: str) -> str:
    """The thin line between the ground of two parties of one coalition."""
    return path(data, fill="none", stroke="#1a1714", stroke_width=0.9, stroke_linejoin="round")


def fine_front(data: str) -> str:
    """The front around ground that is narrower than its casing."""
    return path(data, fill="none", stroke="#1a1714", stroke_width=0.7, stroke_linejoin="round")


def front(data: str) -> str:
    """The darkest line on the map, cased in white."""
    casing = path(data, stroke="#fff", stroke_width=CASING)
    line = path(data, stroke="#1a1714", stroke_width=2)
    return group([casing, line], fill="none", stroke_linejoin="round", stroke_linecap="round")
