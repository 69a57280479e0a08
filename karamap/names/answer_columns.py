"""The columns of answers beside those of a list, and under which names the list's own go out."""

from __future__ import annotations

from collections.abc import Sequence

COLUMNS = ("outcome", "place_id", "place", "place_district", "place_kind", "lon", "lat", "candidates", "flags")
"""What an answer adds to the columns of the input; where it is explained, `evidence` as well."""

PLACE = ("id", "name", "district", "kind", "lon", "lat")
"""What is told of the place, in the order of its columns, as `karamap.names.resolutions.answer` calls it."""


def free(columns: Sequence[str]) -> list[str]:
    """The columns of the input under names that the answer leaves free.

    >>> free(["name", "place"])
    ['name', 'input_place']
    """
    taken, given, names = {*COLUMNS, "evidence"}, set(columns), list[str]()
    for name in columns:
        new = name
        while new in taken or (new != name and new in given):
            new = f"input_{new}"
        names.append(new)
    return names
