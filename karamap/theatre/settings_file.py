"""Reads `gazetteer/theatre.toml`: which settings there are, what each may be, and on which line a wrong one stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from pyproj import CRS
from pyproj.exceptions import CRSError

from karamap.errors import Fault
from karamap.tables.csv_tables import CellError
from karamap.tables.data_folder import DataFolder, UnreadableError
from karamap.tables.json_text import told

PATH = "gazetteer/theatre.toml"
"""Where the settings of a theatre stand, below its folder; without the file every setting has its default."""


class Silence(Enum):
    """What becomes of ground of which nobody has spoken since the record began."""

    STAYS = "stays"
    """It stays with its holder until somebody says otherwise."""

    FOLLOWS = "follows"
    """It may go with its surroundings: where every taken place is announced, what lies behind them is taken too."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: how its value is read, and what it is for, in words."""

    parse: Callable[[Any], Any]
    meaning: str


@dataclass(frozen=True)
class SettingsFile:
    """What a settings file says: parsed values by `section.name`, the line of each, and its faults."""

    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def fault(self, name: str, problem: str, expected: str) -> Fault:
        """A fault of one setting, at its line; at line 1 where the file does not state it."""
        return Fault(PATH, self.lines.get(name, 1), name, problem, expected)


def text(value: Any) -> str:
    """Plain text of at least one character on one line."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise CellError(f"{told(value)} is not a text", "text in quotes, on one line")
    return value


def version(value: Any) -> str:
    """The name of a version of tables: year and month, and a number if it is not the first of its month.

    >>> version("2026.12"), version("2026.12.1")
    ('2026.12', '2026.12.1')
    """
    if not isinstance(value, str) or not _VERSION.fullmatch(value):
        raise CellError(
            f"{told(value)} is no version of tables", 'year and month in quotes, as "2026.12" or "2026.12.1"'
        )
    return value


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts, each once."""
    if not isinstance(value, list) or not value:
        raise CellError(f"{told(value)} is not a list of texts", 'a list such as ["one", "other"]')
    if len(value) > MOST_TEXTS:
        raise CellError(f"{len(value):,} texts", f"at most {MOST_TEXTS}")
    words = tuple(text(item) for item in value)
    if len(set(words)) < len(words):
        raise CellError(f"{told(value)} names something twice", "each once")
    return words


