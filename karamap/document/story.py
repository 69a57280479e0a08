"""A story: steps of day, knowledge and part of the theatre, each with words and where they come from.

It is written in TOML, a `[[step]]` for each step, by whoever makes a page; its words are shown as plain text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from karamap.document.crop import FARTHEST, NEAREST, Crop, box_of
from karamap.errors import CropError, DataError, DateError, Fault
from karamap.ground.series import Series

MAX_BYTES = 1_000_000
"""Largest story that is read."""

MOST_STEPS, LONGEST = 100, 5_000
"""So many steps a story may have, and so many characters one text of it."""

KNOWLEDGE = ("all", "shown")
"""All sources to date, or only those published by the day of the step."""

_STEP = re.compile(r"^\s*\[\[\s*step\s*\]\]")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")


@dataclass(frozen=True)
class Step:
    """What one step of a story shows, and what it says.

    Attributes:
        day: the day on the ground.
        text: what is told, in paragraphs parted by an empty line.
        heading: a line above it, or "".
        known: one of `KNOWLEDGE`.
        sources: what the text is read from: titles, addresses of the web, or both; addresses become links.
        district: name or id of the district to show; the caller says what it means.
        crop: the part of the theatre to show, but for `district`.
    """

    day: date
    text: str
    heading: str = ""
    known: str = "all"
    sources: tuple[str, ...] = ()
    district: str | None = None
    crop: Crop = field(default_factory=Crop)


def read(content: bytes, path: str) -> list[Step]:
    """The steps of a story file.

    Raises:
        DataError: it is no TOML or no story; every fault with its line.
    """
    if len(content) > MAX_BYTES:
        raise _refused(path, 1, "-", f"{len(content):,} bytes", f"at most {MAX_BYTES:,}")
    try:
        source = content.decode("utf-8-sig").replace("\r\n", "\n")
        stated = tomllib.loads(source)
    except UnicodeDecodeError:
        raise _refused(path, 1, "-", "not UTF-8", "a file saved as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        told = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(told[1]), told[2]) if told else (1, "-")
        raise _refused(path, line, column, f"not valid TOML: {error}", "TOML 1.0") from None
    except (RecursionError, ValueError):
        raise _refused(path, 1, "-", "not readable: lists within lists, or a number of thousands of digits") from None
    steps = stated.get("step")
    if not isinstance(steps, list) or not steps or not all(isinstance(step, dict) for step in steps):
        raise _refused(path, 1, "step", "no steps", "[[step]] with day and text, once for each step")
    if len(steps) > MOST_STEPS:
        raise _refused(path, 1, "step", f"{len(steps):,} steps", f"at most {MOST_STEPS}")
    faults = [
        _fault(path, _lines(source), 0, name, f"{name} is no part of a story", "step")
        for name in [*stated]
        if name != "step"
    ]
    found = []
    for number, step in enumerate(steps, start=1):
        wrong = [_fault(path, _lines(source), number, name, *why) for name, why in _wrong(step)]
        faults += wrong
        if not wrong:
            found.append(_step(step))
    if faults:
        raise DataError(faults)
    return found


def stated_story(series: Series, steps: Sequence[Step], drawing: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The steps as the drawing document states them: the day by its index, the part of the theatre as an extent.

    Raises:
        CropError: a step shows none of the theatre.
        DateError: a step is on a day that the series does not have.
    """
    return [_stated(series, step, drawing) for step in steps]


def steps_of(stated: Sequence[Mapping[str, Any]], series: Series) -> list[Step]:
    """The steps that a drawing document states.

    Raises:
        Exception: CropError, KeyError, TypeError or ValueError: they are none.
    """
    return [
        Step(
            day=series.day(step["day"]),
            text=step["text"],
            heading=step["heading"],
            known=step["known"],
            sources=tuple(step["sources"]),
            crop=Crop(box=box_of(",".join(map(str, step["crop"])))) if step["crop"] else Crop(),
        )
        for step in stated
    ]


def _stated(series: Series, step: Step, drawing: Mapping[str, Any]) -> dict[str, Any]:
    if not series.first <= step.day <= series.last:
        raise DateError(f"the story has a step on {step.day}; the map has {series.first} to {series.last}")
    return {
        "day": series.index(step.day),
        "known": step.known if step.known in series.timelines else next(iter(series.timelines)),
        "crop": list(step.crop.extent(drawing)) if step.crop != Crop() else None,
        "heading": step.heading,
        "text": step.text,
        "sources": list(step.sources),
    }


def _step(stated: Mapping[str, Any]) -> Step:
    box = box_of(stated["bbox"]) if "bbox" in stated else None
    return Step(
        day=stated["day"],
        text=stated["text"].strip(),
        heading=stated.get("heading", "").strip(),
        known=stated.get("known", "all"),
        sources=tuple(stated.get("sources", ())),
        district=stated.get("district"),
        crop=Crop(box=box, zoom=float(stated.get("zoom", 1))),
    )


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST


def _is_box(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(box_of(value))
    except CropError:
        return False


def _is_zoom(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and FARTHEST <= value <= NEAREST


_TEXT = f"a text of at most {LONGEST:,} characters"

_FIELDS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "day": (_is_day, "a day as 2020-10-22, without quotes"),
    "text": (lambda value: _is_text(value) and bool(value.strip()), _TEXT),
    "heading": (_is_text, _TEXT),
    "known": (lambda value: value in KNOWLEDGE, "all or shown"),
    "sources": (lambda value: isinstance(value, list) and all(map(_is_text, value)), "a list of texts"),
    "district": (_is_text, "the name or id of a district"),
    "bbox": (_is_box, "west,south,east,north in decimal degrees, as in 46.5,39.2,47.4,39.9"),
    "zoom": (_is_zoom, f"a number from {FARTHEST} to {NEAREST:g}"),
}
"""What a step may state: what holds of its value, and in words."""


def _wrong(stated: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """What is wrong with a step: of which field, what, and what would be right."""
    for name in ("day", "text"):
        if name not in stated:
            yield name, (f"a step without {name}", _FIELDS[name][1])
    if "district" in stated and "bbox" in stated:
        yield "bbox", ("district and bbox both say what to show", "one of them")
    for name, value in stated.items():
        if name not in _FIELDS:
            yield name, (f"{name} is no part of a step", ", ".join(_FIELDS))
        elif not _FIELDS[name][0](value):
            yield name, (f"{value!r:.80}", _FIELDS[name][1])


def _lines(source: str) -> Mapping[tuple[int, str], int]:
    """On which line each field of each step stands, and under "" the step itself."""
    found, number = {(0, ""): 1}, 0
    for line, text in enumerate(source.split("\n"), start=1):
        if _STEP.match(text):
            number += 1
            found[number, ""] = line
        elif key := _KEY.match(text):
            found[number, key[1]] = line
    return found


def _fault(
    path: str, lines: Mapping[tuple[int, str], int], number: int, name: str, problem: str, expected: str
) -> Fault:
    line = lines.get((number, name)) or lines.get((number, ""), 1)
    return Fault(path, line, name, problem, expected)


def _refused(path: str, line: int, column: str, problem: str, expected: str = "") -> DataError:
    return DataError([Fault(path, line, column, problem, expected)])
