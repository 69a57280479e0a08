"""Reads the Lua modules in which Wikipedia keeps the marks of its detailed maps of wars."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from karamap.importers.columns import lat, lon
from karamap.importers.found import FoundName, FoundPlace, ImportFailedError, LeftOut, counted
from karamap.importers.source_file import SourceFile
from karamap.tables.csv_tables import CellError

LICENCE = "CC BY-SA 4.0"
"""Of what is written in Wikipedia."""

_ENTRY = re.compile(r"\{([^{}]*)\}")
_FIELD = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^,}\s]+))")
_TOKEN = re.compile(
    r"""
    --\[\[.*?\]\] | --[^\n]*                                            # comments
    | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | \[(=*)\[.*?\]\1\]   # texts, long ones too
    """,
    re.DOTALL | re.VERBOSE,
)
_SEVERAL = re.compile(r"(?:map-ctl\d|\d+x\d+)-([a-z0-9]+(?:[+-][a-z0-9]+)*?)(?:-anim)?\.(?:svg|gif|png)", re.IGNORECASE)
"""A picture of several colours: `Map-ctl2-red+yellow.svg` for a place that two hold, `80x80-red-lime-anim.gif`."""
_ONE = re.compile(r"location dot ([a-z]+)\.svg")
"""A picture of one colour that its name tells. (`Dot green 0d0.svg` is what legends call lime: it needs a row.)"""
_BEGINNING = re.compile(rb"\bmarks?\s*=\s*[{\"'\w]")
"""What stands near the beginning of such a module and of no table."""
_LINK = re.compile(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]")


class Mark(NamedTuple):
    """One mark of a map: its line, what it is called, its picture, and where it stands (degrees)."""

    line: int
    label: str
    mark: str
    lon: float
    lat: float


def is_module(file: SourceFile) -> bool:
    """Whether a file is such a module, by its name or its beginning."""
    return ".lua" in file.name.casefold() or _BEGINNING.search(file.content[:5000]) is not None


class MarkedPlaces:
    """Places that a module marks as held by somebody, each once; iterate, then ask what was left out.

    Attributes:
        left_out: empty: what cannot be read or has a picture that nobody stands for is left out of the claims.
        notes: empty, for the same reason.
    """

    licence, mapping = LICENCE, ""

    def __init__(self, file: SourceFile, parties: Mapping[str, str]) -> None:
        """Take a module, and the party of each picture by its name in small letters."""
        self._file, self._parties = file, parties
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []

    def __iter__(self) -> Iterator[FoundPlace]:
        """The places, in the order of the file. A picture's size is no number of inhabitants: all are villages.

        Raises:
            ImportFailedError: the file is no such module, or no picture of it stands for a party.
        """
        seen: set[tuple[str, float, float]] = set()
        unknown: Counter[str] = Counter()
        for mark in marks_in(self._file, []):
            holder = holders_of(mark.mark, self._parties)
            unknown[mark.mark] += holder is None
            place = mark.label, round(mark.lon, 2), round(mark.lat, 2)
            if holder and mark.label and place not in seen:
                seen.add(place)
                yield FoundPlace(mark.line, "", (FoundName(mark.label),), mark.lon, mark.lat, "village")
        if not seen:
            pictures = ", ".join(f"{name!r} ({counted(count, 'mark')})" for name, count in unknown.most_common(5))
            said = f"no picture of it stands for a party by --actors FILE (columns mark, party); it has {pictures}"
            raise ImportFailedError(f"{self._file.name}: {said}")


def marks_in(file: SourceFile, left_out: list[LeftOut]) -> Iterator[Mark]:
    """The marks of a module that have a picture and a position, some without a label; arcs and notes are no marks.

    Marks whose position is none are added to `left_out`.

    Raises:
        ImportFailedError: the file is no such module, or half of one.
    """
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFailedError(f"{file.name}: not UTF-8, which modules of Wikipedia are") from error
    text = _TOKEN.sub(_without_brackets, text)
    opened, closed = text.count("{"), text.count("}")
    if opened != closed:
        raise ImportFailedError(f"{file.name}: {opened:,} brackets open and {closed:,} close; is the file whole?")
    is_any, line, at = False, 1, 0
    for entry in _ENTRY.finditer(text):
        fields = {found[1]: found[2] or found[3] or found[4] or "" for found in _FIELD.finditer(entry[1])}
        if not {"lat", "long", "mark"} <= fields.keys():
            continue
        is_any = True
        label = " ".join(_LINK.sub(r"\1", fields.get("label") or fields.get("link") or "").split())
        line, at = line + text.count("\n", at, entry.start()), entry.start()
        try:
            yield Mark(line, label, fields["mark"], lon(fields["long"]), lat(fields["lat"]))
        except CellError as error:
            left_out.append(LeftOut(file.name, line, label, f"{error.problem}; expected {error.expected}"))
    if not is_any:
        raise ImportFailedError(f"{file.name}: no entry with lat, long and mark; expected a module of a detailed map")


def holders_of(mark: str, parties: Mapping[str, str]) -> str | None:
    """The party that a picture stands for, or several with + between; None if that is not known.

    A picture of several colours needs no row where each colour has one, nor does a dot that is called by its colour.
    Underscores are spaces, as Wikipedia has it.

    >>> parties = {"red": "A", "yellow": "B"}
    >>> holders_of("Map-ctl2-red+yellow.svg", parties), holders_of("Location_dot_red.svg", parties)
    ('A+B', 'A')
    """
    known = {name.replace("_", " "): party for name, party in parties.items()}
    plain = mark.replace("_", " ").casefold()
    if plain in known:
        return known[plain]
    if one := _ONE.fullmatch(plain):
        return known.get(one[1])
    if not (found := _SEVERAL.fullmatch(plain)):
        return None
    found_parties = [known.get(colour) for colour in re.split("[+-]", found[1])]
    return None if None in found_parties else "+".join(filter(None, found_parties))


def _without_brackets(found: re.Match[str]) -> str:
    """A text without brackets, which would end its entry; of a comment, the line ends."""
    if found[0].startswith("--"):
        return "\n" * found[0].count("\n")
    return found[0].replace("{", "").replace("}", "")
