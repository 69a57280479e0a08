"""Tables of a page, a row a line between upright strokes: which column has the places, and which their districts."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from karamap.statements.schema import Role
from karamap.statements.words.lexicon import Spans
from karamap.statements.words.list_parts import Item, Part
from karamap.statements.words.tokens import Tokens

STROKE = "|"
"""The mark that a row begins with, and that stands between its cells."""

KINDS_OF_ALL = frozenset({"village", "city"})
"""Words for a kind over a column that say so of each place in it; "settlement" does not."""


OVER_COLUMNS = frozenset({Role.KIND, Role.DISTRICT})
"""What words over columns of places and of their districts are."""

MOST_COLUMNS, MOST_WORDS = 60, 4
"""Strokes of the head of a table, and words over a column, at the most."""


@dataclass(frozen=True)
class Columns:
    """The columns of a table, by their number from the left; None where its head does not say which."""

    place: int | None = None
    district: int | None = None
    kind: str | None = None


def is_row(tokens: Tokens) -> bool:
    """Whether a sentence is a row of a table."""
    return tokens[0].text == STROKE


def columns_in(tokens: Tokens, spans: Spans) -> Columns | None:
    """What a head of a table says of its columns; None if the row is none."""
    strokes = _strokes(tokens)
    if len(strokes) > MOST_COLUMNS or any(token.is_number for token in tokens) or not _are_short(tokens, strokes):
        return None
    headed = {bisect_left(strokes, span.first): span for span in spans.among(OVER_COLUMNS)}
    if not headed:
        return None
    place = next((at for at, span in sorted(headed.items()) if span.role is Role.KIND), None)
    district = next((at for at, span in sorted(headed.items()) if span.role is Role.DISTRICT), None)
    kind = headed[place].value.removesuffix(" plural") if place is not None else None
    return Columns(place, district, kind if kind in KINDS_OF_ALL else None)


def places_and_district(
    columns: Columns | None, tokens: Tokens, items: Sequence[Item], districts: Set[Item]
) -> tuple[list[Item], Item | None]:
    """The parts of the cell of a row that has its places, and the name of the district that they lie in.

    Where the head of the table does not tell, the first cell with a name has the places, and a later one that is
    called like a district tells theirs.
    """
    strokes = _strokes(tokens)
    by_cell = [list[Item]() for _ in range(len(strokes) + 1)]
    for item in items:
        by_cell[bisect_left(strokes, item.first)].append(item)
    named = [at for at, cell in enumerate(by_cell) if _names(cell)]
    columns = columns or Columns()
    places = [at for at in named if at != columns.district]
    place = columns.place if columns.place in named else next(iter(places), None)
    if place is None:
        return [], None
    district = columns.district
    if district is None:
        behind = (at for at in named if at > place and len(_names(by_cell[at])) == 1)
        district = next((at for at in behind if _names(by_cell[at])[0] in districts), None)
    told = _names(by_cell[district]) if district in named and district != place else []
    return by_cell[place], told[0] if told else None


def _names(cell: Iterable[Item]) -> list[Item]:
    return [item for item in cell if item.part is Part.NAME]


def _strokes(tokens: Tokens) -> Sequence[int]:
    """Where the strokes between cells stand: the cell before the first of them is empty."""
    return tokens.marks.get(STROKE, ())


def _are_short(tokens: Tokens, strokes: Sequence[int]) -> bool:
    """Whether no cell has more words than what stands over a column."""
    words = Counter(bisect_left(strokes, at) for at, token in enumerate(tokens) if token.is_word)
    return max(words.values(), default=0) <= MOST_WORDS
