"""Reads a list of written names with their context from CSV, one row at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from karamap.names.resolutions import Mention
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Column
from karamap.tables.hand_made import HandMadeTable, any_case, key_of

KINDS = ("city", "town", "village", "settlement", "height", "bridge", "monastery")
"""What a place may be said to be."""


def _as_written(cell: str) -> str:
    """A name or a district, whatever its letters: what nobody can read is for the resolver to say."""
    return cell


COLUMNS = (
    Column("name", _as_written),
    Column("district", _as_written, required=False),
    Column("kind", any_case(tables.choice(*KINDS)), required=False),
    Column("date", tables.day, required=False),
)
"""Columns with a meaning; any others are kept as they are."""

CONTEXT = tuple(column.name for column in COLUMNS)


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list: its cells as they came, and the mention they make."""

    cells: tuple[str, ...]
    mention: Mention


class MentionList:
    """A CSV list of names: `columns` is its header, iterating yields its rows and keeps none of them.

    The header holds `name` and, if wanted, `district`, `kind` and `date`, beside any other columns; `HandMadeTable`
    says what may differ from plain CSV. Empty cells take their value from `context`. Blank rows are passed over.

    Raises:
        DataError: on opening, if the header is unfit; while iterating, at the first row that is. By then
            the rest of the list has been read too, and the error names up to 20 faults with line and column.
    """

    def __init__(self, stream: IO[bytes], path: str, *, context: Mention | None = None) -> None:
        self._context = context or Mention("")
        self._table = HandMadeTable(stream, path, COLUMNS)
        self.columns = self._table.columns

    def __iter__(self) -> Iterator[Listed]:
        """The rows in order, up to the first with a fault."""
        context = self._context
        for row in self._table:
            given = row.values
            mention = Mention(
                given["name"],
                given["district"] or context.district,
                given["kind"] or context.kind,
                given["date"] or context.date,
            )
            yield Listed(row.cells, mention)

    def understood(self) -> list[str]:
        """What was made of the list beyond its plain text, in words: complete after the last row."""
        misspelt = self._table.misspelt().items()
        unused = [f"the column {name!r} is kept and not used; did you mean {meant!r}?" for name, meant in misspelt]
        return unused + self._table.understood.sentences()


def other_columns(columns: Sequence[str]) -> dict[str, int]:
    """Where the columns without a meaning stand, by their names; one without a name is called by its number."""
    places = enumerate(columns)
    return {name or f"column {place + 1}": place for place, name in places if key_of(name) not in CONTEXT}
