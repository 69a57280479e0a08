"""Everything karamap raises on purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST_TOLD = 100
"""So many faults of one file are told in words; the rest is counted."""

JOINER = "\u200c"
"""ZERO WIDTH NON-JOINER, a letter of Persian."""

LONGEST_TOLD = 400
"""So many characters of what is wrong, and of what would be right, are told of one fault."""


class KaramapError(Exception):
    """A fault that the person at the keyboard can mend; its text is the whole message."""


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing that is wrong in one table: where, what, and what would be right."""

    path: str
    line: int
    column: str
    problem: str
    expected: str = ""

    def __str__(self) -> str:
        """Render as `file:line:column: problem; expected …`.

        >>> print(Fault("gazetteer/places.csv", 7, "lon", "'east' is not a number", "decimal degrees"))
        gazetteer/places.csv:7:lon: 'east' is not a number; expected decimal degrees
        """
        text = f"{self.path}:{self.line}:{_plain(self.column)}: {_plain(self.problem)}"
        return f"{text}; expected {_plain(self.expected)}" if self.expected else text


def _plain(text: str) -> str:
    """A text on one line, without what is too much of it, and with escapes for what is no printable character."""
    if len(text) > LONGEST_TOLD:
        text = f"{text[:LONGEST_TOLD]}… ({len(text):,} characters)"
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter == JOINER else ascii(letter)[1:-1] for letter in text)


class DataError(KaramapError, ValueError):
    """The curated tables have faults; `faults` holds all of them, not the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(_told(self.faults)))


def _told(faults: Sequence[Fault]) -> Iterator[str]:
    """One line for each fault; of a file with very many, the first ones and how many more there are."""
    told: Counter[str] = Counter()
    many = Counter(fault.path for fault in faults)
    for fault in faults:
        told[fault.path] += 1
        if told[fault.path] <= MOST_TOLD:
            yield str(fault)
        elif told[fault.path] == many[fault.path]:
            yield f"{fault.path}: {many[fault.path] - MOST_TOLD:,} more of its lines have faults"


class MissingTablesError(DataError):
    """A folder lacks `gazetteer/` or `seeds/`: one sentence says so, and what to do."""

    def __init__(self, folder: str, missing: Sequence[str], advice: str) -> None:
        problem = f"{folder} has no {' and no '.join(f'{name}/' for name in missing)}"
        super().__init__([Fault(folder, 1, "-", problem, advice)])
        self.args = (f"{problem}; {advice}",)


class UnknownPlaceError(KaramapError, LookupError):
    """No place bears this name for sure; `nearest` are the closest names in the gazetteer, or places."""

    def __init__(self, name: str, nearest: Sequence[str] = ()) -> None:
        self.name, self.nearest = name, tuple(nearest)
        hint = f"; did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(f"no place or district is called {name!r}{hint}")


class AmbiguousPlaceError(KaramapError, LookupError):
    """Several places bear this name; `candidates` lists them with their districts."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        self.name, self.candidates = name, tuple(candidates)
        said = f"{name!r} may be {len(self.candidates)} places: {'; '.join(candidates)}"
        super().__init__(f"{said}. State its district, or take an id")


class UnknownDistrictError(KaramapError, LookupError):
    """No district bears the name that was stated; `nearest` are the districts there are."""

    def __init__(self, name: str, nearest: Sequence[str] = ()) -> None:
        self.name, self.nearest = name, tuple(nearest)
        hint = f"; there are {', '.join(nearest)}" if nearest else ""
        super().__init__(f"no district is called {name!r}{hint}")


class UnknownVersionError(KaramapError, LookupError):
    """No such version of the tables is kept; `kept` are those that are, the oldest first."""

    def __init__(self, name: str, kept: Sequence[str] = ()) -> None:
        self.name, self.kept = name, tuple(kept)
        hint = f"there are {', '.join(kept)}" if kept else "the folder keeps none (it has no versions/versions.csv)"
        super().__init__(f"no version {name!r} of the tables is kept; {hint}")


class WrongDistrictError(KaramapError, LookupError):
    """The place that a name means does not lie in the district that was stated."""

    def __init__(self, name: str, district: str, candidates: Sequence[str]) -> None:
        self.name, self.district, self.candidates = name, district, tuple(candidates)
        super().__init__(f"no {name!r} lies in {district!r}; elsewhere there is {'; '.join(candidates)}")


class DateError(KaramapError, ValueError):
    """A date that is not one, or that lies outside the record."""


class LanguageError(KaramapError, LookupError):
    """No page can be read in this language."""


class CropError(KaramapError, ValueError):
    """The part of the theatre that a drawing is to show is none of it, or is badly stated."""


class FigureError(KaramapError, ValueError):
    """A figure cannot be drawn as asked: its size is none, or a library that it needs is not there."""


class RenderError(KaramapError):
    """Nothing was written; an older file at the same path is untouched."""


class OutputError(KaramapError):
    """What a command puts out cannot be written to its stdout."""


class VerificationError(KaramapError):
    """A file cannot be compared with the tables, or is not what they give."""


class FolderInUseError(KaramapError):
    """A folder cannot take the tables: it holds some already, or cannot be written to."""


class NameFileError(KaramapError):
    """A file of names is none, or cannot be built."""


class BatchError(KaramapError):
    """Work cannot be shared out among workers, or one of them did not do its share as asked."""


class GeocodingError(KaramapError):
    """The outside geocoder failed or may not be asked; where geopy raised something, that is the cause."""


class ExtractionError(KaramapError):
    """A page that no statements can be read out of, or proposals that cannot be taken."""
