"""What readers find in somebody's files: places, claims, and rows that cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from karamap.errors import KaramapError
from karamap.record.schema import Basis, EventKind, Stance

CONTESTED = frozenset({"contested", "disputed", "grey zone", "gray zone", "greyzone", "grayzone", "mixed", "both"})
"""What lists write where several parties are in a place, in small letters."""


class ImportFailedError(KaramapError):
    """Files of others cannot become a theatre; nothing was written."""


class FoundName(NamedTuple):
    """A name as a file has it; the language is empty where the file does not tell it."""

    text: str
    language: str = ""
    is_former: bool = False


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One place of a gazetteer file.

    Attributes:
        line: the line of the file, or the number of the feature, beginning with 1.
        key: its id in the file; empty if it has none.
        names: the name to show first, then others.
        lon, lat: degrees (EPSG:4326).
        kind: one of `karamap.gazetteer.schema.KINDS`.
        district: the district that the file names; empty if none.
        ids: what lists call it, by whose id it is (`identifiers`).
        file: what its file is called, where places come from several.
        first: the same place as the first version of a list has it, of which its id is made.
    """

    line: int
    key: str
    names: tuple[FoundName, ...]
    lon: float
    lat: float
    kind: str
    district: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    first: FoundPlace | None = None


class Span(NamedTuple):
    """When something came to be: the day from which it counts, and bounds where the source gives no day."""

    day: date
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """One statement of a file that a party holds a place.

    Attributes:
        file: the name of the file.
        line: its line there.
        place: the place as the file names it; empty if it is named by `place_key` alone.
        place_key: the id of the place; empty if the file has none.
        authority: whose id that is (`identifiers`); empty if it is the list's own or not told.
        holder: the party as the file names it.
        span: when it came to hold it.
        stance, basis: None where the file does not tell: then what was said before of the place decides.
        reported_on: when that was made public; None where the file does not tell.
        position: lon and lat in degrees, where the file has them.
        source: who says so; empty where the file does not tell.
    """

    file: str
    line: int
    place: str
    place_key: str
    holder: str
    span: Span
    stance: Stance | None = None
    basis: Basis | None = None
    reported_on: date | None = None
    district: str = ""
    position: tuple[float, float] | None = None
    speaker: str = ""
    side: str = ""
    source: str = ""
    url: str = ""
    note: str = ""
    authority: str = ""

    @property
    def told(self) -> str:
        """What it says, in a few words."""
        return f"{self.place or self.place_key}: {self.holder}, {self.span.day}"


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """One thing that a file says happened at or near a place, without a word of who holds it: a mention.

    Attributes:
        file: the name of the file.
        line: its line there.
        key: its id in the file.
        place: the place at which it happened; empty if it happened near one.
        where: where it happened, in words.
        span: when.
        reported_on: when that was made public.
        speaker: who says so.
        note: what happened, in our own words.
        position: lon and lat in degrees, where the file has them.
    """

    file: str
    line: int
    key: str
    place: str
    where: str
    kind: EventKind
    span: Span
    reported_on: date
    speaker: str
    note: str
    position: tuple[float, float] | None
    source: str = "UCDP GED"
    place_key: str = ""
    authority: str = ""
    district: str = ""
    url: str = ""

    @property
    def told(self) -> str:
        """What it says, in a few words."""
        return f"{self.where}: event {self.key}, {self.span.day}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One row that was not taken: where it stands, what it is about, why, and what comes nearest."""

    file: str
    line: int
    what: str
    reason: str
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class FoundParty:
    """One party of a parties file; `others` are further names that files give it."""

    id: str
    name: str
    short: str
    colour: str
    others: tuple[str, ...] = ()


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number of things in words.

    >>> counted(1, "place"), counted(2_000, "place"), counted(3, "party", "parties")
    ('1 place', '2,000 places', '3 parties')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def shortened(texts: Sequence[str], most: int = 3) -> str:
    """The first few of some texts as one, and how many more there are."""
    shown = ", ".join(texts[:most])
    return f"{shown} and {len(texts) - most} more" if len(texts) > most else shown