def number(low: float, high: float) -> Callable[[Any], float]:
    """A number between two bounds."""

    def parse(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise CellError(f"{told(value)} is not a number", f"a number from {low:g} to {high:g}")
        if not low <= value <= high:
            raise CellError(f"{told(value)} is out of range", f"{low:g} to {high:g}")
        return float(value)

    return parse


def day(value: Any) -> date:
    """A day, unquoted, as TOML writes it."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise CellError(f"{told(value)} is not a day", "YYYY-MM-DD without quotes")
    return value


def frame(value: Any) -> tuple[float, float, float, float]:
    """West, south, east, north, degrees; not across the meridian of 180°."""
    expected = "[west, south, east, north] in degrees, west before east, south before north"
    if not isinstance(value, list) or len(value) != 4:  # noqa: PLR2004 - as the message says
        raise CellError(f"{told(value)} is not a frame", expected)
    west, east = (number(-180, 180)(value[at]) for at in (0, 2))
    south, north = (number(-90, 90)(value[at]) for at in (1, 3))
    if west >= east or south >= north:
        across = " (a theatre across the meridian of 180° cannot be drawn)" if west > east else ""
        raise CellError(f"{told(value)} is no frame{across}", expected)
    return west, south, east, north


def projection(value: Any) -> str:
    """An equal-area projection in metres that PROJ knows."""
    expected = "an equal-area projection in metres, such as '+proj=laea +lat_0=… +lon_0=… +datum=WGS84 +units=m'"
    try:
        crs = CRS.from_user_input(text(value))
    except CRSError:
        raise CellError(f"{told(value)} is no projection that PROJ knows", expected) from None
    operation = crs.coordinate_operation
    method = operation.method_name.lower() if operation else "none"
    in_metres = {axis.unit_name for axis in crs.axis_info} == {"metre"}
    if not (crs.is_projected and in_metres and ("equal area" in method or "equal-area" in method)):
        raise CellError(f"{told(value)} is not an equal-area projection in metres", expected)
    return str(value)


def silence(value: Any) -> Silence:
    """`stays` or `follows`."""
    try:
        return Silence(value)
    except ValueError:
        raise CellError(f"{told(value)} is not known here", "stays or follows") from None


SETTINGS: Mapping[str, Setting] = {
    "theatre.title": Setting(text, "what the theatre is called in messages"),
    "theatre.credit": Setting(text, "what must stay with exported files"),
    "theatre.version": Setting(version, "what this version of the tables is called"),
    "record.state_as_of": Setting(day, "the day whose end the baseline describes"),
    "record.ends_on": Setting(day, "the last day that may be asked for"),
    "record.silence": Setting(silence, "whether ground that nobody speaks of stays, or follows its surroundings"),
    "land.countries": Setting(texts, "ids of the countries of borders.geojson that the ground lies in"),
    "land.frame": Setting(frame, "the base data: a coordinate outside it is a mistake"),
    "land.relief": Setting(frame, "where relief.webp lies, a hillshade in Web Mercator"),
    "land.projection": Setting(projection, "the plane in which areas are measured"),
    "land.reach_km": Setting(number(0.1, 500), "how far ground reaches from a settlement where no border ends it"),
    "land.withdrawal_km": Setting(number(0, 500), "how much of that is taken back once gaps have closed"),
    "districts.system": Setting(text, "the administrative system of districts that tell places apart"),
    "names.shown": Setting(texts, "languages of names that a page lists, the one to fall back on first"),
    "names.interface": Setting(texts, "languages in which a page can be read, the first one first"),
    "names.radius_km": Setting(number(0.1, 1000), "how far outside the stated district a place of the name may lie"),
    "names.least_km": Setting(number(0, 1000), "nearer than this to the district, no place is clearly nearer"),
    "names.siblings_km": Setting(number(0.1, 1000), "how far from the middle of its list a place is out of place"),
    "totals.side": Setting(text, "id of the party whose announced totals are set beside the record"),
}
"""Every setting by its section and name. What is not stated is computed from the tables: see `settings.Settings`."""

MAX_BYTES = 1_000_000
"""Largest settings file that is read."""

MOST_TEXTS = 100
"""So many texts may stand in one list."""

_VERSION = re.compile(r"[0-9]{4}\.(0[1-9]|1[0-2])(\.[1-9][0-9]{0,3})?", re.ASCII)
_SECTION = re.compile(r"^\s*\[\s*([A-Za-z0-9_.-]+)\s*\]")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")


def read(folder: DataFolder) -> SettingsFile:
    """Read the settings below a folder as far as they go; a folder without the file has none."""
    try:
        content = folder.content(PATH) or b""
        if len(content) > MAX_BYTES:
            raise UnreadableError(PATH, f"{len(content):,} bytes", f"at most {MAX_BYTES:,}")
        source = content.decode("utf-8").replace("\r\n", "\n")
        stated = tomllib.loads(source)
    except UnreadableError as error:
        return SettingsFile(faults=error.faults)
    except UnicodeDecodeError:
        return SettingsFile(faults=(Fault(PATH, 1, "-", "not UTF-8", "a file saved as UTF-8"),))
    except tomllib.TOMLDecodeError as error:
        line, column = _place_of(str(error))
        return SettingsFile(faults=(Fault(PATH, line, column, f"not valid TOML: {error}", "TOML 1.0"),))
    except (RecursionError, ValueError):
        problem = "not readable: lists within lists, or a number of thousands of digits"
        return SettingsFile(faults=(Fault(PATH, 1, "-", problem, "settings as gazetteer/README.md lists them"),))
    lines = dict(_lines(source))
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, value in _flat(stated):
        try:
            values[name] = _parsed(name, value)
        except CellError as error:
            faults.append(Fault(PATH, lines.get(name, 1), name, error.problem, error.expected))
    return SettingsFile(values, lines, tuple(faults))


def _parsed(name: str, value: Any) -> Any:
    if name not in SETTINGS:
        section = name.partition(".")[0]
        near = [other for other in SETTINGS if other.startswith(f"{section}.")] or list(SETTINGS)
        raise CellError(f"{name} is no setting", f"one of {', '.join(near)}")
    return SETTINGS[name].parse(value)


def _flat(stated: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Settings by section and name; a value outside any section keeps its bare name."""
    for section, inside in stated.items():
        if isinstance(inside, dict):
            yield from ((f"{section}.{name}", value) for name, value in inside.items())
        else:
            yield section, inside


def _lines(source: str) -> Iterator[tuple[str, int]]:
    """On which line each setting stands."""
    section = ""
    for number_, line in enumerate(source.split("\n"), start=1):
        if opened := _SECTION.match(line):
            section = f"{opened[1]}."
            yield opened[1], number_
        elif key := _KEY.match(line):
            yield f"{section}{key[1]}", number_


def _place_of(message: str) -> tuple[int, str]:
    """Line and column that an error of the TOML reader names."""
    told = re.search(r"at line (\d+), column (\d+)", message)
    return (int(told[1]), told[2]) if told else (1, "-")
