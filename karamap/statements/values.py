"""What is read out of a text, as values with offsets into it.

Those that each name of a list has some of are made by `tuple.__new__`, which takes half as long as their class.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from karamap.names.resolutions import Resolution
from karamap.statements.schema import VerbClass


class Piece(NamedTuple):
    """Some characters of a text: as they stand there, and where."""

    text: str
    start: int
    end: int


class ListedPlace(NamedTuple):
    """A place as a sentence lists it, with the district and the kind that it is given there."""

    name: Piece
    district: Piece | None = None
    kind: str | None = None
    district_is_own: bool = True
    """Whether the district is said of it or of its list, and not of a list or a sentence before it."""
    is_certain: bool = True
    """Whether the grammar makes it a place: a kind, a district or a list of such; else only its capital."""
    is_near: bool = False
    """Whether the sentence speaks of what is near, leads to or was part of the place, and not of itself."""


class Statement(NamedTuple):
    """What one sentence says of one place.

    Attributes:
        place: the place as listed.
        resolution: what its name means in the gazetteer; None where nothing was looked up.
        verb: class of what is said, as written in `wording`.
        holder: id of the party that holds the place by it; None if it moves nothing, or that is not told.
        stance: affirms, denies or holds; None for a mention.
        basis: force, handover or withdrawal.
        actor: id of the party that acts.
        speaker, side: on whose word, and whose voice that is; empty if the text names nobody.
        day: the day it tells of.
        sentence: the sentence that says it.
        confidence: from 0 to 1, and why it is not higher.
    """

    place: ListedPlace
    resolution: Resolution | None
    verb: VerbClass
    wording: Piece | None
    holder: str | None
    stance: str | None
    basis: str | None
    actor: str | None
    speaker: str
    side: str
    day: date
    sentence: Piece
    confidence: float
    reasons: tuple[str, ...] = ()

    @property
    def is_change(self) -> bool:
        """Whether it says anything of who holds the place."""
        return self.stance is not None


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A number of places, or of positions, that a text states, and what its own list comes to."""

    numbers: dict[str, int]
    scope: str
    bound: str
    speaker: str
    side: str
    day: date
    piece: Piece
    listed: dict[str, int] = field(default_factory=dict)

    @property
    def agrees(self) -> bool | None:
        """Whether the list of the text has as many; None where it lists none."""
        if not self.listed or self.scope != "day":
            return None
        return all(self.listed.get(kind, 0) == number for kind, number in self.numbers.items())


@dataclass(frozen=True, slots=True)
class OtherFact:
    """Something that names no place to be painted: a border that was secured, or a district as a whole (its `kind`)."""

    subject: str
    holder: str | None
    speaker: str
    side: str
    day: date
    piece: Piece
    kind: str = ""
    basis: str = "force"
    stance: str = "affirms"


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that was read out of one text."""

    language: str
    statements: tuple[Statement, ...]
    totals: tuple[StatedTotal, ...]
    facts: tuple[OtherFact, ...]

    @property
    def changes(self) -> tuple[Statement, ...]:
        """The statements that say who holds a place."""
        return tuple([item for item in self.statements if item.stance is not None])
