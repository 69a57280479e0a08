"""The roads of a theatre, as chains of places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from karamap.tables.csv_tables import Row


@dataclass(frozen=True)
class Road:
    """A road as a sketch: straight from each place to the next.

    Attributes:
        id: what tells it from others.
        name: in English, for who works on the tables; no page shows it.
        is_main: whether it is drawn at every zoom.
        course: ids of the places that it leads through, in order, each with a position.
        precision_km: how far off its line may be.
    """

    id: str
    name: str
    is_main: bool
    course: tuple[str, ...]
    precision_km: float


def of(rows: Sequence[Row]) -> tuple[Road, ...]:
    """The roads that the rows of their table state, in the order of their ids."""
    stated = (Road(row["id"], row["name"], row["kind"] == "main", row["course"], row["precision_km"]) for row in rows)
    return tuple(sorted(stated, key=lambda road: road.id))
